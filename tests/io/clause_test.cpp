#include <planloom/io/clause.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// `lead 财政部`, with 等 behind an open one and * behind a class of bodies.
std::vector<std::string> shown(const Clause& clause) {
    std::vector<std::string> all;
    for (const ClauseAssignment& each : clause.assignments)
        all.push_back(std::string(word(each.role)) + ' ' + each.name + (each.is_open ? "等" : "") +
                      (each.is_group ? "*" : ""));
    return all;
}

std::vector<std::string> read(std::string_view text) {
    ClauseScope scope;
    return shown(read_clause(text, scope));
}

std::vector<std::string> note_codes(const Clause& clause) {
    std::vector<std::string> codes;
    for (const ClauseNote& each : clause.notes) codes.push_back(each.code);
    return codes;
}

TEST(ReadClause, TakesTheRoleFromTheVerbBehindTheList) {
    EXPECT_THAT(read("财政部负责"), ElementsAre("responsible 财政部"));
    EXPECT_THAT(read("水利部牵头，财政部、教育部参与"),
                ElementsAre("lead 水利部", "support 财政部", "support 教育部"));
    EXPECT_THAT(read("水利部指导，供销合作总社配合"),
                ElementsAre("guide 水利部", "support 供销合作总社"));
    EXPECT_THAT(read("水利部督办"), ElementsAre("supervise 水利部"));
    EXPECT_THAT(read("省水利厅牵头、省财政厅协助"),
                ElementsAre("lead 省水利厅", "support 省财政厅"));
    EXPECT_THAT(read("各县人民政府组织实施"), ElementsAre("implement 各县人民政府*"));
}

TEST(ReadClause, NumbersThePlacesAndKeepsTheText) {
    ClauseScope scope;
    const Clause clause = read_clause("水利部牵头，财政部、教育部参与", scope);
    ASSERT_EQ(clause.assignments.size(), 3U);
    EXPECT_EQ(clause.assignments[2].position, 3U);
    EXPECT_EQ(clause.assignments[0].text, "水利部牵头");
    EXPECT_EQ(clause.assignments[2].text, "财政部、教育部参与");
}

TEST(ReadClause, TakesSeveralLeadsAsLeadAndCoLead) {
    ClauseScope scope;
    const Clause clause = read_clause("水利部、财政部共同牵头", scope);
    EXPECT_THAT(shown(clause), ElementsAre("lead 水利部", "co_lead 财政部"));
    EXPECT_TRUE(clause.is_joint);
}

TEST(ReadClause, NamesNoLeadWhereEachHasItsDuty) {
    ClauseScope scope;
    const Clause clause = read_clause("水利部、财政部，各省级人民政府按职责分工负责", scope);
    EXPECT_THAT(shown(clause), ElementsAre("responsible 水利部", "responsible 财政部",
                                           "responsible 各省级人民政府*"));
    EXPECT_TRUE(clause.is_joint);
}

TEST(ReadClause, NeverCutsANameAtAnd) {
    EXPECT_THAT(read("工业和信息化部、文化和旅游部、国家粮食和储备局负责"),
                ElementsAre("responsible 工业和信息化部", "responsible 文化和旅游部",
                            "responsible 国家粮食和储备局"));
    EXPECT_THAT(read("市政务和数据局、中央和国家机关工委负责"),
                ElementsAre("responsible 市政务和数据局", "responsible 中央和国家机关工委"));
}

TEST(ReadClause, CutsAtAndBeforeAClassOfBodies) {
    EXPECT_THAT(read("水利部、财政部等和各有关省级人民政府负责"),
                ElementsAre("responsible 水利部", "responsible 财政部等",
                            "responsible 各有关省级人民政府*"));
    EXPECT_THAT(read("水利部和有关部门负责"),
                ElementsAre("responsible 水利部", "responsible 有关部门等*"));
}

TEST(ReadClause, ReportsWhenTwoKnownBodiesAreJoinedByAnd) {
    ClauseScope scope;
    const Clause clause = read_clause("财政部和税务总局负责", scope);
    EXPECT_THAT(shown(clause), ElementsAre("responsible 财政部", "responsible 税务总局"));
    EXPECT_THAT(note_codes(clause), ElementsAre("unit_split_guessed"));
}

TEST(ReadClause, LeavesAListOpenAtEtCetera) {
    EXPECT_THAT(read("水利部等负责"), ElementsAre("responsible 水利部等"));
    EXPECT_THAT(read("水利部、财政部等有关部门负责"),
                ElementsAre("responsible 水利部", "responsible 财政部等"));
    EXPECT_THAT(read("水利部、财政部等10个部门负责"),
                ElementsAre("responsible 水利部", "responsible 财政部等"));
    EXPECT_THAT(read("水利部等有关部门、单位负责"), ElementsAre("responsible 水利部等"));
    // 等 inside a name is no end of a list.
    EXPECT_THAT(read("省高等教育学会负责"), ElementsAre("responsible 省高等教育学会"));
}

TEST(ReadClause, TakesTogetherWithAsLeadAndSupport) {
    EXPECT_THAT(read("水利部会同有关部门负责"), ElementsAre("lead 水利部", "support 有关部门等*"));
    EXPECT_THAT(read("水利部会同财政部、教育部等部门负责"),
                ElementsAre("lead 水利部", "support 财政部", "support 教育部等"));
    EXPECT_THAT(read("省水利厅，会同省财政厅负责"),
                ElementsAre("lead 省水利厅", "support 省财政厅"));
}

TEST(ReadClause, PutsBackThePrefixThatAListLeavesOut) {
    ClauseScope scope;
    const Clause clause = read_clause("省水利厅、财政厅、文化和旅游厅，国家税务总局负责", scope);
    EXPECT_THAT(shown(clause),
                ElementsAre("responsible 省水利厅", "responsible 省财政厅",
                            "responsible 省文化和旅游厅", "responsible 国家税务总局"));
    EXPECT_EQ(clause.assignments[1].written, "财政厅");
    EXPECT_TRUE(clause.assignments[1].is_expanded);
    EXPECT_THAT(note_codes(clause), ElementsAre("unit_prefix_guessed", "unit_prefix_guessed"));
}

TEST(ReadClause, PutsNoPrefixWhereTheHeadHasNone) {
    EXPECT_THAT(
        read("财政部、教育部、市场监管总局负责"),
        ElementsAre("responsible 财政部", "responsible 教育部", "responsible 市场监管总局"));
    EXPECT_THAT(read("省水利厅，财政厅负责"),
                ElementsAre("responsible 省水利厅", "responsible 财政厅"));
    EXPECT_THAT(
        read("市水利局、青海省税务局、甲乙集团负责"),
        ElementsAre("responsible 市水利局", "responsible 青海省税务局", "responsible 甲乙集团"));
    EXPECT_THAT(read("西宁市教育局、市场监管局负责"),
                ElementsAre("responsible 西宁市教育局", "responsible 西宁市市场监管局"));
    EXPECT_THAT(read("省委组织部、宣传部负责"),
                ElementsAre("responsible 省委组织部", "responsible 省委宣传部"));
}

TEST(ReadClause, TakesBracketsBehindANameAsItsOtherName) {
    ClauseScope scope;
    const Clause clause = read_clause("市交通委(市道运局)、市水利局负责", scope);
    EXPECT_THAT(shown(clause), ElementsAre("responsible 市交通委", "responsible 市水利局"));
    EXPECT_THAT(clause.assignments[0].aliases, ElementsAre("市道运局"));
    EXPECT_THAT(read("市水利局（牵头）、市财政局负责"),
                ElementsAre("lead 市水利局", "responsible 市财政局"));
}

TEST(ReadClause, KeepsAClassOfBodiesWhole) {
    EXPECT_THAT(read("各省、自治区、直辖市人民政府负责"),
                ElementsAre("responsible 各省、自治区、直辖市人民政府*"));
    EXPECT_THAT(read("各县（市、区）人民政府负责"),
                ElementsAre("responsible 各县（市、区）人民政府*"));
    EXPECT_THAT(read("市直有关部门、单位，各区政府、开发区管委会落实"),
                ElementsAre("implement 市直有关部门、单位*", "implement 各区政府*",
                            "implement 开发区管委会*"));
    EXPECT_THAT(read("各街道、区直各部门负责"),
                ElementsAre("responsible 各街道*", "responsible 区直各部门*"));
}

TEST(ReadClause, ReadsLabels) {
    EXPECT_THAT(read("牵头单位:市水利局;责任单位:市财政局、市教育局;配合单位：无"),
                ElementsAre("lead 市水利局", "responsible 市财政局", "responsible 市教育局"));
    EXPECT_THAT(
        read("责任单位：市高院、市通信管理局等；各区政府"),
        ElementsAre("responsible 市高院", "responsible 市通信管理局等", "responsible 各区政府*"));
    EXPECT_THAT(read("牵头单位：区水利局 责任单位：区财政局"),
                ElementsAre("lead 区水利局", "responsible 区财政局"));
}

TEST(ReadClause, TellsDeadlinesAndPersonsFromUnits) {
    ClauseScope scope;
    const Clause clause =
        read_clause("责任单位：市水利局；责任人：王某；完成时限：2025年6月底前", scope);
    EXPECT_THAT(shown(clause), ElementsAre("responsible 市水利局"));
    EXPECT_EQ(clause.deadline, "2025年6月底前");
    EXPECT_THAT(note_codes(clause), ElementsAre("person_dropped"));
    EXPECT_EQ(read_clause("市水利局负责；2025年6月底前完成", scope).deadline, "2025年6月底前完成");
    const Clause inside = read_clause("水利部会同有关部门于2025年底前完成", scope);
    EXPECT_THAT(shown(inside), ElementsAre("lead 水利部", "support 有关部门等*"));
    EXPECT_EQ(inside.deadline, "2025年底前");
}

TEST(ReadClause, SaysWhenThereIsNoUnit) {
    ClauseScope scope;
    for (const std::string_view text : {"", "无", "—", "-", " / "}) {
        const Clause clause = read_clause(text, scope);
        EXPECT_TRUE(clause.is_none) << text;
        EXPECT_THAT(clause.assignments, IsEmpty()) << text;
    }
}

TEST(ReadClause, CarriesTheFirstAsLeadOnWhenItSaysSo) {
    ClauseScope scope;
    EXPECT_THAT(shown(read_clause("水利部、财政部负责，排在第一位的部门为牵头部门，下同", scope)),
                ElementsAre("lead 水利部", "responsible 财政部"));
    EXPECT_TRUE(scope.first_is_lead);
    EXPECT_THAT(shown(read_clause("教育部等负责", scope)), ElementsAre("lead 教育部等"));
    EXPECT_THAT(shown(read_clause("教育部指导", scope)), ElementsAre("guide 教育部"));
    ClauseScope here;
    EXPECT_THAT(shown(read_clause("水利部、财政部负责。列第一位者为牵头单位", here)),
                ElementsAre("lead 水利部", "responsible 财政部"));
    EXPECT_FALSE(here.first_is_lead);
}

TEST(ReadClause, SaysWhereTheLeadIsTakenFromItsPlace) {
    ClauseScope scope;
    scope.first_is_lead = true;
    const Clause silent = read_clause("水利部、财政部负责", scope);
    EXPECT_TRUE(silent.assignments.at(0).is_inferred);
    EXPECT_FALSE(silent.assignments.at(1).is_inferred);
    const Clause written = read_clause("水利部牵头，财政部配合", scope);
    EXPECT_EQ(written.assignments.at(0).role, Role::lead);
    EXPECT_FALSE(written.assignments.at(0).is_inferred);
}

TEST(ReadClause, AddsTheUnitsOfARiderToLaterClausesOnly) {
    ClauseScope scope;
    const Clause first =
        read_clause("水利部指导。以下任务均需各市政府、开发区管委会落实,不再一一列出", scope);
    EXPECT_THAT(shown(first), ElementsAre("guide 水利部"));
    const Clause second = read_clause("教育部指导", scope);
    EXPECT_THAT(shown(second),
                ElementsAre("guide 教育部", "implement 各市政府*", "implement 开发区管委会*"));
    EXPECT_THAT(second.assignments[1].text, HasSubstr("以下任务均需"));
}

TEST(ReadClause, ReportsWhatItCannotRead) {
    ClauseScope scope;
    EXPECT_THAT(note_codes(read_clause("市水利局（市财政局", scope)),
                Contains("unbalanced_bracket"));
    EXPECT_THAT(note_codes(read_clause("市水利局、市财政局", scope)), Contains("role_guessed"));
    EXPECT_THAT(note_codes(read_clause("其他：市水利局", scope)), Contains("clause_text_unread"));
    EXPECT_THAT(note_codes(read_clause("市水利局负责，下同", scope)), Contains("rider_unread"));
}

TEST(ReadClause, IgnoresCharactersWithoutWidth) {
    EXPECT_THAT(read("水\u200B利部、\uFEFF财政部负责"),
                ElementsAre("responsible 水利部", "responsible 财政部"));
}

TEST(ReadClause, TakesLongAndDeepTextInLinearTime) {
    std::string list;
    for (int i = 0; i < 20'000; ++i) list += "水利部、";
    EXPECT_EQ(read(list + "财政部负责").size(), 20'001U);
    std::string deep = "水利部";
    for (int i = 0; i < 100'000; ++i) deep += "（";
    EXPECT_LE(read(deep).size(), 1U);
    for (int i = 0; i < 100'000; ++i) deep += "）";
    EXPECT_EQ(read(deep + "负责").size(), 1U);
    std::string side_by_side = "水利部";
    for (int i = 0; i < 30'000; ++i) side_by_side += "（甲）";
    EXPECT_EQ(read(side_by_side + "负责").size(), 1U);
}

TEST(IsClause, TellsClausesFromRemarks) {
    for (const std::string_view clause :
         {"财政部负责", "水利部指导，供销合作总社参与", "责任单位：县水利局", "各省级人民政府负责",
          "排在第一位的部门为牵头部门，下同"})
        EXPECT_TRUE(is_clause(clause)) << clause;
    for (const std::string_view remark :
         {"", "无", "PPP", "市、区", "以下简称《意见》", "由企业负责", "社会参与", "2025年",
          "企业依法安装监测设备、在门口树立显示屏", "省水利厅", "见附件", "国发〔2022〕14号"})
        EXPECT_FALSE(is_clause(remark)) << remark;
}

}  // namespace
}  // namespace planloom::testing

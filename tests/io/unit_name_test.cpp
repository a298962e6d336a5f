#include <planloom/io/unit_name.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using Outcome = UnitRegister::Outcome;

TEST(NormalizeUnitName, RemovesSpacesAndEvensOutWidth) {
    EXPECT_EQ(normalize_unit_name(" 市 水利局\u200B"), "市水利局");
    EXPECT_EQ(normalize_unit_name("市交通委(甲)"), "市交通委（甲）");
    EXPECT_EQ(normalize_unit_name("ＡＢＣ公司"), "ABC公司");
}

TEST(UnitNameForm, IsEqualForSpellingsOfOneBody) {
    const std::pair<const char*, const char*> same[] = {
        {"发展改革委", "国家发展改革委"},       {"国家发展和改革委员会", "发改委"},
        {"工业和信息化部", "工信部"},           {"市场监管总局", "国家市场监督管理总局"},
        {"药监局", "国家药品监督管理局"},       {"杭州市", "杭州市政府"},
        {"杭州市政府", "杭州市人民政府"},       {"省发改委", "省发展和改革委员会"},
        {"省人社厅", "省人力资源和社会保障厅"}, {"市住建局", "市住房城乡建设局"},
    };
    for (const auto& [left, right] : same) EXPECT_EQ(unit_name_form(left), unit_name_form(right));
}

TEST(UnitNameForm, DiffersForDifferentBodies) {
    const std::pair<const char*, const char*> different[] = {
        {"省财政厅", "财政部"},     {"省发改委", "发改委"},     {"省水利厅", "市水利局"},
        {"税务总局", "省税务局"},   {"杭州市政府", "杭州市委"}, {"各市政府", "各市"},
        {"市政府办公室", "市政府"},
    };
    for (const auto& [left, right] : different)
        EXPECT_NE(unit_name_form(left), unit_name_form(right)) << left << ' ' << right;
}

TEST(IsUnitGroup, KnowsClassesOfBodies) {
    for (const char* group : {"各市州政府", "各有关部门", "市直有关部门", "试点城市政府",
                              "地方各级人民政府", "省级有关部门", "区直各部门", "有关单位"})
        EXPECT_TRUE(is_unit_group(group)) << group;
    for (const char* unit : {"财政部", "杭州市政府", "省发展改革委", "中央宣传部", "市直机关工委"})
        EXPECT_FALSE(is_unit_group(unit)) << unit;
}

TEST(UnitNamePrefix, FindsTheLevelOrPlaceAtTheFront) {
    EXPECT_EQ(unit_name_prefix("省财政厅"), "省");
    EXPECT_EQ(unit_name_prefix("西宁市教育局"), "西宁市");
    EXPECT_EQ(unit_name_prefix("自治区财政厅"), "自治区");
    EXPECT_EQ(unit_name_prefix("市政府办公室"), "市");
    EXPECT_EQ(unit_name_prefix("市民政局"), "市");
    for (const char* none :
         {"市场监管局", "财政部", "国家税务总局", "城市管理局", "杭州市", "", "各市财政局"})
        EXPECT_EQ(unit_name_prefix(none), "") << none;
}

TEST(UnitRegister, JoinsSpellingsAndKeepsTheFirst) {
    UnitRegister units;
    const auto first = units.add("发展改革委");
    EXPECT_EQ(first.outcome, Outcome::added);
    const auto again = units.add("国家发展改革委");
    EXPECT_EQ(again.outcome, Outcome::joined);
    EXPECT_EQ(again.body, first.body);
    EXPECT_EQ(units.add("国家发展改革委").outcome, Outcome::known);
    EXPECT_EQ(units.add("省发展改革委").outcome, Outcome::added);
    EXPECT_EQ(units.bodies()[0].name, "发展改革委");
    EXPECT_THAT(units.bodies()[0].aliases, ElementsAre("国家发展改革委"));
}

TEST(UnitRegister, LeavesAnAliasOfAnotherBodyAlone) {
    UnitRegister units;
    const std::size_t transport = units.add("市交通委").body;
    const std::size_t police = units.add("市公安局").body;
    EXPECT_EQ(units.add_alias(transport, "市道运局").outcome, Outcome::added);
    EXPECT_EQ(units.add_alias(transport, "市道运局").outcome, Outcome::known);
    EXPECT_EQ(units.add_alias(police, "市道运局").outcome, Outcome::conflict);
    EXPECT_EQ(units.add("市道运局").body, transport);
    EXPECT_EQ(units.bodies()[police].aliases.size(), 0U);
}

}  // namespace
}  // namespace planloom::testing

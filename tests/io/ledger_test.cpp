#include <planloom/core/error.hpp>
#include <planloom/io/format.hpp>
#include <planloom/io/ledger.hpp>
#include <planloom/io/text.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// A ledger as governments keep it: a title, sections, rows that go on with the one above, a remark.
constexpr std::string_view ledger = R"(附件1,,,,,,,,
2024年数字政府重点任务分工表,,,,,,,,
序号,重点任务,具体举措,牵头单位,配合单位,完成时限,前置任务,状态,备注
一、优化政务服务,,,,,,,,
1,建设共享平台,建成省级平台,市发改委、市财政局等,市工业和信息化局,2024年6月底前,,进行中,x
2,编制目录,,市大数据局,无,年底前,1FS+2d,已完成,
二、数据治理,,,,,,,,
3,归集,归集人口数据,市公安局,—,持续推进,"1;2SS-1周",,
,,归集法人数据,市市场监管局,,每月28日前,,,
4,开放,,市大数据局,各县区政府,2025-03,3.1,60%,
注：本表由办公室汇总,,,,,,,,
)";

Sheet sheet_of(std::string_view csv, std::string name = {}) {
    Sheet sheet = read_csv_sheet(csv, {});
    sheet.name = std::move(name);
    return sheet;
}

ReadResult read(std::string_view csv, const LedgerOptions& options = {}) {
    return read_ledger({sheet_of(csv)}, options);
}

std::vector<std::string> task_keys(const Plan& plan) {
    return keys_of(plan, plan.tasks());
}

/// `lead 市财政局` for each assignment.
std::vector<std::string> assignments(const Plan& plan, std::string_view task) {
    std::vector<std::string> all;
    for (const AssignmentId each : plan.assignments(*plan.find_task(task))) {
        const std::size_t row = each.index();
        all.push_back(std::string(word(plan.assignment_table().role[row])) + ' ' +
                      std::string(plan.key(plan.assignment_table().unit[row])));
    }
    return all;
}

/// `1 FS 960` for each predecessor.
std::vector<std::string> predecessors(const Plan& plan, std::string_view task) {
    static constexpr std::string_view codes[] = {"FS", "SS", "FF", "SF"};
    const DependencyTable& table = plan.dependency_table();
    std::vector<std::string> all;
    for (const DependencyId each : plan.predecessors(*plan.find_task(task))) {
        const std::size_t row = each.index();
        const std::string key(
            table.predecessor[row].is_valid()
                ? plan.key(table.predecessor[row])
                : plan.dangling_key(DanglingRef::Field::dependency_predecessor, row));
        all.push_back(key + ' ' + std::string(codes[static_cast<std::size_t>(table.type[row])]) +
                      ' ' + std::to_string(table.lag[row]));
    }
    return all;
}

std::vector<std::string> predecessors_of_cell(std::string_view cell) {
    return predecessors(read("序号,任务,前置任务\n1,a,\n1.2,b,\n1.3,c,\nT-1,d,\nT1FS,e,\nX,f,\"" +
                             std::string(cell) + "\"\n")
                            .plan,
                        "X");
}

TEST(ReadLedger, ReadsALedgerAsGovernmentsKeepIt) {
    const ReadResult result = read(ledger);
    const Plan& plan = result.plan;
    EXPECT_EQ(plan.head().title, "2024年数字政府重点任务分工表");
    EXPECT_EQ(plan.head().language, "zh");
    EXPECT_THAT(task_keys(plan), ElementsAre("1", "2", "3", "3.1", "3.2", "4"));
    EXPECT_THAT(keys_of(plan, plan.goals()), ElementsAre("G1", "G2"));
    EXPECT_EQ(plan.goal("G1").title(), "优化政务服务");
    EXPECT_EQ(plan.goal("G1").section(), "一、优化政务服务");
    EXPECT_THAT(assignments(plan, "1"),
                ElementsAre("lead 市发改委", "co_lead 市财政局", "support 市工业和信息化局"));
    EXPECT_THAT(assignments(plan, "2"), ElementsAre("lead 市大数据局"));
    EXPECT_THAT(assignments(plan, "4"), ElementsAre("lead 市大数据局", "support 各县区政府"));
    EXPECT_EQ(plan.unit("各县区政府").kind(), UnitKind::group);
    EXPECT_EQ(plan.task("1").text(), "建成省级平台");
    EXPECT_EQ(plan.task("1").status(), TaskStatus::in_progress);
    EXPECT_EQ(to_string(plan.task("1").due()), "2024-06");
    EXPECT_EQ(plan.task("1").due_text(), "2024年6月底前");
    EXPECT_EQ(to_string(plan.task("2").due()), "2024");
    EXPECT_EQ(plan.task("3.1").title(), "归集人口数据");
    EXPECT_EQ(plan.task("3.1").parent(), plan.find_task("3"));
    EXPECT_TRUE(plan.task("3.1").is_ongoing());
    EXPECT_EQ(plan.task("3.2").due_every(), "month");
    EXPECT_EQ(plan.task("4").progress(), 60);
    EXPECT_THAT(predecessors(plan, "2"), ElementsAre("1 FS 960"));
    EXPECT_THAT(predecessors(plan, "3.1"), ElementsAre("1 FS 0", "2 SS -2400"));
    EXPECT_EQ(plan.line(*plan.find_task("4")), 10U);
    EXPECT_THAT(codes_of(result.notes),
                ElementsAre("unknown_column", "row_left_out", "deadline_guessed"));
    EXPECT_EQ(read(ledger).plan, plan);
}

TEST(ReadLedger, ReadsTheSameInEveryEncoding) {
    const Plan plan = read(ledger).plan;
    for (const std::string_view encoding :
         {"utf-8", "utf-8-bom", "utf-16le", "utf-16be", "gb18030"}) {
        SCOPED_TRACE(encoding);
        EXPECT_EQ(read_bytes_as(encode_text(ledger, encoding), Format::csv, "台账.csv").plan, plan);
    }
}

TEST(ReadLedger, ReadsTheSameWithOtherSeparatorsAndLineEnds) {
    const Plan plan = read(ledger).plan;
    std::string tabbed(ledger);
    std::replace(tabbed.begin(), tabbed.end(), ',', '\t');
    EXPECT_EQ(read_bytes_as(tabbed, Format::csv, "a.tsv").plan, plan);
    std::string windows;
    for (const char c : ledger) {
        if (c == '\n') windows += '\r';
        windows += c;
    }
    EXPECT_EQ(read_bytes_as(windows, Format::csv, "a.csv").plan, plan);
}

TEST(ReadLedger, FillsCellsThatWereMergedDownwards) {
    Sheet merged =
        sheet_of("序号,目标,任务,牵头单位\n1,开放数据,甲,市财政局\n2,,乙,\n3,,丙,\n", "台账");
    merged.merged = {{2, 4, 1, 1}, {2, 3, 3, 3}};
    const Plan plan = read_ledger({merged}).plan;
    EXPECT_EQ(plan, read("序号,目标,任务,牵头单位\n1,开放数据,甲,市财政局\n2,开放数据,乙,市财政局\n"
                         "3,开放数据,丙,\n")
                        .plan);
}

TEST(ReadLedger, TakesOneTitleOverSeveralNumbersForTheirGoal) {
    const Plan plan =
        read("序号,重点任务,具体举措\n1,优化服务,一窗受理\n2,,网上办理\n3,数据开放,\n").plan;
    EXPECT_EQ(plan.task("1").title(), "一窗受理");
    EXPECT_EQ(plan.task("2").title(), "网上办理");
    EXPECT_EQ(plan.task("3").title(), "数据开放");
    ASSERT_THAT(keys_of(plan, plan.goals()), ElementsAre("G1"));
    EXPECT_EQ(plan.goal("G1").title(), "优化服务");
    EXPECT_THAT(plan.serves(*plan.find_task("2")), SizeIs(1));
    EXPECT_THAT(plan.serves(*plan.find_task("3")), SizeIs(0));
}

TEST(ReadLedger, NestsSections) {
    const Plan plan =
        read(
            "序号,任务,牵头单位\n一、治理,,\n（一）归集,,\n1,甲,市财政局\n（二）开放,,\n2,乙,\n"
            "二,服务,\n3,丙,\n")
            .plan;
    EXPECT_THAT(keys_of(plan, plan.goals()), ElementsAre("G1", "G1.1", "G1.2", "G2"));
    EXPECT_EQ(plan.goal("G1.2").parent(), plan.find_goal("G1"));
    EXPECT_EQ(plan.goal("G2").section(), "二、服务");
    EXPECT_EQ(plan.task("2").section(), "（二）开放");
}

TEST(ReadLedger, PrefixesNumbersThatBeginAgain) {
    const ReadResult result =
        read("序号,任务,前置任务\n一、治理,,\n1,甲,\n2,乙,1\n二、服务,,\n1,丙,\n2,丁,\"1;1.2\"\n");
    EXPECT_THAT(task_keys(result.plan), ElementsAre("1.1", "1.2", "2.1", "2.2"));
    EXPECT_THAT(predecessors(result.plan, "2.2"), ElementsAre("2.1 FS 0", "1.2 FS 0"));
    EXPECT_THAT(codes_of(result.notes), ElementsAre("numbers_restart"));
}

TEST(ReadLedger, KeepsAKeyThatStandsTwiceInOneSection) {
    const ReadResult result = read("序号,任务\n1,甲\n1,乙\n");
    EXPECT_THAT(task_keys(result.plan), ElementsAre("1", "1"));
}

TEST(ReadLedger, NestsOutlinesBelowRowsThatAreThere) {
    const Plan plan = read("id,task\n1,a\n1.1,b\n1.1.1,c\n2.1,d\n").plan;
    EXPECT_EQ(plan.task("1.1").parent(), plan.find_task("1"));
    EXPECT_EQ(plan.task("1.1.1").parent(), plan.find_task("1.1"));
    EXPECT_FALSE(plan.task("2.1").parent().has_value());
}

TEST(ReadLedger, ReadsPredecessorsInEveryForm) {
    EXPECT_THAT(predecessors_of_cell("1"), ElementsAre("1 FS 0"));
    EXPECT_THAT(predecessors_of_cell("1FS+2d"), ElementsAre("1 FS 960"));
    EXPECT_THAT(predecessors_of_cell("1.2,1.3"), ElementsAre("1.2 FS 0", "1.3 FS 0"));
    EXPECT_THAT(predecessors_of_cell("1；1.2、1.3，T-1"),
                ElementsAre("1 FS 0", "1.2 FS 0", "1.3 FS 0", "T-1 FS 0"));
    EXPECT_THAT(predecessors_of_cell(" 1.2 SS - 1 周 "), ElementsAre("1.2 SS -2400"));
    EXPECT_THAT(predecessors_of_cell("1.3ff"), ElementsAre("1.3 FF 0"));
    EXPECT_THAT(predecessors_of_cell("T1FS"), ElementsAre("T1FS FS 0"));
    EXPECT_THAT(predecessors_of_cell("T1FSSS+4h"), ElementsAre("T1FS SS 240"));
    EXPECT_THAT(predecessors_of_cell("T-1+30m"), ElementsAre("T-1 FS 30"));
    EXPECT_THAT(predecessors_of_cell("T-1SF-1个月"), ElementsAre("T-1 SF -9600"));
    EXPECT_THAT(predecessors_of_cell("1（开始-完成）"), ElementsAre("1 SF 0"));
    EXPECT_THAT(predecessors_of_cell("1完成-完成+2天"), ElementsAre("1 FF 960"));
    EXPECT_THAT(predecessors_of_cell("1FS+2ed"), ElementsAre("1 FS 2880"));
    EXPECT_THAT(predecessors_of_cell("9FS+1d;zz"), ElementsAre("9 FS 480", "zz FS 0"));
    EXPECT_THAT(predecessors_of_cell("b"), ElementsAre("1.2 FS 0"));
    EXPECT_THAT(predecessors_of_cell("无"), IsEmpty());
    EXPECT_THAT(predecessors_of_cell("—"), IsEmpty());
}

TEST(ReadLedger, SaysThatALagIsUnread) {
    const ReadResult result = read("id,task,predecessors\n1,a,\n2,b,1FS+50%\n");
    EXPECT_THAT(predecessors(result.plan, "2"), ElementsAre("1 FS 0"));
    EXPECT_THAT(codes_of(result.notes), ElementsAre("lag_unread"));
}

TEST(ReadLedger, ReadsAnEnglishLedger) {
    const Plan plan =
        read(
            "ID,Goal,Task,Lead,Support,Due,Predecessors,Duration,Status,Progress,Tags\n"
            "T1,Open data,Survey,Data Bureau,Finance; IT,2025-06-30,,10d,done,100%,x;y\n"
            "T2,Open data,Build,IT,,2025-Q3,T1,2 weeks,In Progress,0.4,\n"
            "T3,G9,Review,Audit Office,-,ongoing,,5,,,\n")
            .plan;
    EXPECT_EQ(plan.head().language, "");
    EXPECT_THAT(keys_of(plan, plan.goals()), ElementsAre("G1", "G9"));
    EXPECT_THAT(assignments(plan, "T1"),
                ElementsAre("lead Data Bureau", "support Finance", "support IT"));
    EXPECT_EQ(plan.task("T2").duration(), 10 * 480);
    EXPECT_EQ(plan.task("T3").duration(), 5 * 480);
    EXPECT_EQ(plan.task("T2").progress(), 40);
    EXPECT_TRUE(plan.task("T3").is_ongoing());
    EXPECT_THAT(plan.tags(*plan.find_task("T1")), SizeIs(2));
}

TEST(ReadLedger, NeverCutsANameAtAnd) {
    const Plan plan = read("任务,责任单位\n甲,工业和信息化部、文化和旅游部；发展改革委\n").plan;
    EXPECT_THAT(keys_of(plan, plan.units()),
                ElementsAre("工业和信息化部", "文化和旅游部", "发展改革委"));
}

TEST(ReadLedger, TakesTheFirstForTheLeadWhereTheSheetSaysSo) {
    const auto leads = [](const ReadResult& result) { return assignments(result.plan, "1"); };
    constexpr std::string_view plain = "任务,责任单位\n甲,市财政局、市教育局\n";
    EXPECT_THAT(leads(read(plain)), ElementsAre("responsible 市财政局", "responsible 市教育局"));
    LedgerOptions options;
    options.first_is_lead = true;
    EXPECT_THAT(leads(read(plain, options)), Contains("lead 市财政局"));
    const ReadResult said =
        read("任务,责任单位\n甲,市财政局、市教育局\n注：列第一位的责任单位为牵头单位,\n");
    EXPECT_THAT(leads(said), Contains("lead 市财政局"));
    EXPECT_THAT(codes_of(said.notes), Contains("first_is_lead_found"));
    EXPECT_EQ(said.plan.assignment_table().is_inferred[0], 1);
    EXPECT_EQ(said.plan.assignment_table().is_inferred[1], 0);
}

TEST(ReadLedger, ReadsTwoRowsOfHeaders) {
    const Plan plan =
        read("序号,任务,责任单位,,完成时限\n,,牵头单位,配合单位,\n1,甲,市财政局,市教育局,2025年\n")
            .plan;
    EXPECT_THAT(task_keys(plan), ElementsAre("1"));
    EXPECT_THAT(assignments(plan, "1"), ElementsAre("lead 市财政局", "support 市教育局"));
}

TEST(ReadLedger, KeepsWhatItCannotRead) {
    const ReadResult result = read(
        "任务,完成时限,工期,状态,里程碑,开始时间,当前进展,预警,预警,\n"
        "甲,适时,很久,红灯,也许,不明,已起草初稿,黄,绿,无题\n");
    const Plan& plan = result.plan;
    std::vector<std::string> attributes;
    for (const RowText& each : plan.attributes(*plan.find_task("1")))
        attributes.push_back(std::string(plan.text(each.name)) + '=' +
                             std::string(plan.text(each.value)));
    EXPECT_THAT(attributes, ElementsAre("工期=\"很久\"", "状态=\"红灯\"", "里程碑=\"也许\"",
                                        "开始时间=\"不明\"", "当前进展=\"已起草初稿\"",
                                        "预警=\"黄\"", "预警 (2)=\"绿\"", "column J=\"无题\""));
    EXPECT_EQ(plan.task("1").due_text(), "适时");
    for (const char* code : {"deadline_unread", "duration_unread", "status_unread",
                             "milestone_unread", "date_unread", "unknown_column"})
        EXPECT_THAT(codes_of(result.notes), Contains(code));
    const Diagnostic& note = result.notes.back();
    EXPECT_EQ(note.line, 2U);
}

TEST(ReadLedger, NamesThePlaceInAWorkbook) {
    const ReadResult result = read_ledger({sheet_of("任务,状态\n甲,红灯\n", "台账")});
    EXPECT_THAT(codes_of(result.notes), ElementsAre("keys_made", "status_unread"));
    EXPECT_EQ(result.notes.back().where, "台账!B2");
}

TEST(ReadLedger, ReadsASheetForEachKind) {
    const ReadResult result = read_ledger(
        {sheet_of("编号,目标,上级目标,牵头单位,完成时限\nA,开放,,市财政局,2025年\nB,治理,开放,,\n",
                  "目标"),
         sheet_of("单位,层级,别名,承载能力,备注\n市财政局,市级,财政局,3,x\n", "单位"),
         sheet_of("编号,要求\nR1,全面开放\n", "要求"),
         sheet_of("序号,任务,目标,牵头单位,对应要求\n1,甲,治理,财政局,R1\n2,乙,A;B,,R9\n", "任务"),
         sheet_of("前置任务,后续任务,依赖类型,间隔\n1,2,SS,2d\n甲,9,,\n", "依赖关系"),
         sheet_of("填报说明\n", "说明")});
    const Plan& plan = result.plan;
    EXPECT_THAT(keys_of(plan, plan.goals()), ElementsAre("A", "B"));
    EXPECT_EQ(plan.goal("B").parent(), plan.find_goal("A"));
    EXPECT_EQ(plan.goal("A").owner(), plan.find_unit("市财政局"));
    EXPECT_EQ(to_string(plan.goal("A").horizon()), "2025");
    EXPECT_EQ(plan.unit("市财政局").level(), "市级");
    EXPECT_DOUBLE_EQ(plan.unit("市财政局").capacity(), 3);
    EXPECT_THAT(keys_of(plan, plan.units()), ElementsAre("市财政局"));
    EXPECT_THAT(assignments(plan, "1"), ElementsAre("lead 市财政局"));
    EXPECT_THAT(plan.serves(*plan.find_task("2")), SizeIs(2));
    EXPECT_THAT(predecessors(plan, "2"), ElementsAre("1 SS 960"));
    EXPECT_THAT(keys_of(plan, plan.requirements()), ElementsAre("R1"));
    EXPECT_THAT(codes_of(result.notes), Contains("unknown_task"));
    EXPECT_THAT(codes_of(result.notes), Contains("sheet_left_out"));
    EXPECT_THAT(plan.dangling(), SizeIs(1));
}

TEST(ReadLedger, TellsTheTasksOfSeveralSheetsApart) {
    const std::vector<Sheet> sheets = {sheet_of("序号,任务,前置任务\n1,甲,\n2,乙,1\n", "春"),
                                       sheet_of("序号,任务,前置任务\n1,丙,\n2,丁,1\n", "秋")};
    const ReadResult result = read_ledger(sheets);
    EXPECT_THAT(task_keys(result.plan), ElementsAre("春/1", "春/2", "秋/1", "秋/2"));
    EXPECT_THAT(predecessors(result.plan, "秋/2"), ElementsAre("秋/1 FS 0"));
    LedgerOptions options;
    options.sheet = "秋";
    EXPECT_THAT(task_keys(read_ledger(sheets, options).plan), ElementsAre("1", "2"));
    options.sheet = "冬";
    EXPECT_EQ(error_code([&] { return read_ledger(sheets, options); }), "read_error");
}

TEST(ReadLedger, HeedsAMapping) {
    LedgerOptions options;
    options.mapping = parse_ledger_mapping(
        R"({"columns": {"事儿": "title", "管事的": "lead", "状态": "attribute"}, "header_row": 2})");
    const Plan plan = read("a,b,c\n事儿,管事的,状态\n甲,市财政局,进行中\n", options).plan;
    EXPECT_EQ(plan.task("1").title(), "甲");
    EXPECT_EQ(plan.task("1").status(), TaskStatus::not_started);
    EXPECT_THAT(assignments(plan, "1"), ElementsAre("lead 市财政局"));
    EXPECT_THAT(plan.attributes(*plan.find_task("1")), SizeIs(1));
}

TEST(ReadLedger, RefusesWhatIsNoLedger) {
    const auto refusal = [](std::string_view csv, const LedgerOptions& options = {}) {
        try {
            (void)read(csv, options);
        } catch (const ReadError& error) {
            return error.diagnostics().front();
        }
        return Diagnostic();
    };
    EXPECT_EQ(refusal("").code, "header");
    EXPECT_EQ(refusal("a,b\n1,2\n").code, "header");
    LedgerOptions options;
    options.header_row = 2;
    const Diagnostic fault = refusal("任务,状态\n甲,乙\n", options);
    EXPECT_EQ(fault.code, "header");
    EXPECT_EQ(fault.line, 2U);
    EXPECT_EQ(refusal(std::string("任务,状态\n甲\0,\n", 20)).code, "encoding");
    EXPECT_EQ(refusal("任务,\"状态\n").code, "syntax");
    EXPECT_EQ(refusal("任务,\"状态\n").line, 1U);
}

TEST(ReadLedger, BoundsWhatMergedCellsFill) {
    Sheet sheet = sheet_of("序号,任务\n", "s");
    for (std::uint32_t i = 0; i < 10'000; ++i)
        sheet.rows.push_back({i + 2, {std::to_string(i), "甲"}});
    for (int i = 0; i < 1000; ++i) sheet.merged.push_back({2, 1'048'576, 1, 1});
    EXPECT_EQ(error_code([&] { return read_ledger({sheet}); }), "read_error");
}

TEST(ParseLedgerMapping, ListsEveryFault) {
    try {
        (void)parse_ledger_mapping(
            R"({"columns": {"a": "leader", "b": 3}, "header_row": 0, "x": 1})");
        FAIL();
    } catch (const ReadError& error) {
        EXPECT_THAT(error.diagnostics(), SizeIs(4));
        EXPECT_EQ(error.diagnostics()[0].where, "/columns/a");
        EXPECT_THAT(error.diagnostics()[0].message, HasSubstr("co_lead"));
    }
    EXPECT_EQ(error_code([] { return parse_ledger_mapping("["); }), "read_error");
    EXPECT_EQ(error_code([] { return parse_ledger_mapping("[]"); }), "read_error");
    EXPECT_EQ(error_code([] { return parse_ledger_mapping(std::string(1000, '[')); }),
              "read_error");
}

TEST(LedgerHeaders, AreKnownByThemselvesAndEachOnce) {
    std::set<LedgerField> fields;
    for (const LedgerHeader& each : ledger_headers()) {
        SCOPED_TRACE(each.header);
        EXPECT_EQ(recognize_header(each.header), each.field);
        fields.insert(each.field);
    }
    for (int i = 0; i < static_cast<int>(LedgerField::attribute); ++i) {
        const auto field = static_cast<LedgerField>(i);
        EXPECT_EQ(fields.count(field), 1U) << word(field);
        EXPECT_EQ(parse_ledger_field(word(field)), field);
    }
    EXPECT_EQ(recognize_header(" 牵头\n单位（盖章）："), LedgerField::lead);
    EXPECT_EQ(recognize_header("Due_Date *"), LedgerField::due);
    EXPECT_EQ(recognize_header("牵头（责任）单位"), LedgerField::lead);
    EXPECT_FALSE(recognize_header("天气").has_value());
    EXPECT_FALSE(recognize_header("").has_value());
}

TEST(ReviewLedger, ShowsTheCellsBesideWhatTheySay) {
    const std::vector<Excerpt> rows = review_ledger({sheet_of(ledger, "台账")});
    ASSERT_FALSE(rows.empty());
    EXPECT_EQ(rows[0].found, "1 建设共享平台");
    EXPECT_EQ(rows[0].source, "台账!B5: 建设共享平台");
    EXPECT_EQ(rows[2].found, "co_lead 市财政局 等");
    EXPECT_EQ(rows[2].source, "台账!D5: 市发改委、市财政局等");
}

// Cells of anything at all give a plan or an error.
TEST(ReadLedger, SurvivesAnyCells) {
    static constexpr std::string_view pieces[] = {
        "",   "1", "1.1", "一、", "（一）", "任务", "牵头单位", "市财政局、", "等", "FS+", "-",
        "2d", "=", "'",   "\n",   "年底前", "%",    "注：",     "（",         "无", ";",   "序号"};
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        Random random(seed);
        Sheet sheet = sheet_of(
            "序号,重点任务,具体举措,目标,牵头单位,完成时限,前置任务,状态,进度,工期\n", "s");
        for (std::uint32_t row = 2; row < 12; ++row) {
            SheetRow cells{row, {}};
            for (int i = 0; i < 10; ++i) {
                std::string cell;
                for (std::size_t k = random.below(4); k > 0; --k)
                    cell += pieces[random.below(std::size(pieces))];
                cells.cells.push_back(cell);
            }
            sheet.rows.push_back(cells);
        }
        for (int i = 0; i < 3; ++i) {
            const auto first = static_cast<std::uint32_t>(random.below(12));
            const auto column = static_cast<std::uint32_t>(random.below(12));
            sheet.merged.push_back(
                {first, first + static_cast<std::uint32_t>(random.below(4)), column, column});
        }
        const Plan plan = read_ledger({sheet}).plan;
        EXPECT_EQ(read_json(write_json(plan)).plan, plan);
        EXPECT_EQ(read_ledger({sheet}).plan, plan);
    }
}

}  // namespace
}  // namespace planloom::testing

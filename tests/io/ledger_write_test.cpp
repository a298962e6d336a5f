#include <planloom/core/error.hpp>
#include <planloom/io/format.hpp>
#include <planloom/io/ledger.hpp>
#include <planloom/io/text.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// Quotes that need not be, rows of different lengths, a blank row, no line end at the end.
constexpr std::string_view ledger =
    "2024年分工表,,\r\n序号,重点任务,\"牵头单位\",完成时限,前置任务,备注\r\n一、治理,,,,,\r\n"
    "1,\"甲,乙\",市财政局,年底前,,'=x\r\n\r\n2,丙,市教育局\r\n,,,,,\r\n二、服务\r\n3,丁,,"
    "\"2024年\r\n6月\","
    "1FS+2d,\r\n注：完";

Plan read(std::string_view csv) {
    return read_ledger({read_csv_sheet(csv, detect_ledger_dialect(csv))}).plan;
}

/// The plan with one title and one status changed; the ledger has a column for the title alone.
Plan changed(const Plan& plan) {
    std::string json = write_json(plan);
    const std::string title = "\"title\": \"丙\"";
    json.replace(json.find(title), title.size(), "\"title\": \"丙, 新\", \"status\": \"done\"");
    return read_json(json).plan;
}

TEST(UpdateLedgerCsv, GivesTheSameBytesForTheSamePlan) {
    const Plan plan = read(ledger);
    EXPECT_THAT(plan.tasks(), SizeIs(3));
    for (const std::string_view encoding :
         {"utf-8", "utf-8-bom", "utf-16le", "utf-16be", "gb18030"}) {
        SCOPED_TRACE(encoding);
        const std::string bytes = encode_text(ledger, encoding);
        const LedgerText written = update_ledger_csv(bytes, plan);
        EXPECT_EQ(written.bytes, bytes);
        EXPECT_THAT(written.notes, IsEmpty());
    }
}

TEST(UpdateLedgerCsv, TouchesOnlyTheCellsThatDiffer) {
    const Plan plan = changed(read(ledger));
    const std::string bytes = encode_text(ledger, "gb18030");
    const LedgerText written = update_ledger_csv(bytes, plan);
    std::string expected(ledger);
    expected.replace(expected.find("2,丙,"), std::string("2,丙,").size(), "2,\"丙, 新\",");
    EXPECT_EQ(decode_text(written.bytes).text, expected);
    EXPECT_EQ(decode_text(written.bytes).encoding, "gb18030");
    ASSERT_THAT(written.notes, SizeIs(1));
    EXPECT_THAT(written.notes[0].message, HasSubstr("tasks/status"));
}

TEST(UpdateLedgerCsv, AddsRowsAndTakesThemAway) {
    const std::string_view before = "id,task,lead,after\n1,a,X,\n2,b,Y,1\n3,c,,2\nnote: end,,,\n";
    const Plan plan = read_json(R"({"units": ["X", "Y"], "tasks": [
        {"key": "1", "title": "a", "lead": "X"},
        {"key": "3", "title": "c", "after": ["1"]},
        {"key": "4", "title": "=d", "lead": "Y"}]})")
                          .plan;
    const LedgerText written = update_ledger_csv(before, plan);
    EXPECT_EQ(written.bytes, "id,task,lead,after\n1,a,X,\n3,c,,1\n4,'=d,Y,\nnote: end,,,\n");
    EXPECT_THAT(written.notes, IsEmpty());
    EXPECT_EQ(read(written.bytes), plan);
}

TEST(UpdateLedgerCsv, SwitchesTheByteOrderMark) {
    const Plan plan = read(ledger);
    const std::string marked = "\xEF\xBB\xBF" + std::string(ledger);
    EXPECT_EQ(update_ledger_csv(ledger, plan, {}, true).bytes, marked);
    EXPECT_EQ(update_ledger_csv(marked, plan, {}, false).bytes, ledger);
    EXPECT_EQ(update_ledger_csv(encode_text(ledger, "utf-16le"), plan, {}, true).bytes, marked);
}

TEST(UpdateLedger, WritesAWorkbookThatReadsTheSame) {
    const Plan plan = read(ledger);
    const std::vector<Sheet> sheets = {read_csv_sheet(ledger, {})};
    const LedgerTable table = update_ledger(sheets, plan);
    EXPECT_THAT(table.notes, IsEmpty());
    const std::string bytes = ledger_xlsx(table);
    const std::vector<Sheet> read_again = read_xlsx(bytes);
    EXPECT_EQ(read_ledger(read_again).plan, plan);
    // The title and the two sections.
    EXPECT_THAT(read_again.front().merged, SizeIs(3));
    EXPECT_EQ(read_again.front().name, "台账");
    EXPECT_EQ(ledger_xlsx(table), bytes);
    EXPECT_EQ(read(ledger_csv(table)), plan);
}

TEST(UpdateLedger, LeavesOutAgainWhatMergingFilled) {
    Sheet sheet =
        read_csv_sheet("序号,重点任务,具体举措,牵头单位\n1,甲,子,市财政局\n,,丑,\n2,乙,寅,\n", {});
    sheet.merged = {{2, 3, 0, 0}, {2, 3, 1, 1}, {2, 3, 3, 3}};
    const Plan plan = read_ledger({sheet}).plan;
    const LedgerTable table = update_ledger({sheet}, plan);
    EXPECT_EQ(read(ledger_csv(table)), plan);
    EXPECT_EQ(plan.assignments(*plan.find_task("1.2")).size(), 1U);
}

TEST(WriteLedger, WritesTheColumnsThatAPlanNeeds) {
    const Plan plan = read_json(R"({"language": "zh", "title": "分工表", "goals": [
        {"key": "G1", "title": "开放", "section": "一、开放"}],
        "units": ["市财政局", "市教育局"], "tasks": [
        {"key": "1", "title": "甲", "section": "一、开放", "serves": "G1",
         "lead": "市财政局", "support": ["市教育局"], "due": "2025-06"},
        {"key": "2", "title": "乙", "section": "一、开放", "serves": "G1",
         "after": [{"task": "1", "type": "SS", "lag": "2d"}], "attributes": {"备注": "x"}}]})")
                          .plan;
    const LedgerTable table = write_ledger(plan);
    EXPECT_EQ(ledger_csv(table),
              "分工表,,,,,,\n序号,任务,牵头单位,配合单位,完成时限,前置任务,备注\n一、开放,,,,,,\n"
              "1,甲,市财政局,市教育局,2025-06,,\n2,乙,,,,1SS+2d,x\n");
    ASSERT_THAT(table.notes, SizeIs(1));
    EXPECT_THAT(table.notes[0].message, HasSubstr("tasks/due"));
}

TEST(WriteLedger, WritesAnEnglishPlanInEnglish) {
    const LedgerTable table = write_ledger(hut_plan());
    EXPECT_THAT(ledger_csv(table), HasSubstr("id,"));
    EXPECT_THAT(ledger_csv(table), HasSubstr("lead,"));
    EXPECT_THAT(ledger_csv(table), HasSubstr("predecessors"));
}

TEST(WriteLedger, SaysWhatIsLost) {
    const Plan plan =
        read_json(R"({"tasks": [{"key": "a", "refines": {"plan": "P", "task": "t"}}]})").plan;
    const LedgerTable table = write_ledger(plan);
    ASSERT_THAT(table.notes, SizeIs(1));
    EXPECT_EQ(table.notes[0].code, "ledger_left_out");
    EXPECT_THAT(table.notes[0].message, HasSubstr("refines"));
    EXPECT_THAT(write_ledger(Plan()).notes, IsEmpty());
}

TEST(LedgerCsv, GuardsAgainstFormulas) {
    LedgerTable table;
    table.rows.push_back({LedgerRowKind::header, {"id", "task", "notes"}});
    const std::vector<std::string> cells = {"=1+1", "+x", "-x", "@x", "＝x",
                                            "'=x",  "-5", "-",  "'x"};
    for (std::size_t i = 0; i < cells.size(); ++i)
        table.rows.push_back({LedgerRowKind::item, {std::to_string(i), cells[i], ""}});
    const std::string csv = ledger_csv(table);
    for (const char* guarded :
         {"'=1+1", "'+x", "'-x", "'@x", "'＝x", "''=x", ",-5,", ",-,", ",'x,"})
        EXPECT_THAT(csv, HasSubstr(guarded));
    const Plan plan = read(csv);
    for (std::size_t i = 0; i < cells.size(); ++i)
        EXPECT_EQ(plan.task(std::to_string(i)).title(), cells[i]);
}

// A table of a random plan is the same again when it is read and written.
TEST(WriteLedger, IsTheSameAgainForRandomPlans) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(seed, {.has_cycles = seed % 2 == 0, .has_faults = false});
        const LedgerTable table = write_ledger(plan);
        EXPECT_EQ(write_ledger(plan).rows, table.rows);
        if (plan.tasks().size() == 0) continue;
        const std::string csv = ledger_csv(table);
        const Plan once = read(csv);
        ASSERT_EQ(keys_of(once, once.tasks()), keys_of(plan, plan.tasks()));
        for (const TaskId task : plan.tasks()) {
            EXPECT_EQ(once.predecessors(task).size(), plan.predecessors(task).size());
            EXPECT_EQ(once.task(task).status(), plan.task(task).status());
            EXPECT_EQ(once.task(task).duration(), plan.task(task).duration());
        }
        EXPECT_EQ(update_ledger_csv(csv, once).bytes, csv);
        // What a ledger cannot hold is lost in the first rounds; goals may become rows in one.
        const Plan twice = read(ledger_csv(write_ledger(once)));
        const Plan thrice = read(ledger_csv(write_ledger(twice)));
        EXPECT_EQ(write_json(thrice), write_json(twice));
    }
}

TEST(LedgerXlsx, HoldsTenThousandRows) {
    std::string csv = "序号,重点任务,牵头单位,完成时限,前置任务\n";
    for (int section = 1; section <= 100; ++section) {
        csv += "第" + std::to_string(section) + "部分 领域,,,,\n";
        for (int i = 1; i <= 100; ++i) {
            const int number = (section - 1) * 100 + i;
            csv += std::to_string(number) + ",任务" + std::to_string(number) +
                   ",市财政局、市教育局等,2025年6月底前," +
                   (number > 1 ? std::to_string(number - 1) + "FS+1d" : "") + "\n";
        }
    }
    const Plan plan = read(csv);
    ASSERT_EQ(plan.tasks().size(), 10'000U);
    EXPECT_EQ(plan.goals().size(), 100U);
    const std::string bytes = ledger_xlsx(update_ledger({read_csv_sheet(csv, {})}, plan));
    EXPECT_EQ(read_bytes_as(bytes, Format::xlsx, "a.xlsx").plan, plan);
    EXPECT_EQ(read_bytes_as(encode_text(csv, "gb18030"), Format::csv, "a.csv").plan, plan);
}

TEST(LedgerXlsx, RefusesACellThatIsTooLong) {
    LedgerTable table;
    table.rows.push_back({LedgerRowKind::item, {std::string(40'000, 'a')}});
    EXPECT_EQ(error_code([&] { return ledger_xlsx(table); }), "limit_cell");
}

TEST(DetectLedgerDialect, LooksBeyondTheTitle) {
    EXPECT_EQ(detect_ledger_dialect("分工表\n序号\t任务\n").separator, '\t');
    EXPECT_EQ(detect_ledger_dialect("a;b,c;d\n").separator, ';');
    EXPECT_EQ(detect_ledger_dialect("").separator, ',');
    EXPECT_EQ(detect_ledger_dialect("\"a;b;c\",d\n").separator, ',');
}

}  // namespace
}  // namespace planloom::testing

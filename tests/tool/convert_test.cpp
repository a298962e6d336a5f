#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace planloom::testing {
namespace {

using ::testing::HasSubstr;

constexpr const char* document =
    "关于推进数据共享的意见\n一、重点任务\n（一）建设共享平台。年底前建成平台。（数据局、财政局负责"
    "，"
    "排在第一位的部门为牵头部门）\n（二）编制共享目录。（数据局负责）\n";

TEST(Convert, TurnsOneFormatIntoAnother) {
    const TemporaryDirectory folder;
    const std::string plan =
        folder.write("p.json", R"({"tasks": ["a", {"key": "b", "after": "a"}]})");
    const Outcome to_project = run_tool({"convert", plan, folder.file("p.tjp")});
    EXPECT_EQ(to_project.code, 0) << to_project.err;
    EXPECT_THAT(content(folder.file("p.tjp")), HasSubstr("depends a"));
    const Outcome back = run_tool({"convert", folder.file("p.tjp"), "-", "--to", "json"});
    EXPECT_EQ(back.json().at("tasks").size(), 2U);
    EXPECT_THAT(run_tool({"convert", plan, "-", "--to", "mermaid"}).out, HasSubstr("flowchart"));
}

TEST(Convert, RefusesWhatIsNoFormat) {
    const TemporaryDirectory folder;
    const std::string plan = folder.write("p.json", "{}");
    EXPECT_EQ(run_tool({"convert", plan, folder.file("p.what")}).code, 2);
    const Outcome unknown = run_tool({"convert", plan, "-", "--to", "xml"});
    EXPECT_EQ(unknown.code, 2);
    EXPECT_THAT(unknown.err, HasSubstr("taskjuggler"));
    EXPECT_EQ(run_tool({"convert", plan, folder.file("p.docx")}).code, 2);
}

TEST(Import, MakesAPlanOutOfADocument) {
    const Outcome plan = run_tool({"import", "-"}, {.in = document});
    ASSERT_EQ(plan.code, 0) << plan.err;
    const auto tasks = plan.json().at("tasks");
    ASSERT_EQ(tasks.size(), 2U);
    EXPECT_EQ(tasks[0].at("lead").at(0).at("unit"), "数据局");
    const Outcome review = run_tool({"import", "-", "--review"}, {.in = document});
    EXPECT_EQ(review.code, 0) << review.err;
    EXPECT_THAT(review.out, HasSubstr("编制共享目录"));
}

TEST(Stats, ReadsEveryFormatByItsContent) {
    const Outcome stats = run_tool({"stats", "-", "--format", "json"},
                                   {.in = "project p \"P\" 2025-01-01\ntask a \"A\"\n"});
    ASSERT_EQ(stats.code, 0) << stats.err;
    EXPECT_EQ(stats.json().at("tasks"), 1);
}

constexpr const char* ledger =
    "序号,任务,牵头单位,完成时限\r\n1,\"共享\",市数据局,2025年底前\r\n2,开放,市财政局,\r\n";

TEST(Convert, GivesALedgerBackAsItWas) {
    const TemporaryDirectory folder;
    const std::string plan = folder.write("台账.csv", ledger);
    EXPECT_EQ(run_tool({"convert", plan, folder.file("out.csv")}).code, 0);
    EXPECT_EQ(content(folder.file("out.csv")), ledger);
    EXPECT_EQ(run_tool({"convert", plan, folder.file("bom.csv"), "--bom"}).code, 0);
    EXPECT_EQ(content(folder.file("bom.csv")), "\xEF\xBB\xBF" + std::string(ledger));
    EXPECT_EQ(run_tool({"convert", plan, "-", "--to", "csv", "--bom", "--no-bom"}).code, 2);
    EXPECT_EQ(run_tool({"convert", plan, folder.file("a.xlsx")}).code, 0);
    const Outcome json = run_tool({"convert", folder.file("a.xlsx"), "-", "--to", "json"});
    EXPECT_EQ(json.out, run_tool({"convert", plan, "-", "--to", "json"}).out);
    EXPECT_EQ(json.json().at("tasks").size(), 2U);
    EXPECT_EQ(run_tool({"stats", folder.file("a.xlsx")}).code, 0);
}

TEST(Convert, WritesOverALedger) {
    const TemporaryDirectory folder;
    const std::string like = folder.write("a.csv", ledger);
    const std::string plan = folder.write("p.json", R"({"language": "zh", "units": ["市数据局",
        "市财政局"], "tasks": [{"key": "1", "title": "共享", "lead": "市数据局",
        "due": {"by": "2025", "text": "2025年底前"}},
        {"key": "2", "title": "开放数据", "lead": "市财政局"}]})");
    const Outcome written = run_tool({"convert", plan, "-", "--to", "csv", "--like", like});
    EXPECT_EQ(written.code, 0) << written.err;
    EXPECT_THAT(written.out, HasSubstr("1,\"共享\",市数据局,2025年底前\r\n2,开放数据,市财政局,"));
}

TEST(Import, ReadsALedgerWithAMapping) {
    const TemporaryDirectory folder;
    const std::string plan = folder.write("a.csv", "说明,\n事儿,管事的\n共享,市数据局\n");
    EXPECT_EQ(run_tool({"import", plan}).code, 3);
    const std::string mapping = folder.write(
        "m.json", R"({"columns": {"事儿": "title", "管事的": "lead"}, "header_row": 2})");
    const Outcome read = run_tool({"import", plan, "--mapping", mapping});
    EXPECT_EQ(read.code, 0) << read.err;
    EXPECT_EQ(read.json().at("tasks").size(), 1U);
    const Outcome review = run_tool({"import", plan, "--mapping", mapping, "--review"});
    EXPECT_THAT(review.out, HasSubstr("B3: 市数据局"));
    const Outcome row = run_tool({"import", plan, "--header-row", "9"});
    EXPECT_EQ(row.code, 3);
    EXPECT_THAT(row.err, HasSubstr("a.csv:9"));
    EXPECT_EQ(run_tool({"import", plan, "--sheet", "x"}).code, 3);
}

TEST(Headers, ListsWhatIsKnown) {
    EXPECT_THAT(run_tool({"headers"}).out, HasSubstr("牵头单位"));
    EXPECT_EQ(run_tool({"headers", "--format", "json"}).json().at("due").at(0), "完成时限");
}

}  // namespace
}  // namespace planloom::testing

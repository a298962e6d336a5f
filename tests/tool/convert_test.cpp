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

}  // namespace
}  // namespace planloom::testing

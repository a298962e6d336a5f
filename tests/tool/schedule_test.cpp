// planloom schedule.
#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace planloom::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view plan = R"({
  "goals": [{"key": "G1", "horizon": "2025-06-04"}],
  "tasks": [
    {"key": "T1", "duration": "2d", "serves": "G1"},
    {"key": "T2", "duration": "3d", "after": "T1", "serves": "G1"},
    {"key": "T3", "duration": "1d", "after": [{"task": "T1", "type": "SS", "lag": "1d"}]}
  ]})";

TEST(Schedule, AnswersInMinutesWhereThereIsNoStart) {
    const Outcome run = run_tool({"schedule", "-", "--format", "json"}, {.in = std::string(plan)});
    ASSERT_EQ(run.code, 0) << run.err;
    const ordered_json answer = run.json();
    EXPECT_EQ(answer["length"], 5 * 480);
    EXPECT_EQ(answer["finish"], 5 * 480);
    EXPECT_EQ(answer["tasks"][1]["early_start"], 960);
    EXPECT_EQ(answer["tasks"][1]["critical"], true);
    EXPECT_EQ(answer["tasks"][1]["driver"]["task"], "T1");
    EXPECT_EQ(answer["tasks"][2]["total_float"], 3 * 480);
    EXPECT_EQ(answer["critical_paths"][0]["tasks"], (ordered_json{"T1", "T2"}));
}

TEST(Schedule, GivesDatesAndSaysWhatIsMissed) {
    const Outcome run = run_tool({"schedule", "-", "--start", "2025-06-02", "--target", "G1"},
                                 {.in = std::string(plan)});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(run.out,
                HasSubstr("5d of working time, from 2025-06-02 08:00 to 2025-06-06 17:00"));
    EXPECT_THAT(run.out, HasSubstr("G1 misses 2025-06-04 by 2d: T2 finishes on 2025-06-06 17:00"));
    EXPECT_THAT(run.out, HasSubstr("to G1"));
    const ordered_json answer =
        run_tool({"schedule", "-", "--start", "2025-06-02", "--target", "G1", "--format", "json"},
                 {.in = std::string(plan)})
            .json();
    EXPECT_EQ(answer["tasks"][1]["early_finish"], "2025-06-06T17:00");
    EXPECT_EQ(answer["targets"][0]["margin"], -960);
    EXPECT_EQ(answer["targets"][0]["floats"]["T1"], -960);
    EXPECT_FALSE(answer["targets"][0]["floats"].contains("T3"));
}

TEST(Schedule, SaysWhyATaskIsWhereItIs) {
    const std::string input(plan);
    EXPECT_EQ(run_tool({"schedule", "-", "--why", "T2"}, {.in = input}).out,
              "T2 starts on 2d, when T1 finishes\n"
              "T1 starts on 0d, when work on the plan begins\n"
              "it is critical: without it the plan would end 3d earlier\n");
    EXPECT_EQ(run_tool({"schedule", "-", "--why", "T3"}, {.in = input}).out,
              "T3 starts on 1d, 1d after T1 starts\n"
              "T1 starts on 0d, when work on the plan begins\n"
              "it is not critical: it can take 3d more before the plan ends later\n"
              "then T1 -> T3 would be critical\n");
}

TEST(Schedule, WritesCsv) {
    const Outcome run = run_tool({"schedule", "-", "--start", "2025-06-02", "--format", "csv"},
                                 {.in = std::string(plan)});
    EXPECT_THAT(run.out, HasSubstr("\r\nT3,T3,2025-06-03T08:00,2025-06-03T17:00,2025-06-06T08:00,"
                                   "2025-06-06T17:00,1440,1440,0,T1\r\n"));
}

TEST(Schedule, NamesLinksThatNoDatesCanHold) {
    const Outcome run =
        run_tool({"schedule", "-"}, {.in = R"({"tasks": [{"key": "A", "duration": "2d"},
                  {"key": "B", "after": [{"task": "A", "max_lag": "1d"}, "C"]},
                  {"key": "C", "duration": "5d", "after": [{"task": "A", "type": "SS", "max_lag": "0d"}]}]})"});
    EXPECT_EQ(run.code, 4);
    EXPECT_THAT(run.err, HasSubstr("would come 2d after itself"));
    EXPECT_THAT(run.err, HasSubstr("B waits for A"));
}

TEST(Schedule, RefusesWhatIsNoDateAndNoTarget) {
    EXPECT_EQ(run_tool({"schedule", "-", "--start", "soon"}, {.in = std::string(plan)}).code, 2);
    const Outcome run = run_tool({"schedule", "-", "--start", "2025-06-02", "--target", "T1"},
                                 {.in = std::string(plan)});
    EXPECT_EQ(run.code, 2);
    EXPECT_THAT(run.err, HasSubstr("T1 has no date"));
    EXPECT_THAT(run_tool({"schedule", example("qinghai-2023"), "--lang", "zh"}).err,
                Not(HasSubstr("planloom：")));
}

}  // namespace
}  // namespace planloom::testing

// planloom risk, and what planloom order tells beside the order.
#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace planloom::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;

constexpr std::string_view plan = R"({
  "start": "2025-06-02",
  "goals": [{"key": "G1", "horizon": "2025-06-11"}],
  "tasks": [
    {"key": "T1", "duration": {"optimistic": "1d", "likely": "2d", "pessimistic": "6d"}, "serves": "G1"},
    {"key": "T2", "duration": "3d", "after": "T1", "serves": "G1"},
    {"key": "T3", "duration": "1d", "after": "T1", "status": "done"},
    {"key": "T4", "after": ["T1", "T2"]}
  ]})";

TEST(Risk, GivesPercentilesAndChances) {
    const std::string input(plan);
    const Outcome run =
        run_tool({"risk", "-", "--format", "json", "--samples", "2000"}, {.in = input});
    ASSERT_EQ(run.code, 0) << run.err;
    const ordered_json answer = run.json();
    EXPECT_EQ(answer["samples"], 2000);
    EXPECT_EQ(answer["planned_finish"], "2025-06-06T17:00");
    EXPECT_EQ(answer["goals"][0]["key"], "G1");
    const double on_time = answer["goals"][0]["on_time"]["value"];
    EXPECT_GT(on_time, 0.9);
    EXPECT_LE(answer["goals"][0]["on_time"]["low"].get<double>(), on_time);
    EXPECT_LT(answer["finish"]["percentiles"]["10"]["finish"].get<std::string>(),
              answer["finish"]["percentiles"]["90"]["finish"].get<std::string>());
    EXPECT_EQ(answer["tasks"][0]["criticality"], 1.0);
    for (const char* const threads : {"1", "2"})
        EXPECT_EQ(
            run_tool({"risk", "-", "--format", "json", "--samples", "2000", "--threads", threads},
                     {.in = input})
                .out,
            run.out);
    const Outcome text = run_tool({"risk", "-", "--samples", "500"}, {.in = input});
    EXPECT_THAT(text.out, HasSubstr("500 samples; with the durations as given the plan ends "
                                    "2025-06-06 17:00"));
    EXPECT_THAT(text.out, HasSubstr("on time"));
}

TEST(Risk, RefusesOptionsOutOfRange) {
    const Outcome run = run_tool({"risk", "-", "--correlation", "2"}, {.in = std::string(plan)});
    EXPECT_EQ(run.code, 2);
    EXPECT_THAT(run.err, HasSubstr("correlation"));
    EXPECT_EQ(run_tool({"risk", "-", "--distribution", "normal"}, {.in = std::string(plan)}).code,
              2);
}

TEST(Order, TellsWhatIsReadyRedundantAndHowWide) {
    const std::string input(plan);
    const ordered_json answer =
        run_tool({"order", "-", "--ready", "--reduce", "--width", "--format", "json"},
                 {.in = input})
            .json();
    EXPECT_EQ(answer["ready"], ordered_json::array({"T1"}));
    ASSERT_EQ(answer["redundant"].size(), 1U);
    EXPECT_EQ(answer["redundant"][0]["from"], "T1");
    EXPECT_EQ(answer["redundant"][0]["path"], (ordered_json{"T1", "T2", "T4"}));
    EXPECT_EQ(answer["width"]["at_least"], 2);
    EXPECT_EQ(answer["longest_chain"], (ordered_json{"T1", "T2", "T4"}));
    const Outcome text =
        run_tool({"order", "-", "--ready", "--done", "T1", "--waves"}, {.in = input});
    EXPECT_THAT(text.out, HasSubstr("1: T1\n2: T2, T3\n3: T4\n"));
    EXPECT_THAT(text.out, HasSubstr("1 task can begin now\n  T2\n"));
}

TEST(Order, AdvisesHowToBreakACircle) {
    const std::string input = R"({"tasks": [{"key": "A", "after": ["B"]},
        {"key": "B", "after": [{"task": "A", "soft": true}]}]})";
    const Outcome run = run_tool({"order", "-", "--format", "json"}, {.in = input});
    EXPECT_EQ(run.code, 4);
    const ordered_json repair = run.json()["repairs"][0]["repairs"][0];
    EXPECT_EQ(repair["remove"][0]["from"], "A");
    EXPECT_EQ(repair["hard_links"], 0);
    EXPECT_EQ(repair["order"], (ordered_json{"B", "A"}));
    EXPECT_THAT(run_tool({"order", "-"}, {.in = input}).err,
                HasSubstr("take out: B waits for A (soft)"));
}

TEST(Schedule, KeepsCapacities) {
    const std::string input = R"({"units": [{"key": "U", "capacity": 1}], "tasks": [
        {"key": "A", "duration": "2d", "lead": "U"}, {"key": "B", "duration": "1d", "lead": "U"}]})";
    const ordered_json answer =
        run_tool({"schedule", "-", "--capacity", "--format", "json"}, {.in = input}).json();
    EXPECT_EQ(answer["capacity"]["finish"], 3 * 480);
    EXPECT_EQ(answer["capacity"]["optimal"], true);
    EXPECT_THAT(run_tool({"schedule", "-", "--capacity"}, {.in = input}).out,
                HasSubstr("within capacities: ends 3d, and none can end earlier"));
    const std::string small = R"({"units": [{"key": "U", "capacity": 0.5}],
        "tasks": [{"key": "A", "duration": "2d", "lead": "U"}]})";
    const Outcome run = run_tool({"schedule", "-", "--capacity"}, {.in = small});
    EXPECT_EQ(run.code, 4);
    EXPECT_THAT(run.err, HasSubstr("A needs more of U than it has"));
}

}  // namespace
}  // namespace planloom::testing

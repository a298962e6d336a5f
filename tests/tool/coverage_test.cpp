// planloom coverage.
#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace planloom::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view plan_with_gaps = R"({
  "start": "2025-03-03",
  "goals": [{"key": "G", "title": "open data", "horizon": "2025-03"},
            {"key": "S", "parent": "G", "horizon": "2025"}, {"key": "E"}],
  "units": [{"key": "U"}],
  "tasks": [
    {"key": "T1", "serves": "S", "duration": "20d", "lead": "U"},
    {"key": "T2", "serves": "S", "duration": "10d", "lead": "U", "after": "T1"},
    {"key": "T3", "serves": {"goal": "E", "role": "alternative"}}
  ]
})";

Outcome coverage(std::vector<std::string> words) {
    words.insert(words.begin(), {"coverage", "-"});
    return run_tool(words, {.in = std::string(plan_with_gaps)});
}

TEST(Coverage, JsonSaysHowFarGoalsAreCoveredAndByWhen) {
    const Outcome run = coverage({"--by-horizon", "--missing", "--format", "json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const ordered_json answer = run.json();
    const ordered_json& whole = answer["goals"][0];
    EXPECT_EQ(whole["state"], "covered");
    EXPECT_EQ(whole["own_tasks"], "uncovered");
    EXPECT_EQ(whole["formula"], "all(S)");
    EXPECT_EQ(whole["time"]["in_time"], "no");
    EXPECT_EQ(whole["time"]["earliest"], "2025-04-11");
    EXPECT_EQ(whole["time"]["spare_days"], -11);
    EXPECT_EQ(whole["time"]["path"], ordered_json({"T1", "T2"}));
    EXPECT_EQ(answer["goals"][1]["time"]["in_time"], "yes");
    EXPECT_EQ(answer["goals"][2]["state"], "unknown");
    EXPECT_EQ(answer["goals"][2]["formula"], "any(T3)");
    EXPECT_EQ(answer["undecided"], 1);
    EXPECT_EQ(answer["missing"], ordered_json::parse(R"([
        {"task": "T3", "field": "lead", "settles": 1, "settles_next": 1, "involved": 1}])"));
    EXPECT_EQ(answer["missing_count"], 1);
}

TEST(Coverage, TextHoldsTheFormulasUnlessTimesAreAskedFor) {
    const Outcome run = coverage({});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("all(T1, T2)"));
    EXPECT_THAT(run.out, HasSubstr("3 goals: 2 covered, 1 unknown"));
    EXPECT_THAT(run.out, Not(HasSubstr("T1 -> T2")));
    const Outcome timed = coverage({"--by-horizon", "--missing"});
    EXPECT_THAT(timed.out, HasSubstr("T1 -> T2"));
    EXPECT_THAT(timed.out, HasSubstr("2025-04-11"));
    EXPECT_THAT(timed.out, HasSubstr("lead"));
}

TEST(Coverage, SpeaksChinese) {
    const Outcome run = coverage({"--by-horizon", "--missing", "--lang", "zh"});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("已覆盖"));
    EXPECT_THAT(run.out, HasSubstr("牵头单位"));
    EXPECT_THAT(run.out, HasSubstr("不能"));
}

TEST(Coverage, CsvListsGoalsOrWhatIsMissing) {
    EXPECT_THAT(coverage({"--format", "csv"}).out,
                StartsWith("goal,title,state,own tasks,formula,supports,needed,holding,open\r\n"
                           "G,open data,covered,uncovered,all(S),1,1,1,0\r\n"));
    EXPECT_EQ(coverage({"--missing", "--format", "csv"}).out,
              "field,task,title,settles,settles next,involved\r\nlead,T3,T3,1,1,1\r\n");
}

TEST(Coverage, StartsWhenItIsTold) {
    const ordered_json answer =
        coverage({"--by-horizon", "--start", "2025-12-01", "--format", "json"}).json();
    EXPECT_EQ(answer["goals"][1]["time"]["in_time"], "no");
}

TEST(Coverage, HasNothingToSayOfAnEmptyPlan) {
    EXPECT_EQ(run_tool({"coverage", "-"}, {.in = "{}"}).out, "the plan has no goals\n");
}

}  // namespace
}  // namespace planloom::testing

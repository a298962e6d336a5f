// planloom impact and planloom explain.
#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace planloom::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

//   office --leads--> T1 --> T2 --> G
//                            ^
//   bureau --leads-----------+          shop owns G
constexpr std::string_view chain_plan = R"({
  "goals": [{"key": "G", "title": "the goal", "owner": "shop"}],
  "units": ["office", "bureau", "shop"],
  "tasks": [
    {"key": "T1", "title": "first", "lead": "office"},
    {"key": "T2", "title": "second", "lead": "bureau", "after": ["T1"], "serves": "G"}
  ]
})";

Outcome on_chain(std::vector<std::string> words) {
    return run_tool(words, {.in = std::string(chain_plan)});
}

TEST(Impact, JsonHasTheFixedKeysAndAPathToEachNode) {
    const Outcome run = on_chain({"impact", "-", "--unit", "office", "--format", "json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const ordered_json answer = run.json();
    EXPECT_EQ(answer["cause"], ordered_json::parse(R"({"units": ["office"], "tasks": []})"));
    ASSERT_EQ(answer["affected"].size(), 3U);
    const ordered_json& goal = answer["affected"][2];
    EXPECT_EQ(goal["kind"], "goal");
    EXPECT_EQ(goal["key"], "G");
    EXPECT_EQ(goal["title"], "the goal");
    EXPECT_EQ(goal["effect"], "lost");
    EXPECT_EQ(goal["severity"], "error");
    EXPECT_EQ(goal["path"], (ordered_json{"office", "T1", "T2", "G"}));
    EXPECT_EQ(goal["earlier_steps"], 0);
    ASSERT_EQ(goal["steps"].size(), 3U);
    EXPECT_EQ(goal["steps"][0]["from_kind"], "unit");
    EXPECT_EQ(goal["steps"][0]["relation"], "assigned");
    EXPECT_EQ(goal["steps"][2]["to"], "G");
    EXPECT_NE(goal["sentence"], "");
    EXPECT_EQ(answer["notify"], (ordered_json{"bureau", "shop"}));
    EXPECT_EQ(answer["notices"][1],
              ordered_json::parse(R"({"unit": "shop", "tasks": [], "goals": ["G"]})"));
}

TEST(Impact, TextReadsAsAPlannerWouldSayIt) {
    const Outcome run = on_chain({"impact", "-", "--unit", "office"});
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, HasSubstr("If office fails, 2 of 2 tasks and 1 of 1 goal are affected; "
                                   "2 other units must be told.\n"));
    EXPECT_THAT(run.out, HasSubstr("Tasks that cannot be done (2)\n  T1 first\n"));
    EXPECT_THAT(run.out, HasSubstr("Goals lost (1)\n  G the goal\n      because office leads T1"));
    EXPECT_THAT(run.out, HasSubstr("Units that must be told (2)\n  bureau: T2\n  shop: G\n"));
}

TEST(Impact, SpeaksChinese) {
    const Outcome run = on_chain({"impact", "-", "--unit", "office", "--lang", "zh"});
    EXPECT_THAT(run.out, HasSubstr("如果office不能履职"));
    EXPECT_THAT(run.out, HasSubstr("落空的目标"));
    EXPECT_THAT(run.out, HasSubstr("需要告知的单位"));
}

TEST(Impact, TakesSeveralCausesAtOnce) {
    const Outcome run = on_chain({"impact", "-", "--unit", "office", "--unit", "bureau", "--task",
                                  "T1", "--format", "json"});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(run.json()["cause"],
              ordered_json::parse(R"({"units": ["office", "bureau"], "tasks": ["T1"]})"));
    EXPECT_THAT(on_chain({"impact", "-", "--unit", "office", "--task", "T2"}).out,
                HasSubstr("If office fails and T2 second is dropped, "));
}

TEST(Impact, ADroppedTaskIsItsOwnPath) {
    const ordered_json answer =
        on_chain({"impact", "-", "--task", "T1", "--format", "json"}).json();
    EXPECT_EQ(answer["affected"][0]["path"], (ordered_json{"T1"}));
    EXPECT_THAT(answer["affected"][0]["steps"], IsEmpty());
}

TEST(Impact, AUnitWithoutTasksHarmsNobody) {
    const std::string plan = R"({"units": ["idle"], "tasks": ["T"]})";
    const Outcome run = run_tool({"impact", "-", "--unit", "idle"}, {.in = plan});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.out, "If idle fails, nothing else in the plan is harmed.\n");
}

TEST(Impact, LongPathsAreCutAloud) {
    std::string plan = R"({"tasks": [{"key": "T0"})";
    for (int i = 1; i <= 300; ++i) {
        const std::string key = "T" + std::to_string(i);
        plan += ", " + ordered_json{{"key", key}, {"after", {"T" + std::to_string(i - 1)}}}.dump();
    }
    plan += "]}";
    const Outcome run = run_tool({"impact", "-", "--task", "T0", "--format", "json"}, {.in = plan});
    ASSERT_EQ(run.code, 0) << run.err;
    const ordered_json last = run.json()["affected"].back();
    EXPECT_EQ(last["key"], "T300");
    EXPECT_EQ(last["steps"].size(), 100U);
    EXPECT_EQ(last["path"].front(), "T200");
    EXPECT_EQ(last["earlier_steps"], 200);
    EXPECT_THAT(run_tool({"impact", "-", "--task", "T0"}, {.in = plan}).out,
                HasSubstr("of 292 earlier steps, and then"));
}

TEST(Impact, TakesAPlanWithCircles) {
    EXPECT_EQ(run_tool({"impact", example("circle"), "--unit", "finance"}).code, 0);
}

TEST(Explain, TellsThePath) {
    const Outcome run = on_chain({"explain", "-", "office", "G"});
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out,
                HasSubstr("G the goal hangs on office, in 3 steps:\n    office leads T1\n"));
    const ordered_json answer =
        on_chain({"explain", "-", "unit:office", "goal:G", "--format", "json"}).json();
    EXPECT_EQ(answer["from"], "office");
    EXPECT_EQ(answer["to"], "G");
    EXPECT_EQ(answer["path"], (ordered_json{"office", "T1", "T2", "G"}));
    EXPECT_EQ(answer["steps"].size(), 3U);
    EXPECT_NE(answer["sentence"], "");
}

TEST(Explain, SaysWhenThePathRunsTheOtherWay) {
    const Outcome run = on_chain({"explain", "-", "G", "T1"});
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out,
                HasSubstr("T1 first does not hang on G the goal\nbut the other way round"));
    const ordered_json answer = on_chain({"explain", "-", "G", "T1", "--format", "json"}).json();
    EXPECT_TRUE(answer["path"].is_null());
    EXPECT_EQ(answer["path_back"], (ordered_json{"T1", "T2", "G"}));
}

TEST(Explain, SaysWhenThereIsNoPathAtAll) {
    const Outcome run = on_chain({"explain", "-", "T1", "bureau"});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.out, "bureau does not hang on T1 first\n");
    const ordered_json answer =
        on_chain({"explain", "-", "T1", "bureau", "--format", "json"}).json();
    EXPECT_TRUE(answer["path"].is_null());
    EXPECT_TRUE(answer["path_back"].is_null());
}

TEST(Explain, AnAmbiguousKeyAsksForItsKind) {
    const std::string plan = R"({"units": ["X"], "tasks": [{"key": "X", "lead": "X"}]})";
    EXPECT_EQ(run_tool({"explain", "-", "X", "X"}, {.in = plan}).code, 2);
    EXPECT_EQ(run_tool({"explain", "-", "unit:X", "task:X"}, {.in = plan}).code, 0);
}

}  // namespace
}  // namespace planloom::testing

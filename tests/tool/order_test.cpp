// planloom order and planloom stats.
#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <string>

namespace planloom::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Order, PutsEveryTaskAfterWhatItWaitsFor) {
    const std::string path = example("qinghai-2023-worked");
    const Outcome run = run_tool({"order", path, "--format", "json"});
    ASSERT_EQ(run.code, 0) << run.err;
    const ordered_json answer = run.json();
    std::map<std::string, std::size_t> place;
    for (const ordered_json& key : answer["order"]) place.emplace(key, place.size());
    const ordered_json plan = ordered_json::parse(content(path));
    EXPECT_EQ(place.size(), plan["tasks"].size());
    std::size_t links = 0;
    for (const ordered_json& task : plan["tasks"]) {
        if (!task.contains("after")) continue;
        for (const ordered_json& link : task["after"]) {
            const std::string before = link.is_object() ? link["task"] : link;
            EXPECT_LT(place.at(before), place.at(task["key"]));
            ++links;
        }
    }
    EXPECT_GT(links, 10U);
    EXPECT_THAT(answer["cycles"], IsEmpty());
}

TEST(Order, WavesJoinedAreTheOrder) {
    const ordered_json answer = run_tool({"order", example("house"), "--format", "json"}).json();
    ordered_json joined = ordered_json::array();
    for (const ordered_json& wave : answer["waves"])
        for (const ordered_json& key : wave) joined.push_back(key);
    EXPECT_EQ(joined, answer["order"]);
    EXPECT_GT(answer["waves"].size(), 1U);
}

TEST(Order, TextNamesWaveTaskAndLead) {
    const Outcome run = run_tool({"order", "-"}, {.in = std::string(small_plan)});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.out,
              "2 tasks in 2 waves\n"
              "tasks of one wave can be done side by side\n"
              "\n"
              "wave  key  task    lead\n"
              "----  ---  ------  ------\n"
              "   1  T1   first   office\n"
              "   2  T2   second  -\n");
}

TEST(Order, OnCirclesNamesEachAndEndsWithFour) {
    const Outcome run = run_tool({"order", example("circle")});
    EXPECT_EQ(run.code, 4);
    EXPECT_THAT(run.out, IsEmpty());
    for (const char* key : {"scope", "budget", "staffing"}) EXPECT_THAT(run.err, HasSubstr(key));
    EXPECT_THAT(run.err, HasSubstr("circle.json:"));
    const Outcome chinese = run_tool({"order", example("circle"), "--lang", "zh"});
    EXPECT_THAT(chinese.err, HasSubstr("须等"));
}

TEST(Order, SaysThroughWhichTaskACircleRuns) {
    const std::string plan = R"({"planloom": 1, "tasks": [
        {"key": "works"},
        {"key": "dig", "parent": "works", "after": ["permit"]},
        {"key": "permit", "after": ["works"]}]})";
    const Outcome run = run_tool({"order", "-"}, {.in = plan});
    EXPECT_EQ(run.code, 4);
    EXPECT_THAT(run.err, HasSubstr("permit waits for dig (through works)"));
    EXPECT_THAT(run.err, HasSubstr("dig waits for permit\n"));
    const Outcome chinese = run_tool({"order", "-", "--lang", "zh"}, {.in = plan});
    EXPECT_THAT(chinese.err, HasSubstr("permit 须等 dig（经由 works）"));
}

TEST(Order, OnCirclesJsonStillHoldsThem) {
    const Outcome run = run_tool({"order", example("circle"), "--format", "json"});
    EXPECT_EQ(run.code, 4);
    const ordered_json answer = run.json();
    EXPECT_THAT(answer["order"], IsEmpty());
    EXPECT_THAT(answer["waves"], IsEmpty());
    EXPECT_EQ(answer["cycles"], ordered_json::parse(R"([["scope", "staffing", "budget"]])"));
    EXPECT_EQ(answer["repairs"][0]["repairs"].size(), 3U);
}

TEST(Order, NamesEveryCircle) {
    const std::string plan = R"({"tasks": [{"key": "A", "after": "B"}, {"key": "B", "after": "A"},
        {"key": "C", "after": "C"}]})";
    const Outcome run = run_tool({"order", "-", "--format", "json"}, {.in = plan});
    EXPECT_EQ(run.code, 4);
    EXPECT_EQ(run.json()["cycles"], ordered_json::parse(R"([["A", "B"], ["C"]])"));
}

TEST(Order, AnEmptyPlanHasAnEmptyOrder) {
    const Outcome json = run_tool({"order", "-", "--format", "json"}, {.in = "{}"});
    EXPECT_EQ(json.code, 0);
    EXPECT_EQ(json.json(), ordered_json::parse(R"({"order": [], "waves": [], "cycles": []})"));
    EXPECT_EQ(run_tool({"order", "-"}, {.in = "{}"}).out, "0 tasks in 0 waves\n");
}

TEST(Stats, CountsWhatThePlanHolds) {
    const Outcome run =
        run_tool({"stats", "-", "--format", "json"}, {.in = std::string(small_plan)});
    EXPECT_EQ(run.code, 0);
    const ordered_json counts = run.json();
    const std::map<std::string, int> expected = {
        {"requirements", 0}, {"goals", 1},  {"tasks", 2},      {"units", 2}, {"assignments", 2},
        {"dependencies", 1}, {"serves", 1}, {"implements", 0}, {"waves", 2}, {"cycles", 0}};
    for (const auto& [name, value] : expected) EXPECT_EQ(counts[name], value) << name;
}

TEST(Stats, AnswersForFaultyPlansToo) {
    const std::string plan = R"({"tasks": [{"key": "A", "after": ["A", "nothing"]}]})";
    const Outcome run = run_tool({"stats", "-", "--format", "json"}, {.in = plan});
    EXPECT_EQ(run.code, 0) << run.err;
    EXPECT_EQ(run.json()["cycles"], 1);
    EXPECT_EQ(run.json()["unknown_references"], 1);
}

TEST(Stats, TheQinghaiPlanHasItsThirtyTasks) {
    const ordered_json counts =
        run_tool({"stats", example("qinghai-2023"), "--format", "json"}).json();
    EXPECT_EQ(counts["tasks"], 30);
    EXPECT_EQ(counts["dependencies"], 0);
    EXPECT_THAT(run_tool({"stats", example("qinghai-2023"), "--lang", "zh"}).out,
                HasSubstr("任务"));
}

}  // namespace
}  // namespace planloom::testing

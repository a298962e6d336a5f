#include <planloom/coverage/check.hpp>
#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A: lead P (province), support C1, C2 (prefectures). B: lead P. C: lead C1. G is served by A, B.
Plan levels_plan() {
    PlanBuilder builder;
    builder.add_unit({.key = "P", .level = "省"});
    builder.add_unit({.key = "C1", .level = "市"});
    builder.add_unit({.key = "C2", .level = "市"});
    builder.add_goal({.key = "G"});
    for (const std::string_view key : {"A", "B", "C"}) builder.add_task({.key = key});
    builder.assign(TaskId(0), "P", Role::lead);
    builder.assign(TaskId(0), "C1", Role::support);
    builder.assign(TaskId(0), "C2", Role::support);
    builder.assign(TaskId(1), "P", Role::lead);
    builder.assign(TaskId(2), "C1", Role::lead);
    builder.serve(TaskId(0), "G");
    builder.serve(TaskId(1), "G");
    builder.depend(TaskId(1), "A");
    builder.depend(TaskId(2), "B");
    return std::move(builder).build();
}

CustomRule rule(RuleShape shape, std::string select, std::string relation, std::string target) {
    return {.id = "QH001",
            .shape = shape,
            .select = std::move(select),
            .relation = std::move(relation),
            .target = std::move(target)};
}

CheckResult run(const CustomRule& custom) {
    return check(levels_plan(), {.only = {custom.id}, .settings = {.custom = {custom}}});
}

/// The keys of what a rule of the plan's own finds, one by one.
std::vector<std::string> found(const CustomRule& custom) {
    std::vector<std::string> all;
    for (const Finding& each : run(custom).findings) {
        EXPECT_EQ(each.rule, "QH001");
        std::string keys;
        for (const std::string& key : keys_of(levels_plan(), each.subjects))
            keys += (keys.empty() ? "" : " ") + key;
        all.push_back(keys);
    }
    return all;
}

TEST(CustomRule, RequiresSomethingOfEach) {
    CustomRule each = rule(RuleShape::required, "tasks(*)", "support", "units(level:市)");
    EXPECT_THAT(found(each), ElementsAre("B", "C"));
    each.min = 2;
    EXPECT_THAT(found(each), ElementsAre("B", "C"));
    each.max = 2;
    EXPECT_THAT(found(each), ElementsAre("B", "C"));
    each.min = 1;
    each.max = 1;
    EXPECT_THAT(found(each), ElementsAre("A", "B", "C"));
    EXPECT_THAT(found(rule(RuleShape::required, "tasks(*)", "serves", "")), ElementsAre("C"));
}

TEST(CustomRule, ForbidsSomething) {
    EXPECT_THAT(found(rule(RuleShape::forbidden, "tasks(*)", "lead", "units(level:市)")),
                ElementsAre("C"));
    EXPECT_THAT(found(rule(RuleShape::forbidden, "units(*)", "lead", "B")), ElementsAre("P"));
    EXPECT_THAT(found(rule(RuleShape::forbidden, "tasks(*)", "self", "B | C")),
                ElementsAre("B", "C"));
}

TEST(CustomRule, AllowsNothingElse) {
    EXPECT_THAT(found(rule(RuleShape::allowed, "tasks(*)", "unit", "units(level:省)")),
                ElementsAre("A", "C"));
    EXPECT_THAT(found(rule(RuleShape::allowed, "tasks(*)", "after", "A")), ElementsAre("C"));
    EXPECT_THAT(found(rule(RuleShape::allowed, "tasks(*)", "before", "B")), ElementsAre("B"));
}

TEST(CustomRule, MeasuresAShare) {
    CustomRule each = rule(RuleShape::ratio, "tasks(*)", "lead", "units(level:省)");
    each.at_least = 0.6;
    EXPECT_THAT(found(each), IsEmpty());
    each.at_least = 0.7;
    EXPECT_THAT(found(each), ElementsAre("C"));
    const CheckResult result = run(each);
    ASSERT_EQ(result.ratios.size(), 1U);
    EXPECT_EQ(result.ratios[0].rule, "QH001");
    EXPECT_EQ(result.ratios[0].numerator, 2U);
    EXPECT_EQ(result.ratios[0].denominator, 3U);
    EXPECT_TRUE(result.ratios[0].is_floor);
    EXPECT_TRUE(result.findings[0].is_plan_wide);
    EXPECT_EQ(message(result.findings[0]),
              "2 of 3 (66.7%) have what is asked for (lead: "
              "units(level:省)), expected at least 70%");
    each.at_least.reset();
    each.at_most = 0.5;
    EXPECT_THAT(found(each), ElementsAre("A B"));
}

TEST(CustomRule, SpeaksItsOwnWords) {
    CustomRule each = rule(RuleShape::required, "B", "support", "units(level:市)");
    EXPECT_EQ(message(run(each).findings[0]),
              "task B has 0 where at least 1 is required (support: units(level:市))");
    EXPECT_EQ(message(run(each).findings[0], "zh"),
              "任务 B 的“support”中符合“units(level:市)”的有 0 个，应不少于 1 个");
    each.message_zh = "任务 {task} 缺少市州配合单位（{odd}）";
    EXPECT_EQ(message(run(each).findings[0], "zh"), "任务 B 缺少市州配合单位（{odd}）");
    each.severity = Severity::error;
    EXPECT_EQ(run(each).findings[0].severity, Severity::error);
    EXPECT_EQ(run(each).findings[0].fingerprint.size(), 16U);
}

TEST(CustomRule, IsNotEvaluatedWhereThereIsNothingToAsk) {
    const auto reason = [](const CustomRule& each) {
        const CheckResult result = run(each);
        EXPECT_THAT(result.findings, IsEmpty());
        return result.not_evaluated.empty() ? std::string() : message(result.not_evaluated[0]);
    };
    EXPECT_EQ(reason(rule(RuleShape::required, "goals(*)", "lead", "")),
              "it selects nothing that can have the relation \"lead\"");
    EXPECT_THAT(reason(rule(RuleShape::required, "led_by(nobody)", "lead", "")),
                HasSubstr("cannot be asked of this plan"));
}

TEST(CustomRule, CanBeTurnedOffWaivedAndWeighedAnew) {
    const CustomRule each = rule(RuleShape::required, "tasks(*)", "serves", "");
    PlanBuilder builder(levels_plan());
    builder.head().checks.custom = {each};
    const Plan plan = std::move(builder).build();
    EXPECT_EQ(check(plan).count("QH001"), 1U);
    EXPECT_EQ(
        check(plan, {.settings = {.rules = {{.rule = "QH001", .is_on = false}}}}).count("QH001"),
        0U);
    const CheckResult result = check(
        plan,
        {.settings = {
             .rules = {{.rule = "QH001", .severity = Severity::error}},
             .waivers = {
                 {.rule = "QH001", .subject = "C", .reason = "new", .approved_by = "office"}}}});
    const Finding& last = result.findings.back();
    EXPECT_EQ(last.rule, "QH001");
    EXPECT_EQ(last.severity, Severity::error);
    EXPECT_TRUE(last.is_accepted());
    EXPECT_EQ(result.ran.back(), "QH001");
    EXPECT_THROW(static_cast<void>(check(plan, {.settings = {.custom = {each}}})), InvalidSettings);
}

}  // namespace
}  // namespace planloom::testing

#include <planloom/coverage/check.hpp>
#include <planloom/io/read.hpp>
#include <planloom/model/plan_builder.hpp>

#include "coverage/findings.hpp"
#include "support/corpus.hpp"
#include "support/plans.hpp"

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

//   G1: A        G2: any of B, C        D serves G3 and G4
//   A: U         B: V, C: W             D: X, co-lead U
Plan drawn(bool has_leads = true) {
    PlanBuilder builder;
    for (const char* key : {"G1", "G3", "G4"}) builder.add_goal({.key = key});
    builder.add_goal({.key = "G2", .support = SupportRule::any});
    const TaskId a = builder.add_task({.key = "A"}), b = builder.add_task({.key = "B"}),
                 c = builder.add_task({.key = "C"}), d = builder.add_task({.key = "D"});
    builder.serve(a, "G1");
    builder.serve(b, "G2");
    builder.serve(c, "G2");
    builder.serve(d, "G3");
    builder.serve(d, "G4");
    if (has_leads) {
        builder.assign(a, "U", Role::lead);
        builder.assign(b, "V", Role::lead);
        builder.assign(c, "W", Role::lead);
        builder.assign(d, "X", Role::lead);
        builder.assign(d, "U", Role::co_lead);
        builder.add_units_by_mention();
    }
    return std::move(builder).build();
}

TEST(PL601, FindsUnitsWithWhichGoalsFall) {
    const Findings found(drawn(), "PL601");
    ASSERT_THAT(found.subjects(), ElementsAre("U"));
    EXPECT_EQ(found.message(0), "1 of 4 goals fall with unit U: G1; it stops 1 tasks");
    EXPECT_EQ(found.message(0, "zh"), "单位 U 一旦缺位，4 个目标中有 1 个落空：G1；1 项任务停止");
    EXPECT_THAT(found[0].witness, ElementsAre("A"));
    EXPECT_EQ(Findings(drawn(false), "PL601").reason(), "no task has a lead");
    EXPECT_EQ(Findings(chain_plan(2), "PL601").reason(), "the plan has no goals");
}

TEST(PL602, FindsTasksWithWhichSeveralGoalsFall) {
    const Findings found(drawn(), "PL602");
    ASSERT_THAT(found.subjects(), ElementsAre("D"));
    EXPECT_EQ(found.message(0), "2 goals fall with task D: G3, G4");
    CheckOptions options;
    RuleSetting three{.rule = "PL602"};
    three.numbers = {{"goals", 3}};
    options.settings.rules = {three};
    EXPECT_THAT(Findings(drawn(), "PL602", options).subjects(), IsEmpty());
    EXPECT_EQ(Findings(chain_plan(2), "PL602").reason(), "the plan has no goals");
}

TEST(PL603, FindsPairsOfUnitsWithWhichAGoalFalls) {
    const Findings found(drawn(), "PL603");
    ASSERT_THAT(found.subjects(), ElementsAre("U X", "V W"));
    EXPECT_EQ(found.message(1), "G2 cannot be reached when both V and W fail");
    CheckOptions options;
    RuleSetting one{.rule = "PL603"};
    one.numbers = {{"cap", 1}};
    options.settings.rules = {one};
    const Findings capped(drawn(), "PL603", options);
    ASSERT_EQ(capped.size(), 2U);
    EXPECT_THAT(capped.message(0) + capped.message(1),
                HasSubstr("more than 1 pairs of units cost a goal together"));
    EXPECT_EQ(Findings(drawn(false), "PL603").reason(), "no task has a lead");
}

Plan led(const std::vector<std::string>& leads) {
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    for (std::size_t i = 0; i < leads.size(); ++i) {
        const TaskId task = builder.add_task({.key = "T" + std::to_string(i)});
        builder.serve(task, "G");
        builder.assign(task, leads[i], Role::lead);
    }
    builder.add_units_by_mention();
    return std::move(builder).build();
}

TEST(PL604, FindsGoalsAndPlansThatRestOnOneUnit) {
    const Findings found(led({"U", "U", "U", "U", "V"}), "PL604");
    ASSERT_THAT(found.subjects(), ElementsAre("G U", "U"));
    EXPECT_EQ(found.message(0), "U leads 4 of the 5 necessary tasks of goal G");
    EXPECT_EQ(found.message(1), "U has a role in 4 of all 5 tasks and leads 4");
    EXPECT_THAT(Findings(led({"U", "U", "U", "V", "V"}), "PL604").subjects(), IsEmpty());
    EXPECT_EQ(Findings(led({"U", "U", "U", "U"}), "PL604").reason(),
              "fewer tasks than asked for have units");
}

Plan handed_over(std::string_view above_v) {
    PlanBuilder builder;
    builder.add_unit({.key = "省"});
    builder.add_unit({.key = "U", .parent = "省"});
    NewUnit other{.key = "V"};
    if (!above_v.empty()) other.parent = above_v;
    builder.add_unit(other);
    const TaskId a = builder.add_task({.key = "A"}), b = builder.add_task({.key = "B"});
    builder.assign(a, "U", Role::lead);
    builder.assign(b, "V", Role::lead);
    builder.depend(b, "A");
    return std::move(builder).build();
}

TEST(PL605, FindsHandOffsWithoutACommonSuperior) {
    EXPECT_EQ(Findings(handed_over(""), "PL605").message(0),
              "B of V waits for A of U, and no unit stands above both");
    EXPECT_THAT(Findings(handed_over("省"), "PL605").subjects(), IsEmpty());
    EXPECT_EQ(Findings(led({"U", "V"}), "PL605").reason(), "no unit has a parent");
}

TEST(PL606, FindsTasksThatNobodyElseKnows) {
    PlanBuilder builder(led({"U", "V", "W"}));
    builder.assign(TaskId(1), "W", Role::support);
    builder.assign(TaskId(2), "V", Role::support);
    const Findings found(std::move(builder).build(), "PL606");
    ASSERT_THAT(found.subjects(), ElementsAre("T0"));
    EXPECT_EQ(found.message(0), "only U takes part in task T0");
    EXPECT_EQ(Findings(led({"U", "V", "W"}), "PL606").message(0),
              "3 of 3 tasks have one unit only");
    EXPECT_EQ(Findings(drawn(false), "PL606").reason(), "no open task has a unit");
    PlanBuilder open(led({"U", "V"}));
    open.assign(TaskId(0), "V", Role::support);
    open.assign(TaskId(1), "U", Role::support, {.is_open = true});
    EXPECT_THAT(Findings(std::move(open).build(), "PL606").subjects(), IsEmpty());
}

Plan outside(bool is_external, bool is_linked) {
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    builder.add_task({.key = "E", .is_external = is_external});
    const TaskId a = builder.add_task({.key = "A"}), b = builder.add_task({.key = "B"});
    if (is_linked) builder.depend(a, "E");
    builder.depend(b, "A");
    builder.serve(b, "G");
    return std::move(builder).build();
}

TEST(PL607, FindsGoalsThatRestOnWorkOutsideThePlan) {
    EXPECT_EQ(Findings(outside(true, true), "PL607").message(0),
              "external task E holds back 1 tasks that are necessary for goals, such as B");
    EXPECT_THAT(Findings(outside(true, false), "PL607").subjects(), IsEmpty());
    EXPECT_EQ(Findings(outside(false, true), "PL607").reason(), "no open task is external");
}

Plan timed(std::string_view horizon) {
    PlanBuilder builder;
    builder.head().start = DateTime(parse_date("2024-06-03")->date, 0);
    NewGoal goal{.key = "G"};
    if (!horizon.empty()) goal.horizon = *parse_date(horizon);
    builder.add_goal(goal);
    const TaskId task = builder.add_task({.key = "T", .duration = 2 * 480});
    builder.serve(task, "G");
    return std::move(builder).build();
}

TEST(PL608, FindsGoalsWithoutABuffer) {
    EXPECT_THAT(Findings(timed("2024-06-04"), "PL608").message(0),
                HasSubstr("the last task of goal G, T, finishes on 2024-06-04"));
    EXPECT_THAT(Findings(timed("2024-06-05"), "PL608").subjects(), IsEmpty());
    EXPECT_EQ(Findings(timed(""), "PL608").reason(),
              "no goal and no task names a date that can be compared");
}

TEST(PolicyProfile, FindsWhatRestsOnTheCustomsAlone) {
    const auto path = corpus("statecouncil/guofa-2019-3.txt");
    if (!path) GTEST_SKIP() << "skipped: no corpus";
    const Plan plan = read_plan(path->string()).plan;
    EXPECT_THAT(Findings(plan, "PL606").subjects(), ElementsAre("5", "10", "11", "16"));
    const Findings load(plan, "PL604");
    ASSERT_GE(load.size(), 1U);
    EXPECT_EQ(load.message(load.size() - 1),
              "海关总署 has a role in 21 of all 21 tasks and leads 12");
    EXPECT_THAT(Findings(plan, "PL316").subjects(), ElementsAre("6", "18", "21"));
}

TEST(PolicyProfile, IsShortAndWithoutNoiseOnTheFirstPlan) {
    const Plan plan =
        read_plan(std::string(PLANLOOM_SOURCE_DIR) + "/examples/plans/qinghai-2023.json").plan;
    const CheckResult result = check(plan);
    EXPECT_EQ(result.count("PL301"), 30U);
    EXPECT_EQ(result.count("PL407"), 1U);
    EXPECT_LE(result.findings.size(), 80U);
    for (const Finding& each : result.findings) {
        EXPECT_FALSE(each.rule.starts_with("PL5")) << each.rule;
        EXPECT_FALSE(each.rule.starts_with("PL6")) << each.rule;
    }
}

}  // namespace
}  // namespace planloom::testing

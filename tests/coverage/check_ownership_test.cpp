#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(NoLead, LooksAtOpenLeavesThatAreNoMilestones) {
    PlanBuilder builder;
    builder.add_unit({.key = "U1"});
    builder.add_unit({.key = "U2"});
    builder.add_task({.key = "bare"});
    builder.assign(builder.add_task({.key = "supported"}), "U1", Role::support);
    builder.assign(builder.add_task({.key = "co-led"}), "U1", Role::co_lead);
    builder.assign(builder.add_task({.key = "led"}), "U1", Role::lead);
    builder.add_task({.key = "done", .status = TaskStatus::done});
    builder.add_task({.key = "dropped", .status = TaskStatus::cancelled});
    builder.add_task({.key = "day", .is_milestone = true});
    const Findings found(std::move(builder).build(), "PL301");
    EXPECT_THAT(found.subjects(), ElementsAre("bare", "supported", "co-led"));
    EXPECT_EQ(found[0].severity, Severity::error);
    EXPECT_EQ(found.message(0), "task bare has no lead unit");
    EXPECT_EQ(found.message(0, "zh"), "任务 bare 没有牵头单位");
    EXPECT_EQ(found.message(1, "zh"), "任务 supported 没有牵头单位，仅列有 U1");
}

TEST(NoLead, InheritsTheLeadOfATaskAbove) {
    PlanBuilder builder;
    builder.add_unit({.key = "U"});
    builder.assign(builder.add_task({.key = "whole"}), "U", Role::lead);
    builder.add_task({.key = "part", .parent = "whole"});
    builder.add_task({.key = "piece", .parent = "part"});
    const Findings found(std::move(builder).build(), "PL301");
    EXPECT_THAT(found.subjects(), IsEmpty());
    EXPECT_EQ(found.reason(), "");
}

TEST(NoLead, TakesAJointTaskOfTwoUnits) {
    PlanBuilder builder;
    builder.add_unit({.key = "U1"});
    builder.add_unit({.key = "U2"});
    const TaskId two = builder.add_task({.key = "two", .is_joint = true});
    builder.assign(two, "U1", Role::responsible);
    builder.assign(two, "U2", Role::co_lead);
    const TaskId one = builder.add_task({.key = "one", .is_joint = true});
    builder.assign(one, "U1", Role::responsible);
    builder.assign(one, "U1", Role::co_lead);
    const TaskId undeclared = builder.add_task({.key = "undeclared"});
    builder.assign(undeclared, "U1", Role::responsible);
    builder.assign(undeclared, "U2", Role::responsible);
    EXPECT_THAT(Findings(std::move(builder).build(), "PL301").subjects(),
                ElementsAre("one", "undeclared"));
}

TEST(NoLead, LeavesAnUnknownLeadToItsOwnRule) {
    PlanBuilder builder;
    builder.assign(builder.add_task({.key = "T"}), "unknown", Role::lead);
    const Findings found(std::move(builder).build(), "PL301");
    EXPECT_THAT(found.subjects(), IsEmpty());
    EXPECT_EQ(found.reason(), "");
}

TEST(NoLead, IsFoundWhereThePlanNamesNoUnitsAtAll) {
    EXPECT_THAT(Findings(chain_plan(2), "PL301").subjects(), ElementsAre("T1", "T2"));
}

TEST(NoLead, IsNotEvaluatedWithoutOpenTasks) {
    PlanBuilder builder;
    builder.add_unit({.key = "U"});
    builder.add_task({.key = "T", .status = TaskStatus::done});
    EXPECT_EQ(Findings(std::move(builder).build(), "PL301").reason(), "the plan has no open task");
}

TEST(MultiLead, CountsUnitsAndNotWords) {
    PlanBuilder builder;
    for (const std::string_view unit : {"U1", "U2"}) builder.add_unit({.key = unit});
    const auto add = [&](NewTask row, std::initializer_list<std::string_view> leads) {
        const TaskId task = builder.add_task(row);
        for (const std::string_view unit : leads) builder.assign(task, unit, Role::lead);
        builder.assign(task, "U2", Role::co_lead);
    };
    add({.key = "one"}, {"U1"});
    add({.key = "twice the same"}, {"U1", "U1"});
    add({.key = "two"}, {"U1", "U2"});
    add({.key = "joint", .is_joint = true}, {"U1", "U2"});
    add({.key = "dropped", .status = TaskStatus::cancelled}, {"U1", "U2"});
    const Findings found(std::move(builder).build(), "PL302");
    EXPECT_THAT(found.subjects(), ElementsAre("two"));
    EXPECT_THAT(found[0].witness, ElementsAre("U1", "U2"));
    EXPECT_EQ(found[0].where, "/tasks/2/lead");
    EXPECT_EQ(found.message(0), "task two has 2 lead units: U1, U2");
    EXPECT_EQ(found.message(0, "zh"), "任务 two 有 2 个牵头单位：U1, U2");
}

TEST(MultiLead, CutsALongListShort) {
    PlanBuilder builder;
    builder.add_units_by_mention();
    const TaskId task = builder.add_task({.key = "T"});
    for (const std::string_view unit : {"a", "b", "c", "d", "e", "f"})
        builder.assign(task, unit, Role::lead);
    const Findings found(std::move(builder).build(), "PL302");
    EXPECT_EQ(found.message(0), "task T has 6 lead units: a, b, c, d, e, …");
    EXPECT_EQ(found[0].witness.size(), 6U);
}

TEST(MultiLead, IsNotEvaluatedWithoutLeads) {
    PlanBuilder builder;
    builder.add_unit({.key = "U"});
    builder.assign(builder.add_task({.key = "T"}), "U", Role::support);
    EXPECT_EQ(Findings(std::move(builder).build(), "PL302").reason(), "no task has a lead");
}

//  省 -- 市 -- 县 (supports T)      idle -- idle child      owner (owns G)
TEST(UnitUnused, CountsSubordinateUnitsAndGoals) {
    PlanBuilder builder;
    builder.add_unit({.key = "省"});
    builder.add_unit({.key = "市", .parent = "省"});
    builder.add_unit({.key = "县", .parent = "市"});
    builder.add_unit({.key = "idle"});
    builder.add_unit({.key = "idle child", .parent = "idle"});
    builder.add_unit({.key = "owner"});
    builder.add_unit({.key = "below the used", .parent = "owner"});
    builder.add_goal({.key = "G", .owner = "owner"});
    builder.assign(builder.add_task({.key = "T"}), "县", Role::inform);
    const Findings found(std::move(builder).build(), "PL311");
    EXPECT_THAT(found.subjects(), ElementsAre("idle", "idle child", "below the used"));
    EXPECT_EQ(found[0].severity, Severity::info);
    EXPECT_EQ(found.message(0, "zh"), "单位 idle 没有承担任何任务，也不负责任何目标");
}

TEST(UnitUnused, IsNotEvaluatedWithoutUnits) {
    EXPECT_EQ(Findings(chain_plan(1), "PL311").reason(), "the plan names no units");
}

}  // namespace
}  // namespace planloom::testing

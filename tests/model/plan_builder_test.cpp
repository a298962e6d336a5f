#include <planloom/core/error.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// The same plan, taken apart and built again through the builder's own doors.
Plan rebuilt(const Plan& plan) {
    return PlanBuilder(plan).build();
}

TEST(PlanBuilder, ResolvesWhatIsNamedBeforeItIsThere) {
    PlanBuilder builder;
    const TaskId roof = builder.add_task({.key = "roof", .parent = "house"});
    builder.depend(roof, "walls", {.lag = 60});
    builder.serve(roof, "shelter");
    builder.assign(roof, "roofers", Role::lead);
    builder.implement(roof, "dry");
    builder.add_task({.key = "walls"});
    builder.add_task({.key = "house"});
    builder.add_goal({.key = "shelter", .owner = "roofers"});
    builder.add_unit({.key = "roofers"});
    builder.add_requirement({.key = "dry"});
    const Plan plan = std::move(builder).build();

    EXPECT_THAT(plan.dangling(), IsEmpty());
    EXPECT_EQ(plan.task("roof").parent(), plan.find_task("house"));
    EXPECT_EQ(plan.dependency_table().predecessor[0], *plan.find_task("walls"));
    EXPECT_EQ(plan.dependency_table().lag[0], 60);
    EXPECT_EQ(plan.serves_table().goal[0], *plan.find_goal("shelter"));
    EXPECT_EQ(plan.assignment_table().unit[0], *plan.find_unit("roofers"));
    EXPECT_EQ(plan.implements_table().requirement[0], *plan.find_requirement("dry"));
    EXPECT_EQ(plan.goal("shelter").owner(), plan.find_unit("roofers"));
}

TEST(PlanBuilder, KeepsReferencesThatNameNothing) {
    PlanBuilder builder;
    const TaskId task = builder.add_task({.key = "T", .parent = "no task"});
    builder.assign(task, "no unit", Role::lead);
    builder.depend(task, "", {});
    const Plan plan = std::move(builder).build();

    ASSERT_EQ(plan.dangling().size(), 3U);
    EXPECT_EQ(plan.dangling_key(DanglingRef::Field::task_parent, 0), "no task");
    EXPECT_EQ(plan.dangling_key(DanglingRef::Field::assignment_unit, 0), "no unit");
    EXPECT_FALSE(plan.assignment_table().unit[0].is_valid());
    EXPECT_FALSE(plan.task("T").parent().has_value());
}

TEST(PlanBuilder, TriesDanglingReferencesAgain) {
    PlanBuilder first;
    first.assign(first.add_task({.key = "T"}), "late unit", Role::lead);
    PlanBuilder second(std::move(first).build());
    second.add_unit({.key = "late unit"});
    const Plan plan = std::move(second).build();
    EXPECT_THAT(plan.dangling(), IsEmpty());
    EXPECT_EQ(plan.assignment_table().unit[0], *plan.find_unit("late unit"));
}

TEST(PlanBuilder, LetsAnAliasNameAUnitAndKeepsItsText) {
    PlanBuilder builder;
    builder.assign(builder.add_task({.key = "T"}), "发展改革委", Role::lead);
    builder.add_alias(builder.add_unit({.key = "国家发展改革委"}), "发展改革委");
    const Plan plan = std::move(builder).build();
    EXPECT_EQ(plan.unit("发展改革委").key(), "国家发展改革委");
    EXPECT_EQ(plan.text(plan.assignment_table().text[0]), "发展改革委");
}

TEST(PlanBuilder, PrefersAUnitsKeyToAnotherUnitsAlias) {
    PlanBuilder builder;
    builder.add_alias(builder.add_unit({.key = "old"}), "bureau");
    builder.assign(builder.add_task({.key = "T"}), "bureau", Role::lead);
    builder.add_unit({.key = "bureau"});
    const Plan plan = std::move(builder).build();
    EXPECT_EQ(plan.unit(plan.assignment_table().unit[0]).key(), "bureau");
}

TEST(PlanBuilder, AddsUnitsByMentionOnlyWhenAsked) {
    const auto build = [](bool by_mention) {
        PlanBuilder builder;
        builder.add_units_by_mention(by_mention);
        builder.add_goal({.key = "G", .owner = "second"});
        const TaskId task = builder.add_task({.key = "T"});
        builder.assign(task, "first", Role::lead);
        builder.assign(task, "second", Role::support);
        return std::move(builder).build();
    };
    EXPECT_THAT(testing::keys_of(build(true), build(true).units()), ElementsAre("second", "first"));
    EXPECT_EQ(build(false).units().size(), 0U);
    EXPECT_EQ(build(false).dangling().size(), 3U);
}

TEST(PlanBuilder, SortsRelationsByTaskAndKeepsTheirOrder) {
    PlanBuilder builder;
    const TaskId a = builder.add_task({.key = "a"});
    const TaskId b = builder.add_task({.key = "b"});
    builder.add_unit({.key = "u"});
    builder.add_unit({.key = "v"});
    builder.assign(b, "v", Role::support);
    builder.assign(b, "ghost", Role::guide);
    builder.assign(a, "u", Role::lead);
    builder.assign(b, "u", Role::lead);
    const Plan plan = std::move(builder).build();

    ASSERT_EQ(plan.assignments(a).size(), 1U);
    ASSERT_EQ(plan.assignments(b).size(), 3U);
    std::vector<Role> roles;
    for (const AssignmentId row : plan.assignments(b))
        roles.push_back(plan.assignment_table().role[row.index()]);
    EXPECT_THAT(roles, ElementsAre(Role::support, Role::guide, Role::lead));
    EXPECT_EQ(plan.dangling_key(DanglingRef::Field::assignment_unit, 2), "ghost");
}

TEST(PlanBuilder, GivesTheSamePlanWhenBuiltAgain) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed, {.has_cycles = true, .has_faults = true});
        EXPECT_EQ(rebuilt(plan), plan);
    }
}

TEST(Plan, DiffersWhenAnyOneThingDiffers) {
    const auto build = [](int change) {
        PlanBuilder builder;
        if (change == 1) builder.head().title = "other";
        const TaskId task = builder.add_task({.key = "T",
                                              .title = change == 2 ? "other" : "title",
                                              .duration = change == 3 ? 5 : no_minutes,
                                              .line = change == 0 ? 7U : 0U});
        builder.add_goal({.key = "G"});
        builder.add_unit({.key = "U"});
        builder.serve(task, "G", ServesRole::necessary, change == 4 ? 2.0 : 1.0);
        builder.assign(task, change == 5 ? "X" : "U", Role::lead);
        if (change == 6) builder.add_tag(task, "tag");
        if (change == 7) builder.add_attribute(task, "name", "1");
        if (change == 8) builder.add_task({.key = "T2"});
        builder.depend(task, change == 9 ? "T9" : "T8");
        return std::move(builder).build();
    };
    EXPECT_EQ(build(0), build(-1)) << "the line of a row does not count";
    for (int change = 1; change <= 9; ++change) {
        SCOPED_TRACE(change);
        EXPECT_FALSE(build(change) == build(0));
        EXPECT_EQ(build(change), build(change));
    }
}

TEST(Plan, NamesTheNearestKeyWhenOneIsUnknown) {
    const Plan plan = testing::hut_plan();
    try {
        (void)plan.task("foundatoin");
        FAIL();
    } catch (const UnknownKey& error) {
        EXPECT_EQ(error.code(), "unknown_task");
        EXPECT_EQ(error.nearest(), "foundation");
    }
    EXPECT_THROW((void)plan.goal("foundation"), UnknownKey);
    EXPECT_FALSE(plan.find_unit("nobody").has_value());
}

TEST(Plan, FindsNodesOfEveryKindByKey) {
    PlanBuilder builder;
    builder.add_task({.key = "X"});
    builder.add_goal({.key = "X"});
    builder.add_unit({.key = "task:X"});
    builder.add_unit({.key = "U"});
    const Plan plan = std::move(builder).build();
    EXPECT_EQ(testing::error_code([&] { return plan.node("X"); }), "ambiguous_key");
    EXPECT_EQ(plan.node("goal:X"), Node(*plan.find_goal("X")));
    EXPECT_EQ(plan.node("task:X").kind, NodeKind::unit) << "a whole key wins over a kind";
    EXPECT_EQ(plan.node("U"), Node(*plan.find_unit("U")));
    EXPECT_EQ(testing::error_code([&] { return plan.node("goal:U"); }), "unknown_node");
}

TEST(Plan, FallsBackToTheKeyWhereThereIsNoTitle) {
    PlanBuilder builder;
    builder.add_task({.key = "a", .title = "a"});
    builder.add_task({.key = "b", .title = "title"});
    const Plan plan = std::move(builder).build();
    EXPECT_EQ(plan.task("a").title(), "");
    EXPECT_EQ(plan.title(TaskId(0)), "a");
    EXPECT_EQ(plan.title(TaskId(1)), "title");
    EXPECT_EQ(plan.pointer(TaskId(1)), "/tasks/1");
}

TEST(Plan, IsEmptyByDefault) {
    const Plan plan;
    EXPECT_EQ(plan.tasks().size() + plan.goals().size() + plan.units().size(), 0U);
    EXPECT_EQ(plan, PlanBuilder().build());
    EXPECT_FALSE(plan.find_task("").has_value());
}

}  // namespace
}  // namespace planloom

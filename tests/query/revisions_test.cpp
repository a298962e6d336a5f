// Other revisions of a plan in queries.
#include <planloom/model/plan_builder.hpp>
#include <planloom/query/query.hpp>

#include "query/ask.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

namespace planloom::query {
namespace {

using testing::ask;
using ::testing::ElementsAre;
using testing::faults_of;
using ::testing::IsEmpty;
using testing::Keys;
using ::testing::SizeIs;

/// A was first; B lost its date and C its unit's name; D is new, E is gone, F is F2 now.
Plan revision(bool is_new) {
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    if (!is_new) builder.add_goal({.key = "H"});
    builder.add_unit(
        {.key = is_new ? "new office" : "office", .former_key = is_new ? "office" : ""});
    const auto add = [&](const NewTask& row) { return builder.add_task(row); };
    if (is_new) add({.key = "D"});
    const TaskId a = add({.key = "A"});
    add({.key = "B", .due = *parse_date(is_new ? "2026" : "2025")});
    const TaskId c = add({.key = "C"});
    if (!is_new) builder.serve(add({.key = "E"}), "H");
    add({.key = is_new ? "F2" : "F", .former_key = is_new ? "F" : ""});
    builder.serve(a, "G");
    builder.depend(c, is_new ? "F2" : "F");
    builder.assign(c, is_new ? "new office" : "office", Role::lead);
    return std::move(builder).build();
}

class Revisions : public ::testing::Test {
protected:
    Revisions() { context.revisions = {{"v1", &older}}; }

    [[nodiscard]] Keys ask(std::string_view text) const {
        return testing::ask(newer, text, context);
    }
    PlanGraph older = freeze(revision(false));
    PlanGraph newer = freeze(revision(true));
    Context context;
};

TEST_F(Revisions, NewGoneChangedAndSame) {
    EXPECT_THAT(ask("new(*)"), ElementsAre("D"));
    EXPECT_THAT(ask("gone(*)"), ElementsAre("H", "E"));
    EXPECT_THAT(ask("gone(tasks(*))"), ElementsAre("E"));
    // A new key alone is no change.
    EXPECT_THAT(ask("changed(*)"), ElementsAre("B"));
    EXPECT_THAT(ask("changed(*, due)"), ElementsAre("B"));
    EXPECT_THAT(ask("changed(*, after)"), IsEmpty());
    EXPECT_THAT(ask("changed(*, d*)"), ElementsAre("B"));
    // A unit with another name is the same unit for those that it leads.
    EXPECT_THAT(ask("same(tasks(*))"), ElementsAre("A", "C", "F2"));
    EXPECT_THAT(ask("state:modified.due | state:new"), ElementsAre("D", "B"));
    EXPECT_EQ(faults_of([&] { return run("changed(*, deu)", newer, context); })[0].nearest, "due");
}

TEST_F(Revisions, WhatAnotherRevisionHasIsMarked) {
    const Result result = run("E @ v1 | A", newer, context);
    ASSERT_THAT(result.found, SizeIs(2));
    EXPECT_EQ(result.found[0].revision, std::nullopt);
    EXPECT_EQ(result.found[1].revision, std::size_t{0});
    EXPECT_THAT(ask("(A | E) @ v1 - E @ v1"), ElementsAre("A"));
    EXPECT_THAT(ask("(A | E) @ v1 & (E @ v1)"), ElementsAre("E"));
    EXPECT_THAT(ask("F @ v1"), ElementsAre("F2"));
    EXPECT_THAT(ask("goals(E) @ v1"), ElementsAre("H"));
    EXPECT_THAT(ask("let x = A | D in $x & ($x @ v1)"), ElementsAre("A"));
    EXPECT_THAT(run("before(E @ v1 | C)", newer, context).warnings, SizeIs(1));
}

TEST_F(Revisions, RangesSayWhichIsCompared) {
    const PlanGraph third = freeze(revision(true));
    context.revisions = {{"v1", &older}, {"v2", &third}};
    EXPECT_THAT(ask("new(*) @ v1..v2"), ElementsAre("D"));
    EXPECT_THAT(ask("new(*) @ v2.."), IsEmpty());
    EXPECT_THAT(ask("changed(tasks(*), due)@v1..v2 | gone(goals(*))@v1..v2"),
                ElementsAre("B", "H"));
    EXPECT_EQ(faults_of([&] { return run("new(*)", newer, context); })[0].code, "query_context");
    context.before = "v1";
    EXPECT_THAT(ask("new(*)"), ElementsAre("D"));
    EXPECT_EQ(faults_of([&] { return run("A @ v3", newer, context); })[0].message,
              "unknown revision \"v3\": there is \"v1\" \"v2\"");
    EXPECT_EQ(faults_of([&] { return run("D @ v1", newer, context); })[0].message,
              "unknown key \"D\" in revision \"v1\"");
}

TEST(CompareByKey, TakesRenames) {
    PlanBuilder before;
    before.add_task({.key = "A"});
    PlanBuilder after;
    after.add_task({.key = "B"});
    const Plan older = std::move(before).build();
    const Plan newer = std::move(after).build();
    EXPECT_FALSE(compare_by_key(older, newer)->older(Node(TaskId(0))).has_value());
    const std::vector<Rename> renames = {{NodeKind::task, "A", "B"}};
    const auto changes = compare_by_key(older, newer, renames);
    EXPECT_EQ(changes->older(Node(TaskId(0))), Node(TaskId(0)));
    EXPECT_EQ(changes->newer(Node(TaskId(0))), Node(TaskId(0)));
    EXPECT_THAT(changes->changed_fields(Node(TaskId(0))), IsEmpty());
}

TEST(CompareByKey, NamesTheRoleInWhichUnitsDiffer) {
    const auto plan = [](Role role) {
        PlanBuilder builder;
        builder.add_unit({.key = "U"});
        builder.add_unit({.key = "V"});
        const TaskId task = builder.add_task({.key = "A", .is_milestone = role == Role::guide});
        builder.assign(task, "U", Role::lead);
        builder.assign(task, "V", role);
        return std::move(builder).build();
    };
    const Plan older = plan(Role::support);
    const Plan newer = plan(Role::guide);
    EXPECT_THAT(compare_by_key(older, newer)->changed_fields(Node(TaskId(0))),
                ::testing::UnorderedElementsAre("milestone", "assigned", "support", "guide"));
}

TEST(CompareByKey, PlanIsTheSameAsItself) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(planloom::testing::random_plan(seed));
        const PlanGraph other = freeze(planloom::testing::random_plan(seed));
        Context context;
        context.revisions = {{"old", &other}};
        EXPECT_EQ(run("changed(*) | new(*) | gone(*)", graph, context).total, 0U);
        EXPECT_EQ(run("same(*)", graph, context).total, run("*", graph).total);
    }
}

}  // namespace
}  // namespace planloom::query

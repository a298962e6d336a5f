#include <planloom/model/plan_builder.hpp>
#include <planloom/model/plan_match.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Plan first() {
    PlanBuilder builder;
    builder.add_goal({.key = "G", .title = "目标"});
    builder.add_unit({.key = "U"});
    const TaskId a = builder.add_task({.key = "A", .title = "调查"});
    const TaskId b = builder.add_task({.key = "B"});
    builder.add_task({.key = "C"});
    builder.serve(a, "G");
    builder.assign(a, "U", Role::lead);
    builder.depend(b, "A");
    return std::move(builder).build();
}

// A is now A1 and due; B waits for it as before, and for nothing else; C is gone, D is new.
Plan second() {
    PlanBuilder builder;
    builder.add_goal({.key = "G", .title = "目标"});
    builder.add_unit({.key = "V", .former_key = "U"});
    const TaskId b = builder.add_task({.key = "B"});
    const TaskId a = builder.add_task(
        {.key = "A1", .title = "调查", .due = *parse_date("2025"), .former_key = "A"});
    builder.add_task({.key = "D"});
    builder.serve(a, "G");
    builder.assign(a, "V", Role::lead);
    builder.depend(b, "A1");
    return std::move(builder).build();
}

TEST(PlanMatch, PairsByKeyAndFormerKey) {
    const Plan before = first(), now = second();
    const PlanMatch match(before, now);
    EXPECT_EQ(match.later(before.task("A").id()), Node(now.task("A1").id()));
    EXPECT_EQ(match.earlier(now.unit("V").id()), Node(before.unit("U").id()));
    EXPECT_THAT(keys_of(before, match.removed()), ElementsAre("C"));
    EXPECT_THAT(keys_of(now, match.added()), ElementsAre("D"));
    EXPECT_EQ(match.renamed().size(), 2U);
}

TEST(PlanMatch, TakesPairsThatTheCallerKnows) {
    const Plan before = first(), now = second();
    const PlanMatch match(
        before, now,
        {{before.task("C").id(), now.task("D").id()}, {before.task("B").id(), now.task("D").id()}});
    EXPECT_THAT(match.removed(), IsEmpty());
    EXPECT_EQ(match.earlier(now.task("D").id()), Node(before.task("C").id()));
    EXPECT_EQ(match.later(before.task("B").id()), Node(now.task("B").id()));
}

TEST(PlanMatch, MeansTheFirstOfSeveralRowsWithAKey) {
    PlanBuilder builder;
    builder.add_task({.key = "A"});
    builder.add_task({.key = "A"});
    const Plan plan = std::move(builder).build();
    const PlanMatch match(plan, plan);
    EXPECT_EQ(match.later(TaskId(0)), Node(TaskId(0)));
    EXPECT_EQ(match.removed().size(), 1U);
    EXPECT_EQ(match.added().size(), 1U);
}

TEST(ChangedFields, NamesWhatDiffersAndFollowsRenames) {
    const Plan before = first(), now = second();
    const PlanMatch match(before, now);
    EXPECT_THAT(changed_fields(match, now.task("A1").id()), ElementsAre("due", "due_precision"));
    EXPECT_THAT(changed_fields(match, now.task("B").id()), IsEmpty());
    EXPECT_THAT(changed_fields(match, now.unit("V").id()), ElementsAre("title"));
    EXPECT_THAT(changed_fields(match, now.goal("G").id()), IsEmpty());
    EXPECT_THAT(changed_fields(match, now.task("D").id()), IsEmpty());
}

TEST(ChangedFields, SeesEveryRelation) {
    PlanBuilder builder(first());
    builder.serve(TaskId(0), "H");
    builder.assign(TaskId(0), "X", Role::support);
    builder.depend(TaskId(0), "C");
    builder.implement(TaskId(0), "R");
    builder.refine(TaskId(0), "P", "T");
    builder.add_tag(TaskId(0), "t");
    builder.add_report(TaskId(0), {.progress = 3});
    builder.add_extension(TaskId(0), {.reason = "r"});
    builder.add_attribute(TaskId(0), "a", "1");
    builder.add_need(GoalId(0), "n");
    builder.add_indicator(GoalId(0), {.title = "i"});
    builder.add_alias(UnitId(0), "u");
    const Plan now = std::move(builder).build();
    const Plan before = first();
    const PlanMatch match(before, now);
    EXPECT_THAT(changed_fields(match, TaskId(0)),
                ElementsAre("serves", "assigned", "after", "implements", "refines", "tags",
                            "reports", "extensions", "attributes"));
    EXPECT_THAT(changed_fields(match, GoalId(0)), ElementsAre("needs", "indicators"));
    EXPECT_THAT(changed_fields(match, UnitId(0)), ElementsAre("aliases"));
}

TEST(ChangedFields, OfAPlanWithItselfAreNone) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(seed, {.has_cycles = true, .has_faults = true});
        const PlanMatch match(plan, plan);
        for (const TaskId task : plan.tasks()) EXPECT_THAT(changed_fields(match, task), IsEmpty());
        for (const GoalId goal : plan.goals()) EXPECT_THAT(changed_fields(match, goal), IsEmpty());
    }
}

}  // namespace
}  // namespace planloom::testing

#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

#include <set>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

CheckOptions with_number(std::string_view rule, std::string_view name, double value) {
    CheckOptions options;
    options.settings.rules = {{.rule = std::string(rule), .numbers = {{std::string(name), value}}}};
    return options;
}

//  top -- thin <- T1         wide <- T2, T3         whole <- sum (parts T4, T5)
class GoalThin : public ::testing::Test {
protected:
    GoalThin() {
        builder_.add_goal({.key = "top"});
        builder_.add_goal({.key = "thin", .parent = "top"});
        builder_.add_goal({.key = "wide"});
        builder_.add_goal({.key = "whole"});
        builder_.serve(builder_.add_task({.key = "T1"}), "thin");
        builder_.serve(builder_.add_task({.key = "T2"}), "wide");
        builder_.serve(builder_.add_task({.key = "T3"}), "wide", ServesRole::supporting);
        builder_.serve(builder_.add_task({.key = "sum"}), "whole");
        builder_.add_task({.key = "T4", .parent = "sum"});
        builder_.add_task({.key = "T5", .parent = "sum"});
    }
    PlanBuilder builder_;
};

TEST_F(GoalThin, NamesTheLowestGoalAndItsTask) {
    const Findings found(std::move(builder_).build(), "PL203");
    EXPECT_THAT(found.subjects(), ElementsAre("thin"));
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_THAT(found[0].witness, ElementsAre("T1"));
    EXPECT_EQ(found.message(0), "goal thin rests on nothing but T1");
    EXPECT_EQ(found.message(0, "zh"), "目标 thin 只靠 T1 支撑");
}

TEST_F(GoalThin, DoesNotCountCancelledTasksOrTheSameTaskTwice) {
    builder_.serve(TaskId(0), "thin", ServesRole::supporting);
    builder_.serve(builder_.add_task({.key = "T6", .status = TaskStatus::cancelled}), "thin");
    EXPECT_THAT(Findings(std::move(builder_).build(), "PL203").subjects(), ElementsAre("thin"));
}

TEST_F(GoalThin, TakesTheLimitFromTheSettings) {
    builder_.serve(builder_.add_task({.key = "T7"}), "top");
    builder_.serve(builder_.add_task({.key = "T8"}), "top");
    const Findings found(std::move(builder_).build(), "PL203", with_number("PL203", "tasks", 2));
    EXPECT_THAT(found.subjects(), ElementsAre("thin", "wide", "whole"));
    EXPECT_EQ(found.message(1), "goal wide rests on nothing but T2, T3");
}

TEST(GoalThinEverywhere, IsSaidOnceForThePlan) {
    PlanBuilder builder;
    for (const std::string_view goal : {"G1", "G2", "G3"}) {
        builder.add_goal({.key = goal});
        builder.serve(builder.add_task({.key = std::string("T") + std::string(goal)}), goal);
    }
    builder.add_goal({.key = "bare"});
    const Findings found(std::move(builder).build(), "PL203");
    EXPECT_THAT(found.subjects(), ElementsAre("G1 G2 G3"));
    EXPECT_TRUE(found[0].is_plan_wide);
    EXPECT_EQ(found[0].severity, Severity::info);
    EXPECT_EQ(found.message(0), "none of the 3 goals that tasks serve has more than 1");
    EXPECT_EQ(found.message(0, "zh"), "3 个有任务的目标，任务数都不超过 1 项");
}

TEST(GoalThinEverywhere, IsNotEvaluatedWhereNothingServes) {
    EXPECT_EQ(Findings(chain_plan(2), "PL203").reason(), "no task serves a goal of the plan");
}

// The slow way: all leaves under the tasks that serve a goal or one below it.
TEST(GoalThinLaw, CountsAsTheSlowWayDoes) {
    std::size_t reported = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(seed, {.goals = 6, .tasks = 8, .has_faults = true});
        const PlanGraph graph = freeze(plan, Faults::skip);
        const auto leaves = [&](GoalId top) {
            std::set<TaskId> all;
            for (std::size_t row = 0; row < plan.serves_table().count; ++row) {
                const TaskId serving = plan.serves_table().task[row];
                if (plan.task(serving).status() == TaskStatus::cancelled) continue;
                bool is_below = false;
                for (GoalId at = plan.serves_table().goal[row]; at.is_valid();
                     at = graph.parent(at))
                    is_below = is_below || at == top;
                for (const TaskId leaf : plan.tasks())
                    for (TaskId at = leaf; is_below && at.is_valid(); at = graph.parent(at))
                        if (at == serving && graph.is_leaf(leaf) &&
                            plan.task(leaf).status() != TaskStatus::cancelled)
                            all.insert(leaf);
            }
            return all;
        };
        std::vector<std::string> expected;
        for (const GoalId goal : plan.goals()) {
            const std::set<TaskId> own = leaves(goal);
            bool is_said_below = false;
            for (const GoalId child : graph.children(goal))
                is_said_below = is_said_below || leaves(child).size() == own.size();
            if (own.size() == 1 && !is_said_below) expected.emplace_back(plan.goal(goal).key());
        }
        const Findings found(plan, "PL203");
        if (found.size() == 1 && found[0].is_plan_wide) continue;
        EXPECT_EQ(found.subjects(), expected);
        reported += expected.size();
    }
    EXPECT_GT(reported, 50U);
}

//  soft <- helper (supporting)     firm above: top -- below <- T (alternative)
TEST(GoalSoftOnly, AsksForOneNecessaryTaskAnywhereBelow) {
    PlanBuilder builder;
    builder.add_goal({.key = "soft"});
    builder.add_goal({.key = "top"});
    builder.add_goal({.key = "below", .parent = "top"});
    builder.add_goal({.key = "bare"});
    const TaskId helper = builder.add_task({.key = "helper"});
    builder.serve(helper, "soft", ServesRole::supporting);
    builder.serve(helper, "top", ServesRole::supporting);
    builder.serve(builder.add_task({.key = "T"}), "below", ServesRole::alternative);
    builder.serve(builder.add_task({.key = "gone", .status = TaskStatus::cancelled}), "soft");
    const Findings found(std::move(builder).build(), "PL204");
    EXPECT_THAT(found.subjects(), ElementsAre("soft"));
    EXPECT_THAT(found[0].witness, ElementsAre("helper"));
    EXPECT_EQ(found.message(0),
              "goal soft is only supported, by helper; no task is necessary for it");
    EXPECT_EQ(found.message(0, "zh"), "目标 soft 只有辅助任务 helper，没有必要任务");
}

TEST(GoalSoftOnly, IsNotEvaluatedWhereNothingServes) {
    EXPECT_EQ(Findings(chain_plan(1), "PL204").reason(), "no task serves a goal of the plan");
}

TEST(UnwantedCoverage, LooksAtOpenTasksOfClosedGoals) {
    PlanBuilder builder;
    builder.add_goal({.key = "closed", .is_closed = true});
    builder.add_goal({.key = "open"});
    const TaskId late = builder.add_task({.key = "late"});
    builder.serve(late, "open");
    builder.serve(late, "closed", ServesRole::necessary, 1.0, 7);
    builder.serve(late, "closed", ServesRole::supporting);
    builder.serve(builder.add_task({.key = "done", .status = TaskStatus::done}), "closed");
    const Findings found(std::move(builder).build(), "PL206");
    EXPECT_THAT(found.subjects(), ElementsAre("late closed"));
    EXPECT_EQ(found[0].where, "/tasks/0/serves");
    EXPECT_EQ(found[0].line, 7U);
    EXPECT_EQ(found.message(0), "task late serves goal closed, which takes no more tasks");
    EXPECT_EQ(found.message(0, "zh"), "任务 late 服务的目标 closed 已不再增加任务");
}

TEST(UnwantedCoverage, FindsNothingWhereAllIsDone) {
    PlanBuilder builder;
    builder.add_goal({.key = "closed", .is_closed = true});
    builder.serve(builder.add_task({.key = "done", .status = TaskStatus::done}), "closed");
    const Findings found(std::move(builder).build(), "PL206");
    EXPECT_THAT(found.subjects(), IsEmpty());
    EXPECT_EQ(found.reason(), "");
}

TEST(UnwantedCoverage, IsNotEvaluatedWithoutClosedGoals) {
    EXPECT_EQ(Findings(hut_plan(), "PL206").reason(), "no goal is closed to further tasks");
}

//  G needs build, train, audit:  T1 (build), T2 -- part (train), below <- T3 (audit)
class PartialCoverage : public ::testing::Test {
protected:
    PartialCoverage() {
        goal_ = builder_.add_goal({.key = "G"});
        builder_.add_goal({.key = "below", .parent = "G"});
        for (const std::string_view need : {"build", "train", "audit"})
            builder_.add_need(goal_, need);
        const TaskId t1 = builder_.add_task({.key = "T1"});
        builder_.serve(t1, "G");
        builder_.add_tag(t1, "build");
        builder_.add_tag(t1, "other");
    }
    PlanBuilder builder_;
    GoalId goal_;
};

TEST_F(PartialCoverage, NamesWhatIsMissing) {
    const TaskId gone = builder_.add_task({.key = "gone", .status = TaskStatus::cancelled});
    builder_.serve(gone, "G");
    builder_.add_tag(gone, "audit");
    const Findings found(std::move(builder_).build(), "PL207");
    EXPECT_THAT(found.subjects(), ElementsAre("G"));
    EXPECT_THAT(found[0].witness, ElementsAre("train", "audit"));
    EXPECT_EQ(found[0].where, "/goals/0/needs");
    EXPECT_EQ(found.message(0), "goal G: no task bears train, audit; build is there");
    EXPECT_EQ(found.message(0, "zh"), "目标 G 缺少 train, audit 类任务，已有 build");
}

TEST_F(PartialCoverage, CountsSubtasksAndSubgoals) {
    const TaskId t2 = builder_.add_task({.key = "T2"});
    builder_.serve(t2, "G");
    builder_.add_tag(builder_.add_task({.key = "part", .parent = "T2"}), "train");
    const TaskId t3 = builder_.add_task({.key = "T3"});
    builder_.serve(t3, "below");
    builder_.add_tag(t3, "audit");
    const Findings found(std::move(builder_).build(), "PL207");
    EXPECT_THAT(found.subjects(), IsEmpty());
    EXPECT_EQ(found.reason(), "");
}

TEST(PartialCoverageWithoutTasks, IsLeftToItsOwnRule) {
    PlanBuilder builder;
    builder.add_need(builder.add_goal({.key = "G"}), "build");
    EXPECT_EQ(Findings(std::move(builder).build(), "PL207").reason(),
              "no goal that tasks serve says what they must bear");
    EXPECT_EQ(Findings(hut_plan(), "PL207").reason(),
              "no goal that tasks serve says what they must bear");
}

TEST(GoalFanout, CountsSubgoalsAndTasks) {
    PlanBuilder builder;
    builder.add_goal({.key = "wide"});
    for (int i = 0; i < 16; ++i) {
        builder.add_goal({.key = "g" + std::to_string(i), .parent = "wide"});
        const TaskId task = builder.add_task({.key = "t" + std::to_string(i)});
        builder.serve(task, "wide");
        builder.serve(task, "wide", ServesRole::supporting);
        if (i < 15) builder.serve(task, "g0");
    }
    const Plan plan = std::move(builder).build();
    const Findings found(plan, "PL208");
    EXPECT_THAT(found.subjects(), ElementsAre("wide", "wide"));
    EXPECT_EQ(found.message(0), "goal wide has 16 goals right below it, more than 15");
    EXPECT_EQ(found.message(1), "goal wide has 16 tasks right below it, more than 15");
    EXPECT_EQ(found.message(1, "zh"), "目标 wide 直接下设 16 个任务，超过 15 个");
    EXPECT_NE(found[0].fingerprint, found[1].fingerprint);
    EXPECT_EQ(Findings(plan, "PL208", with_number("PL208", "most", 16)).size(), 0U);
    EXPECT_EQ(Findings(chain_plan(2), "PL208").reason(), "the plan has no goals");
}

//  top -- a -- b -- c -- d          (5 levels)
//   `-- short                       (2 levels)
TEST(GoalDepth, ComparesTheEndsOfBranches) {
    PlanBuilder builder;
    builder.add_goal({.key = "top"});
    builder.add_goal({.key = "a", .parent = "top"});
    builder.add_goal({.key = "b", .parent = "a"});
    builder.add_goal({.key = "c", .parent = "b"});
    builder.add_goal({.key = "d", .parent = "c"});
    builder.add_goal({.key = "short", .parent = "top"});
    const Plan plan = std::move(builder).build();
    const Findings within(plan, "PL209");
    EXPECT_THAT(within.subjects(), IsEmpty());
    EXPECT_EQ(within.reason(), "");
    const Findings uneven(plan, "PL209", with_number("PL209", "spread", 2));
    EXPECT_THAT(uneven.subjects(), ElementsAre("top d"));
    EXPECT_EQ(uneven.message(0),
              "the tree of goal top has 5 levels, down to d; its branch short ends at level 2");
    EXPECT_EQ(uneven.message(0, "zh"), "目标 top 之下共 5 级，最深至 d；而分支 short 只到第 2 级");
    const Findings deep(plan, "PL209", with_number("PL209", "depth", 4));
    EXPECT_EQ(deep.message(0), "the tree of goal top has 5 levels, down to d, more than 4");
}

TEST(GoalDepth, IsNotEvaluatedWithoutSubgoals) {
    EXPECT_EQ(Findings(Plan(), "PL209").reason(), "no goal has a subgoal");
}

}  // namespace
}  // namespace planloom::testing

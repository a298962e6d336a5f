#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

//  top
//   |-- covered <- T1
//   `-- bare
TEST(GoalUncovered, CountsTheTasksOfSubgoals) {
    PlanBuilder builder;
    builder.add_goal({.key = "top"});
    builder.add_goal({.key = "covered", .parent = "top"});
    builder.add_goal({.key = "bare", .parent = "top"});
    builder.serve(builder.add_task({.key = "T1"}), "covered", ServesRole::supporting);
    const Findings found(std::move(builder).build(), "PL201");
    EXPECT_THAT(found.subjects(), ElementsAre("bare"));
    EXPECT_EQ(found[0].severity, Severity::error);
    EXPECT_EQ(found.message(0), "no task serves goal bare");
    EXPECT_EQ(found.message(0, "zh"), "目标 bare 没有任务支撑");
}

TEST(GoalUncovered, DoesNotCountCancelledTasks) {
    PlanBuilder builder;
    builder.add_goal({.key = "G1"});
    builder.add_goal({.key = "G2"});
    builder.serve(builder.add_task({.key = "T1", .status = TaskStatus::cancelled}), "G1");
    builder.serve(builder.add_task({.key = "T2", .status = TaskStatus::done}), "G2");
    const Findings found(std::move(builder).build(), "PL201");
    EXPECT_THAT(found.subjects(), ElementsAre("G1"));
    EXPECT_EQ(found.message(0), "no task serves goal G1; of 1 tasks all are cancelled");
}

TEST(GoalUncovered, DoesNotCoverASubgoalByItsParent) {
    PlanBuilder builder;
    builder.add_goal({.key = "top"});
    builder.add_goal({.key = "below", .parent = "top"});
    builder.serve(builder.add_task({.key = "T1"}), "top");
    EXPECT_THAT(Findings(std::move(builder).build(), "PL201").subjects(), ElementsAre("below"));
}

TEST(GoalUncovered, IsNotEvaluatedWithoutGoals) {
    EXPECT_EQ(Findings(chain_plan(2), "PL201").reason(), "the plan has no goals");
}

//  whole -> G        alone        (subtasks of "alone": "child")
//   `-- part          `-- child
TEST(TaskOrphan, TakesTheGoalOfATaskAbove) {
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    builder.serve(builder.add_task({.key = "whole"}), "G");
    builder.add_task({.key = "part", .parent = "whole"});
    builder.add_task({.key = "alone"});
    builder.add_task({.key = "child", .parent = "alone"});
    builder.add_task({.key = "dropped", .status = TaskStatus::cancelled});
    const Findings found(std::move(builder).build(), "PL205");
    EXPECT_THAT(found.subjects(), ElementsAre("child"));
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_EQ(found.message(0, "zh"), "任务 child 没有对应的目标");
}

TEST(TaskOrphan, LeavesAnUnknownGoalToItsOwnRule) {
    PlanBuilder builder;
    builder.serve(builder.add_task({.key = "T"}), "unknown");
    const Findings found(std::move(builder).build(), "PL205");
    EXPECT_THAT(found.subjects(), IsEmpty());
    EXPECT_EQ(found.reason(), "");
}

TEST(TaskOrphan, IsNotEvaluatedWithoutGoalsOrTasks) {
    EXPECT_EQ(Findings(chain_plan(2), "PL205").reason(), "the plan has no goals");
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    builder.add_task({.key = "T", .status = TaskStatus::cancelled});
    EXPECT_EQ(Findings(std::move(builder).build(), "PL205").reason(),
              "no task is left that is not cancelled");
}

TEST(SourceUnmapped, AsksForClausesAndProblems) {
    PlanBuilder builder;
    builder.add_requirement({.key = "by goal"});
    builder.add_requirement({.key = "by task", .kind = RequirementKind::problem});
    builder.add_requirement({.key = "clause"});
    builder.add_requirement({.key = "problem", .kind = RequirementKind::problem});
    builder.add_requirement({.key = "optional", .is_optional = true});
    builder.add_requirement({.key = "comment", .kind = RequirementKind::comment});
    builder.implement(builder.add_goal({.key = "G"}), "by goal");
    builder.implement(builder.add_task({.key = "T"}), "by task");
    const Findings found(std::move(builder).build(), "PL210");
    EXPECT_THAT(found.subjects(), ElementsAre("clause", "problem"));
    EXPECT_EQ(found.message(0), "no goal or task implements requirement clause");
}

TEST(SourceUnmapped, IsNotEvaluatedWithoutDemands) {
    PlanBuilder builder;
    builder.add_requirement({.key = "comment", .kind = RequirementKind::comment});
    builder.add_requirement({.key = "optional", .is_optional = true});
    EXPECT_EQ(Findings(std::move(builder).build(), "PL210").reason(),
              "the plan has no clause or problem that must be answered");
}

}  // namespace
}  // namespace planloom::testing

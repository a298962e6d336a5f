#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

//  top: all(G1, G2)     G1: all(T1, gone)     G2: any(T2, gone)
TEST(GoalUncoveredDeep, NamesTheLowestGoalThatFails) {
    PlanBuilder builder;
    builder.add_goal({.key = "top"});
    builder.add_goal({.key = "G1", .parent = "top"});
    builder.add_goal({.key = "G2", .parent = "top", .support = SupportRule::any});
    const TaskId gone = builder.add_task({.key = "gone", .status = TaskStatus::cancelled});
    builder.serve(gone, "G1");
    builder.serve(gone, "G2");
    builder.serve(builder.add_task({.key = "T1"}), "G1");
    builder.serve(builder.add_task({.key = "T2"}), "G2");
    const Findings found(std::move(builder).build(), "PL202");
    EXPECT_THAT(found.subjects(), ElementsAre("G1"));
    EXPECT_EQ(found[0].severity, Severity::error);
    EXPECT_THAT(found[0].witness, ElementsAre("gone"));
    EXPECT_EQ(found.message(0),
              "goal G1 fails even if all its tasks succeed: all(gone, T1), but gone cannot hold");
    EXPECT_EQ(found.message(0, "zh"),
              "即使任务全部完成，目标 G1 也不能实现：all(gone, T1)，其中 gone 不能成立");
}

TEST(GoalUncoveredDeep, CountsOnSubgoalsThatNobodyServes) {
    PlanBuilder builder;
    builder.add_goal({.key = "top"});
    builder.add_goal({.key = "bare", .parent = "top"});
    builder.serve(builder.add_task({.key = "T"}), "top");
    const Findings found(std::move(builder).build(), "PL202");
    EXPECT_THAT(found.subjects(), ElementsAre("top"));
    EXPECT_THAT(found[0].witness, ElementsAre("bare"));
}

TEST(GoalUncoveredDeep, SeesThatSupportsAreTooFew) {
    PlanBuilder builder;
    builder.add_goal({.key = "G", .support = SupportRule::at_least, .support_count = 3});
    builder.serve(builder.add_task({.key = "T1"}), "G");
    builder.serve(builder.add_task({.key = "T2"}), "G");
    const Findings found(std::move(builder).build(), "PL202");
    EXPECT_EQ(found.message(0),
              "goal G fails even if all its tasks succeed: at_least 3 of (T1, T2), but 3 supports "
              "are not there");
    EXPECT_EQ(found.message(0, "zh"),
              "即使任务全部完成，目标 G 也不能实现：at_least 3 of (T1, T2)，而没有 3 项支撑");
}

TEST(GoalUncoveredDeep, FindsNothingWhereTheRestSuffices) {
    PlanBuilder builder;
    builder.add_goal({.key = "G", .support = SupportRule::at_least, .support_count = 2});
    builder.serve(builder.add_task({.key = "T1"}), "G");
    builder.serve(builder.add_task({.key = "T2", .status = TaskStatus::done}), "G");
    builder.serve(builder.add_task({.key = "gone", .status = TaskStatus::cancelled}), "G");
    const Findings found(std::move(builder).build(), "PL202");
    EXPECT_THAT(found.subjects(), IsEmpty());
    EXPECT_EQ(found.reason(), "");
}

TEST(GoalUncoveredDeep, IsNotEvaluatedWhereNothingServes) {
    EXPECT_EQ(Findings(chain_plan(2), "PL202").reason(), "no task serves a goal of the plan");
}

}  // namespace
}  // namespace planloom::testing

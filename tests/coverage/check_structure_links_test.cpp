#include <planloom/model/plan_builder.hpp>
#include <planloom/model/plan_edit.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

//  A -> B -> C,  A -> C
TEST(RedundantDep, ShowsTheWayThatSaysItAlready) {
    const Findings found(plan_of_links({{"A", "B"}, {"B", "C"}, {"A", "C"}}), "PL107");
    EXPECT_THAT(found.subjects(), ElementsAre("C A"));
    EXPECT_EQ(found[0].severity, Severity::info);
    EXPECT_EQ(found[0].where, "/tasks/2/after");
    EXPECT_THAT(found[0].witness, ElementsAre("A", "B", "C"));
    EXPECT_EQ(found.message(0), "task C need not wait for A by itself: A → B → C says it already");
    EXPECT_EQ(found.message(0, "zh"), "任务 C 不必单独以 A 为前置，A → B → C 已包含");
}

TEST(RedundantDep, IsMendedWithoutChangingTheOrder) {
    std::size_t mended = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(seed, {.links_per_hundred = 300});
        const Findings found(plan, "PL107");
        std::vector<PlanEdit> edits;
        for (std::size_t i = 0; i < found.size(); ++i)
            edits.insert(edits.end(), found[i].edits.begin(), found[i].edits.end());
        EXPECT_EQ(edits.size(), found.size());
        const Plan after = apply_edits(plan, edits);
        EXPECT_EQ(after.dependency_table().count + edits.size(), plan.dependency_table().count);
        EXPECT_EQ(Findings(after, "PL107").size(), 0U);
        mended += edits.size();
    }
    EXPECT_GT(mended, 200U);
}

TEST(RedundantDep, KeepsALinkThatAsksForMoreTime) {
    PlanBuilder builder;
    builder.add_task({.key = "A"});
    builder.depend(builder.add_task({.key = "B", .duration = 480}), "A");
    const TaskId c = builder.add_task({.key = "C"});
    builder.depend(c, "B");
    // The duration of B happens to last as long, but may change.
    builder.depend(c, "A", {.lag = 480});
    const Findings found(std::move(builder).build(), "PL107");
    EXPECT_THAT(found.subjects(), IsEmpty());
    EXPECT_EQ(found.reason(), "");
}

TEST(RedundantDep, LeavesALinkWrittenTwiceToItsOwnRule) {
    EXPECT_THAT(Findings(plan_of_links({{"A", "B"}, {"A", "B"}}), "PL107").subjects(), IsEmpty());
}

TEST(RedundantDep, ShowsTheWayForTheFirstFindingsOnly) {
    PlanBuilder builder;
    for (int i = 0; i < 140; ++i) {
        const TaskId task = builder.add_task({.key = "T" + std::to_string(i)});
        if (i > 0) builder.depend(task, "T" + std::to_string(i - 1));
        if (i > 1) builder.depend(task, "T" + std::to_string(i - 2));
    }
    const Findings found(std::move(builder).build(), "PL107");
    ASSERT_EQ(found.size(), 138U);
    EXPECT_THAT(found[99].witness, ElementsAre("T99", "T100", "T101"));
    EXPECT_THAT(found[100].witness, IsEmpty());
    EXPECT_EQ(found.message(100), "task T102 need not wait for T100 by itself");
    EXPECT_EQ(found.message(100, "zh"), "任务 T102 不必单独以 T100 为前置");
}

TEST(RedundantDep, IsNotEvaluatedWithoutDependenciesOrInACircle) {
    EXPECT_EQ(Findings(plan_of_links({{"A", ""}}), "PL107").reason(),
              "the plan has no dependencies");
    EXPECT_EQ(Findings(plan_of_links({{"A", "B"}, {"B", "A"}}), "PL107").reason(),
              "the dependencies run in a circle");
}

class DuplicateDep : public ::testing::Test {
protected:
    DuplicateDep() {
        builder_.add_task({.key = "A"});
        b_ = builder_.add_task({.key = "B"});
    }
    [[nodiscard]] Findings found() { return {std::move(builder_).build(), "PL108"}; }
    PlanBuilder builder_;
    TaskId b_;
};

TEST_F(DuplicateDep, IsARemarkWhereBothSayTheSame) {
    builder_.depend(b_, "A");
    builder_.depend(b_, "A", {.line = 12});
    builder_.depend(b_, "A");
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("B A"));
    EXPECT_EQ(result[0].severity, Severity::info);
    EXPECT_EQ(result[0].line, 12U);
    EXPECT_EQ(result.message(0), "task B has 3 dependencies on A, all finish to start");
    EXPECT_EQ(result[0].edits.size(), 2U);
    EXPECT_EQ(result.message(0, "zh"), "任务 B 与前置任务 A 之间有 3 条完成—开始关系");
}

TEST_F(DuplicateDep, IsAWarningWhereTheLagsDiffer) {
    builder_.depend(b_, "A", {.lag = 480});
    builder_.depend(b_, "A", {.lag = 960});
    const Findings result = found();
    EXPECT_EQ(result[0].severity, Severity::warning);
    EXPECT_THAT(result[0].edits, IsEmpty());
    EXPECT_THAT(result[0].witness, ElementsAre("1d", "2d"));
    EXPECT_EQ(result.message(0),
              "task B has 2 dependencies on A, all finish to start, with different lags: 1d, 2d");
    EXPECT_EQ(result.message(0, "zh"),
              "任务 B 与前置任务 A 之间有 2 条完成—开始关系，时间间隔不一致：1d, 2d");
}

TEST_F(DuplicateDep, NamesOtherDifferences) {
    builder_.depend(b_, "A");
    builder_.depend(b_, "A", {.is_soft = true});
    builder_.depend(b_, "A", {.type = LinkType::start_to_start, .max_lag = 60});
    builder_.depend(b_, "A", {.type = LinkType::start_to_start});
    builder_.depend(b_, "A", {.type = LinkType::start_to_finish, .is_elapsed = true});
    builder_.depend(b_, "A", {.type = LinkType::start_to_finish});
    const Findings result = found();
    ASSERT_EQ(result.size(), 3U);
    EXPECT_EQ(result.message(0),
              "task B has 2 dependencies on A, all finish to start, once as binding and once as a "
              "wish");
    EXPECT_EQ(result.message(1),
              "task B has 2 dependencies on A, all start to start, with different maximum lags");
    EXPECT_EQ(result.message(2),
              "task B has 2 dependencies on A, all start to finish, once in working time and once "
              "on the clock");
    EXPECT_NE(result[0].fingerprint, result[1].fingerprint);
}

TEST_F(DuplicateDep, AllowsLinksOfDifferentTypes) {
    builder_.depend(b_, "A", {.type = LinkType::start_to_start});
    builder_.depend(b_, "A", {.type = LinkType::finish_to_finish});
    builder_.depend(b_, "unknown");
    builder_.depend(b_, "unknown");
    builder_.depend(b_, "B");
    builder_.depend(b_, "B");
    const Findings result = found();
    EXPECT_THAT(result.subjects(), IsEmpty());
    EXPECT_EQ(result.reason(), "");
}

TEST_F(DuplicateDep, IsNotEvaluatedWithoutDependencies) {
    EXPECT_EQ(found().reason(), "the plan has no dependencies");
}

TEST(DepToCancelled, LooksAtOpenTasks) {
    PlanBuilder builder;
    builder.add_task({.key = "dropped", .status = TaskStatus::cancelled});
    builder.add_task({.key = "done", .status = TaskStatus::done});
    const TaskId open = builder.add_task({.key = "open"});
    builder.depend(open, "dropped", {.line = 4});
    builder.depend(open, "dropped", {.type = LinkType::start_to_start});
    builder.depend(open, "done");
    builder.depend(builder.add_task({.key = "over", .status = TaskStatus::done}), "dropped");
    const Findings found(std::move(builder).build(), "PL109");
    EXPECT_THAT(found.subjects(), ElementsAre("open dropped"));
    EXPECT_EQ(found[0].severity, Severity::error);
    EXPECT_EQ(found[0].where, "/tasks/2/after");
    EXPECT_EQ(found[0].line, 4U);
    EXPECT_EQ(found.message(0), "task open waits for dropped, which is cancelled");
    EXPECT_EQ(found.message(0, "zh"), "任务 open 的前置任务 dropped 已取消");
}

TEST(DepToCancelled, FindsNothingWhereAllGoesOn) {
    EXPECT_EQ(Findings(hut_plan(), "PL109").size(), 0U);
    EXPECT_EQ(Findings(hut_plan(), "PL109").reason(), "");
}

TEST(DepToCancelled, IsNotEvaluatedWithoutDependencies) {
    EXPECT_EQ(Findings(plan_of_links({{"A", ""}}), "PL109").reason(),
              "the plan has no dependencies");
}

}  // namespace
}  // namespace planloom::testing

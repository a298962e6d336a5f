#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

//  top
//   |-- answering (implements C) <- T1
//   |-- own (local)              <- T2
//   `-- beyond -- below          <- T3        T4 (serves nothing)
class GoalBeyondSource : public ::testing::Test {
protected:
    GoalBeyondSource() {
        builder_.add_requirement({.key = "C"});
        builder_.add_goal({.key = "top"});
        answering_ = builder_.add_goal({.key = "answering", .parent = "top"});
        builder_.add_goal({.key = "own", .parent = "top", .is_local = true});
        builder_.add_goal({.key = "beyond", .parent = "top"});
        builder_.add_goal({.key = "below", .parent = "beyond"});
        builder_.serve(builder_.add_task({.key = "T1"}), "answering");
        builder_.serve(builder_.add_task({.key = "T2"}), "own");
        builder_.serve(builder_.add_task({.key = "T3"}), "below");
        builder_.add_task({.key = "T4"});
        builder_.add_task({.key = "part", .parent = "T4"});
    }
    PlanBuilder builder_;
    GoalId answering_;
};

TEST_F(GoalBeyondSource, NamesTheHighestWithoutASource) {
    builder_.implement(answering_, "C");
    const Findings found(std::move(builder_).build(), "PL212");
    EXPECT_THAT(found.subjects(), ElementsAre("beyond", "T4"));
    EXPECT_EQ(found[0].severity, Severity::info);
    EXPECT_EQ(found.message(0),
              "goal beyond answers no requirement and is not marked as the plan's own");
    EXPECT_EQ(found.message(1, "zh"), "任务 T4 没有对应的上位要求，也未标明为自选动作");
}

TEST_F(GoalBeyondSource, TakesASourceFromAboveAndBelow) {
    builder_.implement(TaskId(4), "C");
    builder_.implement(GoalId(0), "C");
    EXPECT_THAT(Findings(std::move(builder_).build(), "PL212").subjects(), IsEmpty());
}

TEST_F(GoalBeyondSource, IsNotEvaluatedWhereNothingImplements) {
    EXPECT_EQ(Findings(std::move(builder_).build(), "PL212").reason(),
              "nothing in the plan says what it implements");
    EXPECT_EQ(Findings(chain_plan(2), "PL212").reason(),
              "the plan lists no clause of a parent policy");
}

TEST(NoDeliverable, LooksAtOpenLeavesThatEnd) {
    PlanBuilder builder;
    builder.add_task({.key = "bare"});
    builder.add_task({.key = "report", .deliverable = "a report"});
    builder.add_task({.key = "proof", .evidence = "minutes"});
    builder.add_task({.key = "whole"});
    builder.add_task({.key = "part", .deliverable = "a page", .parent = "whole"});
    builder.add_task({.key = "day", .is_milestone = true});
    builder.add_task({.key = "ongoing", .is_ongoing = true});
    builder.add_task({.key = "done", .status = TaskStatus::done});
    builder.add_task({.key = "others", .is_external = true});
    const Findings found(std::move(builder).build(), "PL217");
    EXPECT_THAT(found.subjects(), ElementsAre("bare"));
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_EQ(found.message(0), "task bare names no deliverable and no proof of completion");
    EXPECT_EQ(found.message(0, "zh"), "任务 bare 没有写明成果和佐证");
}

Plan tasks_with_deliverables(int with, int without) {
    PlanBuilder builder;
    for (int i = 0; i < with; ++i)
        builder.add_task({.key = "with" + std::to_string(i), .deliverable = "a report"});
    for (int i = 0; i < without; ++i) builder.add_task({.key = "bare" + std::to_string(i)});
    return std::move(builder).build();
}

TEST(NoDeliverable, IsSaidOnceWhereFewHaveOne) {
    EXPECT_EQ(Findings(tasks_with_deliverables(0, 2), "PL217").size(), 2U);
    EXPECT_EQ(Findings(tasks_with_deliverables(1, 4), "PL217").size(), 4U);
    const Findings found(tasks_with_deliverables(1, 5), "PL217");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].is_plan_wide);
    EXPECT_EQ(found[0].severity, Severity::info);
    EXPECT_EQ(found[0].where, "/tasks");
    EXPECT_EQ(found[0].subjects.size(), 5U);
    EXPECT_EQ(found.message(0),
              "5 of 6 open tasks name neither a deliverable nor a proof of completion");
    EXPECT_EQ(found.message(0, "zh"), "6 项在办任务中有 5 项没有写明成果和佐证");
}

TEST(NoDeliverable, IsNotEvaluatedWhereNothingEnds) {
    PlanBuilder builder;
    builder.add_task({.key = "ongoing", .is_ongoing = true});
    EXPECT_EQ(Findings(std::move(builder).build(), "PL217").reason(),
              "no open task is to end with something of its own");
}

class Overlap : public ::testing::Test {
protected:
    Overlap() {
        builder_.add_goal({.key = "G"});
        builder_.add_goal({.key = "H"});
        builder_.add_unit({.key = "U"});
        builder_.add_unit({.key = "V"});
    }
    void add(std::string_view key, std::string_view title, std::string_view goal = "G",
             std::string_view lead = "U") {
        const TaskId task = builder_.add_task({.key = key, .title = title});
        if (!goal.empty()) builder_.serve(task, goal);
        if (!lead.empty()) builder_.assign(task, lead, Role::lead);
    }
    [[nodiscard]] Findings found(const CheckOptions& options = {}) {
        return {std::move(builder_).build(), "PL218", options};
    }
    PlanBuilder builder_;
};

TEST_F(Overlap, NamesTheEarlierTaskThatIsMostAlike) {
    add("T1", "建设全省一体化政务服务平台");
    add("T2", "开展政务服务评价");
    add("T3", "建设全省一体化政务服务平台系统");
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("T1 T3"));
    EXPECT_EQ(result[0].severity, Severity::info);
    EXPECT_EQ(result.message(0),
              "task T3 looks like task T1: 建设全省一体化政务服务平台系统 (85 % alike)");
    EXPECT_EQ(result.message(0, "zh"),
              "任务 T3 与任务 T1 内容相近：建设全省一体化政务服务平台系统（相近度 85%）");
}

TEST_F(Overlap, AsksForTheSameGoalsAndLead) {
    add("T1", "build the one platform for all");
    add("T2", "build the one platform for all", "H");
    add("T3", "build the one platform for all", "G", "V");
    add("T4", "another thing altogether");
    add("T5", "no goal and no lead", "", "");
    add("T6", "no goal and no lead", "", "");
    const Findings result = found();
    EXPECT_THAT(result.subjects(), IsEmpty());
    EXPECT_EQ(result.reason(), "");
}

TEST_F(Overlap, TakesOtherNumbersForOtherWork) {
    add("T1", "publish the annual report on open data 2024");
    add("T2", "publish the annual report on open data 2025");
    EXPECT_THAT(found().subjects(), IsEmpty());
}

TEST_F(Overlap, TakesTheShareFromTheSettings) {
    add("T1", "推进政务公开");
    add("T2", "推进政务公开工作");
    CheckOptions options;
    options.settings.rules = {{.rule = "overlap", .numbers = {{"similarity", 0.7}}}};
    EXPECT_THAT(found(options).subjects(), ElementsAre("T1 T2"));
}

TEST_F(Overlap, StaysLinearWhereAllTitlesAreTheSame) {
    constexpr int count = 20'000;
    for (int i = 0; i < count; ++i) add("T" + std::to_string(i), "同上一项工作");
    EXPECT_EQ(found().size(), static_cast<std::size_t>(count - 1));
}

TEST_F(Overlap, IsNotEvaluatedWithoutTasksToCompare) {
    add("T1", "alone");
    EXPECT_EQ(found().reason(), "no two tasks have the same goals and the same lead");
}

}  // namespace
}  // namespace planloom::testing

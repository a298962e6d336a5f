#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "findings.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <set>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CountMismatch, CountsGoalsLeavesAndSections) {
    const auto found = [](DeclaredCounts declared) {
        PlanBuilder builder;
        builder.head().declared = declared;
        builder.add_goal({.key = "G", .section = "一"});
        builder.add_task({.key = "whole", .section = "二"});
        builder.add_task({.key = "part", .section = "二", .parent = "whole"});
        builder.add_task({.key = "other"});
        return Findings(std::move(builder).build(), "PL801");
    };
    EXPECT_EQ(found({.sections = 2, .goals = 1, .tasks = 2}).size(), 0U);
    const Findings wrong = found({.sections = 3, .goals = 0, .tasks = 3});
    ASSERT_EQ(wrong.size(), 3U);
    EXPECT_THAT(wrong.subjects(), ElementsAre("", "", ""));
    EXPECT_EQ(wrong.message(0), "the text says 3 sections, the list has 2");
    EXPECT_EQ(wrong[0].where, "/declared/sections");
    EXPECT_EQ(wrong.message(1), "the text says 0 goals, the list has 1");
    EXPECT_EQ(wrong.message(2, "zh"), "文中写明 3 项任务，与清单实有数 2 不符");
    EXPECT_NE(wrong[1].fingerprint, wrong[2].fingerprint);
}

//  G <- T1 (parts T2, T3)
//   `-- below <- T3, T4
TEST(CountMismatch, TakesTheTasksOfAGoalWithOrWithoutSubgoals) {
    const auto found = [](std::int32_t declared) {
        PlanBuilder builder;
        builder.add_goal({.key = "G", .declared_tasks = declared});
        builder.add_goal({.key = "below", .parent = "G"});
        builder.serve(builder.add_task({.key = "T1"}), "G");
        builder.add_task({.key = "T2", .parent = "T1"});
        builder.serve(builder.add_task({.key = "T3", .parent = "T1"}), "below");
        builder.serve(builder.add_task({.key = "T4"}), "below");
        return Findings(std::move(builder).build(), "PL801");
    };
    EXPECT_THAT(found(2).subjects(), IsEmpty());
    EXPECT_THAT(found(3).subjects(), IsEmpty());
    const Findings wrong = found(4);
    EXPECT_THAT(wrong.subjects(), ElementsAre("G"));
    EXPECT_THAT(wrong[0].witness, ElementsAre("4", "2", "3"));
    EXPECT_EQ(wrong.message(0), "goal G: the text says 4 tasks, the list has 2 (with subgoals 3)");
    EXPECT_EQ(wrong.message(0, "zh"),
              "目标 G：文中写明 4 项任务，与清单实有数 2 不符（连同分目标为 3）");
}

TEST(CountMismatch, LeavesOutTasksThatOnlySupportTheGoal) {
    PlanBuilder builder;
    builder.add_goal({.key = "G", .declared_tasks = 1});
    builder.serve(builder.add_task({.key = "T1"}), "G");
    builder.serve(builder.add_task({.key = "T2"}), "G", ServesRole::supporting);
    EXPECT_THAT(Findings(std::move(builder).build(), "PL801").subjects(), IsEmpty());
}

/// The leaf tasks of a goal, asked one by one.
std::set<TaskId> leaves_of(const PlanGraph& graph, GoalId goal, bool is_deep) {
    const Plan& plan = graph.plan();
    std::set<TaskId> leaves;
    for (const TaskId leaf : plan.tasks()) {
        if (!graph.is_leaf(leaf)) continue;
        for (TaskId task = leaf; task.is_valid(); task = graph.parent(task))
            for (const ServesId each : plan.serves(task))
                if (plan.serves_table().role[each.index()] != ServesRole::supporting)
                    for (GoalId served = plan.serves_table().goal[each.index()]; served.is_valid();
                         served = is_deep ? graph.parent(served) : GoalId())
                        if (served == goal) leaves.insert(leaf);
    }
    return leaves;
}

TEST(CountMismatch, AgreesWithBruteForce) {
    std::size_t findings = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(seed, {.tasks = 60});
        const PlanGraph graph = freeze(plan);
        std::vector<std::string> expected;
        for (const GoalId goal : plan.goals()) {
            const auto declared = plan.goal(goal).declared_tasks();
            if (!declared) continue;
            const auto wanted = static_cast<std::size_t>(*declared);
            if (leaves_of(graph, goal, false).size() != wanted &&
                leaves_of(graph, goal, true).size() != wanted)
                expected.emplace_back(plan.goal(goal).key());
        }
        findings += expected.size();
        EXPECT_EQ(Findings(plan, "PL801").subjects(), expected);
    }
    EXPECT_GT(findings, 100U);
}

TEST(CountMismatch, IsNotEvaluatedWhereNothingIsDeclared) {
    EXPECT_EQ(Findings(hut_plan(), "PL801").reason(),
              "the plan does not say how many goals, tasks or sections it has");
}

TEST(CommentUndisposed, LooksAtEachComment) {
    PlanBuilder builder;
    const auto add = [&](std::string_view key, Disposition disposition) {
        builder.add_requirement(
            {.key = key, .kind = RequirementKind::comment, .disposition = disposition});
    };
    add("none", Disposition::none);
    add("open", Disposition::open);
    add("adopted", Disposition::adopted);
    add("rejected", Disposition::rejected);
    builder.add_requirement({.key = "clause"});
    const Findings found(std::move(builder).build(), "PL811");
    EXPECT_THAT(found.subjects(), ElementsAre("none", "open"));
    EXPECT_EQ(found.message(0), "comment none has not been dealt with");
    EXPECT_EQ(found.message(0, "zh"), "意见 none 没有处理结果");
}

TEST(CommentUndisposed, ComparesTheCountsOfAConsultation) {
    const auto found = [](Consultation consultation) {
        PlanBuilder builder;
        builder.head().consultation = consultation;
        return Findings(std::move(builder).build(), "PL811");
    };
    EXPECT_EQ(found({.comments = 25, .adopted = 25}).size(), 0U);
    EXPECT_EQ(found({.comments = 25, .adopted = 20, .partly = 3, .rejected = 2}).size(), 0U);
    EXPECT_EQ(found({.comments = 25, .adopted = 26}).size(), 0U);
    const Findings open = found({.comments = 25, .adopted = 20, .rejected = 2});
    ASSERT_EQ(open.size(), 1U);
    EXPECT_EQ(open[0].where, "/consultation");
    EXPECT_EQ(open.message(0), "3 of 25 comments have not been dealt with");
    EXPECT_EQ(open.message(0, "zh"), "25 条意见中有 3 条没有处理结果");
    EXPECT_EQ(found({.comments = 1}).size(), 1U);
}

TEST(CommentUndisposed, IsNotEvaluatedWithoutComments) {
    EXPECT_EQ(Findings(hut_plan(), "PL811").reason(), "the plan has no comments");
    PlanBuilder builder;
    builder.head().consultation.comments = 0;
    EXPECT_EQ(Findings(std::move(builder).build(), "PL811").reason(), "the plan has no comments");
}

TEST(RejectedNoReason, AsksForTheReason) {
    PlanBuilder builder;
    const auto add = [&](std::string_view key, Disposition disposition, std::string_view reason) {
        builder.add_requirement({.key = key,
                                 .kind = RequirementKind::comment,
                                 .disposition = disposition,
                                 .reason = reason});
    };
    add("adopted", Disposition::adopted, "");
    add("partly", Disposition::partly, "");
    add("rejected", Disposition::rejected, "");
    add("explained", Disposition::rejected, "no money");
    const Findings found(std::move(builder).build(), "PL812");
    EXPECT_THAT(found.subjects(), ElementsAre("partly", "rejected"));
    EXPECT_EQ(found.message(0), "comment partly was adopted in part without a reason");
    EXPECT_EQ(found.message(1, "zh"), "意见 rejected 不予采纳，但没有说明理由");
}

TEST(RejectedNoReason, IsNotEvaluatedWhereNothingWasTurnedDown) {
    PlanBuilder builder;
    builder.add_requirement({.key = "open", .kind = RequirementKind::comment});
    EXPECT_EQ(Findings(std::move(builder).build(), "PL812").reason(),
              "no comment was rejected or adopted in part");
}

}  // namespace
}  // namespace planloom::testing

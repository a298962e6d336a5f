#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

#include <algorithm>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(IsolatedNode, IsATaskWithoutAnyRelation) {
    PlanBuilder builder;
    builder.add_goal({.key = "lone goal"});
    builder.add_goal({.key = "served"});
    builder.serve(builder.add_task({.key = "serving"}), "served");
    builder.add_task({.key = "lone task"});
    builder.add_task({.key = "dropped", .status = TaskStatus::cancelled});
    const Findings found(std::move(builder).build(), "PL111");
    EXPECT_THAT(found.subjects(), ElementsAre("lone task"));
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_EQ(found.message(0), "task lone task is joined to nothing else in the plan");
    EXPECT_EQ(found.message(0, "zh"), "任务 lone task 与方案其他内容没有任何关联");
}

TEST(IsolatedNode, TakesAnyRelation) {
    PlanBuilder builder;
    builder.add_unit({.key = "U"});
    builder.add_requirement({.key = "R"});
    builder.assign(builder.add_task({.key = "assigned"}), "U", Role::inform);
    builder.add_task({.key = "whole"});
    builder.add_task({.key = "part", .parent = "whole"});
    builder.add_task({.key = "first"});
    builder.depend(builder.add_task({.key = "second"}), "first");
    builder.implement(builder.add_task({.key = "answering task"}), "R");
    builder.refine(builder.add_task({.key = "refining"}), "higher plan", "T1");
    builder.add_task({.key = "faulty task", .parent = "unknown"});
    builder.serve(builder.add_task({.key = "faulty service"}), "unknown");
    const Findings found(std::move(builder).build(), "PL111");
    EXPECT_THAT(found.subjects(), IsEmpty());
    EXPECT_EQ(found.reason(), "");
}

TEST(IsolatedNode, IsNotEvaluatedWithoutRelations) {
    EXPECT_EQ(Findings(Plan(), "PL111").reason(), "no task is left that is not cancelled");
    EXPECT_EQ(Findings(plan_of_links({{"A", ""}, {"B", ""}}), "PL111").reason(),
              "no task is related to anything");
}

//  G <- A -> B,   C -> D,   E
TEST(DisconnectedPlan, ListsThePartsBySize) {
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    builder.serve(builder.add_task({.key = "A"}), "G");
    builder.add_task({.key = "C"});
    builder.depend(builder.add_task({.key = "D"}), "C");
    builder.depend(builder.add_task({.key = "B"}), "A");
    builder.add_task({.key = "E"});
    const Findings found(std::move(builder).build(), "PL112");
    EXPECT_THAT(found.subjects(), ElementsAre("C E"));
    EXPECT_TRUE(found[0].is_plan_wide);
    EXPECT_EQ(found[0].severity, Severity::info);
    EXPECT_THAT(found[0].witness, ElementsAre("3", "2", "1"));
    EXPECT_EQ(found.message(0),
              "goals and tasks fall into 3 parts that nothing joins, of 3, 2, 1 members; the "
              "smaller ones begin with C, E");
    EXPECT_EQ(found.message(0, "zh"),
              "目标和任务分成互不关联的 3 块，分别有 3, 2, 1 项，较小的各块从 C, E 开始");
}

TEST(DisconnectedPlan, IsJoinedByGoalsParentsAndCircles) {
    PlanBuilder builder;
    builder.add_goal({.key = "top"});
    builder.add_goal({.key = "below", .parent = "top"});
    builder.serve(builder.add_task({.key = "A"}), "below");
    builder.add_task({.key = "part", .parent = "A"});
    const TaskId b = builder.add_task({.key = "B"});
    builder.depend(b, "part");
    builder.depend(b, "B");
    builder.depend(b, "unknown");
    const Findings found(std::move(builder).build(), "PL112");
    EXPECT_THAT(found.subjects(), IsEmpty());
    EXPECT_EQ(found.reason(), "");
}

// The slow way: from every node to all its neighbours, again and again.
std::size_t part_count(const Plan& plan) {
    const std::size_t goals = plan.goals().size(), count = goals + plan.tasks().size();
    std::vector<std::size_t> part(count);
    for (std::size_t i = 0; i < count; ++i) part[i] = i;
    const PlanGraph graph = freeze(plan, Faults::skip);
    const auto join = [&](std::size_t a, std::size_t b) {
        const std::size_t least = std::min(part[a], part[b]);
        const bool is_new = part[a] != part[b];
        part[a] = part[b] = least;
        return is_new;
    };
    for (bool changes = true; changes;) {
        changes = false;
        for (const GoalId goal : plan.goals())
            for (const GoalId child : graph.children(goal))
                changes = join(goal.index(), child.index()) || changes;
        for (const TaskId task : plan.tasks()) {
            for (const TaskId child : graph.children(task))
                changes = join(goals + task.index(), goals + child.index()) || changes;
            for (const ServesId each : plan.serves(task))
                if (const GoalId goal = plan.serves_table().goal[each.index()]; goal.is_valid())
                    changes = join(goals + task.index(), goal.index()) || changes;
            for (const TaskNode next : graph.successors(graph.node(task)))
                changes = join(goals + task.index(), goals + graph.task(next).index()) || changes;
        }
    }
    std::sort(part.begin(), part.end());
    return static_cast<std::size_t>(std::unique(part.begin(), part.end()) - part.begin());
}

TEST(DisconnectedPlan, CountsAsTheSlowWayDoes) {
    std::size_t several = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(
            seed, {.tasks = 12, .links_per_hundred = 50, .has_cycles = true, .has_faults = true});
        const Findings found(plan, "PL112");
        if (!found.reason().empty()) continue;
        const std::size_t count = part_count(plan);
        ASSERT_EQ(found.size(), count > 1 ? 1U : 0U);
        if (count > 1) {
            EXPECT_EQ(found[0].witness.size(), count);
        }
        several += count > 1 ? 1 : 0;
    }
    EXPECT_GT(several, 50U);
}

TEST(DisconnectedPlan, IsNotEvaluatedWithoutDependencies) {
    PlanBuilder builder;
    builder.add_goal({.key = "G1"});
    builder.add_goal({.key = "G2"});
    EXPECT_EQ(Findings(std::move(builder).build(), "PL112").reason(),
              "the plan has no dependencies");
}

//  whole: small 1d, large 11d, day (milestone), none      phases: a (1 part), b (11 parts)
class MixedGranularity : public ::testing::Test {
protected:
    MixedGranularity() { builder_.add_task({.key = "whole"}); }
    void add(std::string_view key, Minutes duration, std::string_view parent = "whole") {
        builder_.add_task({.key = key, .parent = parent, .duration = duration});
    }
    [[nodiscard]] Findings found(const CheckOptions& options = {}) {
        return {std::move(builder_).build(), "PL113", options};
    }
    PlanBuilder builder_;
};

TEST_F(MixedGranularity, ComparesDurationsOfParts) {
    add("small", 480);
    add("large", 11 * 480);
    add("none", 0);
    builder_.add_task({.key = "day", .parent = "whole", .is_milestone = true, .duration = 1});
    builder_.add_task({.key = "clock", .parent = "whole", .duration = 1, .is_elapsed = true});
    builder_.add_task(
        {.key = "dropped", .parent = "whole", .duration = 1, .status = TaskStatus::cancelled});
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("whole large small"));
    EXPECT_EQ(result.message(0),
              "parts of task whole differ by more than 10 times in duration: large has 11d, small "
              "has 1d");
    EXPECT_EQ(result.message(0, "zh"),
              "任务 whole 的各子任务工期相差 10 倍以上：large 为 11d，small 为 1d");
}

TEST_F(MixedGranularity, AllowsTheFactorItself) {
    add("small", 480);
    add("large", 10 * 480);
    const Findings result = found();
    EXPECT_THAT(result.subjects(), IsEmpty());
    EXPECT_EQ(result.reason(), "");
}

TEST_F(MixedGranularity, TakesTheFactorFromTheSettings) {
    add("small", 480);
    add("large", 3 * 480);
    CheckOptions options;
    options.settings.rules = {{.rule = "PL113", .numbers = {{"factor", 2.5}}}};
    EXPECT_EQ(found(options).message(0),
              "parts of task whole differ by more than 2.5 times in duration: large has 3d, small "
              "has 1d");
}

TEST_F(MixedGranularity, ComparesNumbersOfSubtasks) {
    builder_.add_task({.key = "a", .parent = "whole"});
    builder_.add_task({.key = "b", .parent = "whole"});
    add("a1", 480, "a");
    for (int i = 0; i < 11; ++i) add("b" + std::to_string(i), 480, "b");
    const Findings result = found();
    EXPECT_EQ(result.message(0),
              "parts of task whole differ by more than 10 times in number of subtasks: b has 11, a "
              "has 1");
}

TEST_F(MixedGranularity, IsNotEvaluatedWithoutSizes) {
    add("one", 480);
    add("none", no_minutes);
    EXPECT_EQ(found().reason(), "no task has two subtasks whose size is known");
}

}  // namespace
}  // namespace planloom::testing

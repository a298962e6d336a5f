#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/cycles.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::vector<std::string>> cycle_keys(const PlanGraph& graph) {
    std::vector<std::vector<std::string>> keys;
    for (const Cycle& cycle : find_cycles(graph))
        keys.push_back(testing::keys_of(graph.plan(), cycle.tasks));
    return keys;
}

/// Every simple circle of a small plan, each from its first task in plan order.
std::vector<std::vector<TaskId>> all_cycles(const PlanGraph& graph) {
    std::vector<std::vector<TaskId>> found;
    std::vector<TaskId> path;
    const std::function<void(TaskId)> walk = [&](TaskId at) {
        for (const TaskNode next : graph.successors(graph.node(at))) {
            const TaskId to = graph.task(next);
            if (to == path.front()) found.push_back(path);
            if (to <= path.front() || std::ranges::find(path, to) != path.end()) continue;
            path.push_back(to);
            walk(to);
            path.pop_back();
        }
    };
    for (const TaskId start : graph.plan().tasks()) {
        path.assign(1, start);
        walk(start);
    }
    return found;
}

TEST(FindCycles, GivesAShortestCircleForEveryKnot) {
    //   a -> b -> c -> d -> a, c -> a     the short one is a b c
    //   p <-> q                           a knot of its own
    const PlanGraph graph = freeze(testing::plan_of_links(
        {{"a", "b"}, {"b", "c"}, {"c", "d"}, {"d", "a"}, {"c", "a"}, {"p", "q"}, {"q", "p"}}));
    EXPECT_THAT(cycle_keys(graph), ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("p", "q")));
    const std::vector<Cycle> cycles = find_cycles(graph);
    EXPECT_EQ(cycles[0].knot_size, 4U);
    EXPECT_TRUE(cycles[0].is_shortest);
    EXPECT_EQ(to_string(graph.plan(), cycles[0]), "a -> b -> c -> a");
    EXPECT_EQ(to_string(graph.plan(), cycles[0], 2), "a -> b -> ... 1 more -> a");
}

TEST(FindCycles, TakesATaskThatDependsOnItselfForACircleOfOne) {
    const PlanGraph graph = freeze(testing::plan_of_links({{"a", "b"}, {"b", "a"}, {"b", "b"}}));
    EXPECT_THAT(cycle_keys(graph), ElementsAre(ElementsAre("b")));
}

TEST(FindCycles, FindsNoneWhereThereIsNone) {
    EXPECT_THAT(find_cycles(freeze(Plan())), IsEmpty());
    EXPECT_THAT(find_cycles(freeze(testing::chain_plan(100))), IsEmpty());
}

TEST(FindCycles, LinksItsTasksInOrder) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed, {.has_cycles = true}));
        const DependencyTable& table = graph.plan().dependency_table();
        for (const Cycle& cycle : find_cycles(graph)) {
            ASSERT_EQ(cycle.tasks.size(), cycle.links.size());
            for (std::size_t i = 0; i < cycle.tasks.size(); ++i) {
                const std::size_t link = cycle.links[i].index();
                EXPECT_EQ(table.predecessor[link], cycle.tasks[i]);
                EXPECT_EQ(table.successor[link], cycle.tasks[(i + 1) % cycle.tasks.size()]);
            }
        }
    }
}

TEST(FindCycles, AgreesWithListingAllCircles) {
    std::size_t plans_with_circles = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(
            testing::random_plan(seed, {.tasks = 9, .links_per_hundred = 180, .has_cycles = true}));
        const std::vector<std::vector<TaskId>> all = all_cycles(graph);
        const std::vector<Cycle> found = find_cycles(graph);
        EXPECT_EQ(found.size(), graph.knots().size());
        EXPECT_EQ(found.empty(), all.empty());
        if (!all.empty()) ++plans_with_circles;
        for (std::size_t i = 0; i < found.size(); ++i) {
            // Of the circles in this knot: the shortest, then the first by plan order.
            std::optional<std::vector<TaskId>> best;
            for (const std::vector<TaskId>& cycle : all) {
                const TaskNode node = graph.node(cycle.front());
                const IdRange<TaskNode> knot = graph.knots()[i];
                if (node < knot[0] || node.index() >= knot[0].index() + knot.size()) continue;
                if (!best || std::pair(cycle.size(), cycle) < std::pair(best->size(), *best))
                    best = cycle;
            }
            ASSERT_TRUE(best.has_value());
            EXPECT_EQ(found[i].tasks, *best);
        }
    }
    EXPECT_GT(plans_with_circles, 100U);
}

TEST(FindCycles, SaysWhenItsBudgetIsSpent) {
    // A ring of 60 tasks and, after its first three tasks, a shortcut that makes circles of 58.
    PlanBuilder builder;
    for (int i = 0; i < 60; ++i)
        builder.depend(builder.add_task({.key = std::to_string(i)}),
                       std::to_string(i == 0 ? 59 : i - 1));
    for (int i = 10; i < 50; ++i)
        builder.depend(TaskId(static_cast<std::size_t>(i)), std::to_string(i - 2));
    const PlanGraph graph = freeze(std::move(builder).build());
    const Cycle cut = find_cycles(graph, {.links_per_knot = 1}).at(0);
    EXPECT_FALSE(cut.is_shortest);
    EXPECT_GE(cut.tasks.size(), find_cycles(graph).at(0).tasks.size());
    EXPECT_TRUE(find_cycles(graph).at(0).is_shortest);
}

TEST(FindCycles, GoesRoundARingOfAHundredThousand) {
    const std::size_t count = 100'000;
    PlanBuilder builder;
    for (std::size_t i = 0; i < count; ++i)
        builder.depend(builder.add_task({.key = std::to_string(i)}),
                       std::to_string((i + count - 1) % count));
    const PlanGraph graph = freeze(std::move(builder).build());
    const std::vector<Cycle> cycles = find_cycles(graph, {.links_per_knot = 10'000'000});
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_EQ(cycles[0].tasks.size(), count);
}

}  // namespace
}  // namespace planloom

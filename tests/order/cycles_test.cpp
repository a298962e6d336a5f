#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/cycles.hpp>

#include "support/handed_down.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <set>

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

/// Every simple circle of a small plan by links as they are handed down, each from its first task
/// in plan order.
std::vector<std::vector<TaskId>> all_cycles(const PlanGraph& graph) {
    std::vector<std::vector<TaskId>> found;
    std::vector<TaskId> path;
    std::set<std::pair<TaskId, TaskId>> links;
    for (const testing::HandedDownLink& link : testing::handed_down_links(graph.plan()))
        links.emplace(link.from, link.to);
    const std::function<void(TaskId)> walk = [&](TaskId at) {
        for (const TaskId to : graph.plan().tasks()) {
            if (!links.contains({at, to})) continue;
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

TEST(FindCycles, GoesThroughSummaryTasks) {
    //   phase { inner { a, b } },  inner -> x -> site { y },  y -> a
    PlanBuilder builder;
    builder.add_task({.key = "phase"});
    builder.add_task({.key = "inner", .parent = "phase"});
    builder.depend(builder.add_task({.key = "a", .parent = "inner"}), "y");
    builder.add_task({.key = "b", .parent = "inner"});
    builder.depend(builder.add_task({.key = "x"}), "inner");
    builder.depend(builder.add_task({.key = "site"}), "x");
    builder.add_task({.key = "y", .parent = "site"});
    const PlanGraph graph = freeze(std::move(builder).build());
    const Plan& plan = graph.plan();
    const std::vector<Cycle> cycles = find_cycles(graph);
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_THAT(testing::keys_of(plan, cycles[0].tasks), ElementsAre("a", "x", "y"));
    EXPECT_EQ(cycles[0].knot_size, 3U);
    EXPECT_THAT(testing::keys_of(plan, handed_down_from(plan, cycles[0], 0)), ElementsAre("inner"));
    EXPECT_THAT(testing::keys_of(plan, handed_down_from(plan, cycles[0], 1)), ElementsAre("site"));
    EXPECT_THAT(handed_down_from(plan, cycles[0], 2), IsEmpty());
    EXPECT_THAT(testing::keys_of(plan, handed_down_from(plan, cycles[0])),
                ElementsAre("inner", "site"));
}

TEST(FindCycles, TakesALinkOnAnAncestorForACircleOfOne) {
    //   a -> phase { a, b }: both tasks under phase come after a, a itself among them
    PlanBuilder builder;
    builder.depend(builder.add_task({.key = "phase"}), "a");
    builder.add_task({.key = "b", .parent = "phase"});
    builder.add_task({.key = "a", .parent = "phase"});
    const PlanGraph graph = freeze(std::move(builder).build());
    const std::vector<Cycle> cycles = find_cycles(graph);
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_THAT(testing::keys_of(graph.plan(), cycles[0].tasks), ElementsAre("a"));
    EXPECT_THAT(cycles[0].links, ElementsAre(DependencyId(0)));
    EXPECT_EQ(cycles[0].knot_size, 1U);
}

TEST(FindCycles, GoesThroughAMillionLevels) {
    //   0 { 1 { 2 ... } } -> x -> the deepest
    const std::size_t depth = 1'000'000;
    PlanBuilder builder;
    for (std::size_t i = 0; i < depth; ++i)
        builder.add_task({.key = std::to_string(i),
                          .parent = i == 0 ? std::nullopt : std::optional(std::to_string(i - 1))});
    builder.depend(builder.add_task({.key = "x"}), "0");
    builder.depend(TaskId(depth - 1), "x");
    const PlanGraph graph = freeze(std::move(builder).build());
    const std::vector<Cycle> cycles = find_cycles(graph);
    ASSERT_EQ(cycles.size(), 1U);
    EXPECT_THAT(cycles[0].tasks, ElementsAre(TaskId(depth - 1), TaskId(depth)));
    EXPECT_EQ(cycles[0].knot_size, 2U);
}

TEST(FindCycles, LinksItsTasksInOrder) {
    std::size_t handed_down = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed, {.has_cycles = true}));
        const std::vector<testing::HandedDownLink> links = testing::handed_down_links(graph.plan());
        for (const Cycle& cycle : find_cycles(graph)) {
            ASSERT_EQ(cycle.tasks.size(), cycle.links.size());
            for (std::size_t i = 0; i < cycle.tasks.size(); ++i) {
                const TaskId from = cycle.tasks[i];
                const TaskId to = cycle.tasks[(i + 1) % cycle.tasks.size()];
                // Links are sorted by row, so this is the first that leads there.
                const auto first =
                    std::ranges::find_if(links, [&](const testing::HandedDownLink& link) {
                        return link.from == from && link.to == to;
                    });
                ASSERT_NE(first, links.end());
                EXPECT_EQ(cycle.links[i], first->row);
            }
            handed_down += handed_down_from(graph.plan(), cycle).empty() ? 0U : 1U;
        }
    }
    EXPECT_GT(handed_down, 50U);
}

TEST(FindCycles, AgreesWithListingAllCircles) {
    std::size_t plans_with_circles = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(testing::random_plan(seed, {.tasks = 9,
                                               .links_per_hundred = seed % 2 == 0 ? 180 : 90,
                                               .has_cycles = true,
                                               .has_subtasks = seed % 3 != 0}));
        const std::vector<std::vector<TaskId>> all = all_cycles(graph);
        const std::vector<Cycle> found = find_cycles(graph);
        EXPECT_EQ(found.size(), graph.knots().size());
        EXPECT_EQ(found, find_cycles(graph));
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

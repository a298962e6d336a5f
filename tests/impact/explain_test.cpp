#include <planloom/impact/explain.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace planloom {
namespace {

using ::testing::ElementsAre;

std::vector<Node> all_nodes(const Plan& plan) {
    std::vector<Node> nodes;
    for (const UnitId id : plan.units()) nodes.emplace_back(id);
    for (const TaskId id : plan.tasks()) nodes.emplace_back(id);
    for (const GoalId id : plan.goals()) nodes.emplace_back(id);
    for (const RequirementId id : plan.requirements()) nodes.emplace_back(id);
    return nodes;
}

/// The shortest way, then the first by InfluenceNode at each step: all ways of each length, longest
/// first extension, cut when `to` is met.
std::optional<std::vector<InfluenceNode>> slow_path(const InfluenceGraph& graph, InfluenceNode from,
                                                    InfluenceNode to) {
    std::map<InfluenceNode, std::vector<InfluenceNode>> best{{from, {from}}};
    for (std::size_t round = 0; round <= graph.node_count(); ++round) {
        if (best.contains(to)) return best[to];
        std::map<InfluenceNode, std::vector<InfluenceNode>> next = best;
        for (const auto& [node, path] : best) {
            if (path.size() != round + 1) continue;
            for (const InfluenceEdge& edge : graph.out(node)) {
                std::vector<InfluenceNode> longer = path;
                longer.push_back(edge.node);
                const auto found = next.find(edge.node);
                if (found == next.end() ||
                    (found->second.size() == longer.size() && longer < found->second))
                    next[edge.node] = longer;
            }
        }
        best = std::move(next);
    }
    return std::nullopt;
}

TEST(Explain, TakesTheShortestThenTheFirstWay) {
    //   a -> b -> d,  a -> c -> d,  a -> x -> y -> d
    const PlanGraph graph = freeze(testing::plan_of_links(
        {{"a", "c"}, {"a", "b"}, {"b", "d"}, {"c", "d"}, {"a", "x"}, {"x", "y"}, {"y", "d"}}));
    const Plan& plan = graph.plan();
    const auto path = explain(graph, plan.node("a"), plan.node("d"));
    ASSERT_TRUE(path.has_value());
    EXPECT_EQ(sentence(graph, *path),
              "a must finish before c starts; c must finish before d starts");
    EXPECT_FALSE(explain(graph, plan.node("d"), plan.node("a")).has_value());
    EXPECT_TRUE(explain(graph, plan.node("a"), plan.node("a"))->empty());
}

TEST(Explain, AgreesWithTryingAllWays) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(testing::random_plan(seed, {.tasks = 10, .has_cycles = true}));
        const InfluenceGraph& influence = graph.influence();
        for (const Node from : all_nodes(graph.plan())) {
            for (const Node to : all_nodes(graph.plan())) {
                const auto expected =
                    slow_path(influence, influence.node(from), influence.node(to));
                const auto found = explain(graph, from, to);
                ASSERT_EQ(found.has_value(), expected.has_value());
                if (!found) continue;
                std::vector<InfluenceNode> nodes{influence.node(from)};
                for (const Step& step : *found) nodes.push_back(influence.node(step.to));
                EXPECT_EQ(nodes, *expected);
            }
        }
    }
}

TEST(Reach, HoldsWhatExplainCanReach) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(testing::random_plan(seed, {.tasks = 12, .has_cycles = true}));
        for (const Node from : all_nodes(graph.plan())) {
            const std::vector<Node> found = reach(graph, from);
            for (const Node to : all_nodes(graph.plan())) {
                if (to == from) continue;
                EXPECT_EQ(std::ranges::count(found, to) == 1, explain(graph, from, to).has_value());
            }
        }
    }
}

TEST(Reach, HoldsItsOwnStartOnlyOnACircle) {
    const PlanGraph graph = freeze(testing::plan_of_links({{"a", "b"}, {"b", "a"}, {"b", "c"}}));
    const Plan& plan = graph.plan();
    EXPECT_THAT(testing::keys_of(plan, reach(graph, plan.node("a"))), ElementsAre("a", "b", "c"));
    EXPECT_TRUE(reach(graph, plan.node("c")).empty());
}

TEST(Explain, FollowsAChainOfAMillion) {
    const PlanGraph graph = freeze(testing::chain_plan(1'000'000));
    const auto path = explain(graph, TaskId(0), TaskId(999'999));
    ASSERT_TRUE(path.has_value());
    EXPECT_EQ(path->size(), 999'999U);
    EXPECT_EQ(reach(graph, TaskId(0)).size(), 999'999U);
}

}  // namespace
}  // namespace planloom

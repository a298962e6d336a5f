#include <planloom/graph/influence.hpp>
#include <planloom/graph/plan_graph.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/handed_down.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <thread>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::vector<std::string> wave_keys(const PlanGraph& graph, std::size_t wave) {
    std::vector<std::string> keys;
    for (const TaskNode node : graph.wave(wave))
        keys.emplace_back(graph.plan().task(graph.task(node)).key());
    return keys;
}

/// Whether each task reaches each other by links as they are handed down, by Warshall's closure.
std::vector<std::vector<bool>> closure(const Plan& plan) {
    const std::size_t n = plan.tasks().size();
    std::vector<std::vector<bool>> reaches(n, std::vector<bool>(n, false));
    for (const testing::HandedDownLink& link : testing::handed_down_links(plan))
        reaches[link.from.index()][link.to.index()] = true;
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                if (reaches[i][k] && reaches[k][j]) reaches[i][j] = true;
    return reaches;
}

/// The most links on a way to each task that never meets a task of the same knot as the one before.
std::vector<std::size_t> waves_by_hand(const Plan& plan,
                                       const std::vector<std::vector<bool>>& reaches) {
    const std::size_t n = plan.tasks().size();
    const std::vector<testing::HandedDownLink> links = testing::handed_down_links(plan);
    const auto same_knot = [&](std::size_t a, std::size_t b) {
        return a == b || (reaches[a][b] && reaches[b][a]);
    };
    std::vector<std::size_t> wave(n, 0);
    for (std::size_t round = 0; round <= n; ++round) {
        for (const testing::HandedDownLink& link : links) {
            const std::size_t from = link.from.index();
            const std::size_t to = link.to.index();
            if (!same_knot(from, to)) wave[to] = std::max(wave[to], wave[from] + 1);
        }
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = 0; b < n; ++b)
                if (same_knot(a, b)) wave[a] = std::max(wave[a], wave[b]);
    }
    return wave;
}

TEST(Freeze, LaysTasksOutByWaveAndPlanOrder) {
    //   a -> c -> d      plan order: a c d b e
    //   b -> d           e stands alone
    const PlanGraph graph =
        freeze(testing::plan_of_links({{"a", "c"}, {"c", "d"}, {"b", "d"}, {"e", ""}}));
    ASSERT_EQ(graph.wave_count(), 3U);
    EXPECT_THAT(wave_keys(graph, 0), ElementsAre("a", "b", "e"));
    EXPECT_THAT(wave_keys(graph, 1), ElementsAre("c"));
    EXPECT_THAT(wave_keys(graph, 2), ElementsAre("d"));
    EXPECT_FALSE(graph.has_cycles());
}

TEST(Freeze, KeepsAKnotTogetherInOneWave) {
    //   x -> a -> b -> c -> a,  c -> y
    const PlanGraph graph = freeze(
        testing::plan_of_links({{"x", "a"}, {"a", "b"}, {"b", "c"}, {"c", "a"}, {"c", "y"}}));
    ASSERT_EQ(graph.wave_count(), 3U);
    EXPECT_THAT(wave_keys(graph, 1), ElementsAre("a", "b", "c"));
    ASSERT_EQ(graph.knots().size(), 1U);
    EXPECT_EQ(graph.knots()[0].size(), 3U);
    EXPECT_EQ(graph.wave_of(graph.knots()[0][0]), 1U);
}

TEST(Freeze, TakesATaskThatDependsOnItselfForAKnot) {
    const PlanGraph graph = freeze(testing::plan_of_links({{"a", "a"}, {"a", "b"}}));
    ASSERT_EQ(graph.knots().size(), 1U);
    EXPECT_EQ(graph.knots()[0].size(), 1U);
    EXPECT_EQ(graph.wave_count(), 2U);
}

TEST(Freeze, TakesAnEmptyPlanForAPlan) {
    const PlanGraph graph = freeze(Plan());
    EXPECT_EQ(graph.task_count(), 0U);
    EXPECT_EQ(graph.wave_count(), 0U);
    EXPECT_THAT(graph.knots(), IsEmpty());
    EXPECT_EQ(graph.influence().node_count(), 0U);
}

TEST(Freeze, KeepsEveryLinkBetweenTheSameTwoTasks) {
    const PlanGraph graph = freeze(testing::plan_of_links({{"a", "b"}, {"a", "b"}}));
    EXPECT_THAT(graph.successors(TaskNode(0)), ElementsAre(TaskNode(1), TaskNode(1)));
    EXPECT_THAT(graph.successor_links(TaskNode(0)), ElementsAre(DependencyId(0), DependencyId(1)));
}

TEST(Freeze, RefusesFaultsOrLeavesThemOut) {
    PlanBuilder builder;
    const TaskId task = builder.add_task({.key = "T", .parent = "T"});
    builder.depend(task, "nobody");
    const Plan plan = std::move(builder).build();
    try {
        (void)freeze(plan);
        FAIL();
    } catch (const InvalidPlan& error) {
        EXPECT_THAT(testing::codes_of(error.diagnostics()),
                    ElementsAre("unknown_task", "hierarchy_cycle"));
    }
    const PlanGraph graph = freeze(plan, Faults::skip);
    EXPECT_EQ(graph.link_count(), 0U);
    EXPECT_FALSE(graph.parent(task).is_valid());
}

TEST(Freeze, AgreesWithClosureOnRandomPlans) {
    std::size_t knots = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed, {.tasks = 14,
                                                      .links_per_hundred = seed % 3 == 0 ? 150 : 50,
                                                      .has_cycles = seed % 2 == 0,
                                                      .has_subtasks = seed % 5 != 0});
        const auto reaches = closure(plan);
        const std::vector<std::size_t> waves = waves_by_hand(plan, reaches);
        const PlanGraph graph = freeze(plan);

        std::size_t knot_members = 0;
        for (const IdRange<TaskNode>& knot : graph.knots())
            for (const TaskNode node : knot) {
                ++knot_members;
                const std::size_t task = graph.task(node).index();
                EXPECT_TRUE(reaches[task][task]);
                EXPECT_TRUE(reaches[task][graph.task(knot[0]).index()] || knot.size() == 1);
            }
        std::size_t on_circles = 0;
        for (std::size_t i = 0; i < plan.tasks().size(); ++i) on_circles += reaches[i][i] ? 1 : 0;
        EXPECT_EQ(knot_members, on_circles);
        knots += graph.knots().size();
        if (seed % 2 != 0) {
            EXPECT_FALSE(graph.has_cycles());
        }

        for (const TaskNode node : graph.nodes()) {
            EXPECT_EQ(graph.wave_of(node), waves[graph.task(node).index()]);
            const TaskId parent = graph.parent(graph.task(node));
            const std::size_t task = graph.task(node).index();
            if (parent.is_valid() && !reaches[task][task]) {
                EXPECT_LE(graph.wave_of(graph.node(parent)), graph.wave_of(node));
            }
        }
        for (const testing::HandedDownLink& link : testing::handed_down_links(plan)) {
            const bool is_in_knot = reaches[link.to.index()][link.from.index()];
            EXPECT_TRUE(is_in_knot || graph.node(link.from) < graph.node(link.to));
        }
        const PlanGraph again = freeze(plan);
        EXPECT_TRUE(std::ranges::equal(again.layout(), graph.layout()));
        for (std::size_t i = 1; i < graph.task_count(); ++i) {
            const std::size_t before = waves[graph.task(TaskNode(i - 1)).index()];
            const std::size_t after = waves[graph.task(TaskNode(i)).index()];
            EXPECT_LE(before, after);
            if (before == after && !graph.has_cycles()) {
                EXPECT_LT(graph.task(TaskNode(i - 1)), graph.task(TaskNode(i)));
            }
        }
    }
    EXPECT_GT(knots, 100U);
}

TEST(Freeze, NeedsNoGateWhereOnlyLeavesAreLinked) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        testing::Random random(seed);
        PlanBuilder flat, deep;
        const std::size_t phases = 4, count = 30;
        for (std::size_t i = 0; i < count; ++i) {
            const std::string key = std::to_string(i);
            flat.add_task({.key = key});
            deep.add_task(
                {.key = key,
                 .parent = i < phases ? std::nullopt : std::optional(std::to_string(i % phases))});
        }
        for (int link = 0; link < 40; ++link) {
            const TaskId to(phases + random.below(count - phases));
            const std::string from = std::to_string(phases + random.below(count - phases));
            flat.depend(to, from);
            deep.depend(to, from);
        }
        const PlanGraph one = freeze(std::move(flat).build());
        const PlanGraph two = freeze(std::move(deep).build());
        EXPECT_TRUE(std::ranges::equal(one.layout(), two.layout()));
        ASSERT_EQ(one.wave_count(), two.wave_count());
        ASSERT_EQ(one.knots().size(), two.knots().size());
        for (const TaskNode node : one.nodes()) EXPECT_EQ(one.wave_of(node), two.wave_of(node));
    }
}

TEST(Freeze, HandsLinksOfASummaryTaskDownToItsLeaves) {
    //   permit -> phase { a, inner { b -> c } } -> opening     plan order: opening a b c phase ...
    PlanBuilder builder;
    builder.depend(builder.add_task({.key = "opening"}), "phase");
    builder.add_task({.key = "a", .parent = "phase"});
    builder.add_task({.key = "b", .parent = "inner"});
    builder.depend(builder.add_task({.key = "c", .parent = "inner"}), "b");
    builder.depend(builder.add_task({.key = "phase"}), "permit");
    builder.add_task({.key = "inner", .parent = "phase"});
    builder.add_task({.key = "permit"});
    const PlanGraph graph = freeze(std::move(builder).build());
    ASSERT_EQ(graph.wave_count(), 4U);
    EXPECT_THAT(wave_keys(graph, 0), ElementsAre("permit"));
    EXPECT_THAT(wave_keys(graph, 1), ElementsAre("a", "b", "phase", "inner"));
    EXPECT_THAT(wave_keys(graph, 2), ElementsAre("c"));
    EXPECT_THAT(wave_keys(graph, 3), ElementsAre("opening"));
    EXPECT_EQ(graph.link_count(), 3U) << "links stay as they are written";
}

TEST(Freeze, SeesCirclesThroughTheHierarchy) {
    //   phase { a, b },  phase -> x -> a -> y      a and x wait for each other, b for none
    PlanBuilder builder;
    builder.add_task({.key = "phase"});
    builder.depend(builder.add_task({.key = "a", .parent = "phase"}), "x");
    builder.add_task({.key = "b", .parent = "phase"});
    builder.depend(builder.add_task({.key = "x"}), "phase");
    builder.depend(builder.add_task({.key = "y"}), "a");
    const PlanGraph graph = freeze(std::move(builder).build());
    ASSERT_EQ(graph.knots().size(), 1U);
    ASSERT_EQ(graph.wave_count(), 3U);
    EXPECT_THAT(wave_keys(graph, 0), ElementsAre("phase", "b"));
    EXPECT_THAT(wave_keys(graph, 1), ElementsAre("a", "x"));
    EXPECT_THAT(wave_keys(graph, 2), ElementsAre("y"));
    EXPECT_EQ(graph.knots()[0][0], graph.wave(1)[0]);
    EXPECT_EQ(graph.knots()[0].size(), 2U);
}

TEST(Freeze, TakesALinkBetweenASummaryTaskAndItsOwnLeafForAKnot) {
    for (const bool is_upward : {false, true}) {
        PlanBuilder builder;
        const TaskId phase = builder.add_task({.key = "phase"});
        const TaskId leaf = builder.add_task({.key = "leaf", .parent = "phase"});
        builder.depend(is_upward ? phase : leaf, is_upward ? "leaf" : "phase");
        const PlanGraph graph = freeze(std::move(builder).build());
        ASSERT_EQ(graph.knots().size(), 1U);
        EXPECT_EQ(graph.knots()[0].size(), 1U);
        EXPECT_EQ(graph.task(graph.knots()[0][0]), leaf);
    }
}

TEST(Freeze, HandsLinksDownAMillionLevels) {
    //   before -> 0 { 1 { 2 ... } } -> after
    const std::size_t depth = 1'000'000;
    PlanBuilder builder;
    builder.depend(builder.add_task({.key = "after"}), "0");
    for (std::size_t i = 0; i < depth; ++i)
        builder.add_task({.key = std::to_string(i),
                          .parent = i == 0 ? std::nullopt : std::optional(std::to_string(i - 1))});
    builder.depend(TaskId(1), "before");
    const TaskId before = builder.add_task({.key = "before"});
    const PlanGraph graph = freeze(std::move(builder).build());
    ASSERT_EQ(graph.wave_count(), 3U);
    EXPECT_EQ(graph.task(TaskNode(0)), before);
    EXPECT_EQ(graph.wave(1).size(), depth);
    EXPECT_EQ(graph.task(TaskNode(depth + 1)), TaskId(0));
}

TEST(Freeze, KeepsEveryLinkBothWays) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed, {.has_cycles = true});
        const PlanGraph graph = freeze(plan);
        const DependencyTable& table = plan.dependency_table();
        std::vector<int> forward(table.count, 0), backward(table.count, 0);
        for (const TaskNode node : graph.nodes()) {
            EXPECT_TRUE(std::ranges::is_sorted(graph.successors(node)));
            EXPECT_TRUE(std::ranges::is_sorted(graph.predecessors(node)));
            for (std::size_t i = 0; i < graph.successors(node).size(); ++i) {
                const DependencyId link = graph.successor_links(node)[i];
                ++forward[link.index()];
                EXPECT_EQ(table.predecessor[link.index()], graph.task(node));
                EXPECT_EQ(table.successor[link.index()], graph.task(graph.successors(node)[i]));
            }
            for (std::size_t i = 0; i < graph.predecessors(node).size(); ++i) {
                const DependencyId link = graph.predecessor_links(node)[i];
                ++backward[link.index()];
                EXPECT_EQ(table.predecessor[link.index()], graph.task(graph.predecessors(node)[i]));
            }
        }
        EXPECT_THAT(forward, ::testing::Each(1));
        EXPECT_THAT(backward, ::testing::Each(1));
    }
}

TEST(Freeze, DoesNotRecurse) {
    const std::size_t count = 1'000'000;
    PlanBuilder builder;
    std::string last = std::to_string(count - 1);
    for (std::size_t i = 0; i < count; ++i) {
        const std::string key = std::to_string(i);
        builder.depend(builder.add_task({.key = key}), last);
        last = key;
    }
    const PlanGraph graph = freeze(std::move(builder).build());
    ASSERT_EQ(graph.knots().size(), 1U);
    EXPECT_EQ(graph.knots()[0].size(), count);
}

TEST(PlanGraph, HoldsTheOtherRelationsBackwards) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed, {.has_faults = true});
        const PlanGraph graph = freeze(plan, Faults::skip);
        std::size_t serves = 0, assignments = 0, implements = 0, dangling = 0;
        for (const GoalId goal : plan.goals())
            for (const ServesId row : graph.serves(goal)) {
                EXPECT_EQ(plan.serves_table().goal[row.index()], goal);
                ++serves;
            }
        for (const UnitId unit : plan.units()) assignments += graph.assignments(unit).size();
        for (const RequirementId each : plan.requirements())
            implements += graph.implements(each).size();
        for (const DanglingRef& ref : plan.dangling())
            if (ref.field == DanglingRef::Field::serves_goal ||
                ref.field == DanglingRef::Field::assignment_unit ||
                ref.field == DanglingRef::Field::implements_requirement)
                ++dangling;
        EXPECT_EQ(serves + assignments + implements + dangling, plan.serves_table().count +
                                                                    plan.assignment_table().count +
                                                                    plan.implements_table().count);
    }
}

TEST(InfluenceGraph, OrientsEveryRelationTheWayHarmTravels) {
    PlanBuilder builder;
    const GoalId sub = builder.add_goal({.key = "sub", .parent = "top", .owner = "unit"});
    builder.add_goal({.key = "top"});
    const TaskId child = builder.add_task({.key = "child", .parent = "parent"});
    builder.add_task({.key = "parent"});
    builder.depend(builder.add_task({.key = "later"}), "child");
    builder.add_unit({.key = "unit"});
    builder.add_requirement({.key = "need"});
    builder.serve(child, "sub");
    builder.assign(child, "unit", Role::support);
    builder.implement(sub, "need");
    const PlanGraph graph = freeze(std::move(builder).build());
    const InfluenceGraph& influence = graph.influence();
    EXPECT_EQ(influence.edge_count(), 7U);

    const auto edges = [&](std::string_view key) {
        std::vector<std::string> texts;
        for (const InfluenceEdge& edge : influence.out(influence.node(graph.plan().node(key))))
            texts.push_back(std::string(word(edge.relation)) + " " +
                            std::string(graph.plan().key(influence.node(edge.node))));
        return texts;
    };
    EXPECT_THAT(edges("unit"), ElementsAre("assigned child", "owns sub"));
    EXPECT_THAT(edges("child"), ElementsAre("part_of_task parent", "depends later", "serves sub"));
    EXPECT_THAT(edges("sub"), ElementsAre("part_of_goal top", "implements need"));
    EXPECT_THAT(edges("need"), IsEmpty());
}

TEST(InfluenceGraph, HasTheSameEdgesBothWays) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed, {.has_cycles = true}));
        const InfluenceGraph& influence = graph.influence();
        using Entry = std::tuple<InfluenceNode, InfluenceNode, Relation, std::uint32_t>;
        std::vector<Entry> out, in;
        for (const InfluenceNode node : IdRange<InfluenceNode>(influence.node_count())) {
            EXPECT_EQ(influence.node(influence.node(node)), node);
            for (const InfluenceEdge& edge : influence.out(node))
                out.emplace_back(node, edge.node, edge.relation, edge.row);
            for (const InfluenceEdge& edge : influence.in(node))
                in.emplace_back(edge.node, node, edge.relation, edge.row);
        }
        EXPECT_TRUE(std::ranges::is_sorted(out));
        std::ranges::sort(in);
        EXPECT_EQ(in, out);
    }
}

TEST(PlanGraph, MayBeAskedFromSeveralThreads) {
    const PlanGraph graph = freeze(testing::random_plan(7, {.tasks = 200}));
    std::vector<std::size_t> edges(4);
    std::vector<std::thread> threads;
    for (std::size_t& count : edges)
        threads.emplace_back([&graph, &count] { count = graph.influence().edge_count(); });
    for (std::thread& thread : threads) thread.join();
    EXPECT_THAT(edges, ::testing::Each(graph.influence().edge_count()));
}

}  // namespace
}  // namespace planloom

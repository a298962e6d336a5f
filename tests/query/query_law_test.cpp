// Laws of queries on random plans, held against definitions said the slow way.
#include <planloom/impact/explain.hpp>
#include <planloom/query/query.hpp>

#include "query/ask.hpp"
#include "support/handed_down.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::query {
namespace {

using planloom::testing::handed_down_links;
using planloom::testing::Random;
using planloom::testing::random_plan;

using Nodes = std::set<Node>;
using Edges = std::map<Node, Nodes>;

Nodes found(const PlanGraph& graph, const std::string& text) {
    Nodes nodes;
    for (const Found& each : run(text, graph).found) nodes.insert(each.node);
    return nodes;
}

/// Links between tasks, handed down, written out pair by pair.
Edges links_of(const Plan& plan) {
    Edges edges;
    for (const auto& link : handed_down_links(plan)) edges[link.from].insert(link.to);
    return edges;
}

/// Links and all other influence.
Edges influence_of(const PlanGraph& graph) {
    Edges edges = links_of(graph.plan());
    const InfluenceGraph& influence = graph.influence();
    for (const InfluenceNode node : IdRange<InfluenceNode>(influence.node_count()))
        for (const InfluenceEdge& edge : influence.out(node))
            edges[influence.node(node)].insert(influence.node(edge.node));
    return edges;
}

Edges turned(const Edges& edges) {
    Edges back;
    for (const auto& [from, targets] : edges)
        for (const Node to : targets) back[to].insert(from);
    return back;
}

/// What at most so many steps lead to, one step at a time.
Nodes closure(const Edges& edges, const Nodes& seeds, std::size_t steps) {
    Nodes reached;
    Nodes front = seeds;
    for (std::size_t step = 0; step < steps; ++step) {
        Nodes next;
        for (const Node node : front)
            if (edges.contains(node))
                for (const Node to : edges.at(node))
                    if (reached.insert(to).second) next.insert(to);
        if (next.empty()) break;
        front = std::move(next);
    }
    return reached;
}

/// A few tasks of a plan, as a query and as nodes.
struct Some {
    std::string text;
    Nodes nodes;
};

Some some_tasks(const Plan& plan, Random& random) {
    Some some;
    for (int i = random.between(1, 3); i > 0; --i) {
        const TaskId task(random.below(plan.tasks().size()));
        some.nodes.insert(task);
        some.text += (some.text.empty() ? "task:" : " | task:") + std::string(plan.key(task));
    }
    some.text = "(" + some.text + ")";
    return some;
}

planloom::testing::PlanOptions options_of(std::uint64_t seed) {
    planloom::testing::PlanOptions options;
    options.tasks = 14;
    options.has_cycles = seed % 2 == 0;
    options.has_subtasks = seed % 3 != 0;
    return options;
}

TEST(QueryLaw, ClosuresAreThoseOfTheLinksOneByOne) {
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed, options_of(seed)));
        if (graph.task_count() == 0) continue;
        Random random(seed);
        const Edges links = links_of(graph.plan());
        const Edges back = turned(links);
        const Some a = some_tasks(graph.plan(), random);
        const Some b = some_tasks(graph.plan(), random);
        for (std::size_t steps : {std::size_t{0}, std::size_t{1}, std::size_t{2}}) {
            const std::string bound = ", " + std::to_string(steps) + ")";
            EXPECT_EQ(found(graph, "before(" + a.text + bound), closure(back, a.nodes, steps));
            EXPECT_EQ(found(graph, "after(" + a.text + bound), closure(links, a.nodes, steps));
        }
        const Nodes before_a = closure(back, a.nodes, 1000);
        const Nodes before_b = closure(back, b.nodes, 1000);
        EXPECT_EQ(found(graph, "before(" + a.text + ")"), before_a);
        EXPECT_EQ(found(graph, "after(" + a.text + ")"), closure(links, a.nodes, 1000));
        Nodes with = before_a;
        with.insert(a.nodes.begin(), a.nodes.end());
        EXPECT_EQ(found(graph, "<" + a.text), with);
        Nodes both;
        for (const Node node : before_a)
            if (before_b.contains(node)) both.insert(node);
        EXPECT_EQ(found(graph, "common(" + a.text + ", " + b.text + ")"), both);
        Nodes roots;
        for (const Node node : with) {
            const bool has_one =
                back.contains(node) && std::any_of(back.at(node).begin(), back.at(node).end(),
                                                   [&](Node each) { return with.contains(each); });
            if (!has_one) roots.insert(node);
        }
        EXPECT_EQ(found(graph, "roots(<" + a.text + ")"), roots);
    }
}

/// All paths without a node twice, by walking every one.
// NOLINTNEXTLINE(misc-no-recursion): a path of a small plan
void walk(const Edges& edges, const Nodes& to, std::vector<Node>& path,
          std::vector<std::vector<Node>>& paths) {
    if (to.contains(path.back())) paths.push_back(path);
    if (!edges.contains(path.back()) || paths.size() > 20'000) return;
    for (const Node next : edges.at(path.back())) {
        if (std::find(path.begin(), path.end(), next) != path.end()) continue;
        path.push_back(next);
        walk(edges, to, path, paths);
        path.pop_back();
    }
}

TEST(QueryLaw, PathsAreAllThereAreByLengthThenKeys) {
    std::size_t compared = 0;
    for (std::uint64_t seed = 1; seed <= 300; ++seed) {
        SCOPED_TRACE(seed);
        planloom::testing::PlanOptions options = options_of(seed);
        options.tasks = 9;
        const PlanGraph graph = freeze(random_plan(seed, options));
        if (graph.task_count() == 0) continue;
        const Plan& plan = graph.plan();
        Random random(seed);
        const Some a = some_tasks(plan, random);
        Some b = some_tasks(plan, random);
        if (!plan.goals().empty() && random.chance(50)) {
            const GoalId goal(random.below(plan.goals().size()));
            b = {"goal:" + std::string(plan.key(goal)), {goal}};
        }
        const Edges edges = influence_of(graph);
        std::vector<std::vector<Node>> all;
        for (const Node start : a.nodes) {
            std::vector<Node> path{start};
            walk(edges, b.nodes, path, all);
        }
        if (all.size() > 20'000) continue;
        const auto keys = [&](const std::vector<Node>& path) {
            std::vector<std::pair<std::string_view, Node>> names;
            for (const Node node : path) names.emplace_back(plan.key(node), node);
            return names;
        };
        std::sort(all.begin(), all.end(), [&](const auto& x, const auto& y) {
            return std::pair(x.size(), keys(x)) < std::pair(y.size(), keys(y));
        });
        Context context;
        context.max_paths = 30;
        const Result result = run("paths(" + a.text + ", " + b.text + ", 30)", graph, context);
        ASSERT_EQ(result.paths.size(), std::min<std::size_t>(all.size(), 30));
        EXPECT_EQ(result.are_paths_cut, all.size() > 30);
        for (std::size_t i = 0; i < result.paths.size(); ++i) {
            std::vector<Node> nodes{result.paths[i].start};
            for (const Step& step : result.paths[i].steps) nodes.push_back(step.to);
            EXPECT_EQ(nodes, all[i]);
            ++compared;
        }
        const Result one = run("path(" + a.text + ", " + b.text + ")", graph);
        ASSERT_EQ(one.paths.size(), all.empty() ? 0U : 1U);
        if (all.empty()) continue;
        EXPECT_EQ(one.paths[0], result.paths[0]);
        const auto shortest =
            static_cast<std::uint64_t>(std::count_if(all.begin(), all.end(), [&](const auto& path) {
                return path.size() == all[0].size();
            }));
        EXPECT_EQ(one.shortest_paths, shortest);

        Nodes between;
        const Nodes forward = closure(edges, a.nodes, 1000);
        const Nodes backward = closure(turned(edges), b.nodes, 1000);
        for (const auto& set : {forward, backward, a.nodes, b.nodes})
            for (const Node node : set)
                if ((forward.contains(node) || a.nodes.contains(node)) &&
                    (backward.contains(node) || b.nodes.contains(node)))
                    between.insert(node);
        EXPECT_EQ(found(graph, "between(" + a.text + ", " + b.text + ")"), between);
    }
    EXPECT_GT(compared, 400U);
}

TEST(QueryLaw, SetsFollowTheLawsOfSets) {
    static const std::string parts[] = {
        "before(task:T3)", "tasks(goal:*)", "level:*", "is:leaf", "U*",
        "<task:T1>",       "units(*, lead)"};
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(seed);
        planloom::testing::PlanOptions options = options_of(seed);
        const PlanGraph graph = freeze(random_plan(seed, options));
        if (graph.task_count() < 3) continue;
        Random random(seed);
        const std::string sets[] = {parts[random.below(std::size(parts))],
                                    parts[random.below(std::size(parts))],
                                    parts[random.below(std::size(parts))]};
        // The letters A, B and C stand for the three sets.
        const auto same = [&](std::string_view x, std::string_view y) {
            const auto filled = [&](std::string_view pattern) {
                std::string text;
                for (const char c : pattern) {
                    if (c >= 'A' && c <= 'C')
                        text.append("(").append(sets[c - 'A']).append(")");
                    else
                        text += c;
                }
                return text;
            };
            EXPECT_EQ(found(graph, filled(x)), found(graph, filled(y))) << filled(x);
        };
        same("A | B", "B | A");
        same("A & B", "B & A");
        same("A & (B | C)", "A & B | A & C");
        same("* - (A | B)", "(* - A) & (* - B)");
        same("* - (* - A)", "A");
        same("A - B", "A & (* - B)");
        same("A - B - C", "A - (B | C)");
        same("A - A", "zzz*");
        same("let x = A in $x | $x", "A");
    }
}

TEST(QueryLaw, WitnessesLeadToWhatTheyExplain) {
    for (std::uint64_t seed = 1; seed <= 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed, options_of(seed)));
        if (graph.task_count() == 0) continue;
        Random random(seed);
        const Some a = some_tasks(graph.plan(), random);
        const Edges links = links_of(graph.plan());
        Context context;
        context.explain = true;
        for (const bool is_before : {true, false}) {
            const Result result =
                run((is_before ? "before(" : "after(") + a.text + ")", graph, context);
            for (const Found& each : result.found) {
                ASSERT_TRUE(each.why.has_value());
                const Path& path = *each.why;
                ASSERT_FALSE(path.steps.empty());
                EXPECT_EQ(is_before ? path.start : path.end(), each.node);
                EXPECT_TRUE(a.nodes.contains(is_before ? path.end() : path.start));
                Node at = path.start;
                for (const Step& step : path.steps) {
                    EXPECT_EQ(step.from, at);
                    EXPECT_TRUE(links.at(step.from).contains(step.to));
                    EXPECT_LT(step.row, graph.plan().dependency_table().count);
                    at = step.to;
                }
            }
        }
    }
}

TEST(QueryLaw, SameAnswerTwice) {
    for (std::uint64_t seed = 1; seed <= 50; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed));
        const PlanGraph again = freeze(random_plan(seed));
        for (const char* text : {"paths(task:*, goal:*, 20)", "broken_by(fail(unit:*))",
                                 "between(unit:*, goal:*)", "top(*, -due, 4)"}) {
            const Result a = run(text, graph);
            const Result b = run(text, again);
            EXPECT_EQ(a.found, b.found);
            EXPECT_EQ(a.paths, b.paths);
        }
    }
}

}  // namespace
}  // namespace planloom::query

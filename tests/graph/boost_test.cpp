#include <planloom/graph/boost.hpp>
#include <planloom/model/views.hpp>

#include "support/boost_graphs.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/dag_shortest_paths.hpp>
#include <boost/graph/depth_first_search.hpp>
#include <boost/graph/dominator_tree.hpp>
#include <boost/graph/reverse_graph.hpp>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>
#include <boost/graph/transitive_closure.hpp>
#include <boost/graph/transitive_reduction.hpp>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <limits>
#include <map>
#include <set>
#include <vector>

namespace planloom {
namespace {

using testing::list;
using testing::map_of;
using testing::on_random_plans;

using BoostGraph = boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS>;
using Matrix = std::vector<std::vector<bool>>;

/// Whether each task node reaches each other by one link or more, by Warshall's closure.
Matrix closure(const PlanGraph& graph) {
    const std::size_t n = graph.task_count();
    Matrix reaches(n, std::vector<bool>(n, false));
    for (const TaskNode from : graph.nodes())
        for (const TaskNode to : graph.successors(from)) reaches[from.index()][to.index()] = true;
    for (std::size_t k = 0; k < n; ++k)
        for (std::size_t i = 0; i < n; ++i)
            for (std::size_t j = 0; j < n; ++j)
                if (reaches[i][k] && reaches[k][j]) reaches[i][j] = true;
    return reaches;
}

TEST(TopologicalSort, PutsEveryLinkForward) {
    on_random_plans(
        true,
        [](const PlanGraph& graph, std::uint64_t) {
            const auto view = dependency_view(graph);
            std::vector<std::size_t> reverse;
            if (graph.has_cycles()) {
                EXPECT_THROW(boost::topological_sort(view, std::back_inserter(reverse)),
                             boost::not_a_dag);
                return;
            }
            boost::topological_sort(view, std::back_inserter(reverse));
            ASSERT_EQ(reverse.size(), graph.task_count());
            std::vector<std::size_t> place(reverse.size());
            for (std::size_t i = 0; i < reverse.size(); ++i) place[reverse[i]] = reverse.size() - i;
            for (const auto& edge : list(edges(view)))
                EXPECT_LT(place[source(edge, view)], place[target(edge, view)]);
        },
        false);
}

TEST(TopologicalSort, PassesAChainOfManyTasks) {
    const PlanGraph graph = freeze(testing::chain_plan(100'000));
    const auto view = dependency_view(graph);
    std::vector<std::size_t> reverse;
    boost::topological_sort(view, std::back_inserter(reverse));
    ASSERT_EQ(reverse.size(), 100'000U);
    EXPECT_TRUE(std::is_sorted(reverse.rbegin(), reverse.rend()));
}

TEST(StrongComponents, AreTheKnots) {
    on_random_plans(
        true,
        [](const PlanGraph& graph, std::uint64_t) {
            const auto view = dependency_view(graph);
            std::vector<std::size_t> component(num_vertices(view));
            boost::strong_components(view, map_of(component, view));
            std::map<std::size_t, std::vector<std::size_t>> members;
            for (std::size_t v = 0; v < component.size(); ++v) members[component[v]].push_back(v);
            std::set<std::vector<std::size_t>> theirs, ours;
            for (const auto& [number, tasks] : members)
                if (tasks.size() > 1 || edge(tasks[0], tasks[0], view).second) theirs.insert(tasks);
            for (const IdRange<TaskNode>& knot : graph.knots()) {
                std::vector<std::size_t> tasks;
                for (const TaskNode node : knot) tasks.push_back(node.index());
                ours.insert(tasks);
            }
            EXPECT_EQ(theirs, ours);
        },
        false);
}

/// What the vertices of a view are dominated by, through reachable_part.
template <class R>
std::vector<std::size_t> dominators(const RelationView<R>& view, std::size_t root) {
    std::vector<std::size_t> dominator(num_vertices(view), view.null_vertex());
    boost::lengauer_tarjan_dominator_tree(reachable_part(view, root), root,
                                          map_of(dominator, view));
    return dominator;
}

/// The vertices that `root` reaches when `without` is taken away.
template <class G>
std::vector<bool> reached(const G& view, std::size_t root, std::size_t without) {
    std::vector<bool> is_reached(num_vertices(view), false);
    if (root == without) return is_reached;
    std::vector<std::size_t> open{root};
    is_reached[root] = true;
    while (!open.empty()) {
        const std::size_t from = open.back();
        open.pop_back();
        for (const std::size_t to : list(adjacent_vertices(from, view))) {
            if (to == without || is_reached[to]) continue;
            is_reached[to] = true;
            open.push_back(to);
        }
    }
    return is_reached;
}

/// Immediate dominators by taking away one vertex after another: the dominator with the most
/// dominators of its own is the immediate one.
template <class G>
std::vector<std::size_t> dominators_by_hand(const G& view, std::size_t root) {
    const std::size_t n = num_vertices(view);
    const std::vector<bool> all = reached(view, root, n);
    std::vector<std::vector<std::size_t>> strict(n);
    for (std::size_t d = 0; d < n; ++d) {
        if (!all[d]) continue;
        const std::vector<bool> rest = reached(view, root, d);
        for (std::size_t v = 0; v < n; ++v)
            if (v != d && all[v] && !rest[v]) strict[v].push_back(d);
    }
    std::vector<std::size_t> immediate(n, G::null_vertex());
    for (std::size_t v = 0; v < n; ++v)
        if (!strict[v].empty())
            immediate[v] = *std::max_element(
                strict[v].begin(), strict[v].end(),
                [&](auto a, auto b) { return strict[a].size() < strict[b].size(); });
    return immediate;
}

TEST(ReachablePart, MakesBoostsDominatorTreeRight) {
    //   root -> a -> b      Without it Boost finds no dominator of b, because the
    //    stray -----/       root does not reach stray.
    const PlanGraph graph =
        freeze(testing::plan_of_links({{"root", "a"}, {"stray", "b"}, {"a", "b"}, {"lone", ""}}));
    const auto view = dependency_view(graph);
    const auto vertex = [&](std::string_view key) {
        return view.vertex(graph.plan().task(key).id());
    };
    const std::vector<std::size_t> dominator = dominators(view, vertex("root"));
    EXPECT_EQ(dominator[vertex("b")], vertex("a"));
    EXPECT_EQ(dominator[vertex("a")], vertex("root"));
    EXPECT_EQ(dominator[vertex("root")], view.null_vertex());
    EXPECT_EQ(dominator[vertex("stray")], view.null_vertex());
    EXPECT_EQ(dominator[vertex("lone")], view.null_vertex());
}

TEST(ReachablePart, GivesTheDominatorsFoundByTakingVerticesAway) {
    std::size_t with_a_stray_predecessor = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed, {.has_cycles = seed % 2 == 0}));
        if (graph.task_count() == 0) continue;
        const auto view = dependency_view(graph);
        const std::size_t root = testing::Random(seed).below(graph.task_count());
        EXPECT_EQ(dominators(view, root), dominators_by_hand(view, root));

        const auto influence = influence_view(graph);
        EXPECT_EQ(dominators(influence, root), dominators_by_hand(influence, root));
        with_a_stray_predecessor += num_edges(reachable_part(view, root)) < num_edges(view);
    }
    EXPECT_GT(with_a_stray_predecessor, 250U);
}

TEST(TransitiveClosure, IsWarshalls) {
    on_random_plans(true, [](const PlanGraph& graph, std::uint64_t) {
        BoostGraph closed;
        boost::transitive_closure(dependency_view(graph), closed);
        const Matrix reaches = closure(graph);
        Matrix theirs(graph.task_count(), std::vector<bool>(graph.task_count(), false));
        for (const auto& edge : list(edges(closed)))
            theirs[source(edge, closed)][target(edge, closed)] = true;
        EXPECT_EQ(theirs, reaches);
    });
}

TEST(TransitiveReduction, LeavesLinksThatNoOtherWayReplaces) {
    on_random_plans(false, [](const PlanGraph& graph, std::uint64_t) {
        const auto view = dependency_view(graph);
        // Boost takes the address of the first element even where there is none.
        if (num_vertices(view) == 0) return;
        BoostGraph reduced;
        std::vector<std::size_t> copy(num_vertices(view));
        boost::transitive_reduction(view, reduced, map_of(copy, view),
                                    get(boost::vertex_index, view));
        std::set<std::pair<std::size_t, std::size_t>> theirs, by_hand;
        for (const auto& edge : list(edges(reduced)))
            theirs.emplace(source(edge, reduced), target(edge, reduced));
        const Matrix reaches = closure(graph);
        for (const auto& edge : list(edges(view))) {
            bool is_redundant = false;
            for (std::size_t over = 0; over < reaches.size(); ++over)
                is_redundant |= reaches[edge.source][over] && reaches[over][edge.target];
            if (!is_redundant) by_hand.emplace(copy[edge.source], copy[edge.target]);
        }
        EXPECT_EQ(theirs, by_hand);
    });
}

/// The fewest edges from a root to each vertex, by rounds over all edges; -1 where there is no way.
template <class G>
std::vector<int> distances_by_hand(const G& view, std::size_t root) {
    std::vector<int> distance(num_vertices(view), -1);
    distance[root] = 0;
    for (std::size_t round = 0; round < distance.size(); ++round)
        for (const auto& edge : list(edges(view))) {
            const int far = distance[source(edge, view)];
            int& to = distance[target(edge, view)];
            if (far >= 0 && (to < 0 || to > far + 1)) to = far + 1;
        }
    return distance;
}

template <class G>
std::vector<int> distances_by_search(const G& view, std::size_t root) {
    std::vector<int> distance(num_vertices(view), -1);
    distance[root] = 0;
    boost::breadth_first_search(view, root,
                                boost::visitor(boost::make_bfs_visitor(boost::record_distances(
                                    map_of(distance, view), boost::on_tree_edge()))));
    return distance;
}

TEST(BreadthFirstSearch, FindsTheFewestSteps) {
    on_random_plans(true, [](const PlanGraph& graph, std::uint64_t seed) {
        const auto influence = influence_view(graph);
        if (num_vertices(influence) == 0) return;
        const std::size_t root = testing::Random(seed).below(num_vertices(influence));
        EXPECT_EQ(distances_by_search(influence, root), distances_by_hand(influence, root));
        const auto back = boost::make_reverse_graph(influence);
        EXPECT_EQ(distances_by_search(back, root), distances_by_hand(back, root));
    });
}

struct BackEdges : boost::dfs_visitor<> {
    explicit BackEdges(std::size_t& found) : count(&found) {}
    template <class Edge, class G>
    void back_edge(const Edge&, const G&) {
        ++*count;
    }
    std::size_t* count;
};

TEST(DepthFirstSearch, MeetsAnEdgeBackExactlyInACircle) {
    on_random_plans(
        true,
        [](const PlanGraph& graph, std::uint64_t) {
            std::size_t found = 0;
            boost::depth_first_search(dependency_view(graph), boost::visitor(BackEdges(found)));
            EXPECT_EQ(found > 0, graph.has_cycles());
        },
        false);
}

/// Weights turned round, so that the shortest way is the longest.
struct Negative {
    using key_type = ViewEdge<DependencyId>;
    using value_type = Minutes;
    using reference = Minutes;
    using category = boost::readable_property_map_tag;
    ViewMap<Dependencies, boost::edge_weight_t> weight;
    friend Minutes get(const Negative& map, const key_type& edge) { return -get(map.weight, edge); }
};

TEST(DagShortestPaths, GivesTheEarliestStartAfterARoot) {
    constexpr Minutes never = std::numeric_limits<Minutes>::max();
    on_random_plans(false, [&](const PlanGraph& graph, std::uint64_t seed) {
        if (graph.task_count() == 0) return;
        const auto view = dependency_view(graph);
        const std::size_t root = testing::Random(seed).below(graph.task_count()) / 4;
        std::vector<Minutes> theirs(num_vertices(view)), by_hand(num_vertices(view), never);
        boost::dag_shortest_paths(view, root,
                                  boost::weight_map(Negative{get(boost::edge_weight, view)})
                                      .distance_map(map_of(theirs, view)));
        // Task nodes are in topological order.
        by_hand[root] = 0;
        for (const TaskNode node : graph.nodes()) {
            const std::size_t from = node.index();
            for (const auto& edge : list(out_edges(from, view)))
                if (by_hand[from] != never)
                    by_hand[edge.target] = std::min(
                        by_hand[edge.target], by_hand[from] - get(boost::edge_weight, view, edge));
        }
        EXPECT_EQ(theirs, by_hand);
    });
}

}  // namespace
}  // namespace planloom

#include <planloom/graph/boost.hpp>
#include <planloom/graph/boost_view.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/boost_graphs.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <boost/graph/filtered_graph.hpp>
#include <boost/graph/graph_concepts.hpp>
#include <boost/graph/topological_sort.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::list;
using testing::on_random_plans;

using DependencyView = RelationView<Dependencies>;
using InfluenceView = RelationView<Influences>;

template <class G>
constexpr bool models_boosts_graphs() {
    BOOST_CONCEPT_ASSERT((boost::VertexListGraphConcept<G>));
    BOOST_CONCEPT_ASSERT((boost::EdgeListGraphConcept<G>));
    BOOST_CONCEPT_ASSERT((boost::IncidenceGraphConcept<G>));
    BOOST_CONCEPT_ASSERT((boost::BidirectionalGraphConcept<G>));
    BOOST_CONCEPT_ASSERT((boost::AdjacencyGraphConcept<G>));
    BOOST_CONCEPT_ASSERT((boost::AdjacencyMatrixConcept<G>));
    using Vertex = typename boost::graph_traits<G>::vertex_descriptor;
    using Edge = typename boost::graph_traits<G>::edge_descriptor;
    BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, Vertex, boost::vertex_index_t>));
    BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, Vertex, boost::vertex_bundle_t>));
    BOOST_CONCEPT_ASSERT((boost::ReadablePropertyGraphConcept<G, Edge, boost::edge_bundle_t>));
    using Const = boost::graph_traits<const G>;
    return std::is_same_v<Vertex, typename Const::vertex_descriptor> &&
           std::is_same_v<Edge, typename Const::edge_descriptor> &&
           std::forward_iterator<typename Const::out_edge_iterator> &&
           std::forward_iterator<typename Const::in_edge_iterator> &&
           std::forward_iterator<typename Const::adjacency_iterator> &&
           std::forward_iterator<typename Const::edge_iterator>;
}
static_assert(models_boosts_graphs<DependencyView>());
static_assert(models_boosts_graphs<InfluenceView>());
static_assert(models_boosts_graphs<RelationView<Hierarchy<GoalId>>>());
static_assert(models_boosts_graphs<RelationView<ReachablePart<Dependencies>>>());

template <class G>
concept Weighted = requires(const G& view) {
    get(boost::edge_weight, view);
};
static_assert(Weighted<DependencyView> && Weighted<RelationView<ReachablePart<Dependencies>>>);
static_assert(!Weighted<InfluenceView> && !Weighted<RelationView<ReachablePart<Influences>>>);

template <class G>
concept Viewable = requires(G&& graph) {
    dependency_view(std::forward<G>(graph));
    influence_view(std::forward<G>(graph));
    hierarchy_view<GoalId>(std::forward<G>(graph));
};
static_assert(Viewable<const PlanGraph&> && !Viewable<PlanGraph>, "a view of a temporary dangles");

/// The edges must be the same from whichever side they are met.
template <class G>
void expect_consistent(const G& view) {
    auto from_out = list(edges(view));
    decltype(from_out) from_in;
    std::size_t degrees = 0;
    for (const std::size_t v : list(vertices(view))) {
        std::vector<std::size_t> targets;
        for (const auto& out : list(out_edges(v, view))) {
            EXPECT_EQ(source(out, view), v);
            targets.push_back(target(out, view));
            const auto [found, is_there] = edge(v, target(out, view), view);
            EXPECT_TRUE(is_there);
            EXPECT_EQ(target(found, view), target(out, view));
        }
        EXPECT_EQ(list(adjacent_vertices(v, view)), targets);
        EXPECT_EQ(out_degree(v, view), targets.size());
        for (const auto& in : list(in_edges(v, view))) {
            EXPECT_EQ(target(in, view), v);
            from_in.push_back(in);
        }
        EXPECT_EQ(in_degree(v, view), list(in_edges(v, view)).size());
        degrees += degree(v, view);
        EXPECT_EQ(view.vertex(view[v]), v);
    }
    EXPECT_EQ(from_out.size(), num_edges(view));
    EXPECT_EQ(degrees, 2 * num_edges(view));
    std::sort(from_out.begin(), from_out.end());
    std::sort(from_in.begin(), from_in.end());
    EXPECT_EQ(from_out, from_in);
}

TEST(DependencyView, ShowsTasksAndLinksOfThePlan) {
    //   a -> b -> c, a -> c twice
    const PlanGraph graph =
        freeze(testing::plan_of_links({{"a", "b"}, {"b", "c"}, {"a", "c"}, {"a", "c"}}));
    const auto view = dependency_view(graph);
    const Plan& plan = graph.plan();

    EXPECT_EQ(num_vertices(view), 3U);
    EXPECT_EQ(num_edges(view), 4U);
    const std::size_t a = view.vertex(plan.task("a").id());
    const std::size_t c = view.vertex(plan.task("c").id());
    EXPECT_EQ(plan.task(view[c]).key(), "c");
    EXPECT_EQ(get(boost::vertex_bundle, view, c), plan.task("c").id());
    std::vector<DependencyId> rows;
    const auto row = get(boost::edge_bundle, view);
    for (const auto& edge : list(out_edges(a, view)))
        if (target(edge, view) == c) rows.push_back(get(row, edge));
    EXPECT_EQ(rows.size(), 2U);
    for (const DependencyId link : rows) {
        EXPECT_EQ(plan.dependency_table().predecessor[link.index()], view[a]);
        EXPECT_EQ(plan.dependency_table().successor[link.index()], view[c]);
    }
    EXPECT_NE(rows[0], rows[1]);
    EXPECT_FALSE(edge(c, a, view).second);
}

TEST(DependencyView, TakesAnEmptyPlanForAGraph) {
    const PlanGraph graph = freeze(Plan());
    const auto view = dependency_view(graph);
    EXPECT_THAT(list(vertices(view)), IsEmpty());
    EXPECT_THAT(list(edges(view)), IsEmpty());
    EXPECT_THAT(list(edges(influence_view(graph))), IsEmpty());
    EXPECT_THAT(list(edges(hierarchy_view<UnitId>(graph))), IsEmpty());
    std::vector<std::size_t> order;
    boost::topological_sort(view, std::back_inserter(order));
    EXPECT_THAT(order, IsEmpty());
}

TEST(DependencyView, HasKeysForMapsOfEdges) {
    const PlanGraph graph = freeze(testing::plan_of_links({{"a", "b"}, {"a", "b"}, {"b", "b"}}));
    const auto view = dependency_view(graph);
    std::map<ViewEdge<DependencyId>, int> number;
    const auto numbers = boost::make_assoc_property_map(number);
    int next = 0;
    for (const auto& edge : list(edges(view))) put(numbers, edge, next++);
    EXPECT_EQ(number.size(), 3U);
    EXPECT_EQ(get(numbers, list(in_edges(view.vertex(TaskId(1)), view)).back()), 2);
}

TEST(Views, AreTheSameFromEverySide) {
    on_random_plans(true, [](const PlanGraph& graph, std::uint64_t seed) {
        expect_consistent(dependency_view(graph));
        expect_consistent(influence_view(graph));
        expect_consistent(hierarchy_view<GoalId>(graph));
        expect_consistent(hierarchy_view<TaskId>(graph));
        expect_consistent(hierarchy_view<UnitId>(graph));
        if (graph.task_count() == 0) return;
        const std::size_t root = testing::Random(seed).below(graph.task_count());
        expect_consistent(reachable_part(dependency_view(graph), root));
    });
}

TEST(Views, TakeAFaultyPlanAsItWasFrozen) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(
            testing::random_plan(seed, {.has_cycles = true, .has_faults = true}), Faults::skip);
        expect_consistent(dependency_view(graph));
        expect_consistent(influence_view(graph));
        expect_consistent(hierarchy_view<TaskId>(graph));
    }
}

TEST(Views, AnswerTheSameOnBothRuns) {
    const PlanGraph one = freeze(testing::random_plan(7, {.has_cycles = true}));
    const PlanGraph two = freeze(testing::random_plan(7, {.has_cycles = true}));
    EXPECT_EQ(list(edges(dependency_view(one))), list(edges(dependency_view(two))));
    EXPECT_EQ(list(edges(influence_view(one))), list(edges(influence_view(two))));
}

TEST(ReachablePart, KeepsAllVerticesAndTheEdgesOnAWayFromTheRoot) {
    //   root -> a <- stray -> b
    const PlanGraph graph =
        freeze(testing::plan_of_links({{"root", "a"}, {"stray", "a"}, {"stray", "b"}}));
    const auto view = dependency_view(graph);
    const std::size_t root = view.vertex(TaskId(0));
    const std::size_t a = view.vertex(TaskId(1));
    const auto part = reachable_part(view, root);
    EXPECT_EQ(num_vertices(part), 4U);
    EXPECT_EQ(num_edges(part), 1U);
    EXPECT_EQ(in_degree(a, part), 1U);
    EXPECT_EQ(list(in_edges(a, part)), list(out_edges(root, view)));
    EXPECT_EQ(degree(view.vertex(TaskId(2)), part), 0U);
    EXPECT_EQ(get(boost::edge_weight, part, list(edges(part))[0]), 0);
}

TEST(EdgeWeight, IsTheLeastTimeFromStartToStart) {
    PlanBuilder builder;
    builder.add_task({.key = "a", .duration = 30});
    const TaskId b = builder.add_task({.key = "b", .duration = 7});
    builder.depend(b, "a", {.type = LinkType::finish_to_start, .lag = 2});
    builder.depend(b, "a", {.type = LinkType::start_to_start, .lag = 2});
    builder.depend(b, "a", {.type = LinkType::finish_to_finish, .lag = 2});
    builder.depend(b, "a", {.type = LinkType::start_to_finish, .lag = 2});
    builder.depend(builder.add_task({.key = "unmeasured"}), "b", {.lag = -9});
    const PlanGraph graph = freeze(std::move(builder).build());
    const auto view = dependency_view(graph);

    std::vector<Minutes> weights;
    for (const auto& edge : list(edges(view)))
        weights.push_back(get(boost::edge_weight, view, edge));
    EXPECT_THAT(weights, ElementsAre(32, 2, 25, -5, -2));
}

TEST(InfluenceView, CanBeNarrowedToOneRelation) {
    const PlanGraph graph = freeze(testing::hut_plan());
    const auto view = influence_view(graph);
    const auto is_assignment = [&](const ViewEdge<InfluenceRow>& edge) {
        return view[edge].relation == Relation::assigned;
    };
    const boost::filtered_graph assigned(
        view, std::function<bool(const ViewEdge<InfluenceRow>&)>(is_assignment));
    std::vector<std::string> tasks;
    const Plan& plan = graph.plan();
    for (const auto& edge : list(out_edges(view.vertex(plan.unit("mason").id()), assigned))) {
        const AssignmentTable& table = plan.assignment_table();
        const std::size_t row = view[edge].row;
        EXPECT_EQ(Node(table.task[row]), view[target(edge, view)]);
        EXPECT_EQ(table.unit[row], plan.unit("mason").id());
        tasks.emplace_back(plan.key(view[target(edge, view)]));
    }
    EXPECT_THAT(tasks, ElementsAre("foundation", "walls"));
}

TEST(HierarchyView, LeadsFromParentToChild) {
    const PlanGraph graph = freeze(testing::hut_plan());
    const auto view = hierarchy_view<GoalId>(graph);
    const Plan& plan = graph.plan();
    const std::size_t home = view.vertex(plan.goal("home").id());
    const std::size_t shelter = view.vertex(plan.goal("shelter").id());
    EXPECT_EQ(num_edges(view), 1U);
    EXPECT_THAT(list(adjacent_vertices(home, view)), ElementsAre(shelter));
    ASSERT_EQ(in_degree(shelter, view), 1U);
    EXPECT_EQ(source(list(in_edges(shelter, view))[0], view), home);
}

}  // namespace
}  // namespace planloom

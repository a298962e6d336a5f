#include <planloom/graph/boost.hpp>

#include "support/pair.hpp"

#include <benchmark/benchmark.h>
#include <boost/graph/breadth_first_search.hpp>
#include <boost/graph/strong_components.hpp>

#include <cstdint>
#include <vector>

namespace planloom::bench {
namespace {

template <class G>
std::vector<std::uint32_t> distances(const G& graph, std::size_t root) {
    using Vertex = typename boost::graph_traits<G>::vertex_descriptor;
    std::vector<std::uint32_t> distance(num_vertices(graph), 0);
    boost::breadth_first_search(
        graph, static_cast<Vertex>(root),
        boost::visitor(boost::make_bfs_visitor(boost::record_distances(
            boost::make_iterator_property_map(distance.begin(), get(boost::vertex_index, graph)),
            boost::on_tree_edge()))));
    return distance;
}

template <class G>
std::uint32_t components(const G& graph) {
    std::vector<std::uint32_t> component(num_vertices(graph));
    return static_cast<std::uint32_t>(boost::strong_components(
        graph,
        boost::make_iterator_property_map(component.begin(), get(boost::vertex_index, graph))));
}

std::vector<std::uint32_t> distances_on_view(const Case& each) {
    const auto view = dependency_view(each.graph);
    return distances(view, view.vertex(each.first_task));
}

bool distances_agree(const Case& each) {
    const std::vector<std::uint32_t> ours = distances_on_view(each);
    const std::vector<std::uint32_t> theirs = distances(each.links_graph, each.first_task.index());
    for (const TaskId task : each.plan->tasks())
        if (ours[each.graph.node(task).index()] != theirs[task.index()]) return false;
    return true;
}

}  // namespace

std::vector<Pair> view_pairs() {
    return {
        {"breadth_first_search on the view | on Boost's graph",
         {Shape::modular, Shape::layered},
         [](const Case& each) { benchmark::DoNotOptimize(distances_on_view(each)); },
         [](const Case& each) {
             benchmark::DoNotOptimize(distances(each.links_graph, each.first_task.index()));
         },
         distances_agree},
        {"strong_components on the view | on Boost's graph",
         {Shape::knotted},
         [](const Case& each) {
             benchmark::DoNotOptimize(components(dependency_view(each.graph)));
         },
         [](const Case& each) { benchmark::DoNotOptimize(components(each.links_graph)); },
         [](const Case& each) {
             return components(dependency_view(each.graph)) == components(each.links_graph);
         }},
    };
}

}  // namespace planloom::bench

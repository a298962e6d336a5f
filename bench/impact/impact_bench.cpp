#include <planloom/graph/influence.hpp>
#include <planloom/impact/explain.hpp>
#include <planloom/impact/impact.hpp>

#include "support/pair.hpp"

#include <benchmark/benchmark.h>
#include <boost/graph/breadth_first_search.hpp>

#include <algorithm>
#include <vector>

namespace planloom::bench {
namespace {

std::uint32_t root(const Case& each) {
    return each.graph.influence().node(each.first_unit).value();
}

/// Whether Boost's search meets each node; the root is not counted.
std::vector<bool> boosts_reach(const Case& each) {
    std::vector<bool> is_reached(each.influences.nodes, false);
    struct Mark : boost::bfs_visitor<> {
        explicit Mark(std::vector<bool>& nodes) : reached(&nodes) {}
        void tree_edge(const boost::graph_traits<ForwardGraph>::edge_descriptor& edge,
                       const ForwardGraph& graph) const {
            (*reached)[target(edge, graph)] = true;
        }
        std::vector<bool>* reached;
    };
    boost::breadth_first_search(each.influence_graph, root(each), boost::visitor(Mark(is_reached)));
    return is_reached;
}

bool reaches_agree(const Case& each) {
    const InfluenceGraph& influence = each.graph.influence();
    std::vector<bool> ours(each.influences.nodes, false);
    for (const Node node : reach(each.graph, each.first_unit))
        ours[influence.node(node).index()] = true;
    return ours == boosts_reach(each);
}

bool impact_is_within_reach(const Case& each) {
    const InfluenceGraph& influence = each.graph.influence();
    const std::vector<bool> is_reached = boosts_reach(each);
    const Impact harm = impact(each.graph, {{each.first_unit}, {}});
    return !harm.affected.empty() &&
           std::all_of(harm.affected.begin(), harm.affected.end(), [&](const Affected& affected) {
               return is_reached[influence.node(affected.node).index()];
           });
}

bool influences_agree(const Case& each) {
    const InfluenceGraph ours(each.graph);
    const TwoWayGraph theirs = each.influences.two_way();
    for (std::uint32_t node = 0; node < ours.node_count(); ++node)
        if (ours.out(InfluenceNode(node)).size() != out_degree(node, theirs) ||
            ours.in(InfluenceNode(node)).size() != in_degree(node, theirs))
            return false;
    return ours.edge_count() == num_edges(theirs);
}

}  // namespace

std::vector<Pair> impact_pairs() {
    return {
        {"influence graph | build rows both ways",
         {Shape::modular},
         [](const Case& each) { benchmark::DoNotOptimize(InfluenceGraph(each.graph)); },
         [](const Case& each) { benchmark::DoNotOptimize(each.influences.two_way()); },
         influences_agree},
        {"reach of a unit | breadth_first_search",
         {Shape::modular, Shape::layered},
         [](const Case& each) { benchmark::DoNotOptimize(reach(each.graph, each.first_unit)); },
         [](const Case& each) { benchmark::DoNotOptimize(boosts_reach(each)); },
         reaches_agree},
        {"impact of a unit | breadth_first_search",
         {Shape::modular},
         [](const Case& each) {
             benchmark::DoNotOptimize(impact(each.graph, {{each.first_unit}, {}}));
         },
         [](const Case& each) { benchmark::DoNotOptimize(boosts_reach(each)); },
         impact_is_within_reach},
    };
}

}  // namespace planloom::bench

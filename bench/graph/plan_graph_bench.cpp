#include <planloom/graph/plan_graph.hpp>
#include <planloom/order/order.hpp>

#include "support/pair.hpp"

#include <benchmark/benchmark.h>
#include <boost/graph/strong_components.hpp>
#include <boost/graph/topological_sort.hpp>

#include <algorithm>
#include <iterator>
#include <set>
#include <vector>

namespace planloom::bench {
namespace {

using Order = std::vector<std::uint32_t>;

Order boosts_order(const Case& each) {
    const ForwardGraph graph = each.links.forward();
    Order reverse;
    reverse.reserve(num_vertices(graph));
    boost::topological_sort(graph, std::back_inserter(reverse));
    return reverse;
}

/// Whether every link runs forward, all tasks being there.
bool is_order(const Case& each, const Order& order) {
    std::vector<std::size_t> place(each.links.nodes, order.size());
    for (std::size_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    return order.size() == each.links.nodes &&
           std::all_of(each.links.ends.begin(), each.links.ends.end(),
                       [&](const auto& link) { return place[link.first] < place[link.second]; });
}

bool orders_agree(const Case& each) {
    Order theirs = boosts_order(each);
    std::reverse(theirs.begin(), theirs.end());
    Order ours;
    const PlanGraph graph = freeze(each.plan);
    for (const TaskId task : topological_order(graph).tasks()) ours.push_back(task.value());
    return is_order(each, ours) && is_order(each, theirs);
}

std::vector<std::uint32_t> boosts_components(const ForwardGraph& graph) {
    std::vector<std::uint32_t> component(num_vertices(graph));
    boost::strong_components(graph, boost::make_iterator_property_map(
                                        component.begin(), get(boost::vertex_index, graph)));
    return component;
}

bool components_agree(const Case& each) {
    const std::vector<std::uint32_t> component = boosts_components(each.links_graph);
    std::vector<std::vector<std::uint32_t>> theirs(component.size()), ours;
    for (std::uint32_t task = 0; task < component.size(); ++task)
        theirs[component[task]].push_back(task);
    std::erase_if(theirs, [](const auto& members) { return members.size() < 2; });
    std::sort(theirs.begin(), theirs.end());
    for (const IdRange<TaskNode>& knot : each.graph.knots()) {
        ours.emplace_back();
        for (const TaskNode node : knot) ours.back().push_back(each.graph.task(node).value());
        std::sort(ours.back().begin(), ours.back().end());
    }
    std::sort(ours.begin(), ours.end());
    return !ours.empty() && ours == theirs;
}

bool rows_agree(const Case& each) {
    const TwoWayGraph theirs = each.links.two_way();
    for (const TaskId task : each.plan->tasks()) {
        const TaskNode node = each.graph.node(task);
        if (each.graph.successors(node).size() != out_degree(task.value(), theirs) ||
            each.graph.predecessors(node).size() != in_degree(task.value(), theirs))
            return false;
    }
    return each.graph.link_count() == num_edges(theirs);
}

}  // namespace

std::vector<Pair> graph_pairs() {
    return {
        {"freeze | build rows both ways",
         {Shape::modular, Shape::layered},
         [](const Case& each) { benchmark::DoNotOptimize(freeze(each.plan)); },
         [](const Case& each) { benchmark::DoNotOptimize(each.links.two_way()); },
         rows_agree},
        {"freeze and order | build and topological_sort",
         {Shape::modular, Shape::layered},
         [](const Case& each) {
             const PlanGraph graph = freeze(each.plan);
             benchmark::DoNotOptimize(topological_order(graph).tasks().data());
         },
         [](const Case& each) { benchmark::DoNotOptimize(boosts_order(each)); },
         orders_agree},
        {"freeze and knots | build and strong_components",
         {Shape::knotted},
         [](const Case& each) {
             const PlanGraph graph = freeze(each.plan);
             benchmark::DoNotOptimize(graph.knots().data());
         },
         [](const Case& each) {
             benchmark::DoNotOptimize(boosts_components(each.links.forward()));
         },
         components_agree},
    };
}

}  // namespace planloom::bench

#include "knot.hpp"

#include <algorithm>
#include <functional>

namespace planloom {

Knot::Knot(const PlanGraph& graph, IdRange<TaskNode> nodes) : graph_(graph), nodes_(nodes) {
    const DependencyTable& table = graph.plan().dependency_table();
    const TaskNode first = nodes[0];
    const TaskNode last(first.index() + nodes.size() - 1);
    for (const TaskNode node : nodes) {
        const std::span<const TaskNode> next = graph.successors(node);
        TaskNode previous;
        for (std::size_t i = 0; i < next.size(); ++i) {
            if (next[i] < first || next[i] > last) continue;
            const DependencyId link = graph.successor_links(node)[i];
            const bool is_soft = table.is_soft[link.index()] != 0;
            RepairCost* cost = &self_cost_;
            if (next[i] == node) {
                self_links_.push_back(link);
            } else {
                if (next[i] != previous)
                    arcs_.push_back({static_cast<std::uint32_t>(node.index() - first.index()),
                                     static_cast<std::uint32_t>(next[i].index() - first.index()),
                                     static_cast<std::uint32_t>(links_.size()),
                                     {}});
                links_.push_back(link);
                cost = &arcs_.back().cost;
            }
            ++(is_soft ? cost->soft_links : cost->hard_links);
            previous = next[i];
        }
    }
}

Repair Knot::repair(const std::vector<bool>& is_removed) const {
    Repair repair;
    repair.remove = self_links_;
    repair.cost = self_cost_;
    for (std::size_t arc = 0; arc < arcs_.size(); ++arc) {
        if (!is_removed[arc]) continue;
        const std::size_t end = arc + 1 < arcs_.size() ? arcs_[arc + 1].first_link : links_.size();
        for (std::size_t i = arcs_[arc].first_link; i < end; ++i)
            repair.remove.push_back(links_[i]);
        repair.cost.hard_links += arcs_[arc].cost.hard_links;
        repair.cost.soft_links += arcs_[arc].cost.soft_links;
    }
    std::sort(repair.remove.begin(), repair.remove.end());
    repair.order = order_without(is_removed);
    PLANLOOM_ENSURES(repair.order.size() == nodes_.size());
    return repair;
}

/// Kahn's algorithm with a heap; a circle would leave tasks out.
std::vector<TaskId> Knot::order_without(const std::vector<bool>& is_removed) const {
    std::vector<std::uint32_t> waits_for(nodes_.size(), 0), first_arc(nodes_.size() + 1, 0);
    for (std::size_t arc = 0; arc < arcs_.size(); ++arc) {
        ++first_arc[arcs_[arc].from + 1];
        if (!is_removed[arc]) ++waits_for[arcs_[arc].to];
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i) first_arc[i + 1] += first_arc[i];
    std::vector<TaskId> heap, order;
    order.reserve(nodes_.size());
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (waits_for[i] == 0) heap.push_back(graph_.task(nodes_[i]));
    std::make_heap(heap.begin(), heap.end(), std::greater<>());
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), std::greater<>());
        const TaskId task = heap.back();
        heap.pop_back();
        order.push_back(task);
        const std::size_t from = graph_.node(task).index() - nodes_[0].index();
        for (std::size_t arc = first_arc[from]; arc < first_arc[from + 1]; ++arc) {
            if (is_removed[arc] || --waits_for[arcs_[arc].to] != 0) continue;
            heap.push_back(graph_.task(nodes_[arcs_[arc].to]));
            std::push_heap(heap.begin(), heap.end(), std::greater<>());
        }
    }
    return order;
}

}  // namespace planloom

#include <planloom/order/order.hpp>

namespace planloom {

std::span<const TaskId> Order::wave(std::size_t wave) const noexcept {
    const IdRange<TaskNode> nodes = graph_->wave(wave);
    return graph_->layout().subspan(nodes.empty() ? 0 : nodes[0].index(), nodes.size());
}

std::optional<Order> find_order(const PlanGraph& graph) noexcept {
    if (graph.has_cycles()) return std::nullopt;
    return Order(graph);
}

Order topological_order(const PlanGraph& graph) {
    if (const std::optional<Order> order = find_order(graph)) return *order;
    throw CycleError(graph.plan(), find_cycles(graph));
}

}  // namespace planloom

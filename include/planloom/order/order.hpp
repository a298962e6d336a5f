// In which order the tasks can be done.
#pragma once

#include <planloom/graph/plan_graph.hpp>
#include <planloom/order/cycles.hpp>

#include <cstddef>
#include <optional>
#include <span>

namespace planloom {

/// The proof that a graph has no circle, and the order that follows from it: tasks by (wave, plan
/// order). A link on a summary task holds for all tasks under it: they come after all that the
/// summary task waits for, and before all that waits for it. Only topological_order and find_order
/// make one. Borrows from the graph.
class Order {
public:
    [[nodiscard]] const PlanGraph& graph() const noexcept { return *graph_; }
    [[nodiscard]] std::span<const TaskId> tasks() const noexcept { return graph_->layout(); }
    /// Tasks of one wave can be done side by side once all earlier waves are done.
    [[nodiscard]] std::size_t wave_count() const noexcept { return graph_->wave_count(); }
    [[nodiscard]] std::span<const TaskId> wave(std::size_t wave) const noexcept;

private:
    explicit Order(const PlanGraph& graph) noexcept : graph_(&graph) {}
    friend std::optional<Order> find_order(const PlanGraph& graph) noexcept;

    const PlanGraph* graph_;
};

/// The order, or nothing if the graph has a circle.
/// @complexity O(1): the layout of a frozen graph is the order
[[nodiscard]] std::optional<Order> find_order(const PlanGraph& graph) noexcept;
std::optional<Order> find_order(PlanGraph&& graph) = delete;

/// The order.
/// @throws CycleError  with a shortest circle for every knot
[[nodiscard]] Order topological_order(const PlanGraph& graph);
Order topological_order(PlanGraph&& graph) = delete;

}  // namespace planloom

// The links of a graph as the search for circles walks them.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <span>
#include <vector>

namespace planloom {

/// Ways from task to task. Nodes are TaskNodes; where links are handed down, gates are numbered on
/// from there (see HandedDown), and only ways inside a knot are kept. Borrows from the graph.
class CycleWays {
public:
    explicit CycleWays(const PlanGraph& graph);

    [[nodiscard]] std::size_t node_count() const noexcept { return node_count_; }
    [[nodiscard]] bool has_gates() const noexcept { return has_gates_; }
    [[nodiscard]] bool is_gate(TaskNode node) const noexcept {
        return node.index() >= graph_.task_count();
    }
    [[nodiscard]] std::span<const TaskNode> successors(TaskNode node) const noexcept {
        return has_gates_ ? successors_[node] : graph_.successors(node);
    }
    [[nodiscard]] std::span<const TaskNode> predecessors(TaskNode node) const noexcept {
        return has_gates_ ? predecessors_[node] : graph_.predecessors(node);
    }
    /// The links behind predecessors(node); not valid between a gate and what it stands for.
    [[nodiscard]] std::span<const DependencyId> predecessor_links(TaskNode node) const noexcept {
        return has_gates_ ? predecessor_links_[node] : graph_.predecessor_links(node);
    }
    /// The first link by which a task comes before itself, or one that is not valid.
    [[nodiscard]] DependencyId loop(TaskNode task) const noexcept;
    /// The gates in a knot, in ascending order.
    /// @complexity O(log knots)
    [[nodiscard]] std::span<const TaskNode> gates(IdRange<TaskNode> knot) const noexcept;
    /// Whether one end of a link is, or stands under, the other.
    [[nodiscard]] bool is_loop(DependencyId link) const noexcept;

private:
    void keep_ways_in_knots();
    void find_loops();

    const PlanGraph& graph_;
    bool has_gates_ = false;
    std::size_t node_count_;
    Rows<TaskNode, TaskNode> successors_, predecessors_;
    Rows<TaskNode, DependencyId> predecessor_links_;
    Rows<TaskNode, TaskNode> gates_;
    std::vector<DependencyId> loops_;
    std::vector<bool> is_loop_;
};

}  // namespace planloom

// One knot by itself, its tasks and gates numbered from 0 and the links between two of them taken
// together.
#pragma once

#include <planloom/graph/plan_graph.hpp>
#include <planloom/order/repair.hpp>

#include "cycle_ways.hpp"

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace planloom {

/// All links from one node of the knot to another: a task, or the gate of a summary task.
struct KnotArc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    /// Where its links are in Knot::links, up to the next arc's.
    std::uint32_t first_link = 0;
    RepairCost cost;

    [[nodiscard]] bool is_hard() const noexcept { return cost.hard_links > 0; }
};

/// The knot's arcs, sorted by their ends. Links that are a circle by themselves, from a task to
/// itself or to one above or under it, stand apart. Nodes are the tasks, then the gates. Borrows
/// from the graph and the ways.
class Knot {
public:
    Knot(const PlanGraph& graph, const CycleWays& ways, IdRange<TaskNode> nodes);

    [[nodiscard]] std::size_t task_count() const noexcept { return nodes_.size(); }
    [[nodiscard]] std::size_t node_count() const noexcept { return nodes_.size() + gates_.size(); }
    [[nodiscard]] const std::vector<KnotArc>& arcs() const noexcept { return arcs_; }

    /// What leads to a gate out, and from a gate in; no part of this can be removed.
    [[nodiscard]] const std::vector<std::pair<std::uint32_t, std::uint32_t>>& ways()
        const noexcept {
        return ways_;
    }

    /// The repair that takes out the arcs marked, which must leave no circle, and the links of
    /// tasks to themselves.
    [[nodiscard]] Repair repair(const std::vector<bool>& is_removed) const;
    /// Whether tasks, each of the knot once, stand so that all links but those removed run forward.
    /// @param removed  sorted
    [[nodiscard]] bool is_order(std::span<const TaskId> tasks,
                                std::span<const DependencyId> removed) const;

private:
    void add_arcs(const CycleWays& ways);
    /// A node's number in the knot; node_count() for what is outside of it.
    [[nodiscard]] std::uint32_t number(TaskNode node) const;
    [[nodiscard]] std::vector<TaskId> order_without(const std::vector<bool>& is_removed) const;

    const PlanGraph& graph_;
    IdRange<TaskNode> nodes_;
    std::span<const TaskNode> gates_;  ///< borrowed from the ways
    std::vector<KnotArc> arcs_;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> ways_;
    std::vector<DependencyId> links_;
    std::vector<DependencyId> self_links_;
    RepairCost self_cost_;
};

/// What a search for repairs found.
struct FoundRepairs {
    std::vector<Repair> repairs;
    bool is_complete = true;
};

/// The best repairs by trying all sets of arcs, best first.
/// @param knot     has at most 64 arcs
/// @param count    how many repairs
/// @param choices  how many sets to try at most
[[nodiscard]] FoundRepairs best_repairs(const Knot& knot, std::size_t count, std::uint64_t choices,
                                        Monitor* monitor);

/// A repair of a knot of any size.
[[nodiscard]] Repair quick_repair(const Knot& knot, std::uint64_t links, Monitor* monitor);

}  // namespace planloom

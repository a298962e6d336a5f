// One knot by itself, its tasks numbered from 0 and the links between two of them taken together.
#pragma once

#include <planloom/graph/plan_graph.hpp>
#include <planloom/order/repair.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace planloom {

/// All links from one task of the knot to another.
struct KnotArc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    /// Where its links are in Knot::links, up to the next arc's.
    std::uint32_t first_link = 0;
    RepairCost cost;

    [[nodiscard]] bool is_hard() const noexcept { return cost.hard_links > 0; }
};

/// The knot's arcs, sorted by their ends; links of a task to itself stand apart.
class Knot {
public:
    Knot(const PlanGraph& graph, IdRange<TaskNode> nodes);

    [[nodiscard]] std::size_t task_count() const noexcept { return nodes_.size(); }
    [[nodiscard]] const std::vector<KnotArc>& arcs() const noexcept { return arcs_; }

    /// The repair that takes out the arcs marked, which must leave no circle, and the links of
    /// tasks to themselves.
    [[nodiscard]] Repair repair(const std::vector<bool>& is_removed) const;

private:
    [[nodiscard]] std::vector<TaskId> order_without(const std::vector<bool>& is_removed) const;

    const PlanGraph& graph_;
    IdRange<TaskNode> nodes_;
    std::vector<KnotArc> arcs_;
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

// Links on summary tasks, handed down to all tasks under them without a link for every pair.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace planloom {

/// An arc between two nodes: tasks by their TaskId, gates numbered on from there.
struct HandedDownArc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    DependencyId link;  ///< not valid on the ways between a gate and what it stands for
};

/// The links of a plan as they hold for every task under their ends. A gate stands for a summary
/// task and all under it: all of them lead to its gate out, and its gate in leads to all of them.
/// So every way from one task to the next through gates follows just one link, and there is such a
/// way for every task under (or at) the predecessor and every one under (or at) the successor.
struct HandedDown {
    std::size_t node_count = 0;
    std::vector<HandedDownArc> arcs;
};

/// Whether any link has a summary task at one of its ends.
/// @complexity O(links); O(1) if no task has a parent
[[nodiscard]] bool has_summary_links(const PlanGraph& graph);

/// Gates are made where a link needs them, arcs by link in plan order.
/// @complexity O(tasks + links)
[[nodiscard]] HandedDown hand_down(const PlanGraph& graph);

[[nodiscard]] Rows<TaskId, TaskId> successor_rows(const HandedDown& links);

}  // namespace planloom

// How freeze numbers the tasks anew: waves, knots and the layout that follows from them.
#pragma once

#include <planloom/core/id.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/graph/rows.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace planloom {

/// Waves and knots of a directed graph over tasks and gates.
struct Layering {
    /// The wave of each task; gates are left out here and in knots.
    std::vector<std::uint32_t> wave;
    std::uint32_t wave_count = 0;
    /// Members of each knot in plan order; knots by their first member.
    std::vector<std::vector<TaskId>> knots;
};

/// Kahn's algorithm by waves; what it leaves over is cut into strong components (Tarjan 1972, with
/// an explicit stack) and finished on those. A gate takes no wave of its own: what comes after it
/// comes right after the tasks before it.
/// @param task_count  nodes from here on are gates; every circle has a task on it
/// @complexity O(nodes + links)
[[nodiscard]] Layering layer(const Rows<TaskId, TaskId>& successors, std::size_t task_count,
                             Monitor* monitor);

/// Strong components with a circle, within the nodes for which `is_open`, gates included.
[[nodiscard]] std::vector<std::vector<TaskId>> find_knots(const Rows<TaskId, TaskId>& successors,
                                                          const std::vector<bool>& is_open);

}  // namespace planloom

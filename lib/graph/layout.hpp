// How freeze numbers the tasks anew: waves, knots and the layout that follows from them.
#pragma once

#include <planloom/core/id.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/graph/rows.hpp>

#include <cstdint>
#include <span>
#include <vector>

namespace planloom {

/// Waves and knots of a directed graph over tasks.
struct Layering {
    /// The wave of each task.
    std::vector<std::uint32_t> wave;
    std::uint32_t wave_count = 0;
    /// Members of each knot in plan order; knots by their first member.
    std::vector<std::vector<TaskId>> knots;
};

/// Kahn's algorithm by waves; what it leaves over is cut into strong components (Tarjan 1972, with
/// an explicit stack) and finished on those.
/// @complexity O(tasks + links)
[[nodiscard]] Layering layer(const Rows<TaskId, TaskId>& successors, Monitor* monitor);

/// Strong components with a circle, within the tasks for which `is_open`.
[[nodiscard]] std::vector<std::vector<TaskId>> find_knots(const Rows<TaskId, TaskId>& successors,
                                                          const std::vector<bool>& is_open);

}  // namespace planloom

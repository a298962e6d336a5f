// Single points of failure: units and tasks whose loss costs the plan a goal, and small sets of
// units that do so together. For what one failure reaches see <planloom/impact/impact.hpp>.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace planloom {

/// What is lost with one unit or task.
struct FailurePoint {
    /// The unit or task that fails.
    Node node;
    /// The open tasks without subtasks that stop: those that it takes along itself, then those that
    /// wait for them, each in plan order.
    std::vector<TaskId> stopped;
    /// The goals that cannot be reached any more, in plan order.
    std::vector<GoalId> lost;

    friend bool operator==(const FailurePoint&, const FailurePoint&) = default;
};

struct FailureOptions {
    bool with_units = true;
    bool with_tasks = true;
    /// How many tasks, links and lost goals to pass at most for all failures together.
    std::uint64_t max_steps = 30'000'000;
    /// How many cuts to list at most.
    std::size_t max_cuts = 1'000;
};

struct FailurePoints {
    /// Units, then tasks that cost at least one goal, in plan order.
    std::vector<FailurePoint> points;
    /// Whether the steps ran out: units and tasks after the last one looked at are missing.
    bool is_cut = false;

    friend bool operator==(const FailurePoints&, const FailurePoints&) = default;
};

/// Lets every unit and every task fail by itself.
///
/// - An open task stops when all who lead it fail: its lead and co-leads (a co-lead is a deputy),
/// or
///   those of the nearest task above it that has any. A task that nobody leads depends on no unit.
/// - What waits for a stopped task by a hard link stops too; a link on a summary task holds for
///   each of its leaves. Tasks that are done stay done.
/// - A goal is lost when its support formula fails (SupportFormulas, with gaps left out).
///
/// @throws Interrupted  if the monitor says stop
/// @complexity O(n + r) and, for each unit and task, O(what stops and its links and serves)
[[nodiscard]] FailurePoints failure_points(const PlanGraph& graph,
                                           const FailureOptions& options = {},
                                           Monitor* monitor = nullptr);

/// Units that cost a goal when they all fail, and only then.
struct UnitCut {
    std::vector<UnitId> units;
    /// The goals at the top (without a parent) that they cost together and no fewer of them do.
    std::vector<GoalId> lost;

    friend bool operator==(const UnitCut&, const UnitCut&) = default;
};

struct UnitCuts {
    /// By the units in plan order.
    std::vector<UnitCut> cuts;
    /// Whether the steps or the room for cuts ran out.
    bool is_cut = false;

    friend bool operator==(const UnitCuts&, const UnitCuts&) = default;
};

/// The minimal cut sets of units of a size. Tries all pairs, or triples, of units that lead a task.
/// @param size  2 or 3
/// @complexity O(u^size) for u units that lead a task, and what each set stops; see max_steps
[[nodiscard]] UnitCuts minimal_cuts(const PlanGraph& graph, std::size_t size,
                                    const FailureOptions& options = {}, Monitor* monitor = nullptr);

}  // namespace planloom

// What can be started now. For the dates at which it can be started the lags count, which are left
// out here.
#pragma once

#include <planloom/core/id.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <cstdint>
#include <vector>

namespace planloom {

/// How far the work is. A task that is done has started, whether or not `started` has it.
struct Progress {
    IdSet<TaskId> done;
    IdSet<TaskId> started;
};

/// What the plan's own status fields say: done are the tasks that are done or cancelled, since
/// neither holds back another any more; started are those in progress.
/// @complexity O(n)
[[nodiscard]] Progress progress_of(const Plan& plan);

/// Whether links that may be broken hold back a start too.
enum class SoftLinks : std::uint8_t { hold, ignore };

/// The tasks that are neither done nor started and that no link holds back, in plan order. A
/// finish-to-start link holds back its successor until the predecessor is done, a start-to-start
/// link until the predecessor has started; the other two types hold back no start. Lags are
/// waiting times after that and are left out; so is a negative lag: the successor waits for the
/// end. A link on a summary task holds for all its subtasks: what waits for it waits for all of
/// them, which are done too once it is. Tasks of a circle of finish-to-start links are never ready.
/// @complexity O(n + e)
[[nodiscard]] std::vector<TaskId> ready(const PlanGraph& graph, const Progress& progress,
                                        SoftLinks soft = SoftLinks::hold);

/// The tasks that are not ready yet and will be once `task` is done as well, in plan order. The
/// task itself is not among them.
/// @complexity O(n + e)
[[nodiscard]] std::vector<TaskId> becomes_ready(const PlanGraph& graph, const Progress& progress,
                                                TaskId task, SoftLinks soft = SoftLinks::hold);

}  // namespace planloom

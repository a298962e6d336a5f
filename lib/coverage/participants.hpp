// The units of a task, each once.
#pragma once

#include <planloom/graph/plan_graph.hpp>

namespace planloom {

struct Participant {
    UnitId unit;
    /// Leads or co-leads, whatever other roles it has too.
    bool is_lead = false;
};

/// Sorted by unit.
/// @complexity O(tasks + assignments log(assignments of a task))
[[nodiscard]] Rows<TaskId, Participant> participants(const PlanGraph& graph);

}  // namespace planloom

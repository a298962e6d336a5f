// What a cause does to every node, before the paths are known.
#pragma once

#include <planloom/impact/impact.hpp>

#include <vector>

namespace planloom {

/// Effects on all nodes, and what is needed to say by which edges they came.
struct Harm {
    const PlanGraph& graph;
    IdSet<UnitId> failed;
    std::vector<Effect> tasks, goals, requirements;
    /// Tasks that stopped because the last of their subtasks did.
    IdSet<TaskId> stopped_by_subtasks;
    /// Tasks that stopped because no carrier is left to them, here or above.
    IdSet<TaskId> without_carrier;

    explicit Harm(const PlanGraph& plan_graph);
    [[nodiscard]] Effect of(Node node) const;
};

/// Whether a row is one of those that carry its task: the leads and co-leads, or else the
/// responsible units, or else the implementing units.
[[nodiscard]] bool is_carrier(const Plan& plan, AssignmentId row);

/// The tasks without subtasks that `task` carries: itself, or those below it with no carrier on the
/// way down.
[[nodiscard]] std::vector<TaskId> carried_leaves(const PlanGraph& graph, TaskId task);

/// Whether all that a goal has are supporting tasks, so that they count like necessary ones.
[[nodiscard]] bool has_only_supporting(const PlanGraph& graph, GoalId goal);

void harm_tasks(Harm& harm, const Cause& cause, Monitor* monitor);
void harm_goals(Harm& harm);
void harm_requirements(Harm& harm);

// The share of what a node rests on that is stopped or incomplete, 0 to 1.
[[nodiscard]] double lost_share(const Harm& harm, TaskId task);
[[nodiscard]] double lost_share(const Harm& harm, GoalId goal);
[[nodiscard]] double lost_share(const Harm& harm, RequirementId requirement);

}  // namespace planloom

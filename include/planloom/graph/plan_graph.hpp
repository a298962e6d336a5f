// The frozen plan: keys resolved, relations in compressed rows both ways, tasks laid out so that
// links run forward in memory. For circles and the order see <planloom/order/order.hpp>; for
// Boost's algorithms see <planloom/graph/boost.hpp>.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/graph/rows.hpp>
#include <planloom/model/plan.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace planloom {

class InfluenceGraph;

/// What a graph algorithm over tasks may ask: nodes numbered 0..count-1 and, for each, the nodes
/// after and before it.
template <class G>
concept TaskGraph = requires(const G& graph, TaskNode node) {
    { graph.task_count() } -> std::convertible_to<std::size_t>;
    { graph.successors(node) } -> std::convertible_to<std::span<const TaskNode>>;
    { graph.predecessors(node) } -> std::convertible_to<std::span<const TaskNode>>;
};

/// What freeze does with a plan that has structural faults (see find_faults): refuse it, or leave
/// the faulty references out. With `skip`, dangling references are dropped, rows with a key that is
/// taken stay nodes of their own, and the parents of a circle of parents are forgotten.
enum class Faults : std::uint8_t { refuse, skip };

/// A plan made ready for questions. Immutable; every const member may be called from several
/// threads at once. It may hold circles of dependencies; each strong component with a circle is a
/// knot.
///
/// Layout: tasks are numbered anew, as TaskNode, by (wave, plan order), tasks of one knot next to
/// each other. A task's wave is the number of links on the longest chain that leads to it, circles
/// counted as one node. So every link that is not inside a knot runs from a lower to a higher
/// TaskNode.
///
/// A link on a summary task holds for all tasks under it as well: waves, knots and the layout are
/// those of the plan in which every task under (or at) the predecessor is linked to every task
/// under (or at) the successor. A summary task stands where it can begin: outside knots, in no
/// later wave than the tasks under it. Rows of links hold the links as they are written, and no
/// handed-down one.
class PlanGraph {
public:
    PlanGraph(PlanGraph&&) noexcept;
    PlanGraph& operator=(PlanGraph&&) noexcept;
    PlanGraph(const PlanGraph&) = delete;
    PlanGraph& operator=(const PlanGraph&) = delete;
    ~PlanGraph();

    [[nodiscard]] const Plan& plan() const noexcept { return *plan_; }
    [[nodiscard]] const std::shared_ptr<const Plan>& shared_plan() const noexcept { return plan_; }

    // Tasks and their links, in layout order. Neighbours of one task are in layout order; two
    // links between the same two tasks are two entries.
    [[nodiscard]] std::size_t task_count() const noexcept { return task_of_.size(); }
    [[nodiscard]] std::size_t link_count() const noexcept { return successors_.items().size(); }
    [[nodiscard]] IdRange<TaskNode> nodes() const noexcept {
        return IdRange<TaskNode>(task_count());
    }
    [[nodiscard]] TaskNode node(TaskId task) const noexcept { return node_of_[task.index()]; }
    [[nodiscard]] TaskId task(TaskNode node) const noexcept { return task_of_[node.index()]; }
    /// The plan's tasks in layout order.
    [[nodiscard]] std::span<const TaskId> layout() const noexcept { return task_of_; }
    [[nodiscard]] std::span<const TaskNode> successors(TaskNode node) const noexcept {
        return successors_[node];
    }
    [[nodiscard]] std::span<const TaskNode> predecessors(TaskNode node) const noexcept {
        return predecessors_[node];
    }
    /// The plan's rows behind successors(node), in the same order.
    [[nodiscard]] std::span<const DependencyId> successor_links(TaskNode node) const noexcept {
        return successor_links_[node];
    }
    [[nodiscard]] std::span<const DependencyId> predecessor_links(TaskNode node) const noexcept {
        return predecessor_links_[node];
    }
    [[nodiscard]] const Rows<TaskNode, TaskNode>& successor_rows() const noexcept {
        return successors_;
    }
    [[nodiscard]] const Rows<TaskNode, TaskNode>& predecessor_rows() const noexcept {
        return predecessors_;
    }

    [[nodiscard]] std::size_t wave_count() const noexcept { return wave_offsets_.size() - 1; }
    [[nodiscard]] IdRange<TaskNode> wave(std::size_t wave) const noexcept {
        return {wave_offsets_[wave], wave_offsets_[wave + 1]};
    }
    /// @complexity O(log waves)
    [[nodiscard]] std::size_t wave_of(TaskNode node) const noexcept;

    // Knots, by layout order: strong components of two or more tasks, and tasks that depend on
    // themselves; both by links as they are handed down.
    [[nodiscard]] bool has_cycles() const noexcept { return !knots_.empty(); }
    [[nodiscard]] std::span<const IdRange<TaskNode>> knots() const noexcept { return knots_; }

    // The other relations backwards, and the hierarchies downwards, each in plan order. Forwards
    // they are in the plan: plan().serves(task), plan().assignments(task), ...
    [[nodiscard]] std::span<const ServesId> serves(GoalId goal) const noexcept {
        return goal_serves_[goal];
    }
    [[nodiscard]] std::span<const AssignmentId> assignments(UnitId unit) const noexcept {
        return unit_assignments_[unit];
    }
    [[nodiscard]] std::span<const ImplementsId> implements(
        RequirementId requirement) const noexcept {
        return requirement_implements_[requirement];
    }
    [[nodiscard]] std::span<const GoalId> children(GoalId goal) const noexcept {
        return goal_children_[goal];
    }
    [[nodiscard]] std::span<const TaskId> children(TaskId task) const noexcept {
        return task_children_[task];
    }
    [[nodiscard]] std::span<const UnitId> children(UnitId unit) const noexcept {
        return unit_children_[unit];
    }
    /// The parent, or an id that is not valid; parents on a circle of parents are left out.
    [[nodiscard]] GoalId parent(GoalId goal) const noexcept { return goal_parents_[goal.index()]; }
    [[nodiscard]] TaskId parent(TaskId task) const noexcept { return task_parents_[task.index()]; }
    [[nodiscard]] UnitId parent(UnitId unit) const noexcept { return unit_parents_[unit.index()]; }
    [[nodiscard]] bool is_leaf(TaskId task) const noexcept { return children(task).empty(); }

    /// All relations at once, oriented the way harm travels. Made on the first call.
    /// @complexity O(nodes + relations) the first time
    [[nodiscard]] const InfluenceGraph& influence() const;

private:
    friend PlanGraph freeze(std::shared_ptr<const Plan> plan, Faults faults, Monitor* monitor);
    PlanGraph();
    void lay_out_tasks(Monitor* monitor);
    void index_relations(Faults faults);

    struct Lazy;

    std::shared_ptr<const Plan> plan_;
    std::vector<TaskNode> node_of_;
    std::vector<TaskId> task_of_;
    Rows<TaskNode, TaskNode> successors_, predecessors_;
    Rows<TaskNode, DependencyId> successor_links_, predecessor_links_;
    std::vector<std::uint32_t> wave_offsets_;
    std::vector<IdRange<TaskNode>> knots_;
    Rows<GoalId, ServesId> goal_serves_;
    Rows<UnitId, AssignmentId> unit_assignments_;
    Rows<RequirementId, ImplementsId> requirement_implements_;
    Rows<GoalId, GoalId> goal_children_;
    Rows<TaskId, TaskId> task_children_;
    Rows<UnitId, UnitId> unit_children_;
    std::vector<GoalId> goal_parents_;
    std::vector<TaskId> task_parents_;
    std::vector<UnitId> unit_parents_;
    std::unique_ptr<Lazy> lazy_;
};

/// Freezes a plan. The plan given by value is moved in, or copied from an lvalue; the shared one is
/// kept as it is.
/// @throws InvalidPlan  with every structural fault, when they are to be refused
/// @throws Interrupted  if the monitor says stop
/// @complexity O(n + r) time and space for n nodes and r relations
[[nodiscard]] PlanGraph freeze(std::shared_ptr<const Plan> plan, Faults faults = Faults::refuse,
                               Monitor* monitor = nullptr);
[[nodiscard]] PlanGraph freeze(Plan plan, Faults faults = Faults::refuse,
                               Monitor* monitor = nullptr);

static_assert(TaskGraph<PlanGraph>);

}  // namespace planloom

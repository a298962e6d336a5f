// Which units work together, which hand work on to which, and how much of that crosses levels,
// regions, departments, systems or goals.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// What one unit, the row, has to do with another, the column.
struct CoordinationCell {
    std::uint32_t column = 0;
    /// Tasks in which both take part in any role, each task once. On the diagonal: the tasks of the
    /// unit.
    std::uint32_t shared = 0;
    /// Of these, the tasks that the row leads (as lead or co-lead) and the column does not.
    std::uint32_t leads = 0;
    /// Links, as they are written, by which the row hands work on to the column.
    std::uint32_t links = 0;
    /// Hand-offs from row to column: for each link, the pairs of a leaf at or under its predecessor
    /// that the row leads and a leaf at or under its successor that the column leads.
    std::uint64_t hand_offs = 0;

    friend bool operator==(const CoordinationCell&, const CoordinationCell&) = default;
};

/// Bounds on work that grows with a square. What is beyond them is left out and counted.
struct CoordinationOptions {
    /// A task with u units makes u * u pairs.
    std::size_t max_units_per_task = 1'000;
    /// A link makes a * b pairs for the a units that lead leaves before it and the b behind it.
    std::size_t max_pairs_per_link = 1'000'000;
};

/// Units by units. `shared` is symmetric; a cell is there where `shared` or `hand_offs` is not 0.
class Coordination {
public:
    Coordination(std::vector<std::uint32_t> offsets, std::vector<CoordinationCell> cells,
                 std::vector<TaskId> left_out_tasks, std::vector<DependencyId> left_out_links);

    [[nodiscard]] std::size_t unit_count() const noexcept { return offsets_.size() - 1; }
    [[nodiscard]] std::size_t cell_count() const noexcept { return cells_.size(); }
    /// Sorted by column.
    [[nodiscard]] std::span<const CoordinationCell> row(UnitId unit) const noexcept;
    /// The cell, or nullptr if it is empty.
    /// @complexity O(log cells of the row)
    [[nodiscard]] const CoordinationCell* find(UnitId row, UnitId column) const noexcept;
    /// Tasks and links beyond a bound, whose pairs are missing; in plan order.
    [[nodiscard]] std::span<const TaskId> left_out_tasks() const noexcept {
        return left_out_tasks_;
    }
    [[nodiscard]] std::span<const DependencyId> left_out_links() const noexcept {
        return left_out_links_;
    }

private:
    std::vector<std::uint32_t> offsets_;
    std::vector<CoordinationCell> cells_;
    std::vector<TaskId> left_out_tasks_;
    std::vector<DependencyId> left_out_links_;
};

/// Builds the units-by-units table. A link on a summary task counts for the leaves under it by
/// multiplying how often each unit leads there, not by writing the pairs out. Tasks without a lead
/// of their own hand nothing on.
/// @throws Error  `limit_cells` when there are more than 2^32 - 1 cells
/// @complexity O(nodes + relations + p + s log s + c log c) for p pairs within the bounds, c cells,
///             and s: the units that lead leaves under each summary task with links
[[nodiscard]] Coordination coordination(const PlanGraph& graph,
                                        const CoordinationOptions& options = {});

/// By what work can be told apart: of units their level, region, department and system (跨层级、
/// 跨地域、跨部门、跨系统), of tasks their goal and section (跨业务).
enum class GroupAxis : std::uint8_t { level, region, parent, system, goal, section };

inline constexpr GroupAxis group_axes[] = {GroupAxis::level,  GroupAxis::region,
                                           GroupAxis::parent, GroupAxis::system,
                                           GroupAxis::goal,   GroupAxis::section};

/// The word for an axis in the tool: the enumerator.
[[nodiscard]] std::string_view word(GroupAxis axis) noexcept;
[[nodiscard]] std::optional<GroupAxis> parse_group_axis(std::string_view text) noexcept;
/// Whether units are told apart by it; else tasks are.
[[nodiscard]] constexpr bool is_of_units(GroupAxis axis) noexcept {
    return axis < GroupAxis::goal;
}

/// Stands for a node that an axis says nothing of.
inline constexpr std::uint32_t no_group = 0xFFFFFFFFU;

/// Nodes of one kind by group.
struct Groups {
    /// What people call them. Levels are in the order that the plan gives, the rest in plan order.
    std::vector<std::string> titles;
    /// For each node, or no_group.
    std::vector<std::uint32_t> of;

    [[nodiscard]] bool is_evaluated() const noexcept { return !titles.empty(); }
};

/// Units by group.
/// - level, region: as the unit says; a unit that says none takes that of its nearest parent.
/// - parent: the department is the unit above; a unit without one is a department itself.
/// - system: the text of the attribute `system` or 系统 of the unit or its nearest parent with
///   one; the model has no field for it. Where no unit has one, nothing is evaluated.
/// @param axis  one of units
/// @complexity O(units + attributes)
[[nodiscard]] Groups unit_groups(const PlanGraph& graph, GroupAxis axis);

/// Tasks by the first of their groups; see task_group_sets for goals.
/// @param axis  one of tasks
[[nodiscard]] Groups task_groups(const PlanGraph& graph, GroupAxis axis);

/// Tasks by all of their groups, sorted, without doubles.
struct TaskGroupSets {
    std::vector<std::string> titles;
    Rows<TaskId, std::uint32_t> of;
};

/// Tasks by group.
/// - goal: the goals of the highest level with more than one goal; each task is in those that it,
///   or else its nearest parent that serves anything, serves by itself or by a subgoal.
/// - section: as the task, or else its nearest parent with one, says.
/// @param axis  one of tasks
/// @complexity O(goals + tasks + serves)
[[nodiscard]] TaskGroupSets task_group_sets(const PlanGraph& graph, GroupAxis axis);

/// The groups of goals on the axis `goal`, goal by goal: that of its highest level with more than
/// one goal. A goal above that level has none.
[[nodiscard]] Groups goal_groups(const PlanGraph& graph);

/// How many stay within one group, cross from one to another, or cannot be told because a group is
/// not known.
struct CrossingCount {
    std::uint64_t inside = 0;
    std::uint64_t crossing = 0;
    std::uint64_t unknown = 0;

    /// Those of which it can be told.
    [[nodiscard]] std::uint64_t known() const noexcept { return inside + crossing; }

    friend bool operator==(const CrossingCount&, const CrossingCount&) = default;
};

/// Two different groups that have to do with each other.
struct GroupPair {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    /// Tasks in which both take part; the same in both directions.
    std::uint64_t tasks = 0;
    std::uint64_t hand_offs = 0;

    friend bool operator==(const GroupPair&, const GroupPair&) = default;
};

/// How much work stays inside the groups of one axis and how much crosses them.
struct Crossings {
    GroupAxis axis = GroupAxis::level;
    /// Empty where no node says anything on the axis: then nothing is evaluated, which is not the
    /// same as nothing crossing.
    std::vector<std::string> groups;
    /// Of units: tasks with two units or more; one with a unit of unknown group crosses if the
    /// others do. Of tasks: every task that is in a group.
    CrossingCount tasks;
    /// Of units: tasks with fewer than two units, which neither stay inside nor cross.
    std::uint64_t single_tasks = 0;
    /// Of units: hand-offs from one lead to another. Of tasks: pairs of leaves that a link joins;
    /// one stays inside if both have a group in common.
    CrossingCount hand_offs;
    /// By `from`, then `to`.
    std::vector<GroupPair> pairs;
    /// Tasks and links beyond a bound, which were not counted.
    std::size_t left_out_tasks = 0;
    std::size_t left_out_links = 0;

    [[nodiscard]] bool is_evaluated() const noexcept { return !groups.empty(); }
};

/// Counts what stays inside the groups of an axis and what crosses them.
/// @param units  of the same graph
/// @complexity O(nodes + relations + p log p) for p pairs of groups, within the same bounds
[[nodiscard]] Crossings crossings(const PlanGraph& graph, const Coordination& units, GroupAxis axis,
                                  const CoordinationOptions& options = {});

}  // namespace planloom

// What breaks if something fails: harm is passed along the influence graph, and every node it
// reaches is given with a path that shows how.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/graph/influence.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// What happens to a node, from the lightest to the heaviest.
enum class Effect : std::uint8_t {
    none,
    weakened,    ///< goes on with less help than planned
    incomplete,  ///< keeps a part of what it rests on, and that is not enough
    stopped      ///< cannot be done, reached or answered
};

/// The word for an effect on a kind of node: `weakened`, `incomplete`; `stopped` reads `blocked`
/// for a task, `lost` for a goal, `unanswered` for a requirement and `failed` for a unit.
[[nodiscard]] std::string_view word(Effect effect, NodeKind kind) noexcept;

/// How much an effect weighs: stopped is an error, incomplete a warning, weakened an info.
[[nodiscard]] Severity severity(Effect effect) noexcept;

/// What is assumed to happen: units that fail, tasks that are dropped; several at once are allowed.
struct Cause {
    std::vector<UnitId> failed_units;
    std::vector<TaskId> dropped_tasks;
};

/// One step of a path in the influence graph.
struct Step {
    Node from;
    Node to;
    Relation relation = Relation::depends;
    std::uint32_t row = 0xFFFFFFFFU;  ///< the row of the relation, if it has one

    friend bool operator==(const Step&, const Step&) = default;
};

/// A node that the cause reaches.
struct Affected {
    Node node;
    Effect effect = Effect::none;
    /// The share of what the node rests on that is stopped or incomplete, 0 to 1: of a goal's
    /// necessary and alternative tasks by weight, a subgoal weighing 1; of a task's subtasks; of a
    /// requirement's answers. 0 where it rests on none of these.
    double share = 0;
    /// How many steps the path from the cause has; 0 for a dropped task.
    std::uint32_t steps = 0;
    /// The last step of that path; see Impact::path for the whole.
    Step last;
};

/// A unit that must be told: it has a role in an affected task or owns an affected goal.
struct Notice {
    UnitId unit;
    std::vector<TaskId> tasks;  ///< affected tasks in which it has a role, in plan order
    std::vector<GoalId> goals;  ///< affected goals that it owns, in plan order
};

struct Impact {
    Cause cause;
    /// By effect from the heaviest, then kind (task, goal, requirement), then plan order. The units
    /// that fail are not among them; a dropped task is, unless it was done or cancelled before.
    std::vector<Affected> affected;
    /// In plan order, without the units that fail.
    std::vector<Notice> notify;

    /// From a failed unit or a dropped task to an affected node: the fewest steps that carry its
    /// effect, and among these the first by plan order. Empty for a dropped task.
    /// @complexity O(steps x log(affected))
    [[nodiscard]] std::vector<Step> path(const Affected& target) const;
    /// What happens to a node, or nullptr if nothing does.
    /// @complexity O(log(affected))
    [[nodiscard]] const Affected* find(Node node) const noexcept;
};

/// What the cause does. Units pass harm on by their role, tasks by hard and soft links, to parents,
/// goals and requirements; the declared table is transmission().
///
/// - A task without subtasks stops when none of its carriers is left: its leads and co-leads, or
///   else its responsible units, or else its implementing units, or else the carriers of the
///   nearest task above it that has any. Every task stops when a hard predecessor, a task under one
///   or its parent task stops; a task with subtasks also when all of these stop, and it is
///   incomplete when some do.
/// - A goal is measured by its support rule over its necessary tasks and its subgoals, all its
///   alternatives counting as one more. Supports that are stopped or incomplete do not count. It is
///   lost when every support is stopped, incomplete when its rule fails, weakened when its rule
///   holds and some support is harmed.
/// - A requirement is unanswered when all its answers are stopped, incomplete when some are.
/// - A link on a summary task holds for all tasks under it: each of these harms the successor, and
///   is harmed by the predecessor, as if the link were its own.
/// - Done and cancelled tasks are not harmed and harm nobody; a cancelled task supports nothing.
///
/// Circles are no obstacle.
/// @complexity O(nodes + relations) time and space; each failed unit adds the subtasks that hang on
///             the tasks it carries
[[nodiscard]] Impact impact(const PlanGraph& graph, const Cause& cause, Monitor* monitor = nullptr);

/// One line of the declared table: what an edge of influence passes on.
struct Transmission {
    Relation relation;
    std::string_view when;  ///< which edges of the relation: a role, hard or soft; empty for all
    // The most that the edge does to its target when its source is in this state; whether it comes
    // to that is said by the rules at impact().
    Effect of_stopped;
    Effect of_incomplete;
    Effect of_weakened;
};

/// The declared table that impact follows.
[[nodiscard]] std::span<const Transmission> transmission() noexcept;

/// A step in words, `省大数据局 leads T2.1`; `language` is `en` or `zh`.
[[nodiscard]] std::string sentence(const PlanGraph& graph, const Step& step,
                                   std::string_view language = "en");
/// A path in words, steps joined by semicolons.
[[nodiscard]] std::string sentence(const PlanGraph& graph, std::span<const Step> path,
                                   std::string_view language = "en");

}  // namespace planloom

// What every goal rests on: whether its support suffices, whether it does so in time, and which
// missing facts would tell. For the formulas see <planloom/graph/support.hpp>.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/graph/support.hpp>
#include <planloom/order/schedule.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace planloom {

/// How far a goal is covered, from best to worst.
enum class CoverageState : std::uint8_t {
    covered,   ///< its rule holds
    possible,  ///< facts are missing that decide; some of what it needs holds
    unknown,   ///< facts are missing that decide; nothing of what it needs is known to hold
    partial,   ///< its rule fails, though something is done for it
    uncovered  ///< its rule fails, and nothing is done for it
};

/// The word of a state: `covered`, `possible`, `unknown`, `partial`, `uncovered`.
[[nodiscard]] std::string_view word(CoverageState state) noexcept;

/// Why it is not said whether a goal is reached in time.
enum class NotTimed : std::uint8_t {
    timed,       ///< it is said
    not_asked,   ///< GoalCoverageOptions::by_horizon is off
    no_horizon,  ///< the goal names no date
    no_times,    ///< no task that it rests on has a duration or a date
    bad_links    ///< the links can hold at no time; see InfeasibleLinks
};

/// The word of a reason: `timed`, `not_asked`, `no_horizon`, `no_times`, `bad_links`.
[[nodiscard]] std::string_view word(NotTimed reason) noexcept;

/// Whether a goal can be reached by its horizon.
struct HorizonCoverage {
    NotTimed reason = NotTimed::not_asked;
    /// Says something only where the reason is `timed`.
    Truth in_time = Truth::unknown;
    /// The last day of the horizon.
    Date horizon;
    /// The day on which enough of what the goal rests on is finished at the earliest; not set
    /// where that is never so or nothing is known of it.
    Date earliest;
    /// Whether facts are missing that may make it later.
    bool is_lower_bound = false;
    /// From `earliest` to the end of the horizon, in working minutes of the plan's calendar and in
    /// calendar days; negative for a shortage. Nothing where either is not set.
    std::optional<Minutes> spare_work;
    std::optional<std::int64_t> spare_days;
    /// The task that finishes on `earliest`; not valid where there is none.
    TaskId last;

    friend bool operator==(const HorizonCoverage&, const HorizonCoverage&) = default;
};

/// One goal.
struct GoalCoverage {
    GoalId goal;
    /// By the tasks that serve the goal itself, without its subgoals: with `all`, all of them; with
    /// `at_least` k, k of them.
    CoverageState shallow = CoverageState::uncovered;
    /// By the formula, subgoals included.
    CoverageState deep = CoverageState::uncovered;
    /// Whether the formula holds by tasks that are done alone.
    bool is_reached = false;
    /// Whether nothing but supporting tasks serve it.
    bool is_soft = false;
    /// Supports (see SupportFormula) in all, as many as must hold, as hold, and as may hold beside.
    std::size_t supports = 0, needed = 0, holding = 0, open = 0;
    HorizonCoverage horizon;
    /// Open tasks that serve the goal though it takes no more, and tasks that serve it though it
    /// needs tags and they bear none of these, save cancelled ones. In plan order.
    std::vector<TaskId> unwanted;
    /// Tags that it needs and no task that serves it bears, save cancelled ones. They borrow from
    /// the plan.
    std::vector<std::string_view> missing_tags;

    friend bool operator==(const GoalCoverage&, const GoalCoverage&) = default;
};

/// What a task, or the plan, may not say.
enum class FactField : std::uint8_t {
    lead,      ///< who does it: a lead or co-lead, or else a responsible or implementing unit
    duration,  ///< how long it takes
    due,       ///< by when it is done
    start      ///< when work on the plan begins
};

/// The word of a field, as in JSON: `lead`, `duration`, `due`, `start`.
[[nodiscard]] std::string_view word(FactField field) noexcept;

/// Something that is not said, and that the answer for a goal may depend on.
struct MissingFact {
    /// Not valid where the plan itself does not say it.
    TaskId task;
    FactField field = FactField::lead;
    /// Goals not decided so far that rest on it.
    std::size_t involved = 0;
    /// Goals that it decides alone, if it turns out well: somebody leads the task, or it takes next
    /// to no time.
    std::size_t settles = 0;
    /// Goals that it decides, if it turns out well, after those before it in the list have.
    std::size_t settles_next = 0;

    friend bool operator==(const MissingFact&, const MissingFact&) = default;
};

struct GoalCoverageOptions {
    /// Whether to ask if goals are reached in time.
    bool by_horizon = true;
    /// When the plan begins, and more. `default_duration` plays no part: a duration that is not
    /// named is not known.
    ScheduleOptions schedule = {};
    /// How many missing facts to list at most.
    std::size_t missing = 10;
};

/// The answer for all goals. Borrows from the graph. Immutable.
class GoalCoverageReport {
public:
    /// In plan order.
    [[nodiscard]] std::span<const GoalCoverage> goals() const noexcept { return goals_; }
    [[nodiscard]] const GoalCoverage& of(GoalId goal) const noexcept {
        return goals_[goal.index()];
    }
    [[nodiscard]] std::size_t count(CoverageState deep) const noexcept;
    /// The facts that decide most, best first: at each place the one with the most goals in
    /// `settles_next`, then in `involved`, then by plan order and field.
    [[nodiscard]] std::span<const MissingFact> missing() const noexcept { return missing_; }
    /// How many missing facts there are that goals not decided so far rest on; missing() may list
    /// fewer.
    [[nodiscard]] std::size_t missing_count() const noexcept { return missing_count_; }
    /// Goals for which the formula, or the time, is not decided.
    [[nodiscard]] std::size_t undecided_count() const noexcept { return undecided_count_; }

    /// The tasks that decide when a goal is reached, each waiting for the one before it, up to
    /// HorizonCoverage::last; empty where there is none.
    /// @complexity O(length of the answer)
    [[nodiscard]] std::vector<TaskId> path(GoalId goal) const;

private:
    friend GoalCoverageReport goal_coverage(const PlanGraph& graph,
                                            const GoalCoverageOptions& options, Monitor* monitor);
    GoalCoverageReport() = default;

    /// None where there are no dates or nobody asked.
    std::shared_ptr<const Schedule> schedule_;
    std::vector<GoalCoverage> goals_;
    std::vector<MissingFact> missing_;
    std::size_t missing_count_ = 0, undecided_count_ = 0;
};

/// Holds every goal against its formula (SupportFormulas, with gaps that fail).
///
/// - A task holds when it is done, or open and somebody carries it: a lead or co-lead, a
///   responsible or implementing unit, here or at the nearest task above that has any. Of an open
///   task that nobody carries it is not known; in a plan without such assignments nobody is asked
///   for. A cancelled task does not hold.
/// - A goal is reached in time when the supports that its rule needs are finished by the end of its
///   horizon: of `at_least` k the k that are first, of alternatives the earliest, each subgoal when
///   it is reached, whatever its own horizon. A task with subtasks is finished with the last of
///   them, a task that goes on without an end supports from its start.
/// - Tasks finish when schedule() has them finish at the earliest, which begins at the status date
///   where the plan names no start. If the duration of a task, or of one that it waits for, is not
///   said, its due date holds, or the earliest finish if that is later. Where there is none either,
///   the earliest finish is a lower bound: a goal that misses its horizon even so is not in time,
///   else that is not known. A plan with neither start nor status date has due dates only.
/// - Missing facts are the leads of open tasks, and durations; due dates where the plan names no
///   durations or has no start; and that start.
/// @throws UnknownKey, Error  for calendars, as schedule()
/// @throws Interrupted
/// @complexity O(g + n + r) and schedule() for g goals, n tasks and r relations; where u goals are
///             not decided, O((n + r) (u / 64 + m d)) besides for m facts listed and d different
///             horizons among them
[[nodiscard]] GoalCoverageReport goal_coverage(const PlanGraph& graph,
                                               const GoalCoverageOptions& options = {},
                                               Monitor* monitor = nullptr);
GoalCoverageReport goal_coverage(PlanGraph&& graph, const GoalCoverageOptions& options = {},
                                 Monitor* monitor = nullptr) = delete;

}  // namespace planloom

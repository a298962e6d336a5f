// When tasks can start and finish, how much they can slip, and why. For paths and reasons see
// <planloom/order/critical.hpp>; for schedules under capacities <planloom/order/capacity.hpp>.
#pragma once

#include <planloom/core/date_time.hpp>
#include <planloom/core/error.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

namespace detail {
struct Passes;
}

struct ScheduleOptions {
    /// When work begins; the head of the plan where it is none, else the earliest date that a task
    /// names. A plan without any of these is scheduled in working minutes from 0, without dates.
    DateTime start = {};
    /// Up to when progress is known; the head of the plan where it is none. What has not been done
    /// by then cannot be done before it.
    DateTime status_date = {};
    /// By when all is to be done; the earliest possible finish where it is none.
    DateTime finish = {};
    /// The duration of tasks that name none.
    Minutes default_duration = 0;
    /// Tasks with at most this float are critical.
    Minutes critical_float = 0;
};

/// What a date follows from.
enum class DriverKind : std::uint8_t {
    plan_start,           ///< nothing holds the task back
    link,                 ///< a link from another task
    start_no_earlier,     ///< a constraint of the task or of one above it
    finish_no_earlier,    ///< a constraint of the task
    must_start,           ///< a constraint of the task
    must_finish,          ///< a constraint of the task
    status_date,          ///< work that is not done cannot be done in the past
    as_late_as_possible,  ///< the task is put just before those that it must not hold up
    actual,               ///< it has happened
    part                  ///< of a summary task: the part that finishes last
};

[[nodiscard]] std::string_view word(DriverKind kind) noexcept;

/// What holds a task where it is.
struct Driver {
    DriverKind kind = DriverKind::plan_start;
    /// The task that the link comes from, or the part; not valid for the other kinds.
    TaskId task;
    /// Not valid where no link drives.
    DependencyId link;

    friend bool operator==(const Driver&, const Driver&) = default;
};

/// A link or a constraint that the dates do not hold, because a task is fixed elsewhere.
struct ScheduleConflict {
    enum class Kind : std::uint8_t {
        link,             ///< the fixed task comes before its link allows
        start_no_later,   ///< the task starts after
        finish_no_later,  ///< the task finishes after
        finish            ///< the plan finishes after ScheduleOptions::finish
    };
    Kind kind = Kind::link;
    /// Not valid for the plan itself.
    TaskId task;
    DependencyId link;
    /// Minutes of working time that are missing; above 0.
    Minutes by = 0;

    friend bool operator==(const ScheduleConflict&, const ScheduleConflict&) = default;
};

/// Dates of all tasks. Moments are minutes: of the clock since 1970-01-01T00:00 where the schedule
/// has dates, else working minutes since the plan's start. All spans are by TaskId. Borrows from
/// the graph. Immutable; may be used by several threads at once.
///
/// Memory: 130 bytes for each task and, for each link, 40.
class Schedule {
public:
    [[nodiscard]] const PlanGraph& graph() const noexcept { return *graph_; }
    [[nodiscard]] bool has_dates() const noexcept { return has_dates_; }
    [[nodiscard]] Minutes start() const noexcept { return start_; }
    [[nodiscard]] Minutes finish() const noexcept { return finish_; }
    /// Working minutes of the plan's calendar from start to finish.
    [[nodiscard]] Minutes length() const noexcept { return length_; }

    [[nodiscard]] std::span<const Minutes> early_start() const noexcept { return early_start_; }
    [[nodiscard]] std::span<const Minutes> early_finish() const noexcept { return early_finish_; }
    [[nodiscard]] std::span<const Minutes> late_start() const noexcept { return late_start_; }
    [[nodiscard]] std::span<const Minutes> late_finish() const noexcept { return late_finish_; }
    /// How far a task can slip, in minutes of its working time, before the plan finishes late or a
    /// latest date is missed; negative where that is so already. 0 for tasks that are done.
    [[nodiscard]] std::span<const Minutes> total_float() const noexcept { return total_float_; }
    /// How far a task can slip before any other moves, or the end; from 0.
    [[nodiscard]] std::span<const Minutes> free_float() const noexcept { return free_float_; }
    /// How far a task can slip even if all before it are as late and all after it as early as can
    /// be; from 0.
    [[nodiscard]] std::span<const Minutes> independent_float() const noexcept {
        return independent_float_;
    }
    /// Why a task does not start, or finish, earlier.
    [[nodiscard]] std::span<const Driver> drivers() const noexcept { return drivers_; }
    [[nodiscard]] bool is_critical(TaskId task) const noexcept {
        return is_critical_[task.index()] != 0;
    }
    /// Critical tasks without parts, by early start, then plan order.
    [[nodiscard]] std::vector<TaskId> critical_tasks() const;
    /// By task, then kind.
    [[nodiscard]] std::span<const ScheduleConflict> conflicts() const noexcept {
        return conflicts_;
    }
    /// Whether a task takes part: it and all above it are not cancelled. Else its moments are
    /// no_minutes.
    [[nodiscard]] bool takes_part(TaskId task) const noexcept {
        return early_start_[task.index()] != no_minutes;
    }
    /// How many tasks without parts had no duration and took the default.
    [[nodiscard]] std::size_t without_duration() const noexcept { return without_duration_; }

    /// A moment as a date; none where the schedule has no dates.
    [[nodiscard]] DateTime date(Minutes moment) const;
    /// A moment for a person: `2025-06-30T17:00`, or the working time since the start, `12d4h`.
    [[nodiscard]] std::string text(Minutes moment) const;
    /// Working minutes of the plan's calendar between two moments.
    [[nodiscard]] Minutes work_between(Minutes from, Minutes to) const;

    /// What the schedule was made of, for those who reason about it.
    [[nodiscard]] const detail::Passes& passes() const noexcept { return *passes_; }

private:
    friend class ScheduleMaker;
    Schedule() = default;

    const PlanGraph* graph_ = nullptr;
    std::shared_ptr<const detail::Passes> passes_;
    bool has_dates_ = false;
    Minutes start_ = 0, finish_ = 0, length_ = 0;
    std::vector<Minutes> early_start_, early_finish_, late_start_, late_finish_, total_float_,
        free_float_, independent_float_;
    std::vector<Driver> drivers_;
    std::vector<std::uint8_t> is_critical_;
    std::vector<ScheduleConflict> conflicts_;
    std::size_t without_duration_ = 0;
};

/// Thrown where links can hold at no time at all: a circle of them that needs every task in it to
/// be later than itself. The code is `positive_cycle`.
class InfeasibleLinks : public Error {
public:
    InfeasibleLinks(const Plan& plan, std::vector<TaskId> tasks, std::vector<DependencyId> links,
                    Minutes excess);
    /// links()[i] leads to tasks()[i] from the task before it, the first one from the last task;
    /// a link may be passed against its direction, by its longest lag.
    [[nodiscard]] const std::vector<TaskId>& tasks() const noexcept { return tasks_; }
    [[nodiscard]] const std::vector<DependencyId>& links() const noexcept { return links_; }
    [[nodiscard]] const std::vector<std::string>& keys() const noexcept { return keys_; }
    /// By how many minutes a task comes after itself.
    [[nodiscard]] Minutes excess() const noexcept { return excess_; }

private:
    std::vector<TaskId> tasks_;
    std::vector<DependencyId> links_;
    std::vector<std::string> keys_;
    Minutes excess_ = 0;
};

/// The critical path method (Kelley & Walker 1959) on a network with all four types of link, least
/// and greatest lags (generalised precedence: Elmaghraby & Kamburowski 1992), calendars,
/// constraints and progress.
///
/// - A link to or from a summary task holds for each of its leaves; so does a constraint. A summary
///   task runs from its first part to its last; a duration of its own does not count.
/// - A task works by its own calendar, else by that of its lead (else its first other unit that
///   does the work) that has one, else by the plan's. A lag runs by the calendar of the successor.
///   Milestones, and moments without work, stand where their links put them.
/// - A task that is to be done as late as possible is put, in its early dates too, just before
/// those
///   after it that something else holds; what follows it alone follows it, but not beyond its own
///   late dates.
/// - `must_start`, `must_finish` and actual dates hold against links; what they break is in
///   conflicts(). A task that has begun goes on from the status date, for its share of the duration
///   that is left, once its links allow. A task that is done stands where it was done, one that
///   does not say where at the plan's start. Cancelled tasks take no part, nor do their parts and
///   links.
/// - A day in a constraint means its first working moment for a start, its last for a finish.
/// Without
///   dates, constraints and progress do not count.
///
/// @throws InfeasibleLinks  with a circle of links that cannot hold
/// @throws UnknownKey, Error  for calendars that are not there or none; `beyond_calendar` where
///                            there is no working time left for a task; `limit_links` when there
///                            are 2^32 - 1 links
/// @throws Interrupted
/// @complexity O(n + e) for n tasks and e links, each step O(log x) for x exceptions in a calendar;
///             inside a knot of k tasks and m links (greatest lags make some) O(k m) at worst
[[nodiscard]] Schedule schedule(const PlanGraph& graph, const ScheduleOptions& options = {},
                                Monitor* monitor = nullptr);
Schedule schedule(PlanGraph&& graph, const ScheduleOptions& options = {},
                  Monitor* monitor = nullptr) = delete;

}  // namespace planloom

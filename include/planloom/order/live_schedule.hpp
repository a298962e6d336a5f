// Dates that stay right while links and tasks come and go. For the dates of a plan that does not
// change, and why they are so, see <planloom/order/schedule.hpp>.
#pragma once

#include <planloom/model/plan_builder.hpp>
#include <planloom/order/live_order.hpp>
#include <planloom/order/schedule.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace planloom {

namespace detail {
class LiveState;
}

/// Thrown where a plan has links that a live schedule does not take. The code is `knot` for a
/// circle of links and `greatest_lag` for links that have one.
class UnfitForLive : public Error {
public:
    UnfitForLive(const std::string& code, const std::string& message, std::vector<TaskId> tasks,
                 std::vector<DependencyId> links)
        : Error(code, message), tasks_(std::move(tasks)), links_(std::move(links)) {}
    /// A circle: links()[i] leads from tasks()[i] to tasks()[i + 1], the last one to tasks()[0];
    /// where one of the two is a part of the other, the link is the id of nothing. For
    /// `greatest_lag` the ends of the first such link.
    [[nodiscard]] const std::vector<TaskId>& tasks() const noexcept { return tasks_; }
    /// For `greatest_lag` all such links.
    [[nodiscard]] const std::vector<DependencyId>& links() const noexcept { return links_; }

private:
    std::vector<TaskId> tasks_;
    std::vector<DependencyId> links_;
};

/// The early dates of a plan under edits: after each they are what schedule() gives for the edited
/// plan, and only tasks that an edit may move are looked at. A link that would close a circle is
/// refused with the circle as its witness. An edit that is refused, or that throws, changes
/// nothing. The same edits give the same answers. Borrows from the graph.
///
/// Links are those of the plan, by its ids, and those that were added, numbered on. Ids of what was
/// removed are not given out again. Where work on the plan begins, and up to when progress is
/// known, is settled when the live schedule is made.
///
/// Tasks are placed anew in the order of a LiveOrder, each at most once for an edit (as for the
/// circuit values of Alpern, Hoover, Rosen, Sweeney and Zadeck 1990), so that work follows what
/// moves and not the size of the plan. Where a task is to be done as late as possible, dates depend
/// on what comes after them, and an edit computes the whole schedule again.
///
/// Late dates and floats are computed by passes over the whole plan when they are first asked for
/// after an edit, and kept until the next one; questions for them are therefore not const, and only
/// const ones may be asked by several threads at once.
///
/// Memory: 170 bytes for each task and 72 for each link, of removed ones too; late dates come on
/// top, as in Schedule.
class LiveSchedule {
public:
    /// @throws UnfitForLive  for a plan with circles or with greatest lags
    /// @throws as schedule()
    /// @complexity O(n + e) for n tasks and e links
    explicit LiveSchedule(const PlanGraph& graph, const ScheduleOptions& options = {},
                          Monitor* monitor = nullptr);
    explicit LiveSchedule(PlanGraph&& graph, const ScheduleOptions& options = {},
                          Monitor* monitor = nullptr) = delete;
    LiveSchedule(LiveSchedule&&) noexcept;
    LiveSchedule& operator=(LiveSchedule&&) noexcept;
    LiveSchedule(const LiveSchedule&) = delete;
    LiveSchedule& operator=(const LiveSchedule&) = delete;
    ~LiveSchedule();

    // Edits. Each costs O(d log d + a log n) and, for each task whose dates move, O(its links), for
    // d tasks and gates looked at and a summary tasks above those that move; O(n + e) where tasks
    // are to be done as late as possible.

    /// Adds a link, unless it would close a circle: then the answer holds it as LiveOrder gives it,
    /// with the id of nothing for a step between a summary task and its part. A link of a cancelled
    /// task holds nothing.
    /// @param link  its reason, its line and whether it is soft do not count
    /// @throws Error  `greatest_lag` for a link that has one; `beyond_calendar` where there is no
    ///                working time left for a task; `limit_rows` as LiveOrder
    /// @complexity as LiveOrder::add_link on top; for the first link of its kind on a summary task
    ///             O(summary tasks and leaves below it)
    LinkAnswer add_link(TaskId predecessor, TaskId successor, const Link& link = {});
    void remove_link(DependencyId link);
    /// @param task      without parts
    /// @param duration  minutes of work, from 0
    /// @throws Error  `beyond_calendar`
    void set_duration(TaskId task, Minutes duration);
    /// Does not count where a task has begun.
    /// @param task  without parts, in a schedule that has dates
    /// @param date  none for no such constraint
    /// @throws Error  `beyond_calendar`
    void set_start_no_earlier(TaskId task, Date date);
    /// Adds a task without a task above it, that works by the plan's calendar.
    /// @param duration  minutes of work, from 0
    /// @throws Error  `limit_rows`, `beyond_calendar`
    TaskId add_task(Minutes duration);
    /// Removes a task and its links, as if it were cancelled.
    /// @param task  without parts
    void remove_task(TaskId task);

    /// The tasks whose early dates the last edit changed, in plan order: no others. A task that was
    /// added or removed is among them. Valid until the next edit.
    [[nodiscard]] std::span<const TaskId> changed() const noexcept;
    /// How many tasks and gates of summary tasks all edits together have placed anew.
    [[nodiscard]] std::uint64_t touched() const noexcept;

    [[nodiscard]] const PlanGraph& graph() const noexcept;
    [[nodiscard]] bool has_dates() const noexcept;
    /// Whether a task is there and has not been removed.
    [[nodiscard]] bool has(TaskId task) const noexcept;
    /// Whether a link is there, and both its ends.
    [[nodiscard]] bool has(DependencyId link) const noexcept;
    /// Tasks of the plan and added ones, removed ones too.
    [[nodiscard]] std::size_t task_count() const noexcept;
    /// Tasks without parts that take part, each after those that its links ask for.
    /// @complexity O(n)
    [[nodiscard]] std::vector<TaskId> order() const;

    // As in Schedule, by TaskId; no_minutes for tasks that take no part. Valid until the next edit.
    [[nodiscard]] std::span<const Minutes> early_start() const noexcept;
    [[nodiscard]] std::span<const Minutes> early_finish() const noexcept;
    [[nodiscard]] Minutes start() const noexcept;
    [[nodiscard]] Minutes finish() const noexcept;
    [[nodiscard]] Minutes length() const;

    // As in Schedule. Valid until the next edit.
    // O(n + e) for the first of them after an edit, then O(1).
    [[nodiscard]] std::span<const Minutes> late_start();
    [[nodiscard]] std::span<const Minutes> late_finish();
    [[nodiscard]] std::span<const Minutes> total_float();
    [[nodiscard]] std::span<const Minutes> free_float();
    [[nodiscard]] std::span<const Minutes> independent_float();
    [[nodiscard]] bool is_critical(TaskId task);

private:
    std::unique_ptr<detail::LiveState> state_;
};

}  // namespace planloom

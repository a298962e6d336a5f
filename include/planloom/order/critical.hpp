// Why a schedule is as it is: paths that decide its end, the reasons of a date, and what would
// change it.
#pragma once

#include <planloom/order/schedule.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// A chain of tasks each of which waits for the one before it.
struct SchedulePath {
    std::vector<TaskId> tasks;
    /// links[i] leads to tasks[i + 1]; not valid where a greatest lag is passed against its link.
    std::vector<DependencyId> links;
    /// By how many working minutes the chain could be longer before the end moves; 0 for a critical
    /// path.
    Minutes slack = 0;

    friend bool operator==(const SchedulePath&, const SchedulePath&) = default;
};

/// The chains that decide when the plan ends, least slack first, then from the back by plan order.
/// The first has no slack.
/// @param count    how many at most
/// @param slack    the greatest slack of a chain to be listed, in working minutes
/// @complexity O(p (l + log p)) for p partial chains tried, which are at most `count` times the
///             links into the tasks of the chains found
[[nodiscard]] std::vector<SchedulePath> critical_paths(const Schedule& schedule,
                                                       std::size_t count = 1,
                                                       Minutes slack = max_minutes);

/// By how many working minutes the plan would end earlier if the task took no time (Devaux's drag);
/// 0 for tasks off every critical path.
/// @complexity O(n + e)
[[nodiscard]] Minutes drag(const Schedule& schedule, TaskId task, Monitor* monitor = nullptr);

/// A step of a reason: a task, where it is, and what holds it there.
struct ScheduleStep {
    TaskId task;
    Driver driver;

    friend bool operator==(const ScheduleStep&, const ScheduleStep&) = default;
};

/// Why a task is where it is: the task itself, what drives it, what drives that, and so on to where
/// nothing but the plan's start, a constraint or a fact does.
/// @complexity O(length of the answer)
[[nodiscard]] std::vector<ScheduleStep> why(const Schedule& schedule, TaskId task);

/// Why a task that is not critical is not: how much more time it could take, and the path through
/// it that would then decide the end.
struct WhyNotCritical {
    /// In working minutes of the task; 0 and less for a critical task.
    Minutes margin = 0;
    /// The longest chain through the task.
    SchedulePath path;
};

/// @complexity O(length of the answer + links of the tasks on it)
[[nodiscard]] WhyNotCritical why_not_critical(const Schedule& schedule, TaskId task);

/// A step in words: `T2 starts on 2025-06-30T08:00, when T1 finishes`.
/// @param language  `zh` for Chinese, else English
[[nodiscard]] std::string sentence(const Schedule& schedule, const ScheduleStep& step,
                                   std::string_view language = "en");

/// Something that is to be reached by a date.
struct ScheduleTarget {
    /// A goal or task; for the plan itself not valid.
    Node node;
    bool is_plan = false;
    /// The last moment that keeps the date.
    Minutes deadline = 0;
    /// When the last task that it needs finishes.
    Minutes finish = 0;
    /// That task; not valid where nothing serves a goal.
    TaskId last;
    /// Working minutes from finish to deadline; negative where it is missed.
    Minutes margin = 0;
};

/// Every date that the plan names: the horizon of each goal (for the tasks that serve it or a goal
/// below it), the due date of each task, and the end. Goals and tasks by plan order, the plan last.
/// Empty for a schedule without dates but for the plan.
/// @complexity O(goals * depth + serves + tasks)
[[nodiscard]] std::vector<ScheduleTarget> targets(const Schedule& schedule);

/// How far each task can slip, in working minutes, before a target is missed; by TaskId, and
/// no_minutes for tasks on which it does not depend.
/// @complexity O(n + e)
[[nodiscard]] std::vector<Minutes> float_to(const Schedule& schedule, const ScheduleTarget& target,
                                            Monitor* monitor = nullptr);

}  // namespace planloom

// What a task says of its duration, its dates and its progress, and the bounds that follow.
#pragma once

#include <planloom/model/views.hpp>

#include "network.hpp"

#include <optional>

namespace planloom::detail {

/// Taken out of the plan, so that it can be asked what follows if they were others.
struct TaskTimes {
    std::optional<Minutes> duration;
    bool is_milestone = false;
    Date start_no_earlier, start_no_later, finish_no_earlier, finish_no_later;
    Date must_start, must_finish;
    Date actual_start, actual_finish;
    TaskStatus status = TaskStatus::not_started;
    std::int32_t progress = 0;

    TaskTimes() = default;
    explicit TaskTimes(const TaskView& task);

    /// Whether they say anything about dates or progress.
    [[nodiscard]] bool has_facts() const noexcept;
};

/// By what the times of a task count.
struct TimeRules {
    /// When work on the plan begins.
    Minutes start = 0;
    /// no_moment where there is none.
    Minutes status = no_moment;
    Minutes default_duration = 0;
};

/// When progress is known up to.
[[nodiscard]] Minutes status_moment(const PlanHead& head, const ScheduleOptions& options);

struct TimedTask {
    Bounds bounds;
    Minutes duration = 0;
    /// Whether the task names no duration.
    bool is_default = false;
};

/// The duration of a task without parts that says nothing of dates and progress.
[[nodiscard]] TimedTask timed_plainly(const TaskTimes& task, const TimeRules& rules);

/// Bounds and duration of a task without parts.
/// @param outer  the bounds of the task above
[[nodiscard]] TimedTask timed(const TaskTimes& task, const TimeRules& rules, const Clock& clock,
                              const Bounds& outer);

/// Bounds of a summary task.
[[nodiscard]] Bounds summary_bounds(const TaskTimes& task, const TimeRules& rules,
                                    const Clock& clock, const Bounds& outer);

}  // namespace planloom::detail

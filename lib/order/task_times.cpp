#include "task_times.hpp"

#include <algorithm>

namespace planloom::detail {
namespace {

Minutes first_minute(Date day) {
    return DateTime(day, 0).minutes();
}

Minutes last_minute(Date day) {
    return DateTime(day, minutes_of_day).minutes();
}

/// Where a task begins that begins on a day: a moment without work stands at its first minute.
Minutes start_on(Date day, const Clock& clock, bool is_moment) {
    return is_moment ? first_minute(day) : clock.next_work(first_minute(day));
}

Minutes finish_on(Date day, const Clock& clock) {
    return clock.last_work(last_minute(day));
}

bool is_moment(const TaskTimes& task, const TimeRules& rules) {
    const bool is_between = task.must_start.is_set() && task.must_finish.is_set();
    return !is_between && task.duration.value_or(rules.default_duration) == 0;
}

Bounds constraints_of(const TaskTimes& task, const TimeRules& rules, const Clock& clock,
                      const Bounds& outer) {
    Bounds bounds;
    if (task.start_no_earlier.is_set()) bounds.lower_start = first_minute(task.start_no_earlier);
    if (task.finish_no_earlier.is_set())
        bounds.lower_finish = finish_on(task.finish_no_earlier, clock);
    if (task.start_no_later.is_set())
        bounds.upper_start = start_on(task.start_no_later, clock, is_moment(task, rules));
    if (task.finish_no_later.is_set()) bounds.upper_finish = last_minute(task.finish_no_later);
    bounds.lower_start = std::max(bounds.lower_start, outer.lower_start);
    bounds.lower_finish = std::max(bounds.lower_finish, outer.lower_finish);
    bounds.upper_start = std::min(bounds.upper_start, outer.upper_start);
    bounds.upper_finish = std::min(bounds.upper_finish, outer.upper_finish);
    return bounds;
}

void fix(const TaskTimes& task, const TimeRules& rules, const Clock& clock, Bounds& bounds) {
    if (task.must_start.is_set())
        bounds.fixed_start = start_on(task.must_start, clock, is_moment(task, rules));
    if (task.must_finish.is_set()) bounds.fixed_finish = finish_on(task.must_finish, clock);
    if (bounds.fixed_start != no_moment && bounds.fixed_finish != no_moment)
        bounds.fixed_finish = std::max(bounds.fixed_start, bounds.fixed_finish);
}

void set_progress(const TaskTimes& task, const TimeRules& rules, const Clock& clock,
                  TimedTask& timed) {
    Bounds& bounds = timed.bounds;
    Minutes& duration = timed.duration;
    const bool is_done = task.status == TaskStatus::done || task.actual_finish.is_set();
    if (task.actual_start.is_set())
        bounds.actual_start = start_on(task.actual_start, clock, duration == 0);
    if (is_done) {
        if (task.actual_finish.is_set())
            bounds.actual_finish = finish_on(task.actual_finish, clock);
        else if (bounds.actual_start != no_moment)
            bounds.actual_finish = clock.ahead(bounds.actual_start, duration);
        else
            bounds.actual_finish = clock.last_work(rules.start);
        if (bounds.actual_start == no_moment)
            bounds.actual_start = clock.back(bounds.actual_finish, duration);
        bounds.actual_start = std::min(bounds.actual_start, bounds.actual_finish);
        duration = 0;
        return;
    }
    if (bounds.actual_start == no_moment) return;
    const Minutes done = duration * task.progress / 100;
    bounds.fixed_start = bounds.fixed_finish = no_moment;
    bounds.lower_start = rules.status == no_moment ? clock.ahead(bounds.actual_start, done)
                                                   : std::max(rules.status, bounds.actual_start);
    duration -= done;
}

}  // namespace

TaskTimes::TaskTimes(const TaskView& task)
    : duration(task.duration()),
      is_milestone(task.is_milestone()),
      start_no_earlier(task.start_no_earlier()),
      start_no_later(task.start_no_later()),
      finish_no_earlier(task.finish_no_earlier()),
      finish_no_later(task.finish_no_later()),
      must_start(task.must_start()),
      must_finish(task.must_finish()),
      actual_start(task.actual_start()),
      actual_finish(task.actual_finish()),
      status(task.status()),
      progress(task.progress().value_or(0)) {}

bool TaskTimes::has_facts() const noexcept {
    for (const Date& date : {start_no_earlier, start_no_later, finish_no_earlier, finish_no_later,
                             must_start, must_finish, actual_start, actual_finish})
        if (date.is_set()) return true;
    return status == TaskStatus::done;
}

Minutes status_moment(const PlanHead& head, const ScheduleOptions& options) {
    const DateTime status = options.status_date.is_set() ? options.status_date : head.status_date;
    return status.is_set() ? status.minutes() : no_moment;
}

TimedTask timed_plainly(const TaskTimes& task, const TimeRules& rules) {
    TimedTask result;
    result.is_default = !task.duration && !task.is_milestone;
    result.duration = result.is_default ? rules.default_duration : task.duration.value_or(0);
    return result;
}

TimedTask timed(const TaskTimes& task, const TimeRules& rules, const Clock& clock,
                const Bounds& outer) {
    TimedTask result;
    Bounds& bounds = result.bounds;
    bounds = constraints_of(task, rules, clock, outer);
    fix(task, rules, clock, bounds);
    if (bounds.fixed_start != no_moment && bounds.fixed_finish != no_moment) {
        result.duration = clock.work(bounds.fixed_finish) - clock.work(bounds.fixed_start);
    } else {
        const TimedTask plain = timed_plainly(task, rules);
        result.duration = plain.duration;
        result.is_default = plain.is_default;
    }
    set_progress(task, rules, clock, result);
    bounds.is_own = true;
    return result;
}

Bounds summary_bounds(const TaskTimes& task, const TimeRules& rules, const Clock& clock,
                      const Bounds& outer) {
    Bounds bounds = constraints_of(task, rules, clock, outer);
    if (task.must_start.is_set())
        bounds.lower_start = std::max(bounds.lower_start, first_minute(task.must_start));
    if (task.must_finish.is_set())
        bounds.upper_finish = std::min(bounds.upper_finish, last_minute(task.must_finish));
    return bounds;
}

}  // namespace planloom::detail

#include "network_time.hpp"

#include <planloom/model/views.hpp>

#include <algorithm>

namespace planloom::detail {
namespace {

constexpr std::uint16_t plan_clock = 0;
constexpr std::uint16_t every_minute = 1;

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

}  // namespace

Minutes Clock::checked(DateTime moment) {
    if (!moment.is_set())
        throw Error("beyond_calendar",
                    "a task needs working time that its calendar does not have before the year "
                    "10000");
    return moment.minutes();
}

NetworkTime::NetworkTime(const PlanGraph& graph, const ScheduleOptions& options, Network& network)
    : graph_(graph), plan_(graph.plan()), options_(options), network_(network) {
    const PlanHead& head = plan_.head();
    const DateTime start = options.start.is_set() ? options.start
                           : head.start.is_set()  ? head.start
                                                  : first_date();
    network_.has_dates = start.is_set();
    network_.starts_at_once = head.starts_at_once;
    network_.bounds.emplace_back();
    // Clocks point at calendars, which must stay where they are.
    network_.calendars.reserve(head.calendars.size() + 1);
    network_.clocks.resize(2);
    if (!network_.has_dates) return;
    network_.calendars.push_back(make_calendar(head, head.calendar));
    network_.clocks[plan_clock] = Clock(&network_.calendars.front());
    clock_of_key_.emplace(head.calendar, plan_clock);
    network_.start = network_.clocks[plan_clock].next_work(start.minutes());
    const DateTime status = options.status_date.is_set() ? options.status_date : head.status_date;
    if (status.is_set()) status_ = status.minutes();
    if (status_ > network_.start) {
        network_.start = status_;
        network_.start_kind = DriverKind::status_date;
    }
    const Column<TextRef>& calendars = plan_.unit_table().calendar;
    for (const UnitId unit : plan_.units())
        has_unit_calendars_ = has_unit_calendars_ || !plan_.text(calendars[unit.index()]).empty();
}

DateTime NetworkTime::first_date() const {
    const TaskTable& table = plan_.task_table();
    Date first;
    for (const Column<Date>* column :
         {&table.start_no_earlier, &table.must_start, &table.actual_start, &table.actual_finish}) {
        if (column->stored().empty()) continue;
        for (std::size_t row = 0; row < table.count; ++row) {
            const Date date = (*column)[row];
            if (date.is_set() && (!first.is_set() || date < first)) first = date;
        }
    }
    return first.is_set() ? DateTime(first, 0) : DateTime();
}

std::uint16_t NetworkTime::clock_of(std::string_view calendar) {
    const auto found = clock_of_key_.find(calendar);
    if (found != clock_of_key_.end()) return found->second;
    network_.calendars.push_back(make_calendar(plan_.head(), calendar));
    const Calendar& made = network_.calendars.back();
    network_.clocks.push_back(made.is_continuous() ? Clock() : Clock(&made));
    const auto clock = static_cast<std::uint16_t>(network_.clocks.size() - 1);
    clock_of_key_.emplace(calendar, clock);
    return clock;
}

std::string_view NetworkTime::calendar_of(TaskId task) const {
    const std::string_view own = plan_.task(task).calendar();
    if (!own.empty() || !has_unit_calendars_) return own;
    const AssignmentTable& table = plan_.assignment_table();
    for (const bool is_lead : {true, false})
        for (const AssignmentId assignment : plan_.assignments(task)) {
            const Role role = table.role[assignment.index()];
            const UnitId unit = table.unit[assignment.index()];
            const bool does_work =
                role == Role::co_lead || role == Role::responsible || role == Role::implement;
            if (!unit.is_valid() || (is_lead ? role != Role::lead : !does_work)) continue;
            const std::string_view calendar = plan_.unit(unit).calendar();
            if (!calendar.empty()) return calendar;
        }
    return {};
}

std::uint16_t NetworkTime::clock_of(TaskId task) {
    if (!network_.has_dates) return plan_clock;
    if (plan_.task(task).is_elapsed()) return every_minute;
    const std::string_view calendar = calendar_of(task);
    return calendar.empty() ? plan_clock : clock_of(calendar);
}

/// Whether a row says anything about dates or progress.
bool NetworkTime::has_facts(std::size_t row) const {
    const TaskTable& table = plan_.task_table();
    for (const Column<Date>* column :
         {&table.start_no_earlier, &table.start_no_later, &table.finish_no_earlier,
          &table.finish_no_later, &table.must_start, &table.must_finish, &table.actual_start,
          &table.actual_finish})
        if (!column->stored().empty() && (*column)[row].is_set()) return true;
    return table.status[row] == TaskStatus::done;
}

void NetworkTime::add(TaskId task, bool is_leaf, std::uint32_t above) {
    const std::size_t row = task.index();
    const TaskView view = plan_.task(task);
    const std::uint16_t clock_number = is_leaf ? clock_of(task) : plan_clock;
    const Clock& clock = network_.clocks[clock_number];
    network_.clock[row] = clock_number;
    network_.bounds_of[row] = above;
    if (!network_.has_dates || !has_facts(row)) {
        if (is_leaf) network_.duration[row] = duration_of(view, Bounds(), clock);
        return;
    }
    const bool is_between = view.must_start().is_set() && view.must_finish().is_set();
    const bool is_moment = !is_between && view.duration().value_or(options_.default_duration) == 0;
    Bounds bounds = constraints_of(view, clock, is_moment);
    const Bounds& outer = network_.bounds[above];
    bounds.lower_start = std::max(bounds.lower_start, outer.lower_start);
    bounds.lower_finish = std::max(bounds.lower_finish, outer.lower_finish);
    bounds.upper_start = std::min(bounds.upper_start, outer.upper_start);
    bounds.upper_finish = std::min(bounds.upper_finish, outer.upper_finish);
    if (is_leaf) {
        fix(view, clock, is_moment, bounds);
        Minutes duration = duration_of(view, bounds, clock);
        set_progress(view, clock, bounds, duration);
        network_.duration[row] = duration;
        bounds.is_own = true;
    } else {
        if (view.must_start().is_set())
            bounds.lower_start = std::max(bounds.lower_start, first_minute(view.must_start()));
        if (view.must_finish().is_set())
            bounds.upper_finish = std::min(bounds.upper_finish, last_minute(view.must_finish()));
    }
    network_.bounds_of[row] = static_cast<std::uint32_t>(network_.bounds.size());
    network_.bounds.push_back(bounds);
}

Bounds NetworkTime::constraints_of(const TaskView& task, const Clock& clock, bool is_moment) const {
    Bounds bounds;
    if (task.start_no_earlier().is_set())
        bounds.lower_start = first_minute(task.start_no_earlier());
    if (task.finish_no_earlier().is_set())
        bounds.lower_finish = finish_on(task.finish_no_earlier(), clock);
    if (task.start_no_later().is_set())
        bounds.upper_start = start_on(task.start_no_later(), clock, is_moment);
    if (task.finish_no_later().is_set()) bounds.upper_finish = last_minute(task.finish_no_later());
    return bounds;
}

void NetworkTime::fix(const TaskView& task, const Clock& clock, bool is_moment,
                      Bounds& bounds) const {
    if (task.must_start().is_set())
        bounds.fixed_start = start_on(task.must_start(), clock, is_moment);
    if (task.must_finish().is_set()) bounds.fixed_finish = finish_on(task.must_finish(), clock);
    if (bounds.fixed_start != no_moment && bounds.fixed_finish != no_moment)
        bounds.fixed_finish = std::max(bounds.fixed_start, bounds.fixed_finish);
}

Minutes NetworkTime::duration_of(const TaskView& task, const Bounds& bounds, const Clock& clock) {
    if (bounds.fixed_start != no_moment && bounds.fixed_finish != no_moment)
        return clock.work(bounds.fixed_finish) - clock.work(bounds.fixed_start);
    if (task.duration()) return *task.duration();
    if (task.is_milestone()) return 0;
    ++network_.without_duration;
    return options_.default_duration;
}

void NetworkTime::set_progress(const TaskView& task, const Clock& clock, Bounds& bounds,
                               Minutes& duration) {
    const bool is_done = task.status() == TaskStatus::done || task.actual_finish().is_set();
    const bool is_moment = duration == 0;
    if (task.actual_start().is_set())
        bounds.actual_start = start_on(task.actual_start(), clock, is_moment);
    if (is_done) {
        if (task.actual_finish().is_set())
            bounds.actual_finish = finish_on(task.actual_finish(), clock);
        else if (bounds.actual_start != no_moment)
            bounds.actual_finish = clock.ahead(bounds.actual_start, duration);
        else
            bounds.actual_finish = clock.last_work(network_.start);
        if (bounds.actual_start == no_moment)
            bounds.actual_start = clock.back(bounds.actual_finish, duration);
        bounds.actual_start = std::min(bounds.actual_start, bounds.actual_finish);
        duration = 0;
        return;
    }
    if (bounds.actual_start == no_moment) return;
    const Minutes done = duration * task.progress().value_or(0) / 100;
    bounds.fixed_start = bounds.fixed_finish = no_moment;
    bounds.lower_start = status_ == no_moment ? clock.ahead(bounds.actual_start, done)
                                              : std::max(status_, bounds.actual_start);
    duration -= done;
}

}  // namespace planloom::detail

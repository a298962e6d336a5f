#include "network_time.hpp"

#include <planloom/model/views.hpp>

namespace planloom::detail {
namespace {

constexpr std::uint16_t plan_clock = 0;
constexpr std::uint16_t every_minute = 1;

}  // namespace

Minutes Clock::checked(DateTime moment) {
    if (!moment.is_set())
        throw Error("beyond_calendar",
                    "a task needs working time that its calendar does not have before the year "
                    "10000");
    return moment.minutes();
}

NetworkTime::NetworkTime(const PlanGraph& graph, const ScheduleOptions& options, Network& network)
    : graph_(graph), plan_(graph.plan()), network_(network) {
    rules_.default_duration = options.default_duration;
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
    rules_.status = status_moment(head, options);
    if (rules_.status > network_.start) {
        network_.start = rules_.status;
        network_.start_kind = DriverKind::status_date;
    }
    rules_.start = network_.start;
    const Column<TextRef>& calendars = plan_.unit_table().calendar;
    if (calendars.stored().empty()) return;
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
    const std::uint16_t clock_number = is_leaf ? clock_of(task) : plan_clock;
    const Clock& clock = network_.clocks[clock_number];
    network_.clock[row] = clock_number;
    network_.bounds_of[row] = above;
    const bool is_plain = !network_.has_dates || !has_facts(row);
    if (is_plain && !is_leaf) return;
    const TaskTimes times(plan_.task(task));
    TimedTask result;
    if (is_plain)
        result = timed_plainly(times, rules_);
    else if (is_leaf)
        result = timed(times, rules_, clock, network_.bounds[above]);
    else
        result.bounds = summary_bounds(times, rules_, clock, network_.bounds[above]);
    network_.duration[row] = result.duration;
    if (result.is_default) ++network_.without_duration;
    if (is_plain) return;
    network_.bounds_of[row] = static_cast<std::uint32_t>(network_.bounds.size());
    network_.bounds.push_back(result.bounds);
}

}  // namespace planloom::detail

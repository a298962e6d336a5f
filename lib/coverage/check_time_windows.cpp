#include <planloom/core/deadline_text.hpp>
#include <planloom/core/duration.hpp>
#include <planloom/model/calendars.hpp>

#include "reasons_time.hpp"
#include "time.hpp"

#include <algorithm>
#include <map>

namespace planloom::coverage {
namespace {

bool is_cancelled(const TaskView& task) noexcept {
    return task.status() == TaskStatus::cancelled;
}

Calendar usable_calendar(const PlanHead& head, std::string_view key) {
    try {
        return make_calendar(head, key);
    } catch (const Error&) {
        return Calendar(standard_week(head.work));
    }
}

}  // namespace

Date stated_start(const TaskView& task) noexcept {
    if (task.actual_start().is_set()) return task.actual_start();
    return task.must_start().is_set() ? task.must_start() : task.start_no_earlier();
}

TaskCalendars::TaskCalendars(const Plan& plan) : plan_(plan) {
    calendars_.emplace_back(std::string_view(), usable_calendar(plan.head(), plan.head().calendar));
    for (const PlanCalendar& each : plan.head().calendars)
        calendars_.emplace_back(each.key, usable_calendar(plan.head(), each.key));
}

const Calendar& TaskCalendars::of(TaskId task) const {
    const std::string_view key = plan_.task(task).calendar();
    for (const auto& [name, calendar] : calendars_)
        if (name == key) return calendar;
    return calendars_.front().second;
}

void find_starts_after_due(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_any = false;
    for (const TaskId task : plan.tasks()) {
        if (is_cancelled(plan.task(task))) continue;
        const Date start = stated_start(plan.task(task));
        const DatePeriod due = deadline(plan, task);
        if (!start.is_set() || !due.date.is_set()) continue;
        has_any = true;
        if (start <= due.date) continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"start", to_string(start)},
                                  {"due", to_string(due)}},
                    .witness = {to_string(start), to_string(due)},
                    .place = "/due"});
    }
    if (!has_any) run.skip(reasons::no_windows);
}

void find_short_windows(RuleRun& run) {
    const Plan& plan = run.plan();
    const TaskCalendars calendars(plan);
    const WorkTime& work = plan.head().work;
    bool has_any = false;
    for (const TaskId task : plan.tasks()) {
        const TaskView row = plan.task(task);
        const Date start = stated_start(row);
        const Date due = deadline(plan, task).date;
        if (!row.is_open() || !row.duration() || !start.is_set() || !due.is_set()) continue;
        has_any = true;
        if (due < start) continue;  // PL402 says so
        const DateTime from(start, 0);
        const DateTime to(due.plus_days(1), 0);
        const Minutes window = row.is_elapsed() ? (due.days() - start.days() + 1) * Minutes{24 * 60}
                                                : calendars.of(task).work_between(from, to);
        if (*row.duration() <= window) continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"duration", format_duration(*row.duration(), work)},
                                  {"start", to_string(start)},
                                  {"due", to_string(due)},
                                  {"window", format_duration(window, work)}},
                    .witness = {to_string(start), to_string(due)},
                    .place = "/duration"});
    }
    if (!has_any) run.skip(reasons::no_dated_durations);
}

void find_deadline_cliffs(RuleRun& run) {
    const Plan& plan = run.plan();
    std::map<Date, std::vector<Node>> by_day;
    std::size_t total = 0;
    for (const TaskId task : plan.tasks()) {
        const TaskView row = plan.task(task);
        const Date due = deadline(plan, task).date;
        if (!run.graph().is_leaf(task) || !row.is_open() || row.is_ongoing() ||
            !row.due_every().empty() || !due.is_set())
            continue;
        by_day[due].emplace_back(task);
        ++total;
    }
    if (total < 5) return run.skip(reasons::few_dated);
    const auto most = std::max_element(
        by_day.begin(), by_day.end(),
        [](const auto& a, const auto& b) { return a.second.size() < b.second.size(); });
    const Ratio ratio{
        .numerator = most->second.size(), .denominator = total, .threshold = run.number("share")};
    run.count(ratio);
    if (ratio.passes()) return;
    run.report({.subjects = most->second,
                .arguments = {{"count", std::to_string(ratio.numerator)},
                              {"total", std::to_string(total)},
                              {"day", to_string(most->first)}},
                .witness = {to_string(most->first)},
                .discriminator = to_string(most->first),
                .is_plan_wide = true,
                .place = "/tasks"});
}

void find_subtasks_outside(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_any = false;
    for (const TaskId task : plan.tasks()) {
        const TaskId parent = run.graph().parent(task);
        if (!parent.is_valid() || is_cancelled(plan.task(task))) continue;
        const auto report = [&](std::string start, std::string due, std::string limit) {
            const bool is_start = !start.empty();
            run.report({.subjects = {task, parent},
                        .arguments = {{"task", run.name(task)},
                                      {"parent", run.name(parent)},
                                      {"start", std::move(start)},
                                      {"due", std::move(due)},
                                      {"limit", limit}},
                        .witness = {limit},
                        .discriminator = is_start ? "start" : "due",
                        .place = is_start ? "/start_no_earlier" : "/due"});
        };
        const Date start = stated_start(plan.task(task));
        const Date first = stated_start(plan.task(parent));
        const DatePeriod due = deadline(plan, task);
        const DatePeriod last = deadline(plan, parent);
        if (start.is_set() && first.is_set()) {
            has_any = true;
            if (start < first) report(to_string(start), "", to_string(first));
        }
        if (due.date.is_set() && last.date.is_set()) {
            has_any = true;
            if (last.date < due.date) report("", to_string(due), to_string(last));
        }
    }
    if (!has_any) run.skip(reasons::no_nested_dates);
}

void find_deadlines_off_work(RuleRun& run) {
    const Plan& plan = run.plan();
    const TaskCalendars calendars(plan);
    bool has_any = false;
    for (const TaskId task : plan.tasks()) {
        const DatePeriod due = deadline(plan, task);
        if (!plan.task(task).is_open() || !due.date.is_set() || due.precision != DatePrecision::day)
            continue;
        has_any = true;
        if (!calendars.of(task).hours(due.date).empty()) continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)}, {"due", to_string(due)}},
                    .witness = {to_string(due)},
                    .place = "/due"});
    }
    if (!has_any) run.skip(reasons::no_exact_days);
}

void find_long_milestones(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_any = false;
    for (const TaskId task : plan.tasks()) {
        const TaskView row = plan.task(task);
        if (!row.is_milestone() || !row.is_open()) continue;
        has_any = true;
        const bool is_long = row.duration().value_or(0) > 0;
        const bool has_date = deadline(plan, task).date.is_set() || stated_start(row).is_set() ||
                              row.finish_no_earlier().is_set() ||
                              !run.graph().predecessor_links(run.graph().node(task)).empty() ||
                              !run.graph().successor_links(run.graph().node(task)).empty();
        if (!is_long && has_date) continue;
        run.report(
            {.subjects = {task},
             .arguments = {{"task", run.name(task)},
                           {"duration",
                            is_long ? format_duration(*row.duration(), plan.head().work) : ""},
                           {"none", is_long ? "" : "no_date"}},
             .discriminator = is_long ? "duration" : "date",
             .place = is_long ? "/duration" : "/due"});
    }
    if (!has_any) run.skip(reasons::no_milestones);
}

void find_copied_deadlines(RuleRun& run) {
    const Plan& plan = run.plan();
    const auto least = static_cast<std::size_t>(std::max(2.0, run.number("siblings")));
    bool has_any = false;
    const auto look = [&](Node parent, DatePeriod own, const std::vector<TaskId>& tasks) {
        std::size_t count = 0;
        bool are_same = true;
        for (const TaskId task : tasks) {
            const TaskView row = plan.task(task);
            const Date due = deadline(plan, task).date;
            if (is_cancelled(row) || row.is_ongoing() || !due.is_set()) continue;
            ++count;
            are_same = are_same && due == own.date;
        }
        if (!own.date.is_set() || count < least) return;
        has_any = true;
        if (!are_same) return;
        run.report({.subjects = {parent},
                    .arguments = {{"parent", run.name(parent)},
                                  {"count", std::to_string(count)},
                                  {"due", to_string(own)}}});
    };
    for (const GoalId goal : plan.goals()) {
        std::vector<TaskId> tasks;
        for (const ServesId row : run.graph().serves(goal))
            tasks.push_back(plan.serves_table().task[row.index()]);
        look(goal, plan.goal(goal).horizon(), tasks);
    }
    for (const TaskId task : plan.tasks()) {
        const std::span<const TaskId> children = run.graph().children(task);
        look(task, deadline(plan, task), {children.begin(), children.end()});
    }
    if (!has_any) run.skip(reasons::no_siblings);
}

void find_words_against_dates(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_any = false;
    for (const TaskId task : plan.tasks()) {
        const TaskView row = plan.task(task);
        if (row.due_text().empty() || !row.due().date.is_set()) continue;
        const Deadline read = parse_deadline(row.due_text());
        if (!read.is_read() || read.is_guessed) continue;
        has_any = true;
        const bool is_only_ongoing = read.is_ongoing && !read.due.date.is_set();
        if (is_only_ongoing ? row.is_ongoing()
                            : !read.due.date.is_set() || read.due.date == row.due().date)
            continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"due", to_string(row.due())},
                                  {"text", std::string(row.due_text())},
                                  {"found", is_only_ongoing ? "ongoing" : to_string(read.due)}},
                    .witness = {std::string(row.due_text()), to_string(row.due())},
                    .place = "/due"});
    }
    if (!has_any) run.skip(reasons::no_deadline_texts);
}

}  // namespace planloom::coverage

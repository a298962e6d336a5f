#include <planloom/order/critical.hpp>
#include <planloom/order/live_schedule.hpp>

#include "network.hpp"
#include "reasons_network.hpp"
#include "reasons_supervision.hpp"
#include "supervision.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

/// Tasks that somebody does, or somebody does a task above them.
IdMap<TaskId, std::uint8_t> tasks_with_doers(const RuleRun& run) {
    const Plan& plan = run.plan();
    const AssignmentTable& shares = plan.assignment_table();
    IdMap<TaskId, std::uint8_t> has_doer(plan.tasks().size(), 0);
    for (std::size_t row = 0; row < shares.count; ++row) {
        const Role role = shares.role[row];
        if (role == Role::lead || role == Role::co_lead || role == Role::responsible ||
            role == Role::support || role == Role::implement)
            has_doer[shares.task[row]] = 1;
    }
    for (const TaskId task : run.facts().tasks.parents_first())
        if (const TaskId parent = run.graph().parent(task);
            parent.is_valid() && has_doer[parent] != 0)
            has_doer[task] = 1;
    return has_doer;
}

/// Leaf tasks that are not cancelled and have a baseline to finish by.
std::vector<TaskId> baselined_tasks(const RuleRun& run) {
    std::vector<TaskId> tasks;
    for (const TaskId task : run.plan().tasks()) {
        const TaskView row = run.plan().task(task);
        if (run.graph().is_leaf(task) && row.status() != TaskStatus::cancelled &&
            row.baseline_finish().is_set())
            tasks.push_back(task);
    }
    return tasks;
}

}  // namespace

void find_long_tasks(RuleRun& run) {
    const double limit =
        run.number("days") * static_cast<double>(run.plan().head().work.minutes_per_day);
    std::vector<Node> offenders;
    std::size_t total = 0;
    for (const TaskId task : counted_tasks(run)) {
        const TaskView row = run.plan().task(task);
        const std::optional<Minutes> duration =
            row.baseline_duration() ? row.baseline_duration() : row.duration();
        if (!duration) continue;
        ++total;
        // An elapsed day is a day of the clock.
        const double clock =
            row.is_elapsed() && !row.baseline_duration()
                ? 24.0 * 60 / static_cast<double>(run.plan().head().work.minutes_per_day)
                : 1.0;
        if (static_cast<double>(*duration) > limit * clock) offenders.emplace_back(task);
    }
    if (total == 0) return run.skip(reasons::no_durations);
    report_ratio(run, std::move(offenders), total, run.number("share"),
                 {{"days", std::to_string(static_cast<int>(run.number("days")))}});
}

void find_invalid_dates(RuleRun& run) {
    const Date today = run.as_of();
    if (!today.is_set()) return run.skip(reasons::no_today);
    Ratio ratio;
    for (const TaskId task : run.plan().tasks()) {
        const TaskView row = run.plan().task(task);
        if (!run.graph().is_leaf(task) || row.status() == TaskStatus::cancelled) continue;
        ++ratio.denominator;
        const auto report = [&](std::string_view what, Date date) {
            ++ratio.numerator;
            run.report({.subjects = {task},
                        .arguments = {{"task", run.name(task)},
                                      {"what", std::string(what)},
                                      {"date", to_string(date)},
                                      {"today", to_string(today)}},
                        .witness = {to_string(date), to_string(today)},
                        .place = "/" + std::string(what)});
        };
        const bool has_begun =
            row.status() != TaskStatus::not_started || row.actual_start().is_set();
        if (row.actual_start().is_set() && today < row.actual_start()) {
            report("actual_start", row.actual_start());
        } else if (row.actual_finish().is_set() && today < row.actual_finish()) {
            report("actual_finish", row.actual_finish());
        } else if (!has_begun && row.must_start().is_set() && row.must_start() < today) {
            report("must_start", row.must_start());
        } else if (row.is_open() && row.must_finish().is_set() && row.must_finish() < today) {
            report("must_finish", row.must_finish());
        }
    }
    if (ratio.denominator == 0) return run.skip(reasons::no_tasks);
    run.count(ratio);
}

void find_unresourced(RuleRun& run) {
    if (run.plan().units().empty()) return run.skip(reasons::no_units);
    const IdMap<TaskId, std::uint8_t> has_doer = tasks_with_doers(run);
    std::vector<Node> offenders;
    std::size_t total = 0;
    for (const TaskId task : counted_tasks(run)) {
        if (run.plan().task(task).duration().value_or(0) <= 0) continue;
        ++total;
        if (has_doer[task] == 0) offenders.emplace_back(task);
    }
    if (total == 0) return run.skip(reasons::no_durations);
    report_ratio(run, std::move(offenders), total, run.number("share"));
}

void find_missed_baselines(RuleRun& run) {
    if (!run.as_of().is_set()) return run.skip(reasons::no_today);
    const std::vector<TaskId> tasks = baselined_tasks(run);
    if (tasks.empty()) return run.skip(reasons::no_baselines);
    std::vector<Node> offenders;
    std::size_t total = 0;
    for (const TaskId task : tasks) {
        const TaskView row = run.plan().task(task);
        const Date agreed = row.baseline_finish();
        if (run.as_of() < agreed) continue;
        ++total;
        const bool is_late = row.is_open()
                                 ? agreed < run.as_of()
                                 : row.actual_finish().is_set() && agreed < row.actual_finish();
        if (is_late) offenders.emplace_back(task);
    }
    if (total == 0) return run.skip(reasons::none_due_by_baseline);
    report_ratio(run, std::move(offenders), total, run.number("share"));
}

void test_critical_path(RuleRun& run) {
    const Schedule* dates = schedule_or_skip(run);
    if (dates == nullptr) return;
    TaskId first;
    for (const TaskId task : dates->critical_tasks())
        if (run.plan().task(task).status() == TaskStatus::not_started &&
            !run.plan().task(task).actual_start().is_set() &&
            !run.plan().task(task).is_milestone() && run.plan().task(task).duration()) {
            first = task;
            break;
        }
    if (!first.is_valid()) return run.skip(reasons::no_critical_task);
    const Minutes added =
        static_cast<Minutes>(run.number("days")) * run.plan().head().work.minutes_per_day;
    Minutes moved = 0;
    try {
        ScheduleOptions how;
        if (run.facts().options.as_of.is_set())
            how.status_date = DateTime(run.facts().options.as_of, 0);
        LiveSchedule live(run.graph(), how, run.monitor());
        const Minutes before = live.finish();
        live.set_duration(first, *run.plan().task(first).duration() + added);
        moved = dates->work_between(before, live.finish());
    } catch (const Interrupted&) {
        throw;
    } catch (const Error&) {
        return run.skip(reasons::no_critical_task);
    }
    // A task with a calendar of its own moves the end by more or less than it is lengthened.
    if (moved >= added || !run.plan().task(first).calendar().empty()) return;
    run.report({.subjects = {first},
                .arguments = {{"task", run.name(first)},
                              {"added", work_text(run, added)},
                              {"moved", work_text(run, moved)}},
                .witness = {std::to_string(added), std::to_string(moved)},
                .place = "/duration"});
}

void find_path_length_index(RuleRun& run) {
    const Schedule* dates = schedule_or_skip(run);
    if (dates == nullptr) return;
    const Minutes from = run.as_of().is_set() && dates->has_dates()
                             ? std::max(dates->start(), DateTime(run.as_of(), 0).minutes())
                             : dates->start();
    const Minutes length = dates->work_between(from, dates->finish());
    std::optional<Minutes> margin;
    for (const ScheduleTarget& target : targets(*dates))
        if (!target.is_plan && target.last.is_valid() &&
            (target.node.kind == NodeKind::goal || target.finish == dates->finish()))
            margin = std::min(margin.value_or(target.margin), target.margin);
    if (!margin || length <= 0) return run.skip(reasons::no_named_dates);
    const Ratio ratio{.numerator = static_cast<std::size_t>(std::max<Minutes>(0, length + *margin)),
                      .denominator = static_cast<std::size_t>(length),
                      .threshold = run.number("least"),
                      .is_floor = true};
    run.count(ratio);
    if (ratio.passes()) return;
    run.report({.subjects = {},
                .arguments = {{"share", percent(100 * ratio.share())},
                              {"total", work_text(run, length)},
                              {"margin", work_text(run, *margin)},
                              {"limit", percent(100 * ratio.threshold)}},
                .is_plan_wide = true,
                .place = "/tasks"});
}

void find_execution_index(RuleRun& run) {
    if (!run.as_of().is_set()) return run.skip(reasons::no_today);
    if (baselined_tasks(run).empty()) return run.skip(reasons::no_baselines);
    Ratio ratio{.threshold = run.number("least"), .is_floor = true};
    for (const TaskId task : run.plan().tasks()) {
        const TaskView row = run.plan().task(task);
        if (!run.graph().is_leaf(task) || row.status() == TaskStatus::cancelled) continue;
        if (row.status() == TaskStatus::done) ++ratio.numerator;
        if (!row.baseline_finish().is_set() || row.baseline_finish() <= run.as_of())
            ++ratio.denominator;
    }
    if (ratio.denominator == 0) return run.skip(reasons::none_due_by_baseline);
    run.count(ratio);
    if (ratio.passes()) return;
    run.report({.subjects = {},
                .arguments = {{"count", std::to_string(ratio.numerator)},
                              {"total", std::to_string(ratio.denominator)},
                              {"share", percent(100 * ratio.share())},
                              {"limit", percent(100 * ratio.threshold)}},
                .is_plan_wide = true,
                .place = "/tasks"});
}

}  // namespace planloom::coverage

#include "progress.hpp"
#include "reasons_supervision.hpp"
#include "supervision.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

/// The rows of the reports of a task, by date, those of one day as written.
std::vector<std::size_t> reports_by_date(const Plan& plan, TaskId task) {
    std::vector<std::size_t> rows;
    for (const ReportId report : plan.reports(task))
        if (plan.report_table().date[report.index()].is_set()) rows.push_back(report.index());
    std::stable_sort(rows.begin(), rows.end(), [&](std::size_t a, std::size_t b) {
        return plan.report_table().date[a] < plan.report_table().date[b];
    });
    return rows;
}

bool was_behind(const Plan& plan, std::size_t report, const Window& window, double tolerance) {
    const Date date = plan.report_table().date[report];
    if (window.due.is_set() && window.due < date) return true;
    const std::int32_t progress = plan.report_table().progress[report];
    const std::optional<double> planned = planned_progress(window, date);
    return progress != no_number && planned && progress < *planned - tolerance;
}

}  // namespace

void find_repeatedly_behind(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.report_table().count == 0) return run.skip(reasons::no_reports);
    const IdMap<TaskId, Window> all = windows(run);
    for (const TaskId task : ending_tasks(run)) {
        const std::vector<std::size_t> rows = reports_by_date(plan, task);
        std::size_t count = 0;
        while (count < rows.size() &&
               was_behind(plan, rows[rows.size() - 1 - count], all[task], run.number("tolerance")))
            ++count;
        if (count == 0 || static_cast<double>(count) < run.number("times")) continue;
        const Date since = plan.report_table().date[rows[rows.size() - count]];
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"count", std::to_string(count)},
                                  {"since", to_string(since)}},
                    .witness = {to_string(since)},
                    .place = "/reports"});
    }
}

void find_missing_reports(RuleRun& run) {
    const Plan& plan = run.plan();
    const Supervision& supervision = plan.head().supervision;
    if (supervision.report_every.empty()) return run.skip(reasons::no_report_cycle);
    if (!run.as_of().is_set()) return run.skip(reasons::no_today);
    const Period period =
        last_period(supervision.report_every, run.as_of(), std::max(supervision.grace_days, 0));
    if (!period.first.is_set()) return run.skip(reasons::no_today);
    const IdMap<TaskId, Window> all = windows(run);
    bool has_open = false;
    for (const TaskId task : plan.tasks()) {
        if (!run.graph().is_leaf(task) || !plan.task(task).is_open()) continue;
        has_open = true;
        if (all[task].start.is_set() && period.last < all[task].start) continue;
        const std::vector<std::size_t> rows = reports_by_date(plan, task);
        const Date last = rows.empty() ? Date() : plan.report_table().date[rows.back()];
        if (last.is_set() && last >= period.first) continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"since", to_string(period.first)},
                                  {"last", to_string(last)}},
                    .witness = {to_string(period.first), to_string(period.last)}});
    }
    if (!has_open) run.skip(reasons::no_open_tasks);
}

void find_late_extensions(RuleRun& run) {
    const Plan& plan = run.plan();
    const ExtensionTable& table = plan.extension_table();
    bool has_any = false;
    for (std::size_t row = 0; row < table.count; ++row) {
        if (!table.recorded[row].is_set() || !table.from[row].is_set()) continue;
        has_any = true;
        if (table.recorded[row] <= table.from[row]) continue;
        run.report({.subjects = {table.task[row]},
                    .arguments = {{"task", run.name(table.task[row])},
                                  {"from", to_string(table.from[row])},
                                  {"until", to_string(table.until[row])},
                                  {"recorded", to_string(table.recorded[row])}},
                    .witness = {to_string(table.from[row]), to_string(table.recorded[row])},
                    .discriminator = to_string(table.from[row]) + to_string(table.until[row]),
                    .place = "/extensions",
                    .line = table.line[row]});
    }
    if (!has_any) run.skip(reasons::no_extensions);
}

void find_many_extensions(RuleRun& run) {
    const Plan& plan = run.plan();
    const ExtensionTable& table = plan.extension_table();
    if (table.count == 0) return run.skip(reasons::no_extensions);
    const IdMap<TaskId, Window> all = windows(run);
    for (const TaskId task : plan.tasks()) {
        const IdRange<ExtensionId> rows = plan.extensions(task);
        if (rows.begin() == rows.end()) continue;
        std::int64_t days = 0;
        Date first;
        for (const ExtensionId row : rows) {
            const Date from = table.from[row.index()], until = table.until[row.index()];
            if (!from.is_set() || !until.is_set()) continue;
            days += std::max(0, until.days() - from.days());
            if (!first.is_set() || from < first) first = from;
        }
        double share = 0;
        if (first.is_set() && all[task].start.is_set() && all[task].start < first)
            share = static_cast<double>(days) / (first.days() - all[task].start.days());
        if (static_cast<double>(rows.size()) <= run.number("cap") && share <= run.number("share"))
            continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"count", std::to_string(rows.size())},
                                  {"days", std::to_string(days)},
                                  {"share", share > 0 ? percent(100 * share) : ""}},
                    .place = "/extensions"});
    }
}

void find_progress_mismatches(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_any = false;
    const auto report = [&](TaskId task, std::int32_t progress, std::string low, std::string high,
                            std::string last, std::string date) {
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"progress", std::to_string(progress)},
                                  {"low", std::move(low)},
                                  {"high", std::move(high)},
                                  {"last", std::move(last)},
                                  {"date", date}},
                    .discriminator = date.empty() ? "subtasks" : "reports",
                    .place = "/progress"});
    };
    for (const TaskId task : plan.tasks()) {
        const std::vector<std::size_t> rows = reports_by_date(plan, task);
        const Column<std::int32_t>& reported = plan.report_table().progress;
        std::int32_t last = no_number;
        Date date;
        for (const std::size_t row : rows) {
            if (reported[row] == no_number) continue;
            has_any = true;
            if (last != no_number && reported[row] < last) {
                report(task, reported[row], "", "", std::to_string(last), to_string(date));
                break;
            }
            last = reported[row];
            date = plan.report_table().date[row];
        }
        const std::optional<std::int32_t> own = plan.task(task).progress();
        has_any = has_any || own;
        if (!own || run.graph().is_leaf(task)) continue;
        std::int32_t low = 100, high = 0;
        bool is_known = true;
        for (const TaskId child : run.graph().children(task)) {
            if (plan.task(child).status() == TaskStatus::cancelled) continue;
            const std::int32_t progress = plan.task(child).progress().value_or(
                plan.task(child).status() == TaskStatus::done ? 100 : no_number);
            is_known = is_known && progress != no_number;
            low = std::min(low, progress);
            high = std::max(high, progress);
        }
        if (is_known && low <= high && (*own < low || *own > high))
            report(task, *own, std::to_string(low), std::to_string(high), "", "");
    }
    if (!has_any) run.skip(reasons::no_progress);
}

void find_stalled(RuleRun& run) {
    const Plan& plan = run.plan();
    const ReportTable& table = plan.report_table();
    if (table.count == 0) return run.skip(reasons::no_reports);
    for (const TaskId task : plan.tasks()) {
        const TaskView view = plan.task(task);
        if (!run.graph().is_leaf(task) || !view.is_open() || view.is_ongoing()) continue;
        std::vector<std::size_t> rows = reports_by_date(plan, task);
        std::erase_if(rows, [&](std::size_t row) { return table.progress[row] == no_number; });
        if (rows.empty()) continue;
        const std::int32_t progress = table.progress[rows.back()];
        std::size_t same = 0;
        while (same + 1 < rows.size() && table.progress[rows[rows.size() - 2 - same]] == progress)
            ++same;
        if (same == 0 || static_cast<double>(same) < run.number("times")) continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"progress", std::to_string(progress)},
                                  {"count", std::to_string(same + 1)},
                                  {"since", to_string(table.date[rows[rows.size() - 1 - same]])}},
                    .place = "/reports"});
    }
}

}  // namespace planloom::coverage

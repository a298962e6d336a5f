#include <planloom/order/critical.hpp>

#include "network.hpp"
#include "reasons_network.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

/// Which ends of a task its links and those of the tasks above it tie.
enum Tie : std::uint8_t { has_before = 1, drives_start = 2, has_after = 4, finish_drives = 8 };

IdMap<TaskId, std::uint8_t> ties_of(const RuleRun& run) {
    const Plan& plan = run.plan();
    const DependencyTable& links = plan.dependency_table();
    IdMap<TaskId, std::uint8_t> ties(plan.tasks().size(), 0);
    const auto add = [&](TaskId task, int tie) {
        ties[task] = static_cast<std::uint8_t>(ties[task] | tie);
    };
    for (std::size_t row = 0; row < links.count; ++row) {
        const TaskId before = links.predecessor[row], after = links.successor[row];
        if (!before.is_valid() || before == after) continue;
        const LinkType type = links.type[row];
        const bool is_to_start =
            type == LinkType::finish_to_start || type == LinkType::start_to_start;
        const bool is_from_finish =
            type == LinkType::finish_to_start || type == LinkType::finish_to_finish;
        add(after, has_before | (is_to_start ? drives_start : 0));
        add(before, has_after | (is_from_finish ? finish_drives : 0));
    }
    for (const TaskId task : run.facts().tasks.parents_first())
        if (const TaskId parent = run.graph().parent(task); parent.is_valid())
            add(task, ties[parent]);
    return ties;
}

/// The rows of links between two tasks of the plan.
std::vector<std::size_t> link_rows(const Plan& plan) {
    std::vector<std::size_t> rows;
    for (std::size_t row = 0; row < plan.dependency_table().count; ++row)
        if (plan.dependency_table().predecessor[row].is_valid()) rows.push_back(row);
    return rows;
}

/// Reports the share of links for which something holds; the subjects are their successors.
template <class Holds>
void report_links(RuleRun& run, const Holds& holds) {
    const DependencyTable& links = run.plan().dependency_table();
    const std::vector<std::size_t> rows = link_rows(run.plan());
    if (rows.empty()) return run.skip(reasons::no_dependencies);
    std::vector<Node> offenders;
    for (const std::size_t row : rows)
        if (holds(links, row)) offenders.emplace_back(links.successor[row]);
    report_ratio(run, std::move(offenders), rows.size(), run.number("share"));
}

}  // namespace

void find_missing_logic(RuleRun& run) {
    if (link_rows(run.plan()).empty()) return run.skip(reasons::no_dependencies);
    const std::vector<TaskId> tasks = counted_tasks(run);
    if (tasks.empty()) return run.skip(reasons::no_counted_tasks);
    const IdMap<TaskId, std::uint8_t> ties = ties_of(run);
    std::vector<Node> offenders;
    // One task may open the plan and one may close it: the first and the last of those that do and
    // are linked at all.
    auto first = tasks.end(), last = tasks.end();
    for (auto task = tasks.begin(); task != tasks.end(); ++task) {
        const int linked = ties[*task] & (has_before | has_after);
        if (linked == has_after && first == tasks.end()) first = task;
        if (linked == has_before) last = task;
    }
    for (auto task = tasks.begin(); task != tasks.end(); ++task) {
        const std::uint8_t tie = ties[*task];
        const bool is_loose_before = task != first && (tie & drives_start) == 0;
        const bool is_loose_after = task != last && (tie & finish_drives) == 0;
        if (is_loose_before || is_loose_after) offenders.emplace_back(*task);
    }
    report_ratio(run, std::move(offenders), tasks.size(), run.number("share"));
}

void find_leads(RuleRun& run) {
    report_links(run,
                 [](const DependencyTable& links, std::size_t row) { return links.lag[row] < 0; });
}

void find_lags(RuleRun& run) {
    report_links(run,
                 [](const DependencyTable& links, std::size_t row) { return links.lag[row] > 0; });
}

void find_link_types(RuleRun& run) {
    const DependencyTable& links = run.plan().dependency_table();
    const std::vector<std::size_t> rows = link_rows(run.plan());
    if (rows.empty()) return run.skip(reasons::no_dependencies);
    Ratio ratio{.denominator = rows.size(), .threshold = run.number("share"), .is_floor = true};
    std::vector<Node> others;
    for (const std::size_t row : rows) {
        if (links.type[row] == LinkType::finish_to_start) {
            ++ratio.numerator;
            continue;
        }
        others.emplace_back(links.successor[row]);
        if (links.type[row] != LinkType::start_to_finish) continue;
        run.report({.subjects = {links.successor[row], links.predecessor[row]},
                    .arguments = {{"task", run.name(links.successor[row])},
                                  {"predecessor", run.name(links.predecessor[row])}},
                    .severity = Severity::warning,
                    .discriminator = "SF",
                    .place = "/after",
                    .line = links.line[row]});
    }
    run.count(ratio);
    if (ratio.passes()) return;
    run.report({.subjects = std::move(others),
                .arguments = {{"count", std::to_string(ratio.numerator)},
                              {"total", std::to_string(ratio.denominator)},
                              {"share", std::to_string(ratio.numerator * 100 / rows.size())},
                              {"limit", std::to_string(static_cast<int>(ratio.threshold * 100))}},
                .is_plan_wide = true,
                .place = "/tasks"});
}

void find_hard_constraints(RuleRun& run) {
    const std::vector<TaskId> tasks = counted_tasks(run);
    if (tasks.empty()) return run.skip(reasons::no_counted_tasks);
    std::vector<Node> offenders;
    for (const TaskId task : tasks) {
        const TaskView row = run.plan().task(task);
        if (row.must_start().is_set() || row.must_finish().is_set() ||
            row.start_no_later().is_set() || row.finish_no_later().is_set())
            offenders.emplace_back(task);
    }
    report_ratio(run, std::move(offenders), tasks.size(), run.number("share"));
}

void find_high_float(RuleRun& run) {
    const Schedule* dates = schedule_or_skip(run);
    if (dates == nullptr) return;
    const std::vector<TaskId> tasks = counted_tasks(run);
    if (tasks.empty()) return run.skip(reasons::no_counted_tasks);
    const double limit =
        run.number("days") * static_cast<double>(run.plan().head().work.minutes_per_day);
    std::vector<Node> offenders;
    for (const TaskId task : tasks)
        if (dates->takes_part(task) &&
            static_cast<double>(dates->total_float()[task.index()]) > limit)
            offenders.emplace_back(task);
    report_ratio(run, std::move(offenders), tasks.size(), run.number("share"),
                 {{"days", std::to_string(static_cast<int>(run.number("days")))}});
}

void find_negative_float(RuleRun& run) {
    const Schedule* dates = schedule_or_skip(run);
    if (dates == nullptr) return;
    const std::vector<TaskId> tasks = counted_tasks(run);
    if (tasks.empty()) return run.skip(reasons::no_counted_tasks);
    Ratio ratio{.denominator = tasks.size()};
    std::vector<Node> negative;
    for (const TaskId task : tasks)
        if (dates->takes_part(task) && dates->total_float()[task.index()] < 0)
            negative.emplace_back(task);
    ratio.numerator = negative.size();
    run.count(ratio);
    bool has_missed = false;
    for (const ScheduleTarget& target : targets(*dates)) {
        if (target.margin >= 0 || target.is_plan || !target.last.is_valid()) continue;
        has_missed = true;
        Draft draft{.subjects = {target.node}};
        draft.arguments = {{"kind", std::string(word(target.node.kind))},
                           {"key", run.name(target.node)},
                           {"due", dates->text(target.deadline)},
                           {"last", run.name(target.last)},
                           {"finish", dates->text(target.finish)},
                           {"late", work_text(run, -target.margin)}};
        for (const ScheduleStep& step : why(*dates, target.last))
            draft.witness.push_back(run.name(step.task));
        draft.place = target.node.kind == NodeKind::goal ? "/horizon" : "/due";
        run.report(std::move(draft));
    }
    if (has_missed || negative.empty()) return;
    run.report({.subjects = std::move(negative),
                .arguments = {{"count", std::to_string(ratio.numerator)},
                              {"total", std::to_string(ratio.denominator)}},
                .is_plan_wide = true,
                .place = "/tasks"});
}

}  // namespace planloom::coverage

#include <planloom/core/duration.hpp>

#include "check_ownership_parts.hpp"
#include "reasons_ownership.hpp"
#include "rule_text.hpp"

#include <cmath>

namespace planloom::coverage {
namespace {

bool is_at_work(const Plan& plan, TaskId task) noexcept {
    return plan.task(task).status() != TaskStatus::cancelled;
}

/// A task that a unit leads, with the days on which it begins and ends; not set where they are not
/// known.
struct Stint {
    TaskId task;
    Date start, end;
};

/// The most tasks that a unit leads at once.
struct Peak {
    std::size_t count = 0;
    /// The first day on which it is reached; not set if that is so from the beginning.
    Date day;
};

/// Tasks without a start count as open from the beginning, those without an end as open for ever.
Peak peak_of(const std::vector<Stint>& stints) {
    std::vector<Date> starts, ends;
    for (const Stint& each : stints) {
        starts.push_back(each.start);
        if (each.end.is_set()) ends.push_back(std::max(each.start, each.end));
    }
    std::sort(starts.begin(), starts.end());
    std::sort(ends.begin(), ends.end());
    Peak peak;
    std::size_t over = 0;
    for (std::size_t open = 0; open < starts.size(); ++open) {
        while (over < ends.size() && ends[over] < starts[open]) ++over;
        if (open + 1 - over > peak.count) peak = {open + 1 - over, starts[open]};
    }
    return peak;
}

Stint stint_of(const Plan& plan, TaskId task) {
    const TaskView row = plan.task(task);
    Stint stint{task, row.actual_start(), row.due().date};
    if (!stint.start.is_set()) stint.start = row.must_start();
    if (!stint.start.is_set()) stint.start = row.start_no_earlier();
    if (!stint.end.is_set()) stint.end = row.must_finish();
    if (!stint.end.is_set()) stint.end = row.finish_no_later();
    if (row.is_ongoing()) stint.end = {};
    return stint;
}

/// The open tasks without subtasks that each unit leads, be it by a task above them.
IdMap<UnitId, std::vector<Stint>> stints_of_leads(const RuleRun& run) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    IdMap<TaskId, TaskId> led_at(plan.tasks().size());
    for (std::size_t row = 0; row < table.count; ++row)
        if (table.role[row] == Role::lead) led_at[table.task[row]] = table.task[row];
    for (const TaskId task : run.facts().tasks.parents_first())
        if (const TaskId parent = run.graph().parent(task);
            parent.is_valid() && !led_at[task].is_valid())
            led_at[task] = led_at[parent];
    IdMap<UnitId, std::vector<Stint>> stints(plan.units().size());
    for (const TaskId task : plan.tasks()) {
        const TaskView row = plan.task(task);
        if (!row.is_open() || row.is_milestone() || !run.graph().is_leaf(task) ||
            !led_at[task].is_valid())
            continue;
        for (const AssignmentId each : plan.assignments(led_at[task])) {
            const UnitId unit = table.unit[each.index()];
            if (table.role[each.index()] != Role::lead || !unit.is_valid() ||
                plan.unit(unit).kind() == UnitKind::group)
                continue;
            std::vector<Stint>& all = stints[unit];
            if (all.empty() || all.back().task != task) all.push_back(stint_of(plan, task));
        }
    }
    return stints;
}

/// What the units that lead carry at most: how many there are, the mean, and the deviation.
struct Common {
    std::size_t units = 0;
    double mean = 0, deviation = 0;
};

Common common_of(const IdMap<UnitId, Peak>& peaks) {
    Common common;
    double sum = 0, squares = 0;
    for (const Peak& each : peaks.values()) {
        if (each.count == 0) continue;
        ++common.units;
        sum += static_cast<double>(each.count);
        squares += static_cast<double>(each.count) * static_cast<double>(each.count);
    }
    if (common.units == 0) return common;
    const auto count = static_cast<double>(common.units);
    common.mean = sum / count;
    common.deviation = std::sqrt(std::max(0.0, squares / count - common.mean * common.mean));
    return common;
}

void report_overload(RuleRun& run, UnitId unit, const std::vector<Stint>& stints, Peak peak,
                     double limit, const std::optional<Common>& common) {
    const auto is_undated = [](const Stint& each) {
        return !each.start.is_set() || !each.end.is_set();
    };
    const auto undated = std::count_if(stints.begin(), stints.end(), is_undated);
    const bool are_all = static_cast<std::size_t>(undated) == stints.size();
    Draft draft{.subjects = {unit}};
    draft.arguments = {{"unit", run.name(unit)},
                       {"count", std::to_string(peak.count)},
                       {"day", to_string(peak.day)},
                       {"limit", number_text(limit)},
                       {"units", common ? std::to_string(common->units) : ""},
                       {"mean", common ? number_text(common->mean) : ""},
                       {"note", undated == 0 ? ""
                                : are_all    ? "all_undated"
                                             : "some_undated"}};
    for (const Stint& each : stints) draft.witness.push_back(run.name(each.task));
    run.report(std::move(draft));
}

}  // namespace

void find_overloaded_leads(RuleRun& run) {
    const Plan& plan = run.plan();
    const IdMap<UnitId, std::vector<Stint>> stints = stints_of_leads(run);
    IdMap<UnitId, Peak> peaks(plan.units().size());
    for (const UnitId unit : plan.units()) peaks[unit] = peak_of(stints[unit]);
    const Common common = common_of(peaks);
    if (common.units == 0) return run.skip(reasons::no_leads);
    const double cap = run.number("cap");
    const bool can_compare = static_cast<double>(common.units) >= run.number("units");
    const double usual = common.mean + run.number("deviations") * common.deviation;
    bool has_looked = false;
    for (const UnitId unit : plan.units()) {
        if (peaks[unit].count == 0) continue;
        const double own = plan.unit(unit).capacity() > 0 ? plan.unit(unit).capacity() : cap;
        const bool has_cap = own > 0;
        if (!has_cap && !can_compare) continue;
        has_looked = true;
        const auto count = static_cast<double>(peaks[unit].count);
        if (has_cap ? count <= own : count <= usual || count < run.number("least")) continue;
        report_overload(run, unit, stints[unit], peaks[unit], has_cap ? own : usual,
                        has_cap ? std::nullopt : std::optional(common));
    }
    if (!has_looked) run.skip(reasons::few_leading_units);
}

void find_inflated_leads(RuleRun& run) {
    const Plan& plan = run.plan();
    const auto day = static_cast<double>(std::max<Minutes>(plan.head().work.minutes_per_day, 1));
    bool has_durations = false;
    for (const TaskId task : plan.tasks()) {
        const TaskView row = plan.task(task);
        if (!row.is_open() || row.is_milestone() || !run.graph().is_leaf(task) || !row.duration())
            continue;
        has_durations = true;
        const TaskNode node = run.graph().node(task);
        if (static_cast<double>(*row.duration()) >=
                run.number("days") * (row.is_elapsed() ? 24 * 60 : day) ||
            !run.graph().successors(node).empty() || !run.graph().predecessors(node).empty())
            continue;
        const std::vector<std::string> leads =
            unit_names(run, task, [](Role role) { return role == Role::lead; });
        std::vector<std::string> units =
            unit_names(run, task, [](Role role) { return role != Role::inform; });
        if (leads.empty() || units.size() < 2) continue;
        Draft draft{.subjects = {task}};
        draft.arguments = {{"task", run.name(task)},
                           {"duration", format_duration(*row.duration(), plan.head().work)},
                           {"count", std::to_string(units.size())}};
        draft.witness = std::move(units);
        run.report(std::move(draft));
    }
    if (!has_durations) run.skip(reasons::no_short_tasks);
}

void find_unbalanced_units(RuleRun& run) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    if (table.count == 0) return run.skip(reasons::no_assignments);
    IdMap<UnitId, std::size_t> counts(plan.units().size(), 0);
    IdMap<UnitId, TaskId> last(plan.units().size());
    IdSet<UnitId> active(plan.units().size());
    std::size_t total = 0;
    TaskId last_task;
    for (std::size_t row = 0; row < table.count; ++row) {
        const TaskId task = table.task[row];
        if (!is_at_work(plan, task)) continue;
        if (task != last_task) ++total;
        last_task = task;
        const UnitId unit = table.unit[row];
        if (!unit.is_valid()) continue;
        if (last[unit] != task) ++counts[unit];
        last[unit] = task;
        if (table.role[row] != Role::consult && table.role[row] != Role::inform)
            active.insert(unit);
    }
    if (static_cast<double>(total) < run.number("tasks")) return run.skip(reasons::few_tasks);
    const double limit = run.number("share");
    for (const UnitId unit : plan.units()) {
        if (counts[unit] == 0 || plan.unit(unit).kind() == UnitKind::group) continue;
        const double share = static_cast<double>(counts[unit]) / static_cast<double>(total);
        const bool is_large = share > limit;
        const bool is_passive = !active.contains(unit);
        if (!is_large && !is_passive) continue;
        Draft draft{.subjects = {unit}};
        draft.arguments = {{"unit", run.name(unit)},
                           {"count", std::to_string(counts[unit])},
                           {"total", std::to_string(total)},
                           {"percent", number_text(share * 100)},
                           {"limit", is_large ? number_text(limit * 100) : ""},
                           {"only", is_passive ? "consult" : ""}};
        draft.witness = {std::to_string(counts[unit]), std::to_string(total)};
        run.report(std::move(draft));
    }
}

}  // namespace planloom::coverage

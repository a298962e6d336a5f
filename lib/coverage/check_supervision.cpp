#include <planloom/model/calendars.hpp>

#include "progress.hpp"
#include "reasons_supervision.hpp"
#include "rule_run.hpp"
#include "rules_supervision.hpp"
#include "supervision.hpp"

#include <fmt/format.h>

#include <cmath>

namespace planloom::coverage {

std::string percent(double value) {
    return fmt::format("{}", std::lround(value));
}

namespace {

/// The calendar of the plan; the standard week where what the plan says makes none.
Calendar plan_calendar(const Plan& plan) {
    try {
        return make_calendar(plan.head(), plan.head().calendar);
    } catch (const Error&) {
        return Calendar(standard_week(plan.head().work));
    }
}

/// The days after `from`, up to `to`, on which there is work.
class WorkingDays {
public:
    explicit WorkingDays(const Plan& plan) : calendar_(plan_calendar(plan)) {}
    [[nodiscard]] std::int64_t after(Date from, Date to) const {
        std::int64_t count = 0;
        for (Date day = from.plus_days(1); day.is_set() && day <= to; day = day.plus_days(1))
            count += calendar_.hours(day).empty() ? 0 : 1;
        return count;
    }

private:
    Calendar calendar_;
};

void find_near_due(RuleRun& run) {
    if (!run.as_of().is_set()) return run.skip(reasons::no_today);
    const IdMap<TaskId, Window> all = windows(run);
    const WorkingDays days(run.plan());
    const double limit = run.number("days");
    // No more calendar days than this can hold so many working days, whatever the holidays.
    const double horizon = limit * 7 + 60;
    bool has_deadline = false;
    for (const TaskId task : ending_tasks(run)) {
        const Date due = all[task].due;
        if (!due.is_set()) continue;
        has_deadline = true;
        if (due < run.as_of() || due.days() - run.as_of().days() > horizon) continue;
        const std::int64_t left = days.after(run.as_of(), due);
        if (static_cast<double>(left) > limit) continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"due", to_string(due)},
                                  {"days", std::to_string(left)}},
                    .witness = {to_string(due)},
                    .place = "/due"});
    }
    if (!has_deadline) run.skip(reasons::no_open_deadlines);
}

void find_behind(RuleRun& run) {
    if (!run.as_of().is_set()) return run.skip(reasons::no_today);
    const IdMap<TaskId, Window> all = windows(run);
    Ratio ratio{.threshold = 0};
    for (const TaskId task : ending_tasks(run)) {
        const std::optional<double> planned = planned_progress(all[task], run.as_of());
        const std::optional<std::int32_t> progress = run.plan().task(task).progress();
        if (!planned || !progress) {
            ++ratio.unknown;
            continue;
        }
        if (all[task].due < run.as_of()) continue;
        ++ratio.denominator;
        if (*progress >= *planned - run.number("tolerance")) continue;
        ++ratio.numerator;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"progress", std::to_string(*progress)},
                                  {"planned", percent(*planned)}},
                    .witness = {to_string(all[task].start), to_string(all[task].due)},
                    .place = "/progress"});
    }
    if (ratio.denominator == 0) return run.skip(reasons::no_planned_progress);
    run.count(ratio);
}

void find_overdue(RuleRun& run) {
    if (!run.as_of().is_set()) return run.skip(reasons::no_today);
    const IdMap<TaskId, Window> all = windows(run);
    Ratio ratio{.threshold = 0};
    for (const TaskId task : ending_tasks(run)) {
        const Date due = all[task].due;
        if (!due.is_set()) {
            ++ratio.unknown;
            continue;
        }
        ++ratio.denominator;
        if (due >= run.as_of()) continue;
        ++ratio.numerator;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"due", to_string(due)},
                                  {"days", std::to_string(run.as_of().days() - due.days())}},
                    .witness = {to_string(due), to_string(run.as_of())},
                    .place = "/due"});
    }
    if (ratio.denominator == 0) return run.skip(reasons::no_open_deadlines);
    run.count(ratio);
}

void find_done_before_predecessors(RuleRun& run) {
    const Plan& plan = run.plan();
    // A summary task is done when every leaf below it is, whatever it says itself.
    IdMap<TaskId, std::uint8_t> has_open_leaf(plan.tasks().size(), 0);
    const std::span<const TaskId> tasks = run.facts().tasks.parents_first();
    bool has_done = false;
    for (std::size_t i = tasks.size(); i-- > 0;) {
        const TaskView task = plan.task(tasks[i]);
        has_done = has_done || task.status() == TaskStatus::done;
        if (run.graph().is_leaf(tasks[i]) && task.is_open()) has_open_leaf[tasks[i]] = 1;
        if (const TaskId parent = run.graph().parent(tasks[i]);
            parent.is_valid() && has_open_leaf[tasks[i]] != 0)
            has_open_leaf[parent] = 1;
    }
    const DependencyTable& links = plan.dependency_table();
    if (links.count == 0) return run.skip(reasons::no_dependencies);
    if (!has_done) return run.skip(reasons::no_done_tasks);
    for (std::size_t row = 0; row < links.count; ++row) {
        const TaskId before = links.predecessor[row], task = links.successor[row];
        if (!before.is_valid() || before == task || links.is_soft[row] != 0 ||
            links.type[row] != LinkType::finish_to_start || has_open_leaf[before] == 0 ||
            plan.task(task).status() != TaskStatus::done)
            continue;
        run.report({.subjects = {task, before},
                    .arguments = {{"task", run.name(task)}, {"predecessor", run.name(before)}},
                    .place = "/status"});
    }
}

void find_unproved(RuleRun& run) {
    const Plan& plan = run.plan();
    Ratio ratio{.threshold = 0};
    for (const TaskId task : plan.tasks()) {
        if (!run.graph().is_leaf(task) || plan.task(task).status() != TaskStatus::done) continue;
        ++ratio.denominator;
        if (!plan.task(task).evidence().empty()) continue;
        ++ratio.numerator;
        run.report({.subjects = {task}, .arguments = {{"task", run.name(task)}}});
    }
    if (ratio.denominator == 0) return run.skip(reasons::no_done_tasks);
    run.count(ratio);
}

void find_missing_subplans(RuleRun& run) {
    const Plan& plan = run.plan();
    if (!run.as_of().is_set()) return run.skip(reasons::no_today);
    const Date due = plan.head().supervision.plans_due;
    if (!due.is_set() || run.as_of() <= due) return run.skip(reasons::no_plans_due);
    bool has_lead = false;
    for (const TaskId task : plan.tasks()) {
        if (!run.graph().is_leaf(task) || !plan.task(task).is_open()) continue;
        for (const AssignmentId share : plan.assignments(task)) {
            const UnitId unit = plan.assignment_table().unit[share.index()];
            if (plan.assignment_table().role[share.index()] != Role::lead || !unit.is_valid())
                continue;
            has_lead = true;
            const Date filed = plan.task(task).plan_filed();
            if (filed.is_set() && filed <= due) break;
            run.report({.subjects = {task, unit},
                        .arguments = {{"task", run.name(task)},
                                      {"lead", run.name(unit)},
                                      {"due", to_string(due)},
                                      {"filed", to_string(filed)}}});
            break;
        }
    }
    if (!has_lead) run.skip(reasons::no_leads);
}

void find_reopened(RuleRun& run) {
    if (run.before() == nullptr) return run.skip(reasons::no_earlier);
    const PlanMatch& match = run.facts().match();
    bool had_done = false;
    for (const TaskId task : run.plan().tasks()) {
        const std::optional<Node> earlier = match.earlier(task);
        if (!earlier || run.before()->task(earlier->task()).status() != TaskStatus::done) continue;
        had_done = true;
        const TaskStatus status = run.plan().task(task).status();
        if (!run.plan().task(task).is_open()) continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)}, {"status", std::string(word(status))}},
                    .place = "/status"});
    }
    if (!had_done) run.skip(reasons::no_done_tasks);
}

constexpr std::array supervision_code = {
    RuleCode{"PL701", find_near_due},
    RuleCode{"PL702", find_behind},
    RuleCode{"PL703", find_overdue},
    RuleCode{"PL704", find_repeatedly_behind},
    RuleCode{"PL705", find_missing_reports},
    RuleCode{"PL706", find_late_extensions},
    RuleCode{"PL707", find_many_extensions},
    RuleCode{"PL708", find_unproved},
    RuleCode{"PL709", find_done_before_predecessors},
    RuleCode{"PL710", find_missing_subplans},
    RuleCode{"PL711", find_progress_mismatches},
    RuleCode{"PL712", find_stalled},
    RuleCode{"PL713", find_reopened},
};
static_assert(match(supervision_rules, supervision_code));

}  // namespace

Family supervision_family() noexcept {
    return {supervision_rules, supervision_code};
}

}  // namespace planloom::coverage

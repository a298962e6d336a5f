#include "reasons.hpp"
#include "rule_run.hpp"
#include "rules_time.hpp"
#include "time.hpp"

#include <algorithm>

namespace planloom::coverage {

DatePeriod deadline(const Plan& plan, TaskId task) noexcept {
    const TaskView row = plan.task(task);
    if (row.due().date.is_set()) return row.due();
    if (row.must_finish().is_set()) return {row.must_finish(), DatePrecision::day};
    return {row.finish_no_later(), DatePrecision::day};
}

namespace {

/// What a task says about its time, or else the task above it.
struct Timing {
    Date deadline;
    bool is_ongoing = false;
    /// Whether the deadline comes back.
    bool is_recurring = false;
};

IdMap<TaskId, Timing> inherited_timings(const RuleRun& run) {
    const Plan& plan = run.plan();
    IdMap<TaskId, Timing> timings(plan.tasks().size());
    for (const TaskId task : run.facts().tasks.parents_first()) {
        const TaskView row = plan.task(task);
        const Timing own{deadline(plan, task).date, row.is_ongoing(), !row.due_every().empty()};
        const TaskId parent = run.graph().parent(task);
        const bool is_silent = !own.deadline.is_set() && !own.is_ongoing && !own.is_recurring;
        timings[task] = is_silent && parent.is_valid() ? timings[parent] : own;
    }
    return timings;
}

void find_tasks_without_deadline(RuleRun& run) {
    const Plan& plan = run.plan();
    const IdMap<TaskId, Timing> timings = inherited_timings(run);
    std::vector<TaskId> undated;
    std::size_t open = 0;
    std::size_t not_ongoing = 0;
    for (const TaskId task : plan.tasks()) {
        if (!plan.task(task).is_open() || !run.graph().is_leaf(task)) continue;
        ++open;
        const Timing& timing = timings[task];
        if (timing.is_ongoing) continue;
        ++not_ongoing;
        if (!timing.deadline.is_set() && !timing.is_recurring) undated.push_back(task);
    }
    if (open == 0) return run.skip(reasons::no_open_tasks);
    const bool are_few_dated = (not_ongoing - undated.size()) * 5 < not_ongoing;
    for (const TaskId task : undated)
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)}},
                    .severity = are_few_dated ? Severity::info : Severity::warning});
}

void find_tasks_after_goal(RuleRun& run) {
    const Plan& plan = run.plan();
    const ServesTable& serves = plan.serves_table();
    bool has_pairs = false;
    IdMap<GoalId, TaskId> last_task(plan.goals().size());
    for (std::size_t row = 0; row < serves.count; ++row) {
        const TaskId task = serves.task[row];
        const GoalId goal = serves.goal[row];
        if (!goal.is_valid() || serves.role[row] != ServesRole::necessary ||
            plan.task(task).status() == TaskStatus::cancelled)
            continue;
        const DatePeriod due = deadline(plan, task);
        const DatePeriod horizon = plan.goal(goal).horizon();
        if (!due.date.is_set() || !horizon.date.is_set()) continue;
        has_pairs = true;
        // A task that names the goal twice is one finding.
        if (due.date <= horizon.date || last_task[goal] == task) continue;
        last_task[goal] = task;
        Draft draft{.subjects = {task, goal}};
        draft.arguments = {{"task", run.name(task)},
                           {"goal", run.name(goal)},
                           {"due", to_string(due)},
                           {"horizon", to_string(horizon)}};
        draft.witness = {to_string(due), to_string(horizon)};
        draft.place = "/due";
        run.report(std::move(draft));
    }
    if (!has_pairs) run.skip(reasons::no_deadlines_under_horizon);
}

void find_goals_after_parent(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_pairs = false;
    for (const GoalId goal : plan.goals()) {
        const GoalId parent = run.graph().parent(goal);
        if (!parent.is_valid()) continue;
        const DatePeriod horizon = plan.goal(goal).horizon();
        const DatePeriod limit = plan.goal(parent).horizon();
        if (!horizon.date.is_set() || !limit.date.is_set()) continue;
        has_pairs = true;
        if (horizon.date <= limit.date) continue;
        Draft draft{.subjects = {goal, parent}};
        draft.arguments = {{"goal", run.name(goal)},
                           {"parent", run.name(parent)},
                           {"horizon", to_string(horizon)},
                           {"limit", to_string(limit)}};
        draft.witness = {to_string(horizon), to_string(limit)};
        draft.place = "/horizon";
        run.report(std::move(draft));
    }
    if (!has_pairs) run.skip(reasons::no_nested_horizons);
}

/// The different horizons of all goals, earliest first; of horizons that end on the same day the
/// first one in plan order.
std::vector<DatePeriod> horizons(const Plan& plan) {
    std::vector<DatePeriod> all;
    for (const GoalId goal : plan.goals())
        if (plan.goal(goal).horizon().date.is_set()) all.push_back(plan.goal(goal).horizon());
    std::stable_sort(all.begin(), all.end(),
                     [](DatePeriod a, DatePeriod b) { return a.date < b.date; });
    const auto is_same_day = [](DatePeriod a, DatePeriod b) { return a.date == b.date; };
    all.erase(std::unique(all.begin(), all.end(), is_same_day), all.end());
    return all;
}

void report_after_horizon(RuleRun& run, Node subject, std::string_view indicator, DatePeriod due,
                          DatePeriod last) {
    std::string item = run.name(subject);
    if (!indicator.empty()) item += " / " + std::string(indicator);
    Draft draft{.subjects = {subject}, .discriminator = std::string(indicator)};
    draft.arguments = {
        {"item", std::move(item)}, {"due", to_string(due)}, {"horizon", to_string(last)}};
    draft.witness = {to_string(due), to_string(last)};
    run.report(std::move(draft));
}

void find_after_horizon(RuleRun& run) {
    const Plan& plan = run.plan();
    const std::vector<DatePeriod> all = horizons(plan);
    if (all.empty()) return run.skip(reasons::no_horizons);
    const DatePeriod last = all.back();
    bool is_anything_due = false;
    for (const TaskId task : plan.tasks()) {
        const DatePeriod due = deadline(plan, task);
        if (!due.date.is_set() || plan.task(task).status() == TaskStatus::cancelled) continue;
        is_anything_due = true;
        if (due.date > last.date) report_after_horizon(run, task, {}, due, last);
    }
    const IndicatorTable& indicators = plan.indicator_table();
    for (std::size_t row = 0; row < indicators.count; ++row) {
        const DatePeriod due{indicators.due[row], indicators.due_precision[row]};
        if (!due.date.is_set()) continue;
        is_anything_due = true;
        if (due.date <= last.date) continue;
        report_after_horizon(run, indicators.goal[row], plan.text(indicators.title[row]), due,
                             last);
    }
    if (!is_anything_due) run.skip(reasons::nothing_due);
}

/// In which of the periods that the horizons end the tasks of each goal and of its subgoals are
/// due, for 64 periods from `first` on, one bit each.
IdMap<GoalId, std::uint64_t> periods_of_goals(const RuleRun& run,
                                              const IdMap<TaskId, Timing>& timings,
                                              std::span<const DatePeriod> ends, std::size_t first) {
    const Plan& plan = run.plan();
    const PlanGraph& graph = run.graph();
    IdMap<TaskId, std::uint64_t> of_task(plan.tasks().size());
    const std::span<const TaskId> tasks = run.facts().tasks.parents_first();
    for (std::size_t i = tasks.size(); i-- > 0;) {
        const Timing& timing = timings[tasks[i]];
        const auto end = std::lower_bound(
            ends.begin(), ends.end(), timing.deadline,
            [](const DatePeriod& period, Date date) { return period.date < date; });
        const auto period = static_cast<std::size_t>(end - ends.begin());
        if (plan.task(tasks[i]).status() != TaskStatus::cancelled) {
            if (timing.is_ongoing || timing.is_recurring)
                of_task[tasks[i]] = ~std::uint64_t{0};
            else if (timing.deadline.is_set() && period >= first && period < first + 64)
                of_task[tasks[i]] |= std::uint64_t{1} << (period - first);
        }
        if (const TaskId parent = graph.parent(tasks[i]); parent.is_valid())
            of_task[parent] |= of_task[tasks[i]];
    }
    IdMap<GoalId, std::uint64_t> of_goal(plan.goals().size());
    const ServesTable& serves = plan.serves_table();
    for (std::size_t row = 0; row < serves.count; ++row)
        if (serves.goal[row].is_valid()) of_goal[serves.goal[row]] |= of_task[serves.task[row]];
    const std::span<const GoalId> goals = run.facts().goals.parents_first();
    for (std::size_t i = goals.size(); i-- > 0;)
        if (const GoalId parent = graph.parent(goals[i]); parent.is_valid())
            of_goal[parent] |= of_goal[goals[i]];
    return of_goal;
}

void report_gap(RuleRun& run, GoalId goal, DatePeriod previous) {
    const std::string horizon = to_string(run.plan().goal(goal).horizon());
    Draft draft{.subjects = {goal}};
    draft.arguments = {
        {"goal", run.name(goal)}, {"previous", to_string(previous)}, {"horizon", horizon}};
    draft.witness = {to_string(previous), horizon};
    draft.place = "/horizon";
    run.report(std::move(draft));
}

void find_horizon_gaps(RuleRun& run) {
    const Plan& plan = run.plan();
    const std::vector<DatePeriod> ends = horizons(plan);
    if (ends.size() < 2) return run.skip(reasons::one_horizon);
    const IdMap<TaskId, Timing> timings = inherited_timings(run);
    for (std::size_t first = 0; first < ends.size(); first += 64) {
        const IdMap<GoalId, std::uint64_t> periods = periods_of_goals(run, timings, ends, first);
        for (const GoalId goal : plan.goals()) {
            const Date horizon = plan.goal(goal).horizon().date;
            if (!horizon.is_set() || horizon == ends.front().date) continue;
            const auto own = std::lower_bound(
                ends.begin(), ends.end(), horizon,
                [](const DatePeriod& period, Date date) { return period.date < date; });
            const auto period = static_cast<std::size_t>(own - ends.begin());
            if (period < first || period >= first + 64) continue;
            if ((periods[goal] >> (period - first) & 1U) == 0)
                report_gap(run, goal, ends[period - 1]);
        }
    }
}

constexpr std::array time_code = {
    RuleCode{"PL401", find_tasks_without_deadline}, RuleCode{"PL402", find_starts_after_due},
    RuleCode{"PL403", find_short_windows},          RuleCode{"PL404", find_tasks_after_goal},
    RuleCode{"PL405", find_goals_after_parent},     RuleCode{"PL406", find_after_horizon},
    RuleCode{"PL407", find_horizon_gaps},           RuleCode{"PL408", find_deadline_cliffs},
    RuleCode{"PL409", find_subtasks_outside},       RuleCode{"PL410", find_dates_against_links},
    RuleCode{"PL411", find_deadlines_off_work},     RuleCode{"PL412", find_ongoing_blockers},
    RuleCode{"PL413", find_long_milestones},        RuleCode{"PL414", find_copied_deadlines},
    RuleCode{"PL415", find_words_against_dates},
};
static_assert(match(time_rules, time_code));

}  // namespace

Family time_family() noexcept {
    return {time_rules, time_code};
}

}  // namespace planloom::coverage

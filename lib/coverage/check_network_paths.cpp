#include <planloom/coverage/support.hpp>
#include <planloom/order/critical.hpp>

#include "network.hpp"
#include "reasons_network.hpp"
#include "supervision.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

/// The first lead of a task; not valid where there is none.
UnitId lead_of(const Plan& plan, TaskId task) {
    const AssignmentTable& shares = plan.assignment_table();
    for (const AssignmentId share : plan.assignments(task))
        if (shares.role[share.index()] == Role::lead && shares.unit[share.index()].is_valid())
            return shares.unit[share.index()];
    return {};
}

/// How many paths of hard links lead to each task, and from it to tasks that are necessary for a
/// goal; a necessary task ends a path for each goal. In doubles: they grow beyond any integer.
struct PathCounts {
    IdMap<TaskNode, double> to, from;
    double total = 0;
};

PathCounts count_paths(const RuleRun& run) {
    const PlanGraph& graph = run.graph();
    const Plan& plan = run.plan();
    const DependencyTable& links = plan.dependency_table();
    const auto count = static_cast<std::uint32_t>(plan.tasks().size());
    PathCounts paths{IdMap<TaskNode, double>(count, 0), IdMap<TaskNode, double>(count, 0), 0};
    const ServesTable& serves = plan.serves_table();
    for (std::size_t row = 0; row < serves.count; ++row)
        if (serves.role[row] == ServesRole::necessary && serves.goal[row].is_valid())
            paths.from[graph.node(serves.task[row])] += 1;
    const IdMap<TaskNode, double> ends = paths.from;
    // The layout is a topological order; links inside a knot, which run back, are passed over.
    for (std::uint32_t at = 0; at < count; ++at) {
        const TaskNode node(at);
        for (const DependencyId link : graph.predecessor_links(node)) {
            const TaskNode before = graph.node(links.predecessor[link.index()]);
            if (links.is_soft[link.index()] == 0 && before < node)
                paths.to[node] += paths.to[before];
        }
        if (paths.to[node] == 0) paths.to[node] = 1;
        paths.total += paths.to[node] * ends[node];
    }
    for (std::uint32_t at = count; at-- > 0;) {
        const TaskNode node(at);
        for (const DependencyId link : graph.successor_links(node)) {
            const TaskNode after = graph.node(links.successor[link.index()]);
            if (links.is_soft[link.index()] == 0 && node < after)
                paths.from[node] += paths.from[after];
        }
    }
    return paths;
}

}  // namespace

void find_merge_hotspots(RuleRun& run) {
    const DependencyTable& links = run.plan().dependency_table();
    if (links.count == 0) return run.skip(reasons::no_dependencies);
    for (const TaskId task : run.plan().tasks()) {
        std::vector<TaskId> before;
        for (const DependencyId link : run.plan().predecessors(task))
            if (links.is_soft[link.index()] == 0 && links.predecessor[link.index()].is_valid())
                before.push_back(links.predecessor[link.index()]);
        std::sort(before.begin(), before.end());
        before.erase(std::unique(before.begin(), before.end()), before.end());
        if (static_cast<double>(before.size()) <= run.number("cap")) continue;
        run.report(
            {.subjects = {task},
             .arguments = {{"task", run.name(task)}, {"count", std::to_string(before.size())}},
             .place = "/after"});
    }
}

void find_bottlenecks(RuleRun& run) {
    if (run.plan().dependency_table().count == 0) return run.skip(reasons::no_dependencies);
    const PathCounts paths = count_paths(run);
    if (paths.total < run.number("paths")) return run.skip(reasons::few_paths);
    for (const TaskId task : run.plan().tasks()) {
        const TaskNode node = run.graph().node(task);
        if (run.graph().successor_links(node).empty() || !run.plan().task(task).is_open()) continue;
        const double share = paths.to[node] * paths.from[node] / paths.total;
        if (share <= run.number("share")) continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)}, {"share", percent(100 * share)}}});
    }
}

void find_critical_paths(RuleRun& run) {
    const Schedule* dates = schedule_or_skip(run);
    if (dates == nullptr) return;
    if (run.plan().dependency_table().count == 0) return run.skip(reasons::no_dependencies);
    const auto cap = static_cast<std::size_t>(std::max(2.0, run.number("cap")));
    const std::vector<SchedulePath> paths = critical_paths(*dates, cap, 0);
    if (paths.size() < 2) return;
    Draft draft;
    draft.arguments = {{"count", std::to_string(paths.size())}};
    for (const SchedulePath& path : paths) {
        std::string text;
        for (const TaskId task : path.tasks) text += (text.empty() ? "" : " → ") + run.name(task);
        draft.witness.push_back(std::move(text));
        draft.subjects.insert(draft.subjects.end(), path.tasks.begin(), path.tasks.end());
    }
    std::sort(draft.subjects.begin(), draft.subjects.end());
    draft.subjects.erase(std::unique(draft.subjects.begin(), draft.subjects.end()),
                         draft.subjects.end());
    draft.is_plan_wide = true;
    draft.place = "/tasks";
    run.report(std::move(draft));
}

void find_long_waits(RuleRun& run) {
    const Schedule* dates = schedule_or_skip(run);
    if (dates == nullptr) return;
    const DependencyTable& links = run.plan().dependency_table();
    if (links.count == 0) return run.skip(reasons::no_dependencies);
    const double limit =
        run.number("days") * static_cast<double>(run.plan().head().work.minutes_per_day);
    for (std::size_t row = 0; row < links.count; ++row) {
        const TaskId before = links.predecessor[row], task = links.successor[row];
        if (!before.is_valid() || links.type[row] != LinkType::finish_to_start ||
            links.lag[row] != 0 || links.is_soft[row] != 0 || !run.graph().is_leaf(before) ||
            !run.graph().is_leaf(task) || !dates->takes_part(before) || !dates->takes_part(task) ||
            !run.plan().task(task).is_open())
            continue;
        const Minutes wait = dates->work_between(dates->early_finish()[before.index()],
                                                 dates->early_start()[task.index()]);
        if (static_cast<double>(wait) <= limit) continue;
        run.report({.subjects = {task, before},
                    .arguments = {{"task", run.name(task)},
                                  {"predecessor", run.name(before)},
                                  {"wait", work_text(run, wait)}},
                    .place = "/after",
                    .line = links.line[row]});
    }
}

void find_unreachable_horizons(RuleRun& run) {
    GoalCoverageOptions how;
    how.missing = 0;
    if (run.facts().options.as_of.is_set())
        how.schedule.status_date = DateTime(run.facts().options.as_of, 0);
    const GoalCoverageReport report = goal_coverage(run.graph(), how, run.monitor());
    bool has_any = false;
    for (const GoalId goal : run.plan().goals()) {
        const HorizonCoverage& horizon = report.of(goal).horizon;
        if (horizon.reason != NotTimed::timed || !horizon.earliest.is_set()) continue;
        has_any = true;
        if (horizon.earliest <= horizon.horizon) continue;
        Draft draft{.subjects = {goal}};
        draft.arguments = {
            {"goal", run.name(goal)},
            {"earliest", to_string(horizon.earliest)},
            {"days", std::to_string(horizon.earliest.days() - horizon.horizon.days())},
            {"horizon", to_string(horizon.horizon)}};
        for (const TaskId task : report.path(goal)) draft.witness.push_back(run.name(task));
        draft.place = "/horizon";
        run.report(std::move(draft));
    }
    if (!has_any) run.skip(reasons::no_times);
}

void find_out_of_sequence(RuleRun& run) {
    const Plan& plan = run.plan();
    const DependencyTable& links = plan.dependency_table();
    if (links.count == 0) return run.skip(reasons::no_dependencies);
    bool has_any = false;
    for (std::size_t row = 0; row < links.count; ++row) {
        const TaskId before = links.predecessor[row], task = links.successor[row];
        if (!before.is_valid() || links.is_soft[row] != 0 || links.lag[row] < 0 ||
            links.type[row] != LinkType::finish_to_start || !run.graph().is_leaf(before))
            continue;
        const Date start = plan.task(task).actual_start();
        const TaskView earlier = plan.task(before);
        if (!start.is_set() || earlier.status() == TaskStatus::cancelled) continue;
        has_any = true;
        const bool is_early = earlier.is_open() ||
                              (earlier.actual_finish().is_set() && start < earlier.actual_finish());
        if (!is_early) continue;
        run.report({.subjects = {task, before},
                    .arguments = {{"task", run.name(task)},
                                  {"start", to_string(start)},
                                  {"predecessor", run.name(before)},
                                  {"finish", to_string(earlier.actual_finish())}},
                    .witness = {to_string(start), to_string(earlier.actual_finish())},
                    .place = "/actual_start"});
    }
    if (!has_any) run.skip(reasons::no_actual_dates);
}

void find_summary_links(RuleRun& run) {
    const DependencyTable& links = run.plan().dependency_table();
    std::vector<Node> offenders;
    std::size_t total = 0;
    for (std::size_t row = 0; row < links.count; ++row) {
        if (!links.predecessor[row].is_valid()) continue;
        ++total;
        if (!run.graph().is_leaf(links.predecessor[row]) ||
            !run.graph().is_leaf(links.successor[row]))
            offenders.emplace_back(links.successor[row]);
    }
    if (total == 0) return run.skip(reasons::no_dependencies);
    report_ratio(run, std::move(offenders), total, 0);
}

void find_bare_hand_offs(RuleRun& run) {
    const Plan& plan = run.plan();
    const DependencyTable& links = plan.dependency_table();
    struct HandOff {
        TaskId before, task;
        UnitId giver, taker;
    };
    std::vector<HandOff> bare;
    std::size_t total = 0;
    for (std::size_t row = 0; row < links.count; ++row) {
        HandOff each{links.predecessor[row], links.successor[row], {}, {}};
        if (!each.before.is_valid()) continue;
        each.giver = lead_of(plan, each.before);
        each.taker = lead_of(plan, each.task);
        if (!each.giver.is_valid() || !each.taker.is_valid() || each.giver == each.taker) continue;
        ++total;
        if (plan.task(each.before).deliverable().empty()) bare.push_back(each);
    }
    if (total == 0) return run.skip(reasons::no_hand_offs);
    run.count({.numerator = bare.size(), .denominator = total});
    const Column<TextRef>& deliverables = plan.task_table().deliverable;
    const bool has_deliverable =
        std::any_of(plan.tasks().begin(), plan.tasks().end(),
                    [&](TaskId task) { return deliverables[task.index()].length != 0; });
    if (!has_deliverable && bare.size() > 1) {
        std::vector<Node> subjects;
        for (const HandOff& each : bare) subjects.emplace_back(each.before);
        return run.report({.subjects = std::move(subjects),
                           .arguments = {{"count", std::to_string(bare.size())}},
                           .is_plan_wide = true,
                           .place = "/tasks"});
    }
    for (const HandOff& each : bare)
        run.report({.subjects = {each.before, each.task},
                    .arguments = {{"predecessor", run.name(each.before)},
                                  {"giver", run.name(each.giver)},
                                  {"task", run.name(each.task)},
                                  {"taker", run.name(each.taker)}},
                    .place = "/deliverable"});
}

}  // namespace planloom::coverage

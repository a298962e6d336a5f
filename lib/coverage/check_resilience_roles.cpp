#include <planloom/impact/failure_points.hpp>
#include <planloom/order/critical.hpp>

#include "network.hpp"
#include "reasons_network.hpp"
#include "resilience.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace planloom::coverage {
namespace {

/// Units that take part in a task by any role but being told or asked, each once, in plan order.
std::vector<UnitId> participants(const Plan& plan, TaskId task) {
    std::vector<UnitId> units;
    for (const AssignmentId share : plan.assignments(task)) {
        const Role role = plan.assignment_table().role[share.index()];
        const UnitId unit = plan.assignment_table().unit[share.index()];
        if (unit.is_valid() && role != Role::consult && role != Role::inform) units.push_back(unit);
    }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

std::vector<UnitId> units_with(const Plan& plan, TaskId task, Role role) {
    std::vector<UnitId> units;
    for (const AssignmentId share : plan.assignments(task))
        if (plan.assignment_table().role[share.index()] == role &&
            plan.assignment_table().unit[share.index()].is_valid())
            units.push_back(plan.assignment_table().unit[share.index()]);
    return units;
}

/// Whether the list of units of a task says that it names not all of them.
bool is_open_list(const Plan& plan, TaskId task) {
    const IdRange<AssignmentId> shares = plan.assignments(task);
    return std::any_of(shares.begin(), shares.end(), [&](AssignmentId share) {
        return plan.assignment_table().is_open[share.index()] != 0;
    });
}

UnitId top_of(const RuleRun& run, UnitId unit) {
    while (run.graph().parent(unit).is_valid()) unit = run.graph().parent(unit);
    return unit;
}

void find_concentrated_goals(RuleRun& run, bool& has_any) {
    const Plan& plan = run.plan();
    for (const GoalId goal : plan.goals()) {
        std::map<UnitId, std::size_t> counts;
        std::size_t total = 0;
        for (const ServesId row : run.graph().serves(goal)) {
            const TaskId task = plan.serves_table().task[row.index()];
            if (plan.serves_table().role[row.index()] != ServesRole::necessary ||
                plan.task(task).status() == TaskStatus::cancelled)
                continue;
            ++total;
            for (const UnitId unit : units_with(plan, task, Role::lead)) ++counts[unit];
        }
        if (static_cast<double>(total) < run.number("tasks") || counts.empty()) continue;
        has_any = true;
        for (const auto& [unit, count] : counts)
            if (static_cast<double>(count) >= run.number("share") * static_cast<double>(total))
                run.report({.subjects = {goal, unit},
                            .arguments = {{"goal", run.name(goal)},
                                          {"unit", run.name(unit)},
                                          {"count", std::to_string(count)},
                                          {"total", std::to_string(total)}}});
    }
}

}  // namespace

void find_concentrations(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_any = false;
    find_concentrated_goals(run, has_any);
    std::map<UnitId, std::size_t> roles, leads;
    std::size_t total = 0;
    for (const TaskId task : plan.tasks()) {
        if (!run.graph().is_leaf(task) || plan.task(task).status() == TaskStatus::cancelled)
            continue;
        ++total;
        for (const UnitId unit : participants(plan, task)) ++roles[unit];
        for (const UnitId unit : units_with(plan, task, Role::lead)) ++leads[unit];
    }
    if (static_cast<double>(total) >= run.number("tasks") && !roles.empty()) {
        has_any = true;
        for (const auto& [unit, count] : roles)
            if (static_cast<double>(count) >= run.number("share") * static_cast<double>(total))
                run.report({.subjects = {unit},
                            .arguments = {{"unit", run.name(unit)},
                                          {"count", std::to_string(count)},
                                          {"total", std::to_string(total)},
                                          {"leads", std::to_string(leads[unit])}}});
    }
    if (!has_any) run.skip(reasons::few_assigned);
}

void find_fragile_hand_offs(RuleRun& run) {
    const Plan& plan = run.plan();
    if (std::none_of(plan.units().begin(), plan.units().end(),
                     [&](UnitId unit) { return run.graph().parent(unit).is_valid(); }))
        return run.skip(reasons::no_unit_tree);
    const DependencyTable& links = plan.dependency_table();
    bool has_any = false;
    for (std::size_t row = 0; row < links.count; ++row) {
        const TaskId before = links.predecessor[row], task = links.successor[row];
        if (!before.is_valid() || links.is_soft[row] != 0) continue;
        const std::vector<UnitId> givers = units_with(plan, before, Role::lead);
        const std::vector<UnitId> takers = units_with(plan, task, Role::lead);
        if (givers.empty() || takers.empty() || givers.front() == takers.front()) continue;
        has_any = true;
        if (top_of(run, givers.front()) == top_of(run, takers.front())) continue;
        run.report({.subjects = {before, task},
                    .arguments = {{"task", run.name(before)},
                                  {"giver", run.name(givers.front())},
                                  {"successor", run.name(task)},
                                  {"taker", run.name(takers.front())}}});
    }
    if (!has_any) run.skip(reasons::no_hand_offs);
}

void find_missing_deputies(RuleRun& run) {
    const Plan& plan = run.plan();
    std::vector<std::pair<TaskId, UnitId>> lone;
    std::set<TaskId> told;
    std::size_t total = 0;
    for (const TaskId task : plan.tasks()) {
        if (!run.graph().is_leaf(task) || !plan.task(task).is_open()) continue;
        const std::vector<UnitId> units = participants(plan, task);
        if (units.empty()) continue;
        ++total;
        if (units.size() == 1 && !is_open_list(plan, task)) lone.emplace_back(task, units.front());
    }
    if (total == 0) return run.skip(reasons::no_assigned_tasks);
    run.count({.numerator = lone.size(), .denominator = total});
    if (lone.size() > 1 && 2 * lone.size() > total) {
        Draft draft;
        for (const auto& [task, unit] : lone) draft.subjects.emplace_back(task);
        draft.arguments = {{"count", std::to_string(lone.size())},
                           {"total", std::to_string(total)}};
        draft.is_plan_wide = true;
        draft.place = "/tasks";
        run.report(std::move(draft));
    } else {
        for (const auto& [task, unit] : lone) {
            told.insert(task);
            run.report({.subjects = {task},
                        .arguments = {{"task", run.name(task)}, {"unit", run.name(unit)}},
                        .place = "/lead"});
        }
    }
    for (const FailurePoint& point : run.facts().failures().points) {
        if (point.node.kind != NodeKind::task || told.contains(point.node.task())) continue;
        const std::vector<UnitId> leads = units_with(plan, point.node.task(), Role::lead);
        if (leads.size() != 1 || !units_with(plan, point.node.task(), Role::co_lead).empty() ||
            lowest(run, point.lost).size() < 2)
            continue;
        run.report({.subjects = {point.node},
                    .arguments = {{"key", run.name(point.node)}, {"lead", run.name(leads[0])}},
                    .place = "/lead"});
    }
}

void find_external_work(RuleRun& run) {
    const Plan& plan = run.plan();
    const DependencyTable& links = plan.dependency_table();
    std::vector<TaskId> external;
    for (const TaskId task : plan.tasks())
        if (plan.task(task).is_external() && plan.task(task).is_open()) external.push_back(task);
    if (external.empty()) return run.skip(reasons::no_external);
    IdSet<TaskId> necessary(plan.tasks().size());
    const ServesTable& serves = plan.serves_table();
    for (std::size_t row = 0; row < serves.count; ++row)
        if (serves.role[row] == ServesRole::necessary && serves.goal[row].is_valid())
            necessary.insert(serves.task[row]);
    for (const TaskId start : external) {
        std::vector<TaskId> queue = {start};
        IdSet<TaskId> seen(plan.tasks().size());
        seen.insert(start);
        for (std::size_t next = 0; next < queue.size(); ++next) {
            const auto reach = [&](TaskId task) {
                if (!seen.contains(task) && plan.task(task).is_open()) {
                    seen.insert(task);
                    queue.push_back(task);
                }
            };
            // A link to a summary task holds for all under it, one from it waits for all of them.
            for (const TaskId child : run.graph().children(queue[next])) reach(child);
            for (TaskId at = queue[next]; at.is_valid(); at = run.graph().parent(at))
                for (const DependencyId link : run.graph().successor_links(run.graph().node(at)))
                    if (links.is_soft[link.index()] == 0) reach(links.successor[link.index()]);
        }
        std::erase_if(queue, [&](TaskId task) { return !necessary.contains(task); });
        if (queue.empty()) continue;
        const TaskId example = *std::min_element(queue.begin(), queue.end());
        run.report({.subjects = {start},
                    .arguments = {{"task", run.name(start)},
                                  {"count", std::to_string(queue.size())},
                                  {"example", run.name(example)}}});
    }
}

void find_zero_buffers(RuleRun& run) {
    const Schedule* dates = schedule_or_skip(run);
    if (dates == nullptr) return;
    bool has_any = false;
    for (const ScheduleTarget& target : targets(*dates)) {
        if (target.is_plan || target.node.kind != NodeKind::goal || !target.last.is_valid() ||
            run.graph().parent(target.node.goal()).is_valid())
            continue;
        has_any = true;
        if (target.margin != 0) continue;
        run.report({.subjects = {target.node},
                    .arguments = {{"goal", run.name(target.node)},
                                  {"task", run.name(target.last)},
                                  {"finish", dates->text(target.finish)},
                                  {"margin", work_text(run, target.margin)}},
                    .place = "/horizon"});
    }
    if (!has_any) run.skip(reasons::no_named_dates);
}

}  // namespace planloom::coverage

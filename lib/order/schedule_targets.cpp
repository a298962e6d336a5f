#include <planloom/model/views.hpp>
#include <planloom/order/critical.hpp>

#include "../graph/forest.hpp"
#include "network.hpp"

#include <algorithm>

namespace planloom {
namespace {

using detail::never;

/// By goal, the task that finishes last of those that serve it or a goal below it.
std::vector<TaskId> last_tasks(const Schedule& schedule) {
    const PlanGraph& graph = schedule.graph();
    const Plan& plan = graph.plan();
    std::vector<TaskId> last(plan.goals().size());
    const auto raise = [&](GoalId goal, TaskId task) {
        TaskId& held = last[goal.index()];
        if (!task.is_valid() || !schedule.takes_part(task)) return;
        const Minutes finish = schedule.early_finish()[task.index()];
        if (!held.is_valid() || finish > schedule.early_finish()[held.index()]) held = task;
    };
    for (const GoalId goal : plan.goals())
        for (const ServesId row : graph.serves(goal))
            raise(goal, plan.serves_table().task[row.index()]);
    const std::vector<GoalId> order = parents_first(graph, plan.goals());
    for (std::size_t i = order.size(); i-- > 0;)
        if (graph.parent(order[i]).is_valid())
            raise(graph.parent(order[i]), last[order[i].index()]);
    return last;
}

void add_target(const Schedule& schedule, Node node, Date date, TaskId last,
                std::vector<ScheduleTarget>& targets) {
    ScheduleTarget target;
    target.node = node;
    target.deadline = DateTime(date, minutes_of_day).minutes();
    target.last = last;
    target.finish = last.is_valid() ? schedule.early_finish()[last.index()] : schedule.start();
    target.margin = schedule.work_between(target.finish, target.deadline);
    targets.push_back(target);
}

/// The leaves that a target needs: below a task, or below the tasks that serve a goal or one below
/// it.
std::vector<bool> leaves_of(const Schedule& schedule, const ScheduleTarget& target) {
    const PlanGraph& graph = schedule.graph();
    const detail::Network& network = schedule.passes().network;
    std::vector<bool> is_needed(network.task_count, target.is_plan);
    if (target.is_plan) return is_needed;
    std::vector<TaskId> tasks;
    if (target.node.kind == NodeKind::task) tasks.push_back(target.node.task());
    if (target.node.kind == NodeKind::goal) {
        std::vector<GoalId> goals{target.node.goal()};
        for (std::size_t i = 0; i < goals.size(); ++i) {
            for (const ServesId row : graph.serves(goals[i]))
                tasks.push_back(graph.plan().serves_table().task[row.index()]);
            for (const GoalId child : graph.children(goals[i])) goals.push_back(child);
        }
    }
    for (std::size_t i = 0; i < tasks.size(); ++i) {
        if (!tasks[i].is_valid() || is_needed[tasks[i].index()]) continue;
        is_needed[tasks[i].index()] = true;
        for (const TaskId child : graph.children(tasks[i])) tasks.push_back(child);
    }
    return is_needed;
}

}  // namespace

std::vector<ScheduleTarget> targets(const Schedule& schedule) {
    std::vector<ScheduleTarget> all;
    const Plan& plan = schedule.graph().plan();
    if (schedule.has_dates()) {
        const std::vector<TaskId> last = last_tasks(schedule);
        for (const GoalId goal : plan.goals())
            if (plan.goal(goal).horizon().date.is_set())
                add_target(schedule, goal, plan.goal(goal).horizon().date, last[goal.index()], all);
        for (const TaskId task : plan.tasks())
            if (plan.task(task).due().date.is_set() && schedule.takes_part(task))
                add_target(schedule, task, plan.task(task).due().date, task, all);
    }
    ScheduleTarget end;
    end.is_plan = true;
    end.deadline = end.finish = schedule.finish();
    for (const TaskId task : plan.tasks())
        if (schedule.takes_part(task) && schedule.graph().is_leaf(task) && !end.last.is_valid() &&
            schedule.early_finish()[task.index()] == schedule.finish())
            end.last = task;
    all.push_back(end);
    return all;
}

std::vector<Minutes> float_to(const Schedule& schedule, const ScheduleTarget& target,
                              Monitor* monitor) {
    const detail::Passes& passes = schedule.passes();
    const detail::Network& network = passes.network;
    const std::vector<bool> is_needed = leaves_of(schedule, target);
    std::vector<Minutes> latest(network.node_count(), never);
    for (std::size_t node = 0; node < network.task_count; ++node)
        if (network.part[node] == detail::Part::leaf && is_needed[node])
            latest[node] = target.deadline;
    const std::vector<detail::NodeState> late = detail::pass_backward(
        network, passes.early.at, latest, detail::UpperBounds::ignore, monitor);
    std::vector<Minutes> floats(network.task_count, no_minutes);
    for (std::uint32_t node = 0; node < network.task_count; ++node) {
        if (network.part[node] != detail::Part::leaf || late[node].finish == never ||
            network.is_done(node))
            continue;
        const detail::Clock& clock = network.clocks[network.clock[node]];
        floats[node] = clock.work(late[node].finish) - clock.work(passes.early.at[node].finish);
    }
    for (const TaskId task : detail::summaries_from_below(schedule.graph()))
        for (const TaskId child : schedule.graph().children(task)) {
            const Minutes part = floats[child.index()];
            Minutes& whole = floats[task.index()];
            if (part != no_minutes) whole = whole == no_minutes ? part : std::min(whole, part);
        }
    return floats;
}

}  // namespace planloom

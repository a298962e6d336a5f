#include <planloom/model/views.hpp>

#include "../graph/forest.hpp"
#include "harm.hpp"
#include "transmission.hpp"

#include <algorithm>

namespace planloom {
namespace {

/// What a goal rests on, counted.
struct Supports {
    std::size_t necessary = 0;
    std::size_t necessary_alive = 0;
    std::size_t alternatives = 0;
    std::size_t alternatives_alive = 0;
    std::size_t supporting = 0;
    std::size_t supporting_stopped = 0;
    std::size_t not_stopped = 0;  ///< of necessary and alternatives
    Effect heaviest_passed_on = Effect::none;
    double weight = 0;
    double weight_lost = 0;

    void add(ServesRole role, Effect effect, const Transmission& line, double own_weight) {
        heaviest_passed_on = std::max(heaviest_passed_on, passed_on(line, effect));
        if (role == ServesRole::supporting) {
            ++supporting;
            if (effect == Effect::stopped) ++supporting_stopped;
            return;
        }
        const bool is_alive = effect < Effect::incomplete;
        (role == ServesRole::necessary ? necessary : alternatives) += 1;
        if (is_alive) (role == ServesRole::necessary ? necessary_alive : alternatives_alive) += 1;
        if (effect != Effect::stopped) ++not_stopped;
        weight += own_weight;
        if (!is_alive) weight_lost += own_weight;
    }
};

Supports count_supports(const Harm& harm, GoalId goal) {
    const Plan& plan = harm.graph.plan();
    const ServesTable& table = plan.serves_table();
    Supports supports;
    for (const ServesId row : harm.graph.serves(goal)) {
        const TaskId task = table.task[row.index()];
        if (plan.task(task).status() == TaskStatus::cancelled) continue;
        const ServesRole role = table.role[row.index()];
        supports.add(role, harm.tasks[task.index()], transmission_of(role),
                     table.weight[row.index()]);
    }
    for (const GoalId child : harm.graph.children(goal))
        supports.add(ServesRole::necessary, harm.goals[child.index()],
                     transmission_of(Relation::part_of_goal), 1.0);
    return supports;
}

Effect judge(const GoalView& goal, const Supports& supports) {
    const std::size_t all = supports.necessary + (supports.alternatives > 0 ? 1 : 0);
    if (all == 0) {
        if (supports.supporting > 0 && supports.supporting_stopped == supports.supporting)
            return Effect::stopped;
        return std::min(supports.heaviest_passed_on, Effect::weakened);
    }
    if (supports.not_stopped == 0) return Effect::stopped;
    std::size_t needed = all;
    if (goal.support() == SupportRule::any) needed = 1;
    if (goal.support() == SupportRule::at_least)
        needed = std::min(all, static_cast<std::size_t>(std::max(0, *goal.support_count())));
    const std::size_t alive = supports.necessary_alive + (supports.alternatives_alive > 0 ? 1 : 0);
    if (alive < needed) return Effect::incomplete;
    return std::min(supports.heaviest_passed_on, Effect::weakened);
}

/// Goals, each after all its subgoals.
std::vector<GoalId> children_first(const PlanGraph& graph) {
    std::vector<GoalId> order = parents_first(graph, graph.plan().goals());
    std::reverse(order.begin(), order.end());
    return order;
}

}  // namespace

Harm::Harm(const PlanGraph& plan_graph)
    : graph(plan_graph),
      failed(plan_graph.plan().units().size()),
      tasks(plan_graph.plan().tasks().size(), Effect::none),
      goals(plan_graph.plan().goals().size(), Effect::none),
      requirements(plan_graph.plan().requirements().size(), Effect::none),
      stopped_by_subtasks(tasks.size()),
      without_carrier(tasks.size()) {}

Effect Harm::of(Node node) const {
    switch (node.kind) {
        case NodeKind::unit:
            return failed.contains(node.unit()) ? Effect::stopped : Effect::none;
        case NodeKind::task:
            return tasks[node.index];
        case NodeKind::goal:
            return goals[node.index];
        case NodeKind::requirement:
            return requirements[node.index];
    }
    return Effect::none;
}

bool has_only_supporting(const PlanGraph& graph, GoalId goal) {
    if (!graph.children(goal).empty()) return false;
    const Plan& plan = graph.plan();
    return std::all_of(graph.serves(goal).begin(), graph.serves(goal).end(), [&](ServesId row) {
        const TaskId task = plan.serves_table().task[row.index()];
        return plan.serves_table().role[row.index()] == ServesRole::supporting ||
               plan.task(task).status() == TaskStatus::cancelled;
    });
}

void harm_goals(Harm& harm) {
    const Plan& plan = harm.graph.plan();
    for (const GoalId goal : children_first(harm.graph)) {
        Effect effect = judge(plan.goal(goal), count_supports(harm, goal));
        const std::optional<UnitId> owner = plan.goal(goal).owner();
        if (owner && harm.failed.contains(*owner))
            effect = std::max(effect, transmission_of(Relation::owns).of_stopped);
        harm.goals[goal.index()] = effect;
    }
}

void harm_requirements(Harm& harm) {
    const ImplementsTable& table = harm.graph.plan().implements_table();
    for (const RequirementId requirement : harm.graph.plan().requirements()) {
        const std::span<const ImplementsId> answers = harm.graph.implements(requirement);
        Effect heaviest = Effect::none;
        std::size_t stopped = 0;
        for (const ImplementsId row : answers) {
            const Effect effect = harm.of(table.node[row.index()]);
            heaviest = std::max(heaviest, effect);
            if (effect == Effect::stopped) ++stopped;
        }
        if (stopped < answers.size()) heaviest = std::min(heaviest, Effect::incomplete);
        harm.requirements[requirement.index()] = heaviest;
    }
}

double lost_share(const Harm& harm, GoalId goal) {
    const Supports supports = count_supports(harm, goal);
    return supports.weight > 0 ? supports.weight_lost / supports.weight : 0;
}

double lost_share(const Harm& harm, RequirementId requirement) {
    const std::span<const ImplementsId> answers = harm.graph.implements(requirement);
    std::size_t lost = 0;
    for (const ImplementsId row : answers)
        if (harm.of(harm.graph.plan().implements_table().node[row.index()]) >= Effect::incomplete)
            ++lost;
    return answers.empty() ? 0 : static_cast<double>(lost) / static_cast<double>(answers.size());
}

}  // namespace planloom

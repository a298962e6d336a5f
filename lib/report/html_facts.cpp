#include <planloom/graph/influence.hpp>

#include "html_parts.hpp"

#include <algorithm>
#include <utility>

namespace planloom::report {
namespace {

constexpr std::size_t effects_on_a_card = 60;

template <class IdType>
Outline<IdType> outline(const PlanGraph& graph, IdRange<IdType> ids) {
    Outline<IdType> out{{}, IdMap<IdType, std::uint32_t>(ids.size(), 0)};
    out.order.reserve(ids.size());
    std::vector<IdType> stack;
    for (const IdType root : ids) {
        if (graph.parent(root).is_valid()) continue;
        stack.push_back(root);
        while (!stack.empty()) {
            const IdType id = stack.back();
            stack.pop_back();
            out.order.push_back(id);
            const auto children = graph.children(id);
            for (std::size_t i = children.size(); i-- > 0;) {
                out.depth[children[i]] = out.depth[id] + 1;
                stack.push_back(children[i]);
            }
        }
    }
    return out;
}

bool has_lead(const Plan& plan, TaskId task) {
    const AssignmentTable& table = plan.assignment_table();
    for (const AssignmentId id : plan.assignments(task)) {
        const bool leads =
            table.role[id.index()] == Role::lead || table.role[id.index()] == Role::co_lead;
        if (leads && table.unit[id.index()].is_valid()) return true;
    }
    return false;
}

bool is_dated(const TaskView& task) {
    return task.due().date.is_set() || !task.due_text().empty() || task.is_ongoing();
}

GoalId first_goal(const Plan& plan, TaskId task) {
    for (const ServesId id : plan.serves(task)) {
        const GoalId goal = plan.serves_table().goal[id.index()];
        if (goal.is_valid()) return goal;
    }
    return {};
}

UnitCard card_of(const PlanGraph& graph, UnitId unit, std::size_t limit, Monitor* monitor) {
    Impact all = impact(graph, Cause{{unit}, {}}, monitor);
    UnitCard card{.unit = unit, .shown = {}, .notify = std::move(all.notify)};
    card.affected = all.affected.size();
    for (const Affected& each : all.affected) {
        if (each.effect != Effect::stopped) continue;
        if (each.node.kind == NodeKind::task) ++card.blocked;
        if (each.node.kind == NodeKind::goal) ++card.lost;
        if (each.node.kind == NodeKind::requirement) ++card.unanswered;
    }
    for (std::size_t i = 0; i < std::min(all.affected.size(), limit); ++i) {
        card.shown.push_back({all.affected[i], all.path(all.affected[i])});
    }
    return card;
}

}  // namespace

namespace {

/// The schedule of a plan whose tasks take time, if its links allow one.
std::optional<Schedule> schedule_of(const PlanGraph& graph, Monitor* monitor) {
    const Column<Minutes>& durations = graph.plan().task_table().duration;
    const bool takes_time = std::any_of(durations.stored().begin(), durations.stored().end(),
                                        [](Minutes duration) { return duration > 0; });
    if (!takes_time) return std::nullopt;
    try {
        return planloom::schedule(graph, {}, monitor);
    } catch (const InfeasibleLinks&) {
        return std::nullopt;
    }
}

}  // namespace

Facts::Facts(const PlanGraph& graph, std::size_t max_rows, Monitor* monitor)
    : checked(check(graph, {}, monitor)),
      goal_task(matrix(graph, MatrixKind::goal_task)),
      task_unit(matrix(graph, MatrixKind::task_unit)),
      requirement_task(matrix(graph, MatrixKind::requirement_task)),
      goals(outline(graph, graph.plan().goals())),
      tasks(outline(graph, graph.plan().tasks())),
      home(graph.plan().tasks().size()) {
    const Plan& plan = graph.plan();
    for (const TaskId task : tasks.order) {
        home[task] = first_goal(plan, task);
        if (!home[task].is_valid() && graph.parent(task).is_valid()) {
            home[task] = home[graph.parent(task)];
        }
        if (!graph.is_leaf(task)) continue;
        ++leaf_count;
        if (has_lead(plan, task)) ++led_count;
        if (is_dated(plan.task(task))) ++dated_count;
    }
    for (const RequirementId requirement : plan.requirements()) {
        if (!graph.implements(requirement).empty()) ++answered_count;
    }
    schedule = schedule_of(graph, monitor);
    const InfluenceGraph& influence = graph.influence();
    for (const UnitId unit : plan.units()) {
        if (influence.out(influence.node(unit)).empty()) {
            harmless.push_back(unit);
        } else if (cards.size() == max_rows) {
            ++unasked;
        } else {
            UnitCard card = card_of(graph, unit, std::min(effects_on_a_card, max_rows), monitor);
            if (card.affected > 0) {
                cards.push_back(std::move(card));
            } else {
                harmless.push_back(unit);
            }
        }
    }
    std::stable_sort(cards.begin(), cards.end(), [](const UnitCard& a, const UnitCard& b) {
        return a.stopped() > b.stopped();
    });
}

}  // namespace planloom::report

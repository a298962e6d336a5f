#include <planloom/impact/impact.hpp>
#include <planloom/model/views.hpp>

#include "harm.hpp"
#include "transmission.hpp"

#include <algorithm>
#include <tuple>

namespace planloom {
namespace {

constexpr std::uint32_t no_row = 0xFFFFFFFFU;

/// Finds, for every harmed node, the shortest way by which its effect came: a breadth-first search
/// from the causes over the edges that carry at least the effect of their target.
class Paths {
public:
    explicit Paths(const Harm& harm)
        : harm_(harm), graph_(harm.graph), influence_(harm.graph.influence()) {
        steps_.assign(influence_.node_count(), unreached);
        last_.resize(influence_.node_count());
        is_passed_ = is_entered_ = IdSet<TaskId>(graph_.task_count());
    }

    void run(const Cause& cause) {
        std::vector<InfluenceNode> queue;
        const auto begin = [&](Node node) {
            const InfluenceNode number = influence_.node(node);
            if (harm_.of(node) == Effect::stopped && steps_[number.index()] == unreached) {
                steps_[number.index()] = 0;
                queue.push_back(number);
            }
        };
        for (const UnitId unit : cause.failed_units) begin(unit);
        for (const TaskId task : cause.dropped_tasks) begin(task);
        std::sort(queue.begin(), queue.end());
        for (std::size_t head = 0; head < queue.size(); ++head) {
            collect_steps(queue[head]);
            for (const Step& step : next_) {
                const InfluenceNode to = influence_.node(step.to);
                if (steps_[to.index()] != unreached) continue;
                steps_[to.index()] = steps_[queue[head].index()] + 1;
                last_[to.index()] = step;
                queue.push_back(to);
            }
        }
    }

    [[nodiscard]] std::uint32_t steps(Node node) const {
        return steps_[influence_.node(node).index()];
    }
    [[nodiscard]] const Step& last(Node node) const { return last_[influence_.node(node).index()]; }

private:
    static constexpr std::uint32_t unreached = 0xFFFFFFFFU;

    /// The steps out of a node that carry harm, by target.
    void collect_steps(InfluenceNode from) {
        next_.clear();
        const Node node = influence_.node(from);
        for (const InfluenceEdge& edge : influence_.out(from)) {
            const Node to = influence_.node(edge.node);
            const Effect effect = harm_.of(to);
            if (effect != Effect::none && carried(node, to, edge) >= effect)
                next_.push_back({node, to, edge.relation, edge.row});
        }
        const std::size_t upwards = next_.size();
        if (node.kind == NodeKind::unit) collect_inherited(node.unit());
        if (node.kind == NodeKind::task && harm_.of(node) == Effect::stopped)
            for (const TaskId child : graph_.children(node.task()))
                if (harm_.of(child) == Effect::stopped)
                    next_.push_back({node, child, Relation::part_of_task, no_row});
        if (node.kind == NodeKind::task && harm_.of(node) == Effect::stopped)
            collect_handed_down(node.task());
        if (next_.size() != upwards)
            std::stable_sort(next_.begin(), next_.end(), [&](const Step& a, const Step& b) {
                return influence_.node(a.to) < influence_.node(b.to);
            });
    }

    /// What the links of the tasks above do to their successors, and what links do to the tasks
    /// under these. A link that has led on once has led everywhere it can.
    void collect_handed_down(TaskId from) {
        const Plan& plan = graph_.plan();
        for (TaskId at = from; may_pass(at) && is_passed_.insert(at); at = graph_.parent(at)) {
            for (const DependencyId link : graph_.successor_links(graph_.node(at))) {
                const TaskId to = plan.dependency_table().successor[link.index()];
                const Effect most = passed_on(
                    transmission_of_link(plan.dependency_table().is_soft[link.index()] != 0),
                    Effect::stopped);
                if (at != from && harm_.of(to) != Effect::none && harm_.of(to) <= most)
                    next_.push_back({from, to, Relation::depends, link.value()});
                collect_weakened_parts(from, to, link);
            }
        }
    }

    /// Stopped tasks are reached from the task that contains them, which is stopped too.
    void collect_weakened_parts(TaskId from, TaskId to, DependencyId link) {
        std::vector<TaskId> open{to};
        while (!open.empty()) {
            const TaskId task = open.back();
            open.pop_back();
            if (!may_pass(task) || !is_entered_.insert(task)) continue;
            for (const TaskId child : graph_.children(task)) {
                if (harm_.of(child) == Effect::weakened)
                    next_.push_back({from, child, Relation::depends, link.value()});
                open.push_back(child);
            }
        }
    }

    [[nodiscard]] bool may_pass(TaskId task) const {
        return task.is_valid() && graph_.plan().task(task).is_open();
    }

    /// Subtasks that a failed unit carries through a task above them.
    void collect_inherited(UnitId unit) {
        const AssignmentTable& table = graph_.plan().assignment_table();
        for (const AssignmentId row : graph_.assignments(unit)) {
            const TaskId task = table.task[row.index()];
            if (graph_.is_leaf(task) || !is_carrier(graph_.plan(), row)) continue;
            for (const TaskId leaf : carried_leaves(graph_, task))
                if (harm_.without_carrier.contains(leaf) && harm_.of(leaf) == Effect::stopped)
                    next_.push_back({unit, leaf, Relation::assigned, row.value()});
        }
    }

    /// The effect that an edge really brings to its target, given the state of its source.
    [[nodiscard]] Effect carried(Node from, Node to, const InfluenceEdge& edge) const {
        const Plan& plan = graph_.plan();
        const Effect source = harm_.of(from);
        switch (edge.relation) {
            case Relation::assigned: {
                const Effect most =
                    passed_on(transmission_of(plan.assignment_table().role[edge.row]), source);
                const bool is_last_carrier = harm_.without_carrier.contains(to.task()) &&
                                             is_carrier(plan, AssignmentId(edge.row));
                return is_last_carrier ? most : std::min(most, Effect::weakened);
            }
            case Relation::depends:
                return passed_on(
                    transmission_of_link(plan.dependency_table().is_soft[edge.row] != 0), source);
            case Relation::serves: {
                const ServesRole role = plan.serves_table().role[edge.row];
                const Effect most = passed_on(transmission_of(role), source);
                if (plan.task(from.task()).status() == TaskStatus::cancelled) return Effect::none;
                return role == ServesRole::supporting && !has_only_supporting(graph_, to.goal())
                           ? std::min(most, Effect::weakened)
                           : most;
            }
            case Relation::part_of_task: {
                const Effect most = passed_on(transmission_of(edge.relation), source);
                return harm_.stopped_by_subtasks.contains(to.task())
                           ? most
                           : std::min(most, Effect::incomplete);
            }
            default:
                return passed_on(transmission_of(edge.relation), source);
        }
    }

    const Harm& harm_;
    const PlanGraph& graph_;
    const InfluenceGraph& influence_;
    std::vector<std::uint32_t> steps_;
    std::vector<Step> last_;
    std::vector<Step> next_;
    /// Tasks whose links have led on, and tasks whose parts links have led to.
    IdSet<TaskId> is_passed_, is_entered_;
};

/// The place of a kind in the list of affected nodes.
int rank(NodeKind kind) {
    return kind == NodeKind::task ? 0 : kind == NodeKind::goal ? 1 : 2;
}

bool comes_before(const Affected& a, const Affected& b) {
    return std::tuple(-static_cast<int>(a.effect), rank(a.node.kind), a.node.index) <
           std::tuple(-static_cast<int>(b.effect), rank(b.node.kind), b.node.index);
}

template <class IdType>
void collect_affected(const Harm& harm, const Paths& paths, IdRange<IdType> ids,
                      std::vector<Affected>& affected) {
    for (const IdType id : ids)
        if (harm.of(id) != Effect::none)
            affected.push_back(
                {id, harm.of(id), lost_share(harm, id), paths.steps(id), paths.last(id)});
}

std::vector<Notice> collect_notices(const Harm& harm) {
    const Plan& plan = harm.graph.plan();
    std::vector<Notice> notices(plan.units().size());
    for (const TaskId task : plan.tasks()) {
        if (harm.of(task) == Effect::none) continue;
        for (const AssignmentId row : plan.assignments(task)) {
            const UnitId unit = plan.assignment_table().unit[row.index()];
            if (!unit.is_valid()) continue;
            std::vector<TaskId>& tasks = notices[unit.index()].tasks;
            if (tasks.empty() || tasks.back() != task) tasks.push_back(task);
        }
    }
    for (const GoalId goal : plan.goals())
        if (const auto owner = plan.goal(goal).owner(); owner && harm.of(goal) != Effect::none)
            notices[owner->index()].goals.push_back(goal);
    std::vector<Notice> kept;
    for (const UnitId unit : plan.units()) {
        Notice& notice = notices[unit.index()];
        notice.unit = unit;
        if (!harm.failed.contains(unit) && !(notice.tasks.empty() && notice.goals.empty()))
            kept.push_back(std::move(notice));
    }
    return kept;
}

}  // namespace

std::string_view word(Effect effect, NodeKind kind) noexcept {
    constexpr std::string_view stopped[] = {"unanswered", "lost", "blocked", "failed"};
    switch (effect) {
        case Effect::none:
            return "none";
        case Effect::weakened:
            return "weakened";
        case Effect::incomplete:
            return "incomplete";
        case Effect::stopped:
            break;
    }
    return stopped[static_cast<std::size_t>(kind)];
}

Severity severity(Effect effect) noexcept {
    if (effect == Effect::stopped) return Severity::error;
    return effect == Effect::incomplete ? Severity::warning : Severity::info;
}

const Affected* Impact::find(Node node) const noexcept {
    for (const Effect effect : {Effect::stopped, Effect::incomplete, Effect::weakened}) {
        const Affected wanted{node, effect, 0, 0, {}};
        const auto found = std::lower_bound(affected.begin(), affected.end(), wanted, comes_before);
        if (found != affected.end() && found->node == node) return &*found;
    }
    return nullptr;
}

std::vector<Step> Impact::path(const Affected& target) const {
    std::vector<Step> path(target.steps);
    const Affected* at = &target;
    for (std::size_t i = path.size(); i > 0; --i) {
        path[i - 1] = at->last;
        if (i > 1) at = find(at->last.from);
    }
    return path;
}

Impact impact(const PlanGraph& graph, const Cause& cause, Monitor* monitor) {
    Harm harm(graph);
    for (const UnitId unit : cause.failed_units) harm.failed.insert(unit);
    harm_tasks(harm, cause, monitor);
    harm_goals(harm);
    harm_requirements(harm);
    Paths paths(harm);
    paths.run(cause);

    Impact impact;
    impact.cause = cause;
    collect_affected(harm, paths, graph.plan().tasks(), impact.affected);
    collect_affected(harm, paths, graph.plan().goals(), impact.affected);
    collect_affected(harm, paths, graph.plan().requirements(), impact.affected);
    std::sort(impact.affected.begin(), impact.affected.end(), comes_before);
    impact.notify = collect_notices(harm);
    return impact;
}

}  // namespace planloom

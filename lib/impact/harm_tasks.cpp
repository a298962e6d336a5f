#include <planloom/model/views.hpp>

#include "harm.hpp"
#include "transmission.hpp"

namespace planloom {
namespace {

/// Which roles carry a task: the heaviest of these that anyone has.
enum class CarrierClass : std::uint8_t { leads, responsible, implementing, none };

CarrierClass class_of(Role role) {
    switch (role) {
        case Role::lead:
        case Role::co_lead:
            return CarrierClass::leads;
        case Role::responsible:
            return CarrierClass::responsible;
        case Role::implement:
            return CarrierClass::implementing;
        default:
            return CarrierClass::none;
    }
}

CarrierClass carriers_of(const Plan& plan, TaskId task) {
    CarrierClass best = CarrierClass::none;
    for (const AssignmentId row : plan.assignments(task))
        best = std::min(best, class_of(plan.assignment_table().role[row.index()]));
    return best;
}

class TaskHarm {
public:
    TaskHarm(Harm& harm, Monitor* monitor)
        : harm_(harm), graph_(harm.graph), plan_(harm.graph.plan()), monitor_(monitor) {
        children_left_.assign(plan_.tasks().size(), unknown);
        is_walked_ = has_stopped_after_ = has_weakened_after_ = is_weakened_with_parts_ =
            IdSet<TaskId>(plan_.tasks().size());
    }

    void run(const Cause& cause) {
        for (const TaskId task : cause.dropped_tasks) raise(task, Effect::stopped);
        for (const UnitId unit : cause.failed_units) stop_uncarried(unit);
        for (std::size_t head = 0; head < stopped_.size(); ++head) {
            if ((head & 0xFFFFU) == 0) report_progress(monitor_, head, 0);
            spread_stop(stopped_[head]);
        }
        for (const TaskId task : stopped_) climb(task, Effect::incomplete);
        for (const UnitId unit : cause.failed_units) weaken_served_by(unit);
        for (const TaskId task : stopped_)
            for (TaskId at = task; may_pass(at) && has_weakened_after_.insert(at);
                 at = graph_.parent(at))
                weaken_after(at, Effect::stopped);
        for (const TaskId task : incomplete_) weaken_after(task, Effect::incomplete);
        // Climbing adds to the list it starts from; what it adds lies on ways it has climbed.
        const std::vector<TaskId> seeds = weakened_;
        for (const TaskId task : seeds) climb(task, Effect::weakened);
    }

private:
    static constexpr std::uint32_t unknown = 0xFFFFFFFFU;

    bool raise(TaskId task, Effect effect) {
        if (harm_.tasks[task.index()] >= effect || !plan_.task(task).is_open()) return false;
        harm_.tasks[task.index()] = effect;
        (effect == Effect::stopped      ? stopped_
         : effect == Effect::incomplete ? incomplete_
                                        : weakened_)
            .push_back(task);
        return true;
    }

    [[nodiscard]] bool has_living_carrier(TaskId task) const {
        for (const AssignmentId row : plan_.assignments(task)) {
            const UnitId unit = plan_.assignment_table().unit[row.index()];
            if (is_carrier(plan_, row) && (!unit.is_valid() || !harm_.failed.contains(unit)))
                return true;
        }
        return false;
    }

    void stop_uncarried(UnitId unit) {
        for (const AssignmentId row : graph_.assignments(unit)) {
            const TaskId task = plan_.assignment_table().task[row.index()];
            if (!is_carrier(plan_, row) || !is_walked_.insert(task) || has_living_carrier(task))
                continue;
            for (const TaskId leaf : carried_leaves(graph_, task)) {
                harm_.without_carrier.insert(leaf);
                raise(leaf, Effect::stopped);
            }
        }
    }

    void spread_stop(TaskId task) {
        // A link of a task above is handed down to this one; once is enough for all under it.
        for (TaskId at = task; may_pass(at) && has_stopped_after_.insert(at);
             at = graph_.parent(at)) {
            const TaskNode node = graph_.node(at);
            const std::span<const DependencyId> links = graph_.successor_links(node);
            for (std::size_t i = 0; i < links.size(); ++i)
                if (!is_soft(links[i]))
                    raise(graph_.task(graph_.successors(node)[i]), Effect::stopped);
        }
        for (const TaskId child : graph_.children(task)) raise(child, Effect::stopped);
        const TaskId parent = graph_.parent(task);
        if (!parent.is_valid()) return;
        std::uint32_t& left = children_left_[parent.index()];
        if (left == unknown) {
            left = 0;
            for (const TaskId child : graph_.children(parent))
                if (plan_.task(child).status() != TaskStatus::cancelled) ++left;
        }
        if (--left == 0 && raise(parent, Effect::stopped)) harm_.stopped_by_subtasks.insert(parent);
    }

    /// Brings an effect to all tasks above.
    void climb(TaskId task, Effect effect) {
        for (TaskId above = graph_.parent(task); above.is_valid() && raise(above, effect);)
            above = graph_.parent(above);
    }

    void weaken_served_by(UnitId unit) {
        for (const AssignmentId row : graph_.assignments(unit))
            if (transmission_of(plan_.assignment_table().role[row.index()]).of_stopped !=
                Effect::none)
                raise(plan_.assignment_table().task[row.index()], Effect::weakened);
    }

    void weaken_after(TaskId task, Effect effect) {
        const TaskNode node = graph_.node(task);
        const std::span<const DependencyId> links = graph_.successor_links(node);
        for (std::size_t i = 0; i < links.size(); ++i)
            if (passed_on(transmission_of_link(is_soft(links[i])), effect) >= Effect::weakened)
                weaken_with_parts(graph_.task(graph_.successors(node)[i]));
    }

    /// A link to a task is handed down to those under it.
    void weaken_with_parts(TaskId task) {
        std::vector<TaskId> open{task};
        while (!open.empty()) {
            const TaskId next = open.back();
            open.pop_back();
            if (!may_pass(next) || !is_weakened_with_parts_.insert(next)) continue;
            raise(next, Effect::weakened);
            const std::span<const TaskId> children = graph_.children(next);
            open.insert(open.end(), children.begin(), children.end());
        }
    }

    /// Links pass through open tasks only: others are not harmed and harm nobody.
    [[nodiscard]] bool may_pass(TaskId task) const {
        return task.is_valid() && plan_.task(task).is_open();
    }

    [[nodiscard]] bool is_soft(DependencyId link) const {
        return plan_.dependency_table().is_soft[link.index()] != 0;
    }

    Harm& harm_;
    const PlanGraph& graph_;
    const Plan& plan_;
    Monitor* monitor_;
    std::vector<TaskId> stopped_, incomplete_, weakened_;
    std::vector<std::uint32_t> children_left_;
    IdSet<TaskId> is_walked_, has_stopped_after_, has_weakened_after_, is_weakened_with_parts_;
};

}  // namespace

bool is_carrier(const Plan& plan, AssignmentId row) {
    const CarrierClass own = class_of(plan.assignment_table().role[row.index()]);
    return own != CarrierClass::none &&
           own == carriers_of(plan, plan.assignment_table().task[row.index()]);
}

std::vector<TaskId> carried_leaves(const PlanGraph& graph, TaskId task) {
    std::vector<TaskId> leaves;
    std::vector<TaskId> open{task};
    while (!open.empty()) {
        const TaskId next = open.back();
        open.pop_back();
        if (graph.is_leaf(next)) leaves.push_back(next);
        for (const TaskId child : graph.children(next))
            if (carriers_of(graph.plan(), child) == CarrierClass::none) open.push_back(child);
    }
    return leaves;
}

void harm_tasks(Harm& harm, const Cause& cause, Monitor* monitor) {
    TaskHarm(harm, monitor).run(cause);
}

double lost_share(const Harm& harm, TaskId task) {
    std::size_t all = 0;
    std::size_t lost = 0;
    for (const TaskId child : harm.graph.children(task)) {
        if (harm.graph.plan().task(child).status() == TaskStatus::cancelled) continue;
        ++all;
        if (harm.tasks[child.index()] >= Effect::incomplete) ++lost;
    }
    return all == 0 ? 0 : static_cast<double>(lost) / static_cast<double>(all);
}

}  // namespace planloom

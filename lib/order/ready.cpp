#include <planloom/order/ready.hpp>

#include <algorithm>

namespace planloom {
namespace {

/// Judges links by how far the work is.
class Gate {
public:
    Gate(const PlanGraph& graph, const Progress& progress, SoftLinks soft)
        : graph_(graph),
          table_(graph.plan().dependency_table()),
          progress_(progress),
          soft_(soft) {}

    /// @param also_done  taken for done whatever the progress says; may be the id of nothing
    [[nodiscard]] bool is_ready(TaskId task, TaskId also_done = {}) const {
        if (has_begun(task) || task == also_done) return false;
        const TaskNode node = graph_.node(task);
        const std::span<const TaskNode> before = graph_.predecessors(node);
        const std::span<const DependencyId> links = graph_.predecessor_links(node);
        for (std::size_t i = 0; i < before.size(); ++i) {
            const TaskId predecessor = graph_.task(before[i]);
            if (predecessor != also_done && is_held(predecessor, links[i])) return false;
        }
        return true;
    }

private:
    [[nodiscard]] bool has_begun(TaskId task) const {
        return progress_.done.contains(task) || progress_.started.contains(task);
    }
    [[nodiscard]] bool is_held(TaskId predecessor, DependencyId link) const {
        if (soft_ == SoftLinks::ignore && table_.is_soft[link.index()] != 0) return false;
        switch (table_.type[link.index()]) {
            case LinkType::finish_to_start:
                return !progress_.done.contains(predecessor);
            case LinkType::start_to_start:
                return !has_begun(predecessor);
            case LinkType::finish_to_finish:
            case LinkType::start_to_finish:
                break;
        }
        return false;
    }

    const PlanGraph& graph_;
    const DependencyTable& table_;
    const Progress& progress_;
    SoftLinks soft_;
};

}  // namespace

Progress progress_of(const Plan& plan) {
    const std::size_t count = plan.tasks().size();
    Progress progress{IdSet<TaskId>(count), IdSet<TaskId>(count)};
    for (const TaskId task : plan.tasks()) {
        switch (plan.task_table().status[task.index()]) {
            case TaskStatus::done:
            case TaskStatus::cancelled:
                progress.done.insert(task);
                break;
            case TaskStatus::in_progress:
                progress.started.insert(task);
                break;
            case TaskStatus::not_started:
                break;
        }
    }
    return progress;
}

std::vector<TaskId> ready(const PlanGraph& graph, const Progress& progress, SoftLinks soft) {
    const Gate gate(graph, progress, soft);
    std::vector<TaskId> tasks;
    for (const TaskId task : graph.plan().tasks())
        if (gate.is_ready(task)) tasks.push_back(task);
    return tasks;
}

std::vector<TaskId> becomes_ready(const PlanGraph& graph, const Progress& progress, TaskId task,
                                  SoftLinks soft) {
    const Gate gate(graph, progress, soft);
    std::vector<TaskId> tasks;
    TaskNode previous;
    for (const TaskNode next : graph.successors(graph.node(task))) {
        // Links between the same two tasks lie side by side.
        if (next == previous) continue;
        previous = next;
        const TaskId successor = graph.task(next);
        if (!gate.is_ready(successor) && gate.is_ready(successor, task)) tasks.push_back(successor);
    }
    std::sort(tasks.begin(), tasks.end());
    return tasks;
}

}  // namespace planloom

#include <planloom/order/ready.hpp>

#include "../graph/forest.hpp"

namespace planloom {
namespace {

/// Judges tasks by how far the work is. What is said of a summary task holds for its subtasks.
class Gate {
public:
    /// @param also_done  taken for done whatever the progress says; may be the id of nothing
    Gate(const PlanGraph& graph, const Progress& progress, SoftLinks soft, TaskId also_done = {})
        : graph_(graph), table_(graph.plan().dependency_table()), soft_(soft) {
        const std::vector<TaskId> order = parents_first(graph, graph.plan().tasks());
        state_.resize(graph.task_count());
        for (const TaskId task : order) {
            State& state = state_[task.index()];
            const TaskId parent = graph.parent(task);
            state.is_done = progress.done.contains(task) || task == also_done ||
                            (parent.is_valid() && state_[parent.index()].is_done);
            state.has_begun = state.is_done || progress.started.contains(task);
            state.all_begun = state.has_begun;
        }
        for (std::size_t i = order.size(); i-- > 0;) gather(order[i]);
        for (const TaskId task : order) {
            const TaskId parent = graph.parent(task);
            state_[task.index()].is_held =
                (parent.is_valid() && state_[parent.index()].is_held) || is_held(task);
        }
    }

    [[nodiscard]] bool is_ready(TaskId task) const {
        const State& state = state_[task.index()];
        return !state.has_begun && !state.is_held;
    }

private:
    struct State {
        bool is_done = false;
        /// Whether any part has begun, and whether all parts have.
        bool has_begun = false, all_begun = false;
        bool is_held = false;
    };

    void gather(TaskId task) {
        const std::span<const TaskId> children = graph_.children(task);
        State& state = state_[task.index()];
        if (children.empty()) return;
        bool all_done = true;
        bool all_begun = true;
        for (const TaskId child : children) {
            const State& part = state_[child.index()];
            all_done = all_done && part.is_done;
            all_begun = all_begun && part.all_begun;
            state.has_begun = state.has_begun || part.has_begun;
        }
        state.is_done = state.is_done || all_done;
        state.all_begun = state.is_done || all_begun;
    }

    [[nodiscard]] bool is_held(TaskId task) const {
        const TaskNode node = graph_.node(task);
        const std::span<const TaskNode> before = graph_.predecessors(node);
        const std::span<const DependencyId> links = graph_.predecessor_links(node);
        for (std::size_t i = 0; i < before.size(); ++i)
            if (holds(state_[graph_.task(before[i]).index()], links[i])) return true;
        return false;
    }

    [[nodiscard]] bool holds(const State& predecessor, DependencyId link) const {
        if (soft_ == SoftLinks::ignore && table_.is_soft[link.index()] != 0) return false;
        switch (table_.type[link.index()]) {
            case LinkType::finish_to_start:
                return !predecessor.is_done;
            case LinkType::start_to_start:
                return !predecessor.all_begun;
            case LinkType::finish_to_finish:
            case LinkType::start_to_finish:
                break;
        }
        return false;
    }

    const PlanGraph& graph_;
    const DependencyTable& table_;
    SoftLinks soft_;
    std::vector<State> state_;
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
    const Gate before(graph, progress, soft);
    const Gate after(graph, progress, soft, task);
    std::vector<TaskId> tasks;
    for (const TaskId each : graph.plan().tasks())
        if (after.is_ready(each) && !before.is_ready(each)) tasks.push_back(each);
    return tasks;
}

}  // namespace planloom

// What comes after what in a whole plan, links on summary tasks handed down.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include "../graph/handed_down.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace planloom {

/// For how many others each task waits, while tasks are placed one after another. Nodes are tasks,
/// then gates (see HandedDown); a gate is placed as soon as it waits for nothing, and taken back
/// when it waits again. Borrows from the graph.
class OrderWays {
public:
    explicit OrderWays(const PlanGraph& graph) : graph_(graph) {
        if (has_summary_links(graph)) {
            const HandedDown links = hand_down(graph);
            after_ = successor_rows(links);
            waits_for_.assign(links.node_count, 0);
            for (const HandedDownArc& arc : links.arcs) ++waits_for_[arc.to];
        } else {
            waits_for_.reserve(graph.task_count());
            for (const TaskId task : graph.plan().tasks())
                waits_for_.push_back(
                    static_cast<std::uint32_t>(graph.predecessors(graph.node(task)).size()));
        }
    }

    [[nodiscard]] bool is_free(TaskId task) const { return waits_for_[task.index()] == 0; }

    /// Calls `free` with every task that waits for nothing more.
    template <class Free>
    void place(TaskId task, const Free& free) {
        walk(
            task, [&](TaskId next) { return --waits_for_[next.index()] == 0; }, free);
    }

    /// Calls `hold` with every task that waits again.
    template <class Hold>
    void take_back(TaskId task, const Hold& hold) {
        walk(
            task, [&](TaskId next) { return waits_for_[next.index()]++ == 0; }, hold);
    }

private:
    /// Goes to all nodes after a task, and on from the gates that `step` changes.
    template <class Step, class Changed>
    void walk(TaskId task, const Step& step, const Changed& changed) {
        if (after_.row_count() == 0) {
            for (const TaskNode next : graph_.successors(graph_.node(task)))
                if (step(graph_.task(next))) changed(graph_.task(next));
            return;
        }
        open_.assign(1, task);
        while (!open_.empty()) {
            const TaskId node = open_.back();
            open_.pop_back();
            for (const TaskId next : after_[node]) {
                if (!step(next)) continue;
                if (next.index() < graph_.task_count()) {
                    changed(next);
                } else {
                    open_.push_back(next);
                }
            }
        }
    }

    const PlanGraph& graph_;
    Rows<TaskId, TaskId> after_;
    std::vector<std::uint32_t> waits_for_;
    std::vector<TaskId> open_;
};

}  // namespace planloom

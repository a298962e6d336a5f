// Whether one task leads to another by other ways than a link.
#pragma once

#include <planloom/core/id.hpp>

#include "reach_labels.hpp"

#include <cstdint>
#include <span>
#include <vector>

namespace planloom {

/// Finds paths of two links or more in a graph whose links run from lower to higher numbers. Asked
/// for one task's successors after another, task by task.
class Detours {
public:
    /// @param wave  by node: a link leads to a higher wave
    Detours(const NodeRows& after, const NodeRows& before, std::span<const std::uint32_t> wave);

    [[nodiscard]] bool exists(TaskNode from, TaskNode to);

private:
    struct Open {
        TaskNode node;
        std::uint32_t left = 0;  ///< how many neighbours are still to be looked at
    };

    [[nodiscard]] bool is_settled(TaskNode from, TaskNode to, bool& answer) const;
    [[nodiscard]] bool search(TaskNode from, TaskNode to);
    enum class Step : std::uint8_t { go_on, found, exhausted };
    [[nodiscard]] Step step_forward(TaskNode from, TaskNode to);
    [[nodiscard]] Step step_backward(TaskNode from, TaskNode to);
    void sweep_from(TaskNode from);
    [[nodiscard]] const IdSet<TaskNode>* sweep_to(TaskNode to);

    const NodeRows& after_;
    const NodeRows& before_;
    std::span<const std::uint32_t> wave_;
    ReachLabels labels_;
    /// Marks of the present search: its number, and the number of the sweep of the present task.
    std::vector<std::uint32_t> seen_forward_, seen_backward_, swept_;
    std::uint32_t search_ = 0;
    std::uint32_t sweep_ = 0;
    TaskNode swept_from_;
    std::vector<Open> forward_, backward_;
    std::vector<TaskNode> stack_;
    std::uint64_t looked_at_ = 0;
    /// By node with many predecessors: the work spent on it, and what leads to it by a detour.
    struct Hub {
        TaskNode node;
        std::uint64_t work = 0;
        std::uint32_t ancestors = 0xFFFFFFFFU;
    };
    std::vector<Hub> hubs_;
    std::vector<IdSet<TaskNode>> ancestors_;
};

}  // namespace planloom

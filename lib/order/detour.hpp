// Whether one task leads to another by other ways than a link.
#pragma once

#include <planloom/core/id.hpp>

#include "reach_labels.hpp"

#include <array>
#include <cstdint>
#include <span>
#include <vector>

namespace planloom {

/// Reduces a graph whose links run from lower to higher numbers, from its last task to its first:
/// of the links of a task only those are kept that no detour replaces, and detours of tasks before
/// it are looked for among the kept ones. Where searches from both ends cost too much, as where
/// everything leads to everything, the tasks of a block are followed together, one bit each.
class Detours {
public:
    /// @param after, before  the links, both ways
    /// @param waves  the offsets of the waves, one more than there are: links lead to higher waves
    Detours(const NodeRows& after, const NodeRows& before, std::span<const std::uint32_t> waves);

    /// Goes on to the task before the last one.
    void go_to(TaskNode from);
    /// Whether two links or more lead from the task gone to to another one.
    [[nodiscard]] bool exist(TaskNode to);

private:
    static constexpr std::size_t block_size = 256;
    using Bits = std::array<std::uint64_t, block_size / 64>;
    struct Open {
        TaskNode node;
        std::uint32_t left = 0;  ///< how many neighbours are still to be looked at
    };
    enum class Step : std::uint8_t { go_on, found, exhausted };

    /// All that a search asks of a task, in one line of the cache.
    struct alignas(64) Place {
        ReachLabel label;
        std::uint32_t wave_begin = 0;
        std::uint32_t wave_end = 0;
        // Where the kept links are.
        std::uint32_t after_begin = 0;
        std::uint32_t after_count = 0;
        std::uint32_t before_begin = 0;
        std::uint32_t before_end = 0;
        // The numbers of the last searches that came by.
        std::uint32_t seen_forward = 0;
        std::uint32_t seen_backward = 0;
    };

    [[nodiscard]] Place& place(TaskNode node) noexcept { return places_[node.index()]; }
    [[nodiscard]] std::span<const TaskNode> kept_after(TaskNode node) const noexcept {
        const Place& at = places_[node.index()];
        return {kept_after_.data() + at.after_begin, at.after_count};
    }
    [[nodiscard]] std::span<const TaskNode> kept_before(TaskNode node) const noexcept {
        const Place& at = places_[node.index()];
        return {kept_before_.data() + at.before_begin, at.before_end - at.before_begin};
    }
    void keep(TaskNode to);

    [[nodiscard]] bool leads_round_to(TaskNode to);
    [[nodiscard]] bool search(TaskNode to);
    [[nodiscard]] Step step_forward(TaskNode to, const Place& at_to);
    [[nodiscard]] Step step_backward(const Place& at_from);

    void begin_block();
    [[nodiscard]] bool is_sweep_due() const noexcept;
    void sweep_block();
    [[nodiscard]] bool has_bit(const Bits& bits) const noexcept {
        const std::size_t bit = from_.index() % block_size;
        return ((bits[bit / 64] >> (bit % 64)) & 1U) != 0;
    }

    const NodeRows& after_;
    std::vector<Place> places_;
    std::vector<TaskNode> kept_after_, kept_before_;
    std::uint64_t kept_links_ = 0;

    TaskNode from_;
    std::vector<bool> is_round_;  ///< by place in the row of from_
    std::uint32_t search_ = 0;
    std::vector<Open> forward_, backward_;  ///< queues, nearest tasks first
    std::size_t next_forward_ = 0;
    std::size_t next_backward_ = 0;

    // By node: which tasks of the block lead to it, and which do by two links or more.
    std::vector<Bits> reached_, round_;
    std::uint64_t block_work_ = 0;
    bool is_block_swept_ = false;
    bool was_block_swept_ = false;
    std::size_t swept_blocks_ = 0;
};

}  // namespace planloom

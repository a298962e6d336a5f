// How much of a resource is free over time, as steps that can be searched and lowered.
#pragma once

#include <planloom/order/capacity.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace planloom {

/// What is free of one resource: steps in blocks of at most 64, each with its least and most, so
/// that a search passes over a block in which nothing or everything fits at one look.
class StepProfile {
public:
    StepProfile() = default;
    /// @param steps  by rising time; before the first there is nothing
    explicit StepProfile(std::span<const CapacityStep> steps);

    /// The first time from `from` on at which `amount` is free for all of `duration`; no_start if
    /// there is none.
    /// @param duration, amount  from 1
    [[nodiscard]] Minutes first_fit(Minutes from, Minutes duration, std::int64_t amount) const;
    /// The most that is free at any time from `from` on.
    [[nodiscard]] std::int64_t most_from(Minutes from) const;
    /// Lowers what is free from `from` to `to`, half-open.
    void take(Minutes from, Minutes to, std::int64_t amount);

private:
    static constexpr std::size_t block_size = 64;
    struct Block {
        std::size_t count = 0;
        /// Taken from the whole block and not yet from its steps.
        std::int64_t taken = 0;
        std::int64_t least = 0;
        std::int64_t most = 0;
        std::array<Minutes, block_size> time{};
        std::array<std::int64_t, block_size> free{};
    };

    [[nodiscard]] const Block& block(std::size_t place) const { return blocks_[sequence_[place]]; }
    [[nodiscard]] Block& block(std::size_t place) { return blocks_[sequence_[place]]; }
    [[nodiscard]] std::size_t place_of(Minutes time) const;
    [[nodiscard]] Minutes end_of(std::size_t place) const {
        return place + 1 < first_.size() ? first_[place + 1] : no_start;
    }
    void split_at(Minutes time);
    static void summarize(Block& block);

    std::vector<Block> blocks_;
    /// The blocks by time, as places in blocks_, and the first time of each.
    std::vector<std::uint32_t> sequence_;
    std::vector<Minutes> first_;
};

/// The steps of every resource without what pinned activities take of it, equal neighbours joined.
/// Less than nothing is left where pins overload a resource.
[[nodiscard]] std::vector<std::vector<CapacityStep>> steps_beside_pins(
    const CapacityProblem& problem);

}  // namespace planloom

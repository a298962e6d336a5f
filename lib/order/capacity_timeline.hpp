// Where activities are placed in time: two timelines with one interface, a dense one for short
// horizons and one of steps for all others.
#pragma once

#include "capacity_kernel.hpp"
#include "capacity_profile.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace planloom {

/// One word per unit of time, in it what is free of every resource, side by side, each with a guard
/// bit above it that a subtraction of too much borrows: all resources are tested by one
/// subtraction.
class DenseTimeline {
public:
    explicit DenseTimeline(const CapacityKernel& kernel);
    /// Whether the resources fit into a word, and looking at every unit of time pays.
    [[nodiscard]] static bool suits(const CapacityKernel& kernel);

    /// Empties the timeline, as seen forwards.
    void reset_forward() { reset(base_, after_base_); }
    /// Empties the timeline, as seen from `finish` backwards.
    void reset_backward(Minutes finish);

    [[nodiscard]] Minutes first_fit(std::size_t activity, Minutes from) const noexcept {
        const std::uint64_t demand = demand_[activity];
        if (demand == 0) return from;
        const Minutes duration = kernel_->duration[activity];
        Minutes start = from;
        for (Minutes time = from; time < start + duration; ++time) {
            if (time >= horizon_) return no_start;
            if (((free_[static_cast<std::size_t>(time)] - demand) & guard_) != guard_)
                start = time + 1;
        }
        return start;
    }
    void take(std::size_t activity, Minutes from) noexcept {
        const std::uint64_t demand = demand_[activity];
        if (demand == 0) return;
        const auto begin = static_cast<std::size_t>(from);
        const std::size_t end = begin + static_cast<std::size_t>(kernel_->duration[activity]);
        for (std::size_t time = begin; time < end; ++time) free_[time] -= demand;
        touched_ = std::max(touched_, end);
    }

private:
    void reset(std::span<const std::uint64_t> words, std::uint64_t rest);
    [[nodiscard]] std::uint64_t word_at(Minutes time) const;

    const CapacityKernel* kernel_;
    Minutes horizon_ = 0;
    std::uint64_t guard_ = 0;
    std::vector<int> shift_;
    std::vector<std::uint64_t> demand_;
    std::vector<std::uint64_t> base_;
    std::uint64_t before_base_ = 0;
    std::uint64_t after_base_ = 0;
    std::vector<std::uint64_t> mirror_;
    std::vector<std::uint64_t> free_;
    std::size_t touched_ = 0;
};

/// One StepProfile per resource.
class StepTimeline {
public:
    explicit StepTimeline(const CapacityKernel& kernel);

    void reset_forward() { free_ = base_; }
    void reset_backward(Minutes finish);
    [[nodiscard]] Minutes first_fit(std::size_t activity, Minutes from) const;
    void take(std::size_t activity, Minutes from);

private:
    const CapacityKernel* kernel_;
    std::vector<StepProfile> base_;
    std::vector<StepProfile> free_;
};

}  // namespace planloom

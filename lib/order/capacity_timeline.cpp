#include "capacity_timeline.hpp"

#include <algorithm>
#include <bit>

namespace planloom {
namespace {

constexpr Minutes longest_dense_horizon = 16'384;
constexpr Minutes dense_units_per_activity = 64;

/// The bits that hold what a resource may have free, without the guard.
int width_of(const std::vector<CapacityStep>& steps) {
    std::int64_t most = 0;
    for (const CapacityStep& step : steps) most = std::max(most, step.capacity);
    return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(most)));
}

/// The steps of a resource in time that runs backwards from `finish`.
std::vector<CapacityStep> mirrored(const std::vector<CapacityStep>& steps, Minutes finish) {
    std::vector<CapacityStep> mirror;
    mirror.reserve(steps.size() + 1);
    Minutes from = since_ever;
    for (std::size_t i = steps.size(); i-- > 0;) {
        mirror.push_back({from, steps[i].capacity});
        if (steps[i].time == since_ever) return mirror;
        from = finish - steps[i].time;
    }
    mirror.push_back({from, 0});
    return mirror;
}

}  // namespace

bool DenseTimeline::suits(const CapacityKernel& kernel) {
    int width = 0;
    for (const auto& steps : kernel.steps) {
        width += width_of(steps) + 1;
        if (width > 64) return false;
    }
    // Pins may start before time 0, and then steps do.
    const bool starts_early =
        std::any_of(kernel.release.begin(), kernel.release.end(), [](Minutes t) { return t < 0; });
    const auto activities = static_cast<Minutes>(kernel.count());
    return !starts_early && kernel.horizon <= longest_dense_horizon &&
           kernel.horizon <= 1024 + dense_units_per_activity * activities;
}

DenseTimeline::DenseTimeline(const CapacityKernel& kernel)
    : kernel_(&kernel), horizon_(kernel.horizon + 1) {
    int shift = 0;
    for (const auto& steps : kernel.steps) {
        shift_.push_back(shift);
        shift += width_of(steps) + 1;
        guard_ |= std::uint64_t{1} << (shift - 1);
    }
    demand_.assign(kernel.count(), 0);
    for (std::size_t i = 0; i < kernel.count(); ++i) {
        for (const KernelDemand& demand : kernel.demands[i])
            demand_[i] += static_cast<std::uint64_t>(demand.amount) << shift_[demand.resource];
    }
    before_base_ = word_at(-1);
    after_base_ = word_at(kernel.horizon);
    if (!kernel.is_flat) {
        base_.resize(static_cast<std::size_t>(horizon_));
        for (Minutes time = 0; time < horizon_; ++time)
            base_[static_cast<std::size_t>(time)] = word_at(time);
    }
    free_.assign(static_cast<std::size_t>(horizon_), after_base_);
    touched_ = free_.size();
}

std::uint64_t DenseTimeline::word_at(Minutes time) const {
    std::uint64_t word = guard_;
    for (std::size_t resource = 0; resource < kernel_->steps.size(); ++resource) {
        const std::vector<CapacityStep>& steps = kernel_->steps[resource];
        const auto after =
            std::upper_bound(steps.begin(), steps.end(), time,
                             [](Minutes at, const CapacityStep& step) { return at < step.time; });
        if (after == steps.begin()) continue;
        const std::int64_t free = std::max<std::int64_t>(0, std::prev(after)->capacity);
        word |= static_cast<std::uint64_t>(free) << shift_[resource];
    }
    return word;
}

void DenseTimeline::reset(std::span<const std::uint64_t> words, std::uint64_t rest) {
    std::copy(words.begin(), words.end(), free_.begin());
    if (touched_ > words.size()) {
        std::fill(free_.begin() + static_cast<std::ptrdiff_t>(words.size()),
                  free_.begin() + static_cast<std::ptrdiff_t>(touched_), rest);
    }
    // What lies beyond the words differs from one reset to the next unless all is flat.
    touched_ = kernel_->is_flat ? 0 : free_.size();
}

void DenseTimeline::reset_backward(Minutes finish) {
    if (kernel_->is_flat) return reset({}, after_base_);
    const auto count = static_cast<std::size_t>(std::clamp<Minutes>(finish, 0, horizon_));
    mirror_.resize(count);
    for (std::size_t i = 0; i < count; ++i) mirror_[i] = base_[count - 1 - i];
    reset(mirror_, before_base_);
}

StepTimeline::StepTimeline(const CapacityKernel& kernel) : kernel_(&kernel) {
    for (const auto& steps : kernel.steps) base_.emplace_back(steps);
    free_ = base_;
}

void StepTimeline::reset_backward(Minutes finish) {
    if (kernel_->is_flat) return reset_forward();
    for (std::size_t resource = 0; resource < free_.size(); ++resource)
        free_[resource] = StepProfile(mirrored(kernel_->steps[resource], finish));
}

Minutes StepTimeline::first_fit(std::size_t activity, Minutes from) const {
    const std::span<const KernelDemand> demands = kernel_->demands[activity];
    const Minutes duration = kernel_->duration[activity];
    Minutes start = from;
    std::size_t agreed = 0;
    for (std::size_t i = 0; agreed < demands.size(); i = i + 1 < demands.size() ? i + 1 : 0) {
        const Minutes fit =
            free_[demands[i].resource].first_fit(start, duration, demands[i].amount);
        if (fit == no_start) return no_start;
        agreed = fit == start ? agreed + 1 : 1;
        start = fit;
    }
    return start;
}

void StepTimeline::take(std::size_t activity, Minutes from) {
    for (const KernelDemand& demand : kernel_->demands[activity])
        free_[demand.resource].take(from, from + kernel_->duration[activity], demand.amount);
}

}  // namespace planloom

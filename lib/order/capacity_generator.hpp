// Schedule generation on a kernel: serial, parallel, and justification from either end.
#pragma once

#include "capacity_kernel.hpp"
#include "capacity_timeline.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <queue>
#include <span>
#include <utility>
#include <vector>

namespace planloom {

/// The finish that ranks a schedule with `count` activities left out behind all others.
[[nodiscard]] constexpr Minutes cost_of_unplaced(std::size_t count) noexcept {
    return count == 0 ? 0 : no_start / 2 + static_cast<Minutes>(count);
}
[[nodiscard]] constexpr bool is_complete(Minutes cost) noexcept {
    return cost < no_start / 2;
}

/// Puts the activities of a kernel into lists in which arcs lead forward.
class ListMaker {
public:
    explicit ListMaker(const CapacityKernel& kernel) : kernel_(kernel) {}

    /// Always the first in the list of those that wait for none. O(n + e) if the list is so
    /// already, else O(e + n log n).
    void make_feasible(std::vector<std::uint32_t>& list) {
        make_feasible(list, kernel_.before, kernel_.after);
    }
    void list_by_start(std::span<const Minutes> start, std::vector<std::uint32_t>& list);
    /// Arcs lead forward as seen from the end.
    void list_by_finish(std::span<const Minutes> start, std::vector<std::uint32_t>& list);

private:
    using Links = KernelRows<KernelLink>;
    void make_feasible(std::vector<std::uint32_t>& list, const Links& before, const Links& after);
    void take_keys(std::vector<std::uint32_t>& list) const;

    const CapacityKernel& kernel_;
    std::vector<std::pair<Minutes, std::uint32_t>> keys_;
    std::vector<std::uint32_t> place_;
    std::vector<std::uint32_t> waiting_;
};

/// The start that arcs allow; no_start when a predecessor has none.
[[nodiscard]] inline Minutes ready_time(std::span<const KernelLink> before,
                                        std::span<const Minutes> start, Minutes release) {
    Minutes time = release;
    for (const KernelLink& link : before) {
        const Minutes other = start[link.activity];
        if (other == no_start) return no_start;
        time = std::max(time, other + link.weight);
    }
    return time;
}

/// The finish of a schedule, or the cost of what it leaves out.
[[nodiscard]] Minutes cost_of(const CapacityKernel& kernel, std::span<const Minutes> start);

/// Makes schedules on one kind of timeline.
template <class Timeline>
class Generator {
public:
    explicit Generator(const CapacityKernel& kernel)
        : kernel_(kernel), lists_(kernel), timeline_(kernel), mirror_(kernel.count()) {}

    [[nodiscard]] const CapacityKernel& kernel() const noexcept { return kernel_; }
    [[nodiscard]] ListMaker& lists() noexcept { return lists_; }
    /// How many schedules were made, from either end.
    [[nodiscard]] std::uint64_t made() const noexcept { return made_; }

    /// @param list  arcs lead forward
    /// @return the finish, or the cost of what was left out
    Minutes serial(std::span<const std::uint32_t> list, std::span<Minutes> start) {
        ++made_;
        timeline_.reset_forward();
        return place(list, kernel_.before, start, kernel_.release.data());
    }

    /// @param rank  per activity, smaller is more urgent
    Minutes parallel(std::span<const std::uint32_t> rank, std::span<Minutes> start);

    /// Late from the finish, then early again.
    /// @return the new cost; `start` may then be worse or better than before
    Minutes justify_once(Minutes cost, std::span<Minutes> start) {
        lists_.list_by_finish(start, list_);
        ++made_;
        timeline_.reset_backward(cost);
        const Minutes length = place(list_, kernel_.after, mirror_, nullptr);
        if (!is_complete(length)) return cost;
        for (std::size_t i = 0; i < mirror_.size(); ++i)
            mirror_[i] = -(mirror_[i] + kernel_.duration[i]);
        lists_.list_by_start(mirror_, list_);
        return serial(list_, start);
    }

private:
    Minutes place(std::span<const std::uint32_t> list, const KernelRows<KernelLink>& before,
                  std::span<Minutes> start, const Minutes* release) {
        Minutes finish = kernel_.least_finish;
        std::size_t unplaced = 0;
        for (const std::uint32_t activity : list) {
            Minutes time = ready_time(before[activity], start, release ? release[activity] : 0);
            if (time != no_start) time = timeline_.first_fit(activity, time);
            start[activity] = time;
            if (time == no_start) {
                ++unplaced;
                continue;
            }
            timeline_.take(activity, time);
            finish = std::max(finish, time + kernel_.duration[activity]);
        }
        return unplaced == 0 ? finish : cost_of_unplaced(unplaced);
    }

    const CapacityKernel& kernel_;
    ListMaker lists_;
    Timeline timeline_;
    std::uint64_t made_ = 0;
    std::vector<Minutes> mirror_;
    std::vector<std::uint32_t> list_;
};

template <class Timeline>
Minutes Generator<Timeline>::parallel(std::span<const std::uint32_t> rank,
                                      std::span<Minutes> start) {
    using Timed = std::pair<Minutes, std::uint32_t>;
    ++made_;
    timeline_.reset_forward();
    std::fill(start.begin(), start.end(), no_start);
    std::vector<std::uint32_t> waiting(kernel_.count(), 0);
    // By the first time at which it may fit; and, of those that may fit now, by rank.
    std::priority_queue<Timed, std::vector<Timed>, std::greater<>> later;
    std::priority_queue<std::pair<std::uint32_t, std::uint32_t>,
                        std::vector<std::pair<std::uint32_t, std::uint32_t>>, std::greater<>>
        now_ready;
    std::vector<Minutes> may_fit(kernel_.count());
    for (std::uint32_t i = 0; i < kernel_.count(); ++i) {
        waiting[i] = static_cast<std::uint32_t>(kernel_.before[i].size());
        may_fit[i] = kernel_.release[i];
        if (waiting[i] == 0) later.emplace(may_fit[i], i);
    }
    while (!later.empty()) {
        const Minutes now = later.top().first;
        for (; !later.empty() && later.top().first <= now; later.pop())
            now_ready.emplace(rank[later.top().second], later.top().second);
        while (!now_ready.empty()) {
            const std::uint32_t activity = now_ready.top().second;
            now_ready.pop();
            // With a negative lag this may be before now, and then nothing was there to use it.
            const Minutes fit = timeline_.first_fit(activity, may_fit[activity]);
            may_fit[activity] = fit;
            if (fit == no_start) continue;
            if (fit > now) {
                later.emplace(fit, activity);
                continue;
            }
            start[activity] = fit;
            timeline_.take(activity, fit);
            for (const KernelLink& link : kernel_.after[activity]) {
                const std::uint32_t next = link.activity;
                if (--waiting[next] > 0) continue;
                may_fit[next] = ready_time(kernel_.before[next], start, kernel_.release[next]);
                if (may_fit[next] <= now) {
                    now_ready.emplace(rank[next], next);
                } else {
                    later.emplace(may_fit[next], next);
                }
            }
        }
    }
    return cost_of(kernel_, start);
}

/// Calls `work` with a generator on the timeline that suits the kernel.
template <class Work>
decltype(auto) with_generator(const CapacityKernel& kernel, Work&& work) {
    if (DenseTimeline::suits(kernel)) {
        Generator<DenseTimeline> generator(kernel);
        return work(generator);
    }
    Generator<StepTimeline> generator(kernel);
    return work(generator);
}

}  // namespace planloom

#include "capacity_rules.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <numeric>

namespace planloom {
namespace {

/// How many activities wait for each, by sweeps over the arcs with 512 of them at a time.
std::vector<Minutes> successor_counts(const CapacityKernel& kernel) {
    constexpr std::size_t words = 8;
    constexpr std::size_t block = words * 64;
    using Bits = std::array<std::uint64_t, words>;
    std::vector<Minutes> counts(kernel.count(), 0);
    std::vector<Bits> reached(kernel.count());
    for (std::size_t first = 0; first < kernel.count(); first += block) {
        const std::size_t last = std::min(first + block, kernel.count());
        // Arcs lead upwards: what comes after the block reaches nothing in it.
        for (std::size_t i = last; i-- > 0;) {
            Bits bits{};
            for (const KernelLink& link : kernel.after[i]) {
                if (link.activity >= last) continue;
                for (std::size_t word = 0; word < words; ++word)
                    bits[word] |= reached[link.activity][word];
            }
            for (const std::uint64_t word : bits) counts[i] += std::popcount(word);
            if (i >= first) bits[(i - first) / 64] |= std::uint64_t{1} << ((i - first) % 64);
            reached[i] = bits;
        }
    }
    return counts;
}

Minutes rank_weight(const CapacityKernel& kernel, std::size_t activity) {
    Minutes weight = kernel.duration[activity];
    for (const KernelLink& link : kernel.after[activity]) weight += kernel.duration[link.activity];
    return weight;
}

}  // namespace

KernelTimes::KernelTimes(const CapacityKernel& kernel)
    : head(kernel.release), tail(kernel.duration), length(kernel.least_finish) {
    for (std::size_t i = 0; i < kernel.count(); ++i) {
        for (const KernelLink& link : kernel.before[i])
            head[i] = std::max(head[i], head[link.activity] + link.weight);
        length = std::max(length, head[i] + kernel.duration[i]);
    }
    for (std::size_t i = kernel.count(); i-- > 0;) {
        for (const KernelLink& link : kernel.after[i]) {
            // The weight of a link seen from the end runs between ends.
            const Minutes weight =
                link.weight - kernel.duration[link.activity] + kernel.duration[i];
            tail[i] = std::max(tail[i], weight + tail[link.activity]);
        }
    }
}

std::vector<std::uint32_t> kernel_list(const CapacityKernel& kernel, PriorityRule rule) {
    std::vector<Minutes> key(kernel.count(), 0);
    const KernelTimes times(kernel);
    if (rule == PriorityRule::most_successors) key = successor_counts(kernel);
    for (std::size_t i = 0; i < key.size(); ++i) {
        switch (rule) {
            case PriorityRule::latest_finish:
                key[i] = kernel.duration[i] - times.tail[i];
                break;
            case PriorityRule::latest_start:
                key[i] = -times.tail[i];
                break;
            case PriorityRule::minimum_slack:
                key[i] = -times.tail[i] - times.head[i];
                break;
            case PriorityRule::most_successors:
                key[i] = -key[i];
                break;
            case PriorityRule::greatest_rank_weight:
                key[i] = -rank_weight(kernel, i);
                break;
            case PriorityRule::shortest_duration:
                key[i] = kernel.duration[i];
                break;
            case PriorityRule::plan_order:
                break;
        }
    }
    std::vector<std::uint32_t> list(kernel.count());
    std::iota(list.begin(), list.end(), std::uint32_t{0});
    std::sort(list.begin(), list.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::pair(key[a], kernel.original[a]) < std::pair(key[b], kernel.original[b]);
    });
    return list;
}

std::vector<std::uint32_t> priority_list(const CapacityProblem& problem, PriorityRule rule) {
    const CapacityKernel kernel(problem);
    std::vector<std::uint32_t> list;
    list.reserve(problem.activity_count());
    // Pinned activities wait for nobody, so it matters to none where they stand.
    for (std::uint32_t activity = 0; activity < problem.activity_count(); ++activity) {
        if (problem.pin(activity)) list.push_back(activity);
    }
    for (const std::uint32_t i : kernel_list(kernel, rule)) list.push_back(kernel.original[i]);
    return list;
}

}  // namespace planloom

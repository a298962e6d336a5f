// Small capacity problems drawn at random, and the slow way to schedule them.
#pragma once

#include <planloom/order/capacity.hpp>

#include "support/random.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace planloom::testing {

/// What random capacity problems hold. All of it may be there, none of it must.
struct CapacityShape {
    std::size_t activities = 12;
    int longest = 6;
    bool has_negative_weights = true;
    bool has_pins = true;
    bool has_steps = true;
};

/// No release of a random problem is earlier.
inline constexpr int earliest_release = -3;

/// A problem in which every activity has room in the last steps of its resources.
inline CapacityInput random_capacity_input(std::uint64_t seed, const CapacityShape& shape = {}) {
    Random random(seed);
    const std::size_t n = shape.activities;
    CapacityInput input;
    for (std::size_t i = 0; i < n; ++i) input.durations.push_back(random.between(0, shape.longest));
    const std::vector<std::size_t> rank = random.permutation(n);
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = i + 1; j < n; ++j) {
            if (!random.chance(20)) continue;
            const std::size_t from = rank[i];
            const Minutes from_end = input.durations[from];
            const Minutes to_end = -input.durations[rank[j]];
            const Minutes lag = random.chance(60) ? 0 : random.between(-3, 4);
            Minutes weight = lag;
            if (random.chance(70)) weight += from_end;
            if (random.chance(20)) weight += to_end;
            if (!shape.has_negative_weights) weight = std::max<Minutes>(weight, 0);
            input.arcs.push_back(
                {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(rank[j]), weight});
        }
    }
    const std::size_t resources = 1 + random.below(3);
    for (std::size_t resource = 0; resource < resources; ++resource) {
        const int most = random.between(1, 4);
        for (std::uint32_t i = 0; i < n; ++i) {
            if (!random.chance(60)) continue;
            input.demands.push_back(
                {i, static_cast<std::uint32_t>(resource), random.between(0, most)});
        }
        std::vector<CapacityStep> steps = constant_capacity(most);
        if (shape.has_steps && random.chance(60)) {
            if (random.chance(30)) steps = {{random.between(0, 4), most}};
            Minutes time = random.between(5, 8);
            for (int step = random.between(1, 3); step > 0; --step) {
                steps.push_back({time, random.between(0, most)});
                steps.push_back({time += random.between(1, 6), most});
                time += random.between(1, 8);
            }
        }
        input.resources.push_back(steps);
    }
    if (random.chance(50)) {
        for (std::size_t i = 0; i < n; ++i)
            input.releases.push_back(random.chance(70) ? 0 : random.between(earliest_release, 8));
    }
    if (shape.has_pins && random.chance(50)) {
        input.pins.resize(n);
        for (std::optional<Minutes>& pin : input.pins) {
            if (random.chance(20)) pin = random.between(-3, 6);
        }
    }
    return input;
}

/// Whether all can end by `finish`, by trying all starts of all activities.
inline bool can_finish_by(const CapacityProblem& problem, Minutes finish) {
    const std::size_t n = problem.activity_count();
    std::vector<Minutes> start(n, 0);
    const auto fits = [&](std::size_t count) {
        for (std::size_t resource = 0; resource < problem.resource_count(); ++resource) {
            for (Minutes time = earliest_release; time < finish; ++time) {
                std::int64_t used = 0;
                for (std::size_t k = 0; k < count; ++k) {
                    const std::uint32_t each = problem.order()[k];
                    if (time < start[each] || time >= start[each] + problem.duration(each))
                        continue;
                    for (const CapacityDemand& demand : problem.demands_of(each))
                        used += demand.resource == resource ? demand.amount : 0;
                }
                if (used > problem.capacity_at(resource, time)) return false;
            }
        }
        return true;
    };
    std::vector<std::optional<Minutes>> next(n + 1);
    std::size_t depth = 0;
    while (true) {
        if (depth == n) return true;
        const std::uint32_t each = problem.order()[depth];
        if (!next[depth]) {
            next[depth] = problem.release(each);
            for (const std::uint32_t arc : problem.arcs_to(each)) {
                const CapacityArc& link = problem.input().arcs[arc];
                next[depth] = std::max(*next[depth], start[link.from] + link.weight);
            }
        }
        if (*next[depth] + problem.duration(each) > finish) {
            next[depth].reset();
            if (depth == 0) return false;
            --depth;
            continue;
        }
        start[each] = (*next[depth])++;
        if (fits(depth + 1)) ++depth;
    }
}

/// The earliest finish of a problem without pins.
inline Minutes shortest_finish(const CapacityProblem& problem) {
    Minutes finish = earliest_release;
    while (!can_finish_by(problem, finish)) ++finish;
    return finish;
}

}  // namespace planloom::testing

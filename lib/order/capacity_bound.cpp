#include "capacity_bounds.hpp"
#include "capacity_generator.hpp"

#include <algorithm>
#include <limits>

namespace planloom {
namespace {

/// Resources above this many demands are looked at from their heads and from their rests only.
constexpr std::size_t most_for_both_ends = 1000;

/// The work of one activity on one resource.
struct Work {
    Minutes head = 0;
    Minutes rest = 0;
    std::int64_t energy = 0;
};

/// The capacity of one resource, for sums over time.
class Supply {
public:
    explicit Supply(const std::vector<CapacityStep>& steps) : steps_(steps) {}

    /// The first time by which `energy` can be supplied from `from` on.
    [[nodiscard]] Minutes end_of(Minutes from, std::int64_t energy) const {
        const auto after =
            std::upper_bound(steps_.begin(), steps_.end(), from,
                             [](Minutes at, const CapacityStep& step) { return at < step.time; });
        Minutes now = from;
        auto step = after == steps_.begin() ? after : after - 1;
        for (; step != steps_.end(); ++step) {
            now = std::max(now, step->time);
            const std::int64_t capacity = std::max<std::int64_t>(0, step->capacity);
            const bool is_last = step + 1 == steps_.end();
            // A bound is a bound only while the supply lasts; what comes after cannot be placed.
            if (capacity == 0) {
                if (is_last) return now;
                continue;
            }
            const Minutes needed = energy / capacity + (energy % capacity == 0 ? 0 : 1);
            if (is_last || (step + 1)->time - now >= needed) return now + needed;
            energy -= ((step + 1)->time - now) * capacity;
        }
        return now;
    }

private:
    const std::vector<CapacityStep>& steps_;
};

/// The work on one resource, or none if its sum does not fit into a number.
std::vector<Work> work_on(const CapacityKernel& kernel, const KernelTimes& times,
                          std::span<const std::pair<std::uint32_t, std::int64_t>> uses) {
    std::vector<Work> all;
    double sum = 0;
    for (const auto& [activity, amount] : uses) {
        const Minutes duration = kernel.duration[activity];
        sum += static_cast<double>(duration) * static_cast<double>(amount);
        if (sum > 1e18) return {};
        all.push_back({times.head[activity], times.tail[activity] - duration, duration * amount});
    }
    return all;
}

/// The best over all sets of what has at least some head and at least some rest.
Minutes bound_of(std::vector<Work> work, const Supply& supply) {
    std::sort(work.begin(), work.end(),
              [](const Work& a, const Work& b) { return a.head > b.head; });
    std::vector<Work> by_rest = work;
    std::stable_sort(by_rest.begin(), by_rest.end(),
                     [](const Work& a, const Work& b) { return a.rest > b.rest; });
    Minutes bound = since_ever;
    const auto sweep = [&](std::span<const Work> all, Minutes least_head, Minutes least_rest) {
        Work sum{std::numeric_limits<Minutes>::max(), std::numeric_limits<Minutes>::max(), 0};
        for (const Work& each : all) {
            if (each.head < least_head || each.rest < least_rest) continue;
            sum.head = std::min(sum.head, each.head);
            sum.rest = std::min(sum.rest, each.rest);
            sum.energy += each.energy;
            bound = std::max(bound, supply.end_of(sum.head, sum.energy) + sum.rest);
        }
    };
    constexpr Minutes any = std::numeric_limits<Minutes>::min();
    sweep(work, any, any);
    if (work.size() > most_for_both_ends) {
        sweep(by_rest, any, any);
        return bound;
    }
    for (std::size_t i = 0; i < work.size(); ++i) {
        if (i + 1 == work.size() || work[i + 1].head != work[i].head)
            sweep(by_rest, work[i].head, any);
    }
    return bound;
}

}  // namespace

std::string_view to_string(CapacityBoundKind kind) noexcept {
    switch (kind) {
        case CapacityBoundKind::critical_path:
            return "critical_path";
        case CapacityBoundKind::energy:
            return "energy";
        case CapacityBoundKind::disjunctive:
            return "disjunctive";
        case CapacityBoundKind::destructive:
            break;
    }
    return "destructive";
}

CapacityBound energy_bound(const CapacityKernel& kernel) {
    const KernelTimes times(kernel);
    CapacityBound bound{times.length, CapacityBoundKind::critical_path};
    std::vector<std::vector<std::pair<std::uint32_t, std::int64_t>>> uses(kernel.steps.size());
    for (std::uint32_t i = 0; i < kernel.count(); ++i) {
        for (const KernelDemand& demand : kernel.demands[i])
            uses[demand.resource].emplace_back(i, demand.amount);
    }
    for (std::size_t resource = 0; resource < uses.size(); ++resource) {
        const Minutes finish =
            bound_of(work_on(kernel, times, uses[resource]), Supply(kernel.steps[resource]));
        if (finish > bound.finish) bound = {finish, CapacityBoundKind::energy};
    }
    return bound;
}

void raise_bound(const CapacityKernel& kernel, Minutes known, CapacityBound& bound) {
    if (kernel.count() > most_for_pairs || bound.finish >= known) return;
    const Disjunctions disjunctions(kernel);
    const Minutes disjunctive = disjunctive_bound(kernel, disjunctions);
    if (disjunctive > bound.finish) bound = {disjunctive, CapacityBoundKind::disjunctive};
    if (bound.finish >= known) return;
    const Minutes destructive = destructive_bound(kernel, disjunctions, bound.finish, known);
    if (destructive > bound.finish) bound = {destructive, CapacityBoundKind::destructive};
}

CapacityBound critical_path_bound(const CapacityProblem& problem) {
    CapacityBound bound;
    for (std::size_t activity = 0; activity < problem.activity_count(); ++activity) {
        const Minutes end = problem.earliest_starts()[activity] + problem.duration(activity);
        bound.finish = activity == 0 ? end : std::max(bound.finish, end);
    }
    return bound;
}

CapacityBound lower_bound(const CapacityProblem& problem) {
    const CapacityKernel kernel(problem);
    CapacityBound bound = energy_bound(kernel);
    std::vector<std::uint32_t> list = kernel_list(kernel, PriorityRule::latest_finish);
    std::vector<Minutes> start(kernel.count());
    const Minutes known = with_generator(kernel, [&](auto& generator) {
        generator.lists().make_feasible(list);
        return generator.serial(list, start);
    });
    // Without a complete schedule there is nothing to refute finishes up to.
    if (is_complete(known)) raise_bound(kernel, known, bound);
    bound.finish *= kernel.unit;
    return bound;
}

}  // namespace planloom

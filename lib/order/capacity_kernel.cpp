#include "capacity_kernel.hpp"

#include "capacity_profile.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace planloom {
namespace {

constexpr std::uint32_t is_pinned = std::numeric_limits<std::uint32_t>::max();

}  // namespace

CapacityKernel::CapacityKernel(const CapacityProblem& problem) {
    steps = steps_beside_pins(problem);
    find_unit(problem);
    take_activities(problem);
    take_arcs(problem);
    find_horizon();
}

void CapacityKernel::find_unit(const CapacityProblem& problem) {
    const CapacityInput& input = problem.input();
    unit = 0;
    for (const Minutes duration_of : input.durations) unit = std::gcd(unit, duration_of);
    for (const Minutes time : input.releases) unit = std::gcd(unit, time);
    for (const CapacityArc& arc : input.arcs) unit = std::gcd(unit, arc.weight);
    for (const auto& pin : input.pins) unit = std::gcd(unit, pin.value_or(0));
    for (const auto& each : steps) {
        for (const CapacityStep& step : each) {
            if (step.time != since_ever) unit = std::gcd(unit, step.time);
        }
    }
    unit = std::max<Minutes>(unit, 1);
    for (auto& each : steps) {
        if (each.size() != 1 || each.front().time != since_ever) is_flat = is_flat && each.empty();
        for (CapacityStep& step : each) {
            if (step.time != since_ever) step.time /= unit;
        }
    }
}

void CapacityKernel::take_activities(const CapacityProblem& problem) {
    if (problem.activity_count() == 0) least_finish = 0;
    for (const std::uint32_t activity : problem.order()) {
        if (const std::optional<Minutes> pin = problem.pin(activity)) {
            least_finish = std::max(least_finish, (*pin + problem.duration(activity)) / unit);
            continue;
        }
        original.push_back(activity);
        duration.push_back(problem.duration(activity) / unit);
        release.push_back(problem.release(activity) / unit);
        for (const CapacityDemand& demand : problem.demands_of(activity)) {
            if (duration.back() > 0) demands.items.push_back({demand.resource, demand.amount});
        }
        demands.end_row();
    }
}

void CapacityKernel::take_arcs(const CapacityProblem& problem) {
    std::vector<std::uint32_t> number(problem.activity_count(), is_pinned);
    for (std::uint32_t i = 0; i < count(); ++i) number[original[i]] = i;
    const std::vector<CapacityArc>& arcs = problem.input().arcs;
    for (std::uint32_t i = 0; i < count(); ++i) {
        for (const std::uint32_t arc : problem.arcs_to(original[i])) {
            const Minutes weight = arcs[arc].weight / unit;
            const std::uint32_t from = number[arcs[arc].from];
            if (from == is_pinned) {
                release[i] = std::max(release[i], *problem.pin(arcs[arc].from) / unit + weight);
                continue;
            }
            before.items.push_back({from, weight});
            has_overlaps = has_overlaps || weight < duration[from];
        }
        before.end_row();
        for (const std::uint32_t arc : problem.arcs_from(original[i])) {
            const std::uint32_t to = number[arcs[arc].to];
            if (to == is_pinned) continue;
            after.items.push_back({to, arcs[arc].weight / unit + duration[to] - duration[i]});
        }
        after.end_row();
    }
}

void CapacityKernel::find_horizon() {
    // After the last release and the last step, at any time some activity runs or some lag passes.
    for (const Minutes time : release) horizon = std::max(horizon, time);
    for (const auto& each : steps) {
        if (!each.empty() && each.back().time != since_ever)
            horizon = std::max(horizon, each.back().time);
    }
    for (std::size_t i = 0; i < count(); ++i) {
        Minutes lag = 0;
        for (const KernelLink& link : before[i])
            lag = std::max(lag, link.weight - duration[link.activity]);
        horizon += duration[i] + lag;
    }
}

std::vector<Minutes> CapacityKernel::to_problem(const CapacityProblem& problem,
                                                std::span<const Minutes> start) const {
    std::vector<Minutes> all(problem.activity_count());
    for (std::size_t activity = 0; activity < all.size(); ++activity)
        all[activity] = problem.pin(activity).value_or(0);
    for (std::size_t i = 0; i < count(); ++i)
        all[original[i]] = start[i] == no_start ? no_start : start[i] * unit;
    return all;
}

std::vector<Minutes> CapacityKernel::from_problem(std::span<const Minutes> start) const {
    std::vector<Minutes> own(count());
    for (std::size_t i = 0; i < count(); ++i)
        own[i] = start[original[i]] == no_start ? no_start : start[original[i]] / unit;
    return own;
}

std::vector<std::uint32_t> CapacityKernel::list_from_problem(
    std::span<const std::uint32_t> list) const {
    std::size_t activity_count = list.size();
    std::vector<std::uint32_t> number(activity_count, is_pinned);
    for (std::uint32_t i = 0; i < count(); ++i) number[original[i]] = i;
    std::vector<std::uint32_t> own;
    own.reserve(count());
    for (const std::uint32_t activity : list) {
        if (number[activity] != is_pinned) own.push_back(number[activity]);
    }
    return own;
}

}  // namespace planloom

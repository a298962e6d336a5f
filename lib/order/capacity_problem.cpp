#include <planloom/core/contract.hpp>
#include <planloom/order/capacity.hpp>

#include "capacity_profile.hpp"

#include <algorithm>
#include <functional>
#include <queue>
#include <string>
#include <utility>

namespace planloom {
namespace {

constexpr std::size_t shown_activities = 10;
constexpr std::size_t shown_demands = 5;

/// Whether a time is one that sums of 10^8 like it cannot overflow.
bool is_time(Minutes time) {
    return time >= -max_minutes && time <= max_minutes;
}

template <class KeyOf>
detail::NumberRows rows_by(std::size_t row_count, std::size_t count, KeyOf&& key_of) {
    detail::NumberRows rows;
    rows.offsets.assign(row_count + 1, 0);
    for (std::size_t i = 0; i < count; ++i) ++rows.offsets[key_of(i) + 1];
    for (std::size_t i = 0; i < row_count; ++i) rows.offsets[i + 1] += rows.offsets[i];
    std::vector<std::uint32_t> next(rows.offsets.begin(), rows.offsets.end() - 1);
    rows.items.resize(count);
    for (std::size_t i = 0; i < count; ++i)
        rows.items[next[key_of(i)]++] = static_cast<std::uint32_t>(i);
    return rows;
}

/// A circle among activities of which each waits for another one that is `waiting`: back from the
/// first of them until one comes again.
std::vector<std::uint32_t> find_circle(const CapacityProblem& problem,
                                       const std::vector<std::uint32_t>& waiting) {
    const auto first =
        std::find_if(waiting.begin(), waiting.end(), [](std::uint32_t count) { return count > 0; });
    auto activity = static_cast<std::uint32_t>(first - waiting.begin());
    std::vector<std::uint32_t> path;
    std::vector<std::uint32_t> place(waiting.size(), 0);
    while (place[activity] == 0) {
        path.push_back(activity);
        place[activity] = static_cast<std::uint32_t>(path.size());
        for (const std::uint32_t arc : problem.arcs_to(activity)) {
            const std::uint32_t before = problem.input().arcs[arc].from;
            if (waiting[before] == 0) continue;
            activity = before;
            break;
        }
    }
    path.erase(path.begin(), path.begin() + (place[activity] - 1));
    std::reverse(path.begin(), path.end());
    std::rotate(path.begin(), std::min_element(path.begin(), path.end()), path.end());
    return path;
}

bool is_valid(const CapacityInput& input) {
    const std::size_t n = input.durations.size();
    const auto is_step_before = [](const CapacityStep& a, const CapacityStep& b) {
        return a.time < b.time;
    };
    const auto is_steps = [&](const std::vector<CapacityStep>& steps) {
        return std::all_of(steps.begin(), steps.end(),
                           [](const CapacityStep& step) {
                               return step.capacity >= 0 &&
                                      (is_time(step.time) || step.time == since_ever);
                           }) &&
               std::adjacent_find(steps.begin(), steps.end(), [&](const auto& a, const auto& b) {
                   return !is_step_before(a, b);
               }) == steps.end();
    };
    return (input.releases.empty() || input.releases.size() == n) &&
           (input.pins.empty() || input.pins.size() == n) &&
           std::all_of(input.durations.begin(), input.durations.end(),
                       [](Minutes duration) { return duration >= 0 && is_time(duration); }) &&
           std::all_of(input.releases.begin(), input.releases.end(), is_time) &&
           std::all_of(input.pins.begin(), input.pins.end(),
                       [](const auto& pin) { return !pin || is_time(*pin); }) &&
           std::all_of(input.arcs.begin(), input.arcs.end(),
                       [&](const CapacityArc& arc) {
                           return arc.from < n && arc.to < n && is_time(arc.weight);
                       }) &&
           std::all_of(input.demands.begin(), input.demands.end(),
                       [&](const CapacityDemand& demand) {
                           return demand.activity < n && demand.amount >= 0 &&
                                  demand.resource < input.resources.size();
                       }) &&
           std::all_of(input.resources.begin(), input.resources.end(), is_steps);
}

std::string circle_message(const std::vector<std::uint32_t>& activities) {
    std::string text = "activities wait for each other in a circle: ";
    const std::size_t shown = std::min(shown_activities, activities.size());
    for (std::size_t i = 0; i < shown; ++i) text += std::to_string(activities[i]) + " -> ";
    if (shown < activities.size())
        text += "... " + std::to_string(activities.size() - shown) + " more -> ";
    return text + std::to_string(activities.front());
}

std::string room_message(const std::vector<NeverFits>& demands) {
    std::string text;
    const std::size_t shown = std::min(shown_demands, demands.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const NeverFits& each = demands[i];
        if (!text.empty()) text += "; ";
        text += "activity " + std::to_string(each.activity) + " takes " +
                std::to_string(each.amount) + " of resource " + std::to_string(each.resource) +
                ", which has " + std::to_string(each.capacity) + " at most";
        if (each.amount <= each.capacity) text += " and never long enough";
    }
    if (shown < demands.size()) text += "; and " + std::to_string(demands.size() - shown) + " more";
    return text;
}

}  // namespace

CapacityProblem::CapacityProblem(CapacityInput input) : input_(std::move(input)) {
    PLANLOOM_EXPECTS(is_valid(input_));
    const std::vector<CapacityArc>& arcs = input_.arcs;
    arcs_to_ = rows_by(activity_count(), arcs.size(), [&](std::size_t i) { return arcs[i].to; });
    arcs_from_ =
        rows_by(activity_count(), arcs.size(), [&](std::size_t i) { return arcs[i].from; });
    sort_demands();
    sort_by_resource();
    find_order();
    find_earliest();
    require_room();
}

std::int64_t CapacityProblem::capacity_at(std::size_t resource, Minutes time) const {
    const std::vector<CapacityStep>& steps = input_.resources[resource];
    const auto after =
        std::upper_bound(steps.begin(), steps.end(), time,
                         [](Minutes value, const CapacityStep& step) { return value < step.time; });
    return after == steps.begin() ? 0 : std::prev(after)->capacity;
}

void CapacityProblem::sort_demands() {
    const std::vector<CapacityDemand>& given = input_.demands;
    const detail::NumberRows rows =
        rows_by(activity_count(), given.size(), [&](std::size_t i) { return given[i].activity; });
    demand_offsets_.assign(1, 0);
    demands_.reserve(given.size());
    for (std::size_t activity = 0; activity < activity_count(); ++activity) {
        const auto begin = static_cast<std::ptrdiff_t>(demands_.size());
        for (const std::uint32_t i : rows[activity]) {
            if (given[i].amount > 0) demands_.push_back(given[i]);
        }
        std::sort(demands_.begin() + begin, demands_.end(),
                  [](const auto& a, const auto& b) { return a.resource < b.resource; });
        auto last = demands_.begin() + begin;
        for (auto each = last; each != demands_.end(); ++each) {
            if (each == last) continue;
            if (each->resource == last->resource) {
                last->amount += each->amount;
            } else {
                *++last = *each;
            }
        }
        if (last != demands_.end()) demands_.erase(last + 1, demands_.end());
        demand_offsets_.push_back(static_cast<std::uint32_t>(demands_.size()));
    }
}

void CapacityProblem::sort_by_resource() {
    const detail::NumberRows rows = rows_by(resource_count(), demands_.size(),
                                            [&](std::size_t i) { return demands_[i].resource; });
    demands_by_resource_.reserve(demands_.size());
    for (const std::uint32_t i : rows.items) demands_by_resource_.push_back(demands_[i]);
    resource_offsets_ = rows.offsets;
}

void CapacityProblem::find_order() {
    std::vector<std::uint32_t> waiting(activity_count(), 0);
    for (const CapacityArc& arc : input_.arcs) ++waiting[arc.to];
    order_.reserve(activity_count());
    for (std::uint32_t activity = 0; activity < activity_count(); ++activity) {
        if (waiting[activity] == 0) order_.push_back(activity);
    }
    // Wave by wave, each in plan order: the order does not hang on how the arcs are written down.
    for (std::size_t begin = 0; begin < order_.size();) {
        const std::size_t end = order_.size();
        for (; begin < end; ++begin) {
            for (const std::uint32_t arc : arcs_from_[order_[begin]]) {
                const std::uint32_t next = input_.arcs[arc].to;
                if (--waiting[next] == 0) order_.push_back(next);
            }
        }
        std::sort(order_.begin() + static_cast<std::ptrdiff_t>(end), order_.end());
    }
    if (order_.size() < activity_count()) throw CapacityCycleError(find_circle(*this, waiting));
}

void CapacityProblem::find_earliest() {
    earliest_.assign(activity_count(), 0);
    for (const std::uint32_t activity : order_) {
        if (const std::optional<Minutes> fixed = pin(activity)) {
            earliest_[activity] = *fixed;
            continue;
        }
        Minutes start = release(activity);
        for (const std::uint32_t arc : arcs_to_[activity])
            start = std::max(start, earliest_[input_.arcs[arc].from] + input_.arcs[arc].weight);
        earliest_[activity] = start;
    }
}

void CapacityProblem::require_room() const {
    std::vector<StepProfile> profiles;
    for (const std::vector<CapacityStep>& steps : steps_beside_pins(*this))
        profiles.emplace_back(steps);
    std::vector<NeverFits> failed;
    for (std::uint32_t activity = 0; activity < activity_count(); ++activity) {
        const std::span<const CapacityDemand> demands = demands_of(activity);
        if (pin(activity) || duration(activity) == 0 || demands.empty()) continue;
        const std::size_t failed_before = failed.size();
        Minutes start = earliest_[activity];
        // Each resource moves the start on; a start that all agree on is room.
        for (std::size_t agreed = 0, i = 0; agreed < demands.size() && start != no_start; ++i) {
            const CapacityDemand& demand = demands[i % demands.size()];
            const Minutes fit =
                profiles[demand.resource].first_fit(start, duration(activity), demand.amount);
            agreed = fit == start ? agreed + 1 : 1;
            start = fit;
        }
        if (start != no_start) continue;
        std::vector<NeverFits> all;
        for (const CapacityDemand& demand : demands) {
            const StepProfile& profile = profiles[demand.resource];
            all.push_back({activity, demand.resource, demand.amount,
                           std::max<std::int64_t>(0, profile.most_from(earliest_[activity]))});
            if (profile.first_fit(earliest_[activity], duration(activity), demand.amount) ==
                no_start)
                failed.push_back(all.back());
        }
        if (failed.size() == failed_before) failed.insert(failed.end(), all.begin(), all.end());
    }
    if (!failed.empty()) throw NeverFitsError(std::move(failed));
}

CapacityCycleError::CapacityCycleError(std::vector<std::uint32_t> activities)
    : Error("capacity_cycle", circle_message(activities)), activities_(std::move(activities)) {}

NeverFitsError::NeverFitsError(std::vector<NeverFits> demands)
    : Error("never_fits", room_message(demands)), demands_(std::move(demands)) {}

}  // namespace planloom

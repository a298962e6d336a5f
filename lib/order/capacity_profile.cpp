#include "capacity_profile.hpp"

#include <algorithm>

namespace planloom {

StepProfile::StepProfile(std::span<const CapacityStep> steps) {
    std::vector<CapacityStep> all;
    if (steps.empty() || steps.front().time != since_ever) all.push_back({since_ever, 0});
    all.insert(all.end(), steps.begin(), steps.end());
    // Half full, so that the first schedules do not split every block.
    constexpr std::size_t fill = block_size / 2;
    for (std::size_t i = 0; i < all.size(); i += fill) {
        Block& block = blocks_.emplace_back();
        block.count = std::min(fill, all.size() - i);
        for (std::size_t k = 0; k < block.count; ++k) {
            block.time[k] = all[i + k].time;
            block.free[k] = all[i + k].capacity;
        }
        summarize(block);
        sequence_.push_back(static_cast<std::uint32_t>(sequence_.size()));
        first_.push_back(block.time[0]);
    }
}

void StepProfile::summarize(Block& block) {
    const auto [least, most] = std::minmax_element(
        block.free.begin(), block.free.begin() + static_cast<std::ptrdiff_t>(block.count));
    block.least = *least - block.taken;
    block.most = *most - block.taken;
}

std::size_t StepProfile::place_of(Minutes time) const {
    const auto after = std::upper_bound(first_.begin(), first_.end(), time);
    return static_cast<std::size_t>(after - first_.begin()) - 1;
}

Minutes StepProfile::first_fit(Minutes from, Minutes duration, std::int64_t amount) const {
    Minutes start = from;
    std::size_t place = place_of(from);
    for (bool is_first = true; place < sequence_.size(); ++place, is_first = false) {
        const Block& here = block(place);
        const Minutes block_end = end_of(place);
        if (here.most < amount) {
            start = block_end;
            continue;
        }
        if (here.least >= amount) {
            if (block_end - duration >= start) return start;
            continue;
        }
        std::size_t i = 0;
        if (is_first) {
            const std::span<const Minutes> times(here.time.data(), here.count);
            const auto after = std::upper_bound(times.begin(), times.end(), from);
            i = static_cast<std::size_t>(after - times.begin()) - 1;
        }
        const std::int64_t needed = amount + here.taken;
        for (; i < here.count; ++i) {
            const Minutes end = i + 1 < here.count ? here.time[i + 1] : block_end;
            if (here.free[i] < needed) {
                start = end;
            } else if (end - duration >= start) {
                return start;
            }
        }
    }
    return no_start;
}

std::int64_t StepProfile::most_from(Minutes from) const {
    std::size_t place = place_of(from);
    const Block& here = block(place);
    std::int64_t most = here.free[here.count - 1] - here.taken;
    for (std::size_t i = 0; i + 1 < here.count; ++i) {
        if (here.time[i + 1] > from) most = std::max(most, here.free[i] - here.taken);
    }
    while (++place < sequence_.size()) most = std::max(most, block(place).most);
    return most;
}

void StepProfile::split_at(Minutes time) {
    std::size_t place = place_of(time);
    if (block(place).count == block_size) {
        constexpr std::size_t half = block_size / 2;
        Block upper;
        Block& lower = block(place);
        upper.count = half;
        upper.taken = lower.taken;
        std::copy(lower.time.begin() + half, lower.time.end(), upper.time.begin());
        std::copy(lower.free.begin() + half, lower.free.end(), upper.free.begin());
        lower.count = half;
        summarize(lower);
        summarize(upper);
        const auto after = static_cast<std::ptrdiff_t>(place) + 1;
        first_.insert(first_.begin() + after, upper.time[0]);
        sequence_.insert(sequence_.begin() + after, static_cast<std::uint32_t>(blocks_.size()));
        blocks_.push_back(upper);
        if (time >= upper.time[0]) ++place;
    }
    Block& here = block(place);
    const std::span<const Minutes> times(here.time.data(), here.count);
    const auto after = std::upper_bound(times.begin(), times.end(), time);
    const auto i = static_cast<std::size_t>(after - times.begin());
    if (here.time[i - 1] == time) return;
    for (std::size_t k = here.count; k > i; --k) {
        here.time[k] = here.time[k - 1];
        here.free[k] = here.free[k - 1];
    }
    here.time[i] = time;
    here.free[i] = here.free[i - 1];
    ++here.count;
}

void StepProfile::take(Minutes from, Minutes to, std::int64_t amount) {
    split_at(from);
    split_at(to);
    for (std::size_t place = place_of(from); place < sequence_.size(); ++place) {
        Block& here = block(place);
        if (here.time[0] >= to) return;
        if (here.time[0] >= from && end_of(place) <= to) {
            here.taken += amount;
            here.least -= amount;
            here.most -= amount;
            continue;
        }
        for (std::size_t i = 0; i < here.count; ++i) {
            if (here.time[i] >= from && here.time[i] < to) here.free[i] -= amount;
        }
        summarize(here);
    }
}

std::vector<std::vector<CapacityStep>> steps_beside_pins(const CapacityProblem& problem) {
    std::vector<std::vector<CapacityStep>> changes(problem.resource_count());
    for (std::size_t activity = 0; activity < problem.activity_count(); ++activity) {
        const std::optional<Minutes> pin = problem.pin(activity);
        if (!pin || problem.duration(activity) == 0) continue;
        for (const CapacityDemand& demand : problem.demands_of(activity)) {
            changes[demand.resource].push_back({*pin, -demand.amount});
            changes[demand.resource].push_back({*pin + problem.duration(activity), demand.amount});
        }
    }
    std::vector<std::vector<CapacityStep>> all(problem.resource_count());
    for (std::size_t resource = 0; resource < all.size(); ++resource) {
        std::int64_t before = 0;
        for (const CapacityStep& step : problem.input().resources[resource]) {
            changes[resource].push_back({step.time, step.capacity - before});
            before = step.capacity;
        }
        std::vector<CapacityStep>& change = changes[resource];
        std::sort(change.begin(), change.end(),
                  [](const auto& a, const auto& b) { return a.time < b.time; });
        std::int64_t free = 0;
        for (std::size_t i = 0; i < change.size(); ++i) {
            free += change[i].capacity;
            if (i + 1 < change.size() && change[i + 1].time == change[i].time) continue;
            const std::int64_t last = all[resource].empty() ? 0 : all[resource].back().capacity;
            if (free != last) all[resource].push_back({change[i].time, free});
        }
    }
    return all;
}

}  // namespace planloom

// The genetic search on activity lists.
#pragma once

#include <planloom/order/capacity_schedule.hpp>

#include "capacity_bounds.hpp"
#include "capacity_generator.hpp"
#include "capacity_random.hpp"
#include "capacity_rules.hpp"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace planloom {

/// The best schedule of a search, in the units of its kernel.
struct SearchResult {
    std::vector<Minutes> start;
    Minutes cost = no_start;
    std::uint64_t made = 0;
    CapacityBound bound;
};

/// Searches with one kind of generator.
template <class Generator>
class CapacitySearch {
public:
    /// @param bound  a cheap one; it is raised once there is a good schedule
    CapacitySearch(Generator& generator, const CapacityOptions& options, CapacityBound bound,
                   Monitor* monitor)
        : generator_(generator),
          kernel_(generator.kernel()),
          options_(options),
          bound_(bound),
          monitor_(monitor),
          random_(options.seed),
          begin_(std::chrono::steady_clock::now()) {}

    SearchResult run() {
        try_rules();
        if (is_complete(best_.cost)) raise_bound(kernel_, best_.cost, bound_);
        while (!is_done() && kernel_.count() > 1) {
            fill_population();
            evolve();
        }
        best_.made = generator_.made();
        best_.bound = bound_;
        return std::move(best_);
    }

private:
    struct Member {
        std::vector<std::uint32_t> list;
        std::vector<Minutes> start;
        Minutes cost = no_start;
    };

    /// Large enough for variety, small enough for some twenty generations of justified children.
    [[nodiscard]] std::size_t population_size() const {
        return static_cast<std::size_t>(
            std::clamp<std::uint64_t>(options_.max_schedules / 60, 10, 60));
    }

    bool is_done() {
        if (best_.cost <= bound_.finish) return true;
        if (best_.cost == no_start) return false;
        if (generator_.made() >= options_.max_schedules) return true;
        return options_.max_time && std::chrono::steady_clock::now() - begin_ >= *options_.max_time;
    }

    /// Keeps a schedule if it is the best, and says how far the search is.
    void offer(Minutes cost, std::span<const Minutes> start) {
        if (cost < best_.cost) {
            best_.cost = cost;
            best_.start.assign(start.begin(), start.end());
        }
        report_progress(monitor_, generator_.made(), options_.max_schedules);
    }

    void try_rules();
    void schedule(Member& member);
    void fill_population();
    void evolve();
    void cross(const Member& mother, const Member& father, std::vector<std::uint32_t>& child);
    void mutate(std::vector<std::uint32_t>& list);
    const Member& pick();

    Generator& generator_;
    const CapacityKernel& kernel_;
    const CapacityOptions& options_;
    CapacityBound bound_;
    Monitor* monitor_;
    SearchRandom random_;
    std::chrono::steady_clock::time_point begin_;
    SearchResult best_;
    std::vector<Member> population_;
    bool is_first_ = true;
    std::vector<bool> is_taken_;
    std::vector<std::uint32_t> scratch_;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> keys_;
};

template <class Generator>
void CapacitySearch<Generator>::try_rules() {
    // The parallel scheme looks again and again at what waits, which large plans cannot afford.
    constexpr std::size_t most_for_parallel = 5000;
    std::vector<Minutes> start(kernel_.count());
    std::vector<std::uint32_t> rank(kernel_.count());
    for (const PriorityRule rule : priority_rules) {
        std::vector<std::uint32_t> list = kernel_list(kernel_, rule);
        for (std::uint32_t i = 0; i < list.size(); ++i) rank[list[i]] = i;
        generator_.lists().make_feasible(list);
        for (const bool is_parallel : {false, true}) {
            if (is_done() || (is_parallel && kernel_.count() > most_for_parallel)) continue;
            Minutes cost =
                is_parallel ? generator_.parallel(rank, start) : generator_.serial(list, start);
            offer(cost, start);
            while (!is_done() && is_complete(cost)) {
                const Minutes before = std::exchange(cost, generator_.justify_once(cost, start));
                offer(cost, start);
                if (cost >= before) break;
            }
        }
    }
}

template <class Generator>
void CapacitySearch<Generator>::schedule(Member& member) {
    member.start.resize(kernel_.count());
    member.cost = generator_.serial(member.list, member.start);
    offer(member.cost, member.start);
    if (!is_complete(member.cost) || is_done()) return;
    member.cost = generator_.justify_once(member.cost, member.start);
    offer(member.cost, member.start);
    if (is_complete(member.cost)) generator_.lists().list_by_start(member.start, member.list);
}

template <class Generator>
void CapacitySearch<Generator>::fill_population() {
    const std::vector<std::uint32_t> urgent = kernel_list(kernel_, PriorityRule::latest_finish);
    population_.clear();
    // The best of all rules is bred from once; later populations look elsewhere.
    if (is_first_ && is_complete(best_.cost)) {
        Member& member = population_.emplace_back();
        member.start = best_.start;
        member.cost = best_.cost;
        generator_.lists().list_by_start(member.start, member.list);
    }
    is_first_ = false;
    while (population_.size() < population_size() && !is_done()) {
        Member& member = population_.emplace_back();
        // Each activity may be put off by up to this share of all, a different one each time.
        const std::size_t spread = 1 + kernel_.count() * (1 + random_.below(10)) / 10;
        keys_.clear();
        for (std::uint32_t i = 0; i < urgent.size(); ++i)
            keys_.emplace_back(i + random_.below(spread), urgent[i]);
        std::sort(keys_.begin(), keys_.end());
        for (const auto& key : keys_) member.list.push_back(key.second);
        generator_.lists().make_feasible(member.list);
        schedule(member);
    }
}

template <class Generator>
auto CapacitySearch<Generator>::pick() -> const Member& {
    const Member& one = population_[random_.below(population_.size())];
    const Member& other = population_[random_.below(population_.size())];
    return other.cost < one.cost ? other : one;
}

template <class Generator>
void CapacitySearch<Generator>::cross(const Member& mother, const Member& father,
                                      std::vector<std::uint32_t>& child) {
    // From the mother all but a middle piece, whose activities come in the father's order.
    const std::size_t count = kernel_.count();
    std::size_t first = random_.below(count);
    std::size_t last = random_.below(count);
    if (first > last) std::swap(first, last);
    child.clear();
    is_taken_.assign(count, false);
    const auto take = [&](const std::vector<std::uint32_t>& from, std::size_t up_to) {
        for (const std::uint32_t activity : from) {
            if (child.size() >= up_to) return;
            if (is_taken_[activity]) continue;
            is_taken_[activity] = true;
            child.push_back(activity);
        }
    };
    take(mother.list, first);
    take(father.list, last);
    take(mother.list, count);
}

template <class Generator>
void CapacitySearch<Generator>::mutate(std::vector<std::uint32_t>& list) {
    for (std::size_t i = 0; i + 1 < list.size(); ++i) {
        if (random_.below(4) != 0) continue;
        const std::span<const KernelLink> before = kernel_.before[list[i + 1]];
        const bool waits = std::any_of(before.begin(), before.end(), [&](const KernelLink& link) {
            return link.activity == list[i];
        });
        if (!waits) std::swap(list[i], list[i + 1]);
    }
}

template <class Generator>
void CapacitySearch<Generator>::evolve() {
    // A population that no longer improves is cheaper to replace than to wait for.
    const std::size_t patience = 3 * population_.size();
    Member child;
    std::size_t idle = 0;
    while (!is_done() && idle < patience) {
        cross(pick(), pick(), child.list);
        mutate(child.list);
        schedule(child);
        const auto worst =
            std::max_element(population_.begin(), population_.end(),
                             [](const Member& a, const Member& b) { return a.cost < b.cost; });
        const bool is_copy =
            std::any_of(population_.begin(), population_.end(), [&](const Member& member) {
                return member.cost == child.cost && member.start == child.start;
            });
        ++idle;
        if (is_copy || child.cost > worst->cost) continue;
        if (child.cost < worst->cost) idle = 0;
        std::swap(*worst, child);
    }
}

}  // namespace planloom

#include "capacity_bounds.hpp"

#include <algorithm>
#include <numeric>
#include <queue>
#include <utility>

namespace planloom {
namespace {

/// What one machine has to do, without and with preemption alike in its bound.
struct Job {
    Minutes head = 0;
    Minutes duration = 0;
    /// From its end to the end of all.
    Minutes rest = 0;
};

/// Jackson's preemptive schedule: of the jobs that may run, always the one with the longest rest
/// (Carlier 1982, doi:10.1016/S0377-2217(82)80007-6).
Minutes one_machine_bound(std::vector<Job>& jobs) {
    std::sort(jobs.begin(), jobs.end(), [](const Job& a, const Job& b) { return a.head < b.head; });
    // By rest; with it what is left to do.
    std::priority_queue<std::pair<Minutes, Minutes>> waiting;
    Minutes bound = since_ever;
    Minutes now = since_ever;
    std::size_t next = 0;
    while (next < jobs.size() || !waiting.empty()) {
        if (waiting.empty()) now = std::max(now, jobs[next].head);
        for (; next < jobs.size() && jobs[next].head <= now; ++next)
            waiting.emplace(jobs[next].rest, jobs[next].duration);
        const auto [rest, left] = waiting.top();
        waiting.pop();
        const Minutes until =
            next < jobs.size() ? std::min(jobs[next].head, now + left) : now + left;
        if (until == now + left) {
            bound = std::max(bound, until + rest);
        } else {
            waiting.emplace(rest, left - (until - now));
        }
        now = until;
    }
    return bound;
}

}  // namespace

Disjunctions::Disjunctions(const CapacityKernel& kernel)
    : count_(kernel.count()), distance_(count_ * count_, apart), is_disjoint_(count_ * count_, 0) {
    for (std::size_t from = 0; from < count_; ++from) {
        Minutes* row = distance_.data() + from * count_;
        row[from] = 0;
        for (std::size_t to = from + 1; to < count_; ++to) {
            for (const KernelLink& link : kernel.before[to]) {
                if (row[link.activity] != apart)
                    row[to] = std::max(row[to], row[link.activity] + link.weight);
            }
        }
    }
    std::vector<std::int64_t> most(kernel.steps.size(), 0);
    for (std::size_t resource = 0; resource < most.size(); ++resource) {
        for (const CapacityStep& step : kernel.steps[resource])
            most[resource] = std::max(most[resource], step.capacity);
    }
    const auto is_too_much = [&](std::size_t one, std::size_t other) {
        for (const KernelDemand& a : kernel.demands[one]) {
            for (const KernelDemand& b : kernel.demands[other]) {
                if (a.resource == b.resource && a.amount + b.amount > most[a.resource]) return true;
            }
        }
        return false;
    };
    for (std::size_t one = 0; one < count_; ++one) {
        for (std::size_t other = one + 1; other < count_; ++other) {
            if (kernel.duration[one] == 0 || kernel.duration[other] == 0) continue;
            if (distance(one, other) < kernel.duration[one] && !is_too_much(one, other)) continue;
            is_disjoint_[one * count_ + other] = 1;
            is_disjoint_[other * count_ + one] = 1;
        }
    }
}

Minutes disjunctive_bound(const CapacityKernel& kernel, const Disjunctions& disjunctions) {
    const KernelTimes times(kernel);
    std::vector<std::uint32_t> by_duration(kernel.count());
    std::iota(by_duration.begin(), by_duration.end(), std::uint32_t{0});
    std::stable_sort(by_duration.begin(), by_duration.end(),
                     [&](auto a, auto b) { return kernel.duration[a] > kernel.duration[b]; });
    Minutes bound = kernel.least_finish;
    std::vector<std::uint32_t> members;
    std::vector<Job> jobs;
    for (const std::uint32_t seed : by_duration) {
        members.assign(1, seed);
        for (const std::uint32_t each : by_duration) {
            if (std::all_of(members.begin(), members.end(), [&](std::uint32_t member) {
                    return disjunctions.are_disjoint(each, member);
                }))
                members.push_back(each);
        }
        jobs.clear();
        for (const std::uint32_t each : members) {
            jobs.push_back({times.head[each], kernel.duration[each],
                            times.tail[each] - kernel.duration[each]});
        }
        bound = std::max(bound, one_machine_bound(jobs));
    }
    return bound;
}

}  // namespace planloom

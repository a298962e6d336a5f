#include <planloom/core/contract.hpp>
#include <planloom/order/capacity_schedule.hpp>

#include "capacity_bounds.hpp"
#include "capacity_generator.hpp"
#include "capacity_rules.hpp"
#include "capacity_search.hpp"

#include <algorithm>
#include <utility>

namespace planloom {
namespace {

CapacitySchedule to_schedule(const CapacityProblem& problem, const CapacityKernel& kernel,
                             std::span<const Minutes> start, CapacityBound bound) {
    CapacitySchedule schedule;
    schedule.start = kernel.to_problem(problem, start);
    schedule.bound = bound;
    bool is_first = true;
    for (std::uint32_t activity = 0; activity < schedule.start.size(); ++activity) {
        if (schedule.start[activity] == no_start) {
            schedule.unplaced.push_back(activity);
            continue;
        }
        const Minutes end = schedule.start[activity] + problem.duration(activity);
        schedule.finish = is_first ? end : std::max(schedule.finish, end);
        is_first = false;
    }
    return schedule;
}

bool is_permutation_of_all(const CapacityProblem& problem, std::span<const std::uint32_t> list) {
    std::vector<bool> is_there(problem.activity_count(), false);
    for (const std::uint32_t activity : list) {
        if (activity >= is_there.size() || is_there[activity]) return false;
        is_there[activity] = true;
    }
    return list.size() == is_there.size();
}

}  // namespace

CapacitySchedule schedule_serial(const CapacityProblem& problem,
                                 std::span<const std::uint32_t> list) {
    PLANLOOM_EXPECTS(is_permutation_of_all(problem, list));
    const CapacityKernel kernel(problem);
    return with_generator(kernel, [&](auto& generator) {
        std::vector<std::uint32_t> own = kernel.list_from_problem(list);
        std::vector<Minutes> start(kernel.count());
        generator.lists().make_feasible(own);
        generator.serial(own, start);
        return to_schedule(problem, kernel, start, critical_path_bound(problem));
    });
}

CapacitySchedule schedule_parallel(const CapacityProblem& problem,
                                   std::span<const std::uint32_t> list) {
    PLANLOOM_EXPECTS(is_permutation_of_all(problem, list));
    const CapacityKernel kernel(problem);
    return with_generator(kernel, [&](auto& generator) {
        const std::vector<std::uint32_t> own = kernel.list_from_problem(list);
        std::vector<std::uint32_t> rank(kernel.count());
        for (std::uint32_t i = 0; i < own.size(); ++i) rank[own[i]] = i;
        std::vector<Minutes> start(kernel.count());
        generator.parallel(rank, start);
        return to_schedule(problem, kernel, start, critical_path_bound(problem));
    });
}

CapacitySchedule justify(const CapacityProblem& problem, CapacitySchedule schedule,
                         std::size_t max_rounds) {
    PLANLOOM_EXPECTS(schedule.start.size() == problem.activity_count());
    if (!schedule.unplaced.empty()) return schedule;
    const CapacityKernel kernel(problem);
    return with_generator(kernel, [&](auto& generator) {
        std::vector<Minutes> best = kernel.from_problem(schedule.start);
        Minutes cost = kernel.least_finish;
        for (std::size_t i = 0; i < best.size(); ++i)
            cost = std::max(cost, best[i] + kernel.duration[i]);
        std::vector<Minutes> start = best;
        for (std::size_t round = 0; round < max_rounds; ++round) {
            const Minutes found = generator.justify_once(cost, start);
            if (found >= cost) break;
            best = start;
            cost = found;
        }
        CapacitySchedule result = to_schedule(problem, kernel, best, schedule.bound);
        result.schedules = schedule.schedules + generator.made();
        result.seed = schedule.seed;
        return result;
    });
}

CapacitySchedule find_schedule(const CapacityProblem& problem, const CapacityOptions& options,
                               Monitor* monitor) {
    const CapacityKernel kernel(problem);
    const CapacityBound bound = energy_bound(kernel);
    return with_generator(kernel, [&](auto& generator) {
        CapacitySearch search(generator, options, bound, monitor);
        const SearchResult found = search.run();
        CapacitySchedule schedule = to_schedule(
            problem, kernel, found.start, {found.bound.finish * kernel.unit, found.bound.kind});
        schedule.schedules = std::max<std::uint64_t>(found.made, 1);
        schedule.seed = options.seed;
        return schedule;
    });
}

}  // namespace planloom

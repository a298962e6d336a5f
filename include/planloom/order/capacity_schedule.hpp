// Schedules under limited capacity: by priority rules, improved by justification, or searched for.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/order/capacity.hpp>
#include <planloom/order/capacity_bound.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace planloom {

/// A start for every activity. Equal for equal problem and options, on every machine, unless a time
/// limit ended the search.
struct CapacitySchedule {
    /// Minutes from the start of the project; no_start for what is in `unplaced`.
    std::vector<Minutes> start;
    /// When the last activity ends; 0 when there is none.
    Minutes finish = 0;
    /// Activities for which the resources' last windows were full, and what waits for them. Finding
    /// room for all is then as hard as the shortest schedule, and none is proved impossible.
    std::vector<std::uint32_t> unplaced;
    CapacityBound bound;
    /// How many schedules were made to find this one.
    std::uint64_t schedules = 1;
    std::uint64_t seed = 0;

    /// Whether no schedule can finish earlier: the bound is reached and nothing is left out.
    [[nodiscard]] bool is_optimal() const noexcept {
        return unplaced.empty() && finish == bound.finish;
    }

    friend bool operator==(const CapacitySchedule&, const CapacitySchedule&) = default;
};

/// Which of the activities that could be next is placed first. Ties are broken by plan order.
enum class PriorityRule : std::uint8_t {
    /// Smallest latest finish of the schedule without capacities. The best single rule.
    latest_finish,
    /// Smallest latest start of the schedule without capacities.
    latest_start,
    /// Smallest total float of the schedule without capacities.
    minimum_slack,
    /// Most activities that wait for it, directly or not.
    most_successors,
    /// Greatest duration of itself and of all that wait for it directly.
    greatest_rank_weight,
    shortest_duration,
    plan_order
};

/// Every rule, the most promising first.
inline constexpr PriorityRule priority_rules[] = {PriorityRule::latest_finish,
                                                  PriorityRule::latest_start,
                                                  PriorityRule::minimum_slack,
                                                  PriorityRule::most_successors,
                                                  PriorityRule::greatest_rank_weight,
                                                  PriorityRule::shortest_duration,
                                                  PriorityRule::plan_order};

/// All activities, the most urgent by a rule first.
/// @complexity O(e + n log n); most_successors O(n (n + e) / 512)
[[nodiscard]] std::vector<std::uint32_t> priority_list(const CapacityProblem& problem,
                                                       PriorityRule rule);

/// Places one activity after the other, each at the earliest time that arcs and capacities allow:
/// always the first in the list of those whose predecessors are placed (Kelley 1963; Kolisch 1996,
/// doi:10.1016/0377-2217(95)00357-6). If no arc has a negative weight, some list
/// yields a shortest schedule. The bound is that of the critical path.
/// @param list  every activity once
/// @complexity O(e + n log n) and per activity the events of its resources between its earliest and
///             its actual start, passed over 64 at a time where nothing fits
[[nodiscard]] CapacitySchedule schedule_serial(const CapacityProblem& problem,
                                               std::span<const std::uint32_t> list);

/// Goes through time and starts whatever fits, the first in the list first. No capacity is left
/// idle that an activity could use, which is good on average but may miss every shortest schedule.
/// Where a negative lag lets an activity start before the present time, it does. The bound is that
/// of the critical path.
/// @param list  every activity once
/// @complexity as schedule_serial, times the number of times at which an activity waits
[[nodiscard]] CapacitySchedule schedule_parallel(const CapacityProblem& problem,
                                                 std::span<const std::uint32_t> list);

/// Moves all activities as late as the finish allows and then as early as possible, latest end and
/// earliest start first, until that gains nothing (double justification: Tormos and Lova 2001,
/// doi:10.1023/A:1010997814183; Valls, Ballestin and Quintanilla 2005,
/// doi:10.1016/j.ejor.2004.04.008). Never worse than what is given. Pinned activities stay, windows
/// of capacity are kept.
/// @param schedule  of this problem and without violations; left as it is when it is incomplete
/// @complexity two serial schedules a round, O(rounds)
[[nodiscard]] CapacitySchedule justify(const CapacityProblem& problem, CapacitySchedule schedule,
                                       std::size_t max_rounds = 100);

/// When a search stops, whichever comes first; it stops in any case when the bound is reached.
struct CapacityOptions {
    /// Schedules made, forward and backward ones counted alike.
    std::uint64_t max_schedules = 5000;
    /// Looked at between schedules. With it the answer depends on the speed of the machine.
    std::optional<std::chrono::milliseconds> max_time{};
    std::uint64_t seed = 1;
};

/// The best schedule that a search finds: all priority rules with justification, then a genetic
/// algorithm on activity lists (Hartmann 1998; Valls, Ballestin and Quintanilla 2008,
/// doi:10.1016/j.ejor.2006.12.033) whose children are justified.
/// @throws Interrupted  if the monitor says stop
/// @complexity max_schedules serial schedules; O(population n) space. The bound adds
///             what lower_bound costs.
[[nodiscard]] CapacitySchedule find_schedule(const CapacityProblem& problem,
                                             const CapacityOptions& options = {},
                                             Monitor* monitor = nullptr);

}  // namespace planloom

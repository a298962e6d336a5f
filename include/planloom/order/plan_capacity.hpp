// Schedules of a plan under the capacities of its units. The engine behind it, on plain numbers, is
// <planloom/order/capacity_schedule.hpp>.
#pragma once

#include <planloom/order/capacity_bound.hpp>
#include <planloom/order/capacity_schedule.hpp>
#include <planloom/order/schedule.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// What makes a task wait in a capacity-limited schedule.
struct CapacityWait {
    enum class Kind : std::uint8_t {
        none,       ///< it starts where its links and dates put it
        link,       ///< tasks before it wait, and it with them
        unit,       ///< other tasks use the unit
        too_small,  ///< the unit itself has too little capacity before
    };
    Kind kind = Kind::none;
    /// The unit, or not valid.
    UnitId unit;
    /// Those that hold it: the users of the unit just before it starts, or the task before it.
    std::vector<TaskId> tasks;

    friend bool operator==(const CapacityWait&, const CapacityWait&) = default;
};

[[nodiscard]] std::string_view word(CapacityWait::Kind kind) noexcept;

/// Dates that no unit is asked too much at. Moments are those of the schedule without capacities.
/// By TaskId; no_minutes for tasks that take no part.
struct PlanCapacity {
    std::vector<Minutes> start, finish;
    std::vector<CapacityWait> waits;
    /// When the last task finishes.
    Minutes end = 0;
    /// No schedule ends before this moment.
    Minutes lower_bound = 0;
    CapacityBoundKind bound_kind = CapacityBoundKind::critical_path;
    /// Whether none can end earlier.
    bool is_optimal = false;
    std::uint64_t schedules = 0;
    std::uint64_t seed = 0;
    /// Units whose capacity counts, in plan order.
    std::vector<UnitId> units;
    /// Links whose greatest lag the schedule exceeds: such lags are not looked after, only checked.
    std::vector<DependencyId> broken_max_lags;
    /// Tasks for which no room was found; they and what waits for them have no moments.
    std::vector<TaskId> unplaced;
};

/// Thrown where a task asks a unit for more than it ever has; the code is `never_fits`.
class UnitTooSmall : public Error {
public:
    UnitTooSmall(const Plan& plan, const NeverFitsError& error, const std::vector<UnitId>& units);
    struct Case {
        TaskId task;
        UnitId unit;
    };
    [[nodiscard]] const std::vector<Case>& cases() const noexcept { return cases_; }

private:
    std::vector<Case> cases_;
};

/// Schedules the plan so that at no time tasks take more of a unit than its capacity. Units without
/// a capacity have no limit. Leads, co-leads and those responsible or implementing take their
/// amount; others take nothing. A unit has no capacity outside its window of existence.
///
/// The search counts in working minutes of the plan's calendar. Where tasks have other calendars or
/// run on elapsed time, its order is kept and every task is placed anew on the real clocks; the
/// bound is then that of the links alone. Greatest lags and latest dates do not hold tasks back.
/// @param schedule  of the plan without capacities
/// @throws UnitTooSmall
/// @throws CapacityCycleError  for links that form a circle, be it one that dates could hold
/// @throws Interrupted
/// @complexity that of find_schedule
[[nodiscard]] PlanCapacity schedule_capacity(const Schedule& schedule,
                                             const CapacityOptions& options = {},
                                             Monitor* monitor = nullptr);

}  // namespace planloom

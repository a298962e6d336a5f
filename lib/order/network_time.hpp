// The axis of a schedule: where it begins, by which calendars it counts, and which bounds a task
// has on it.
#pragma once

#include <planloom/model/plan.hpp>

#include "network.hpp"
#include "task_times.hpp"

#include <map>
#include <string_view>

namespace planloom::detail {

/// Fills the clocks, the start and, task by task, the bounds of a network.
class NetworkTime {
public:
    NetworkTime(const PlanGraph& graph, const ScheduleOptions& options, Network& network);

    /// The clock by which a task works.
    [[nodiscard]] std::uint16_t clock_of(TaskId task);
    /// Sets duration, clock and bounds of a task that takes part.
    /// @param above  the bounds of the task above, as an index
    void add(TaskId task, bool is_leaf, std::uint32_t above);

private:
    [[nodiscard]] DateTime first_date() const;
    [[nodiscard]] std::uint16_t clock_of(std::string_view calendar);
    [[nodiscard]] std::string_view calendar_of(TaskId task) const;
    [[nodiscard]] bool has_facts(std::size_t row) const;

    const PlanGraph& graph_;
    const Plan& plan_;
    Network& network_;
    TimeRules rules_;
    bool has_unit_calendars_ = false;
    std::map<std::string_view, std::uint16_t> clock_of_key_;
};

}  // namespace planloom::detail

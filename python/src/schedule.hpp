// A schedule as Python sees it.
#pragma once

#include "bindings.hpp"

#include <planloom/order/schedule.hpp>

#include <cstdint>
#include <memory>
#include <string_view>

namespace planloom::python {

/// A schedule and the graph that it borrows from.
struct ScheduleHandle {
    GraphPtr graph;
    std::shared_ptr<const Schedule> schedule;

    [[nodiscard]] const Plan& plan() const noexcept { return graph->plan(); }
    [[nodiscard]] const Schedule& it() const noexcept { return *schedule; }
};

using ScheduleType = py::class_<ScheduleHandle>;

/// A moment that can be looked at: no_minutes, one of the calendar where the schedule has dates,
/// else any number of minutes.
/// @throws ReadError
[[nodiscard]] Minutes moment_of(const Schedule& schedule, std::int64_t moment);

/// @throws Error  `no_dates`
void require_dates(const Schedule& schedule);

[[nodiscard]] py::object driver_value(const Plan& plan, const Driver& driver);
/// The key of a task, or None where it is not valid.
[[nodiscard]] py::object task_key(const Plan& plan, TaskId task);
/// A link, or None where it is not valid.
[[nodiscard]] py::object link_value(const Plan& plan, DependencyId link);

void bind_critical(ScheduleType& type);

}  // namespace planloom::python

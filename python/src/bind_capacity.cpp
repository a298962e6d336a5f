#include "bindings.hpp"

#include <planloom/model/views.hpp>
#include <planloom/order/plan_capacity.hpp>

#include "arguments.hpp"
#include "arrays.hpp"
#include "errors.hpp"
#include "monitor.hpp"
#include "schedule.hpp"
#include "types.hpp"
#include "values.hpp"

#include <array>
#include <chrono>
#include <string>

namespace planloom::python {
namespace {

struct CapacityHandle {
    ScheduleHandle schedule;
    std::shared_ptr<const PlanCapacity> capacity;

    [[nodiscard]] const Plan& plan() const noexcept { return schedule.plan(); }
    [[nodiscard]] const PlanCapacity& it() const noexcept { return *capacity; }
};

using CapacityType = py::class_<CapacityHandle>;

py::array moments(const CapacityHandle& handle, const std::vector<Minutes>& of, const char* type) {
    return shared_array(py::dtype(type), std::span<const Minutes>(of), handle.capacity);
}

py::array dates(const CapacityHandle& handle, const py::str& name) {
    static constexpr std::array<std::string_view, 2> names = {"start", "finish"};
    const bool is_start = word_index("name", view(name), names) == 0;
    require_dates(handle.schedule.it());
    return moments(handle, is_start ? handle.it().start : handle.it().finish, "datetime64[m]");
}

py::list waits(const CapacityHandle& handle) {
    py::list list;
    const py::object type = value_class("CapacityWait");
    for (const CapacityWait& each : handle.it().waits) {
        const py::object unit = each.unit.is_valid()
                                    ? py::object(text(handle.plan().key(Node(each.unit))))
                                    : py::object(py::none());
        list.append(type(text(word(each.kind)), unit, key_list(handle.plan(), each.tasks)));
    }
    return list;
}

/// The circle by the keys of its tasks; what else lies on it has none.
[[noreturn]] void raise_cycle(const Plan& plan, const CapacityCycleError& error) {
    py::list keys;
    for (const std::uint32_t activity : error.activities())
        if (activity < plan.tasks().size()) keys.append(text(plan.key(Node(TaskId(activity)))));
    set_error("CapacityCycleError", error, keys);
    throw py::error_already_set();
}

[[noreturn]] void raise_too_small(const Plan& plan, const UnitTooSmall& error) {
    py::list cases;
    for (const UnitTooSmall::Case& each : error.cases()) {
        cases.append(
            py::make_tuple(text(plan.key(Node(each.task))), text(plan.key(Node(each.unit)))));
    }
    set_error("UnitTooSmall", error, cases);
    throw py::error_already_set();
}

CapacityHandle capacity_of(const ScheduleHandle& schedule, const py::object& max_schedules,
                           std::optional<double> max_time, const py::object& seed) {
    CapacityOptions options;
    options.max_schedules = size_argument("max_schedules", max_schedules);
    options.seed = size_argument("seed", seed);
    // A year is as good as no limit, and fits every clock.
    constexpr double year = 31'536'000;
    if (max_time) {
        options.max_time = std::chrono::milliseconds(static_cast<std::int64_t>(
            std::min(positive_argument("max_time", *max_time), year) * 1000));
    }
    const ScheduleHandle kept = schedule;
    try {
        return {kept, without_lock([&](Monitor* monitor) {
                    return std::make_shared<const PlanCapacity>(
                        schedule_capacity(kept.it(), options, monitor));
                })};
    } catch (const UnitTooSmall& error) {
        raise_too_small(kept.plan(), error);
    } catch (const CapacityCycleError& error) {
        raise_cycle(kept.plan(), error);
    }
}

void bind_dates(CapacityType& type) {
    type.def_property_readonly(
        "schedule", [](const CapacityHandle& handle) { return handle.schedule; },
        "The schedule without capacities.");
    type.def_property_readonly(
        "start",
        [](const CapacityHandle& handle) { return moments(handle, handle.it().start, "int64"); },
        "The start of every task, as a moment of the schedule; `no_minutes` for what takes no part "
        "or has no room.");
    type.def_property_readonly(
        "finish",
        [](const CapacityHandle& handle) { return moments(handle, handle.it().finish, "int64"); },
        "The finish of every task, likewise.");
    type.def("dates", &dates, py::arg("name"),
             R"(The moments of every task as `datetime64[m]`, in an array that shares the memory.

Args:
    name: `start` or `finish`.

Raises:
    ReadError: There is no such column.
    Error: The schedule has no dates; the code is `no_dates`.)");
    type.def_property_readonly("waits", &waits,
                               "For every task, in plan order, what makes it wait.");
    type.def(
        "to_pandas",
        [](const py::object& self) {
            return py::module_::import("planloom._columns").attr("capacity_frame")(self);
        },
        R"(A row for each task: its dates, or minutes of work where there are none, and what it waits for.

Raises:
    ImportError: pandas is not installed.)");
}

void bind_search(CapacityType& type) {
    type.def_property_readonly(
        "end", [](const CapacityHandle& handle) { return handle.it().end; },
        "The moment at which the last task finishes.");
    type.def_property_readonly(
        "lower_bound", [](const CapacityHandle& handle) { return handle.it().lower_bound; },
        "No schedule ends before this moment.");
    type.def_property_readonly(
        "bound_kind",
        [](const CapacityHandle& handle) { return text(to_string(handle.it().bound_kind)); },
        "What the bound rests on: `critical_path`, `energy`, `disjunctive` or `destructive`.");
    type.def_property_readonly(
        "is_optimal", [](const CapacityHandle& handle) { return handle.it().is_optimal; },
        "Whether no schedule can end earlier.");
    type.def_property_readonly(
        "schedules", [](const CapacityHandle& handle) { return handle.it().schedules; },
        "How many schedules were made to find this one.");
    type.def_property_readonly(
        "seed", [](const CapacityHandle& handle) { return handle.it().seed; },
        "The seed of the search.");
    type.def_property_readonly(
        "units",
        [](const CapacityHandle& handle) { return key_list(handle.plan(), handle.it().units); },
        "The keys of the units whose capacity counts, in plan order.");
    type.def_property_readonly(
        "broken_max_lags",
        [](const CapacityHandle& handle) {
            return row_list(handle.plan(), handle.it().broken_max_lags);
        },
        "Links whose greatest lag is exceeded: such lags are not looked after, only checked.");
    type.def_property_readonly(
        "unplaced",
        [](const CapacityHandle& handle) { return key_list(handle.plan(), handle.it().unplaced); },
        "The keys of the tasks for which no room was found.");
}

}  // namespace

void bind_capacity(py::module_& module) {
    CapacityType type = answer_class<CapacityHandle>(
        module, "PlanCapacity", "Dates of all tasks at which no unit is asked too much.");
    bind_dates(type);
    bind_search(type);
    type.def("__repr__", [](const CapacityHandle& handle) {
        const Schedule& schedule = handle.schedule.it();
        return "<planloom.PlanCapacity: " + std::to_string(handle.it().units.size()) +
               " units, end " + schedule.text(handle.it().end) + ", " +
               (handle.it().is_optimal ? "optimal"
                                       : "at best " + schedule.text(handle.it().lower_bound)) +
               ">";
    });
    module.def("schedule_capacity", &capacity_of, py::arg("schedule"), py::kw_only(),
               py::arg("max_schedules") = CapacityOptions().max_schedules,
               py::arg("max_time") = py::none(), py::arg("seed") = CapacityOptions().seed,
               R"(Schedules a plan so that at no time tasks take more of a unit than its capacity.

Units without a capacity have no limit. Leads, co-leads and those responsible or implementing take their
amount; others take nothing. A unit has no capacity outside its window of existence. Greatest lags and
latest dates do not hold tasks back.

Args:
    schedule: The schedule of the plan without capacities.
    max_schedules: How many schedules the search may make.
    max_time: How many seconds it may take; with it the answer depends on the speed of the machine.
    seed: Of the search; the same one gives the same answer.

Raises:
    UnitTooSmall: A task asks a unit for more than it ever has.
    CapacityCycleError: Links form a circle, be it one that dates could hold.)");
}

}  // namespace planloom::python

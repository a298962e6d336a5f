#include "bindings.hpp"

#include <planloom/model/views.hpp>
#include <planloom/order/schedule.hpp>

#include "arguments.hpp"
#include "arrays.hpp"
#include "errors.hpp"
#include "monitor.hpp"
#include "schedule.hpp"
#include "types.hpp"
#include "values.hpp"

#include <array>
#include <string>
#include <utility>

namespace planloom::python {
namespace {

using Column = std::span<const Minutes> (Schedule::*)() const noexcept;

struct NamedColumn {
    std::string_view name;
    Column column;
};

constexpr std::array<NamedColumn, 4> moment_columns = {{{"early_start", &Schedule::early_start},
                                                        {"early_finish", &Schedule::early_finish},
                                                        {"late_start", &Schedule::late_start},
                                                        {"late_finish", &Schedule::late_finish}}};

py::array minutes_array(const ScheduleHandle& handle, Column column, const char* type) {
    return shared_array(py::dtype(type), (handle.it().*column)(), handle.schedule);
}

py::array dates(const ScheduleHandle& handle, const py::str& name) {
    std::array<std::string_view, moment_columns.size()> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = moment_columns[i].name;
    const Column column = moment_columns.at(word_index("name", view(name), names)).column;
    require_dates(handle.it());
    // NumPy's "no date" is the least number, as is no_minutes.
    return minutes_array(handle, column, "datetime64[m]");
}

py::array critical_array(const ScheduleHandle& handle) {
    const auto owner = std::make_shared<std::vector<std::uint8_t>>(handle.plan().tasks().size());
    for (const TaskId task : handle.plan().tasks())
        (*owner)[task.index()] = handle.it().is_critical(task) ? 1 : 0;
    return shared_array(py::dtype::of<bool>(), std::span<const std::uint8_t>(*owner), owner);
}

std::string_view conflict_word(ScheduleConflict::Kind kind) {
    static constexpr std::array<std::string_view, 4> all = {"link", "start_no_later",
                                                            "finish_no_later", "finish"};
    return all.at(static_cast<std::size_t>(kind));
}

py::list conflicts(const ScheduleHandle& handle) {
    py::list list;
    const py::object type = value_class("ScheduleConflict");
    for (const ScheduleConflict& each : handle.it().conflicts()) {
        list.append(type(text(conflict_word(each.kind)), task_key(handle.plan(), each.task),
                         link_value(handle.plan(), each.link), each.by));
    }
    return list;
}

std::string describe(const Schedule& schedule) {
    const WorkTime& work = schedule.graph().plan().head().work;
    std::string description =
        "<planloom.Schedule: " + std::to_string(schedule.graph().task_count()) + " tasks in " +
        format_duration(schedule.length(), work);
    if (schedule.has_dates())
        description +=
            ", " + schedule.text(schedule.start()) + " to " + schedule.text(schedule.finish());
    return description + ">";
}

/// The keyword arguments of schedule.
struct Options {
    py::object start, status_date, finish, default_duration, critical_float;

    [[nodiscard]] ScheduleOptions read(const WorkTime& work) const {
        ScheduleOptions options;
        options.start = moment_argument("start", start);
        options.status_date = moment_argument("status_date", status_date);
        options.finish = moment_argument("finish", finish);
        options.default_duration = duration_argument("default_duration", default_duration, work);
        if (options.default_duration == no_minutes)
            throw py::type_error("default_duration is None");
        options.critical_float = minutes_argument("critical_float", critical_float, work);
        return options;
    }
};

/// The error with the links that cannot hold, which only the plan knows.
[[noreturn]] void raise_infeasible(const Plan& plan, const InfeasibleLinks& error) {
    set_error("InfeasibleLinks", error, text_list(error.keys()), error.excess(),
              row_list(plan, error.links()));
    throw py::error_already_set();
}

ScheduleHandle scheduled(const GraphPtr& graph, const Options& given) {
    const ScheduleOptions options = given.read(graph->plan().head().work);
    try {
        return {graph, without_lock([&](Monitor* monitor) {
                    return std::make_shared<const Schedule>(schedule(*graph, options, monitor));
                })};
    } catch (const InfeasibleLinks& error) {
        raise_infeasible(graph->plan(), error);
    }
}

void bind_whole(ScheduleType& type) {
    type.def_property_readonly(
        "graph", [](const ScheduleHandle& handle) { return GraphHandle{handle.graph}; },
        "The graph whose tasks are scheduled.");
    type.def_property_readonly(
        "has_dates", [](const ScheduleHandle& handle) { return handle.it().has_dates(); },
        "Whether moments are minutes of the clock since 1970; else they are working minutes since "
        "the plan's start.");
    type.def_property_readonly(
        "start", [](const ScheduleHandle& handle) { return handle.it().start(); },
        "The moment at which work begins.");
    type.def_property_readonly(
        "finish", [](const ScheduleHandle& handle) { return handle.it().finish(); },
        "The moment at which all is done.");
    type.def_property_readonly(
        "length", [](const ScheduleHandle& handle) { return handle.it().length(); },
        "Working minutes of the plan's calendar from start to finish.");
    type.def_property_readonly(
        "without_duration",
        [](const ScheduleHandle& handle) { return handle.it().without_duration(); },
        "How many tasks without parts had no duration and took the default.");
    type.def_property_readonly("conflicts", &conflicts,
                               "Links and constraints that the dates do not hold, because a task "
                               "is fixed elsewhere; by task, then kind.");
    type.def_property_readonly(
        "critical_tasks",
        [](const ScheduleHandle& handle) {
            return key_list(handle.plan(), handle.it().critical_tasks());
        },
        "The keys of the critical tasks without parts, by early start, then plan order.");
    type.def_property_readonly(
        "drivers",
        [](const ScheduleHandle& handle) {
            py::list list;
            for (const Driver& each : handle.it().drivers())
                list.append(driver_value(handle.plan(), each));
            return list;
        },
        "For every task, in plan order, why it does not start, or finish, earlier.");
}

void bind_columns(ScheduleType& type) {
    const auto column = [&](const char* name, Column member, const char* doc) {
        type.def_property_readonly(
            name,
            [member](const ScheduleHandle& handle) {
                return minutes_array(handle, member, "int64");
            },
            doc);
    };
    column("early_start", &Schedule::early_start,
           "The earliest start of every task, as a moment; `no_minutes` for what is cancelled.");
    column("early_finish", &Schedule::early_finish, "The earliest finish, likewise.");
    column("late_start", &Schedule::late_start,
           "The latest start with which the plan finishes in time, likewise.");
    column("late_finish", &Schedule::late_finish, "The latest finish, likewise.");
    column("total_float", &Schedule::total_float,
           "How far every task can slip, in minutes of its working time, before the plan finishes "
           "late or a latest date is missed; negative where that is so already.");
    column("free_float", &Schedule::free_float,
           "How far every task can slip before any other moves, or the end; from 0.");
    column("independent_float", &Schedule::independent_float,
           "How far every task can slip even if all before it are as late and all after it as "
           "early as can be; from 0.");
    type.def_property_readonly("is_critical", &critical_array,
                               "Whether every task is critical, as an array.");
    type.def("dates", &dates, py::arg("name"),
             R"(The moments of every task as `datetime64[m]`, in an array that shares the memory.

Args:
    name: `early_start`, `early_finish`, `late_start` or `late_finish`.

Raises:
    ReadError: There is no such column.
    Error: The schedule has no dates; the code is `no_dates`.)");
    type.def(
        "to_pandas",
        [](const py::object& self) {
            return py::module_::import("planloom._columns").attr("schedule_frame")(self);
        },
        R"(A row for each task: its dates, or minutes of work where there are none, its floats and its driver.

Raises:
    ImportError: pandas is not installed.)");
}

void bind_moments(ScheduleType& type) {
    type.def(
        "date",
        [](const ScheduleHandle& handle, std::int64_t moment) {
            return moment_value(handle.it().date(moment_of(handle.it(), moment)));
        },
        py::arg("moment"), "A moment as a `datetime.datetime`; None where there are no dates.");
    type.def(
        "text",
        [](const ScheduleHandle& handle, std::int64_t moment) {
            return text(handle.it().text(moment_of(handle.it(), moment)));
        },
        py::arg("moment"),
        "A moment for a person: `2025-06-30T17:00`, or the working time since the start, `12d`.");
    type.def(
        "work_between",
        [](const ScheduleHandle& handle, std::int64_t start, std::int64_t end) {
            const Schedule& schedule = handle.it();
            const Minutes moments[] = {moment_of(schedule, start), moment_of(schedule, end)};
            for (const Minutes each : moments) {
                if (each == no_minutes)
                    refuse("bad_number", "moment", "no_minutes", "a moment of the schedule");
            }
            return schedule.work_between(moments[0], moments[1]);
        },
        py::arg("start"), py::arg("end"),
        "Working minutes of the plan's calendar between two moments.");
}

constexpr const char* schedule_doc =
    R"(When tasks can start and finish, how much they can slip, and why.

The critical path method on a network with all four types of link, least and greatest lags, calendars,
constraints and progress.

Args:
    plan: A graph, or a plan, which is frozen first.
    start: When work begins; the head of the plan where it is None, else the earliest date that a
        task names. A plan without any of these is scheduled in working minutes from 0, without
        dates.
    status_date: Up to when progress is known; the head of the plan where it is None. What has not
        been done by then cannot be done before it.
    finish: By when all is to be done; the earliest possible finish where it is None.
    default_duration: The duration of tasks that name none, as a text such as `5d` or in minutes.
    critical_float: Tasks with at most this float are critical; likewise.

Raises:
    InvalidPlan: The plan has structural faults.
    InfeasibleLinks: A circle of links can hold at no time.
    UnknownKey: There is no calendar with the key that a plan, task or unit names.
    Error: There is no working time left for a task; the code is `beyond_calendar`.)";

template <class Make>
void bind_function(py::module_& module, const char* doc, Make&& make) {
    module.def("schedule", std::forward<Make>(make), py::arg("plan"), py::kw_only(),
               py::arg("start") = py::none(), py::arg("status_date") = py::none(),
               py::arg("finish") = py::none(), py::arg("default_duration") = 0,
               py::arg("critical_float") = 0, doc);
}

}  // namespace

Minutes moment_of(const Schedule& schedule, std::int64_t moment) {
    if (moment == no_minutes) return moment;
    const Minutes first = schedule.has_dates() ? DateTime::first().minutes() : -max_minutes;
    const Minutes last = schedule.has_dates() ? DateTime::last().minutes() : max_minutes;
    if (moment < first || moment > last)
        refuse("bad_number", "moment", std::to_string(moment), "a moment of the schedule");
    return moment;
}

void require_dates(const Schedule& schedule) {
    if (schedule.has_dates()) return;
    throw Error("no_dates",
                "the schedule has no dates: no start is given, and no task names a date");
}

py::object driver_value(const Plan& plan, const Driver& driver) {
    return value_class("Driver")(text(word(driver.kind)), task_key(plan, driver.task),
                                 link_value(plan, driver.link));
}

py::object task_key(const Plan& plan, TaskId task) {
    if (!task.is_valid()) return py::none();
    return text(plan.key(task));
}

py::object link_value(const Plan& plan, DependencyId link) {
    if (!link.is_valid()) return py::none();
    return row_value(plan, link);
}

void bind_schedule(py::module_& module) {
    ScheduleType type = answer_class<ScheduleHandle>(module, "Schedule",
                                                     R"(Dates of all tasks, as arrays in plan order.

Moments are minutes: of the clock since 1970-01-01T00:00 where the schedule has dates, else working
minutes since the plan's start. Arrays share the schedule's memory and cannot be written to. It does not
change, and may be asked from several threads at once.)");
    bind_whole(type);
    bind_columns(type);
    bind_moments(type);
    bind_critical(type);
    type.def("__repr__", [](const ScheduleHandle& handle) { return describe(handle.it()); });

    bind_function(module, schedule_doc,
                  [](const GraphHandle& handle, const py::object& start,
                     const py::object& status_date, const py::object& finish,
                     const py::object& default_duration, const py::object& critical_float) {
                      return scheduled(handle.graph, {start, status_date, finish, default_duration,
                                                      critical_float});
                  });
    bind_function(
        module, "",
        [](const PlanHandle& handle, const py::object& start, const py::object& status_date,
           const py::object& finish, const py::object& default_duration,
           const py::object& critical_float) {
            const PlanPtr plan = handle.plan;
            const auto graph = without_lock([&](Monitor* monitor) {
                return std::make_shared<const PlanGraph>(freeze(plan, Faults::refuse, monitor));
            });
            return scheduled(graph, {start, status_date, finish, default_duration, critical_float});
        });
}

}  // namespace planloom::python

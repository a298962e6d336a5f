#include "bindings.hpp"

#include <planloom/core/calendar.hpp>

#include "arguments.hpp"
#include "calendars.hpp"
#include "types.hpp"
#include "values.hpp"

#include <cstdint>

namespace planloom::python {
namespace {

using Type = py::class_<Calendar>;

Calendar calendar_of(const py::object& week, const py::object& days, const py::object& work) {
    const WorkTime time = work.is_none() ? WorkTime() : work_argument(work);
    const WeekHours hours = week.is_none() ? standard_week(time) : week_argument(week);
    return Calendar(hours, days_argument(days));
}

void bind_counting(Type& type) {
    type.def(
        "work_before",
        [](const Calendar& calendar, const py::object& moment) {
            return calendar.work_before(required_moment("moment", moment));
        },
        py::arg("moment"), "How many minutes are worked before a moment, from year 1 on.");
    type.def(
        "work_between",
        [](const Calendar& calendar, const py::object& start, const py::object& end) {
            return calendar.work_between(required_moment("start", start),
                                         required_moment("end", end));
        },
        py::arg("start"), py::arg("end"),
        "How many minutes are worked from one moment to another, negative if the second is "
        "earlier.");
    type.def(
        "start_of",
        [](const Calendar& calendar, const py::object& minute) {
            return moment_value(calendar.start_of(minutes_argument("minute", minute, {})));
        },
        py::arg("minute"),
        R"(The moment at which the working minute with a number begins.

Args:
    minute: From 0, counted as by work_before; negative counts as 0.

Returns:
    The latest moment before which this many minutes are worked, or None if there are not so many.)");
    type.def(
        "end_of",
        [](const Calendar& calendar, const py::object& worked) {
            return moment_value(calendar.end_of(minutes_argument("worked", worked, {})));
        },
        py::arg("worked"),
        "The earliest moment before which this many minutes are worked, or None if there are not "
        "so many.");
    type.def(
        "add",
        [](const Calendar& calendar, const py::object& moment, const py::object& work) {
            return moment_value(calendar.add(required_moment("moment", moment),
                                             minutes_argument("work", work, {})));
        },
        py::arg("moment"), py::arg("work"),
        R"(The moment after (before, if negative) some working minutes.

Args:
    moment: From where to count; it is the answer for no minutes.
    work: Minutes of work, or a text such as `4h`, a day of it being eight hours.

Returns:
    A moment, or None if the calendar ends before.)");
}

void bind_looking(Type& type) {
    type.def(
        "next_work",
        [](const Calendar& calendar, const py::object& moment) {
            return moment_value(calendar.next_work(required_moment("moment", moment)));
        },
        py::arg("moment"),
        "The first moment not before a moment at which work goes on, or None if there is none.");
    type.def(
        "last_work",
        [](const Calendar& calendar, const py::object& moment) {
            return moment_value(calendar.last_work(required_moment("moment", moment)));
        },
        py::arg("moment"),
        "The last moment not after a moment up to which there was work, or None.");
    type.def(
        "is_working",
        [](const Calendar& calendar, const py::object& moment) {
            return calendar.is_working(required_moment("moment", moment));
        },
        py::arg("moment"), "Whether work goes on at a moment.");
    type.def(
        "hours",
        [](const Calendar& calendar, const py::object& day) {
            const Date date = date_argument("day", day);
            if (!date.is_set()) throw py::type_error("day is None");
            return text(to_string(calendar.hours(date)));
        },
        py::arg("day"),
        "The hours of a day, such as `08:00-12:00, 13:00-17:00`; empty for a day off.");
    type.def_property_readonly("is_continuous", &Calendar::is_continuous,
                               "Whether every minute of every day is worked.");
}

}  // namespace

void bind_calendar(py::module_& module) {
    Type type = called_class<Calendar>(
        module, "Calendar", R"(Counts working minutes: which minutes of which days are worked.

Moments are `datetime.datetime` without a time zone, dates for their first minute, or texts such as
`2025-06-30T08:00`; answers are `datetime.datetime`, `datetime.max` for the end of the calendar.

Args:
    week: The hours of the days from Monday to Sunday, seven texts such as
        `08:00-12:00, 13:00-17:00`; the standard week of `work` if not given.
    days: Days with other hours, each a `CalendarException`, or a date for a day off; where they
        overlap, the later one holds.
    work: How long a day and a week are; eight hours and five days if not given.

Raises:
    ReadError: Hours or days are not what they should be.
    Error: A stretch of days ends before it begins; the code is `bad_calendar`.

Example:
    >>> calendar = planloom.Calendar(days=["2025-10-01"])
    >>> calendar.add("2025-09-30T16:00", "2h"))",
        &calendar_of, py::arg("week") = py::none(), py::arg("days") = py::tuple(),
        py::arg("work") = py::none());
    bind_counting(type);
    bind_looking(type);
    type.def("__repr__", [](const Calendar& calendar) {
        return calendar.is_continuous() ? "<planloom.Calendar: every minute>"
                                        : "<planloom.Calendar>";
    });
    module.def(
        "make_calendar",
        [](const PlanHandle& handle, const py::str& key) {
            return make_calendar(handle.plan->head(), view(key));
        },
        py::arg("plan"), py::arg("key") = "",
        R"(A calendar of a plan, ready to count with.

Args:
    key: Of one of the plan's calendars; empty for the standard week of its work time.

Raises:
    UnknownKey: The plan has no such calendar; the error names the nearest.
    Error: The calendar is none; the code is `bad_calendar`.)");
}

}  // namespace planloom::python

#include "calendars.hpp"

#include "arguments.hpp"
#include "values.hpp"

#include <optional>
#include <string>

namespace planloom::python {
namespace {

std::string shown(const py::handle& value) {
    return std::string(view(py::str(py::repr(value))));
}

CalendarException exception_argument(const py::object& value) {
    if (!py::isinstance(value, value_class("CalendarException"))) {
        const Date day = date_argument("days", value);
        if (!day.is_set()) refuse("bad_date", "days", "None", "a day");
        return {day, day, {}, {}};
    }
    CalendarException exception;
    exception.from = date_argument("first", value.attr("first"));
    exception.to = date_argument("last", value.attr("last"));
    if (!exception.from.is_set()) refuse("bad_date", "first", "None", "a day");
    if (!exception.to.is_set()) exception.to = exception.from;
    exception.hours = hours_argument("hours", value.attr("hours"));
    exception.name = view(value.attr("name").cast<py::str>());
    return exception;
}

}  // namespace

DayHours hours_argument(std::string_view argument, const py::object& value) {
    if (py::isinstance<py::str>(value)) {
        const py::str text = value;
        if (std::optional<DayHours> hours = parse_hours(view(text))) return std::move(*hours);
    }
    refuse("bad_hours", argument, shown(value),
           "hours that rise and do not overlap, such as 08:00-12:00, 13:00-17:00");
}

WeekHours week_argument(const py::object& value) {
    const py::tuple days(value);
    WeekHours week;
    if (days.size() != week.size() || py::isinstance<py::str>(value)) {
        refuse("bad_hours", "week", shown(value), "the hours of seven days, from Monday to Sunday");
    }
    for (std::size_t day = 0; day < week.size(); ++day)
        week[day] = hours_argument("week", py::object(days[day]));
    return week;
}

std::vector<CalendarException> days_argument(const py::object& value) {
    std::vector<CalendarException> days;
    if (py::isinstance<py::str>(value)) throw py::type_error("expected days, found a text");
    for (const py::handle each : py::iter(value))
        days.push_back(exception_argument(py::reinterpret_borrow<py::object>(each)));
    return days;
}

PlanCalendar calendar_argument(const py::object& value) {
    if (!py::isinstance(value, value_class("PlanCalendar")))
        throw py::type_error("expected a PlanCalendar, found " + shown(value));
    PlanCalendar calendar;
    calendar.key = view(value.attr("key").cast<py::str>());
    calendar.title = view(value.attr("title").cast<py::str>());
    if (const py::object week = value.attr("week"); !week.is_none())
        calendar.week = week_argument(week);
    calendar.exceptions = days_argument(value.attr("days"));
    return calendar;
}

py::object calendar_value(const PlanCalendar& calendar) {
    py::object week = py::none();
    if (calendar.week) {
        py::list days;
        for (const DayHours& hours : *calendar.week) days.append(text(to_string(hours)));
        week = py::tuple(days);
    }
    py::list days;
    const py::object type = value_class("CalendarException");
    for (const CalendarException& each : calendar.exceptions) {
        days.append(type(date_value(each.from), date_value(each.to), text(to_string(each.hours)),
                         text(each.name)));
    }
    return value_class("PlanCalendar")(text(calendar.key), text(calendar.title), week,
                                       py::tuple(days));
}

}  // namespace planloom::python

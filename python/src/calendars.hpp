// Calendars of a plan, from and to Python.
#pragma once

#include <planloom/model/calendars.hpp>

#include <pybind11/pybind11.h>

#include <string_view>
#include <vector>

namespace planloom::python {

namespace py = pybind11;

/// A text such as `08:00-12:00, 13:00-17:00`; the empty text for a day off.
[[nodiscard]] DayHours hours_argument(std::string_view argument, const py::object& value);
/// Seven such texts, from Monday to Sunday.
[[nodiscard]] WeekHours week_argument(const py::object& value);
/// An iterable of `CalendarException`, or of days off as `datetime.date` or text.
[[nodiscard]] std::vector<CalendarException> days_argument(const py::object& value);

/// From a `PlanCalendar`, and back.
[[nodiscard]] PlanCalendar calendar_argument(const py::object& value);
[[nodiscard]] py::object calendar_value(const PlanCalendar& calendar);

}  // namespace planloom::python

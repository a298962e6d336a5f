// What a plan says of itself, from and to Python.
#include "arguments.hpp"
#include "calendars.hpp"
#include "values.hpp"

#include <algorithm>

namespace planloom::python {
namespace {

std::string text_of(const py::object& head, const char* name) {
    const py::object value = head.attr(name);
    if (!py::isinstance<py::str>(value))
        throw py::type_error(std::string(name) + " of a PlanHead is no text");
    return std::string(view(py::str(value)));
}

std::int32_t count_of(const py::object& counts, const char* name) {
    const py::object value = counts.attr(name);
    if (value.is_none()) return no_number;
    return count_argument(name, static_cast<std::int64_t>(size_argument(name, value)), 0,
                          2'147'483'647);
}

py::tuple text_tuple(const std::vector<std::string>& texts) {
    return py::tuple(text_list(texts));
}

}  // namespace

WorkTime work_argument(const py::object& value) {
    WorkTime work;
    // Beyond these bounds the numbers are not valid, and fit their types.
    work.minutes_per_day = static_cast<Minutes>(
        std::min<std::size_t>(size_argument("work", value.attr("minutes_per_day")), 10'000));
    work.days_per_week = static_cast<int>(
        std::min<std::size_t>(size_argument("work", value.attr("days_per_week")), 10'000));
    if (!is_valid(work)) {
        refuse("bad_number", "work", std::string(py::str(py::repr(value))),
               "a day of 1 to 1440 minutes and a week of 1 to 7 days");
    }
    return work;
}

py::object head_value(const PlanHead& head) {
    py::dict attributes;
    for (const auto& [name, json] : head.attributes) attributes[text(name)] = json_value(json);
    const auto& [sections, goals, tasks] = head.declared;
    const auto& [rounds, comments, adopted, partly, rejected] = head.consultation;
    py::list calendars;
    for (const PlanCalendar& each : head.calendars) calendars.append(calendar_value(each));
    return value_class("PlanHead")(
        text(head.key), text(head.title), text(head.text), text(head.number), text(head.language),
        text(head.source), text(head.illustrative), text_tuple(head.based_on),
        text_tuple(head.levels),
        value_class("WorkTime")(head.work.minutes_per_day, head.work.days_per_week),
        moment_value(head.start), moment_value(head.status_date), text(head.calendar),
        py::tuple(calendars), head.starts_at_once,
        value_class("DeclaredCounts")(count_value(sections), count_value(goals),
                                      count_value(tasks)),
        value_class("Consultation")(count_value(rounds), count_value(comments),
                                    count_value(adopted), count_value(partly),
                                    count_value(rejected)),
        attributes);
}

PlanHead head_argument(const py::object& value) {
    if (!py::isinstance(value, value_class("PlanHead")))
        throw py::type_error("expected a PlanHead, found " + std::string(py::str(py::repr(value))));
    PlanHead head;
    head.key = text_of(value, "key");
    head.title = text_of(value, "title");
    head.text = text_of(value, "text");
    head.number = text_of(value, "number");
    head.language = text_of(value, "language");
    head.source = text_of(value, "source");
    head.illustrative = text_of(value, "illustrative");
    head.based_on = texts(value.attr("based_on"));
    head.levels = texts(value.attr("levels"));
    head.work = work_argument(value.attr("work"));
    head.start = moment_argument("start", value.attr("start"));
    head.status_date = moment_argument("status_date", value.attr("status_date"));
    head.calendar = text_of(value, "calendar");
    for (const py::handle each : value.attr("calendars"))
        head.calendars.push_back(calendar_argument(py::reinterpret_borrow<py::object>(each)));
    head.starts_at_once = value.attr("starts_at_once").cast<bool>();
    const py::object declared = value.attr("declared");
    head.declared = {count_of(declared, "sections"), count_of(declared, "goals"),
                     count_of(declared, "tasks")};
    const py::object consultation = value.attr("consultation");
    head.consultation = {count_of(consultation, "rounds"), count_of(consultation, "comments"),
                         count_of(consultation, "adopted"), count_of(consultation, "partly"),
                         count_of(consultation, "rejected")};
    for (const auto& [name, attribute] : py::dict(value.attr("attributes"))) {
        const py::str key = py::reinterpret_borrow<py::str>(name);
        head.attributes.emplace_back(view(key),
                                     json_argument(py::reinterpret_borrow<py::object>(attribute)));
    }
    return head;
}

}  // namespace planloom::python

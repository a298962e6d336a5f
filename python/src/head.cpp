// What a plan says of itself, from and to Python.
#include "arguments.hpp"
#include "calendars.hpp"
#include "values.hpp"

#include <algorithm>
#include <array>

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

std::string report_every(const py::object& supervision) {
    static constexpr std::array<std::string_view, 5> periods = {"week", "month", "quarter", "half",
                                                                "year"};
    const std::string given = text_of(supervision, "report_every");
    if (!given.empty()) (void)word_index("report_every", given, periods);
    return given;
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
    py::list asked, dropped;
    for (const AskedUnits& each : head.asked)
        asked.append(value_class("AskedUnits")(count_value(each.round), text_tuple(each.units)));
    for (const Dropped& each : head.dropped)
        dropped.append(value_class("Dropped")(text(word(each.kind)), text(each.key),
                                              text(each.replaced_by), text(each.reason)));
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
        attributes, py::tuple(asked),
        value_class("Supervision")(text(head.supervision.report_every),
                                   count_value(head.supervision.grace_days),
                                   date_value(head.supervision.plans_due)),
        py::tuple(dropped));
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
    for (const py::handle each : value.attr("asked")) {
        const py::object round = py::reinterpret_borrow<py::object>(each);
        head.asked.push_back({count_of(round, "round"), texts(round.attr("units"))});
    }
    const py::object supervision = value.attr("supervision");
    head.supervision = {report_every(supervision), count_of(supervision, "grace_days"),
                        date_argument("plans_due", supervision.attr("plans_due"))};
    for (const py::handle each : value.attr("dropped")) {
        const py::object row = py::reinterpret_borrow<py::object>(each);
        static constexpr std::array<std::string_view, 4> kinds = {"requirement", "goal", "task",
                                                                  "unit"};
        head.dropped.push_back(
            {static_cast<NodeKind>(word_index("kind", text_of(row, "kind"), kinds)),
             text_of(row, "key"), text_of(row, "replaced_by"), text_of(row, "reason")});
    }
    for (const auto& [name, attribute] : py::dict(value.attr("attributes"))) {
        const py::str key = py::reinterpret_borrow<py::str>(name);
        head.attributes.emplace_back(view(key),
                                     json_argument(py::reinterpret_borrow<py::object>(attribute)));
    }
    return head;
}

}  // namespace planloom::python

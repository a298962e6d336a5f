#include "bindings.hpp"

#include <planloom/core/deadline_text.hpp>
#include <planloom/io/clause.hpp>

#include "arguments.hpp"
#include "io.hpp"
#include "values.hpp"

#include <string_view>

namespace planloom::python {
namespace {

py::list assignment_list(const std::vector<ClauseAssignment>& assignments) {
    py::list list;
    const py::object type = value_class("ClauseAssignment");
    for (const ClauseAssignment& each : assignments) {
        list.append(type(text(each.written), text(each.name), py::tuple(text_list(each.aliases)),
                         text(word(each.role)), each.position, each.is_open, each.is_group,
                         each.is_expanded, text(each.text)));
    }
    return list;
}

py::object clause_value(const Clause& clause, const ClauseScope& scope) {
    py::list notes;
    const py::object type = value_class("ClauseNote");
    for (const ClauseNote& each : clause.notes)
        notes.append(type(text(each.code), text(each.message)));
    return value_class("Clause")(assignment_list(clause.assignments), clause.is_joint,
                                 clause.is_none, text(clause.deadline), notes, scope.first_is_lead,
                                 assignment_list(scope.later_units));
}

int year_argument(const py::object& year) {
    if (year.is_none()) return 0;
    const std::size_t number = size_argument("year", year);
    if (number < 1 || number > 9999)
        refuse("bad_number", "year", std::to_string(number), "a year from 1 to 9999");
    return static_cast<int>(number);
}

py::object deadline_value(const Deadline& deadline) {
    return value_class("Deadline")(period_value(deadline.due), period_value(deadline.start),
                                   deadline.is_ongoing, text(deadline.every), text(deadline.text),
                                   deadline.is_guessed, deadline.date_count);
}

/// Offsets in characters, as Python counts.
py::list found_deadlines(const py::str& given, const py::object& year) {
    const std::string_view whole = view(given);
    py::list list;
    const py::object type = value_class("FoundDeadline");
    std::size_t byte = 0, character = 0;
    for (const FoundDeadline& each : find_deadlines(whole, year_argument(year))) {
        for (; byte < each.offset && byte < whole.size(); ++byte)
            if ((static_cast<unsigned char>(whole[byte]) & 0xC0U) != 0x80U) ++character;
        list.append(type(character, deadline_value(each.deadline)));
    }
    return list;
}

}  // namespace

void bind_document(py::module_& module) {
    module.def(
        "read_clause",
        [](const py::str& given, bool first_is_lead) {
            ClauseScope scope;
            scope.first_is_lead = first_is_lead;
            const Clause clause = read_clause(view(given), scope);
            return clause_value(clause, scope);
        },
        py::arg("text"), py::kw_only(), py::arg("first_is_lead") = false,
        R"(Reads a responsibility clause of a Chinese plan, such as 财政部牵头，税务总局配合.

Args:
    text: The clause without its outer brackets.
    first_is_lead: Whether an earlier clause says that the first unit of each list is the lead.)");
    module.def(
        "is_clause", [](const py::str& given) { return is_clause(view(given)); }, py::arg("text"),
        "Whether a text in brackets is a responsibility clause and not a remark.");
    module.def(
        "parse_deadline",
        [](const py::str& given, const py::object& year) {
            return deadline_value(parse_deadline(view(given), year_argument(year)));
        },
        py::arg("text"), py::arg("year") = py::none(),
        R"(Reads a text that holds nothing but a deadline, such as 2025年底前, 每月28日前 or 持续推进.

Args:
    text: As a person wrote it.
    year: Of the document, for 年底前 and 6月底前; they are not read when it is None.)");
    module.def("find_deadlines", &found_deadlines, py::arg("text"), py::arg("year") = py::none(),
               R"(Finds deadlines in running text: dates that a word marks as an end.

Args:
    text: Of a document.
    year: Of the document; dates before it are history, not deadlines.)");
}

}  // namespace planloom::python

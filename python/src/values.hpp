// What Python callers get: texts, dates and the classes of planloom/_values.py.
#pragma once

#include <planloom/core/date_time.hpp>
#include <planloom/core/error.hpp>
#include <planloom/impact/impact.hpp>
#include <planloom/model/plan.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/cycles.hpp>
#include <planloom/query/query_error.hpp>

#include <pybind11/pybind11.h>

#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace planloom::python {

namespace py = pybind11;

/// A class of planloom/_values.py.
[[nodiscard]] py::object value_class(const char* name);

[[nodiscard]] inline py::str text(std::string_view text) {
    return py::str(text.data(), text.size());
}
[[nodiscard]] py::list text_list(const std::vector<std::string>& texts);

/// The words of DatePrecision, in the order of its enumerators.
[[nodiscard]] std::span<const std::string_view> date_precision_words() noexcept;

/// Nothing if the value is no `datetime.date`.
[[nodiscard]] std::optional<Date> from_python_date(const py::handle& value);
/// A `datetime.date`, or None for no date.
[[nodiscard]] py::object date_value(Date date);
/// A `DatePeriod`, or None for no date.
[[nodiscard]] py::object period_value(DatePeriod period);

/// Nothing if the value is no `datetime.datetime`, or one with a time zone. Seconds are cut off,
/// but for `datetime.max`, which is the end of the calendar.
[[nodiscard]] std::optional<DateTime> from_python_datetime(const py::handle& value);
/// A `datetime.datetime`, or None for none; `datetime.max` for the end of the calendar.
[[nodiscard]] py::object moment_value(DateTime moment);

template <class T>
[[nodiscard]] py::object optional_value(const std::optional<T>& value) {
    return value ? py::cast(*value) : py::none();
}
/// None for no_number.
[[nodiscard]] py::object count_value(std::int32_t count);
/// None for no_minutes.
[[nodiscard]] py::object minutes_value(Minutes minutes);

/// The value that JSON text stands for.
[[nodiscard]] py::object json_value(std::string_view json);
/// A dict from names and JSON texts that hang on a row.
[[nodiscard]] py::dict attributes_value(const Plan& plan, std::span<const RowText> attributes);

/// The key that a reference names; the text of one that names nothing; None where there is none.
template <class IdType>
[[nodiscard]] py::object reference_value(const Plan& plan, IdType id, DanglingRef::Field field,
                                         std::size_t row) {
    if (id.is_valid()) return text(plan.key(Node(id)));
    const std::string_view key = plan.dangling_key(field, row);
    if (key.empty()) return py::none();
    return text(key);
}

template <class Range>
[[nodiscard]] py::list key_list(const Plan& plan, const Range& ids) {
    py::list keys;
    for (const auto id : ids) keys.append(text(plan.key(Node(id))));
    return keys;
}

[[nodiscard]] py::object node_value(const Plan& plan, Node node);
[[nodiscard]] py::list node_list(const Plan& plan, std::span<const Node> nodes);
[[nodiscard]] py::list diagnostic_list(std::span<const Diagnostic> diagnostics);

[[nodiscard]] py::object row_value(const Plan& plan, ServesId id);
[[nodiscard]] py::object row_value(const Plan& plan, AssignmentId id);
[[nodiscard]] py::object row_value(const Plan& plan, DependencyId id);
[[nodiscard]] py::object row_value(const Plan& plan, ImplementsId id);
[[nodiscard]] py::object row_value(const Plan& plan, RefinesId id);
[[nodiscard]] py::object row_value(const Plan& plan, IndicatorId id);
[[nodiscard]] py::object row_value(const Plan& plan, ReportId id);
[[nodiscard]] py::object row_value(const Plan& plan, ExtensionId id);

template <class Range>
[[nodiscard]] py::list row_list(const Plan& plan, const Range& ids) {
    py::list rows;
    for (const auto id : ids) rows.append(row_value(plan, id));
    return rows;
}

/// A fault of a query, or a warning about it, as a `QueryFault`.
[[nodiscard]] py::object query_fault_value(const query::Fault& fault);

[[nodiscard]] py::object cycle_value(const Plan& plan, const Cycle& cycle);

/// What a plan says of itself, as a `PlanHead`, and back.
[[nodiscard]] py::object head_value(const PlanHead& head);
[[nodiscard]] PlanHead head_argument(const py::object& value);
/// From a `WorkTime`.
[[nodiscard]] WorkTime work_argument(const py::object& value);

}  // namespace planloom::python

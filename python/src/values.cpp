#include "values.hpp"

#include <array>
#include <datetime.h>
#include <string>

namespace planloom::python {
namespace {

using Field = DanglingRef::Field;

void require_dates() {
    if (PyDateTimeAPI == nullptr) PyDateTime_IMPORT;
    if (PyDateTimeAPI == nullptr) throw py::error_already_set();
}

}  // namespace

py::object value_class(const char* name) {
    return py::module_::import("planloom._values").attr(name);
}

py::list text_list(const std::vector<std::string>& texts) {
    py::list list;
    for (const std::string& each : texts) list.append(text(each));
    return list;
}

std::span<const std::string_view> date_precision_words() noexcept {
    static constexpr std::array<std::string_view, 5> words = {"day", "month", "quarter", "half",
                                                              "year"};
    return words;
}

std::optional<Date> from_python_date(const py::handle& value) {
    require_dates();
    if (PyDate_Check(value.ptr()) == 0) return {};
    return Date::from_ymd(PyDateTime_GET_YEAR(value.ptr()), PyDateTime_GET_MONTH(value.ptr()),
                          PyDateTime_GET_DAY(value.ptr()));
}

py::object date_value(Date date) {
    if (!date.is_set()) return py::none();
    require_dates();
    PyObject* value = PyDate_FromDate(date.year(), date.month(), date.day());
    if (value == nullptr) throw py::error_already_set();
    return py::reinterpret_steal<py::object>(value);
}

std::optional<DateTime> from_python_datetime(const py::handle& value) {
    require_dates();
    PyObject* moment = value.ptr();
    if (PyDateTime_Check(moment) == 0 || PyDateTime_DATE_GET_TZINFO(moment) != Py_None) return {};
    if (value.equal(py::module_::import("datetime").attr("datetime").attr("max")))
        return DateTime::last();
    return DateTime(*from_python_date(value),
                    PyDateTime_DATE_GET_HOUR(moment) * 60 + PyDateTime_DATE_GET_MINUTE(moment));
}

py::object moment_value(DateTime moment) {
    if (!moment.is_set()) return py::none();
    require_dates();
    if (moment == DateTime::last())
        return py::module_::import("datetime").attr("datetime").attr("max");
    const Date date = moment.date();
    const auto minute = static_cast<int>(moment.minute_of_day());
    PyObject* value = PyDateTime_FromDateAndTime(date.year(), date.month(), date.day(), minute / 60,
                                                 minute % 60, 0, 0);
    if (value == nullptr) throw py::error_already_set();
    return py::reinterpret_steal<py::object>(value);
}

py::object period_value(DatePeriod period) {
    if (!period.date.is_set()) return py::none();
    const auto precision = static_cast<std::size_t>(period.precision);
    return value_class("DatePeriod")(date_value(period.date),
                                     text(date_precision_words()[precision]));
}

py::object count_value(std::int32_t count) {
    return count == no_number ? py::object(py::none()) : py::int_(count);
}

py::object minutes_value(Minutes minutes) {
    return minutes == no_minutes ? py::object(py::none()) : py::int_(minutes);
}

py::object json_value(std::string_view json) {
    return py::module_::import("json").attr("loads")(text(json));
}

py::dict attributes_value(const Plan& plan, std::span<const RowText> attributes) {
    py::dict values;
    for (const RowText& each : attributes)
        values[text(plan.text(each.name))] = json_value(plan.text(each.value));
    return values;
}

py::object node_value(const Plan& plan, Node node) {
    return value_class("Node")(text(word(node.kind)), text(plan.key(node)));
}

py::list node_list(const Plan& plan, std::span<const Node> nodes) {
    py::list list;
    const py::object type = value_class("Node");
    for (const Node node : nodes) list.append(type(text(word(node.kind)), text(plan.key(node))));
    return list;
}

py::list diagnostic_list(std::span<const Diagnostic> diagnostics) {
    py::list list;
    const py::object type = value_class("Diagnostic");
    for (const Diagnostic& each : diagnostics) {
        list.append(type(text(each.code), text(to_string(each.severity)), text(each.where),
                         each.line, text(each.message)));
    }
    return list;
}

py::object row_value(const Plan& plan, ServesId id) {
    const ServesTable& table = plan.serves_table();
    const std::size_t row = id.index();
    return value_class("Serves")(text(plan.key(table.task[row])),
                                 reference_value(plan, table.goal[row], Field::serves_goal, row),
                                 text(word(table.role[row])), table.weight[row]);
}

py::object row_value(const Plan& plan, AssignmentId id) {
    const AssignmentTable& table = plan.assignment_table();
    const std::size_t row = id.index();
    return value_class("Assignment")(
        text(plan.key(table.task[row])),
        reference_value(plan, table.unit[row], Field::assignment_unit, row),
        text(word(table.role[row])), table.amount[row], table.is_open[row] != 0,
        text(plan.text(table.text[row])), table.is_inferred[row] != 0);
}

py::object row_value(const Plan& plan, DependencyId id) {
    const DependencyTable& table = plan.dependency_table();
    const std::size_t row = id.index();
    return value_class("Dependency")(
        reference_value(plan, table.predecessor[row], Field::dependency_predecessor, row),
        text(plan.key(table.successor[row])), text(word(table.type[row])), table.lag[row],
        minutes_value(table.max_lag[row]), table.is_elapsed[row] != 0, table.is_soft[row] != 0,
        text(plan.text(table.reason[row])));
}

py::object row_value(const Plan& plan, ImplementsId id) {
    const ImplementsTable& table = plan.implements_table();
    const std::size_t row = id.index();
    return value_class("Implements")(
        node_value(plan, table.node[row]),
        reference_value(plan, table.requirement[row], Field::implements_requirement, row),
        text(plan.text(table.confirmed[row])));
}

py::object row_value(const Plan& plan, RefinesId id) {
    const RefinesTable& table = plan.refines_table();
    const std::size_t row = id.index();
    return value_class("Refines")(text(plan.key(table.task[row])), text(plan.text(table.plan[row])),
                                  text(plan.text(table.target[row])));
}

py::object row_value(const Plan& plan, ReportId id) {
    const ReportTable& table = plan.report_table();
    const std::size_t row = id.index();
    return value_class("Report")(text(plan.key(table.task[row])), date_value(table.date[row]),
                                 count_value(table.progress[row]),
                                 text(plan.text(table.text[row])));
}

py::object row_value(const Plan& plan, ExtensionId id) {
    const ExtensionTable& table = plan.extension_table();
    const std::size_t row = id.index();
    return value_class("Extension")(text(plan.key(table.task[row])),
                                    date_value(table.recorded[row]), date_value(table.from[row]),
                                    date_value(table.until[row]),
                                    text(plan.text(table.reason[row])));
}

/// The word of an enumerator; None for the one that says that nothing was said.
template <class Enum>
static py::object stated_word(Enum value, Enum none) {
    if (value == none) return py::none();
    return text(word(value));
}

py::object row_value(const Plan& plan, IndicatorId id) {
    const IndicatorTable& table = plan.indicator_table();
    const std::size_t row = id.index();
    return value_class("Indicator")(
        text(plan.key(table.goal[row])), text(plan.text(table.title[row])),
        text(plan.text(table.measure[row])), text(plan.text(table.baseline[row])),
        text(plan.text(table.target[row])), text(plan.text(table.actual[row])),
        period_value({table.due[row], table.due_precision[row]}),
        text(plan.text(table.source[row])), stated_word(table.kind[row], IndicatorKind::none),
        stated_word(table.aggregation[row], Aggregation::none));
}

py::object query_fault_value(const query::Fault& fault) {
    return value_class("QueryFault")(text(fault.code), text(fault.message), fault.place.column,
                                     fault.place.offset, fault.place.length, text(fault.expected),
                                     text(fault.nearest));
}

py::object cycle_value(const Plan& plan, const Cycle& cycle) {
    return value_class("Cycle")(key_list(plan, cycle.tasks), row_list(plan, cycle.links),
                                cycle.knot_size, cycle.is_shortest);
}

}  // namespace planloom::python

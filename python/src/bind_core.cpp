#include "bindings.hpp"

#include <planloom/order/cycles.hpp>
#include <planloom/order/schedule.hpp>
#include <planloom/query/query_error.hpp>

#include "arguments.hpp"
#include "errors.hpp"
#include "values.hpp"

#include <exception>
#include <stdexcept>

namespace planloom::python {
namespace {

void translate(const std::exception_ptr& thrown) {
    try {
        std::rethrow_exception(thrown);
    } catch (const ReadError& error) {
        set_error("ReadError", error, diagnostic_list(error.diagnostics()));
    } catch (const InvalidPlan& error) {
        set_error("InvalidPlan", error, diagnostic_list(error.diagnostics()));
    } catch (const InvalidEdit& error) {
        set_error("InvalidEdit", error, diagnostic_list(error.diagnostics()));
    } catch (const InvalidSettings& error) {
        set_error("InvalidSettings", error, diagnostic_list(error.diagnostics()));
    } catch (const UnknownKey& error) {
        set_error("UnknownKey", error, text(error.key()), text(error.nearest()));
    } catch (const query::QueryError& error) {
        py::list faults;
        for (const query::Fault& each : error.faults()) faults.append(query_fault_value(each));
        set_error("QueryError", error, faults);
    } catch (const CycleError& error) {
        py::list cycles;
        for (const std::vector<std::string>& keys : error.keys()) cycles.append(text_list(keys));
        set_error("CycleError", error, cycles);
    } catch (const InfeasibleLinks& error) {
        set_error("InfeasibleLinks", error, text_list(error.keys()), error.excess());
    } catch (const IoError& error) {
        const py::object decode = py::module_::import("os").attr("fsdecode");
        set_error("IoError", error, error.error_number(), decode(py::bytes(error.path())));
    } catch (const Interrupted& error) {
        PyErr_SetString(PyExc_KeyboardInterrupt, error.what());
    } catch (const Error& error) {
        set_error("Error", error);
    }
}

template <class Enum>
py::tuple word_tuple() {
    py::list all;
    for (const std::string_view each : words<Enum>()) all.append(text(each));
    return py::tuple(all);
}

/// The words of a closed list, by the name of the field that holds them.
py::tuple words_of(const py::str& name) {
    static constexpr std::string_view names[] = {"role",      "serves_role",      "type",
                                                 "status",    "requirement_kind", "disposition",
                                                 "unit_kind", "support"};
    switch (word_index("name", view(name), names)) {
        case 0:
            return word_tuple<Role>();
        case 1:
            return word_tuple<ServesRole>();
        case 2:
            return word_tuple<LinkType>();
        case 3:
            return word_tuple<TaskStatus>();
        case 4:
            return word_tuple<RequirementKind>();
        case 5:
            return word_tuple<Disposition>();
        case 6:
            return word_tuple<UnitKind>();
        default:
            return word_tuple<SupportRule>();
    }
}

}  // namespace

void register_errors() {
    py::register_local_exception_translator([](std::exception_ptr thrown) {
        if (thrown) translate(thrown);
    });
}

void bind_core(py::module_& module) {
    module.attr("no_minutes") = no_minutes;
    module.attr("no_number") = no_number;
    module.attr("max_minutes") = max_minutes;

    module.def("words", &words_of, py::arg("name"),
               R"(The words of a closed list, in the order of their codes.

Args:
    name: `role`, `serves_role`, `type`, `status`, `requirement_kind`, `disposition`,
        `unit_kind` or `support`.

Returns:
    The words as in JSON.

Raises:
    ReadError: There is no such list.)");

    module.def(
        "parse_date",
        [](const py::str& given) {
            const std::optional<DatePeriod> period = parse_date(view(given));
            return period ? period_value(*period) : py::object(py::none());
        },
        py::arg("text"),
        R"(Reads `2025-06-30`, `2025-06`, `2025-Q2`, `2025-H1` or `2025`.

Returns:
    The period, or None if the text is none of these or no day of the calendar.)");

    module.def(
        "parse_duration",
        [](const py::str& given, const py::object& work) -> py::object {
            const WorkTime time = work.is_none() ? WorkTime() : work_argument(work);
            return optional_value(parse_duration(view(given), time));
        },
        py::arg("text"), py::arg("work") = py::none(),
        R"(Reads `30m`, `4h`, `10d`, `2w` or a falling sequence such as `1d4h`, with an optional sign.

Args:
    text: The duration.
    work: How long a day and a week are; eight hours and five days if not given.

Returns:
    Minutes of work, or None if the text is no duration.)");

    module.def(
        "format_duration",
        [](const py::object& minutes, const py::object& work) {
            const WorkTime time = work.is_none() ? WorkTime() : work_argument(work);
            return text(format_duration(minutes_argument("minutes", minutes, time), time));
        },
        py::arg("minutes"), py::arg("work") = py::none(),
        R"(Writes minutes in the largest of `d`, `h`, `m` that divides them; parse_duration reads it back.

Args:
    minutes: Of work.
    work: How long a day and a week are; eight hours and five days if not given.)");

    module.def("_period_text", [](const py::object& period) {
        return text(to_string(period_argument("period", period)));
    });
    module.def("_period_first_day", [](const py::object& period) {
        return date_value(first_day(period_argument("period", period)));
    });
}

}  // namespace planloom::python

#include "arguments.hpp"

#include <planloom/core/key_index.hpp>

#include "values.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace planloom::python {
namespace {

std::string quoted(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

std::string found(const py::handle& value) {
    if (py::isinstance<py::str>(value)) return quoted(view(py::reinterpret_borrow<py::str>(value)));
    return std::string(py::str(py::repr(value)));
}

/// Whether a value is a whole number of Python or NumPy, and no bool.
std::optional<std::int64_t> whole_number(const py::object& value) {
    if (py::isinstance<py::bool_>(value) || PyIndex_Check(value.ptr()) == 0) return {};
    const auto number = py::reinterpret_steal<py::object>(PyNumber_Index(value.ptr()));
    if (!number) throw py::error_already_set();
    int overflow = 0;
    const long long result = PyLong_AsLongLongAndOverflow(number.ptr(), &overflow);
    if (overflow != 0) return {};
    return result;
}

/// Whether a text is a number as JSON writes it.
bool is_decimal(std::string_view text) {
    const auto digits = [&] {
        const std::size_t count = std::min(text.find_first_not_of("0123456789"), text.size());
        text.remove_prefix(count);
        return count > 0;
    };
    if (text.starts_with('-')) text.remove_prefix(1);
    const bool has_zero = text.starts_with('0');
    if (has_zero) {
        text.remove_prefix(1);
    } else if (!digits()) {
        return false;
    }
    if (text.starts_with('.')) {
        text.remove_prefix(1);
        if (!digits()) return false;
    }
    if (text.starts_with('e') || text.starts_with('E')) {
        text.remove_prefix(1);
        if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
        if (!digits()) return false;
    }
    return text.empty();
}

}  // namespace

std::string_view view(const py::str& text) {
    Py_ssize_t length = 0;
    const char* bytes = PyUnicode_AsUTF8AndSize(text.ptr(), &length);
    if (bytes == nullptr) throw py::error_already_set();
    return {bytes, static_cast<std::size_t>(length)};
}

std::optional<std::string_view> view(const std::optional<py::str>& text) {
    if (!text) return {};
    return view(*text);
}

std::vector<std::string> texts(const py::object& value) {
    if (py::isinstance<py::str>(value)) return {std::string(view(py::str(value)))};
    std::vector<std::string> all;
    for (const py::handle each : py::iter(value)) {
        if (!py::isinstance<py::str>(each)) {
            throw py::type_error("expected a text, found " + found(each));
        }
        all.emplace_back(view(py::reinterpret_borrow<py::str>(each)));
    }
    return all;
}

void refuse(std::string_view code, std::string_view argument, std::string_view found,
            std::string_view expected) {
    throw ReadError(
        {{.code = std::string(code),
          .where = std::string(argument),
          .message = "found " + std::string(found) + ", expected " + std::string(expected)}});
}

std::size_t word_index(std::string_view argument, std::string_view text,
                       std::span<const std::string_view> words) {
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == text) return i;
    std::string expected = "one of ";
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) expected += ", ";
        expected += words[i];
    }
    if (const std::optional<std::size_t> near = nearest(text, words))
        expected += "; the nearest is " + quoted(words[*near]);
    refuse("bad_word", argument, quoted(text), expected);
}

std::string_view language_argument(const py::str& text) {
    static constexpr std::array<std::string_view, 2> languages = {"en", "zh"};
    return languages.at(word_index("language", view(text), languages));
}

Date date_argument(std::string_view argument, const py::object& value) {
    const DatePeriod period = period_argument(argument, value);
    if (period.date.is_set() && period.precision != DatePrecision::day)
        refuse("bad_date", argument, found(value), "a full date such as 2025-06-30");
    return period.date;
}

DatePeriod period_argument(std::string_view argument, const py::object& value) {
    if (value.is_none()) return {};
    if (const std::optional<Date> date = from_python_date(value))
        return {*date, DatePrecision::day};
    if (py::isinstance(value, value_class("DatePeriod"))) {
        const std::optional<Date> date = from_python_date(value.attr("date"));
        const std::size_t precision =
            word_index(argument, view(py::str(value.attr("precision"))), date_precision_words());
        if (date) {
            const DatePeriod period{*date, static_cast<DatePrecision>(precision)};
            // Only a period that ends on its date reads back from its text.
            if (parse_date(to_string(period)) == period) return period;
        }
    }
    if (py::isinstance<py::str>(value)) {
        const py::str text = value;
        if (const std::optional<DatePeriod> period = parse_date(view(text))) return *period;
    }
    refuse("bad_date", argument, found(value),
           "a date such as 2025-06-30, 2025-06, 2025-Q2, 2025-H1 or 2025");
}

DateTime moment_argument(std::string_view argument, const py::object& value) {
    if (value.is_none()) return {};
    if (const std::optional<DateTime> moment = from_python_datetime(value)) return *moment;
    const bool has_zone = py::hasattr(value, "tzinfo") && !value.attr("tzinfo").is_none();
    if (const std::optional<Date> date = from_python_date(value); date && !has_zone)
        return {*date, 0};
    if (py::isinstance<py::str>(value)) {
        const py::str text = value;
        if (const std::optional<DateTime> moment = parse_date_time(view(text))) return *moment;
    }
    refuse("bad_date", argument, found(value),
           "a moment without a time zone, such as 2025-06-30T08:00");
}

DateTime required_moment(std::string_view argument, const py::object& value) {
    if (value.is_none()) throw py::type_error(std::string(argument) + " is None");
    return moment_argument(argument, value);
}

Minutes minutes_argument(std::string_view argument, const py::object& value, const WorkTime& work) {
    if (py::isinstance<py::str>(value)) {
        const py::str text = value;
        if (const std::optional<Minutes> minutes = parse_duration(view(text), work))
            return *minutes;
    } else if (const std::optional<std::int64_t> minutes = whole_number(value)) {
        if (*minutes >= -max_minutes && *minutes <= max_minutes) return *minutes;
    }
    refuse("bad_duration", argument, found(value),
           "a duration such as 10d, 4h or 1d4h, or a number of minutes of work");
}

Minutes duration_argument(std::string_view argument, const py::object& value,
                          const WorkTime& work) {
    if (value.is_none()) return no_minutes;
    const Minutes minutes = minutes_argument(argument, value, work);
    if (minutes < 0)
        refuse("bad_duration", argument, found(value), "a duration that is not negative");
    return minutes;
}

std::int32_t count_argument(std::string_view argument, std::optional<std::int64_t> value,
                            std::int64_t least, std::int64_t most) {
    if (!value) return no_number;
    if (*value < least || *value > most) {
        refuse("bad_number", argument, std::to_string(*value),
               "a whole number from " + std::to_string(least) + " to " + std::to_string(most));
    }
    return static_cast<std::int32_t>(*value);
}

std::size_t size_argument(std::string_view argument, const py::object& value) {
    const std::optional<std::int64_t> number = whole_number(value);
    if (!number || *number < 0)
        refuse("bad_number", argument, found(value), "a whole number from 0");
    return static_cast<std::size_t>(*number);
}

double positive_argument(std::string_view argument, double value) {
    if (!(value > 0) || !std::isfinite(value))
        refuse("bad_number", argument, found(py::float_(value)), "a finite number above 0");
    return value;
}

std::string decimal_argument(std::string_view argument, const py::object& value) {
    if (value.is_none()) return {};
    const std::string text{view(py::str(value))};
    if (!py::isinstance<py::bool_>(value) && is_decimal(text)) return text;
    refuse("bad_number", argument, found(value), "a decimal number");
}

std::string json_argument(const py::object& value) {
    const py::object dumps = py::module_::import("json").attr("dumps");
    const py::str text = dumps(value, py::arg("ensure_ascii") = false, py::arg("allow_nan") = false,
                               py::arg("separators") = py::make_tuple(",", ":"));
    return std::string(view(text));
}

}  // namespace planloom::python

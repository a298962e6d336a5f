// What Python callers give: texts, words, dates, durations and numbers, all checked here. What is
// wrong is a ReadError that names the argument.
#pragma once

#include <planloom/core/date_time.hpp>
#include <planloom/core/duration.hpp>
#include <planloom/core/error.hpp>
#include <planloom/model/plan.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::python {

namespace py = pybind11;

/// The bytes of a text, which must live as long as they are used.
/// @throws UnicodeEncodeError  for a text with lone surrogates
[[nodiscard]] std::string_view view(const py::str& text);
[[nodiscard]] std::optional<std::string_view> view(const std::optional<py::str>& text);

/// One text or an iterable of texts.
[[nodiscard]] std::vector<std::string> texts(const py::object& value);

[[noreturn]] void refuse(std::string_view code, std::string_view argument, std::string_view found,
                         std::string_view expected);

/// The place of a word in a list of words.
[[nodiscard]] std::size_t word_index(std::string_view argument, std::string_view text,
                                     std::span<const std::string_view> words);

template <class Enum>
[[nodiscard]] Enum word_argument(std::string_view argument, const py::str& text) {
    return static_cast<Enum>(word_index(argument, view(text), words<Enum>()));
}

/// `en` or `zh`, as a text that outlives the call.
[[nodiscard]] std::string_view language_argument(const py::str& text);

/// A `datetime.date`, a text such as `2025-06-30`, or None for no date.
[[nodiscard]] Date date_argument(std::string_view argument, const py::object& value);

/// A `DatePeriod`, a `datetime.date`, a text such as `2025-Q2`, or None for no date.
[[nodiscard]] DatePeriod period_argument(std::string_view argument, const py::object& value);

/// A `datetime.datetime` without a time zone, a `datetime.date`, which is its first minute, a text
/// such as `2025-06-30T08:00`, or None for none.
[[nodiscard]] DateTime moment_argument(std::string_view argument, const py::object& value);
/// The same, and a TypeError for None.
[[nodiscard]] DateTime required_moment(std::string_view argument, const py::object& value);

/// A text such as `10d` or a number of minutes of work.
[[nodiscard]] Minutes minutes_argument(std::string_view argument, const py::object& value,
                                       const WorkTime& work);
/// The same, never negative; no_minutes for None.
[[nodiscard]] Minutes duration_argument(std::string_view argument, const py::object& value,
                                        const WorkTime& work);

/// no_number for nothing.
[[nodiscard]] std::int32_t count_argument(std::string_view argument,
                                          std::optional<std::int64_t> value, std::int64_t least,
                                          std::int64_t most);

/// Above 0 and finite.
[[nodiscard]] double positive_argument(std::string_view argument, double value);

/// A decimal text: a text or number of Python, or the empty text for None.
[[nodiscard]] std::string decimal_argument(std::string_view argument, const py::object& value);

/// A value of Python as JSON text.
[[nodiscard]] std::string json_argument(const py::object& value);

/// A whole number from 0, as a size.
[[nodiscard]] std::size_t size_argument(std::string_view argument, const py::object& value);

/// The number of a row; negative numbers count from the end.
/// @throws IndexError  when there is no such row
template <class IdType>
[[nodiscard]] IdType row_argument(std::int64_t index, IdRange<IdType> rows) {
    const auto count = static_cast<std::int64_t>(rows.size());
    if (index < -count || index >= count) {
        throw py::index_error("row " + std::to_string(index) + " of a table of " +
                              std::to_string(count));
    }
    return IdType(static_cast<std::size_t>(index < 0 ? index + count : index));
}

}  // namespace planloom::python

// The columns of a plan's tables, found by name.
#pragma once

#include "bindings.hpp"

#include <pybind11/pybind11.h>

#include <string_view>

namespace planloom::python {

/// The names of a table's columns.
/// @throws ReadError  `bad_word` for a name that no table has
[[nodiscard]] py::tuple column_names(const Plan& plan, std::string_view table);

/// A column as people read it: texts, words, keys, dates, numbers.
/// @throws UnknownKey  for a name that no column has
[[nodiscard]] py::object column_values(const PlanPtr& plan, std::string_view table,
                                       std::string_view name);

/// A column as it is stored: codes of words, ids, days since 1970.
/// @throws UnknownKey  for a name that no column with numbers has
[[nodiscard]] py::object column_codes(const PlanPtr& plan, std::string_view table,
                                      std::string_view name);

/// The words that the codes of a column stand for, or None.
[[nodiscard]] py::object column_words(const Plan& plan, std::string_view table,
                                      std::string_view name);

}  // namespace planloom::python

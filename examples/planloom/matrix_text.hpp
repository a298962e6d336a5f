// A matrix as a table for a terminal, and as CSV for a spreadsheet.
#pragma once

#include <planloom/coverage/matrix.hpp>

#include "csv_text.hpp"
#include "language.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::tool {

/// The words behind the marks of a cell, such as `lead` and `support`.
[[nodiscard]] std::vector<std::string_view> mark_words(MatrixKind kind, std::uint32_t marks);

/// The matrix as a table: columns headed by their keys where that fits the width, else by numbers
/// that are explained below, else one line per row with what its cells say. Empty columns are left
/// out and counted.
/// @param width  columns of the terminal
[[nodiscard]] std::string matrix_text(const Plan& plan, const Matrix& matrix, Language language,
                                      std::size_t width);

/// The whole matrix, empty columns included, with totals.
/// @throws UsageError  when it has more than 100 million cells
[[nodiscard]] std::string matrix_csv(const Plan& plan, const Matrix& matrix, Language language,
                                     const CsvOptions& options);

}  // namespace planloom::tool

// A matrix as a table for a terminal.
#pragma once

#include <planloom/coverage/matrix_view.hpp>
#include <planloom/io/matrix_file.hpp>

#include "language.hpp"

#include <cstddef>
#include <string>

namespace planloom::tool {

/// The shown part of a matrix as a table: columns headed by their keys where that fits the width,
/// else by numbers that are explained below, else one line per row with what its cells say. Hidden
/// rows and columns are counted.
/// @param width  columns of the terminal
[[nodiscard]] std::string matrix_text(const Plan& plan, const Matrix& matrix,
                                      const MatrixLayout& layout, MarkStyle marks,
                                      Language language, std::size_t width);

/// A table whose first row is its only header, and its notes.
[[nodiscard]] std::string table_text(const MatrixTable& table, std::size_t width);

}  // namespace planloom::tool

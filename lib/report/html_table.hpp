// A table of a matrix as markup.
#pragma once

#include <planloom/io/matrix_file.hpp>

#include <cstddef>
#include <string>

namespace planloom::report {

/// @param css_class  of the table
/// @param max_rows   rows of items beyond these are left out
/// @return how many were left out
std::size_t append_table(std::string& out, const MatrixTable& table, std::string_view css_class,
                         std::size_t max_rows);

/// The notes below a table, as a list; nothing where there are none.
void append_notes(std::string& out, const MatrixTable& table);

}  // namespace planloom::report

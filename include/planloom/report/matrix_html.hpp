// Matrices as one HTML page that stands alone.
#pragma once

#include <planloom/io/matrix_file.hpp>

#include <span>
#include <string>
#include <string_view>

namespace planloom {

/// The tables below each other, each with its notes: heads stay in sight, leads are set apart by
/// weight and by text. No external address and no script; all text is escaped. The same tables
/// always give the same bytes.
/// @param title     of the page
/// @param language  `en` or `zh`
/// @complexity O(cells)
[[nodiscard]] std::string matrix_html(std::span<const MatrixTable> tables, std::string_view title,
                                      std::string_view language = "en");

}  // namespace planloom

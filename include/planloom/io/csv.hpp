// Comma-separated values as RFC 4180 has them, and their relatives with other separators.
#pragma once

#include <planloom/core/error.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// One row of cells and the line on which it begins.
struct CsvRow {
    std::vector<std::string> cells;
    std::uint32_t line = 0;

    friend bool operator==(const CsvRow&, const CsvRow&) = default;
};

/// How a file writes its cells, so that it can be written back the same way.
struct CsvDialect {
    char separator = ',';
    /// Lines end with CR LF instead of LF.
    bool has_crlf = false;
    /// The text begins with a byte-order mark.
    bool has_bom = false;

    friend bool operator==(const CsvDialect&, const CsvDialect&) = default;
};

/// The separator (comma, semicolon or tab) that stands most often outside quotes on the first line,
/// and the line ends.
/// @complexity O(length of the first line)
[[nodiscard]] CsvDialect detect_csv_dialect(std::string_view text) noexcept;

/// Reads quoted and bare cells, quotes doubled inside quotes, line breaks inside quotes, rows of
/// different lengths, and any of CR, LF, CR LF as the end of a row. An empty line is no row.
/// @throws ReadError  `syntax` with the line, for a quote that does not end or text after one
/// @complexity O(length)
[[nodiscard]] std::vector<CsvRow> read_csv(std::string_view text, const CsvDialect& dialect = {});

/// Writes rows; a cell is quoted where it holds a separator, a quote or a line break.
/// read_csv(write_csv(rows)) == rows, but for the lines.
[[nodiscard]] std::string write_csv(const std::vector<CsvRow>& rows,
                                    const CsvDialect& dialect = {});

}  // namespace planloom

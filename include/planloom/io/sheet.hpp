// Sheets of cells out of spreadsheet files and separated text: what a person sees in each cell. For
// making a plan out of them see <planloom/io/ledger.hpp>.
#pragma once

#include <planloom/io/csv.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// A row that holds any text.
struct SheetRow {
    /// The row of the sheet, or the line of the file, from 1.
    std::uint32_t number = 0;
    /// As shown: dates as `2025-06-30`, numbers without needless zeros, `60%`, `TRUE`, the result
    /// of a formula. Empty cells at the end are left out.
    std::vector<std::string> cells;

    /// The text of a cell; empty behind the last one.
    [[nodiscard]] std::string_view cell(std::size_t column) const noexcept {
        return column < cells.size() ? std::string_view(cells[column]) : std::string_view();
    }

    friend bool operator==(const SheetRow&, const SheetRow&) = default;
};

/// Cells that were made one. The text stands in the first; rows from 1, columns from 0, both ends
/// included.
struct MergedCells {
    std::uint32_t first_row = 0;
    std::uint32_t last_row = 0;
    std::uint32_t first_column = 0;
    std::uint32_t last_column = 0;

    friend bool operator==(const MergedCells&, const MergedCells&) = default;
};

/// One sheet of a workbook. Rows without text are not there.
struct Sheet {
    /// Empty for separated text.
    std::string name;
    std::vector<SheetRow> rows;
    std::vector<MergedCells> merged;

    friend bool operator==(const Sheet&, const Sheet&) = default;
};

/// Bounds on a workbook; each is named in the error that it causes.
struct SheetLimits {
    std::size_t members = 10'000;
    std::size_t part_bytes = std::size_t{256} << 20;
    std::size_t total_bytes = std::size_t{1} << 30;
    std::size_t ratio = 200;
    std::size_t depth = 256;
    std::size_t sheets = 1'000;
    /// With the empty ones that stand before a text in its row.
    std::size_t cells = 5'000'000;
    std::size_t text_bytes = std::size_t{256} << 20;
    std::size_t cell_bytes = std::size_t{1} << 20;
    std::size_t merged = 200'000;
};

/// Reads the sheets of an Office Open XML workbook (.xlsx), hidden ones too, in their order.
/// Formulas are not computed: the result in the file is taken, or the formula where it has none.
/// @throws ReadError  `xlsx` when it is no such file, `xml_doctype`, `limit_` and the bound
/// @complexity O(bytes unpacked) time, O(text) space
[[nodiscard]] std::vector<Sheet> read_xlsx(std::string_view bytes, const SheetLimits& limits = {});

/// Reads the sheets of an OpenDocument spreadsheet (.ods); as read_xlsx.
/// @throws ReadError  `ods` when it is no such file, and as read_xlsx
[[nodiscard]] std::vector<Sheet> read_ods(std::string_view bytes, const SheetLimits& limits = {});

/// The rows of separated text as a sheet without a name.
/// @throws ReadError  `syntax`, `limit_cells`
/// @complexity O(length)
[[nodiscard]] Sheet read_csv_sheet(std::string_view text, const CsvDialect& dialect,
                                   const SheetLimits& limits = {});

/// The letters of a column: `A` for 0, `AA` for 26.
[[nodiscard]] std::string column_letters(std::size_t column);

/// The place of a cell, such as `台账!C14`; `C14` where the sheet has no name.
[[nodiscard]] std::string cell_place(std::string_view sheet, std::uint32_t row, std::size_t column);

}  // namespace planloom

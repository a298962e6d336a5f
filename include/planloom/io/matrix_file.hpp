// Matrices as tables, and these as files for spreadsheets and programs. For the matrices see
// <planloom/coverage/matrix.hpp>; for a table as a page see <planloom/report/matrix_html.hpp>.
#pragma once

#include <planloom/coverage/matrix_marks.hpp>
#include <planloom/coverage/matrix_view.hpp>
#include <planloom/io/csv.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

struct MatrixTableCell {
    std::string text;
    bool is_number = false;
    /// A lead: to be seen at once.
    bool is_strong = false;

    friend bool operator==(const MatrixTableCell&, const MatrixTableCell&) = default;
};

/// What a row of a table is for. A group row holds the title of the rows below it.
enum class MatrixRowKind : std::uint8_t { header, group, item, total };

struct MatrixTableRow {
    MatrixRowKind kind = MatrixRowKind::item;
    std::vector<MatrixTableCell> cells;

    friend bool operator==(const MatrixTableRow&, const MatrixTableRow&) = default;
};

/// A table of texts, ready to be written.
struct MatrixTable {
    std::string name;
    /// Columns on the left that name the row.
    std::size_t head_columns = 0;
    std::vector<MatrixTableRow> rows;
    /// Shares with numerator and denominator, what the marks mean, what is hidden.
    std::vector<std::string> notes;

    friend bool operator==(const MatrixTable&, const MatrixTable&) = default;
};

struct MatrixTableOptions {
    /// `en` or `zh` for a table that people read. Empty for one that programs read: the same in
    /// every language, columns headed by keys.
    std::string_view language = {};
    MarkStyle marks = MarkStyle::key;
    /// Beside and below the totals, how many cells have each mark.
    bool has_mark_totals = false;
    std::size_t max_cells = 100'000'000;
};

/// The shown part of a matrix: key and title of each row, its cells, and totals of both sides.
/// Cells that come from a subgoal only stand in brackets. Cells of a matrix of units begin with how
/// many tasks and links stand behind them, unless marks are keys.
/// @throws Error  `limit_cells` for more than max_cells cells, empty ones included
/// @complexity O(shown rows * shown columns + cells)
[[nodiscard]] MatrixTable matrix_table(const PlanGraph& graph, const Matrix& matrix,
                                       const MatrixLayout& layout,
                                       const MatrixTableOptions& options = {});

/// Pairs of units with their numbers, one row for each cell but the diagonal.
/// @param language  as in MatrixTableOptions
[[nodiscard]] MatrixTable coordination_table(const PlanGraph& graph, const Coordination& units,
                                             std::string_view language = {});

/// How much stays inside the groups of each axis and how much crosses them, one row for each axis;
/// cells of an axis that is not evaluated say so.
[[nodiscard]] MatrixTable crossings_table(std::span<const Crossings> axes,
                                          std::string_view language = {});

/// The pairs of groups that have to do with each other, axis by axis.
[[nodiscard]] MatrixTable crossing_pairs_table(std::span<const Crossings> axes,
                                               std::string_view language = {});

/// The table as separated text; notes are left out.
/// @param is_raw  texts as they are; else one that a spreadsheet would take for a formula gets an
///                apostrophe in front
[[nodiscard]] std::string matrix_csv(const MatrixTable& table,
                                     const CsvDialect& dialect = {.has_crlf = true},
                                     bool is_raw = false);

/// The tables as an Office Open XML workbook, a sheet for each and one for all notes: heads and
/// totals stay in sight, columns are as wide as their texts, leads are bold. The same tables give
/// the same bytes.
/// @param language  of the names of sheets that have none
/// @throws IoError  where no temporary file can be made
/// @throws Error  `limit_rows` for more rows or columns than a sheet has
[[nodiscard]] std::string matrix_xlsx(std::span<const MatrixTable> tables,
                                      std::string_view language = "en");

/// The shown part of a matrix as JSON: keys of rows and columns, cells that are not empty with
/// their marks, counts and, if wanted, the relations behind them, groups, and margins with
/// numerator and denominator. A share of nothing is null.
/// @complexity O(nodes + cells), with evidence times that of cell_evidence
[[nodiscard]] std::string matrix_json(const PlanGraph& graph, const Matrix& matrix,
                                      const MatrixLayout& layout, bool has_evidence = false);

/// Axis by axis: groups, counts and crossing pairs, the pairs of units that cross included. `tasks`
/// and `hand_offs` of an axis that is not evaluated are null.
[[nodiscard]] std::string crossings_json(const PlanGraph& graph, const Coordination& units,
                                         std::span<const Crossings> axes);

}  // namespace planloom

#include "arguments.hpp"
#include "csv_text.hpp"
#include "matrix_text.hpp"
#include "nodes.hpp"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::tool {
namespace {

constexpr std::size_t most_cells = 100'000'000;

std::string marks_text(MatrixKind kind, const Cell& cell) {
    std::string text;
    for (const std::string_view each : mark_words(kind, cell.marks)) {
        if (!text.empty()) text += ' ';
        text += each;
    }
    return cell.is_direct ? text : "(" + text + ")";
}

}  // namespace

std::string matrix_csv(const Plan& plan, const Matrix& matrix, Language language,
                       const CsvOptions& options) {
    const std::size_t columns = matrix.columns().size();
    if (columns != 0 && matrix.rows().size() > most_cells / columns) {
        throw UsageError(language.say(
            "{0} rows by {1} columns are more than the {2} cells that a CSV may have; --format "
            "json writes only those that are not empty",
            "{0} 行 {1} 列，超过 CSV 最多 {2} 格；--format json 只写非空格", matrix.rows().size(),
            columns, most_cells));
    }
    CsvText csv(options);
    csv.add("key");
    csv.add("title");
    for (const Node column : matrix.columns()) csv.add(plan.key(column));
    csv.add("total");
    csv.end_line();
    for (std::size_t row = 0; row < matrix.rows().size(); ++row) {
        csv.add(plan.key(matrix.rows()[row]));
        csv.add(plan.title(matrix.rows()[row]));
        std::size_t next = 0;
        for (const Cell& cell : matrix.row(row)) {
            for (; next < cell.column; ++next) csv.add("");
            csv.add(marks_text(matrix.kind(), cell));
            ++next;
        }
        for (; next < columns; ++next) csv.add("");
        csv.add(matrix.row_totals()[row]);
        csv.end_line();
    }
    csv.add("total");
    csv.add("");
    for (const std::uint32_t total : matrix.column_totals()) csv.add(total);
    csv.add(matrix.cell_count());
    csv.end_line();
    return csv.take();
}

}  // namespace planloom::tool

#include <planloom/core/error.hpp>
#include <planloom/coverage/matrix_marks.hpp>
#include <planloom/coverage/matrix_view.hpp>

#include <algorithm>

namespace planloom {
namespace {

Fraction filled(std::span<const std::uint32_t> totals) {
    const auto empty = static_cast<std::size_t>(std::count(totals.begin(), totals.end(), 0U));
    return {totals.size() - empty, totals.size()};
}

}  // namespace

MatrixMargins margins(const Matrix& matrix) {
    const std::size_t rows = matrix.rows().size();
    const std::size_t columns = matrix.columns().size();
    MatrixMargins sums;
    sums.mark_count = mark_words(matrix.kind()).size();
    sums.row_marks.resize(rows * sums.mark_count);
    sums.column_marks.resize(columns * sums.mark_count);
    sums.marks.resize(sums.mark_count);
    sums.row_counts.resize(rows);
    sums.column_counts.resize(columns);
    for (std::size_t row = 0; row < rows; ++row) {
        for (const Cell& cell : matrix.row(row)) {
            for (std::size_t bit = 0; bit < sums.mark_count; ++bit) {
                const std::uint32_t has = cell.marks >> bit & 1U;
                sums.row_marks[row * sums.mark_count + bit] += has;
                sums.column_marks[cell.column * sums.mark_count + bit] += has;
                sums.marks[bit] += has;
            }
            sums.row_counts[row] += cell.count;
            sums.column_counts[cell.column] += cell.count;
            sums.count += cell.count;
        }
    }
    sums.rows = filled(matrix.row_totals());
    sums.columns = filled(matrix.column_totals());
    sums.cells = {matrix.cell_count(), rows * columns};
    return sums;
}

DenseMatrix dense(const Matrix& matrix, std::size_t max_cells) {
    DenseMatrix result{matrix.rows().size(), matrix.columns().size(), {}, {}};
    if (result.columns != 0 && result.rows > max_cells / result.columns)
        throw Error("limit_cells", "the " + std::string(word(matrix.kind())) + " matrix has " +
                                       std::to_string(result.rows) + " rows by " +
                                       std::to_string(result.columns) +
                                       " columns, expected at most " + std::to_string(max_cells) +
                                       " cells for the dense form");
    result.counts.resize(result.rows * result.columns);
    result.marks.resize(result.rows * result.columns);
    for (std::size_t row = 0; row < result.rows; ++row) {
        for (const Cell& cell : matrix.row(row)) {
            result.counts[row * result.columns + cell.column] = cell.count;
            result.marks[row * result.columns + cell.column] = cell.marks;
        }
    }
    return result;
}

}  // namespace planloom

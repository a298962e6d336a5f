// Parts of a matrix for people: margins, what to show in which order, and the dense form.
#pragma once

#include <planloom/coverage/coordination.hpp>
#include <planloom/coverage/matrix.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace planloom {

/// So many of so many. A part of nothing is not evaluated: neither 0 % nor 100 %.
struct Fraction {
    std::size_t part = 0;
    std::size_t whole = 0;

    [[nodiscard]] bool is_evaluated() const noexcept { return whole != 0; }
    /// The share, or nothing where nothing can be evaluated.
    [[nodiscard]] std::optional<double> share() const noexcept {
        if (whole == 0) return std::nullopt;
        return static_cast<double>(part) / static_cast<double>(whole);
    }

    friend bool operator==(const Fraction&, const Fraction&) = default;
};

/// Sums of a matrix along its rows and columns.
struct MatrixMargins {
    /// How many bits Cell::marks may have.
    std::size_t mark_count = 0;
    /// For each row, and each column: how many of its cells have bit i, at [row * mark_count + i].
    std::vector<std::uint32_t> row_marks, column_marks;
    /// For each bit: how many cells have it.
    std::vector<std::uint64_t> marks;
    /// For each row, and each column: the relations behind its cells.
    std::vector<std::uint64_t> row_counts, column_counts;
    std::uint64_t count = 0;
    /// Rows, columns and cells that are not empty, of all that there are.
    Fraction rows, columns, cells;

    [[nodiscard]] std::span<const std::uint32_t> row(std::size_t row) const noexcept {
        return std::span<const std::uint32_t>(row_marks).subspan(row * mark_count, mark_count);
    }
    [[nodiscard]] std::span<const std::uint32_t> column(std::size_t column) const noexcept {
        return std::span<const std::uint32_t>(column_marks)
            .subspan(column * mark_count, mark_count);
    }
};

/// @complexity O(rows + columns + cells)
[[nodiscard]] MatrixMargins margins(const Matrix& matrix);

/// A matrix with its empty cells, row by row.
struct DenseMatrix {
    std::size_t rows = 0;
    std::size_t columns = 0;
    /// Of Cell::count and Cell::marks at [row * columns + column]; 0 where the cell is empty.
    std::vector<std::uint32_t> counts, marks;

    friend bool operator==(const DenseMatrix&, const DenseMatrix&) = default;
};

/// @throws Error  `limit_cells` when rows times columns are more than max_cells
/// @complexity O(rows * columns)
[[nodiscard]] DenseMatrix dense(const Matrix& matrix, std::size_t max_cells = 100'000'000);

struct LayoutOptions {
    /// Groups rows, and columns, by an axis of their kind of node: units by those of units, tasks
    /// and goals by goal and section. Another axis leaves them ungrouped.
    std::optional<GroupAxis> rows_by = {}, columns_by = {};
    bool hide_empty_columns = true;
    /// Only what this unit takes part in: tasks with a role for it, goals for which it works, and
    /// its own row among units. With the tasks come all their units: a job sheet.
    UnitId unit = {};
    /// Only this goal and what lies below: its tasks and those of its subgoals, their requirements
    /// and units. A matrix of units holds no tasks to choose by.
    GoalId goal = {};
};

/// A run of shown rows or columns that belong together.
struct LayoutGroup {
    /// Empty for nodes of which the axis says nothing; they come last.
    std::string title;
    /// Among the shown ones.
    std::size_t first = 0;
    std::size_t count = 0;

    friend bool operator==(const LayoutGroup&, const LayoutGroup&) = default;
};

/// What of a matrix is shown, and in which order: plan order inside groups.
struct MatrixLayout {
    /// Places in the matrix.
    std::vector<std::uint32_t> rows, columns;
    /// Empty where rows, or columns, are not grouped.
    std::vector<LayoutGroup> row_groups, column_groups;
    /// Rows left out by the choice of a unit or goal, and columns left out by it or because no
    /// shown cell stands in them.
    std::size_t hidden_rows = 0;
    std::size_t hidden_columns = 0;
    /// Cells that are not empty, per shown row and column and in all.
    std::vector<std::uint32_t> row_totals, column_totals;
    std::size_t cell_count = 0;

    friend bool operator==(const MatrixLayout&, const MatrixLayout&) = default;
};

/// Chooses, orders and groups the rows and columns to show.
/// @throws Error  `no_such_choice` for a goal with a matrix of units
/// @complexity O(nodes + relations + cells)
[[nodiscard]] MatrixLayout lay_out(const PlanGraph& graph, const Matrix& matrix,
                                   const LayoutOptions& options = {});

}  // namespace planloom

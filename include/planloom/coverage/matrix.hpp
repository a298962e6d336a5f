// Who does what, what serves what and who works with whom, as sparse matrices. For their margins,
// grouping and dense form see <planloom/coverage/matrix_view.hpp>, for what the marks read like
// <planloom/coverage/matrix_marks.hpp>, for the rows behind a cell
// <planloom/coverage/matrix_evidence.hpp>, for files <planloom/io/matrix_file.hpp>.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace planloom {

/// The matrices that a plan has.
enum class MatrixKind : std::uint8_t {
    goal_task,
    task_unit,
    goal_unit,
    requirement_task,
    unit_unit
};

/// All of them, in the order of the enumerators.
inline constexpr MatrixKind matrix_kinds[] = {MatrixKind::goal_task, MatrixKind::task_unit,
                                              MatrixKind::goal_unit, MatrixKind::requirement_task,
                                              MatrixKind::unit_unit};

/// The word for a matrix in the tool: `goal-task`, `task-unit`, `goal-unit`, `requirement-task`,
/// `unit-unit`.
[[nodiscard]] std::string_view word(MatrixKind kind) noexcept;
/// The matrix with this word, or nothing.
[[nodiscard]] std::optional<MatrixKind> parse_matrix_kind(std::string_view text) noexcept;

/// One cell that is not empty.
struct Cell {
    std::uint32_t column = 0;
    /// goal_task: bit i is ServesRole i. task_unit and goal_unit: bit i is Role i.
    /// requirement_task: bit 0 when the task answers it itself, bit 1 when a goal that it serves
    /// does. unit_unit: bit 0 when both take part in a task, bit 1 when the row leads a task in
    /// which the column takes another part, bit 2 when the row hands work on to the column.
    std::uint32_t marks = 0;
    /// How many relations stand behind the cell: rows of `serves`; of assignments, each once
    /// however often its task serves; of `implements`. For unit_unit the tasks in which both take
    /// part and the links by which the row hands work on to the column.
    std::uint32_t count = 0;
    /// Whether the relation is the row's own; false when it comes only from a subgoal (goal rows
    /// take over the cells of their subgoals).
    bool is_direct = true;

    friend bool operator==(const Cell&, const Cell&) = default;
};

/// A sparse matrix: rows and columns are nodes in plan order, cells of one row sorted by column.
class Matrix {
public:
    Matrix(MatrixKind kind, std::vector<Node> rows, std::vector<Node> columns,
           std::vector<std::uint32_t> offsets, std::vector<Cell> cells);

    [[nodiscard]] MatrixKind kind() const noexcept { return kind_; }
    [[nodiscard]] std::span<const Node> rows() const noexcept { return rows_; }
    [[nodiscard]] std::span<const Node> columns() const noexcept { return columns_; }
    [[nodiscard]] std::span<const Cell> row(std::size_t row) const noexcept;
    /// The cell, or nullptr if it is empty.
    /// @complexity O(log cells of the row)
    [[nodiscard]] const Cell* find(std::size_t row, std::size_t column) const noexcept;
    [[nodiscard]] std::size_t cell_count() const noexcept { return cells_.size(); }
    /// Cells that are not empty, per row and per column.
    [[nodiscard]] std::span<const std::uint32_t> row_totals() const noexcept { return row_totals_; }
    [[nodiscard]] std::span<const std::uint32_t> column_totals() const noexcept {
        return column_totals_;
    }

private:
    MatrixKind kind_;
    std::vector<Node> rows_, columns_;
    std::vector<std::uint32_t> offsets_;
    std::vector<Cell> cells_;
    std::vector<std::uint32_t> row_totals_, column_totals_;
};

/// Builds a matrix over all goals, tasks, units or requirements of the plan. A goal's row holds the
/// tasks (or their units) of the goal itself and of all its subgoals; a task that answers a
/// requirement by a goal may serve a subgoal of it. References that name nothing are left out. The
/// unit_unit matrix holds what coordination() with its own bounds finds, but for the diagonal; see
/// <planloom/coverage/coordination.hpp>.
/// @throws Error  `limit_cells` when there are more than 2^32 - 1 cells
/// @complexity O(nodes + relations + c log(cells of a row)) for c cells of the goal_task matrix and
///             of the answer; unit_unit as coordination()
[[nodiscard]] Matrix matrix(const PlanGraph& graph, MatrixKind kind);

}  // namespace planloom

#include <planloom/core/contract.hpp>
#include <planloom/core/error.hpp>
#include <planloom/coverage/coordination.hpp>
#include <planloom/coverage/matrix.hpp>

#include "../graph/forest.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace planloom {
namespace {

constexpr std::string_view matrix_words[] = {"goal-task", "task-unit", "goal-unit",
                                             "requirement-task", "unit-unit"};

using CellRows = std::vector<std::vector<Cell>>;

constexpr std::uint32_t answers_itself = 1U << 0;
constexpr std::uint32_t answers_by_goal = 1U << 1;

template <class Enum>
std::uint32_t mark(Enum value) noexcept {
    return 1U << static_cast<std::uint32_t>(value);
}

/// Sorts a row by column and makes one cell of all that share a column.
void unite(std::vector<Cell>& row) {
    std::sort(row.begin(), row.end(),
              [](const Cell& a, const Cell& b) { return a.column < b.column; });
    std::size_t last = 0;
    for (std::size_t i = 1; i < row.size(); ++i) {
        if (row[i].column != row[last].column) {
            row[++last] = row[i];
            continue;
        }
        row[last].marks |= row[i].marks;
        row[last].count += row[i].count;
        row[last].is_direct = row[last].is_direct || row[i].is_direct;
    }
    if (!row.empty()) row.resize(last + 1);
}

CellRows goal_task_rows(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    const ServesTable& serves = plan.serves_table();
    const Forest<GoalId> goals(graph, plan.goals());
    CellRows rows(plan.goals().size());
    for (std::size_t i = goals.parents_first().size(); i-- > 0;) {
        const GoalId goal = goals.parents_first()[i];
        std::vector<Cell>& row = rows[goal.index()];
        for (const ServesId each : graph.serves(goal))
            row.push_back(
                {serves.task[each.index()].value(), mark(serves.role[each.index()]), 1, true});
        for (const GoalId child : graph.children(goal))
            for (Cell cell : rows[child.index()]) {
                cell.is_direct = false;
                row.push_back(cell);
            }
        unite(row);
    }
    return rows;
}

/// The cells of one task in a matrix over units.
void append_units(const Plan& plan, TaskId task, bool is_direct, std::vector<Cell>& row) {
    const AssignmentTable& assignments = plan.assignment_table();
    for (const AssignmentId each : plan.assignments(task)) {
        const UnitId unit = assignments.unit[each.index()];
        if (unit.is_valid())
            row.push_back({unit.value(), mark(assignments.role[each.index()]), 1, is_direct});
    }
}

CellRows task_unit_rows(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    CellRows rows(plan.tasks().size());
    for (const TaskId task : plan.tasks()) {
        append_units(plan, task, true, rows[task.index()]);
        unite(rows[task.index()]);
    }
    return rows;
}

CellRows goal_unit_rows(const PlanGraph& graph) {
    CellRows rows = goal_task_rows(graph);
    for (std::vector<Cell>& row : rows) {
        std::vector<Cell> units;
        for (const Cell& cell : row)
            append_units(graph.plan(), TaskId(cell.column), cell.is_direct, units);
        unite(units);
        row = std::move(units);
    }
    return rows;
}

CellRows requirement_task_rows(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    const CellRows goals = goal_task_rows(graph);
    CellRows rows(plan.requirements().size());
    for (const RequirementId requirement : plan.requirements()) {
        std::vector<Cell>& row = rows[requirement.index()];
        for (const ImplementsId each : graph.implements(requirement)) {
            const Node node = plan.implements_table().node[each.index()];
            if (node.kind == NodeKind::task) {
                row.push_back({node.index, answers_itself, 1, true});
                continue;
            }
            for (const Cell& cell : goals[node.index])
                row.push_back({cell.column, answers_by_goal, 1, cell.is_direct});
        }
        unite(row);
    }
    return rows;
}

CellRows unit_unit_rows(const PlanGraph& graph) {
    constexpr std::uint32_t shared = 1U << 0;
    constexpr std::uint32_t leads = 1U << 1;
    constexpr std::uint32_t hands_on = 1U << 2;
    const Coordination units = coordination(graph);
    CellRows rows(units.unit_count());
    for (const UnitId unit : graph.plan().units()) {
        for (const CoordinationCell& cell : units.row(unit)) {
            if (cell.column == unit.value()) continue;
            const std::uint32_t marks = (cell.shared != 0 ? shared : 0U) |
                                        (cell.leads != 0 ? leads : 0U) |
                                        (cell.links != 0 ? hands_on : 0U);
            rows[unit.index()].push_back({cell.column, marks, cell.shared + cell.links, true});
        }
    }
    return rows;
}

CellRows rows_of(const PlanGraph& graph, MatrixKind kind) {
    switch (kind) {
        case MatrixKind::goal_task:
            return goal_task_rows(graph);
        case MatrixKind::task_unit:
            return task_unit_rows(graph);
        case MatrixKind::goal_unit:
            return goal_unit_rows(graph);
        case MatrixKind::requirement_task:
            return requirement_task_rows(graph);
        case MatrixKind::unit_unit:
            return unit_unit_rows(graph);
    }
    return {};
}

template <class IdType>
std::vector<Node> nodes_of(IdRange<IdType> ids) {
    return {ids.begin(), ids.end()};
}

std::vector<Node> row_nodes(const Plan& plan, MatrixKind kind) {
    switch (kind) {
        case MatrixKind::goal_task:
        case MatrixKind::goal_unit:
            return nodes_of(plan.goals());
        case MatrixKind::task_unit:
            return nodes_of(plan.tasks());
        case MatrixKind::requirement_task:
            return nodes_of(plan.requirements());
        case MatrixKind::unit_unit:
            return nodes_of(plan.units());
    }
    return {};
}

std::vector<Node> column_nodes(const Plan& plan, MatrixKind kind) {
    const bool is_over_tasks =
        kind == MatrixKind::goal_task || kind == MatrixKind::requirement_task;
    return is_over_tasks ? nodes_of(plan.tasks()) : nodes_of(plan.units());
}

}  // namespace

std::string_view word(MatrixKind kind) noexcept {
    return matrix_words[static_cast<std::size_t>(kind)];
}

std::optional<MatrixKind> parse_matrix_kind(std::string_view text) noexcept {
    for (const MatrixKind kind : matrix_kinds)
        if (word(kind) == text) return kind;
    return std::nullopt;
}

Matrix::Matrix(MatrixKind kind, std::vector<Node> rows, std::vector<Node> columns,
               std::vector<std::uint32_t> offsets, std::vector<Cell> cells)
    : kind_(kind),
      rows_(std::move(rows)),
      columns_(std::move(columns)),
      offsets_(std::move(offsets)),
      cells_(std::move(cells)),
      row_totals_(rows_.size()),
      column_totals_(columns_.size()) {
    PLANLOOM_EXPECTS(offsets_.size() == rows_.size() + 1 && offsets_.back() == cells_.size());
    for (std::size_t i = 0; i < rows_.size(); ++i) row_totals_[i] = offsets_[i + 1] - offsets_[i];
    for (const Cell& cell : cells_) ++column_totals_[cell.column];
}

std::span<const Cell> Matrix::row(std::size_t row) const noexcept {
    return std::span<const Cell>(cells_).subspan(offsets_[row], row_totals_[row]);
}

const Cell* Matrix::find(std::size_t row, std::size_t column) const noexcept {
    const std::span<const Cell> cells = this->row(row);
    const auto found =
        std::lower_bound(cells.begin(), cells.end(), column,
                         [](const Cell& cell, std::size_t wanted) { return cell.column < wanted; });
    return found != cells.end() && found->column == column ? &*found : nullptr;
}

Matrix matrix(const PlanGraph& graph, MatrixKind kind) {
    CellRows rows = rows_of(graph, kind);
    std::size_t count = 0;
    for (const std::vector<Cell>& row : rows) count += row.size();
    if (count > std::numeric_limits<std::uint32_t>::max())
        throw Error("limit_cells", "the " + std::string(word(kind)) + " matrix has " +
                                       std::to_string(count) + " cells, expected at most 2^32 - 1");
    std::vector<Cell> cells;
    cells.reserve(count);
    std::vector<std::uint32_t> offsets = {0};
    for (std::vector<Cell>& row : rows) {
        cells.insert(cells.end(), row.begin(), row.end());
        offsets.push_back(static_cast<std::uint32_t>(cells.size()));
        std::vector<Cell>().swap(row);
    }
    return {kind, row_nodes(graph.plan(), kind), column_nodes(graph.plan(), kind),
            std::move(offsets), std::move(cells)};
}

}  // namespace planloom

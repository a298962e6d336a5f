#include <planloom/core/error.hpp>
#include <planloom/coverage/matrix_view.hpp>

#include "../graph/forest.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace planloom {
namespace {

std::optional<Groups> groups_of(const PlanGraph& graph, std::span<const Node> nodes,
                                std::optional<GroupAxis> axis) {
    if (!axis || nodes.empty()) return std::nullopt;
    const NodeKind kind = nodes.front().kind;
    if (kind == NodeKind::unit && is_of_units(*axis)) return unit_groups(graph, *axis);
    if (kind == NodeKind::task && !is_of_units(*axis)) return task_groups(graph, *axis);
    if (kind == NodeKind::goal && *axis == GroupAxis::goal) return goal_groups(graph);
    return std::nullopt;
}

/// Which nodes of a kind the choice of a unit or goal leaves.
class Choice {
public:
    Choice(const PlanGraph& graph, const Matrix& matrix, const LayoutOptions& options)
        : graph_(graph), matrix_(matrix), options_(options) {
        if (options.goal.is_valid() && matrix.kind() == MatrixKind::unit_unit)
            throw Error("no_such_choice",
                        "the unit-unit matrix cannot be cut to a goal: its cells hold no tasks");
        choose_tasks();
        choose_rows();
    }

    [[nodiscard]] bool has_row(std::size_t row) const { return rows_[row]; }
    [[nodiscard]] bool has_column(std::size_t column) const {
        return matrix_.columns()[column].kind != NodeKind::task || tasks_[column];
    }
    /// Whether anything was chosen, so that columns without a shown cell say nothing.
    [[nodiscard]] bool is_any() const {
        return options_.unit.is_valid() || options_.goal.is_valid();
    }

private:
    [[nodiscard]] bool is_within_goal(GoalId goal) const {
        return !options_.goal.is_valid() || under_[goal.index()];
    }

    void choose_tasks() {
        const Plan& plan = graph_.plan();
        tasks_.assign(plan.tasks().size(), true);
        if (options_.goal.is_valid()) {
            const Forest<GoalId> goals(graph_, plan.goals());
            under_.resize(plan.goals().size());
            for (const GoalId goal : plan.goals())
                under_[goal.index()] = goals.is_within(goal, options_.goal);
            const ServesTable& serves = plan.serves_table();
            tasks_.assign(plan.tasks().size(), false);
            for (std::size_t row = 0; row < serves.count; ++row)
                if (serves.goal[row].is_valid() && under_[serves.goal[row].index()])
                    tasks_[serves.task[row].index()] = true;
        }
        if (!options_.unit.is_valid()) return;
        std::vector<bool> has_unit(plan.tasks().size(), false);
        for (const AssignmentId each : graph_.assignments(options_.unit))
            has_unit[plan.assignment_table().task[each.index()].index()] = true;
        for (std::size_t task = 0; task < tasks_.size(); ++task)
            tasks_[task] = tasks_[task] && has_unit[task];
    }

    void choose_rows() {
        rows_.assign(matrix_.rows().size(), true);
        if (!is_any()) return;
        for (std::size_t row = 0; row < rows_.size(); ++row) {
            const Node node = matrix_.rows()[row];
            if (node.kind == NodeKind::task) {
                rows_[row] = tasks_[row];
            } else if (node.kind == NodeKind::unit) {
                rows_[row] = node.unit() == options_.unit;
            } else {
                rows_[row] = has_shown_cell(row) &&
                             (node.kind != NodeKind::goal || is_within_goal(node.goal()));
            }
        }
    }

    /// Of goals and requirements.
    [[nodiscard]] bool has_shown_cell(std::size_t row) const {
        if (matrix_.kind() == MatrixKind::goal_unit) {
            if (!options_.unit.is_valid()) return true;
            return matrix_.find(row, options_.unit.index()) != nullptr;
        }
        if (!options_.unit.is_valid() && matrix_.rows()[row].kind == NodeKind::goal) return true;
        const std::span<const Cell> cells = matrix_.row(row);
        return std::any_of(cells.begin(), cells.end(),
                           [&](const Cell& cell) { return tasks_[cell.column]; });
    }

    const PlanGraph& graph_;
    const Matrix& matrix_;
    const LayoutOptions& options_;
    std::vector<bool> tasks_, rows_, under_;
};

/// Puts places into the order of their groups, and says where each group begins.
std::vector<LayoutGroup> arrange(std::vector<std::uint32_t>& places, const Groups& groups) {
    const auto group = [&](std::uint32_t place) { return groups.of[place]; };
    std::stable_sort(places.begin(), places.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return group(a) < group(b); });
    std::vector<LayoutGroup> runs;
    for (std::size_t i = 0; i < places.size(); ++i) {
        if (i == 0 || group(places[i]) != group(places[i - 1])) {
            const bool is_known = group(places[i]) != no_group;
            runs.push_back({is_known ? groups.titles[group(places[i])] : std::string(), i, 0});
        }
        ++runs.back().count;
    }
    return runs;
}

}  // namespace

MatrixLayout lay_out(const PlanGraph& graph, const Matrix& matrix, const LayoutOptions& options) {
    const Choice choice(graph, matrix, options);
    MatrixLayout layout;
    std::vector<std::uint32_t> totals(matrix.columns().size(), 0);
    for (std::uint32_t row = 0; row < matrix.rows().size(); ++row) {
        if (!choice.has_row(row)) continue;
        layout.rows.push_back(row);
        for (const Cell& cell : matrix.row(row))
            if (choice.has_column(cell.column)) ++totals[cell.column];
    }
    for (std::uint32_t column = 0; column < totals.size(); ++column) {
        const bool is_hidden = options.hide_empty_columns && totals[column] == 0;
        if (choice.has_column(column) && !is_hidden) layout.columns.push_back(column);
    }
    layout.hidden_rows = matrix.rows().size() - layout.rows.size();
    layout.hidden_columns = matrix.columns().size() - layout.columns.size();
    if (const auto groups = groups_of(graph, matrix.rows(), options.rows_by))
        layout.row_groups = arrange(layout.rows, *groups);
    if (const auto groups = groups_of(graph, matrix.columns(), options.columns_by))
        layout.column_groups = arrange(layout.columns, *groups);
    for (const std::uint32_t row : layout.rows) {
        const std::span<const Cell> cells = matrix.row(row);
        layout.row_totals.push_back(static_cast<std::uint32_t>(
            std::count_if(cells.begin(), cells.end(),
                          [&](const Cell& cell) { return choice.has_column(cell.column); })));
    }
    for (const std::uint32_t column : layout.columns)
        layout.column_totals.push_back(totals[column]);
    layout.cell_count =
        std::accumulate(layout.row_totals.begin(), layout.row_totals.end(), std::size_t{0});
    return layout;
}

}  // namespace planloom

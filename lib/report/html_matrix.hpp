// A grid of tasks, grouped by goal, against goals or units.
#pragma once

#include <planloom/core/display.hpp>

#include "html_parts.hpp"

#include <functional>
#include <span>
#include <string>
#include <vector>

namespace planloom::report {

/// The words around a grid, and its column totals.
struct GridWords {
    const Phrase& caption;
    const Phrase& list;    ///< head of the one column that stands for a grid that is too wide
    const Phrase& margin;  ///< head of the column beside the tasks
    Noun noun;             ///< of the columns
    std::string foot;
    std::function<std::size_t(Node column)> total;
};

/// The columns in which something stands.
[[nodiscard]] std::vector<Node> leave_out_empty(std::span<const Node> columns,
                                                std::span<const std::uint32_t> totals);

/// Where the columns are too many to be read as a grid, each row lists its cells instead.
class Grid {
public:
    using CellWriter = std::function<void(TaskId row, Node column)>;
    using RowWriter = std::function<void(TaskId row)>;

    Grid(Page& page, std::vector<Node> columns, CellWriter write_cell, RowWriter write_list,
         RowWriter write_margin);
    void write(const GridWords& words);

private:
    void write_head(Node column);
    void write_rows();
    void write_body(const std::vector<TaskId>& tasks, GoalId goal);
    void write_row(TaskId task);
    void write_foot(const GridWords& words);

    Page& page_;
    std::vector<Node> columns_;
    CellWriter write_cell_;
    RowWriter write_list_;
    RowWriter write_margin_;
    bool is_grid_ = true;
    std::size_t rows_ = 0;
};

}  // namespace planloom::report

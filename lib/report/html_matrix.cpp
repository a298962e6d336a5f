#include "html_matrix.hpp"

#include <algorithm>

namespace planloom::report {
namespace {

/// More columns than this cannot be read as a grid, on a page or on a screen.
constexpr std::size_t grid_columns = 40;
constexpr std::size_t head_width = 44;

}  // namespace

std::vector<Node> leave_out_empty(std::span<const Node> columns,
                                  std::span<const std::uint32_t> totals) {
    std::vector<Node> used;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        if (totals[i] > 0) used.push_back(columns[i]);
    }
    return used;
}

Grid::Grid(Page& page, std::vector<Node> columns, CellWriter write_cell, RowWriter write_list,
           RowWriter write_margin)
    : page_(page),
      columns_(std::move(columns)),
      write_cell_(std::move(write_cell)),
      write_list_(std::move(write_list)),
      write_margin_(std::move(write_margin)),
      is_grid_(columns_.size() <= grid_columns) {}

void Grid::write(const GridWords& words) {
    if (!is_grid_) page_.element("p", phrases::as_list, page_.count(columns_.size(), words.noun));
    page_.rawf("<div class=\"scroll tall\"><table class=\"{}\"><caption>",
               is_grid_ ? "matrix" : "matrix listed");
    page_.say(words.caption);
    page_.raw("</caption><thead><tr>");
    page_.element("th scope=\"col\" class=\"corner\"", phrases::task);
    page_.element("th scope=\"col\" class=\"margin\"", words.margin);
    if (is_grid_) {
        for (const Node column : columns_) write_head(column);
    } else {
        page_.element("th scope=\"col\"", words.list);
    }
    page_.raw("</tr></thead>\n");
    write_rows();
    write_foot(words);
    page_.raw("</table></div>\n");
    const std::size_t tasks = page_.plan().tasks().size();
    if (tasks > page_.max_rows()) {
        page_.leave_out(page_.words(words.caption) + page_.words(phrases::colon) +
                        page_.count(tasks - page_.max_rows(), nouns::row));
    }
}

void Grid::write_head(Node column) {
    page_.raw("<th scope=\"col\" class=\"upright\"><span>");
    page_.text(fit(page_.plan().title(column), head_width));
    page_.raw("</span></th>");
}

/// Tasks in the order of the goals under which they are listed, a body of rows for each goal.
void Grid::write_rows() {
    const Facts& facts = page_.facts();
    std::vector<std::vector<TaskId>> at(page_.plan().goals().size() + 1);
    for (const TaskId task : facts.tasks.order) {
        at[facts.home[task].is_valid() ? facts.home[task].index() : at.size() - 1].push_back(task);
    }
    for (const GoalId goal : facts.goals.order) write_body(at[goal.index()], goal);
    write_body(at.back(), {});
}

void Grid::write_body(const std::vector<TaskId>& tasks, GoalId goal) {
    if (tasks.empty() || rows_ >= page_.max_rows()) return;
    page_.rawf("<tbody>\n<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"{}\"><span>",
               (is_grid_ ? columns_.size() : 1) + 2);
    if (goal.is_valid()) {
        page_.title(goal);
    } else {
        page_.say(phrases::no_goal);
    }
    page_.rawf(" <span class=\"many\">{}</span></span></th></tr>\n", tasks.size());
    for (const TaskId task : tasks) {
        if (rows_++ >= page_.max_rows()) break;
        write_row(task);
    }
    page_.raw("</tbody>\n");
}

void Grid::write_row(TaskId task) {
    page_.raw("<tr><th scope=\"row\"><span>");
    page_.key(task);
    page_.title(task);
    page_.raw("</span></th><td class=\"margin\">");
    write_margin_(task);
    page_.raw("</td>");
    if (is_grid_) {
        for (const Node column : columns_) write_cell_(task, column);
    } else {
        page_.raw("<td class=\"list\">");
        write_list_(task);
        page_.raw("</td>");
    }
    page_.raw("</tr>\n");
}

void Grid::write_foot(const GridWords& words) {
    if (!is_grid_) return;
    page_.raw("<tfoot><tr><th scope=\"row\"><span>");
    page_.text(words.foot);
    page_.raw("</span></th><td class=\"margin\"></td>");
    for (const Node column : columns_) page_.rawf("<td>{}</td>", words.total(column));
    page_.raw("</tr></tfoot>\n");
}

}  // namespace planloom::report

#include <planloom/core/error.hpp>
#include <planloom/io/matrix_file.hpp>
#include <planloom/model/views.hpp>

#include "ledger_text.hpp"
#include "matrix_words.hpp"

#include <algorithm>
#include <utility>

namespace planloom {
namespace {

constexpr std::uint32_t lead_marks = 0b11;  // lead and co-lead

class TableMaker {
public:
    TableMaker(const PlanGraph& graph, const Matrix& matrix, const MatrixLayout& layout,
               const MatrixTableOptions& options)
        : plan_(graph.plan()),
          matrix_(matrix),
          layout_(layout),
          options_(options),
          language_(options.language) {
        const std::size_t columns = layout.columns.size();
        if (columns != 0 && layout.rows.size() > options.max_cells / columns)
            throw Error("limit_cells", std::to_string(layout.rows.size()) + " rows by " +
                                           std::to_string(columns) + " columns, expected at most " +
                                           std::to_string(options.max_cells) + " cells");
        shown_.assign(matrix.columns().size(), no_group);
        for (std::size_t i = 0; i < columns; ++i)
            shown_[layout.columns[i]] = static_cast<std::uint32_t>(i);
    }

    MatrixTable make() {
        table_.name = matrix_name(matrix_.kind(), language_);
        table_.head_columns = 2;
        count_marks();
        write_headers();
        std::size_t group = 0;
        for (std::size_t i = 0; i < layout_.rows.size(); ++i) {
            if (group < layout_.row_groups.size() && layout_.row_groups[group].first == i)
                table_.rows.push_back(
                    {MatrixRowKind::group, {text(group_title(layout_.row_groups[group++].title))}});
            write_row(i);
        }
        write_totals();
        write_notes();
        return std::move(table_);
    }

private:
    static MatrixTableCell text(std::string text) { return {std::move(text), false, false}; }
    static MatrixTableCell number(std::uint64_t value) {
        return {std::to_string(value), true, false};
    }

    [[nodiscard]] std::string group_title(const std::string& title) const {
        return title.empty() ? unnamed_group(language_) : title;
    }

    /// Counts of marks, by bit and then by shown row and column.
    void count_marks() {
        const std::size_t bits = mark_words(matrix_.kind()).size();
        in_rows_.assign(bits, std::vector<std::uint32_t>(layout_.rows.size(), 0));
        in_columns_.assign(bits, std::vector<std::uint32_t>(layout_.columns.size(), 0));
        sums_.assign(bits, 0);
        for (std::size_t i = 0; i < layout_.rows.size(); ++i) {
            for (const Cell& cell : matrix_.row(layout_.rows[i])) {
                if (shown_[cell.column] == no_group) continue;
                has_indirect_ = has_indirect_ || !cell.is_direct;
                for (std::size_t bit = 0; bit < bits; ++bit) {
                    if ((cell.marks >> bit & 1U) == 0) continue;
                    ++in_rows_[bit][i];
                    ++in_columns_[bit][shown_[cell.column]];
                    ++sums_[bit];
                }
            }
        }
        if (!options_.has_mark_totals) return;
        for (std::size_t bit = 0; bit < bits; ++bit)
            if (sums_[bit] != 0) counted_.push_back(bit);
    }

    [[nodiscard]] std::string mark_name(std::size_t bit) const {
        const MarkStyle style = options_.marks == MarkStyle::key ? MarkStyle::key : MarkStyle::word;
        return marks_text(matrix_.kind(), 1U << bit, style, language_.code());
    }

    [[nodiscard]] std::string column_name(std::uint32_t column) const {
        const Node node = matrix_.columns()[column];
        const bool has_title = !language_.is_none() && node.kind == NodeKind::unit;
        return std::string(has_title ? plan_.title(node) : plan_.key(node));
    }

    void write_headers() {
        if (!layout_.column_groups.empty()) {
            MatrixTableRow row{MatrixRowKind::header, {text(""), text("")}};
            for (const LayoutGroup& group : layout_.column_groups)
                for (std::size_t i = 0; i < group.count; ++i)
                    row.cells.push_back(text(group_title(group.title)));
            table_.rows.push_back(std::move(row));
        }
        MatrixTableRow row{MatrixRowKind::header,
                           {text(language_.pick("key", "key", "编号")),
                            text(language_.pick("title", "title", "名称"))}};
        for (const std::uint32_t column : layout_.columns)
            row.cells.push_back(text(column_name(column)));
        row.cells.push_back(text(language_.pick("total", "total", "合计")));
        for (const std::size_t bit : counted_) row.cells.push_back(text(mark_name(bit)));
        table_.rows.push_back(std::move(row));
    }

    [[nodiscard]] MatrixTableCell cell_of(const Cell& cell) const {
        MatrixTableCell result =
            text(marks_text(matrix_.kind(), cell.marks, options_.marks, language_.code()));
        if (matrix_.kind() == MatrixKind::unit_unit && options_.marks != MarkStyle::key)
            result.text = std::to_string(cell.count) + " " + result.text;
        if (!cell.is_direct) result.text = "(" + result.text + ")";
        const bool is_of_roles =
            matrix_.kind() == MatrixKind::task_unit || matrix_.kind() == MatrixKind::goal_unit;
        result.is_strong = is_of_roles && (cell.marks & lead_marks) != 0;
        return result;
    }

    void write_row(std::size_t at) {
        const std::uint32_t row = layout_.rows[at];
        const Node node = matrix_.rows()[row];
        std::vector<MatrixTableCell> cells(2 + layout_.columns.size());
        cells[0].text = plan_.key(node);
        cells[1].text = plan_.title(node);
        for (const Cell& cell : matrix_.row(row))
            if (shown_[cell.column] != no_group) cells[2 + shown_[cell.column]] = cell_of(cell);
        cells.push_back(number(layout_.row_totals[at]));
        for (const std::size_t bit : counted_) cells.push_back(number(in_rows_[bit][at]));
        table_.rows.push_back({MatrixRowKind::item, std::move(cells)});
    }

    void write_totals() {
        MatrixTableRow row{MatrixRowKind::total,
                           {text(language_.pick("total", "total", "合计")), text("")}};
        for (const std::uint32_t total : layout_.column_totals) row.cells.push_back(number(total));
        row.cells.push_back(number(layout_.cell_count));
        for (const std::size_t bit : counted_) row.cells.push_back(number(sums_[bit]));
        table_.rows.push_back(std::move(row));
        for (const std::size_t bit : counted_) {
            MatrixTableRow marks{MatrixRowKind::total, {text(mark_name(bit)), text("")}};
            for (const std::uint32_t count : in_columns_[bit]) marks.cells.push_back(number(count));
            marks.cells.push_back(number(sums_[bit]));
            table_.rows.push_back(std::move(marks));
        }
    }

    void add_note(std::string note) { table_.notes.push_back(std::move(note)); }

    void note_share(NodeKind of, NodeKind with, std::span<const std::uint32_t> totals) {
        const std::string_view nodes = plural(of, language_);
        if (totals.empty())
            return add_note(language_.say("{0} with a {1}: not evaluated, none is shown",
                                          "有{1}的{0}：未评估（没有列出）", nodes,
                                          singular(with, language_)));
        const auto part =
            totals.size() - static_cast<std::size_t>(std::count(totals.begin(), totals.end(), 0U));
        add_note(language_.say(
            "{0} with a {1}: {2} of {3} ({4:.1f} %)", "有{1}的{0}：{3} 中的 {2}（{4:.1f}%）", nodes,
            singular(with, language_), part, totals.size(),
            100.0 * static_cast<double>(part) / static_cast<double>(totals.size())));
    }

    void write_notes() {
        const bool is_over_units = matrix_.kind() == MatrixKind::unit_unit ||
                                   matrix_.kind() == MatrixKind::task_unit ||
                                   matrix_.kind() == MatrixKind::goal_unit;
        const NodeKind column = is_over_units ? NodeKind::unit : NodeKind::task;
        const NodeKind row = row_kind();
        note_share(row, column, layout_.row_totals);
        if (matrix_.kind() != MatrixKind::unit_unit) {
            // Columns without a cell are hidden, and count all the same.
            std::vector<std::uint32_t> totals = layout_.column_totals;
            if (layout_.hidden_rows == 0) totals.resize(matrix_.columns().size(), 0);
            note_share(column, row, totals);
        }
        for (std::size_t bit = 0; bit < sums_.size(); ++bit) {
            if (sums_[bit] == 0) continue;
            add_note(language_.say(
                "{0}: {1}, {2} cells", "{0}：{1}，{2} 格",
                marks_text(matrix_.kind(), 1U << bit, options_.marks, language_.code()),
                mark_meaning(matrix_.kind(), bit, language_.code()), sums_[bit]));
        }
        if (has_indirect_)
            add_note(language_.say("(...): by a subgoal only", "(…)：仅来自下级目标"));
        if (layout_.hidden_columns != 0)
            add_note(language_.say("hidden columns: {0}", "隐藏的列：{0}", layout_.hidden_columns));
        if (layout_.hidden_rows != 0)
            add_note(language_.say("rows left out: {0}", "略去的行：{0}", layout_.hidden_rows));
        add_note(language_.say("total: cells that are not empty", "合计：非空格数"));
    }

    [[nodiscard]] NodeKind row_kind() const {
        switch (matrix_.kind()) {
            case MatrixKind::goal_task:
            case MatrixKind::goal_unit:
                return NodeKind::goal;
            case MatrixKind::task_unit:
                return NodeKind::task;
            case MatrixKind::requirement_task:
                return NodeKind::requirement;
            case MatrixKind::unit_unit:
                break;
        }
        return NodeKind::unit;
    }

    const Plan& plan_;
    const Matrix& matrix_;
    const MatrixLayout& layout_;
    const MatrixTableOptions& options_;
    TableLanguage language_;
    /// Where a column of the matrix is shown, or no_group.
    std::vector<std::uint32_t> shown_;
    std::vector<std::vector<std::uint32_t>> in_rows_, in_columns_;
    std::vector<std::uint64_t> sums_;
    /// Bits with totals of their own.
    std::vector<std::size_t> counted_;
    bool has_indirect_ = false;
    MatrixTable table_;
};

}  // namespace

MatrixTable matrix_table(const PlanGraph& graph, const Matrix& matrix, const MatrixLayout& layout,
                         const MatrixTableOptions& options) {
    return TableMaker(graph, matrix, layout, options).make();
}

std::string matrix_csv(const MatrixTable& table, const CsvDialect& dialect, bool is_raw) {
    std::size_t width = 1;
    for (const MatrixTableRow& row : table.rows) width = std::max(width, row.cells.size());
    std::vector<CsvRow> rows;
    rows.reserve(table.rows.size());
    for (const MatrixTableRow& row : table.rows) {
        CsvRow out;
        for (const MatrixTableCell& cell : row.cells)
            out.cells.push_back(is_raw || cell.is_number ? cell.text
                                                         : ledger::with_guard(cell.text));
        out.cells.resize(width);
        rows.push_back(std::move(out));
    }
    return write_csv(rows, dialect);
}

}  // namespace planloom

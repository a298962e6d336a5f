#include "matrix_text.hpp"

#include <planloom/core/utf8.hpp>
#include <planloom/coverage/matrix_marks.hpp>
#include <planloom/report/table.hpp>

#include "nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <cstdint>
#include <map>
#include <span>
#include <utility>

namespace planloom::tool {
namespace {

// Of a matrix of units a cell says how much stands behind it; of others, that is rarely more than
// one relation.
bool has_counts(MatrixKind kind) {
    return kind == MatrixKind::unit_unit;
}

constexpr std::size_t between_columns = 2;

class MatrixText {
public:
    MatrixText(const Plan& plan, const Matrix& matrix, const MatrixLayout& layout, MarkStyle marks,
               Language language)
        : plan_(plan),
          matrix_(matrix),
          layout_(layout),
          marks_(marks),
          language_(language),
          filled_(layout.columns),
          is_shown_(matrix.columns().size(), false) {
        for (const std::uint32_t column : filled_) is_shown_[column] = true;
    }

    [[nodiscard]] std::string to_string(std::size_t width) const {
        if (layout_.cell_count == 0)
            return language_.pick("the matrix is empty\n", "矩阵为空\n") + hidden();
        std::vector<std::string> keys;
        std::vector<std::string> numbers;
        for (const std::uint32_t column : filled_) {
            keys.push_back(key_text(plan_, matrix_.columns()[column]));
            numbers.push_back(std::to_string(numbers.size() + 1));
        }
        if (fits(keys, width)) return table(keys) + groups() + legend(false) + hidden();
        if (fits(numbers, width)) {
            std::string text = table(numbers);
            for (std::size_t i = 0; i < filled_.size(); ++i) {
                text += fmt::format("{:>4}  {}\n", numbers[i],
                                    name_text(plan_, matrix_.columns()[filled_[i]]));
            }
            return text + groups() + legend(false) + hidden();
        }
        return list() + legend(true) + hidden();
    }

private:
    [[nodiscard]] std::string total_word() const { return language_.pick("total", "合计"); }

    [[nodiscard]] std::string cell_text(const Cell& cell) const {
        const std::string text = marks_text(matrix_.kind(), cell.marks, marks_, language_.code());
        return cell.is_direct ? text : "(" + text + ")";
    }

    [[nodiscard]] std::string group_title(const LayoutGroup& group) const {
        return group.title.empty() ? language_.pick("not stated", "未注明")
                                   : escape_controls(group.title);
    }

    // Whether every column may be as wide as its head and its cells ask for. Marks rarely take more
    // than four columns.
    [[nodiscard]] bool fits(const std::vector<std::string>& heads, std::size_t width) const {
        constexpr std::size_t usual_cell = 4;
        constexpr std::size_t least_row_head = 20;
        std::size_t sum = least_row_head + between_columns + display_width(total_word());
        for (const std::string& head : heads)
            sum += between_columns + std::max(display_width(head), usual_cell);
        return sum <= width;
    }

    [[nodiscard]] std::string table(const std::vector<std::string>& heads) const {
        std::vector<std::string> head = {kind_word(language_, matrix_.rows().front().kind)};
        std::size_t group = 0;
        head.insert(head.end(), heads.begin(), heads.end());
        head.push_back(total_word());
        const std::size_t columns = head.size();
        TextTable table(std::move(head));
        table.align_right(columns - 1);
        for (std::size_t i = 0; i < layout_.rows.size(); ++i) {
            if (group < layout_.row_groups.size() && layout_.row_groups[group].first == i)
                table.add({"[" + group_title(layout_.row_groups[group++]) + "]"});
            const std::uint32_t row = layout_.rows[i];
            std::vector<std::string> cells = {row_name(row)};
            for (const std::uint32_t column : filled_) {
                const Cell* cell = matrix_.find(row, column);
                std::string text = cell == nullptr ? "" : cell_text(*cell);
                if (cell != nullptr && has_counts(matrix_.kind()))
                    text.insert(0, std::to_string(cell->count) + ' ');
                cells.push_back(std::move(text));
            }
            cells.push_back(std::to_string(layout_.row_totals[i]));
            table.add(std::move(cells));
        }
        std::vector<std::string> totals = {total_word()};
        for (const std::uint32_t total : layout_.column_totals)
            totals.push_back(std::to_string(total));
        totals.push_back(std::to_string(layout_.cell_count));
        table.add(std::move(totals));
        return table.to_string() + "\n";
    }

    // The key, and as much of the title as leaves room for the cells.
    [[nodiscard]] std::string row_name(std::size_t row) const {
        constexpr std::size_t most = 36;
        return fit(name_text(plan_, matrix_.rows()[row]), most);
    }

    // `L mason; S carpenter, roofer`: columns by what they are marked with, in the order of the
    // marks.
    [[nodiscard]] std::string row_words(std::size_t row) const {
        std::map<std::uint32_t, std::pair<std::string, std::vector<std::string>>> by_marks;
        for (const Cell& cell : matrix_.row(row)) {
            if (!is_shown_[cell.column]) continue;
            // Marks are ordered by their lowest bit, and a cell of the row's own goes first.
            const std::uint32_t indirect = cell.is_direct ? 0U : 1U;
            const auto lowest = static_cast<std::uint32_t>(std::countr_zero(cell.marks));
            const std::uint32_t place = (indirect << 31U) | (lowest << 16U) | cell.marks;
            auto& [mark, columns] = by_marks[place];
            mark = cell_text(cell);
            columns.push_back(key_text(plan_, matrix_.columns()[cell.column]));
            if (has_counts(matrix_.kind())) columns.back() += fmt::format(" ({})", cell.count);
        }
        std::string text;
        for (const auto& [place, group] : by_marks) {
            if (!text.empty()) text += language_.pick("; ", "；");
            text += group.first + " " + join(language_, group.second);
        }
        return text;
    }

    [[nodiscard]] std::string list() const {
        std::string text = language_.say(
            "{0} are too many for the width: one line for each row with cells\n\n",
            "共 {0}，宽度不够，改为逐行列出\n\n", language_.amount(filled_.size(), "column", "列"));
        std::size_t group = 0;
        for (std::size_t i = 0; i < layout_.rows.size(); ++i) {
            if (group < layout_.row_groups.size() && layout_.row_groups[group].first == i)
                text += "[" + group_title(layout_.row_groups[group++]) + "]\n";
            const std::uint32_t row = layout_.rows[i];
            const std::string cells = row_words(row);
            text += fmt::format("{}{}{}\n", name_text(plan_, matrix_.rows()[row]),
                                language_.pick(": ", "："), cells.empty() ? "-" : cells);
        }
        return text + "\n";
    }

    // Only the marks that are there.
    [[nodiscard]] std::string legend(bool is_list) const {
        std::uint32_t used = 0;
        bool has_indirect = false;
        for (const std::uint32_t row : layout_.rows) {
            for (const Cell& cell : matrix_.row(row)) {
                if (!is_shown_[cell.column]) continue;
                used |= cell.marks;
                has_indirect = has_indirect || !cell.is_direct;
            }
        }
        std::vector<std::string> parts;
        const std::size_t bits = marks_ == MarkStyle::word ? 0 : mark_words(matrix_.kind()).size();
        for (std::size_t bit = 0; bit < bits; ++bit) {
            if (((used >> bit) & 1U) == 0) continue;
            parts.push_back(fmt::format(
                "{} {}", marks_text(matrix_.kind(), 1U << bit, marks_, language_.code()),
                mark_meaning(matrix_.kind(), bit, language_.code())));
        }
        if (has_counts(matrix_.kind()))
            parts.emplace_back(language_.pick("numbers: shared tasks and links handed on",
                                              "数字为共同任务数加移交依赖数"));
        if (has_indirect)
            parts.emplace_back(language_.pick("(...) by a subgoal", "(…) 来自下级目标"));
        if (!is_list)
            parts.emplace_back(language_.pick("total: cells that are not empty", "合计为非空格数"));
        return join(language_, parts) + "\n";
    }

    // Which columns belong to which group, where they are grouped.
    [[nodiscard]] std::string groups() const {
        std::string text;
        for (const LayoutGroup& group : layout_.column_groups) {
            std::vector<std::string> keys;
            for (std::size_t i = group.first; i < group.first + group.count; ++i)
                keys.push_back(key_text(plan_, matrix_.columns()[filled_[i]]));
            text += "[" + group_title(group) + "] " + join(language_, keys) + "\n";
        }
        return text;
    }

    [[nodiscard]] std::string hidden() const {
        std::string text;
        if (layout_.hidden_rows != 0)
            text += language_.say("{0} not chosen left out\n", "略去未选的 {0}\n",
                                  language_.amount(layout_.hidden_rows, "row", "行"));
        if (layout_.hidden_columns != 0)
            text += language_.say("{0} without a cell left out\n", "略去没有内容的 {0}\n",
                                  language_.amount(layout_.hidden_columns, "column", "列"));
        return text;
    }

    const Plan& plan_;
    const Matrix& matrix_;
    const MatrixLayout& layout_;
    MarkStyle marks_;
    Language language_;
    const std::vector<std::uint32_t>& filled_;
    std::vector<bool> is_shown_;
};

}  // namespace

std::string matrix_text(const Plan& plan, const Matrix& matrix, const MatrixLayout& layout,
                        MarkStyle marks, Language language, std::size_t width) {
    return MatrixText(plan, matrix, layout, marks, language).to_string(width);
}

std::string table_text(const MatrixTable& table, std::size_t width) {
    std::vector<std::string> head;
    for (const MatrixTableCell& cell : table.rows.front().cells) head.push_back(cell.text);
    TextTable text(std::move(head));
    for (std::size_t column = 0; column < table.rows.front().cells.size(); ++column)
        if (table.rows.size() > 1 && table.rows[1].cells[column].is_number)
            text.align_right(column);
    for (std::size_t row = 1; row < table.rows.size(); ++row) {
        std::vector<std::string> cells;
        for (const MatrixTableCell& cell : table.rows[row].cells) cells.push_back(cell.text);
        text.add(std::move(cells));
    }
    std::string all = text.to_string(width);
    for (const std::string& note : table.notes) all += escape_controls(note) + "\n";
    return all;
}

}  // namespace planloom::tool

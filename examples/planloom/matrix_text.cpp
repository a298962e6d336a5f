#include "matrix_text.hpp"

#include <planloom/report/table.hpp>

#include "nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <map>
#include <span>
#include <utility>

namespace planloom::tool {
namespace {

struct Mark {
    std::string_view word;
    const char* en;     // in a cell
    const char* zh;     // in a cell
    const char* en_is;  // in the legend
    const char* zh_is;
};

constexpr std::array role_marks = {
    Mark{"lead", "L", "牵", "leads", "牵头"},
    Mark{"co_lead", "C", "共", "leads together with another", "共同牵头"},
    Mark{"responsible", "R", "责", "is responsible", "责任"},
    Mark{"support", "S", "配", "supports", "配合"},
    Mark{"guide", "G", "导", "guides", "指导"},
    Mark{"implement", "I", "落", "implements", "落实"},
    Mark{"supervise", "V", "督", "supervises", "督办"},
    Mark{"consult", "A", "询", "is consulted", "征求意见"},
    Mark{"inform", "N", "知", "is informed", "知会"},
};
constexpr std::array serves_marks = {
    Mark{"necessary", "N", "必", "necessary", "必要"},
    Mark{"alternative", "A", "选", "one of several alternatives", "可替代"},
    Mark{"supporting", "S", "助", "supporting", "辅助"},
};
constexpr std::array answer_marks = {
    Mark{"task", "T", "直", "the task answers it", "任务直接落实"},
    Mark{"goal", "G", "间", "a goal of the task answers it", "经由目标落实"},
};

std::span<const Mark> marks_of(MatrixKind kind) {
    switch (kind) {
        case MatrixKind::goal_task:
            return serves_marks;
        case MatrixKind::requirement_task:
            return answer_marks;
        case MatrixKind::task_unit:
        case MatrixKind::goal_unit:
            break;
    }
    return role_marks;
}

std::string cell_text(MatrixKind kind, const Cell& cell, Language language) {
    const std::span<const Mark> marks = marks_of(kind);
    std::string text;
    for (std::size_t bit = 0; bit < marks.size(); ++bit)
        if (((cell.marks >> bit) & 1U) != 0) text += language.pick(marks[bit].en, marks[bit].zh);
    return cell.is_direct ? text : "(" + text + ")";
}

// The columns that have a cell, in plan order.
std::vector<std::uint32_t> filled_columns(const Matrix& matrix) {
    std::vector<std::uint32_t> filled;
    for (std::uint32_t column = 0; column < matrix.columns().size(); ++column)
        if (matrix.column_totals()[column] != 0) filled.push_back(column);
    return filled;
}

constexpr std::size_t between_columns = 2;

class MatrixText {
public:
    MatrixText(const Plan& plan, const Matrix& matrix, Language language)
        : plan_(plan), matrix_(matrix), language_(language), filled_(filled_columns(matrix)) {}

    [[nodiscard]] std::string to_string(std::size_t width) const {
        if (matrix_.cell_count() == 0)
            return language_.pick("the matrix is empty\n", "矩阵为空\n") + hidden();
        std::vector<std::string> keys;
        std::vector<std::string> numbers;
        for (const std::uint32_t column : filled_) {
            keys.push_back(key_text(plan_, matrix_.columns()[column]));
            numbers.push_back(std::to_string(numbers.size() + 1));
        }
        if (fits(keys, width)) return table(keys) + legend(false) + hidden();
        if (fits(numbers, width)) {
            std::string text = table(numbers);
            for (std::size_t i = 0; i < filled_.size(); ++i) {
                text += fmt::format("{:>4}  {}\n", numbers[i],
                                    name_text(plan_, matrix_.columns()[filled_[i]]));
            }
            return text + legend(false) + hidden();
        }
        return list() + legend(true) + hidden();
    }

private:
    [[nodiscard]] std::string total_word() const { return language_.pick("total", "合计"); }

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
        head.insert(head.end(), heads.begin(), heads.end());
        head.push_back(total_word());
        const std::size_t columns = head.size();
        TextTable table(std::move(head));
        table.align_right(columns - 1);
        for (std::size_t row = 0; row < matrix_.rows().size(); ++row) {
            std::vector<std::string> cells = {row_name(row)};
            for (const std::uint32_t column : filled_) {
                const Cell* cell = matrix_.find(row, column);
                cells.push_back(cell == nullptr ? "" : cell_text(matrix_.kind(), *cell, language_));
            }
            cells.push_back(std::to_string(matrix_.row_totals()[row]));
            table.add(std::move(cells));
        }
        std::vector<std::string> totals = {total_word()};
        for (const std::uint32_t column : filled_)
            totals.push_back(std::to_string(matrix_.column_totals()[column]));
        totals.push_back(std::to_string(matrix_.cell_count()));
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
            // Marks are ordered by their lowest bit, and a cell of the row's own goes first.
            const std::uint32_t indirect = cell.is_direct ? 0U : 1U;
            const auto lowest = static_cast<std::uint32_t>(std::countr_zero(cell.marks));
            const std::uint32_t place = (indirect << 31U) | (lowest << 16U) | cell.marks;
            auto& [mark, columns] = by_marks[place];
            mark = cell_text(matrix_.kind(), cell, language_);
            columns.push_back(key_text(plan_, matrix_.columns()[cell.column]));
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
        for (std::size_t row = 0; row < matrix_.rows().size(); ++row) {
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
        for (std::size_t row = 0; row < matrix_.rows().size(); ++row) {
            for (const Cell& cell : matrix_.row(row)) {
                used |= cell.marks;
                has_indirect = has_indirect || !cell.is_direct;
            }
        }
        std::vector<std::string> parts;
        const std::span<const Mark> marks = marks_of(matrix_.kind());
        for (std::size_t bit = 0; bit < marks.size(); ++bit) {
            if (((used >> bit) & 1U) == 0) continue;
            parts.push_back(fmt::format("{} {}", language_.pick(marks[bit].en, marks[bit].zh),
                                        language_.pick(marks[bit].en_is, marks[bit].zh_is)));
        }
        if (has_indirect)
            parts.emplace_back(language_.pick("(...) by a subgoal", "(…) 来自下级目标"));
        if (!is_list)
            parts.emplace_back(language_.pick("total: cells that are not empty", "合计为非空格数"));
        return join(language_, parts) + "\n";
    }

    [[nodiscard]] std::string hidden() const {
        const std::size_t count = matrix_.columns().size() - filled_.size();
        if (count == 0) return {};
        return language_.say("{0} without a cell left out\n", "略去没有内容的 {0}\n",
                             language_.amount(count, "column", "列"));
    }

    const Plan& plan_;
    const Matrix& matrix_;
    Language language_;
    std::vector<std::uint32_t> filled_;
};

}  // namespace

std::vector<std::string_view> mark_words(MatrixKind kind, std::uint32_t marks) {
    std::vector<std::string_view> words;
    const std::span<const Mark> all = marks_of(kind);
    for (std::size_t bit = 0; bit < all.size(); ++bit)
        if (((marks >> bit) & 1U) != 0) words.push_back(all[bit].word);
    return words;
}

std::string matrix_text(const Plan& plan, const Matrix& matrix, Language language,
                        std::size_t width) {
    return MatrixText(plan, matrix, language).to_string(width);
}

}  // namespace planloom::tool

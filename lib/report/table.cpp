#include <planloom/core/contract.hpp>
#include <planloom/report/table.hpp>

#include <algorithm>
#include <utility>

namespace planloom {
namespace {

constexpr std::string_view gap = "  ";

/// Cuts the widest columns, and only them, until the line fits or every column is one column wide.
void narrow(std::vector<std::size_t>& widths, std::size_t width) {
    const std::size_t gaps = gap.size() * (widths.size() - 1);
    std::vector<std::size_t> sorted = widths;
    std::sort(sorted.begin(), sorted.end());
    std::size_t room = width > gaps ? width - gaps : 0;
    for (std::size_t i = 0; i < sorted.size(); ++i) {
        const std::size_t share = std::max<std::size_t>(room / (sorted.size() - i), 1);
        if (sorted[i] > share) {
            for (std::size_t& each : widths) each = std::min(each, share);
            return;
        }
        room -= sorted[i];
    }
}

void add_line(std::string& out, const std::vector<std::string>& cells,
              const std::vector<std::size_t>& widths, const std::vector<bool>& right) {
    std::string line;
    for (std::size_t i = 0; i < widths.size(); ++i) {
        const std::string cell = i < cells.size() ? fit(cells[i], widths[i]) : std::string();
        const std::size_t taken = display_width(cell);
        const std::string pad(widths[i] > taken ? widths[i] - taken : 0, ' ');
        if (i > 0) line += gap;
        line += right[i] ? pad + cell : cell + pad;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    out += line;
    out += '\n';
}

}  // namespace

TextTable::TextTable(std::vector<std::string> head)
    : head_(std::move(head)), right_(head_.size(), false) {}

void TextTable::align_right(std::size_t column) {
    PLANLOOM_EXPECTS(column < right_.size());
    right_[column] = true;
}

void TextTable::add(std::vector<std::string> row) {
    PLANLOOM_EXPECTS(row.size() <= head_.size());
    rows_.push_back(std::move(row));
}

std::string TextTable::to_string(std::size_t width) const {
    if (head_.empty()) return {};
    std::vector<std::size_t> widths;
    for (const std::string& cell : head_) widths.push_back(display_width(cell));
    for (const std::vector<std::string>& row : rows_) {
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], display_width(row[i]));
        }
    }
    if (width > 0) narrow(widths, width);
    std::string out;
    add_line(out, head_, widths, right_);
    std::vector<std::string> rule;
    for (const std::size_t each : widths) rule.emplace_back(each, '-');
    add_line(out, rule, widths, right_);
    for (const std::vector<std::string>& row : rows_) add_line(out, row, widths, right_);
    return out;
}

}  // namespace planloom

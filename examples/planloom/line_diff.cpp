#include "line_diff.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <vector>

namespace planloom::tool {
namespace {

using Lines = std::vector<std::string_view>;

constexpr std::ptrdiff_t most_changes = 4000;
constexpr std::size_t around = 3;

Lines lines_of(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines.push_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

/// Which lines go and which come.
struct Changes {
    std::vector<bool> gone, added;
};

/// The shortest way from one text to the other, between what is alike at both ends.
class Search {
public:
    Search(const Lines& before, const Lines& after, std::size_t first, std::size_t before_end,
           std::size_t after_end)
        : before_(before),
          after_(after),
          first_(static_cast<std::ptrdiff_t>(first)),
          n_(static_cast<std::ptrdiff_t>(before_end - first)),
          m_(static_cast<std::ptrdiff_t>(after_end - first)) {}

    void mark(Changes& changes) {
        if (const std::ptrdiff_t steps = find(); steps >= 0) return trace(changes, steps);
        for (std::ptrdiff_t i = 0; i < n_; ++i) changes.gone[at(i)] = true;
        for (std::ptrdiff_t i = 0; i < m_; ++i) changes.added[at(i)] = true;
    }

private:
    [[nodiscard]] std::size_t at(std::ptrdiff_t i) const noexcept {
        return static_cast<std::size_t>(first_ + i);
    }
    /// How far a diagonal reaches after a number of changes; -1 for not at all.
    [[nodiscard]] std::ptrdiff_t reach(std::ptrdiff_t changes, std::ptrdiff_t diagonal) const {
        if (diagonal < -changes || diagonal > changes) return -1;
        return reached_[static_cast<std::size_t>(changes)]
                       [static_cast<std::size_t>(diagonal + changes)];
    }
    [[nodiscard]] bool goes_down(std::ptrdiff_t changes, std::ptrdiff_t diagonal) const {
        return diagonal == -changes ||
               (diagonal != changes &&
                reach(changes - 1, diagonal - 1) < reach(changes - 1, diagonal + 1));
    }

    std::ptrdiff_t find() {
        for (std::ptrdiff_t d = 0; d <= std::min(n_ + m_, most_changes); ++d) {
            reached_.emplace_back(static_cast<std::size_t>(2 * d + 1), -1);
            for (std::ptrdiff_t k = -d; k <= d; k += 2) {
                std::ptrdiff_t x = 0;
                if (d > 0) x = goes_down(d, k) ? reach(d - 1, k + 1) : reach(d - 1, k - 1) + 1;
                std::ptrdiff_t y = x - k;
                while (x < n_ && y < m_ && before_[at(x)] == after_[at(y)]) {
                    ++x;
                    ++y;
                }
                reached_.back()[static_cast<std::size_t>(k + d)] = x;
                if (x >= n_ && y >= m_) return d;
            }
        }
        return -1;
    }

    void trace(Changes& changes, std::ptrdiff_t steps) const {
        std::ptrdiff_t k = n_ - m_;
        for (std::ptrdiff_t d = steps; d > 0; --d) {
            if (goes_down(d, k)) {
                ++k;
                changes.added[at(reach(d - 1, k) - k)] = true;
            } else {
                --k;
                changes.gone[at(reach(d - 1, k))] = true;
            }
        }
    }

    const Lines& before_;
    const Lines& after_;
    std::ptrdiff_t first_, n_, m_;
    std::vector<std::vector<std::ptrdiff_t>> reached_;
};

Changes changes_of(const Lines& before, const Lines& after) {
    Changes changes{std::vector<bool>(before.size(), false),
                    std::vector<bool>(after.size(), false)};
    std::size_t first = 0, before_end = before.size(), after_end = after.size();
    while (first < before_end && first < after_end && before[first] == after[first]) ++first;
    while (before_end > first && after_end > first &&
           before[before_end - 1] == after[after_end - 1]) {
        --before_end;
        --after_end;
    }
    Search(before, after, first, before_end, after_end).mark(changes);
    return changes;
}

/// One line of the answer: its mark, and how many lines of both texts stand before it.
struct Row {
    char mark = ' ';
    std::string_view text;
    std::size_t before = 0, after = 0;
};

std::vector<Row> rows_of(const Lines& before, const Lines& after) {
    const Changes changes = changes_of(before, after);
    std::vector<Row> rows;
    std::size_t i = 0, j = 0;
    while (i < before.size() || j < after.size()) {
        if (i < before.size() && changes.gone[i]) {
            rows.push_back({'-', before[i], i, j});
            ++i;
        } else if (j < after.size() && changes.added[j]) {
            rows.push_back({'+', after[j], i, j});
            ++j;
        } else {
            rows.push_back({' ', before[i], i, j});
            ++i;
            ++j;
        }
    }
    return rows;
}

std::string hunk(const std::vector<Row>& rows, std::size_t first, std::size_t end) {
    std::size_t old_count = 0, new_count = 0;
    std::string text;
    for (std::size_t i = first; i < end; ++i) {
        old_count += rows[i].mark != '+' ? 1U : 0U;
        new_count += rows[i].mark != '-' ? 1U : 0U;
        text += fmt::format("{}{}\n", rows[i].mark, rows[i].text);
    }
    // A part without lines is named by the line before it.
    return fmt::format("@@ -{},{} +{},{} @@\n", rows[first].before + (old_count > 0 ? 1 : 0),
                       old_count, rows[first].after + (new_count > 0 ? 1 : 0), new_count) +
           text;
}

}  // namespace

std::string unified_diff(std::string_view name, std::string_view before, std::string_view after) {
    if (before == after) return {};
    const std::vector<Row> rows = rows_of(lines_of(before), lines_of(after));
    std::string text = fmt::format("--- {0}\n+++ {0}\n", name == "-" ? "<stdin>" : name);
    const auto is_change = [](const Row& row) { return row.mark != ' '; };
    auto next = std::find_if(rows.begin(), rows.end(), is_change);
    while (next != rows.end()) {
        const auto begin = static_cast<std::size_t>(next - rows.begin());
        std::size_t last = begin;
        // Changes whose surroundings touch stand in one part.
        for (std::size_t i = begin; i < rows.size() && i <= last + 2 * around; ++i)
            if (is_change(rows[i])) last = i;
        text += hunk(rows, begin < around ? 0 : begin - around,
                     std::min(last + around + 1, rows.size()));
        next = std::find_if(rows.begin() + static_cast<std::ptrdiff_t>(last) + 1, rows.end(),
                            is_change);
    }
    return text;
}

}  // namespace planloom::tool

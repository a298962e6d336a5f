// Tables for a terminal, aligned by display width: a Chinese character takes two columns.
#pragma once

#include <planloom/core/display.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace planloom {

/// Rows of cells under a head, written in aligned columns. Control characters in cells are shown as
/// escape_controls shows them.
///
/// @example
///     TextTable table({"unit", "tasks"});
///     table.align_right(1);
///     table.add({"省大数据局", "12"});
///     std::string text = table.to_string(80);
class TextTable {
public:
    explicit TextTable(std::vector<std::string> head);
    /// Columns are aligned to the left unless said otherwise.
    void align_right(std::size_t column);
    /// @param row  not more cells than the head has; missing ones are empty
    void add(std::vector<std::string> row);
    /// The head, a rule and the rows, each with a line end and without spaces before it.
    /// @param width  columns of the terminal; the widest columns are cut to fit, 0 for no limit
    /// @complexity O(cells)
    [[nodiscard]] std::string to_string(std::size_t width = 0) const;

private:
    std::vector<std::string> head_;
    std::vector<bool> right_;
    std::vector<std::vector<std::string>> rows_;
};

}  // namespace planloom

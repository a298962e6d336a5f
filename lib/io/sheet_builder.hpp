// Collects the cells of sheets within bounds.
#pragma once

#include <planloom/io/sheet.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::detail {

/// The largest sheet that spreadsheet programs have.
inline constexpr std::size_t most_rows = 1'048'576;
inline constexpr std::size_t most_columns = 16'384;

class SheetBuilder {
public:
    explicit SheetBuilder(const SheetLimits& limits) : limits_(limits) {}

    /// @throws ReadError  `limit_sheets`
    void begin_sheet(std::string name);
    /// Sets a cell; an empty text is no cell. Rows may come in any order, cells of a row too.
    /// @param row  from 1
    /// @throws ReadError  `limit_cells`, `limit_text`, `limit_cell`
    void set(std::uint32_t row, std::size_t column, std::string text);
    /// @throws ReadError  `limit_merged`
    void merge(const MergedCells& cells);
    [[nodiscard]] std::size_t text_limit() const noexcept { return limits_.cell_bytes; }
    /// @throws ReadError  `limit_cell`  naming the cell
    void require_cell_size(std::size_t size, std::uint32_t row, std::size_t column) const;
    [[nodiscard]] std::vector<Sheet> finish() &&;

private:
    [[noreturn]] void refuse(const char* code, std::uint32_t row, std::size_t column,
                             std::string message) const;

    const SheetLimits& limits_;
    std::vector<Sheet> sheets_;
    std::size_t cells_ = 0;
    std::size_t text_bytes_ = 0;
};

/// Text of XML parts as a person sees it: LF as the only line end, no white space at the end.
[[nodiscard]] std::string shown(std::string_view text);

/// A number as a spreadsheet shows it in a cell without a format: `3`, `1.5`.
[[nodiscard]] std::string shown_number(double value);

/// The same under a number format: dates as ISO 8601, percentages with their sign.
/// @param is_1904  whether days count from 1904-01-01 instead of 1899-12-30
[[nodiscard]] std::string shown_number(double value, std::string_view format, bool is_1904);

/// The format behind a number that Office Open XML has built in; empty for those without a meaning
/// here.
[[nodiscard]] std::string_view built_in_format(std::size_t id) noexcept;

}  // namespace planloom::detail

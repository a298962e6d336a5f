#include "sheet_builder.hpp"

#include <planloom/core/date.hpp>
#include <planloom/core/error.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace planloom {

std::string column_letters(std::size_t column) {
    std::string letters;
    for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
        letters.insert(letters.begin(), static_cast<char>('A' + (left - 1) % 26));
    return letters;
}

std::string cell_place(std::string_view sheet, std::uint32_t row, std::size_t column) {
    std::string place(sheet);
    if (!place.empty()) place += '!';
    return place + column_letters(column) + std::to_string(row);
}

}  // namespace planloom

namespace planloom::detail {
namespace {

/// Whether a format shows a day of the calendar, a time of day, both or none. Text in quotes and
/// conditions in brackets say nothing.
struct FormatKind {
    bool has_day = false;
    bool has_time = false;
    bool is_percent = false;
};

FormatKind kind_of(std::string_view format) {
    FormatKind kind;
    // Only the first section counts: the others are for negative numbers, zero and text.
    for (std::size_t i = 0; i < format.size() && format[i] != ';'; ++i) {
        const char c = format[i];
        if (c == '"' || c == '[') {
            const std::size_t end = format.find(c == '"' ? '"' : ']', i + 1);
            if (end == std::string_view::npos) break;
            i = end;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
            kind.has_day = true;
        } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
            kind.has_time = true;
        } else if (c == 'm' || c == 'M') {
            // 2025-06 and 6月 are dates too; minutes stand beside hours or seconds.
            if (!kind.has_time && format.find_first_of("hHsS", i) == std::string_view::npos)
                kind.has_day = true;
        } else if (c == '%') {
            kind.is_percent = true;
        } else if (format.substr(i).starts_with("General") ||
                   format.substr(i).starts_with("GENERAL")) {
            break;
        }
    }
    return kind;
}

std::string shown_time(double part) {
    const auto seconds = static_cast<int>(std::lround(part * 86400));
    const auto two = [](int value) { return (value < 10 ? "0" : "") + std::to_string(value); };
    std::string text = two(seconds / 3600 % 24) + ':' + two(seconds / 60 % 60);
    if (seconds % 60 != 0) text += ':' + two(seconds % 60);
    return text;
}

}  // namespace

std::string_view built_in_format(std::size_t id) noexcept {
    if (id == 9) return "0%";
    if (id == 10) return "0.00%";
    // 27 to 36 and 50 to 58 are dates in the Chinese, Japanese and Korean programs.
    if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 58))
        return "yyyy-mm-dd";
    if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47)) return "h:s";
    if (id == 22) return "yyyy-mm-dd h:s";
    return {};
}

std::string shown_number(double value) {
    if (!std::isfinite(value)) return {};
    std::array<char, 64> buffer{};
    constexpr double exact = 1e15;
    if (value == std::floor(value) && std::abs(value) < exact) {
        const auto whole = static_cast<std::int64_t>(value);
        return std::to_string(whole);
    }
    // Fifteen digits are what spreadsheets show and keep: 0.1 + 0.2 is 0.3 to them.
    constexpr int digits = 15;
    const std::to_chars_result result = std::to_chars(buffer.data(), buffer.data() + buffer.size(),
                                                      value, std::chars_format::general, digits);
    std::string text(buffer.data(), result.ptr);
    if (text.find('e') == std::string::npos && text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text;
}

std::string shown_number(double value, std::string_view format, bool is_1904) {
    const FormatKind kind = kind_of(format);
    if (kind.is_percent) return shown_number(value * 100) + '%';
    // 1899-12-30 and 1904-01-01, in days from 1970-01-01. The false leap day of 1900 lies before
    // the first of March of that year, where no plan is.
    constexpr std::int32_t epoch_1900 = -25569;
    constexpr std::int32_t epoch_1904 = -24107;
    constexpr double last_serial = 2'958'465;
    if ((!kind.has_day && !kind.has_time) || !(value >= 0) || value > last_serial)
        return shown_number(value);
    const double whole = std::floor(value);
    const double part = value - whole;
    if (!kind.has_day) return shown_time(part);
    const Date date =
        Date::from_ymd(1970, 1, 1)
            .plus_days(static_cast<std::int64_t>(whole) + (is_1904 ? epoch_1904 : epoch_1900));
    std::string text = to_string(date);
    if (part > 0) text += ' ' + shown_time(part);
    return text;
}

std::string shown(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r') {
            if (i + 1 == text.size() || text[i + 1] != '\n') result += '\n';
        } else {
            result += text[i];
        }
    }
    result.erase(result.find_last_not_of(" \t\n") + 1);
    return result;
}

void SheetBuilder::refuse(const char* code, std::uint32_t row, std::size_t column,
                          std::string message) const {
    const std::string_view name = sheets_.empty() ? std::string_view() : sheets_.back().name;
    throw ReadError(
        {{code, Severity::error, cell_place(name, row, column), row, std::move(message)}});
}

void SheetBuilder::begin_sheet(std::string name) {
    if (sheets_.size() == limits_.sheets)
        throw ReadError({{"limit_sheets", Severity::error, "", 0,
                          "the file has more than " + std::to_string(limits_.sheets) + " sheets"}});
    sheets_.emplace_back();
    sheets_.back().name = std::move(name);
}

void SheetBuilder::require_cell_size(std::size_t size, std::uint32_t row,
                                     std::size_t column) const {
    if (size > limits_.cell_bytes)
        refuse("limit_cell", row, column,
               "the cell has more than " + std::to_string(limits_.cell_bytes) + " bytes");
}

void SheetBuilder::set(std::uint32_t row, std::size_t column, std::string text) {
    if (text.empty()) return;
    require_cell_size(text.size(), row, column);
    if (row > most_rows || column >= most_columns)
        refuse("limit_cells", row, column, "there is no such cell in a sheet");
    text_bytes_ += text.size();
    if (text_bytes_ > limits_.text_bytes)
        refuse(
            "limit_text", row, column,
            "the sheets have more than " + std::to_string(limits_.text_bytes) + " bytes of text");
    std::vector<SheetRow>& rows = sheets_.back().rows;
    if (rows.empty() || rows.back().number != row) {
        rows.emplace_back();
        rows.back().number = row;
    }
    std::vector<std::string>& cells = rows.back().cells;
    if (cells.size() <= column) {
        cells_ += column + 1 - cells.size();
        if (cells_ > limits_.cells)
            refuse("limit_cells", row, column,
                   "the sheets have more than " + std::to_string(limits_.cells) + " cells");
        cells.resize(column + 1);
    }
    cells[column] = std::move(text);
}

void SheetBuilder::merge(const MergedCells& cells) {
    if (sheets_.back().merged.size() == limits_.merged)
        refuse("limit_merged", cells.first_row, cells.first_column,
               "the sheet has more than " + std::to_string(limits_.merged) + " merged cells");
    sheets_.back().merged.push_back(cells);
}

std::vector<Sheet> SheetBuilder::finish() && {
    for (Sheet& sheet : sheets_) {
        // Rows out of order, and a row in two pieces, are allowed by no standard but do occur.
        const auto by_number = [](const SheetRow& a, const SheetRow& b) {
            return a.number < b.number;
        };
        if (!std::is_sorted(sheet.rows.begin(), sheet.rows.end(), by_number))
            std::stable_sort(sheet.rows.begin(), sheet.rows.end(), by_number);
        std::vector<SheetRow> rows;
        rows.reserve(sheet.rows.size());
        for (SheetRow& row : sheet.rows) {
            if (rows.empty() || rows.back().number != row.number) {
                rows.push_back(std::move(row));
                continue;
            }
            std::vector<std::string>& cells = rows.back().cells;
            cells.resize(std::max(cells.size(), row.cells.size()));
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                if (!row.cells[i].empty()) cells[i] = std::move(row.cells[i]);
        }
        sheet.rows = std::move(rows);
        std::sort(sheet.merged.begin(), sheet.merged.end(),
                  [](const MergedCells& a, const MergedCells& b) {
                      return std::pair(a.first_row, a.first_column) <
                             std::pair(b.first_row, b.first_column);
                  });
    }
    return std::move(sheets_);
}

}  // namespace planloom::detail

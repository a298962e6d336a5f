#include "arguments.hpp"
#include "matrix_text.hpp"
#include "nodes.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::tool {
namespace {

constexpr std::size_t most_cells = 100'000'000;

// What spreadsheets take for the beginning of a formula, the full-width forms included.
bool looks_like_formula(std::string_view text) {
    constexpr std::array<std::string_view, 11> beginnings = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                             "\n", "＝", "＋", "－", "＠"};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view each) { return text.starts_with(each); });
}

class CsvText {
public:
    explicit CsvText(const CsvOptions& options) : is_raw_(options.raw) {
        if (options.byte_order_mark) text_ = "\xEF\xBB\xBF";
    }

    void add(std::string_view field) {
        if (!is_first_) text_ += ',';
        is_first_ = false;
        std::string shown(!is_raw_ && looks_like_formula(field) ? "'" : "");
        shown += field;
        if (shown.find_first_of(",\"\r\n") == std::string::npos) {
            text_ += shown;
            return;
        }
        text_ += '"';
        for (const char c : shown) text_.append(c == '"' ? 2 : 1, c);
        text_ += '"';
    }
    void add(std::size_t number) { add(std::to_string(number)); }
    // RFC 4180 ends a line with CR LF.
    void end_line() {
        text_ += "\r\n";
        is_first_ = true;
    }
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    bool is_raw_;
    bool is_first_ = true;
    std::string text_;
};

std::string marks_text(MatrixKind kind, const Cell& cell) {
    std::string text;
    for (const std::string_view each : mark_words(kind, cell.marks)) {
        if (!text.empty()) text += ' ';
        text += each;
    }
    return cell.is_direct ? text : "(" + text + ")";
}

}  // namespace

std::string matrix_csv(const Plan& plan, const Matrix& matrix, Language language,
                       const CsvOptions& options) {
    const std::size_t columns = matrix.columns().size();
    if (columns != 0 && matrix.rows().size() > most_cells / columns) {
        throw UsageError(language.say(
            "{0} rows by {1} columns are more than the {2} cells that a CSV may have; --format "
            "json writes only those that are not empty",
            "{0} 行 {1} 列，超过 CSV 最多 {2} 格；--format json 只写非空格", matrix.rows().size(),
            columns, most_cells));
    }
    CsvText csv(options);
    csv.add("key");
    csv.add("title");
    for (const Node column : matrix.columns()) csv.add(plan.key(column));
    csv.add("total");
    csv.end_line();
    for (std::size_t row = 0; row < matrix.rows().size(); ++row) {
        csv.add(plan.key(matrix.rows()[row]));
        csv.add(plan.title(matrix.rows()[row]));
        std::size_t next = 0;
        for (const Cell& cell : matrix.row(row)) {
            for (; next < cell.column; ++next) csv.add("");
            csv.add(marks_text(matrix.kind(), cell));
            ++next;
        }
        for (; next < columns; ++next) csv.add("");
        csv.add(matrix.row_totals()[row]);
        csv.end_line();
    }
    csv.add("total");
    csv.add("");
    for (const std::uint32_t total : matrix.column_totals()) csv.add(total);
    csv.add(matrix.cell_count());
    csv.end_line();
    return csv.take();
}

}  // namespace planloom::tool

#include "csv_text.hpp"

#include <algorithm>
#include <array>

namespace planloom::tool {
namespace {

// What spreadsheets take for the beginning of a formula, the full-width forms included.
bool looks_like_formula(std::string_view text) {
    constexpr std::array<std::string_view, 11> beginnings = {"=",  "+",  "-",  "@",  "\t", "\r",
                                                             "\n", "＝", "＋", "－", "＠"};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view each) { return text.starts_with(each); });
}

}  // namespace

CsvText::CsvText(const CsvOptions& options) : is_raw_(options.raw) {
    if (options.byte_order_mark) text_ = "\xEF\xBB\xBF";
}

void CsvText::add(std::string_view field) {
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

void CsvText::add_number(std::int64_t number) {
    if (!is_first_) text_ += ',';
    is_first_ = false;
    text_ += std::to_string(number);
}

void CsvText::end_line() {
    text_ += "\r\n";
    is_first_ = true;
}

}  // namespace planloom::tool

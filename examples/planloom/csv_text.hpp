// Answers as comma-separated values.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace planloom::tool {

struct CsvOptions {
    /// Texts as they are. Otherwise a text that a spreadsheet would take for a formula begins with
    /// an apostrophe.
    bool raw = false;
    /// Excel takes a file without the mark for the machine's own encoding.
    bool byte_order_mark = false;
};

/// Writes fields one by one, as RFC 4180 has it.
class CsvText {
public:
    explicit CsvText(const CsvOptions& options);

    void add(std::string_view field);
    void add(std::size_t number) { add(std::to_string(number)); }
    /// A number is no formula, be it negative.
    void add_number(std::int64_t number);
    void end_line();
    [[nodiscard]] std::string take() { return std::move(text_); }

private:
    bool is_raw_;
    bool is_first_ = true;
    std::string text_;
};

}  // namespace planloom::tool

#include "chinese_text.hpp"

#include <planloom/core/utf8.hpp>

#include <algorithm>
#include <array>

namespace planloom::chinese {
namespace {

constexpr std::array<std::string_view, 10> digits = {"〇", "一", "二", "三", "四",
                                                     "五", "六", "七", "八", "九"};

/// The value of a Chinese digit at the front; 两 and 零 are digits too.
std::optional<int> take_digit(std::string_view& text) {
    if (text.empty() || static_cast<unsigned char>(text[0]) < 0xE2) return std::nullopt;
    for (std::size_t i = 0; i < digits.size(); ++i)
        if (take(text, digits[i])) return static_cast<int>(i);
    if (take(text, "两")) return 2;
    if (take(text, "零") || take(text, "○")) return 0;
    return std::nullopt;
}

std::optional<int> take_arabic_digit(std::string_view& text) {
    if (text.empty()) return std::nullopt;
    std::size_t offset = 0;
    const char32_t code = next_code_point(text, offset);
    const char32_t zero = code >= U'０' ? U'０' : U'0';
    if (code < zero || code > zero + 9) return std::nullopt;
    text.remove_prefix(offset);
    return static_cast<int>(code - zero);
}

std::optional<int> take_arabic(std::string_view& text) {
    std::string_view rest = text;
    std::optional<int> value;
    for (int count = 0; count < 6; ++count) {
        const std::optional<int> digit = take_arabic_digit(rest);
        if (!digit) break;
        value = value.value_or(0) * 10 + *digit;
    }
    // A longer row of digits is no count.
    if (!value || take_arabic_digit(rest)) return std::nullopt;
    text = rest;
    return value;
}

int take_unit(std::string_view& text) {
    if (take(text, "十")) return 10;
    if (take(text, "百")) return 100;
    if (take(text, "千")) return 1000;
    return 0;
}

std::optional<int> take_chinese(std::string_view& text) {
    std::string_view rest = text;
    std::optional<int> value;
    int row = 0;  // of digits without a unit, as in a year
    int row_count = 0;
    while (row_count < 6) {
        const std::string_view before = rest;
        const std::optional<int> digit = take_digit(rest);
        const int unit = take_unit(rest);
        if (!digit && unit == 0) break;
        if (unit != 0) {
            value = value.value_or(0) + digit.value_or(1) * unit;
            row = row_count = 0;
        } else if (value && *digit == 0 && row_count == 0) {
            continue;  // 一百零五
        } else if (value && row_count == 1) {
            rest = before;
            break;
        } else {
            row = row * 10 + *digit;
            ++row_count;
        }
    }
    if (!value && row_count == 0) return std::nullopt;
    text = rest;
    return value.value_or(0) + row;
}

}  // namespace

Char char_at(std::string_view text, std::size_t offset) {
    struct Entry {
        std::string_view text;
        Mark mark;
    };
    static constexpr std::array<Entry, 19> marks = {{{"、", Mark::peer},
                                                     {"，", Mark::group},
                                                     {"；", Mark::part},
                                                     {"。", Mark::stop},
                                                     {"：", Mark::colon},
                                                     {"（", Mark::open},
                                                     {"）", Mark::close},
                                                     {"　", Mark::space},
                                                     {"\xC2\xA0", Mark::space},
                                                     {"､", Mark::peer},
                                                     {",", Mark::group},
                                                     {";", Mark::part},
                                                     {":", Mark::colon},
                                                     {"(", Mark::open},
                                                     {")", Mark::close},
                                                     {" ", Mark::space},
                                                     {"\t", Mark::space},
                                                     {"\n", Mark::space},
                                                     {"\v", Mark::space}}};
    const std::string_view rest = text.substr(offset);
    // Most characters begin like none of the marks.
    const auto first = static_cast<unsigned char>(rest[0]);
    const bool may_be_mark = first == 0xE3 || first == 0xEF || first == 0xC2 || first < 0x40;
    if (may_be_mark)
        for (const Entry& entry : marks)
            if (rest.starts_with(entry.text)) return {entry.text.size(), entry.mark};
    std::size_t end = offset;
    (void)next_code_point(text, end);
    return {end - offset, Mark::none};
}

std::string_view trim(std::string_view text) {
    constexpr std::array<std::string_view, 7> spaces = {" ",  "\t", "\n",      "\r",
                                                        "\v", "　", "\xC2\xA0"};
    while (!take_any(text, spaces).empty()) {
    }
    while (!take_any_back(text, spaces).empty()) {
    }
    return text;
}

std::string clean(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const char32_t code = next_code_point(text, offset);
        const bool is_invisible = (code >= 0x200B && code <= 0x200F) || code == 0x2060 ||
                                  code == 0xFEFF || code == 0xAD || code == 0x180E;
        if (is_invisible) continue;
        if (code == U'\r') {
            if (offset >= text.size() || text[offset] != '\n') out += '\n';
        } else if (code == 0x2028 || code == 0x2029) {
            out += '\n';
        } else {
            out.append(text.substr(begin, offset - begin));
        }
    }
    return out;
}

bool take(std::string_view& text, std::string_view word) {
    if (!text.starts_with(word)) return false;
    text.remove_prefix(word.size());
    return true;
}

bool take_back(std::string_view& text, std::string_view word) {
    if (!text.ends_with(word)) return false;
    text.remove_suffix(word.size());
    return true;
}

std::string_view take_any(std::string_view& text, std::span<const std::string_view> words) {
    std::string_view best;
    for (const std::string_view word : words)
        if (word.size() > best.size() && text.starts_with(word)) best = word;
    text.remove_prefix(best.size());
    return best;
}

std::string_view take_any_back(std::string_view& text, std::span<const std::string_view> words) {
    std::string_view best;
    for (const std::string_view word : words)
        if (word.size() > best.size() && text.ends_with(word)) best = word;
    text.remove_suffix(best.size());
    return best;
}

bool contains(std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
}

bool contains_any(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return contains(text, word); });
}

bool ends_with_any(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.ends_with(word); });
}

bool is_any(std::string_view text, std::span<const std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

std::size_t find_any(std::string_view text, std::span<const std::string_view> words,
                     std::size_t from) {
    std::size_t best = std::string_view::npos;
    for (const std::string_view word : words) best = std::min(best, text.find(word, from));
    return best;
}

std::size_t length(std::string_view text) {
    return code_point_count(text);
}

std::string_view first_chars(std::string_view text, std::size_t count) {
    std::size_t offset = 0;
    while (count-- > 0 && offset < text.size()) (void)next_code_point(text, offset);
    return text.substr(0, offset);
}

std::string_view last_char(std::string_view text) {
    if (text.empty()) return text;
    std::size_t begin = text.size() - 1;
    while (begin > 0 && (static_cast<unsigned char>(text[begin]) & 0xC0U) == 0x80U) --begin;
    return text.substr(begin);
}

std::optional<int> take_number(std::string_view& text) {
    if (const std::optional<int> arabic = take_arabic(text)) return arabic;
    return take_chinese(text);
}

std::size_t bracket_end(std::string_view text, std::size_t open) {
    std::size_t depth = 0;
    for (std::size_t offset = open; offset < text.size();) {
        const Char each = char_at(text, offset);
        offset += each.size;
        if (each.mark == Mark::open) ++depth;
        if (each.mark == Mark::close && --depth == 0) return offset;
    }
    return std::string_view::npos;
}

}  // namespace planloom::chinese

#include "xml_name.hpp"

#include <planloom/core/utf8.hpp>

#include <cstdint>
#include <utility>

namespace planloom::detail {
namespace {

constexpr std::pair<char32_t, char32_t> start_ranges[] = {
    {'A', 'Z'},       {'_', '_'},       {'a', 'z'},       {0xC0, 0xD6},     {0xD8, 0xF6},
    {0xF8, 0x2FF},    {0x370, 0x37D},   {0x37F, 0x1FFF},  {0x200C, 0x200D}, {0x2070, 0x218F},
    {0x2C00, 0x2FEF}, {0x3001, 0xD7FF}, {0xF900, 0xFDCF}, {0xFDF0, 0xFFFD}, {0x10000, 0xEFFFF}};
constexpr std::pair<char32_t, char32_t> part_ranges[] = {
    {'-', '.'}, {'0', '9'}, {0xB7, 0xB7}, {0x300, 0x36F}, {0x203F, 0x2040}};

template <std::size_t count>
bool is_in(char32_t code, const std::pair<char32_t, char32_t> (&ranges)[count]) noexcept {
    for (const auto& [first, last] : ranges)
        if (code >= first && code <= last) return true;
    return false;
}

/// How long the escape at a place is; 0 if there is none.
std::size_t escape_length(std::string_view name, std::size_t at) noexcept {
    if (name.substr(at, 2) != "_x") return 0;
    std::size_t end = at + 2;
    while (end < name.size() && end - at < 8 &&
           ((name[end] >= '0' && name[end] <= '9') || (name[end] >= 'A' && name[end] <= 'F')))
        ++end;
    const bool is_escape = end - at >= 6 && end < name.size() && name[end] == '_';
    return is_escape ? end + 1 - at : 0;
}

void append_escape(std::string& out, char32_t code) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    out += "_x";
    bool has_begun = false;
    for (int shift = 20; shift >= 0; shift -= 4) {
        const auto digit = static_cast<std::size_t>((code >> static_cast<unsigned>(shift)) & 0xFU);
        has_begun = has_begun || digit != 0 || shift <= 12;
        if (has_begun) out += digits[digit];
    }
    out += '_';
}

void append_code_point(std::string& out, char32_t code) {
    const auto byte = [&](char32_t value) { out += static_cast<char>(value); };
    if (code < 0x80) {
        byte(code);
    } else if (code < 0x800) {
        byte(0xC0 | (code >> 6U));
        byte(0x80 | (code & 0x3FU));
    } else if (code < 0x10000) {
        byte(0xE0 | (code >> 12U));
        byte(0x80 | ((code >> 6U) & 0x3FU));
        byte(0x80 | (code & 0x3FU));
    } else {
        byte(0xF0 | (code >> 18U));
        byte(0x80 | ((code >> 12U) & 0x3FU));
        byte(0x80 | ((code >> 6U) & 0x3FU));
        byte(0x80 | (code & 0x3FU));
    }
}

}  // namespace

std::string xml_name_of(std::string_view key) {
    std::string name;
    std::size_t at = 0;
    while (at < key.size()) {
        const std::size_t begin = at;
        const char32_t code = next_code_point(key, at);
        const bool is_allowed =
            is_in(code, start_ranges) || (begin > 0 && is_in(code, part_ranges));
        if (code == invalid_code_point)
            append_escape(name, 0xFFFD);
        else if (is_allowed && escape_length(key, begin) == 0)
            name.append(key, begin, at - begin);
        else
            append_escape(name, code);
    }
    return name;
}

std::string key_of_xml_name(std::string_view name) {
    std::string key;
    std::size_t at = 0;
    while (at < name.size()) {
        const std::size_t length = escape_length(name, at);
        char32_t code = 0;
        for (std::size_t i = at + 2; length > 0 && i + 1 < at + length; ++i)
            code = code * 16 +
                   static_cast<char32_t>(name[i] <= '9' ? name[i] - '0' : name[i] - 'A' + 10);
        const bool is_code = code <= 0x10FFFF && (code < 0xD800 || code > 0xDFFF);
        if (length == 0 || !is_code) {
            key += name[at++];
            continue;
        }
        append_code_point(key, code);
        at += length;
    }
    return key;
}

}  // namespace planloom::detail

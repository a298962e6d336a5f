#include "key_forms.hpp"

#include <planloom/core/utf8.hpp>

#include <utf8proc.h>

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <memory>

namespace planloom::coverage {
namespace {

/// White_Space of Unicode, and the byte order mark that editors leave behind.
bool is_space(char32_t c) noexcept {
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

std::string_view trimmed(std::string_view text) {
    std::size_t first = text.size();
    std::size_t end = 0;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        if (is_space(next_code_point(text, at))) continue;
        first = std::min(first, begin);
        end = at;
    }
    return first < end ? text.substr(first, end - first) : std::string_view();
}

std::string mapped(std::string_view text, int options) {
    const bool is_ascii = std::all_of(text.begin(), text.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (is_ascii) return std::string(text);
    utf8proc_uint8_t* bytes = nullptr;
    const utf8proc_ssize_t length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &bytes,
                     static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | options));
    const std::unique_ptr<utf8proc_uint8_t, void (*)(void*)> owned(bytes, &std::free);
    // What is not UTF-8 has no form but its own.
    if (length < 0) return std::string(text);
    return {reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length)};
}

}  // namespace

std::string composed_form(std::string_view key) {
    return mapped(trimmed(key), 0);
}

std::string compatible_form(std::string_view key) {
    // Some spaces are spaces only once they are mapped.
    return std::string(trimmed(mapped(trimmed(key), UTF8PROC_COMPAT)));
}

}  // namespace planloom::coverage

#include <planloom/core/contract.hpp>
#include <planloom/core/utf8.hpp>

#include <cstdint>
#include <cstring>

namespace planloom {
namespace {

struct Decoded {
    char32_t code_point = invalid_code_point;
    std::size_t length = 1;
};

// How a first byte goes on: RFC 3629, section 4. Narrowing the second byte is what keeps out
// overlong forms, surrogates and numbers beyond U+10FFFF.
struct Lead {
    std::size_t length = 0;
    unsigned char second_low = 0x80;
    unsigned char second_high = 0xBF;
};

Lead classify(unsigned char byte) noexcept {
    if (byte < 0x80) return {1};
    if (byte >= 0xC2 && byte <= 0xDF) return {2};
    if (byte == 0xE0) return {3, 0xA0, 0xBF};
    if (byte == 0xED) return {3, 0x80, 0x9F};
    if (byte >= 0xE1 && byte <= 0xEF) return {3};
    if (byte == 0xF0) return {4, 0x90, 0xBF};
    if (byte >= 0xF1 && byte <= 0xF3) return {4};
    if (byte == 0xF4) return {4, 0x80, 0x8F};
    return {};
}

Decoded decode(std::string_view text, std::size_t offset) noexcept {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[offset + i]); };
    const unsigned char first = byte(0);
    const Lead lead = classify(first);
    if (lead.length == 1) return {first, 1};
    if (lead.length == 0 || text.size() - offset < lead.length) return {};
    if (byte(1) < lead.second_low || byte(1) > lead.second_high) return {};
    char32_t code_point = first & (0xFFU >> (lead.length + 1));
    for (std::size_t i = 1; i < lead.length; ++i) {
        if ((byte(i) & 0xC0U) != 0x80U) return {};
        code_point = (code_point << 6) | (byte(i) & 0x3FU);
    }
    return {code_point, lead.length};
}

bool is_ascii_block(const char* bytes) noexcept {
    std::uint64_t word = 0;
    std::memcpy(&word, bytes, sizeof word);
    return (word & 0x8080808080808080U) == 0;
}

bool is_unsafe(char32_t c) noexcept {
    return c < 0x20 || (c >= 0x7F && c <= 0x9F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2066 && c <= 0x2069);
}

void append_escape(std::string& out, char kind, std::uint32_t value) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    out += '\\';
    out += kind;
    out += '{';
    if (value > 0xFF) {
        out += digits[(value >> 12) & 0xFU];
        out += digits[(value >> 8) & 0xFU];
    }
    out += digits[(value >> 4) & 0xFU];
    out += digits[value & 0xFU];
    out += '}';
}

}  // namespace

std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept {
    std::size_t offset = 0;
    while (offset < text.size()) {
        if (text.size() - offset >= 8 && is_ascii_block(text.data() + offset)) {
            offset += 8;
            continue;
        }
        const Decoded decoded = decode(text, offset);
        if (decoded.code_point == invalid_code_point) return offset;
        offset += decoded.length;
    }
    return std::nullopt;
}

bool is_valid_utf8(std::string_view text) noexcept {
    return !find_invalid_utf8(text);
}

char32_t next_code_point(std::string_view text, std::size_t& offset) {
    PLANLOOM_EXPECTS(offset < text.size());
    const Decoded decoded = decode(text, offset);
    offset += decoded.length;
    return decoded.code_point;
}

std::size_t code_point_count(std::string_view text) {
    std::size_t count = 0;
    for (std::size_t offset = 0; offset < text.size(); ++count) {
        offset += decode(text, offset).length;
    }
    return count;
}

std::string escape_controls(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t offset = 0; offset < text.size();) {
        const Decoded decoded = decode(text, offset);
        if (decoded.code_point == invalid_code_point) {
            append_escape(out, 'x', static_cast<unsigned char>(text[offset]));
        } else if (is_unsafe(decoded.code_point)) {
            append_escape(out, 'u', decoded.code_point);
        } else {
            out += text.substr(offset, decoded.length);
        }
        offset += decoded.length;
    }
    return out;
}

}  // namespace planloom

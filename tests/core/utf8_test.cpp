#include <planloom/core/contract.hpp>
#include <planloom/core/utf8.hpp>

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

namespace planloom {
namespace {

std::string encode(char32_t c) {
    std::string out;
    if (c < 0x80) return {static_cast<char>(c)};
    if (c < 0x800) {
        out += static_cast<char>(0xC0U | (c >> 6));
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0U | (c >> 12));
        out += static_cast<char>(0x80U | ((c >> 6) & 0x3FU));
    } else {
        out += static_cast<char>(0xF0U | (c >> 18));
        out += static_cast<char>(0x80U | ((c >> 12) & 0x3FU));
        out += static_cast<char>(0x80U | ((c >> 6) & 0x3FU));
    }
    return out + static_cast<char>(0x80U | (c & 0x3FU));
}

bool is_scalar(char32_t c) {
    return c <= 0x10FFFF && (c < 0xD800 || c > 0xDFFF);
}

// Counts the leading ones, then judges the number: another way than the table of RFC 3629.
char32_t slow_decode(const std::string& text) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return first;
    std::size_t length = 0;
    while (length < 8 && ((first >> (7 - length)) & 1U) == 1) ++length;
    if (length < 2 || length > 4 || text.size() < length) return invalid_code_point;
    char32_t c = first & ((1U << (7 - length)) - 1);
    for (std::size_t i = 1; i < length; ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte / 64 != 2) return invalid_code_point;
        c = c * 64 + byte % 64;
    }
    return is_scalar(c) && encode(c).size() == length ? c : invalid_code_point;
}

TEST(NextCodePoint, ReadsEveryCodePointBack) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        const std::string text = encode(c);
        std::size_t offset = 0;
        const char32_t read = next_code_point(text, offset);
        if (read != (is_scalar(c) ? c : invalid_code_point) ||
            offset != (is_scalar(c) ? text.size() : 1)) {
            FAIL() << "U+" << std::hex << static_cast<std::uint32_t>(c);
        }
    }
}

TEST(NextCodePoint, AgreesWithASlowDecoderAtEveryEdge) {
    const std::vector<int> edges = {0x00, 0x41, 0x7F, 0x80, 0x81, 0x8F, 0x90, 0x9F, 0xA0,
                                    0xA1, 0xBE, 0xBF, 0xC0, 0xC2, 0xE4, 0xF0, 0xFF};
    for (int first = 0; first < 256; ++first) {
        for (const int second : edges) {
            for (const int third : edges) {
                for (const int fourth : edges) {
                    std::string text;
                    for (const int byte : {first, second, third, fourth}) {
                        text += static_cast<char>(byte);
                    }
                    std::size_t offset = 0;
                    const char32_t c = next_code_point(text, offset);
                    const std::size_t step = c == invalid_code_point ? 1 : encode(c).size();
                    if (c != slow_decode(text) || offset != step) FAIL() << escape_controls(text);
                }
            }
        }
    }
}

TEST(NextCodePoint, RefusesTextThatEndsTooEarly) {
    for (const char32_t c : {U'\u00E9', U'\u4E2D', U'\U0001F600'}) {
        for (std::size_t length = 1; length < encode(c).size(); ++length) {
            std::size_t offset = 0;
            const std::string text = encode(c).substr(0, length);
            EXPECT_EQ(next_code_point(text, offset), invalid_code_point);
            EXPECT_EQ(offset, 1U);
        }
    }
}

TEST(NextCodePoint, HoldsTheCallerToTheText) {
    std::size_t offset = 2;
    EXPECT_THROW(static_cast<void>(next_code_point("ab", offset)), ContractViolation);
}

TEST(FindInvalidUtf8, GivesTheOffsetOfTheFirstBadByte) {
    EXPECT_EQ(find_invalid_utf8(""), std::nullopt);
    EXPECT_EQ(find_invalid_utf8(std::string(1, '\0')), std::nullopt);
    EXPECT_EQ(find_invalid_utf8("新增造林10万亩"), std::nullopt);
    EXPECT_EQ(find_invalid_utf8("ab\xFF\xFE"), 2U);
    EXPECT_EQ(find_invalid_utf8("中\xE4\xB8"), 3U);
    EXPECT_EQ(find_invalid_utf8("\xED\xA0\x80"), 0U) << "surrogate";
    EXPECT_EQ(find_invalid_utf8("\xC0\xAF"), 0U) << "overlong slash";
    EXPECT_EQ(find_invalid_utf8("\xF4\x90\x80\x80"), 0U) << "beyond U+10FFFF";
}

// The fast path takes eight ASCII bytes at once: a bad byte must be found at every distance, and
// nothing read behind a text that ends without a zero.
TEST(FindInvalidUtf8, MissesNoPlaceInLongText) {
    for (std::size_t length = 1; length < 40; ++length) {
        std::vector<char> bytes(length, 'a');
        const std::string_view text(bytes.data(), bytes.size());
        EXPECT_TRUE(is_valid_utf8(text));
        for (char& byte : bytes) {
            byte = '\x80';
            EXPECT_EQ(find_invalid_utf8(text), static_cast<std::size_t>(&byte - bytes.data()));
            EXPECT_FALSE(is_valid_utf8(text));
            byte = 'a';
        }
    }
}

TEST(CodePointCount, CountsCodePointsAndBadBytes) {
    EXPECT_EQ(code_point_count(""), 0U);
    EXPECT_EQ(code_point_count("a\xC3\xA9中\xF0\x9F\x98\x80"), 4U);
    EXPECT_EQ(code_point_count("\xFF\xFF中\xE4"), 4U);
}

TEST(EscapeControls, LeavesOrdinaryTextAlone) {
    EXPECT_EQ(escape_controls(""), "");
    EXPECT_EQ(escape_controls("T1 \"各市州政府\" ~ é \xF0\x9F\x98\x80 \\"),
              "T1 \"各市州政府\" ~ é \xF0\x9F\x98\x80 \\");
}

TEST(EscapeControls, ShowsWhatCommandsATerminal) {
    EXPECT_EQ(escape_controls("\x1B[31mred"), "\\u{1B}[31mred");
    EXPECT_EQ(escape_controls(std::string("a\0b", 3)), "a\\u{00}b");
    EXPECT_EQ(escape_controls("a\r\nb\tc\x7F"), "a\\u{0D}\\u{0A}b\\u{09}c\\u{7F}");
    EXPECT_EQ(escape_controls("\xC2\x9B"), "\\u{9B}");
    EXPECT_EQ(escape_controls("\x9B"
                              "31m\xFF"),
              "\\x{9B}31m\\x{FF}");
    EXPECT_EQ(escape_controls("\xE2\x80\xAE"
                              "gpj"),
              "\\u{202E}gpj");
}

TEST(EscapeControls, TouchesExactlyTheListedCodePoints) {
    for (char32_t c = 0; c <= 0x10FFFF; ++c) {
        if (!is_scalar(c)) continue;
        const bool is_listed = c <= 0x1F || (c >= 0x7F && c <= 0x9F) || c == 0x2028 ||
                               c == 0x2029 || (c >= 0x202A && c <= 0x202E) ||
                               (c >= 0x2066 && c <= 0x2069);
        const std::string text = encode(c);
        if ((escape_controls(text) != text) != is_listed) {
            FAIL() << "U+" << std::hex << static_cast<std::uint32_t>(c);
        }
    }
}

TEST(EscapeControls, AlwaysGivesValidText) {
    std::string bytes;
    for (int byte = 0; byte < 256; ++byte) bytes += static_cast<char>(byte);
    const std::string once = escape_controls(bytes);
    EXPECT_TRUE(is_valid_utf8(once));
    EXPECT_EQ(escape_controls(once), once);
}

}  // namespace
}  // namespace planloom

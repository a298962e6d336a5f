// Small pieces of Chinese text: marks, spaces, numbers. All offsets are in bytes of UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace planloom::chinese {

/// What a character does in a list of names; full and half width are the same.
enum class Mark : std::uint8_t {
    none,
    peer,   // 、
    group,  // ，
    part,   // ；
    stop,   // 。
    colon,  // ：
    open,   // （ or (
    close,  // ） or )
    space,  // also the ideographic space
};

struct Char {
    std::size_t size = 0;
    Mark mark = Mark::none;
};

/// The character at an offset below the length.
[[nodiscard]] Char char_at(std::string_view text, std::size_t offset);

/// Without spaces at both ends.
[[nodiscard]] std::string_view trim(std::string_view text);

/// Without characters that have no width, with LF as the only end of a line.
[[nodiscard]] std::string clean(std::string_view text);

/// Takes a word off the front, or off the back, if it stands there.
bool take(std::string_view& text, std::string_view word);
bool take_back(std::string_view& text, std::string_view word);

/// Takes the longest of the words; empty if none stands there.
std::string_view take_any(std::string_view& text, std::span<const std::string_view> words);
std::string_view take_any_back(std::string_view& text, std::span<const std::string_view> words);

[[nodiscard]] bool contains(std::string_view text, std::string_view word);
[[nodiscard]] bool contains_any(std::string_view text, std::span<const std::string_view> words);
[[nodiscard]] bool ends_with_any(std::string_view text, std::span<const std::string_view> words);
[[nodiscard]] bool is_any(std::string_view text, std::span<const std::string_view> words);

/// The first place of any of the words, or npos.
[[nodiscard]] std::size_t find_any(std::string_view text, std::span<const std::string_view> words,
                                   std::size_t from = 0);

/// Characters that are counted by eye.
[[nodiscard]] std::size_t length(std::string_view text);

/// The first `count` characters.
[[nodiscard]] std::string_view first_chars(std::string_view text, std::size_t count);

/// The last character as text; empty for an empty text.
[[nodiscard]] std::string_view last_char(std::string_view text);

/// A number below a million off the front: 12, １２, 十二, 一百二十, 二〇二五.
std::optional<int> take_number(std::string_view& text);

/// The offset behind the bracket that closes the one at `open`, or npos.
/// @complexity O(length)
[[nodiscard]] std::size_t bracket_end(std::string_view text, std::size_t open);

}  // namespace planloom::chinese

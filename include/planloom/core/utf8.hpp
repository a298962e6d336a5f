// UTF-8 as RFC 3629 has it: checking, decoding, and showing text safely on a terminal.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace planloom {

/// What next_code_point returns for a byte that begins no code point. It is no code point itself.
inline constexpr char32_t invalid_code_point = 0xFFFF'FFFF;

/// The byte offset of the first byte that begins no well-formed code point, or nothing if all is
/// well. Overlong forms, surrogates and numbers beyond U+10FFFF are not well-formed.
/// @complexity O(length)
[[nodiscard]] std::optional<std::size_t> find_invalid_utf8(std::string_view text) noexcept;

/// @complexity O(length)
[[nodiscard]] bool is_valid_utf8(std::string_view text) noexcept;

/// Decodes the code point at `offset` and moves `offset` behind it. At a byte that begins none,
/// returns invalid_code_point and moves on by one byte.
/// @param offset  in bytes, below the length of the text
[[nodiscard]] char32_t next_code_point(std::string_view text, std::size_t& offset);

/// How often next_code_point can be called; for well-formed text, the number of code points.
/// @complexity O(length)
[[nodiscard]] std::size_t code_point_count(std::string_view text);

/// Shows what could command a terminal or reorder a line: control characters (U+0000 to U+001F,
/// U+007F to U+009F), line and paragraph separators, and the controls of writing direction
/// (U+202A to U+202E, U+2066 to U+2069) become `\u{1B}`, bytes that are not UTF-8 `\x{9B}`.
/// @complexity O(length)
[[nodiscard]] std::string escape_controls(std::string_view text);

}  // namespace planloom

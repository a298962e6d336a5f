// How wide a text stands where letters have a fixed width: a Chinese character takes two columns.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// Columns that a text takes on a terminal (Unicode East Asian Width, ambiguous is narrow). Control
/// characters are counted as escape_controls shows them.
/// @complexity O(length)
[[nodiscard]] std::size_t display_width(std::string_view text);

/// The text cut to a width, with `…` in place of what is lost; control characters are shown as
/// escape_controls shows them. Never cuts between a letter and the marks on it.
/// @complexity O(length)
[[nodiscard]] std::string fit(std::string_view text, std::size_t width);

/// The text in lines of at most `width` columns, broken at spaces where there are some and after
/// any character where there are none, yet not before a closing mark; the last of `max_lines` lines
/// ends with `…` when text is lost.
/// @param width      in columns, at least 2
/// @param max_lines  at least 1
/// @return one line at least
/// @complexity O(length)
[[nodiscard]] std::vector<std::string> wrap(std::string_view text, std::size_t width,
                                            std::size_t max_lines);

}  // namespace planloom

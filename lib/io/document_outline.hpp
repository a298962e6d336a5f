// The outline of a document: numbered headings and items as a tree, each with its text.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::chinese {

/// A heading or item with the text that belongs to it. Ranks follow the order that is usual for
/// documents: 第一章, 一、, （一）, 1., （1）, ①; 0 is the document itself.
struct Section {
    int rank = 0;
    int number = 0;
    /// As written, such as `（一）`.
    std::string marker;
    /// The first sentence, without its stop.
    std::string title;
    /// All paragraphs, separated by LF, the title included.
    std::string text;
    /// Where in `text` the title ends.
    std::size_t title_end = 0;
    /// Where in `text` the lines of the source begin, with their numbers.
    std::vector<std::pair<std::size_t, std::uint32_t>> lines;
    std::uint32_t line = 0;
    std::size_t parent = 0;
    std::vector<std::size_t> children;

    [[nodiscard]] std::uint32_t line_at(std::size_t offset) const;
    [[nodiscard]] std::uint32_t last_line() const;
    /// The heading as written: `（一）统筹两个市场`.
    [[nodiscard]] std::string heading() const { return marker + title; }
};

/// The sections in the order of the text; the first is the document itself, with all that stands
/// before the first heading.
/// @complexity O(length)
[[nodiscard]] std::vector<Section> make_outline(std::string_view text);

/// Lines of the text, trimmed, with their numbers from 1; empty ones left out.
[[nodiscard]] std::vector<std::pair<std::string_view, std::uint32_t>> lines_of(
    std::string_view text);

/// The first sentence of a text, cut at `most` characters, and where it ends.
[[nodiscard]] std::pair<std::string, std::size_t> first_sentence(std::string_view text,
                                                                 std::size_t most = 80);

}  // namespace planloom::chinese

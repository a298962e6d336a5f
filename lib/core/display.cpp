#include <planloom/core/contract.hpp>
#include <planloom/core/display.hpp>
#include <planloom/core/utf8.hpp>

#include <utf8proc.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace planloom {
namespace {

constexpr std::string_view ellipsis = "…";

/// A letter with the marks on it: what a reader takes for one character.
struct Cluster {
    std::string_view text;
    std::size_t width = 0;
};

std::size_t columns(char32_t c) {
    const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(c));
    return width > 0 ? static_cast<std::size_t>(width) : 0;
}

/// @param text  without control characters and well-formed, as escape_controls makes it
std::vector<Cluster> clusters(std::string_view text) {
    std::vector<Cluster> all;
    utf8proc_int32_t state = 0;
    char32_t before = 0;
    for (std::size_t offset = 0; offset < text.size();) {
        const std::size_t begin = offset;
        const char32_t c = next_code_point(text, offset);
        const bool begins = all.empty() || utf8proc_grapheme_break_stateful(
                                               static_cast<utf8proc_int32_t>(before),
                                               static_cast<utf8proc_int32_t>(c), &state);
        before = c;
        if (begins) {
            all.push_back({text.substr(begin, offset - begin), columns(c)});
            continue;
        }
        Cluster& last = all.back();
        last.text = {last.text.data(), last.text.size() + (offset - begin)};
        last.width += columns(c);
    }
    return all;
}

std::size_t width_of(const std::vector<Cluster>& all) {
    std::size_t width = 0;
    for (const Cluster& each : all) width += each.width;
    return width;
}

/// As much of the clusters from `first` on as fits beside the ellipsis, and the ellipsis.
std::string cut(const std::vector<Cluster>& all, std::size_t first, std::size_t width) {
    if (width == 0) return {};
    std::string out;
    std::size_t taken = 0;
    for (std::size_t i = first; i < all.size() && taken + all[i].width < width; ++i) {
        out += all[i].text;
        taken += all[i].width;
    }
    return out += ellipsis;
}

/// Whether a line must not begin with this, in Chinese or in English.
bool closes(std::string_view text) {
    constexpr std::string_view marks[] = {"，", "。", "、", "；", "：", "！", "？",
                                          "）", "》", "〉", "」", "〕", "”",  "’",
                                          ",",  ".",  ";",  ":",  "!",  "?",  ")"};
    return std::find(std::begin(marks), std::end(marks), text) != std::end(marks);
}

/// Where the line that begins at `first` ends, and where the next one begins.
std::pair<std::size_t, std::size_t> line_end(const std::vector<Cluster>& all, std::size_t first,
                                             std::size_t width) {
    std::size_t taken = 0;
    std::size_t space = first;
    std::size_t i = first;
    for (; i < all.size(); ++i) {
        if (all[i].text == " ") space = i;
        if (taken + all[i].width > width && i > first) break;
        taken += all[i].width;
    }
    if (i == all.size()) return {i, i};
    // A word is kept whole where the line holds another; wide characters are words of their own.
    const bool inside_word = all[i].width < 2 && all[i - 1].width < 2;
    if (space > first && (inside_word || space == i)) return {space, space + 1};
    if (closes(all[i].text) && i - first > 1 && !closes(all[i - 1].text)) --i;
    return {i, i};
}

}  // namespace

std::size_t display_width(std::string_view text) {
    return width_of(clusters(escape_controls(text)));
}

std::string fit(std::string_view text, std::size_t width) {
    std::string shown = escape_controls(text);
    const std::vector<Cluster> all = clusters(shown);
    if (width_of(all) <= width) return shown;
    return cut(all, 0, width);
}

std::vector<std::string> wrap(std::string_view text, std::size_t width, std::size_t max_lines) {
    PLANLOOM_EXPECTS(width >= 2 && max_lines >= 1);
    const std::string shown = escape_controls(text);
    const std::vector<Cluster> all = clusters(shown);
    std::vector<std::string> lines;
    std::size_t first = 0;
    do {
        const auto [end, next] = line_end(all, first, width);
        if (next < all.size() && lines.size() + 1 == max_lines) {
            lines.push_back(cut(all, first, width));
            break;
        }
        std::string line;
        for (std::size_t i = first; i < end; ++i) line += all[i].text;
        lines.push_back(std::move(line));
        first = next;
    } while (first < all.size());
    return lines;
}

}  // namespace planloom

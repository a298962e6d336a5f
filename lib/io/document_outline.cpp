#include "document_outline.hpp"

#include "../core/chinese_text.hpp"
#include "clause_words.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

namespace planloom::chinese {
namespace {

struct Marker {
    int rank = 0;
    int number = 0;
    std::size_t size = 0;
};

bool is_arabic(std::string_view text) {
    const std::string_view first = first_chars(text, 1);
    return (!text.empty() && text[0] >= '0' && text[0] <= '9') || (first >= "０" && first <= "９");
}

/// 第一章, 第二部分, 附件1.
std::optional<Marker> chapter_at(std::string_view line) {
    constexpr auto words = std::to_array<std::string_view>({"章", "部分", "篇", "编"});
    std::string_view rest = line;
    if (take(rest, "附件") && length(line) < 40) {
        const std::optional<int> number = take_number(rest);
        return Marker{1, number.value_or(0), line.size() - rest.size()};
    }
    rest = line;
    if (!take(rest, "第")) return std::nullopt;
    const std::optional<int> number = take_number(rest);
    if (!number || take_any(rest, words).empty()) return std::nullopt;
    if (!rest.empty() && char_at(rest, 0).mark != Mark::space) return std::nullopt;
    return Marker{1, *number, line.size() - rest.size()};
}

/// （一） or （1）.
std::optional<Marker> bracketed_at(std::string_view line) {
    std::string_view rest = line;
    if (!take(rest, "（") && !take(rest, "(")) return std::nullopt;
    const bool is_digits = is_arabic(rest);
    const std::optional<int> number = take_number(rest);
    if (!number || (!take(rest, "）") && !take(rest, ")"))) return std::nullopt;
    return Marker{is_digits ? 5 : 3, *number, line.size() - rest.size()};
}

/// ① to ⑳.
std::optional<Marker> circled_at(std::string_view line) {
    const std::string_view first = first_chars(line, 1);
    if (first.size() != 3 || first.substr(0, 2) != "\xE2\x91") return std::nullopt;
    const int number = static_cast<unsigned char>(first[2]) - 0xA0 + 1;
    if (number < 1 || number > 20) return std::nullopt;
    return Marker{6, number, first.size()};
}

/// 一、 or 1. or 1.2.
std::optional<Marker> plain_at(std::string_view line) {
    std::string_view rest = line;
    const bool is_digits = is_arabic(rest);
    const std::optional<int> number = take_number(rest);
    if (!number || *number == 0) return std::nullopt;
    if (!is_digits) {
        if (take(rest, "、") || take(rest, "．") || take(rest, "."))
            return Marker{2, *number, line.size() - rest.size()};
        return std::nullopt;
    }
    if (take(rest, "、")) return Marker{4, *number, line.size() - rest.size()};
    Marker marker{4, *number, 0};
    while (take(rest, ".") || take(rest, "．")) {
        if (!is_arabic(rest)) break;
        std::string_view behind = rest;
        const std::optional<int> next = take_number(behind);
        // 1.2025年底前: the year belongs to the item.
        if (!next || *next > 99 || behind.starts_with("年") || behind.starts_with("月")) break;
        if (marker.rank == 6) return std::nullopt;
        rest = behind;
        ++marker.rank;
        marker.number = *next;
    }
    marker.size = line.size() - rest.size();
    // 3.5万 is no number of an item, nor is a count without a stop.
    const bool has_stop =
        line.substr(0, marker.size).ends_with(".") || line.substr(0, marker.size).ends_with("．");
    const bool has_space = !rest.empty() && char_at(rest, 0).mark == Mark::space;
    if (!has_stop && !(marker.rank > 4 && has_space)) return std::nullopt;
    return marker;
}

std::optional<Marker> marker_at(std::string_view line) {
    if (line.empty()) return std::nullopt;
    for (const auto read : {chapter_at, bracketed_at, circled_at, plain_at})
        if (const std::optional<Marker> marker = read(line)) return marker;
    return std::nullopt;
}

bool ends_sentence(std::string_view line) {
    constexpr auto ends = std::to_array<std::string_view>(
        {"。", "；", "：", "！", "？", "”", "）", ")", ";", ":", ".", "!", "?", "…", "」"});
    return ends_with_any(line, ends);
}

bool begins_with_label(std::string_view line) {
    const std::size_t colon = find_any(line, std::array<std::string_view, 2>{"：", ":"});
    if (colon == std::string_view::npos) return false;
    std::string_view before = trim(line.substr(0, colon));
    return take_label_back(before) && before.empty();
}

/// Builds the tree as lines come in.
class Outline {
public:
    Outline() {
        sections_.emplace_back();
        path_ = {0};
    }

    void add(std::string_view line, std::uint32_t number) {
        const std::optional<Marker> marker = marker_at(line);
        const bool has_label = begins_with_label(line);
        if (marker) {
            open(*marker, line, number);
        } else {
            Section& last = sections_.back();
            // A paragraph that was broken by the width of the page goes on.
            const bool goes_on = was_long_ && !has_label && !last.text.empty();
            if (!last.text.empty() && !goes_on) last.text += '\n';
            if (last.line == 0) last.line = number;
            last.lines.emplace_back(last.text.size(), number);
            last.text += line;
        }
        constexpr std::size_t page = 28;  // characters, from which on a line may be a full one
        was_long_ = length(line) >= page && !ends_sentence(line);
    }

    std::vector<Section> finish() && {
        for (Section& section : sections_) {
            if (section.rank == 0) continue;
            const std::string_view paragraph =
                std::string_view(section.text).substr(0, section.text.find('\n'));
            std::tie(section.title, section.title_end) = first_sentence(paragraph);
        }
        return std::move(sections_);
    }

private:
    void open(const Marker& marker, std::string_view line, std::uint32_t number) {
        while (sections_[path_.back()].rank >= marker.rank) path_.pop_back();
        Section section;
        section.rank = marker.rank;
        section.number = marker.number;
        section.marker = line.substr(0, marker.size);
        section.text = trim(line.substr(marker.size));
        section.line = number;
        section.lines = {{0, number}};
        section.parent = path_.back();
        sections_[path_.back()].children.push_back(sections_.size());
        path_.push_back(sections_.size());
        sections_.push_back(std::move(section));
    }

    std::vector<Section> sections_;
    std::vector<std::size_t> path_;
    bool was_long_ = false;
};

}  // namespace

std::uint32_t Section::line_at(std::size_t offset) const {
    const auto next =
        std::upper_bound(lines.begin(), lines.end(), offset,
                         [](std::size_t at, const auto& begin) { return at < begin.first; });
    return next == lines.begin() ? line : std::prev(next)->second;
}

std::uint32_t Section::last_line() const {
    return lines.empty() ? line : lines.back().second;
}

std::vector<std::pair<std::string_view, std::uint32_t>> lines_of(std::string_view text) {
    std::vector<std::pair<std::string_view, std::uint32_t>> lines;
    std::uint32_t number = 0;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        ++number;
        if (const std::string_view line = trim(text.substr(begin, end - begin)); !line.empty())
            lines.emplace_back(line, number);
        begin = end + 1;
    }
    return lines;
}

std::pair<std::string, std::size_t> first_sentence(std::string_view text, std::size_t most) {
    constexpr auto stops = std::to_array<std::string_view>({"。", "；", "\n", "！", "？"});
    std::size_t end = std::min(find_any(text, stops), text.size());
    // A clause behind a heading without a stop is not part of it.
    const std::size_t open =
        find_any(text.substr(0, end), std::array<std::string_view, 2>{"（", "("});
    if (open != std::string_view::npos && open > 0) {
        const std::size_t close = bracket_end(text.substr(0, end), open);
        if (close == end || (close == std::string_view::npos && length(text.substr(0, open)) > 4))
            end = open;
    }
    std::string_view title = trim(text.substr(0, end));
    if (length(title) > most) return {std::string(first_chars(title, most)) + "…", 0};
    std::size_t behind = end;
    if (behind < text.size()) {
        std::string_view rest = text.substr(behind);
        (void)take_any(rest, stops);
        behind = text.size() - rest.size();
    }
    return {std::string(title), behind};
}

std::vector<Section> make_outline(std::string_view text) {
    Outline outline;
    for (const auto& [line, number] : lines_of(text)) outline.add(line, number);
    return std::move(outline).finish();
}

}  // namespace planloom::chinese

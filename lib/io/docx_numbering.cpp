#include "docx_numbering.hpp"

#include "xml_document.hpp"

#include <algorithm>
#include <charconv>

namespace planloom::docx {

using detail::attribute_of;
using detail::child_of;
using detail::local_name;

namespace {

int number_of(std::string_view text, int otherwise) {
    int value = otherwise;
    const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
    constexpr int most = 1'000'000;
    return result.ec == std::errc() ? std::clamp(value, -1, most) : otherwise;
}

std::string chinese_number(int value) {
    static constexpr std::array<std::string_view, 10> digits = {"",   "一", "二", "三", "四",
                                                                "五", "六", "七", "八", "九"};
    if (value < 1 || value > 99) return std::to_string(value);
    const auto tens = static_cast<std::size_t>(value / 10);
    std::string text;
    if (tens > 1) text += digits[tens];
    if (tens > 0) text += "十";
    return text += digits[static_cast<std::size_t>(value % 10)];
}

std::string formatted(int value, std::string_view format) {
    if (format.starts_with("chinese") || format.starts_with("japanese") ||
        format.starts_with("taiwanese") || format.starts_with("ideographDigital"))
        return chinese_number(value);
    if (format.starts_with("decimalEnclosedCircle") && value >= 1 && value <= 20) {
        std::string text = "\xE2\x91";
        text += static_cast<char>(0xA0 + value - 1);
        return text;
    }
    const bool is_lower = format == "lowerLetter";
    if ((is_lower || format == "upperLetter") && value >= 1 && value <= 26)
        return {static_cast<char>((is_lower ? 'a' : 'A') + value - 1)};
    return std::to_string(value);
}

}  // namespace

std::optional<ListPlace> list_place(pugi::xml_node number_properties) {
    if (!number_properties) return std::nullopt;
    const int list = number_of(attribute_of(child_of(number_properties, "numId"), "val"), 0);
    const int level = number_of(attribute_of(child_of(number_properties, "ilvl"), "val"), 0);
    if (list <= 0 || level < 0 || level >= 9) return std::nullopt;
    return ListPlace{list, level};
}

void Numbering::read_numbering(pugi::xml_node root) {
    for (const pugi::xml_node node : root.children()) {
        const std::string_view name = local_name(node.name());
        if (name == "abstractNum") {
            Shape& shape = shapes_[number_of(attribute_of(node, "abstractNumId"), -1)];
            for (const pugi::xml_node child : node.children()) {
                const int at = number_of(attribute_of(child, "ilvl"), -1);
                if (local_name(child.name()) != "lvl" || at < 0 || at >= 9) continue;
                Level& level = shape.levels[static_cast<std::size_t>(at)];
                level.start = number_of(attribute_of(child_of(child, "start"), "val"), 1);
                level.format = attribute_of(child_of(child, "numFmt"), "val");
                level.text = attribute_of(child_of(child, "lvlText"), "val");
            }
        } else if (name == "num") {
            shape_of_list_[number_of(attribute_of(node, "numId"), -1)] =
                number_of(attribute_of(child_of(node, "abstractNumId"), "val"), -1);
        }
    }
}

void Numbering::read_styles(pugi::xml_node root) {
    for (const pugi::xml_node node : root.children()) {
        if (local_name(node.name()) != "style") continue;
        const auto place = list_place(child_of(child_of(node, "pPr"), "numPr"));
        if (place) styles_.emplace(attribute_of(node, "styleId"), *place);
    }
}

std::optional<ListPlace> Numbering::place_of_style(std::string_view style) const {
    const auto found = styles_.find(style);
    if (found == styles_.end()) return std::nullopt;
    return found->second;
}

std::string Numbering::next(ListPlace place) {
    const auto list = shape_of_list_.find(place.list);
    const auto shape = list == shape_of_list_.end() ? shapes_.end() : shapes_.find(list->second);
    if (shape == shapes_.end()) return {};
    auto& counters = shape->second.counters;
    const auto& levels = shape->second.levels;
    const auto at = static_cast<std::size_t>(place.level);
    counters[at] = counters[at] ? *counters[at] + 1 : levels[at].start;
    for (std::size_t deeper = at + 1; deeper < level_count; ++deeper) counters[deeper].reset();
    const Level& level = levels[at];
    if (level.format == "bullet" || level.format == "none") return {};
    std::string text;
    for (std::size_t i = 0; i < level.text.size(); ++i) {
        const bool is_place = level.text[i] == '%' && i + 1 < level.text.size() &&
                              level.text[i + 1] >= '1' && level.text[i + 1] <= '9';
        if (!is_place) {
            text += level.text[i];
            continue;
        }
        const auto which = static_cast<std::size_t>(level.text[++i] - '1');
        text += formatted(counters[which].value_or(levels[which].start), levels[which].format);
    }
    return text;
}

}  // namespace planloom::docx

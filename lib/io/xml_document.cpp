#include "xml_document.hpp"

#include "xml_scan.hpp"

#include <algorithm>

namespace planloom::detail {
namespace {

constexpr std::string_view spaces = " \t\r\n";

std::string_view trimmed(std::string_view text) noexcept {
    const std::size_t first = text.find_first_not_of(spaces);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(spaces) - first + 1);
}

/// The namespace that a start tag declares for a prefix; empty for the default one.
std::string_view namespace_in_tag(std::string_view tag, std::string_view prefix) noexcept {
    constexpr std::string_view word = "xmlns";
    for (std::size_t at = tag.find(word); at != std::string_view::npos;
         at = tag.find(word, at + 1)) {
        std::string_view rest = tag.substr(at + word.size());
        if (!prefix.empty()) {
            if (!rest.starts_with(':') || !rest.substr(1).starts_with(prefix)) continue;
            rest.remove_prefix(1 + prefix.size());
        }
        rest = trimmed(rest);
        if (!rest.starts_with('=')) continue;
        rest = trimmed(rest.substr(1));
        if (!rest.starts_with('"') && !rest.starts_with('\'')) return {};
        return rest.substr(1, rest.find(rest.front(), 1) - 1);
    }
    return {};
}

}  // namespace

XmlDocument::XmlDocument(std::string text, const XmlOptions& options) : text_(std::move(text)) {
    require_well_formed(text_, options);
    line_starts_.push_back(0);
    for (std::size_t at = text_.find('\n'); at != std::string::npos; at = text_.find('\n', at + 1))
        line_starts_.push_back(at + 1);
    const pugi::xml_parse_result result = document_.load_buffer_inplace(
        text_.data(), text_.size(), pugi::parse_default | pugi::parse_ws_pcdata_single,
        pugi::encoding_utf8);
    if (!result)
        throw ReadError({{std::string(options.code), Severity::error, std::string(options.where), 0,
                          std::string("the XML is broken: ") + result.description()}});
}

std::uint32_t XmlDocument::line(pugi::xml_node element) const {
    const std::ptrdiff_t offset = element.offset_debug();
    if (offset < 0) return 0;
    const auto after = std::upper_bound(line_starts_.begin(), line_starts_.end(),
                                        static_cast<std::size_t>(offset));
    return static_cast<std::uint32_t>(after - line_starts_.begin());
}

std::string_view local_name(std::string_view name) noexcept {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child_of(pugi::xml_node node, std::string_view name) noexcept {
    for (const pugi::xml_node child : node.children())
        if (child.type() == pugi::node_element && local_name(child) == name) return child;
    return {};
}

std::string_view attribute_of(pugi::xml_node node, std::string_view name) noexcept {
    for (const pugi::xml_attribute attribute : node.attributes())
        if (local_name(attribute.name()) == name) return attribute.value();
    return {};
}

std::string text_of(pugi::xml_node node) {
    std::string text;
    for (const pugi::xml_node child : node.children())
        if (child.type() == pugi::node_pcdata || child.type() == pugi::node_cdata)
            text += child.value();
    return text;
}

std::string trimmed_text_of(pugi::xml_node node) {
    return std::string(trimmed(text_of(node)));
}

bool begins_like_xml(std::string_view text) noexcept {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t first = text.find_first_not_of(spaces);
    return first != std::string_view::npos && text[first] == '<';
}

XmlRoot find_xml_root(std::string_view head) noexcept {
    if (!begins_like_xml(head)) return {};
    std::size_t at = head.find('<');
    while (at != std::string_view::npos && at + 1 < head.size()) {
        const std::string_view rest = head.substr(at);
        if (rest.starts_with("<!--")) {
            at = head.find("-->", at);
        } else if (rest[1] == '?' || rest[1] == '!') {
            at = head.find('>', at);
        } else {
            break;
        }
        if (at != std::string_view::npos) at = head.find('<', at);
    }
    if (at == std::string_view::npos) return {};
    const std::string_view tag = head.substr(at + 1, head.find('>', at) - at - 1);
    const std::string_view name = tag.substr(0, tag.find_first_of(" \t\r\n/"));
    const std::size_t colon = name.find(':');
    const std::string_view prefix =
        colon == std::string_view::npos ? std::string_view() : name.substr(0, colon);
    return {local_name(name), namespace_in_tag(tag, prefix)};
}

}  // namespace planloom::detail

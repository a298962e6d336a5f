// A strict front over pugixml: what pugixml lets through although it is no well-formed XML is
// refused before it parses, and every element knows its line. For writing see "xml_writer.hpp".
#pragma once

#include <planloom/io/json.hpp>

#include <cstddef>
#include <cstdint>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::detail {

/// What an XmlDocument accepts, and how its faults are named.
struct XmlOptions {
    Limits limits;
    /// The code of a text that is not well-formed.
    std::string_view code = "xml";
    /// The place of every fault, such as the name of a part; empty for a file of its own.
    std::string_view where;
};

/// A parsed text. It is UTF-8, well-formed XML 1.0 without a document type, has no attribute twice,
/// is nested no deeper than the limit, and holds no entity but the five of XML.
class XmlDocument {
public:
    /// @throws ReadError  `encoding`, `doctype`, `unknown_entity`, `duplicate_attribute`,
    ///                    `limit_bytes`, `limit_depth` or the code for what is not well-formed,
    ///                    each with the line
    /// @complexity O(bytes) time and space
    explicit XmlDocument(std::string text, const XmlOptions& options = {});
    // The elements point into the text.
    XmlDocument(const XmlDocument&) = delete;
    XmlDocument& operator=(const XmlDocument&) = delete;

    [[nodiscard]] pugi::xml_node root() const { return document_.document_element(); }
    /// Bytes of the text.
    [[nodiscard]] std::size_t size() const noexcept { return text_.size(); }
    /// The line on which an element begins, from 1.
    /// @complexity O(log lines)
    [[nodiscard]] std::uint32_t line(pugi::xml_node element) const;

private:
    std::string text_;
    std::vector<std::size_t> line_starts_;
    pugi::xml_document document_;
};

/// The name of an element or attribute without its namespace prefix.
[[nodiscard]] std::string_view local_name(std::string_view name) noexcept;
[[nodiscard]] inline std::string_view local_name(pugi::xml_node node) noexcept {
    return local_name(std::string_view(node.name()));
}

/// The first child element with a local name; an empty node if there is none.
[[nodiscard]] pugi::xml_node child_of(pugi::xml_node node, std::string_view name) noexcept;

/// The attribute with a local name, whatever its prefix; empty if it is not there.
[[nodiscard]] std::string_view attribute_of(pugi::xml_node node, std::string_view name) noexcept;

/// All character data directly in an element.
[[nodiscard]] std::string text_of(pugi::xml_node node);

/// The same without the white space around it.
[[nodiscard]] std::string trimmed_text_of(pugi::xml_node node);

/// The root element of what begins like XML: its local name and the namespace of its prefix; both
/// empty if there is none.
struct XmlRoot {
    std::string_view name;
    std::string_view name_space;
};
[[nodiscard]] XmlRoot find_xml_root(std::string_view head) noexcept;

/// Whether a text begins like XML: white space, then `<`.
[[nodiscard]] bool begins_like_xml(std::string_view text) noexcept;

}  // namespace planloom::detail

// XML read as a stream out of an archive, for parts that are too large for a tree. For small parts
// see pugixml in docx.cpp.
#pragma once

#include "archive.hpp"

#include <cstddef>
#include <string>
#include <string_view>

namespace planloom::detail {

/// The attributes of an element, as the parser holds them.
class XmlAttributes {
public:
    explicit XmlAttributes(const char* const* pairs) : pairs_(pairs) {}
    /// The value of an attribute by its name without the prefix; empty if there is none.
    [[nodiscard]] std::string_view operator[](std::string_view name) const;
    /// The same as a number from 0 to `most`; `otherwise` if there is none or it is no such number.
    [[nodiscard]] std::size_t number(std::string_view name, std::size_t otherwise,
                                     std::size_t most) const;

private:
    const char* const* pairs_;
};

/// What is told of an XML part. Names come without their prefix.
class XmlHandler {
public:
    XmlHandler() = default;
    XmlHandler(const XmlHandler&) = delete;
    XmlHandler& operator=(const XmlHandler&) = delete;
    virtual ~XmlHandler() = default;
    virtual void start(std::string_view name, const XmlAttributes& attributes) = 0;
    virtual void end(std::string_view name) = 0;
    virtual void text(std::string_view text) = 0;
};

/// Reads a part of an archive. A document type, and with it every entity but the five of XML, is
/// refused. What the handler throws comes through.
/// @param depth  of nested elements that is allowed
/// @throws ReadError  the archive's code for broken XML, `xml_doctype`, `limit_depth`, `limit_tag`
void read_xml(const Archive& archive, const std::string& part, XmlHandler& handler,
              std::size_t depth);

}  // namespace planloom::detail

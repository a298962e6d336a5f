// Writes XML with two spaces of indent, one element a line. For reading see "xml_document.hpp".
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::detail {

/// Gathers the text of a document. What is opened must be closed; attributes come right after open.
/// Characters that XML 1.0 cannot hold become U+FFFD and are counted.
class XmlWriter {
public:
    XmlWriter();

    void open(std::string_view name);
    void attribute(std::string_view name, std::string_view value);
    void close();
    /// An element that holds a text only; an empty one where the text is empty.
    void text(std::string_view name, std::string_view value);
    /// The same with one attribute.
    void text(std::string_view name, std::string_view attribute_name,
              std::string_view attribute_value, std::string_view value);
    /// The same where the text is not empty, else nothing.
    void text_if(std::string_view name, std::string_view value) {
        if (!value.empty()) text(name, value);
    }

    [[nodiscard]] std::size_t replaced() const noexcept { return replaced_; }
    [[nodiscard]] std::string finish() && { return std::move(out_); }

private:
    struct Level {
        std::string name;
        bool has_children = false;
    };
    void begin_child();
    void append(std::string_view text, bool is_attribute);

    std::string out_;
    std::vector<Level> levels_;
    std::size_t replaced_ = 0;
};

}  // namespace planloom::detail

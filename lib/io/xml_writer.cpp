#include "xml_writer.hpp"

#include <planloom/core/utf8.hpp>

namespace planloom::detail {

XmlWriter::XmlWriter() : out_("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n") {}

void XmlWriter::begin_child() {
    if (!levels_.empty() && !levels_.back().has_children) {
        levels_.back().has_children = true;
        out_ += ">\n";
    }
    out_.append(2 * levels_.size(), ' ');
}

void XmlWriter::open(std::string_view name) {
    begin_child();
    out_ += '<';
    out_ += name;
    levels_.push_back({std::string(name), false});
}

void XmlWriter::attribute(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    append(value, true);
    out_ += '"';
}

void XmlWriter::close() {
    const Level level = std::move(levels_.back());
    levels_.pop_back();
    if (level.has_children) {
        out_.append(2 * levels_.size(), ' ');
        out_ += "</" + level.name + ">\n";
    } else {
        out_ += "/>\n";
    }
}

void XmlWriter::text(std::string_view name, std::string_view value) {
    text(name, {}, {}, value);
}

void XmlWriter::text(std::string_view name, std::string_view attribute_name,
                     std::string_view attribute_value, std::string_view value) {
    begin_child();
    out_ += '<';
    out_ += name;
    if (!attribute_name.empty()) attribute(attribute_name, attribute_value);
    if (value.empty()) {
        out_ += "/>\n";
        return;
    }
    out_ += '>';
    append(value, false);
    out_ += "</";
    out_ += name;
    out_ += ">\n";
}

// A reader turns CR into LF, and in attributes all white space into blanks, unless it is written as
// a reference.
void XmlWriter::append(std::string_view text, bool is_attribute) {
    std::size_t at = 0;
    while (at < text.size()) {
        const std::size_t begin = at;
        const char32_t code = next_code_point(text, at);
        const bool is_space = code == '\t' || code == '\n' || code == '\r';
        if (code == '&') {
            out_ += "&amp;";
        } else if (code == '<') {
            out_ += "&lt;";
        } else if (code == '>') {
            out_ += "&gt;";
        } else if (code == '"' && is_attribute) {
            out_ += "&quot;";
        } else if (code == '\r' || (is_space && is_attribute)) {
            out_ += "&#" + std::to_string(static_cast<unsigned>(code)) + ';';
        } else if ((code < 0x20 && !is_space) || code == 0xFFFE || code == 0xFFFF ||
                   code == invalid_code_point) {
            out_ += "\xEF\xBF\xBD";
            ++replaced_;
        } else {
            out_.append(text, begin, at - begin);
        }
    }
}

}  // namespace planloom::detail

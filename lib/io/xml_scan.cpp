#include "xml_scan.hpp"

#include <planloom/core/utf8.hpp>

#include "json_text.hpp"
#include "limits.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace planloom::detail {
namespace {

constexpr std::string_view spaces = " \t\r\n";

bool is_name_start(char c) noexcept {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x80 || std::isalpha(byte) != 0 || c == '_' || c == ':';
}

bool is_name_part(char c) noexcept {
    return is_name_start(c) || std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '-' ||
           c == '.';
}

/// The number of a character reference between `&#` and `;`; nothing that XML allows is 0.
std::uint32_t number_of_reference(std::string_view digits) noexcept {
    std::uint32_t base = 10;
    if (digits.starts_with('x')) {
        base = 16;
        digits.remove_prefix(1);
    }
    std::uint32_t number = 0;
    for (const char c : digits) {
        const char lower = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        std::uint32_t digit = base;
        if (c >= '0' && c <= '9') digit = static_cast<std::uint32_t>(c - '0');
        if (lower >= 'a' && lower <= 'f') digit = static_cast<std::uint32_t>(lower - 'a') + 10;
        if (digit >= base || number > 0x10FFFF) return 0;
        number = number * base + digit;
    }
    return number;
}

bool is_xml_character(std::uint32_t code) noexcept {
    return code == 0x9 || code == 0xA || code == 0xD || (code >= 0x20 && code <= 0xD7FF) ||
           (code >= 0xE000 && code <= 0xFFFD) || (code >= 0x10000 && code <= 0x10FFFF);
}

class Scan {
public:
    Scan(std::string_view text, const XmlOptions& options) : text_(text), options_(options) {}

    void run() {
        require_characters();
        if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
        if (text_.substr(at_).starts_with("<?xml") && at_ + 5 < text_.size() &&
            is_space(text_[at_ + 5]))
            read_declaration();
        bool has_root = false;
        while (at_ < text_.size()) {
            if (text_[at_] == '<') {
                const bool is_element = read_markup(has_root);
                has_root = has_root || is_element;
            } else if (open_.empty()) {
                require_nothing_but_space();
            } else {
                read_text();
            }
        }
        if (!open_.empty())
            fail(options_.code, text_.size(),
                 "the text ends before </" + std::string(open_.back()) + '>');
        if (!has_root)
            fail(options_.code, text_.size(), "expected an XML element, found the end of the text");
    }

private:
    [[noreturn]] void fail(std::string_view code, std::size_t at, std::string message) const {
        const auto lines =
            std::count(text_.begin(), text_.begin() + static_cast<std::ptrdiff_t>(at), '\n');
        throw ReadError({{std::string(code), Severity::error, std::string(options_.where),
                          static_cast<std::uint32_t>(lines) + 1, std::move(message)}});
    }
    [[noreturn]] void broken(std::size_t at, std::string message) const {
        fail(options_.code, std::min(at, text_.size()), std::move(message));
    }
    static bool is_space(char c) noexcept { return spaces.find(c) != std::string_view::npos; }
    [[nodiscard]] bool is_next(std::string_view word) const noexcept {
        return text_.substr(at_).starts_with(word);
    }
    void skip_spaces() noexcept {
        while (at_ < text_.size() && is_space(text_[at_])) ++at_;
    }

    void require_characters() const {
        if (text_.size() > options_.limits.bytes)
            fail("limit_bytes", 0,
                 "expected at most " + std::to_string(options_.limits.bytes) + " bytes, found " +
                     std::to_string(text_.size()));
        if (const auto bad = find_invalid_utf8(text_))
            fail("encoding", *bad, "byte " + std::to_string(*bad) + " of the text is not UTF-8");
        for (std::size_t i = 0; i < text_.size(); ++i) {
            const auto byte = static_cast<unsigned char>(text_[i]);
            const bool is_control = byte < 0x20 && !is_space(text_[i]);
            const bool is_no_character = byte == 0xEF && text_[i + 1] == '\xBF' &&
                                         static_cast<unsigned char>(text_[i + 2]) >= 0xBE;
            if (is_control || is_no_character)
                broken(i,
                       "byte " + std::to_string(i) + " begins a character that XML does not allow");
        }
    }

    void read_declaration() {
        const std::size_t begin = at_;
        const std::size_t end = text_.find("?>", at_);
        if (end == std::string_view::npos) broken(begin, "the XML declaration has no end");
        const std::string_view inside = text_.substr(at_, end - at_);
        at_ = end + 2;
        const std::size_t word = inside.find("encoding");
        if (word == std::string_view::npos) return;
        const std::size_t quote = inside.find_first_of("\"'", word);
        if (quote == std::string_view::npos) broken(begin, "the encoding is not in quotes");
        const std::size_t last = inside.find(inside[quote], quote + 1);
        if (last == std::string_view::npos) broken(begin, "the encoding is not in quotes");
        require_encoding(std::string(inside.substr(quote + 1, last - quote - 1)));
    }

    /// A text that was decoded may still name the encoding that it had.
    void require_encoding(std::string name) const {
        std::transform(name.begin(), name.end(), name.begin(),
                       [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
        constexpr std::array<std::string_view, 9> decoded = {"utf-8",   "utf8",     "us-ascii",
                                                             "utf-16",  "utf-16le", "utf-16be",
                                                             "gb18030", "gbk",      "gb2312"};
        if (std::find(decoded.begin(), decoded.end(), name) != decoded.end()) return;
        const bool is_ascii = std::all_of(text_.begin(), text_.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x80;
        });
        if (!is_ascii)
            fail("encoding", 0,
                 "the text declares the encoding " + quoted(name) + "; expected UTF-8");
    }

    void require_nothing_but_space() {
        const std::size_t begin = at_;
        skip_spaces();
        if (at_ < text_.size() && text_[at_] != '<')
            broken(at_, begin == 0 ? "expected an XML element"
                                   : "expected nothing but comments outside the root element");
    }

    void read_text() {
        while (at_ < text_.size() && text_[at_] != '<') {
            if (text_[at_] == '&') {
                read_reference();
            } else {
                if (is_next("]]>")) broken(at_, "\"]]>\" stands outside of CDATA");
                ++at_;
            }
        }
    }

    void read_reference() {
        const std::size_t begin = at_;
        std::size_t end = begin + 1;
        while (end < text_.size() && end - begin < 64 &&
               (is_name_part(text_[end]) || text_[end] == '#'))
            ++end;
        if (end >= text_.size() || text_[end] != ';' || end == begin + 1)
            broken(begin, "\"&\" begins no reference; a plain one is written &amp;");
        const std::string_view name = text_.substr(begin + 1, end - begin - 1);
        at_ = end + 1;
        if (name.starts_with('#')) {
            if (!is_xml_character(number_of_reference(name.substr(1))))
                broken(begin, "&" + std::string(name) + "; names no character of XML");
            return;
        }
        constexpr std::array<std::string_view, 5> known = {"amp", "lt", "gt", "quot", "apos"};
        if (std::find(known.begin(), known.end(), name) == known.end())
            fail("unknown_entity", begin,
                 "the entity &" + std::string(name) + "; is not one of XML; none is expanded");
    }

    /// @return whether it was an element
    bool read_markup(bool has_root) {
        const std::size_t begin = at_;
        if (is_next("<!--")) {
            const std::size_t end = text_.find("--", at_ + 4);
            if (end == std::string_view::npos) broken(begin, "the comment has no end");
            if (end + 2 >= text_.size() || text_[end + 2] != '>')
                broken(end, "\"--\" stands within a comment");
            at_ = end + 3;
            return false;
        }
        if (is_next("<![CDATA[")) {
            if (open_.empty()) broken(begin, "CDATA stands outside the root element");
            const std::size_t end = text_.find("]]>", at_);
            if (end == std::string_view::npos) broken(begin, "the CDATA has no end");
            at_ = end + 3;
            return false;
        }
        if (is_next("<!DOCTYPE") || is_next("<!doctype"))
            fail("doctype", begin, "a document type is not accepted, since it can define entities");
        if (is_next("<!")) broken(begin, "\"<!\" begins neither a comment nor CDATA");
        if (is_next("<?")) {
            read_instruction();
            return false;
        }
        if (is_next("</")) {
            read_end_tag();
            return false;
        }
        if (has_root && open_.empty()) broken(begin, "there is more than one root element");
        read_start_tag();
        return true;
    }

    void read_instruction() {
        const std::size_t begin = at_;
        at_ += 2;
        const std::string_view name = read_name("an instruction");
        if (name == "xml") broken(begin, "the XML declaration stands at the beginning only");
        const std::size_t end = text_.find("?>", at_);
        if (end == std::string_view::npos) broken(begin, "the instruction has no end");
        at_ = end + 2;
    }

    std::string_view read_name(std::string_view of) {
        const std::size_t begin = at_;
        if (at_ >= text_.size() || !is_name_start(text_[at_]))
            broken(at_, "expected the name of " + std::string(of));
        while (at_ < text_.size() && is_name_part(text_[at_])) ++at_;
        return text_.substr(begin, at_ - begin);
    }

    void read_end_tag() {
        const std::size_t begin = at_;
        at_ += 2;
        const std::string_view name = read_name("an element");
        skip_spaces();
        if (at_ >= text_.size() || text_[at_] != '>') broken(at_, "the end tag has no \">\"");
        ++at_;
        if (open_.empty() || open_.back() != name)
            broken(begin, "expected " +
                              (open_.empty() ? std::string("an element")
                                             : "</" + std::string(open_.back()) + '>') +
                              ", found </" + std::string(name) + '>');
        open_.pop_back();
    }

    void read_start_tag() {
        const std::size_t begin = at_;
        ++at_;
        const std::string_view name = read_name("an element");
        names_.clear();
        while (true) {
            const std::size_t before = at_;
            skip_spaces();
            if (at_ >= text_.size())
                broken(begin, "the tag <" + std::string(name) + "> has no end");
            if (text_[at_] == '>' || is_next("/>")) break;
            if (at_ == before) broken(at_, "expected a space before the attribute");
            read_attribute();
        }
        require_unique(begin);
        const bool is_closed = text_[at_] == '/';
        at_ += is_closed ? 2 : 1;
        // An element that ends at once is a level too.
        if (open_.size() + 1 > options_.limits.depth)
            fail(
                "limit_depth", begin,
                "elements are nested more than " + std::to_string(options_.limits.depth) + " deep");
        if (!is_closed) open_.push_back(name);
    }

    void read_attribute() {
        const std::string_view name = read_name("an attribute");
        names_.push_back(name);
        skip_spaces();
        if (at_ >= text_.size() || text_[at_] != '=')
            broken(at_, "the attribute " + quoted(name) + " has no value");
        ++at_;
        skip_spaces();
        if (at_ >= text_.size() || (text_[at_] != '"' && text_[at_] != '\''))
            broken(at_, "the value of the attribute " + quoted(name) + " is not in quotes");
        const std::size_t begin = at_;
        const char quote = text_[at_++];
        while (at_ < text_.size() && text_[at_] != quote) {
            if (text_[at_] == '<') broken(at_, "\"<\" stands in the value of an attribute");
            if (text_[at_] == '&')
                read_reference();
            else
                ++at_;
        }
        if (at_ >= text_.size())
            broken(begin, "the value of the attribute " + quoted(name) + " has no end");
        ++at_;
    }

    void require_unique(std::size_t begin) {
        std::sort(names_.begin(), names_.end());
        const auto twice = std::adjacent_find(names_.begin(), names_.end());
        if (twice != names_.end())
            fail("duplicate_attribute", begin,
                 "the element has the attribute " + quoted(*twice) + " twice");
    }

    std::string_view text_;
    const XmlOptions& options_;
    std::size_t at_ = 0;
    std::vector<std::string_view> open_, names_;
};

}  // namespace

void require_well_formed(std::string_view text, const XmlOptions& options) {
    Scan(text, options).run();
}

}  // namespace planloom::detail

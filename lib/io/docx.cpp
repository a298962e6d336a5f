#include <planloom/core/error.hpp>
#include <planloom/io/docx.hpp>
#include <planloom/io/text.hpp>

#include "archive.hpp"
#include "docx_numbering.hpp"
#include "xml_document.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

namespace planloom {
namespace docx {

using detail::attribute_of;
using detail::child_of;
using detail::local_name;

namespace {

/// The bytes of a part as UTF-8; a part may be UTF-16 too.
std::string decoded(std::string bytes) {
    const bool is_utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
    return is_utf16 ? decode_text(std::move(bytes)).text : bytes;
}

detail::XmlDocument parse(std::string bytes, const char* name, std::size_t depth) {
    detail::XmlOptions options;
    options.limits.depth = depth;
    options.code = "docx";
    options.where = name;
    return detail::XmlDocument(decoded(std::move(bytes)), options);
}

bool is_left_out(std::string_view name) {
    static constexpr std::array<std::string_view, 8> names = {
        "del", "moveFrom", "Fallback", "delText", "instrText", "pPrChange", "rPrChange", "sectPr"};
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// Gathers lines while it walks over the elements.
class Writer {
public:
    explicit Writer(Numbering& numbering) : numbering_(numbering) {}

    /// @return whether what stands below the element is wanted
    bool enter(pugi::xml_node node) {
        const std::string_view name = local_name(node.name());
        if (is_left_out(name)) return false;
        if (name == "p") {
            paragraphs_.emplace_back();
        } else if (name == "pPr") {
            begin_paragraph(node);
            return false;
        } else if (name == "t") {
            if (!paragraphs_.empty()) paragraphs_.back() += node.text().get();
            return false;
        } else if (name == "tab") {
            add_space('\t');
        } else if (name == "br" || name == "cr") {
            add_space('\n');
        } else if (name == "tr") {
            rows_.emplace_back();
        } else if (name == "tc" && !rows_.empty()) {
            rows_.back().emplace_back();
        }
        return true;
    }

    void leave(pugi::xml_node node) {
        const std::string_view name = local_name(node.name());
        if (name == "p" && !paragraphs_.empty()) {
            std::string text = std::move(paragraphs_.back());
            paragraphs_.pop_back();
            add_line(std::move(text));
        } else if (name == "tr" && !rows_.empty()) {
            std::string line;
            for (const std::string& cell : rows_.back()) {
                if (&cell != &rows_.back().front()) line += '\t';
                line += cell;
            }
            rows_.pop_back();
            add_line(std::move(line));
        }
    }

    std::string finish() && { return std::move(text_); }

private:
    void begin_paragraph(pugi::xml_node properties) {
        std::optional<ListPlace> place;
        if (const pugi::xml_node own = child_of(properties, "numPr"))
            place = list_place(own);
        else
            place = numbering_.place_of_style(attribute_of(child_of(properties, "pStyle"), "val"));
        if (place && !paragraphs_.empty()) paragraphs_.back() += numbering_.next(*place);
    }
    void add_space(char space) {
        if (!paragraphs_.empty()) paragraphs_.back() += space;
    }
    void add_line(std::string text) {
        if (rows_.empty() || rows_.back().empty()) {
            text_ += text;
            text_ += '\n';
            return;
        }
        // A cell stands on one line.
        std::replace(text.begin(), text.end(), '\n', ' ');
        std::string& cell = rows_.back().back();
        if (!cell.empty() && !text.empty()) cell += ' ';
        cell += text;
    }

    Numbering& numbering_;
    std::string text_;
    std::vector<std::string> paragraphs_;
    std::vector<std::vector<std::string>> rows_;
};

std::string walk(pugi::xml_node root, Numbering& numbering) {
    Writer writer(numbering);
    pugi::xml_node node = root;
    while (node) {
        const bool wants_more = writer.enter(node);
        if (wants_more && node.first_child()) {
            node = node.first_child();
            continue;
        }
        writer.leave(node);
        while (node != root && !node.next_sibling()) {
            node = node.parent();
            writer.leave(node);
        }
        if (node == root) break;
        node = node.next_sibling();
    }
    return std::move(writer).finish();
}

}  // namespace
}  // namespace docx

std::string docx_text(std::string_view bytes, const DocxLimits& limits) {
    constexpr const char* main_part = "word/document.xml";
    constexpr const char* numbering_part = "word/numbering.xml";
    constexpr const char* styles_part = "word/styles.xml";
    detail::ArchiveLimits bounds;
    bounds.part_bytes = limits.part_bytes;
    const detail::Archive archive(bytes, "docx", "Word file", bounds);
    std::string main = archive.part(main_part, true);
    std::string lists = archive.part(numbering_part, false);
    std::string styles = archive.part(styles_part, false);
    docx::Numbering numbering;
    if (!lists.empty()) {
        const detail::XmlDocument part =
            docx::parse(std::move(lists), numbering_part, limits.depth);
        numbering.read_numbering(part.root());
    }
    if (!styles.empty()) {
        const detail::XmlDocument part = docx::parse(std::move(styles), styles_part, limits.depth);
        numbering.read_styles(part.root());
    }
    const detail::XmlDocument part = docx::parse(std::move(main), main_part, limits.depth);
    return docx::walk(part.root(), numbering);
}

}  // namespace planloom

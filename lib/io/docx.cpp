#include <planloom/core/error.hpp>
#include <planloom/core/utf8.hpp>
#include <planloom/io/docx.hpp>

#include "archive.hpp"
#include "docx_numbering.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <pugixml.hpp>
#include <vector>

namespace planloom {
namespace docx {
namespace {

[[noreturn]] void refuse(std::string code, std::string where, std::string message) {
    throw ReadError({{std::move(code), Severity::error, std::move(where), 0, std::move(message)}});
}

/// Parses a part. Entities of a DTD are never expanded: pugixml leaves the DTD out.
void parse(pugi::xml_document& document, std::string& bytes, const char* name) {
    const pugi::xml_parse_result result = document.load_buffer_inplace(
        bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_ws_pcdata_single);
    if (!result)
        refuse("docx", name,
               std::string("the XML is broken at byte ") + std::to_string(result.offset) + ": " +
                   result.description());
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

std::string walk(pugi::xml_node root, Numbering& numbering, const char* name, std::size_t limit) {
    Writer writer(numbering);
    std::size_t depth = 1;
    pugi::xml_node node = root;
    while (node) {
        if (depth > limit)
            refuse("limit_depth", name,
                   "elements are nested more than " + std::to_string(limit) + " deep");
        const bool wants_more = writer.enter(node);
        if (wants_more && node.first_child()) {
            node = node.first_child();
            ++depth;
            continue;
        }
        writer.leave(node);
        while (node != root && !node.next_sibling()) {
            node = node.parent();
            --depth;
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
    pugi::xml_document document;
    if (!lists.empty()) {
        docx::parse(document, lists, numbering_part);
        numbering.read_numbering(document.document_element());
    }
    if (!styles.empty()) {
        docx::parse(document, styles, styles_part);
        numbering.read_styles(document.document_element());
    }
    docx::parse(document, main, main_part);
    std::string text = docx::walk(document.document_element(), numbering, main_part, limits.depth);
    if (const auto bad = find_invalid_utf8(text))
        docx::refuse("encoding", main_part,
                     "byte " + std::to_string(*bad) + " of the text is not UTF-8");
    return text;
}

}  // namespace planloom

// Office Open XML workbooks, ISO/IEC 29500-1 (SpreadsheetML).
#include <planloom/core/error.hpp>

#include "archive.hpp"
#include "sheet_builder.hpp"
#include "xml_stream.hpp"

#include <charconv>
#include <cstdlib>
#include <map>
#include <optional>
#include <utility>

namespace planloom {
namespace {

using detail::Archive;
using detail::SheetBuilder;
using detail::XmlAttributes;

/// The part that a relation of `base` leads to: relative to its folder, or from the root.
std::string resolved(std::string_view base, std::string_view target) {
    std::string path;
    if (!target.empty() && target.front() == '/') {
        target.remove_prefix(1);
    } else {
        path = base.substr(0, base.rfind('/') + 1);
    }
    while (target.starts_with("../") || target.starts_with("./")) {
        if (target.starts_with("../") && !path.empty()) {
            path.pop_back();
            path.erase(path.rfind('/') + 1);
        }
        target.remove_prefix(target.find('/') + 1);
    }
    return path.append(target);
}

/// Where the relations of a part stand.
std::string relations_of(std::string_view part) {
    const std::size_t folder = part.rfind('/') + 1;
    return std::string(part.substr(0, folder)) + "_rels/" + std::string(part.substr(folder)) +
           ".rels";
}

class Relations final : public detail::XmlHandler {
public:
    Relations(const Archive& archive, const std::string& part, std::size_t depth) : base_(part) {
        const std::string name = relations_of(part);
        if (archive.has(name)) read_xml(archive, name, *this, depth);
    }

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name != "Relationship" || attributes["TargetMode"] == "External") return;
        const std::string_view type = attributes["Type"];
        const std::string target = resolved(base_, attributes["Target"]);
        by_id.emplace(attributes["Id"], target);
        by_type.emplace(type.substr(type.rfind('/') + 1), target);
    }
    void end(std::string_view /*name*/) override {}
    void text(std::string_view /*text*/) override {}

    std::map<std::string, std::string, std::less<>> by_id;
    /// By the last word of the type: `worksheet`, `styles`, `sharedStrings`.
    std::map<std::string, std::string, std::less<>> by_type;

private:
    std::string base_;
};

class Workbook final : public detail::XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "workbookPr")
            is_1904 = attributes["date1904"] == "1" || attributes["date1904"] == "true";
        else if (name == "sheet")
            sheets.emplace_back(attributes["name"], attributes["id"]);
    }
    void end(std::string_view /*name*/) override {}
    void text(std::string_view /*text*/) override {}

    bool is_1904 = false;
    /// Name and relation.
    std::vector<std::pair<std::string, std::string>> sheets;
};

class Styles final : public detail::XmlHandler {
public:
    void start(std::string_view name, const XmlAttributes& attributes) override {
        constexpr std::size_t most = 1'000'000;
        if (name == "numFmt") {
            formats_.emplace(attributes.number("numFmtId", 0, most), attributes["formatCode"]);
        } else if (name == "cellXfs") {
            is_in_cells_ = true;
        } else if (name == "xf" && is_in_cells_) {
            cells_.push_back(attributes.number("numFmtId", 0, most));
        }
    }
    void end(std::string_view name) override {
        if (name == "cellXfs") is_in_cells_ = false;
    }
    void text(std::string_view /*text*/) override {}

    [[nodiscard]] std::string_view format_of(std::size_t style) const {
        if (style >= cells_.size()) return {};
        const auto own = formats_.find(cells_[style]);
        return own == formats_.end() ? detail::built_in_format(cells_[style])
                                     : std::string_view(own->second);
    }

private:
    std::map<std::size_t, std::string> formats_;
    std::vector<std::size_t> cells_;
    bool is_in_cells_ = false;
};

/// Characters that XML cannot hold stand as _x000D_.
std::string without_escapes(std::string_view text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        constexpr std::size_t length = 7;
        const std::string_view here = text.substr(i, length);
        unsigned code = 0;
        if (here.size() == length && here.starts_with("_x") && here.back() == '_') {
            const char* end = here.data() + length - 1;
            const auto [stop, error] = std::from_chars(here.data() + 2, end, code, 16);
            // Controls other than white space are for nobody to see.
            if (error == std::errc() && stop == end && code < 0x80) {
                if (code >= ' ' || code == '\n' || code == '\t' || code == '\r')
                    result += static_cast<char>(code);
                i += length - 1;
                continue;
            }
        }
        result += text[i];
    }
    return detail::shown(result);
}

class SharedStrings final : public detail::XmlHandler {
public:
    SharedStrings(const std::string& part, const SheetLimits& limits)
        : part_(part), limits_(limits) {}

    void start(std::string_view name, const XmlAttributes& /*attributes*/) override {
        if (name == "si")
            now_.clear();
        else if (name == "rPh")  // how the text is pronounced
            is_aside_ = true;
        is_text_ = name == "t" && !is_aside_;
    }
    void end(std::string_view name) override {
        is_text_ = false;
        if (name == "rPh") is_aside_ = false;
        if (name != "si") return;
        texts.push_back(without_escapes(now_));
        // An empty text takes room too.
        bytes_ += texts.back().size() + sizeof(std::string);
        require(bytes_, limits_.text_bytes, "limit_text");
    }
    void text(std::string_view text) override {
        if (!is_text_) return;
        now_ += text;
        require(now_.size(), limits_.cell_bytes, "limit_cell");
    }

    std::vector<std::string> texts;

private:
    void require(std::size_t found, std::size_t most, const char* code) const {
        if (found > most)
            throw ReadError({{code, Severity::error, part_, 0,
                              "the texts have more than " + std::to_string(most) + " bytes"}});
    }

    const std::string& part_;
    const SheetLimits& limits_;
    std::string now_;
    std::size_t bytes_ = 0;
    bool is_text_ = false;
    bool is_aside_ = false;
};

struct CellRef {
    std::uint32_t row = 0;
    std::size_t column = 0;
};

/// `C14`.
std::optional<CellRef> parse_ref(std::string_view text) {
    CellRef ref;
    std::size_t column = 0;
    std::size_t i = 0;
    for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && i < 4; ++i)
        column = column * 26 + static_cast<std::size_t>(text[i] - 'A' + 1);
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + i, end, ref.row);
    if (i == 0 || error != std::errc() || stop != end || ref.row == 0 ||
        ref.row > detail::most_rows || column > detail::most_columns)
        return std::nullopt;
    ref.column = column - 1;
    return ref;
}

class Cells final : public detail::XmlHandler {
public:
    Cells(SheetBuilder& builder, const std::vector<std::string>& texts, const Styles& styles,
          bool is_1904)
        : builder_(builder), texts_(texts), styles_(styles), is_1904_(is_1904) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (name == "row") {
            row_ = static_cast<std::uint32_t>(
                attributes.number("r", row_ + std::size_t{1}, detail::most_rows));
            column_ = 0;
        } else if (name == "c") {
            begin_cell(attributes);
        } else if (name == "v" || name == "t") {
            is_text_ = !is_aside_;
        } else if (name == "f") {
            is_formula_ = true;
        } else if (name == "rPh") {
            is_aside_ = true;
        } else if (name == "mergeCell") {
            const std::string_view ref = attributes["ref"];
            const std::size_t colon = ref.find(':');
            const auto first = parse_ref(ref.substr(0, colon));
            const auto last =
                colon == std::string_view::npos ? first : parse_ref(ref.substr(colon + 1));
            if (first && last && first->row <= last->row && first->column <= last->column)
                builder_.merge({first->row, last->row, static_cast<std::uint32_t>(first->column),
                                static_cast<std::uint32_t>(last->column)});
        }
    }
    void end(std::string_view name) override {
        if (name == "c") {
            builder_.set(row_, column_, shown_cell());
            ++column_;
        } else if (name == "v" || name == "t") {
            is_text_ = false;
        } else if (name == "f") {
            is_formula_ = false;
        } else if (name == "rPh") {
            is_aside_ = false;
        }
    }
    void text(std::string_view text) override {
        if (!is_text_ && !is_formula_) return;
        std::string& target = is_text_ ? text_ : formula_;
        target += text;
        builder_.require_cell_size(target.size(), row_, column_);
    }

private:
    void begin_cell(const XmlAttributes& attributes) {
        if (const std::optional<CellRef> ref = parse_ref(attributes["r"])) {
            row_ = ref->row;
            column_ = ref->column;
        }
        type_ = attributes["t"];
        style_ = attributes.number("s", 0, static_cast<std::size_t>(-1));
        text_.clear();
        formula_.clear();
    }

    [[nodiscard]] std::string shown_cell() const {
        // A formula that no program has computed yet is shown rather than lost.
        if (text_.empty()) return formula_.empty() ? std::string() : '=' + formula_;
        if (type_ == "s") {
            std::size_t index = 0;
            const auto [end, error] =
                std::from_chars(text_.data(), text_.data() + text_.size(), index);
            return error == std::errc() && index < texts_.size() ? texts_[index] : std::string();
        }
        if (type_ == "b") return text_ == "1" ? "TRUE" : "FALSE";
        if (type_ == "str" || type_ == "inlineStr") return without_escapes(text_);
        if (type_ == "d") return text_.substr(0, text_.find("T00:00"));
        if (type_ == "e") return text_;
        double value = 0;
        const char* end = text_.data() + text_.size();
        const auto [stop, error] = std::from_chars(text_.data(), end, value);
        if (error != std::errc() || stop != end) return detail::shown(text_);
        return detail::shown_number(value, styles_.format_of(style_), is_1904_);
    }

    SheetBuilder& builder_;
    const std::vector<std::string>& texts_;
    const Styles& styles_;
    bool is_1904_;
    std::uint32_t row_ = 0;
    std::size_t column_ = 0;
    std::string type_;
    std::size_t style_ = 0;
    std::string text_;
    std::string formula_;
    bool is_text_ = false;
    bool is_formula_ = false;
    bool is_aside_ = false;
};

}  // namespace

std::vector<Sheet> read_xlsx(std::string_view bytes, const SheetLimits& limits) {
    const Archive archive(bytes, "xlsx", "workbook",
                          {limits.members, limits.part_bytes, limits.total_bytes, limits.ratio});
    const Relations root(archive, "", limits.depth);
    const auto main = root.by_type.find("officeDocument");
    const std::string workbook_part = main == root.by_type.end() ? "xl/workbook.xml" : main->second;
    const Relations relations(archive, workbook_part, limits.depth);
    Workbook workbook;
    read_xml(archive, workbook_part, workbook, limits.depth);
    if (workbook.sheets.empty()) archive.refuse(workbook_part, "the workbook has no sheet");

    Styles styles;
    const auto styles_part = relations.by_type.find("styles");
    if (styles_part != relations.by_type.end() && archive.has(styles_part->second))
        read_xml(archive, styles_part->second, styles, limits.depth);
    const auto texts_part = relations.by_type.find("sharedStrings");
    const std::string texts_name =
        texts_part == relations.by_type.end() ? std::string() : texts_part->second;
    SharedStrings texts(texts_name, limits);
    if (archive.has(texts_name)) read_xml(archive, texts_name, texts, limits.depth);

    SheetBuilder builder(limits);
    for (const auto& [name, id] : workbook.sheets) {
        const auto part = relations.by_id.find(id);
        if (part == relations.by_id.end())
            archive.refuse(workbook_part, "sheet \"" + name + "\" names no part");
        builder.begin_sheet(name);
        Cells cells(builder, texts.texts, styles, workbook.is_1904);
        read_xml(archive, part->second, cells, limits.depth);
    }
    return std::move(builder).finish();
}

}  // namespace planloom

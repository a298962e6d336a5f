// OpenDocument spreadsheets, ISO/IEC 26300 (OASIS OpenDocument 1.3, part 3, chapter 9).
#include <planloom/core/error.hpp>

#include "archive.hpp"
#include "sheet_builder.hpp"
#include "xml_stream.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace planloom {
namespace {

using detail::SheetBuilder;
using detail::XmlAttributes;

constexpr std::string_view content_part = "content.xml";

class Content final : public detail::XmlHandler {
public:
    explicit Content(SheetBuilder& builder) : builder_(builder) {}

    void start(std::string_view name, const XmlAttributes& attributes) override {
        if (aside_ > 0 || name == "annotation" || name == "tracked-changes" || name == "shapes") {
            ++aside_;
        } else if (name == "spreadsheet") {
            is_spreadsheet_ = true;
        } else if (name == "table") {
            // A table inside a cell is not another sheet.
            if (++tables_ == 1) begin_sheet(attributes);
        } else if (tables_ != 1) {
            return;
        } else if (name == "table-row") {
            repeats_ = attributes.number("number-rows-repeated", 1, detail::most_rows);
            column_ = 0;
            cells_.clear();
        } else if (name == "table-cell" || name == "covered-table-cell") {
            begin_cell(name == "covered-table-cell", attributes);
        } else if (is_in_cell_) {
            start_text(name, attributes);
        }
    }

    void end(std::string_view name) override {
        if (aside_ > 0) {
            --aside_;
        } else if (name == "table") {
            --tables_;
        } else if (tables_ != 1) {
            return;
        } else if (name == "table-row") {
            end_row();
        } else if (name == "table-cell" || name == "covered-table-cell") {
            end_cell();
        } else if (name == "p" || name == "h") {
            is_in_paragraph_ = false;
        }
    }

    void text(std::string_view text) override {
        if (aside_ > 0 || !is_in_paragraph_) return;
        // White space counts as one space, as in HTML.
        for (const char c : text) {
            const bool is_space = c == ' ' || c == '\t' || c == '\n' || c == '\r';
            if (!is_space)
                text_ += c;
            else if (!text_.empty() && text_.back() != ' ' && text_.back() != '\n')
                text_ += ' ';
        }
        builder_.require_cell_size(text_.size(), row_, column_);
    }

    [[nodiscard]] bool is_spreadsheet() const noexcept { return is_spreadsheet_; }

private:
    struct Cell {
        std::size_t column = 0;
        std::size_t repeats = 1;
        std::string text;
    };

    void begin_sheet(const XmlAttributes& attributes) {
        builder_.begin_sheet(std::string(attributes["name"]));
        row_ = 1;
    }

    void begin_cell(bool is_covered, const XmlAttributes& attributes) {
        is_in_cell_ = true;
        // What a covered cell holds is hidden under the cell that covers it.
        is_covered_ = is_covered;
        cell_repeats_ = attributes.number("number-columns-repeated", 1, detail::most_columns);
        text_.clear();
        value_.clear();
        paragraphs_ = 0;
        const std::string_view type = attributes["value-type"];
        if (type == "date") {
            value_ = attributes["date-value"];
            if (const std::size_t midnight = value_.find("T00:00"); midnight != std::string::npos)
                value_.erase(midnight);
            std::replace(value_.begin(), value_.end(), 'T', ' ');
        } else if (type == "float" || type == "percentage") {
            const std::string_view number = attributes["value"];
            double value = 0;
            const auto [end, error] =
                std::from_chars(number.data(), number.data() + number.size(), value);
            if (error == std::errc() && end == number.data() + number.size())
                value_ = detail::shown_number(value, type == "float" ? "" : "0%", false);
        } else if (type == "boolean") {
            value_ = attributes["boolean-value"] == "true" ? "TRUE" : "FALSE";
        }
        const std::size_t rows = attributes.number("number-rows-spanned", 1, detail::most_rows);
        const std::size_t columns =
            attributes.number("number-columns-spanned", 1, detail::most_columns);
        if (!is_covered && (rows > 1 || columns > 1) && rows > 0 && columns > 0)
            builder_.merge({row_, static_cast<std::uint32_t>(row_ + rows - 1),
                            static_cast<std::uint32_t>(column_),
                            static_cast<std::uint32_t>(column_ + columns - 1)});
    }

    void start_text(std::string_view name, const XmlAttributes& attributes) {
        if (name == "p" || name == "h") {
            if (paragraphs_++ > 0) text_ += '\n';
            is_in_paragraph_ = true;
        } else if (name == "s" && is_in_paragraph_) {
            constexpr std::size_t most = 1000;
            text_.append(attributes.number("c", 1, most), ' ');
        } else if (name == "tab" && is_in_paragraph_) {
            text_ += '\t';
        } else if (name == "line-break" && is_in_paragraph_) {
            text_ += '\n';
        }
        builder_.require_cell_size(text_.size(), row_, column_);
    }

    void end_cell() {
        is_in_cell_ = false;
        std::string text = value_.empty() ? detail::shown(text_) : value_;
        if (!text.empty() && !is_covered_)
            cells_.push_back({column_, cell_repeats_, std::move(text)});
        column_ = std::min(column_ + cell_repeats_, detail::most_columns);
    }

    void end_row() {
        // Rows without text are only skipped, however many they are.
        for (std::size_t i = 0; i < repeats_ && !cells_.empty(); ++i)
            for (const Cell& cell : cells_)
                for (std::size_t k = 0; k < cell.repeats; ++k)
                    builder_.set(static_cast<std::uint32_t>(row_ + i), cell.column + k, cell.text);
        row_ = static_cast<std::uint32_t>(
            std::min(std::size_t{row_} + repeats_, detail::most_rows + 1));
    }

    SheetBuilder& builder_;
    bool is_spreadsheet_ = false;
    std::size_t aside_ = 0;
    std::size_t tables_ = 0;
    std::uint32_t row_ = 1;
    std::size_t repeats_ = 1;
    std::size_t column_ = 0;
    std::size_t cell_repeats_ = 1;
    std::vector<Cell> cells_;
    std::string text_;
    std::string value_;
    std::size_t paragraphs_ = 0;
    bool is_in_cell_ = false;
    bool is_covered_ = false;
    bool is_in_paragraph_ = false;
};

}  // namespace

std::vector<Sheet> read_ods(std::string_view bytes, const SheetLimits& limits) {
    const detail::Archive archive(
        bytes, "ods", "spreadsheet",
        {limits.members, limits.part_bytes, limits.total_bytes, limits.ratio});
    SheetBuilder builder(limits);
    Content content(builder);
    read_xml(archive, std::string(content_part), content, limits.depth);
    if (!content.is_spreadsheet())
        archive.refuse(std::string(content_part), "the document is no spreadsheet");
    return std::move(builder).finish();
}

Sheet read_csv_sheet(std::string_view text, const CsvDialect& dialect, const SheetLimits& limits) {
    Sheet sheet;
    std::size_t cells = 0;
    for (CsvRow& row : read_csv(text, dialect)) {
        cells += row.cells.size();
        if (cells > limits.cells)
            throw ReadError(
                {{"limit_cells", Severity::error, "", row.line,
                  "the file has more than " + std::to_string(limits.cells) + " cells"}});
        for (std::string& cell : row.cells) cell = detail::shown(cell);
        while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
        if (!row.cells.empty()) sheet.rows.push_back({row.line, std::move(row.cells)});
    }
    return sheet;
}

}  // namespace planloom

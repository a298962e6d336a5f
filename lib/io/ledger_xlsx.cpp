#include <planloom/core/display.hpp>
#include <planloom/core/error.hpp>
#include <planloom/io/ledger.hpp>

#include "ledger_text.hpp"
#include "xlsx_file.hpp"

#include <algorithm>

namespace planloom {
namespace {

constexpr std::size_t widest = 48;

class Workbook {
public:
    Workbook(lxw_workbook* book, const LedgerTable& table) : table_(table), book_(book) {
        for (const LedgerRow& row : table.rows) columns_ = std::max(columns_, row.cells.size());
        fill();
    }

private:
    void fill() {
        if (table_.rows.size() > xlsx::most_rows || columns_ > xlsx::most_columns)
            throw Error("limit_rows", "a sheet holds at most " + std::to_string(xlsx::most_rows) +
                                          " rows and " + std::to_string(xlsx::most_columns) +
                                          " columns");
        bool is_chinese = false;
        for (const LedgerRow& row : table_.rows)
            for (const std::string& cell : row.cells)
                is_chinese =
                    is_chinese || (row.kind == LedgerRowKind::header && ledger::has_chinese(cell));
        const std::string name = xlsx::sheet_name(table_.sheet, is_chinese ? "台账" : "Ledger");
        sheet_ = workbook_add_worksheet(book_, name.c_str());
        if (sheet_ == nullptr) throw Error("sheet", "the sheet cannot be made");
        make_formats();
        set_widths();
        for (std::size_t row = 0; row < table_.rows.size(); ++row) write_row(row);
        freeze();
    }

    lxw_format* bordered() {
        lxw_format* format = workbook_add_format(book_);
        format_set_border(format, LXW_BORDER_THIN);
        format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
        format_set_text_wrap(format);
        // Text stays text when a person edits it.
        format_set_num_format_index(format, 49);
        return format;
    }

    void make_formats() {
        constexpr lxw_color_t grey = 0xD9E2EC;
        constexpr lxw_color_t pale = 0xF2F5F8;
        constexpr double title_size = 16;
        item_ = bordered();
        header_ = bordered();
        format_set_bold(header_);
        format_set_align(header_, LXW_ALIGN_CENTER);
        format_set_bg_color(header_, grey);
        section_ = bordered();
        format_set_bold(section_);
        format_set_bg_color(section_, pale);
        title_ = workbook_add_format(book_);
        format_set_bold(title_);
        format_set_align(title_, LXW_ALIGN_CENTER);
        format_set_font_size(title_, title_size);
    }

    void set_widths() {
        constexpr std::size_t narrowest = 6;
        constexpr std::size_t margin = 2;
        std::vector<std::size_t> widths(columns_, narrowest);
        for (const LedgerRow& row : table_.rows) {
            if (row.kind == LedgerRowKind::title || row.kind == LedgerRowKind::section) continue;
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                widths[i] =
                    std::max(widths[i], std::min(display_width(row.cells[i]) + margin, widest));
        }
        for (std::size_t i = 0; i < widths.size(); ++i)
            worksheet_set_column(sheet_, column(i), column(i), static_cast<double>(widths[i]),
                                 nullptr);
    }

    void write_row(std::size_t at) {
        const LedgerRow& row = table_.rows[at];
        lxw_format* format = format_of(row.kind);
        std::size_t filled = 0;
        for (const std::string& cell : row.cells) filled += cell.empty() ? 0U : 1U;
        const bool is_head = row.kind == LedgerRowKind::section || row.kind == LedgerRowKind::title;
        if (is_head && columns_ > 1 && filled == 1 && !row.cells.front().empty()) {
            require(worksheet_merge_range(sheet_, line(at), 0, line(at), column(columns_ - 1),
                                          row.cells.front().c_str(), format),
                    at, 0);
            return;
        }
        for (std::size_t i = 0; i < columns_; ++i) {
            const bool has_text = i < row.cells.size() && !row.cells[i].empty();
            if (has_text)
                require(worksheet_write_string(sheet_, line(at), column(i), row.cells[i].c_str(),
                                               format),
                        at, i);
            else if (format != nullptr && row.kind != LedgerRowKind::title)
                worksheet_write_blank(sheet_, line(at), column(i), format);
        }
    }

    lxw_format* format_of(LedgerRowKind kind) {
        switch (kind) {
            case LedgerRowKind::title:
                return title_;
            case LedgerRowKind::header:
                return header_;
            case LedgerRowKind::section:
                return section_;
            case LedgerRowKind::item:
                return item_;
            case LedgerRowKind::other:
                return nullptr;
        }
        return nullptr;
    }

    void freeze() {
        for (std::size_t at = 0; at < table_.rows.size(); ++at) {
            if (table_.rows[at].kind != LedgerRowKind::header) continue;
            const bool is_last =
                at + 1 == table_.rows.size() || table_.rows[at + 1].kind != LedgerRowKind::header;
            if (!is_last) continue;
            worksheet_freeze_panes(sheet_, line(at + 1), 0);
            worksheet_autofilter(sheet_, line(at), 0, line(table_.rows.size() - 1),
                                 column(columns_ - 1));
            worksheet_ignore_errors(
                sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
                ("A1:" + column_letters(columns_ - 1) + std::to_string(table_.rows.size()))
                    .c_str());
            return;
        }
    }

    void require(lxw_error error, std::size_t row, std::size_t at) const {
        if (error == LXW_NO_ERROR) return;
        throw Error("limit_cell",
                    cell_place(table_.sheet, static_cast<std::uint32_t>(row + 1), at) + ": " +
                        lxw_strerror(error));
    }
    static lxw_row_t line(std::size_t row) { return static_cast<lxw_row_t>(row); }
    static lxw_col_t column(std::size_t at) { return static_cast<lxw_col_t>(at); }

    const LedgerTable& table_;
    std::size_t columns_ = 1;
    lxw_workbook* book_;
    lxw_worksheet* sheet_ = nullptr;
    lxw_format* item_ = nullptr;
    lxw_format* header_ = nullptr;
    lxw_format* section_ = nullptr;
    lxw_format* title_ = nullptr;
};

}  // namespace

std::string ledger_xlsx(const LedgerTable& table) {
    const xlsx::TemporaryFile file;
    xlsx::Book book(file.path());
    Workbook(book.get(), table);
    return xlsx::take_bytes(book, file);
}

}  // namespace planloom

#include <planloom/core/display.hpp>
#include <planloom/core/error.hpp>
#include <planloom/io/matrix_file.hpp>
#include <planloom/io/sheet.hpp>

#include "xlsx_file.hpp"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace planloom {
namespace {

constexpr std::size_t narrowest = 5;
constexpr std::size_t margin = 2;
constexpr std::size_t widest_head = 48;
constexpr std::size_t widest_cell = 24;

struct Formats {
    explicit Formats(lxw_workbook* book) {
        constexpr lxw_color_t grey = 0xD9E2EC;
        constexpr lxw_color_t pale = 0xF2F5F8;
        constexpr lxw_color_t lead = 0xDCE9F7;
        const auto bordered = [&] {
            lxw_format* format = workbook_add_format(book);
            format_set_border(format, LXW_BORDER_THIN);
            format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
            format_set_text_wrap(format);
            return format;
        };
        const auto as_text = [](lxw_format* format) {
            format_set_num_format_index(format, 49);
            return format;
        };
        head = as_text(bordered());
        item = as_text(bordered());
        format_set_align(item, LXW_ALIGN_CENTER);
        strong = as_text(bordered());
        format_set_align(strong, LXW_ALIGN_CENTER);
        format_set_bold(strong);
        format_set_bg_color(strong, lead);
        header = as_text(bordered());
        format_set_align(header, LXW_ALIGN_CENTER);
        format_set_bold(header);
        format_set_bg_color(header, grey);
        group = as_text(bordered());
        format_set_bold(group);
        format_set_bg_color(group, pale);
        number = bordered();
        total = bordered();
        format_set_bold(total);
        format_set_bg_color(total, pale);
    }

    lxw_format* head;
    lxw_format* item;
    lxw_format* strong;
    lxw_format* header;
    lxw_format* group;
    lxw_format* number;
    lxw_format* total;
};

class MatrixSheet {
public:
    MatrixSheet(lxw_workbook* book, const Formats& formats, const MatrixTable& table,
                const std::string& name)
        : formats_(formats), table_(table), name_(name) {
        for (const MatrixTableRow& row : table.rows)
            columns_ = std::max(columns_, row.cells.size());
        if (table.rows.size() > xlsx::most_rows || columns_ > xlsx::most_columns)
            throw Error("limit_rows", "sheet " + name + " has " +
                                          std::to_string(table.rows.size()) + " rows and " +
                                          std::to_string(columns_) + " columns, expected at most " +
                                          std::to_string(xlsx::most_rows) + " and " +
                                          std::to_string(xlsx::most_columns));
        sheet_ = workbook_add_worksheet(book, name.c_str());
        if (sheet_ == nullptr) throw Error("sheet", "the sheet " + name + " cannot be made");
        set_widths();
        for (std::size_t row = 0; row < table.rows.size(); ++row) write_row(row);
        freeze();
    }

private:
    void set_widths() {
        std::vector<std::size_t> widths(columns_, narrowest);
        for (const MatrixTableRow& row : table_.rows) {
            if (row.kind == MatrixRowKind::group) continue;
            for (std::size_t i = 0; i < row.cells.size(); ++i) {
                const std::size_t widest = i < table_.head_columns ? widest_head : widest_cell;
                widths[i] = std::max(widths[i],
                                     std::min(display_width(row.cells[i].text) + margin, widest));
            }
        }
        for (std::size_t i = 0; i < widths.size(); ++i)
            worksheet_set_column(sheet_, column(i), column(i), static_cast<double>(widths[i]),
                                 nullptr);
    }

    void write_row(std::size_t at) {
        const MatrixTableRow& row = table_.rows[at];
        for (std::size_t i = 0; i < columns_; ++i) {
            static const MatrixTableCell nothing;
            const MatrixTableCell& cell = i < row.cells.size() ? row.cells[i] : nothing;
            lxw_format* format = format_of(row.kind, cell, i);
            lxw_error error = LXW_NO_ERROR;
            if (cell.text.empty())
                error = worksheet_write_blank(sheet_, line(at), column(i), format);
            else if (cell.is_number)
                error = worksheet_write_number(sheet_, line(at), column(i),
                                               std::strtod(cell.text.c_str(), nullptr), format);
            else
                error =
                    worksheet_write_string(sheet_, line(at), column(i), cell.text.c_str(), format);
            if (error != LXW_NO_ERROR)
                throw Error("limit_cell", cell_place(name_, static_cast<std::uint32_t>(at + 1), i) +
                                              ": " + lxw_strerror(error));
        }
    }

    [[nodiscard]] lxw_format* format_of(MatrixRowKind kind, const MatrixTableCell& cell,
                                        std::size_t column) const {
        if (kind == MatrixRowKind::header) return formats_.header;
        if (kind == MatrixRowKind::group) return formats_.group;
        if (kind == MatrixRowKind::total) return formats_.total;
        if (cell.is_strong) return formats_.strong;
        if (cell.is_number) return formats_.number;
        return column < table_.head_columns ? formats_.head : formats_.item;
    }

    void freeze() {
        std::size_t headers = 0;
        while (headers < table_.rows.size() && table_.rows[headers].kind == MatrixRowKind::header)
            ++headers;
        worksheet_freeze_panes(sheet_, line(headers), column(table_.head_columns));
        if (headers == 0 || table_.rows.empty()) return;
        const std::size_t last = table_.rows.size() - 1;
        worksheet_repeat_rows(sheet_, 0, line(headers - 1));
        worksheet_set_landscape(sheet_);
        worksheet_ignore_errors(
            sheet_, LXW_IGNORE_NUMBER_STORED_AS_TEXT,
            ("A1:" + column_letters(columns_ - 1) + std::to_string(last + 1)).c_str());
    }

    static lxw_row_t line(std::size_t row) { return static_cast<lxw_row_t>(row); }
    static lxw_col_t column(std::size_t at) { return static_cast<lxw_col_t>(at); }

    const Formats& formats_;
    const MatrixTable& table_;
    const std::string& name_;
    std::size_t columns_ = 1;
    lxw_worksheet* sheet_ = nullptr;
};

/// Names of sheets may not differ in case alone, so a number makes each another.
std::string free_name(std::set<std::string>& taken, std::string_view wanted,
                      std::string_view otherwise) {
    const std::string name = xlsx::sheet_name(wanted, otherwise);
    std::string free = name;
    const auto folded = [](std::string text) {
        for (char& c : text)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return text;
    };
    for (int number = 2; !taken.insert(folded(free)).second; ++number)
        free = xlsx::sheet_name(std::to_string(number) + " " + name, otherwise);
    return free;
}

MatrixTable notes_of(std::span<const MatrixTable> tables, const std::vector<std::string>& names) {
    MatrixTable notes;
    for (std::size_t i = 0; i < tables.size(); ++i) {
        notes.rows.push_back({MatrixRowKind::group, {{names[i]}}});
        for (const std::string& each : tables[i].notes)
            notes.rows.push_back({MatrixRowKind::item, {{each}}});
    }
    notes.head_columns = 1;
    return notes;
}

}  // namespace

std::string matrix_xlsx(std::span<const MatrixTable> tables, std::string_view language) {
    const bool is_chinese = language.starts_with("zh");
    const xlsx::TemporaryFile file;
    xlsx::Book book(file.path());
    const Formats formats(book.get());
    std::set<std::string> taken;
    std::vector<std::string> names;
    for (const MatrixTable& table : tables) {
        names.push_back(free_name(taken, table.name, is_chinese ? "矩阵" : "Matrix"));
        MatrixSheet(book.get(), formats, table, names.back());
    }
    const std::string notes = free_name(taken, is_chinese ? "说明" : "Notes", "Notes");
    MatrixSheet(book.get(), formats, notes_of(tables, names), notes);
    return xlsx::take_bytes(book, file);
}

}  // namespace planloom

#include "html_table.hpp"

#include "html_parts.hpp"

#include <algorithm>

namespace planloom::report {
namespace {

class TableWriter {
public:
    TableWriter(std::string& out, const MatrixTable& table) : out_(out), table_(table) {
        for (const MatrixTableRow& row : table.rows) width_ = std::max(width_, row.cells.size());
    }

    std::size_t write(std::string_view css_class, std::size_t max_rows) {
        out_ += "<div class=\"scroll tall\"><table class=\"";
        out_ += css_class;
        out_ += "\"><caption>";
        append_text(out_, table_.name);
        out_ += "</caption>\n";
        std::size_t items = 0;
        for (const MatrixTableRow& row : table_.rows) {
            if (row.kind == MatrixRowKind::item && items++ >= max_rows) continue;
            open_body(row.kind);
            write_row(row);
        }
        if (!body_.empty()) out_.append("</").append(body_).append(">\n");
        out_ += "</table></div>\n";
        return items > max_rows ? items - max_rows : 0;
    }

private:
    /// Closes the part of the table that is open, and opens that of the row, if it is another.
    void open_body(MatrixRowKind kind) {
        const std::string_view wanted = kind == MatrixRowKind::header  ? "thead"
                                        : kind == MatrixRowKind::total ? "tfoot"
                                                                       : "tbody";
        if (wanted == body_) return;
        if (!body_.empty()) out_.append("</").append(body_).append(">\n");
        body_ = wanted;
        out_.append("<").append(body_).append(">\n");
    }

    void write_row(const MatrixTableRow& row) {
        if (row.kind == MatrixRowKind::group) {
            out_ += "<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"" +
                    std::to_string(width_) + "\"><span>";
            append_text(out_, row.cells.empty() ? std::string_view() : row.cells.front().text);
            out_ += "</span></th></tr>\n";
            return;
        }
        out_ += "<tr>";
        for (std::size_t i = 0; i < width_; ++i) {
            static const MatrixTableCell nothing;
            write_cell(row.kind, i, i < row.cells.size() ? row.cells[i] : nothing);
        }
        out_ += "</tr>\n";
    }

    void write_cell(MatrixRowKind kind, std::size_t column, const MatrixTableCell& cell) {
        std::string_view name = "td";
        if (kind == MatrixRowKind::header) {
            name = "th";
            out_ += "<th scope=\"col\"";
        } else if (column == 0 && table_.head_columns != 0) {
            name = "th";
            out_ += "<th scope=\"row\"";
        } else if (cell.is_strong) {
            out_ += "<td class=\"lead\"";
        } else if (cell.is_number) {
            out_ += "<td class=\"number\"";
        } else if (column < table_.head_columns) {
            out_ += "<td class=\"list\"";
        } else {
            out_ += "<td";
        }
        out_ += '>';
        append_text(out_, cell.text);
        out_.append("</").append(name).append(">");
    }

    std::string& out_;
    const MatrixTable& table_;
    std::size_t width_ = 1;
    std::string_view body_;
};

}  // namespace

std::size_t append_table(std::string& out, const MatrixTable& table, std::string_view css_class,
                         std::size_t max_rows) {
    return TableWriter(out, table).write(css_class, max_rows);
}

void append_notes(std::string& out, const MatrixTable& table) {
    if (table.notes.empty()) return;
    out += "<ul class=\"sentences\">\n";
    for (const std::string& note : table.notes) {
        out += "<li>";
        append_text(out, note);
        out += "</li>\n";
    }
    out += "</ul>\n";
}

}  // namespace planloom::report

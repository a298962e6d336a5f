#include "ledger_layout.hpp"

#include <planloom/core/error.hpp>

#include "../core/chinese_text.hpp"
#include "ledger_text.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

namespace planloom::ledger {
namespace {

/// How far down the header is looked for.
constexpr std::size_t header_rows = 100;
constexpr std::size_t most_filled = 5'000'000;

std::string one_line(std::string_view text) {
    std::string line(trim(text));
    std::replace(line.begin(), line.end(), '\n', ' ');
    return line;
}

bool is_one_of(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

SheetKind kind_of_name(std::string_view name) {
    const std::string form = header_form(name);
    if (is_one_of(form, {"目标", "目标清单", "工作目标", "goal", "goals", "objectives"}))
        return SheetKind::goals;
    if (is_one_of(form, {"单位", "单位清单", "责任单位", "部门", "unit", "units", "organisations",
                         "organizations", "departments"}))
        return SheetKind::units;
    if (is_one_of(form, {"要求", "要求清单", "依据", "requirement", "requirements"}))
        return SheetKind::requirements;
    if (is_one_of(form, {"依赖", "依赖关系", "任务关系", "前置关系", "link", "links",
                         "dependencies", "dependency"}))
        return SheetKind::links;
    return SheetKind::tasks;
}

/// On a sheet of one kind a header may mean the row itself: 目标 on the sheet of goals.
LedgerField adapted(LedgerField field, SheetKind kind) {
    using enum LedgerField;
    if (kind == SheetKind::goals) {
        if (field == goal || field == text) return field == goal ? title : text;
        if (field == responsible) return lead;
    } else if (kind == SheetKind::units) {
        if (field == lead || field == responsible) return title;
        if (field == text) return duty;
    } else if (kind == SheetKind::requirements) {
        if (field == requirement) return title;
    } else if (kind == SheetKind::links) {
        if (field == title) return successor;
    }
    return field;
}

std::optional<LedgerField> field_of(std::string_view header, SheetKind kind,
                                    const LedgerMapping& mapping) {
    const std::string written = one_line(header);
    if (written.empty()) return std::nullopt;
    const auto own = mapping.columns.find(written);
    if (own != mapping.columns.end()) return own->second;
    for (const auto& [name, field] : mapping.columns)
        if (header_form(name) == header_form(written)) return field;
    if (kind == SheetKind::units &&
        is_one_of(header_form(written), {"单位", "单位名称", "部门", "部门名称", "unit"}))
        return LedgerField::title;
    if (kind == SheetKind::links && header_form(written) == "from")
        return LedgerField::predecessors;
    const std::optional<LedgerField> known = recognize_header(written);
    return known ? std::optional(adapted(*known, kind)) : std::nullopt;
}

struct HeaderScore {
    std::size_t known = 0;
    std::size_t filled = 0;
    std::set<LedgerField> fields;
};

HeaderScore score_of(const SheetRow& row, SheetKind kind, const LedgerMapping& mapping) {
    HeaderScore score;
    for (const std::string& cell : row.cells) {
        if (cell.empty()) continue;
        ++score.filled;
        if (const auto field = field_of(cell, kind, mapping)) {
            ++score.known;
            score.fields.insert(*field);
        }
    }
    return score;
}

bool is_header(const HeaderScore& score, SheetKind kind) {
    const auto has = [&](LedgerField field) { return score.fields.contains(field); };
    if (kind == SheetKind::links)
        return has(LedgerField::predecessors) && has(LedgerField::successor);
    const bool has_name = has(LedgerField::title) || has(LedgerField::text) ||
                          (kind != SheetKind::tasks && has(LedgerField::key));
    return has_name && score.fields.size() >= (kind == SheetKind::tasks ? 2U : 1U);
}

class LayoutMaker {
public:
    LayoutMaker(const Sheet& sheet, const LedgerOptions& options, std::vector<Diagnostic>& notes)
        : options_(options), notes_(notes) {
        layout_.sheet = &sheet;
        layout_.kind = kind_of_name(sheet.name);
        layout_.rows = sheet.rows;
        for (SheetRow& row : layout_.rows)
            for (std::string& cell : row.cells)
                if (cell.starts_with('\'')) cell = std::string(without_guard(cell));
    }

    std::optional<Layout> make() {
        if (!find_header()) return std::nullopt;
        name_columns();
        fill_merged();
        read_title();
        layout_.kinds.assign(layout_.rows.size(), LedgerRowKind::other);
        for (std::size_t row = 0; row < layout_.header_begin; ++row)
            layout_.kinds[row] = LedgerRowKind::title;
        for (std::size_t row = layout_.header_begin; row < layout_.header_end; ++row)
            layout_.kinds[row] = LedgerRowKind::header;
        for (std::size_t row = layout_.header_end; row < layout_.rows.size(); ++row) take_row(row);
        return std::move(layout_);
    }

private:
    [[nodiscard]] HeaderScore score(std::size_t row) const {
        return score_of(layout_.rows[row], layout_.kind, options_.mapping);
    }

    bool find_header() {
        const std::uint32_t wanted =
            options_.header_row > 0 ? options_.header_row : options_.mapping.header_row;
        std::size_t best = none;
        std::size_t most = 0;
        const std::size_t last = std::min(layout_.rows.size(), header_rows);
        if (wanted > 0) {
            const auto found =
                std::find_if(layout_.rows.begin(), layout_.rows.end(),
                             [&](const SheetRow& row) { return row.number == wanted; });
            if (found != layout_.rows.end())
                best = static_cast<std::size_t>(found - layout_.rows.begin());
            if (best == none || score(best).known == 0)
                throw ReadError(
                    {{"header", Severity::error,
                      layout_.sheet->name.empty() ? std::string()
                                                  : cell_place(layout_.sheet->name, wanted, 0),
                      wanted,
                      "row " + std::to_string(wanted) +
                          " holds no header that is known, expected headers such as "
                          "任务 or task; a mapping can name others"}});
        } else {
            for (std::size_t row = 0; row < last; ++row) {
                const HeaderScore each = score(row);
                if (each.fields.size() <= most) continue;
                // The two rows of one header may hold only together what a header must.
                if (!is_header(each, layout_.kind) && !is_header_with_next(row)) continue;
                best = row;
                most = each.fields.size();
            }
        }
        if (best == none) return false;
        layout_.header_begin = best;
        layout_.header_end = best + 1;
        if (wanted == 0 && best > 0 && continues_header(best - 1, best))
            layout_.header_begin = best - 1;
        if (layout_.header_begin == best && best + 1 < layout_.rows.size() &&
            continues_header(best, best + 1))
            layout_.header_end = best + 2;
        return true;
    }

    [[nodiscard]] bool is_header_with_next(std::size_t row) const {
        if (row + 1 >= layout_.rows.size() || !continues_header(row, row + 1)) return false;
        HeaderScore both = score(row);
        both.fields.merge(score(row + 1).fields);
        return is_header(both, layout_.kind);
    }

    /// Whether the lower row only divides columns of the upper one.
    [[nodiscard]] bool continues_header(std::size_t upper, std::size_t lower) const {
        const HeaderScore above = score(upper);
        const HeaderScore below = score(lower);
        if (below.known == 0 || below.known != below.filled || above.known == 0 ||
            layout_.rows[lower].number != layout_.rows[upper].number + 1)
            return false;
        // A column that both name is no divided one, unless the upper name spans it.
        const SheetRow& first = layout_.rows[upper];
        const SheetRow& second = layout_.rows[lower];
        std::size_t under_own_name = 0;
        for (std::size_t i = 0; i < second.cells.size(); ++i) {
            if (second.cells[i].empty() || first.cell(i).empty()) continue;
            const bool spans = first.cell(i + 1).empty() && !second.cell(i + 1).empty();
            if (!spans) ++under_own_name;
        }
        return under_own_name == 0;
    }

    void name_columns() {
        std::size_t count = 0;
        for (const SheetRow& row : layout_.rows) count = std::max(count, row.cells.size());
        layout_.columns.resize(count);
        std::set<LedgerField> used;
        for (std::size_t i = 0; i < count; ++i) {
            Column& column = layout_.columns[i];
            std::optional<LedgerField> field;
            for (std::size_t row = layout_.header_end; row-- > layout_.header_begin;) {
                const std::string_view cell = layout_.rows[row].cell(i);
                if (cell.empty()) continue;
                if (column.header.empty() || !field) column.header = one_line(cell);
                if (!field) field = field_of(cell, layout_.kind, options_.mapping);
                if (field) break;
            }
            const bool is_new = field && used.insert(*field).second;
            // Two columns of units, or of words that become attributes, are both read.
            const bool may_repeat =
                field && *field >= LedgerField::lead && *field <= LedgerField::inform;
            if (field && (is_new || may_repeat || *field == LedgerField::attribute)) {
                column.field = *field;
            } else if (!column.header.empty()) {
                notes_.push_back(note_at(
                    layout_, layout_.header_end - 1, i, Severity::info, "unknown_column",
                    "column \"" + column.header +
                        (field ? "\" stands for what another column holds already; it is kept as "
                                 "an attribute"
                               : "\" is not known; it is kept as an attribute")));
            }
        }
        prefer_text();
    }

    /// Where nothing is a title, what is to be done is one.
    void prefer_text() {
        if (layout_.kind == SheetKind::links || layout_.column_of(LedgerField::title) != none)
            return;
        const LedgerField instead =
            layout_.kind == SheetKind::tasks ? LedgerField::text : LedgerField::key;
        const std::size_t column = layout_.column_of(instead);
        if (column != none && instead == LedgerField::text)
            layout_.columns[column].field = LedgerField::title;
    }

    void fill_merged() {
        std::size_t filled = 0;
        std::vector<SheetRow>& rows = layout_.rows;
        for (const MergedCells& each : layout_.sheet->merged) {
            if (each.first_row == each.last_row) continue;
            const auto by_number = [](const SheetRow& row, std::uint32_t number) {
                return row.number < number;
            };
            const auto first =
                std::lower_bound(rows.begin(), rows.end(), each.first_row, by_number);
            if (first == rows.end() || first->number != each.first_row) continue;
            const std::string text(first->cell(each.first_column));
            if (text.empty()) continue;
            const auto header_end = rows.begin() + static_cast<std::ptrdiff_t>(layout_.header_end);
            for (auto row = std::max(first + 1, header_end);
                 row != rows.end() && row->number <= each.last_row; ++row) {
                if (++filled > most_filled)
                    throw ReadError(
                        {{"limit_merged", Severity::error,
                          cell_place(layout_.sheet->name, each.first_row, each.first_column),
                          each.first_row,
                          "merged cells cover more than " + std::to_string(most_filled) +
                              " cells"}});
                if (row->cells.size() <= each.first_column)
                    row->cells.resize(each.first_column + 1);
                row->cells[each.first_column] = text;
                continued_.emplace(static_cast<std::size_t>(row - rows.begin()), each.first_column);
            }
        }
    }

    /// 关于…的任务分工表, and not 附件1 or 单位：万元.
    void read_title() {
        for (std::size_t i = 0; i < layout_.header_begin; ++i) {
            for (const std::string& cell : layout_.rows[i].cells) {
                if (cell.empty()) continue;
                if (layout_.year == 0) layout_.year = year_in(cell);
                const std::string text = one_line(cell);
                const bool is_aside = text.starts_with("附件") || text.starts_with("附表") ||
                                      text.find("：") != std::string::npos ||
                                      text.find(':') != std::string::npos;
                if (!is_aside && text.size() > layout_.title.size()) layout_.title = text;
            }
        }
    }

    static int year_in(std::string_view text) {
        constexpr std::size_t digits = 4;
        for (std::size_t i = 0; i + digits < text.size(); ++i) {
            std::string_view rest = text.substr(i);
            const bool is_inside = i > 0 && text[i - 1] >= '0' && text[i - 1] <= '9';
            if (is_inside || (!rest.starts_with("20") && !rest.starts_with("19"))) continue;
            const std::optional<int> number = chinese::take_number(rest);
            if (number && *number >= 1900 && *number < 2200 &&
                (rest.starts_with("年") || rest.starts_with("-") || rest.starts_with("〕")))
                return *number;
        }
        return 0;
    }

    void leave_out(std::size_t row, std::size_t column, const std::string& why) {
        notes_.push_back(note_at(layout_, row, column, Severity::info, "row_left_out", why));
    }

    void take_row(std::size_t row) {
        const SheetRow& cells = layout_.rows[row];
        if (cells.cells == layout_.rows[layout_.header_end - 1].cells) {
            layout_.kinds[row] = LedgerRowKind::header;
            return;
        }
        std::vector<std::size_t> filled;
        for (std::size_t i = 0; i < cells.cells.size(); ++i)
            if (!cells.cells[i].empty() && !continued_.contains({row, i})) filled.push_back(i);
        if (filled.empty()) return;
        if (filled.size() == 1 && is_remark(cells.cells[filled.front()])) {
            leave_out(row, filled.front(),
                      "the row is a remark and no task: " + one_line(cells.cells[filled.front()]));
            return;
        }
        const bool has_sections = layout_.kind == SheetKind::tasks;
        if (has_sections && is_section(row, filled)) {
            take_section(row, filled);
            return;
        }
        take_item(row);
    }

    static bool is_remark(std::string_view text) {
        constexpr auto words = std::to_array<std::string_view>(
            {"注：", "注:", "备注：", "备注:", "说明：", "说明:", "填表", "填报", "制表", "联系人",
             "合计", "总计", "note:", "Note:", "Total"});
        return std::any_of(words.begin(), words.end(),
                           [&](std::string_view each) { return text.starts_with(each); });
    }

    [[nodiscard]] bool is_section(std::size_t row, const std::vector<std::size_t>& filled) const {
        const std::size_t key = layout_.column_of(LedgerField::key);
        std::size_t title = layout_.column_of(LedgerField::title);
        if (title == none) title = 0;
        const SheetRow& cells = layout_.rows[row];
        if (filled.size() == 2)
            return filled[0] == key && filled[1] == title &&
                   is_heading_number(cells.cells[filled[0]]);
        if (filled.size() != 1) return false;
        const std::size_t at = filled.front();
        const std::string_view text = cells.cells[at];
        if (at == key) return !is_key_like(text);
        if (at > title && at > 0) return false;
        const Heading heading = parse_heading(text);
        if (heading.level > 0 && !heading.title.empty()) return true;
        if (at < title || (key != none && at == title)) return continued_in(row).empty();
        const std::uint32_t number = cells.number;
        return std::any_of(layout_.sheet->merged.begin(), layout_.sheet->merged.end(),
                           [&](const MergedCells& each) {
                               return each.first_row == number && each.last_row == number &&
                                      each.first_column == at && each.last_column > title;
                           });
    }

    [[nodiscard]] std::vector<std::size_t> continued_in(std::size_t row) const {
        std::vector<std::size_t> columns;
        for (auto at = continued_.lower_bound({row, 0}); at != continued_.end() && at->first == row;
             ++at)
            columns.push_back(at->second);
        return columns;
    }

    void take_section(std::size_t row, const std::vector<std::size_t>& filled) {
        layout_.kinds[row] = LedgerRowKind::section;
        Section section;
        section.row = row;
        for (const std::size_t at : filled) section.text += one_line(layout_.rows[row].cells[at]);
        if (filled.size() == 2) {
            const std::string number = one_line(layout_.rows[row].cells[filled[0]]);
            const bool has_mark = number.ends_with("、") || number.ends_with("）") ||
                                  number.ends_with(")") || number.ends_with(".");
            section.text =
                number + (has_mark ? "" : "、") + one_line(layout_.rows[row].cells[filled[1]]);
        }
        const Heading heading = parse_heading(section.text);
        section.level = heading.level == 0 ? 1 : heading.level;
        section.title = heading.title.empty() ? section.text : std::string(heading.title);
        for (std::size_t i = layout_.sections.size(); i-- > 0;) {
            if (layout_.sections[i].level >= section.level) continue;
            section.parent = i;
            break;
        }
        section.number = heading.number;
        if (section.number == 0) {
            section.number = 1;
            for (const Section& each : layout_.sections)
                if (each.parent == section.parent)
                    section.number = std::max(section.number, each.number + 1);
        }
        layout_.sections.push_back(std::move(section));
    }

    void take_item(std::size_t row) {
        layout_.kinds[row] = LedgerRowKind::item;
        Item item;
        item.row = row;
        if (!layout_.sections.empty()) item.section = layout_.sections.size() - 1;
        const std::size_t key = layout_.column_of(LedgerField::key);
        const std::size_t title = layout_.column_of(LedgerField::title);
        const std::size_t text = layout_.column_of(LedgerField::text);
        const bool has_above = !layout_.items.empty() &&
                               layout_.items.back().section == item.section &&
                               layout_.items.back().row + 1 == row;
        if (layout_.kind == SheetKind::tasks && has_above && title != none && text != none) {
            const SheetRow& above = layout_.rows[row - 1];
            SheetRow& cells = layout_.rows[row];
            // Without merged cells the same is said by leaving the cells empty.
            const bool is_blank = cells.cell(title).empty() && !cells.cell(text).empty();
            item.continues_title = is_blank || continued_.contains({row, title});
            const bool has_no_key = key != none && cells.cell(key).empty();
            item.continues_key = item.continues_title && key != none &&
                                 (has_no_key || continued_.contains({row, key}));
            if (is_blank) {
                cells.cells.resize(std::max(cells.cells.size(), title + 1));
                cells.cells[title] = above.cell(title);
            }
            if (item.continues_key && has_no_key) {
                cells.cells.resize(std::max(cells.cells.size(), key + 1));
                cells.cells[key] = above.cell(key);
            }
        }
        if (item.continues_title) {
            item.is_grouped = true;
            layout_.items.back().is_grouped = true;
            std::size_t head = layout_.items.size() - 1;
            while (layout_.items[head].continues_key) --head;
            if (item.continues_key) layout_.items[head].heads_subtasks = true;
        }
        layout_.items.push_back(item);
    }

    const LedgerOptions& options_;
    std::vector<Diagnostic>& notes_;
    Layout layout_;
    /// Row and column of cells that merging filled.
    std::set<std::pair<std::size_t, std::size_t>> continued_;
};

}  // namespace

std::size_t Layout::column_of(LedgerField field) const noexcept {
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (columns[i].field == field && !columns[i].header.empty()) return i;
    return none;
}

std::string_view Layout::cell(const Item& item, std::size_t column) const noexcept {
    return column == none ? std::string_view() : rows[item.row].cell(column);
}

std::string_view Layout::cell(const Item& item, LedgerField field) const noexcept {
    return cell(item, column_of(field));
}

std::size_t Layout::name_column(const Item& item) const noexcept {
    const std::size_t own = column_of(LedgerField::title);
    return item.is_grouped || own == none ? column_of(LedgerField::text) : own;
}

std::string attribute_name(const Layout& layout, std::size_t column) {
    const std::string& header = layout.columns[column].header;
    return header.empty() ? "column " + column_letters(column) : header;
}

Diagnostic note_at(const Layout& layout, std::size_t row, std::size_t column, Severity severity,
                   std::string code, std::string message) {
    const std::uint32_t number = layout.rows[row].number;
    // Separated text has lines, and a cell of it no other place.
    std::string where = layout.sheet->name.empty()
                            ? std::string()
                            : cell_place(layout.sheet->name, number, column == none ? 0 : column);
    return {std::move(code), severity, std::move(where), number, std::move(message)};
}

std::optional<Layout> lay_out(const Sheet& sheet, const LedgerOptions& options,
                              std::vector<Diagnostic>& notes) {
    return LayoutMaker(sheet, options, notes).make();
}

std::vector<Layout> lay_out(const std::vector<Sheet>& sheets, const LedgerOptions& options,
                            std::vector<Diagnostic>& notes) {
    const std::string& wanted = options.sheet.empty() ? options.mapping.sheet : options.sheet;
    std::vector<Layout> layouts;
    std::vector<std::string> without;
    std::string names;
    for (const Sheet& sheet : sheets) {
        names += (names.empty() ? "" : ", ") + sheet.name;
        if (!wanted.empty() && sheet.name != wanted) continue;
        if (std::optional<Layout> layout = lay_out(sheet, options, notes))
            layouts.push_back(std::move(*layout));
        else
            without.push_back(sheet.name);
        if (!wanted.empty()) break;
    }
    if (!wanted.empty() && layouts.empty() && without.empty())
        throw ReadError(
            {{"sheet", Severity::error, "", 0,
              "there is no sheet \"" + wanted + "\", found " + (names.empty() ? "none" : names)}});
    const bool has_tasks = std::any_of(layouts.begin(), layouts.end(), [](const Layout& each) {
        return each.kind == SheetKind::tasks;
    });
    if (layouts.empty() || (!has_tasks && !without.empty()))
        throw ReadError(
            {{"header", Severity::error, without.empty() ? std::string() : without.front(), 0,
              "no header was found: expected a row with headers such as 任务 and 牵头单位, "
              "or task and lead; name the row, or the columns in a mapping"}});
    for (const std::string& name : without)
        notes.push_back({"sheet_left_out", Severity::info, name, 0,
                         "sheet \"" + name + "\" has no header that is known; it is left out"});
    return layouts;
}

}  // namespace planloom::ledger

#include "ledger_reader.hpp"

#include <planloom/core/error.hpp>
#include <planloom/core/utf8.hpp>
#include <planloom/model/views.hpp>

#include "ledger_text.hpp"

#include <algorithm>
#include <utility>

namespace planloom {
namespace ledger {

Reader::Reader(const std::vector<Sheet>& sheets, LedgerOptions options)
    : options_(std::move(options)) {
    for (const Sheet& sheet : sheets)
        for (const SheetRow& row : sheet.rows)
            for (std::size_t i = 0; i < row.cells.size(); ++i)
                if (!is_valid_utf8(row.cells[i]) || row.cells[i].find('\0') != std::string::npos)
                    throw ReadError(
                        {{"encoding", Severity::error, cell_place(sheet.name, row.number, i),
                          row.number, "the cell is not UTF-8 text"}});
    layouts_ = lay_out(sheets, options_, notes_);
}

Reading Reader::read() && {
    bool is_chinese = false;
    PlanHead& head = builder_.head();
    for (const Layout& layout : layouts_) {
        if (head.title.empty()) head.title = layout.title;
        if (year_ == 0) year_ = layout.year;
        for (const Column& column : layout.columns)
            is_chinese = is_chinese || has_chinese(column.header);
    }
    if (options_.year > 0) year_ = options_.year;
    if (is_chinese) head.language = "zh";
    find_first_is_lead();
    make_keys();
    add_goals();
    add_requirements();
    read_units();
    add_tasks();
    add_links();
    add_units();

    Reading reading;
    for (const Layout& layout : layouts_) reading.tasks.emplace_back(layout.items.size(), TaskId());
    for (Draft& draft : drafts_)
        reading.origins.push_back({draft.layout, draft.item, std::move(draft.columns)});
    for (std::size_t i = 0; i < drafts_.size(); ++i)
        if (!drafts_[i].is_head)
            reading.tasks[drafts_[i].layout][drafts_[i].item] =
                TaskId(static_cast<std::uint32_t>(i));
    reading.layouts = std::move(layouts_);
    reading.result.plan = std::move(builder_).build();
    reading.result.notes = std::move(notes_);
    if (notes_left_out_ > 0)
        reading.result.notes.push_back(
            {"notes_left_out", Severity::info, "", 0,
             "more notes of this ledger are left out: " + std::to_string(notes_left_out_)});
    return reading;
}

void Reader::note(const Layout& layout, std::size_t row, std::size_t column, Severity severity,
                  std::string code, std::string message) {
    if (notes_.size() >= options_.limits.errors) {
        ++notes_left_out_;
        return;
    }
    notes_.push_back(note_at(layout, row, column, severity, std::move(code), std::move(message)));
}

void Reader::note(const Draft& draft, std::size_t column, Severity severity, std::string code,
                  std::string message) {
    note(layouts_[draft.layout], item_of(draft).row, column, severity, std::move(code),
         std::move(message));
}

}  // namespace ledger

ReadResult read_ledger(const std::vector<Sheet>& sheets, const LedgerOptions& options) {
    return ledger::Reader(sheets, options).read().result;
}

std::vector<Excerpt> review_ledger(const std::vector<Sheet>& sheets, const LedgerOptions& options) {
    const ledger::Reading reading = ledger::Reader(sheets, options).read();
    const Plan& plan = reading.result.plan;
    const AssignmentTable& table = plan.assignment_table();
    std::vector<Excerpt> rows;
    for (const TaskId task : plan.tasks()) {
        const ledger::Reading::Origin& origin = reading.origins[task.index()];
        const ledger::Layout& layout = reading.layouts[origin.layout];
        const ledger::Item& item = layout.items[origin.item];
        const std::uint32_t line = layout.line(item);
        const auto source = [&](std::size_t column) {
            return cell_place(layout.sheet->name, line, column) + ": " +
                   std::string(layout.cell(item, column));
        };
        const std::string key(plan.key(task));
        const std::string title(plan.title(task));
        std::size_t name = layout.name_column(item);
        if (layout.cell(item, name) != title) name = layout.column_of(LedgerField::title);
        std::string name_and_title = key;
        if (key != title) name_and_title.append(" ").append(title);
        rows.push_back({task, {}, line, std::move(name_and_title), source(name)});
        std::size_t next = 0;
        for (const AssignmentId each : plan.assignments(task)) {
            const std::size_t row = each.index();
            std::string found(word(table.role[row]));
            found += ' ';
            found += table.unit[row].is_valid()
                         ? plan.title(table.unit[row])
                         : plan.dangling_key(DanglingRef::Field::assignment_unit, row);
            if (table.is_open[row] != 0) found += " 等";
            rows.push_back({task, each, line, std::move(found), source(origin.columns[next++])});
        }
    }
    return rows;
}

}  // namespace planloom

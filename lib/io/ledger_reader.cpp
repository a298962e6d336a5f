#include "ledger_reader.hpp"

#include <planloom/core/error.hpp>
#include <planloom/core/utf8.hpp>
#include <planloom/model/views.hpp>

#include "ledger_text.hpp"

#include <algorithm>
#include <utility>

namespace planloom {
namespace ledger {

Reader::Reader(const std::vector<Sheet>& sheets, const LedgerOptions& options) : options_(options) {
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

}  // namespace planloom

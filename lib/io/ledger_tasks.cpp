// The tasks of a ledger, row by row, and what holds them together.
#include <planloom/core/date.hpp>
#include <planloom/core/deadline_text.hpp>

#include "json_text.hpp"
#include "ledger_reader.hpp"
#include "ledger_text.hpp"

#include <algorithm>
#include <utility>

namespace planloom::ledger {

std::string_view Reader::cell(const Draft& draft, LedgerField field) const noexcept {
    return trim(layouts_[draft.layout].cell(item_of(draft), field));
}

const Item& Reader::item_of(const Draft& draft) const noexcept {
    return layouts_[draft.layout].items[draft.item];
}

const Section* Reader::section_of(const Draft& draft) const noexcept {
    const std::size_t at = item_of(draft).section;
    return at == none ? nullptr : &layouts_[draft.layout].sections[at];
}

void Reader::add_tasks() {
    for (const Draft& draft : drafts_) add_task(draft);
}

void Reader::add_task(const Draft& draft) {
    const Layout& layout = layouts_[draft.layout];
    const Item& item = item_of(draft);
    const std::size_t name =
        draft.is_head ? layout.column_of(LedgerField::title) : layout.name_column(item);
    NewTask row{.key = draft.key, .title = layout.cell(item, name), .line = layout.line(item)};
    const std::size_t text = layout.column_of(LedgerField::text);
    if (text != name && !draft.is_head) row.text = layout.cell(item, text);
    const Section* section = section_of(draft);
    row.section = cell(draft, LedgerField::section);
    if (row.section.empty() && section != nullptr) row.section = section->text;
    if (!draft.parent.empty()) row.parent = draft.parent;
    if (draft.is_head) {
        const TaskId task = builder_.add_task(row);
        for (const std::string& goal : draft.goals)
            builder_.serve(task, goal, ServesRole::necessary, 1.0, row.line);
        return;
    }
    std::vector<std::size_t> unread;
    row.is_joint = draft.is_joint;
    row.deliverable = cell(draft, LedgerField::deliverable);
    // The texts of a row live as long as this call.
    Deadline deadline;
    const std::string_view due = cell(draft, LedgerField::due);
    if (const auto date = parse_date(due)) {
        row.due = *date;
        row.due_text = due;
    } else if (const auto recurrence = parse_recurrence(due)) {
        row.due_text = due;
        row.due_every = recurrence->every;
        row.is_ongoing = recurrence->is_ongoing;
    } else if (!is_none(due)) {
        deadline = parse_deadline(due, year_);
        row.due = deadline.due;
        row.due_text = deadline.text.empty() ? due : std::string_view(deadline.text);
        row.due_every = deadline.every;
        row.is_ongoing = deadline.is_ongoing;
        if (deadline.start.date.is_set()) row.start_no_earlier = first_day(deadline.start);
        const std::size_t column = layout.column_of(LedgerField::due);
        if (!deadline.is_read())
            note(draft, column, Severity::warning, "deadline_unread",
                 "kept as text, no date could be read: " + std::string(due));
        else if (deadline.is_guessed)
            note(draft, column, Severity::warning, "deadline_guessed",
                 std::string(due) + " is read as " + to_string(deadline.due));
    }
    read_times(draft, row, unread);
    read_state(draft, row, unread);
    const TaskId task = builder_.add_task(row);
    add_relations(draft, task);
    add_attributes(layout, item, task, [&](std::size_t column) {
        const LedgerField field = layout.columns[column].field;
        // What only other sheets have is nothing that a task holds by itself.
        return field == LedgerField::attribute ||
               (field >= LedgerField::level && field <= LedgerField::lag) ||
               std::find(unread.begin(), unread.end(), column) != unread.end();
    });
}

Date Reader::read_date(const Draft& draft, LedgerField field, bool is_end,
                       std::vector<std::size_t>& unread) {
    const std::string_view text = cell(draft, field);
    if (is_none(text)) return {};
    std::optional<DatePeriod> period = parse_date(text);
    if (!period) period = parse_deadline(text, year_).due;
    if (period->date.is_set()) return is_end ? period->date : first_day(*period);
    const std::size_t column = layouts_[draft.layout].column_of(field);
    unread.push_back(column);
    note(draft, column, Severity::warning, "date_unread",
         "kept as an attribute, no date could be read: " + std::string(text));
    return {};
}

void Reader::read_times(const Draft& draft, NewTask& row, std::vector<std::size_t>& unread) {
    const Date start = read_date(draft, LedgerField::start, false, unread);
    if (start.is_set()) row.start_no_earlier = start;
    row.actual_start = read_date(draft, LedgerField::actual_start, false, unread);
    row.actual_finish = read_date(draft, LedgerField::actual_finish, true, unread);
    const std::string_view text = cell(draft, LedgerField::duration);
    if (is_none(text)) return;
    const std::optional<Amount> amount = parse_amount(text, builder_.head().work);
    if (amount && amount->minutes >= 0) {
        row.duration = amount->minutes;
        row.is_elapsed = amount->is_elapsed;
        return;
    }
    const std::size_t column = layouts_[draft.layout].column_of(LedgerField::duration);
    unread.push_back(column);
    note(draft, column, Severity::warning, "duration_unread",
         "kept as an attribute, expected a duration such as 10d or 2周: " + std::string(text));
}

void Reader::read_state(const Draft& draft, NewTask& row, std::vector<std::size_t>& unread) {
    const Layout& layout = layouts_[draft.layout];
    const std::string_view status = cell(draft, LedgerField::status);
    const std::string_view progress = cell(draft, LedgerField::progress);
    if (const auto known = parse_status(status)) {
        row.status = *known;
    } else if (const auto share = parse_percent(status); share && is_none(progress)) {
        row.progress = *share;
    } else if (!is_none(status)) {
        const std::size_t column = layout.column_of(LedgerField::status);
        unread.push_back(column);
        note(draft, column, Severity::warning, "status_unread",
             "kept as an attribute, expected a status such as 进行中 or done: " +
                 std::string(status));
    }
    const bool is_done_so = layout.column_of(LedgerField::status) == none;
    if (const auto share = parse_percent(progress))
        row.progress = *share;
    else if (const auto known = parse_status(progress); known && is_done_so)
        row.status = *known;
    else if (!is_none(progress))
        unread.push_back(layout.column_of(LedgerField::progress));
    const std::string_view milestone = cell(draft, LedgerField::milestone);
    if (const auto yes = parse_yes(milestone)) {
        row.is_milestone = *yes;
    } else {
        const std::size_t column = layout.column_of(LedgerField::milestone);
        unread.push_back(column);
        note(draft, column, Severity::warning, "milestone_unread",
             "kept as an attribute, expected 是 or 否, yes or no: " + std::string(milestone));
    }
}

void Reader::add_attributes(const Layout& layout, const Item& item, Node node,
                            const std::function<bool(std::size_t)>& is_wanted) {
    std::set<std::string, std::less<>> names;
    for (std::size_t i = 0; i < layout.columns.size(); ++i) {
        const std::string_view text = layout.cell(item, i);
        if (text.empty() || !is_wanted(i)) continue;
        const std::string name = attribute_name(layout, i);
        std::string unique = name;
        for (int copy = 2; !names.insert(unique).second; ++copy)
            unique = name + " (" + std::to_string(copy) + ')';
        std::string json;
        detail::append_json_string(json, text);
        builder_.add_attribute(node, unique, json);
    }
}

void Reader::add_relations(const Draft& draft, TaskId task) {
    const std::uint32_t line = layouts_[draft.layout].line(item_of(draft));
    for (const std::string& goal : draft.goals)
        builder_.serve(task, goal, ServesRole::necessary, 1.0, line);
    for (std::size_t i = 0; i < draft.units.size(); ++i) {
        const ClauseAssignment& each = draft.assignments[i];
        const auto named = unit_keys_.find(draft.units[i]);
        const std::string& unit =
            named == unit_keys_.end() ? units_.name(draft.units[i]) : named->second;
        builder_.assign(task, unit, each.role,
                        {.is_open = each.is_open,
                         .is_inferred = each.is_inferred,
                         .text = each.text,
                         .line = line});
    }
    const std::size_t column = layouts_[draft.layout].column_of(LedgerField::predecessors);
    if (column != none) depend(draft, task, cell(draft, LedgerField::predecessors), column);
    const std::string_view answered = cell(draft, LedgerField::requirement);
    if (!is_none(answered)) {
        std::vector<std::string_view> parts{answered};
        if (!requirement_keys_.contains(answered)) parts = split_list(answered);
        for (const std::string_view part : parts) {
            const auto [known, is_new] = requirement_keys_.emplace(part, part);
            if (is_new && !has_requirement_rows_)
                builder_.add_requirement({.key = part, .line = line});
            builder_.implement(task, known->second, line);
        }
    }
    for (const std::string_view tag : split_list(cell(draft, LedgerField::tags)))
        builder_.add_tag(task, tag);
}

void Reader::depend(const Draft& draft, TaskId task, std::string_view text, std::size_t column) {
    const auto is_key = [&](std::string_view key) { return known_task(draft, key) != nullptr; };
    const std::uint32_t line = layouts_[draft.layout].line(item_of(draft));
    for (const Predecessor& each : parse_predecessors(text, builder_.head().work, is_key)) {
        const std::string* known = known_task(draft, each.key);
        if (each.is_lag_unread)
            note(draft, column, Severity::warning, "lag_unread",
                 "expected a lag such as +2d or -1周 behind the type, found " + std::string(text));
        builder_.depend(task, known == nullptr ? each.key : *known,
                        {.type = each.type,
                         .lag = each.lag.minutes,
                         .is_elapsed = each.lag.is_elapsed,
                         .line = line});
    }
}

void Reader::add_links() {
    for (const Layout& layout : layouts_) {
        if (layout.kind != SheetKind::links) continue;
        for (const Item& item : layout.items) {
            const std::string_view from = trim(layout.cell(item, LedgerField::predecessors));
            const std::string_view to = trim(layout.cell(item, LedgerField::successor));
            const auto task_named = [&](std::string_view text) {
                const auto title = titles_.find(text);
                return keys_.contains(text) || title == titles_.end() ? std::string(text)
                                                                      : std::string(title->second);
            };
            const std::string successor = task_named(to);
            std::size_t at = 0;
            while (at < drafts_.size() && drafts_[at].key != successor) ++at;
            if (at == drafts_.size()) {
                note(layout, item.row, layout.column_of(LedgerField::successor), Severity::warning,
                     "unknown_task",
                     "unknown task \"" + std::string(to) + "\"; the link is left out");
                continue;
            }
            Link link{.line = layout.line(item)};
            const std::string_view type = trim(layout.cell(item, LedgerField::link_type));
            const std::string_view lag = trim(layout.cell(item, LedgerField::lag));
            const auto type_read = parse_link_type(type);
            const auto lag_read = parse_amount(lag, builder_.head().work);
            if (type_read) link.type = *type_read;
            if (lag_read) {
                link.lag = lag_read->minutes;
                link.is_elapsed = lag_read->is_elapsed;
            }
            if ((!type_read && !is_none(type)) || (!lag_read && !is_none(lag)))
                note(layout, item.row,
                     layout.column_of(!type_read && !is_none(type) ? LedgerField::link_type
                                                                   : LedgerField::lag),
                     Severity::warning, "link_unread",
                     "expected a type such as FS and a lag such as 2d, found " + std::string(type) +
                         " " + std::string(lag));
            builder_.depend(TaskId(static_cast<std::uint32_t>(at)), task_named(from), link);
        }
    }
}

}  // namespace planloom::ledger

// Goals, requirements and units of a ledger: from sheets of their own, from sections, and from the
// columns of the tasks.
#include <planloom/core/date.hpp>
#include <planloom/core/deadline_text.hpp>

#include "clause_words.hpp"
#include "ledger_reader.hpp"
#include "ledger_text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

namespace planloom::ledger {
namespace {

constexpr auto unit_fields = std::to_array<std::pair<LedgerField, Role>>({
    {LedgerField::lead, Role::lead},
    {LedgerField::co_lead, Role::co_lead},
    {LedgerField::responsible, Role::responsible},
    {LedgerField::support, Role::support},
    {LedgerField::guide, Role::guide},
    {LedgerField::implement, Role::implement},
    {LedgerField::supervise, Role::supervise},
    {LedgerField::consult, Role::consult},
    {LedgerField::inform, Role::inform},
});

bool is_unit_field(LedgerField field) {
    return field >= LedgerField::lead && field <= LedgerField::inform;
}

Role role_of(LedgerField field) {
    for (const auto& [each, role] : unit_fields)
        if (each == field) return role;
    return Role::responsible;
}

/// Names without a Chinese character are separated by marks alone.
Clause plain_clause(std::string_view text) {
    Clause clause;
    for (const std::string_view name : split_list(text)) {
        ClauseAssignment each;
        each.written = each.name = name;
        each.position = clause.assignments.size() + 1;
        clause.assignments.push_back(std::move(each));
    }
    return clause;
}

/// Whether a cell says nothing but the names, so that its text need not be kept.
bool is_plain_list(std::string_view cell, const Clause& clause) {
    std::string list;
    bool is_open = false;
    for (const ClauseAssignment& each : clause.assignments) {
        if (!list.empty()) list += "、";
        list += each.name;
        is_open = is_open || each.is_open;
    }
    if (is_open) list += "等";
    return trim(cell) == list;
}

}  // namespace

std::size_t UnitNames::place_of(bool is_registered, std::size_t index) {
    const auto [found, is_new] = found_.emplace(std::pair(is_registered, index), places_.size());
    if (is_new) places_.push_back({is_registered, index});
    return found->second;
}

std::pair<std::size_t, bool> UnitNames::add(std::string_view name, UnitKind kind) {
    if (has_chinese(name)) {
        const UnitRegister::Entry entry = register_.add(name, kind);
        return {place_of(true, entry.body), entry.outcome == UnitRegister::Outcome::joined};
    }
    const auto [found, is_new] = plain_names_.emplace(name, plain_.size());
    if (is_new) plain_.push_back({std::string(name), {}, kind});
    return {place_of(false, found->second), false};
}

bool UnitNames::add_alias(std::size_t unit, std::string_view alias) {
    const Place place = places_[unit];
    if (place.is_registered)
        return register_.add_alias(place.index, alias).outcome != UnitRegister::Outcome::conflict;
    if (!plain_names_.emplace(alias, place.index).second) return false;
    plain_[place.index].aliases.emplace_back(alias);
    return true;
}

const std::string& UnitNames::name(std::size_t unit) const {
    const Place place = places_[unit];
    return place.is_registered ? register_.bodies()[place.index].name : plain_[place.index].name;
}

std::vector<UnitNames::Unit> UnitNames::units() const {
    std::vector<Unit> units;
    for (const Place& place : places_) {
        if (!place.is_registered) {
            units.push_back(plain_[place.index]);
            continue;
        }
        const UnitRegister::Body& body = register_.bodies()[place.index];
        units.push_back({body.name, body.aliases, body.kind});
    }
    return units;
}

/// The rule may stand above the table or in a remark below it.
void Reader::find_first_is_lead() {
    if (options_.first_is_lead) return;
    for (const Layout& layout : layouts_) {
        for (std::size_t row = 0; row < layout.rows.size(); ++row) {
            if (layout.kinds[row] != LedgerRowKind::title &&
                layout.kinds[row] != LedgerRowKind::other)
                continue;
            for (const std::string& cell : layout.rows[row].cells) {
                if (!chinese::says_first_is_lead(cell)) continue;
                options_.first_is_lead = true;
                note(layout, row, none, Severity::info, "first_is_lead_found",
                     "the sheet says that the unit listed first is the lead: " + cell);
                return;
            }
        }
    }
}

std::string Reader::free_goal_key() {
    std::string key;
    do {
        key = "G" + std::to_string(++next_goal_);
    } while (goal_keys_.contains(key));
    return key;
}

void Reader::add_goals() {
    for (const Layout& layout : layouts_)
        if (layout.kind == SheetKind::goals) add_goal_rows(layout);
    const std::map<std::string, std::string, std::less<>> rows = goal_titles_;
    section_goals_.resize(layouts_.size());
    for (std::size_t at = 0; at < layouts_.size(); ++at)
        if (layouts_[at].kind == SheetKind::tasks) add_section_goals(at, rows);
    for (Draft& draft : drafts_) add_column_goals(draft);
}

void Reader::add_goal_rows(const Layout& layout) {
    std::vector<std::string> keys;
    for (const Item& item : layout.items) {
        keys.emplace_back(layout.cell(item, LedgerField::key));
        if (!keys.back().empty()) goal_keys_.insert(keys.back());
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i].empty()) keys[i] = free_goal_key();
        goal_keys_.insert(keys[i]);
        const std::string_view title = layout.cell(layout.items[i], LedgerField::title);
        if (!title.empty()) goal_titles_.emplace(title, keys[i]);
    }
    for (std::size_t at = 0; at < keys.size(); ++at) {
        const Item& item = layout.items[at];
        const std::string& key = keys[at];
        const std::string_view title = layout.cell(item, LedgerField::title);
        NewGoal row{.key = key,
                    .title = title,
                    .text = layout.cell(item, LedgerField::text),
                    .section = layout.cell(item, LedgerField::section),
                    .line = layout.line(item)};
        const std::string_view above = layout.cell(item, LedgerField::parent);
        if (!is_none(above)) {
            const auto known = goal_titles_.find(above);
            row.parent = known == goal_titles_.end() ? above : std::string_view(known->second);
        }
        const std::string_view due = layout.cell(item, LedgerField::due);
        if (const auto date = parse_date(trim(due)))
            row.horizon = *date;
        else if (!is_none(due))
            row.horizon = parse_deadline(due, year_).due;
        const std::string_view owner = layout.cell(item, LedgerField::lead);
        std::string owner_name;
        if (!is_none(owner)) {
            const std::size_t unit = units_.add(trim(owner), UnitKind::unit).first;
            const auto named = unit_keys_.find(unit);
            owner_name = named == unit_keys_.end() ? units_.name(unit) : named->second;
            row.owner = owner_name;
        }
        const GoalId goal = builder_.add_goal(row);
        const bool is_unread = !is_none(due) && !row.horizon.date.is_set();
        add_attributes(layout, item, goal, [&](std::size_t column) {
            const LedgerField field = layout.columns[column].field;
            return field == LedgerField::attribute || (is_unread && field == LedgerField::due);
        });
    }
}

void Reader::add_section_goals(std::size_t at,
                               const std::map<std::string, std::string, std::less<>>& rows) {
    const Layout& layout = layouts_[at];
    for (std::size_t i = 0; i < layout.sections.size(); ++i) {
        const Section& section = layout.sections[i];
        std::string key = "G" + section_path(layout, i);
        if (!goal_keys_.insert(key).second) {
            int copy = 1;
            const std::string base = key;
            do {
                key = base + '-' + std::to_string(++copy);
            } while (!goal_keys_.insert(key).second);
        }
        // A row of the sheet of goals may be the same goal.
        if (const auto known = rows.find(section.title); known != rows.end()) {
            goal_keys_.erase(key);
            section_goals_[at].push_back(known->second);
            continue;
        }
        goal_titles_.emplace(section.title, key);
        goal_titles_.emplace(section.text, key);
        NewGoal row{.key = key,
                    .title = section.title,
                    .section = section.text,
                    .line = layout.rows[section.row].number};
        if (section.parent != none) row.parent = section_goals_[at][section.parent];
        builder_.add_goal(row);
        section_goals_[at].push_back(std::move(key));
    }
}

std::string Reader::goal_for(std::string_view text, std::string_view parent, std::uint32_t line) {
    if (goal_keys_.contains(text)) return std::string(text);
    if (const auto known = goal_titles_.find(text); known != goal_titles_.end())
        return known->second;
    const Heading heading = parse_heading(text);
    const bool is_key = is_key_like(text);
    std::string key = is_key ? std::string(text) : free_goal_key();
    goal_keys_.insert(key);
    goal_titles_.emplace(text, key);
    NewGoal row{.key = key, .line = line};
    if (!is_key) row.title = heading.title.empty() ? text : heading.title;
    if (heading.level > 0 && !is_key) row.section = text;
    if (!parent.empty()) row.parent = parent;
    builder_.add_goal(row);
    return key;
}

void Reader::add_column_goals(Draft& draft) {
    const Layout& layout = layouts_[draft.layout];
    const Item& item = item_of(draft);
    std::string above;
    if (item.section != none) above = section_goals_[draft.layout][item.section];
    const bool has_goals = layout.column_of(LedgerField::goal) != none;
    const std::string_view text =
        trim(layout.cell(item, has_goals ? LedgerField::goal : LedgerField::section));
    if (!is_none(text)) {
        std::vector<std::string_view> parts = split_list(text);
        const auto is_known = [&](std::string_view part) {
            return goal_keys_.contains(part) || goal_titles_.contains(part);
        };
        const bool is_list = has_goals && !is_known(text) &&
                             (std::all_of(parts.begin(), parts.end(), is_known) ||
                              std::all_of(parts.begin(), parts.end(), is_key_like));
        if (!is_list) parts = {text};
        for (const std::string_view part : parts) {
            std::string key = goal_for(part, above, layout.line(item));
            if (std::find(draft.goals.begin(), draft.goals.end(), key) == draft.goals.end())
                draft.goals.push_back(std::move(key));
        }
    }
    // 重点任务 over several rows with numbers of their own.
    if (draft.goals.empty() && item.is_grouped && draft.parent.empty() && !draft.is_head) {
        const std::string_view title = layout.cell(item, LedgerField::title);
        if (!title.empty()) draft.goals.push_back(goal_for(title, above, layout.line(item)));
    }
    if (draft.goals.empty() && !above.empty() && draft.parent.empty()) draft.goals.push_back(above);
}

void Reader::add_requirements() {
    for (const Layout& layout : layouts_) {
        if (layout.kind != SheetKind::requirements) continue;
        has_requirement_rows_ = true;
        for (const Item& item : layout.items) {
            const std::string_view title = layout.cell(item, LedgerField::title);
            std::string_view key = layout.cell(item, LedgerField::key);
            if (key.empty()) key = title;
            requirement_keys_.emplace(key, key);
            if (!title.empty()) requirement_keys_.emplace(title, key);
            const RequirementId added =
                builder_.add_requirement({.key = key,
                                          .title = title,
                                          .text = layout.cell(item, LedgerField::text),
                                          .source = layout.cell(item, LedgerField::source),
                                          .line = layout.line(item)});
            add_attributes(layout, item, added, [&](std::size_t column) {
                return layout.columns[column].field == LedgerField::attribute;
            });
        }
    }
}

void Reader::read_unit_cell(Draft& draft, std::size_t column, ClauseScope& scope) {
    const Layout& layout = layouts_[draft.layout];
    const std::string_view text = layout.cell(item_of(draft), column);
    if (is_none(text)) return;
    const Role role = role_of(layout.columns[column].field);
    Clause clause = has_chinese(text) ? read_clause(text, scope) : plain_clause(text);
    // What no verb says the header does.
    for (ClauseNote& each : clause.notes)
        if (each.code != "role_guessed")
            note(draft, column, Severity::warning, each.code, std::move(each.message));
    draft.is_joint = draft.is_joint || clause.is_joint;
    bool has_lead = false;
    const bool says_more = !is_plain_list(text, clause);
    for (ClauseAssignment& each : clause.assignments) {
        if (!says_more) each.text.clear();
        // What the cell says itself goes before what its header says.
        if (each.role == Role::responsible) {
            each.role = role;
            if (role == Role::lead && has_lead) each.role = Role::co_lead;
        }
        has_lead = has_lead || each.role == Role::lead;
        const UnitKind kind = each.is_group ? UnitKind::group : UnitKind::unit;
        const auto [unit, is_guessed] = units_.add(each.name, kind);
        if (is_guessed)
            note(draft, column, Severity::warning, "unit_alias_guessed",
                 each.name + " is taken for " + units_.name(unit));
        for (const std::string& alias : each.aliases)
            if (!units_.add_alias(unit, alias))
                note(draft, column, Severity::warning, "unit_alias_conflict",
                     alias + " stands in brackets behind " + each.name +
                         " but is a name of another unit; it is not joined");
        bool is_there = false;
        for (std::size_t i = 0; i < draft.units.size(); ++i)
            is_there =
                is_there || (draft.units[i] == unit && draft.assignments[i].role == each.role);
        if (is_there) {
            note(draft, column, Severity::warning, "unit_repeated",
                 "task " + draft.key + " names " + each.name + " twice in one role");
            continue;
        }
        draft.units.push_back(unit);
        draft.columns.push_back(column);
        draft.assignments.push_back(std::move(each));
    }
}

void Reader::read_units() {
    for (const Layout& layout : layouts_) {
        if (layout.kind != SheetKind::units) continue;
        for (const Item& item : layout.items) {
            const std::string_view key = layout.cell(item, LedgerField::key);
            std::string_view title = layout.cell(item, LedgerField::title);
            if (title.empty()) title = key;
            const std::size_t unit =
                units_.add(title, is_unit_group(title) ? UnitKind::group : UnitKind::unit).first;
            unit_keys_.emplace(unit, key.empty() ? title : key);
            for (const std::string_view alias : split_list(layout.cell(item, LedgerField::aliases)))
                static_cast<void>(units_.add_alias(unit, alias));
            if (!key.empty() && key != title) static_cast<void>(units_.add_alias(unit, key));
        }
    }
    std::map<std::pair<std::size_t, std::size_t>, ClauseScope> scopes;
    for (Draft& draft : drafts_) {
        if (draft.is_head) continue;
        const Layout& layout = layouts_[draft.layout];
        for (std::size_t i = 0; i < layout.columns.size(); ++i) {
            if (!is_unit_field(layout.columns[i].field)) continue;
            ClauseScope& scope = scopes[{draft.layout, i}];
            scope.first_is_lead =
                options_.first_is_lead && layout.columns[i].field == LedgerField::responsible;
            read_unit_cell(draft, i, scope);
        }
    }
}

void Reader::add_units() {
    std::map<std::size_t, std::pair<const Layout*, const Item*>> rows;
    for (const Layout& layout : layouts_) {
        if (layout.kind != SheetKind::units) continue;
        for (const Item& item : layout.items) {
            std::string_view title = layout.cell(item, LedgerField::title);
            if (title.empty()) title = layout.cell(item, LedgerField::key);
            rows.emplace(units_.add(title, UnitKind::unit).first, std::pair(&layout, &item));
        }
    }
    const std::vector<UnitNames::Unit> units = units_.units();
    for (std::size_t i = 0; i < units.size(); ++i) {
        const auto named = unit_keys_.find(i);
        const std::string key = named == unit_keys_.end() ? units[i].name : named->second;
        NewUnit unit{.key = key, .kind = units[i].kind};
        if (key != units[i].name) unit.title = units[i].name;
        const auto row = rows.find(i);
        std::string parent;
        if (row != rows.end()) {
            const auto& [layout, item] = row->second;
            unit.line = layout->line(*item);
            unit.level = layout->cell(*item, LedgerField::level);
            unit.region = layout->cell(*item, LedgerField::region);
            unit.duty = layout->cell(*item, LedgerField::duty);
            parent = layout->cell(*item, LedgerField::parent);
            if (!is_none(parent)) unit.parent = parent;
            const std::string_view capacity = trim(layout->cell(*item, LedgerField::capacity));
            double number = 0;
            const auto [end, error] =
                std::from_chars(capacity.data(), capacity.data() + capacity.size(), number);
            if (error == std::errc() && end == capacity.data() + capacity.size() && number > 0 &&
                std::isfinite(number))
                unit.capacity = number;
            else if (!is_none(capacity))
                note(*layout, item->row, layout->column_of(LedgerField::capacity),
                     Severity::warning, "capacity_unread",
                     "expected a number of tasks, found " + std::string(capacity));
        }
        const UnitId id = builder_.add_unit(unit);
        for (const std::string& alias : units[i].aliases)
            if (alias != key) builder_.add_alias(id, alias);
        if (row == rows.end()) continue;
        const Layout& layout = *row->second.first;
        add_attributes(layout, *row->second.second, id, [&](std::size_t column) {
            return layout.columns[column].field == LedgerField::attribute;
        });
    }
}

}  // namespace planloom::ledger

// The keys of the tasks of a ledger: numbers as they stand where they are keys, else made into
// some.
#include <planloom/core/error.hpp>

#include "ledger_reader.hpp"
#include "ledger_text.hpp"

#include <algorithm>
#include <utility>

namespace planloom::ledger {

std::string Reader::section_path(const Layout& layout, std::size_t section) const {
    std::string path;
    for (; section != none; section = layout.sections[section].parent) {
        std::string number = std::to_string(layout.sections[section].number);
        if (!path.empty()) number.append(".").append(path);
        path = std::move(number);
    }
    return path;
}

/// Numbers begin again where one stands in two sections of a sheet, and never twice in one.
void Reader::find_restarts() {
    std::map<std::string, std::size_t, std::less<>> sheet_of;
    for (std::size_t at = 0; at < layouts_.size(); ++at) {
        const Layout& layout = layouts_[at];
        restarts_.push_back(false);
        if (layout.kind != SheetKind::tasks) continue;
        std::map<std::string, std::set<std::size_t>, std::less<>> sections_of;
        bool is_repeated = false;
        bool is_twice = false;
        for (const Item& item : layout.items) {
            const std::string_view key = layout.cell(item, LedgerField::key);
            if (key.empty() || item.continues_key) continue;
            std::set<std::size_t>& sections = sections_of[std::string(key)];
            const bool is_new = sections.insert(item.section).second;
            is_twice = is_twice || !is_new;
            is_repeated = is_repeated || sections.size() > 1;
        }
        std::set<std::string> paths;
        for (std::size_t i = 0; i < layout.sections.size(); ++i)
            is_twice = is_twice || !paths.insert(section_path(layout, i)).second;
        restarts_[at] = is_repeated && !is_twice;
        if (restarts_[at])
            note(layout, layout.header_end - 1, layout.column_of(LedgerField::key), Severity::info,
                 "numbers_restart",
                 "the numbers begin again in each section; the keys have the number of the "
                 "section in front");
        for (const auto& [key, sections] : sections_of) {
            const auto [known, is_new] = sheet_of.emplace(key, at);
            sheets_clash_ = sheets_clash_ || (!is_new && known->second != at);
        }
    }
    if (sheets_clash_)
        notes_.push_back({"numbers_restart", Severity::info, "", 0,
                          "the same numbers stand on several sheets; the keys have the name of "
                          "the sheet in front"});
}

std::string Reader::prefix_of(std::size_t layout, const Item& item) const {
    std::string prefix;
    if (sheets_clash_) prefix = layouts_[layout].sheet->name + '/';
    if (restarts_[layout] && item.section != none)
        prefix += section_path(layouts_[layout], item.section) + '.';
    return prefix;
}

void Reader::make_keys() {
    find_restarts();
    std::vector<std::size_t> without;
    for (std::size_t at = 0; at < layouts_.size(); ++at) {
        const Layout& layout = layouts_[at];
        if (layout.kind != SheetKind::tasks) continue;
        std::string head;
        std::size_t below = 0;
        for (std::size_t i = 0; i < layout.items.size(); ++i) {
            const Item& item = layout.items[i];
            const std::string_view written = layout.cell(item, LedgerField::key);
            Draft draft;
            draft.layout = at;
            draft.item = i;
            const std::string prefix = prefix_of(at, item);
            if (item.heads_subtasks && !written.empty()) {
                Draft above = draft;
                above.is_head = true;
                above.key = head = prefix + std::string(written);
                below = 0;
                scopes_[prefix].emplace(written, above.key);
                drafts_.push_back(std::move(above));
            }
            if ((item.heads_subtasks || item.continues_key) && !head.empty()) {
                draft.parent = head;
                draft.key = head + '.' + std::to_string(++below);
            } else if (written.empty()) {
                without.push_back(drafts_.size());
            } else {
                draft.key = prefix + std::string(written);
                scopes_[prefix].emplace(written, draft.key);
                head.clear();
            }
            drafts_.push_back(std::move(draft));
        }
    }
    for (const Draft& draft : drafts_)
        if (!draft.key.empty()) keys_.insert(draft.key);
    std::size_t number = 0;
    for (const std::size_t at : without) {
        Draft& draft = drafts_[at];
        const bool has_column = layouts_[draft.layout].column_of(LedgerField::key) != none;
        do {
            draft.key = (has_column ? "T" : "") + std::to_string(++number);
        } while (!keys_.insert(draft.key).second);
        scopes_[""].emplace(draft.key, draft.key);
    }
    if (!without.empty())
        note(drafts_[without.front()], none, Severity::info, "keys_made",
             "tasks without a number got one as their key: " + std::to_string(without.size()));
    for (const Draft& draft : drafts_) {
        const Layout& layout = layouts_[draft.layout];
        const Item& item = item_of(draft);
        const std::string_view title = layout.cell(
            item, draft.is_head ? layout.column_of(LedgerField::title) : layout.name_column(item));
        titles_.emplace(title, draft.key);
    }
    find_parents();
}

/// The task that a text names: by its number where it stands, by its key, or by its title.
const std::string* Reader::known_task(const Draft& draft, std::string_view text) const {
    const auto scope = scopes_.find(prefix_of(draft.layout, item_of(draft)));
    if (scope != scopes_.end())
        if (const auto found = scope->second.find(text); found != scope->second.end())
            return &found->second;
    if (const auto found = keys_.find(text); found != keys_.end()) return &*found;
    const auto title = titles_.find(text);
    return title == titles_.end() ? nullptr : &title->second;
}

void Reader::find_parents() {
    for (Draft& draft : drafts_) {
        if (!draft.parent.empty()) continue;
        const std::string_view named = cell(draft, LedgerField::parent);
        if (!is_none(named)) {
            const std::string* known = known_task(draft, named);
            draft.parent = known == nullptr ? std::string(named) : *known;
            continue;
        }
        const auto scope = scopes_.find(prefix_of(draft.layout, item_of(draft)));
        std::string_view outline = cell(draft, LedgerField::key);
        if (scope == scopes_.end() || !is_key_like(outline)) continue;
        while (draft.parent.empty()) {
            const std::size_t dot = outline.rfind('.');
            if (dot == std::string_view::npos || dot == 0) break;
            outline = outline.substr(0, dot);
            const auto found = scope->second.find(outline);
            if (found != scope->second.end()) draft.parent = found->second;
        }
    }
}

}  // namespace planloom::ledger

// Remarks in a clause that hold for later clauses.
#include "clause_reader.hpp"

#include <array>

namespace planloom::chinese {
namespace {

constexpr auto closers = std::to_array<std::string_view>(
    {"不再", "不一一", "不另", "不重复", "不逐一", "下同", "以下同", "以此类推"});

constexpr auto duties = std::to_array<std::string_view>(
    {"均需", "均须", "均由", "都需", "都由", "都须", "皆由", "均要", "均应由", "需", "由"});

}  // namespace

bool ClauseReader::is_later_rider(std::string_view text) {
    constexpr auto starts = std::to_array<std::string_view>(
        {"以下", "下列", "其余", "各项任务", "其他任务", "所有任务", "以上任务及以下"});
    std::string_view rest = text;
    if (take_any(rest, starts).empty() || says_first_is_lead(text)) return false;
    return contains_any(rest, duties);
}

bool ClauseReader::is_closing_remark(std::string_view text) {
    std::string_view rest = text;
    return !take_any(rest, closers).empty();
}

std::size_t ClauseReader::read_later_rider(const std::vector<Item>& items, std::size_t at) {
    flush(std::nullopt);
    std::size_t end = at;
    while (end + 1 < items.size() && items[end].mark != Mark::stop) ++end;
    const std::string_view last = items[end].text;
    const std::string_view whole(
        items[at].text.data(),
        static_cast<std::size_t>(last.data() + last.size() - items[at].text.data()));
    std::string_view list = whole.substr(find_any(whole, duties));
    (void)take_any(list, duties);
    list = trim(list.substr(0, find_any(list, closers)));
    while (take_back(list, "，") || take_back(list, ",") || take_back(list, "。"))
        list = trim(list);
    ClauseScope empty;
    Clause rider = ClauseReader(list, empty, false).read();
    if (rider.assignments.empty())
        note("rider_unread", "a remark on later tasks names no unit: " + std::string(whole));
    for (ClauseAssignment& each : rider.assignments) {
        if (each.role == Role::responsible) each.role = Role::implement;
        if (whole.size() <= 600) each.text = whole;
        scope_.later_units.push_back(std::move(each));
    }
    for (ClauseNote& each : rider.notes) clause_.notes.push_back(std::move(each));
    says_rider_ = true;
    return end + 1;
}

std::size_t ClauseReader::read_first_rider(const std::vector<Item>& items, std::size_t at) {
    flush(std::nullopt);
    first_is_lead_here_ = says_rider_ = true;
    bool is_for_all = contains(items[at].text, "下同") || items[at].text.starts_with("以下") ||
                      contains(items[at].text, "均");
    if (at + 1 < items.size() && is_closing_remark(items[at + 1].text)) {
        is_for_all = is_for_all || contains(items[at + 1].text, "下同");
        ++at;
    }
    if (is_for_all) scope_.first_is_lead = true;
    return at + 1;
}

void ClauseReader::keep_for_later(std::string_view remark) {
    flush(std::nullopt);
    // 各市州政府落实，下同: said of a class of bodies, it is a rule; of one unit, it is unclear.
    const std::vector<ClauseAssignment>& all = clause_.assignments;
    if (all.empty() || !all.back().is_group) {
        note("rider_unread", "unclear what holds for later tasks too: " + std::string(remark));
        return;
    }
    scope_.later_units.push_back(all.back());
    note("rider_guessed", all.back().written + " is taken to have all later tasks too");
}

}  // namespace planloom::chinese

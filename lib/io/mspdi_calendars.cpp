#include "mspdi_calendars.hpp"

#include "json_text.hpp"

#include <algorithm>

namespace planloom::detail::mspdi {

// A derived calendar may be derived again; longer chains than this are no calendars.
constexpr std::size_t longest_chain = 16;
constexpr std::size_t most_exceptions = 1'000'000;

void CalendarReader::read(pugi::xml_node calendars) {
    for (const pugi::xml_node node : calendars.children()) {
        if (local_name(node) != "Calendar") continue;
        const auto uid = values_.integer(child_of(node, "UID"));
        if (!uid) {
            values_.fault("missing_key", node, "a calendar has no UID");
            continue;
        }
        const bool is_base = values_.flag(child_of(node, "IsBaseCalendar"));
        const auto base = values_.integer(child_of(node, "BaseCalendarUID"));
        const bool says_more =
            child_of(node, "WeekDays").first_child() || child_of(node, "Exceptions").first_child();
        if (!row_of_uid_.emplace(*uid, rows_.size()).second) {
            values_.fault("duplicate_key", node,
                          "the calendar UID " + std::to_string(*uid) + " stands twice");
            continue;
        }
        rows_.push_back({node, *uid, is_base ? -1 : base.value_or(-1), says_more});
        if (child_of(node, "WorkWeeks").first_child())
            values_.count("calendar_left_out", "calendars lose their alternative weeks");
    }
    for (const Row& row : rows_)
        if (row.says_more || base_of(row) == nullptr) add(row);
    for (const Row& row : rows_) {
        const Row* at = &row;
        for (std::size_t i = 0; i < longest_chain && !key_of_uid_.contains(at->uid); ++i)
            if (const Row* base = base_of(*at)) at = base;
        if (const auto found = key_of_uid_.find(at->uid); found != key_of_uid_.end())
            key_of_uid_.emplace(row.uid, found->second);
    }
}

const CalendarReader::Row* CalendarReader::base_of(const Row& row) const {
    if (row.base < 0 || row.base == row.uid) return nullptr;
    const auto found = row_of_uid_.find(row.base);
    return found == row_of_uid_.end() ? nullptr : &rows_[found->second];
}

std::string CalendarReader::key_of(pugi::xml_node uid) {
    const auto number = values_.integer(uid);
    if (!number || *number < 0) return {};
    const auto found = key_of_uid_.find(*number);
    if (found != key_of_uid_.end()) return found->second;
    // Files without calendars name the standard one all the same.
    if (!rows_.empty())
        values_.fault("unknown_calendar", uid, "unknown calendar UID " + std::to_string(*number));
    return {};
}

std::string CalendarReader::new_key(const Row& row) {
    const std::string name = trimmed_text_of(child_of(row.node, "Name"));
    const std::string number = "calendar " + std::to_string(row.uid);
    std::string key = name.empty() ? number : name;
    while (!keys_.insert(key).second) key.append(" (").append(number).append(")");
    return key;
}

void CalendarReader::add(const Row& row) {
    PlanCalendar calendar;
    calendar.key = new_key(row);
    std::vector<const Row*> chain;
    for (const Row* at = &row; at != nullptr && chain.size() < longest_chain; at = base_of(*at))
        chain.push_back(at);
    std::reverse(chain.begin(), chain.end());
    calendar.week = standard_week(head_.work);
    for (const Row* each : chain) {
        read_week(*each, *calendar.week);
        read_exceptions(*each, calendar.exceptions);
    }
    // Each derived calendar repeats its base, so a small file could ask for very many.
    exception_count_ += calendar.exceptions.size();
    if (exception_count_ > most_exceptions)
        throw ReadError({{"limit_rows", Severity::error, "", values_.line(row.node),
                          "the calendars have more than " + std::to_string(most_exceptions) +
                              " exceptions with those that they are derived from"}});
    key_of_uid_.emplace(row.uid, calendar.key);
    head_.calendars.push_back(std::move(calendar));
}

void CalendarReader::read_week(const Row& row, WeekHours& week) {
    const DayHours usual = standard_week(head_.work)[0];
    for (const pugi::xml_node day : child_of(row.node, "WeekDays").children()) {
        if (local_name(day) != "WeekDay") continue;
        const auto type = values_.integer(child_of(day, "DayType"));
        if (type.value_or(0) == 0) continue;  // An exception in the manner of older files.
        if (*type < 1 || *type > 7) {
            values_.fault("bad_calendar", day,
                          "<DayType>: expected 0 to 7, found " + std::to_string(*type));
            continue;
        }
        // The file counts from Sunday as 1, a week here from Monday as 0.
        week[static_cast<std::size_t>((*type + 5) % 7)] = hours_of(day, usual);
    }
}

void CalendarReader::read_exceptions(const Row& row, std::vector<CalendarException>& exceptions) {
    const auto add_all = [&](pugi::xml_node list, bool is_week) {
        for (const pugi::xml_node node : list.children()) {
            if (local_name(node) != (is_week ? "WeekDay" : "Exception")) continue;
            if (is_week && values_.integer(child_of(node, "DayType")).value_or(0) != 0) continue;
            if (auto exception = exception_of(node)) exceptions.push_back(*std::move(exception));
        }
    };
    // Newer files repeat their exceptions among the days of the week for older programs.
    const pugi::xml_node own = child_of(row.node, "Exceptions");
    if (own.first_child())
        add_all(own, false);
    else
        add_all(child_of(row.node, "WeekDays"), true);
}

std::optional<CalendarException> CalendarReader::exception_of(pugi::xml_node node) {
    const pugi::xml_node period = child_of(node, "TimePeriod");
    const DateTime from = values_.moment(child_of(period, "FromDate"));
    const DateTime to = values_.moment(child_of(period, "ToDate"));
    if (!from.is_set()) {
        values_.fault("bad_calendar", node, "an exception has no <FromDate>");
        return std::nullopt;
    }
    CalendarException exception;
    exception.from = from.date();
    exception.to = to.is_set() ? to.date() : from.date();
    if (exception.to < exception.from) {
        values_.fault("bad_calendar", node, "an exception ends before it begins");
        return std::nullopt;
    }
    const std::int64_t type = values_.integer(child_of(node, "Type")).value_or(1);
    const std::int64_t times = values_.integer(child_of(node, "Occurrences")).value_or(1);
    if (type > 1 && times != 1 && exception.from != exception.to) {
        values_.count("calendar_left_out", "exceptions of calendars that come again are left out");
        return std::nullopt;
    }
    exception.name = trimmed_text_of(child_of(node, "Name"));
    exception.hours = hours_of(node, standard_week(head_.work)[0]);
    return exception;
}

DayHours CalendarReader::hours_of(pugi::xml_node day, const DayHours& usual) {
    if (!values_.flag(child_of(day, "DayWorking"))) return {};
    std::vector<std::string> spans;
    for (const pugi::xml_node time : child_of(day, "WorkingTimes").children()) {
        if (local_name(time) != "WorkingTime") continue;
        const std::string from = trimmed_text_of(child_of(time, "FromTime")).substr(0, 5);
        std::string to = trimmed_text_of(child_of(time, "ToTime")).substr(0, 5);
        if (to == "00:00") to = "24:00";
        spans.push_back(from);
        spans.back().append("-").append(to);
    }
    if (spans.empty()) return usual;
    std::sort(spans.begin(), spans.end());
    std::string list;
    for (const std::string& span : spans) list.append(span).append(" ");
    std::optional<DayHours> hours = parse_hours(list);
    if (!hours)
        values_.fault("bad_calendar", day,
                      "expected working times that do not overlap, found " + quoted(list));
    return hours.value_or(usual);
}

}  // namespace planloom::detail::mspdi

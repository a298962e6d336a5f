#include "tj_hours.hpp"

#include <algorithm>
#include <array>

namespace planloom::detail {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"mon", "tue", "wed", "thu",
                                                      "fri", "sat", "sun"};

std::size_t take_weekday(TjTokens& tokens) {
    const TjToken token = tokens.take();
    const auto* const found = std::find(weekdays.begin(), weekdays.end(), token.text);
    if (found == weekdays.end())
        TjTokens::fail_at(token.line, "expected a day such as mon, found \"" + token.text + '"');
    return static_cast<std::size_t>(found - weekdays.begin());
}

bool is_weekday(const TjToken& token) {
    return token.kind == TjKind::word &&
           std::find(weekdays.begin(), weekdays.end(), token.text) != weekdays.end();
}

/// `9:00 - 12:00`, which stands as one word without the blanks.
void take_span(TjTokens& tokens, std::string& text) {
    if (!text.empty()) text += ' ';
    text += tokens.take().text;
    if (!tokens.take_if("-")) return;
    text += '-';
    text += tokens.take().text;
}

DayHours take_hours(TjTokens& tokens) {
    if (tokens.take_if("off")) return {};
    const std::uint32_t line = tokens.peek().line;
    std::string text;
    do take_span(tokens, text);
    while (tokens.take_if(","));
    const std::optional<DayHours> hours = parse_hours(text);
    if (!hours)
        TjTokens::fail_at(line,
                          "expected hours such as 9:00 - 12:00 or off, found \"" + text + '"');
    return *hours;
}

Date take_date(TjTokens& tokens) {
    const TjToken token = tokens.take();
    const std::optional<DatePeriod> date = parse_date(token.text.substr(0, 10));
    if (!date || date->precision != DatePrecision::day)
        TjTokens::fail_at(token.line,
                          "expected a date such as 2025-06-30, found \"" + token.text + '"');
    return date->date;
}

/// The last day of an interval that begins on a day: `- date`, whose date is the first day after,
/// or `+3d`.
Date take_last_day(TjTokens& tokens, Date first) {
    if (tokens.take_if("-")) return std::max(first, take_date(tokens).plus_days(-1));
    if (!tokens.take_if("+")) return first;
    const TjToken token = tokens.take();
    std::string unit = token.text;
    std::int64_t count = 0;
    while (!unit.empty() && unit.front() >= '0' && unit.front() <= '9' && count < 100'000) {
        count = count * 10 + (unit.front() - '0');
        unit.erase(0, 1);
    }
    if (unit.empty()) unit = tokens.take().text;
    const std::int64_t days = unit == "d" ? 1 : unit == "w" ? 7 : unit == "m" ? 30 : 0;
    const Date last = first.plus_days(count * days - 1);
    if (days == 0 || count == 0 || !last.is_set())
        TjTokens::fail_at(token.line,
                          "expected days or weeks such as +3d, found \"" + token.text + '"');
    return last;
}

}  // namespace

WeekHours tj_week() {
    WeekHours week;
    std::fill_n(week.begin(), 5, DayHours{{9 * 60, 17 * 60}});
    return week;
}

void read_working_hours(TjTokens& tokens, TjHours& hours) {
    std::array<bool, 7> is_meant{};
    do {
        const std::size_t first = take_weekday(tokens);
        const std::size_t last = tokens.take_if("-") ? take_weekday(tokens) : first;
        for (std::size_t day = first;; day = (day + 1) % weekdays.size()) {
            is_meant[day] = true;
            if (day == last) break;
        }
    } while (tokens.take_if(",") || is_weekday(tokens.peek()));
    const DayHours day_hours = take_hours(tokens);
    if (!hours.week) hours.week = tj_week();
    for (std::size_t day = 0; day < weekdays.size(); ++day)
        if (is_meant[day]) (*hours.week)[day] = day_hours;
}

void read_days_off(TjTokens& tokens, bool has_kind, TjHours& hours) {
    do {
        std::string name;
        if (has_kind) name = tokens.take().text;
        if (tokens.peek().kind == TjKind::string) name = tokens.take().text;
        const Date first = take_date(tokens);
        const Date last = take_last_day(tokens, first);
        hours.days.push_back({first, last, {}, name});
    } while (tokens.take_if(","));
}

}  // namespace planloom::detail

#include <planloom/core/calendar.hpp>

#include "clock_text.hpp"

#include <algorithm>

namespace planloom {

std::optional<DayHours> parse_hours(std::string_view text) {
    constexpr std::string_view between = " ,\t";
    DayHours hours;
    for (std::size_t at = text.find_first_not_of(between); at != std::string_view::npos;
         at = text.find_first_not_of(between, at)) {
        const std::size_t end = std::min(text.find_first_of(between, at), text.size());
        const std::string_view span = text.substr(at, end - at);
        const std::size_t dash = span.find('-');
        if (dash == std::string_view::npos) return std::nullopt;
        const std::optional<int> from = detail::read_clock(span.substr(0, dash));
        const std::optional<int> to = detail::read_clock(span.substr(dash + 1));
        if (!from || !to || *to <= *from) return std::nullopt;
        if (!hours.empty() && *from < hours.back().to) return std::nullopt;
        if (!hours.empty() && *from == hours.back().to)
            hours.back().to = static_cast<std::int16_t>(*to);
        else
            hours.push_back({static_cast<std::int16_t>(*from), static_cast<std::int16_t>(*to)});
        at = end;
    }
    return hours;
}

std::string to_string(const DayHours& hours) {
    std::string text;
    for (const HourSpan& span : hours) {
        if (!text.empty()) text += ", ";
        detail::append_clock(text, span.from);
        text += '-';
        detail::append_clock(text, span.to);
    }
    return text;
}

Minutes total(const DayHours& hours) noexcept {
    Minutes sum = 0;
    for (const HourSpan& span : hours) sum += span.to - span.from;
    return sum;
}

WeekHours standard_week(const WorkTime& work) {
    PLANLOOM_EXPECTS(is_valid(work));
    constexpr int morning = 8 * 60;
    constexpr int noon = 12 * 60;
    constexpr int afternoon = 13 * 60;
    const int length = static_cast<int>(work.minutes_per_day);
    DayHours day;
    const auto add = [&](int from, int to) {
        day.push_back({static_cast<std::int16_t>(from), static_cast<std::int16_t>(to)});
    };
    if (length <= noon - morning) {
        add(morning, morning + length);
    } else if (length <= noon - morning + 1440 - afternoon) {
        add(morning, noon);
        add(afternoon, afternoon + length - (noon - morning));
    } else {
        add(0, length);
    }
    WeekHours week;
    std::fill_n(week.begin(), work.days_per_week, day);
    return week;
}

}  // namespace planloom

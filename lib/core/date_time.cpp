#include <planloom/core/date_time.hpp>

#include "clock_text.hpp"

namespace planloom {

Date DateTime::date() const {
    PLANLOOM_EXPECTS(is_set());
    if (minutes_ == last().minutes_) return Date::last();
    const std::int64_t days = minutes_ >= 0 ? minutes_ / minutes_of_day
                                            : -((-minutes_ + minutes_of_day - 1) / minutes_of_day);
    return Date(static_cast<std::int32_t>(days));
}

std::int64_t DateTime::minute_of_day() const {
    return minutes_ - date().days() * minutes_of_day;
}

std::optional<DateTime> parse_date_time(std::string_view text) noexcept {
    constexpr std::size_t date_length = 10;
    if (text.size() < date_length) return std::nullopt;
    const std::optional<DatePeriod> day = parse_date(text.substr(0, date_length));
    if (!day || day->precision != DatePrecision::day) return std::nullopt;
    if (text.size() == date_length) return DateTime(day->date, 0);
    if (text[date_length] != 'T' && text[date_length] != ' ') return std::nullopt;
    std::string_view clock = text.substr(date_length + 1);
    if (clock.size() == 8 && clock[5] == ':') {
        const std::optional<int> seconds = detail::read_two_digits(clock.substr(6));
        if (!seconds || *seconds > 59) return std::nullopt;
        clock = clock.substr(0, 5);
    }
    const std::optional<int> minute = detail::read_clock(clock);
    if (!minute) return std::nullopt;
    return DateTime(day->date, *minute);
}

std::string to_string(DateTime moment) {
    if (!moment.is_set()) return {};
    std::string text = to_string(moment.date());
    if (moment.minute_of_day() == 0) return text;
    text += 'T';
    detail::append_clock(text, static_cast<int>(moment.minute_of_day()));
    return text;
}

}  // namespace planloom

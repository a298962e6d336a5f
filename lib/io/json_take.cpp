#include "json_take.hpp"

#include <planloom/core/key_index.hpp>

#include "json_text.hpp"

#include <charconv>
#include <cmath>
#include <optional>
#include <span>
#include <vector>

namespace planloom::detail {

std::optional<std::int32_t> read_count(Reading& reading, std::string_view text, std::int32_t low,
                                       std::int32_t high) {
    std::int32_t count = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, count);
    if (error == std::errc() && stop == end && count >= low && count <= high) return count;
    reading.fault("bad_number", "found " + std::string(text.substr(0, 40)) +
                                    ", expected a whole number from " + std::to_string(low) +
                                    " to " + std::to_string(high));
    return std::nullopt;
}

std::optional<double> read_number(Reading& reading, std::string_view text, bool may_be_zero) {
    double number = 0;
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, number);
    if (error == std::errc() && stop == end && std::isfinite(number) &&
        (number > 0 || (may_be_zero && number == 0)))
        return number;
    reading.fault("bad_number", "found " + std::string(text.substr(0, 40)) +
                                    (may_be_zero ? ", expected a number from 0 up"
                                                 : ", expected a number above 0"));
    return std::nullopt;
}

std::optional<DatePeriod> read_period(Reading& reading, std::string_view text) {
    if (const std::optional<DatePeriod> period = parse_date(text)) return period;
    reading.fault("bad_date",
                  "found " + quoted(text) +
                      ", expected a day of the calendar such as 2025-06-30, or 2025-06, "
                      "2025-Q2, 2025-H1 or 2025");
    return std::nullopt;
}

std::optional<Date> read_day(Reading& reading, std::string_view text) {
    const std::optional<DatePeriod> period = parse_date(text);
    if (period && period->precision == DatePrecision::day) return period->date;
    reading.fault("bad_date",
                  "found " + quoted(text) + ", expected a day of the calendar such as 2025-06-30");
    return std::nullopt;
}

std::optional<DateTime> read_moment(Reading& reading, std::string_view text) {
    if (const std::optional<DateTime> moment = parse_date_time(text)) return moment;
    reading.fault("bad_date",
                  "found " + quoted(text) +
                      ", expected a day of the calendar such as 2025-06-30, or 2025-06-30T08:00");
    return std::nullopt;
}

std::optional<Minutes> read_minutes(Reading& reading, std::string_view text, bool may_be_negative) {
    const std::optional<Minutes> minutes = reading.parse_work(text);
    if (minutes && (may_be_negative || *minutes >= 0)) return minutes;
    reading.fault("bad_duration",
                  "found " + quoted(text) +
                      (may_be_negative ? ", expected a lag such as 2d, 4h or -1d"
                                       : ", expected a duration such as 10d, 4h, 30m or 1d4h"));
    return std::nullopt;
}

std::optional<std::size_t> read_word(Reading& reading, std::string_view text,
                                     std::span<const std::string_view> words) {
    std::string list;
    for (std::size_t i = 0; i < words.size(); ++i)
        if (words[i] == text) return i;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) list += i + 1 == words.size() ? " or " : ", ";
        list += words[i];
    }
    const std::optional<std::size_t> near = nearest(text, words);
    reading.fault("bad_word", "found " + quoted(text) + ", expected " + list +
                                  (near ? "; did you mean " + quoted(words[*near]) : ""));
    return std::nullopt;
}

void take_implements(Reading& reading, const Field&, const Value& value) {
    reading.draft().implements.push_back({reading.keep(value.text), Slice(), reading.line()});
}

}  // namespace planloom::detail

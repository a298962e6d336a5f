#include <planloom/core/date.hpp>

#include <chrono>

namespace planloom {
namespace {

std::chrono::year_month_day civil(Date date) {
    PLANLOOM_EXPECTS(date.is_set());
    return std::chrono::sys_days(std::chrono::days(date.days()));
}

/// The number that all of `text` spells in decimal digits, or -1.
int read_digits(std::string_view text) noexcept {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return -1;
        value = value * 10 + (c - '0');
    }
    return value;
}

void append_padded(std::string& out, int value, std::size_t width) {
    const std::string digits = std::to_string(value);
    if (digits.size() < width) out.append(width - digits.size(), '0');
    out += digits;
}

int month_count(DatePrecision precision) noexcept {
    switch (precision) {
        case DatePrecision::day:
        case DatePrecision::month:
            break;
        case DatePrecision::quarter:
            return 3;
        case DatePrecision::half:
            return 6;
        case DatePrecision::year:
            return 12;
    }
    return 1;
}

Date last_day_of_month(int year, int month) noexcept {
    const std::chrono::year_month_day_last last(
        std::chrono::year(year),
        std::chrono::month_day_last(std::chrono::month(static_cast<unsigned>(month))));
    return Date::from_ymd(year, month, static_cast<int>(static_cast<unsigned>(last.day())));
}

std::optional<DatePeriod> period_ending(int year, int month, DatePrecision precision) noexcept {
    const Date date = last_day_of_month(year, month);
    if (!date.is_set()) return std::nullopt;
    return DatePeriod{date, precision};
}

/// Reads what stands after `YYYY-`.
std::optional<DatePeriod> parse_part(int year, std::string_view part) noexcept {
    if (part.size() == 2 && (part[0] == 'Q' || part[0] == 'H')) {
        const bool is_quarter = part[0] == 'Q';
        const int number = read_digits(part.substr(1));
        if (number < 1 || number > (is_quarter ? 4 : 2)) return std::nullopt;
        return is_quarter ? period_ending(year, 3 * number, DatePrecision::quarter)
                          : period_ending(year, 6 * number, DatePrecision::half);
    }
    if (part.size() != 2 && (part.size() != 5 || part[2] != '-')) return std::nullopt;
    const int month = read_digits(part.substr(0, 2));
    if (month < 1 || month > 12) return std::nullopt;
    if (part.size() == 2) return period_ending(year, month, DatePrecision::month);
    const Date date = Date::from_ymd(year, month, read_digits(part.substr(3)));
    if (!date.is_set()) return std::nullopt;
    return DatePeriod{date, DatePrecision::day};
}

}  // namespace

Date Date::from_ymd(int year, int month, int day) noexcept {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return {};
    const std::chrono::year_month_day ymd{std::chrono::year(year),
                                          std::chrono::month(static_cast<unsigned>(month)),
                                          std::chrono::day(static_cast<unsigned>(day))};
    if (!ymd.ok()) return {};
    const auto days = std::chrono::sys_days(ymd).time_since_epoch().count();
    return Date(static_cast<std::int32_t>(days));
}

int Date::year() const {
    return static_cast<int>(civil(*this).year());
}

int Date::month() const {
    return static_cast<int>(static_cast<unsigned>(civil(*this).month()));
}

int Date::day() const {
    return static_cast<int>(static_cast<unsigned>(civil(*this).day()));
}

int Date::weekday() const {
    PLANLOOM_EXPECTS(is_set());
    const std::chrono::weekday weekday{std::chrono::sys_days(std::chrono::days(days_))};
    return static_cast<int>(weekday.iso_encoding());
}

std::optional<DatePeriod> parse_date(std::string_view text) noexcept {
    if (text.size() < 4) return std::nullopt;
    const int year = read_digits(text.substr(0, 4));
    if (year < 1) return std::nullopt;
    if (text.size() == 4) return period_ending(year, 12, DatePrecision::year);
    if (text[4] != '-') return std::nullopt;
    return parse_part(year, text.substr(5));
}

std::string to_string(DatePeriod period) {
    if (!period.date.is_set()) return {};
    if (period.precision == DatePrecision::day) return to_string(period.date);
    std::string out;
    append_padded(out, period.date.year(), 4);
    const int month = period.date.month();
    const int number = (month - 1) / month_count(period.precision) + 1;
    switch (period.precision) {
        case DatePrecision::month:
            out += '-';
            append_padded(out, month, 2);
            break;
        case DatePrecision::quarter:
            out += "-Q" + std::to_string(number);
            break;
        case DatePrecision::half:
            out += "-H" + std::to_string(number);
            break;
        case DatePrecision::day:
        case DatePrecision::year:
            break;
    }
    return out;
}

std::string to_string(Date date) {
    if (!date.is_set()) return {};
    std::string out;
    append_padded(out, date.year(), 4);
    out += '-';
    append_padded(out, date.month(), 2);
    out += '-';
    append_padded(out, date.day(), 2);
    return out;
}

Date first_day(DatePeriod period) {
    if (!period.date.is_set() || period.precision == DatePrecision::day) return period.date;
    const int months = month_count(period.precision);
    const int month = (period.date.month() - 1) / months * months + 1;
    return Date::from_ymd(period.date.year(), month, 1);
}

}  // namespace planloom

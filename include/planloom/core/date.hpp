// Calendar dates without time of day, and the precision with which a person gave them.
#pragma once

#include <planloom/core/contract.hpp>

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace planloom {

/// How exactly a date was given. `2025` is a year, `2025-H1` a half, `2025-Q2` a quarter.
enum class DatePrecision : std::uint8_t { day, month, quarter, half, year };

/// A day of the proleptic Gregorian calendar from 0001-01-01 to 9999-12-31, or no date. No date
/// comes before every date.
class Date {
public:
    constexpr Date() noexcept = default;
    /// @param days  days since 1970-01-01, from first().days() to last().days()
    constexpr explicit Date(std::int32_t days) : days_(days) {
        PLANLOOM_EXPECTS(days == unset || (days >= first_days && days <= last_days));
    }
    /// @return no date if year, month and day are not a day of the calendar
    [[nodiscard]] static Date from_ymd(int year, int month, int day) noexcept;

    /// 0001-01-01.
    [[nodiscard]] static constexpr Date first() { return Date(first_days); }
    /// 9999-12-31.
    [[nodiscard]] static constexpr Date last() { return Date(last_days); }

    [[nodiscard]] constexpr bool is_set() const noexcept { return days_ != unset; }
    /// Days since 1970-01-01; for no date a number that no date has.
    [[nodiscard]] constexpr std::int32_t days() const noexcept { return days_; }
    [[nodiscard]] int year() const;
    /// From 1 to 12.
    [[nodiscard]] int month() const;
    /// From 1 to 31.
    [[nodiscard]] int day() const;
    /// From 1 for Monday to 7 for Sunday, as in ISO 8601.
    [[nodiscard]] int weekday() const;

    /// @param count  days of the calendar, negative for the past
    /// @return no date if there was none or the calendar ends before
    [[nodiscard]] constexpr Date plus_days(std::int64_t count) const noexcept {
        if (!is_set() || count < first_days - std::int64_t{days_} ||
            count > last_days - std::int64_t{days_}) {
            return {};
        }
        return Date(static_cast<std::int32_t>(days_ + count));
    }

    friend constexpr auto operator<=>(Date, Date) noexcept = default;

private:
    static constexpr std::int32_t unset = std::numeric_limits<std::int32_t>::min();
    static constexpr std::int32_t first_days = -719'162;
    static constexpr std::int32_t last_days = 2'932'896;
    std::int32_t days_ = unset;
};

/// A date with its precision; `date` is the last day of the period.
struct DatePeriod {
    Date date;
    DatePrecision precision = DatePrecision::day;

    friend bool operator==(const DatePeriod&, const DatePeriod&) = default;
};

/// Reads `2025-06-30`, `2025-06`, `2025-Q2`, `2025-H1` or `2025`.
/// @return nothing if the text is none of these or no day of the calendar
[[nodiscard]] std::optional<DatePeriod> parse_date(std::string_view text) noexcept;

/// Writes a period in the form that parse_date reads; empty for no date.
[[nodiscard]] std::string to_string(DatePeriod period);

/// Writes `YYYY-MM-DD`; empty for no date.
[[nodiscard]] std::string to_string(Date date);

/// The first day of the period whose last day is `period.date`; no date for no date.
[[nodiscard]] Date first_day(DatePeriod period);

}  // namespace planloom

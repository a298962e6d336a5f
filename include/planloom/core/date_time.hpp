// A minute of the wall clock. For days without a time see <planloom/core/date.hpp>; for working
// time see <planloom/core/calendar.hpp>.
#pragma once

#include <planloom/core/date.hpp>

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace planloom {

inline constexpr std::int64_t minutes_of_day = 24 * 60;

/// A minute on the clock of the place where a plan is worked on, or none. There are no time zones
/// and no summer time: each day has 1,440 minutes. None comes before every other.
class DateTime {
public:
    constexpr DateTime() noexcept = default;
    /// @param minutes  since 1970-01-01T00:00, from first() to last()
    constexpr explicit DateTime(std::int64_t minutes) : minutes_(minutes) {
        PLANLOOM_EXPECTS(minutes == unset || is_in_range(minutes));
    }
    /// @param minute_of_day  from 0 to 1440, which is the beginning of the next day
    constexpr DateTime(Date date, std::int64_t minute_of_day)
        : minutes_(date.is_set() ? date.days() * minutes_of_day + minute_of_day : unset) {
        PLANLOOM_EXPECTS(minute_of_day >= 0 && minute_of_day <= minutes_of_day);
    }

    /// 0001-01-01T00:00.
    [[nodiscard]] static constexpr DateTime first() { return {Date::first(), 0}; }
    /// 9999-12-31T24:00.
    [[nodiscard]] static constexpr DateTime last() { return {Date::last(), minutes_of_day}; }

    [[nodiscard]] constexpr bool is_set() const noexcept { return minutes_ != unset; }
    /// Minutes since 1970-01-01T00:00; for none a number that no other has.
    [[nodiscard]] constexpr std::int64_t minutes() const noexcept { return minutes_; }
    /// The day, for midnight the one that begins; the end of the last day of the calendar belongs
    /// to it.
    [[nodiscard]] Date date() const;
    /// From 0 to 1439, and 1440 for last().
    [[nodiscard]] std::int64_t minute_of_day() const;

    /// @return none if there was none or the calendar ends before
    [[nodiscard]] constexpr DateTime plus_minutes(std::int64_t count) const noexcept {
        if (!is_set() || count < first().minutes_ - minutes_ || count > last().minutes_ - minutes_)
            return {};
        DateTime moved;
        moved.minutes_ = minutes_ + count;
        return moved;
    }

    friend constexpr auto operator<=>(DateTime, DateTime) noexcept = default;

private:
    static constexpr std::int64_t unset = std::numeric_limits<std::int64_t>::min();
    static constexpr bool is_in_range(std::int64_t minutes) noexcept {
        return minutes >= Date::first().days() * minutes_of_day &&
               minutes <= (std::int64_t{Date::last().days()} + 1) * minutes_of_day;
    }
    std::int64_t minutes_ = unset;
};

/// Reads `2025-06-30`, which is its first minute, `2025-06-30T08:00` or `2025-06-30T08:00:00`; a
/// space may stand for the `T`, and `24:00` is the end of the day. Seconds are cut off.
/// @return nothing if the text is none of these
[[nodiscard]] std::optional<DateTime> parse_date_time(std::string_view text) noexcept;

/// Writes `2025-06-30T08:00`, and for the first minute of a day the day alone; empty for none.
[[nodiscard]] std::string to_string(DateTime moment);

}  // namespace planloom

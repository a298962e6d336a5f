// Lengths of working time. For days of the calendar see <planloom/core/date.hpp>.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace planloom {

/// Minutes of working time. Durations are never negative; lags may be.
using Minutes = std::int64_t;

/// How many working minutes a plan's day, and days a plan's week, hold.
struct WorkTime {
    Minutes minutes_per_day = 480;
    int days_per_week = 5;

    friend bool operator==(const WorkTime&, const WorkTime&) = default;
};

/// The longest duration or lag a plan may hold: 10,000 years of uninterrupted work.
inline constexpr Minutes max_minutes = Minutes{10'000} * 366 * 24 * 60;

/// Whether a day has 1 to 1440 minutes and a week 1 to 7 days.
[[nodiscard]] bool is_valid(const WorkTime& work) noexcept;

/// Reads `30m`, `4h`, `10d`, `2w` or a falling sequence such as `1d4h`, with an optional sign.
/// A day is `work.minutes_per_day` long, a week `work.days_per_week` days; up to nine decimals are
/// allowed (`2.5d`) if the whole comes to full minutes.
/// @return nothing if the text is no duration, is beyond max_minutes, or `work` is not valid
[[nodiscard]] std::optional<Minutes> parse_duration(std::string_view text,
                                                    const WorkTime& work = {}) noexcept;

/// Writes minutes in the largest of `d`, `h`, `m` that divides them; parse_duration reads it back.
/// A day is left out of the choice if `work` is not valid.
[[nodiscard]] std::string format_duration(Minutes minutes, const WorkTime& work = {});

}  // namespace planloom

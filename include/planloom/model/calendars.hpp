// Named calendars of a plan. For counting with one see <planloom/core/calendar.hpp>.
#pragma once

#include <planloom/core/calendar.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

struct PlanHead;

/// A calendar as a plan gives it; plan, tasks and units name it by its key.
struct PlanCalendar {
    std::string key;
    std::string title;
    /// Nothing for the standard week of the plan's work time.
    std::optional<WeekHours> week;
    std::vector<CalendarException> exceptions;

    friend bool operator==(const PlanCalendar&, const PlanCalendar&) = default;
};

/// The first calendar with a key, or nothing.
[[nodiscard]] const PlanCalendar* find_calendar(const PlanHead& head,
                                                std::string_view key) noexcept;

/// The calendar with a key, ready to count with; for an empty key the standard week of the plan's
/// work time without exceptions.
/// @throws UnknownKey  with the nearest key
/// @throws Error  `bad_calendar`
[[nodiscard]] Calendar make_calendar(const PlanHead& head, std::string_view key);

}  // namespace planloom

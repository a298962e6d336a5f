// Working time: which minutes of which days are worked, and how to count them.
#pragma once

#include <planloom/core/date_time.hpp>
#include <planloom/core/duration.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// A stretch of a day that is worked, in minutes from midnight: 0 <= from < to <= 1440.
struct HourSpan {
    std::int16_t from = 0;
    std::int16_t to = 0;

    friend bool operator==(const HourSpan&, const HourSpan&) = default;
};

/// The stretches of one day, rising and without overlap; none for a day off. A shift over midnight
/// is written as two stretches on two days.
using DayHours = std::vector<HourSpan>;

/// Reads `08:00-12:00, 13:00-17:00`, with commas or spaces between; an empty text is a day off.
/// Stretches that touch are joined.
/// @return nothing if the text is no such list, or its stretches overlap or do not rise
[[nodiscard]] std::optional<DayHours> parse_hours(std::string_view text);

/// Writes hours in the form that parse_hours reads.
[[nodiscard]] std::string to_string(const DayHours& hours);

/// How many minutes are worked.
[[nodiscard]] Minutes total(const DayHours& hours) noexcept;

/// Days on which other hours are worked than the week says: a holiday has none, a weekend that is
/// worked in exchange (调休) has some.
struct CalendarException {
    Date from;
    /// The last day; not before `from`.
    Date to;
    DayHours hours;
    std::string name;

    friend bool operator==(const CalendarException&, const CalendarException&) = default;
};

/// Hours of the days from Monday to Sunday.
using WeekHours = std::array<DayHours, 7>;

/// The week that a work time means where nothing more is said: its days from Monday on, from 08:00,
/// with an hour's break at 12:00 where the day is long enough for one (as in Microsoft Project);
/// from 00:00 where it is too long for that.
[[nodiscard]] WeekHours standard_week(const WorkTime& work);

/// Counts working minutes over all days from Date::first() to Date::last(), whatever their number:
/// working minute 0 is the first one after the beginning of Date::first(). Immutable; may be used
/// by several threads at once.
///
/// @complexity each conversion O(log x) for x exceptions
class Calendar {
public:
    /// Every minute of every day.
    Calendar();
    /// Where exceptions overlap, the later one in the list holds.
    /// @throws Error  `bad_calendar` for an exception that ends before it begins or has no days, or
    ///                hours that overlap, do not rise or leave the day
    explicit Calendar(const WeekHours& week, std::span<const CalendarException> exceptions = {});

    /// How many minutes are worked before a moment.
    [[nodiscard]] Minutes work_before(DateTime moment) const;
    /// How many minutes are worked from one moment to another, negative if `to` is earlier.
    [[nodiscard]] Minutes work_between(DateTime from, DateTime to) const {
        return work_before(to) - work_before(from);
    }
    /// The moment at which the working minute with a number begins: the latest moment before which
    /// this many minutes are worked.
    /// @param minute  negative counts as 0
    /// @return none if there are not so many working minutes before DateTime::last()
    [[nodiscard]] DateTime start_of(Minutes minute) const;
    /// The earliest moment before which this many minutes are worked.
    /// @return DateTime::first() for 0 and less; none as for start_of
    [[nodiscard]] DateTime end_of(Minutes worked) const;

    /// The moment after (before, if negative) some working minutes; `from` itself for 0 minutes.
    /// @return none if the calendar ends before
    [[nodiscard]] DateTime add(DateTime from, Minutes work) const;
    /// The first moment not before `from` at which work goes on; none if there is none.
    [[nodiscard]] DateTime next_work(DateTime from) const { return start_of(work_before(from)); }
    /// The last moment not after `to` up to which there was work.
    [[nodiscard]] DateTime last_work(DateTime to) const { return end_of(work_before(to)); }
    [[nodiscard]] bool is_working(DateTime moment) const { return next_work(moment) == moment; }
    /// The hours of a day.
    [[nodiscard]] const DayHours& hours(Date day) const;
    /// Whether every minute of every day is worked.
    [[nodiscard]] bool is_continuous() const noexcept;

private:
    /// Days that the week does not govern. Days count from Date::first().
    struct Stretch {
        std::int32_t from = 0, to = 0;  ///< `to` is the day after
        std::uint32_t hours = 0;
        Minutes per_day = 0;
        Minutes work_before = 0, work_after = 0;
    };
    [[nodiscard]] Minutes regular_before(std::int32_t day) const noexcept;
    [[nodiscard]] Minutes work_before_day(std::int32_t day) const noexcept;
    [[nodiscard]] const Stretch* stretch_at(std::int32_t day) const noexcept;
    void lay_stretches(std::span<const CalendarException> exceptions);

    /// The week's days, then one for each stretch.
    std::vector<DayHours> hours_;
    std::array<Minutes, 8> week_before_{};
    std::vector<Stretch> stretches_;
    Minutes all_work_ = 0;
};

}  // namespace planloom

#include <planloom/core/calendar.hpp>
#include <planloom/core/error.hpp>

#include <algorithm>
#include <map>

namespace planloom {
namespace {

constexpr std::int32_t day_count = Date::last().days() - Date::first().days() + 1;
constexpr DayHours::size_type week_length = 7;

std::int32_t day_number(Date date) {
    return date.days() - Date::first().days();
}

DateTime moment_of(std::int32_t day, std::int64_t minute) {
    return {Date(day + Date::first().days()), minute};
}

bool is_valid(const DayHours& hours) noexcept {
    std::int16_t last = -1;
    for (const HourSpan& span : hours) {
        if (span.from <= last || span.from < 0 || span.to <= span.from || span.to > 1440)
            return false;
        last = span.to;
    }
    return true;
}

void require(const DayHours& hours) {
    if (!is_valid(hours))
        throw Error("bad_calendar",
                    "expected hours that rise and do not overlap, from 00:00 to "
                    "24:00, found \"" +
                        to_string(hours) + '"');
}

Minutes worked_before(const DayHours& hours, std::int64_t minute) noexcept {
    Minutes work = 0;
    for (const HourSpan& span : hours) {
        if (minute <= span.from) break;
        work += std::min<std::int64_t>(minute, span.to) - span.from;
    }
    return work;
}

/// The minute of the day at which the working minute with a number begins.
std::int64_t clock_of(const DayHours& hours, Minutes minute) noexcept {
    for (const HourSpan& span : hours) {
        if (minute < span.to - span.from) return span.from + minute;
        minute -= span.to - span.from;
    }
    return minutes_of_day;
}

}  // namespace

Calendar::Calendar() : Calendar(standard_week({minutes_of_day, 7})) {}

Calendar::Calendar(const WeekHours& week, std::span<const CalendarException> exceptions)
    : hours_(week.begin(), week.end()) {
    for (std::size_t i = 0; i < week_length; ++i) {
        require(week[i]);
        week_before_[i + 1] = week_before_[i] + total(week[i]);
    }
    lay_stretches(exceptions);
    all_work_ = work_before_day(day_count);
}

// Exceptions by their first day, each cut where a later one begins or ends.
void Calendar::lay_stretches(std::span<const CalendarException> exceptions) {
    struct Part {
        std::int32_t to;
        std::size_t exception;
    };
    std::map<std::int32_t, Part> parts;
    for (std::size_t i = 0; i < exceptions.size(); ++i) {
        const CalendarException& each = exceptions[i];
        if (!each.from.is_set() || !each.to.is_set() || each.to < each.from)
            throw Error("bad_calendar",
                        "expected an exception to end on a day not before its "
                        "first, found \"" +
                            to_string(each.from) + "\" to \"" + to_string(each.to) + '"');
        require(each.hours);
        const std::int32_t from = day_number(each.from);
        const std::int32_t to = day_number(each.to) + 1;
        auto next = parts.lower_bound(from);
        if (next != parts.begin()) {
            const auto before = std::prev(next);
            if (before->second.to > to) parts.emplace(to, before->second);
            before->second.to = std::min(before->second.to, from);
        }
        while (next != parts.end() && next->first < to) {
            if (next->second.to > to) parts.emplace(to, next->second);
            next = parts.erase(next);
        }
        parts.insert_or_assign(from, Part{to, i});
    }
    std::int32_t day = 0;
    Minutes work = 0;
    for (const auto& [from, part] : parts) {
        const DayHours& hours = exceptions[part.exception].hours;
        work += regular_before(from) - regular_before(day);
        const Minutes per_day = total(hours);
        const Minutes after = work + per_day * (part.to - from);
        stretches_.push_back(
            {from, part.to, static_cast<std::uint32_t>(hours_.size()), per_day, work, after});
        hours_.push_back(hours);
        work = after;
        day = part.to;
    }
}

Minutes Calendar::regular_before(std::int32_t day) const noexcept {
    // 0001-01-01 was a Monday.
    return day / 7 * week_before_[week_length] + week_before_[static_cast<std::size_t>(day % 7)];
}

const Calendar::Stretch* Calendar::stretch_at(std::int32_t day) const noexcept {
    const auto after = std::upper_bound(
        stretches_.begin(), stretches_.end(), day,
        [](std::int32_t wanted, const Stretch& each) { return wanted < each.from; });
    return after == stretches_.begin() ? nullptr : &*std::prev(after);
}

Minutes Calendar::work_before_day(std::int32_t day) const noexcept {
    const Stretch* const stretch = stretch_at(day);
    if (stretch == nullptr) return regular_before(day);
    if (day < stretch->to) return stretch->work_before + stretch->per_day * (day - stretch->from);
    return stretch->work_after + regular_before(day) - regular_before(stretch->to);
}

const DayHours& Calendar::hours(Date day) const {
    const std::int32_t number = day_number(day);
    const Stretch* const stretch = stretch_at(number);
    if (stretch != nullptr && number < stretch->to) return hours_[stretch->hours];
    return hours_[static_cast<std::size_t>(number % 7)];
}

Minutes Calendar::work_before(DateTime moment) const {
    const Date day = moment.date();
    return work_before_day(day_number(day)) + worked_before(hours(day), moment.minute_of_day());
}

DateTime Calendar::start_of(Minutes minute) const {
    minute = std::max<Minutes>(minute, 0);
    if (minute >= all_work_) return {};
    const auto after = std::upper_bound(
        stretches_.begin(), stretches_.end(), minute,
        [](Minutes wanted, const Stretch& each) { return wanted < each.work_before; });
    const Stretch* const stretch = after == stretches_.begin() ? nullptr : &*std::prev(after);
    if (stretch != nullptr && minute < stretch->work_after) {
        const Minutes rest = minute - stretch->work_before;
        return moment_of(stretch->from + static_cast<std::int32_t>(rest / stretch->per_day),
                         clock_of(hours_[stretch->hours], rest % stretch->per_day));
    }
    const Minutes regular =
        stretch == nullptr ? minute : minute - stretch->work_after + regular_before(stretch->to);
    const Minutes rest = regular % week_before_[week_length];
    const auto weekday =
        std::upper_bound(week_before_.begin(), week_before_.end(), rest) - week_before_.begin() - 1;
    const auto index = static_cast<std::size_t>(weekday);
    return moment_of(static_cast<std::int32_t>(regular / week_before_[week_length] * 7 + weekday),
                     clock_of(hours_[index], rest - week_before_[index]));
}

DateTime Calendar::end_of(Minutes worked) const {
    if (worked <= 0) return DateTime::first();
    return start_of(worked - 1).plus_minutes(1);
}

DateTime Calendar::add(DateTime from, Minutes work) const {
    if (work == 0) return from;
    const Minutes there = work_before(from) + work;
    if (work > 0) return end_of(there);
    return there < 0 ? DateTime() : start_of(there);
}

bool Calendar::is_continuous() const noexcept {
    return all_work_ == day_count * minutes_of_day;
}

}  // namespace planloom

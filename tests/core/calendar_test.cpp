#include <planloom/core/calendar.hpp>
#include <planloom/core/error.hpp>

#include "../support/china_days.hpp"

#include <gtest/gtest.h>

#include <random>
#include <vector>

namespace planloom {
namespace {

DateTime at(std::string_view text) {
    const auto moment = parse_date_time(text);
    EXPECT_TRUE(moment.has_value()) << text;
    return moment.value_or(DateTime());
}

DayHours hours(std::string_view text) {
    const auto parsed = parse_hours(text);
    EXPECT_TRUE(parsed.has_value()) << text;
    return parsed.value_or(DayHours());
}

Calendar office() {
    return Calendar(standard_week({}));
}

// Asks for each minute of a stretch of days, one by one, whether it is worked.
class MinuteOracle {
public:
    MinuteOracle(Date from, Date to, const WeekHours& week,
                 const std::vector<CalendarException>& exceptions)
        : begin_(from, 0) {
        for (Date day = from; day <= to; day = day.plus_days(1)) {
            const DayHours* span = &week[static_cast<std::size_t>(day.weekday() - 1)];
            for (const CalendarException& each : exceptions)
                if (each.from <= day && day <= each.to) span = &each.hours;
            for (int minute = 0; minute < 1440; ++minute) {
                bool is_work = false;
                for (const HourSpan& each : *span)
                    is_work = is_work || (each.from <= minute && minute < each.to);
                is_work_.push_back(is_work);
            }
        }
    }

    /// Checks every minute against a calendar.
    void check(const Calendar& calendar) const {
        const Minutes first = calendar.work_before(begin_);
        Minutes count = 0;
        for (std::size_t i = 0; i < is_work_.size(); ++i) {
            const DateTime moment = begin_.plus_minutes(static_cast<std::int64_t>(i));
            ASSERT_EQ(calendar.work_before(moment) - first, count) << to_string(moment);
            ASSERT_EQ(calendar.is_working(moment), is_work_[i]) << to_string(moment);
            if (!is_work_[i]) continue;
            ASSERT_EQ(calendar.start_of(first + count), moment) << to_string(moment);
            ++count;
            ASSERT_EQ(calendar.end_of(first + count), moment.plus_minutes(1)) << to_string(moment);
        }
    }

private:
    DateTime begin_;
    std::vector<bool> is_work_;
};

TEST(ParseHours, ReadsWhatIsWritten) {
    EXPECT_EQ(to_string(hours("8:00-12:00 13:00-17:30")), "08:00-12:00, 13:00-17:30");
    EXPECT_EQ(to_string(hours("00:00-24:00")), "00:00-24:00");
    EXPECT_EQ(to_string(hours("08:00-12:00,12:00-17:00")), "08:00-17:00");
    EXPECT_TRUE(hours("").empty());
    EXPECT_EQ(total(hours("08:00-12:00, 13:00-17:00")), 480);
    for (const char* const text :
         {"8", "08:00", "08:00-", "08:00-08:00", "09:00-08:00", "08:00-12:00, 11:00-13:00",
          "13:00-17:00, 08:00-12:00", "08:00-24:30", "08:00-12:00; 13:00-17:00", "a-b"})
        EXPECT_FALSE(parse_hours(text).has_value()) << text;
}

TEST(StandardWeek, HoldsAsManyMinutesAsTheWorkTimeSays) {
    for (Minutes minutes = 1; minutes <= 1440; ++minutes)
        for (const int days : {1, 5, 7}) {
            const WeekHours week = standard_week({minutes, days});
            for (int day = 0; day < 7; ++day)
                ASSERT_EQ(total(week[static_cast<std::size_t>(day)]), day < days ? minutes : 0);
        }
    EXPECT_EQ(to_string(standard_week({})[0]), "08:00-12:00, 13:00-17:00");
}

// Fri 08--12 13--17 | Sat | Sun | Mon 08--12 13--17
TEST(Calendar, GoesOverNoonNightAndWeekend) {
    const Calendar calendar = office();
    EXPECT_EQ(calendar.add(at("2025-06-27T08:00"), 480), at("2025-06-27T17:00"));
    EXPECT_EQ(calendar.add(at("2025-06-27T08:00"), 481), at("2025-06-30T08:01"));
    EXPECT_EQ(calendar.add(at("2025-06-27T17:00"), 240), at("2025-06-30T12:00"));
    EXPECT_EQ(calendar.add(at("2025-06-30T08:00"), -1), at("2025-06-27T16:59"));
    EXPECT_EQ(calendar.add(at("2025-06-28T11:00"), 0), at("2025-06-28T11:00"));
    EXPECT_EQ(calendar.next_work(at("2025-06-27T17:00")), at("2025-06-30T08:00"));
    EXPECT_EQ(calendar.next_work(at("2025-06-27T12:00")), at("2025-06-27T13:00"));
    EXPECT_EQ(calendar.last_work(at("2025-06-30T08:00")), at("2025-06-27T17:00"));
    EXPECT_EQ(calendar.work_between(at("2025-06-27T16:00"), at("2025-06-30T09:00")), 120);
    EXPECT_EQ(calendar.work_between(at("2025-06-30T09:00"), at("2025-06-27T16:00")), -120);
}

TEST(Calendar, AgreesWithAMinuteByMinuteClockOverTwentyYears) {
    const std::vector<CalendarException> days = testing::china_days();
    const WeekHours week = standard_week({});
    const MinuteOracle oracle(Date::from_ymd(2010, 1, 1), Date::from_ymd(2029, 12, 31), week, days);
    oracle.check(Calendar(week, days));
}

TEST(Calendar, AgreesWithTheClockOnRandomCalendars) {
    std::mt19937 random(7);
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    const auto any_hours = [&] {
        DayHours day;
        int minute = below(600);
        for (int i = below(4); i > 0 && minute < 1400; --i) {
            const int to = std::min(1440, minute + 1 + below(400));
            day.push_back({static_cast<std::int16_t>(minute), static_cast<std::int16_t>(to)});
            minute = to + 1 + below(200);
        }
        return day;
    };
    for (int seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        WeekHours week;
        for (DayHours& day : week) day = any_hours();
        week[0] = hours("09:00-10:00");
        const Date from = Date::from_ymd(2024, 2, 1);
        std::vector<CalendarException> exceptions;
        for (int i = below(8); i > 0; --i) {
            const Date first = from.plus_days(below(40));
            exceptions.push_back({first, first.plus_days(below(9)), any_hours(), ""});
        }
        MinuteOracle(from, from.plus_days(45), week, exceptions).check(Calendar(week, exceptions));
    }
}

TEST(Calendar, EndsWhereThereIsNoMoreWork) {
    const CalendarException only{Date::from_ymd(2025, 1, 1), Date::from_ymd(2025, 1, 2),
                                 hours("08:00-09:00"), ""};
    const Calendar calendar(WeekHours(), std::span(&only, 1));
    EXPECT_EQ(calendar.next_work(at("2024-01-01")), at("2025-01-01T08:00"));
    EXPECT_EQ(calendar.add(at("2024-01-01"), 120), at("2025-01-02T09:00"));
    EXPECT_FALSE(calendar.add(at("2024-01-01"), 121).is_set());
    EXPECT_FALSE(calendar.next_work(at("2026-01-01")).is_set());
    EXPECT_FALSE(Calendar(WeekHours()).next_work(at("2026-01-01")).is_set());
    EXPECT_FALSE(
        office().add(at("2025-01-01"), -office().work_before(at("2025-01-01")) - 1).is_set());
}

TEST(Calendar, WithoutEndIsTheClock) {
    const Calendar calendar;
    EXPECT_TRUE(calendar.is_continuous());
    EXPECT_FALSE(office().is_continuous());
    EXPECT_EQ(calendar.work_before(at("2025-06-30T08:00")),
              at("2025-06-30T08:00").minutes() - DateTime::first().minutes());
    EXPECT_EQ(calendar.end_of(calendar.work_before(DateTime::last())), DateTime::last());
}

TEST(Calendar, RefusesWhatIsNone) {
    WeekHours week;
    week[3] = {{600, 500}};
    EXPECT_THROW(Calendar{week}, Error);
    const CalendarException backwards{
        Date::from_ymd(2025, 1, 2), Date::from_ymd(2025, 1, 1), {}, ""};
    EXPECT_THROW(Calendar(WeekHours(), std::span(&backwards, 1)), Error);
    const CalendarException never{};
    EXPECT_THROW(Calendar(WeekHours(), std::span(&never, 1)), Error);
}

}  // namespace
}  // namespace planloom

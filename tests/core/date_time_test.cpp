#include <planloom/core/date_time.hpp>

#include <gtest/gtest.h>

namespace planloom {
namespace {

TEST(DateTime, HasADayAndAMinute) {
    const DateTime moment(Date::from_ymd(2025, 6, 30), 8 * 60 + 5);
    EXPECT_EQ(moment.date(), Date::from_ymd(2025, 6, 30));
    EXPECT_EQ(moment.minute_of_day(), 485);
    EXPECT_EQ(to_string(moment), "2025-06-30T08:05");
    EXPECT_EQ(DateTime(Date::from_ymd(2025, 6, 30), 1440), DateTime(Date::from_ymd(2025, 7, 1), 0));
    EXPECT_EQ(to_string(DateTime(Date::from_ymd(2025, 7, 1), 0)), "2025-07-01");
}

TEST(DateTime, HoldsBeforeTheEpoch) {
    for (std::int64_t minute = -5000; minute <= 5000; ++minute) {
        const DateTime moment(minute);
        ASSERT_EQ(DateTime(moment.date(), moment.minute_of_day()), moment) << minute;
        ASSERT_GE(moment.minute_of_day(), 0);
        ASSERT_LT(moment.minute_of_day(), 1440);
        ASSERT_EQ(parse_date_time(to_string(moment)), moment);
    }
}

TEST(DateTime, EndsWithTheCalendar) {
    EXPECT_EQ(DateTime::last().date(), Date::last());
    EXPECT_EQ(DateTime::last().minute_of_day(), 1440);
    EXPECT_EQ(to_string(DateTime::last()), "9999-12-31T24:00");
    EXPECT_EQ(parse_date_time("9999-12-31T24:00"), DateTime::last());
    EXPECT_FALSE(DateTime::last().plus_minutes(1).is_set());
    EXPECT_FALSE(DateTime::first().plus_minutes(-1).is_set());
    EXPECT_FALSE(DateTime().plus_minutes(1).is_set());
    EXPECT_LT(DateTime(), DateTime::first());
    EXPECT_EQ(to_string(DateTime()), "");
}

TEST(ParseDateTime, TakesSecondsSpacesAndShortHours) {
    const DateTime moment(Date::from_ymd(2013, 11, 29), 17 * 60);
    EXPECT_EQ(parse_date_time("2013-11-29T17:00"), moment);
    EXPECT_EQ(parse_date_time("2013-11-29 17:00:59"), moment);
    EXPECT_EQ(parse_date_time("2013-11-29T9:30"), DateTime(Date::from_ymd(2013, 11, 29), 570));
    EXPECT_EQ(parse_date_time("2013-11-29"), DateTime(Date::from_ymd(2013, 11, 29), 0));
}

TEST(ParseDateTime, RefusesWhatIsNoTime) {
    for (const char* const text :
         {"", "2013", "2013-11", "2013-02-30", "2013-11-29T", "2013-11-29T1", "2013-11-29T24:01",
          "2013-11-29T12:60", "2013-11-29T12:00:60", "2013-11-29T12:00:0", "2013-11-29X12:00",
          "2013-11-29T-1:00", "2013-11-29T12-00", "2013-11-29T12:00Z"})
        EXPECT_FALSE(parse_date_time(text).has_value()) << text;
}

}  // namespace
}  // namespace planloom

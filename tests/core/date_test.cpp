#include <planloom/core/date.hpp>

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace planloom {
namespace {

bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int month_length(int year, int month) {
    constexpr int lengths[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return lengths[month - 1] + (month == 2 && is_leap(year) ? 1 : 0);
}

DatePeriod parsed(std::string_view text) {
    const auto period = parse_date(text);
    EXPECT_TRUE(period.has_value()) << text;
    return period.value_or(DatePeriod{});
}

// A clock that only knows how to go to the next day; 400 years are one full turn of the calendar.
TEST(Date, AgreesWithCountingDayByDay) {
    int year = 1700;
    int month = 1;
    int day = 1;
    int weekday = 5;  // 1700-01-01 was a Friday
    std::int32_t days = Date::from_ymd(1700, 1, 1).days();
    for (; year <= 2100; ++days) {
        const Date date(days);
        if (date.year() != year || date.month() != month || date.day() != day ||
            date.weekday() != weekday || Date::from_ymd(year, month, day) != date ||
            parse_date(to_string(date)) != DatePeriod{date, DatePrecision::day}) {
            FAIL() << year << "-" << month << "-" << day << " became " << to_string(date);
        }
        weekday = weekday % 7 + 1;
        if (++day > month_length(year, month)) {
            day = 1;
            if (++month > 12) {
                month = 1;
                ++year;
            }
        }
    }
    EXPECT_EQ(Date(days), Date::from_ymd(2101, 1, 1));
}

TEST(Date, CountsFromTheStartOf1970) {
    EXPECT_EQ(Date::from_ymd(1970, 1, 1).days(), 0);
    EXPECT_EQ(Date::from_ymd(1969, 12, 31).days(), -1);
    EXPECT_EQ(Date::from_ymd(2000, 1, 1).days(), 10957);
}

TEST(Date, ReachesFromYearOneToYear9999) {
    EXPECT_EQ(Date::from_ymd(1, 1, 1), Date::first());
    EXPECT_EQ(Date::from_ymd(9999, 12, 31), Date::last());
    EXPECT_EQ(to_string(Date::first()), "0001-01-01");
    EXPECT_EQ(to_string(Date::last()), "9999-12-31");
    EXPECT_THROW(static_cast<void>(Date(Date::first().days() - 1)), ContractViolation);
    EXPECT_THROW(static_cast<void>(Date(Date::last().days() + 1)), ContractViolation);
}

TEST(Date, IsNoDateUnlessTold) {
    const Date none;
    EXPECT_FALSE(none.is_set());
    EXPECT_EQ(Date(none.days()), none);
    EXPECT_LT(none, Date::first());
    EXPECT_EQ(to_string(none), "");
    EXPECT_THROW(static_cast<void>(none.year()), ContractViolation);
    EXPECT_THROW(static_cast<void>(none.weekday()), ContractViolation);
}

TEST(Date, IsNoDateForWhatIsNoDayOfTheCalendar) {
    for (const auto& [year, month, day] :
         {std::tuple(0, 1, 1), std::tuple(10000, 1, 1), std::tuple(2025, 0, 1),
          std::tuple(2025, 13, 1), std::tuple(2025, 1, 0), std::tuple(2025, 1, 32),
          std::tuple(2025, 2, 29), std::tuple(1900, 2, 29), std::tuple(2025, 4, 31),
          std::tuple(-5, 1, 1), std::tuple(2025, -1, 1), std::tuple(2025, 1, 1 << 30)}) {
        EXPECT_FALSE(Date::from_ymd(year, month, day).is_set())
            << year << " " << month << " " << day;
    }
    EXPECT_TRUE(Date::from_ymd(2000, 2, 29).is_set());
}

TEST(Date, AddsDaysUpToTheEndOfTheCalendar) {
    EXPECT_EQ(Date::from_ymd(2024, 2, 28).plus_days(2), Date::from_ymd(2024, 3, 1));
    EXPECT_EQ(Date::from_ymd(2024, 3, 1).plus_days(-1), Date::from_ymd(2024, 2, 29));
    EXPECT_EQ(Date::first().plus_days(Date::last().days() - Date::first().days()), Date::last());
    EXPECT_EQ(Date::last().plus_days(1), Date());
    EXPECT_EQ(Date::first().plus_days(-1), Date());
    EXPECT_EQ(Date::last().plus_days(std::numeric_limits<std::int64_t>::max()), Date());
    EXPECT_EQ(Date::first().plus_days(std::numeric_limits<std::int64_t>::min()), Date());
    EXPECT_EQ(Date().plus_days(1), Date());
}

TEST(ParseDate, ReadsEveryPrecisionAsTheLastDayOfThePeriod) {
    const auto expect = [](std::string_view text, Date date, DatePrecision precision) {
        EXPECT_EQ(parsed(text), (DatePeriod{date, precision})) << text;
    };
    expect("2025-06-30", Date::from_ymd(2025, 6, 30), DatePrecision::day);
    expect("2025-02", Date::from_ymd(2025, 2, 28), DatePrecision::month);
    expect("2024-02", Date::from_ymd(2024, 2, 29), DatePrecision::month);
    expect("2025-Q1", Date::from_ymd(2025, 3, 31), DatePrecision::quarter);
    expect("2025-Q4", Date::from_ymd(2025, 12, 31), DatePrecision::quarter);
    expect("2025-H1", Date::from_ymd(2025, 6, 30), DatePrecision::half);
    expect("2025-H2", Date::from_ymd(2025, 12, 31), DatePrecision::half);
    expect("2025", Date::from_ymd(2025, 12, 31), DatePrecision::year);
    expect("9999", Date::last(), DatePrecision::year);
}

TEST(ParseDate, RefusesAllElse) {
    for (const char* text :
         {"",           "2",          "202",      "20255",      "0000",        "0000-01-01",
          "2025-",      "2025-1",     "2025-00",  "2025-13",    "2025-Q",      "2025-Q0",
          "2025-Q5",    "2025-q1",    "2025-H0",  "2025-H3",    "2025-H1x",    "2025-Q11",
          "2025-02-29", "2025-2-1",   "2025-02-", "2025-02-1",  "2025-02-001", "2025-02-01T00:00",
          "2025/02/01", "2025-02/01", "2025-0a",  "2025-02-0a", "-025",        "+025",
          " 2025",      "2025 ",      "2025-+2",  "２０２５",   "2025年",      "2025-02-01\n",
          "10000-01-01"}) {
        EXPECT_FALSE(parse_date(text).has_value()) << text;
    }
    EXPECT_FALSE(parse_date(std::string_view("2025\0", 5)).has_value());
}

TEST(ParseDate, ReadsBackWhatToStringWrites) {
    for (const char* text : {"0001", "2025", "2025-H1", "2025-H2", "2025-Q1", "2025-Q2", "2025-Q3",
                             "2025-Q4", "2025-01", "2025-12", "2025-01-01", "0009-09-09"}) {
        EXPECT_EQ(to_string(parsed(text)), text);
    }
    EXPECT_EQ(to_string(DatePeriod{}), "");
    EXPECT_EQ(to_string(DatePeriod{Date(), DatePrecision::quarter}), "");
}

TEST(FirstDay, IsTheStartOfThePeriod) {
    EXPECT_EQ(to_string(first_day(parsed("2025-06-30"))), "2025-06-30");
    EXPECT_EQ(to_string(first_day(parsed("2025-06"))), "2025-06-01");
    EXPECT_EQ(to_string(first_day(parsed("2025-Q1"))), "2025-01-01");
    EXPECT_EQ(to_string(first_day(parsed("2025-Q4"))), "2025-10-01");
    EXPECT_EQ(to_string(first_day(parsed("2025-H2"))), "2025-07-01");
    EXPECT_EQ(to_string(first_day(parsed("2025"))), "2025-01-01");
    EXPECT_EQ(first_day(DatePeriod{}), Date());
    EXPECT_EQ(first_day(DatePeriod{Date(), DatePrecision::year}), Date());
}

TEST(FirstDay, MakesPeriodsThatMeetWithoutAGap) {
    const std::vector<std::vector<const char*>> rows = {
        {"2023", "2024", "2025"},
        {"2023-H2", "2024-H1", "2024-H2", "2025-H1"},
        {"2023-Q4", "2024-Q1", "2024-Q2", "2024-Q3", "2024-Q4", "2025-Q1"},
        {"2023-12", "2024-01", "2024-02", "2024-03", "2024-04"}};
    for (const auto& row : rows) {
        for (std::size_t i = 1; i < row.size(); ++i) {
            EXPECT_EQ(parsed(row[i - 1]).date.plus_days(1), first_day(parsed(row[i]))) << row[i];
        }
    }
}

}  // namespace
}  // namespace planloom

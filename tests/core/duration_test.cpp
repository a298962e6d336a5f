#include <planloom/core/duration.hpp>

#include <gtest/gtest.h>

#include <limits>
#include <random>
#include <string>

namespace planloom {
namespace {

constexpr WorkTime shifts{1440, 7};

TEST(ParseDuration, ReadsEveryForm) {
    EXPECT_EQ(parse_duration("30m"), 30);
    EXPECT_EQ(parse_duration("4h"), 240);
    EXPECT_EQ(parse_duration("10d"), 4800);
    EXPECT_EQ(parse_duration("2w"), 4800);
    EXPECT_EQ(parse_duration("1d4h"), 720);
    EXPECT_EQ(parse_duration("1w2d3h4m"), 2400 + 960 + 180 + 4);
    EXPECT_EQ(parse_duration("2.5d"), 1200);
    EXPECT_EQ(parse_duration("-2d"), -960);
    EXPECT_EQ(parse_duration("+2d"), 960);
    EXPECT_EQ(parse_duration("-1d4h"), -720) << "the sign holds for the whole";
    EXPECT_EQ(parse_duration("0m"), 0);
    EXPECT_EQ(parse_duration("-0d"), 0);
    EXPECT_EQ(parse_duration("007d"), 3360);
}

TEST(ParseDuration, MeasuresDaysAndWeeksByTheWorkTime) {
    EXPECT_EQ(parse_duration("1d", shifts), 1440);
    EXPECT_EQ(parse_duration("1w", shifts), 7 * 1440);
    EXPECT_EQ(parse_duration("1w1d1h", {420, 6}), 6 * 420 + 420 + 60);
}

TEST(ParseDuration, TakesDecimalsThatComeToFullMinutes) {
    EXPECT_EQ(parse_duration("0.5h"), 30);
    EXPECT_EQ(parse_duration("1.25h"), 75);
    EXPECT_EQ(parse_duration("0.1w"), 240);
    EXPECT_EQ(parse_duration("0.01h0.4m"), 1) << "only the whole must come to full minutes";
    EXPECT_EQ(parse_duration("3.000000000d"), 1440);
    EXPECT_EQ(parse_duration("0.000000001d"), std::nullopt);
    EXPECT_EQ(parse_duration("0.5m"), std::nullopt);
    EXPECT_EQ(parse_duration("0.33h"), std::nullopt);
    EXPECT_EQ(parse_duration("0.3333333333h"), std::nullopt) << "ten decimals";
    EXPECT_EQ(parse_duration("3.0000000000d"), std::nullopt) << "ten decimals";
}

TEST(ParseDuration, RefusesAllElse) {
    for (const char* text :
         {"",    "-",    "+",    "d",     "4",    "4.",   ".5d",  "4.d",  "4x",
          "4D",  "4 d",  " 4d",  "4d ",   "--4d", "+-4d", "4h1d", "4d4d", "1d-4h",
          "1d4", "1,5d", "1e3d", "1..5d", "0x4d", "inf",  "4天",  "1d4h "}) {
        EXPECT_EQ(parse_duration(text), std::nullopt) << text;
    }
    EXPECT_EQ(parse_duration(std::string_view("4d\0", 3)), std::nullopt);
}

TEST(ParseDuration, StopsExactlyAtTheLongestDuration) {
    const std::string longest = std::to_string(max_minutes);
    const std::string beyond = std::to_string(max_minutes + 1);
    EXPECT_EQ(parse_duration(longest + "m"), max_minutes);
    EXPECT_EQ(parse_duration("-" + longest + "m"), -max_minutes);
    EXPECT_EQ(parse_duration(beyond + "m"), std::nullopt);
    EXPECT_EQ(parse_duration("-" + beyond + "m"), std::nullopt);
    EXPECT_EQ(parse_duration(longest + ".000000001m"), std::nullopt);
    EXPECT_EQ(parse_duration("3660000d", shifts), max_minutes);
    EXPECT_EQ(parse_duration("3660000d1m", shifts), std::nullopt);
    EXPECT_EQ(parse_duration("3660001d", shifts), std::nullopt);
    EXPECT_EQ(parse_duration("3660000.1d", shifts), std::nullopt);
    EXPECT_EQ(parse_duration("3660000d87840000h" + longest + "m", shifts), std::nullopt);
    EXPECT_EQ(parse_duration("9223372036854775807w"), std::nullopt);
    EXPECT_EQ(parse_duration(std::string(1000, '9') + "m"), std::nullopt);
    EXPECT_EQ(parse_duration(std::string(1000, '0') + "1m"), 1);
}

TEST(ParseDuration, RefusesAWorkTimeThatIsNotValid) {
    EXPECT_EQ(parse_duration("4h", {0, 5}), std::nullopt);
    EXPECT_EQ(parse_duration("4h", {480, 0}), std::nullopt);
}

TEST(IsValid, HoldsForOneMinuteToAFullWeek) {
    EXPECT_TRUE(is_valid(WorkTime{}));
    EXPECT_TRUE(is_valid(WorkTime{1, 1}));
    EXPECT_TRUE(is_valid(shifts));
    EXPECT_FALSE(is_valid(WorkTime{0, 5}));
    EXPECT_FALSE(is_valid(WorkTime{1441, 5}));
    EXPECT_FALSE(is_valid(WorkTime{480, 0}));
    EXPECT_FALSE(is_valid(WorkTime{480, 8}));
    EXPECT_FALSE(is_valid(WorkTime{-480, -5}));
}

TEST(FormatDuration, TakesTheLargestUnitThatDivides) {
    EXPECT_EQ(format_duration(4800), "10d");
    EXPECT_EQ(format_duration(720), "12h");
    EXPECT_EQ(format_duration(721), "721m");
    EXPECT_EQ(format_duration(0), "0d");
    EXPECT_EQ(format_duration(-960), "-2d");
    EXPECT_EQ(format_duration(-30), "-30m");
    EXPECT_EQ(format_duration(1440, shifts), "1d");
    EXPECT_EQ(format_duration(480, {0, 5}), "8h") << "no day to measure by";
    EXPECT_EQ(format_duration(std::numeric_limits<Minutes>::min(), {7, 5}),
              "-9223372036854775808m");
}

TEST(FormatDuration, IsReadBackAsTheSameMinutes) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937_64 random(seed);
        const WorkTime work{static_cast<Minutes>(random() % 1440 + 1),
                            static_cast<int>(random() % 7 + 1)};
        for (int i = 0; i < 100; ++i) {
            // Shifted, so that small numbers are as frequent as large ones.
            const auto span = static_cast<std::uint64_t>(2 * max_minutes + 1) >> (random() % 33);
            const Minutes minutes =
                static_cast<Minutes>(random() % span) - static_cast<Minutes>(span / 2);
            const std::string text = format_duration(minutes, work);
            EXPECT_EQ(parse_duration(text, work), minutes) << text;
        }
    }
}

}  // namespace
}  // namespace planloom

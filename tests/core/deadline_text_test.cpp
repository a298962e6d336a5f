#include <planloom/core/deadline_text.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace planloom::testing {
namespace {

/// `start..due every ongoing guessed`, empty parts left out.
std::string shown(const Deadline& deadline) {
    std::string text = to_string(deadline.due);
    if (deadline.start.date.is_set()) text = to_string(deadline.start) + ".." + text;
    if (!deadline.every.empty()) text += " every " + deadline.every;
    if (deadline.is_ongoing) text += " ongoing";
    if (deadline.is_guessed) text += " guessed";
    return text;
}

struct Case {
    const char* text;
    const char* expected;
};

TEST(ParseDeadline, ReadsTheFormsInUse) {
    constexpr int year = 2024;
    const Case cases[] = {
        {"2026年12月", "2026-12"},
        {"2019年6月底前", "2019-06"},
        {"2019年上半年", "2019-H1"},
        {"2025年下半年", "2025-H2"},
        {"到2025年", "2025"},
        {"2025年底前", "2025"},
        {"2021年3月底前", "2021-03"},
        {"2025年6月30日前", "2025-06-30"},
        {"2025-06-30", "2025-06-30"},
        {"2025/6/30", "2025-06-30"},
        {"2025.06", "2025-06"},
        {"２０２５年６月", "2025-06"},
        {"二〇二五年十二月", "2025-12"},
        {"2025年第一季度", "2025-Q1"},
        {"2025年四季度末", "2025-Q4"},
        {"2025Q4", "2025-Q4"},
        {"2025年6月中旬", "2025-06-20"},
        {"“十四五”末", "2025"},
        {"十五五期间", "2030"},
        {"2024年1月—2025年6月", "2024-01..2025-06"},
        {"2024-2026年", "2024..2026"},
        {"2025年1-6月", "2025-01..2025-06"},
        {"2024年10月至12月", "2024-10..2024-12"},
        {"持续推进", " ongoing"},
        {"长期坚持", " ongoing"},
        {"2026年6月持续跟踪", "2026-06 ongoing"},
        {"2025年底前完成并长期坚持", "2025 ongoing"},
        {"每月28日前", " every month"},
        {"每季度末", " every quarter"},
        {"每年12月底前", " every year"},
        {"每半年", " every half"},
        {"Q4", "2024-Q4 guessed"},
        {"年底前", "2024 guessed"},
        {"6月底前", "2024-06 guessed"},
        {"明年6月", "2025-06 guessed"},
        {"上半年", "2024-H1 guessed"},
        {"2026年初", "2026-Q1 guessed"},
    };
    for (const Case& each : cases)
        EXPECT_EQ(shown(parse_deadline(each.text, year)), each.expected) << each.text;
}

TEST(ParseDeadline, KeepsWhatItCannotReadAsText) {
    for (const char* text : {"规划阶段", "6-12个月", "立即", "2025年13月", "2025年2月30日",
                             "12025年", "尽快", "", "方案印发后3个月内"}) {
        const Deadline deadline = parse_deadline(text, 2024);
        EXPECT_FALSE(deadline.is_read()) << text << " is read as " << shown(deadline);
        EXPECT_EQ(deadline.text, text);
    }
}

TEST(ParseDeadline, ReadsNoYearlessDateWithoutAYear) {
    EXPECT_FALSE(parse_deadline("年底前").is_read());
    EXPECT_FALSE(parse_deadline("6月底前").is_read());
}

TEST(ParseDeadline, TakesTheLatestOfSeveral) {
    const Deadline deadline = parse_deadline("2026年6月底前；2025年12月底前");
    EXPECT_EQ(shown(deadline), "2026-06");
    EXPECT_EQ(deadline.date_count, 2U);
}

TEST(FindDeadlines, FindsDatesThatAWordMakesAnEnd) {
    const auto found =
        find_deadlines("2024年6月底前，建成平台。到2025年，全面推广；每月5日前报送进展。", 2024);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].deadline.text, "2024年6月底前");
    EXPECT_EQ(shown(found[1].deadline), "2025");
    EXPECT_EQ(found[1].deadline.text, "到2025年");
    EXPECT_EQ(shown(found[2].deadline), " every month");
}

TEST(FindDeadlines, TakesAPeriodAtTheHeadOfASentence) {
    ASSERT_EQ(find_deadlines("2024年上半年，印发方案。", 2024).size(), 1U);
    EXPECT_EQ(find_deadlines("总结2024年上半年的经验。", 2024).size(), 0U);
}

TEST(FindDeadlines, LeavesHistoryAlone) {
    EXPECT_EQ(find_deadlines("2022年6月,国务院印发意见", 2023).size(), 0U);
    EXPECT_EQ(find_deadlines("到2020年底前已经建成", 2023).size(), 0U);
    EXPECT_EQ(find_deadlines("2019年的总量", 0).size(), 0U);
}

TEST(FindDeadlines, ReadsAMegabyteInOneLine) {
    std::string text;
    while (text.size() < 1'000'000) text += "到2025年";
    EXPECT_GT(find_deadlines(text, 2020).size(), 40'000U);
    EXPECT_EQ(find_deadlines(std::string(1'000'000, '7'), 2020).size(), 0U);
}

}  // namespace
}  // namespace planloom::testing

#include <planloom/core/display.hpp>
#include <planloom/core/utf8.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;

TEST(DisplayWidth, CountsWideCharactersTwiceAndMarksNot) {
    EXPECT_EQ(display_width(""), 0U);
    EXPECT_EQ(display_width("abc"), 3U);
    EXPECT_EQ(display_width("青海省"), 6U);
    EXPECT_EQ(display_width("青a"), 3U);
    EXPECT_EQ(display_width("（青）"), 6U);
    EXPECT_EQ(display_width("e\u0301"), 1U);
    EXPECT_EQ(display_width("\xF0\xA0\xAE\xB7"), 2U);
}

TEST(DisplayWidth, CountsControlCharactersAsTheyAreShown) {
    EXPECT_EQ(display_width("\x1B"), escape_controls("\x1B").size());
    EXPECT_EQ(display_width("\xFF"), escape_controls("\xFF").size());
}

TEST(Fit, KeepsWhatFitsAndMarksWhatIsLost) {
    EXPECT_EQ(fit("青海省", 6), "青海省");
    EXPECT_EQ(fit("青海省", 5), "青海…");
    EXPECT_EQ(fit("青海省", 4), "青…");
    EXPECT_EQ(fit("青海省", 2), "…");
    EXPECT_EQ(fit("青海省", 1), "…");
    EXPECT_EQ(fit("青海省", 0), "");
    EXPECT_EQ(fit("", 0), "");
}

TEST(Fit, NeverCutsBetweenALetterAndItsMark) {
    EXPECT_EQ(fit("e\u0301e\u0301e\u0301", 2), "e\u0301…");
}

TEST(Wrap, BreaksAtSpacesAndBetweenWideCharacters) {
    EXPECT_THAT(wrap("", 4, 3), ElementsAre(""));
    EXPECT_THAT(wrap("plan the staff", 8, 3), ElementsAre("plan the", "staff"));
    EXPECT_THAT(wrap("plan theatre", 8, 3), ElementsAre("plan", "theatre"));
    EXPECT_THAT(wrap("青海省政府", 4, 3), ElementsAre("青海", "省政", "府"));
    EXPECT_THAT(wrap("青海abc", 5, 3), ElementsAre("青海a", "bc"));
    EXPECT_THAT(wrap("青海,省", 4, 3), ElementsAre("青", "海,", "省"));
    EXPECT_THAT(wrap("青海省，政", 6, 3), ElementsAre("青海", "省，政"));
    EXPECT_THAT(wrap(",,,,", 2, 3), ElementsAre(",,", ",,"));
    EXPECT_THAT(wrap("incomprehensible", 8, 3), ElementsAre("incompre", "hensible"));
}

TEST(Wrap, EndsTheLastLineWithAMarkWhenTextIsLost) {
    EXPECT_THAT(wrap("青海省政府", 4, 2), ElementsAre("青海", "省…"));
    EXPECT_THAT(wrap("a b c d e f", 3, 1), ElementsAre("a …"));
}

TEST(Wrap, LinesHoldTheWidthAndLoseNothingButSpaces) {
    const std::string text = "强化 data 归集治理, and deepen 数据高效共享 e\u0301 end";
    for (std::size_t width = 2; width < 60; ++width) {
        SCOPED_TRACE(width);
        std::string joined;
        for (const std::string& line : wrap(text, width, 100)) {
            EXPECT_LE(display_width(line), width) << line;
            joined += line;
        }
        std::string expected = text;
        std::erase(expected, ' ');
        std::erase(joined, ' ');
        EXPECT_EQ(joined, expected);
    }
}

}  // namespace
}  // namespace planloom

#include <planloom/core/similarity.hpp>

#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iterator>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

//  推进 进政 政务 务公 公开 | 开工 工作
TEST(BigramSimilarity, CountsNeighboursInCommon) {
    EXPECT_DOUBLE_EQ(bigram_similarity("推进政务公开", "推进政务公开工作"), 5.0 / 7.0);
    EXPECT_DOUBLE_EQ(bigram_similarity("abcd", "abxd"), 1.0 / 5.0);
    EXPECT_DOUBLE_EQ(bigram_similarity("abab", "aba"), 1.0);
    EXPECT_DOUBLE_EQ(bigram_similarity("ab", "cd"), 0.0);
}

TEST(BigramSimilarity, TakesShortTexts) {
    EXPECT_DOUBLE_EQ(bigram_similarity("", ""), 1.0);
    EXPECT_DOUBLE_EQ(bigram_similarity("", "a"), 0.0);
    EXPECT_DOUBLE_EQ(bigram_similarity("甲", "甲"), 1.0);
    EXPECT_DOUBLE_EQ(bigram_similarity("甲", "乙"), 0.0);
    EXPECT_DOUBLE_EQ(bigram_similarity("甲", "甲乙"), 0.0);
}

TEST(BigramSimilarity, FoldsNothing) {
    EXPECT_LT(bigram_similarity("Open Data", "open data"), 1.0);
    EXPECT_LT(bigram_similarity("T1", "Ｔ１"), 1.0);
}

TEST(Bigrams, AreSortedAndEachStandsOnce) {
    EXPECT_THAT(bigrams(""), IsEmpty());
    EXPECT_THAT(bigrams("甲"), SizeIs(1));
    EXPECT_THAT(bigrams("aaaa"), SizeIs(1));
    EXPECT_THAT(bigrams("政务公开"), SizeIs(3));
    const std::vector<Bigram> all = bigrams("bacabaca");
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end()));
    EXPECT_THAT(all, SizeIs(4));
}

TEST(Bigrams, TellALoneLetterFromOneBeforeNothing) {
    EXPECT_NE(bigrams("a"), bigrams(std::string_view("a\0", 2)));
    EXPECT_NE(bigrams("a\xFF"), bigrams("a"));
}

TEST(Bigrams, TakeBytesThatAreNotUtf8) {
    EXPECT_THAT(bigrams("\xFF\xFE\xFF"), SizeIs(1));
    EXPECT_DOUBLE_EQ(bigram_similarity("\x80\x80", "\x80\x80"), 1.0);
}

// The slow way: sets of two letters.
double slow(const std::string& a, const std::string& b) {
    const auto pairs = [](const std::string& text) {
        std::vector<std::string> all;
        for (std::size_t i = 0; i + 1 < text.size(); ++i) all.push_back(text.substr(i, 2));
        if (text.size() == 1) all.push_back(text);
        std::sort(all.begin(), all.end());
        all.erase(std::unique(all.begin(), all.end()), all.end());
        return all;
    };
    const std::vector<std::string> x = pairs(a), y = pairs(b);
    std::vector<std::string> both, either;
    std::set_intersection(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(both));
    std::set_union(x.begin(), x.end(), y.begin(), y.end(), std::back_inserter(either));
    if (either.empty()) return 1;
    return static_cast<double>(both.size()) / static_cast<double>(either.size());
}

TEST(BigramSimilarity, IsWhatTheSlowWaySaysAndTheSameBothWays) {
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE(seed);
        Random random(seed);
        const auto draw = [&] {
            std::string text;
            for (int i = random.between(0, 12); i > 0; --i)
                text += static_cast<char>('a' + random.between(0, 3));
            return text;
        };
        const std::string a = draw(), b = draw();
        EXPECT_DOUBLE_EQ(bigram_similarity(a, b), slow(a, b)) << a << ' ' << b;
        EXPECT_EQ(bigram_similarity(a, b), bigram_similarity(b, a));
        EXPECT_DOUBLE_EQ(bigram_similarity(a, a), 1.0);
    }
}

}  // namespace
}  // namespace planloom::testing

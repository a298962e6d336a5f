#include <planloom/core/contract.hpp>
#include <planloom/core/key_index.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <utility>
#include <vector>

namespace planloom {
namespace {

/// Keys as a plan holds them: texts in an arena, one row each.
struct Keys {
    TextArena arena;
    Column<TextRef> column;
    KeyIndex index;
    std::uint32_t rows = 0;

    std::uint32_t insert(std::string_view text) {
        const std::uint32_t row = index.insert(rows, text, arena, column);
        if (row == rows) column.set(rows++, arena.add(text));
        return row;
    }
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text) const {
        return index.find(text, arena, column);
    }
};

TEST(KeyIndex, FindsNothingWhenEmpty) {
    EXPECT_EQ(Keys().find("T1"), std::nullopt);
    EXPECT_EQ(Keys().find(""), std::nullopt);
}

TEST(KeyIndex, GivesTheEarlierRowForATextThatIsThere) {
    Keys keys;
    EXPECT_EQ(keys.insert("T1"), 0U);
    EXPECT_EQ(keys.insert("T2"), 1U);
    EXPECT_EQ(keys.insert("T1"), 0U);
    EXPECT_EQ(keys.find("T1"), 0U);
    EXPECT_EQ(keys.find("T2"), 1U);
    EXPECT_EQ(keys.find("T3"), std::nullopt);
    EXPECT_EQ(keys.rows, 2U);
}

TEST(KeyIndex, ComparesBytesAndNothingElse) {
    Keys keys;
    const std::vector<std::string> texts = {"",
                                            std::string(1, '\0'),
                                            std::string(2, '\0'),
                                            std::string("a\0b", 3),
                                            "a",
                                            "A",
                                            "a ",
                                            "\xFF\xFE",
                                            "é",
                                            "e\u0301",
                                            "中",
                                            "\xE4\xB8",
                                            "\n",
                                            std::string(100'000, 'x'),
                                            "12345678",
                                            "123456789"};
    for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(keys.insert(texts[i]), i);
    for (std::size_t i = 0; i < texts.size(); ++i) EXPECT_EQ(keys.find(texts[i]), i);
    EXPECT_EQ(keys.find(std::string(99'999, 'x')), std::nullopt);
}

TEST(KeyIndex, HoldsAHundredThousandKeys) {
    Keys keys;
    const std::uint32_t count = 100'000;
    for (std::uint32_t i = 0; i < count; ++i) {
        ASSERT_EQ(keys.insert("任务-" + std::to_string(i)), i);
    }
    for (std::uint32_t i = 0; i < count; ++i) {
        ASSERT_EQ(keys.find("任务-" + std::to_string(i)), i);
        ASSERT_EQ(keys.insert("任务-" + std::to_string(i)), i);
        ASSERT_EQ(keys.find("任务-" + std::to_string(i + count)), std::nullopt);
    }
    EXPECT_EQ(keys.rows, count);
}

// Every table draws a seed of its own, so many tables are many seeds.
TEST(KeyIndex, AnswersAsAMapDoesWhateverTheSeed) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed % 2);
        Keys keys;
        std::map<std::string, std::uint32_t> oracle;
        for (int step = 0; step < 200; ++step) {
            const std::string text = "k" + std::to_string(random() % 100);
            const auto entry = oracle.emplace(text, keys.rows).first;
            ASSERT_EQ(keys.insert(text), entry->second);
        }
        for (int i = 0; i < 100; ++i) {
            const std::string text = "k" + std::to_string(i);
            const auto entry = oracle.find(text);
            const auto expected =
                entry == oracle.end() ? std::nullopt : std::optional(entry->second);
            ASSERT_EQ(keys.find(text), expected);
        }
    }
}

TEST(KeyIndex, TakesRowsInAnyOrderAndBeforeTheTextIsInTheArena) {
    TextArena arena;
    Column<TextRef> column;
    KeyIndex index;
    EXPECT_EQ(index.insert(70, "b", arena, column), 70U);
    column.set(70, arena.add("b"));
    EXPECT_EQ(index.insert(3, "a", arena, column), 3U);
    column.set(3, arena.add("a"));
    EXPECT_EQ(index.find("b", arena, column), 70U);
    EXPECT_EQ(index.find("a", arena, column), 3U);
    EXPECT_EQ(index.insert(4, "b", arena, column), 70U);
}

TEST(KeyIndex, CanBeCopiedAndMoved) {
    Keys keys;
    for (int i = 0; i < 100; ++i) keys.insert(std::to_string(i));
    Keys copy = keys;
    EXPECT_EQ(copy.insert("100"), 100U);
    EXPECT_EQ(keys.find("100"), std::nullopt);
    const Keys moved = std::move(copy);
    EXPECT_EQ(moved.find("100"), 100U);
    copy = Keys();
    for (int i = 0; i < 100; ++i) copy.insert(std::to_string(i));
    EXPECT_EQ(copy.find("99"), 99U);
}

TEST(KeyIndex, RefusesTheRowOfNothing) {
    Keys keys;
    EXPECT_THROW(keys.index.insert(0xFFFFFFFF, "a", keys.arena, keys.column), ContractViolation);
}

std::optional<std::size_t> nearest_of(std::string_view text,
                                      const std::vector<std::string_view>& candidates) {
    return nearest(text, candidates);
}

TEST(Nearest, FindsAnInsertionADeletionOrAChange) {
    EXPECT_EQ(nearest_of("foundation", {"walls", "fundation", "roof"}), 1U);
    EXPECT_EQ(nearest_of("foundation", {"walls", "foundations"}), 1U);
    EXPECT_EQ(nearest_of("foundation", {"faundation"}), 0U);
    EXPECT_EQ(nearest_of("foundation", {"walls", "roof"}), std::nullopt);
}

TEST(Nearest, PrefersTheNearerAndThenTheEarlier) {
    EXPECT_EQ(nearest_of("T123", {"T129", "T128"}), 0U);
    EXPECT_EQ(nearest_of("T12345", {"T12399", "T12349", "T12348"}), 1U);
    EXPECT_EQ(nearest_of("T123", {"T129", "T123"}), 1U);
}

TEST(Nearest, AllowsAThirdOfTheLength) {
    EXPECT_EQ(nearest_of("T1", {"T2"}), std::nullopt);
    EXPECT_EQ(nearest_of("T11", {"T12"}), 0U);
    EXPECT_EQ(nearest_of("abcde", {"abcxy"}), std::nullopt);
    EXPECT_EQ(nearest_of("abcdef", {"abcdxy"}), 0U);
}

TEST(Nearest, AllowsNeverMoreThanSix) {
    const std::string text(60, 'a');
    const std::string six = std::string(6, 'b') + std::string(54, 'a');
    const std::string seven = std::string(7, 'b') + std::string(53, 'a');
    EXPECT_EQ(nearest_of(text, {seven, six}), 1U);
    EXPECT_EQ(nearest_of(text, {seven}), std::nullopt);
    EXPECT_EQ(nearest_of(text, {std::string_view(text).substr(6)}), 0U);
    EXPECT_EQ(nearest_of(text, {std::string_view(text).substr(7)}), std::nullopt);
}

TEST(Nearest, SkipsNothingThatIsNearForItsCountOfBytes) {
    std::string six;
    for (int i = 0; i < 6; ++i) six += "\xF0\x9F\x98\x80";
    const std::string eight = six + "\xF0\x9F\x98\x80\xF0\x9F\x98\x80";
    EXPECT_EQ(nearest_of(six, {eight}), 0U);
    EXPECT_EQ(nearest_of("aaaaaa", {"aaaa"}), 0U);
}

// 林业局 and 林草局 differ in one sign of three, though in most of their nine bytes.
TEST(Nearest, CountsCodePointsAndNotBytes) {
    EXPECT_EQ(nearest_of("林业局", {"财政厅", "林草局"}), 1U);
    EXPECT_EQ(nearest_of("林局", {"林草局"}), std::nullopt);
    EXPECT_EQ(nearest_of("省林业和草原局", {"省发展改革委", "林业和草原局"}), 1U);
    EXPECT_EQ(nearest_of("éé", {"éà"}), std::nullopt) << "4 bytes would allow one change";
    EXPECT_EQ(nearest_of("aaaa", {"aaa\xF0\x9F\x98\x80"}), 0U);
}

TEST(Nearest, TakesBytesThatAreNotUtf8AsTheyAre) {
    EXPECT_EQ(nearest_of("ab\xFF", {"ab\xFE"}), 0U);
    EXPECT_EQ(nearest_of("\xFF\xFE", {"\xFE\xFF", "\xFF\xFE"}), 1U);
}

TEST(Nearest, HasNoAnswerWithoutCandidatesOrText) {
    EXPECT_EQ(nearest_of("abc", {}), std::nullopt);
    EXPECT_EQ(nearest_of("", {"a"}), std::nullopt);
    EXPECT_EQ(nearest_of("", {"a", ""}), 1U);
    EXPECT_EQ(nearest_of("abc", {""}), std::nullopt);
}

TEST(Nearest, LooksAtTheFirstTwentyThousand) {
    std::vector<std::string_view> candidates(20'000, "walls");
    candidates.back() = "foundation";
    EXPECT_EQ(nearest_of("foundations", candidates), 19'999U);
    candidates.insert(candidates.begin(), "roof");
    EXPECT_EQ(nearest_of("foundations", candidates), std::nullopt);
}

std::size_t slow_distance(const std::u32string& a, const std::u32string& b) {
    std::vector<std::vector<std::size_t>> cost(a.size() + 1,
                                               std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t j = 0; j <= b.size(); ++j) {
            if (i == 0 || j == 0) {
                cost[i][j] = i + j;
            } else {
                cost[i][j] = std::min({cost[i - 1][j] + 1, cost[i][j - 1] + 1,
                                       cost[i - 1][j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            }
        }
    }
    return cost[a.size()][b.size()];
}

struct Word {
    std::u32string code_points;
    std::string bytes;
};

Word random_word(std::mt19937& random) {
    const std::pair<char32_t, const char*> alphabet[] = {
        {U'a', "a"}, {U'é', "é"}, {U'中', "中"}, {U'\U0001F600', "\xF0\x9F\x98\x80"}};
    Word word;
    for (std::size_t length = random() % 25; length > 0; --length) {
        // Mostly the first letter, so that near words are frequent.
        const auto& letter = alphabet[std::min<std::size_t>(3, random() % 12 / 3 * (random() % 2))];
        word.code_points += letter.first;
        word.bytes += letter.second;
    }
    return word;
}

TEST(Nearest, AgreesWithTheWholeTableOfDistances) {
    std::size_t found = 0;
    for (unsigned seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const Word text = random_word(random);
        std::vector<Word> words;
        words.reserve(30);
        for (int i = 0; i < 30; ++i) words.push_back(random_word(random));
        std::size_t limit = std::min<std::size_t>(6, text.code_points.size() / 3);
        std::optional<std::size_t> expected;
        std::vector<std::string_view> candidates;
        for (const Word& word : words) {
            const std::size_t distance = slow_distance(text.code_points, word.code_points);
            if (expected ? distance < limit : distance <= limit) {
                expected = candidates.size();
                limit = distance;
            }
            candidates.push_back(word.bytes);
        }
        EXPECT_EQ(nearest(text.bytes, candidates), expected);
        EXPECT_EQ(nearest(text.bytes, candidates), expected);
        if (expected) ++found;
    }
    EXPECT_GT(found, 100U);
    EXPECT_LT(found, 300U);
}

}  // namespace
}  // namespace planloom

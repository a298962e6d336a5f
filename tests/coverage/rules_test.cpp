#include <planloom/core/utf8.hpp>
#include <planloom/coverage/rules.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;

std::vector<std::string_view> parts(const RuleText& text) {
    return {text.title, text.what, text.why, text.fix, text.message};
}

/// The names of the fields of a message.
std::set<std::string_view> fields(std::string_view message) {
    std::set<std::string_view> names;
    for (std::size_t open = message.find('{'); open != std::string_view::npos;
         open = message.find('{', open + 1))
        names.insert(message.substr(open + 1, message.find('}', open) - open - 1));
    return names;
}

bool has_chinese(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (c >= 0x4E00 && c <= 0x9FFF) return true;
    }
    return false;
}

TEST(Rules, AreTheseByAscendingId) {
    std::vector<std::string_view> ids;
    for (const Rule& rule : rules()) ids.push_back(rule.id);
    EXPECT_THAT(ids, ElementsAre("PL101", "PL102", "PL103", "PL104", "PL105", "PL106", "PL107",
                                 "PL108", "PL109", "PL111", "PL112", "PL113", "PL201", "PL205",
                                 "PL210", "PL301", "PL302", "PL311", "PL401", "PL404", "PL405",
                                 "PL406", "PL407", "PL801", "PL811", "PL812"));
}

TEST(Rules, HaveNamesOfTheirOwn) {
    std::set<std::string_view> names;
    for (const Rule& rule : rules()) {
        EXPECT_TRUE(names.insert(rule.name).second) << rule.name;
        EXPECT_FALSE(rule.name.empty());
        EXPECT_EQ(rule.name.find_first_not_of("abcdefghijklmnopqrstuvwxyz-"), rule.name.npos)
            << rule.name;
        EXPECT_FALSE(rule.source.empty()) << rule.id;
    }
}

TEST(Rules, HaveEveryTextInBothLanguages) {
    for (const Rule& rule : rules()) {
        SCOPED_TRACE(rule.id);
        for (const std::string_view part : parts(rule.en)) {
            EXPECT_FALSE(part.empty());
            EXPECT_TRUE(is_valid_utf8(part));
        }
        for (const std::string_view part : parts(rule.zh)) {
            EXPECT_TRUE(is_valid_utf8(part));
            EXPECT_TRUE(has_chinese(part)) << part;
        }
        EXPECT_FALSE(has_chinese(rule.en.title)) << rule.en.title;
    }
}

TEST(Rules, HaveNoTextTwice) {
    std::set<std::string_view> seen;
    for (const Rule& rule : rules())
        for (const RuleText* text : {&rule.en, &rule.zh})
            for (const std::string_view part : parts(*text))
                EXPECT_TRUE(seen.insert(part).second) << part;
}

TEST(Rules, FillTheSameFieldsInBothLanguages) {
    for (const Rule& rule : rules()) {
        EXPECT_EQ(fields(rule.en.message), fields(rule.zh.message)) << rule.id;
        for (const std::string_view message : {rule.en.message, rule.zh.message}) {
            EXPECT_EQ(std::count(message.begin(), message.end(), '{'),
                      std::count(message.begin(), message.end(), '}'));
            EXPECT_EQ(std::count(message.begin(), message.end(), '['),
                      std::count(message.begin(), message.end(), ']'));
        }
    }
}

TEST(FindRule, TakesAnIdOrAName) {
    for (const Rule& rule : rules()) {
        EXPECT_EQ(find_rule(rule.id), &rule);
        EXPECT_EQ(find_rule(rule.name), &rule);
    }
    EXPECT_EQ(find_rule("PL000"), nullptr);
    EXPECT_EQ(find_rule("pl301"), nullptr);
    EXPECT_EQ(find_rule(""), nullptr);
}

}  // namespace
}  // namespace planloom

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
    std::string ids;
    for (const Rule& rule : rules()) {
        if (!ids.empty())
            ids += ids.substr(ids.rfind("PL"), 3) == rule.id.substr(0, 3) ? ' ' : '\n';
        ids += rule.id;
    }
    EXPECT_EQ(ids,
              "PL101 PL102 PL103 PL104 PL105 PL106 PL107 PL108 PL109 PL111 PL112 PL113\n"
              "PL201 PL202 PL203 PL204 PL205 PL206 PL207 PL208 PL209 PL210 PL212 PL213 PL214 PL215 "
              "PL216 PL217 PL218\n"
              "PL301 PL302 PL303 PL304 PL305 PL306 PL307 PL308 PL309 PL310 PL311 PL312 PL313 PL314 "
              "PL315 PL316\n"
              "PL401 PL402 PL403 PL404 PL405 PL406 PL407 PL408 PL409 PL410 PL411 PL412 PL413 PL414 "
              "PL415\n"
              "PL501 PL502 PL503 PL504 PL505 PL506 PL507 PL508 PL509 PL510 PL511 PL512 PL513 PL514 "
              "PL515 PL516 PL517 PL518 PL519 PL520 PL521 PL522\n"
              "PL601 PL602 PL603 PL604 PL605 PL606 PL607 PL608\n"
              "PL701 PL702 PL703 PL704 PL705 PL706 PL707 PL708 PL709 PL710 PL711 PL712 PL713\n"
              "PL801 PL802 PL803 PL804 PL811 PL812 PL813 PL814 PL821 PL822 PL823 PL824 PL825 PL826 "
              "PL827 PL828 PL831 PL832 PL833 PL834");
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

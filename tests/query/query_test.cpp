// How the text of a query is read.
#include <planloom/query/query.hpp>

#include "query/ask.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace planloom::query {
namespace {

using planloom::testing::Random;
using testing::faults_of_text;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::string canonical(std::string_view text) {
    return compile(text).describe();
}

TEST(Compile, MeetBindsTighterThanUnionAndDifference) {
    //        -                 &
    //       / \               / \          .
    //      |   c             |   c
    //     / \               / \            .
    //    a   &             a   b
    //       / \            .
    //      b   d
    EXPECT_EQ(canonical("a|b&d - c"), "a | b & d - c");
    EXPECT_EQ(compile("a|b&d - c"), compile("a | (b & d) - c"));
    EXPECT_EQ(canonical("(a|b)&c"), "(a | b) & c");
    EXPECT_FALSE(compile("(a|b)&c") == compile("a|b&c"));
    EXPECT_EQ(canonical("a-(b - c)"), "a - (b - c)");
    EXPECT_FALSE(compile("a - (b - c)") == compile("a - b - c"));
}

TEST(Compile, WarnsOfUnionAndDifferenceSideBySide) {
    const Query mixed = compile("a | b - c");
    ASSERT_EQ(mixed.warnings().size(), 1U);
    EXPECT_EQ(mixed.warnings()[0].code, "mixed_operators");
    EXPECT_EQ(mixed.warnings()[0].place.column, 7U);
    EXPECT_THAT(compile("a | (b - c)").warnings(), IsEmpty());
    EXPECT_THAT(compile("a - b - c").warnings(), IsEmpty());
    EXPECT_THAT(compile("a | b & c").warnings(), IsEmpty());
}

TEST(Compile, ShorthandIsWrittenOut) {
    EXPECT_EQ(canonical("< a"), "<a");
    EXPECT_EQ(canonical("2<a>3"), "2<a>3");
    EXPECT_EQ(canonical("pre:2:T1"), "2<T1");
    EXPECT_EQ(canonical("post:T1"), "T1>");
    EXPECT_EQ(canonical("post:1:task:T1"), "task:T1>1");
    EXPECT_EQ(canonical("pre:2"), "<2");
    EXPECT_EQ(canonical("3<2.1>"), "3<2.1>");
    EXPECT_EQ(canonical("<(a|b)"), "<(a | b)");
    EXPECT_EQ(canonical("state:modified.due"), "changed(*, due)");
    EXPECT_EQ(canonical("milestone:yes"), "is:milestone");
}

TEST(Compile, HyphenBetweenCharactersOfNamesBelongsToTheName) {
    EXPECT_EQ(canonical("T-1"), "T-1");
    EXPECT_EQ(canonical("T - 1"), "T - 1");
    EXPECT_EQ(canonical("T -1"), "T - 1");
    EXPECT_EQ(canonical("T- 1"), "T - 1");
    EXPECT_EQ(canonical("tasks(a)-b"), "tasks(a) - b");
    EXPECT_EQ(canonical("\"a\" - 'b c'"), "a - \"b c\"");
}

TEST(Compile, BracketsBelongToTheNameWhenTheyCloseWithinIt) {
    EXPECT_EQ(canonical("各县(市、区)政府"), "各县(市、区)政府");
    EXPECT_EQ(canonical("各县（市、区）政府"), "各县（市、区）政府");
    EXPECT_EQ(canonical("青政〔2023〕30号"), "青政〔2023〕30号");
    EXPECT_EQ(canonical("before(T(1))"), "before(T(1))");
    EXPECT_EQ(canonical("section:(一)总则"), "section:(一)总则");
    EXPECT_EQ(canonical("(a)"), "a");
    EXPECT_EQ(canonical("'path(1)'"), "\"path(1)\"");
    EXPECT_EQ(faults_of_text("T(1").size(), 1U);
}

TEST(Compile, FullWidthSignsStandForTheirPlainForms) {
    EXPECT_EQ(canonical("path（甲，乙）"), "path(甲, 乙)");
    EXPECT_EQ(canonical("level：省＆乙"), "level:省 & 乙");
    EXPECT_EQ(canonical("“推进 一”"), "\"推进 一\"");
    EXPECT_EQ(canonical("甲：乙"), "甲：乙");
}

TEST(Compile, ReadsEveryFunction) {
    for (const char* text : {"before(a, 2)",
                             "after(a)",
                             "goals(*)",
                             "tasks(level:省)",
                             "units(a, lead)",
                             "requirements(a)",
                             "led_by(a)",
                             "up(a)",
                             "down(a, 1)",
                             "path(a, b)",
                             "paths(a, b, 3)",
                             "between(section:六, goal:2025)",
                             "common(a, b)",
                             "roots(a)",
                             "leaves(a)",
                             "cycles(*)",
                             "critical()",
                             "critical(goal:G, 2d)",
                             "slack(*, <=, 10d)",
                             "where(due < 2025, tasks(*))",
                             "top(*, -due, 3)",
                             "broken_by(fail(a) | drop(b), stopped)",
                             "broken_by(slip(a, 30d))",
                             "findings(PL301)",
                             "new(*)",
                             "gone(*)",
                             "changed(*, due)",
                             "same(a)",
                             "let x = a in $x | b",
                             "a @ v1",
                             "a @ v1..v2",
                             "a @ v1.."}) {
        SCOPED_TRACE(text);
        EXPECT_EQ(canonical(text), text);
    }
}

TEST(Compile, PredicatesHaveWords) {
    EXPECT_EQ(canonical("where(status=open and not (due or milestone=yes), *)"),
              "where(status = open and not (due or milestone), *)");
    EXPECT_EQ(canonical("where(lead minus deliverable)"), "where(lead and not deliverable)");
    EXPECT_EQ(canonical("where(title matches '第 1*')"), "where(title = \"第 1\"*)");
    EXPECT_EQ(canonical("where(title = '第 1*')"), "where(title = \"第 1*\")");
    EXPECT_EQ(canonical("where(attribute.预算 >= 12.5)"), "where(attribute.预算 >= 12.5)");
    EXPECT_EQ(canonical("where(slack < -5d)"), "where(slack < \"-5d\")");
    EXPECT_EQ(canonical("where(status:open & tag has 安全)"),
              "where(status = open and tag has 安全)");
}

TEST(Query, IsReadBackFromItsDescription) {
    static constexpr std::string_view words[] = {
        "a",          "T-1",     "'q x'",     "2",       "*",
        "x*",         "(",       "(",         ")",       ")",
        "|",          "-",       "&",         "<",       ">",
        ",",          "@",       "v1",        "..",      "$s",
        "let",        "in",      "=",         "goal:G1", "status:open",
        "due:<2025",  "is:leaf", "pre:",      "2<",      ">3",
        "before(",    "path(",   "where(",    "due",     "and",
        "or",         "not",     "!=",        "has",     "title",
        "10d",        "slack(",  "top(",      "units(",  "lead",
        "broken_by(", "fail(",   "findings(", "PL301",   "section:(一)*",
        "各县（市）", "，",      "changed(",  "：",      "\"",
        "\\",         " ",       " ",         "\n",      "`",
        "\xFF"};
    std::size_t read = 0;
    for (std::uint64_t seed = 1; seed <= 20'000; ++seed) {
        SCOPED_TRACE(seed);
        Random random(seed);
        std::string text;
        for (int i = random.between(1, 9); i > 0; --i)
            text += words[random.below(std::size(words))];
        try {
            const Query query = compile(text);
            ++read;
            const Query again = compile(query.describe());
            ASSERT_TRUE(again == query) << text << " read as " << query.describe();
            ASSERT_EQ(again.describe(), query.describe());
        } catch (const QueryError& error) {
            ASSERT_FALSE(error.faults().empty());
            for (const Fault& fault : error.faults()) {
                ASSERT_FALSE(fault.message.empty());
                ASSERT_LE(fault.place.offset + fault.place.length, text.size());
                ASSERT_GE(fault.place.column, 1U);
                ASSERT_FALSE(marked(text, fault.place).empty());
            }
        }
    }
    EXPECT_GT(read, 1000U);
}

/// A random query that can be read.
class RandomQuery {
public:
    explicit RandomQuery(std::uint64_t seed) : random_(seed) {}

    // NOLINTNEXTLINE(misc-no-recursion): the depth is given
    std::string set(int depth) {
        if (depth == 0) return atom();
        switch (random_.below(9)) {
            case 0:
                return set(depth - 1) + " | " + set(depth - 1) + " - " + set(depth - 1);
            case 1:
                return "(" + set(depth - 1) + ")&" + set(depth - 1);
            case 2:
                return std::to_string(random_.below(4)) + "<(" + set(depth - 1) + ")>";
            case 3:
                return "(let x = " + set(depth - 1) + " in $x)";
            case 4:
                return "between(" + set(depth - 1) + "," + set(depth - 1) + ")";
            case 5:
                return "(" + set(depth - 1) + ")@a..b";
            case 6:
                return "where(" + predicate(depth - 1) + "," + set(depth - 1) + ")";
            case 7:
                return "slack(" + set(depth - 1) + ", >=, -10d)";
            default:
                return "broken_by(drop(" + set(depth - 1) + "), weakened)";
        }
    }

private:
    std::string atom() {
        static constexpr std::string_view all[] = {
            "*",    "T1",          "'a b'",        "\"\\\"\"",      "'*'",
            "x*y",  "task:'1 2'*", "tag:*",        "due:>=2025-Q3", "section:(一)*",
            "$s",   "is:leaf",     "milestone:no", "'a..b'",        "'let'",
            "'x.'", "'-'"};
        return std::string(all[random_.below(std::size(all))]);
    }
    // NOLINTNEXTLINE(misc-no-recursion): the depth is given
    std::string predicate(int depth) {
        if (depth <= 0) return "due != 2025";
        switch (random_.below(4)) {
            case 0:
                return "not " + predicate(depth - 1);
            case 1:
                return "(" + predicate(depth - 1) + " or " + predicate(depth - 1) + ")";
            case 2:
                return predicate(depth - 1) + " and " + predicate(depth - 1);
            default:
                return "title has '\"*'";
        }
    }

    Random random_;
};

TEST(Query, SoundOnesAreReadBackFromTheirDescription) {
    for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
        SCOPED_TRACE(seed);
        const std::string text = RandomQuery(seed).set(static_cast<int>(seed % 5));
        const Query query = compile(text);
        ASSERT_TRUE(compile(query.describe()) == query) << text << "\n" << query.describe();
    }
}

TEST(Compile, RandomBytesAreReadOrRefused) {
    const PlanGraph graph = freeze(planloom::testing::hut_plan());
    for (std::uint64_t seed = 1; seed <= 5000; ++seed) {
        SCOPED_TRACE(seed);
        Random random(seed);
        std::string text;
        for (int i = random.between(0, 40); i > 0; --i)
            text += static_cast<char>(random.chance(70) ? random.between(32, 126)
                                                        : random.between(0, 255));
        try {
            (void)run(text, graph);
        } catch (const QueryError& error) {
            ASSERT_FALSE(error.faults().empty());
        }
    }
}

TEST(Compile, DepthAndLengthAreBounded) {
    const auto nested = [](std::size_t depth) {
        return std::string(depth, '(') + "a" + std::string(depth, ')');
    };
    EXPECT_EQ(canonical(nested(max_query_depth - 1)), "a");
    const std::vector<Fault> faults = faults_of_text(nested(max_query_depth + 1));
    ASSERT_FALSE(faults.empty());
    EXPECT_THAT(faults[0].message, HasSubstr("more than 200 parts"));
    EXPECT_FALSE(faults_of_text(nested(30'000)).empty());
    std::string nots = "where(";
    for (int i = 0; i < 10'000; ++i) nots += "not ";
    EXPECT_FALSE(faults_of_text(nots + "due)").empty());
    std::string lets;
    for (int i = 0; i < 5000; ++i) lets += "let x = a in ";
    EXPECT_FALSE(faults_of_text(lets + "$x").empty());
    EXPECT_THAT(faults_of_text(std::string(max_query_length + 1, 'a'))[0].message,
                HasSubstr("at most 65536"));
    // A long list is no deep one.
    std::string list = "a";
    for (int i = 0; i < 15'000; ++i) list += " | a";
    EXPECT_EQ(canonical(list), list);
}

TEST(Compile, EmptyTextIsAFault) {
    for (const char* text : {"", "  ", "\n"}) {
        const std::vector<Fault> faults = faults_of_text(text);
        ASSERT_EQ(faults.size(), 1U);
        EXPECT_THAT(faults[0].message, HasSubstr("the end of the query"));
    }
}

}  // namespace
}  // namespace planloom::query

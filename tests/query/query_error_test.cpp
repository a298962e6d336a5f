// What is said of queries that cannot be meant.
#include <planloom/model/plan_builder.hpp>
#include <planloom/query/query.hpp>

#include "query/ask.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace planloom::query {
namespace {

using testing::ask;
using testing::faults_of;
using testing::faults_of_text;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Case {
    const char* text;
    const char* code;
    std::size_t column;
    const char* message;
};

TEST(QueryError, SaysCodeColumnAndWhatWasExpected) {
    const Case cases[] = {
        {"before(T1", "query_syntax", 10, "found the end of the query, expected a comma or )"},
        {"a b", "query_syntax", 3, "found \"b\", expected |, &, - or the end"},
        {"a |", "query_syntax", 4, "expected a key, a function"},
        {"a + b", "query_syntax", 3, "write | for union"},
        {"甲 乙", "query_syntax", 4, "found \"乙\""},
        {"'a", "query_syntax", 1, "this quote is not closed"},
        {"a @", "query_syntax", 4, "expected the name of a revision"},
        {"let x = a", "query_syntax", 10, "expected in"},
        {"bfore(T1)&x:y", "query_name", 11, "unknown facet \"x\""},
        {"bfore(T-1, 'x')", "query_name", 1,
         "unknown function \"bfore\"; the nearest is \"before\""},
        {"levle:省", "query_name", 1, "unknown facet \"levle\"; the nearest is \"level\""},
        {"status:opne", "query_name", 8, "unknown status \"opne\"; the nearest is \"open\""},
        {"is:milestoen", "query_name", 4, "the nearest is \"milestone\""},
        {"units(T1, laed)", "query_name", 11, "unknown role \"laed\"; the nearest is \"lead\""},
        {"where(deu < 2025)", "query_name", 7, "unknown field \"deu\"; the nearest is \"due\""},
        {"before(T1, 10d)", "query_type", 12, "found \"10d\", expected a whole number"},
        {"before(T1, tasks(a))", "query_type", 12, "expected a whole number"},
        {"slack(*, 3, 10d)", "query_type", 10, "found \"3\", expected <, <="},
        {"slack(*, <, tomorrow)", "query_type", 13, "expected a duration such as 10d"},
        {"due:<soon", "query_type", 6, "expected a date such as 2025"},
        {"lead:<甲", "query_type", 7, "\"lead\" has no order"},
        {"where(progress = half)", "query_type", 18, "found \"half\", expected a number"},
        {"where(due has 2025)", "query_type", 15, "\"due\" is no text and no list"},
        {"path(a)", "query_type", 5, "path() has 1 argument, expected 2 arguments: path(a, b)"},
        {"goals(a, b)", "query_type", 6, "goals() has 2 arguments, expected 1 argument"},
        {"fail(a)", "query_type", 1, "stands only in broken_by()"},
        {"broken_by(a)", "query_type", 11, "expected a cause"},
        {"top(*, title, 3)", "query_type", 8, "expected a field with a number"},
    };
    for (const Case& each : cases) {
        SCOPED_TRACE(each.text);
        const std::vector<Fault> faults = faults_of_text(each.text);
        ASSERT_FALSE(faults.empty());
        EXPECT_EQ(faults.back().code, each.code);
        EXPECT_EQ(faults.back().place.column, each.column);
        EXPECT_THAT(faults.back().message, HasSubstr(each.message));
    }
}

TEST(QueryError, TellsAllFaultsAtOnce) {
    const std::vector<Fault> faults =
        faults_of_text("path(a b, levle:x) & before(T1, soon) | (c d) | status:opne");
    ASSERT_THAT(faults, SizeIs(5));
    EXPECT_EQ(faults[0].place.column, 8U);
    EXPECT_EQ(faults[1].place.column, 11U);
    EXPECT_EQ(faults[2].place.column, 33U);
    EXPECT_EQ(faults[3].place.column, 44U);
    EXPECT_EQ(faults[4].place.column, 56U);
}

TEST(QueryError, TextBeginsWithTheCode) {
    try {
        (void)compile("levle:省");
        FAIL();
    } catch (const QueryError& error) {
        EXPECT_EQ(error.code(), "query_name");
        EXPECT_STREQ(error.what(),
                     "[query_name] column 1: unknown facet \"levle\"; the nearest is \"level\"");
    }
}

TEST(QueryError, NamesThatNameNothingAreToldWithTheNearest) {
    //     survey -> foundation -> walls -> roof
    //                                \---> doors
    const PlanGraph graph = freeze(planloom::testing::hut_plan());
    const std::vector<Fault> faults = faults_of(
        [&] { return run("before(rof) | lead:nobody | $mine | tasks(goal:sheltr)", graph); });
    ASSERT_THAT(faults, SizeIs(4));
    EXPECT_EQ(faults[0].message, "unknown key \"rof\"; the nearest is \"roof\"");
    EXPECT_EQ(faults[0].nearest, "roof");
    EXPECT_EQ(faults[0].place.column, 8U);
    EXPECT_THAT(faults[1].message, HasSubstr("unknown unit \"nobody\""));
    EXPECT_EQ(faults[2].message, "unknown set \"$mine\"");
    EXPECT_EQ(faults[3].nearest, "shelter");
    // What is known but has none is no fault.
    EXPECT_THAT(ask(graph, "before(survey)"), IsEmpty());
    EXPECT_THAT(ask(graph, "zzz*"), IsEmpty());
}

TEST(QueryError, KeyOfSeveralNodesNeedsItsKind) {
    PlanBuilder builder;
    builder.add_goal({.key = "X"});
    builder.add_task({.key = "X"});
    const PlanGraph graph = freeze(std::move(builder).build());
    const std::vector<Fault> faults = faults_of([&] { return run("X", graph); });
    ASSERT_THAT(faults, SizeIs(1));
    EXPECT_EQ(faults[0].code, "query_name");
    EXPECT_EQ(faults[0].message, "\"X\" names several nodes: write goal:X or task:X");
    EXPECT_EQ(run("task:X", graph).found.front().node.kind, NodeKind::task);
    EXPECT_EQ(run("goal:X", graph).found.front().node.kind, NodeKind::goal);
    EXPECT_EQ(run("X*", graph).total, 2U);
}

TEST(QueryError, WhatTheContextLacksIsAFault) {
    const PlanGraph graph = freeze(planloom::testing::hut_plan());
    for (const char* text : {"findings(PL301)", "new(*)", "roof @ old", "changed(*, due)"}) {
        SCOPED_TRACE(text);
        const std::vector<Fault> faults = faults_of([&] { return run(text, graph); });
        ASSERT_THAT(faults, SizeIs(1));
        EXPECT_EQ(faults[0].code, "query_context");
    }
}

TEST(Marked, AlignsBelowChineseText) {
    const std::vector<Fault> faults = faults_of_text("before(省政府) 甲");
    ASSERT_THAT(faults, SizeIs(1));
    EXPECT_EQ(marked("before(省政府) 甲", faults[0].place),
              "before(省政府) 甲\n"
              "               ^^\n");
    EXPECT_EQ(faults[0].place.column, 16U);
}

TEST(Marked, ShowsTheLineOfThePlace) {
    const std::string text = "roof |\n  x y\n| z";
    const std::vector<Fault> faults = faults_of_text(text);
    ASSERT_THAT(faults, SizeIs(1));
    EXPECT_EQ(marked(text, faults[0].place), "  x y\n    ^\n");
}

}  // namespace
}  // namespace planloom::query

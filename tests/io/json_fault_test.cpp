// What the reader refuses, and where it says the fault is.
#include <planloom/core/error.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/io/json.hpp>

#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace planloom {
namespace {

using namespace std::string_literals;
using testing::codes_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::vector<Diagnostic> faults(std::string_view text, const Limits& limits = {}) {
    try {
        (void)read_json(text, limits);
    } catch (const ReadError& error) {
        return error.diagnostics();
    }
    return {};
}

/// A value in a place, the code of the only fault it has, and a part of the message.
struct Case {
    std::string_view text;
    std::string_view code;
    std::string_view where;
    std::string_view message;
};

void PrintTo(const Case& each, std::ostream* out) {
    *out << each.text;
}

class Fault : public ::testing::TestWithParam<Case> {};

TEST_P(Fault, IsTheOnlyOneAndSaysWhereItIs) {
    const Case& each = GetParam();
    const std::vector<Diagnostic> found = faults("\n" + std::string(each.text));
    ASSERT_EQ(found.size(), 1U) << ::testing::PrintToString(codes_of(found));
    EXPECT_EQ(found[0].code, each.code);
    EXPECT_EQ(found[0].where, each.where);
    EXPECT_EQ(found[0].line, 2U);
    EXPECT_EQ(found[0].severity, Severity::error);
    EXPECT_THAT(found[0].message, HasSubstr(std::string(each.message)));
}

INSTANTIATE_TEST_SUITE_P(
    Types, Fault,
    ::testing::Values(
        Case{"[]", "wrong_type", "", "found a list, expected an object that is a plan"},
        Case{"5", "wrong_type", "", "found a number"}, Case{"null", "wrong_type", "", "found null"},
        Case{R"({"title": 5})", "wrong_type", "/title", "found a number, expected a text"},
        Case{R"({"title": null})", "wrong_type", "/title", "found null"},
        Case{R"({"title": ["a"]})", "wrong_type", "/title", "found a list"},
        Case{R"({"tasks": {}})", "wrong_type", "/tasks", "found an object, expected a list"},
        Case{R"({"tasks": "T"})", "wrong_type", "/tasks", "found a text, expected a list"},
        Case{R"({"tasks": [["T"]]})", "wrong_type", "/tasks/0", "found a list"},
        Case{R"({"tasks": ["a", 5]})", "wrong_type", "/tasks/1", "found a number"},
        Case{R"({"tasks": [{"key": 5}]})", "wrong_type", "/tasks/0/key", "found a number"},
        Case{R"({"tasks": [{"id": false}]})", "wrong_type", "/tasks/0/id", "found false"},
        Case{R"({"tasks": [{"key": "T", "after": ["a", ["b"]]}]})", "wrong_type",
             "/tasks/0/after/1", "expected a task's key"},
        Case{R"({"tasks": [{"key": "T", "due": 2025}]})", "wrong_type", "/tasks/0/due",
             "expected a date such as"},
        Case{R"({"tasks": [{"key": "T", "joint": 1}]})", "wrong_type", "/tasks/0/joint",
             "expected true or false"},
        Case{R"({"attributes": []})", "wrong_type", "/attributes", "expected an object"},
        Case{R"({"work": {"day": 8}})", "wrong_type", "/work/day", "found a number"}));

INSTANTIATE_TEST_SUITE_P(
    Values, Fault,
    ::testing::Values(
        Case{R"({"planloom": 2})", "version", "/planloom", "found version 2"},
        Case{R"({"planloom": 1.0})", "version", "/planloom", "found version 1.0"},
        Case{R"({"tasks": [{"key": "T", "due": "2025-13"}]})", "bad_date", "/tasks/0/due",
             "found \"2025-13\""},
        Case{R"({"tasks": [{"key": "T", "due": {"by": "soon"}}]})", "bad_date", "/tasks/0/due/by",
             "found \"soon\""},
        Case{R"({"tasks": [{"key": "T", "must_start": "2025"}]})", "bad_date",
             "/tasks/0/must_start", "expected a day of the calendar such as 2025-06-30"},
        Case{R"({"tasks": [{"key": "T", "duration": "10"}]})", "bad_duration", "/tasks/0/duration",
             "found \"10\", expected a duration"},
        Case{R"({"tasks": [{"key": "T", "duration": "-1d"}]})", "bad_duration", "/tasks/0/duration",
             "found \"-1d\""},
        Case{R"({"tasks": [{"key": "T", "duration": {"likely": "x"}}]})", "bad_duration",
             "/tasks/0/duration/likely", "found \"x\""},
        Case{R"({"tasks": [{"key": "T", "after": {"task": "T", "lag": "soon"}}]})", "bad_duration",
             "/tasks/0/after/lag", "expected a lag"},
        Case{R"({"work": {"day": "25h"}})", "bad_duration", "/work/day", "from 1m to 24h"},
        Case{R"({"work": {"day": "1d"}})", "bad_duration", "/work/day", "found \"1d\""},
        Case{R"({"work": {"week": "8d"}})", "bad_duration", "/work/week", "from 1d to 7d"},
        Case{R"({"work": {"week": "0d"}})", "bad_duration", "/work/week", "found \"0d\""},
        Case{R"({"tasks": [{"key": "T", "status": "donne"}]})", "bad_word", "/tasks/0/status",
             "expected not_started, in_progress, done or cancelled; did you mean \"done\""},
        Case{R"({"tasks": [{"key": "T", "due": {"every": "day"}}]})", "bad_word",
             "/tasks/0/due/every", "expected year, half, quarter, month or week"},
        Case{R"({"tasks": [{"key": "T", "after": [{"task": "T", "type": "fs"}]}]})", "bad_word",
             "/tasks/0/after/0/type", "expected FS, SS, FF or SF"},
        Case{R"({"tasks": [{"key": "T", "serves": {"goal": "G", "role": "lead"}}]})", "bad_word",
             "/tasks/0/serves/role", "expected necessary, alternative or supporting"},
        Case{R"({"tasks": [{"key": "T", "assigned": [{"unit": "U", "role": "boss"}]}]})",
             "bad_word", "/tasks/0/assigned/0/role", "expected lead, co_lead"},
        Case{R"({"requirements": [{"key": "R", "kind": "wish"}]})", "bad_word",
             "/requirements/0/kind", "expected clause, problem or comment"},
        Case{R"({"requirements": [{"key": "R", "disposition": "none"}]})", "bad_word",
             "/requirements/0/disposition", "expected open, adopted, partly or rejected"},
        Case{R"({"goals": [{"key": "G", "support": "at_least"}]})", "bad_word", "/goals/0/support",
             "expected all or any"},
        Case{R"({"units": [{"key": "U", "kind": "team"}]})", "bad_word", "/units/0/kind",
             "expected unit or group"},
        Case{R"({"tasks": [{"key": "T", "progress": 101}]})", "bad_number", "/tasks/0/progress",
             "found 101, expected a whole number from 0 to 100"},
        Case{R"({"tasks": [{"key": "T", "progress": 50.0}]})", "bad_number", "/tasks/0/progress",
             "found 50.0"},
        Case{R"({"declared": {"tasks": -1}})", "bad_number", "/declared/tasks", "from 0"},
        Case{R"({"declared": {"tasks": 2147483648}})", "bad_number", "/declared/tasks",
             "to 2147483647"},
        Case{R"({"declared": {"tasks": 99999999999999999999999}})", "bad_number", "/declared/tasks",
             "found 99999999999999999999999"},
        Case{R"({"requirements": [{"key": "R", "round": 0}]})", "bad_number",
             "/requirements/0/round", "from 1"},
        Case{R"({"goals": [{"key": "G", "support": {"at_least": 0}}]})", "bad_number",
             "/goals/0/support/at_least", "from 1"},
        Case{R"({"goals": [{"key": "G", "indicators": {"target": "95%"}}]})", "bad_number",
             "/goals/0/indicators/target", "found \"95%\""},
        Case{R"({"goals": [{"key": "G", "indicators": {"target": ""}}]})", "bad_number",
             "/goals/0/indicators/target", "expected a number"},
        Case{R"({"tasks": [{"key": "T", "serves": {"goal": "G", "weight": 0}}]})", "bad_number",
             "/tasks/0/serves/weight", "above 0"},
        Case{R"({"tasks": [{"key": "T", "lead": {"unit": "U", "amount": -1}}]})", "bad_number",
             "/tasks/0/lead/amount", "from 0 up"},
        Case{R"({"units": [{"key": "U", "capacity": 0}]})", "bad_number", "/units/0/capacity",
             "above 0"},
        Case{R"({"attributes": {"n": 1e400}})", "bad_number", "/attributes/n", "found 1e400"}));

INSTANTIATE_TEST_SUITE_P(
    Fields, Fault,
    ::testing::Values(
        Case{R"({"title": "a", "title": "b"})", "duplicate_field", "/title", "\"title\" stands"},
        Case{R"({"title": "a", "name": "b"})", "duplicate_field", "/name",
             "\"name\" and \"title\" are one field"},
        Case{R"({"tasks": [{"id": "a", "key": "b"}]})", "duplicate_field", "/tasks/0/key",
             "stands twice"},
        Case{R"({"tasks": [{"key": "T", "after": {"task": "a", "task": "b"}}]})", "duplicate_field",
             "/tasks/0/after/task", "stands twice"},
        Case{R"({"attributes": {"a": 1, "a": 2}})", "duplicate_field", "/attributes/a",
             "the attribute \"a\""},
        Case{R"({"odd": 1, "attributes": {"odd": 2}})", "duplicate_field", "/attributes/odd",
             "the attribute \"odd\""},
        Case{R"({"odd": 1, "odd": 2})", "duplicate_field", "/odd", "the attribute \"odd\""},
        Case{R"({"tasks": [{"key": "T", "attributes": {"a": 1, "a": 2}}]})", "duplicate_field",
             "/tasks/0/attributes/a", "the attribute \"a\""},
        Case{R"({"attributes": {"a": [{"x": {"c": 1, "b": 2, "c": 3}}]}})", "duplicate_field",
             "/attributes/a/0/x/c", "\"c\" stands twice"},
        Case{R"({"attributes": {"a": {"x/~": 1, "x/~": 2}}})", "duplicate_field",
             "/attributes/a/x~1~0", "stands twice"},
        Case{R"({"tasks": [{}]})", "missing_key", "/tasks/0", "neither key nor title"},
        Case{R"({"tasks": [{"key": "T", "after": [{}]}]})", "missing_field", "/tasks/0/after/0",
             "a link has no task"},
        Case{R"({"tasks": [{"key": "T", "serves": {}}]})", "missing_field", "/tasks/0/serves",
             "has no goal"},
        Case{R"({"tasks": [{"key": "T", "guide": {"open": true}}]})", "missing_field",
             "/tasks/0/guide", "an assignment has no unit"},
        Case{R"({"tasks": [{"key": "T", "assigned": {"unit": "U"}}]})", "missing_field",
             "/tasks/0/assigned", "an assignment has no role"},
        Case{R"({"tasks": [{"key": "T", "refines": {"plan": "P"}}]})", "missing_field",
             "/tasks/0/refines", "has no task"},
        Case{R"({"goals": [{"key": "G", "support": {}}]})", "missing_field", "/goals/0/support",
             "has no at_least"},
        Case{R"({"tasks": [{"key": "T", "after": {"task": "T", "typ": "SS"}}]})", "unknown_field",
             "/tasks/0/after/typ",
             "a link has no field \"typ\", expected one of task, type, lag, max_lag, elapsed, "
             "soft, reason; "
             "did you mean \"type\""}));

INSTANTIATE_TEST_SUITE_P(
    Syntax, Fault,
    ::testing::Values(
        Case{"", "syntax", "", "broken JSON"},
        Case{R"({"title": "a",})", "syntax", "/title", "broken JSON at byte 16"},
        Case{R"({"tasks": [{"key": "a" "b"}]})", "syntax", "/tasks/0/key", "broken JSON at byte"},
        Case{R"({} {})", "syntax", "", "expected end of input"},
        Case{"{}\xEF\xBB\xBF", "syntax", "", "broken JSON"},
        Case{R"({"title": "\ud800"})", "syntax", "/title", "surrogate"},
        Case{R"({"title": "\udc00x"})", "syntax", "/title", "surrogate"},
        Case{"{\"title\": \"a\tb\"}", "syntax", "/title", "control character"},
        Case{"{\"title\": \"a\xC0\x80\"}", "encoding", "/title", "byte 13 is not UTF-8"},
        Case{"{\"title\": \"\xED\xA0\x80\"}", "encoding", "/title", "byte 12"},
        Case{R"({"title": NaN})", "syntax", "/title", "broken JSON"}));

TEST(ReadJson, RefusesANulAnywhere) {
    for (const std::string& text : {"{}\0"s, "\0{}"s, "{\"title\": \"a\0b\"}"s, "{\n\0}"s}) {
        const std::vector<Diagnostic> found = faults(text);
        ASSERT_EQ(found.size(), 1U);
        EXPECT_EQ(found[0].code, "syntax");
        EXPECT_THAT(found[0].message, HasSubstr("NUL at byte " + std::to_string(text.find('\0'))));
    }
    EXPECT_EQ(faults("{\n\n\0}"s)[0].line, 3U);
    EXPECT_THAT(faults(R"({"title": "a\u0000b"})"), IsEmpty());
}

TEST(ReadJson, TellsAllFaultsAtOnceInTheOrderOfTheirLines) {
    const std::vector<Diagnostic> found = faults(
        "{\"tasks\": [\n{\"titel\": \"x\",\n\"due\": 5},\n"
        "{\"key\": \"b\", \"status\": \"x\"},\n[]],\n"
        "\"goals\": 3, oops");
    EXPECT_THAT(codes_of(found), ElementsAre("missing_key", "wrong_type", "bad_word", "wrong_type",
                                             "wrong_type", "syntax"));
    EXPECT_EQ(found[0].line, 2U);
    EXPECT_EQ(found[1].line, 3U);
    EXPECT_EQ(found[2].line, 4U);
    EXPECT_EQ(found[3].line, 5U);
    EXPECT_EQ(found[5].line, 6U);
}

TEST(ReadJson, TellsTheFaultsThatALateWorkTimeLeaves) {
    const std::vector<Diagnostic> found = faults(
        R"({"tasks": [{"key": "T", "duration": "ten"}, {"key": "U", "status": "x"}],
            "work": {"day": "7h"}, "goals": 3})");
    EXPECT_THAT(codes_of(found), ElementsAre("bad_duration", "bad_word", "wrong_type"));
}

TEST(ReadJson, CountsTheFaultsBeyondTheLimit) {
    std::string text = "{\"tasks\": [";
    for (int i = 0; i < 12; ++i) text += "5,";
    const std::vector<Diagnostic> found = faults(text + "5]}", {.errors = 10});
    ASSERT_EQ(found.size(), 11U);
    EXPECT_EQ(found[10].code, "limit_errors");
    EXPECT_THAT(found[10].message, HasSubstr("3 more faults"));
}

TEST(ReadJson, CutsLongTextsInMessages) {
    std::string text = "{\"tasks\": [{\"key\": \"T\", \"status\": \"";
    for (int i = 0; i < 10'000; ++i) text += "长";
    EXPECT_LT(faults(text + "\"}]}")[0].message.size(), 300U);
    EXPECT_LT(faults(text)[0].message.size(), 1000U);
    EXPECT_THAT(faults(text + "\"}]}")[0].message, Not(HasSubstr("\xE9\"")));
}

TEST(ReadJson, RefusesMoreBytesThanTheLimit) {
    EXPECT_THAT(faults("{}", {.bytes = 2}), IsEmpty());
    EXPECT_THAT(codes_of(faults("{} ", {.bytes = 2})), ElementsAre("limit_bytes"));
}

/// Lists in lists in the attribute of a plan, `depth` values deep in all.
std::string nested(std::size_t depth) {
    return "{\"attributes\": {\"a\": " + std::string(depth - 2, '[') + std::string(depth - 2, ']') +
           "}}";
}

TEST(ReadJson, NestsToTheLimitAndNoDeeper) {
    EXPECT_THAT(faults(nested(128)), IsEmpty());
    EXPECT_THAT(codes_of(faults(nested(129))), ElementsAre("limit_depth"));
    EXPECT_THAT(faults(nested(129))[0].message, HasSubstr("128"));
    EXPECT_THAT(faults(nested(200), {.depth = 200}), IsEmpty());
    EXPECT_THAT(codes_of(faults(std::string(100'000, '['))),
                ElementsAre("wrong_type", "limit_depth"));
    EXPECT_THAT(codes_of(faults("{\"x\": " + std::string(100'000, '['))),
                ElementsAre("limit_depth"));
}

TEST(ReadJson, NestsAHundredThousandDeepWhereItIsAllowed) {
    const ReadResult result = read_json(nested(100'000), {.depth = 100'000});
    EXPECT_EQ(result.plan.head().attributes[0].second.size(), 2U * 99'998U);
    EXPECT_EQ(read_json(write_json(result.plan), {.depth = 100'000}).plan, result.plan);
}

TEST(ReadJson, RefusesATextThatThePlanCannotHold) {
    const std::string longest((std::size_t{1} << 24) - 1, 'x');
    EXPECT_THAT(faults("{\"tasks\": [\"" + longest + "\"]}"), IsEmpty());
    EXPECT_THAT(codes_of(faults("{\"tasks\": [\"" + longest + "x\"]}")), ElementsAre("limit_text"));
}

class Stop : public Monitor {
public:
    bool proceed(std::uint64_t done, std::uint64_t total) override {
        EXPECT_LE(done, total);
        return ++calls < 2;
    }
    int calls = 0;
};

TEST(ReadJson, StopsWhenTheMonitorSaysSo) {
    std::string text = "{\"tasks\": [\"a\"";
    for (int i = 0; i < 20'000; ++i) text += ",\"a\"";
    Stop stop;
    EXPECT_THROW((void)read_json(text + "]}", {}, &stop), Interrupted);
    EXPECT_EQ(stop.calls, 2);
}

}  // namespace
}  // namespace planloom

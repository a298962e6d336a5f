// The command line of the tool: commands, options, help, wrong arguments.
#include <planloom/version.hpp>

#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

Outcome on_small_plan(std::vector<std::string> words) {
    return run_tool(words, {.in = std::string(small_plan)});
}

TEST(CommandLine, VersionIsThatOfTheHeader) {
    const Outcome run = run_tool({"--version"});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.out, "planloom " PLANLOOM_VERSION "\n");
}

TEST(CommandLine, HelpListsEveryCommandAndExitCode) {
    const Outcome run = run_tool({"--help"});
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.err, IsEmpty());
    for (const char* command : {"check", "order", "impact", "explain", "matrix", "stats", "draw",
                                "report", "rules", "schema", "format"}) {
        EXPECT_THAT(run.out, HasSubstr(command));
        const Outcome help = run_tool({command, "--help"});
        EXPECT_EQ(help.code, 0) << command;
        EXPECT_THAT(help.out, HasSubstr("--lang")) << command;
    }
    EXPECT_THAT(run.out, HasSubstr("130 interrupted"));
}

TEST(CommandLine, SpeaksChineseWhenAskedOrWhenTheEnvironmentDoes) {
    EXPECT_THAT(run_tool({"--help"}, {.environment = {"LC_ALL=zh_CN.UTF-8"}}).out,
                HasSubstr("按规则检查方案"));
    EXPECT_THAT(run_tool({"check", "--lang", "zh", "--help"}).out, HasSubstr("只用这些规则检查"));
    EXPECT_THAT(
        run_tool({"check", "--lang=en", "--help"}, {.environment = {"LC_ALL=zh_CN.UTF-8"}}).out,
        Not(HasSubstr("规则")));
    // LC_ALL goes before LANG, and the empty value counts as not set.
    EXPECT_THAT(run_tool({"--help"}, {.environment = {"LC_ALL=", "LC_MESSAGES=zh_CN"}}).out,
                HasSubstr("按规则检查方案"));
    EXPECT_THAT(run_tool({"--help"}, {.environment = {"LC_ALL=C", "LC_MESSAGES=zh_CN"}}).out,
                HasSubstr("hold the plan against the rules"));
}

TEST(CommandLine, WrongArgumentsEndWithTwoAndNothingOnStandardOutput) {
    const std::vector<std::vector<std::string>> wrong = {
        {},
        {"chek", "-"},
        {"check"},
        {"check", "-", "--no-such-option"},
        {"check", "-", "--format", "xml"},
        {"check", "-", "--gate", "fatal"},
        {"check", "-", "--only", "PL999"},
        {"check", "-", "another"},
        {"order", "-", "--format", "csv"},
        {"impact", "-"},
        {"impact", "-", "--unit", "nobody"},
        {"impact", "-", "--task", "T9"},
        {"explain", "-", "T1"},
        {"explain", "-", "T1", "T9"},
        {"matrix", "-", "task-task"},
        {"draw", "-", "--max-tasks", "many"},
        {"draw", "-", "--format", "png"},
        {"rules", "PL999"},
        {"stats", "-", "--lang", "fr"},
        {"stats", "-", "--color", "sometimes"},
    };
    for (const std::vector<std::string>& words : wrong) {
        std::string line;
        for (const std::string& each : words) line += " " + each;
        SCOPED_TRACE("planloom" + line);
        const Outcome run = on_small_plan(words);
        EXPECT_EQ(run.code, 2);
        EXPECT_THAT(run.out, IsEmpty());
        EXPECT_THAT(run.err, HasSubstr("planloom: "));
    }
}

TEST(CommandLine, NamesTheNearestOfWhatItDoesNotKnow) {
    EXPECT_THAT(on_small_plan({"chek", "-"}).err, HasSubstr("\"check\""));
    EXPECT_THAT(on_small_plan({"impact", "-", "--unit", "ofice"}).err, HasSubstr("\"office\""));
    EXPECT_THAT(on_small_plan({"impact", "-", "--unit", "ofice", "--lang", "zh"}).err,
                HasSubstr("“office”"));
    EXPECT_THAT(on_small_plan({"explain", "-", "T1", "bureaux"}).err, HasSubstr("\"bureau\""));
    EXPECT_THAT(on_small_plan({"check", "-", "--only", "no-leed"}).err, HasSubstr("\"no-lead\""));
}

TEST(CommandLine, AKeyThatIsNowhereNearGetsNoGuess) {
    const Outcome run = on_small_plan({"impact", "-", "--unit", "something else entirely"});
    EXPECT_EQ(run.code, 2);
    EXPECT_THAT(run.err, Not(HasSubstr("nearest")));
}

TEST(CommandLine, KeysMayLookLikeCommandsAndLists) {
    const std::string plan = R"({"units": ["check", "[a,b]", "x y"],
        "tasks": [{"key": "order", "lead": ["check", "[a,b]"]}]})";
    const Outcome run = run_tool({"explain", "-", "check", "order"}, {.in = plan});
    EXPECT_EQ(run.code, 0) << run.err;
    const Outcome list = run_tool(
        {"impact", "-", "--format", "json", "--unit", "[a,b]", "--unit", "check"}, {.in = plan});
    ASSERT_EQ(list.code, 0) << list.err;
    EXPECT_EQ(list.json()["cause"]["units"], (nlohmann::ordered_json{"[a,b]", "check"}));
}

TEST(CommandLine, ControlCharactersInArgumentsAreShownAsCodes) {
    const Outcome run = on_small_plan({"impact", "-", "--unit", "\033[31mred"});
    EXPECT_EQ(run.code, 2);
    EXPECT_THAT(run.err, Not(HasSubstr("\033")));
    EXPECT_THAT(run.err, HasSubstr("\\u{1B}"));
}

}  // namespace
}  // namespace planloom::testing

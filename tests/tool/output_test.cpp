// What the tool writes: files, drawings, colours, the same bytes twice; and how it stops.
#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <string>
#include <thread>
#include <vector>

namespace planloom::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;

// Every question that can be asked of any plan.
const std::vector<std::vector<std::string>> questions = {
    {"check"},
    {"check", "--format", "json"},
    {"check", "--lang", "zh", "--all"},
    {"order"},
    {"order", "--format", "json"},
    {"matrix"},
    {"matrix", "goal-task", "--lang", "zh"},
    {"matrix", "goal-unit", "--format", "json"},
    {"matrix", "requirement-task", "--format", "csv"},
    {"coverage"},
    {"coverage", "--by-horizon", "--missing", "--format", "json"},
    {"stats"},
    {"stats", "--format", "json"},
    {"draw"},
    {"draw", "--all-kinds"},
    {"report"},
    {"report", "--lang", "en"},
    {"format"},
};

std::vector<std::string> asked_of(std::vector<std::string> words, const std::string& plan) {
    words.insert(words.begin() + 1, plan);
    return words;
}

TEST(Output, EveryCommandAnswersForEveryExampleWithTheSameBytesTwice) {
    for (const std::string& plan : example_plans()) {
        for (const std::vector<std::string>& words : questions) {
            std::string line = fs::path(plan).filename().string();
            for (const std::string& each : words) line += " " + each;
            SCOPED_TRACE(line);
            const Outcome first = run_tool(asked_of(words, plan));
            const bool is_circle = plan == example("circle") && words[0] == "order";
            if (is_circle) {
                EXPECT_EQ(first.code, 4);
            } else {
                EXPECT_THAT(first.code, words[0] == "check" ? AnyOf(0, 1) : AnyOf(0, 0))
                    << first.err;
                EXPECT_THAT(first.out, Not(IsEmpty()));
            }
            const Outcome second = run_tool(asked_of(words, plan));
            // A report is too long to be shown whole.
            EXPECT_TRUE(first.out == second.out);
            EXPECT_EQ(first.err, second.err);
        }
    }
}

TEST(Output, TheHousePassesTheGateAndTheCircleDoesNot) {
    EXPECT_EQ(run_tool({"check", example("house")}).code, 0);
    EXPECT_EQ(run_tool({"check", example("circle")}).code, 1);
}

TEST(Output, AFileGetsTheBytesOfStandardOutput) {
    const TemporaryDirectory directory;
    for (const std::vector<std::string>& words : questions) {
        SCOPED_TRACE(words[0]);
        const std::string file = directory.file("answer");
        std::vector<std::string> to_file = asked_of(words, example("house"));
        to_file.insert(to_file.end(), {"-o", file});
        const Outcome run = run_tool(to_file);
        EXPECT_THAT(run.out, IsEmpty());
        EXPECT_TRUE(content(file) == run_tool(asked_of(words, example("house"))).out);
    }
    EXPECT_EQ(directory.file_count(), 1U);
}

TEST(Output, AFileThatCannotBeWrittenIsNamedAndNothingIsLeftBehind) {
    const Outcome run = run_tool({"stats", example("house"), "-o", "/no/such/folder/answer"});
    EXPECT_EQ(run.code, 5);
    EXPECT_THAT(run.err, HasSubstr("/no/such/folder/answer"));
    const TemporaryDirectory directory;
    const std::string file = directory.write("answer", "old");
    EXPECT_EQ(run_tool({"stats", "-", "-o", file}, {.in = "{"}).code, 3);
    EXPECT_EQ(content(file), "old");
    EXPECT_EQ(directory.file_count(), 1U);
}

TEST(Output, ColoursOnlyWhenAskedForOrOnATerminal) {
    const std::string plan = example("circle");
    EXPECT_THAT(run_tool({"check", plan}).out, Not(HasSubstr("\033[")));
    EXPECT_THAT(run_tool({"check", plan, "--color", "always"}).out, HasSubstr("\033[1;31m"));
    EXPECT_THAT(run_tool({"check", plan, "--color", "always"}, {.environment = {"NO_COLOR=1"}}).out,
                HasSubstr("\033[1;31m"));
    EXPECT_THAT(run_tool({"check", plan, "--color", "never"}).out, Not(HasSubstr("\033[")));
}

TEST(Output, FormatIsStable) {
    const Outcome once = run_tool({"format", example("house")});
    ASSERT_EQ(once.code, 0) << once.err;
    const Outcome twice = run_tool({"format", "-"}, {.in = once.out});
    EXPECT_EQ(once.out, twice.out);
    EXPECT_EQ(once.json()["planloom"], 1);
}

TEST(Output, SchemaIsJson) {
    const Outcome run = run_tool({"schema"});
    EXPECT_EQ(run.code, 0);
    EXPECT_TRUE(run.json().contains("$schema"));
}

TEST(Output, ReportSpeaksThePlansLanguageUnlessTold) {
    EXPECT_THAT(run_tool({"report", example("qinghai-2023")}).out, HasSubstr("lang=\"zh"));
    EXPECT_THAT(run_tool({"report", example("qinghai-2023"), "--lang", "en"}).out,
                HasSubstr("lang=\"en"));
    EXPECT_THAT(
        run_tool({"report", example("house"), "-o", "-"}, {.environment = {"LC_ALL=zh_CN"}}).out,
        HasSubstr("lang=\"en"));
}

TEST(Output, DrawsSvgWithGraphviz) {
    if (std::system("dot -V >/dev/null 2>&1") != 0) GTEST_SKIP() << "skipped: no Graphviz";
    const Outcome run = run_tool({"draw", example("house"), "--format", "svg"});
    ASSERT_EQ(run.code, 0) << run.err;
    EXPECT_THAT(run.out, HasSubstr("<svg"));
    EXPECT_THAT(run.out, HasSubstr("</svg>"));
    // More text than any pipe holds, so that writing and reading have to go side by side.
    ordered_json plan = {{"tasks", ordered_json::array()}};
    for (int i = 0; i < 600; ++i)
        plan["tasks"].push_back({{"key", std::to_string(i)}, {"title", std::string(200, 'x')}});
    const Outcome large = run_tool({"draw", "-", "--format", "svg"}, {.in = plan.dump()});
    ASSERT_EQ(large.code, 0) << large.err;
    EXPECT_THAT(large.out, HasSubstr("</svg>"));
}

TEST(Output, SaysWhatToDoWithoutGraphviz) {
    const Outcome run = run_tool({"draw", example("house"), "--format", "svg"},
                                 {.environment = {"PATH=/no/such/folder"}});
    EXPECT_EQ(run.code, 5);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr("Graphviz"));
    EXPECT_THAT(run.err, HasSubstr("--format dot"));
}

TEST(Output, AFullDiskIsNoSuccess) {
    if (!fs::exists("/dev/full")) GTEST_SKIP() << "skipped: no /dev/full";
    const Outcome run = run_tool({"check", example("house")}, {.out_file = "/dev/full"});
    EXPECT_EQ(run.code, 5);
    EXPECT_THAT(run.err, HasSubstr("no space is left"));
}

// A pipe by name whose other end the test holds.
std::string make_fifo(const TemporaryDirectory& directory) {
    const std::string path = directory.file("pipe");
    if (::mkfifo(path.c_str(), 0600) != 0) throw std::runtime_error("no fifo");
    return path;
}

TEST(Output, AnInterruptEndsWith130AndLeavesTheOldFile) {
    const TemporaryDirectory directory;
    const std::string pipe = make_fifo(directory);
    const std::string file = directory.write("answer", "old");
    // Both ends are open here, so the tool waits for more until the interrupt comes.
    const int hold = ::open(pipe.c_str(), O_RDWR | O_CLOEXEC);
    const pid_t process =
        start({"stats", "-", "-o", file}, {}, pipe, directory.file("out"), directory.file("err"));
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    ::kill(process, SIGINT);
    EXPECT_EQ(wait_for(process), 130);
    ::close(hold);
    EXPECT_EQ(content(file), "old");
    EXPECT_THAT(content(directory.file("err")), IsEmpty());
}

TEST(Output, AReaderThatHasGoneIsNoFault) {
    const TemporaryDirectory directory;
    const std::string pipe = make_fifo(directory);
    const std::string plan = directory.write("plan", std::string(small_plan));
    const int reader = ::open(pipe.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    ASSERT_GE(reader, 0);
    // Its own input is a pipe too, so that the reader can go before anything is written.
    const TemporaryDirectory other;
    const std::string input = make_fifo(other);
    const int writer = ::open(input.c_str(), O_RDWR | O_CLOEXEC);
    const pid_t process = start({"stats", "-"}, {}, input, pipe, directory.file("err"));
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    ::close(reader);
    ASSERT_GT(::write(writer, small_plan.data(), small_plan.size()), 0);
    ::close(writer);
    EXPECT_THAT(wait_for(process), AnyOf(-SIGPIPE, 128 + SIGPIPE));
    EXPECT_THAT(content(directory.file("err")), IsEmpty());
}

}  // namespace
}  // namespace planloom::testing

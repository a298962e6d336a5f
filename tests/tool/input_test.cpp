// What the tool does with input: standard input, encodings, broken files, missing files.
#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <regex>
#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::AnyOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

fs::path corpus() {
    const char* named = std::getenv("PLANLOOM_CORPUS");
    return named != nullptr ? fs::path(named) : fs::path(PLANLOOM_SOURCE_DIR) / "../shared/corpus";
}

std::vector<fs::path> json_cases(std::string_view prefix) {
    std::vector<fs::path> cases;
    if (!fs::exists(corpus() / "json")) return cases;
    for (const auto& entry : fs::directory_iterator(corpus() / "json"))
        if (entry.path().filename().string().starts_with(prefix)) cases.push_back(entry.path());
    std::sort(cases.begin(), cases.end());
    return cases;
}

TEST(Input, StandardInputIsADash) {
    const Outcome file = run_tool({"stats", example("house"), "--format", "json"});
    const Outcome piped =
        run_tool({"stats", "-", "--format", "json"}, {.in = content(example("house"))});
    EXPECT_EQ(file.code, 0) << file.err;
    EXPECT_EQ(piped.code, 0) << piped.err;
    EXPECT_EQ(file.out, piped.out);
}

TEST(Input, EncodingsOfChineseMachinesAreRead) {
    const std::string utf8 = R"({"tasks": ["数据"]})";
    const std::string gb18030 = "{\"tasks\": [\"\xCA\xFD\xBE\xDD\"]}";
    const Outcome expected = run_tool({"order", "-", "--format", "json"}, {.in = utf8});
    EXPECT_EQ(expected.json()["order"][0], "数据");
    EXPECT_EQ(run_tool({"order", "-", "--format", "json"}, {.in = gb18030}).out, expected.out);
    EXPECT_EQ(run_tool({"order", "-", "--format", "json"}, {.in = "\xEF\xBB\xBF" + utf8}).out,
              expected.out);
}

TEST(Input, EveryFaultIsNamedWithItsPlace) {
    const TemporaryDirectory directory;
    const std::string path = directory.write("plan.json", R"({
  "tasks": [
    {"key": "T1", "duration": "soon"},
    {"key": "T2", "status": "finished"}
  ]
})");
    const Outcome run = run_tool({"order", path});
    EXPECT_EQ(run.code, 3);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, HasSubstr(path + ":3: /tasks/0/duration: "));
    EXPECT_THAT(run.err, HasSubstr("[bad_duration]"));
    EXPECT_THAT(run.err, HasSubstr(path + ":4: /tasks/1/status: "));
    EXPECT_THAT(run.err, HasSubstr("2 faults"));
}

TEST(Input, APlanThatCannotBeFrozenEndsWithThree) {
    const std::string plan = R"({"tasks": [
        {"key": "T1", "after": ["T9"]},
        {"key": "T1"}
    ]})";
    for (const char* command : {"order", "matrix", "draw", "report"}) {
        SCOPED_TRACE(command);
        const Outcome run = run_tool({command, "-"}, {.in = plan});
        EXPECT_EQ(run.code, 3);
        EXPECT_THAT(run.out, IsEmpty());
        EXPECT_THAT(run.err, HasSubstr("[unknown_task]"));
        EXPECT_THAT(run.err, HasSubstr("[duplicate_key]"));
        EXPECT_THAT(run.err, HasSubstr("planloom check"));
    }
}

TEST(Input, RemarksOfTheReaderGoToStandardErrorAndIntoTheJsonOfCheck) {
    const std::string plan = R"({"tasks": [{"key": "T1", "dutation": "3d"}]})";
    const Outcome run = run_tool({"order", "-"}, {.in = plan});
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.err, HasSubstr("<stdin>:1: warning: "));
    EXPECT_THAT(run.err, HasSubstr("duration"));
    const Outcome check = run_tool({"check", "-", "--format", "json"}, {.in = plan});
    EXPECT_THAT(check.json()["notes"].dump(), HasSubstr("unknown_field"));
}

TEST(Input, AMissingFileIsNamed) {
    const Outcome run = run_tool({"check", "/no/such/plan.json"});
    EXPECT_EQ(run.code, 3);
    EXPECT_THAT(run.err, HasSubstr("/no/such/plan.json"));
    EXPECT_THAT(run.err, HasSubstr("no such file"));
    EXPECT_EQ(run_tool({"check", "/tmp"}).code, 3);
}

TEST(Input, WhatIsNoPlanIsRefused) {
    for (const char* text : {"", " ", "[]", "3", "null", "{\"tasks\": 3}", "{} {}", "\"x\""}) {
        SCOPED_TRACE(text);
        const Outcome run = run_tool({"check", "-"}, {.in = text});
        EXPECT_EQ(run.code, 3);
        EXPECT_THAT(run.err, StartsWith("<stdin>"));
    }
    EXPECT_EQ(run_tool({"check", "-"}, {.in = std::string("{}\0{}", 5)}).code, 3);
}

TEST(Input, BrokenJsonGetsAPlaceAndNeverACrash) {
    const std::vector<fs::path> cases = json_cases("n_");
    if (cases.empty()) GTEST_SKIP() << "skipped: no corpus";
    EXPECT_GT(cases.size(), 100U);
    const std::regex place(R"(^.*n_[^:]*(:[0-9]+)?: )");
    for (const fs::path& path : cases) {
        SCOPED_TRACE(path.filename());
        const Outcome run = run_tool({"check", path.string()});
        EXPECT_EQ(run.code, 3) << run.err;
        EXPECT_THAT(run.out, IsEmpty());
        const std::string first = run.err.substr(0, run.err.find('\n'));
        EXPECT_TRUE(std::regex_search(first, place)) << first;
        EXPECT_THAT(run.err, AnyOf(HasSubstr(":1: "), HasSubstr(":2: "), HasSubstr("[encoding]")))
            << first;
    }
}

TEST(Input, SoundJsonThatIsNoPlanIsRefusedWithoutACrash) {
    const std::vector<fs::path> cases = json_cases("y_");
    if (cases.empty()) GTEST_SKIP() << "skipped: no corpus";
    for (const fs::path& path : cases) {
        SCOPED_TRACE(path.filename());
        EXPECT_THAT(run_tool({"check", path.string()}).code, AnyOf(0, 1, 3));
    }
}

}  // namespace
}  // namespace planloom::testing

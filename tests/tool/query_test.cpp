// planloom query, and the examples of its reference page.
#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace planloom::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

//   office --leads--> T1 --> T2 --> G
//                            ^
//   bureau --leads-----------+
constexpr std::string_view chain_plan = R"({
  "goals": [{"key": "G", "title": "the goal"}],
  "units": ["office", "bureau"],
  "tasks": [
    {"key": "T1", "title": "first", "duration": "1d", "lead": "office"},
    {"key": "T2", "title": "=second", "duration": "2d", "lead": "bureau", "after": ["T1"], "serves": "G"}
  ]
})";

Outcome on_chain(const std::string& query, std::vector<std::string> more = {}) {
    std::vector<std::string> words = {"query", "-", query};
    words.insert(words.end(), more.begin(), more.end());
    return run_tool(words, {.in = std::string(chain_plan)});
}

/// One command of the reference page and what it writes, standard error first.
struct Example {
    std::string command;
    std::string output;
};

std::vector<Example> examples_of_the_page() {
    std::ifstream file(PLANLOOM_SOURCE_DIR "/examples/planloom/QUERY.md");
    std::vector<Example> examples;
    bool is_console = false;
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("```")) {
            is_console = line == "```console";
        } else if (is_console && line.starts_with("$ ")) {
            examples.push_back({line.substr(2), ""});
        } else if (is_console && !examples.empty()) {
            examples.back().output += line + "\n";
        }
    }
    return examples;
}

TEST(QueryPage, ExamplesWriteWhatThePageSays) {
    const TemporaryDirectory directory;
    const std::string path = fs::path(PLANLOOM_TOOL).parent_path().string();
    const std::vector<Example> examples = examples_of_the_page();
    EXPECT_GE(examples.size(), 30U);
    for (const Example& each : examples) {
        SCOPED_TRACE(each.command);
        const std::string out = directory.file("out");
        const std::string command = "cd '" PLANLOOM_SOURCE_DIR "' && LC_ALL=C PATH='" + path +
                                    "':\"$PATH\" " + each.command + " > '" + out + "' 2>&1";
        const int status = std::system(command.c_str());
        ASSERT_TRUE(WIFEXITED(status));
        EXPECT_EQ(content(out), each.output);
    }
}

TEST(Query, JsonHasTheFixedKeys) {
    const Outcome run = on_chain("path(T1, goal:G)", {"--out", "json", "--explain"});
    ASSERT_EQ(run.code, 0) << run.err;
    const ordered_json answer = run.json();
    EXPECT_EQ(answer["query"], "path(T1, goal:G)");
    EXPECT_EQ(answer["total"], 3);
    EXPECT_EQ(answer["is_cut"], false);
    EXPECT_EQ(answer["found"][0]["kind"], "goal");
    EXPECT_EQ(answer["found"][0]["key"], "G");
    EXPECT_EQ(answer["found"][0]["title"], "the goal");
    EXPECT_TRUE(answer["found"][0]["revision"].is_null());
    EXPECT_EQ(answer["paths"][0]["path"], (ordered_json{"T1", "T2", "G"}));
    EXPECT_EQ(answer["shortest_paths"], 1);
    EXPECT_EQ(answer["are_paths_cut"], false);
    EXPECT_THAT(answer["warnings"], IsEmpty());
    EXPECT_EQ(on_chain("before(T2)", {"--out", "json", "--explain"})
                  .json()["found"][0]["because"]["path"],
              (ordered_json{"T1", "T2"}));
}

TEST(Query, CountLimitAndEmpty) {
    EXPECT_EQ(on_chain("*", {"--count"}).out, "5\n");
    EXPECT_EQ(on_chain("*", {"--limit", "1", "--out", "ids"}).out, "G\n");
    EXPECT_THAT(on_chain("*", {"--limit", "1", "--out", "ids"}).err, HasSubstr("1 of 5"));
    EXPECT_THAT(on_chain("*", {"--limit", "1"}).out, HasSubstr("and 4 more of 5"));
    EXPECT_EQ(on_chain("after(T2)").code, 0);
    EXPECT_EQ(on_chain("after(T2)", {"--fail-empty"}).code, 1);
    EXPECT_EQ(on_chain("T2", {"--fail-empty"}).code, 0);
}

TEST(Query, FaultsAreMarkedInTheQuery) {
    const Outcome run = on_chain("before(T9) | office");
    EXPECT_EQ(run.code, 2);
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_EQ(run.err,
              "before(T9) | office\n"
              "       ^^\n"
              "planloom: column 8: unknown key \"T9\"\n");
    EXPECT_EQ(on_chain("before(").code, 2);
    const Outcome chinese = on_chain("省政府 | 市", {"--lang", "zh"});
    EXPECT_EQ(chinese.code, 2);
    EXPECT_THAT(chinese.err, StartsWith("省政府 | 市\n^^^^^^\nplanloom：第 1 列："));
    EXPECT_THAT(chinese.err, HasSubstr("         ^^\nplanloom：第 10 列："));
}

TEST(Query, WarningsDoNotFail) {
    const Outcome run = on_chain("T1 | T2 - T1", {"--out", "ids"});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.out, "T2\n");
    EXPECT_THAT(run.err, HasSubstr("warning: column 9: | and -"));
}

TEST(Query, FormsOfTheAnswer) {
    EXPECT_EQ(on_chain("task:*", {"--out", "csv"}).out,
              "kind,key,title,revision\r\ntask,T1,first,\r\ntask,T2,'=second,\r\n");
    EXPECT_THAT(on_chain("task:*", {"--out", "csv", "--raw"}).out, HasSubstr("T2,=second"));
    EXPECT_EQ(on_chain("path(office, G)", {"--out", "paths"}).out, "office -> T1 -> T2 -> G\n");
    EXPECT_EQ(on_chain("after(T1)", {"--out", "sentence"}).out,
              "T1 must finish before T2 starts\n");
    EXPECT_THAT(on_chain("task:*", {"--out", "dot"}).out, HasSubstr("t0 -> t1"));
    EXPECT_THAT(on_chain("task:*", {"--out", "mermaid"}).out, HasSubstr("t0 --> t1"));
    EXPECT_THAT(on_chain("T1", {"--out", "dot"}).out, ::testing::Not(HasSubstr("second")));
    EXPECT_THAT(on_chain("*", {"--out", "dot"}).out, HasSubstr("the goal"));
    EXPECT_EQ(on_chain("T1|T2&pre:T1", {"--canonical"}).out, "T1 | T2 & <T1\n");
}

TEST(Query, SetsFindingsAndEarlierRevisions) {
    EXPECT_EQ(on_chain("$mine - T1", {"--set", "mine=task:*", "--out", "ids"}).out, "T2\n");
    EXPECT_EQ(on_chain("$mine", {"--set", "mine"}).code, 2);
    EXPECT_THAT(on_chain("$mine", {"--set", "mine=T9"}).err, StartsWith("T9\n^^\n"));
    EXPECT_EQ(on_chain("findings(task-without-goal) | findings(PL2*)", {"--count"}).code, 2);
    EXPECT_EQ(on_chain("findings(*)", {"--count"}).code, 0);
    const TemporaryDirectory directory;
    const std::string old = directory.write(
        "old.json", R"({"tasks": [{"key": "T1", "title": "first", "duration": "1d"}, "T0"]})");
    EXPECT_EQ(on_chain("new(tasks(*)) | gone(tasks(*)) | changed(*, lead)",
                       {"--against", old, "--out", "csv"})
                  .out,
              "kind,key,title,revision\r\ntask,T1,first,\r\ntask,T2,'=second,\r\n"
              "task,T0,T0,old\r\n");
    EXPECT_EQ(on_chain("T0 @ old", {"--against", old, "--out", "ids"}).out, "T0\n");
}

}  // namespace
}  // namespace planloom::testing

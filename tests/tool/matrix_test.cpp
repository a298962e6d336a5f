// planloom matrix.
#include "tool/run_tool.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::testing {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr std::string_view plan_with_subgoal = R"({
  "requirements": ["R"],
  "goals": [{"key": "G", "implements": "R"}, {"key": "S", "parent": "G"}],
  "units": [{"key": "省大数据局"}, {"key": "省财政厅"}, {"key": "idle"}],
  "tasks": [
    {"key": "T1", "title": "=1+1", "serves": "S", "lead": "省大数据局", "support": "省财政厅"},
    {"key": "T2", "serves": {"goal": "G", "role": "supporting"}}
  ]
})";

Outcome matrix(std::vector<std::string> words) {
    words.insert(words.begin(), {"matrix", "-"});
    return run_tool(words, {.in = std::string(plan_with_subgoal)});
}

TEST(Matrix, JsonHasTheFixedKeysForEveryKind) {
    for (const char* kind : {"goal-task", "task-unit", "goal-unit", "requirement-task"}) {
        SCOPED_TRACE(kind);
        const Outcome run = matrix({kind, "--format", "json"});
        ASSERT_EQ(run.code, 0) << run.err;
        const ordered_json answer = run.json();
        EXPECT_EQ(answer["kind"], kind);
        EXPECT_EQ(answer["row_totals"].size(), answer["rows"].size());
        EXPECT_EQ(answer["column_totals"].size(), answer["columns"].size());
        std::size_t by_rows = 0;
        for (const ordered_json& total : answer["row_totals"]) by_rows += total.get<std::size_t>();
        EXPECT_EQ(by_rows, answer["cells"].size());
        EXPECT_FALSE(answer["cells"].empty());
    }
}

TEST(Matrix, CellsSayWhatStandsBehindThem) {
    const ordered_json answer = matrix({"goal-task", "--format", "json"}).json();
    EXPECT_EQ(answer["cells"], ordered_json::parse(R"([
        {"row": "G", "column": "T1", "marks": ["necessary"], "count": 1, "direct": false},
        {"row": "G", "column": "T2", "marks": ["supporting"], "count": 1, "direct": true},
        {"row": "S", "column": "T1", "marks": ["necessary"], "count": 1, "direct": true}])"));
}

TEST(Matrix, TextIsTheResponsibilityTableUnlessSaidOtherwise) {
    const Outcome run = matrix({"--lang", "zh"});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.out,
              "任务     省大数据局  省财政厅  合计\n"
              "-------  ----------  --------  ----\n"
              "T1 =1+1  牵          配           2\n"
              "T2                                0\n"
              "合计     1           1            2\n"
              "\n"
              "牵 牵头、配 配合、合计为非空格数\n"
              "略去没有内容的 1 列\n");
}

TEST(Matrix, CellsThatComeFromASubgoalStandInBrackets) {
    const Outcome run = matrix({"goal-task"});
    EXPECT_THAT(run.out, HasSubstr("(N)"));
    EXPECT_THAT(run.out, HasSubstr("(...) by a subgoal"));
}

TEST(Matrix, CsvHoldsEveryCellAndIsSafeInASpreadsheet) {
    const Outcome run = matrix({"task-unit", "--format", "csv"});
    EXPECT_EQ(run.code, 0);
    EXPECT_EQ(run.out,
              "key,title,省大数据局,省财政厅,idle,total\r\n"
              "T1,'=1+1,lead,support,,2\r\n"
              "T2,T2,,,,0\r\n"
              "total,,1,1,0,2\r\n");
    EXPECT_THAT(matrix({"--format", "csv", "--raw"}).out, HasSubstr("T1,=1+1,"));
    EXPECT_THAT(matrix({"--format", "csv", "--bom"}).out, StartsWith("\xEF\xBB\xBFkey,"));
}

TEST(Matrix, ATableTooWideNumbersItsColumnsAndThenBecomesAList) {
    const auto plan_with_units = [](int count) {
        ordered_json plan = {{"units", ordered_json::array()}, {"tasks", {{{"key", "T"}}}}};
        for (int i = 0; i < count; ++i) {
            plan["units"].push_back("a unit with a long name " + std::to_string(i));
            plan["tasks"][0]["support"].push_back(plan["units"].back());
        }
        return plan.dump();
    };
    const Outcome numbers = run_tool({"matrix", "-"}, {.in = plan_with_units(10)});
    EXPECT_THAT(numbers.out, HasSubstr("  10  a unit with a long name 9\n"));
    const Outcome list = run_tool({"matrix", "-"}, {.in = plan_with_units(60)});
    EXPECT_THAT(list.out, HasSubstr("60 columns are too many for the width"));
    EXPECT_THAT(list.out, HasSubstr("T: S a unit with a long name 0, a unit"));
}

TEST(Matrix, AnEmptyPlanHasAnEmptyMatrix) {
    EXPECT_EQ(run_tool({"matrix", "-"}, {.in = "{}"}).out, "the matrix is empty\n");
    const Outcome json = run_tool({"matrix", "-", "--format", "json"}, {.in = "{}"});
    EXPECT_EQ(json.json()["cells"], ordered_json::array());
    EXPECT_EQ(run_tool({"matrix", "-", "--format", "csv"}, {.in = "{}"}).out,
              "key,title,total\r\ntotal,,0\r\n");
}

constexpr std::string_view plan_of_levels = R"({
  "units": [{"key": "省局", "level": "province"}, {"key": "县局", "level": "county"}],
  "goals": ["G"],
  "tasks": [
    {"key": "T1", "serves": "G", "lead": "省局", "support": "县局"},
    {"key": "T2", "lead": "县局", "after": "T1"}
  ]
})";

Outcome levels(std::vector<std::string> words) {
    words.insert(words.begin(), {"matrix", "-"});
    return run_tool(words, {.in = std::string(plan_of_levels)});
}

TEST(Matrix, UnitsByUnitsSayHowMuchStandsBehindACell) {
    EXPECT_EQ(levels({"unit-unit", "--lang", "zh"}).out,
              "单位  省局  县局      合计\n"
              "----  ----  --------  ----\n"
              "省局        2 同牵交     1\n"
              "县局  1 同               1\n"
              "合计  1     1            2\n"
              "\n"
              "同 共同参与、牵 牵头，对方参与、交 向对方移交、数字为共同任务数加移交依赖数、"
              "合计为非空格数\n");
    const ordered_json answer = levels({"unit-unit", "--format", "json", "--evidence"}).json();
    EXPECT_EQ(answer["cells"][0]["marks"], ordered_json({"shared", "leads", "hands_on"}));
    EXPECT_EQ(answer["cells"][0]["evidence"][1]["relation"], "dependency");
}

TEST(Matrix, CountsWhatCrossesALevelAndSaysWhatIsNotEvaluated) {
    const ordered_json answer = levels({"unit-unit", "--by", "level", "--format", "json"}).json();
    EXPECT_EQ(answer["axes"][0]["tasks"],
              ordered_json::parse(R"({"inside": 0, "crossing": 1, "unknown": 0, "share": 1.0})"));
    EXPECT_THAT(levels({"unit-unit", "--by", "level"}).out, HasSubstr("1 of 1 hand-offs cross"));
    EXPECT_EQ(levels({"unit-unit", "--by", "level", "--format", "csv"}).out,
              "axis,from,to,tasks,hand_offs\r\n"
              "level,province,county,1,1\r\nlevel,county,province,1,0\r\n");
    EXPECT_THAT(levels({"unit-unit", "--by", "system"}).out,
                HasSubstr("no unit has the attribute system"));
}

TEST(Matrix, UnitHasItsJobSheetAndGoalItsTasks) {
    const Outcome sheet = levels({"--unit", "省局", "--format", "csv"});
    EXPECT_EQ(sheet.out, "key,title,省局,县局,total\r\nT1,T1,lead,support,2\r\ntotal,,1,1,2\r\n");
    EXPECT_THAT(levels({"--goal", "G"}).out, Not(HasSubstr("T2")));
    EXPECT_EQ(levels({"--unit", "nobody"}).code, levels({"--goal", "nothing"}).code);
    EXPECT_NE(levels({"--unit", "nobody"}).code, 0);
}

TEST(Matrix, MarksAreWrittenAsWanted) {
    EXPECT_THAT(levels({"--marks", "raci"}).out, HasSubstr("A "));
    EXPECT_EQ(levels({"--marks", "words", "--lang", "zh", "--format", "csv"}).out,
              "编号,名称,省局,县局,合计\r\n"
              "T1,T1,牵头,配合,2\r\nT2,T2,,牵头,1\r\n合计,,1,2,3\r\n");
}

TEST(Matrix, GroupsStandAboveTheirRowsAndBelowTheTable) {
    EXPECT_THAT(levels({"--by", "goal"}).out, HasSubstr("[G]\nT1"));
    EXPECT_THAT(levels({"--by", "level"}).out, HasSubstr("[province] 省局\n[county] 县局\n"));
}

TEST(Matrix, FormatIsTakenFromTheNameOfTheFile) {
    const std::string folder = ::testing::TempDir() + "/planloom_matrix_test";
    std::filesystem::create_directories(folder);
    const auto bytes = [&](std::vector<std::string> words, const std::string& name) {
        words.insert(words.end(), {"-o", folder + "/" + name});
        EXPECT_EQ(levels(words).code, 0);
        std::ifstream file(folder + "/" + name, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    EXPECT_THAT(bytes({"--all"}, "all.xlsx"), StartsWith("PK"));
    EXPECT_EQ(bytes({"--all"}, "all.xlsx"), bytes({"--all"}, "again.xlsx"));
    EXPECT_THAT(bytes({"--all"}, "all.html"), StartsWith("<!DOCTYPE html>"));
    EXPECT_THAT(bytes({}, "one.csv"), StartsWith("key,"));
    EXPECT_THAT(bytes({"--format", "json"}, "one.csv"), StartsWith("{"));
    std::filesystem::remove_all(folder);
}

TEST(Matrix, ArgumentsThatDoNotGoTogetherAreRefused) {
    for (const std::vector<std::string>& words :
         {std::vector<std::string>{"unit-unit", "--goal", "G"},
          {"unit-unit", "--by", "level", "--unit", "省局"},
          {"goal-task", "--by", "region"},
          {"--all", "--format", "json"},
          {"--evidence"},
          {"--by", "colour"}})
        EXPECT_EQ(levels(words).code, 2) << words.back();
}

TEST(Matrix, TextIsSafeOnATerminal) {
    const std::string plan =
        R"({"units": ["\u001b[31mred"], "tasks": [{"key": "T\u202e", "lead": "\u001b[31mred"}]})";
    const Outcome run = run_tool({"matrix", "-"}, {.in = plan});
    EXPECT_EQ(run.code, 0);
    EXPECT_THAT(run.out, Not(HasSubstr("\033")));
    EXPECT_THAT(run.out, HasSubstr("\\u{1B}[31mred"));
    EXPECT_THAT(run.out, HasSubstr("\\u{202E}"));
}

}  // namespace
}  // namespace planloom::testing

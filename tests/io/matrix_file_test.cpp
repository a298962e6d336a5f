#include <planloom/core/error.hpp>
#include <planloom/io/matrix_file.hpp>
#include <planloom/io/sheet.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/report/matrix_html.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <nlohmann/json.hpp>

#include <memory>
#include <string>

namespace planloom::testing {
namespace {

using nlohmann::json;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

//   T1 (section 二)  -> G    省发改委 leads, =A supports
//   T2 (section 一)          =A leads
class Files : public ::testing::Test {
protected:
    Files() {
        PlanBuilder builder;
        builder.head().title = "A & <B>";
        builder.add_unit({.key = "省发改委", .level = "省级"});
        builder.add_unit({.key = "idle"});
        builder.add_unit({.key = "=A", .level = "市级"});
        builder.add_goal({.key = "G"});
        const TaskId t1 = builder.add_task({.key = "T1", .title = "<数据>", .section = "二"});
        const TaskId t2 = builder.add_task({.key = "T2", .section = "一"});
        builder.serve(t1, "G");
        builder.assign(t1, "省发改委", Role::lead);
        builder.assign(t1, "=A", Role::support);
        builder.assign(t2, "=A", Role::lead);
        builder.depend(t2, "T1");
        graph_ = std::make_unique<PlanGraph>(freeze(std::move(builder).build()));
    }
    [[nodiscard]] MatrixTable table(MatrixKind kind, const LayoutOptions& layout = {},
                                    const MatrixTableOptions& options = {}) const {
        const Matrix cells = matrix(*graph_, kind);
        return matrix_table(*graph_, cells, lay_out(*graph_, cells, layout), options);
    }
    std::unique_ptr<PlanGraph> graph_;
};

TEST_F(Files, TableForProgramsIsTheSameInEveryLanguage) {
    EXPECT_EQ(matrix_csv(table(MatrixKind::task_unit, {.hide_empty_columns = false})),
              "key,title,省发改委,idle,'=A,total\r\n"
              "T1,<数据>,lead,,support,2\r\n"
              "T2,T2,,,lead,1\r\n"
              "total,,1,0,2,3\r\n");
}

TEST_F(Files, TableForPeopleIsGroupedAndHasTotalsOfEachMark) {
    const MatrixTable people = table(
        MatrixKind::task_unit, {.rows_by = GroupAxis::section, .columns_by = GroupAxis::level},
        {.language = "zh", .marks = MarkStyle::word, .has_mark_totals = true});
    EXPECT_EQ(people.name, "任务分工表");
    EXPECT_EQ(matrix_csv(people, {}, true),
              ",,省级,市级,,,\n"
              "编号,名称,省发改委,=A,合计,牵头,配合\n"
              "二,,,,,,\n"
              "T1,<数据>,牵头,配合,2,1,1\n"
              "一,,,,,,\n"
              "T2,T2,,牵头,1,1,0\n"
              "合计,,1,2,3,2,1\n"
              "牵头,,1,1,2,,\n"
              "配合,,0,1,1,,\n");
    EXPECT_THAT(people.notes, ::testing::Contains("有单位的任务：2 中的 2（100.0%）"));
    EXPECT_THAT(people.notes, ::testing::Contains("有任务的单位：3 中的 2（66.7%）"));
    EXPECT_THAT(people.notes, ::testing::Contains("隐藏的列：1"));
    EXPECT_TRUE(people.rows[3].cells[2].is_strong);
    EXPECT_FALSE(people.rows[3].cells[3].is_strong);
}

TEST_F(Files, ShareOfNothingIsNotEvaluated) {
    EXPECT_THAT(table(MatrixKind::requirement_task, {}, {.language = "en"}).notes,
                ::testing::Contains("requirements with a task: not evaluated, none is shown"));
}

TEST_F(Files, TooManyCellsAreRefused) {
    EXPECT_EQ(error_code([&] { return table(MatrixKind::task_unit, {}, {.max_cells = 3}); }),
              "limit_cells");
}

TEST_F(Files, ByteOrderMarkIsWrittenWhereItIsWanted) {
    EXPECT_THAT(matrix_csv(table(MatrixKind::task_unit), {.has_bom = true}),
                ::testing::StartsWith("\xEF\xBB\xBFkey,"));
}

TEST_F(Files, PairsOfUnitsAndCrossingsAreTables) {
    const Coordination units = coordination(*graph_);
    EXPECT_EQ(matrix_csv(coordination_table(*graph_, units), {}, true),
              "row,column,shared,leads,links,hand_offs\n"
              "省发改委,=A,1,1,1,1\n"
              "=A,省发改委,1,0,0,0\n");
    const std::vector<Crossings> axes = {crossings(*graph_, units, GroupAxis::level),
                                         crossings(*graph_, units, GroupAxis::system)};
    const MatrixTable table = crossings_table(axes, "en");
    EXPECT_EQ(matrix_csv(table, {}, true),
              "by,groups,tasks inside one,tasks that cross,tasks not known,tasks of one unit,"
              "hand-offs inside one,hand-offs that cross,hand-offs not known\n"
              "level,2,0,1,0,1,0,1,0\n"
              "system,0,not evaluated,not evaluated,not evaluated,not evaluated,not evaluated,"
              "not evaluated,not evaluated\n");
    EXPECT_THAT(table.notes,
                ElementsAre("level: 1 of 1 tasks cross (100.0 %)",
                            "level: 1 of 1 hand-offs cross (100.0 %)",
                            "system: not evaluated, no unit has the attribute system"));
    EXPECT_EQ(matrix_csv(crossing_pairs_table(axes), {}, true),
              "axis,from,to,tasks,hand_offs\nlevel,省级,市级,1,1\nlevel,市级,省级,1,0\n");
    const json answer = json::parse(crossings_json(*graph_, units, axes));
    EXPECT_EQ(answer["axes"][0]["unit_pairs"].size(), 2U);
    EXPECT_EQ(answer["axes"][1]["tasks"], nullptr);
}

TEST_F(Files, JsonHasMarginsAndTheRelationsBehindEachCell) {
    const Matrix cells = matrix(*graph_, MatrixKind::task_unit);
    const json answer = json::parse(matrix_json(*graph_, cells, lay_out(*graph_, cells), true));
    EXPECT_EQ(answer["columns"], json::parse(R"(["省发改委", "=A"])"));
    EXPECT_EQ(answer["columns_filled"],
              json::parse(R"({"part": 2, "whole": 3, "share": 0.6666666666666666})"));
    EXPECT_EQ(answer["mark_totals"]["lead"], 2);
    EXPECT_EQ(answer["cells"][0]["evidence"], json::parse(R"([{"relation": "assignment", "row": 0,
        "task": "T1", "unit": "省发改委", "role": "lead"}])"));
    const Matrix none = matrix(*graph_, MatrixKind::requirement_task);
    EXPECT_EQ(
        json::parse(matrix_json(*graph_, none, lay_out(*graph_, none)))["rows_filled"]["share"],
        nullptr);
}

TEST_F(Files, WorkbookHasFixedHeadsBoldLeadsAndASheetOfNotes) {
    const MatrixTable people =
        table(MatrixKind::task_unit, {}, {.language = "zh", .marks = MarkStyle::word});
    const std::vector<MatrixTable> tables = {people, people};
    const std::vector<Sheet> sheets = read_xlsx(matrix_xlsx(tables, "zh"));
    ASSERT_EQ(sheets.size(), 3U);
    EXPECT_EQ(sheets[0].name, "任务分工表");
    EXPECT_EQ(sheets[1].name, "2 任务分工表");
    EXPECT_EQ(sheets[2].name, "说明");
    EXPECT_EQ(sheets[2].rows[1].cells[0], people.notes[0]);
}

TEST_F(Files, PageIsEscapedAndMarksLeadsAsText) {
    const std::vector<MatrixTable> tables = {table(MatrixKind::task_unit,
                                                   {.rows_by = GroupAxis::section},
                                                   {.language = "zh", .marks = MarkStyle::word})};
    const std::string page = matrix_html(tables, "A & <B>", "zh");
    EXPECT_THAT(page, HasSubstr("<title>A &amp; &lt;B&gt;</title>"));
    EXPECT_THAT(page, HasSubstr("&lt;数据&gt;"));
    EXPECT_THAT(page, Not(HasSubstr("<数据>")));
    EXPECT_THAT(page, HasSubstr("<td class=\"lead\">牵头</td>"));
    EXPECT_THAT(page, HasSubstr("<tr class=\"group\"><th scope=\"rowgroup\" colspan=\"5\">"));
    EXPECT_THAT(page, Not(HasSubstr("://")));
}

/// The rows of a sheet with the empty cells at their ends.
std::vector<std::vector<std::string>> cells_of(const Sheet& sheet) {
    std::vector<std::vector<std::string>> rows;
    for (const SheetRow& row : sheet.rows) {
        rows.push_back(row.cells);
        while (!rows.back().empty() && rows.back().back().empty()) rows.back().pop_back();
    }
    return rows;
}

TEST(MatrixXlsx, ReadsBackAsTheTableThatCsvHoldsAndIsTheSameTwice) {
    for (std::uint64_t seed = 0; seed < 40; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed));
        std::vector<MatrixTable> tables;
        for (const MatrixKind kind : matrix_kinds) {
            const Matrix cells = matrix(graph, kind);
            tables.push_back(matrix_table(
                graph, cells,
                lay_out(graph, cells,
                        {.rows_by = GroupAxis::section, .columns_by = GroupAxis::parent}),
                {.language = seed % 2 == 0 ? "zh" : "en",
                 .marks = mark_styles[seed % 4],
                 .has_mark_totals = seed % 3 != 0}));
        }
        const std::string bytes = matrix_xlsx(tables);
        EXPECT_EQ(bytes, matrix_xlsx(tables));
        const std::vector<Sheet> sheets = read_xlsx(bytes);
        ASSERT_EQ(sheets.size(), tables.size() + 1);
        for (std::size_t i = 0; i < tables.size(); ++i) {
            const Sheet csv = read_csv_sheet(matrix_csv(tables[i], {}, true), {});
            EXPECT_EQ(cells_of(sheets[i]), cells_of(csv));
        }
    }
}

}  // namespace
}  // namespace planloom::testing

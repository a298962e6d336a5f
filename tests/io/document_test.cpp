#include <planloom/io/document.hpp>
#include <planloom/io/text.hpp>
#include <planloom/model/faults.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

// A plan of its own: a section of aims, two of tasks in all forms of clauses, one without.
constexpr std::string_view local_plan = R"(关于印发《甲市水利行动方案（2024—2026年）》的通知
甲政办发[2024]12号
各县（市、区）人民政府，市政府各部门：
为贯彻落实《乙省人民政府关于加快水利发展的意见》（乙政发〔2023〕8号）精神，制定本方案。
一、总体要求
（一）指导思想。坚持节水优先。
（二）工作目标。到2024年，基础基本完善；到2026年，能力明显提升。
二、重点任务
本方案从2个方面提出5项重点任务。
（一）夯实基础
1.修建水库。2024年12月底前完成一期。
牵头单位：市水利局
责任单位：市发展改革委、财政局，各县（市、区）人民政府
完成时限：2024年12月底前
2.完善管网。推进改造（牵头单位:市住房城乡建设局;配合单位:市财政局、教育局等;完成时限:持续推进）
3.打通数据。（市水利局牵头，市公安局、民政局按职责分工负责）
（二）做强产业
4.培育企业。每季度末前通报进展。（市水利局会同有关部门负责）
5.引进人才。（市委组织部、人社局负责）
三、保障措施
（一）加强领导。各地要高度重视。
甲市人民政府办公室
2024年3月5日
)";

std::vector<std::string> assignments_of(const Plan& plan, std::string_view key) {
    std::vector<std::string> all;
    const auto task = plan.find_task(key);
    if (!task) return {"no task " + std::string(key)};
    for (const AssignmentId each : plan.assignments(*task)) {
        const AssignmentTable& table = plan.assignment_table();
        const std::size_t row = each.index();
        all.push_back(std::string(word(table.role[row])) + ' ' +
                      std::string(plan.key(table.unit[row])) + (table.is_open[row] ? "等" : ""));
    }
    return all;
}

std::vector<std::string> goals_of(const Plan& plan, std::string_view task) {
    std::vector<std::string> keys;
    for (const ServesId each : plan.serves(*plan.find_task(task)))
        keys.emplace_back(plan.key(plan.serves_table().goal[each.index()]));
    return keys;
}

TEST(ReadDocument, MakesSectionsGoalsAndItemsTasks) {
    const ReadResult result = read_document(local_plan);
    const Plan& plan = result.plan;
    EXPECT_THAT(find_faults(plan), IsEmpty());
    EXPECT_THAT(keys_of(plan, plan.tasks()), ElementsAre("1", "2", "3", "4", "5"));
    EXPECT_THAT(keys_of(plan, plan.goals()), ElementsAre("G1.2", "G2024", "G2026", "G2.1", "G2.2"));
    EXPECT_THAT(goals_of(plan, "3"), ElementsAre("G2.1"));
    EXPECT_THAT(goals_of(plan, "4"), ElementsAre("G2.2"));
    EXPECT_EQ(plan.task("1").title(), "修建水库");
    EXPECT_EQ(plan.task("1").section(), "（一）夯实基础");
    EXPECT_EQ(plan.line(Node(*plan.find_task("3"))), 16U);
}

TEST(ReadDocument, ReadsClausesInBracketsAndOnLinesOfTheirOwn) {
    const Plan plan = read_document(local_plan).plan;
    EXPECT_THAT(assignments_of(plan, "1"),
                ElementsAre("lead 市水利局", "responsible 市发展改革委", "responsible 市财政局",
                            "responsible 各县（市、区）人民政府"));
    EXPECT_THAT(assignments_of(plan, "2"),
                ElementsAre("lead 市住房城乡建设局", "support 市财政局", "support 市教育局等"));
    EXPECT_THAT(assignments_of(plan, "4"), ElementsAre("lead 市水利局", "support 有关部门等"));
    EXPECT_TRUE(plan.task("3").is_joint());
    EXPECT_EQ(plan.unit("各县（市、区）人民政府").kind(), UnitKind::group);
}

TEST(ReadDocument, ReadsDeadlines) {
    const Plan plan = read_document(local_plan).plan;
    EXPECT_EQ(to_string(plan.task("1").due()), "2024-12");
    EXPECT_EQ(plan.task("1").due_text(), "2024年12月底前");
    EXPECT_TRUE(plan.task("2").is_ongoing());
    EXPECT_EQ(plan.task("4").due_every(), "quarter");
    EXPECT_EQ(plan.task("5").due_text(), "");
}

TEST(ReadDocument, ReadsWhatTheDocumentSaysOfItself) {
    const Plan plan = read_document(local_plan, {.name = "plan.txt"}).plan;
    const PlanHead& head = plan.head();
    EXPECT_EQ(head.number, "甲政办发〔2024〕12号");
    EXPECT_THAT(head.title, HasSubstr("甲市水利行动方案"));
    EXPECT_EQ(head.source, "plan.txt");
    EXPECT_THAT(head.based_on, ElementsAre("乙政发〔2023〕8号"));
    ASSERT_EQ(plan.requirements().size(), 1U);
    EXPECT_EQ(plan.requirement("乙政发〔2023〕8号").title(), "乙省人民政府关于加快水利发展的意见");
    EXPECT_EQ(head.declared.sections, 2);
    EXPECT_EQ(head.declared.tasks, 5);
    EXPECT_EQ(to_string(plan.goal("G2026").horizon()), "2026");
}

TEST(ReadDocument, ListsWhatItGuessedAndWhatItLeft) {
    const ReadResult result = read_document(local_plan, {.name = "plan.txt"});
    EXPECT_THAT(codes_of(result.notes),
                AllOf(Contains("unit_prefix_guessed"), Contains("text_not_taken"),
                      Not(Contains("count_mismatch"))));
    for (const Diagnostic& note : result.notes) {
        EXPECT_NE(note.severity, Severity::error);
        EXPECT_THAT(note.where, HasSubstr("plan.txt:"));
        EXPECT_GT(note.line, 0U);
    }
}

TEST(ReadDocument, TakesAListThatANumberOfTasksAnnounces) {
    const ReadResult result = read_document(
        "《甲市方案》解读\n现将《甲市方案》(甲政〔2023〕3号,以下简称《方案》)解读如下。\n"
        "一、过程\n由市水利局牵头,负责起草。一是学习文件。二是调研。先后两次印发至各县征求意见，"
        "共收到意见建议12条，采纳10条，未采纳2条。\n"
        "二、主要内容\n《方案》从2个方面作出部署。\n"
        "(一)目标。到2025年,基本建成。\n"
        "(二)能力。围绕提升能力,安排3项工作任务,一是修水库；二是通管网,建泵站；三是治河道。");
    const Plan& plan = result.plan;
    EXPECT_THAT(keys_of(plan, plan.tasks()), ElementsAre("1", "2", "3"));
    EXPECT_EQ(plan.task("2").title(), "通管网,建泵站");
    EXPECT_EQ(plan.goal("G2").declared_tasks(), 3);
    EXPECT_EQ(plan.goal("G2").text(), "围绕提升能力,安排3项工作任务,");
    EXPECT_EQ(plan.head().number, "甲政〔2023〕3号");
    EXPECT_EQ(plan.head().declared.sections, 2);
    EXPECT_EQ(plan.head().consultation.rounds, 2);
    EXPECT_EQ(plan.head().consultation.comments, 12);
    EXPECT_EQ(plan.head().consultation.adopted, 10);
    EXPECT_EQ(plan.head().consultation.rejected, 2);
    EXPECT_EQ(plan.unit("市水利局").duty(), "牵头,负责起草");
    EXPECT_THAT(codes_of(result.notes), Not(Contains("count_mismatch")));
}

TEST(ReadDocument, SaysWhenCountsAndNumbersDoNotAgree) {
    const ReadResult result =
        read_document("方案\n一、任务\n(一)能力。安排4项工作任务，一是修水库；三是治河道。\n");
    EXPECT_THAT(codes_of(result.notes),
                AllOf(Contains("count_mismatch"), Contains("numbering_gap")));
}

TEST(ReadDocument, MakesPiecesTasksWhereEveryItemHasSeveralClauses) {
    const Plan plan =
        read_document(
            "方案\n一、主要任务\n（一）源头。建指标。到2025年建成。（水利部负责）建台账。"
            "（财政部指导）\n管过程。（教育部负责）\n"
            "（二）末端。收回来。（水利部指导。以下均需试点城市政府落实，不再列出）"
            "卖出去。（商务部指导）\n")
            .plan;
    EXPECT_THAT(keys_of(plan, plan.tasks()), ElementsAre("1.1", "1.2", "1.3", "2.1", "2.2"));
    EXPECT_EQ(plan.task("1.3").title(), "管过程");
    EXPECT_EQ(to_string(plan.task("1.1").due()), "2025");
    EXPECT_THAT(assignments_of(plan, "2.1"), ElementsAre("guide 水利部"));
    EXPECT_THAT(assignments_of(plan, "2.2"), ElementsAre("guide 商务部", "implement 试点城市政府"));
}

TEST(ReadDocument, MakesPiecesSubtasksBesideItemsWithOneClause) {
    const Plan plan = read_document(
                          "方案\n一、支持\n1.减税。（财政部负责）\n"
                          "2.降本。降电价。（水利部负责）提效率。（商务部负责）\n")
                          .plan;
    EXPECT_THAT(keys_of(plan, plan.tasks()), ElementsAre("1", "2", "2.1", "2.2"));
    EXPECT_EQ(plan.task("2.2").parent(), plan.find_task("2"));
    EXPECT_THAT(assignments_of(plan, "2"), IsEmpty());
    EXPECT_THAT(assignments_of(plan, "2.2"), ElementsAre("responsible 商务部"));
}

TEST(ReadDocument, MakesAnItemWithoutAClauseATaskBesideOnesThatHaveOne) {
    const ReadResult result = read_document(
        "方案\n一、基本原则\n（一）坚持节水。\n二、主要任务\n（一）修水库。（水利部负责）\n"
        "（二）治河道。全面治理。\n三、实施步骤\n（一）总结。2025年3月底前，完成总结。\n");
    EXPECT_THAT(keys_of(result.plan, result.plan.tasks()), ElementsAre("1", "2"));
    EXPECT_THAT(assignments_of(result.plan, "2"), IsEmpty());
    EXPECT_THAT(codes_of(result.notes),
                AllOf(Contains("item_without_clause"), Contains("deadline_not_taken")));
    const ReadResult all =
        read_document("方案\n一、任务\n（一）修水库。（水利部负责）\n二、步骤\n（一）总结。\n",
                      {.items_without_clause = true});
    EXPECT_EQ(all.plan.tasks().size(), 2U);
}

TEST(ReadDocument, TakesTheLowestItemsWhereThereIsNoClauseAtAll) {
    const ReadResult result = read_document(
        "方案\n一、总体目标\n到2025年，建成强区。\n二、主要任务\n（一）布局\n1."
        "新建学校。扩大供给。\n"
        "2.改造校舍。\n三、组织保障\n（一）加强领导。\n");
    EXPECT_THAT(keys_of(result.plan, result.plan.tasks()), ElementsAre("1", "2"));
    EXPECT_THAT(codes_of(result.notes), Contains("tasks_guessed"));
}

TEST(ReadDocument, JoinsNamesOfOneBodyAndSaysSo) {
    const ReadResult result = read_document(
        "方案\n1.甲。（发展改革委负责）\n2.乙。（国家发展改革委、市交通委（市道运局）负责）\n"
        "3.丙。（市道运局负责）\n");
    EXPECT_THAT(keys_of(result.plan, result.plan.units()), ElementsAre("发展改革委", "市交通委"));
    EXPECT_THAT(assignments_of(result.plan, "3"), ElementsAre("responsible 市交通委"));
    EXPECT_THAT(codes_of(result.notes), Contains("unit_alias_guessed"));
}

TEST(ReadDocument, TakesTheLeadFromACoverLetterOrAnOption) {
    const std::string_view items = "1.甲。（财政部、水利部负责）\n";
    EXPECT_THAT(assignments_of(read_document(items).plan, "1"),
                ElementsAre("responsible 财政部", "responsible 水利部"));
    EXPECT_THAT(assignments_of(read_document(items, {.first_is_lead = true}).plan, "1"),
                ElementsAre("lead 财政部", "responsible 水利部"));
    const ReadResult letter =
        read_document("责任分解中,列第一位的责任单位为牵头单位或汇总单位。\n" + std::string(items));
    EXPECT_THAT(assignments_of(letter.plan, "1"), ElementsAre("lead 财政部", "responsible 水利部"));
    EXPECT_THAT(codes_of(letter.notes), Contains("first_is_lead_found"));
    EXPECT_EQ(letter.plan.assignment_table().is_inferred[0], 1);
    EXPECT_EQ(letter.plan.assignment_table().is_inferred[1], 0);
}

TEST(ReadDocument, GoesOnOverBrokenLines) {
    const Plan plan =
        read_document(
            "方案\n1.修建水库。按照统一规划和分级负责的原则推进全市中小型水库建设，确保\n"
            "安全。（市水利局、\n市财政局负责）\n2.治理河道。（市水利局负责）\n")
            .plan;
    EXPECT_EQ(plan.tasks().size(), 2U);
    EXPECT_THAT(assignments_of(plan, "1"),
                ElementsAre("responsible 市水利局", "responsible 市财政局"));
}

TEST(ReadDocument, GivesAnEmptyPlanAndANoteForTextWithoutTasks) {
    for (const std::string_view text : {"", "\n\n", "今天天气很好。", "一、"}) {
        const ReadResult result = read_document(text);
        EXPECT_EQ(result.plan.tasks().size(), text == "一、" ? 1U : 0U) << text;
        EXPECT_EQ(codes_of(result.notes).back() == "no_tasks" ||
                      codes_of(result.notes).front() == "no_tasks",
                  text != "一、")
            << text;
    }
}

TEST(ReadDocument, RefusesWhatIsNoText) {
    const auto codes = [](std::string_view text, const DocumentOptions& options = {}) {
        try {
            (void)read_document(text, options);
        } catch (const ReadError& error) {
            return codes_of(error.diagnostics());
        }
        return std::vector<std::string>{};
    };
    EXPECT_THAT(codes("一、甲\n\xFF"), ElementsAre("encoding"));
    EXPECT_THAT(codes(std::string_view("一\0二", 7)), ElementsAre("encoding"));
    EXPECT_THAT(codes("一、甲", {.limits = {.bytes = 4}}), ElementsAre("limit_bytes"));
}

TEST(ReadDocument, BearsBrokenAndHugeText) {
    EXPECT_THAT(codes_of(read_document("1.甲。（财政部负责").notes),
                Contains("unbalanced_bracket"));
    std::string deep;
    for (int i = 0; i < 100'000; ++i) deep += "（";
    EXPECT_EQ(read_document("1.甲。" + deep).plan.assignment_table().count, 0U);
    for (int i = 0; i < 100'000; ++i) deep += "）";
    EXPECT_EQ(read_document("1.甲。" + deep).plan.assignment_table().count, 0U);
    std::string line = "1.";
    while (line.size() < 1'000'000) line += "甲乙丙（丁）、一是2025年";
    EXPECT_LE(read_document(line).plan.tasks().size(), 1U);
    std::string labels = "1.甲。";
    for (int i = 0; i < 20'000; ++i) labels += "责任单位：";
    EXPECT_LE(read_document(labels).plan.assignment_table().count, 1U);
    // Cut at every byte of the first tasks: never more than an error or a note.
    const std::string_view plan = local_plan;
    for (std::size_t size = 600; size < 900; size += 7) {
        try {
            (void)read_document(plan.substr(0, size));
        } catch (const ReadError& error) {
            EXPECT_THAT(codes_of(error.diagnostics()), ElementsAre("encoding"));
        }
    }
}

TEST(ReadDocument, IsTheSameTwice) {
    const ReadResult once = read_document(local_plan);
    const ReadResult again = read_document(local_plan);
    EXPECT_TRUE(once.plan == again.plan);
    EXPECT_EQ(once.notes, again.notes);
}

TEST(Review, SetsTasksAndAssignmentsBesideTheirText) {
    const ReadResult result = read_document(local_plan);
    const std::vector<Excerpt> rows = review(result, local_plan);
    ASSERT_EQ(rows.size(), result.plan.tasks().size() + result.plan.assignment_table().count);
    EXPECT_EQ(rows[0].found, "1 修建水库");
    EXPECT_EQ(rows[0].line, 11U);
    EXPECT_THAT(rows[0].source, HasSubstr("2024年12月底前完成一期"));
    EXPECT_FALSE(rows[0].assignment.is_valid());
    EXPECT_EQ(rows[1].found, "lead 市水利局");
    EXPECT_EQ(rows[1].line, 12U);
    EXPECT_THAT(rows[1].source, HasSubstr("市水利局"));
}

// The corpus: real documents with known answers.

std::filesystem::path corpus() {
    const char* named = std::getenv("PLANLOOM_CORPUS");
    return named != nullptr ? std::filesystem::path(named)
                            : std::filesystem::path(PLANLOOM_SOURCE_DIR) / "../shared/corpus";
}

class Corpus : public ::testing::Test {
protected:
    void SetUp() override {
        if (!std::filesystem::exists(corpus() / "statecouncil"))
            GTEST_SKIP() << "skipped: no corpus";
    }
    static ReadResult read(const std::string& name) {
        return read_document(decode_text(read_bytes((corpus() / name).string())).text);
    }
    static std::map<std::string, int> leads(const Plan& plan) {
        std::map<std::string, int> count;
        const AssignmentTable& table = plan.assignment_table();
        for (std::size_t row = 0; row < table.count; ++row)
            if (table.role[row] == Role::lead) ++count[std::string(plan.key(table.unit[row]))];
        return count;
    }
    static std::map<std::string, int> tasks_by_goal(const Plan& plan) {
        std::map<std::string, int> count;
        for (std::size_t row = 0; row < plan.serves_table().count; ++row)
            ++count[std::string(plan.key(plan.serves_table().goal[row]))];
        return count;
    }
};

TEST_F(Corpus, BondedZonesHaveTheirTasksUnitsAndLeads) {
    const Plan plan = read("statecouncil/guofa-2019-3.txt").plan;
    EXPECT_EQ(plan.head().number, "国发〔2019〕3号");
    EXPECT_EQ(plan.tasks().size(), 21U);
    EXPECT_EQ(plan.units().size(), 13U);
    EXPECT_EQ(plan.assignment_table().count, 48U);
    const std::map<std::string, int> groups = {
        {"G4.1", 5}, {"G4.2", 4}, {"G4.3", 4}, {"G4.4", 3}, {"G4.5", 5}};
    EXPECT_EQ(tasks_by_goal(plan), groups);
    const std::map<std::string, int> expected = {{"海关总署", 12},    {"商务部", 4},
                                                 {"发展改革委", 2},   {"税务总局", 1},
                                                 {"市场监管总局", 1}, {"药监局", 1}};
    EXPECT_EQ(leads(plan), expected);
    std::vector<std::string> open;
    std::vector<std::string> single;
    for (const TaskId task : plan.tasks()) {
        for (const AssignmentId each : plan.assignments(task))
            if (plan.assignment_table().is_open[each.index()] != 0)
                open.emplace_back(plan.key(task));
        if (plan.assignments(task).size() == 1) single.emplace_back(plan.key(task));
    }
    EXPECT_THAT(open, ElementsAre("6", "18", "21"));
    EXPECT_THAT(single, ElementsAre("5", "10", "11", "16"));
}

TEST_F(Corpus, FarmMachineryHasEighteenClausesAndOneCoLead) {
    const Plan plan = read("statecouncil/guofa-2018-42.txt").plan;
    EXPECT_EQ(plan.tasks().size(), 18U);
    EXPECT_EQ(plan.units().size(), 17U);
    const AssignmentTable& table = plan.assignment_table();
    EXPECT_EQ(table.count, 71U);
    int co_leads = 0;
    for (std::size_t row = 0; row < table.count; ++row)
        co_leads += table.role[row] == Role::co_lead ? 1 : 0;
    EXPECT_EQ(co_leads, 1);
    EXPECT_EQ(to_string(plan.goal("G2020").horizon()), "2020");
    EXPECT_EQ(to_string(plan.goal("G2025").horizon()), "2025");
}

TEST_F(Corpus, WasteFreeCitiesCarryTheRiderToAllLaterTasks) {
    const Plan plan = read("statecouncil/guobanfa-2018-128.txt").plan;
    ASSERT_EQ(plan.tasks().size(), 39U);
    std::size_t with_city = 0;
    for (const TaskId task : plan.tasks())
        for (const AssignmentId each : plan.assignments(task))
            with_city += plan.key(plan.assignment_table().unit[each.index()]) == "试点城市政府";
    EXPECT_EQ(with_city, 38U);
    EXPECT_EQ(to_string(plan.task("1.1").due()), "2019-06");
}

TEST_F(Corpus, QinghaiHasEightSectionsAndThirtyTasks) {
    const ReadResult result = read("qinghai-2023-30-explained.txt");
    const Plan& plan = result.plan;
    EXPECT_EQ(plan.tasks().size(), 30U);
    const std::map<std::string, int> groups = {{"G2", 7}, {"G3", 4}, {"G4", 5}, {"G5", 4},
                                               {"G6", 3}, {"G7", 3}, {"G8", 4}};
    EXPECT_EQ(tasks_by_goal(plan), groups);
    EXPECT_EQ(plan.head().declared.sections, 8);
    EXPECT_EQ(plan.head().number, "青政〔2023〕30号");
    EXPECT_EQ(plan.head().title, "关于加快数字政府建设的实施意见");
    EXPECT_THAT(plan.head().based_on, ElementsAre("国发〔2022〕14号"));
    EXPECT_EQ(to_string(plan.goal("G2025").horizon()), "2025");
    EXPECT_EQ(to_string(plan.goal("G2035").horizon()), "2035");
    EXPECT_EQ(plan.head().consultation, (Consultation{.rounds = 3, .comments = 25, .adopted = 25}));
    EXPECT_THAT(keys_of(plan, plan.units()), ElementsAre("省政府信息与政务公开办公室"));
    EXPECT_EQ(plan.assignment_table().count, 0U);
    EXPECT_THAT(codes_of(result.notes), Not(Contains("count_mismatch")));
}

}  // namespace
}  // namespace planloom::testing

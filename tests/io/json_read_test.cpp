// What the reader makes of sound files: every field and every short form.
#include <planloom/core/error.hpp>
#include <planloom/io/json.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace planloom {
namespace {

using testing::codes_of;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::keys_of;
using ::testing::Pair;

Plan read(std::string_view text) {
    return read_json(text).plan;
}

DatePeriod period(std::string_view text) {
    return parse_date(text).value();
}

TEST(ReadJson, EmptyObjectIsAPlan) {
    const ReadResult result = read_json("{}");
    EXPECT_EQ(result.plan, Plan());
    EXPECT_THAT(result.notes, IsEmpty());
    EXPECT_EQ(read("\xEF\xBB\xBF{}"), Plan());
}

TEST(ReadJson, ReadsWhatAPlanSaysOfItself) {
    const PlanHead head =
        read(R"({"planloom": 1, "key": "k", "title": "t", "text": "x", "number": "n",
        "language": "zh-CN", "source": "s", "illustrative": "i", "based_on": ["a", "b"],
        "levels": "province", "work": {"day": "7h30m", "week": "6d"},
        "declared": {"sections": 8, "goals": 0, "tasks": 30},
        "consultation": {"rounds": 3, "comments": 25, "adopted": 20, "partly": 4, "rejected": 1},
        "attributes": {"a": [1.50, {"b": null}]}})")
            .head();
    EXPECT_EQ(head.key, "k");
    EXPECT_EQ(head.title, "t");
    EXPECT_EQ(head.text, "x");
    EXPECT_EQ(head.number, "n");
    EXPECT_EQ(head.language, "zh-CN");
    EXPECT_EQ(head.source, "s");
    EXPECT_EQ(head.illustrative, "i");
    EXPECT_THAT(head.based_on, ElementsAre("a", "b"));
    EXPECT_THAT(head.levels, ElementsAre("province"));
    EXPECT_EQ(head.work, (WorkTime{450, 6}));
    EXPECT_EQ(head.declared, (DeclaredCounts{8, 0, 30}));
    EXPECT_EQ(head.consultation, (Consultation{3, 25, 20, 4, 1}));
    EXPECT_THAT(head.attributes, ElementsAre(Pair("a", "[1.50,{\"b\":null}]")));
}

TEST(ReadJson, ReadsARequirement) {
    const Plan plan = read(R"({"requirements": [{"key": "R1", "title": "t", "text": "x",
        "source": "s", "kind": "comment", "optional": true, "raised_by": "b", "round": 2,
        "disposition": "rejected", "reason": "r", "attributes": {"n": 1}}]})");
    const RequirementView row = plan.requirement("R1");
    EXPECT_EQ(row.title(), "t");
    EXPECT_EQ(row.text(), "x");
    EXPECT_EQ(row.source(), "s");
    EXPECT_EQ(row.kind(), RequirementKind::comment);
    EXPECT_TRUE(row.is_optional());
    EXPECT_EQ(row.raised_by(), "b");
    EXPECT_EQ(row.round(), 2);
    EXPECT_EQ(row.disposition(), Disposition::rejected);
    EXPECT_EQ(row.reason(), "r");
    ASSERT_EQ(plan.attributes(row.id()).size(), 1U);
    EXPECT_EQ(plan.text(plan.attributes(row.id())[0].value), "1");
}

TEST(ReadJson, ReadsAGoal) {
    const Plan plan = read(R"({"requirements": ["R"], "units": ["U"], "goals": ["top",
        {"key": "G", "title": "t", "text": "x", "section": "s", "parent": "top", "owner": "U",
         "horizon": "2035", "support": {"at_least": 2}, "declared_tasks": 4, "implements": "R",
         "indicators": [{"title": "rate", "measure": "%", "baseline": 1.0, "target": 99.50,
                         "actual": -0, "due": "2025-H1"}, {"target": "+5"}]},
        {"key": "any", "support": "any"}]})");
    const GoalView goal = plan.goal("G");
    EXPECT_EQ(goal.title(), "t");
    EXPECT_EQ(goal.text(), "x");
    EXPECT_EQ(goal.section(), "s");
    EXPECT_EQ(goal.parent(), plan.find_goal("top"));
    EXPECT_EQ(goal.owner(), plan.find_unit("U"));
    EXPECT_EQ(goal.horizon(), period("2035"));
    EXPECT_EQ(goal.support(), SupportRule::at_least);
    EXPECT_EQ(goal.support_count(), 2);
    EXPECT_EQ(goal.declared_tasks(), 4);
    EXPECT_EQ(plan.goal("any").support(), SupportRule::any);
    EXPECT_EQ(plan.goal("top").support(), SupportRule::all);
    EXPECT_EQ(plan.implements_table().requirement[0], plan.find_requirement("R"));
    const IndicatorTable& table = plan.indicator_table();
    ASSERT_EQ(table.count, 2U);
    EXPECT_EQ(plan.text(table.title[0]), "rate");
    EXPECT_EQ(plan.text(table.measure[0]), "%");
    EXPECT_EQ(plan.text(table.baseline[0]), "1.0");
    EXPECT_EQ(plan.text(table.target[0]), "99.50");
    EXPECT_EQ(plan.text(table.actual[0]), "-0");
    EXPECT_EQ(table.due[0], period("2025-H1").date);
    EXPECT_EQ(plan.text(table.target[1]), "+5");
}

TEST(ReadJson, ReadsAUnit) {
    const Plan plan =
        read(R"({"units": ["P", {"key": "U", "title": "t", "level": "l", "region": "r",
        "kind": "group", "parent": "P", "aliases": ["A", "B"], "capacity": 2.5,
        "exists_from": "2018-03-01", "exists_until": "2023-12-31", "duty": "d"}]})");
    const UnitView unit = plan.unit("U");
    EXPECT_EQ(unit.title(), "t");
    EXPECT_EQ(unit.level(), "l");
    EXPECT_EQ(unit.region(), "r");
    EXPECT_EQ(unit.kind(), UnitKind::group);
    EXPECT_EQ(unit.parent(), plan.find_unit("P"));
    EXPECT_EQ(unit.capacity(), 2.5);
    EXPECT_EQ(unit.exists_from(), Date::from_ymd(2018, 3, 1));
    EXPECT_EQ(unit.exists_until(), Date::from_ymd(2023, 12, 31));
    EXPECT_EQ(unit.duty(), "d");
    EXPECT_EQ(plan.find_unit("A"), unit.id());
    EXPECT_EQ(plan.find_unit("B"), unit.id());
}

TEST(ReadJson, ReadsWhatATaskSaysOfItself) {
    const Plan plan =
        read(R"({"tasks": ["P", {"key": "T", "title": "t", "text": "x", "section": "s",
        "parent": "P", "milestone": true, "joint": true,
        "duration": {"optimistic": "1d", "likely": "2d", "pessimistic": "1w"}, "elapsed": true,
        "start_no_earlier": "2025-01-01", "start_no_later": "2025-01-08",
        "finish_no_earlier": "2025-01-09", "as_late_as_possible": true, "calendar": "c",
        "finish_no_later": "2025-01-02",
        "must_start": "2025-01-03", "must_finish": "2025-01-04",
        "due": {"by": "2025", "text": "2025年底前", "every": "year"}, "ongoing": true,
        "status": "in_progress", "progress": 100, "actual_start": "2025-01-05",
        "actual_finish": "2025-01-06", "deliverable": "d", "tags": ["a", "b"]}]})");
    const TaskView task = plan.task("T");
    EXPECT_EQ(task.title(), "t");
    EXPECT_EQ(task.text(), "x");
    EXPECT_EQ(task.section(), "s");
    EXPECT_EQ(task.parent(), plan.find_task("P"));
    EXPECT_TRUE(task.is_milestone());
    EXPECT_TRUE(task.is_joint());
    EXPECT_TRUE(task.is_elapsed());
    EXPECT_EQ(task.optimistic(), 480);
    EXPECT_EQ(task.duration(), 960);
    EXPECT_EQ(task.pessimistic(), 2400);
    EXPECT_EQ(task.start_no_earlier(), Date::from_ymd(2025, 1, 1));
    EXPECT_EQ(task.start_no_later(), Date::from_ymd(2025, 1, 8));
    EXPECT_EQ(task.finish_no_earlier(), Date::from_ymd(2025, 1, 9));
    EXPECT_TRUE(task.is_late());
    EXPECT_EQ(task.calendar(), "c");
    EXPECT_EQ(task.finish_no_later(), Date::from_ymd(2025, 1, 2));
    EXPECT_EQ(task.must_start(), Date::from_ymd(2025, 1, 3));
    EXPECT_EQ(task.must_finish(), Date::from_ymd(2025, 1, 4));
    EXPECT_EQ(task.due(), period("2025"));
    EXPECT_EQ(task.due_text(), "2025年底前");
    EXPECT_EQ(task.due_every(), "year");
    EXPECT_TRUE(task.is_ongoing());
    EXPECT_EQ(task.status(), TaskStatus::in_progress);
    EXPECT_EQ(task.progress(), 100);
    EXPECT_EQ(task.actual_start(), Date::from_ymd(2025, 1, 5));
    EXPECT_EQ(task.actual_finish(), Date::from_ymd(2025, 1, 6));
    EXPECT_EQ(task.deliverable(), "d");
    ASSERT_EQ(plan.tags(task.id()).size(), 2U);
    EXPECT_EQ(plan.text(plan.tags(task.id())[1].value), "b");
}

TEST(ReadJson, ReadsLinksInLongAndShortForm) {
    const Plan plan = read(R"({"tasks": ["A", "B", {"key": "C", "after": ["A",
        {"task": "B", "type": "SF", "lag": "-2d", "max_lag": "1h", "soft": true, "reason": "r"}]},
        {"key": "D", "after": "A"}, {"key": "E", "after": {"task": "A"}}]})");
    const DependencyTable& table = plan.dependency_table();
    ASSERT_EQ(table.count, 4U);
    EXPECT_EQ(table.predecessor[0], plan.find_task("A"));
    EXPECT_EQ(table.type[0], LinkType::finish_to_start);
    EXPECT_EQ(table.max_lag[0], no_minutes);
    EXPECT_EQ(table.predecessor[1], plan.find_task("B"));
    EXPECT_EQ(table.type[1], LinkType::start_to_finish);
    EXPECT_EQ(table.lag[1], -960);
    EXPECT_EQ(table.max_lag[1], 60);
    EXPECT_TRUE(table.is_soft[1]);
    EXPECT_EQ(plan.text(table.reason[1]), "r");
    EXPECT_EQ(table.successor[2], plan.find_task("D"));
    EXPECT_EQ(table.successor[3], plan.find_task("E"));
}

TEST(ReadJson, ReadsWhomATaskServesAndRefines) {
    const Plan plan = read(R"({"goals": ["G", "H"], "requirements": ["R", "S"], "tasks": [
        {"key": "A", "serves": ["G", {"goal": "H", "role": "supporting", "weight": 0.5}],
         "implements": ["R", "S"], "refines": [{"plan": "P", "task": "T"}]},
        {"key": "B", "serves": "G", "refines": {"plan": "P", "task": "U"}},
        {"key": "C", "serves": {"goal": "H"}}]})");
    const ServesTable& serves = plan.serves_table();
    ASSERT_EQ(serves.count, 4U);
    EXPECT_EQ(serves.goal[1], plan.find_goal("H"));
    EXPECT_EQ(serves.role[1], ServesRole::supporting);
    EXPECT_EQ(serves.weight[1], 0.5);
    EXPECT_EQ(serves.role[3], ServesRole::necessary);
    EXPECT_EQ(plan.implements_table().count, 2U);
    ASSERT_EQ(plan.refines_table().count, 2U);
    EXPECT_EQ(plan.text(plan.refines_table().plan[0]), "P");
    EXPECT_EQ(plan.text(plan.refines_table().target[1]), "U");
}

TEST(ReadJson, OrdersUnitsByRoleThenList) {
    const Plan plan = read(R"({"tasks": [{"key": "T", "inform": "I", "support": ["A", {"unit": "B",
        "open": true, "text": "B局", "amount": 0.5}], "lead": {"unit": "L"}, "co_lead": "C",
        "responsible": "R", "guide": "G", "implement": "M", "supervise": "S", "consult": "K",
        "assigned": [{"unit": "Z", "role": "lead", "open": true, "text": "z", "amount": 0}]}]})");
    const AssignmentTable& table = plan.assignment_table();
    std::string all;
    for (const AssignmentId id : plan.assignments(TaskId(0))) {
        all += plan.key(table.unit[id.index()]);
        all += '=';
        all += word(table.role[id.index()]);
        all += ' ';
    }
    EXPECT_EQ(all,
              "L=lead C=co_lead R=responsible A=support B=support G=guide M=implement S=supervise "
              "K=consult I=inform Z=lead ");
    EXPECT_TRUE(table.is_open[4]);
    EXPECT_EQ(plan.text(table.text[4]), "B局");
    EXPECT_EQ(table.amount[4], 0.5);
    EXPECT_EQ(table.amount[10], 0);
    EXPECT_TRUE(table.is_open[10]);
}

TEST(ReadJson, RowWithoutKeyIsNamedByItsTitle) {
    const Plan plan = read(R"({"tasks": [{"title": "survey"}, "walls", {"id": "T3", "name": "roof"},
        {"key": "same", "title": "same"}, {"key": ""}]})");
    EXPECT_THAT(keys_of(plan, plan.tasks()), ElementsAre("survey", "walls", "T3", "same", ""));
    EXPECT_EQ(plan.task("survey").title(), "");
    EXPECT_EQ(plan.task("T3").title(), "roof");
    EXPECT_EQ(plan.task("same").title(), "");
}

TEST(ReadJson, WorkTimeMayComeAfterTheDurations) {
    const std::string_view tasks = R"("tasks": [{"key": "T", "duration": "1w"}])";
    const std::string_view work = R"("work": {"day": "7h", "week": "6d"})";
    const Plan before = read("{" + std::string(work) + "," + std::string(tasks) + "}");
    const Plan after = read("{" + std::string(tasks) + "," + std::string(work) + "}");
    EXPECT_EQ(before.task("T").duration(), 6 * 7 * 60);
    EXPECT_EQ(after, before);
}

TEST(ReadJson, LateWorkTimeDecidesWhatIsADuration) {
    // A twentieth of a day of 421 minutes is no whole number of minutes.
    const std::string tasks = R"({"tasks": [{"key": "T", "duration": "0.05d"}])";
    EXPECT_EQ(read(tasks + "}").task("T").duration(), 24);
    EXPECT_EQ(read(tasks + R"(, "work": {"day": "7h"}})").task("T").duration(), 21);
    EXPECT_THROW(read(tasks + R"(, "work": {"day": "7h1m"}})"), ReadError);
}

TEST(ReadJson, UnitsAreDeclaredByMentionOnlyWithoutAList) {
    const ReadResult mentioned =
        read_json(R"({"tasks": [{"key": "T", "lead": "B", "support": "A"}]})");
    EXPECT_THAT(keys_of(mentioned.plan, mentioned.plan.units()), ElementsAre("B", "A"));
    EXPECT_THAT(codes_of(mentioned.notes), ElementsAre("units_by_mention"));
    EXPECT_THAT(mentioned.notes[0].message, HasSubstr("2 units"));

    const ReadResult listed = read_json(R"({"units": [], "tasks": [{"key": "T", "lead": "B"}]})");
    EXPECT_EQ(listed.plan.unit_table().count, 0U);
    EXPECT_EQ(listed.plan.dangling().size(), 1U);
    EXPECT_THAT(listed.notes, IsEmpty());
}

TEST(ReadJson, UnknownFieldIsKeptAndNoted) {
    const ReadResult result = read_json(
        "{\"mood\": 1,\n \"tasks\": [{\"key\": \"T\",\n"
        "\"statu\": {\"a\": [true, 1e5]}},\n"
        "{\"key\": \"U\", \"statu\": 1}]}");
    const Plan& plan = result.plan;
    ASSERT_EQ(plan.attributes(TaskId(0)).size(), 1U);
    EXPECT_EQ(plan.text(plan.attributes(TaskId(0))[0].name), "statu");
    EXPECT_EQ(plan.text(plan.attributes(TaskId(0))[0].value), "{\"a\":[true,1e5]}");
    EXPECT_THAT(plan.head().attributes, ElementsAre(Pair("mood", "1")));
    EXPECT_THAT(codes_of(result.notes), ElementsAre("unknown_field", "unknown_field"));
    EXPECT_EQ(result.notes[1].where, "/tasks/0/statu");
    EXPECT_EQ(result.notes[1].line, 3U);
    EXPECT_EQ(result.notes[1].severity, Severity::warning);
    EXPECT_THAT(result.notes[1].message, HasSubstr("(2 times)"));
    EXPECT_THAT(result.notes[1].message, HasSubstr("did you mean \"status\""));
}

TEST(ReadJson, RemembersTheLinesOfRowsAndRelations) {
    const Plan plan = read(
        "{\"goals\": [\n{\n\"key\": \"G\"}],\n\"tasks\": [{\"key\": \"T\",\n"
        "\"serves\":\n\"G\",\n\"lead\": {\n\"unit\": \"U\"},\n\"after\": [\n"
        "\"T\"]}]}");
    EXPECT_EQ(plan.line(GoalId(0)), 2U);
    EXPECT_EQ(plan.line(TaskId(0)), 4U);
    EXPECT_EQ(plan.serves_table().line[0], 6U);
    EXPECT_EQ(plan.assignment_table().line[0], 7U);
    EXPECT_EQ(plan.dependency_table().line[0], 10U);
}

TEST(ReadJson, AttributesKeepNumbersAsWritten) {
    const Plan plan = read(
        R"({"attributes": {"n": [0, -0, 1.10, 123456789012345678901234567890, 1E+2 , -1e-2]}})");
    EXPECT_EQ(plan.head().attributes[0].second,
              "[0,-0,1.10,123456789012345678901234567890,1E+2,-1e-2]");
}

TEST(ReadJson, TakesReportsExtensionsAndBaselines) {
    const Plan plan = read_json(R"({"tasks": [{
        "key": "T",
        "baseline": {"start": "2024-01-01", "finish": "2024-06-30", "duration": "10d"},
        "reports": [{"date": "2024-02-01", "progress": 10}, {"date": "2024-03-01", "text": "late"}],
        "extensions": {"recorded": "2024-06-01", "from": "2024-06-30", "until": "2024-09-30"}
    }]})")
                          .plan;
    const TaskView task = plan.task("T");
    EXPECT_EQ(to_string(task.baseline_start()), "2024-01-01");
    EXPECT_EQ(task.baseline_duration(), 10 * 8 * 60);
    ASSERT_EQ(plan.reports(task.id()).size(), 2U);
    EXPECT_EQ(plan.report_table().progress[0], 10);
    EXPECT_EQ(plan.report_table().progress[1], no_number);
    ASSERT_EQ(plan.extensions(task.id()).size(), 1U);
    EXPECT_EQ(to_string(plan.extension_table().until[0]), "2024-09-30");
}

TEST(ReadJson, RefusesAReportWithoutADayAndADroppedRowWithoutAKey) {
    try {
        (void)read_json(
            R"({"dropped": [{"kind": "goal"}], "tasks": [{"key": "T", "reports": [{}]}]})");
        FAIL();
    } catch (const ReadError& error) {
        ASSERT_EQ(error.diagnostics().size(), 2U);
        EXPECT_EQ(error.diagnostics()[0].where, "/dropped/0");
        EXPECT_EQ(error.diagnostics()[1].where, "/tasks/0/reports/0");
        EXPECT_EQ(error.diagnostics()[1].code, "missing_field");
    }
}

}  // namespace
}  // namespace planloom

#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class LeadByPosition : public ::testing::Test {
protected:
    LeadByPosition() { builder_.add_units_by_mention(); }
    void add(std::string_view key, bool is_inferred, TaskStatus status = TaskStatus::not_started) {
        builder_.assign(builder_.add_task({.key = key, .status = status}), "U", Role::lead,
                        {.is_inferred = is_inferred, .line = 5});
    }
    [[nodiscard]] Findings found() { return {std::move(builder_).build(), "PL303"}; }
    PlanBuilder builder_;
};

TEST_F(LeadByPosition, NamesTheLeadsThatNobodyWrote) {
    add("T1", true);
    add("T2", false);
    add("T3", true, TaskStatus::cancelled);
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("T1 U"));
    EXPECT_EQ(result[0].severity, Severity::info);
    EXPECT_EQ(result[0].where, "/tasks/0/lead");
    EXPECT_EQ(result[0].line, 5U);
    EXPECT_EQ(result.message(0), "lead U of task T1 was taken from its place in the list");
    EXPECT_EQ(result.message(0, "zh"), "任务 T1 的牵头单位 U 系按排序推定");
}

TEST_F(LeadByPosition, IsSaidOnceWhereItHoldsForMany) {
    for (const std::string_view key : {"T1", "T2", "T3"}) add(key, true);
    add("T4", false);
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("T1 T2 T3"));
    EXPECT_TRUE(result[0].is_plan_wide);
    EXPECT_EQ(result.message(0), "3 of 4 leads were taken from their places in lists");
    EXPECT_EQ(result.message(0, "zh"), "4 个牵头单位中有 3 个系按排序推定");
}

TEST_F(LeadByPosition, IsNotEvaluatedWhereNothingWasInferred) {
    EXPECT_EQ(Findings(Plan(), "PL303").reason(), "no task has a lead");
    add("T1", false);
    EXPECT_EQ(found().reason(), "every lead is written as such");
}

//  U exists from 2024 to 2025; its successor is V
class LeadInactive : public ::testing::Test {
protected:
    LeadInactive() {
        builder_.add_unit({.key = "U",
                           .exists_from = parse_date("2024-01-01")->date,
                           .exists_until = parse_date("2025-12-31")->date,
                           .successor = "V"});
        builder_.add_unit({.key = "V"});
    }
    void add(NewTask row, Role role = Role::lead) {
        builder_.assign(builder_.add_task(row), "U", role);
    }
    [[nodiscard]] Findings found(const CheckOptions& options = {}) {
        return {std::move(builder_).build(), "PL304", options};
    }
    PlanBuilder builder_;
};

TEST_F(LeadInactive, ComparesTheTaskWithTheUnit) {
    add({.key = "within",
         .start_no_earlier = parse_date("2024-01-01")->date,
         .due = *parse_date("2025")});
    add({.key = "too long", .due = *parse_date("2026-06")});
    add({.key = "too early", .start_no_earlier = parse_date("2023-12-31")->date});
    add({.key = "too late", .must_start = parse_date("2026-02-01")->date}, Role::support);
    add({.key = "before", .due = *parse_date("2023")});
    add({.key = "endless", .is_ongoing = true});
    add({.key = "unknown"});
    add({.key = "done", .due = *parse_date("2026"), .status = TaskStatus::done});
    add({.key = "consulting", .due = *parse_date("2026")}, Role::consult);
    const Findings result = found();
    EXPECT_THAT(result.subjects(),
                ElementsAre("too long U", "too early U", "too late U", "before U", "endless U"));
    EXPECT_EQ(result[0].severity, Severity::error);
    EXPECT_EQ(result[2].severity, Severity::warning);
    EXPECT_EQ(result.message(0),
              "task too long: lead unit U exists until 2025-12-31 only, the task goes on until "
              "2026-06-30; V takes over");
    EXPECT_EQ(result.message(1),
              "task too early: lead unit U exists from 2024-01-01 only, the task begins on "
              "2023-12-31; V takes over");
    EXPECT_EQ(
        result.message(2, "zh"),
        "任务 too late 的配合单位 U 2025-12-31 撤销，而任务于 2026-02-01 开始，其职责由 V 承接");
    EXPECT_EQ(result.message(3),
              "task before: lead unit U exists from 2024-01-01 only, the task goes on until "
              "2023-12-31; V takes over");
    EXPECT_EQ(result.message(4),
              "task endless: lead unit U exists until 2025-12-31 only, the task has no end; V "
              "takes over");
    EXPECT_EQ(result.message(4, "zh"),
              "任务 endless 的牵头单位 U 2025-12-31 撤销，而任务长期持续，其职责由 V 承接");
}

TEST_F(LeadInactive, TakesTheTimeOfATaskAbove) {
    builder_.add_task({.key = "whole", .due = *parse_date("2027")});
    add({.key = "part", .parent = "whole"});
    EXPECT_THAT(found().subjects(), ElementsAre("part U"));
}

TEST_F(LeadInactive, KnowsWhatIsGoneToday) {
    add({.key = "T"});
    const CheckOptions options{.as_of = parse_date("2026-01-01")->date};
    EXPECT_EQ(found(options).message(0),
              "task T: lead unit U has ceased to exist on 2025-12-31; V takes over");
}

TEST_F(LeadInactive, IsStillThereOnItsLastDay) {
    add({.key = "T", .due = *parse_date("2025")});
    const Findings result = found({.as_of = parse_date("2025-12-31")->date});
    EXPECT_THAT(result.subjects(), IsEmpty());
    EXPECT_EQ(result.reason(), "");
}

TEST(LeadInactiveWithoutDates, IsNotEvaluated) {
    EXPECT_EQ(Findings(hut_plan(), "PL304").reason(),
              "no unit says from when or until when it exists");
}

TEST(RoleConflict, AllowsALeadToCarryOut) {
    PlanBuilder builder;
    builder.add_units_by_mention();
    const TaskId task = builder.add_task({.key = "T"});
    builder.assign(task, "both", Role::lead);
    builder.assign(task, "both", Role::support, {.line = 3});
    builder.assign(task, "both", Role::consult);
    builder.assign(task, "doer", Role::lead);
    builder.assign(task, "doer", Role::implement);
    builder.assign(task, "twice", Role::support);
    builder.assign(task, "twice", Role::support);
    const TaskId other = builder.add_task({.key = "other"});
    builder.assign(other, "twice", Role::lead);
    const Findings found(std::move(builder).build(), "PL305");
    EXPECT_THAT(found.subjects(), ElementsAre("T both"));
    EXPECT_EQ(found[0].where, "/tasks/0/support");
    EXPECT_EQ(found[0].line, 3U);
    EXPECT_EQ(found.message(0), "unit both is both lead unit and supporting unit of task T");
    EXPECT_EQ(found.message(0, "zh"), "单位 both 在任务 T 中既是牵头单位又是配合单位");
}

TEST(RoleConflict, IsNotEvaluatedWithoutUnits) {
    EXPECT_EQ(Findings(chain_plan(2), "PL305").reason(), "no task names a unit");
}

TEST(LeadIsGroup, LooksAtLeadsAndCoLeads) {
    PlanBuilder builder;
    builder.add_unit({.key = "各市州政府", .kind = UnitKind::group});
    builder.add_unit({.key = "省教育厅"});
    const TaskId led = builder.add_task({.key = "T1"});
    builder.assign(led, "各市州政府", Role::lead);
    builder.assign(led, "各市州政府", Role::co_lead);
    const TaskId helped = builder.add_task({.key = "T2"});
    builder.assign(helped, "省教育厅", Role::lead);
    builder.assign(helped, "各市州政府", Role::implement);
    const Findings found(std::move(builder).build(), "PL306");
    EXPECT_THAT(found.subjects(), ElementsAre("T1 各市州政府"));
    EXPECT_EQ(found.message(0), "task T1 is led by 各市州政府, a group of units");
    EXPECT_EQ(found.message(0, "zh"), "任务 T1 由 各市州政府 牵头，这是一类单位而不是一个单位");
}

TEST(LeadIsGroup, IsNotEvaluatedWithoutLeads) {
    EXPECT_EQ(Findings(chain_plan(2), "PL306").reason(), "no task has a lead");
}

Plan consulted_plan(int supporting, int consulted) {
    PlanBuilder builder;
    builder.add_units_by_mention();
    const TaskId task = builder.add_task({.key = "T"});
    builder.assign(task, "lead", Role::lead);
    for (int i = 0; i < supporting; ++i)
        builder.assign(task, "s" + std::to_string(i), Role::support);
    for (int i = 0; i < consulted; ++i)
        builder.assign(task, "c" + std::to_string(i), Role::consult);
    for (int i = 0; i < 20; ++i) builder.assign(task, "i" + std::to_string(i), Role::inform);
    return std::move(builder).build();
}

TEST(ConsultInflation, CountsSupportingAndConsultedUnits) {
    const Findings found(consulted_plan(5, 4), "PL308");
    EXPECT_THAT(found.subjects(), ElementsAre("T"));
    EXPECT_EQ(found[0].witness.size(), 9U);
    EXPECT_EQ(found.message(0), "9 units support task T or are consulted on it, more than 8");
    EXPECT_EQ(found.message(0, "zh"), "任务 T 有 9 个配合和征求意见单位，超过 8 个");
    EXPECT_EQ(Findings(consulted_plan(5, 3), "PL308").size(), 0U);
    CheckOptions options;
    options.settings.rules = {{.rule = "PL308", .numbers = {{"most", 9}}}};
    EXPECT_EQ(Findings(consulted_plan(5, 4), "PL308", options).size(), 0U);
}

TEST(ConsultInflation, IsNotEvaluatedWithoutUnits) {
    EXPECT_EQ(Findings(chain_plan(2), "PL308").reason(), "no task names a unit");
}

class OpenUnitList : public ::testing::Test {
protected:
    OpenUnitList() {
        builder_.add_unit({.key = "有关部门", .kind = UnitKind::group});
        builder_.add_unit({.key = "各市州政府", .kind = UnitKind::group});
        builder_.add_unit({.key = "有关研究院"});
    }
    [[nodiscard]] Findings found(const CheckOptions& options = {}) {
        return {std::move(builder_).build(), "PL316", options};
    }
    PlanBuilder builder_;
};

TEST_F(OpenUnitList, NamesOpenListsAndVagueGroups) {
    const TaskId open = builder_.add_task({.key = "open"});
    builder_.assign(open, "有关研究院", Role::support, {.is_open = true});
    builder_.assign(builder_.add_task({.key = "vague"}), "有关部门", Role::support);
    const TaskId both = builder_.add_task({.key = "both"});
    builder_.assign(both, "有关部门", Role::support, {.is_open = true});
    builder_.assign(both, "有关部门", Role::consult);
    for (const std::string_view clear : {"c1", "c2", "c3"})
        builder_.assign(builder_.add_task({.key = clear}), "各市州政府", Role::implement);
    builder_.assign(builder_.add_task({.key = "done", .status = TaskStatus::done}), "有关部门",
                    Role::support);
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("open", "vague", "both"));
    EXPECT_EQ(result.message(0),
              "task open does not say which units take part: its list of units goes on without "
              "naming them");
    EXPECT_EQ(result.message(1),
              "task vague does not say which units take part; 有关部门 may be "
              "anyone");
    EXPECT_EQ(result.message(2, "zh"),
              "任务 both 的承担单位范围不明：承担单位名单以“等”结尾；有关部门 所指不明");
}

TEST_F(OpenUnitList, IsSaidOnceWhereMostTasksAreOpen) {
    for (const std::string_view key : {"T1", "T2", "T3"})
        builder_.assign(builder_.add_task({.key = key}), "有关部门", Role::support);
    for (const std::string_view key : {"T4", "T5"})
        builder_.assign(builder_.add_task({.key = key}), "各市州政府", Role::implement);
    builder_.add_task({.key = "nobody"});
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("T1 T2 T3"));
    EXPECT_TRUE(result[0].is_plan_wide);
    EXPECT_EQ(result.message(0), "3 of 5 open tasks do not say which units take part");
    EXPECT_EQ(result.message(0, "zh"), "5 项在办任务中有 3 项承担单位范围不明");
}

TEST_F(OpenUnitList, TakesTheWordsFromTheSettings) {
    builder_.assign(builder_.add_task({.key = "T"}), "各市州政府", Role::implement);
    CheckOptions options;
    options.settings.rules = {{.rule = "open-unit-list", .words = {{"words", {"各"}}}}};
    EXPECT_THAT(found(options).subjects(), ElementsAre("T"));
}

TEST_F(OpenUnitList, IsNotEvaluatedWithoutUnits) {
    EXPECT_EQ(found().reason(), "no task names a unit");
}

}  // namespace
}  // namespace planloom::testing

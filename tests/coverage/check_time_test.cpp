#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

#include <string>

namespace planloom::testing {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

DatePeriod date(std::string_view text) {
    return parse_date(text).value();
}

TEST(NoDeadline, TakesDatesOngoingAndRecurring) {
    PlanBuilder builder;
    builder.add_task({.key = "undated"});
    builder.add_task({.key = "dated", .due = date("2025")});
    builder.add_task({.key = "bounded", .finish_no_later = date("2025").date});
    builder.add_task({.key = "fixed", .must_finish = date("2025").date});
    builder.add_task({.key = "ongoing", .is_ongoing = true});
    builder.add_task({.key = "yearly", .due_every = "year"});
    builder.add_task({.key = "words only", .due_text = "适时"});
    builder.add_task({.key = "done", .status = TaskStatus::done});
    builder.add_task({.key = "whole", .due = date("2026")});
    builder.add_task({.key = "part", .parent = "whole"});
    const Findings found(std::move(builder).build(), "PL401");
    EXPECT_THAT(found.subjects(), ElementsAre("undated", "words only"));
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_EQ(found.message(0, "zh"), "任务 undated 没有完成时限，也未写明持续推进");
}

Severity severity_of_undated(int dated, int undated, int ongoing) {
    PlanBuilder builder;
    for (int i = 0; i < undated; ++i) builder.add_task({.key = "u" + std::to_string(i)});
    for (int i = 0; i < dated; ++i)
        builder.add_task({.key = "d" + std::to_string(i), .due = date("2025")});
    for (int i = 0; i < ongoing; ++i)
        builder.add_task({.key = "o" + std::to_string(i), .is_ongoing = true});
    return Findings(std::move(builder).build(), "PL401")[0].severity;
}

TEST(NoDeadline, IsARemarkWhereFewTasksHaveOne) {
    EXPECT_EQ(severity_of_undated(0, 3, 0), Severity::info);
    EXPECT_EQ(severity_of_undated(1, 5, 0), Severity::info);
    EXPECT_EQ(severity_of_undated(1, 4, 0), Severity::warning);
    EXPECT_EQ(severity_of_undated(1, 5, 20), Severity::info);
    EXPECT_EQ(severity_of_undated(1, 4, 20), Severity::warning);
}

TEST(NoDeadline, IsNotEvaluatedWithoutOpenTasks) {
    EXPECT_EQ(Findings(Plan(), "PL401").reason(), "the plan has no open task");
}

TEST(TaskAfterGoal, ComparesTheLastDaysOfNecessaryTasks) {
    PlanBuilder builder;
    builder.add_goal({.key = "G", .horizon = date("2025")});
    builder.add_goal({.key = "no horizon"});
    const auto add = [&](std::string_view key, std::string_view due, std::string_view goal,
                         ServesRole role) {
        builder.serve(builder.add_task({.key = key, .due = date(due)}), goal, role);
    };
    add("in time", "2025-12", "G", ServesRole::necessary);
    add("late", "2026-01-01", "G", ServesRole::necessary);
    add("helps", "2030", "G", ServesRole::supporting);
    add("one of several", "2030", "G", ServesRole::alternative);
    add("free", "2030", "no horizon", ServesRole::necessary);
    builder.serve(
        builder.add_task({.key = "dropped", .due = date("2030"), .status = TaskStatus::cancelled}),
        "G");
    const Findings found(std::move(builder).build(), "PL404");
    EXPECT_THAT(found.subjects(), ElementsAre("late G"));
    EXPECT_THAT(found[0].witness, ElementsAre("2026-01-01", "2025"));
    EXPECT_EQ(found[0].where, "/tasks/1/due");
    EXPECT_EQ(found.message(0),
              "task late is due by 2026-01-01, after 2025, the horizon of goal G that needs it");
    EXPECT_EQ(found.message(0, "zh"), "任务 late 的完成时限 2026-01-01 晚于目标 G 的目标年 2025");
}

TEST(TaskAfterGoal, IsNotEvaluatedWithoutDatesToCompare) {
    PlanBuilder builder;
    builder.add_goal({.key = "G", .horizon = date("2025")});
    builder.serve(builder.add_task({.key = "T"}), "G");
    EXPECT_EQ(Findings(std::move(builder).build(), "PL404").reason(),
              "no task with a deadline is necessary for a goal with a horizon");
}

TEST(GoalAfterParent, ComparesTheLastDays) {
    PlanBuilder builder;
    builder.add_goal({.key = "top", .horizon = date("2025")});
    builder.add_goal({.key = "same", .parent = "top", .horizon = date("2025-12-31")});
    builder.add_goal({.key = "late", .parent = "top", .horizon = date("2026-01")});
    builder.add_goal({.key = "open", .parent = "top"});
    builder.add_goal({.key = "below open", .parent = "open", .horizon = date("2030")});
    const Findings found(std::move(builder).build(), "PL405");
    EXPECT_THAT(found.subjects(), ElementsAre("late top"));
    EXPECT_EQ(found.message(0),
              "goal late has the horizon 2026-01, after 2025, the horizon of its parent top");
}

TEST(GoalAfterParent, IsNotEvaluatedWithoutNestedHorizons) {
    EXPECT_EQ(Findings(deep_plan(3), "PL405").reason(),
              "no goal and its parent both have a horizon");
}

TEST(AfterHorizon, LooksAtTasksAndIndicators) {
    PlanBuilder builder;
    const GoalId goal = builder.add_goal({.key = "G", .horizon = date("2025")});
    builder.add_goal({.key = "later", .horizon = date("2035")});
    builder.add_indicator(goal, {.title = "产值", .due = date("2035")});
    builder.add_indicator(goal, {.title = "就业", .due = date("2036-Q1")});
    builder.add_task({.key = "at the end", .due = date("2035-12-31")});
    builder.add_task({.key = "beyond", .due = date("2036")});
    builder.add_task({.key = "dropped", .due = date("2036"), .status = TaskStatus::cancelled});
    const Findings found(std::move(builder).build(), "PL406");
    EXPECT_THAT(found.subjects(), ElementsAre("G", "beyond"));
    EXPECT_EQ(found.message(0, "zh"), "G / 就业 的时限 2036-Q1 晚于方案最晚的目标年 2035");
    EXPECT_EQ(found.message(1), "beyond is due by 2036, after 2035, the last horizon of the plan");
}

TEST(AfterHorizon, IsNotEvaluatedWithoutHorizonsOrDates) {
    EXPECT_EQ(Findings(chain_plan(1), "PL406").reason(), "no goal has a horizon");
    PlanBuilder builder;
    builder.add_goal({.key = "G", .horizon = date("2025")});
    EXPECT_EQ(Findings(std::move(builder).build(), "PL406").reason(),
              "nothing in the plan has a deadline");
}

//  near (2025)    far (2035)
//                  `-- part
class HorizonGap : public ::testing::Test {
protected:
    HorizonGap() {
        builder_.add_goal({.key = "near", .horizon = date("2025")});
        builder_.add_goal({.key = "far", .horizon = date("2035")});
        builder_.add_goal({.key = "part", .parent = "far"});
    }
    void add(std::string_view due, std::string_view goal) {
        builder_.serve(builder_.add_task({.key = due, .due = date(due)}), goal);
    }
    [[nodiscard]] Findings found() { return {std::move(builder_).build(), "PL407"}; }
    PlanBuilder builder_;
};

TEST_F(HorizonGap, FiresWhereAllTasksEndBefore) {
    add("2025", "far");
    add("2036", "far");
    add("2030", "near");
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("far"));
    EXPECT_EQ(result.message(0), "no task of goal far is due after 2025 and by its horizon 2035");
    EXPECT_EQ(result.message(0, "zh"), "目标 far 在 2025 之后至 2035 之间没有到期的任务");
}

TEST_F(HorizonGap, FiresWithoutAnyTask) {
    EXPECT_THAT(found().subjects(), ElementsAre("far"));
}

TEST_F(HorizonGap, TakesTheFirstDayAfterAndTheLastDay) {
    builder_.add_goal({.key = "far too", .horizon = date("2035-12")});
    add("2026-01-01", "far");
    add("2035-12-31", "far too");
    EXPECT_THAT(found().subjects(), IsEmpty());
}

TEST_F(HorizonGap, TakesTheTasksOfSubgoalsAndTheirParts) {
    builder_.serve(builder_.add_task({.key = "whole"}), "part");
    builder_.add_task({.key = "piece", .parent = "whole", .due = date("2030")});
    EXPECT_THAT(found().subjects(), IsEmpty());
}

TEST_F(HorizonGap, TakesTheDeadlineOfATaskAbove) {
    builder_.add_task({.key = "whole", .due = date("2030")});
    builder_.serve(builder_.add_task({.key = "piece", .parent = "whole"}), "far");
    EXPECT_THAT(found().subjects(), IsEmpty());
}

TEST_F(HorizonGap, TakesTasksThatGoOn) {
    builder_.serve(builder_.add_task({.key = "ongoing", .is_ongoing = true}), "far");
    EXPECT_THAT(found().subjects(), IsEmpty());
}

TEST_F(HorizonGap, DoesNotTakeCancelledTasks) {
    builder_.serve(
        builder_.add_task({.key = "dropped", .due = date("2030"), .status = TaskStatus::cancelled}),
        "far");
    EXPECT_THAT(found().subjects(), ElementsAre("far"));
}

TEST(HorizonGaps, AreFoundAmongManyHorizons) {
    PlanBuilder builder;
    for (int year = 1900; year < 2100; ++year) {
        const std::string text = std::to_string(year);
        builder.add_goal({.key = text, .horizon = date(text)});
        if (year % 50 == 0) continue;
        builder.serve(builder.add_task({.key = text, .due = date(text + "-06")}), text);
    }
    EXPECT_THAT(Findings(std::move(builder).build(), "PL407").subjects(),
                ElementsAre("1950", "2000", "2050"));
}

TEST(HorizonGaps, AreNotEvaluatedWithOneHorizon) {
    EXPECT_EQ(Findings(hut_plan(), "PL407").reason(),
              "the goals have fewer than two different horizons");
}

}  // namespace
}  // namespace planloom::testing

#include <planloom/coverage/check.hpp>
#include <planloom/model/plan_builder.hpp>

#include "coverage/findings.hpp"
#include "support/plans.hpp"

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Date day(std::string_view text) {
    return parse_date(text)->date;
}

CheckOptions on(std::string_view today) {
    CheckOptions options;
    options.as_of = day(today);
    return options;
}

CheckOptions with(std::string_view today, RuleSetting setting) {
    CheckOptions options = on(today);
    options.settings.rules = {std::move(setting)};
    return options;
}

Plan one_task(const NewTask& task) {
    PlanBuilder builder;
    builder.add_task(task);
    return std::move(builder).build();
}

// 2024-06-03 is a Monday.
TEST(PL701, FindsDeadlinesWithinTenWorkingDays) {
    const Plan near = one_task({.key = "T", .due = *parse_date("2024-06-17")});
    const Findings found(near, "PL701", on("2024-06-03"));
    ASSERT_THAT(found.subjects(), ElementsAre("T"));
    EXPECT_EQ(found.message(0), "task T is due by 2024-06-17, in 10 working days");
    EXPECT_EQ(found.message(0, "zh"), "任务 T 应于 2024-06-17 前完成，距今 10 个工作日");
    EXPECT_THAT(Findings(near, "PL701", on("2024-06-02")).subjects(), IsEmpty());
    EXPECT_THAT(Findings(near, "PL701", on("2024-06-17")).subjects(), ElementsAre("T"));
    EXPECT_THAT(Findings(near, "PL701", on("2024-06-18")).subjects(), IsEmpty());
    RuleSetting five{.rule = "near-due"};
    five.numbers = {{"days", 5}};
    EXPECT_THAT(Findings(near, "PL701", with("2024-06-07", five)).subjects(), IsEmpty());
    EXPECT_THAT(Findings(near, "PL701", with("2024-06-10", five)).subjects(), ElementsAre("T"));
}

TEST(PL701, NeedsADayAndADeadline) {
    EXPECT_EQ(Findings(one_task({.key = "T", .due = *parse_date("2024")}), "PL701").reason(),
              "nobody said which day counts as today");
    EXPECT_EQ(Findings(one_task({.key = "T"}), "PL701", on("2024-06-03")).reason(),
              "no open task has a deadline");
    EXPECT_THAT(
        Findings(
            one_task({.key = "T", .due = *parse_date("2024-06-03"), .status = TaskStatus::done}),
            "PL701", on("2024-06-03"))
            .subjects(),
        IsEmpty());
}

// 100 days from 2024-01-01 to 2024-04-09; on 2024-02-19 half of them have passed.
NewTask hundred_days(std::int32_t progress) {
    return {.key = "T",
            .due = *parse_date("2024-04-09"),
            .status = TaskStatus::in_progress,
            .progress = progress,
            .actual_start = day("2024-01-01")};
}

TEST(PL702, FindsProgressBehindTheTimeThatHasPassed) {
    const Findings found(one_task(hundred_days(44)), "PL702", on("2024-02-19"));
    ASSERT_THAT(found.subjects(), ElementsAre("T"));
    EXPECT_EQ(found.message(0), "task T has a progress of 44 %, 50 % of its time has passed");
    EXPECT_EQ(found.ratio().numerator, 1U);
    EXPECT_THAT(Findings(one_task(hundred_days(45)), "PL702", on("2024-02-19")).subjects(),
                IsEmpty());
    EXPECT_EQ(Findings(one_task(hundred_days(no_number)), "PL702", on("2024-02-19")).reason(),
              "no open task has a start, a deadline and a progress");
    RuleSetting strict{.rule = "PL702"};
    strict.numbers = {{"tolerance", 0}};
    EXPECT_EQ(Findings(one_task(hundred_days(49)), "PL702", with("2024-02-19", strict)).size(), 1U);
}

TEST(PL703, FindsWhatIsOverdue) {
    const Plan plan = one_task({.key = "T", .due = *parse_date("2024-06-30")});
    const Findings found(plan, "PL703", on("2024-07-02"));
    ASSERT_THAT(found.subjects(), ElementsAre("T"));
    EXPECT_EQ(found.message(0), "task T was due by 2024-06-30, 2 days ago");
    EXPECT_EQ(found[0].severity, Severity::error);
    EXPECT_THAT(Findings(plan, "PL703", on("2024-06-30")).subjects(), IsEmpty());
    EXPECT_EQ(
        Findings(one_task({.key = "T", .is_ongoing = true}), "PL703", on("2024-07-01")).reason(),
        "no open task has a deadline");
}

TEST(PL703, TakesADeadlineFromTheTaskAbove) {
    PlanBuilder builder;
    builder.add_task({.key = "A", .due = *parse_date("2024-06")});
    builder.add_task({.key = "B", .parent = "A"});
    EXPECT_THAT(Findings(std::move(builder).build(), "PL703", on("2024-07-01")).subjects(),
                ElementsAre("B"));
}

struct Reported {
    std::string_view date;
    std::int32_t progress;
};

Plan reported(NewTask task, const std::vector<Reported>& reports) {
    PlanBuilder builder;
    const TaskId id = builder.add_task(task);
    for (const Reported& each : reports)
        builder.add_report(id, {.date = day(each.date), .progress = each.progress});
    return std::move(builder).build();
}

TEST(PL704, FindsTasksThatAreBehindReportAfterReport) {
    const std::vector<Reported> late = {
        {"2024-01-31", 40}, {"2024-02-19", 20}, {"2024-03-10", 30}, {"2024-03-30", 50}};
    const Findings found(reported(hundred_days(50), late), "PL704");
    ASSERT_THAT(found.subjects(), ElementsAre("T"));
    EXPECT_EQ(found.message(0),
              "task T was behind in each of its last 3 reports, since "
              "2024-02-19");
    std::vector<Reported> better = late;
    better[2].progress = 69;
    EXPECT_THAT(Findings(reported(hundred_days(50), better), "PL704").subjects(), IsEmpty());
    EXPECT_EQ(Findings(one_task(hundred_days(5)), "PL704").reason(), "no task has reports");
}

Plan supervised(const std::string& every, std::int32_t grace,
                const std::vector<Reported>& reports) {
    PlanBuilder builder;
    builder.head().supervision = {every, grace, {}};
    const TaskId id = builder.add_task({.key = "T"});
    for (const Reported& each : reports)
        builder.add_report(id, {.date = day(each.date), .progress = each.progress});
    return std::move(builder).build();
}

TEST(PL705, FindsMissingReportsOnceThePeriodAndTheGraceAreOver) {
    const Plan plan = supervised("month", 5, {{"2024-04-28", 10}});
    const Findings found(plan, "PL705", on("2024-06-06"));
    ASSERT_THAT(found.subjects(), ElementsAre("T"));
    EXPECT_EQ(found.message(0), "task T has no report since 2024-05-01; the last is of 2024-04-28");
    EXPECT_THAT(Findings(plan, "PL705", on("2024-06-05")).subjects(), IsEmpty());
    EXPECT_THAT(Findings(supervised("month", 5, {{"2024-05-01", 10}}), "PL705", on("2024-06-06"))
                    .subjects(),
                IsEmpty());
    EXPECT_EQ(Findings(one_task({.key = "T"}), "PL705", on("2024-06-06")).reason(),
              "the plan does not say how often tasks are reported on");
}

TEST(PL705, KnowsEveryPeriod) {
    const auto since = [](const std::string& every, std::string_view today) {
        const Findings found(supervised(every, 0, {}), "PL705", on(today));
        return found[0].witness.at(0) + " " + found[0].witness.at(1);
    };
    EXPECT_EQ(since("week", "2024-06-03"), "2024-05-27 2024-06-02");
    EXPECT_EQ(since("week", "2024-06-09"), "2024-05-27 2024-06-02");
    EXPECT_EQ(since("month", "2024-01-01"), "2023-12-01 2023-12-31");
    EXPECT_EQ(since("quarter", "2024-06-30"), "2024-01-01 2024-03-31");
    EXPECT_EQ(since("half", "2024-07-01"), "2024-01-01 2024-06-30");
    EXPECT_EQ(since("year", "2024-12-31"), "2023-01-01 2023-12-31");
}

Plan extended(const std::vector<NewExtension>& extensions, Date start = {}) {
    PlanBuilder builder;
    const TaskId id = builder.add_task({.key = "T", .actual_start = start});
    for (const NewExtension& each : extensions) builder.add_extension(id, each);
    return std::move(builder).build();
}

TEST(PL706, FindsExtensionsThatCameTooLate) {
    const NewExtension late{
        .recorded = day("2024-07-01"), .from = day("2024-06-30"), .until = day("2024-09-30")};
    const Findings found(extended({late}), "PL706");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.message(0),
              "task T was due by 2024-06-30; its extension to 2024-09-30 was "
              "recorded on 2024-07-01");
    NewExtension in_time = late;
    in_time.recorded = day("2024-06-30");
    EXPECT_THAT(Findings(extended({in_time}), "PL706").subjects(), IsEmpty());
    EXPECT_EQ(Findings(extended({}), "PL706").reason(), "no deadline was put off");
}

TEST(PL707, CountsExtensionsAndTheirLength) {
    const std::vector<NewExtension> two = {{.from = day("2024-06-30"), .until = day("2024-07-10")},
                                           {.from = day("2024-07-10"), .until = day("2024-07-20")}};
    EXPECT_THAT(Findings(extended(two), "PL707").subjects(), IsEmpty());
    std::vector<NewExtension> three = two;
    three.push_back({.from = day("2024-07-20"), .until = day("2024-07-30")});
    const Findings many(extended(three), "PL707");
    EXPECT_EQ(many.message(0), "task T was put off 3 times, by 30 days in all");
    // 20 days of 40 are half; of 39 more than half.
    EXPECT_THAT(Findings(extended(two, day("2024-05-21")), "PL707").subjects(), IsEmpty());
    const Findings far(extended(two, day("2024-05-22")), "PL707");
    EXPECT_EQ(far.message(0),
              "task T was put off 2 times, by 20 days in all, 51 % of its "
              "original time");
    EXPECT_EQ(Findings(extended({}), "PL707").reason(), "no deadline was put off");
}

TEST(PL708, FindsDoneTasksWithoutEvidence) {
    const Findings found(one_task({.key = "T", .status = TaskStatus::done}), "PL708");
    EXPECT_EQ(found.message(0), "task T is done and has no evidence");
    EXPECT_THAT(
        Findings(one_task({.key = "T", .status = TaskStatus::done, .evidence = "报告"}), "PL708")
            .subjects(),
        IsEmpty());
    EXPECT_EQ(Findings(one_task({.key = "T"}), "PL708").reason(), "no task is done");
}

Plan linked(TaskStatus before, TaskStatus after, Link link = {}) {
    PlanBuilder builder;
    builder.add_task({.key = "A", .status = before});
    const TaskId b = builder.add_task({.key = "B", .status = after});
    builder.depend(b, "A", link);
    return std::move(builder).build();
}

TEST(PL709, FindsTasksThatAreDoneBeforeWhatTheyWaitFor) {
    const Findings found(linked(TaskStatus::in_progress, TaskStatus::done), "PL709");
    ASSERT_THAT(found.subjects(), ElementsAre("B A"));
    EXPECT_EQ(found.message(0),
              "task B is done, but A, which must finish before it starts, is not");
    EXPECT_THAT(Findings(linked(TaskStatus::done, TaskStatus::done), "PL709").subjects(),
                IsEmpty());
    EXPECT_THAT(
        Findings(linked(TaskStatus::in_progress, TaskStatus::done, {.is_soft = true}), "PL709")
            .subjects(),
        IsEmpty());
    EXPECT_EQ(Findings(linked(TaskStatus::in_progress, TaskStatus::in_progress), "PL709").reason(),
              "no task is done");
    EXPECT_EQ(Findings(one_task({.key = "T", .status = TaskStatus::done}), "PL709").reason(),
              "the plan has no dependencies");
}

Plan with_lead(Date plans_due, Date filed) {
    PlanBuilder builder;
    builder.head().supervision.plans_due = plans_due;
    const TaskId task = builder.add_task({.key = "T", .plan_filed = filed});
    builder.assign(task, "厅", Role::lead);
    builder.add_units_by_mention();
    return std::move(builder).build();
}

TEST(PL710, FindsPlansThatWereNotFiled) {
    const Findings found(with_lead(day("2024-03-01"), {}), "PL710", on("2024-03-02"));
    ASSERT_THAT(found.subjects(), ElementsAre("T 厅"));
    EXPECT_EQ(found.message(0), "厅 has filed no plan for task T by 2024-03-01");
    const Findings late(with_lead(day("2024-03-01"), day("2024-03-05")), "PL710", on("2024-04-01"));
    EXPECT_EQ(late.message(0), "厅 has filed no plan for task T by 2024-03-01, only on 2024-03-05");
    EXPECT_THAT(Findings(with_lead(day("2024-03-01"), day("2024-03-01")), "PL710", on("2024-04-01"))
                    .subjects(),
                IsEmpty());
    EXPECT_NE(Findings(with_lead(day("2024-03-01"), {}), "PL710", on("2024-03-01")).reason(), "");
}

Plan nested(std::int32_t own, std::int32_t first, std::int32_t second) {
    PlanBuilder builder;
    builder.add_task({.key = "A", .progress = own});
    builder.add_task({.key = "B", .parent = "A", .progress = first});
    builder.add_task({.key = "C", .parent = "A", .progress = second});
    return std::move(builder).build();
}

TEST(PL711, FindsProgressOutsideThatOfTheSubtasks) {
    const Findings found(nested(60, 10, 50), "PL711");
    ASSERT_THAT(found.subjects(), ElementsAre("A"));
    EXPECT_EQ(found.message(0),
              "task A has a progress of 60 %, outside the 10 to 50 % of its subtasks");
    EXPECT_THAT(Findings(nested(50, 10, 50), "PL711").subjects(), IsEmpty());
    EXPECT_THAT(Findings(nested(60, 10, no_number), "PL711").subjects(), IsEmpty());
    EXPECT_EQ(Findings(one_task({.key = "T"}), "PL711").reason(), "no task has a progress");
}

TEST(PL711, FindsProgressThatFalls) {
    const Findings found(
        reported({.key = "T"}, {{"2024-02-01", 30}, {"2024-01-01", 20}, {"2024-03-01", 25}}),
        "PL711");
    EXPECT_EQ(found.message(0), "task T has a progress of 25 %, after 30 % on 2024-02-01");
}

TEST(PL712, FindsTasksThatStandStill) {
    const std::vector<Reported> still = {
        {"2024-01-01", 10}, {"2024-02-01", 30}, {"2024-03-01", 30}, {"2024-04-01", 30}};
    const Findings found(reported({.key = "T"}, still), "PL712");
    EXPECT_EQ(found.message(0), "task T has stood at 30 % for 3 reports, since 2024-02-01");
    std::vector<Reported> moves = still;
    moves[1].progress = 29;
    EXPECT_THAT(Findings(reported({.key = "T"}, moves), "PL712").subjects(), IsEmpty());
    EXPECT_EQ(Findings(one_task({.key = "T"}), "PL712").reason(), "no task has reports");
}

TEST(PL713, FindsTasksThatAreOpenAgain) {
    const Plan before = one_task({.key = "T", .status = TaskStatus::done});
    CheckOptions options;
    options.before = &before;
    const Findings found(one_task({.key = "T", .status = TaskStatus::in_progress}), "PL713",
                         options);
    EXPECT_EQ(found.message(0), "task T was done and is now in progress");
    EXPECT_EQ(found.message(0, "zh"), "任务 T 原已完成，现为进行中");
    EXPECT_THAT(
        Findings(one_task({.key = "T", .status = TaskStatus::done}), "PL713", options).subjects(),
        IsEmpty());
    EXPECT_EQ(Findings(one_task({.key = "T"}), "PL713").reason(),
              "there is no earlier revision to compare with");
}

}  // namespace
}  // namespace planloom::testing

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

Plan one_task(const NewTask& task) {
    PlanBuilder builder;
    builder.add_task(task);
    return std::move(builder).build();
}

TEST(PL402, FindsStartsAfterTheDeadline) {
    const Findings found(
        one_task(
            {.key = "T", .start_no_earlier = day("2024-07-01"), .due = *parse_date("2024-06")}),
        "PL402");
    EXPECT_EQ(found.message(0), "task T starts on 2024-07-01, after 2024-06, when it is due");
    EXPECT_EQ(found.message(0, "zh"), "任务 T 于 2024-07-01 开始，晚于完成时限 2024-06");
    EXPECT_THAT(Findings(one_task({.key = "T",
                                   .start_no_earlier = day("2024-06-30"),
                                   .due = *parse_date("2024-06")}),
                         "PL402")
                    .subjects(),
                IsEmpty());
    EXPECT_EQ(Findings(one_task({.key = "T", .due = *parse_date("2024")}), "PL402").reason(),
              "no task has both a start and a deadline");
}

// 2024-06-03 is a Monday: five working days to Friday, and to Sunday.
TEST(PL403, FindsWindowsThatAreTooShort) {
    NewTask task{.key = "T",
                 .duration = 6 * 480,
                 .start_no_earlier = day("2024-06-03"),
                 .due = *parse_date("2024-06-09")};
    const Findings found(one_task(task), "PL403");
    EXPECT_EQ(found.message(0),
              "task T takes 6d, but from 2024-06-03 to 2024-06-09 there are "
              "only 5d");
    task.duration = 5 * 480;
    EXPECT_THAT(Findings(one_task(task), "PL403").subjects(), IsEmpty());
    task.is_elapsed = true;
    task.duration = 7 * 24 * 60;
    EXPECT_THAT(Findings(one_task(task), "PL403").subjects(), IsEmpty());
    task.duration += 1;
    EXPECT_EQ(Findings(one_task(task), "PL403").size(), 1U);
    EXPECT_EQ(Findings(one_task({.key = "T", .duration = 480}), "PL403").reason(),
              "no task has a start, a deadline and a duration");
}

Plan due_on(const std::vector<std::string>& days) {
    PlanBuilder builder;
    for (std::size_t i = 0; i < days.size(); ++i)
        builder.add_task({.key = "T" + std::to_string(i), .due = *parse_date(days[i])});
    return std::move(builder).build();
}

TEST(PL408, FindsDaysOnWhichTooMuchIsDue) {
    const Findings found(due_on({"2024", "2024-12-31", "2024-H2", "2024-06", "2024-07"}), "PL408");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.message(0), "3 of 5 tasks with a deadline are due on 2024-12-31");
    EXPECT_TRUE(found[0].is_plan_wide);
    const Findings within(due_on({"2024", "2024", "2024-08", "2024-06", "2024-07"}), "PL408");
    EXPECT_THAT(within.subjects(), IsEmpty());
    EXPECT_EQ(within.ratio().numerator, 2U);
    EXPECT_EQ(Findings(due_on({"2024", "2024", "2024", "2024"}), "PL408").reason(),
              "fewer than five tasks have a deadline");
}

Plan nested(const NewTask& parent, NewTask child) {
    PlanBuilder builder;
    builder.add_task(parent);
    child.parent = parent.key;
    builder.add_task(child);
    return std::move(builder).build();
}

TEST(PL409, FindsSubtasksOutsideTheirParent) {
    const Findings late(nested({.key = "A", .due = *parse_date("2024-06")},
                               {.key = "B", .due = *parse_date("2024-07-01")}),
                        "PL409");
    EXPECT_EQ(late.message(0),
              "task B is due by 2024-07-01, after 2024-06, the date of its parent A");
    const Findings early(nested({.key = "A", .start_no_earlier = day("2024-06-02")},
                                {.key = "B", .start_no_earlier = day("2024-06-01")}),
                         "PL409");
    EXPECT_EQ(early.message(0),
              "task B starts on 2024-06-01, before 2024-06-02, the date of its parent A");
    EXPECT_EQ(early.message(0, "zh"), "任务 B 于 2024-06-01 开始，早于上级任务 A 的 2024-06-02");
    EXPECT_THAT(Findings(nested({.key = "A", .due = *parse_date("2024-06")},
                                {.key = "B", .due = *parse_date("2024-06-30")}),
                         "PL409")
                    .subjects(),
                IsEmpty());
    EXPECT_EQ(
        Findings(nested({.key = "A"}, {.key = "B", .due = *parse_date("2024")}), "PL409").reason(),
        "no subtask and its parent both have dates");
}

Plan linked(const NewTask& before, const NewTask& after, const Link& link = {}) {
    PlanBuilder builder;
    builder.add_task(before);
    builder.depend(builder.add_task(after), before.key, link);
    return std::move(builder).build();
}

TEST(PL410, FindsDatesThatBreakALinkOfAnyType) {
    const NewTask before{
        .key = "A", .start_no_earlier = day("2024-06-03"), .due = *parse_date("2024-06-10")};
    const auto after = [](std::string_view start, std::string_view due) {
        return NewTask{.key = "B", .start_no_earlier = day(start), .due = *parse_date(due)};
    };
    const auto broken = [&](const NewTask& task, const Link& link) {
        return Findings(linked(before, task, link), "PL410").size() == 1;
    };
    const Findings found(linked(before, after("2024-06-09", "2024-07-01")), "PL410");
    ASSERT_THAT(found.subjects(), ElementsAre("B A"));
    EXPECT_EQ(found.message(0), "task B: 2024-06-09 does not fit the FS link from A: 2024-06-10");
    EXPECT_FALSE(broken(after("2024-06-10", "2024-07-01"), {}));
    EXPECT_TRUE(broken(after("2024-06-11", "2024-07-01"), {.lag = 2 * 480}));
    EXPECT_FALSE(broken(after("2024-06-12", "2024-07-01"), {.lag = 2 * 480}));
    EXPECT_TRUE(broken(after("2024-06-02", "2024-07-01"), {.type = LinkType::start_to_start}));
    EXPECT_FALSE(broken(after("2024-06-03", "2024-07-01"), {.type = LinkType::start_to_start}));
    EXPECT_TRUE(broken(after("2024-06-01", "2024-06-09"), {.type = LinkType::finish_to_finish}));
    EXPECT_FALSE(broken(after("2024-06-01", "2024-06-10"), {.type = LinkType::finish_to_finish}));
    EXPECT_TRUE(broken(after("2024-06-01", "2024-06-02"), {.type = LinkType::start_to_finish}));
    EXPECT_FALSE(broken(after("2024-06-01", "2024-06-03"), {.type = LinkType::start_to_finish}));
    EXPECT_FALSE(broken(after("2024-06-01", "2024-07-01"), {.is_soft = true}));
    EXPECT_EQ(Findings(linked({.key = "A"}, {.key = "B"}), "PL410").reason(),
              "no two linked tasks both have dates");
}

TEST(PL410, HoldsALinkOnASummaryTaskForItsLeaves) {
    PlanBuilder builder;
    builder.add_task({.key = "A"});
    builder.add_task({.key = "A1", .parent = "A", .due = *parse_date("2024-06-10")});
    const TaskId after = builder.add_task({.key = "B", .start_no_earlier = day("2024-06-09")});
    builder.depend(after, "A");
    EXPECT_EQ(Findings(std::move(builder).build(), "PL410").size(), 1U);
}

TEST(PL411, FindsDeadlinesOnDaysOff) {
    const Findings found(one_task({.key = "T", .due = *parse_date("2024-06-09")}), "PL411");
    EXPECT_EQ(found.message(0), "task T is due on 2024-06-09, on which nobody works");
    EXPECT_THAT(
        Findings(one_task({.key = "T", .due = *parse_date("2024-06-07")}), "PL411").subjects(),
        IsEmpty());
    EXPECT_EQ(Findings(one_task({.key = "T", .due = *parse_date("2024-06")}), "PL411").reason(),
              "no deadline is a day");
}

TEST(PL412, FindsOngoingTasksThatHoldOthersBack) {
    const NewTask ongoing{.key = "A", .is_ongoing = true};
    const Findings found(linked(ongoing, {.key = "B"}), "PL412");
    EXPECT_EQ(found.message(0), "task B waits for the end of A, which goes on without an end");
    EXPECT_THAT(Findings(linked(ongoing, {.key = "B"}, {.type = LinkType::start_to_start}), "PL412")
                    .subjects(),
                IsEmpty());
    EXPECT_EQ(Findings(linked({.key = "A"}, {.key = "B"}), "PL412").reason(), "no task is ongoing");
    EXPECT_EQ(Findings(one_task(ongoing), "PL412").reason(), "the plan has no dependencies");
}

TEST(PL413, FindsMilestonesThatTakeTimeOrHaveNoDate) {
    EXPECT_EQ(
        Findings(
            one_task(
                {.key = "M", .is_milestone = true, .duration = 480, .due = *parse_date("2024")}),
            "PL413")
            .message(0),
        "milestone M takes 1d");
    const Findings undated(one_task({.key = "M", .is_milestone = true}), "PL413");
    EXPECT_EQ(undated.message(0), "milestone M has no date and no link");
    EXPECT_EQ(undated.message(0, "zh"), "里程碑 M 没有时间，也没有前后置关系");
    EXPECT_THAT(
        Findings(linked({.key = "A"}, {.key = "M", .is_milestone = true}), "PL413").subjects(),
        IsEmpty());
    EXPECT_EQ(Findings(one_task({.key = "T"}), "PL413").reason(), "the plan has no milestones");
}

Plan siblings(std::string_view parent, const std::vector<std::string>& days) {
    PlanBuilder builder;
    builder.add_task({.key = "P", .due = *parse_date(parent)});
    for (std::size_t i = 0; i < days.size(); ++i)
        builder.add_task(
            {.key = "T" + std::to_string(i), .parent = "P", .due = *parse_date(days[i])});
    return std::move(builder).build();
}

TEST(PL414, FindsDatesThatAreCopiedFromAbove) {
    const Findings found(siblings("2024", {"2024", "2024", "2024", "2024", "2024-12-31"}), "PL414");
    EXPECT_EQ(found.message(0), "all 5 tasks of P are due by 2024, its own date");
    EXPECT_THAT(
        Findings(siblings("2024", {"2024", "2024", "2024", "2024", "2024-06"}), "PL414").subjects(),
        IsEmpty());
    EXPECT_EQ(Findings(siblings("2024", {"2024", "2024", "2024", "2024"}), "PL414").reason(),
              "no task has five subtasks with deadlines");
}

Plan worded(std::string_view text, std::string_view due) {
    return one_task({.key = "T", .due = *parse_date(due), .due_text = text});
}

TEST(PL415, FindsWordsThatMeanAnotherDay) {
    const Findings found(worded("2025年底前", "2026-03"), "PL415");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found.message(0),
                ::testing::StartsWith("task T is due by 2026-03, but the words \"2025年底前\" "
                                      "mean 2025"));
    EXPECT_THAT(Findings(worded("2025年底前", "2025"), "PL415").subjects(), IsEmpty());
    EXPECT_EQ(Findings(worded("持续推进", "2025"), "PL415").message(0, "zh"),
              "任务 T 的时限为 2025，而文字“持续推进”指 持续推进");
    EXPECT_EQ(Findings(worded("尽快", "2025"), "PL415").reason(),
              "no task has a deadline both in words and as a date");
}

}  // namespace
}  // namespace planloom::testing

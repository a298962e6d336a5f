#include <planloom/order/live_schedule.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const TaskId a(0), b(1), c(2), d(3);

//   a(2) -> b(3) -> d(1)
//       `-> c(1) ->'
PlanGraph diamond() {
    PlanBuilder builder;
    builder.add_task({.key = "a", .duration = 2});
    builder.add_task({.key = "b", .duration = 3});
    builder.add_task({.key = "c", .duration = 1});
    builder.add_task({.key = "d", .duration = 1});
    builder.depend(b, "a");
    builder.depend(c, "a");
    builder.depend(d, "b");
    builder.depend(d, "c");
    return freeze(std::move(builder).build());
}

//   S [ x(2), y(3) ]   after(1)   working weekdays from Monday 2 June 2025
PlanGraph summary_plan() {
    PlanBuilder builder;
    builder.head().start = DateTime(Date::from_ymd(2025, 6, 2), 0);
    builder.add_task({.key = "S"});
    builder.add_task({.key = "x", .parent = "S", .duration = 2 * 480});
    builder.add_task({.key = "y", .parent = "S", .duration = 3 * 480});
    builder.add_task({.key = "after", .duration = 480});
    return freeze(std::move(builder).build());
}

TEST(LiveSchedule, MovesWhatAnEditMoves) {
    const PlanGraph graph = diamond();
    LiveSchedule live(graph);
    EXPECT_THAT(live.early_start(), ElementsAre(0, 2, 2, 5));
    EXPECT_EQ(live.finish(), 6);
    EXPECT_THAT(live.changed(), IsEmpty());

    live.set_duration(c, 2);
    EXPECT_THAT(live.changed(), ElementsAre(c));
    EXPECT_EQ(live.touched(), 2U);
    EXPECT_THAT(live.early_finish(), ElementsAre(2, 5, 4, 6));
    EXPECT_THAT(live.total_float(), ElementsAre(0, 0, 1, 0));

    const LinkAnswer link = live.add_link(b, c, {.type = LinkType::start_to_start, .lag = 2});
    ASSERT_TRUE(link.is_accepted());
    EXPECT_THAT(live.changed(), ElementsAre(c, d));
    EXPECT_THAT(live.early_start(), ElementsAre(0, 2, 4, 6));
    EXPECT_EQ(live.length(), 7);
    EXPECT_TRUE(live.is_critical(c));

    live.remove_link(DependencyId(0));  // a -> b
    EXPECT_THAT(live.changed(), ElementsAre(b, c, d));
    EXPECT_THAT(live.early_start(), ElementsAre(0, 0, 2, 4));
    EXPECT_FALSE(live.has(DependencyId(0)));

    live.remove_task(b);
    EXPECT_THAT(live.changed(), ElementsAre(b));
    EXPECT_FALSE(live.has(link.link));
    EXPECT_EQ(live.early_start()[b.index()], no_minutes);
    EXPECT_THAT(live.order(), ElementsAre(a, c, d));
}

TEST(LiveSchedule, RefusesACircleAndChangesNothing) {
    const PlanGraph graph = diamond();
    LiveSchedule live(graph);
    const std::vector<TaskId> order = live.order();
    live.set_duration(a, 1);

    const LinkAnswer answer = live.add_link(d, a);

    EXPECT_FALSE(answer.is_accepted());
    ASSERT_EQ(answer.circle.size(), 3U);
    EXPECT_EQ(answer.circle.front(), a);
    EXPECT_EQ(answer.circle.back(), d);
    EXPECT_EQ(answer.circle_links.size(), 2U);
    EXPECT_THAT(live.changed(), IsEmpty());
    EXPECT_EQ(live.order(), order);
    EXPECT_THAT(live.early_start(), ElementsAre(0, 1, 1, 4));
    EXPECT_THAT(live.add_link(a, a).circle, ElementsAre(a));
    EXPECT_TRUE(live.add_link(a, d).is_accepted());
}

TEST(LiveSchedule, LeadsLinksOfSummaryTasksToTheirParts) {
    const PlanGraph graph = summary_plan();
    LiveSchedule live(graph);
    const TaskId summary(0), y(2), after(3);
    const auto start_of_after = [&] { return to_string(DateTime(live.early_start()[3])); };

    const LinkAnswer link = live.add_link(summary, after);
    EXPECT_THAT(live.changed(), ElementsAre(after));
    EXPECT_EQ(start_of_after(), "2025-06-05T08:00");
    live.set_duration(y, 480);
    EXPECT_THAT(live.changed(), ElementsAre(summary, y, after));
    EXPECT_EQ(start_of_after(), "2025-06-04T08:00");

    const LinkAnswer refused = live.add_link(after, y);
    EXPECT_THAT(refused.circle, ElementsAre(y, summary, after));
    EXPECT_THAT(refused.circle_links, ElementsAre(DependencyId(), link.link));

    live.set_start_no_earlier(y, Date::from_ymd(2025, 6, 9));
    EXPECT_THAT(live.changed(), ElementsAre(summary, y, after));
    EXPECT_EQ(to_string(DateTime(live.early_start()[y.index()])), "2025-06-09T08:00");
    live.set_start_no_earlier(y, Date());
    live.remove_link(link.link);
    EXPECT_THAT(live.changed(), ElementsAre(after));
}

TEST(LiveSchedule, ChangesNothingWhereACalendarEnds) {
    const PlanGraph graph = summary_plan();
    LiveSchedule live(graph);
    const TaskId summary(0), x(1), after(3);
    live.add_link(summary, after);
    const std::vector<Minutes> starts(live.early_start().begin(), live.early_start().end());
    const Minutes much = Minutes{1} << 40;

    EXPECT_THROW(live.set_duration(x, much), Error);
    EXPECT_THROW(live.add_link(x, after, {.lag = much}), Error);
    EXPECT_THROW((void)live.add_task(much), Error);

    EXPECT_TRUE(std::ranges::equal(live.early_start(), starts));
    EXPECT_EQ(live.task_count(), 4U);
    EXPECT_FALSE(live.has(DependencyId(1)));
    EXPECT_EQ(live.late_start().size(), 4U);
    EXPECT_EQ(live.add_task(480), TaskId(4));
    EXPECT_EQ(live.add_link(TaskId(4), x).link, DependencyId(1));
    EXPECT_THAT(live.changed(), ElementsAre(x));
}

TEST(LiveSchedule, RefusesPlansThatItCannotKeep) {
    PlanBuilder circle;
    circle.add_task({.key = "a"});
    circle.add_task({.key = "S"});
    circle.add_task({.key = "part", .parent = "S"});
    circle.depend(a, "S");
    circle.depend(TaskId(2), "a", {.lag = -480});
    const PlanGraph knotted = freeze(std::move(circle).build());
    try {
        const LiveSchedule live(knotted);
        FAIL();
    } catch (const UnfitForLive& error) {
        EXPECT_EQ(error.code(), "knot");
        EXPECT_EQ(error.tasks().size(), 3U);
        EXPECT_EQ(error.links().size(), 3U);
    }

    PlanBuilder bounded;
    bounded.add_task({.key = "a"});
    bounded.add_task({.key = "b"});
    bounded.depend(b, "a", {.max_lag = 5});
    const PlanGraph lags = freeze(std::move(bounded).build());
    try {
        const LiveSchedule live(lags);
        FAIL();
    } catch (const UnfitForLive& error) {
        EXPECT_EQ(error.code(), "greatest_lag");
        EXPECT_THAT(error.tasks(), ElementsAre(a, b));
        EXPECT_THAT(error.links(), ElementsAre(DependencyId(0)));
    }

    const PlanGraph graph = diamond();
    LiveSchedule live(graph);
    EXPECT_THROW(live.add_link(b, c, {.max_lag = 3}), Error);
    EXPECT_EQ(live.early_start()[c.index()], 2);
}

TEST(LiveSchedule, GrowsFromNothing) {
    const PlanGraph graph = freeze(Plan());
    LiveSchedule live(graph);
    EXPECT_EQ(live.start(), 0);
    EXPECT_EQ(live.finish(), 0);
    EXPECT_THAT(live.order(), IsEmpty());

    TaskId last = live.add_task(1);
    for (int i = 1; i < 100; ++i) {
        const TaskId next = live.add_task(1);
        EXPECT_TRUE(live.add_link(last, next).is_accepted());
        last = next;
    }
    EXPECT_EQ(live.finish(), 100);
    LiveSchedule moved = std::move(live);
    for (const TaskId task : moved.order()) moved.remove_task(task);
    EXPECT_EQ(moved.finish(), 0);
    EXPECT_EQ(moved.add_task(3), TaskId(100));
    EXPECT_THAT(moved.changed(), ElementsAre(TaskId(100)));
}

TEST(LiveSchedule, AsksForTasksAndLinksThatAreThere) {
    const PlanGraph graph = summary_plan();
    LiveSchedule live(graph);
    EXPECT_THROW(live.set_duration(TaskId(0), 5), ContractViolation);
    EXPECT_THROW(live.set_duration(TaskId(1), -1), ContractViolation);
    EXPECT_THROW(live.remove_link(DependencyId(0)), ContractViolation);
    EXPECT_THROW(live.add_link(TaskId(1), TaskId(9)), ContractViolation);
    live.remove_task(TaskId(1));
    EXPECT_THROW(live.remove_task(TaskId(1)), ContractViolation);
    EXPECT_THROW(live.remove_task(TaskId(0)), ContractViolation);
    const PlanGraph undated = diamond();
    LiveSchedule without_dates(undated);
    EXPECT_THROW(without_dates.set_start_no_earlier(a, Date::from_ymd(2025, 6, 2)),
                 ContractViolation);
}

TEST(LiveSchedule, TouchesLittleOfAMillionTasks) {
    constexpr std::size_t count = 1'000'000;
    PlanBuilder builder;
    for (std::size_t i = 0; i < count; ++i) {
        const TaskId task = builder.add_task({.key = std::to_string(i), .duration = 1});
        if (i > 0) builder.depend(task, std::to_string(i - 1));
    }
    const PlanGraph graph = freeze(std::move(builder).build());
    LiveSchedule live(graph);
    EXPECT_EQ(live.finish(), Minutes{count});

    live.set_duration(TaskId(count - 3), 5);
    EXPECT_THAT(live.changed(),
                ElementsAre(TaskId(count - 3), TaskId(count - 2), TaskId(count - 1)));
    EXPECT_EQ(live.touched(), 3U);
    EXPECT_EQ(live.finish(), Minutes{count} + 4);

    EXPECT_TRUE(live.add_link(TaskId(0), TaskId(count - 2)).is_accepted());
    EXPECT_THAT(live.changed(), IsEmpty());
    EXPECT_EQ(live.touched(), 4U);
    EXPECT_EQ(live.add_link(TaskId(count - 1), TaskId(0)).circle.size(), 3U);

    live.set_duration(TaskId(0), 2);
    EXPECT_EQ(live.changed().size(), count);
    EXPECT_EQ(live.touched(), 4U + count);
}

TEST(LiveSchedule, TouchesOneOfAMillionParts) {
    constexpr std::size_t count = 1'000'000;
    PlanBuilder builder;
    builder.add_task({.key = "all"});
    for (std::size_t i = 0; i < count; ++i)
        builder.add_task({.key = std::to_string(i), .parent = "all", .duration = 3});
    const PlanGraph graph = freeze(std::move(builder).build());
    LiveSchedule live(graph);

    live.set_duration(TaskId(7), 2);
    EXPECT_THAT(live.changed(), ElementsAre(TaskId(7)));
    live.set_duration(TaskId(9), 4);
    EXPECT_THAT(live.changed(), ElementsAre(TaskId(0), TaskId(9)));
    EXPECT_EQ(live.touched(), 2U);
    EXPECT_EQ(live.early_finish()[0], 4);
}

}  // namespace
}  // namespace planloom

#include <planloom/io/psplib.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/plan_capacity.hpp>

#include "support/corpus.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Random;

constexpr Minutes day = 480;

// office can do one thing at a time:  a(2) b(3) c(1), c after a      a a c b b b
TEST(ScheduleCapacity, PutsTasksOfOneUnitOneAfterTheOther) {
    PlanBuilder builder;
    builder.add_unit({.key = "office", .capacity = 1});
    builder.add_unit({.key = "archive"});
    const TaskId a = builder.add_task({.key = "a", .duration = 2 * day});
    const TaskId b = builder.add_task({.key = "b", .duration = 3 * day});
    const TaskId c = builder.add_task({.key = "c", .duration = day});
    builder.depend(c, "a");
    for (const TaskId task : {a, b, c}) builder.assign(task, "office", Role::lead);
    const TaskId free = builder.add_task({.key = "free", .duration = day});
    builder.assign(free, "archive", Role::lead);
    builder.assign(free, "office", Role::consult);
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule base = schedule(graph);
    EXPECT_EQ(base.length(), 3 * day);
    const PlanCapacity result = schedule_capacity(base);
    EXPECT_EQ(result.end, 6 * day);
    EXPECT_EQ(result.lower_bound, 6 * day);
    EXPECT_TRUE(result.is_optimal);
    EXPECT_THAT(result.units, ElementsAre(UnitId(0)));
    EXPECT_EQ(result.start[free.index()], 0);
    std::size_t waits = 0;
    for (const TaskId task : {a, b, c})
        if (result.waits[task.index()].kind == CapacityWait::Kind::unit) {
            EXPECT_EQ(result.waits[task.index()].unit, UnitId(0));
            ++waits;
        }
    EXPECT_GE(waits, 1U);
}

TEST(ScheduleCapacity, NamesTasksThatNeverFit) {
    PlanBuilder builder;
    builder.add_unit({.key = "office", .capacity = 1});
    const TaskId a = builder.add_task({.key = "a", .duration = day});
    builder.assign(a, "office", Role::lead, {.amount = 1.5});
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule base = schedule(graph);
    try {
        (void)schedule_capacity(base);
        FAIL() << "expected UnitTooSmall";
    } catch (const UnitTooSmall& error) {
        EXPECT_EQ(error.code(), "never_fits");
        ASSERT_EQ(error.cases().size(), 1U);
        EXPECT_EQ(error.cases()[0].task, a);
        EXPECT_THAT(error.what(), HasSubstr("a takes 1.5"));
    }
}

TEST(ScheduleCapacity, HoldsTheWindowOfAUnit) {
    PlanBuilder builder;
    builder.head().start = *parse_date_time("2025-06-02");
    builder.add_unit({.key = "office", .capacity = 1, .exists_from = Date::from_ymd(2025, 6, 4)});
    const TaskId a = builder.add_task({.key = "a", .duration = day});
    builder.assign(a, "office", Role::lead);
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule base = schedule(graph);
    const PlanCapacity result = schedule_capacity(base);
    EXPECT_EQ(base.text(result.start[0]), "2025-06-04T08:00");
    EXPECT_EQ(base.text(result.finish[0]), "2025-06-04T17:00");
    EXPECT_EQ(result.waits[0].kind, CapacityWait::Kind::too_small);
}

TEST(ScheduleCapacity, SaysWhichGreatestLagsItBreaks) {
    PlanBuilder builder;
    builder.add_unit({.key = "office", .capacity = 1});
    const TaskId a = builder.add_task({.key = "a", .duration = day});
    const TaskId b = builder.add_task({.key = "b", .duration = day});
    builder.depend(b, "a", {.type = LinkType::start_to_start, .max_lag = 0});
    builder.assign(a, "office", Role::lead);
    builder.assign(b, "office", Role::lead);
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule base = schedule(graph);
    EXPECT_THAT(schedule_capacity(base).broken_max_lags, ElementsAre(DependencyId(0)));
}

TEST(ScheduleCapacity, LeavesAnEmptyPlanEmpty) {
    const PlanGraph graph = freeze(Plan());
    const Schedule base = schedule(graph);
    const PlanCapacity result = schedule_capacity(base);
    EXPECT_THAT(result.start, IsEmpty());
    EXPECT_TRUE(result.is_optimal);
}

Plan random_plan(std::uint64_t seed, bool has_calendars) {
    Random random(seed);
    PlanBuilder builder;
    builder.head().start = *parse_date_time("2025-06-02");
    WeekHours week;
    for (std::size_t i = 1; i < 6; ++i) week[i] = {{600, 1200}};
    builder.head().calendars = {{"site", "", week, {}}};
    const int units = random.between(1, 3);
    for (int i = 0; i < units; ++i)
        builder.add_unit(
            {.key = "U" + std::to_string(i), .capacity = random.between(1, 3) * 0.5 + 0.5});
    const int count = random.between(1, 12);
    for (int i = 0; i < count; ++i) {
        const std::string key = "T" + std::to_string(i);
        NewTask row{.key = key, .duration = random.between(0, 4) * 240};
        if (has_calendars && random.chance(30)) row.calendar = "site";
        if (has_calendars) row.is_elapsed = random.chance(10);
        const std::string parent = i > 3 ? "T" + std::to_string(random.between(0, 1)) : "";
        if (i > 3 && random.chance(20)) row.parent = parent;
        const TaskId task = builder.add_task(row);
        if (random.chance(80))
            builder.assign(task, "U" + std::to_string(random.between(0, units - 1)), Role::lead,
                           {.amount = random.chance(70) ? 1.0 : 0.5});
        for (int before = 2; before < i; ++before)
            if (random.chance(15))
                builder.depend(task, "T" + std::to_string(before),
                               {.type = static_cast<LinkType>(random.below(4)),
                                .lag = random.chance(30) ? random.between(-1, 2) * 240 : 0,
                                .is_elapsed = has_calendars && random.chance(20)});
    }
    return std::move(builder).build();
}

/// Adds up what tasks take of each unit at every moment at which something begins.
void check_capacity(const PlanGraph& graph, const PlanCapacity& result) {
    const Plan& plan = graph.plan();
    const AssignmentTable& table = plan.assignment_table();
    for (const UnitId unit : result.units)
        for (const TaskId at : plan.tasks()) {
            double used = 0;
            for (std::size_t row = 0; row < table.count; ++row) {
                const std::size_t task = table.task[row].index();
                if (table.unit[row] == unit && graph.is_leaf(table.task[row]) &&
                    result.start[task] <= result.start[at.index()] &&
                    result.start[at.index()] < result.finish[task])
                    used += table.amount[row];
            }
            ASSERT_LE(used, plan.unit(unit).capacity() + 1e-9) << plan.key(unit);
        }
}

/// Every link between leaves, by the order of moments alone.
void check_links(const Schedule& base, const PlanCapacity& result) {
    const Plan& plan = base.graph().plan();
    const DependencyTable& table = plan.dependency_table();
    for (std::size_t row = 0; row < table.count; ++row) {
        const std::size_t before = table.predecessor[row].index();
        const std::size_t after = table.successor[row].index();
        if (table.lag[row] != 0 || !base.graph().is_leaf(table.predecessor[row]) ||
            !base.graph().is_leaf(table.successor[row]))
            continue;
        const LinkType type = table.type[row];
        const bool from_start =
            type == LinkType::start_to_start || type == LinkType::start_to_finish;
        const bool to_start = type == LinkType::start_to_start || type == LinkType::finish_to_start;
        const Minutes from = (from_start ? result.start : result.finish)[before];
        const Minutes to = (to_start ? result.start : result.finish)[after];
        ASSERT_GE(base.work_between(from, to), 0) << plan.key(table.successor[row]);
    }
}

TEST(ScheduleCapacityLaw, AsksNoUnitTooMuch) {
    std::size_t longer = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed)
        for (const bool has_calendars : {false, true}) {
            SCOPED_TRACE(std::to_string(seed) + (has_calendars ? " with calendars" : ""));
            const PlanGraph graph = freeze(random_plan(seed, has_calendars));
            const Schedule base = schedule(graph);
            const PlanCapacity result = schedule_capacity(base, {.max_schedules = 200});
            check_capacity(graph, result);
            check_links(base, result);
            ASSERT_GE(result.end, result.lower_bound);
            ASSERT_THAT(result.unplaced, IsEmpty());
            if (result.end > base.finish()) ++longer;
            const PlanCapacity again = schedule_capacity(base, {.max_schedules = 200});
            ASSERT_EQ(again.start, result.start);
            if (HasFatalFailure()) return;
        }
    EXPECT_GT(longer, 100U);
}

TEST(ScheduleCapacity, ReachesThePublishedLengthOfPsplib) {
    const auto folder = testing::corpus("psplib");
    if (!folder) GTEST_SKIP() << "skipped: no corpus";
    const PlanGraph graph =
        freeze(read_psplib(testing::bytes_of(*folder / "j30" / "j301_1.sm")).plan);
    const Schedule base = schedule(graph);
    const PlanCapacity result = schedule_capacity(base);
    EXPECT_EQ(result.end, 43);
    EXPECT_TRUE(result.is_optimal);
}

}  // namespace
}  // namespace planloom

#include <planloom/io/psplib.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/schedule.hpp>

#include "support/china_days.hpp"
#include "support/corpus.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Minutes days(std::int64_t count) {
    return count * 480;
}

Date day(std::string_view text) {
    return parse_date(text)->date;
}

DateTime at(std::string_view text) {
    return *parse_date_time(text);
}

/// `T1 0-2 5-7 +5`: early and late times in days, total float.
std::string line(const Schedule& schedule, std::string_view key) {
    const std::size_t row = schedule.graph().plan().find_task(key)->index();
    std::ostringstream out;
    out << key << ' ' << schedule.early_start()[row] / 480 << '-'
        << schedule.early_finish()[row] / 480 << ' ' << schedule.late_start()[row] / 480 << '-'
        << schedule.late_finish()[row] / 480 << " +" << schedule.total_float()[row] / 480;
    return out.str();
}

std::string dates(const Schedule& schedule, std::string_view key) {
    const std::size_t row = schedule.graph().plan().find_task(key)->index();
    return schedule.text(schedule.early_start()[row]) + " - " +
           schedule.text(schedule.early_finish()[row]);
}

Driver driver(const Schedule& schedule, std::string_view key) {
    return schedule.drivers()[schedule.graph().plan().find_task(key)->index()];
}

//  a(2) --> b(4) ------> d(1)        0 . . . . 5 . .
//     \---> c(1) --SS+1--^           a a b b b b d
TEST(Schedule, FindsTheCriticalPathAndFloats) {
    PlanBuilder builder;
    const TaskId a = builder.add_task({.key = "a", .duration = days(2)});
    const TaskId b = builder.add_task({.key = "b", .duration = days(4)});
    const TaskId c = builder.add_task({.key = "c", .duration = days(1)});
    const TaskId d = builder.add_task({.key = "d", .duration = days(1)});
    builder.depend(b, "a");
    builder.depend(c, "a");
    builder.depend(d, "b");
    builder.depend(d, "c", {.type = LinkType::start_to_start, .lag = days(1)});
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    EXPECT_FALSE(result.has_dates());
    EXPECT_EQ(result.length(), days(7));
    EXPECT_EQ(line(result, "a"), "a 0-2 0-2 +0");
    EXPECT_EQ(line(result, "b"), "b 2-6 2-6 +0");
    EXPECT_EQ(line(result, "c"), "c 2-3 5-6 +3");
    EXPECT_EQ(line(result, "d"), "d 6-7 6-7 +0");
    EXPECT_EQ(result.free_float()[c.index()], days(3));
    EXPECT_EQ(result.independent_float()[c.index()], days(3));
    EXPECT_THAT(result.critical_tasks(), ElementsAre(a, b, d));
    EXPECT_EQ(driver(result, "a").kind, DriverKind::plan_start);
    EXPECT_EQ(driver(result, "d").kind, DriverKind::link);
    EXPECT_EQ(driver(result, "d").task, b);
    EXPECT_EQ(result.text(result.finish()), "7d");
}

TEST(Schedule, HoldsNothingOfAnEmptyPlan) {
    const PlanGraph graph = freeze(Plan());
    const Schedule result = schedule(graph);
    EXPECT_EQ(result.length(), 0);
    EXPECT_TRUE(result.critical_tasks().empty());
}

// The four types between a(4) and x(2), lag in days: when x starts.
TEST(Schedule, KnowsAllTypesOfLinks) {
    struct Case {
        LinkType type;
        std::int64_t lag;
        std::int64_t start;
    };
    for (const auto& [type, lag, start] :
         {Case{LinkType::finish_to_start, 0, 4}, Case{LinkType::finish_to_start, 2, 6},
          Case{LinkType::finish_to_start, -3, 1}, Case{LinkType::start_to_start, 0, 0},
          Case{LinkType::start_to_start, 3, 3}, Case{LinkType::finish_to_finish, 0, 2},
          Case{LinkType::finish_to_finish, 1, 3}, Case{LinkType::start_to_finish, 0, 0},
          Case{LinkType::start_to_finish, 5, 3}, Case{LinkType::finish_to_start, -9, 0}}) {
        PlanBuilder builder;
        builder.add_task({.key = "a", .duration = days(4)});
        const TaskId x = builder.add_task({.key = "x", .duration = days(2)});
        builder.depend(x, "a", {.type = type, .lag = days(lag)});
        const PlanGraph graph = freeze(std::move(builder).build());
        EXPECT_EQ(schedule(graph).early_start()[x.index()], days(start))
            << word(type) << ' ' << lag;
    }
}

// before(1) -> phase{ one(2), two(5) } -> after(1);  phase -SS+1-> side(1)
TEST(Schedule, AppliesLinksOfASummaryTaskToItsLeaves) {
    PlanBuilder builder;
    builder.add_task({.key = "before", .duration = days(1)});
    const TaskId phase = builder.add_task({.key = "phase", .duration = days(99)});
    builder.add_task({.key = "one", .parent = "phase", .duration = days(2)});
    builder.add_task({.key = "part", .parent = "phase"});
    builder.add_task({.key = "two", .parent = "part", .duration = days(5)});
    const TaskId after = builder.add_task({.key = "after", .duration = days(1)});
    const TaskId side = builder.add_task({.key = "side", .duration = days(1)});
    builder.depend(phase, "before");
    builder.depend(after, "phase");
    builder.depend(side, "phase", {.type = LinkType::start_to_start, .lag = days(1)});
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    EXPECT_EQ(line(result, "one"), "one 1-3 4-6 +3");
    EXPECT_EQ(line(result, "two"), "two 1-6 1-6 +0");
    EXPECT_EQ(line(result, "part"), "part 1-6 1-6 +0");
    EXPECT_EQ(line(result, "phase"), "phase 1-6 1-6 +0");
    EXPECT_EQ(line(result, "after"), "after 6-7 6-7 +0");
    EXPECT_EQ(line(result, "side"), "side 2-3 6-7 +4");
    EXPECT_EQ(driver(result, "after").task, graph.plan().find_task("two"));
    EXPECT_EQ(driver(result, "phase").kind, DriverKind::part);
    EXPECT_EQ(driver(result, "two").task, graph.plan().find_task("before"));
    // Were it to start later, so would the side task.
    EXPECT_EQ(result.free_float()[graph.plan().find_task("one")->index()], 0);
}

// a --FS, at most 1 day--> b; b waits for c(5), so a is drawn along
TEST(Schedule, HoldsGreatestLags) {
    PlanBuilder builder;
    builder.add_task({.key = "a", .duration = days(2)});
    const TaskId b = builder.add_task({.key = "b", .duration = days(1)});
    builder.add_task({.key = "c", .duration = days(5)});
    builder.depend(b, "a", {.max_lag = days(1)});
    builder.depend(b, "c");
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    EXPECT_EQ(line(result, "a"), "a 2-4 3-5 +1");
    EXPECT_EQ(line(result, "b"), "b 5-6 5-6 +0");
}

TEST(Schedule, RefusesLinksThatNoDatesCanHold) {
    PlanBuilder builder;
    builder.add_task({.key = "a", .duration = days(2)});
    const TaskId b = builder.add_task({.key = "b", .duration = days(3)});
    const TaskId c = builder.add_task({.key = "c", .duration = days(1)});
    builder.depend(b, "a");
    builder.depend(c, "b");
    builder.depend(c, "a", {.max_lag = days(1)});
    const PlanGraph graph = freeze(std::move(builder).build());
    try {
        (void)schedule(graph);
        FAIL() << "expected InfeasibleLinks";
    } catch (const InfeasibleLinks& error) {
        EXPECT_EQ(error.code(), "positive_cycle");
        EXPECT_EQ(error.excess(), days(2));
        EXPECT_THAT(error.keys(), ::testing::UnorderedElementsAre("a", "b", "c"));
        EXPECT_THAT(error.what(), HasSubstr("each would be 2d later than itself"));
    }
    const PlanGraph circle = freeze([] {
        PlanBuilder both;
        const TaskId x = both.add_task({.key = "x", .duration = days(1)});
        const TaskId y = both.add_task({.key = "y"});
        both.depend(x, "y");
        both.depend(y, "x");
        return std::move(both).build();
    }());
    EXPECT_THROW((void)schedule(circle), InfeasibleLinks);
}

// Mon 2025-06-30 is the first day; Fri 2025-07-04 off
TEST(Schedule, GivesDatesByTheCalendar) {
    PlanBuilder builder;
    builder.head().start = at("2025-06-30");
    builder.head().calendar = "office";
    WeekHours site_week;
    site_week[0] = {{0, 1440}};
    builder.head().calendars = {
        {"office", "", std::nullopt, {{day("2025-07-04"), day("2025-07-04"), {}, ""}}},
        {"site", "", site_week, {}}};
    builder.add_task({.key = "a", .duration = days(3)});
    const TaskId b = builder.add_task({.key = "b", .duration = days(2)});
    const TaskId done = builder.add_task({.key = "m", .is_milestone = true});
    const TaskId wait = builder.add_task({.key = "w", .duration = 60});
    const TaskId site = builder.add_task({.key = "s", .duration = 1500, .calendar = "site"});
    const TaskId soon = builder.add_task({.key = "e", .duration = 3 * 1440, .is_elapsed = true});
    builder.depend(b, "a");
    builder.depend(done, "b");
    builder.depend(wait, "b", {.lag = 60, .is_elapsed = true});
    builder.depend(site, "a");
    builder.depend(soon, "a");
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    ASSERT_TRUE(result.has_dates());
    EXPECT_EQ(dates(result, "a"), "2025-06-30T08:00 - 2025-07-02T17:00");
    EXPECT_EQ(dates(result, "b"), "2025-07-03T08:00 - 2025-07-07T17:00");
    EXPECT_EQ(dates(result, "m"), "2025-07-07T17:00 - 2025-07-07T17:00");
    EXPECT_EQ(dates(result, "w"), "2025-07-08T08:00 - 2025-07-08T09:00");
    EXPECT_EQ(dates(result, "s"), "2025-07-07T00:00 - 2025-07-14T01:00");
    EXPECT_EQ(dates(result, "e"), "2025-07-02T17:00 - 2025-07-05T17:00");
    EXPECT_EQ(result.total_float()[graph.plan().find_task("s")->index()], 0);
}

TEST(Schedule, TakesTheCalendarOfTheLeadUnit) {
    PlanBuilder builder;
    builder.head().start = at("2025-06-30");
    WeekHours weekend;
    weekend[5] = weekend[6] = {{540, 600}};
    builder.head().calendars = {{"weekend", "", weekend, {}}};
    builder.add_unit({.key = "band", .calendar = "weekend"});
    const TaskId play = builder.add_task({.key = "play", .duration = 90});
    builder.assign(play, "band", Role::lead);
    const TaskId listen = builder.add_task({.key = "listen", .duration = 90});
    builder.assign(listen, "band", Role::consult);
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    EXPECT_EQ(dates(result, "play"), "2025-07-05T09:00 - 2025-07-06T09:30");
    EXPECT_EQ(dates(result, "listen"), "2025-06-30T08:00 - 2025-06-30T09:30");
}

TEST(Schedule, HoldsConstraintsAndSaysWhatTheyBreak) {
    PlanBuilder builder;
    builder.head().start = at("2025-06-02");
    builder.add_task({.key = "a", .duration = days(3), .start_no_earlier = day("2025-06-04")});
    const TaskId b =
        builder.add_task({.key = "b", .duration = days(2), .must_start = day("2025-06-05")});
    const TaskId c =
        builder.add_task({.key = "c", .duration = days(1), .finish_no_later = day("2025-06-06")});
    builder.add_task({.key = "d", .duration = days(1), .finish_no_earlier = day("2025-06-11")});
    builder.add_task(
        {.key = "e", .must_start = day("2025-06-03"), .must_finish = day("2025-06-04")});
    builder.depend(b, "a");
    builder.depend(c, "b");
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    EXPECT_EQ(dates(result, "a"), "2025-06-04T08:00 - 2025-06-06T17:00");
    EXPECT_EQ(driver(result, "a").kind, DriverKind::start_no_earlier);
    EXPECT_EQ(dates(result, "b"), "2025-06-05T08:00 - 2025-06-06T17:00");
    EXPECT_EQ(driver(result, "b").kind, DriverKind::must_start);
    EXPECT_EQ(dates(result, "c"), "2025-06-09T08:00 - 2025-06-09T17:00");
    EXPECT_EQ(dates(result, "d"), "2025-06-11T08:00 - 2025-06-11T17:00");
    EXPECT_EQ(dates(result, "e"), "2025-06-03T08:00 - 2025-06-04T17:00");
    EXPECT_EQ(result.total_float()[0], days(-2));
    EXPECT_EQ(result.total_float()[c.index()], days(-1));
    ASSERT_EQ(result.conflicts().size(), 2U);
    EXPECT_EQ(result.conflicts()[0],
              (ScheduleConflict{ScheduleConflict::Kind::link, b, DependencyId(0), days(2)}));
    EXPECT_EQ(result.conflicts()[1], (ScheduleConflict{ScheduleConflict::Kind::finish_no_later, c,
                                                       DependencyId(), days(1)}));
}

TEST(Schedule, AppliesConstraintsOfASummaryTaskToItsLeaves) {
    PlanBuilder builder;
    builder.head().start = at("2025-06-02");
    builder.add_task({.key = "phase",
                      .start_no_earlier = day("2025-06-04"),
                      .finish_no_later = day("2025-06-05")});
    builder.add_task({.key = "a", .parent = "phase", .duration = days(1)});
    builder.add_task({.key = "b", .duration = days(20)});
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    EXPECT_EQ(dates(result, "a"), "2025-06-04T08:00 - 2025-06-04T17:00");
    EXPECT_EQ(result.total_float()[1], days(1));
}

// Status Wed 2025-06-11: a done, b half done late, c not begun
TEST(Schedule, GoesOnFromTheStatusDate) {
    PlanBuilder builder;
    builder.head().start = at("2025-06-02");
    builder.head().status_date = at("2025-06-11");
    builder.add_task({.key = "a",
                      .duration = days(2),
                      .actual_start = day("2025-06-03"),
                      .actual_finish = day("2025-06-05")});
    const TaskId b = builder.add_task({.key = "b",
                                       .duration = days(4),
                                       .status = TaskStatus::in_progress,
                                       .progress = 50,
                                       .actual_start = day("2025-06-06")});
    const TaskId c = builder.add_task({.key = "c", .duration = days(1)});
    builder.add_task({.key = "d", .duration = days(1)});
    const TaskId off =
        builder.add_task({.key = "off", .duration = days(50), .status = TaskStatus::cancelled});
    builder.depend(b, "a");
    builder.depend(c, "b");
    builder.depend(off, "b");
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    EXPECT_EQ(dates(result, "a"), "2025-06-03T08:00 - 2025-06-05T17:00");
    EXPECT_EQ(dates(result, "b"), "2025-06-06T08:00 - 2025-06-12T17:00");
    EXPECT_EQ(dates(result, "c"), "2025-06-13T08:00 - 2025-06-13T17:00");
    EXPECT_EQ(dates(result, "d"), "2025-06-11T08:00 - 2025-06-11T17:00");
    EXPECT_EQ(driver(result, "d").kind, DriverKind::status_date);
    EXPECT_EQ(driver(result, "a").kind, DriverKind::actual);
    EXPECT_FALSE(result.takes_part(off));
    EXPECT_EQ(dates(result, "off"), " - ");
    EXPECT_FALSE(result.is_critical(TaskId(0)));
    EXPECT_TRUE(result.is_critical(b));
    EXPECT_EQ(result.total_float()[3], days(2));
}

// long(5) ----v
// late(1) -> last(1)      `late` waits for `last`, and `next`, which follows it alone, goes with it
//     \----> next(1)
TEST(Schedule, PutsTasksAsLateAsOthersAllow) {
    PlanBuilder builder;
    builder.add_task({.key = "late", .duration = days(1), .is_late = true});
    builder.add_task({.key = "long", .duration = days(5)});
    const TaskId last = builder.add_task({.key = "last", .duration = days(1)});
    const TaskId next = builder.add_task({.key = "next", .duration = days(1)});
    builder.depend(last, "late");
    builder.depend(last, "long");
    builder.depend(next, "late");
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    EXPECT_EQ(line(result, "late"), "late 4-5 4-5 +0");
    EXPECT_EQ(driver(result, "late").kind, DriverKind::as_late_as_possible);
    EXPECT_EQ(line(result, "long"), "long 0-5 0-5 +0");
    EXPECT_EQ(line(result, "last"), "last 5-6 5-6 +0");
    EXPECT_EQ(line(result, "next"), "next 5-6 5-6 +0");
}

TEST(Schedule, StartsAtOnceWhereThePlanSaysSo) {
    PlanBuilder builder;
    builder.head().start = at("2025-06-30");
    builder.head().starts_at_once = true;
    builder.add_task({.key = "a", .duration = days(1)});
    const TaskId b = builder.add_task({.key = "b", .duration = days(1)});
    builder.depend(b, "a");
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    EXPECT_EQ(dates(result, "b"), "2025-06-30T17:00 - 2025-07-01T17:00");
}

TEST(Schedule, MeasuresFloatAgainstAWantedFinish) {
    PlanBuilder builder;
    builder.add_task({.key = "a", .duration = days(5)});
    builder.head().start = at("2025-06-02");
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_EQ(schedule(graph, {.finish = at("2025-06-10T17:00")}).total_float()[0], days(2));
    const Schedule late = schedule(graph, {.finish = at("2025-06-05T17:00")});
    EXPECT_EQ(late.total_float()[0], days(-1));
    ASSERT_EQ(late.conflicts().size(), 1U);
    EXPECT_EQ(late.conflicts()[0].kind, ScheduleConflict::Kind::finish);
    EXPECT_EQ(late.conflicts()[0].by, days(1));
}

TEST(Schedule, SaysWhenACalendarHasNoTimeLeft) {
    PlanBuilder builder;
    builder.head().start = at("2025-06-02");
    builder.head().calendars = {{"none", "", WeekHours(), {}}};
    builder.add_task({.key = "a", .duration = 1, .calendar = "none"});
    const PlanGraph graph = freeze(std::move(builder).build());
    try {
        (void)schedule(graph);
        FAIL() << "expected an error";
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "beyond_calendar");
    }
}

TEST(Schedule, GoesDownAChainOfAMillion) {
    const PlanGraph graph = freeze(testing::chain_plan(1'000'000));
    EXPECT_EQ(schedule(graph, {.default_duration = 2}).length(), 2'000'000);
}

TEST(Schedule, HasTheLengthThatPsplibFilesName) {
    const auto folder = testing::corpus("psplib");
    if (!folder) GTEST_SKIP() << "skipped: no corpus";
    std::ifstream expected(*folder / "j30_expected.csv");
    std::string row;
    std::getline(expected, row);
    std::size_t files = 0;
    Minutes sum = 0;
    while (std::getline(expected, row)) {
        std::istringstream cells(row);
        std::vector<std::string> cell(11);
        for (std::string& each : cell) std::getline(cells, each, ',');
        const PlanGraph graph =
            freeze(read_psplib(testing::bytes_of(*folder / "j30" / cell[1])).plan);
        const Schedule result = schedule(graph);
        ASSERT_EQ(result.length(), std::stoll(cell[5])) << cell[1];
        ASSERT_EQ(result.critical_tasks().size(), std::stoul(cell[7])) << cell[1];
        sum += result.length();
        ++files;
    }
    EXPECT_EQ(files, 480U);
    EXPECT_EQ(sum, 25'092);
}

TEST(Schedule, HoldsEveryLagOfRcpspMax) {
    const auto folder = testing::corpus("rcpsp-max");
    if (!folder) GTEST_SKIP() << "skipped: no corpus";
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        if (entry.path().extension() != ".SCH") continue;
        const PlanGraph graph = freeze(read_rcpsp_max(testing::bytes_of(entry.path())).plan);
        const Schedule result = schedule(graph);
        const DependencyTable& links = graph.plan().dependency_table();
        for (std::size_t i = 0; i < links.count; ++i)
            ASSERT_GE(result.early_start()[links.successor[i].index()],
                      result.early_start()[links.predecessor[i].index()] + links.lag[i]);
        ++files;
    }
    EXPECT_GT(files, 0U);
}

}  // namespace
}  // namespace planloom

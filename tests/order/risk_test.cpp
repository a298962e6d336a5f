#include <planloom/core/monitor.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/order/risk.hpp>

#include "order/risk_draws.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <functional>
#include <string>
#include <vector>

namespace planloom {
namespace {

using testing::add;
using testing::day;
using testing::days;
using testing::draw;
using testing::Drawn;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::near;
using testing::one_of;
using testing::share_by;

DateTime at(std::string_view text) {
    return *parse_date_time(text);
}

TEST(ScheduleRisk, OfNothingIsNothing) {
    const Drawn drawn = draw(PlanBuilder());
    EXPECT_TRUE(drawn.risk.finish().samples().empty());
    EXPECT_EQ(drawn.risk.finish().on_time(), std::nullopt);
    EXPECT_TRUE(drawn.risk.criticality().empty());
    EXPECT_EQ(to_string(drawn.risk.finish(), drawn.schedule), "nothing to finish\n");
}

TEST(ScheduleRisk, OfFixedDurationsIsTheSchedule) {
    PlanBuilder builder;
    builder.add_task({.key = "a", .duration = days(3)});
    const Drawn drawn = draw(std::move(builder), {.samples = 100});
    EXPECT_EQ(drawn.risk.finish().samples().size(), 100U);
    EXPECT_EQ(drawn.risk.finish().mean(), 3 * day);
    EXPECT_EQ(drawn.risk.finish().deviation(), 0);
    EXPECT_EQ(drawn.risk.finish().percentile(0), days(3));
    EXPECT_EQ(drawn.risk.finish().percentile(1), days(3));
    EXPECT_THAT(drawn.risk.criticality(), ElementsAre(1.0));
    EXPECT_THAT(drawn.risk.sensitivity(), ElementsAre(0.0));
    EXPECT_THAT(drawn.risk.duration_mean(), ElementsAre(3.0 * day));
}

//  T1 -> T2 -> ... -> T30
TEST(ScheduleRisk, OfAChainIsTheSum) {
    PlanBuilder builder;
    constexpr int count = 30;
    for (int i = 1; i <= count; ++i) {
        const std::string key = "T" + std::to_string(i);
        const TaskId task = add(builder, key, 2, 4, 12);
        if (i > 1) builder.depend(task, "T" + std::to_string(i - 1));
    }
    constexpr std::size_t samples = 40'000;
    const Drawn drawn = draw(std::move(builder), {.samples = samples});
    // Each is 2 + 10 Beta(1.8, 4.2).
    const double mean = count * (2 + 16 + 12) / 6.0 * day;
    const double deviation = std::sqrt(count * 1.8 * 4.2 / 36 / 7) * 10 * day;
    const FinishDistribution& finish = drawn.risk.finish();
    EXPECT_NEAR(finish.mean(), mean, 5 * deviation / 200);
    EXPECT_NEAR(finish.deviation(), deviation, 5 * deviation / 283);
    // The sum of so many is nearly normal.
    const double normal_90 = mean + 1.2815515655446004 * deviation;
    EXPECT_NEAR(static_cast<double>(finish.percentile(0.9)), normal_90, deviation * 0.04);
    for (const double each : drawn.risk.criticality()) EXPECT_EQ(each, 1);
    for (const double each : drawn.risk.sensitivity())
        EXPECT_NEAR(each, 1 / std::sqrt(double{count}), 0.03);
}

//  a --\      both uniform from 4 to 10
//  b ---> end
TEST(ScheduleRisk, OfAForkIsTheGreaterOne) {
    PlanBuilder builder;
    add(builder, "a", 4, 5, 10);
    add(builder, "b", 4, 9, 10);
    const TaskId end = builder.add_task({.key = "end", .is_milestone = true});
    builder.depend(end, "a");
    builder.depend(end, "b");
    constexpr std::size_t samples = 40'000;
    const Drawn drawn =
        draw(std::move(builder), {.distribution = Distribution::uniform, .samples = samples});
    EXPECT_NEAR(drawn.risk.finish().mean(), (4 + 6 * 2 / 3.0) * day,
                5 * drawn.risk.finish().deviation() / 200);
    for (int i = 1; i < 10; ++i) {
        const double exact = i / 10.0 * i / 10.0;
        EXPECT_NEAR(share_by(drawn.risk, 4 + 0.6 * i), exact, near(exact, samples));
    }
    const auto criticality = drawn.risk.criticality();
    EXPECT_NEAR(criticality[0], 0.5, near(0.5, samples) + 0.001);
    EXPECT_NEAR(criticality[1], 0.5, near(0.5, samples) + 0.001);
    EXPECT_GE(criticality[0] + criticality[1], 1);
    EXPECT_EQ(criticality[2], 1);
    // Cov(X, max(X, Y)) of two uniform variables is half the variance of one; Var(max) = 1/18.
    EXPECT_NEAR(drawn.risk.sensitivity()[0], (1 / 24.0) / std::sqrt(1 / 12.0 / 18), 0.02);
}

TEST(ScheduleRisk, CountsBothOfTwoPathsThatAreAsLong) {
    PlanBuilder builder;
    const TaskId a = builder.add_task({.key = "a", .duration = day});
    const TaskId b = builder.add_task({.key = "b", .duration = day});
    const Drawn drawn =
        draw(std::move(builder),
             {.quantiles = {one_of(a, {{1, 0.5}, {2, 0.5}}), one_of(b, {{1, 0.5}, {2, 0.5}})}});
    // Longer, or as long: 1/4 + 1/2.
    EXPECT_NEAR(drawn.risk.criticality()[0], 0.75, near(0.75, 10'000));
    EXPECT_NEAR(drawn.risk.criticality()[1], 0.75, near(0.75, 10'000));
    EXPECT_NEAR(share_by(drawn.risk, 1), 0.25, near(0.25, 10'000));
    EXPECT_EQ(share_by(drawn.risk, 2), 1);
}

TEST(ScheduleRisk, LeavesWhatIsDoneAndDrawsTheRestOfWhatHasBegun) {
    PlanBuilder builder;
    builder.head().start = at("2025-06-02T08:00");
    builder.head().status_date = at("2025-06-06T17:00");
    const auto date = [](std::string_view text) { return parse_date(text)->date; };
    builder.add_task({.key = "done",
                      .duration = days(2),
                      .optimistic = days(1),
                      .pessimistic = days(9),
                      .status = TaskStatus::done,
                      .actual_start = date("2025-06-02"),
                      .actual_finish = date("2025-06-03")});
    const TaskId begun = builder.add_task({.key = "begun",
                                           .duration = days(10),
                                           .optimistic = days(8),
                                           .pessimistic = days(16),
                                           .status = TaskStatus::in_progress,
                                           .progress = 50,
                                           .actual_start = date("2025-06-04")});
    builder.depend(begun, "done");
    RiskOptions options{.distribution = Distribution::uniform, .samples = 20'000};
    options.deadline = at("2025-06-13T17:00");
    options.tasks = {TaskId(0)};
    const Drawn drawn = draw(std::move(builder), options);
    EXPECT_EQ(drawn.schedule.text(drawn.risk.tasks()[0].finish.percentile(0)), "2025-06-03T17:00");
    EXPECT_EQ(drawn.risk.tasks()[0].finish.deviation(), 0);
    EXPECT_EQ(drawn.risk.criticality()[0], 0);
    EXPECT_EQ(drawn.risk.criticality()[1], 1);
    // Half of 8 to 16 days is left, from Monday the 9th on; five of them until Friday.
    EXPECT_EQ(drawn.schedule.text(drawn.risk.finish().percentile(1)).substr(0, 10), "2025-06-18");
    EXPECT_NEAR(drawn.risk.duration_mean()[1], 6 * day, 5 * 1.16 * day / 141);
    const Probability on_time = *drawn.risk.finish().on_time();
    EXPECT_NEAR(on_time.value, 0.25, near(0.25, 20'000));
    EXPECT_LT(on_time.interval.low, on_time.value);
    EXPECT_GT(on_time.interval.high, on_time.value);
    EXPECT_NEAR(on_time.interval.high - on_time.interval.low, 2 * 1.96 * std::sqrt(0.1875 / 20'000),
                1e-4);
}

//  G1 (until the end of June)      a serves G2, part of G1; the parts of s serve G1
//   \-- G2      G3: nothing
TEST(ScheduleRisk, TellsWhenGoalsAreReached) {
    PlanBuilder builder;
    builder.head().start = at("2025-06-02T08:00");
    builder.add_goal({.key = "G1", .horizon = *parse_date("2025-06")});
    builder.add_goal({.key = "G2", .parent = "G1"});
    builder.add_goal({.key = "G3"});
    const TaskId a = add(builder, "a", 20, 20, 20);
    const TaskId s = builder.add_task({.key = "s"});
    const TaskId part = builder.add_task({.key = "p", .parent = "s", .duration = days(10)});
    const TaskId later = builder.add_task({.key = "later", .duration = days(30)});
    builder.serve(a, "G2");
    builder.serve(s, "G1");
    RiskOptions options;
    options.quantiles = {one_of(part, {{10, 0.75}, {30, 0.25}}), one_of(later, {{40, 1}})};
    const Drawn drawn = draw(builder, options);
    ASSERT_EQ(drawn.risk.goals().size(), 2U);
    const GoalRisk& first = drawn.risk.goals()[0];
    EXPECT_EQ(drawn.schedule.text(first.finish.percentile(0.7)), "2025-06-27T17:00");
    EXPECT_EQ(drawn.schedule.text(first.finish.percentile(0.8)), "2025-07-11T17:00");
    EXPECT_NEAR(first.finish.on_time()->value, 0.75, near(0.75, 10'000));
    const GoalRisk& second = drawn.risk.goals()[1];
    EXPECT_EQ(drawn.schedule.text(second.finish.percentile(1)), "2025-06-27T17:00");
    EXPECT_EQ(second.finish.on_time(), std::nullopt);
    EXPECT_EQ(drawn.schedule.text(drawn.risk.finish().percentile(0.5)), "2025-07-25T17:00");
    EXPECT_THAT(to_string(first.finish, drawn.schedule), HasSubstr("P80  2025-07-11T17:00"));

    options.goals = std::vector<GoalId>{GoalId(2), GoalId(0)};
    const Drawn chosen = draw(builder, options);
    ASSERT_EQ(chosen.risk.goals().size(), 2U);
    EXPECT_TRUE(chosen.risk.goals()[0].finish.samples().empty());
    EXPECT_EQ(chosen.risk.goals()[1], first);
}

//  a(1..5 days) -> b(2) with at most one day between them; c(3) -> b
TEST(ScheduleRisk, CountsSamplesInWhichLinksCannotHold) {
    PlanBuilder builder;
    builder.head().start = at("2025-06-02T08:00");
    const TaskId a = builder.add_task({.key = "a", .duration = day});
    const TaskId b = builder.add_task({.key = "b", .duration = 2 * day});
    builder.add_task({.key = "c", .duration = 3 * day});
    // b ends no later than three days after a begins, which a longer a breaks.
    builder.depend(b, "a");
    builder.depend(a, "b", {.type = LinkType::finish_to_start, .lag = -3 * day});
    const Drawn drawn =
        draw(std::move(builder), {.quantiles = {one_of(a, {{1, 0.7}, {5, 0.3}})}, .samples = 5000});
    EXPECT_NEAR(static_cast<double>(drawn.risk.infeasible_count()), 1500, 5000 * near(0.3, 5000));
    EXPECT_EQ(drawn.risk.finish().samples().size(), 5000 - drawn.risk.infeasible_count());
    EXPECT_EQ(drawn.risk.finish().deviation(), 0);
    EXPECT_EQ(drawn.risk.finish().mean(), 3 * day);
    EXPECT_EQ(drawn.risk.duration_mean()[a.index()], day);
    EXPECT_THAT(drawn.risk.criticality(), ElementsAre(1, 1, 1));
}

TEST(ScheduleRisk, StopsOnceThePercentileIsKnown) {
    PlanBuilder builder;
    add(builder, "a", 4, 5, 10);
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule schedule = planloom::schedule(graph);
    RiskOptions options{.samples = 100'000, .precision = 0.01};
    const Risk risk = schedule_risk(schedule, options);
    EXPECT_EQ(risk.stop(), RiskStop::precision);
    EXPECT_GE(risk.sample_count(), 1024U);
    EXPECT_LT(risk.sample_count(), 100'000U);
    EXPECT_EQ(risk.finish().samples().size(), risk.sample_count());
    const Interval<Minutes> interval = risk.finish().percentile_interval(0.8);
    const auto middle = static_cast<double>(risk.finish().percentile(0.8));
    EXPECT_LE(static_cast<double>(interval.high) - middle, 0.01 * middle + 2);

    options.precision = 1;
    EXPECT_EQ(schedule_risk(schedule, options).sample_count(), 1024U);
    options.first_check = 50;
    EXPECT_EQ(schedule_risk(schedule, options).sample_count(), 64U);
    options.precision = 1e-9;
    options.samples = 3001;
    const Risk all = schedule_risk(schedule, options);
    EXPECT_EQ(all.sample_count(), 3001U);
    EXPECT_EQ(all.stop(), RiskStop::samples);
}

TEST(ScheduleRisk, GivesIntervalsThatHoldThePercentile) {
    PlanBuilder builder;
    add(builder, "a", 0, 1, 100);
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule schedule = planloom::schedule(graph);
    int held = 0;
    constexpr int runs = 400;
    for (int seed = 0; seed < runs; ++seed) {
        const Risk risk = schedule_risk(schedule, {.distribution = Distribution::uniform,
                                                   .samples = 200,
                                                   .seed = static_cast<std::uint64_t>(seed),
                                                   .threads = 1,
                                                   .confidence = 0.9});
        const Interval<Minutes> interval = risk.finish().percentile_interval(0.8);
        if (interval.low <= days(80) && days(80) <= interval.high) ++held;
    }
    EXPECT_GE(held, 340);
    EXPECT_LT(held, 392);
}

TEST(ScheduleRisk, RefusesOptionsOutOfRange) {
    const PlanGraph graph = freeze(PlanBuilder().build());
    const Schedule schedule = planloom::schedule(graph);
    const std::vector<std::function<void(RiskOptions&)>> changes = {
        [](RiskOptions& o) { o.samples = 0; },
        [](RiskOptions& o) { o.tail = 0.5; },
        [](RiskOptions& o) { o.correlation = 1.1; },
        [](RiskOptions& o) { o.confidence = 1; },
        [](RiskOptions& o) { o.precision = -1; },
        [](RiskOptions& o) { o.spread_below = 2; },
        [](RiskOptions& o) { o.precision = std::nan(""); }};
    for (const auto& change : changes) {
        RiskOptions options;
        change(options);
        EXPECT_THROW((void)schedule_risk(schedule, options), Error);
    }
}

TEST(ScheduleRisk, StopsWhenTheMonitorSaysSo) {
    class Stop : public Monitor {
    public:
        bool proceed(std::uint64_t, std::uint64_t) override { return ++calls < 5; }
        int calls = 0;
    };
    PlanBuilder builder;
    add(builder, "a", 2, 4, 12);
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule schedule = planloom::schedule(graph);
    Stop stop;
    EXPECT_THROW((void)schedule_risk(schedule, {.samples = 1'000'000}, &stop), Interrupted);
    EXPECT_EQ(stop.calls, 5);
}

}  // namespace
}  // namespace planloom

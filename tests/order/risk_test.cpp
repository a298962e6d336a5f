#include <planloom/core/monitor.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/order/risk.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr Minutes day = 480;

Minutes days(double count) {
    return static_cast<Minutes>(std::llround(count * 480));
}

DateTime at(std::string_view text) {
    return *parse_date_time(text);
}

/// A task with three durations in days.
TaskId add(PlanBuilder& builder, std::string_view key, double low, double likely, double high) {
    return builder.add_task(
        {.key = key, .duration = days(likely), .optimistic = days(low), .pessimistic = days(high)});
}

struct Drawn {
    std::unique_ptr<PlanGraph> graph;
    Schedule schedule;
    Risk risk;
};

Drawn draw(PlanBuilder builder, const RiskOptions& options = {}) {
    auto graph = std::make_unique<PlanGraph>(freeze(std::move(builder).build()));
    Schedule schedule = planloom::schedule(*graph);
    Risk risk = schedule_risk(schedule, options);
    return {std::move(graph), std::move(schedule), std::move(risk)};
}

/// The share of samples that finish in a number of days or less.
double share_by(const Risk& risk, double limit) {
    return risk.finish().probability_by(days(limit)).value;
}

/// How far a share of samples may lie from a probability: five standard deviations.
double near(double probability, std::size_t samples) {
    return 5 * std::sqrt(probability * (1 - probability) / static_cast<double>(samples)) + 1e-9;
}

/// One of some durations in days, each with its probability.
TaskQuantiles one_of(TaskId task, const std::vector<std::pair<double, double>>& values) {
    TaskQuantiles result{task, {}};
    double share = 0;
    for (const auto& [duration, probability] : values) {
        result.points.push_back({share, days(duration)});
        share = &duration == &values.back().first ? 1.0 : share + probability;
        result.points.push_back({share, days(duration)});
    }
    return result;
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

TEST(ScheduleRisk, OfOneTaskIsItsDistribution) {
    struct Case {
        Distribution distribution;
        double mean, deviation, share_by_6;
    };
    // 4, 5 and 10 days: PERT is 4 + 6 Beta(5/3, 13/3); the quantile of 6 days by numerical
    // integration of the density.
    const double pert_variance = (5.0 / 3) * (13.0 / 3) / (36 * 7) * 36;
    const Case cases[] = {
        {Distribution::pert, (4 + 4 * 5 + 10) / 6.0, std::sqrt(pert_variance), -1},
        {Distribution::triangular, 19 / 3.0, std::sqrt((16 + 25 + 100 - 20 - 40 - 50) / 18.0),
         1 - 16.0 / 30},
        {Distribution::uniform, 7, 6 / std::sqrt(12.0), 1 / 3.0},
    };
    constexpr std::size_t samples = 40'000;
    for (const Case& each : cases) {
        SCOPED_TRACE(word(each.distribution));
        PlanBuilder builder;
        add(builder, "a", 4, 5, 10);
        const Drawn drawn =
            draw(std::move(builder), {.distribution = each.distribution, .samples = samples});
        const FinishDistribution& finish = drawn.risk.finish();
        const double error = 5 * each.deviation * day / std::sqrt(double{samples});
        EXPECT_NEAR(finish.mean(), each.mean * day, error);
        EXPECT_NEAR(finish.deviation(), each.deviation * day, 5 * error);
        EXPECT_GE(finish.percentile(0), days(4));
        EXPECT_LE(finish.percentile(1), days(10));
        if (each.share_by_6 >= 0) {
            EXPECT_NEAR(share_by(drawn.risk, 6), each.share_by_6, near(each.share_by_6, samples));
        }
        EXPECT_DOUBLE_EQ(drawn.risk.duration_mean()[0], finish.mean());
        EXPECT_NEAR(drawn.risk.duration_deviation()[0], finish.deviation(), 1e-6);
        EXPECT_NEAR(drawn.risk.sensitivity()[0], 1, 1e-6);
        EXPECT_NEAR(drawn.risk.significance()[0], 1, 1e-6);
    }
}

TEST(ScheduleRisk, PutsPertQuantilesWhereTheDensityDoes) {
    PlanBuilder builder;
    add(builder, "a", 0, 6, 10);
    constexpr std::size_t samples = 100'000;
    const Drawn drawn = draw(std::move(builder), {.samples = samples});
    // Beta(1 + 4 * 0.6, 1 + 4 * 0.4), summed up in small steps.
    const double a = 3.4;
    const double b = 2.6;
    const double scale = std::tgamma(6.0) / std::tgamma(a) / std::tgamma(b);
    double share = 0;
    constexpr int steps = 100'000;
    for (int i = 0; i < steps; ++i) {
        const double x = (i + 0.5) / steps;
        share += scale * std::pow(x, a - 1) * std::pow(1 - x, b - 1) / steps;
        if ((i + 1) % (steps / 10) != 0 || i + 1 == steps) continue;
        EXPECT_NEAR(share_by(drawn.risk, 10.0 * (i + 1) / steps), share, near(share, samples));
    }
}

TEST(ScheduleRisk, TakesTheNumbersAsQuantilesOnRequest) {
    for (const Distribution distribution : {Distribution::pert, Distribution::triangular,
                                            Distribution::uniform, Distribution::lognormal}) {
        SCOPED_TRACE(word(distribution));
        PlanBuilder builder;
        add(builder, "a", 4, 6, 11);
        constexpr std::size_t samples = 40'000;
        const Drawn drawn = draw(std::move(builder),
                                 {.distribution = distribution, .tail = 0.1, .samples = samples});
        EXPECT_NEAR(share_by(drawn.risk, 4), 0.1, near(0.1, samples));
        EXPECT_NEAR(share_by(drawn.risk, 11), 0.9, near(0.9, samples));
        if (distribution == Distribution::lognormal) {
            EXPECT_NEAR(share_by(drawn.risk, 6), 0.5, near(0.5, samples));
        }
    }
}

TEST(ScheduleRisk, FitsALognormalThroughThreePoints) {
    // 5, 10 and 20 at the 1 % point, the median and the 99 % point: no shift, so that logarithms
    // are normal with log(2) / 2.3263 as deviation.
    PlanBuilder builder;
    add(builder, "a", 5, 10, 20);
    add(builder, "b", 4, 7, 10);   // symmetric: normal
    add(builder, "c", 2, 11, 12);  // skewed to the left
    RiskOptions options{.distribution = Distribution::lognormal, .samples = 40'000};
    options.tasks = {TaskId(0), TaskId(1), TaskId(2)};
    const Drawn drawn = draw(std::move(builder), options);
    const double sigma = std::log(2.0) / 2.3263478740408408;
    const FinishDistribution& a = drawn.risk.tasks()[0].finish;
    EXPECT_NEAR(a.mean(), 10 * day * std::exp(sigma * sigma / 2), 5 * a.deviation() / 200);
    const double third = 10 * std::exp(-0.43072729929545756 * sigma);
    EXPECT_NEAR(a.probability_by(days(third)).value, 1 / 3.0, near(1 / 3.0, 40'000));
    const FinishDistribution& b = drawn.risk.tasks()[1].finish;
    EXPECT_NEAR(b.mean(), 7 * day, 5 * b.deviation() / 200);
    EXPECT_NEAR(b.deviation(), 3 * day / 2.3263478740408408, b.deviation() * 0.03);
    const FinishDistribution& c = drawn.risk.tasks()[2].finish;
    EXPECT_NEAR(c.probability_by(days(11)).value, 0.5, near(0.5, 40'000));
    EXPECT_NEAR(c.probability_by(days(2)).value, 0.01, near(0.01, 40'000));
    EXPECT_NEAR(c.probability_by(days(12)).value, 0.99, near(0.99, 40'000));
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

TEST(ScheduleRisk, MovesTasksOfOneLeadTogether) {
    const auto chain = [](double correlation, bool has_one_lead) {
        PlanBuilder builder;
        builder.add_unit({.key = "u"});
        builder.add_unit({.key = "v"});
        const TaskId a = add(builder, "a", 2, 4, 12);
        const TaskId b = add(builder, "b", 2, 4, 12);
        builder.depend(b, "a");
        builder.assign(a, "u", Role::lead);
        builder.assign(b, has_one_lead ? "u" : "v", Role::lead);
        return draw(std::move(builder), {.correlation = correlation, .samples = 40'000}).risk;
    };
    const double variance = 1.8 * 4.2 / 36 / 7 * 100 * day * day;
    const Risk together = chain(1, true);
    EXPECT_NEAR(together.finish().deviation(), 2 * std::sqrt(variance),
                2 * std::sqrt(variance) * 0.02);
    // Each is the same as the other, and the sum twice it.
    for (const Minutes each : together.finish().samples()) ASSERT_EQ(each % 2, 0);
    EXPECT_NEAR(together.sensitivity()[0], 1, 1e-6);
    const Risk apart = chain(1, false);
    EXPECT_NEAR(apart.finish().deviation(), std::sqrt(2 * variance), std::sqrt(variance) * 0.02);
    const Risk partly = chain(0.5, true);
    EXPECT_NEAR(partly.finish().mean(), 10 * day, 5 * partly.finish().deviation() / 200);
    EXPECT_NEAR(partly.duration_deviation()[0], std::sqrt(variance), std::sqrt(variance) * 0.02);
    // The correlation of the durations is a little less than that of the normal variables.
    const double covered = std::pow(partly.finish().deviation(), 2) / (2 * variance) - 1;
    EXPECT_GT(covered, 0.4);
    EXPECT_LT(covered, 0.52);
}

TEST(ScheduleRisk, TakesASpreadWhereThereIsOneNumber) {
    PlanBuilder builder;
    builder.add_task({.key = "a", .duration = days(10)});
    builder.add_task({.key = "m", .is_milestone = true});
    const Drawn drawn =
        draw(std::move(builder),
             {.distribution = Distribution::triangular, .spread_below = 0.1, .spread_above = 0.4});
    EXPECT_GE(drawn.risk.finish().percentile(0), days(9));
    EXPECT_LE(drawn.risk.finish().percentile(1), days(14));
    EXPECT_NEAR(drawn.risk.finish().mean(), 11 * day, 5 * drawn.risk.finish().deviation() / 100);
    EXPECT_EQ(drawn.risk.duration_mean()[1], 0);
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

TEST(ScheduleRisk, DrawsTheSameForATaskWhateverElseIsThere) {
    PlanBuilder builder;
    add(builder, "a", 2, 4, 12);
    RiskOptions options{.samples = 500};
    const Drawn alone = draw(builder, options);
    PlanBuilder more;
    add(more, "b", 1, 1, 2);
    add(more, "a", 2, 4, 12);
    options.tasks = {TaskId(1)};
    const Drawn drawn = draw(std::move(more), options);
    EXPECT_THAT(drawn.risk.tasks()[0].finish.samples(),
                ::testing::ElementsAreArray(alone.risk.finish().samples()));
    options.tasks.clear();
    options.seed = 2;
    EXPECT_NE(draw(builder, options).risk, alone.risk);
}

TEST(ScheduleRisk, RefusesDurationsThatDoNotRise) {
    PlanBuilder builder;
    add(builder, "a", 5, 4, 12);
    add(builder, "b", 1, 2, 3);
    add(builder, "c", 1, 4, 2);
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule schedule = planloom::schedule(graph);
    try {
        (void)schedule_risk(schedule);
        FAIL();
    } catch (const Error& error) {
        EXPECT_EQ(error.code(), "bad_distribution");
        EXPECT_THAT(error.what(), HasSubstr("task \"a\": found durations 5d, 4d, 12d"));
        EXPECT_THAT(error.what(), HasSubstr("task \"c\": found durations 1d, 4d, 2d"));
        EXPECT_THAT(error.what(), ::testing::Not(HasSubstr("\"b\"")));
    }
    RiskOptions options;
    options.quantiles = {{TaskId(0), {{0, 5}, {0.5, 4}, {1, 6}}}, {TaskId(2), {{0, 1}, {1, 2}}}};
    EXPECT_THROW((void)schedule_risk(schedule, options), Error);
    options.quantiles.front() = {TaskId(0), {{0, 4}, {0.5, 4}, {1, 6}}};
    EXPECT_EQ(schedule_risk(schedule, options).sample_count(), 10'000U);
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

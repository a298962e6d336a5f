// How durations are drawn.
#include <planloom/model/plan_builder.hpp>
#include <planloom/order/risk.hpp>

#include "order/risk_draws.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

namespace planloom {
namespace {

using testing::add;
using testing::day;
using testing::days;
using testing::draw;
using testing::Drawn;
using ::testing::HasSubstr;
using testing::near;
using testing::share_by;

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

}  // namespace
}  // namespace planloom

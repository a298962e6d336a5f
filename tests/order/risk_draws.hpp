// Small plans with durations in days, and their risk.
#pragma once

#include <planloom/model/plan_builder.hpp>
#include <planloom/order/risk.hpp>

#include <cmath>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::testing {

inline constexpr Minutes day = 480;

inline Minutes days(double count) {
    return static_cast<Minutes>(std::llround(count * 480));
}

/// A task with three durations in days.
inline TaskId add(PlanBuilder& builder, std::string_view key, double low, double likely,
                  double high) {
    return builder.add_task(
        {.key = key, .duration = days(likely), .optimistic = days(low), .pessimistic = days(high)});
}

struct Drawn {
    std::unique_ptr<PlanGraph> graph;
    Schedule schedule;
    Risk risk;
};

inline Drawn draw(PlanBuilder builder, const RiskOptions& options = {}) {
    auto graph = std::make_unique<PlanGraph>(freeze(std::move(builder).build()));
    Schedule schedule = planloom::schedule(*graph);
    Risk risk = schedule_risk(schedule, options);
    return {std::move(graph), std::move(schedule), std::move(risk)};
}

/// The share of samples that finish in a number of days or less.
inline double share_by(const Risk& risk, double limit) {
    return risk.finish().probability_by(days(limit)).value;
}

/// How far a share of samples may lie from a probability: five standard deviations.
inline double near(double probability, std::size_t samples) {
    return 5 * std::sqrt(probability * (1 - probability) / static_cast<double>(samples)) + 1e-9;
}

/// One of some durations in days, each with its probability.
inline TaskQuantiles one_of(TaskId task, const std::vector<std::pair<double, double>>& values) {
    TaskQuantiles result{task, {}};
    double share = 0;
    for (const auto& [duration, probability] : values) {
        result.points.push_back({share, days(duration)});
        share = &duration == &values.back().first ? 1.0 : share + probability;
        result.points.push_back({share, days(duration)});
    }
    return result;
}

}  // namespace planloom::testing

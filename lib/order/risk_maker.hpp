// Makes a Risk: options, samples, when to stop, and what the samples come to.
#pragma once

#include <planloom/order/risk.hpp>

#include "risk_sampler.hpp"

#include <vector>

namespace planloom {

namespace detail {

/// The ranks, from 1, between which a percentile lies.
[[nodiscard]] Interval<std::size_t> rank_interval(double share, std::size_t count,
                                                  double confidence);

}  // namespace detail

class RiskMaker {
public:
    RiskMaker(const Schedule& schedule, const RiskOptions& options, Monitor* monitor);

    Risk make();

private:
    /// The ends of the plan with all durations at their least and their greatest.
    struct Range {
        double least = 0, greatest = 0;
        /// Whether every time fits a float as a whole number.
        bool is_small = false;
    };
    void check_options() const;
    void choose_targets();
    template <class Pass>
    [[nodiscard]] Range range() const;
    [[nodiscard]] bool has_small_bounds() const;
    template <class Pass>
    void sample(const Range& range);
    [[nodiscard]] bool is_precise(std::size_t count);
    [[nodiscard]] std::size_t next_check(std::size_t count) const;
    [[nodiscard]] Minutes moment(Minutes time, Minutes planned) const;
    [[nodiscard]] FinishDistribution distribution(std::size_t row, Minutes planned,
                                                  DateTime deadline);
    void plan_finishes();
    void set_finishes();
    void set_tasks(const detail::RiskSums& sums, const detail::RiskScale& scale);

    const Schedule& schedule_;
    const RiskOptions& options_;
    Monitor* monitor_;
    const Plan& plan_;
    const detail::Network& network_;
    detail::RiskDurations durations_;
    detail::RiskProgram program_;
    std::vector<GoalId> goals_;
    detail::RiskTargets targets_;
    detail::RiskFinishes finishes_;
    /// By place, then group.
    std::vector<Minutes> planned_;
    Risk result_;
};

}  // namespace planloom

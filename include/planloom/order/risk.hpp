// How certain the dates of a plan are: durations as distributions, drawn many times over. For the
// dates themselves see <planloom/order/schedule.hpp>.
#pragma once

#include <planloom/order/schedule.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace planloom {

/// How a task's optimistic, likely and pessimistic durations become a distribution.
enum class Distribution : std::uint8_t {
    /// The beta distribution of PERT, with mean (o + 4 m + p) / 6 (Malcolm, Roseboom, Clark & Fazar
    /// 1959, doi:10.1287/opre.7.5.646).
    pert,
    triangular,
    /// Between the ends; the likely duration does not count.
    uniform,
    /// A shifted lognormal through all three: the likely duration is its median. Skewed to the
    /// other side where the optimistic duration is the further one; normal where both are as far.
    lognormal
};

[[nodiscard]] std::string_view word(Distribution distribution) noexcept;

/// A duration with the share of cases in which it is not exceeded.
struct DurationQuantile {
    /// From 0 to 1.
    double share = 0;
    /// Minutes of the task's working time; not negative.
    Minutes duration = 0;
};

/// The distribution of one task by points of it, straight lines between them. The shares rise from
/// 0 to 1 and the durations do not fall; two points with one share make a jump, so that a duration
/// with a probability of its own is two points with one duration.
struct TaskQuantiles {
    TaskId task;
    std::vector<DurationQuantile> points;
};

struct RiskOptions {
    Distribution distribution = Distribution::pert;
    /// Which share of cases lies below the optimistic, and above the pessimistic duration: 0 makes
    /// them the ends (of a lognormal, which has none, the 1 % and 99 % points), 0.1 the 10 % and
    /// 90 % points. Below 0.5. Durations below 0 that follow from it count as 0.
    double tail = 0;
    /// The spread of tasks that name a duration alone, as shares of it: 0.1 and 0.3 make a task of
    /// 10 days one of 9, 10 and 13. 0 for none.
    double spread_below = 0;
    double spread_above = 0;
    /// Come before what the plan says.
    std::vector<TaskQuantiles> quantiles = {};
    /// How much tasks with the same lead (the first, where there are several) go long and short
    /// together: the correlation of the normal variables behind their durations (a Gaussian copula
    /// with one factor for each unit), from 0 to 1.
    double correlation = 0;

    /// How many samples are drawn at most; from 1 to 2^24.
    std::size_t samples = 10'000;
    std::uint64_t seed = 1;
    /// 0 for as many as the machine has. The answer is the same for any number.
    unsigned threads = 0;

    /// Of all intervals in the answer; above 0, below 1.
    double confidence = 0.95;
    /// Sampling stops early once the interval of the finish at `stop_percentile` reaches to either
    /// side by no more than this share of the length up to it; 0 for never.
    double precision = 0;
    double stop_percentile = 0.8;
    /// When this is looked at first; then each time a quarter of the samples has been added.
    std::size_t first_check = 1024;

    /// By when all is to be done; none for no probability.
    DateTime deadline = {};
    /// Whose finish is wanted; all goals that a task serves where it is none.
    std::optional<std::vector<GoalId>> goals = {};
    /// Whose finish is wanted beside that of goals.
    std::vector<TaskId> tasks = {};
    /// Whether the sensitivity of the finish to each task is measured.
    bool has_sensitivity = true;
};

/// An interval that holds a value with the confidence of RiskOptions.
template <class Value>
struct Interval {
    Value low{};
    Value high{};

    friend bool operator==(const Interval&, const Interval&) = default;
};

/// A probability that was met by counting, with its interval (Wilson 1927,
/// doi:10.1080/01621459.1927.10502953).
struct Probability {
    double value = 0;
    Interval<double> interval;

    friend bool operator==(const Probability&, const Probability&) = default;
};

/// When something finishes, by its samples. Moments are those of the schedule.
class FinishDistribution {
public:
    /// The finishes in rising order; empty where nothing takes part.
    [[nodiscard]] std::span<const Minutes> samples() const noexcept { return samples_; }
    /// Working minutes of the plan's calendar since the start of the schedule.
    [[nodiscard]] double mean() const noexcept { return mean_; }
    /// The standard deviation, in working minutes.
    [[nodiscard]] double deviation() const noexcept { return deviation_; }
    /// The earliest moment up to which a share of the samples has finished.
    /// @param share  from 0 to 1; there are samples
    [[nodiscard]] Minutes percentile(double share) const;
    /// Of the percentile, by order statistics (David & Nagaraja 2003, section 7.1): whatever the
    /// distribution is, but for shares so near 0 or 1 that the samples do not reach so far.
    [[nodiscard]] Interval<Minutes> percentile_interval(double share) const;
    /// Of finishing no later than a moment.
    [[nodiscard]] Probability probability_by(Minutes moment) const;
    /// Until when it is to be done: the last minute of the day or period; none for none.
    [[nodiscard]] DateTime deadline() const noexcept { return deadline_; }
    /// Of meeting the deadline; nothing where there is none.
    [[nodiscard]] std::optional<Probability> on_time() const;

    friend bool operator==(const FinishDistribution&, const FinishDistribution&) = default;

private:
    friend class RiskMaker;
    std::vector<Minutes> samples_;
    double mean_ = 0, deviation_ = 0, confidence_ = 0.95;
    DateTime deadline_;
};

struct GoalRisk {
    GoalId goal;
    /// Of the last task that serves the goal or one below it; the deadline is its horizon.
    FinishDistribution finish;

    friend bool operator==(const GoalRisk&, const GoalRisk&) = default;
};

struct TaskRisk {
    TaskId task;
    /// The deadline is when the task is due.
    FinishDistribution finish;

    friend bool operator==(const TaskRisk&, const TaskRisk&) = default;
};

enum class RiskStop : std::uint8_t {
    samples,   ///< all samples were drawn
    precision  ///< the finish was known well enough
};

/// How a plan may turn out. Spans are by TaskId; summary tasks, and those that take no part, hold
/// 0. Borrows nothing.
class Risk {
public:
    [[nodiscard]] const FinishDistribution& finish() const noexcept { return finish_; }
    [[nodiscard]] std::span<const GoalRisk> goals() const noexcept { return goals_; }
    [[nodiscard]] std::span<const TaskRisk> tasks() const noexcept { return tasks_; }

    /// The share of samples in which a task lies on a longest path, so that the plan would finish
    /// later if it did; where several paths are as long, on any of them. 0 for tasks that are done.
    /// (Van Slyke 1963, doi:10.1287/opre.11.5.839.)
    [[nodiscard]] std::span<const double> criticality() const noexcept { return criticality_; }
    /// The correlation of a task's duration with the finish of the plan (cruciality: Williams 1992,
    /// doi:10.1057/jors.1992.53), -1 to 1; 0 where either does not vary.
    [[nodiscard]] std::span<const double> sensitivity() const noexcept { return sensitivity_; }
    /// The criticality by the deviation of the duration over that of the finish (PMI 2004).
    [[nodiscard]] std::span<const double> significance() const noexcept { return significance_; }
    /// The mean of what is left of the duration, in minutes of the task's working time.
    [[nodiscard]] std::span<const double> duration_mean() const noexcept { return mean_; }
    [[nodiscard]] std::span<const double> duration_deviation() const noexcept { return deviation_; }

    /// How many samples were drawn.
    [[nodiscard]] std::size_t sample_count() const noexcept { return sample_count_; }
    /// In how many of them the links could hold at no time, because of their greatest lags; these
    /// count nowhere else.
    [[nodiscard]] std::size_t infeasible_count() const noexcept { return infeasible_count_; }
    [[nodiscard]] RiskStop stop() const noexcept { return stop_; }

    friend bool operator==(const Risk&, const Risk&) = default;

private:
    friend class RiskMaker;
    FinishDistribution finish_;
    std::vector<GoalRisk> goals_;
    std::vector<TaskRisk> tasks_;
    std::vector<double> criticality_, sensitivity_, significance_, mean_, deviation_;
    std::size_t sample_count_ = 0, infeasible_count_ = 0;
    RiskStop stop_ = RiskStop::samples;
};

/// Draws the durations of all tasks that are not done and schedules the plan, many times.
///
/// - A task that has begun draws its whole duration, of which the share that is left counts.
///   Durations that the dates of a task fix are not drawn, nor are those of milestones. A task with
///   an optimistic and a pessimistic duration alone has its likely one half way.
/// - A task that is to be done as late as possible starts no earlier than in the schedule. Tasks
/// whose
///   dates are fixed stand there; what they wait for is not critical for it.
/// - Drawn durations are whole minutes. Quantile functions are steps, each the mean of what it
///   stands for, which leaves means as they are; the last step on either side stands for 0.0008 %
///   of the cases.
/// - A task draws the same numbers whatever else is in the plan: they hang on its key, the seed and
///   the number of the sample (Philox4x32-7: Salmon, Moraes, Dror & Shaw 2011,
///   doi:10.1145/2063384.2063405). So two variants of a plan differ by what is changed alone.
/// - Where all work goes by one calendar, each sample counts in working minutes, and a milestone in
///   a pause may stand anywhere in it. Where there are more, every date is counted by its calendar,
///   which takes some fifty times as long.
///
/// Memory: for each thread 250 bytes for each task and 12 for each link, up to three times that
/// where times are long or there are several calendars; for each sample, 8 for each finish.
///
/// @throws Error  `bad_risk_option` for an option out of its range; `bad_distribution`, naming each
///                task whose durations do not rise; `limit_samples` for more than 2^31 finishes to
///                keep; `beyond_calendar` as schedule()
/// @throws Interrupted
/// @complexity O(samples * (n + e)) for n tasks and e links
[[nodiscard]] Risk schedule_risk(const Schedule& schedule, const RiskOptions& options = {},
                                 Monitor* monitor = nullptr);

/// Rows `P10  2025-06-30T17:00  low .. high` for P10, P50, P80, P90 and P95, then the mean.
[[nodiscard]] std::string to_string(const FinishDistribution& finish, const Schedule& schedule);

}  // namespace planloom

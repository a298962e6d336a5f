#include <planloom/model/views.hpp>

#include "risk_maker.hpp"

#include <algorithm>
#include <cmath>

namespace planloom {

using detail::no_factor;
using detail::no_moment;
using detail::Part;
using detail::RiskNode;
using detail::RiskScale;
using detail::RiskSums;

namespace {

DateTime end_of(DatePeriod period) {
    return period.date.is_set() ? DateTime(period.date, minutes_of_day) : DateTime();
}

}  // namespace

/// Among the moments with one number the planned one is the right one; else the end of work.
Minutes RiskMaker::moment(Minutes time, Minutes planned) const {
    if (!program_.is_single) return time;
    const detail::Clock& clock = network_.clocks.front();
    const Minutes work = time + program_.base;
    if (planned != no_minutes && clock.work(planned) == work) return planned;
    return std::max(clock.end_of(work), work == program_.base ? network_.start : no_moment);
}

/// The finishes in the schedule, of places and groups.
void RiskMaker::plan_finishes() {
    for (const RiskNode& node : program_.nodes)
        planned_.push_back(node.node < network_.task_count ? schedule_.early_finish()[node.node]
                                                           : no_minutes);
    for (std::size_t group = 0; group < program_.groups.count(); ++group) {
        Minutes last = no_minutes;
        for (const std::uint32_t source : program_.groups[group])
            last = std::max(last, planned_[source]);
        planned_.push_back(last);
    }
}

FinishDistribution RiskMaker::distribution(std::size_t row, Minutes planned, DateTime deadline) {
    FinishDistribution finish;
    finish.confidence_ = options_.confidence;
    finish.deadline_ = network_.has_dates ? deadline : DateTime();
    const detail::Clock& clock = network_.clocks.front();
    const Minutes start = clock.work(schedule_.start());
    double sum = 0;
    double square = 0;
    double middle = 0;
    std::vector<Minutes> times;
    for (const Minutes time : finishes_.row(row).first(result_.sample_count_)) {
        if (time == no_moment) continue;
        const Minutes work = (program_.is_single ? time + program_.base : clock.work(time)) - start;
        if (times.empty()) middle = static_cast<double>(work);
        const double from = static_cast<double>(work) - middle;
        sum += from;
        square += from * from;
        times.push_back(time);
    }
    if (times.empty()) return finish;
    std::sort(times.begin(), times.end());
    Minutes before = no_moment;
    for (const Minutes time : times) {
        finish.samples_.push_back(time == before ? finish.samples_.back() : moment(time, planned));
        before = time;
    }
    const auto n = static_cast<double>(times.size());
    finish.mean_ = middle + sum / n;
    finish.deviation_ =
        times.size() < 2 ? 0 : std::sqrt(std::max(0.0, square - sum * sum / n) / (n - 1));
    return finish;
}

void RiskMaker::set_finishes() {
    const bool has_leaf = std::any_of(program_.nodes.begin(), program_.nodes.end(),
                                      [](const RiskNode& node) { return node.is_last; });
    result_.finish_ =
        distribution(0, has_leaf ? schedule_.finish() : no_minutes, options_.deadline);
    plan_finishes();
    const auto planned = [&](std::uint32_t source) {
        return source == no_factor ? no_minutes : planned_[source];
    };
    std::size_t row = 1;
    for (std::size_t i = 0; i < goals_.size(); ++i, ++row)
        result_.goals_.push_back(
            {goals_[i], distribution(row, planned(targets_.goals[i]),
                                     end_of(plan_.goal(goals_[i]).horizon()))});
    for (std::size_t i = 0; i < options_.tasks.size(); ++i, ++row) {
        const TaskId task = options_.tasks[i];
        result_.tasks_.push_back(
            {task, distribution(row, planned(targets_.tasks[i]), end_of(plan_.task(task).due()))});
    }
}

void RiskMaker::set_tasks(const RiskSums& sums, const RiskScale& scale) {
    const std::size_t count = network_.task_count;
    for (std::vector<double>* const column :
         {&result_.criticality_, &result_.sensitivity_, &result_.significance_, &result_.mean_,
          &result_.deviation_})
        column->assign(count, 0);
    const auto n = static_cast<double>(result_.sample_count_ - result_.infeasible_count_);
    if (n == 0) return;
    const auto spread = [n](double square, double sum) {
        return std::max(0.0, square - sum * sum / n);
    };
    const double end_spread = spread(sums.end_square, sums.end);
    for (std::size_t task = 0; task < count; ++task) {
        if (network_.part[task] != Part::leaf) continue;
        const std::uint32_t place = program_.place_of[task];
        result_.criticality_[task] = sums.critical[place] / n;
        if (!program_.nodes[place].is_drawn) {
            result_.mean_[task] = static_cast<double>(durations_.model(task).likely);
            continue;
        }
        const double sum = sums.duration[place];
        const double own_spread = spread(sums.duration_square[place], sum);
        result_.mean_[task] = scale.middle[place] + sum / n / scale.step[place];
        if (n > 1) result_.deviation_[task] = std::sqrt(own_spread / (n - 1)) / scale.step[place];
        if (own_spread > 0 && end_spread > 0)
            result_.sensitivity_[task] = std::clamp(
                (sums.product[place] - sum * sums.end / n) / std::sqrt(own_spread * end_spread),
                -1.0, 1.0);
        if (result_.finish_.deviation_ > 0)
            result_.significance_[task] =
                result_.criticality_[task] * result_.deviation_[task] / result_.finish_.deviation_;
    }
}

}  // namespace planloom

#include "risk_maker.hpp"

#include <planloom/model/views.hpp>

#include <algorithm>
#include <cmath>
#include <limits>

namespace planloom {

using detail::ClockPass;
using detail::lane_count;
using detail::no_factor;
using detail::no_moment;
using detail::RiskNode;
using detail::RiskScale;
using detail::RiskSums;
using detail::WorkPass;

namespace {

constexpr std::size_t most_samples = std::size_t{1} << 24;
/// Below it floats hold the differences of whole numbers exactly.
constexpr double small_limit = 4'194'304;

const RiskOptions& checked(const RiskOptions& options) {
    const auto expect = [](bool holds, const std::string& what) {
        if (!holds) throw Error("bad_risk_option", what);
    };
    const auto share = [](double value) { return value >= 0 && value <= 1; };
    expect(options.samples >= 1 && options.samples <= most_samples,
           "found " + std::to_string(options.samples) + " samples, expected 1 to 16777216");
    expect(options.first_check >= 1, "found a first check at 0 samples, expected 1 or more");
    expect(options.tail >= 0 && options.tail < 0.5, "tail: expected 0 to less than 0.5");
    expect(share(options.spread_below), "spread_below: expected 0 to 1");
    expect(options.spread_above >= 0 && options.spread_above <= 1000,
           "spread_above: expected 0 to 1000");
    expect(share(options.correlation), "correlation: expected 0 to 1");
    expect(options.confidence > 0 && options.confidence < 1,
           "confidence: expected above 0 and below 1");
    expect(options.precision >= 0, "precision: expected 0 or more");
    expect(options.stop_percentile > 0 && options.stop_percentile < 1,
           "stop_percentile: expected above 0 and below 1");
    return options;
}

std::size_t whole_blocks(std::size_t count) {
    return (count + lane_count - 1) / lane_count * lane_count;
}

}  // namespace

RiskMaker::RiskMaker(const Schedule& schedule, const RiskOptions& options, Monitor* monitor)
    : schedule_(schedule),
      options_(checked(options)),
      monitor_(monitor),
      plan_(schedule.graph().plan()),
      network_(schedule.passes().network),
      durations_(schedule, options),
      program_(detail::make_program(schedule.passes(), durations_)) {
    choose_targets();
}

void RiskMaker::choose_targets() {
    const PlanGraph& graph = schedule_.graph();
    if (options_.goals) {
        goals_ = *options_.goals;
    } else {
        for (const GoalId goal : plan_.goals()) goals_.push_back(goal);
    }
    targets_ = detail::add_targets(graph, goals_, options_.tasks, program_);
    if (!options_.goals) {
        std::size_t kept = 0;
        for (std::size_t i = 0; i < goals_.size(); ++i) {
            if (targets_.goals[i] == no_factor) continue;
            goals_[kept] = goals_[i];
            targets_.goals[kept++] = targets_.goals[i];
        }
        goals_.resize(kept);
        targets_.goals.resize(kept);
    }
    finishes_.samples = options_.samples;
    finishes_.sources = targets_.goals;
    finishes_.sources.insert(finishes_.sources.end(), targets_.tasks.begin(), targets_.tasks.end());
    const std::size_t rows = finishes_.sources.size() + 1;
    if (rows > (std::size_t{1} << 31) / options_.samples)
        throw Error("limit_samples", "found " + std::to_string(rows) + " finishes of " +
                                         std::to_string(options_.samples) +
                                         " samples each, expected 2147483648 in all at most");
    finishes_.values.assign(rows * options_.samples, no_moment);
}

Risk RiskMaker::make() {
    if (program_.is_single) {
        const Range range = this->range<WorkPass<double>>();
        range.is_small ? sample<WorkPass<float>>(range) : sample<WorkPass<double>>(range);
    } else {
        sample<ClockPass>(range<ClockPass>());
    }
    return std::move(result_);
}

/// Whether what does not move fits a float.
bool RiskMaker::has_small_bounds() const {
    const auto fits = [](Minutes time) {
        return time == no_moment || std::abs(static_cast<double>(time)) < small_limit;
    };
    return program_.is_simple && program_.knots.empty() &&
           std::all_of(program_.nodes.begin(), program_.nodes.end(),
                       [&](const RiskNode& node) {
                           return fits(node.lower_start) && fits(node.lower_finish);
                       }) &&
           std::all_of(program_.arcs.begin(), program_.arcs.end(),
                       [&](const detail::RiskArc& arc) { return fits(arc.lag); });
}

template <class Pass>
RiskMaker::Range RiskMaker::range() const {
    Pass pass(program_, durations_);
    double most = 0;
    for (std::size_t place = 0; place < program_.nodes.size(); ++place) {
        const detail::DurationModel& model = durations_.model(program_.nodes[place].node);
        most = std::max(most, static_cast<double>(model.greatest));
        if (!program_.nodes[place].is_drawn) continue;
        pass.durations(place)[0] = static_cast<typename Pass::Time>(model.least);
        pass.durations(place)[1] = static_cast<typename Pass::Time>(model.greatest);
    }
    Range range{0, static_cast<double>(max_minutes), false};
    try {
        const auto holds = pass.forward();
        const auto end = pass.end();
        if (holds[0] == 0 || holds[1] == 0 || Pass::to_minutes(end[0]) == no_moment) return range;
        const double least = Pass::to_work(program_, end[0]);
        const double greatest = Pass::to_work(program_, end[1]);
        range.least = std::min(least, greatest);
        range.greatest = std::max(least, greatest);
    } catch (const Error& error) {
        // The longest durations of all tasks at once may leave the calendar when no sample does.
        if (error.code() != "beyond_calendar") throw;
        return range;
    }
    if (!has_small_bounds() || most >= small_limit) return range;
    range.is_small = true;
    for (std::size_t place = 0; place < program_.nodes.size(); ++place)
        range.is_small = range.is_small && static_cast<double>(pass.finish(place)[1]) < small_limit;
    return range;
}

template <class Pass>
void RiskMaker::sample(const Range& range) {
    const RiskScale scale(program_, durations_, range.least, range.greatest, options_.samples);
    const detail::RiskJob job(program_, durations_, scale, options_.has_sensitivity);
    const std::size_t blocks = whole_blocks(options_.samples) / lane_count;
    const unsigned wanted = options_.threads != 0
                                ? options_.threads
                                : std::max(1U, std::thread::hardware_concurrency());
    const auto threads = static_cast<unsigned>(std::min<std::size_t>(wanted, blocks));
    detail::RiskSampler<Pass> sampler(job, threads, monitor_);
    std::size_t count = 0;
    while (count < options_.samples) {
        const std::size_t next = next_check(count);
        sampler.run(count, next, finishes_);
        count = next;
        if (count == options_.samples || !is_precise(count)) continue;
        result_.stop_ = RiskStop::precision;
        break;
    }
    result_.sample_count_ = count;
    const RiskSums sums = sampler.sums();
    result_.infeasible_count_ = sums.infeasible;
    set_finishes();
    set_tasks(sums, scale);
}

std::size_t RiskMaker::next_check(std::size_t count) const {
    if (options_.precision == 0) return options_.samples;
    const std::size_t next =
        count == 0 ? options_.first_check : count + std::max(count / 4, lane_count);
    return std::min(whole_blocks(std::min(next, options_.samples)), options_.samples);
}

bool RiskMaker::is_precise(std::size_t count) {
    std::vector<Minutes> ends;
    const detail::Clock& clock = network_.clocks.front();
    for (const Minutes time : finishes_.row(0).first(count))
        if (time != no_moment)
            ends.push_back(program_.is_single ? time : clock.work(time) - program_.base);
    if (ends.empty()) return false;
    std::sort(ends.begin(), ends.end());
    const auto ranks =
        detail::rank_interval(options_.stop_percentile, ends.size(), options_.confidence);
    const auto place =
        static_cast<std::size_t>(options_.stop_percentile * static_cast<double>(ends.size()));
    // Where the samples do not reach around the percentile, they say nothing about it.
    if (ranks.low == 1 || ranks.high == ends.size()) return ends.front() == ends.back();
    const auto middle = static_cast<double>(ends[place]);
    const double half = std::max(static_cast<double>(ends[ranks.high - 1]) - middle,
                                 middle - static_cast<double>(ends[ranks.low - 1]));
    const double start =
        static_cast<double>(clock.work(schedule_.start()) - clock.work(network_.start));
    return half <= options_.precision * std::max(0.0, middle - start);
}

}  // namespace planloom

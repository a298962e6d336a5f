#include "risk_durations.hpp"

#include <planloom/core/hash.hpp>
#include <planloom/model/views.hpp>

#include <algorithm>
#include <cmath>

namespace planloom::detail {
namespace {

/// Of a lognormal, which has no ends: what counts as one.
constexpr double lognormal_tail = 0.01;
constexpr double greatest_skew = 1000;

}  // namespace

RiskDurations::RiskDurations(const Schedule& schedule, const RiskOptions& options)
    : schedule_(schedule),
      options_(options),
      plan_(schedule.graph().plan()),
      network_(schedule.passes().network),
      models_(network_.node_count()) {
    if (options.distribution == Distribution::pert) family_.emplace(Family::pert, options.tail);
    if (options.distribution == Distribution::triangular)
        family_.emplace(Family::triangular, options.tail);
    of_factor_ = std::sqrt(options.correlation);
    of_task_ = std::sqrt(1 - options.correlation);
    check_points();
    for (const TaskId task : plan_.tasks())
        if (network_.part[task.index()] == Part::leaf) add_model(task);
    if (faults_.empty()) return;
    constexpr std::size_t shown = 10;
    std::string text = faults_.front();
    for (std::size_t i = 1; i < faults_.size() && i < shown; ++i) text += "; " + faults_[i];
    if (faults_.size() > shown) text += "; and " + std::to_string(faults_.size() - shown) + " more";
    throw Error("bad_distribution", text);
}

void RiskDurations::refuse(TaskId task, const std::string& found) {
    faults_.push_back("task \"" + std::string(plan_.key(task)) + "\": " + found);
}

void RiskDurations::check_points() {
    for (const TaskQuantiles& each : options_.quantiles) {
        PLANLOOM_EXPECTS(each.task.index() < plan_.task_table().count);
        const std::vector<DurationQuantile>& points = each.points;
        bool is_good = points.size() >= 2 && points.front().share == 0 &&
                       points.back().share == 1 && points.front().duration >= 0;
        for (std::size_t i = 1; is_good && i < points.size(); ++i)
            is_good = points[i].share >= points[i - 1].share &&
                      points[i].duration >= points[i - 1].duration &&
                      points[i].duration <= max_minutes;
        if (!is_good)
            refuse(each.task,
                   "found points that do not rise, expected shares from 0 to 1 with durations that "
                   "do not fall");
        else if (!points_of_.emplace(each.task, &each).second)
            refuse(each.task, "found points twice");
    }
}

/// Whether the duration is open: neither done nor fixed by dates.
bool RiskDurations::is_drawn(TaskId task) const {
    const auto node = static_cast<std::uint32_t>(task.index());
    const Bounds& bounds = network_.bound(node);
    const bool is_fixed = bounds.fixed_start != no_moment && bounds.fixed_finish != no_moment;
    return !network_.is_done(node) && !is_fixed;
}

void RiskDurations::add_model(TaskId task) {
    const std::size_t row = task.index();
    DurationModel& model = models_[row];
    model.likely = model.least = model.greatest = network_.duration[row];
    if (!is_drawn(task)) return;
    const TaskView view = plan_.task(task);
    const bool is_started = network_.is_started(static_cast<std::uint32_t>(row));
    if (is_started) model.share_left = (100 - view.progress().value_or(0)) / 100.0;
    const auto points = points_of_.find(task);
    if (points != points_of_.end()) {
        model.kind = DurationModel::Kind::points;
        model.points = points->second->points;
    } else {
        if (view.is_milestone() && !view.duration()) return;
        const std::optional<Minutes> least = view.optimistic();
        const std::optional<Minutes> most = view.pessimistic();
        double likely = static_cast<double>(is_started && view.duration() ? *view.duration()
                                                                          : network_.duration[row]);
        if (!view.duration() && least && most) likely = static_cast<double>(*least + *most) / 2;
        const double low =
            least ? static_cast<double>(*least) : likely * (1 - options_.spread_below);
        const double high =
            most ? static_cast<double>(*most) : likely * (1 + options_.spread_above);
        if (low > likely || likely > high || low < 0) {
            const auto text = [&](double minutes) {
                return format_duration(static_cast<Minutes>(minutes), plan_.head().work);
            };
            return refuse(task, "found durations " + text(low) + ", " + text(likely) + ", " +
                                    text(high) + ", expected optimistic <= likely <= pessimistic");
        }
        if (low == high) {
            if (view.duration()) return;
            model.likely = model.least = model.greatest =
                static_cast<Minutes>(std::floor(likely * model.share_left + 0.5));
            return;
        }
        fit(low, likely, high, model);
        model.low *= model.share_left;
        model.span *= model.share_left;
    }
    set_range(model);
    const std::string_view key = plan_.key(task);
    model.stream = stream_of(key, plan_.find_task(key) == task, row);
    if (options_.correlation > 0) model.factor = factor_of(task);
}

void RiskDurations::fit(double low, double likely, double high, DurationModel& model) {
    if (options_.distribution == Distribution::lognormal)
        return fit_lognormal(low, likely, high, model);
    if (options_.distribution == Distribution::uniform) {
        model.kind = DurationModel::Kind::straight;
        model.span = (high - low) / (1 - 2 * options_.tail);
        model.low = low - model.span * options_.tail;
        return;
    }
    fit_steps(*family_, low, likely, high, model);
}

void RiskDurations::fit_steps(ShapeFamily& family, double low, double likely, double high,
                              DurationModel& model) {
    const auto place = [&](double mode) {
        model.span = (high - low) / (family.high(mode) - family.low(mode));
        model.low = low - model.span * family.low(mode);
        return (likely - model.low) / model.span;
    };
    double mode = place((likely - low) / (high - low));
    if (options_.tail > 0) {
        // The ends follow from the mode's place between them, and that from the ends.
        double least = 0;
        double most = 1;
        for (int round = 0; round < 50; ++round) {
            mode = (least + most) / 2;
            (place(mode) > mode ? least : most) = mode;
        }
        place(mode);
    }
    const double at = std::clamp(mode, 0.0, 1.0) * (mode_count - 1);
    const auto row = static_cast<std::size_t>(at);
    model.kind = DurationModel::Kind::steps;
    model.weight = at - static_cast<double>(row);
    family.make_row(row);
    model.row = family.row(row);
    if (model.weight == 0) return;
    family.make_row(row + 1);
    model.next_row = family.row(row + 1);
}

/// With x = a + b exp(s z), b and s follow from the distances of the outer points to the median.
void RiskDurations::fit_lognormal(double low, double likely, double high,
                                  DurationModel& model) const {
    const double z = -normal_quantile(options_.tail > 0 ? options_.tail : lognormal_tail);
    const double above = high - likely;
    const double below = likely - low;
    const double skew = below * greatest_skew <= above   ? greatest_skew
                        : above * greatest_skew <= below ? 1 / greatest_skew
                                                         : above / below;
    if (std::abs(skew - 1) < 1e-6) {
        model.kind = DurationModel::Kind::steps;
        model.row = normal_.row();
        model.low = likely;
        model.span = (high - low) / (2 * z);
        return;
    }
    model.kind = DurationModel::Kind::exponential;
    model.weight = std::log(skew) / z;
    model.span = (high - low) / (skew - 1 / skew);
    model.low = low - model.span / skew;
}

std::uint64_t RiskDurations::stream_of(std::string_view key, bool is_first, std::size_t row) const {
    const std::uint64_t hash = keyed_hash(key, {});
    // Keys of a plan with faults may be there twice.
    return is_first ? hash : hash + 0x9E3779B97F4A7C15U * (row + 1);
}

std::uint32_t RiskDurations::factor_of(TaskId task) {
    const AssignmentTable& table = plan_.assignment_table();
    for (const AssignmentId assignment : plan_.assignments(task)) {
        const UnitId unit = table.unit[assignment.index()];
        if (!unit.is_valid() || table.role[assignment.index()] != Role::lead) continue;
        const auto number = static_cast<std::uint32_t>(factor_streams_.size());
        const auto [at, is_new] = factor_of_unit_.emplace(unit, number);
        if (is_new) {
            const std::string_view key = plan_.key(unit);
            factor_streams_.push_back(stream_of(key, plan_.find_unit(key) == unit, unit.index()));
        }
        return at->second;
    }
    return no_factor;
}

}  // namespace planloom::detail

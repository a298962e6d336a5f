#include "risk_durations.hpp"

#include <planloom/core/hash.hpp>
#include <planloom/model/views.hpp>

#include <algorithm>
#include <cmath>

namespace planloom::detail {
namespace {

/// What random numbers are for.
enum Purpose : std::uint32_t { for_task, for_unit };

constexpr double single_limit = 4'194'304;  // 2^22
/// Of a lognormal, which has no ends: what counts as one.
constexpr double lognormal_tail = 0.01;
constexpr double greatest_skew = 1000;

double value_at(std::span<const DurationQuantile> points, double share) {
    auto after =
        std::partition_point(points.begin(), points.end(),
                             [&](const DurationQuantile& at) { return at.share <= share; });
    if (after == points.end()) --after;
    const DurationQuantile& high = *after;
    const DurationQuantile& low = *(after - 1);
    const auto span = static_cast<double>(high.duration - low.duration);
    return static_cast<double>(low.duration) +
           span * (share - low.share) / (high.share - low.share);
}

template <class Value>
Value whole(Value value) {
    return static_cast<Value>(static_cast<std::int64_t>(value + Value{0.5}));
}

template <>
float whole(float value) {
    return static_cast<float>(static_cast<std::int32_t>(value + 0.5F));
}

/// Draws of models that are steps, all in one precision.
template <class Real, class Value>
void draw_steps(const float* row, const float* next_row, Real low, Real span, Real weight,
                const std::uint32_t* numbers, Value* to) {
    std::uint32_t steps[lane_count];
    find_steps(numbers, steps);
    Real shapes[lane_count];
    for (std::size_t i = 0; i < lane_count; ++i) shapes[i] = row[steps[i]];
    if (next_row != nullptr) {
        Real next[lane_count];
        for (std::size_t i = 0; i < lane_count; ++i) next[i] = next_row[steps[i]];
        for (std::size_t i = 0; i < lane_count; ++i) shapes[i] += weight * (next[i] - shapes[i]);
    }
    for (std::size_t i = 0; i < lane_count; ++i) shapes[i] = low + span * shapes[i];
    for (std::size_t i = 0; i < lane_count; ++i) shapes[i] = shapes[i] > 0 ? shapes[i] : Real{0};
    for (std::size_t i = 0; i < lane_count; ++i) to[i] = static_cast<Value>(whole(shapes[i]));
}

/// Draws of any other model, one by one.
double draw_one(const DurationModel& model, const NormalTable& normal, std::uint32_t number,
                std::uint32_t step) {
    const double share = (static_cast<double>(number) + 0.5) / 4294967296.0;
    switch (model.kind) {
        case DurationModel::Kind::straight:
            return model.low + model.span * share;
        case DurationModel::Kind::exponential:
            return model.low +
                   model.span * std::exp(model.weight * static_cast<double>(normal.row()[step]));
        case DurationModel::Kind::points:
            return value_at(model.points, share) * model.share_left;
        default:
            return static_cast<double>(model.likely);
    }
}

}  // namespace

RiskDurations::RiskDurations(const Schedule& schedule, const RiskOptions& options)
    : schedule_(schedule),
      options_(options),
      plan_(schedule.graph().plan()),
      network_(schedule.network()),
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
                static_cast<Minutes>(whole(likely * model.share_left));
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

void RiskDurations::set_range(DurationModel& model) const {
    std::uint32_t numbers[lane_count] = {0, 0xFFFFFFFFU};
    const auto at = [&](std::uint32_t number, std::size_t step) {
        double value = 0;
        if (model.kind == DurationModel::Kind::steps) {
            const double shape = static_cast<double>(model.row[step]);
            const double next =
                model.next_row == nullptr ? shape : static_cast<double>(model.next_row[step]);
            value = model.low + model.span * (shape + model.weight * (next - shape));
        } else {
            value = draw_one(model, normal_, number, static_cast<std::uint32_t>(step));
        }
        return whole(std::max(0.0, value));
    };
    model.least = static_cast<Minutes>(at(numbers[0], 0));
    // Single precision may round up once more.
    model.greatest = static_cast<Minutes>(at(numbers[1], step_count)) + 1;
    model.is_wide = std::abs(model.low) + std::abs(model.span) > single_limit ||
                    static_cast<double>(model.greatest) > single_limit;
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

void RiskDurations::draw_factors(std::uint32_t block, DrawRoom& room) const {
    room.factors.resize(factor_streams_.size());
    for (std::size_t factor = 0; factor < factor_streams_.size(); ++factor) {
        std::uint32_t numbers[lane_count];
        std::uint32_t steps[lane_count];
        random_lanes(options_.seed, factor_streams_[factor], block, for_unit, numbers);
        find_steps(numbers, steps);
        for (std::size_t i = 0; i < lane_count; ++i)
            room.factors[factor][i] = normal_.row()[steps[i]];
    }
}

template <class Value>
void RiskDurations::draw(std::span<const StepDraw> draws, std::uint32_t block,
                         Value* durations) const {
    const std::uint64_t seed = options_.seed;
    for (const StepDraw& draw : draws) {
        std::uint32_t numbers[lane_count];
        random_lanes(seed, draw.stream, block, for_task, numbers);
        draw_steps(draw.row, draw.next_row, draw.low, draw.span, draw.weight, numbers,
                   durations + std::size_t{draw.place} * lane_count);
    }
}

template <class Value>
void RiskDurations::draw(const DurationModel& model, std::uint32_t block, const DrawRoom& room,
                         Value* to) const {
    std::uint32_t numbers[lane_count];
    random_lanes(options_.seed, model.stream, block, for_task, numbers);
    if (model.factor != no_factor) {
        std::uint32_t steps[lane_count];
        float values[lane_count];
        find_steps(numbers, steps);
        const auto of_factor = static_cast<float>(of_factor_);
        const auto of_task = static_cast<float>(of_task_);
        for (std::size_t i = 0; i < lane_count; ++i)
            values[i] =
                of_factor * room.factors[model.factor][i] + of_task * normal_.row()[steps[i]];
        normal_.to_numbers(values, numbers);
    }
    if (model.kind == DurationModel::Kind::steps) {
        if (model.is_wide) {
            draw_steps(model.row, model.next_row, model.low, model.span, model.weight, numbers, to);
        } else {
            draw_steps(model.row, model.next_row, static_cast<float>(model.low),
                       static_cast<float>(model.span), static_cast<float>(model.weight), numbers,
                       to);
        }
        return;
    }
    std::uint32_t steps[lane_count];
    find_steps(numbers, steps);
    for (std::size_t i = 0; i < lane_count; ++i)
        to[i] = static_cast<Value>(
            whole(std::max(0.0, draw_one(model, normal_, numbers[i], steps[i]))));
}

template void RiskDurations::draw(std::span<const StepDraw>, std::uint32_t, float*) const;
template void RiskDurations::draw(std::span<const StepDraw>, std::uint32_t, double*) const;
template void RiskDurations::draw(std::span<const StepDraw>, std::uint32_t, Minutes*) const;
template void RiskDurations::draw(const DurationModel&, std::uint32_t, const DrawRoom&,
                                  float*) const;
template void RiskDurations::draw(const DurationModel&, std::uint32_t, const DrawRoom&,
                                  double*) const;
template void RiskDurations::draw(const DurationModel&, std::uint32_t, const DrawRoom&,
                                  Minutes*) const;

}  // namespace planloom::detail

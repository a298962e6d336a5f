#include "risk_durations.hpp"

#include <algorithm>
#include <cmath>

namespace planloom::detail {
namespace {

/// What random numbers are for.
enum Purpose : std::uint32_t { for_task, for_unit };

constexpr double single_limit = 4'194'304;  // 2^22

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
    const Value raised = value + Value{0.5};
    return static_cast<Value>(static_cast<std::int64_t>(raised));
}

template <>
float whole(float value) {
    const float raised = value + 0.5F;
    return static_cast<float>(static_cast<std::int32_t>(raised));
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
    for (Real& shape : shapes) shape = low + span * shape;
    for (Real& shape : shapes) shape = shape > 0 ? shape : Real{0};
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

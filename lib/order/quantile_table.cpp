#include "quantile_table.hpp"

#include <algorithm>
#include <array>

namespace planloom::detail {
namespace {

/// The beta distribution of PERT on 0 to 1: its parameters add up to 6.
class PertShape {
public:
    explicit PertShape(double mode)
        : a_(1 + 4 * mode),
          b_(5 - 4 * mode),
          scale_(std::tgamma(6.0) / (std::tgamma(a_) * std::tgamma(b_))) {}

    [[nodiscard]] double density(double x) const {
        return scale_ * std::pow(x, a_ - 1) * std::pow(1 - x, b_ - 1);
    }
    [[nodiscard]] double share(double x) const {
        if (x <= 0) return 0;
        if (x >= 1) return 1;
        const double front = scale_ * std::pow(x, a_) * std::pow(1 - x, b_);
        return x < (a_ + 1) / 8 ? front * fraction(a_, b_, x) / a_
                                : 1 - front * fraction(b_, a_, 1 - x) / b_;
    }
    /// The integral of x by its density up to a quantile.
    [[nodiscard]] double moment(double x, double share_of_x) const {
        const double correction = scale_ * std::pow(x, a_) * std::pow(1 - x, b_) / a_;
        return a_ / 6 * (share_of_x - correction);
    }
    /// @param guess  not above the quantile
    [[nodiscard]] double quantile(double wanted, double guess) const {
        double low = guess;
        double high = 1;
        double x = guess > 0 ? guess : std::pow(wanted * a_ / scale_, 1 / a_);
        for (int round = 0; round < 60; ++round) {
            const double error = share(x) - wanted;
            (error > 0 ? high : low) = x;
            const double slope = density(x);
            double next = slope > 0 ? x - error / slope : (low + high) / 2;
            if (!(next > low && next < high)) next = (low + high) / 2;
            // Newton's method doubles the digits that are right.
            if (std::abs(next - x) <= 1e-9 * x) return next;
            x = next;
        }
        return x;
    }

private:
    /// The continued fraction of the incomplete beta function (DLMF 8.17.22), by Lentz's method.
    [[nodiscard]] static double fraction(double a, double b, double x) {
        constexpr double tiny = 1e-300;
        const auto kept = [](double value) { return std::abs(value) < tiny ? tiny : value; };
        double c = 1;
        double d = 1 / kept(1 - (a + b) * x / (a + 1));
        double result = d;
        for (int m = 1; m < 200; ++m) {
            const double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / kept(1 + even * d);
            c = kept(1 + even / c);
            result *= d * c;
            const double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / kept(1 + odd * d);
            c = kept(1 + odd / c);
            const double change = d * c;
            result *= change;
            if (std::abs(change - 1) < 1e-15) break;
        }
        return result;
    }

    double a_, b_, scale_;
};

std::vector<double> pert_steps(const PertShape& shape) {
    std::vector<double> means;
    means.reserve(step_count);
    double x = 0;
    double moment = 0;
    for (std::size_t step = 0; step < step_count; ++step) {
        const double end = step_begin(step + 1);
        x = shape.quantile(end, x);
        const double next = shape.moment(x, end);
        means.push_back((next - moment) / (end - step_begin(step)));
        moment = next;
    }
    return means;
}

double triangular_quantile(double mode, double share) {
    return share < mode ? std::sqrt(mode * share) : 1 - std::sqrt((1 - mode) * (1 - share));
}

/// The integral of the quantile function.
double triangular_moment(double mode, double share) {
    const auto power = [](double x) { return x * std::sqrt(x); };
    const double below = std::min(mode, share);
    double moment = std::sqrt(mode) * power(below) * 2 / 3;
    if (share > mode)
        moment += share - mode - std::sqrt(1 - mode) * (power(1 - mode) - power(1 - share)) * 2 / 3;
    return moment;
}

std::vector<double> triangular_steps(double mode) {
    std::vector<double> means;
    means.reserve(step_count);
    for (std::size_t step = 0; step < step_count; ++step) {
        const double begin = step_begin(step);
        const double end = step_begin(step + 1);
        means.push_back((triangular_moment(mode, end) - triangular_moment(mode, begin)) /
                        (end - begin));
    }
    return means;
}

double mode_of(std::size_t row) {
    return static_cast<double>(row) / (mode_count - 1);
}

double normal_share(double z) {
    return std::erfc(-z * std::sqrt(0.5)) / 2;
}

double normal_density(double z) {
    return std::exp(-z * z / 2) * 0.39894228040143267794;
}

}  // namespace

double step_begin(std::size_t step) {
    if (step == 0) return 0;
    const int octave = static_cast<int>((step - 1) / 64);
    const double place = 1 + static_cast<double>((step - 1) % 64) / 64;
    return std::ldexp(place, octave - 17);
}

double normal_quantile(double share) {
    double low = -40;
    double high = 40;
    double z = 0;
    for (int round = 0; round < 200; ++round) {
        const double error = normal_share(z) - share;
        (error > 0 ? high : low) = z;
        double next = z - error / normal_density(z);
        if (!(next > low && next < high)) next = (low + high) / 2;
        if (std::abs(next - z) <= 1e-15 * std::max(1.0, std::abs(z))) return next;
        z = next;
    }
    return z;
}

double ShapeFamily::mixed(const std::vector<double>& values, double mode) {
    const double place = mode * (mode_count - 1);
    const auto row = std::min(static_cast<std::size_t>(place), mode_count - 2);
    const double weight = place - static_cast<double>(row);
    return values[row] + weight * (values[row + 1] - values[row]);
}

ShapeFamily::ShapeFamily(Family family, double tail)
    : family_(family), rows_(mode_count), lower_(mode_count) {
    for (std::size_t row = 0; row < mode_count; ++row) {
        const double mode = mode_of(row);
        if (family == Family::triangular) {
            low_.push_back(triangular_quantile(mode, tail));
            high_.push_back(triangular_quantile(mode, 1 - tail));
        } else {
            low_.push_back(tail > 0 ? PertShape(mode).quantile(tail, 0) : 0);
            high_.push_back(tail > 0 ? 1 - PertShape(1 - mode).quantile(tail, 0) : 1);
        }
    }
}

const std::vector<double>& ShapeFamily::lower(std::size_t mode) {
    std::vector<double>& steps = lower_[mode];
    if (steps.empty())
        steps = family_ == Family::pert ? pert_steps(PertShape(mode_of(mode)))
                                        : triangular_steps(mode_of(mode));
    return steps;
}

/// The upper half of a shape is the lower one of its mirror image.
void ShapeFamily::make_row(std::size_t mode) {
    std::vector<float>& row = rows_[mode];
    if (!row.empty()) return;
    row.reserve(row_size);
    for (const double mean : lower(mode)) row.push_back(static_cast<float>(mean));
    for (const double mean : lower(mode_count - 1 - mode))
        row.push_back(static_cast<float>(1 - mean));
}

NormalTable::NormalTable() : row_(row_size) {
    double density = 0;
    for (std::size_t step = 0; step < step_count; ++step) {
        const double end = step_begin(step + 1);
        const double next = normal_density(normal_quantile(end));
        const double mean = -(next - density) / (end - step_begin(step));
        row_[step] = static_cast<float>(mean);
        row_[step_count + step] = static_cast<float>(-mean);
        density = next;
    }
    for (int i = 0; i <= reach * per_unit + 1; ++i)
        beyond_.push_back(static_cast<float>(normal_share(-static_cast<double>(i) / per_unit)));
}

void NormalTable::to_numbers(const float* values, std::uint32_t* numbers) const noexcept {
    for (std::size_t i = 0; i < lane_count; ++i) {
        const float place =
            std::min(std::abs(values[i]), static_cast<float>(reach)) * static_cast<float>(per_unit);
        const auto at = static_cast<std::size_t>(place);
        const float share =
            beyond_[at] + (place - static_cast<float>(at)) * (beyond_[at + 1] - beyond_[at]);
        const auto number = static_cast<std::uint32_t>(
            std::min(static_cast<std::int64_t>(share * 4294967296.0F), std::int64_t{0x7FFFFFFF}));
        numbers[i] = values[i] < 0 ? number : ~number;
    }
}

}  // namespace planloom::detail

// Quantile functions as steps, so that a draw is one look into a table: narrow steps where the
// probability is small, each as high as the mean of what it stands for.
#pragma once

#include "philox.hpp"

#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace planloom::detail {

/// Steps of the lower half: one for what is below 2^-17, then 64 for each doubling up to 1/2. Those
/// of the upper half follow, seen from 1.
inline constexpr std::size_t step_count = 1025;
inline constexpr std::size_t row_size = 2 * step_count;
/// Families of shapes hold a row for each share of the range at which the mode may be.
inline constexpr std::size_t mode_count = 65;

/// Where step number `step` of the lower half begins.
[[nodiscard]] double step_begin(std::size_t step);

/// The steps that random numbers fall on.
inline void find_steps(const std::uint32_t* numbers, std::uint32_t* steps) noexcept {
    constexpr std::uint32_t last_below = 255;
    constexpr std::uint32_t base = 0x437F0000U >> 17;  // the bits of 255.0F
    for (std::size_t i = 0; i < lane_count; ++i) {
        const std::uint32_t is_upper = numbers[i] >> 31;
        const std::uint32_t distance = (numbers[i] ^ (0U - is_upper)) & 0x7FFFFFFFU;
        // Odd, and so in the midst of the 256 numbers that it stands for.
        const auto middle = static_cast<float>(static_cast<std::int32_t>(distance >> 8) * 2 + 1);
        const float value =
            middle > static_cast<float>(last_below) ? middle : static_cast<float>(last_below);
        const auto bits = std::bit_cast<std::uint32_t>(value);
        steps[i] = (bits >> 17) - base + is_upper * static_cast<std::uint32_t>(step_count);
    }
}

enum class Family : std::uint8_t { pert, triangular };

/// Rows of one family of shapes on the range from 0 to 1, by mode; between two modes quantiles are
/// mixed, which leaves the mean exact where it is linear in the mode.
class ShapeFamily {
public:
    ShapeFamily(Family family, double tail);

    /// Makes a row, unless it has been made.
    void make_row(std::size_t mode);
    [[nodiscard]] const float* row(std::size_t mode) const { return rows_[mode].data(); }
    /// The quantile of the tail, from below and from above, of a mode from 0 to 1.
    [[nodiscard]] double low(double mode) const { return mixed(low_, mode); }
    [[nodiscard]] double high(double mode) const { return mixed(high_, mode); }

private:
    [[nodiscard]] static double mixed(const std::vector<double>& values, double mode);
    [[nodiscard]] const std::vector<double>& lower(std::size_t mode);

    Family family_;
    std::vector<std::vector<float>> rows_;
    /// The steps of the lower half, by mode.
    std::vector<std::vector<double>> lower_;
    std::vector<double> low_, high_;
};

/// The standard normal distribution.
class NormalTable {
public:
    NormalTable();
    [[nodiscard]] const float* row() const { return row_.data(); }
    /// Numbers that fall where normal values do.
    void to_numbers(const float* values, std::uint32_t* numbers) const noexcept;

private:
    static constexpr int per_unit = 512;
    static constexpr int reach = 7;

    std::vector<float> row_;
    /// By distance from 0, the probability beyond it.
    std::vector<float> beyond_;
};

[[nodiscard]] double normal_quantile(double share);

}  // namespace planloom::detail

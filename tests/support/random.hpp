// Pseudo-random numbers that are the same on every machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <numeric>
#include <utility>
#include <vector>

namespace planloom::testing {

/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195). The distributions of the
/// standard library differ between compilers, so the draws are made here.
class Random {
public:
    explicit Random(std::uint64_t seed) noexcept : state_(seed) {}

    std::uint64_t next() noexcept {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31);
    }
    /// From 0 to count - 1.
    /// @param count  at least 1
    std::size_t below(std::size_t count) noexcept {
        return static_cast<std::size_t>(next() % count);
    }
    /// From first to last, both included.
    int between(int first, int last) noexcept {
        return first + static_cast<int>(below(static_cast<std::size_t>(last - first) + 1));
    }
    /// @param percent  0 for never, 100 for always
    bool chance(int percent) noexcept { return between(0, 99) < percent; }

    /// The numbers 0..count-1 in random order.
    std::vector<std::size_t> permutation(std::size_t count) {
        std::vector<std::size_t> all(count);
        std::iota(all.begin(), all.end(), std::size_t{0});
        for (std::size_t i = count; i > 1; --i) std::swap(all[i - 1], all[below(i)]);
        return all;
    }

private:
    std::uint64_t state_;
};

}  // namespace planloom::testing

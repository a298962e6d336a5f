// Random numbers of the search, the same on every machine.
#pragma once

#include <cstdint>

namespace planloom {

/// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2714064.2660195).
class SearchRandom {
public:
    explicit SearchRandom(std::uint64_t seed) noexcept : state_(seed) {}

    std::uint64_t next() noexcept {
        state_ += 0x9E3779B97F4A7C15U;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
        return z ^ (z >> 31);
    }
    /// From 0 to count - 1.
    /// @param count  from 1 to 2^32 - 1
    std::uint32_t below(std::size_t count) noexcept {
        return static_cast<std::uint32_t>(((next() >> 32) * count) >> 32);
    }

private:
    std::uint64_t state_;
};

}  // namespace planloom

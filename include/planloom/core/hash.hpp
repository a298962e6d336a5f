// A hash of text that is the same on every machine. For finding rows by key see
// <planloom/core/key_index.hpp>.
#pragma once

#include <cstdint>
#include <string_view>

namespace planloom {

/// The 128 bits that choose one hash of the family.
struct HashKey {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
};

/// Hashes bytes with SipHash-1-3: with a key that nobody knows, nobody can make texts that
/// collide; with a fixed key, the answer is the same in every run.
/// Reference: Aumasson and Bernstein 2012, doi:10.1007/978-3-642-34931-7_28.
/// @complexity O(length)
[[nodiscard]] std::uint64_t keyed_hash(std::string_view bytes, HashKey key) noexcept;

}  // namespace planloom

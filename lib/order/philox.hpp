// Random numbers that are a function of their place: no state, and so the same for any order in
// which they are asked for.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace planloom::detail {

/// How many samples are drawn at once: as many as keep the state of 10,000 tasks in a cache.
inline constexpr std::size_t lane_count = 16;

template <class Value>
using Lanes = std::array<Value, lane_count>;

/// The key and the constants of Philox4x32-7 (Salmon, Moraes, Dror & Shaw 2011,
/// doi:10.1145/2063384.2063405), with the fewest rounds that passed all tests there.
struct Philox {
    static constexpr std::uint32_t multiplier_0 = 0xD2511F53U;
    static constexpr std::uint32_t multiplier_1 = 0xCD9E8D57U;
    static constexpr int rounds = 7;

    std::uint32_t key_0 = 0, key_1 = 0;

    explicit Philox(std::uint64_t seed) noexcept
        : key_0(static_cast<std::uint32_t>(seed)), key_1(static_cast<std::uint32_t>(seed >> 32)) {}
    void next_round() noexcept {
        key_0 += 0x9E3779B9U;
        key_1 += 0xBB67AE85U;
    }
};

#ifdef __SSE2__

/// Two counters on their way through the rounds. The high halves of the words are left as they
/// come, for no product looks at them.
struct PhiloxPair {
    __m128i a, b, c, d;

    void go_round(__m128i key_0, __m128i key_1) noexcept {
        const __m128i product_0 = _mm_mul_epu32(_mm_set1_epi64x(Philox::multiplier_0), a);
        const __m128i product_1 = _mm_mul_epu32(_mm_set1_epi64x(Philox::multiplier_1), c);
        a = _mm_xor_si128(_mm_srli_epi64(product_1, 32), _mm_xor_si128(b, key_0));
        c = _mm_xor_si128(_mm_srli_epi64(product_0, 32), _mm_xor_si128(d, key_1));
        b = product_1;
        d = product_0;
    }
};

/// The numbers of one stream for the samples of one block.
inline void random_lanes(std::uint64_t seed, std::uint64_t stream, std::uint32_t block,
                         std::uint32_t purpose, std::uint32_t* numbers) noexcept {
    const auto both = [](std::uint64_t value) {
        return _mm_set1_epi64x(static_cast<long long>(value));
    };
    const std::uint32_t counter = block * 4;
    PhiloxPair first{_mm_set_epi64x(static_cast<std::uint32_t>(counter + 1), counter),
                     both(purpose), both(stream), both(stream >> 32)};
    PhiloxPair second = first;
    second.a = _mm_set_epi64x(static_cast<std::uint32_t>(counter + 3),
                              static_cast<std::uint32_t>(counter + 2));
    Philox philox(seed);
    for (int round = 0; round < Philox::rounds; ++round) {
        const __m128i key_0 = both(philox.key_0);
        const __m128i key_1 = both(philox.key_1);
        first.go_round(key_0, key_1);
        second.go_round(key_0, key_1);
        philox.next_round();
    }
    const auto store = [](__m128i low, __m128i high, std::uint32_t* to) {
        const __m128i all = _mm_castps_si128(
            _mm_shuffle_ps(_mm_castsi128_ps(low), _mm_castsi128_ps(high), _MM_SHUFFLE(2, 0, 2, 0)));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to), all);
    };
    store(first.a, second.a, numbers);
    store(first.b, second.b, numbers + 4);
    store(first.c, second.c, numbers + 8);
    store(first.d, second.d, numbers + 12);
}

#else

/// The numbers of one stream for the samples of one block.
inline void random_lanes(std::uint64_t seed, std::uint64_t stream, std::uint32_t block,
                         std::uint32_t purpose, std::uint32_t* numbers) noexcept {
    for (std::uint32_t i = 0; i < 4; ++i) {
        std::uint32_t a = block * 4 + i;
        std::uint32_t b = purpose;
        auto c = static_cast<std::uint32_t>(stream);
        auto d = static_cast<std::uint32_t>(stream >> 32);
        Philox philox(seed);
        for (int round = 0; round < Philox::rounds; ++round) {
            const std::uint64_t product_0 = std::uint64_t{Philox::multiplier_0} * a;
            const std::uint64_t product_1 = std::uint64_t{Philox::multiplier_1} * c;
            a = static_cast<std::uint32_t>(product_1 >> 32) ^ b ^ philox.key_0;
            b = static_cast<std::uint32_t>(product_1);
            c = static_cast<std::uint32_t>(product_0 >> 32) ^ d ^ philox.key_1;
            d = static_cast<std::uint32_t>(product_0);
            philox.next_round();
        }
        numbers[i] = a;
        numbers[4 + i] = b;
        numbers[8 + i] = c;
        numbers[12 + i] = d;
    }
}

#endif

}  // namespace planloom::detail

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

/// The key and the constants of Philox4x32 (Salmon, Moraes, Dror & Shaw 2011,
/// doi:10.1145/2063384.2063405).
struct Philox {
    static constexpr std::uint32_t multiplier_0 = 0xD2511F53U;
    static constexpr std::uint32_t multiplier_1 = 0xCD9E8D57U;
    static constexpr int rounds = 10;

    std::uint32_t key_0 = 0, key_1 = 0;

    explicit Philox(std::uint64_t seed) noexcept
        : key_0(static_cast<std::uint32_t>(seed)), key_1(static_cast<std::uint32_t>(seed >> 32)) {}
    void next_round() noexcept {
        key_0 += 0x9E3779B9U;
        key_1 += 0xBB67AE85U;
    }
};

#ifdef __SSE2__

/// The numbers of one stream for the samples of one block. Two counters go through the rounds in
/// each register, and two registers side by side; the high halves of words are left as they come,
/// for no product looks at them.
inline void random_lanes(std::uint64_t seed, std::uint64_t stream, std::uint32_t block,
                         std::uint32_t purpose, std::uint32_t* numbers) noexcept {
    constexpr int width = 2;
    const auto both = [](std::uint64_t value) {
        return _mm_set1_epi64x(static_cast<long long>(value));
    };
    const __m128i multiplier_0 = both(Philox::multiplier_0);
    const __m128i multiplier_1 = both(Philox::multiplier_1);
    __m128i a[width];
    __m128i b[width];
    __m128i c[width];
    __m128i d[width];
    for (int i = 0; i < width; ++i) {
        const std::uint32_t first = block * 4 + static_cast<std::uint32_t>(i) * 2;
        a[i] = _mm_set_epi64x(static_cast<std::uint32_t>(first + 1), first);
        b[i] = both(purpose);
        c[i] = both(stream & 0xFFFFFFFFU);
        d[i] = both(stream >> 32);
    }
    Philox philox(seed);
    for (int round = 0; round < Philox::rounds; ++round) {
        const __m128i key_0 = both(philox.key_0);
        const __m128i key_1 = both(philox.key_1);
        for (int i = 0; i < width; ++i) {
            const __m128i product_0 = _mm_mul_epu32(multiplier_0, a[i]);
            const __m128i product_1 = _mm_mul_epu32(multiplier_1, c[i]);
            a[i] = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(product_1, 32), b[i]), key_0);
            c[i] = _mm_xor_si128(_mm_xor_si128(_mm_srli_epi64(product_0, 32), d[i]), key_1);
            b[i] = product_1;
            d[i] = product_0;
        }
        philox.next_round();
    }
    const auto store = [&](const __m128i(&words)[width], std::uint32_t* to) {
        const __m128i all = _mm_castps_si128(_mm_shuffle_ps(
            _mm_castsi128_ps(words[0]), _mm_castsi128_ps(words[1]), _MM_SHUFFLE(2, 0, 2, 0)));
        _mm_storeu_si128(reinterpret_cast<__m128i*>(to), all);
    };
    store(a, numbers);
    store(b, numbers + 4);
    store(c, numbers + 8);
    store(d, numbers + 12);
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

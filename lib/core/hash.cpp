#include <planloom/core/hash.hpp>

#include <bit>
#include <cstddef>

namespace planloom {
namespace {

struct SipState {
    std::uint64_t v0;
    std::uint64_t v1;
    std::uint64_t v2;
    std::uint64_t v3;

    void round() noexcept {
        v0 += v1;
        v1 = std::rotl(v1, 13) ^ v0;
        v0 = std::rotl(v0, 32);
        v2 += v3;
        v3 = std::rotl(v3, 16) ^ v2;
        v0 += v3;
        v3 = std::rotl(v3, 21) ^ v0;
        v2 += v1;
        v1 = std::rotl(v1, 17) ^ v2;
        v2 = std::rotl(v2, 32);
    }
    void absorb(std::uint64_t word) noexcept {
        v3 ^= word;
        round();
        v0 ^= word;
    }
};

// Byte by byte, so that machines of either byte order agree.
std::uint64_t little_endian(const char* bytes, std::size_t count) noexcept {
    std::uint64_t word = 0;
    for (std::size_t i = 0; i < count; ++i) {
        word |= std::uint64_t{static_cast<unsigned char>(bytes[i])} << (8 * i);
    }
    return word;
}

}  // namespace

std::uint64_t keyed_hash(std::string_view bytes, HashKey key) noexcept {
    SipState state{key.low ^ 0x736F6D6570736575U, key.high ^ 0x646F72616E646F6DU,
                   key.low ^ 0x6C7967656E657261U, key.high ^ 0x7465646279746573U};
    const std::size_t whole = bytes.size() / 8 * 8;
    for (std::size_t i = 0; i < whole; i += 8) {
        state.absorb(little_endian(bytes.data() + i, 8));
    }
    state.absorb(little_endian(bytes.data() + whole, bytes.size() - whole) |
                 (std::uint64_t{bytes.size()} << 56));
    state.v2 ^= 0xFF;
    for (int i = 0; i < 3; ++i) state.round();
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
}

}  // namespace planloom

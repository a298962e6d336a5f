#include <planloom/core/hash.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace planloom {
namespace {

constexpr HashKey counting{0x0706050403020100, 0x0F0E0D0C0B0A0908};

struct Vector {
    std::size_t length;
    std::uint64_t hash;
};

// The input is the bytes 0, 1, ..., length - 1, as in the vectors published with SipHash.
TEST(KeyedHash, GivesThePublishedVectors) {
    const Vector vectors[] = {
        {0, 0xABAC0158050FC4DC},  {1, 0xC9F49BF37D57CA93}, {2, 0x82CB9B024DC7D44D},
        {3, 0x8BF80AB8E7DDF7FB},  {4, 0xCF75576088D38328}, {7, 0xD3927D989BB11140},
        {8, 0x369095118D299A8E},  {9, 0x25A48EB36C063DE4}, {15, 0xD320D86D2A519956},
        {16, 0xCC4FDD1A7D908B66}, {63, 0x9D199062B7BBB3A8}};
    for (const auto& [length, hash] : vectors) {
        SCOPED_TRACE(length);
        std::string input;
        while (input.size() < length) input += static_cast<char>(input.size());
        EXPECT_EQ(keyed_hash(input, counting), hash);
    }
}

TEST(KeyedHash, DependsOnBothHalvesOfTheKey) {
    const std::uint64_t hash = keyed_hash("T1", {1, 2});
    EXPECT_EQ(keyed_hash("T1", {1, 2}), hash);
    EXPECT_NE(keyed_hash("T1", {3, 2}), hash);
    EXPECT_NE(keyed_hash("T1", {1, 3}), hash);
}

TEST(KeyedHash, TellsTextsApartThatDifferInOneByteOrInLength) {
    std::set<std::uint64_t> hashes;
    for (std::size_t length = 0; length < 40; ++length) {
        hashes.insert(keyed_hash(std::string(length, '\0'), counting));
        for (std::size_t i = 0; i < length; ++i) {
            std::string text(length, '\0');
            text[i] = '\x80';
            hashes.insert(keyed_hash(text, counting));
        }
    }
    EXPECT_EQ(hashes.size(), 40U + 39U * 40U / 2U);
}

}  // namespace
}  // namespace planloom

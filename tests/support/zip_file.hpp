// ZIP files for tests, byte by byte, so that they can be wrong in any way.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::testing {

inline std::string little(std::uint64_t value, int bytes) {
    std::string text;
    for (; bytes > 0; --bytes, value >>= 8) text += static_cast<char>(value & 0xFF);
    return text;
}

inline std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFF;
    for (const char byte : bytes) {
        crc ^= static_cast<unsigned char>(byte);
        for (int i = 0; i < 8; ++i) crc = crc >> 1 ^ (0xEDB88320U & (0U - (crc & 1)));
    }
    return ~crc;
}

/// One part of an archive, as it lies in it.
struct ZipPart {
    std::string name;
    std::string bytes;  // as stored
    int method = 0;     // 0 stored, 8 deflated
    std::uint32_t size = 0;
    std::uint32_t crc = 0;
};

inline ZipPart stored_part(std::string name, std::string bytes) {
    ZipPart part{std::move(name), std::move(bytes)};
    part.size = static_cast<std::uint32_t>(part.bytes.size());
    part.crc = crc32(part.bytes);
    return part;
}

inline std::string zip_file(const std::vector<ZipPart>& parts) {
    std::string file;
    std::string directory;
    for (const ZipPart& part : parts) {
        const std::string common =
            little(20, 2) + little(0x800, 2) + little(static_cast<std::uint64_t>(part.method), 2) +
            little(0, 4) + little(part.crc, 4) + little(part.bytes.size(), 4) +
            little(part.size, 4) + little(part.name.size(), 2) + little(0, 2);
        directory += "PK\x01\x02" + little(20, 2) + common + little(0, 10) +
                     little(file.size(), 4) + part.name;
        file += "PK\x03\x04" + common + part.name + part.bytes;
    }
    const std::string count = little(parts.size(), 2);
    return file + directory + "PK\x05\x06" + little(0, 4) + count + count +
           little(directory.size(), 4) + little(file.size(), 4) + little(0, 2);
}

/// Deflated text whose last character is repeated: literals, then matches of 258 at distance 1, in
/// the fixed code of RFC 1951.
/// @param head  ASCII, at least one character
inline std::string deflated_run(std::size_t matches, std::string_view head = "a") {
    std::string bytes;
    unsigned bit_count = 0;
    const auto put = [&](unsigned bits, int count, bool is_code) {
        for (int i = 0; i < count; ++i) {
            const unsigned bit = bits >> (is_code ? count - 1 - i : i) & 1U;
            if (bit_count % 8 == 0) bytes += '\0';
            bytes.back() =
                static_cast<char>(static_cast<unsigned char>(bytes.back()) | bit << bit_count % 8);
            ++bit_count;
        }
    };
    put(1, 1, false);  // the last block
    put(1, 2, false);  // fixed code
    for (const char c : head) put(0x30U + static_cast<unsigned char>(c), 8, true);
    for (std::size_t i = 0; i < matches; ++i) {
        put(0xC5, 8, true);  // length 258
        put(0, 5, true);     // distance 1
    }
    put(0, 7, true);
    return bytes;
}

}  // namespace planloom::testing

// Bytes of a file into UTF-8 text, and text safely onto the disk.
#pragma once

#include <string>
#include <string_view>

namespace planloom {

/// UTF-8 text, and what the bytes were.
struct DecodedText {
    std::string text;
    /// `utf-8`, `utf-8-bom`, `utf-16le`, `utf-16be` or `gb18030`.
    std::string_view encoding;
};

/// Decodes UTF-8 with or without byte-order mark, UTF-16 with a byte-order mark, and GB18030 (tried
/// last, where the bytes are no UTF-8).
/// @throws ReadError  `encoding` with the byte offset, when the bytes are none of these
[[nodiscard]] DecodedText decode_text(std::string bytes);

/// UTF-8 text as bytes of an encoding that decode_text names; decode_text gives the text back.
/// @throws ReadError  `encoding` when the text is not UTF-8
[[nodiscard]] std::string encode_text(std::string_view text, std::string_view encoding);

/// The whole file; `-` is standard input.
/// @throws IoError
[[nodiscard]] std::string read_bytes(const std::string& path);

/// Replaces a file as one step: a temporary file in the same directory, written, synced, renamed,
/// and the directory synced. On failure the old file is as it was and nothing is left behind. The
/// mode of a file that was there is kept. `-` is standard output.
/// @throws IoError  also when the target is there and is no regular file
void save(const std::string& path, std::string_view bytes);

}  // namespace planloom

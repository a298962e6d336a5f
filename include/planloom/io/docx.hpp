// The running text of a Word file (.docx). For reading a plan out of it see
// <planloom/io/document.hpp>.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace planloom {

/// Bounds on what is unpacked; each is named in the error that it causes.
struct DocxLimits {
    /// Of one part of the file after unpacking.
    std::size_t part_bytes = std::size_t{32} << 20;
    /// Of nested elements.
    std::size_t depth = 256;
};

/// The text of a Word file, one line for each paragraph and each row of a table (cells separated by
/// tabs). Numbers that Word makes by itself (一、 or 1.) are written out; deleted text is left out.
/// @throws ReadError  `docx` when it is no such file or holds broken XML, `doctype`, `encoding`,
///                    `limit_bytes`, `limit_depth`
/// @complexity O(bytes unpacked)
[[nodiscard]] std::string docx_text(std::string_view bytes, const DocxLimits& limits = {});

}  // namespace planloom

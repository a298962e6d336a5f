// How alike two short texts are, such as titles in two revisions of a plan. For keys that were
// mistyped see nearest in <planloom/core/key_index.hpp>.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace planloom {

/// A pair of code points that stand next to each other in a text.
using Bigram = std::uint64_t;

/// The bigrams of a text, each once, sorted. A text of one code point has that one with nothing
/// behind it; an empty text has none. Nothing is folded: case, width and spaces count.
/// @complexity O(n log n) for n bytes
[[nodiscard]] std::vector<Bigram> bigrams(std::string_view text);

/// The share of what two sets have in common among all that either has (Jaccard 1912), from 0 to 1;
/// 1 for two empty sets.
/// @param a, b  sorted, each bigram once
/// @complexity O(a + b)
[[nodiscard]] double jaccard(std::span<const Bigram> a, std::span<const Bigram> b) noexcept;

/// The Jaccard similarity of the bigrams of two texts: 1 for equal texts, 0 where no two
/// neighbours are the same. It needs no words, so it holds for Chinese as for English.
///
/// @example
///     bigram_similarity("推进政务公开", "推进政务公开工作")  // 5 bigrams of 7: 0.71
/// @complexity O(n log n) for n bytes
[[nodiscard]] double bigram_similarity(std::string_view a, std::string_view b);

}  // namespace planloom

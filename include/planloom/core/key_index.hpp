// From the text of a key to a dense number, safe against keys made to collide.
#pragma once

#include <planloom/core/column.hpp>
#include <planloom/core/hash.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace planloom {

/// A hash table from text to a row number. The hash has a random key per table, so a file cannot
/// be written to slow it down. It is never iterated, so the key never shows in an answer.
///
/// The texts stay in the arena: for every row entered, `keys[row]` must be its text at each later
/// call.
class KeyIndex {
public:
    /// The row of a text, if any.
    /// @complexity O(length of the text), expected
    [[nodiscard]] std::optional<std::uint32_t> find(std::string_view text, const TextArena& arena,
                                                    const Column<TextRef>& keys) const noexcept;
    /// Enters a row unless its text is there already. Reads the keys of earlier rows only, so the
    /// text may be added to the arena after the call.
    /// @param row  below 2^32 - 1
    /// @complexity O(length of the text), expected and amortised
    /// @return the row that holds the text: `row`, or the earlier one
    std::uint32_t insert(std::uint32_t row, std::string_view text, const TextArena& arena,
                         const Column<TextRef>& keys);

private:
    static constexpr std::uint32_t no_row = 0xFFFFFFFFU;
    // The tag alone says where a slot belongs, so growing reads no text.
    struct Slot {
        std::uint32_t row = no_row;
        std::uint32_t tag = 0;
    };

    [[nodiscard]] std::uint32_t tag_of(std::string_view text) const noexcept;
    [[nodiscard]] std::size_t slot_of(std::string_view text, std::uint32_t tag,
                                      const TextArena& arena,
                                      const Column<TextRef>& keys) const noexcept;
    void grow();

    std::vector<Slot> slots_;
    std::size_t count_ = 0;
    HashKey hash_key_;
};

/// The candidate most like `text`: by Levenshtein distance over code points, at most a third of
/// the code points of `text` and never more than 6. Ties go to the first. Looks at the first 20,000
/// candidates only.
/// @return the index of the candidate, or nothing if none is near enough
/// @complexity O(sum of candidate lengths), times at most 13
[[nodiscard]] std::optional<std::size_t> nearest(std::string_view text,
                                                 std::span<const std::string_view> candidates);

}  // namespace planloom

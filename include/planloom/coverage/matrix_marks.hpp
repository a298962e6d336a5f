// What the marks in the cells of a matrix read like.
#pragma once

#include <planloom/coverage/matrix.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace planloom {

/// How marks are written.
enum class MarkStyle : std::uint8_t {
    /// As in JSON, in every language: `lead support`.
    key,
    /// One letter or character each: `LS`, 牵配.
    sign,
    /// Words: `leads, supports`, 牵头、配合.
    word,
    /// Roles as the letters of a responsibility assignment matrix, the same in every language:
    ///
    /// | role | letter | because |
    /// |---|---|---|
    /// | lead, co_lead | A | answers for the task; two A in a row say that they share it |
    /// | responsible, implement | R | does the work |
    /// | support | S | lends a hand (the S of RASCI) |
    /// | guide, consult | C | is asked, gives advice |
    /// | supervise | V | verifies (the V of RACI-VS) |
    /// | inform | I | is told |
    ///
    /// Several letters stand in the order A R S C V I, as in `A/S`. Marks that are no roles are
    /// written as signs.
    raci
};

inline constexpr MarkStyle mark_styles[] = {MarkStyle::key, MarkStyle::sign, MarkStyle::word,
                                            MarkStyle::raci};

/// The word for a style in the tool: `keys`, `signs`, `words`, `raci`.
[[nodiscard]] std::string_view word(MarkStyle style) noexcept;
[[nodiscard]] std::optional<MarkStyle> parse_mark_style(std::string_view text) noexcept;

/// The words of the bits of Cell::marks from the lowest, as in JSON: the words of ServesRole or of
/// Role; of requirements and tasks `task`, `goal`; of units and units `shared`, `leads`,
/// `hands_on`.
[[nodiscard]] std::span<const std::string_view> mark_words(MatrixKind kind) noexcept;

/// The marks of a cell as text; empty for no marks.
/// @param language  `en` or `zh`
[[nodiscard]] std::string marks_text(MatrixKind kind, std::uint32_t marks, MarkStyle style,
                                     std::string_view language = "en");

/// What a sign means, for a legend: `leads`, 牵头.
/// @param bit  of Cell::marks
[[nodiscard]] std::string_view mark_meaning(MatrixKind kind, std::size_t bit,
                                            std::string_view language = "en") noexcept;

}  // namespace planloom

// The word that was meant, for messages.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace planloom::query::detail {

/// The word most like a text (see planloom::nearest), else one with two neighbouring characters
/// swapped, which in short words is too far for that; empty if there is none.
[[nodiscard]] std::string nearest_word(std::string_view text,
                                       std::span<const std::string_view> words);

}  // namespace planloom::query::detail

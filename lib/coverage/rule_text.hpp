// Pieces of messages that several rules write.
#pragma once

#include <cstddef>
#include <span>
#include <string>

namespace planloom::coverage {

/// Some names in a row; long lists are cut short.
[[nodiscard]] std::string list_text(std::span<const std::string> names);

/// A count as digits; empty for none, so that the part of a message that speaks of it is left out.
[[nodiscard]] std::string count_text(std::size_t count);

/// A number with one decimal at most, whatever the locale: `12`, `3.5`.
[[nodiscard]] std::string number_text(double value);

}  // namespace planloom::coverage

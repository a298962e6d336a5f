// What changed between two texts, line by line.
#pragma once

#include <string>
#include <string_view>

namespace planloom::tool {

/// A unified diff with three lines around each change; empty for equal texts. The shortest one
/// where it has few changes, else the changed part as a whole.
/// @param name  of the file, for the head
/// @complexity O((n + m) d) for n and m lines and d changed ones, d at most 4000
/// @reference Myers 1986, doi:10.1007/BF01840446
[[nodiscard]] std::string unified_diff(std::string_view name, std::string_view before,
                                       std::string_view after);

}  // namespace planloom::tool

// The central bodies of China by their full name and the names in use. Only what is in general use
// in documents of the State Council since 1998 stands here, bodies that were merged since included:
// plans outlive them.
#pragma once

#include <span>
#include <string_view>

namespace planloom::chinese {

/// Names of one body, separated by `|`; the full one comes first.
[[nodiscard]] std::span<const std::string_view> central_bodies() noexcept;

}  // namespace planloom::chinese

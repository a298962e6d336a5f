// Tasks that are to be done as late as possible.
#pragma once

#include "network.hpp"

#include <vector>

namespace planloom::detail {

/// The latest finish of a node that moves none after it from where it is; never where nothing
/// comes after it.
/// @param at       by node; gates hold the latest moment that moves none after them
[[nodiscard]] Minutes allowed_finish(const Network& network, std::uint32_t node,
                                     std::span<const NodeState> at);

/// Where tasks that are to be done as late as possible start: just before the tasks after them that
/// something else holds, and not after their late start. What follows such a task alone gives way.
/// @return by node, no_moment for all others; empty if there are no such tasks
[[nodiscard]] std::vector<Minutes> late_starts(const Network& network,
                                               std::span<const NodeState> early,
                                               std::span<const NodeState> late);

}  // namespace planloom::detail

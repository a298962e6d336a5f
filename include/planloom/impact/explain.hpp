// Why one node hangs on another.
#pragma once

#include <planloom/impact/impact.hpp>

#include <optional>
#include <vector>

namespace planloom {

/// The path along which `from` can harm `to`: the fewest steps, and among these the first by
/// InfluenceNode order at each step. Empty when both are the same node; nothing when there is none.
/// @complexity O(nodes + relations)
[[nodiscard]] std::optional<std::vector<Step>> explain(const PlanGraph& graph, Node from, Node to);

/// Every node that `from` can reach along influence, without `from` unless it lies on a circle; by
/// InfluenceNode order.
/// @complexity O(nodes + relations)
[[nodiscard]] std::vector<Node> reach(const PlanGraph& graph, Node from);

}  // namespace planloom

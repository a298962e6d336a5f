// The relations that a rule of a plan's own may follow.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <optional>
#include <string_view>
#include <vector>

namespace planloom::coverage {

/// In the order in which messages list them.
[[nodiscard]] std::vector<std::string_view> relation_names();

/// What a relation leads to from a node, each once, by kind, then plan order. Relations between
/// kinds lead both ways: `lead` from a task to its leads, and from a unit to the tasks that it
/// leads.
/// @return nothing if nodes of this kind never have the relation
/// @complexity O(k log k) for k rows of the node
[[nodiscard]] std::optional<std::vector<Node>> follow(const PlanGraph& graph, Node node,
                                                      std::string_view relation);

}  // namespace planloom::coverage

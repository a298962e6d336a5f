// A plan as a graph in the JSON Graph Format, version 2.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <string>

namespace planloom {

/// Requirements, goals, tasks and units as nodes named `kind:key`, every relation of the influence
/// graph as a directed edge with its `relation`; links carry type, lag (minutes) and softness,
/// assignments their role. A key that a kind has twice is followed by `#` and its row.
/// @complexity O(nodes + relations)
[[nodiscard]] std::string write_json_graph(const PlanGraph& graph);

}  // namespace planloom

// Plans as graphs in GraphML, for Gephi, yEd, NetworkX and others.
#pragma once

#include <planloom/io/json.hpp>

#include <string_view>

namespace planloom {

/// Reads a graph. One that write_graphml wrote gives the same plan, also where another program has
/// added data, which becomes attributes.
///
/// In any other graph each node becomes a task whose key is the node's id, each directed edge a
/// finish-to-start link, a graph within a node its subtasks. A label (also one of yEd) becomes the
/// title, other data attributes of the type that their key declares, or its default. Undirected
/// edges and hyperedges are left out with a note.
/// @throws ReadError  every fault with its line: `duplicate_key`, `unknown_node`, `unknown_key`,
///                    `bad_value`, `undirected_graph` where no edge has a direction
/// @complexity O(bytes)
[[nodiscard]] ReadResult read_graphml(std::string_view text, const Limits& limits = {});

/// Writes requirements, goals, tasks and units as nodes with `kind`, `key`, `label` and their other
/// fields (durations in minutes), and their relations as directed edges with `kind`: `depends` from
/// predecessor to successor, `serves` from task to goal, `assigned` from task to unit, `implements`
/// to the requirement, `contains` from parent to child, `owns` from unit to goal. The graph is
/// flat, since few programs read nested ones. What a reference names and the plan does not have is
/// a node of the kind `missing`.
/// @complexity O(nodes + relations)
[[nodiscard]] WrittenText write_graphml(const Plan& plan);

}  // namespace planloom

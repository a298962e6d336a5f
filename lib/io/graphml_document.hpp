// The nodes, edges and data of a GraphML file, checked, before they mean anything.
#pragma once

#include <planloom/io/json.hpp>

#include "xml_document.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace planloom::detail::graphml {

/// Values by the name of their key.
using Data = std::map<std::string, std::string, std::less<>>;

/// What a file declares a name to be.
enum class Type : std::uint8_t { boolean, integer, number, text };

struct GraphNode {
    std::string id;
    Data data;
    /// The node whose graph it stands in, or no_node.
    std::size_t parent = 0;
    std::uint32_t line = 0;
};

struct GraphEdge {
    std::size_t source = 0, target = 0;
    Data data;
    std::uint32_t line = 0;
};

inline constexpr std::size_t no_node = static_cast<std::size_t>(-1);

/// What a file holds. Undirected edges are counted and not kept.
struct Graph {
    std::vector<GraphNode> nodes;
    std::vector<GraphEdge> edges;
    Data data;
    /// Of the names of nodes.
    std::map<std::string, Type, std::less<>> types;
    std::vector<Diagnostic> notes;
    std::vector<Diagnostic> faults;
};

/// @throws ReadError  `wrong_root`, `missing_graph`
[[nodiscard]] Graph read_graph(const XmlDocument& xml);

}  // namespace planloom::detail::graphml

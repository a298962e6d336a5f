// All nodes and relations of a plan in one graph, every edge oriented the way harm travels: from a
// unit to the task it leads, from a task to its successor, to its goal, to its parent task, from a
// goal to its parent goal and to the requirement it answers.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace planloom {

/// The relation behind an edge of influence.
enum class Relation : std::uint8_t {
    assigned,      ///< unit to task; the row is an AssignmentId
    owns,          ///< unit to goal; no row
    depends,       ///< predecessor to successor; the row is a DependencyId
    part_of_task,  ///< subtask to parent task; no row
    serves,        ///< task to goal; the row is a ServesId
    part_of_goal,  ///< goal to parent goal; no row
    implements     ///< goal or task to requirement; the row is an ImplementsId
};

/// The word for a relation in JSON, such as `assigned`.
[[nodiscard]] std::string_view word(Relation relation) noexcept;

/// A node's number in the influence graph. By number: units, tasks, goals, requirements; each kind
/// in plan order.
using InfluenceNode = Id<struct InfluenceNodeTag>;

/// An edge out of, or into, a node at hand.
struct InfluenceEdge {
    InfluenceNode node;  ///< the other end
    std::uint32_t row = 0xFFFFFFFFU;
    Relation relation = Relation::depends;
};

/// See above. Immutable; made by PlanGraph::influence.
class InfluenceGraph {
public:
    explicit InfluenceGraph(const PlanGraph& graph);

    [[nodiscard]] std::size_t node_count() const noexcept { return node_count_; }
    [[nodiscard]] std::size_t edge_count() const noexcept { return out_.items().size(); }
    [[nodiscard]] InfluenceNode node(Node node) const noexcept;
    [[nodiscard]] Node node(InfluenceNode node) const noexcept;
    /// Edges to what this node can harm, by (node, relation, row).
    [[nodiscard]] std::span<const InfluenceEdge> out(InfluenceNode node) const noexcept {
        return out_[node];
    }
    /// Edges from what can harm this node, by (node, relation, row).
    [[nodiscard]] std::span<const InfluenceEdge> in(InfluenceNode node) const noexcept {
        return in_[node];
    }

private:
    std::uint32_t first_task_ = 0, first_goal_ = 0, first_requirement_ = 0;
    std::size_t node_count_ = 0;
    Rows<InfluenceNode, InfluenceEdge> out_, in_;
};

}  // namespace planloom

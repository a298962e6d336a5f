// A hierarchy laid flat, so that it is walked without recursion.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace planloom {

/// Nodes of one kind so that each comes after its parent: roots in plan order, then their children,
/// and so on.
/// @complexity O(n)
template <class IdType>
[[nodiscard]] std::vector<IdType> parents_first(const PlanGraph& graph, IdRange<IdType> nodes) {
    std::vector<IdType> order;
    order.reserve(nodes.size());
    for (const IdType node : nodes)
        if (!graph.parent(node).is_valid()) order.push_back(node);
    for (std::size_t next = 0; next < order.size();) {
        const std::span<const IdType> children = graph.children(order[next++]);
        order.insert(order.end(), children.begin(), children.end());
    }
    return order;
}

/// The trees of one kind of node. Places number the nodes so that a node and all below it lie in
/// one run.
template <class IdType>
class Forest {
public:
    Forest(const PlanGraph& graph, IdRange<IdType> nodes)
        : parents_first_(planloom::parents_first(graph, nodes)),
          size_(nodes.size(), 1),
          place_(nodes.size(), 0) {
        for (std::size_t i = parents_first_.size(); i-- > 0;) {
            const IdType node = parents_first_[i];
            if (const IdType parent = graph.parent(node); parent.is_valid())
                size_[parent.index()] += size_[node.index()];
        }
        std::uint32_t next_root = 0;
        for (const IdType node : parents_first_) {
            if (!graph.parent(node).is_valid()) {
                place_[node.index()] = next_root;
                next_root += size_[node.index()];
            }
            std::uint32_t next = place_[node.index()] + 1;
            for (const IdType child : graph.children(node)) {
                place_[child.index()] = next;
                next += size_[child.index()];
            }
        }
    }

    [[nodiscard]] std::span<const IdType> parents_first() const noexcept { return parents_first_; }
    /// The first place of the run of this node; its own.
    [[nodiscard]] std::uint32_t first_place(IdType node) const noexcept {
        return place_[node.index()];
    }
    /// One beyond the last place of the run.
    [[nodiscard]] std::uint32_t end_place(IdType node) const noexcept {
        return place_[node.index()] + size_[node.index()];
    }
    /// Whether a node is, or lies below, another.
    [[nodiscard]] bool is_within(IdType node, IdType whole) const noexcept {
        return first_place(node) >= first_place(whole) && first_place(node) < end_place(whole);
    }
    /// Whether a node lies below another, at any depth. A node is not below itself.
    [[nodiscard]] bool is_below(IdType node, IdType ancestor) const noexcept {
        return node != ancestor && is_within(node, ancestor);
    }

private:
    std::vector<IdType> parents_first_;
    std::vector<std::uint32_t> size_, place_;
};

}  // namespace planloom

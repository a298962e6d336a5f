#include <planloom/impact/explain.hpp>

#include <algorithm>

namespace planloom {
namespace {

constexpr std::uint32_t unreached = 0xFFFFFFFFU;

/// How many steps each node is from `to`, as far as needed to know it for `from`.
std::vector<std::uint32_t> distances_to(const InfluenceGraph& graph, InfluenceNode from,
                                        InfluenceNode to) {
    std::vector<std::uint32_t> distance(graph.node_count(), unreached);
    std::vector<InfluenceNode> queue{to};
    distance[to.index()] = 0;
    for (std::size_t head = 0; head < queue.size(); ++head) {
        const InfluenceNode node = queue[head];
        if (node == from) break;
        for (const InfluenceEdge& edge : graph.in(node)) {
            if (distance[edge.node.index()] != unreached) continue;
            distance[edge.node.index()] = distance[node.index()] + 1;
            queue.push_back(edge.node);
        }
    }
    return distance;
}

}  // namespace

std::optional<std::vector<Step>> explain(const PlanGraph& graph, Node from, Node to) {
    const InfluenceGraph& influence = graph.influence();
    const InfluenceNode target = influence.node(to);
    InfluenceNode at = influence.node(from);
    const std::vector<std::uint32_t> distance = distances_to(influence, at, target);
    if (distance[at.index()] == unreached) return std::nullopt;
    std::vector<Step> path;
    while (at != target) {
        const std::span<const InfluenceEdge> out = influence.out(at);
        // Breadth first, every node nearer to the target than `from` has its distance; edges are
        // sorted, so the first that leads nearer is the smallest.
        const auto edge = std::find_if(out.begin(), out.end(), [&](const InfluenceEdge& e) {
            return distance[e.node.index()] + 1 == distance[at.index()];
        });
        path.push_back({influence.node(at), influence.node(edge->node), edge->relation, edge->row});
        at = edge->node;
    }
    return path;
}

std::vector<Node> reach(const PlanGraph& graph, Node from) {
    const InfluenceGraph& influence = graph.influence();
    IdSet<InfluenceNode> reached(influence.node_count());
    std::vector<InfluenceNode> queue{influence.node(from)};
    for (std::size_t head = 0; head < queue.size(); ++head)
        for (const InfluenceEdge& edge : influence.out(queue[head]))
            if (reached.insert(edge.node)) queue.push_back(edge.node);
    std::vector<Node> nodes;
    for (const InfluenceNode node : IdRange<InfluenceNode>(influence.node_count()))
        if (reached.contains(node)) nodes.push_back(influence.node(node));
    return nodes;
}

}  // namespace planloom

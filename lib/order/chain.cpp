#include <planloom/order/chain.hpp>

#include <algorithm>

namespace planloom {

Chain longest_chain(const Order& order) {
    const PlanGraph& graph = order.graph();
    std::vector<std::uint32_t> length(graph.task_count(), 1);
    for (std::size_t i = graph.task_count(); i-- > 0;)
        for (const TaskNode next : graph.successors(TaskNode(i)))
            length[i] = std::max(length[i], length[next.index()] + 1);

    Chain chain;
    TaskNode at;
    for (const TaskNode node : graph.nodes())
        if (!at.is_valid() || length[node.index()] > length[at.index()] ||
            (length[node.index()] == length[at.index()] && graph.task(node) < graph.task(at)))
            at = node;
    while (at.is_valid()) {
        chain.tasks.push_back(graph.task(at));
        const std::span<const TaskNode> next = graph.successors(at);
        const std::uint32_t left = length[at.index()] - 1;
        at = TaskNode();
        DependencyId link;
        for (std::size_t i = 0; i < next.size(); ++i) {
            if (length[next[i].index()] != left) continue;
            if (at.is_valid() && graph.task(at) <= graph.task(next[i])) continue;
            at = next[i];
            link = graph.successor_links(graph.node(chain.tasks.back()))[i];
        }
        if (link.is_valid()) chain.links.push_back(link);
    }
    return chain;
}

}  // namespace planloom

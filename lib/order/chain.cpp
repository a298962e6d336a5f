#include <planloom/order/chain.hpp>

#include "../graph/handed_down.hpp"

#include <algorithm>
#include <utility>

namespace planloom {
namespace {

/// Longest chains where links are handed down. Nodes are tasks, then gates.
class GatedChain {
public:
    explicit GatedChain(const PlanGraph& graph)
        : graph_(graph),
          links_(hand_down(graph)),
          out_(make_rows<TaskId, ArcId>(
              links_.node_count, links_.arcs.size(),
              [&](std::size_t i) { return TaskId(links_.arcs[i].from); },
              [](std::size_t i) { return ArcId(i); })),
          length_(links_.node_count, 0),
          is_visited_(links_.node_count) {
        measure();
    }

    Chain run() {
        Chain chain;
        TaskId at;
        for (const TaskId task : graph_.plan().tasks())
            if (!at.is_valid() || length_[task.index()] > length_[at.index()]) at = task;
        while (at.is_valid()) {
            chain.tasks.push_back(at);
            const auto [next, link] = step(at);
            if (next.is_valid()) chain.links.push_back(link);
            at = next;
        }
        return chain;
    }

private:
    using ArcId = Id<struct ChainArcTag>;

    [[nodiscard]] const HandedDownArc& arc(ArcId id) const { return links_.arcs[id.index()]; }
    [[nodiscard]] bool is_task(std::uint32_t node) const { return node < graph_.task_count(); }

    /// The most tasks on a way from each node on, the node included if it is one.
    void measure() {
        std::vector<std::uint32_t> waits_for(links_.node_count, 0), order;
        for (const HandedDownArc& each : links_.arcs) ++waits_for[each.to];
        for (std::uint32_t node = 0; node < links_.node_count; ++node)
            if (waits_for[node] == 0) order.push_back(node);
        for (std::size_t done = 0; done < order.size();)
            for (const ArcId id : out_[TaskId(order[done++])])
                if (--waits_for[arc(id).to] == 0) order.push_back(arc(id).to);
        for (std::size_t i = order.size(); i-- > 0;) {
            const std::uint32_t node = order[i];
            std::uint32_t& length = length_[node];
            for (const ArcId id : out_[TaskId(node)])
                length = std::max(length, length_[arc(id).to]);
            if (is_task(node)) ++length;
        }
    }

    /// The first task in plan order with which the chain goes on, and the first link that leads
    /// there. Gates that are that long are met in one step of a chain only.
    std::pair<TaskId, DependencyId> step(TaskId from) {
        const std::uint32_t left = length_[from.index()] - 1;
        if (left == 0) return {};
        std::vector<ArcId> by_link;
        std::vector<std::uint32_t> open{from.value()};
        while (!open.empty()) {
            const std::uint32_t node = open.back();
            open.pop_back();
            for (const ArcId id : out_[TaskId(node)]) {
                if (length_[arc(id).to] != left) continue;
                if (arc(id).link.is_valid()) {
                    by_link.push_back(id);
                } else if (is_visited_.insert(TaskId(arc(id).to))) {
                    open.push_back(arc(id).to);
                }
            }
        }
        std::sort(by_link.begin(), by_link.end(),
                  [&](ArcId a, ArcId b) { return arc(a).link < arc(b).link; });
        std::pair<TaskId, DependencyId> best;
        const auto meet = [&](std::uint32_t node, DependencyId link) {
            if (!is_visited_.insert(TaskId(node))) return;
            if (!is_task(node)) {
                open.push_back(node);
            } else if (!best.first.is_valid() || TaskId(node) < best.first) {
                best = {TaskId(node), link};
            }
        };
        for (const ArcId first : by_link) {
            meet(arc(first).to, arc(first).link);
            while (!open.empty()) {
                const std::uint32_t node = open.back();
                open.pop_back();
                for (const ArcId id : out_[TaskId(node)])
                    if (length_[arc(id).to] == left) meet(arc(id).to, arc(first).link);
            }
        }
        return best;
    }

    const PlanGraph& graph_;
    HandedDown links_;
    Rows<TaskId, ArcId> out_;
    std::vector<std::uint32_t> length_;
    IdSet<TaskId> is_visited_;
};

}  // namespace

Chain longest_chain(const Order& order) {
    const PlanGraph& graph = order.graph();
    if (has_summary_links(graph)) return GatedChain(graph).run();
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

#include "knot.hpp"

#include <algorithm>
#include <functional>
#include <tuple>

namespace planloom {
namespace {

void add_to(RepairCost& cost, const DependencyTable& table, DependencyId link) {
    ++(table.is_soft[link.index()] != 0 ? cost.soft_links : cost.hard_links);
}

/// For how many nodes each node of a knot still waits while they are placed one after another.
class Waiting {
public:
    Waiting(const Knot& knot, const std::vector<bool>& is_removed)
        : waits_for_(knot.node_count(), 0) {
        std::vector<std::pair<TaskId, TaskId>> kept;
        for (std::size_t arc = 0; arc < knot.arcs().size(); ++arc)
            if (!is_removed[arc])
                kept.emplace_back(TaskId(knot.arcs()[arc].from), TaskId(knot.arcs()[arc].to));
        for (const auto& [from, to] : knot.ways()) kept.emplace_back(TaskId(from), TaskId(to));
        for (const auto& [from, to] : kept) ++waits_for_[to.index()];
        after_ = make_rows<TaskId, TaskId>(
            knot.node_count(), kept.size(), [&](std::size_t i) { return kept[i].first; },
            [&](std::size_t i) { return kept[i].second; });
        gates_from_ = knot.task_count();
        // Gates that nothing leads to any more, since the links to them are removed.
        for (auto node = static_cast<std::uint32_t>(gates_from_); node < knot.node_count(); ++node)
            if (waits_for_[node] == 0) open_.push_back(node);
        go_on([](std::uint32_t) {});
    }

    [[nodiscard]] bool is_free(std::uint32_t node) const { return waits_for_[node] == 0; }

    /// Calls `take` with every node that becomes free; gates are placed at once.
    template <class Take>
    void place(std::uint32_t node, const Take& take) {
        open_.assign(1, node);
        go_on(take);
    }

private:
    template <class Take>
    void go_on(const Take& take) {
        while (!open_.empty()) {
            const TaskId next = TaskId(open_.back());
            open_.pop_back();
            for (const TaskId to : after_[next]) {
                if (--waits_for_[to.index()] != 0) continue;
                take(to.value());
                if (to.index() >= gates_from_) open_.push_back(to.value());
            }
        }
    }

    std::vector<std::uint32_t> waits_for_;
    Rows<TaskId, TaskId> after_;
    std::size_t gates_from_ = 0;
    std::vector<std::uint32_t> open_;
};

}  // namespace

Knot::Knot(const PlanGraph& graph, const CycleWays& ways, IdRange<TaskNode> nodes)
    : graph_(graph), nodes_(nodes), gates_(ways.gates(nodes)) {
    add_arcs(ways);
}

std::uint32_t Knot::number(TaskNode node) const {
    if (node.index() < graph_.task_count()) {
        const std::size_t place = node.index() - nodes_[0].index();
        return static_cast<std::uint32_t>(place < nodes_.size() ? place : node_count());
    }
    const auto place = std::lower_bound(gates_.begin(), gates_.end(), node) - gates_.begin();
    return static_cast<std::uint32_t>(nodes_.size() + static_cast<std::size_t>(place));
}

void Knot::add_arcs(const CycleWays& ways) {
    struct Found {
        std::uint32_t from, to;
        DependencyId link;
    };
    const DependencyTable& table = graph_.plan().dependency_table();
    std::vector<Found> found;
    for (std::uint32_t to = 0; to < node_count(); ++to) {
        const TaskNode node = to < nodes_.size() ? nodes_[to] : gates_[to - nodes_.size()];
        const std::span<const TaskNode> before = ways.predecessors(node);
        for (std::size_t i = 0; i < before.size(); ++i) {
            const std::uint32_t from = number(before[i]);
            const DependencyId link = ways.predecessor_links(node)[i];
            if (from == node_count()) continue;
            if (!link.is_valid()) {
                ways_.emplace_back(from, to);
            } else if (ways.is_loop(link)) {
                self_links_.push_back(link);
                add_to(self_cost_, table, link);
            } else {
                found.push_back({from, to, link});
            }
        }
    }
    std::sort(found.begin(), found.end(), [](const Found& a, const Found& b) {
        return std::tie(a.from, a.to, a.link) < std::tie(b.from, b.to, b.link);
    });
    for (const Found& each : found) {
        if (arcs_.empty() || arcs_.back().from != each.from || arcs_.back().to != each.to)
            arcs_.push_back({each.from, each.to, static_cast<std::uint32_t>(links_.size()), {}});
        links_.push_back(each.link);
        add_to(arcs_.back().cost, table, each.link);
    }
}

Repair Knot::repair(const std::vector<bool>& is_removed) const {
    Repair repair;
    repair.remove = self_links_;
    repair.cost = self_cost_;
    for (std::size_t arc = 0; arc < arcs_.size(); ++arc) {
        if (!is_removed[arc]) continue;
        const std::size_t end = arc + 1 < arcs_.size() ? arcs_[arc + 1].first_link : links_.size();
        for (std::size_t i = arcs_[arc].first_link; i < end; ++i)
            repair.remove.push_back(links_[i]);
        repair.cost.hard_links += arcs_[arc].cost.hard_links;
        repair.cost.soft_links += arcs_[arc].cost.soft_links;
    }
    std::sort(repair.remove.begin(), repair.remove.end());
    repair.order = order_without(is_removed);
    PLANLOOM_ENSURES(repair.order.size() == nodes_.size());
    return repair;
}

/// Kahn's algorithm with a heap; a circle would leave tasks out. Gates go as soon as they can.
std::vector<TaskId> Knot::order_without(const std::vector<bool>& is_removed) const {
    Waiting waiting(*this, is_removed);
    std::vector<TaskId> heap, order;
    order.reserve(nodes_.size());
    const auto take = [&](std::uint32_t node) {
        if (node >= nodes_.size()) return;
        heap.push_back(graph_.task(nodes_[node]));
        std::push_heap(heap.begin(), heap.end(), std::greater<>());
    };
    for (std::uint32_t node = 0; node < nodes_.size(); ++node)
        if (waiting.is_free(node)) take(node);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), std::greater<>());
        const TaskId task = heap.back();
        heap.pop_back();
        order.push_back(task);
        waiting.place(number(graph_.node(task)), take);
    }
    return order;
}

bool Knot::is_order(std::span<const TaskId> tasks, std::span<const DependencyId> removed) const {
    const auto is_gone = [&](DependencyId link) {
        return std::binary_search(removed.begin(), removed.end(), link);
    };
    if (!std::all_of(self_links_.begin(), self_links_.end(), is_gone)) return false;
    std::vector<bool> is_removed(arcs_.size());
    for (std::size_t arc = 0; arc < arcs_.size(); ++arc) {
        const std::size_t end = arc + 1 < arcs_.size() ? arcs_[arc + 1].first_link : links_.size();
        is_removed[arc] = std::all_of(links_.begin() + arcs_[arc].first_link,
                                      links_.begin() + static_cast<std::ptrdiff_t>(end), is_gone);
    }
    Waiting waiting(*this, is_removed);
    for (const TaskId task : tasks) {
        const std::uint32_t node = number(graph_.node(task));
        if (!waiting.is_free(node)) return false;
        waiting.place(node, [](std::uint32_t) {});
    }
    return true;
}

}  // namespace planloom

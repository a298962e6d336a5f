#include "cycle_ways.hpp"

#include "../graph/handed_down.hpp"
#include "../graph/layout.hpp"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace planloom {
namespace {

/// The number of a knot by a task in it.
std::size_t knot_with(const PlanGraph& graph, TaskNode node) {
    const std::span<const IdRange<TaskNode>> knots = graph.knots();
    const auto after = std::upper_bound(
        knots.begin(), knots.end(), node,
        [](TaskNode value, const IdRange<TaskNode>& knot) { return value < knot[0]; });
    return static_cast<std::size_t>(after - knots.begin()) - 1;
}

/// Of every node of a knot the number of the knot plus 1, of others 0.
std::vector<std::uint32_t> number_knots(const PlanGraph& graph, const HandedDown& links) {
    const std::size_t tasks = graph.task_count();
    std::vector<bool> is_open(links.node_count, false);
    for (std::size_t gate = tasks; gate < links.node_count; ++gate) is_open[gate] = true;
    for (const IdRange<TaskNode>& knot : graph.knots())
        for (const TaskNode node : knot) is_open[graph.task(node).index()] = true;
    std::vector<std::uint32_t> knot_of(links.node_count, 0);
    for (const std::vector<TaskId>& knot : find_knots(successor_rows(links), is_open)) {
        const auto number =
            static_cast<std::uint32_t>(knot_with(graph, graph.node(knot.front())) + 1);
        for (const TaskId node : knot) knot_of[node.index()] = number;
    }
    return knot_of;
}

/// Tasks so that each comes after its parent.
std::vector<TaskId> tasks_from_above(const PlanGraph& graph) {
    std::vector<TaskId> order;
    order.reserve(graph.task_count());
    for (const TaskId task : graph.plan().tasks())
        if (!graph.parent(task).is_valid()) order.push_back(task);
    for (std::size_t done = 0; done < order.size();) {
        const std::span<const TaskId> children = graph.children(order[done++]);
        order.insert(order.end(), children.begin(), children.end());
    }
    return order;
}

/// Answers whether a task is, or stands under, another.
class Nesting {
public:
    Nesting(const PlanGraph& graph, std::span<const TaskId> from_above) {
        first_.assign(graph.task_count(), 0);
        size_.assign(graph.task_count(), 1);
        for (std::size_t i = from_above.size(); i-- > 0;)
            if (const TaskId parent = graph.parent(from_above[i]); parent.is_valid())
                size_[parent.index()] += size_[from_above[i].index()];
        std::uint32_t next_root = 0;
        for (const TaskId task : from_above) {
            if (!graph.parent(task).is_valid())
                first_[task.index()] = std::exchange(next_root, next_root + size_[task.index()]);
            std::uint32_t next = first_[task.index()] + 1;
            for (const TaskId child : graph.children(task))
                first_[child.index()] = std::exchange(next, next + size_[child.index()]);
        }
    }

    [[nodiscard]] bool is_within(TaskId task, TaskId whole) const {
        return first_[task.index()] - first_[whole.index()] < size_[whole.index()];
    }

private:
    std::vector<std::uint32_t> first_, size_;
};

}  // namespace

CycleWays::CycleWays(const PlanGraph& graph) : graph_(graph), node_count_(graph.task_count()) {
    if (!graph.has_cycles() || !has_summary_links(graph)) return;
    has_gates_ = true;
    keep_ways_in_knots();
    find_loops();
}

void CycleWays::keep_ways_in_knots() {
    HandedDown links = hand_down(graph_);
    const std::vector<std::uint32_t> knot_of = number_knots(graph_, links);
    std::erase_if(links.arcs, [&](const HandedDownArc& arc) {
        return knot_of[arc.from] == 0 || knot_of[arc.from] != knot_of[arc.to];
    });
    node_count_ = links.node_count;
    const auto node = [&](std::uint32_t number) {
        return number < graph_.task_count() ? graph_.node(TaskId(number)) : TaskNode(number);
    };
    const std::vector<HandedDownArc>& arcs = links.arcs;
    const auto from = [&](std::size_t i) { return node(arcs[i].from); };
    const auto to = [&](std::size_t i) { return node(arcs[i].to); };
    successors_ = make_rows<TaskNode, TaskNode>(node_count_, arcs.size(), from, to);
    predecessors_ = make_rows<TaskNode, TaskNode>(node_count_, arcs.size(), to, from);
    predecessor_links_ = make_rows<TaskNode, DependencyId>(
        node_count_, arcs.size(), to, [&](std::size_t i) { return arcs[i].link; });
    const std::size_t tasks = graph_.task_count();
    gates_ = make_rows<TaskNode, TaskNode>(
        graph_.knots().size(), node_count_ - tasks,
        [&](std::size_t i) {
            const std::uint32_t knot = knot_of[tasks + i];
            return knot == 0 ? TaskNode() : TaskNode(knot - 1);
        },
        [&](std::size_t i) { return TaskNode(tasks + i); });
}

void CycleWays::find_loops() {
    const std::vector<TaskId> from_above = tasks_from_above(graph_);
    const Nesting nesting(graph_, from_above);
    const DependencyTable& table = graph_.plan().dependency_table();
    loops_.assign(graph_.task_count(), DependencyId());
    is_loop_.assign(table.count, false);
    const auto lower = [&](TaskId task, DependencyId link) {
        DependencyId& loop = loops_[task.index()];
        if (!loop.is_valid() || link < loop) loop = link;
    };
    for (std::size_t row = 0; row < table.count; ++row) {
        const TaskId from = table.predecessor[row];
        const TaskId to = table.successor[row];
        if (!from.is_valid()) continue;
        is_loop_[row] = nesting.is_within(to, from) || nesting.is_within(from, to);
        if (is_loop_[row]) lower(nesting.is_within(to, from) ? to : from, DependencyId(row));
    }
    for (const TaskId task : from_above)
        if (const TaskId parent = graph_.parent(task);
            parent.is_valid() && loops_[parent.index()].is_valid())
            lower(task, loops_[parent.index()]);
}

std::span<const TaskNode> CycleWays::gates(IdRange<TaskNode> knot) const noexcept {
    if (!has_gates_) return {};
    return gates_[TaskNode(knot_with(graph_, knot[0]))];
}

bool CycleWays::is_loop(DependencyId link) const noexcept {
    if (has_gates_) return is_loop_[link.index()];
    const DependencyTable& table = graph_.plan().dependency_table();
    return table.predecessor[link.index()] == table.successor[link.index()];
}

DependencyId CycleWays::loop(TaskNode task) const noexcept {
    if (has_gates_) return loops_[graph_.task(task).index()];
    const std::span<const TaskNode> next = graph_.successors(task);
    const auto found = std::lower_bound(next.begin(), next.end(), task);
    if (found == next.end() || *found != task) return {};
    return graph_.successor_links(task)[static_cast<std::size_t>(found - next.begin())];
}

}  // namespace planloom

#include "cycle_ways.hpp"

#include "../graph/forest.hpp"
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
    const Forest<TaskId> forest(graph_, graph_.plan().tasks());
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
        is_loop_[row] = forest.is_within(to, from) || forest.is_within(from, to);
        if (is_loop_[row]) lower(forest.is_within(to, from) ? to : from, DependencyId(row));
    }
    for (const TaskId task : forest.parents_first())
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

#include <planloom/graph/influence.hpp>

#include <algorithm>
#include <tuple>

namespace planloom {
namespace {

struct Edge {
    InfluenceNode from;
    InfluenceEdge edge;
};

constexpr std::uint32_t no_row = 0xFFFFFFFFU;

bool comes_before(const InfluenceEdge& a, const InfluenceEdge& b) {
    return std::tuple(a.node, a.relation, a.row) < std::tuple(b.node, b.relation, b.row);
}

Rows<InfluenceNode, InfluenceEdge> sorted_rows(std::size_t nodes, const std::vector<Edge>& edges) {
    auto rows = make_rows<InfluenceNode, InfluenceEdge>(
        nodes, edges.size(), [&](std::size_t i) { return edges[i].from; },
        [&](std::size_t i) { return edges[i].edge; });
    std::vector<InfluenceEdge> items(rows.items().begin(), rows.items().end());
    const std::span<const std::uint32_t> offsets = rows.offsets();
    for (std::size_t node = 0; node < nodes; ++node)
        std::sort(items.begin() + offsets[node], items.begin() + offsets[node + 1], comes_before);
    return {{offsets.begin(), offsets.end()}, std::move(items)};
}

}  // namespace

std::string_view word(Relation relation) noexcept {
    constexpr std::string_view all[] = {"assigned", "owns",         "depends",   "part_of_task",
                                        "serves",   "part_of_goal", "implements"};
    return all[static_cast<std::size_t>(relation)];
}

InfluenceGraph::InfluenceGraph(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    first_task_ = static_cast<std::uint32_t>(plan.units().size());
    first_goal_ = first_task_ + static_cast<std::uint32_t>(plan.tasks().size());
    first_requirement_ = first_goal_ + static_cast<std::uint32_t>(plan.goals().size());
    node_count_ = first_requirement_ + plan.requirements().size();

    std::vector<Edge> edges;
    const auto add = [&](Node from, Node to, Relation relation, std::size_t row) {
        edges.push_back({node(from), {node(to), static_cast<std::uint32_t>(row), relation}});
    };
    const AssignmentTable& assigned = plan.assignment_table();
    for (std::size_t row = 0; row < assigned.count; ++row)
        if (assigned.unit[row].is_valid())
            add(assigned.unit[row], assigned.task[row], Relation::assigned, row);
    const DependencyTable& depends = plan.dependency_table();
    for (std::size_t row = 0; row < depends.count; ++row)
        if (depends.predecessor[row].is_valid())
            add(depends.predecessor[row], depends.successor[row], Relation::depends, row);
    const ServesTable& serves = plan.serves_table();
    for (std::size_t row = 0; row < serves.count; ++row)
        if (serves.goal[row].is_valid())
            add(serves.task[row], serves.goal[row], Relation::serves, row);
    const ImplementsTable& implements = plan.implements_table();
    for (std::size_t row = 0; row < implements.count; ++row)
        if (implements.requirement[row].is_valid())
            add(implements.node[row], implements.requirement[row], Relation::implements, row);
    for (const TaskId task : plan.tasks())
        if (graph.parent(task).is_valid())
            add(task, graph.parent(task), Relation::part_of_task, no_row);
    for (const GoalId goal : plan.goals()) {
        if (graph.parent(goal).is_valid())
            add(goal, graph.parent(goal), Relation::part_of_goal, no_row);
        const UnitId owner = plan.goal_table().owner[goal.index()];
        if (owner.is_valid()) add(owner, goal, Relation::owns, no_row);
    }
    out_ = sorted_rows(node_count_, edges);
    for (Edge& edge : edges) std::swap(edge.from, edge.edge.node);
    in_ = sorted_rows(node_count_, edges);
}

InfluenceNode InfluenceGraph::node(Node node) const noexcept {
    switch (node.kind) {
        case NodeKind::unit:
            return InfluenceNode(node.index);
        case NodeKind::task:
            return InfluenceNode(first_task_ + node.index);
        case NodeKind::goal:
            return InfluenceNode(first_goal_ + node.index);
        case NodeKind::requirement:
            return InfluenceNode(first_requirement_ + node.index);
    }
    return {};
}

Node InfluenceGraph::node(InfluenceNode node) const noexcept {
    const std::uint32_t number = node.value();
    if (number < first_task_) return UnitId(number);
    if (number < first_goal_) return TaskId(number - first_task_);
    if (number < first_requirement_) return GoalId(number - first_goal_);
    return RequirementId(number - first_requirement_);
}

}  // namespace planloom

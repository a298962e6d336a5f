#include "relations.hpp"

#include <planloom/model/vocabulary.hpp>

#include <algorithm>

namespace planloom::coverage {
namespace {

using Nodes = std::optional<std::vector<Node>>;

template <class IdType>
void add(std::vector<Node>& nodes, IdType id) {
    if (id.is_valid()) nodes.emplace_back(id);
}

/// Tasks and units, by a role or by any.
Nodes follow_role(const PlanGraph& graph, Node node, std::optional<Role> role) {
    const AssignmentTable& table = graph.plan().assignment_table();
    std::vector<Node> nodes;
    const auto fits = [&](AssignmentId row) { return !role || table.role[row.index()] == *role; };
    if (node.kind == NodeKind::task) {
        for (const AssignmentId row : graph.plan().assignments(node.task()))
            if (fits(row)) add(nodes, table.unit[row.index()]);
    } else if (node.kind == NodeKind::unit) {
        for (const AssignmentId row : graph.assignments(node.unit()))
            if (fits(row)) add(nodes, table.task[row.index()]);
    } else {
        return std::nullopt;
    }
    return nodes;
}

Nodes follow_serves(const PlanGraph& graph, Node node) {
    const ServesTable& table = graph.plan().serves_table();
    std::vector<Node> nodes;
    if (node.kind == NodeKind::task) {
        for (const ServesId row : graph.plan().serves(node.task()))
            add(nodes, table.goal[row.index()]);
    } else if (node.kind == NodeKind::goal) {
        for (const ServesId row : graph.serves(node.goal())) add(nodes, table.task[row.index()]);
    } else {
        return std::nullopt;
    }
    return nodes;
}

Nodes follow_implements(const PlanGraph& graph, Node node) {
    const ImplementsTable& table = graph.plan().implements_table();
    std::vector<Node> nodes;
    if (node.kind == NodeKind::task || node.kind == NodeKind::goal) {
        for (const ImplementsId row : graph.plan().implements(node))
            add(nodes, table.requirement[row.index()]);
    } else if (node.kind == NodeKind::requirement) {
        for (const ImplementsId row : graph.implements(node.requirement()))
            nodes.push_back(table.node[row.index()]);
    } else {
        return std::nullopt;
    }
    return nodes;
}

Nodes follow_links(const PlanGraph& graph, Node node, bool is_forward) {
    if (node.kind != NodeKind::task) return std::nullopt;
    const DependencyTable& table = graph.plan().dependency_table();
    std::vector<Node> nodes;
    if (is_forward) {
        for (const DependencyId row : graph.successor_links(graph.node(node.task())))
            add(nodes, table.successor[row.index()]);
    } else {
        for (const DependencyId row : graph.plan().predecessors(node.task()))
            add(nodes, table.predecessor[row.index()]);
    }
    return nodes;
}

Nodes follow_tree(const PlanGraph& graph, Node node, bool is_upward) {
    std::vector<Node> nodes;
    const auto of = [&](auto id) {
        if (is_upward) {
            add(nodes, graph.parent(id));
        } else {
            for (const auto child : graph.children(id)) add(nodes, child);
        }
    };
    switch (node.kind) {
        case NodeKind::goal:
            of(node.goal());
            break;
        case NodeKind::task:
            of(node.task());
            break;
        case NodeKind::unit:
            of(node.unit());
            break;
        case NodeKind::requirement:
            return std::nullopt;
    }
    return nodes;
}

Nodes follow_all(const PlanGraph& graph, Node node, std::string_view relation) {
    if (relation == "self") return std::vector<Node>{node};
    if (relation == "unit") return follow_role(graph, node, std::nullopt);
    if (relation == "serves") return follow_serves(graph, node);
    if (relation == "implements") return follow_implements(graph, node);
    if (relation == "before") return follow_links(graph, node, true);
    if (relation == "after") return follow_links(graph, node, false);
    if (relation == "parent") return follow_tree(graph, node, true);
    if (relation == "child") return follow_tree(graph, node, false);
    return follow_role(graph, node, parse_word<Role>(relation));
}

}  // namespace

std::vector<std::string_view> relation_names() {
    const std::span<const std::string_view> roles = words<Role>();
    std::vector<std::string_view> names(roles.begin(), roles.end());
    names.insert(names.end(),
                 {"unit", "serves", "implements", "before", "after", "parent", "child", "self"});
    return names;
}

std::optional<std::vector<Node>> follow(const PlanGraph& graph, Node node,
                                        std::string_view relation) {
    Nodes nodes = follow_all(graph, node, relation);
    if (!nodes) return nodes;
    std::sort(nodes->begin(), nodes->end());
    nodes->erase(std::unique(nodes->begin(), nodes->end()), nodes->end());
    return nodes;
}

}  // namespace planloom::coverage

// The door to Boost.Graph: the relations of a frozen plan as graphs on which Boost's algorithms run
// without a copy. For what planloom answers by itself, order, circles and impact, see
// <planloom/order/order.hpp>, <planloom/order/cycles.hpp> and <planloom/impact/impact.hpp>.
#pragma once

#include <planloom/graph/boost_view.hpp>
#include <planloom/graph/influence.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace planloom {

/// Predecessor to successor. Vertices are TaskNodes, view[vertex] is the TaskId, view[edge] the
/// DependencyId. Two links between the same tasks are two edges. The weight of an edge is the least
/// time in minutes of work from the start of the predecessor to the start of the successor, which
/// is a sum of lag and durations by the type of the link and may be negative; a task without a
/// duration counts as one of none. Edges are the links as they are written: a link on a summary
/// task is not handed down, so a circle that runs through a summary task alone is none here.
struct Dependencies {
    using Vertex = TaskId;
    using Row = DependencyId;
    struct OutCursor {
        const TaskNode* other = nullptr;
        const DependencyId* link = nullptr;

        [[nodiscard]] std::size_t node() const { return other->index(); }
        [[nodiscard]] DependencyId row() const { return *link; }
        OutCursor& operator++() {
            ++other;
            ++link;
            return *this;
        }
        friend bool operator==(OutCursor, OutCursor) = default;
        friend std::ptrdiff_t operator-(OutCursor a, OutCursor b) { return a.other - b.other; }
    };
    using InCursor = OutCursor;

    const PlanGraph* graph = nullptr;

    [[nodiscard]] std::size_t node_count() const { return graph->task_count(); }
    [[nodiscard]] std::size_t edge_count() const { return graph->link_count(); }
    [[nodiscard]] TaskId at(std::size_t vertex) const { return graph->task(TaskNode(vertex)); }
    [[nodiscard]] std::size_t vertex(TaskId task) const { return graph->node(task).index(); }
    [[nodiscard]] std::pair<OutCursor, OutCursor> out(std::size_t vertex) const {
        const TaskNode node(vertex);
        return range(graph->successors(node), graph->successor_links(node));
    }
    [[nodiscard]] std::pair<InCursor, InCursor> in(std::size_t vertex) const {
        const TaskNode node(vertex);
        return range(graph->predecessors(node), graph->predecessor_links(node));
    }
    [[nodiscard]] Minutes weight(DependencyId link) const {
        const DependencyTable& table = graph->plan().dependency_table();
        const std::size_t row = link.index();
        const LinkType type = table.type[row];
        Minutes least = table.lag[row];
        if (type == LinkType::finish_to_start || type == LinkType::finish_to_finish)
            least += duration(table.predecessor[row]);
        if (type == LinkType::finish_to_finish || type == LinkType::start_to_finish)
            least -= duration(table.successor[row]);
        return least;
    }

private:
    static std::pair<OutCursor, OutCursor> range(std::span<const TaskNode> nodes,
                                                 std::span<const DependencyId> links) {
        return {{nodes.data(), links.data()},
                {nodes.data() + nodes.size(), links.data() + links.size()}};
    }
    [[nodiscard]] Minutes duration(TaskId task) const {
        const Minutes minutes = graph->plan().task_table().duration[task.index()];
        return minutes == no_minutes ? 0 : minutes;
    }
};

/// The relation behind an edge of influence, and its row as in InfluenceEdge.
struct InfluenceRow {
    Relation relation = Relation::depends;
    std::uint32_t row = 0xFFFFFFFFU;

    friend constexpr auto operator<=>(const InfluenceRow&, const InfluenceRow&) = default;
};

/// All relations, oriented the way harm travels. Vertices are InfluenceNodes, view[vertex] is the
/// Node, view[edge] the InfluenceRow. For one relation alone, such as units and their tasks, filter
/// the edges by it with a boost::filtered_graph.
struct Influences {
    using Vertex = Node;
    using Row = InfluenceRow;
    struct OutCursor {
        const InfluenceEdge* edge = nullptr;

        [[nodiscard]] std::size_t node() const { return edge->node.index(); }
        [[nodiscard]] InfluenceRow row() const { return {edge->relation, edge->row}; }
        OutCursor& operator++() {
            ++edge;
            return *this;
        }
        friend bool operator==(OutCursor, OutCursor) = default;
        friend std::ptrdiff_t operator-(OutCursor a, OutCursor b) { return a.edge - b.edge; }
    };
    using InCursor = OutCursor;

    const InfluenceGraph* graph = nullptr;

    [[nodiscard]] std::size_t node_count() const { return graph->node_count(); }
    [[nodiscard]] std::size_t edge_count() const { return graph->edge_count(); }
    [[nodiscard]] Node at(std::size_t vertex) const { return graph->node(InfluenceNode(vertex)); }
    [[nodiscard]] std::size_t vertex(Node node) const { return graph->node(node).index(); }
    [[nodiscard]] std::pair<OutCursor, OutCursor> out(std::size_t vertex) const {
        return range(graph->out(InfluenceNode(vertex)));
    }
    [[nodiscard]] std::pair<InCursor, InCursor> in(std::size_t vertex) const {
        return range(graph->in(InfluenceNode(vertex)));
    }

private:
    static std::pair<OutCursor, OutCursor> range(std::span<const InfluenceEdge> edges) {
        return {{edges.data()}, {edges.data() + edges.size()}};
    }
};

/// Parent to child among goals, tasks or units: a forest. Vertices are the ids themselves; there is
/// nothing in the plan behind an edge but its ends.
template <class IdType>
struct Hierarchy {
    struct Row {
        friend constexpr auto operator<=>(const Row&, const Row&) = default;
    };
    using Vertex = IdType;
    struct OutCursor {
        const IdType* child = nullptr;

        [[nodiscard]] std::size_t node() const { return child->index(); }
        [[nodiscard]] Row row() const { return {}; }
        OutCursor& operator++() {
            ++child;
            return *this;
        }
        friend bool operator==(OutCursor, OutCursor) = default;
        friend std::ptrdiff_t operator-(OutCursor a, OutCursor b) { return a.child - b.child; }
    };
    /// The one parent; once past it, or without one, an id that is not valid.
    struct InCursor {
        IdType parent;

        [[nodiscard]] std::size_t node() const { return parent.index(); }
        [[nodiscard]] Row row() const { return {}; }
        InCursor& operator++() {
            parent = IdType();
            return *this;
        }
        friend bool operator==(InCursor, InCursor) = default;
    };

    const PlanGraph* graph = nullptr;
    std::size_t nodes = 0;
    std::size_t edges = 0;

    [[nodiscard]] std::size_t node_count() const { return nodes; }
    [[nodiscard]] std::size_t edge_count() const { return edges; }
    [[nodiscard]] IdType at(std::size_t vertex) const { return IdType(vertex); }
    [[nodiscard]] std::size_t vertex(IdType id) const { return id.index(); }
    [[nodiscard]] std::pair<OutCursor, OutCursor> out(std::size_t vertex) const {
        const std::span<const IdType> children = graph->children(IdType(vertex));
        return {{children.data()}, {children.data() + children.size()}};
    }
    [[nodiscard]] std::pair<InCursor, InCursor> in(std::size_t vertex) const {
        return {{graph->parent(IdType(vertex))}, {}};
    }
};

/// What can be reached from one vertex; see reachable_part.
template <class R>
struct ReachablePart {
    using Vertex = typename R::Vertex;
    using Row = typename R::Row;
    using OutCursor = typename R::OutCursor;
    struct InCursor {
        typename R::InCursor cursor{}, end{};
        const std::vector<bool>* is_reached = nullptr;

        [[nodiscard]] std::size_t node() const { return cursor.node(); }
        [[nodiscard]] Row row() const { return cursor.row(); }
        InCursor& operator++() {
            ++cursor;
            return skip();
        }
        InCursor& skip() {
            while (cursor != end && !(*is_reached)[cursor.node()]) ++cursor;
            return *this;
        }
        friend bool operator==(const InCursor& a, const InCursor& b) {
            return a.cursor == b.cursor;
        }
    };

    R whole{};
    std::shared_ptr<const std::vector<bool>> is_reached;
    std::size_t edges = 0;

    [[nodiscard]] std::size_t node_count() const { return whole.node_count(); }
    [[nodiscard]] std::size_t edge_count() const { return edges; }
    [[nodiscard]] Vertex at(std::size_t vertex) const { return whole.at(vertex); }
    [[nodiscard]] std::size_t vertex(Vertex of) const { return whole.vertex(of); }
    [[nodiscard]] std::pair<OutCursor, OutCursor> out(std::size_t vertex) const {
        if (!(*is_reached)[vertex]) return {};
        return whole.out(vertex);
    }
    [[nodiscard]] std::pair<InCursor, InCursor> in(std::size_t vertex) const {
        if (!(*is_reached)[vertex]) return {};
        const auto [first, last] = whole.in(vertex);
        const std::vector<bool>* reached = is_reached.get();
        return {InCursor{first, last, reached}.skip(), {last, last, reached}};
    }
    [[nodiscard]] Minutes weight(Row row) const requires WeightedRelation<R> {
        return whole.weight(row);
    }
};

/// The view of the dependencies.
[[nodiscard]] inline RelationView<Dependencies> dependency_view(const PlanGraph& graph) {
    return RelationView(Dependencies{&graph});
}
RelationView<Dependencies> dependency_view(PlanGraph&& graph) = delete;

/// The view of the influence graph.
/// @complexity that of PlanGraph::influence
[[nodiscard]] inline RelationView<Influences> influence_view(const PlanGraph& graph) {
    return RelationView(Influences{&graph.influence()});
}
RelationView<Influences> influence_view(PlanGraph&& graph) = delete;

/// The view of the goals, tasks or units below one another: hierarchy_view<GoalId>(graph).
/// @complexity O(n) for n nodes of the kind
template <class IdType>
[[nodiscard]] RelationView<Hierarchy<IdType>> hierarchy_view(const PlanGraph& graph) {
    Hierarchy<IdType> hierarchy{&graph};
    if constexpr (std::is_same_v<IdType, GoalId>) {
        hierarchy.nodes = graph.plan().goals().size();
    } else if constexpr (std::is_same_v<IdType, TaskId>) {
        hierarchy.nodes = graph.plan().tasks().size();
    } else {
        static_assert(std::is_same_v<IdType, UnitId>, "requirements have no hierarchy");
        hierarchy.nodes = graph.plan().units().size();
    }
    for (const IdType id : IdRange<IdType>(hierarchy.nodes))
        if (graph.parent(id).is_valid()) ++hierarchy.edges;
    return RelationView(hierarchy);
}
template <class IdType>
RelationView<Hierarchy<IdType>> hierarchy_view(PlanGraph&& graph) = delete;

/// A view without the edges that do not lie on a way from `root`. All vertices stay, with their
/// numbers, so that vectors of num_vertices(view) fit; those that are not reached have no edges.
///
/// Boost's dominator tree needs it: where a vertex has a predecessor that the root does not reach,
/// lengauer_tarjan_dominator_tree, as it is commonly called, gives wrong answers without a word.
///
/// @complexity O(vertices / 64 + reached vertices + their edges) time; one bit for every vertex,
///             shared by the copies of the view. in_degree, degree and in_edges of the part take
///             O(in_degree) of the whole. Iterators stay valid while a copy of the view lives.
/// @example
///     std::vector<std::size_t> dominator(num_vertices(view), view.null_vertex());
///     boost::lengauer_tarjan_dominator_tree(
///         reachable_part(view, root), root,
///         boost::make_iterator_property_map(dominator.begin(), get(boost::vertex_index, view)));
template <class R>
[[nodiscard]] RelationView<ReachablePart<R>> reachable_part(const RelationView<R>& view,
                                                            std::size_t root) {
    const R& whole = view.relation();
    PLANLOOM_EXPECTS(root < whole.node_count());
    std::vector<bool> is_reached(whole.node_count(), false);
    std::vector<std::size_t> open{root};
    is_reached[root] = true;
    std::size_t edges = 0;
    while (!open.empty()) {
        const std::size_t from = open.back();
        open.pop_back();
        for (auto [at, end] = whole.out(from); at != end; ++at, ++edges) {
            if (is_reached[at.node()]) continue;
            is_reached[at.node()] = true;
            open.push_back(at.node());
        }
    }
    return RelationView(ReachablePart<R>{
        whole, std::make_shared<const std::vector<bool>>(std::move(is_reached)), edges});
}

}  // namespace planloom

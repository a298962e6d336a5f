// Along what one goes from node to node: dependencies between tasks, or all influence.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/graph/influence.hpp>
#include <planloom/graph/plan_graph.hpp>
#include <planloom/query/query.hpp>

#include "../graph/handed_down.hpp"
#include "node_set.hpp"

#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <vector>

namespace planloom::query::detail {

enum class Web : std::uint8_t { depends, influence };
enum class Direction : std::uint8_t { forward, backward };

inline constexpr std::uint32_t no_row = 0xFFFFFFFFU;
inline constexpr std::uint32_t no_node = 0xFFFFFFFFU;

/// Calls the monitor now and then.
class Pulse {
public:
    explicit Pulse(Monitor* monitor) noexcept : monitor_(monitor) {}
    void beat() {
        if (++count_ % 4096 == 0) report_progress(monitor_, count_, 0);
    }

private:
    Monitor* monitor_;
    std::uint64_t count_ = 0;
};

/// A way to a node, or to a gate of a summary task (see handed_down.hpp). Only some ways are steps;
/// those into and out of gates come with one.
struct Way {
    std::uint32_t to = 0;
    std::uint32_t row = no_row;
    Relation relation = Relation::depends;
    bool is_step = true;
};

/// What was reached, and how.
struct Reached {
    NodeSet nodes;
    /// For each node and gate where it was first reached from, and the way that led there; empty
    /// unless asked for.
    std::vector<std::uint32_t> from = {};
    std::vector<Way> by = {};
};

/// The webs of one graph. Nodes are numbered as in the Universe, gates on from there.
class Ways {
public:
    Ways(const PlanGraph& graph, const Universe& universe);

    [[nodiscard]] std::size_t node_count() const noexcept { return count_; }
    [[nodiscard]] bool has_gates() const noexcept { return count_ > universe_.count(); }
    [[nodiscard]] bool is_gate(std::uint32_t number) const noexcept {
        return number >= universe_.count();
    }

    template <class Visit>
    void each(Web web, Direction direction, std::uint32_t number, Visit&& visit) const;

    /// What one or more steps lead to, at most so many. Nodes that one began with are among it if
    /// steps lead back to them.
    [[nodiscard]] Reached reach(Web web, Direction direction, const NodeSet& seeds,
                                std::optional<std::uint64_t> steps, bool keeps_ways,
                                Monitor* monitor) const;
    /// How many steps each node is from the nearest target; no_node where none is reached.
    [[nodiscard]] std::vector<std::uint32_t> distances(Web web, const NodeSet& targets,
                                                       Monitor* monitor) const;
    /// The path by which reach came to a node, in the direction of the web.
    [[nodiscard]] Path path(const Reached& reached, Direction direction, const NodeSet& seeds,
                            std::uint32_t number) const;
    /// The nodes that one step leads to, each once, by number.
    [[nodiscard]] std::vector<Way> steps_from(Web web, std::uint32_t number) const;

private:
    template <class Visit>
    void each_link(Direction direction, std::uint32_t number, Visit&& visit) const;

    const PlanGraph& graph_;
    const Universe& universe_;
    std::size_t count_;
    HandedDown handed_down_;
    /// Places of arcs, by their beginning and by their end.
    Rows<TaskId, std::uint32_t> arcs_from_, arcs_to_;
};

template <class Visit>
void Ways::each_link(Direction direction, std::uint32_t number, Visit&& visit) const {
    const std::uint32_t first = universe_.first(NodeKind::task);
    const std::uint32_t tasks = universe_.end(NodeKind::task) - first;
    const bool forward = direction == Direction::forward;
    if (!has_gates()) {
        if (number < first || number - first >= tasks) return;
        const TaskNode node = graph_.node(TaskId(number - first));
        const auto nodes = forward ? graph_.successors(node) : graph_.predecessors(node);
        const auto rows = forward ? graph_.successor_links(node) : graph_.predecessor_links(node);
        for (std::size_t i = 0; i < nodes.size(); ++i)
            visit(Way{first + graph_.task(nodes[i]).value(), rows[i].value(), Relation::depends,
                      true});
        return;
    }
    std::uint32_t own = 0;
    if (is_gate(number))
        own = tasks + (number - universe_.count());
    else if (number >= first && number - first < tasks)
        own = number - first;
    else
        return;
    for (const std::uint32_t place : (forward ? arcs_from_ : arcs_to_)[TaskId(own)]) {
        const HandedDownArc& arc = handed_down_.arcs[place];
        const std::uint32_t to = forward ? arc.to : arc.from;
        visit(Way{to < tasks ? first + to : universe_.count() + (to - tasks),
                  arc.link.is_valid() ? arc.link.value() : no_row, Relation::depends,
                  arc.link.is_valid()});
    }
}

template <class Visit>
void Ways::each(Web web, Direction direction, std::uint32_t number, Visit&& visit) const {
    each_link(direction, number, visit);
    if (web == Web::depends || is_gate(number)) return;
    const InfluenceGraph& influence = graph_.influence();
    const InfluenceNode node = influence.node(universe_.node(number));
    for (const InfluenceEdge& edge :
         direction == Direction::forward ? influence.out(node) : influence.in(node)) {
        if (edge.relation == Relation::depends) continue;
        visit(Way{universe_.number(influence.node(edge.node)), edge.row, edge.relation, true});
    }
}

}  // namespace planloom::query::detail

#include "network.hpp"

#include <planloom/model/views.hpp>

#include "../graph/forest.hpp"
#include "../graph/layout.hpp"
#include "network_time.hpp"

#include <algorithm>
#include <array>

namespace planloom::detail {
namespace {

constexpr std::uint32_t no_node = 0xFFFFFFFFU;

class NetworkMaker {
public:
    NetworkMaker(const PlanGraph& graph, const ScheduleOptions& options, Network& network)
        : graph_(graph), plan_(graph.plan()), network_(network), time_(graph, options, network) {}

    void make(Monitor* monitor) {
        add_tasks();
        report_progress(monitor, 1, 4);
        const DependencyTable& table = plan_.dependency_table();
        network_.arcs.reserve(table.count);
        for (const TaskNode node : graph_.nodes())
            for (const DependencyId link : graph_.successor_links(node)) add_link(table, link);
        connect_gates();
        report_progress(monitor, 2, 4);
        lay_out(network_, monitor);
    }

private:
    using Gates = std::array<std::uint32_t, 4>;

    void add_tasks() {
        const std::size_t count = plan_.task_table().count;
        network_.task_count = count;
        network_.part.assign(count, Part::none);
        network_.duration.assign(count, 0);
        network_.clock.assign(count, 0);
        network_.is_late.assign(count, 0);
        network_.bounds_of.assign(count, 0);
        gates_of_.assign(count, 0);
        gates_.push_back({no_node, no_node, no_node, no_node});
        is_out_.assign(count, false);
        for (const TaskId task : parents_first(graph_, plan_.tasks())) {
            const TaskId parent = graph_.parent(task);
            const TaskView view = plan_.task(task);
            const bool is_out = view.status() == TaskStatus::cancelled ||
                                (parent.is_valid() && is_out_[parent.index()]);
            is_out_[task.index()] = is_out;
            if (is_out) continue;
            const bool is_leaf = graph_.is_leaf(task);
            if (is_leaf) network_.part[task.index()] = Part::leaf;
            const bool is_late = view.is_late();
            network_.is_late[task.index()] = is_late ? 1 : 0;
            time_.add(task, is_leaf, parent.is_valid() ? network_.bounds_of[parent.index()] : 0);
        }
    }

    void add_link(const DependencyTable& table, DependencyId link) {
        const std::size_t row = link.index();
        const TaskId before = table.predecessor[row];
        const TaskId after = table.successor[row];
        if (is_out_[before.index()] || is_out_[after.index()]) return;
        Arc arc;
        arc.link = link;
        arc.from_end = end_before(table.type[row]);
        arc.to_end = end_after(table.type[row]);
        arc.lag = table.lag[row];
        arc.clock = network_.lag_clock(table.is_elapsed[row] != 0,
                                       static_cast<std::uint32_t>(after.index()));
        arc.from = source(before, arc.from_end);
        arc.to = target(after, arc.to_end);
        network_.arcs.push_back(arc);
        if (table.max_lag[row] == no_minutes) return;
        std::swap(arc.from_end, arc.to_end);
        arc.from = source(after, arc.from_end);
        arc.to = target(before, arc.to_end);
        arc.lag = -table.max_lag[row];
        arc.is_reversed = true;
        network_.arcs.push_back(arc);
    }

    [[nodiscard]] std::uint32_t source(TaskId task, End end) {
        return graph_.is_leaf(task) ? static_cast<std::uint32_t>(task.index())
                                    : gate(task, gate_after(end));
    }
    [[nodiscard]] std::uint32_t target(TaskId task, End end) {
        return graph_.is_leaf(task) ? static_cast<std::uint32_t>(task.index())
                                    : gate(task, gate_before(end));
    }

    std::uint32_t gate(TaskId task, GateKind kind) {
        std::uint32_t& place = gates_of_[task.index()];
        if (place == 0) {
            place = static_cast<std::uint32_t>(gates_.size());
            gates_.push_back(gates_.front());
        }
        std::uint32_t& node = gates_[place][static_cast<std::size_t>(kind)];
        if (node != no_node) return node;
        node = static_cast<std::uint32_t>(network_.part.size());
        network_.part.push_back(Part::gate);
        network_.duration.push_back(0);
        network_.clock.push_back(0);
        network_.is_late.push_back(0);
        network_.bounds_of.push_back(0);
        network_.gates.push_back({task, kind});
        return node;
    }

    /// Joins every gate to the children of its task; those that are summaries get gates too.
    void connect_gates() {
        // More are added on the way.
        for (std::size_t next = 0; next < network_.gates.size();) {
            const auto node = static_cast<std::uint32_t>(network_.task_count + next);
            const auto [task, kind] = network_.gates[next++];
            for (const TaskId child : graph_.children(task)) {
                if (is_out_[child.index()]) continue;
                const auto other = graph_.is_leaf(child) ? static_cast<std::uint32_t>(child.index())
                                                         : gate(child, kind);
                Arc arc;
                arc.from = is_after(kind) ? other : node;
                arc.to = is_after(kind) ? node : other;
                arc.from_end = arc.to_end = end_of(kind);
                network_.arcs.push_back(arc);
            }
        }
    }

    const PlanGraph& graph_;
    const Plan& plan_;
    Network& network_;
    NetworkTime time_;
    std::vector<bool> is_out_;
    std::vector<std::uint32_t> gates_of_;
    std::vector<Gates> gates_;
};

}  // namespace

void lay_out(Network& network, Monitor* monitor) {
    const std::vector<Arc>& arcs = network.arcs;
    if (arcs.size() >= no_node)
        throw Error("limit_links", "more links than 4294967294 cannot be scheduled");
    const std::size_t count = network.node_count();
    const auto number = [](std::size_t arc) { return ArcId(arc); };
    network.arcs_into = make_rows<TaskId, ArcId>(
        count, arcs.size(), [&](std::size_t i) { return TaskId(arcs[i].to); }, number);
    network.arcs_from = make_rows<TaskId, ArcId>(
        count, arcs.size(), [&](std::size_t i) { return TaskId(arcs[i].from); }, number);
    const std::span<const std::uint32_t> offsets = network.arcs_from.offsets();
    std::vector<TaskId> targets;
    targets.reserve(arcs.size());
    for (const ArcId arc : network.arcs_from.items()) targets.emplace_back(arcs[arc.index()].to);
    Layering layering = layer(
        Rows<TaskId, TaskId>({offsets.begin(), offsets.end()}, std::move(targets)), count, monitor);
    std::vector<std::uint32_t> next(layering.wave_count + 1, 0);
    for (const std::uint32_t wave : layering.wave) ++next[wave + 1];
    for (std::size_t i = 1; i < next.size(); ++i) next[i] += next[i - 1];
    network.order.resize(count);
    for (std::uint32_t node = 0; node < count; ++node)
        network.order[next[layering.wave[node]]++] = node;
    network.knots = std::move(layering.knots);
    if (network.knots.empty()) return;
    network.knot_of.assign(count, 0);
    for (std::uint32_t knot = 0; knot < network.knots.size(); ++knot)
        for (const TaskId node : network.knots[knot]) network.knot_of[node.index()] = knot + 1;
}

Network make_network(const PlanGraph& graph, const ScheduleOptions& options, Monitor* monitor) {
    Network network;
    NetworkMaker(graph, options, network).make(monitor);
    return network;
}

}  // namespace planloom::detail

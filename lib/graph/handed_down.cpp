#include "handed_down.hpp"

#include <algorithm>
#include <array>

namespace planloom {
namespace {

constexpr std::uint32_t no_node = 0xFFFFFFFFU;

class GateMaker {
public:
    explicit GateMaker(const PlanGraph& graph) : graph_(graph) {
        const std::size_t count = graph.plan().task_table().count;
        links_.node_count = count;
        for (std::vector<std::uint32_t>& gates : gates_) gates.assign(count, no_node);
    }

    HandedDown make() {
        const DependencyTable& table = graph_.plan().dependency_table();
        links_.arcs.reserve(table.count);
        for (std::size_t row = 0; row < table.count; ++row) {
            if (!table.predecessor[row].is_valid()) continue;
            const std::uint32_t from = node(table.predecessor[row], out);
            const std::uint32_t to = node(table.successor[row], in);
            links_.arcs.push_back({from, to, DependencyId(row)});
        }
        // Connecting a gate may ask for more of them.
        for (std::size_t done = 0; done < pending_.size();) connect(pending_[done++]);
        return std::move(links_);
    }

private:
    enum Side : std::uint8_t { out, in };
    struct Gate {
        TaskId task;
        Side side;
        std::uint32_t node;
    };

    /// A leaf itself, or the gate of a summary task.
    std::uint32_t node(TaskId task, Side side) {
        if (graph_.is_leaf(task)) return task.value();
        std::uint32_t& gate = gates_[side][task.index()];
        if (gate == no_node) {
            gate = static_cast<std::uint32_t>(links_.node_count++);
            pending_.push_back({task, side, gate});
        }
        return gate;
    }

    void connect(Gate gate) {
        const auto add = [&](std::uint32_t node) {
            const bool is_out = gate.side == out;
            links_.arcs.push_back(
                {is_out ? node : gate.node, is_out ? gate.node : node, DependencyId()});
        };
        add(gate.task.value());
        for (const TaskId child : graph_.children(gate.task)) add(node(child, gate.side));
    }

    const PlanGraph& graph_;
    HandedDown links_;
    std::array<std::vector<std::uint32_t>, 2> gates_;
    std::vector<Gate> pending_;
};

}  // namespace

bool has_summary_links(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    const auto parents = plan.task_table().parent.stored();
    if (std::none_of(parents.begin(), parents.end(), [](TaskId id) { return id.is_valid(); }))
        return false;
    const DependencyTable& table = plan.dependency_table();
    for (std::size_t row = 0; row < table.count; ++row) {
        const TaskId from = table.predecessor[row];
        if (from.is_valid() && !(graph.is_leaf(from) && graph.is_leaf(table.successor[row])))
            return true;
    }
    return false;
}

HandedDown hand_down(const PlanGraph& graph) {
    return GateMaker(graph).make();
}

Rows<TaskId, TaskId> successor_rows(const HandedDown& links) {
    return make_rows<TaskId, TaskId>(
        links.node_count, links.arcs.size(),
        [&](std::size_t i) { return TaskId(links.arcs[i].from); },
        [&](std::size_t i) { return TaskId(links.arcs[i].to); });
}

}  // namespace planloom

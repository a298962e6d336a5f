#include "late_starts.hpp"

#include <algorithm>

namespace planloom::detail {
namespace {

/// Nodes that move with tasks that are to be late: those tasks, and what nothing else holds.
std::vector<bool> movable_nodes(const Network& network) {
    std::vector<bool> moves(network.node_count(), false);
    for (const std::uint32_t node : network.order) {
        const bool is_free = !network.bound(node).is_own;
        const auto arcs = network.arcs_into[TaskId(node)];
        moves[node] = network.part[node] == Part::leaf && network.is_late[node] != 0 &&
                      !network.is_started(node);
        if (moves[node] || !is_free || arcs.empty()) continue;
        moves[node] = std::all_of(arcs.begin(), arcs.end(),
                                  [&](ArcId arc) { return moves[network.arcs[arc.index()].from]; });
    }
    return moves;
}

}  // namespace

Minutes allowed_finish(const Network& network, std::uint32_t node, std::span<const NodeState> at) {
    const Clock& clock = network.clocks[network.clock[node]];
    Minutes allowed = never;
    for (const ArcId id : network.arcs_from[TaskId(node)]) {
        const Arc& arc = network.arcs[id.index()];
        if (network.is_done(arc.to)) continue;
        if (arc.from_end == End::start && network.is_started(node)) continue;
        const Minutes to = at[arc.to].at(arc.to_end);
        if (to == never || to == no_moment) continue;
        Minutes moment = network.clocks[arc.clock].back(to, arc.lag);
        if (arc.from_end == End::start && network.duration[node] > 0)
            moment = clock.end_of(clock.work(moment) + network.duration[node]);
        allowed = std::min(allowed, moment);
    }
    return allowed;
}

std::vector<Minutes> late_starts(const Network& network, std::span<const NodeState> early,
                                 std::span<const NodeState> late) {
    if (std::find(network.is_late.begin(), network.is_late.end(), 1) == network.is_late.end())
        return {};
    const std::vector<bool> moves = movable_nodes(network);
    std::vector<Minutes> floor(network.node_count(), no_moment);
    std::vector<NodeState> at(early.begin(), early.end());
    for (auto each = network.order.rbegin(); each != network.order.rend(); ++each) {
        const std::uint32_t node = *each;
        const bool is_gate = network.part[node] == Part::gate;
        if (!is_gate && !moves[node]) continue;
        const Bounds& bounds = network.bound(node);
        if (bounds.fixed_start != no_moment || bounds.fixed_finish != no_moment) continue;
        Minutes finish = allowed_finish(network, node, at);
        if (is_gate) {
            at[node] = {finish, finish};
            continue;
        }
        finish = std::min({finish, late[node].finish, bounds.upper_finish});
        if (finish == never) continue;
        const Clock& clock = network.clocks[network.clock[node]];
        const Minutes duration = network.duration[node];
        Minutes start = duration > 0 ? clock.back(finish, duration) : finish;
        start = std::max(early[node].start, std::min(start, bounds.upper_start));
        at[node] = {start, clock.ahead(start, duration)};
        if (network.is_late[node] != 0) floor[node] = start;
    }
    return floor;
}

}  // namespace planloom::detail

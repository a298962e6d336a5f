#include "../graph/forest.hpp"
#include "network.hpp"

#include <algorithm>

namespace planloom::detail {
namespace {

constexpr std::uint64_t progress_mask = 0xFFFF;

class BackwardPass {
public:
    BackwardPass(const Network& network, std::span<const NodeState> early,
                 std::span<const Minutes> latest, UpperBounds upper, Monitor* monitor)
        : network_(network),
          early_(early),
          latest_(latest),
          upper_(upper),
          monitor_(monitor),
          late_(network.node_count(), NodeState{never, never}),
          is_solved_(network.knots.size(), false) {}

    std::vector<NodeState> run() {
        std::uint64_t done = 0;
        for (auto node = network_.order.rbegin(); node != network_.order.rend(); ++node) {
            if ((++done & progress_mask) == 0)
                report_progress(monitor_, done, network_.order.size());
            const std::uint32_t knot = network_.knot_of.empty() ? 0 : network_.knot_of[*node];
            if (knot == 0) {
                relax(*node);
            } else if (!is_solved_[knot - 1]) {
                is_solved_[knot - 1] = true;
                solve(network_.knots[knot - 1]);
            }
        }
        return std::move(late_);
    }

private:
    void solve(const std::vector<TaskId>& knot) {
        // The earliest times hold every arc, so that the latest come to rest at or after them.
        for (;;) {
            report_progress(monitor_, 0, 0);
            bool moved = false;
            for (std::size_t i = knot.size(); i-- > 0;)
                if (relax(static_cast<std::uint32_t>(knot[i].index()))) moved = true;
            if (!moved) return;
        }
    }

    bool relax(std::uint32_t node) {
        const Bounds& bounds = network_.bound(node);
        if (network_.part[node] == Part::none) return false;
        if (bounds.actual_finish != no_moment) return put(node, early_[node]);
        const bool holds = upper_ == UpperBounds::hold;
        Minutes start = holds ? bounds.upper_start : never;
        Minutes finish = std::min(holds ? bounds.upper_finish : never, latest_[node]);
        for (const ArcId id : network_.arcs_from[TaskId(node)]) {
            const Arc& arc = network_.arcs[id.index()];
            if (network_.is_done(arc.to)) continue;
            const bool from_start = arc.from_end == End::start;
            if (from_start && bounds.actual_start != no_moment) continue;
            const Minutes to = late_[arc.to].at(arc.to_end);
            if (to == never) continue;
            Minutes& bound = from_start ? start : finish;
            bound = std::min(bound, network_.clocks[arc.clock].back(to, arc.lag));
        }
        if (network_.part[node] == Part::gate) {
            start = std::min(start, finish);
            return put(node, {start, start});
        }
        if (bounds.fixed_start != no_moment || bounds.fixed_finish != no_moment)
            return start != never || finish != never ? put(node, early_[node]) : false;
        return put_free(node, start, finish);
    }

    bool put_free(std::uint32_t node, Minutes start, Minutes finish) {
        const Clock& clock = network_.clocks[network_.clock[node]];
        const Minutes duration = network_.duration[node];
        if (start == never && finish == never) return false;
        if (duration == 0) {
            start = std::min(start, finish);
            return put(node, {start, start});
        }
        if (start != never) {
            const Minutes work = clock.work(start);
            const Minutes begun = clock.start_of(work);
            start = begun <= start ? begun : clock.start_of(work - 1);
        }
        if (finish != never) start = std::min(start, clock.back(finish, duration));
        // The last moment without more work: what leads to the finish may come as late as that.
        return put(node, {start, std::min(finish, clock.latest_of(clock.work(start) + duration))});
    }

    bool put(std::uint32_t node, const NodeState& at) {
        NodeState& now = late_[node];
        const bool moved = now.start != at.start || now.finish != at.finish;
        now = at;
        return moved;
    }

    const Network& network_;
    std::span<const NodeState> early_;
    std::span<const Minutes> latest_;
    UpperBounds upper_;
    Monitor* monitor_;
    std::vector<NodeState> late_;
    std::vector<bool> is_solved_;
};

}  // namespace

std::vector<NodeState> pass_backward(const Network& network, std::span<const NodeState> early,
                                     std::span<const Minutes> latest, UpperBounds bounds,
                                     Monitor* monitor) {
    return BackwardPass(network, early, latest, bounds, monitor).run();
}

std::vector<TaskId> summaries_from_below(const PlanGraph& graph) {
    std::vector<TaskId> order = parents_first(graph, graph.plan().tasks());
    std::erase_if(order, [&](TaskId task) { return graph.is_leaf(task); });
    std::reverse(order.begin(), order.end());
    return order;
}

}  // namespace planloom::detail

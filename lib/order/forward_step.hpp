// Where one node can be at the earliest, by what is known of the nodes before it: the step of a
// forward pass.
#pragma once

#include "network.hpp"

namespace planloom::detail {

/// Where a node is put, and what puts it there.
struct Placed {
    NodeState at;
    ArcId driver;
    DriverKind kind = DriverKind::plan_start;
};

/// The step over a network whose arcs may lie elsewhere than in its rows.
class ForwardStep {
public:
    ForwardStep(const Network& network, const ForwardOptions& options)
        : network_(network), options_(options) {}

    /// @param at    by node
    /// @param arcs  the ids of the arcs into the node, in the order in which they count as reasons
    template <class ArcIds>
    [[nodiscard]] Placed place(std::uint32_t node, std::span<const NodeState> at,
                               const ArcIds& arcs) const {
        const Bounds& bounds = network_.bound(node);
        if (bounds.actual_finish != no_moment)
            return {{bounds.actual_start, bounds.actual_finish}, ArcId(), DriverKind::actual};
        const bool is_in_knot = !network_.knot_of.empty() && network_.knot_of[node] != 0;
        Place start;
        Place finish;
        if (network_.part[node] == Part::leaf && bounds.actual_start == no_moment)
            start.raise(network_.start, network_.start_kind);
        start.raise(bounds.lower_start, bounds.actual_start == no_moment
                                            ? DriverKind::start_no_earlier
                                            : DriverKind::actual);
        if (!options_.floor.empty())
            start.raise(options_.floor[node], DriverKind::as_late_as_possible);
        finish.raise(bounds.lower_finish, DriverKind::finish_no_earlier);
        for (const ArcId id : arcs) {
            const Arc& arc = network_.arcs[id.index()];
            const Minutes from = time_of(network_, at, arc.from, arc.from_end);
            if (from == no_moment) continue;
            (arc.to_end == End::start ? start : finish).raise(moment_by(arc, from), id, is_in_knot);
        }
        if (network_.part[node] == Part::gate) return put_gate(start, finish);
        if (bounds.fixed_start != no_moment || bounds.fixed_finish != no_moment)
            return put_fixed(node, bounds);
        return put_free(node, start, finish);
    }

    /// In minutes of the work of the node.
    [[nodiscard]] Minutes duration_of(std::uint32_t node) const {
        return node == options_.without_duration ? 0 : network_.duration[node];
    }

private:
    /// Where an end of a node can be at the earliest, and what puts it there.
    struct Place {
        Minutes moment = no_moment;
        ArcId driver;
        DriverKind kind = DriverKind::plan_start;

        void raise(Minutes to, DriverKind by) {
            if (to <= moment) return;
            moment = to;
            kind = by;
            driver = ArcId();
        }
        /// A link that holds a task just where something else does is the better reason, but within
        /// a knot, where such a link may have come from the task itself.
        void raise(Minutes to, ArcId by, bool is_in_knot) {
            if (to < moment || (to == moment && (is_in_knot || driver.is_valid()))) return;
            moment = to;
            driver = by;
        }
    };

    /// The earliest moment that an arc allows. Where tasks start at once, one that is drawn back
    /// from a task after it goes no further than to where that work begins.
    [[nodiscard]] Minutes moment_by(const Arc& arc, Minutes from) const {
        const Clock& clock = network_.clocks[arc.clock];
        const Minutes moment = clock.ahead(from, arc.lag);
        return network_.starts_at_once && arc.is_reversed && arc.lag != 0 ? clock.next_work(moment)
                                                                          : moment;
    }

    [[nodiscard]] static Placed put_gate(const Place& start, const Place& finish) {
        const Place& place = start.moment >= finish.moment ? start : finish;
        return {{place.moment, place.moment}, place.driver, place.kind};
    }

    [[nodiscard]] Placed put_fixed(std::uint32_t node, const Bounds& bounds) const {
        const Clock& clock = network_.clocks[network_.clock[node]];
        const Minutes duration = duration_of(node);
        if (bounds.fixed_start != no_moment)
            return {{bounds.fixed_start, clock.ahead(bounds.fixed_start, duration)},
                    ArcId(),
                    DriverKind::must_start};
        return {{clock.back(bounds.fixed_finish, duration), bounds.fixed_finish},
                ArcId(),
                DriverKind::must_finish};
    }

    [[nodiscard]] Placed put_free(std::uint32_t node, Place start, const Place& finish) const {
        const Clock& clock = network_.clocks[network_.clock[node]];
        const Minutes duration = duration_of(node);
        const Minutes held = start.moment;
        if (duration > 0) start.moment = clock.next_work(held);
        if (finish.moment != no_moment) {
            const Minutes moment =
                duration > 0 ? clock.back(finish.moment, duration) : finish.moment;
            if (moment > start.moment) start = {moment, finish.driver, finish.kind};
        }
        NodeState at{start.moment, clock.ahead(start.moment, duration)};
        if (network_.starts_at_once && clock.work(held) == clock.work(at.start)) at.start = held;
        // Of two moments with no work between them, the later one is what was asked for.
        if (finish.moment > at.finish && clock.work(finish.moment) == clock.work(at.finish))
            at.finish = finish.moment;
        return {at, start.driver, start.kind};
    }

    const Network& network_;
    const ForwardOptions& options_;
};

}  // namespace planloom::detail

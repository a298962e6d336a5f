// The constraint network of a plan: what must come how long after what. Nodes are the tasks without
// parts, by TaskId, and gates, which stand for all leaves of a summary task at once; gates are
// numbered after the tasks.
#pragma once

#include <planloom/core/calendar.hpp>
#include <planloom/graph/rows.hpp>
#include <planloom/order/schedule.hpp>

#include <cstdint>
#include <limits>
#include <vector>

namespace planloom::detail {

inline constexpr Minutes no_moment = std::numeric_limits<Minutes>::min();
inline constexpr Minutes never = std::numeric_limits<Minutes>::max();

/// Counts working time on the axis of a schedule: through a calendar, or, without one, each minute.
class Clock {
public:
    Clock() = default;
    explicit Clock(const Calendar* calendar) : calendar_(calendar) {}

    /// A number for a moment that grows by one for each working minute.
    [[nodiscard]] Minutes work(Minutes moment) const {
        return calendar_ == nullptr ? moment : calendar_->work_before(DateTime(moment));
    }
    /// The earliest moment with this number.
    [[nodiscard]] Minutes end_of(Minutes work) const {
        return calendar_ == nullptr ? work : checked(calendar_->end_of(work));
    }
    /// The latest moment with this number.
    [[nodiscard]] Minutes start_of(Minutes work) const {
        return calendar_ == nullptr ? work : checked(calendar_->start_of(work));
    }
    /// The latest moment with this number; never where no work comes after it.
    [[nodiscard]] Minutes latest_of(Minutes work) const {
        if (calendar_ == nullptr) return work;
        const DateTime moment = calendar_->start_of(work);
        return moment.is_set() ? moment.minutes() : never;
    }
    [[nodiscard]] Minutes next_work(Minutes moment) const {
        return calendar_ == nullptr ? moment : start_of(work(moment));
    }
    [[nodiscard]] Minutes last_work(Minutes moment) const {
        return calendar_ == nullptr ? moment : end_of(work(moment));
    }
    /// The earliest moment that is `lag` after a moment.
    [[nodiscard]] Minutes ahead(Minutes moment, Minutes lag) const {
        return lag == 0 ? moment : end_of(work(moment) + lag);
    }
    /// The latest moment that ahead() leads to no later than a moment.
    [[nodiscard]] Minutes back(Minutes moment, Minutes lag) const {
        return lag == 0 ? moment : start_of(work(moment) - lag);
    }

private:
    static Minutes checked(DateTime moment);

    const Calendar* calendar_ = nullptr;
};

/// Of a node: where an arc begins or ends.
enum class End : std::uint8_t { start, finish };

/// At which end of the predecessor a link begins, and at which end of the successor it ends.
[[nodiscard]] constexpr End end_before(LinkType type) noexcept {
    return type == LinkType::start_to_start || type == LinkType::start_to_finish ? End::start
                                                                                 : End::finish;
}
[[nodiscard]] constexpr End end_after(LinkType type) noexcept {
    return type == LinkType::start_to_start || type == LinkType::finish_to_start ? End::start
                                                                                 : End::finish;
}

/// time(to, to_end) >= lag after time(from, from_end).
struct Arc {
    std::uint32_t from = 0, to = 0;
    Minutes lag = 0;
    /// Not valid between a gate and the parts of its task.
    DependencyId link;
    /// Of the calendar that the lag runs by.
    std::uint16_t clock = 0;
    End from_end = End::finish, to_end = End::start;
    /// Made by the greatest lag of a link, and so against its direction.
    bool is_reversed = false;
};

struct ArcTag;
using ArcId = Id<ArcTag>;

struct NodeState {
    Minutes start = no_moment, finish = no_moment;

    [[nodiscard]] Minutes at(End end) const noexcept { return end == End::start ? start : finish; }
};

/// Bounds of a node by constraints and progress, as moments.
struct Bounds {
    Minutes lower_start = no_moment, lower_finish = no_moment;
    Minutes upper_start = never, upper_finish = never;
    /// Where the constraint fixes it.
    Minutes fixed_start = no_moment, fixed_finish = no_moment;
    /// Where it happened.
    Minutes actual_start = no_moment, actual_finish = no_moment;
    /// Whether they are of a task without parts itself, and not only of one above it.
    bool is_own = false;
};

enum class Part : std::uint8_t {
    leaf,  ///< a task without parts
    gate,  ///< stands for the leaves of a summary task
    none   ///< a summary or a cancelled task
};

/// Gates of a summary task: what comes after all starts, or all finishes, of its leaves, and what
/// comes before them.
enum class GateKind : std::uint8_t { after_start, after_finish, before_start, before_finish };

struct Gate {
    TaskId task;
    GateKind kind = GateKind::after_start;
};

/// The gate that comes after an end of all leaves, and the one that comes before it.
[[nodiscard]] constexpr GateKind gate_after(End end) noexcept {
    return end == End::start ? GateKind::after_start : GateKind::after_finish;
}
[[nodiscard]] constexpr GateKind gate_before(End end) noexcept {
    return end == End::start ? GateKind::before_start : GateKind::before_finish;
}

[[nodiscard]] constexpr bool is_after(GateKind kind) noexcept {
    return kind == GateKind::after_start || kind == GateKind::after_finish;
}

/// Which end of its leaves a gate stands for.
[[nodiscard]] constexpr End end_of(GateKind kind) noexcept {
    return kind == GateKind::after_start || kind == GateKind::before_start ? End::start
                                                                           : End::finish;
}

struct Network {
    std::vector<Calendar> calendars;
    std::vector<Clock> clocks;  ///< 0 is the plan's, 1 counts each minute
    bool has_dates = false;
    /// Whether tasks may begin in the night.
    bool starts_at_once = false;
    /// The moment at which work begins, and before which nothing that has not begun can.
    Minutes start = 0;
    DriverKind start_kind = DriverKind::plan_start;
    std::size_t task_count = 0;
    std::size_t without_duration = 0;

    // By node.
    std::vector<Part> part;
    std::vector<Minutes> duration;
    std::vector<std::uint16_t> clock;
    std::vector<std::uint8_t> is_late;
    /// Of tasks with constraints or progress, else 0, which has no bounds.
    std::vector<std::uint32_t> bounds_of;
    std::vector<Bounds> bounds;

    /// What the nodes after the tasks stand for; each is joined to the children of its task.
    std::vector<Gate> gates;

    std::vector<Arc> arcs;
    Rows<TaskId, ArcId> arcs_into, arcs_from;
    /// Nodes so that arcs lead on, but inside a knot.
    std::vector<std::uint32_t> order;
    std::vector<std::vector<TaskId>> knots;
    /// Of a node in a knot, its number plus 1; empty where there are none.
    std::vector<std::uint32_t> knot_of;

    [[nodiscard]] std::size_t node_count() const noexcept { return part.size(); }
    [[nodiscard]] const Bounds& bound(std::uint32_t node) const noexcept {
        return bounds[bounds_of[node]];
    }
    [[nodiscard]] bool is_done(std::uint32_t node) const noexcept {
        return bound(node).actual_finish != no_moment;
    }
    [[nodiscard]] bool is_started(std::uint32_t node) const noexcept {
        return bound(node).actual_start != no_moment;
    }
    /// The clock by which the lag of a link to a task runs.
    [[nodiscard]] std::uint16_t lag_clock(bool is_elapsed, std::uint32_t after) const noexcept {
        if (!has_dates) return 0;
        return is_elapsed ? std::uint16_t{1} : clock[after];
    }
};

/// Lays the nodes out by what their arcs say: rows, order and knots.
/// @throws Error  `limit_links`
void lay_out(Network& network, Monitor* monitor);

/// @throws as schedule()
[[nodiscard]] Network make_network(const PlanGraph& graph, const ScheduleOptions& options,
                                   Monitor* monitor);

/// The result of a forward pass: where each node is, and the arc that put it there.
struct Forward {
    std::vector<NodeState> at;
    /// Not valid where no arc holds the node.
    std::vector<ArcId> driver;
    /// Which of the node's bounds holds it where no arc does.
    std::vector<DriverKind> kind;
};

/// The time of the end of a node, as arcs from it see it.
[[nodiscard]] inline Minutes time_of(const Network& network, std::span<const NodeState> at,
                                     std::uint32_t node, End end) {
    if (end == End::finish) return at[node].finish;
    const Minutes actual = network.bound(node).actual_start;
    return actual == no_moment ? at[node].start : actual;
}

/// What a forward pass is to change.
struct ForwardOptions {
    /// By node, a moment before which it is not to start, or no_moment; may be empty.
    std::span<const Minutes> floor = {};
    /// A node that is to take no time; beyond all nodes for none.
    std::uint32_t without_duration = 0xFFFFFFFFU;
};

/// The earliest times.
/// @throws InfeasibleLinks
[[nodiscard]] Forward pass_forward(const PlanGraph& graph, const Network& network,
                                   const ForwardOptions& options = {}, Monitor* monitor = nullptr);

/// Whether latest dates of tasks and of the plan's constraints count in a backward pass.
enum class UpperBounds : std::uint8_t { hold, ignore };

/// The latest times that keep every node at or before its bound. A finish is the last moment that
/// does; the work may end before it. Where no bound reaches a node, its times are never.
/// @param latest  by node, the latest finish that is wanted of it; never where there is none
[[nodiscard]] std::vector<NodeState> pass_backward(const Network& network,
                                                   std::span<const NodeState> early,
                                                   std::span<const Minutes> latest,
                                                   UpperBounds bounds = UpperBounds::hold,
                                                   Monitor* monitor = nullptr);

/// What a schedule was made of.
struct Passes {
    Network network;
    Forward early;
    std::vector<NodeState> late;
    /// Where tasks that are to be late start, by node; may be empty.
    std::vector<Minutes> floor;
};

/// Summary tasks, each after all of its own parts.
[[nodiscard]] std::vector<TaskId> summaries_from_below(const PlanGraph& graph);

}  // namespace planloom::detail

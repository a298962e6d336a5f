// What a live schedule holds: the network of the plan under edits, its nodes in a live order, and
// where each node is at the earliest.
#pragma once

#include <planloom/order/live_schedule.hpp>

#include "live_tree.hpp"
#include "network.hpp"
#include "task_times.hpp"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace planloom::detail {

/// Nodes are tasks of the order, and arcs its links, number by number.
class LiveState {
public:
    LiveState(const PlanGraph& graph, const ScheduleOptions& options, Monitor* monitor);

    LinkAnswer add_link(TaskId before, TaskId after, const Link& link);
    void remove_link(DependencyId link);
    void set_duration(TaskId task, Minutes duration);
    void set_start_no_earlier(TaskId task, Date date);
    TaskId add_task(Minutes duration);
    void remove_task(TaskId task);

    [[nodiscard]] const PlanGraph& graph() const noexcept { return graph_; }
    [[nodiscard]] const Network& network() const noexcept { return network_; }
    [[nodiscard]] const std::vector<TaskId>& changed() const noexcept { return changed_; }
    [[nodiscard]] std::uint64_t touched() const noexcept { return touched_; }
    [[nodiscard]] std::size_t task_count() const noexcept { return early_start_.size(); }
    [[nodiscard]] const std::vector<Minutes>& early_start() const noexcept { return early_start_; }
    [[nodiscard]] const std::vector<Minutes>& early_finish() const noexcept {
        return early_finish_;
    }
    [[nodiscard]] Minutes start() const noexcept;
    [[nodiscard]] Minutes finish() const noexcept;
    [[nodiscard]] bool has(TaskId task) const noexcept {
        return task.index() < task_count() && !is_removed_[task.index()];
    }
    [[nodiscard]] bool has(DependencyId link) const noexcept {
        return link.index() < links_.size() && links_[link.index()].is_there &&
               has(links_[link.index()].before) && has(links_[link.index()].after);
    }
    [[nodiscard]] std::vector<TaskId> order() const;
    /// The schedule of the plan as it is now.
    [[nodiscard]] const Schedule& whole();

private:
    struct LiveLink {
        TaskId before, after;
        /// Not valid where an end takes no part.
        ArcId arc;
        bool is_there = false;
    };
    /// A task that was given other times than the plan's.
    struct Edit {
        TaskTimes times;
        /// Of its own bounds, or 0.
        std::uint32_t row = 0;
    };
    struct Moved {
        std::uint32_t node = 0;
        NodeState before;
    };

    // Made once.
    void refuse_greatest_lags() const;
    void refuse_knots() const;
    [[nodiscard]] std::vector<ArcId> circle_in(const std::vector<TaskId>& knot) const;
    void number_leaves();
    void take_links();
    void place_all(const Forward& early);

    // Nodes and gates.
    [[nodiscard]] bool is_leaf(TaskId task) const noexcept {
        return task.index() >= plan_tasks_ || graph_.is_leaf(task);
    }
    [[nodiscard]] TaskId parent(TaskId task) const noexcept {
        return task.index() >= plan_tasks_ ? TaskId() : graph_.parent(task);
    }
    [[nodiscard]] std::uint32_t node_of(TaskId task) const noexcept;
    [[nodiscard]] TaskId task_of(std::uint32_t node) const noexcept;
    std::uint32_t add_node(Part part, Gate gate);
    std::uint32_t end_node(TaskId task, GateKind kind);
    std::uint32_t gate(TaskId task, GateKind kind);
    void connect(std::uint32_t node);
    void drop_gates(std::size_t from) noexcept;
    LinkAnswer add_arc(const Arc& arc);
    void remove_arc(ArcId arc) noexcept;
    [[nodiscard]] LinkAnswer in_tasks(const LinkAnswer& nodes) const;

    // Dates.
    void retime(TaskId task, const TaskTimes& times);
    [[nodiscard]] const TaskTimes& times_of(TaskId task, TaskTimes& room) const;
    void queue(std::uint32_t node);
    void move(std::uint32_t node, bool is_forced);
    void settle(bool is_forced = false);
    void take_back() noexcept;
    [[nodiscard]] Schedule make_whole() const;
    void settle_edit(bool is_forced = false);
    void publish() noexcept;
    void publish(const Schedule& all) noexcept;
    void publish_above(TaskId task) noexcept;
    bool show(TaskId task, Minutes start, Minutes finish) noexcept;

    // The whole.
    [[nodiscard]] Network snapshot() const;
    [[nodiscard]] std::vector<bool> used_nodes() const;

    const PlanGraph& graph_;
    ScheduleOptions options_;
    std::size_t plan_tasks_ = 0;
    /// Its rows and order are of no use here and empty.
    Network network_;
    TimeRules rules_;
    LiveOrder order_;
    std::vector<NodeState> at_;
    /// What the nodes after those of the plan's tasks stand for: a gate, or an added task.
    std::vector<Gate> beyond_;
    /// The nodes of added tasks.
    std::vector<std::uint32_t> added_;
    std::map<std::pair<TaskId, GateKind>, std::uint32_t> gates_;
    std::vector<LiveLink> links_;
    std::map<TaskId, Edit> edits_;
    /// Whether a task is to be as late as possible, so that each edit needs the whole.
    bool has_late_ = false;

    // By task.
    std::vector<Minutes> early_start_, early_finish_;
    std::vector<bool> is_out_, is_removed_;
    /// The leaves of a task, by a number in which those of each summary task lie end to end.
    std::vector<std::uint32_t> first_leaf_, last_leaf_;
    std::uint32_t leaf_count_ = 0;
    /// By leaf: finishes, and starts with their sign turned.
    MaxTree finishes_, starts_;
    std::vector<TaskId> changed_, walked_;
    std::vector<bool> is_walked_;
    std::optional<Schedule> whole_;

    // Of the edit at work.
    ArcId without_;
    std::vector<std::uint32_t> waiting_;
    std::vector<bool> is_waiting_;
    std::vector<Moved> moved_;
    std::uint64_t touched_ = 0;
};

/// Room for one more, so that a push_back cannot throw.
template <class T>
void grow(std::vector<T>& column) {
    if (column.size() == column.capacity()) column.reserve(2 * column.size() + 8);
}

}  // namespace planloom::detail

// Links of a live schedule, and the gates that they need on summary tasks.
#include "live_state.hpp"

namespace planloom::detail {

std::uint32_t LiveState::node_of(TaskId task) const noexcept {
    return task.index() < plan_tasks_ ? static_cast<std::uint32_t>(task.index())
                                      : added_[task.index() - plan_tasks_];
}

TaskId LiveState::task_of(std::uint32_t node) const noexcept {
    return node < plan_tasks_ ? TaskId(node) : beyond_[node - plan_tasks_].task;
}

std::vector<TaskId> LiveState::order() const {
    std::vector<TaskId> tasks;
    for (TaskId node = order_.first(); node.is_valid(); node = order_.next(node))
        if (network_.part[node.index()] == Part::leaf)
            tasks.push_back(task_of(static_cast<std::uint32_t>(node.index())));
    return tasks;
}

std::uint32_t LiveState::add_node(Part part, Gate gate) {
    grow(network_.part);
    grow(network_.duration);
    grow(network_.clock);
    grow(network_.is_late);
    grow(network_.bounds_of);
    grow(at_);
    grow(beyond_);
    grow(is_waiting_);
    // A gate goes to where it moves no task.
    const bool is_first = part == Part::gate && !is_after(gate.kind);
    const TaskId made = is_first ? order_.add_first_task() : order_.add_task();
    const auto node = static_cast<std::uint32_t>(made.index());
    network_.part.push_back(part);
    network_.duration.push_back(0);
    network_.clock.push_back(0);
    network_.is_late.push_back(0);
    network_.bounds_of.push_back(0);
    at_.emplace_back();
    beyond_.push_back(gate);
    is_waiting_.push_back(false);
    return node;
}

/// The node for an end of a link, made where it is not there yet.
std::uint32_t LiveState::end_node(TaskId task, GateKind kind) {
    if (is_leaf(task)) return node_of(task);
    const auto found = gates_.find({task, kind});
    if (found != gates_.end()) return found->second;
    const std::size_t first = network_.node_count();
    try {
        const std::uint32_t node = gate(task, kind);
        // Gates of the parts come after it.
        for (std::size_t i = first; i < network_.node_count(); ++i)
            connect(static_cast<std::uint32_t>(i));
        for (std::size_t i = first; i < network_.node_count(); ++i)
            queue(static_cast<std::uint32_t>(i));
        settle();
        moved_.clear();
        return node;
    } catch (...) {
        take_back();
        drop_gates(first);
        throw;
    }
}

std::uint32_t LiveState::gate(TaskId task, GateKind kind) {
    const auto [place, is_new] = gates_.try_emplace({task, kind}, 0U);
    if (!is_new) return place->second;
    try {
        place->second = add_node(Part::gate, {task, kind});
    } catch (...) {
        gates_.erase(place);
        throw;
    }
    return place->second;
}

void LiveState::connect(std::uint32_t node) {
    const auto [task, kind] = beyond_[node - plan_tasks_];
    for (const TaskId child : graph_.children(task)) {
        if (is_out_[child.index()]) continue;
        const std::uint32_t other = graph_.is_leaf(child) ? node_of(child) : gate(child, kind);
        Arc arc;
        arc.from = is_after(kind) ? other : node;
        arc.to = is_after(kind) ? node : other;
        arc.from_end = arc.to_end = end_of(kind);
        add_arc(arc);
    }
}

void LiveState::drop_gates(std::size_t from) noexcept {
    for (std::size_t node = from; node < network_.node_count(); ++node) {
        const auto [task, kind] = beyond_[node - plan_tasks_];
        gates_.erase({task, kind});
        order_.remove_task(TaskId(node));
        network_.part[node] = Part::none;
    }
}

LinkAnswer LiveState::add_arc(const Arc& arc) {
    grow(network_.arcs);
    LinkAnswer answer = order_.add_link(TaskId(arc.from), TaskId(arc.to));
    if (answer.is_accepted()) network_.arcs.push_back(arc);
    return answer;
}

void LiveState::remove_arc(ArcId arc) noexcept {
    order_.remove_link(DependencyId(arc.index()));
}

LinkAnswer LiveState::in_tasks(const LinkAnswer& nodes) const {
    LinkAnswer answer;
    for (const TaskId node : nodes.circle)
        answer.circle.push_back(task_of(static_cast<std::uint32_t>(node.index())));
    for (const DependencyId arc : nodes.circle_links)
        answer.circle_links.push_back(network_.arcs[arc.index()].link);
    return answer;
}

LinkAnswer LiveState::add_link(TaskId before, TaskId after, const Link& link) {
    if (link.max_lag != no_minutes)
        throw Error("greatest_lag",
                    "a live schedule takes no greatest lags, and the link to add has one of " +
                        format_duration(link.max_lag, graph_.plan().head().work));
    if (before == after) {
        changed_.clear();
        return {DependencyId(), {before}, {}};
    }
    grow(links_);
    const DependencyId number(links_.size());
    if (is_out_[before.index()] || is_out_[after.index()]) {
        changed_.clear();
        links_.push_back({before, after, ArcId(), true});
        return {number, {}, {}};
    }
    Arc arc;
    arc.link = number;
    arc.from_end = end_before(link.type);
    arc.to_end = end_after(link.type);
    arc.lag = link.lag;
    arc.clock = network_.lag_clock(link.is_elapsed, node_of(after));
    arc.from = end_node(before, gate_after(arc.from_end));
    arc.to = end_node(after, gate_before(arc.to_end));
    const LinkAnswer answer = add_arc(arc);
    if (!answer.is_accepted()) {
        LinkAnswer refused = in_tasks(answer);
        changed_.clear();
        return refused;
    }
    const ArcId made(answer.link.index());
    try {
        queue(arc.to);
        settle_edit();
    } catch (...) {
        take_back();
        remove_arc(made);
        throw;
    }
    links_.push_back({before, after, made, true});
    return {number, {}, {}};
}

void LiveState::remove_link(DependencyId link) {
    LiveLink& row = links_[link.index()];
    if (row.arc.is_valid()) {
        try {
            without_ = row.arc;
            queue(network_.arcs[row.arc.index()].to);
            settle_edit();
            without_ = ArcId();
        } catch (...) {
            take_back();
            without_ = ArcId();
            throw;
        }
        remove_arc(row.arc);
    } else {
        changed_.clear();
    }
    row = LiveLink();
}

}  // namespace planloom::detail

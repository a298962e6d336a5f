#include "schedule_maker.hpp"

#include "late_starts.hpp"

#include <algorithm>

namespace planloom {

using detail::Arc;
using detail::ArcId;
using detail::Clock;
using detail::End;
using detail::Network;
using detail::never;
using detail::no_moment;
using detail::NodeState;
using detail::Part;

Schedule ScheduleMaker::make() {
    return make(detail::make_network(graph_, options_, monitor_));
}

Schedule ScheduleMaker::make(Network made) {
    auto passes = std::make_shared<detail::Passes>();
    passes->network = std::move(made);
    const Network& network = passes->network;
    early_ = detail::pass_forward(graph_, network, {}, monitor_);
    place(network);
    set_end(network);
    std::vector<Minutes> latest(network.node_count(), never);
    for (std::size_t node = 0; node < network.task_count; ++node)
        if (network.part[node] == Part::leaf) latest[node] = end_;
    late_ = detail::pass_backward(network, early_.at, latest, detail::UpperBounds::hold, monitor_);
    passes->floor = detail::late_starts(network, early_.at, late_);
    if (!passes->floor.empty())
        early_ = detail::pass_forward(graph_, network, {.floor = passes->floor}, monitor_);
    copy_nodes(network);
    measure_floats(network);
    set_drivers(network);
    find_conflicts(network);
    roll_up(network);
    passes->early = std::move(early_);
    passes->late = std::move(late_);
    result_.passes_ = std::move(passes);
    return std::move(result_);
}

void ScheduleMaker::place(const Network& network) {
    result_.graph_ = &graph_;
    result_.has_dates_ = network.has_dates;
    result_.without_duration_ = network.without_duration;
    Minutes start = never;
    Minutes finish = no_moment;
    for (std::uint32_t node = 0; node < network.task_count; ++node) {
        if (network.part[node] != Part::leaf) continue;
        start = std::min(start, detail::time_of(network, early_.at, node, End::start));
        finish = std::max(finish, early_.at[node].finish);
    }
    result_.start_ = start == never ? network.start : start;
    result_.finish_ = finish == no_moment ? result_.start_ : finish;
}

void ScheduleMaker::set_end(const Network& network) {
    end_ = result_.finish_;
    const Clock& clock = network.clocks.front();
    result_.length_ = clock.work(result_.finish_) - clock.work(result_.start_);
    if (!network.has_dates || !options_.finish.is_set()) return;
    end_ = options_.finish.minutes();
    const Minutes by = clock.work(result_.finish_) - clock.work(end_);
    if (by > 0)
        result_.conflicts_.push_back(
            {ScheduleConflict::Kind::finish, TaskId(), DependencyId(), by});
}

/// The finish of a late place: where its work ends, unless it is just the early one.
Minutes ScheduleMaker::shown_finish(const Network& network, std::uint32_t node,
                                    const NodeState& late) const {
    if (network.duration[node] == 0) return late.finish;
    const Clock& clock = network.clocks[network.clock[node]];
    const Minutes early = early_.at[node].finish;
    if (late.finish >= early && clock.work(late.finish) == clock.work(early)) return early;
    return clock.last_work(late.finish);
}

void ScheduleMaker::copy_nodes(const Network& network) {
    const std::size_t count = network.task_count;
    for (std::vector<Minutes>* const column : {&result_.early_start_, &result_.early_finish_,
                                               &result_.late_start_, &result_.late_finish_})
        column->assign(count, no_minutes);
    for (std::uint32_t node = 0; node < count; ++node) {
        if (network.part[node] != Part::leaf) continue;
        const Minutes actual = network.bound(node).actual_start;
        const auto start = [&](Minutes moment) { return actual == no_moment ? moment : actual; };
        result_.early_start_[node] = start(early_.at[node].start);
        result_.early_finish_[node] = early_.at[node].finish;
        // Nothing holds a fixed task from which no end is reached.
        const NodeState& late = late_[node].finish == never ? early_.at[node] : late_[node];
        result_.late_start_[node] = start(late.start);
        result_.late_finish_[node] = shown_finish(network, node, late);
    }
}

void ScheduleMaker::measure_floats(const Network& network) {
    const std::size_t count = network.task_count;
    result_.total_float_.assign(count, 0);
    result_.free_float_.assign(count, 0);
    result_.independent_float_.assign(count, 0);
    result_.is_critical_.assign(count, 0);
    // Gates by the latest moment that moves no task from its earliest place.
    std::vector<NodeState> gates = early_.at;
    for (auto node = network.order.rbegin(); node != network.order.rend(); ++node) {
        if (network.part[*node] != Part::gate) continue;
        const Minutes moment = detail::allowed_finish(network, *node, gates);
        gates[*node] = {moment, moment};
    }
    // Tasks as early as they can be once all before them are as late as can be.
    std::vector<NodeState> after_late = late_;
    for (const std::uint32_t node : network.order) {
        Minutes start = network.part[node] == Part::gate ? no_moment : early_.at[node].start;
        const Clock& clock = network.clocks[network.clock[node]];
        const Minutes duration = network.duration[node];
        for (const ArcId id : network.arcs_into[TaskId(node)]) {
            const Arc& arc = network.arcs[id.index()];
            const Minutes from = after_late[arc.from].at(arc.from_end);
            if (from == never || from == no_moment) continue;
            Minutes moment = network.clocks[arc.clock].ahead(from, arc.lag);
            if (arc.to_end == End::finish && duration > 0) moment = clock.back(moment, duration);
            start = std::max(start, moment);
        }
        if (network.part[node] == Part::gate) {
            after_late[node] = {start, start};
            continue;
        }
        if (network.part[node] != Part::leaf || network.is_done(node)) continue;
        const Minutes early = clock.work(early_.at[node].finish);
        const Minutes allowed = detail::allowed_finish(network, node, gates);
        const Minutes total =
            late_[node].finish == never ? 0 : clock.work(late_[node].finish) - early;
        // What nothing waits for must still not move the end.
        const Minutes free =
            allowed != never ? std::min(clock.work(allowed) - early, total) : total;
        const Minutes pushed = clock.work(start) + duration - early;
        result_.total_float_[node] = total;
        result_.free_float_[node] = std::max<Minutes>(0, free);
        result_.independent_float_[node] =
            std::max<Minutes>(0, std::max<Minutes>(0, free) - std::max<Minutes>(0, pushed));
        result_.is_critical_[node] = total <= options_.critical_float ? 1 : 0;
    }
}

Driver ScheduleMaker::driver_of(const Network& network, std::uint32_t node) const {
    Driver driver{early_.kind[node], TaskId(), DependencyId()};
    ArcId by = early_.driver[node];
    while (by.is_valid()) {
        const Arc& arc = network.arcs[by.index()];
        if (arc.link.is_valid()) driver.link = arc.link;
        if (network.part[arc.from] != Part::gate) {
            driver.task = TaskId(arc.from);
            break;
        }
        by = early_.driver[arc.from];
    }
    return driver;
}

void ScheduleMaker::set_drivers(const Network& network) {
    result_.drivers_.resize(network.task_count);
    for (std::uint32_t node = 0; node < network.task_count; ++node)
        if (network.part[node] == Part::leaf) result_.drivers_[node] = driver_of(network, node);
}

void ScheduleMaker::find_conflicts(const Network& network) {
    for (const TaskId task : graph_.plan().tasks())
        if (network.part[task.index()] == Part::leaf && network.bounds_of[task.index()] != 0)
            find_conflicts_of(network, task);
    std::sort(result_.conflicts_.begin(), result_.conflicts_.end(),
              [](const ScheduleConflict& a, const ScheduleConflict& b) {
                  return std::tuple(a.task, a.kind, a.link) < std::tuple(b.task, b.kind, b.link);
              });
}

void ScheduleMaker::find_conflicts_of(const Network& network, TaskId task) {
    using Kind = ScheduleConflict::Kind;
    const auto node = static_cast<std::uint32_t>(task.index());
    const detail::Bounds& bounds = network.bound(node);
    const Clock& clock = network.clocks[network.clock[node]];
    const NodeState& at = early_.at[node];
    const auto add = [&](Kind kind, Minutes wanted, Minutes is, DependencyId link) {
        const Minutes by = clock.work(is) - clock.work(wanted);
        if (by > 0) result_.conflicts_.push_back({kind, task, link, by});
    };
    if (!network.is_done(node) && bounds.upper_start != never)
        add(Kind::start_no_later, bounds.upper_start, at.start, DependencyId());
    if (!network.is_done(node) && bounds.upper_finish != never)
        add(Kind::finish_no_later, bounds.upper_finish, at.finish, DependencyId());
    const bool is_fixed = bounds.fixed_start != no_moment || bounds.fixed_finish != no_moment ||
                          bounds.actual_start != no_moment;
    if (!is_fixed) return;
    for (const ArcId id : network.arcs_into[task]) {
        const Arc* arc = &network.arcs[id.index()];
        const Minutes from = detail::time_of(network, early_.at, arc->from, arc->from_end);
        if (from == no_moment) continue;
        const Minutes needed = network.clocks[arc->clock].ahead(from, arc->lag);
        const Minutes is = detail::time_of(network, early_.at, node, arc->to_end);
        DependencyId link = arc->link;
        for (ArcId by = early_.driver[arc->from]; !link.is_valid() && by.is_valid();
             by = early_.driver[arc->from]) {
            arc = &network.arcs[by.index()];
            link = arc->link;
        }
        add(Kind::link, is, needed, link);
    }
}

void ScheduleMaker::roll_up(const Network& network) {
    is_done_.assign(network.task_count, false);
    for (std::uint32_t node = 0; node < network.task_count; ++node)
        is_done_[node] = network.part[node] == Part::leaf && network.is_done(node);
    for (const TaskId task : detail::summaries_from_below(graph_)) roll_up(task);
}

void ScheduleMaker::roll_up(TaskId task) {
    const std::size_t row = task.index();
    bool is_first = true;
    bool is_done = true;
    const auto fold = [&](std::vector<Minutes>& column, std::size_t part, bool is_min) {
        column[row] = is_first ? column[part]
                      : is_min ? std::min(column[row], column[part])
                               : std::max(column[row], column[part]);
    };
    for (const TaskId child : graph_.children(task)) {
        const std::size_t part = child.index();
        if (!result_.takes_part(child)) continue;
        if (is_first || result_.early_finish_[part] > result_.early_finish_[row])
            result_.drivers_[row] = {DriverKind::part, child, DependencyId()};
        for (std::vector<Minutes>* const column : {&result_.early_start_, &result_.late_start_})
            fold(*column, part, true);
        for (std::vector<Minutes>* const column : {&result_.early_finish_, &result_.late_finish_})
            fold(*column, part, false);
        result_.is_critical_[row] |= result_.is_critical_[part];
        is_first = false;
        if (is_done_[part]) continue;
        // Only what is still to be done can slip.
        for (std::vector<Minutes>* const column :
             {&result_.total_float_, &result_.free_float_, &result_.independent_float_})
            (*column)[row] = is_done ? (*column)[part] : std::min((*column)[row], (*column)[part]);
        is_done = false;
    }
    is_done_[row] = is_done;
}

}  // namespace planloom

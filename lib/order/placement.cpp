#include "placement.hpp"

#include <algorithm>

namespace planloom::detail {

std::vector<std::uint32_t> order_of(const CapacityProblem& problem,
                                    std::span<const Minutes> start) {
    std::vector<std::uint32_t> order(problem.order().begin(), problem.order().end());
    std::stable_sort(order.begin(), order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return start[a] < start[b]; });
    // An arc of negative weight may lead to an earlier start; what it comes from goes first.
    std::vector<std::uint32_t> waiting(order.size(), 0);
    for (const CapacityArc& arc : problem.input().arcs) ++waiting[arc.to];
    std::vector<std::uint32_t> place(order.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) place[order[i]] = i;
    std::vector<std::uint32_t> ready, sorted;
    const auto later = [&](std::uint32_t a, std::uint32_t b) { return place[a] > place[b]; };
    for (const std::uint32_t node : order)
        if (waiting[node] == 0) ready.push_back(node);
    std::make_heap(ready.begin(), ready.end(), later);
    while (!ready.empty()) {
        std::pop_heap(ready.begin(), ready.end(), later);
        const std::uint32_t node = ready.back();
        ready.pop_back();
        sorted.push_back(node);
        for (const std::uint32_t arc : problem.arcs_from(node)) {
            const std::uint32_t to = problem.input().arcs[arc].to;
            if (--waiting[to] > 0) continue;
            ready.push_back(to);
            std::push_heap(ready.begin(), ready.end(), later);
        }
    }
    return sorted;
}

Placement::Placement(const Schedule& schedule, const CapacityProblem& problem)
    : schedule_(schedule),
      network_(schedule.passes().network),
      problem_(problem),
      at_(network_.node_count()),
      uses_(problem.resource_count()),
      steps_(problem.resource_count()) {
    const Clock& clock = network_.clocks.front();
    const Minutes origin = clock.work(schedule.start());
    for (std::size_t resource = 0; resource < steps_.size(); ++resource)
        for (const CapacityStep& step : problem.input().resources[resource])
            steps_[resource].emplace_back(
                step.time == since_ever ? no_moment : clock.start_of(step.time + origin),
                step.capacity);
}

std::vector<Minutes> Placement::starts() const {
    std::vector<Minutes> starts;
    for (const NodeState& at : at_) starts.push_back(at.start == no_moment ? no_start : at.start);
    return starts;
}

std::vector<Minutes> Placement::finishes() const {
    std::vector<Minutes> finishes;
    for (const NodeState& at : at_) finishes.push_back(at.finish);
    return finishes;
}

std::int64_t Placement::capacity_at(std::size_t resource, Minutes moment) const {
    std::int64_t capacity = 0;
    for (const auto& [from, amount] : steps_[resource])
        if (from <= moment) capacity = amount;
    return capacity;
}

Minutes Placement::next_step(std::size_t resource, Minutes moment) const {
    for (const auto& [from, amount] : steps_[resource])
        if (from > moment) return from;
    return never;
}

/// Where a task is that starts no earlier than a moment.
NodeState Placement::state_from(std::uint32_t node, Minutes moment) const {
    const Clock& clock = network_.clocks[network_.clock[node]];
    const Minutes duration = network_.duration[node];
    const Minutes start = duration > 0 ? clock.next_work(moment) : moment;
    return {start, clock.ahead(start, duration)};
}

NodeState Placement::earliest(std::uint32_t node) const {
    const Bounds& bounds = network_.bound(node);
    const Clock& clock = network_.clocks[network_.clock[node]];
    const Minutes duration = network_.duration[node];
    Minutes start = std::max(network_.start, bounds.lower_start);
    if (network_.part[node] == Part::gate) start = no_moment;
    if (bounds.lower_finish != no_moment)
        start = std::max(start, clock.back(bounds.lower_finish, duration));
    for (const ArcId id : network_.arcs_into[TaskId(node)]) {
        const Arc& arc = network_.arcs[id.index()];
        if (arc.is_reversed) continue;
        const Minutes from = time_of(network_, at_, arc.from, arc.from_end);
        if (from == no_moment) {
            // What waits for a task without room has none either.
            if (network_.part[arc.from] == Part::leaf) return {};
            continue;
        }
        Minutes moment = network_.clocks[arc.clock].ahead(from, arc.lag);
        if (arc.to_end == End::finish && duration > 0) moment = clock.back(moment, duration);
        start = std::max(start, moment);
    }
    if (network_.part[node] == Part::gate) return {start, start};
    return state_from(node, start);
}

/// When the first overload that a task would make is over; no_moment where it makes none.
Minutes Placement::first_conflict_end(std::uint32_t node, const NodeState& at) const {
    if (at.start == at.finish) return no_moment;
    for (const CapacityDemand& demand : problem_.demands_of(node)) {
        const Use& use = uses_[demand.resource];
        Minutes moment = at.start;
        while (moment < at.finish) {
            auto next = use.upper_bound(moment);
            const std::int64_t taken = next == use.begin() ? 0 : std::prev(next)->second;
            const Minutes until = std::min(next == use.end() ? never : next->first,
                                           next_step(demand.resource, moment));
            if (taken + demand.amount > capacity_at(demand.resource, moment)) return until;
            moment = until;
        }
    }
    return no_moment;
}

void Placement::take(std::uint32_t node, const NodeState& at) {
    at_[node] = at;
    if (at.start == at.finish) return;
    for (const CapacityDemand& demand : problem_.demands_of(node)) {
        Use& use = uses_[demand.resource];
        for (const Minutes edge : {at.start, at.finish}) {
            const auto next = use.upper_bound(edge);
            const std::int64_t taken = next == use.begin() ? 0 : std::prev(next)->second;
            use.emplace(edge, taken);
        }
        for (auto step = use.find(at.start); step->first < at.finish; ++step)
            step->second += demand.amount;
    }
}

void Placement::place(const std::vector<std::uint32_t>& order, Monitor* monitor) {
    const Forward& early = schedule_.passes().early;
    for (const std::uint32_t node : order) {
        if (network_.part[node] != Part::leaf || !problem_.pin(node)) continue;
        take(node, {time_of(network_, early.at, node, End::start), early.at[node].finish});
    }
    std::uint64_t done = 0;
    for (const std::uint32_t node : order) {
        report_progress(monitor, ++done, order.size());
        if (network_.part[node] == Part::none || problem_.pin(node)) continue;
        NodeState at = earliest(node);
        while (network_.part[node] == Part::leaf && at.start != no_moment) {
            const Minutes until = first_conflict_end(node, at);
            if (until == no_moment) break;
            at = until == never ? NodeState() : state_from(node, until);
        }
        if (at.start == no_moment) continue;
        if (network_.part[node] == Part::gate)
            at_[node] = at;
        else
            take(node, at);
    }
}

}  // namespace planloom::detail

#include <planloom/core/contract.hpp>
#include <planloom/order/capacity_explain.hpp>

#include <algorithm>

namespace planloom {
namespace {

bool runs_at(const CapacityProblem& problem, std::span<const Minutes> start, std::size_t activity,
             Minutes time) {
    return start[activity] != no_start && start[activity] <= time &&
           time - start[activity] < problem.duration(activity);
}

/// The conflict that one resource would have a minute before the start, if it would have one.
void add_resource(const CapacityProblem& problem, std::span<const Minutes> start,
                  const CapacityDemand& demand, CapacityReason& reason) {
    Blocker blocker;
    blocker.time = start[demand.activity] - 1;
    blocker.resource = demand.resource;
    blocker.amount = demand.amount;
    blocker.capacity = problem.capacity_at(demand.resource, blocker.time);
    for (const CapacityDemand& other : problem.demands_on(demand.resource)) {
        if (other.activity == demand.activity ||
            !runs_at(problem, start, other.activity, blocker.time))
            continue;
        blocker.used += other.amount;
        blocker.activities.push_back(other.activity);
    }
    if (blocker.used + blocker.amount <= blocker.capacity) return;
    blocker.kind =
        blocker.amount > blocker.capacity ? BlockerKind::capacity : BlockerKind::resource;
    if (blocker.kind == BlockerKind::capacity) blocker.activities.clear();
    reason.blockers.push_back(std::move(blocker));
}

}  // namespace

std::string_view to_string(BlockerKind kind) noexcept {
    switch (kind) {
        case BlockerKind::pin:
            return "pin";
        case BlockerKind::release:
            return "release";
        case BlockerKind::arc:
            return "arc";
        case BlockerKind::resource:
            return "resource";
        case BlockerKind::capacity:
            break;
    }
    return "capacity";
}

CapacityReason explain(const CapacityProblem& problem, std::span<const Minutes> start,
                       std::uint32_t activity) {
    PLANLOOM_EXPECTS(start.size() == problem.activity_count() && activity < start.size());
    PLANLOOM_EXPECTS(start[activity] != no_start);
    CapacityReason reason;
    const Minutes own = start[activity];
    if (const std::optional<Minutes> pin = problem.pin(activity)) {
        reason.ready = *pin;
        reason.blockers.push_back({.kind = BlockerKind::pin, .time = own});
        return reason;
    }
    reason.ready = problem.release(activity);
    if (own == problem.release(activity))
        reason.blockers.push_back({.kind = BlockerKind::release, .time = own});
    for (const std::uint32_t arc : problem.arcs_to(activity)) {
        const CapacityArc& each = problem.input().arcs[arc];
        if (start[each.from] == no_start) continue;
        const Minutes allowed = start[each.from] + each.weight;
        reason.ready = std::max(reason.ready, allowed);
        if (allowed != own) continue;
        reason.blockers.push_back(
            {.kind = BlockerKind::arc, .time = own, .arc = arc, .activities = {each.from}});
    }
    // What takes no time takes no capacity. Of all others only the minute before the start is new
    // to an activity that starts a minute earlier, so the conflict is there.
    if (problem.duration(activity) == 0) return reason;
    for (const CapacityDemand& demand : problem.demands_of(activity))
        add_resource(problem, start, demand, reason);
    return reason;
}

std::vector<std::uint32_t> critical_sequence(const CapacityProblem& problem,
                                             std::span<const Minutes> start) {
    const auto end_of = [&](std::uint32_t activity) {
        return start[activity] + problem.duration(activity);
    };
    // A later activity of the same end replaces one only if it starts earlier.
    const auto is_later = [&](std::uint32_t a, std::uint32_t b) {
        return end_of(a) != end_of(b) ? end_of(a) > end_of(b) : start[a] < start[b];
    };
    std::vector<std::uint32_t> chain;
    for (std::uint32_t activity = 0; activity < start.size(); ++activity) {
        if (start[activity] == no_start) continue;
        if (chain.empty()) chain.push_back(activity);
        if (is_later(activity, chain.front())) chain.front() = activity;
    }
    std::vector<bool> is_in_chain(start.size(), false);
    while (!chain.empty()) {
        is_in_chain[chain.back()] = true;
        const CapacityReason reason = explain(problem, start, chain.back());
        const auto next = std::find_if(
            reason.blockers.begin(), reason.blockers.end(), [](const Blocker& blocker) {
                return blocker.kind == BlockerKind::arc || blocker.kind == BlockerKind::resource;
            });
        if (next == reason.blockers.end()) break;
        std::uint32_t holder = next->activities.front();
        for (const std::uint32_t each : next->activities) {
            if (is_later(each, holder)) holder = each;
        }
        if (is_in_chain[holder]) break;
        chain.push_back(holder);
    }
    std::reverse(chain.begin(), chain.end());
    return chain;
}

}  // namespace planloom

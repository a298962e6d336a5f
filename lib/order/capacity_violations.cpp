#include <planloom/core/contract.hpp>
#include <planloom/order/capacity_explain.hpp>

#include <algorithm>
#include <map>

namespace planloom {
namespace {

void check_arcs(const CapacityProblem& problem, std::span<const Minutes> start,
                std::vector<Violation>& found) {
    const std::vector<CapacityArc>& arcs = problem.input().arcs;
    for (std::uint32_t i = 0; i < arcs.size(); ++i) {
        const CapacityArc& arc = arcs[i];
        if (start[arc.from] == no_start || start[arc.to] == no_start) continue;
        const Minutes allowed = start[arc.from] + arc.weight;
        if (start[arc.to] >= allowed) continue;
        found.push_back({.kind = ViolationKind::arc,
                         .activities = {arc.from, arc.to},
                         .arc = i,
                         .from = start[arc.to],
                         .to = allowed,
                         .is_pinned = problem.pin(arc.to).has_value()});
    }
}

void check_starts(const CapacityProblem& problem, std::span<const Minutes> start,
                  std::vector<Violation>& found) {
    for (std::uint32_t activity = 0; activity < start.size(); ++activity) {
        const std::optional<Minutes> pin = problem.pin(activity);
        const Minutes own = start[activity];
        if (own == no_start) {
            found.push_back({.kind = ViolationKind::unplaced, .activities = {activity}});
            continue;
        }
        if (own < problem.release(activity)) {
            found.push_back({.kind = ViolationKind::release,
                             .activities = {activity},
                             .from = own,
                             .to = problem.release(activity),
                             .is_pinned = pin.has_value()});
        }
        if (pin && own != *pin) {
            found.push_back(
                {.kind = ViolationKind::pin, .activities = {activity}, .from = own, .to = *pin});
        }
    }
}

/// A demand in time.
struct Use {
    Minutes from = 0;
    Minutes to = 0;
    std::int64_t amount = 0;
    std::uint32_t activity = 0;
};

void check_resource(const CapacityProblem& problem, std::uint32_t resource,
                    const std::vector<Use>& uses, std::vector<Violation>& found) {
    std::map<Minutes, std::int64_t> change;
    for (const CapacityStep& step : problem.input().resources[resource]) change[step.time] += 0;
    for (const Use& use : uses) {
        change[use.from] += use.amount;
        change[use.to] -= use.amount;
    }
    std::int64_t used = 0;
    for (auto here = change.begin(); here != change.end(); ++here) {
        used += here->second;
        const std::int64_t capacity = problem.capacity_at(resource, here->first);
        if (used <= capacity) continue;
        // Something is in use, so its end comes after.
        Violation overload{.kind = ViolationKind::overload,
                           .resource = resource,
                           .from = here->first,
                           .to = std::next(here)->first,
                           .used = used,
                           .capacity = capacity};
        for (const Use& use : uses) {
            if (use.from <= here->first && here->first < use.to)
                overload.activities.push_back(use.activity);
        }
        std::sort(overload.activities.begin(), overload.activities.end());
        overload.is_pinned =
            std::all_of(overload.activities.begin(), overload.activities.end(),
                        [&](std::uint32_t each) { return problem.pin(each).has_value(); });
        found.push_back(std::move(overload));
    }
}

}  // namespace

std::string_view to_string(ViolationKind kind) noexcept {
    switch (kind) {
        case ViolationKind::arc:
            return "arc";
        case ViolationKind::release:
            return "release";
        case ViolationKind::pin:
            return "pin";
        case ViolationKind::overload:
            return "overload";
        case ViolationKind::unplaced:
            break;
    }
    return "unplaced";
}

std::vector<Violation> find_violations(const CapacityProblem& problem,
                                       std::span<const Minutes> start) {
    PLANLOOM_EXPECTS(start.size() == problem.activity_count());
    std::vector<Violation> found;
    check_arcs(problem, start, found);
    check_starts(problem, start, found);
    std::vector<std::vector<Use>> uses(problem.resource_count());
    for (std::uint32_t activity = 0; activity < start.size(); ++activity) {
        const Minutes duration = problem.duration(activity);
        if (start[activity] == no_start || duration == 0) continue;
        for (const CapacityDemand& demand : problem.demands_of(activity)) {
            uses[demand.resource].push_back(
                {start[activity], start[activity] + duration, demand.amount, activity});
        }
    }
    for (std::uint32_t resource = 0; resource < uses.size(); ++resource)
        check_resource(problem, resource, uses[resource], found);
    return found;
}

}  // namespace planloom

#include "link_force.hpp"

#include <algorithm>

namespace planloom {

Forces::Forces(const PlanGraph& graph, bool with_durations)
    : graph_(graph),
      table_(graph.plan().dependency_table()),
      tasks_(graph.plan().task_table()),
      with_durations_(with_durations) {
    const auto is_set = [](std::uint8_t value) { return value != 0; };
    has_elapsed_ =
        std::any_of(table_.is_elapsed.stored().begin(), table_.is_elapsed.stored().end(), is_set) ||
        std::any_of(tasks_.is_elapsed.stored().begin(), tasks_.is_elapsed.stored().end(), is_set);
}

Minutes Forces::duration(TaskNode node, Clock clock) const noexcept {
    if (!with_durations_) return 0;
    const std::size_t task = graph_.task(node).index();
    // A stretch on the clock may hold no working time; working time lasts at least as long on it.
    if (clock == Clock::working && tasks_.is_elapsed[task] != 0) return 0;
    return std::max<Minutes>(tasks_.duration[task], 0);
}

Minutes Forces::lag(DependencyId link, Clock clock) const noexcept {
    const Minutes lag = table_.lag[link.index()];
    if (lag == 0) return 0;
    if (is_elapsed(link)) return clock == Clock::elapsed ? lag : std::min<Minutes>(lag, 0);
    return clock == Clock::working || lag > 0 ? lag : no_force;
}

bool Forces::satisfies(DependencyId link, Clock clock, Minutes force) const noexcept {
    if (force < no_force / 2) return false;
    const Minutes lag = table_.lag[link.index()];
    // No working time between two events, summed over a path with negative lags, may be a night in
    // which the later one comes first.
    if (is_elapsed(link) || (lag == 0 && has_elapsed_))
        return lag <= force && (clock == Clock::elapsed || force > 0);
    return lag <= (clock == Clock::working ? force : std::min<Minutes>(force, 0));
}

Minutes Forces::widened(DependencyId link, bool from_finish, bool to_finish, Minutes force,
                        Clock clock) const noexcept {
    if (from_finish != is_from_finish(link)) {
        if (!from_finish) return no_force;
        force += duration(predecessor(link), clock);
    }
    if (to_finish != is_to_finish(link)) {
        if (to_finish) return no_force;
        force += duration(successor(link), clock);
    }
    return force;
}

bool Forces::satisfies(DependencyId link, DependencyId by) const noexcept {
    if (is_soft(by) && !is_soft(link)) return false;
    for (const Clock clock : {Clock::working, Clock::elapsed})
        if (satisfies(link, clock,
                      widened(link, is_from_finish(by), is_to_finish(by), lag(by, clock), clock)))
            return true;
    return false;
}

bool Forces::is_met_by_plain_path(DependencyId link) const noexcept {
    for (const Clock clock : {Clock::working, Clock::elapsed})
        if (satisfies(link, clock, widened(link, true, false, 0, clock))) return true;
    return false;
}

}  // namespace planloom

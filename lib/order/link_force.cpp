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

Minutes Forces::duration(TaskNode node, Scale scale) const noexcept {
    if (!with_durations_) return 0;
    const std::size_t task = graph_.task(node).index();
    // Elapsed time may hold no working time; working time lasts at least as long.
    if (scale == Scale::working && tasks_.is_elapsed[task] != 0) return 0;
    return std::max<Minutes>(tasks_.duration[task], 0);
}

Minutes Forces::lag(DependencyId link, Scale scale) const noexcept {
    const Minutes lag = table_.lag[link.index()];
    if (lag == 0) return 0;
    if (is_elapsed(link)) return scale == Scale::elapsed ? lag : std::min<Minutes>(lag, 0);
    return scale == Scale::working || lag > 0 ? lag : no_force;
}

bool Forces::satisfies(DependencyId link, Scale scale, Minutes force) const noexcept {
    if (force < no_force / 2) return false;
    const Minutes lag = table_.lag[link.index()];
    // No working time between two events, summed over a path with negative lags, may be a night in
    // which the later one comes first.
    if (is_elapsed(link) || (lag == 0 && has_elapsed_))
        return lag <= force && (scale == Scale::elapsed || force > 0);
    return lag <= (scale == Scale::working ? force : std::min<Minutes>(force, 0));
}

Minutes Forces::widened(DependencyId link, bool from_finish, bool to_finish, Minutes force,
                        Scale scale) const noexcept {
    if (from_finish != is_from_finish(link)) {
        if (!from_finish) return no_force;
        force += duration(predecessor(link), scale);
    }
    if (to_finish != is_to_finish(link)) {
        if (to_finish) return no_force;
        force += duration(successor(link), scale);
    }
    return force;
}

bool Forces::satisfies(DependencyId link, DependencyId by) const noexcept {
    if (is_soft(by) && !is_soft(link)) return false;
    for (const Scale scale : {Scale::working, Scale::elapsed})
        if (satisfies(link, scale,
                      widened(link, is_from_finish(by), is_to_finish(by), lag(by, scale), scale)))
            return true;
    return false;
}

bool Forces::is_met_by_plain_path(DependencyId link) const noexcept {
    for (const Scale scale : {Scale::working, Scale::elapsed})
        if (satisfies(link, scale, widened(link, true, false, 0, scale))) return true;
    return false;
}

}  // namespace planloom

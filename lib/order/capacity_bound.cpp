#include "capacity_bounds.hpp"

#include <algorithm>

namespace planloom {

std::string_view to_string(CapacityBoundKind kind) noexcept {
    switch (kind) {
        case CapacityBoundKind::critical_path:
            return "critical_path";
        case CapacityBoundKind::energy:
            return "energy";
        case CapacityBoundKind::disjunctive:
            return "disjunctive";
        case CapacityBoundKind::destructive:
            break;
    }
    return "destructive";
}

CapacityBound critical_path_bound(const CapacityProblem& problem) {
    CapacityBound bound;
    for (std::size_t activity = 0; activity < problem.activity_count(); ++activity) {
        const Minutes end = problem.earliest_starts()[activity] + problem.duration(activity);
        bound.finish = activity == 0 ? end : std::max(bound.finish, end);
    }
    return bound;
}

CapacityBound kernel_bound(const CapacityKernel& kernel) {
    const KernelTimes times(kernel);
    return {std::max(times.length, kernel.pinned_finish), CapacityBoundKind::critical_path};
}

CapacityBound lower_bound(const CapacityProblem& problem) {
    const CapacityKernel kernel(problem);
    CapacityBound bound = kernel_bound(kernel);
    bound.finish *= kernel.unit;
    return bound;
}

}  // namespace planloom

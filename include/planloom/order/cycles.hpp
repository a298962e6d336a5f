// Circles of dependencies, each with a shortest witness. For circles of parents see
// <planloom/model/faults.hpp>.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace planloom {

/// A circle: links[i] leads from tasks[i], or a task above it, to tasks[i + 1], or a task above it;
/// the last one leads back to tasks[0], the task of the circle that is first in plan order.
struct Cycle {
    std::vector<TaskId> tasks;
    std::vector<DependencyId> links;
    /// How many tasks the knot holds in which the circle lies.
    std::size_t knot_size = 0;
    /// Whether no circle in this knot is shorter. False only when the search was cut off by its
    /// budget.
    bool is_shortest = true;

    friend bool operator==(const Cycle&, const Cycle&) = default;
};

/// How much work find_cycles may spend in one knot, in links looked at.
struct CycleOptions {
    std::uint64_t links_per_knot = 200'000'000;
};

/// One circle for every knot, by layout order: a shortest one, and among the shortest the one whose
/// tasks come first in plan order; of several links between two tasks, the first in plan order. A
/// task that depends on itself is a circle of one, and so is one that a task above it depends on,
/// or that depends on a task above it.
/// @complexity O(tasks + links, plus the sum over knots of n k) time at most, for n tasks and k
///             links of the knot; bounded by the options, and then Cycle::is_shortest is false
[[nodiscard]] std::vector<Cycle> find_cycles(const PlanGraph& graph,
                                             const CycleOptions& options = {},
                                             Monitor* monitor = nullptr);

/// The tasks above the circle's own from which a step of it is handed down: what links[step] names
/// instead of tasks[step], then instead of tasks[step + 1]. Empty when it leads from one to the
/// other as written.
[[nodiscard]] std::vector<TaskId> handed_down_from(const Plan& plan, const Cycle& cycle,
                                                   std::size_t step);
/// Those of all steps, in plan order, each once.
[[nodiscard]] std::vector<TaskId> handed_down_from(const Plan& plan, const Cycle& cycle);

/// The tasks of a circle in words, `A -> B -> C -> A`, at most `limit` names and the count of the
/// rest.
[[nodiscard]] std::string to_string(const Plan& plan, const Cycle& cycle, std::size_t limit = 10);

/// Thrown where a plan without circles is needed; the code is `cycle`.
class CycleError : public Error {
public:
    CycleError(const Plan& plan, std::vector<Cycle> cycles);
    /// All of them, one per knot.
    [[nodiscard]] const std::vector<Cycle>& cycles() const noexcept { return cycles_; }
    /// The keys of the tasks of each circle.
    [[nodiscard]] const std::vector<std::vector<std::string>>& keys() const noexcept {
        return keys_;
    }

private:
    std::vector<Cycle> cycles_;
    std::vector<std::vector<std::string>> keys_;
};

}  // namespace planloom

// Bounds on a kernel, in its units.
#pragma once

#include <planloom/order/capacity_bound.hpp>

#include "capacity_kernel.hpp"
#include "capacity_rules.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace planloom {

/// Kernels above this size get no bound that looks at pairs of activities.
inline constexpr std::size_t most_for_pairs = 400;

/// Which activities can never run at the same time, from arcs and from capacities.
class Disjunctions {
public:
    /// @param kernel  of at most most_for_pairs activities
    explicit Disjunctions(const CapacityKernel& kernel);

    /// The least time from the start of one to the start of the other by arcs, or `apart` if no
    /// arcs lead there.
    [[nodiscard]] Minutes distance(std::size_t from, std::size_t to) const {
        return distance_[from * count_ + to];
    }
    /// Whether two activities exclude each other. None excludes itself, nor does one of no
    /// duration.
    [[nodiscard]] bool are_disjoint(std::size_t one, std::size_t other) const {
        return is_disjoint_[one * count_ + other] != 0;
    }

    static constexpr Minutes apart = since_ever;

private:
    std::size_t count_;
    std::vector<Minutes> distance_;
    std::vector<std::uint8_t> is_disjoint_;
};

/// The best of the critical path and of the energy of each resource.
[[nodiscard]] CapacityBound energy_bound(const CapacityKernel& kernel);

/// The longest one-machine schedule, with preemption, of sets of activities that exclude each
/// other.
[[nodiscard]] Minutes disjunctive_bound(const CapacityKernel& kernel,
                                        const Disjunctions& disjunctions);

/// The earliest finish that is not refuted.
/// @param least, known  a bound and the finish of a schedule
[[nodiscard]] Minutes destructive_bound(const CapacityKernel& kernel,
                                        const Disjunctions& disjunctions, Minutes least,
                                        Minutes known);

/// Raises a bound with all that looks at pairs, if the kernel is small enough.
/// @param known  the finish of a schedule
void raise_bound(const CapacityKernel& kernel, Minutes known, CapacityBound& bound);

}  // namespace planloom

// How early a capacity-limited schedule can finish at best.
#pragma once

#include <planloom/order/capacity.hpp>

#include <cstdint>
#include <string_view>

namespace planloom {

/// What a bound rests on. The order of the enumerators is that of their effort.
enum class CapacityBoundKind : std::uint8_t {
    /// The longest chain of arcs, releases and pins.
    critical_path,
    /// The work that a resource must do between a head and a tail.
    energy,
    /// A set of activities of which no two can run at the same time.
    disjunctive,
    /// Every earlier finish was refuted by reasoning on what would have to run when.
    destructive
};

/// The word for a kind in JSON and in text, as the enumerator is spelt.
[[nodiscard]] std::string_view to_string(CapacityBoundKind kind) noexcept;

/// No schedule finishes before `finish`.
struct CapacityBound {
    Minutes finish = 0;
    CapacityBoundKind kind = CapacityBoundKind::critical_path;

    friend bool operator==(const CapacityBound&, const CapacityBound&) = default;
};

/// The bound of the critical path alone.
/// @complexity O(n)
[[nodiscard]] CapacityBound critical_path_bound(const CapacityProblem& problem);

/// The best of all bounds, and the cheapest kind that gives it.
/// @complexity O(e + q log q) for q demands; up to 400 activities also O(n^3) for the disjunctive
///             and O(n^3) per refuted finish for the destructive bound
[[nodiscard]] CapacityBound lower_bound(const CapacityProblem& problem);

}  // namespace planloom

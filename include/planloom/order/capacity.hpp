// The problem of a capacity-limited schedule: activities of fixed duration that wait for each other
// and share resources of limited capacity. For making a schedule see
// <planloom/order/capacity_schedule.hpp>, for a bound of what is possible
// <planloom/order/capacity_bound.hpp>, for why an activity waits
// <planloom/order/capacity_explain.hpp>.
#pragma once

#include <planloom/core/duration.hpp>
#include <planloom/core/error.hpp>

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <vector>

namespace planloom {

/// The start of an activity that has none, because no window was left for it.
inline constexpr Minutes no_start = std::numeric_limits<Minutes>::max();

/// The time of a capacity step that holds since ever.
inline constexpr Minutes since_ever = std::numeric_limits<Minutes>::min();

/// `to` starts no earlier than `weight` minutes after `from` starts. With fixed durations every
/// link type is one: FS with lag l has weight d(from) + l, SS l, FF d(from) - d(to) + l, SF l -
/// d(to).
struct CapacityArc {
    std::uint32_t from = 0;
    std::uint32_t to = 0;
    Minutes weight = 0;

    friend bool operator==(const CapacityArc&, const CapacityArc&) = default;
};

/// An activity takes `amount` of a resource from its start to its end. Amounts of the same activity
/// and resource add up.
struct CapacityDemand {
    std::uint32_t activity = 0;
    std::uint32_t resource = 0;
    /// From 0.
    std::int64_t amount = 0;

    friend bool operator==(const CapacityDemand&, const CapacityDemand&) = default;
};

/// From `time` on, up to the next step, a resource has `capacity`.
struct CapacityStep {
    Minutes time = since_ever;
    /// From 0; 0 when the resource is not there.
    std::int64_t capacity = 0;

    friend bool operator==(const CapacityStep&, const CapacityStep&) = default;
};

/// What a capacity problem is made of, as plain arrays. Activities are 0 to n - 1 in plan order,
/// resources 0 to r - 1. Times are minutes from the start of the project and, but for since_ever,
/// at most max_minutes away from it.
struct CapacityInput {
    /// One per activity, from 0. What takes no time takes no capacity.
    std::vector<Minutes> durations{};
    /// The earliest start of each activity; left empty, 0 for all.
    std::vector<Minutes> releases{};
    /// The start of activities that run or are done; left empty, none is. What is pinned consumes
    /// first, and stays where it is whatever arcs, releases and capacities say.
    std::vector<std::optional<Minutes>> pins{};
    std::vector<CapacityArc> arcs{};
    std::vector<CapacityDemand> demands{};
    /// Per resource, steps by rising time. Before the first there is no capacity.
    std::vector<std::vector<CapacityStep>> resources{};
};

/// Steps of a resource that always has the same capacity.
[[nodiscard]] inline std::vector<CapacityStep> constant_capacity(std::int64_t capacity) {
    return {{since_ever, capacity}};
}

namespace detail {

/// Numbers in compressed rows: row i is items[offsets[i]] up to items[offsets[i + 1]].
struct NumberRows {
    std::vector<std::uint32_t> offsets;
    std::vector<std::uint32_t> items;

    [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t row) const noexcept {
        return std::span(items).subspan(offsets[row], offsets[row + 1] - offsets[row]);
    }
};

}  // namespace detail

/// A capacity problem that is known to have no circle and an activity's worth of room for every
/// activity. Immutable.
class CapacityProblem {
public:
    /// @param input  indexes in range, amounts, capacities and durations from 0, steps by rising
    /// time
    /// @throws CapacityCycleError  if arcs form a circle, whatever their weights
    /// @throws NeverFitsError      naming every activity that has no room even if it were alone
    /// with
    ///                             what is pinned
    /// @complexity O(n + e + q log q) for e arcs and q demands, and for each demand the steps and
    ///             pins of its resource that come before the first room
    explicit CapacityProblem(CapacityInput input);

    [[nodiscard]] const CapacityInput& input() const noexcept { return input_; }
    [[nodiscard]] std::size_t activity_count() const noexcept { return input_.durations.size(); }
    [[nodiscard]] std::size_t resource_count() const noexcept { return input_.resources.size(); }
    [[nodiscard]] Minutes duration(std::size_t activity) const {
        return input_.durations[activity];
    }
    [[nodiscard]] Minutes release(std::size_t activity) const {
        return input_.releases.empty() ? 0 : input_.releases[activity];
    }
    [[nodiscard]] std::optional<Minutes> pin(std::size_t activity) const {
        return input_.pins.empty() ? std::nullopt : input_.pins[activity];
    }

    /// The activities, each after all that it waits for; ties in plan order.
    [[nodiscard]] std::span<const std::uint32_t> order() const noexcept { return order_; }
    /// The arcs that lead to an activity, as places in input().arcs.
    [[nodiscard]] std::span<const std::uint32_t> arcs_to(std::size_t activity) const noexcept {
        return arcs_to_[activity];
    }
    /// The arcs that leave an activity, as places in input().arcs.
    [[nodiscard]] std::span<const std::uint32_t> arcs_from(std::size_t activity) const noexcept {
        return arcs_from_[activity];
    }
    /// What an activity takes: by resource, one entry each, none of amount 0.
    [[nodiscard]] std::span<const CapacityDemand> demands_of(std::size_t activity) const noexcept {
        return std::span(demands_).subspan(
            demand_offsets_[activity], demand_offsets_[activity + 1] - demand_offsets_[activity]);
    }
    /// Who takes a resource, in plan order, each once; the amount of each is above 0.
    [[nodiscard]] std::span<const CapacityDemand> demands_on(std::size_t resource) const noexcept {
        return std::span(demands_by_resource_)
            .subspan(resource_offsets_[resource],
                     resource_offsets_[resource + 1] - resource_offsets_[resource]);
    }
    /// The capacity of a resource at a time.
    /// @complexity O(log steps)
    [[nodiscard]] std::int64_t capacity_at(std::size_t resource, Minutes time) const;
    /// The start of every activity when capacity is left out of account.
    [[nodiscard]] std::span<const Minutes> earliest_starts() const noexcept { return earliest_; }

private:
    void sort_demands();
    void sort_by_resource();
    void find_order();
    void find_earliest();
    void require_room() const;

    CapacityInput input_;
    std::vector<CapacityDemand> demands_;
    std::vector<std::uint32_t> demand_offsets_;
    std::vector<CapacityDemand> demands_by_resource_;
    std::vector<std::uint32_t> resource_offsets_;
    detail::NumberRows arcs_to_;
    detail::NumberRows arcs_from_;
    std::vector<std::uint32_t> order_;
    std::vector<Minutes> earliest_;
};

/// Thrown when arcs form a circle; the code is `capacity_cycle`.
class CapacityCycleError : public Error {
public:
    /// @param activities  one or more, each waiting for the one before, the first for the last
    explicit CapacityCycleError(std::vector<std::uint32_t> activities);
    [[nodiscard]] const std::vector<std::uint32_t>& activities() const noexcept {
        return activities_;
    }

private:
    std::vector<std::uint32_t> activities_;
};

/// A demand for which no schedule has room.
struct NeverFits {
    std::uint32_t activity = 0;
    std::uint32_t resource = 0;
    std::int64_t amount = 0;
    /// The most that the resource has left at any time from the activity's earliest start on,
    /// beside what is pinned. When the amount is no more than this, the times with enough are too
    /// short for the activity, or come at other times than those of its other resources.
    std::int64_t capacity = 0;

    friend bool operator==(const NeverFits&, const NeverFits&) = default;
};

/// Thrown with every demand of every activity that has no room; the code is `never_fits`.
class NeverFitsError : public Error {
public:
    /// @param demands  one or more
    explicit NeverFitsError(std::vector<NeverFits> demands);
    [[nodiscard]] const std::vector<NeverFits>& demands() const noexcept { return demands_; }

private:
    std::vector<NeverFits> demands_;
};

}  // namespace planloom

// Places tasks one by one on their own clocks, where no unit is asked too much.
#pragma once

#include <planloom/order/capacity.hpp>
#include <planloom/order/schedule.hpp>

#include "network.hpp"

#include <map>
#include <vector>

namespace planloom::detail {

/// Activities by start, ties so that arcs lead on.
[[nodiscard]] std::vector<std::uint32_t> order_of(const CapacityProblem& problem,
                                                  std::span<const Minutes> start);

class Placement {
public:
    /// @param problem  the plan as numbers: activities are the nodes of the schedule's network
    Placement(const Schedule& schedule, const CapacityProblem& problem);

    /// @param order  every node once, each after those before it
    void place(const std::vector<std::uint32_t>& order, Monitor* monitor);
    /// By node, moments; no_start where no room was found.
    [[nodiscard]] std::vector<Minutes> starts() const;
    [[nodiscard]] std::vector<Minutes> finishes() const;

private:
    /// How much of a resource is taken from a moment on, to the next.
    using Use = std::map<Minutes, std::int64_t>;

    [[nodiscard]] NodeState earliest(std::uint32_t node) const;
    [[nodiscard]] NodeState state_from(std::uint32_t node, Minutes moment) const;
    [[nodiscard]] Minutes first_conflict_end(std::uint32_t node, const NodeState& at) const;
    void take(std::uint32_t node, const NodeState& at);
    [[nodiscard]] std::int64_t capacity_at(std::size_t resource, Minutes moment) const;
    [[nodiscard]] Minutes next_step(std::size_t resource, Minutes moment) const;

    const Schedule& schedule_;
    const Network& network_;
    const CapacityProblem& problem_;
    std::vector<NodeState> at_;
    std::vector<Use> uses_;
    /// Per resource, the moments at which its capacity changes, and to what.
    std::vector<std::vector<std::pair<Minutes, std::int64_t>>> steps_;
};

}  // namespace planloom::detail

// Puts the passes over the network together to a schedule of all tasks of the plan.
#pragma once

#include <planloom/order/schedule.hpp>

#include "network.hpp"

#include <vector>

namespace planloom {

class ScheduleMaker {
public:
    ScheduleMaker(const PlanGraph& graph, const ScheduleOptions& options, Monitor* monitor)
        : graph_(graph), options_(options), monitor_(monitor) {}

    [[nodiscard]] Schedule make();
    /// The schedule of a network that comes from elsewhere, with the tasks of the graph first.
    [[nodiscard]] Schedule make(detail::Network made);

private:
    void place(const detail::Network& network);
    void set_end(const detail::Network& network);
    void measure_floats(const detail::Network& network);
    void set_drivers(const detail::Network& network);
    void find_conflicts(const detail::Network& network);
    void find_conflicts_of(const detail::Network& network, TaskId task);
    void copy_nodes(const detail::Network& network);
    void roll_up(const detail::Network& network);
    void roll_up(TaskId task);
    [[nodiscard]] Minutes shown_finish(const detail::Network& network, std::uint32_t node,
                                       const detail::NodeState& late) const;
    [[nodiscard]] Driver driver_of(const detail::Network& network, std::uint32_t node) const;

    const PlanGraph& graph_;
    const ScheduleOptions& options_;
    Monitor* monitor_;
    Schedule result_;
    detail::Forward early_;
    std::vector<detail::NodeState> late_;
    std::vector<bool> is_done_;
    Minutes end_ = 0;
};

}  // namespace planloom

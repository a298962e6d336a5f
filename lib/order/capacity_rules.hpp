// Priority rules on a kernel.
#pragma once

#include <planloom/order/capacity_schedule.hpp>

#include "capacity_kernel.hpp"

#include <cstdint>
#include <vector>

namespace planloom {

/// The longest chains of arcs through every activity of a kernel.
struct KernelTimes {
    explicit KernelTimes(const CapacityKernel& kernel);

    /// Earliest start, releases included.
    std::vector<Minutes> head;
    /// From the start of an activity to the end of the last that waits for it.
    std::vector<Minutes> tail;
    /// The finish without capacities.
    Minutes length = 0;
};

/// All activities of a kernel, the most urgent first, ties in plan order; arcs are not looked at.
[[nodiscard]] std::vector<std::uint32_t> kernel_list(const CapacityKernel& kernel,
                                                     PriorityRule rule);

}  // namespace planloom

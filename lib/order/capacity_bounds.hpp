// Bounds on a kernel.
#pragma once

#include <planloom/order/capacity_bound.hpp>

#include "capacity_kernel.hpp"
#include "capacity_rules.hpp"

namespace planloom {

/// The best bound, in the units of the kernel.
[[nodiscard]] CapacityBound kernel_bound(const CapacityKernel& kernel);

}  // namespace planloom

// Moments of a schedule as answers hold them.
#pragma once

#include <planloom/order/schedule.hpp>

#include "nodes.hpp"

#include <string>

namespace planloom::tool {

/// A date and time where the schedule has dates, else minutes; null for none.
[[nodiscard]] Json moment_json(const Schedule& schedule, Minutes moment);

/// `2025-06-30 17:00`, or the working time since the start, `12d4h`.
[[nodiscard]] std::string moment_text(const Schedule& schedule, Minutes moment);

}  // namespace planloom::tool

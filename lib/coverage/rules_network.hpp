// The words of the rules on networks and schedules.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array<Rule, 0> network_rules = {};

}  // namespace planloom::coverage

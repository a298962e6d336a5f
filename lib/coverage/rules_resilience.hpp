// The words of the rules on resilience.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array<Rule, 0> resilience_rules = {};

}  // namespace planloom::coverage

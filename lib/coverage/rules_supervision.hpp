// The words of the rules on supervision and progress.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array<Rule, 0> supervision_rules = {};

}  // namespace planloom::coverage

// The words of the rules on revisions.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array<Rule, 0> revision_rules = {};

}  // namespace planloom::coverage

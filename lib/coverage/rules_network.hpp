// The rules on networks and schedules, joined.
#pragma once

#include "rules_network_logic.hpp"
#include "rules_network_paths.hpp"
#include "rules_network_status.hpp"

#include <algorithm>
#include <array>

namespace planloom::coverage {

inline constexpr auto network_rules = [] {
    std::array<Rule,
               network_logic_rules.size() + network_status_rules.size() + network_path_rules.size()>
        joined{};
    auto* end = std::copy(network_logic_rules.begin(), network_logic_rules.end(), joined.begin());
    end = std::copy(network_status_rules.begin(), network_status_rules.end(), end);
    std::copy(network_path_rules.begin(), network_path_rules.end(), end);
    return joined;
}();

}  // namespace planloom::coverage

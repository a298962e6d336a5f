// Findings that are accepted, and what is wrong with the waivers that accept them.
#pragma once

#include <planloom/coverage/check.hpp>

#include "custom_rules.hpp"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace planloom::coverage {

/// What became of one waiver.
struct WaiverUse {
    /// The waiver's end is over, and it accepts nothing.
    bool is_expired = false;
    /// Whether its rule ran and had something to look at.
    bool ran = false;
    /// How many findings it accepted.
    std::size_t count = 0;
};

/// All waivers, and what became of them.
struct WaiverUses {
    const std::vector<Waiver>* waivers = nullptr;
    /// How many of them, from the first, stand in the plan itself.
    std::size_t in_plan = 0;
    std::vector<WaiverUse> uses = {};
};

/// Marks the findings of a result that its waivers accept; of several waivers the first.
/// @param in_plan  how many of the waivers stand in the plan
/// @complexity O(f w) for f findings and w waivers of one rule, and the queries of their scopes
[[nodiscard]] WaiverUses apply_waivers(const Facts& facts, CheckResult& result, std::size_t in_plan,
                                       Selector& selector);

}  // namespace planloom::coverage

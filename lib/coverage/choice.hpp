// Which rules are to run.
#pragma once

#include <planloom/coverage/check.hpp>

#include <string_view>
#include <vector>

namespace planloom::coverage {

struct Choice {
    Profile profile = Profile::policy;
    /// One for each of rules().
    std::vector<bool> rules = {};
    /// One for each rule of the plan's own.
    std::vector<bool> custom = {};
};

/// @param settings  of plan and rule file together
/// @throws UnknownKey  if an option names no rule
[[nodiscard]] Choice choose(const CheckOptions& options, const CheckSettings& settings);

/// @throws InvalidSettings  with the faults of what the plan says, and of what a rule file says
void require_valid(const CheckSettings& plan, const CheckSettings& file);

}  // namespace planloom::coverage

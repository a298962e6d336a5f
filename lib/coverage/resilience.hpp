// What the rules on resilience share, and some of those rules.
#pragma once

#include "rule_run.hpp"

#include <span>
#include <string>
#include <vector>

namespace planloom::coverage {

void find_concentrations(RuleRun& run);
void find_fragile_hand_offs(RuleRun& run);
void find_missing_deputies(RuleRun& run);
void find_external_work(RuleRun& run);
void find_zero_buffers(RuleRun& run);

/// Goals by their keys with commas between; long lists are cut short.
[[nodiscard]] std::string names(const RuleRun& run, std::span<const GoalId> goals);

/// Those of some goals, in plan order, that have none of the others below them.
[[nodiscard]] std::vector<GoalId> lowest(const RuleRun& run, const std::vector<GoalId>& goals);

}  // namespace planloom::coverage

// The rules on what was reported of tasks and how deadlines were put off.
#pragma once

#include "rule_run.hpp"

#include <string>

namespace planloom::coverage {

void find_repeatedly_behind(RuleRun& run);
void find_missing_reports(RuleRun& run);
void find_late_extensions(RuleRun& run);
void find_many_extensions(RuleRun& run);
void find_progress_mismatches(RuleRun& run);
void find_stalled(RuleRun& run);

/// A number of per cent, rounded to the nearest.
[[nodiscard]] std::string percent(double value);

}  // namespace planloom::coverage

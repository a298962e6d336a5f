// The rules on coverage beside PL201, PL205 and PL210: those on goals and their tasks, on
// indicators, and on tasks.
#pragma once

#include "rule_run.hpp"

namespace planloom::coverage {

void find_unsupported_goals(RuleRun& run);
void find_thin_goals(RuleRun& run);
void find_soft_goals(RuleRun& run);
void find_unwanted_tasks(RuleRun& run);
void find_partly_covered_goals(RuleRun& run);
void find_wide_goals(RuleRun& run);
void find_deep_goals(RuleRun& run);
void find_nodes_beyond_source(RuleRun& run);
void find_goals_without_indicator(RuleRun& run);
void find_incomplete_indicators(RuleRun& run);
void find_output_indicators(RuleRun& run);
void find_inconsistent_targets(RuleRun& run);
void find_tasks_without_deliverable(RuleRun& run);
void find_overlapping_tasks(RuleRun& run);

/// From how many rows on a fault that all of them share is said once for the plan.
inline constexpr std::size_t enough_to_say_once = 3;

[[nodiscard]] inline bool is_cancelled(const Plan& plan, TaskId task) noexcept {
    return plan.task_table().status[task.index()] == TaskStatus::cancelled;
}

}  // namespace planloom::coverage

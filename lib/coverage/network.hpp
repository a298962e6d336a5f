// What the rules on networks share, and those rules.
#pragma once

#include <planloom/order/schedule.hpp>

#include "rule_run.hpp"

#include <string>
#include <vector>

namespace planloom::coverage {

void find_missing_logic(RuleRun& run);
void find_leads(RuleRun& run);
void find_lags(RuleRun& run);
void find_link_types(RuleRun& run);
void find_hard_constraints(RuleRun& run);
void find_high_float(RuleRun& run);
void find_negative_float(RuleRun& run);
void find_long_tasks(RuleRun& run);
void find_invalid_dates(RuleRun& run);
void find_unresourced(RuleRun& run);
void find_missed_baselines(RuleRun& run);
void test_critical_path(RuleRun& run);
void find_path_length_index(RuleRun& run);
void find_execution_index(RuleRun& run);
void find_merge_hotspots(RuleRun& run);
void find_bottlenecks(RuleRun& run);
void find_critical_paths(RuleRun& run);
void find_long_waits(RuleRun& run);
void find_unreachable_horizons(RuleRun& run);
void find_out_of_sequence(RuleRun& run);
void find_summary_links(RuleRun& run);
void find_bare_hand_offs(RuleRun& run);

/// The tasks that the DCMA checks count: open, without subtasks, no milestones, not ongoing.
[[nodiscard]] std::vector<TaskId> counted_tasks(const RuleRun& run);

/// The dates, or nullptr once the rule has been told why there are none.
[[nodiscard]] const Schedule* schedule_or_skip(RuleRun& run);

/// Counts a ratio and reports it for the plan as a whole where it fails.
/// @param more  further fields of the message
void report_ratio(RuleRun& run, std::vector<Node> offenders, std::size_t total, double threshold,
                  std::vector<std::pair<std::string, std::string>> more = {});

/// Minutes of work as text, as in the plan.
[[nodiscard]] std::string work_text(const RuleRun& run, Minutes minutes);

}  // namespace planloom::coverage

// What a check found, in the form in which queries ask for it with findings(...).
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/graph/plan_graph.hpp>
#include <planloom/query/context.hpp>

#include <vector>

namespace planloom {

/// Every rule, whatever profile it belongs to, and those of the plan's own, with the subjects of
/// what it found; for query::Context::findings.
/// @throws Interrupted
/// @complexity as check() with all rules
[[nodiscard]] std::vector<query::RuleSubjects> rule_subjects(const PlanGraph& graph,
                                                             Monitor* monitor = nullptr);

}  // namespace planloom

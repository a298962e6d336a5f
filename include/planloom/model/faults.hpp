// What is structurally wrong with a plan. For what is unwise in a sound plan see
// <planloom/coverage/check.hpp>.
#pragma once

#include <planloom/core/error.hpp>
#include <planloom/model/plan.hpp>

#include <vector>

namespace planloom {

/// A parent relation that leads back to where it began: nodes of one kind, each the child of the
/// next, the last the child of the first. Begins with the node that is first in plan order.
using HierarchyCycle = std::vector<Node>;

/// All circles of the parent relations of goals, tasks and units, by kind, then plan order.
/// @complexity O(n) time and space for n nodes
[[nodiscard]] std::vector<HierarchyCycle> find_hierarchy_cycles(const Plan& plan);

/// Rows whose key an earlier row of the same kind has, with that earlier row: (later, earlier).
/// @complexity O(n) expected
[[nodiscard]] std::vector<std::pair<Node, Node>> find_duplicate_keys(const Plan& plan);

/// Every structural fault at once: `duplicate_key`, `unknown_goal`, `unknown_task`, `unknown_unit`,
/// `unknown_requirement`, `unknown_calendar`, `bad_calendar`, `hierarchy_cycle`. A circle of
/// dependencies is none of them: a graph may hold it.
[[nodiscard]] std::vector<Diagnostic> find_faults(const Plan& plan);

/// @throws InvalidPlan  holding find_faults(plan), if there are any
void require_valid(const Plan& plan);

}  // namespace planloom

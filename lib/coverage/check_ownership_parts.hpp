// The rules on ownership beside PL301, PL302 and PL311: those on the roles within one task, on what
// a unit carries, and on levels.
#pragma once

#include "rule_run.hpp"

#include <algorithm>
#include <set>

namespace planloom::coverage {

void find_inferred_leads(RuleRun& run);
void find_inactive_units(RuleRun& run);
void find_role_conflicts(RuleRun& run);
void find_leading_groups(RuleRun& run);
void find_tasks_without_doer(RuleRun& run);
void find_inflated_consultation(RuleRun& run);
void find_overloaded_leads(RuleRun& run);
void find_inflated_leads(RuleRun& run);
void find_vague_duties(RuleRun& run);
void find_leads_below_others(RuleRun& run);
void find_level_gaps(RuleRun& run);
void find_unbalanced_units(RuleRun& run);
void find_open_unit_lists(RuleRun& run);

/// The names of a task's units for which `wanted` holds, each once, in the order as written.
template <class Wanted>
[[nodiscard]] std::vector<std::string> unit_names(const RuleRun& run, TaskId task,
                                                  Wanted&& wanted) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const AssignmentId each : plan.assignments(task)) {
        if (!wanted(table.role[each.index()])) continue;
        const UnitId unit = table.unit[each.index()];
        std::string name =
            unit.is_valid()
                ? run.name(unit)
                : std::string(plan.dangling_key(DanglingRef::Field::assignment_unit, each.index()));
        if (seen.insert(name).second) names.push_back(std::move(name));
    }
    return names;
}

/// The levels of units in the order of the plan, or else of government, from the highest down.
class Levels {
public:
    explicit Levels(const Plan& plan) : names_(plan.head().levels) {
        if (names_.empty()) names_ = {"national", "province", "prefecture", "county", "township"};
    }
    /// 0 for the highest; nothing for a level that is not among them.
    [[nodiscard]] std::optional<std::size_t> rank(std::string_view level) const {
        const auto at = std::find(names_.begin(), names_.end(), level);
        if (level.empty() || at == names_.end()) return std::nullopt;
        return static_cast<std::size_t>(at - names_.begin());
    }
    [[nodiscard]] const std::string& name(std::size_t rank) const { return names_[rank]; }

private:
    std::vector<std::string> names_;
};

}  // namespace planloom::coverage

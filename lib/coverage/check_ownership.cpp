#include "check_ownership_parts.hpp"
#include "reasons.hpp"
#include "rule_text.hpp"
#include "rules_ownership.hpp"
#include "rules_ownership_load.hpp"

namespace planloom::coverage {
namespace {

bool is_lead(Role role) noexcept {
    return role == Role::lead;
}

/// Whether the task itself says who answers for it.
bool is_led(const RuleRun& run, TaskId task) {
    const Plan& plan = run.plan();
    for (const AssignmentId each : plan.assignments(task))
        if (is_lead(plan.assignment_table().role[each.index()])) return true;
    if (!plan.task(task).is_joint()) return false;
    return unit_names(run, task, [](Role role) {
               return role == Role::co_lead || role == Role::responsible;
           }).size() >= 2;
}

void find_tasks_without_lead(RuleRun& run) {
    const Plan& plan = run.plan();
    IdSet<TaskId> led(plan.tasks().size());
    for (const TaskId task : run.facts().tasks.parents_first()) {
        const TaskId parent = run.graph().parent(task);
        if ((parent.is_valid() && led.contains(parent)) || is_led(run, task)) led.insert(task);
    }
    bool has_tasks = false;
    for (const TaskId task : plan.tasks()) {
        const TaskView row = plan.task(task);
        if (!row.is_open() || row.is_milestone() || !run.graph().is_leaf(task)) continue;
        has_tasks = true;
        if (led.contains(task)) continue;
        const std::vector<std::string> others = unit_names(run, task, [](Role) { return true; });
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)}, {"units", list_text(others)}}});
    }
    if (!has_tasks) run.skip(reasons::no_open_tasks);
}

void find_tasks_with_many_leads(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_leads = false;
    for (const TaskId task : plan.tasks()) {
        if (plan.task(task).status() == TaskStatus::cancelled) continue;
        std::vector<std::string> leads = unit_names(run, task, is_lead);
        has_leads = has_leads || !leads.empty();
        if (leads.size() < 2 || plan.task(task).is_joint()) continue;
        Draft draft{.subjects = {task}};
        draft.arguments = {{"task", run.name(task)},
                           {"count", std::to_string(leads.size())},
                           {"units", list_text(leads)}};
        draft.witness = std::move(leads);
        draft.place = "/lead";
        run.report(std::move(draft));
    }
    if (!has_leads) run.skip(reasons::no_leads);
}

void find_unused_units(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.units().empty()) return run.skip(reasons::no_units);
    IdSet<UnitId> used(plan.units().size());
    for (const GoalId goal : plan.goals())
        if (const auto owner = plan.goal(goal).owner()) used.insert(*owner);
    const std::span<const UnitId> units = run.facts().units.parents_first();
    for (std::size_t i = units.size(); i-- > 0;) {
        if (!run.graph().assignments(units[i]).empty()) used.insert(units[i]);
        const UnitId parent = run.graph().parent(units[i]);
        if (parent.is_valid() && used.contains(units[i])) used.insert(parent);
    }
    for (const UnitId unit : plan.units())
        if (!used.contains(unit))
            run.report({.subjects = {unit}, .arguments = {{"unit", run.name(unit)}}});
}

constexpr std::array all_rules = join(ownership_rules, ownership_load_rules);
constexpr std::array ownership_code = {
    RuleCode{"PL301", find_tasks_without_lead}, RuleCode{"PL302", find_tasks_with_many_leads},
    RuleCode{"PL303", find_inferred_leads},     RuleCode{"PL304", find_inactive_units},
    RuleCode{"PL305", find_role_conflicts},     RuleCode{"PL306", find_leading_groups},
    RuleCode{"PL307", find_tasks_without_doer}, RuleCode{"PL308", find_inflated_consultation},
    RuleCode{"PL309", find_overloaded_leads},   RuleCode{"PL310", find_inflated_leads},
    RuleCode{"PL311", find_unused_units},       RuleCode{"PL312", find_vague_duties},
    RuleCode{"PL313", find_leads_below_others}, RuleCode{"PL314", find_level_gaps},
    RuleCode{"PL315", find_unbalanced_units},   RuleCode{"PL316", find_open_unit_lists},
};
static_assert(match(all_rules, ownership_code));

}  // namespace

Family ownership_family() noexcept {
    return {all_rules, ownership_code};
}

}  // namespace planloom::coverage

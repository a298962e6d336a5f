#include "check_coverage_parts.hpp"
#include "reasons.hpp"
#include "rules_coverage.hpp"
#include "rules_coverage_source.hpp"

namespace planloom::coverage {
namespace {

void find_uncovered_goals(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.goals().empty()) return run.skip(reasons::no_goals);
    IdSet<GoalId> covered(plan.goals().size());
    const ServesTable& serves = plan.serves_table();
    for (std::size_t row = 0; row < serves.count; ++row)
        if (serves.goal[row].is_valid() && !is_cancelled(plan, serves.task[row]))
            covered.insert(serves.goal[row]);
    const std::span<const GoalId> goals = run.facts().goals.parents_first();
    for (std::size_t i = goals.size(); i-- > 0;)
        if (const GoalId parent = run.graph().parent(goals[i]);
            parent.is_valid() && covered.contains(goals[i]))
            covered.insert(parent);
    for (const GoalId goal : plan.goals()) {
        if (covered.contains(goal)) continue;
        const std::size_t cancelled = run.graph().serves(goal).size();
        run.report({.subjects = {goal},
                    .arguments = {{"goal", run.name(goal)},
                                  {"cancelled", cancelled == 0 ? "" : std::to_string(cancelled)}}});
    }
}

void find_orphan_tasks(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.goals().empty() && plan.serves_table().count == 0) return run.skip(reasons::no_goals);
    IdSet<TaskId> serving(plan.tasks().size());
    for (std::size_t row = 0; row < plan.serves_table().count; ++row)
        serving.insert(plan.serves_table().task[row]);
    for (const TaskId task : run.facts().tasks.parents_first())
        if (const TaskId parent = run.graph().parent(task);
            parent.is_valid() && serving.contains(parent))
            serving.insert(task);
    bool has_tasks = false;
    for (const TaskId task : plan.tasks()) {
        if (!run.graph().is_leaf(task) || is_cancelled(plan, task)) continue;
        has_tasks = true;
        if (!serving.contains(task))
            run.report({.subjects = {task}, .arguments = {{"task", run.name(task)}}});
    }
    if (!has_tasks) run.skip(reasons::no_tasks);
}

void find_unmapped_sources(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_demands = false;
    for (const RequirementId requirement : plan.requirements()) {
        const RequirementView row = plan.requirement(requirement);
        if (row.kind() == RequirementKind::comment || row.is_optional()) continue;
        has_demands = true;
        if (run.graph().implements(requirement).empty())
            run.report(
                {.subjects = {requirement}, .arguments = {{"requirement", run.name(requirement)}}});
    }
    if (!has_demands) run.skip(reasons::no_demands);
}

constexpr std::array all_rules = join(coverage_rules, coverage_source_rules);
constexpr std::array coverage_code = {
    RuleCode{"PL201", find_uncovered_goals},
    RuleCode{"PL202", find_unsupported_goals},
    RuleCode{"PL203", find_thin_goals},
    RuleCode{"PL204", find_soft_goals},
    RuleCode{"PL205", find_orphan_tasks},
    RuleCode{"PL206", find_unwanted_tasks},
    RuleCode{"PL207", find_partly_covered_goals},
    RuleCode{"PL208", find_wide_goals},
    RuleCode{"PL209", find_deep_goals},
    RuleCode{"PL210", find_unmapped_sources},
    RuleCode{"PL212", find_nodes_beyond_source},
    RuleCode{"PL213", find_goals_without_indicator},
    RuleCode{"PL214", find_incomplete_indicators},
    RuleCode{"PL215", find_output_indicators},
    RuleCode{"PL216", find_inconsistent_targets},
    RuleCode{"PL217", find_tasks_without_deliverable},
    RuleCode{"PL218", find_overlapping_tasks},
};
static_assert(match(all_rules, coverage_code));

}  // namespace

Family coverage_family() noexcept {
    return {all_rules, coverage_code};
}

}  // namespace planloom::coverage

#include "loss_notes.hpp"

#include <planloom/model/views.hpp>

namespace planloom::detail {

void note_course(const Plan& plan, LossNotes& losses) {
    const PlanHead& head = plan.head();
    std::size_t tasks = 0, goals = 0, units = 0, links = 0;
    for (const TaskId id : plan.tasks()) {
        const TaskView task = plan.task(id);
        const bool says_more = task.baseline_start().is_set() || task.baseline_finish().is_set() ||
                               task.baseline_duration() || task.plan_filed().is_set() ||
                               task.is_local() || task.is_external() || !task.level().empty() ||
                               !task.evidence().empty() || !task.former_key().empty();
        tasks += says_more ? 1 : 0;
    }
    for (const GoalId id : plan.goals()) {
        const GoalView goal = plan.goal(id);
        const bool says_more = goal.is_closed() || goal.is_local() || !goal.former_key().empty() ||
                               !plan.needs(id).empty();
        goals += says_more ? 1 : 0;
    }
    for (const UnitId id : plan.units())
        units += plan.unit(id).successor().empty() && plan.unit(id).former_key().empty() ? 0 : 1;
    for (std::size_t row = 0; row < plan.implements_table().count; ++row)
        links += plan.implements_table().confirmed[row].length > 0 ? 1 : 0;
    losses.add("baselines_and_evidence_left_out", tasks,
               "tasks lose their baseline, level, evidence, filing or former key");
    losses.add("needs_left_out", goals, "goals lose what they need, or their former key");
    losses.add("successors_left_out", units, "units lose their successor or former key");
    losses.add("confirmations_left_out", links, "links to requirements lose their confirmation");
    losses.add("reports_left_out", plan.report_table().count, "reports are left out");
    losses.add("extensions_left_out", plan.extension_table().count, "extensions are left out");
    losses.add("asked_left_out", head.asked.size(), "rounds of consultation are left out");
    losses.add("supervision_left_out", head.supervision == Supervision() ? 0U : 1U,
               "rule of supervision is left out");
    losses.add("dropped_left_out", head.dropped.size(), "dropped rows are left out");
    losses.add("checks_left_out", head.checks.is_empty() ? 0U : 1U,
               "set of check settings is left out");
}

}  // namespace planloom::detail

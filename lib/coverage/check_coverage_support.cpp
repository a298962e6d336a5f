#include <planloom/core/display.hpp>
#include <planloom/graph/support.hpp>

#include "check_coverage_parts.hpp"
#include "reasons_coverage.hpp"
#include "rule_text.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

/// The truths of tasks and goals if every task that is not cancelled succeeds.
struct BestCase {
    explicit BestCase(const RuleRun& run)
        : formulas(run.graph()),
          all_succeed(run.plan().tasks().size(), Truth::yes),
          goals(formulas.evaluate(all_succeed)),
          tasks(formulas.task_truths(all_succeed)) {}

    SupportFormulas formulas;
    std::vector<Truth> all_succeed;
    IdMap<GoalId, Truth> goals;
    IdMap<TaskId, Truth> tasks;
};

/// The goals that a task which goes on or was done serves, or whose subgoals have one; the others
/// have a rule of their own.
IdSet<GoalId> covered_goals(const RuleRun& run) {
    const Plan& plan = run.plan();
    const ServesTable& serves = plan.serves_table();
    IdSet<GoalId> covered(plan.goals().size());
    for (std::size_t row = 0; row < serves.count; ++row)
        if (serves.goal[row].is_valid() && !is_cancelled(plan, serves.task[row]))
            covered.insert(serves.goal[row]);
    const std::span<const GoalId> goals = run.facts().goals.parents_first();
    for (std::size_t i = goals.size(); i-- > 0;)
        if (const GoalId parent = run.graph().parent(goals[i]);
            parent.is_valid() && covered.contains(goals[i]))
            covered.insert(parent);
    return covered;
}

/// What a goal counts on and will not get.
std::vector<std::string> failing_supports(const RuleRun& run, const BestCase& best,
                                          const SupportFormula& formula) {
    std::vector<std::string> failing;
    for (const std::span<const TaskId> tasks :
         {formula.necessary, formula.alternatives, formula.supporting})
        for (const TaskId task : tasks)
            if (best.tasks[task] == Truth::no) failing.push_back(run.name(task));
    for (const GoalId goal : formula.subgoals)
        if (best.goals[goal] == Truth::no) failing.push_back(run.name(goal));
    return failing;
}

}  // namespace

void find_unsupported_goals(RuleRun& run) {
    const Plan& plan = run.plan();
    const IdSet<GoalId> covered = covered_goals(run);
    const auto is_covered = [&](GoalId goal) { return covered.contains(goal); };
    if (std::none_of(plan.goals().begin(), plan.goals().end(), is_covered))
        return run.skip(reasons::no_served_goals);
    const BestCase best(run);
    const auto fails = [&](GoalId goal) {
        return covered.contains(goal) && best.goals[goal] == Truth::no;
    };
    for (const GoalId goal : plan.goals()) {
        // A goal that fails because one below it does is mended with that.
        const std::span<const GoalId> children = run.graph().children(goal);
        if (!fails(goal) || std::any_of(children.begin(), children.end(), fails)) continue;
        const SupportFormula formula = best.formulas.formula(goal);
        constexpr std::size_t shown_width = 120;
        Draft draft{.subjects = {goal}};
        draft.witness = failing_supports(run, best, formula);
        draft.arguments = {
            {"goal", run.name(goal)},
            {"formula", fit(best.formulas.text(goal), shown_width)},
            {"failing", list_text(draft.witness)},
            {"needed",
             formula.needed > formula.support_count() ? std::to_string(formula.needed) : ""}};
        run.report(std::move(draft));
    }
}

}  // namespace planloom::coverage

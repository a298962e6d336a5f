#include "check_coverage_parts.hpp"
#include "reasons_coverage.hpp"
#include "rule_text.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

/// What in a plan answers a requirement or was set by the plan itself, by its own words or by those
/// of what it belongs to or what belongs to it.
class Founded {
public:
    explicit Founded(const RuleRun& run)
        : run_(&run), goals_(run.plan().goals().size()), tasks_(run.plan().tasks().size()) {
        const Plan& plan = run.plan();
        for (std::size_t row = 0; row < plan.implements_table().count; ++row) {
            const Node node = plan.implements_table().node[row];
            node.kind == NodeKind::goal ? goals_.insert(node.goal()) : tasks_.insert(node.task());
        }
        // What only has parts with a source does not hand one down to its other parts.
        IdSet<GoalId> goals_above = goals_;
        IdSet<TaskId> tasks_above = tasks_;
        rise(run.facts().goals, goals_above);
        rise(run.facts().tasks, tasks_above);
        for (const GoalId goal : plan.goals())
            if (plan.goal(goal).is_local()) goals_.insert(goal);
        for (const TaskId task : plan.tasks())
            if (plan.task(task).is_local()) tasks_.insert(task);
        sink(run.facts().goals, goals_);
        unite(goals_, goals_above, plan.goals());
        const ServesTable& serves = plan.serves_table();
        for (std::size_t row = 0; row < serves.count; ++row)
            if (goals_.contains(serves.goal[row])) tasks_.insert(serves.task[row]);
        sink(run.facts().tasks, tasks_);
        unite(tasks_, tasks_above, plan.tasks());
    }
    [[nodiscard]] bool contains(GoalId goal) const noexcept { return goals_.contains(goal); }
    [[nodiscard]] bool contains(TaskId task) const noexcept { return tasks_.contains(task); }

private:
    template <class IdType>
    void rise(const Forest<IdType>& forest, IdSet<IdType>& set) const {
        const std::span<const IdType> nodes = forest.parents_first();
        for (std::size_t i = nodes.size(); i-- > 0;)
            if (const IdType parent = run_->graph().parent(nodes[i]);
                parent.is_valid() && set.contains(nodes[i]))
                set.insert(parent);
    }
    template <class IdType>
    void sink(const Forest<IdType>& forest, IdSet<IdType>& set) const {
        for (const IdType node : forest.parents_first())
            if (const IdType parent = run_->graph().parent(node);
                parent.is_valid() && set.contains(parent))
                set.insert(node);
    }
    template <class IdType>
    static void unite(IdSet<IdType>& set, const IdSet<IdType>& more, IdRange<IdType> nodes) {
        for (const IdType node : nodes)
            if (more.contains(node)) set.insert(node);
    }

    const RuleRun* run_;
    IdSet<GoalId> goals_;
    IdSet<TaskId> tasks_;
};

bool has_clauses(const Plan& plan) {
    for (const RequirementId each : plan.requirements())
        if (plan.requirement(each).kind() == RequirementKind::clause) return true;
    return false;
}

void report_beyond(RuleRun& run, Node node) {
    run.report({.subjects = {node},
                .arguments = {{"kind", std::string(word(node.kind))}, {"node", run.name(node)}}});
}

}  // namespace

void find_nodes_beyond_source(RuleRun& run) {
    const Plan& plan = run.plan();
    if (!has_clauses(plan)) return run.skip(reasons::no_clauses);
    if (plan.implements_table().count == 0) return run.skip(reasons::nothing_implements);
    const Founded founded(run);
    // What belongs to a goal or task without a source follows from it and is not said again.
    for (const GoalId goal : plan.goals())
        if (const GoalId parent = run.graph().parent(goal);
            !founded.contains(goal) && (!parent.is_valid() || founded.contains(parent)))
            report_beyond(run, goal);
    for (const TaskId task : plan.tasks()) {
        const TaskId parent = run.graph().parent(task);
        if (!founded.contains(task) && !is_cancelled(plan, task) && plan.serves(task).empty() &&
            (!parent.is_valid() || founded.contains(parent)))
            report_beyond(run, task);
    }
}

void find_tasks_without_deliverable(RuleRun& run) {
    const Plan& plan = run.plan();
    std::vector<TaskId> bare;
    std::size_t total = 0;
    for (const TaskId task : plan.tasks()) {
        const TaskView row = plan.task(task);
        if (!row.is_open() || row.is_milestone() || row.is_ongoing() || row.is_external() ||
            !run.graph().is_leaf(task))
            continue;
        ++total;
        if (row.deliverable().empty() && row.evidence().empty()) bare.push_back(task);
    }
    if (total == 0) return run.skip(reasons::no_deliverable_tasks);
    const bool have_few = (total - bare.size()) * 5 < total;
    if (have_few && bare.size() >= enough_to_say_once) {
        Draft draft{.subjects = {bare.begin(), bare.end()}};
        draft.witness = {std::to_string(bare.size()), std::to_string(total)};
        draft.arguments = {{"count", draft.witness[0]}, {"total", draft.witness[1]}};
        draft.severity = Severity::info;
        draft.is_plan_wide = true;
        draft.place = "/tasks";
        return run.report(std::move(draft));
    }
    for (const TaskId task : bare)
        run.report({.subjects = {task}, .arguments = {{"task", run.name(task)}}});
}

}  // namespace planloom::coverage

#include "check_coverage_parts.hpp"
#include "reasons_coverage.hpp"
#include "rule_text.hpp"

#include <algorithm>
#include <set>

namespace planloom::coverage {
namespace {

/// The tasks that go on or were done and serve a goal of the plan: calls back with the rows.
template <class Use>
void for_each_service(const Plan& plan, Use&& use) {
    const ServesTable& serves = plan.serves_table();
    for (std::size_t row = 0; row < serves.count; ++row)
        if (serves.goal[row].is_valid() && !is_cancelled(plan, serves.task[row])) use(row);
}

/// Live leaf tasks, numbered along the task trees.
class LiveLeaves {
public:
    explicit LiveLeaves(const RuleRun& run) : tasks_(&run.facts().tasks) {
        const Plan& plan = run.plan();
        std::vector<TaskId> at_place(plan.tasks().size());
        for (const TaskId task : plan.tasks()) at_place[tasks_->first_place(task)] = task;
        before_.reserve(at_place.size() + 1);
        for (const TaskId task : at_place) {
            before_.push_back(static_cast<std::uint32_t>(leaves_.size()));
            if (run.graph().is_leaf(task) && !is_cancelled(plan, task)) leaves_.push_back(task);
        }
        before_.push_back(static_cast<std::uint32_t>(leaves_.size()));
    }
    /// The number of the first leaf under a task, and one beyond the last.
    [[nodiscard]] std::pair<std::uint32_t, std::uint32_t> under(TaskId task) const {
        return {before_[tasks_->first_place(task)], before_[tasks_->end_place(task)]};
    }
    [[nodiscard]] TaskId operator[](std::uint32_t number) const { return leaves_[number]; }

private:
    const Forest<TaskId>* tasks_;
    std::vector<TaskId> leaves_;
    std::vector<std::uint32_t> before_;
};

/// Leaf tasks by number, sorted; no more are kept than are asked for.
using FewLeaves = std::vector<std::uint32_t>;

void merge(FewLeaves& leaves, const FewLeaves& more, std::size_t most) {
    FewLeaves all;
    std::set_union(leaves.begin(), leaves.end(), more.begin(), more.end(), std::back_inserter(all));
    if (all.size() > most) all.resize(most);
    leaves = std::move(all);
}

/// The first leaves, `most` at most, of each goal and its subgoals.
IdMap<GoalId, FewLeaves> leaves_of_goals(const RuleRun& run, const LiveLeaves& leaves,
                                         std::size_t most) {
    const Plan& plan = run.plan();
    IdMap<GoalId, FewLeaves> all(plan.goals().size());
    for_each_service(plan, [&](std::size_t row) {
        const auto [first, end] = leaves.under(plan.serves_table().task[row]);
        FewLeaves under;
        for (std::uint32_t leaf = first; leaf < end && under.size() < most; ++leaf)
            under.push_back(leaf);
        merge(all[plan.serves_table().goal[row]], under, most);
    });
    const std::span<const GoalId> goals = run.facts().goals.parents_first();
    for (std::size_t i = goals.size(); i-- > 0;)
        if (const GoalId parent = run.graph().parent(goals[i]); parent.is_valid())
            merge(all[parent], all[goals[i]], most);
    return all;
}

void report_all_thin(RuleRun& run, const std::vector<GoalId>& goals, std::size_t limit) {
    Draft draft;
    draft.arguments = {{"total", std::to_string(goals.size())}, {"limit", std::to_string(limit)}};
    for (const GoalId goal : goals) draft.subjects.emplace_back(goal);
    draft.witness = {std::to_string(goals.size())};
    draft.severity = Severity::info;
    draft.is_plan_wide = true;
    draft.place = "/goals";
    run.report(std::move(draft));
}

/// The tags that a goal asks for, as numbers, and back.
class Tags {
public:
    explicit Tags(const Plan& plan) {
        for (const GoalId goal : plan.goals())
            for (const RowText& need : plan.needs(goal)) names_.push_back(plan.text(need.value));
        std::sort(names_.begin(), names_.end());
        names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    }
    [[nodiscard]] bool is_empty() const noexcept { return names_.empty(); }
    /// The number of a tag, or nothing if no goal asks for it.
    [[nodiscard]] std::optional<std::size_t> find(std::string_view tag) const {
        const auto at = std::lower_bound(names_.begin(), names_.end(), tag);
        if (at == names_.end() || *at != tag) return std::nullopt;
        return static_cast<std::size_t>(at - names_.begin());
    }

private:
    std::vector<std::string_view> names_;
};

using TagSet = std::set<std::size_t>;

/// Takes what another set holds; the smaller one moves into the larger one.
void take(TagSet& tags, TagSet&& more) {
    if (more.size() > tags.size()) std::swap(tags, more);
    tags.insert(more.begin(), more.end());
    more.clear();
}

/// Reports what is missing at a goal.
void compare_needs(RuleRun& run, GoalId goal, const Tags& tags, const TagSet& borne) {
    const Plan& plan = run.plan();
    std::vector<std::string> missing, there;
    for (const RowText& need : plan.needs(goal)) {
        const std::string_view tag = plan.text(need.value);
        (borne.contains(*tags.find(tag)) ? there : missing).emplace_back(tag);
    }
    if (missing.empty()) return;
    Draft draft{.subjects = {goal}};
    draft.arguments = {
        {"goal", run.name(goal)}, {"missing", list_text(missing)}, {"there", list_text(there)}};
    draft.witness = std::move(missing);
    draft.place = "/needs";
    run.report(std::move(draft));
}

}  // namespace

void find_thin_goals(RuleRun& run) {
    const Plan& plan = run.plan();
    const auto limit = static_cast<std::size_t>(std::max(run.number("tasks"), 1.0));
    const LiveLeaves leaves(run);
    const IdMap<GoalId, FewLeaves> carried = leaves_of_goals(run, leaves, limit + 1);
    IdSet<GoalId> served(plan.goals().size());
    for_each_service(plan, [&](std::size_t row) { served.insert(plan.serves_table().goal[row]); });
    std::vector<GoalId> all, thin;
    for (const GoalId goal : plan.goals()) {
        const std::size_t count = carried[goal].size();
        if (count == 0) continue;
        if (served.contains(goal)) all.push_back(goal);
        // Where a subgoal rests on the same tasks, it is the one to look at.
        const std::span<const GoalId> children = run.graph().children(goal);
        if (count <= limit && std::none_of(children.begin(), children.end(), [&](GoalId child) {
                return carried[child].size() == count;
            }))
            thin.push_back(goal);
    }
    if (all.empty()) return run.skip(reasons::no_served_goals);
    if (all.size() >= enough_to_say_once && thin == all) return report_all_thin(run, thin, limit);
    for (const GoalId goal : thin) {
        Draft draft{.subjects = {goal}};
        for (const std::uint32_t leaf : carried[goal])
            draft.witness.push_back(run.name(leaves[leaf]));
        draft.arguments = {{"goal", run.name(goal)}, {"tasks", list_text(draft.witness)}};
        run.report(std::move(draft));
    }
}

void find_soft_goals(RuleRun& run) {
    const Plan& plan = run.plan();
    const ServesTable& serves = plan.serves_table();
    IdSet<GoalId> firm(plan.goals().size());
    IdMap<GoalId, std::vector<TaskId>> soft(plan.goals().size());
    bool has_services = false;
    for_each_service(plan, [&](std::size_t row) {
        has_services = true;
        if (serves.role[row] != ServesRole::supporting)
            firm.insert(serves.goal[row]);
        else if (std::vector<TaskId>& tasks = soft[serves.goal[row]];
                 tasks.empty() || tasks.back() != serves.task[row])
            tasks.push_back(serves.task[row]);
    });
    if (!has_services) return run.skip(reasons::no_served_goals);
    const std::span<const GoalId> goals = run.facts().goals.parents_first();
    for (std::size_t i = goals.size(); i-- > 0;)
        if (const GoalId parent = run.graph().parent(goals[i]);
            parent.is_valid() && firm.contains(goals[i]))
            firm.insert(parent);
    for (const GoalId goal : plan.goals()) {
        if (firm.contains(goal) || soft[goal].empty()) continue;
        Draft draft{.subjects = {goal}};
        for (const TaskId task : soft[goal]) draft.witness.push_back(run.name(task));
        draft.arguments = {{"goal", run.name(goal)}, {"tasks", list_text(draft.witness)}};
        run.report(std::move(draft));
    }
}

void find_unwanted_tasks(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.goal_table().is_closed.stored().empty()) return run.skip(reasons::no_closed_goals);
    const ServesTable& serves = plan.serves_table();
    IdMap<GoalId, TaskId> last_task(plan.goals().size());
    for_each_service(plan, [&](std::size_t row) {
        const TaskId task = serves.task[row];
        const GoalId goal = serves.goal[row];
        if (!plan.goal(goal).is_closed() || !plan.task(task).is_open() || last_task[goal] == task)
            return;
        last_task[goal] = task;
        run.report({.subjects = {task, goal},
                    .arguments = {{"task", run.name(task)}, {"goal", run.name(goal)}},
                    .place = "/serves",
                    .line = serves.line[row]});
    });
}

void find_partly_covered_goals(RuleRun& run) {
    const Plan& plan = run.plan();
    const Tags tags(plan);
    if (tags.is_empty()) return run.skip(reasons::no_needs);
    IdMap<GoalId, TagSet> of_goal(plan.goals().size());
    IdSet<GoalId> served(plan.goals().size());
    std::vector<TagSet> of_task(plan.tasks().size());
    const std::span<const TaskId> tasks = run.facts().tasks.parents_first();
    for (std::size_t i = tasks.size(); i-- > 0;) {
        const TaskId task = tasks[i];
        TagSet& borne = of_task[task.index()];
        if (!is_cancelled(plan, task)) {
            for (const RowText& tag : plan.tags(task))
                if (const auto number = tags.find(plan.text(tag.value))) borne.insert(*number);
            for (const ServesId each : plan.serves(task))
                if (const GoalId goal = plan.serves_table().goal[each.index()]; goal.is_valid()) {
                    of_goal[goal].insert(borne.begin(), borne.end());
                    served.insert(goal);
                }
        }
        if (const TaskId parent = run.graph().parent(task); parent.is_valid())
            take(of_task[parent.index()], std::move(borne));
    }
    bool has_goals = false;
    const std::span<const GoalId> goals = run.facts().goals.parents_first();
    for (std::size_t i = goals.size(); i-- > 0;) {
        const GoalId goal = goals[i];
        const GoalId parent = run.graph().parent(goal);
        if (served.contains(goal) && !plan.needs(goal).empty()) {
            has_goals = true;
            compare_needs(run, goal, tags, of_goal[goal]);
        }
        if (!parent.is_valid()) continue;
        if (served.contains(goal)) served.insert(parent);
        take(of_goal[parent], std::move(of_goal[goal]));
    }
    if (!has_goals) run.skip(reasons::no_needs);
}

}  // namespace planloom::coverage

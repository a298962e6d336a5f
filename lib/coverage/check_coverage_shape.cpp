#include "check_coverage_parts.hpp"
#include "reasons_coverage.hpp"
#include "rule_text.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

void report_wide(RuleRun& run, GoalId goal, std::size_t count, std::string_view things,
                 double limit) {
    if (static_cast<double>(count) <= limit) return;
    Draft draft{.subjects = {goal}, .discriminator = std::string(things)};
    draft.arguments = {{"goal", run.name(goal)},
                       {"count", std::to_string(count)},
                       {"things", std::string(things)},
                       {"limit", number_text(limit)}};
    draft.witness = {std::to_string(count)};
    run.report(std::move(draft));
}

/// How far down the branches of a tree of goals end.
struct Ends {
    GoalId deepest, shallowest;
    std::size_t most = 0, least = 0;
};

/// The ends of the branches below each goal at the top, by its index.
std::vector<Ends> ends_of_trees(const RuleRun& run) {
    const PlanGraph& graph = run.graph();
    const std::size_t count = run.plan().goals().size();
    std::vector<std::size_t> depth(count, 1);
    std::vector<GoalId> top(count);
    std::vector<Ends> ends(count);
    for (const GoalId goal : run.facts().goals.parents_first()) {
        const GoalId parent = graph.parent(goal);
        top[goal.index()] = parent.is_valid() ? top[parent.index()] : goal;
        if (parent.is_valid()) depth[goal.index()] = depth[parent.index()] + 1;
        if (!graph.children(goal).empty()) continue;
        Ends& tree = ends[top[goal.index()].index()];
        const std::size_t here = depth[goal.index()];
        if (here > tree.most) {
            tree.most = here;
            tree.deepest = goal;
        }
        if (tree.least == 0 || here < tree.least) {
            tree.least = here;
            tree.shallowest = goal;
        }
    }
    return ends;
}

}  // namespace

void find_wide_goals(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.goals().empty()) return run.skip(reasons::no_goals);
    const double limit = run.number("most");
    for (const GoalId goal : plan.goals()) {
        report_wide(run, goal, run.graph().children(goal).size(), "goal", limit);
        std::size_t tasks = 0;
        TaskId last;
        for (const ServesId each : run.graph().serves(goal)) {
            const TaskId task = plan.serves_table().task[each.index()];
            if (task != last && !is_cancelled(plan, task)) ++tasks;
            last = task;
        }
        report_wide(run, goal, tasks, "task", limit);
    }
}

void find_deep_goals(RuleRun& run) {
    const Plan& plan = run.plan();
    const double depth_limit = run.number("depth");
    const double spread_limit = run.number("spread");
    const std::vector<Ends> ends = ends_of_trees(run);
    bool has_subgoals = false;
    for (const GoalId goal : plan.goals()) {
        if (run.graph().parent(goal).is_valid() || run.graph().children(goal).empty()) continue;
        has_subgoals = true;
        const Ends& tree = ends[goal.index()];
        const std::size_t spread = tree.most - tree.least;
        const bool is_deep = static_cast<double>(tree.most) > depth_limit;
        const bool is_uneven = static_cast<double>(spread) > spread_limit;
        if (!is_deep && !is_uneven) continue;
        Draft draft{.subjects = {goal, tree.deepest}};
        draft.arguments = {{"goal", run.name(goal)},
                           {"depth", std::to_string(tree.most)},
                           {"deepest", run.name(tree.deepest)},
                           {"limit", is_deep ? number_text(depth_limit) : ""},
                           {"shallowest", is_uneven ? run.name(tree.shallowest) : ""},
                           {"least", std::to_string(tree.least)}};
        draft.witness = {std::to_string(tree.most), std::to_string(tree.least)};
        run.report(std::move(draft));
    }
    if (!has_subgoals) run.skip(reasons::no_subgoals);
}

}  // namespace planloom::coverage

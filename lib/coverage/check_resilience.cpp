#include <planloom/impact/failure_points.hpp>

#include "reasons_network.hpp"
#include "resilience.hpp"
#include "rules_resilience.hpp"

#include <algorithm>
#include <iterator>

namespace planloom::coverage {

std::string names(const RuleRun& run, std::span<const GoalId> goals) {
    constexpr std::size_t shown = 5;
    std::string text;
    for (std::size_t i = 0; i < goals.size() && i < shown; ++i)
        text += (i == 0 ? "" : ", ") + run.name(goals[i]);
    return goals.size() > shown ? text + ", …" : text;
}

std::vector<GoalId> lowest(const RuleRun& run, const std::vector<GoalId>& goals) {
    std::vector<GoalId> above;
    for (const GoalId goal : goals)
        if (const GoalId parent = run.graph().parent(goal); parent.is_valid())
            above.push_back(parent);
    std::sort(above.begin(), above.end());
    std::vector<GoalId> low;
    std::set_difference(goals.begin(), goals.end(), above.begin(), above.end(),
                        std::back_inserter(low));
    return low;
}

namespace {

bool has_open_lead(const RuleRun& run) {
    const AssignmentTable& shares = run.plan().assignment_table();
    for (std::size_t row = 0; row < shares.count; ++row)
        if (shares.role[row] == Role::lead && shares.unit[row].is_valid() &&
            run.plan().task(shares.task[row]).is_open())
            return true;
    return false;
}

void find_unit_failures(RuleRun& run) {
    if (run.plan().goals().empty()) return run.skip(reasons::no_goals);
    if (!has_open_lead(run)) return run.skip(reasons::no_leads);
    for (const FailurePoint& point : run.facts().failures().points) {
        if (point.node.kind != NodeKind::unit) continue;
        Draft draft{.subjects = {point.node}};
        draft.arguments = {{"unit", run.name(point.node)},
                           {"count", std::to_string(point.lost.size())},
                           {"total", std::to_string(run.plan().goals().size())},
                           {"goals", names(run, point.lost)},
                           {"tasks", std::to_string(point.stopped.size())}};
        for (const TaskId task : point.stopped) draft.witness.push_back(run.name(task));
        run.report(std::move(draft));
    }
    if (run.facts().failures().is_cut) run.skip(reasons::too_much_to_fail);
}

void find_task_failures(RuleRun& run) {
    if (run.plan().goals().empty()) return run.skip(reasons::no_goals);
    if (run.plan().serves_table().count == 0) return run.skip(reasons::no_serving_tasks);
    for (const FailurePoint& point : run.facts().failures().points) {
        if (point.node.kind != NodeKind::task) continue;
        const std::vector<GoalId> lost = lowest(run, point.lost);
        if (static_cast<double>(lost.size()) < run.number("goals")) continue;
        Draft draft{.subjects = {point.node}};
        draft.arguments = {{"task", run.name(point.node)},
                           {"count", std::to_string(lost.size())},
                           {"goals", names(run, lost)}};
        for (const TaskId task : point.stopped) draft.witness.push_back(run.name(task));
        run.report(std::move(draft));
    }
    if (run.facts().failures().is_cut) run.skip(reasons::too_much_to_fail);
}

void find_cut_pairs(RuleRun& run) {
    if (run.plan().goals().empty()) return run.skip(reasons::no_goals);
    if (!has_open_lead(run)) return run.skip(reasons::no_leads);
    const auto cap = static_cast<std::size_t>(std::max(1.0, run.number("cap")));
    const UnitCuts found =
        minimal_cuts(run.graph(), 2, {.max_steps = 20'000'000, .max_cuts = cap}, run.monitor());
    for (const UnitCut& cut : found.cuts)
        run.report({.subjects = {cut.units[0], cut.units[1]},
                    .arguments = {{"first", run.name(cut.units[0])},
                                  {"second", run.name(cut.units[1])},
                                  {"goals", names(run, cut.lost)}}});
    if (found.is_cut)
        run.report({.subjects = {},
                    .arguments = {{"shown", std::to_string(found.cuts.size())}},
                    .is_plan_wide = true,
                    .place = "/units"});
}

constexpr std::array resilience_code = {
    RuleCode{"PL601", find_unit_failures},     RuleCode{"PL602", find_task_failures},
    RuleCode{"PL603", find_cut_pairs},         RuleCode{"PL604", find_concentrations},
    RuleCode{"PL605", find_fragile_hand_offs}, RuleCode{"PL606", find_missing_deputies},
    RuleCode{"PL607", find_external_work},     RuleCode{"PL608", find_zero_buffers},
};
static_assert(match(resilience_rules, resilience_code));

}  // namespace

const FailurePoints& Facts::failures() const {
    if (!failures_) failures_.emplace(failure_points(graph, {}, monitor));
    return *failures_;
}

Family resilience_family() noexcept {
    return {resilience_rules, resilience_code};
}

}  // namespace planloom::coverage

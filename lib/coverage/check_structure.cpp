#include <planloom/model/faults.hpp>
#include <planloom/order/cycles.hpp>

#include "check_keys.hpp"
#include "check_structure_links.hpp"
#include "reasons.hpp"
#include "rule_run.hpp"
#include "rules_structure.hpp"
#include "rules_structure_whole.hpp"

#include <utility>

namespace planloom::coverage {
namespace {

std::vector<std::string> names(const RuleRun& run, std::span<const Node> nodes) {
    std::vector<std::string> all;
    all.reserve(nodes.size());
    for (const Node node : nodes) all.push_back(run.name(node));
    return all;
}

/// The keys of a circle, the first one again at the end.
std::string circle_text(std::vector<std::string> keys) {
    keys.push_back(keys.front());
    return chain_text(keys);
}

void find_dependency_cycles(RuleRun& run) {
    if (run.graph().link_count() == 0) return run.skip(reasons::no_dependencies);
    for (const Cycle& cycle : find_cycles(run.graph(), {}, run.monitor())) {
        Draft draft{.subjects = {cycle.tasks.begin(), cycle.tasks.end()}};
        draft.witness = names(run, draft.subjects);
        std::string above;
        for (const TaskId task : handed_down_from(run.plan(), cycle)) {
            if (!above.empty()) above += ", ";
            above += run.name(task);
        }
        const bool is_whole_knot = cycle.knot_size == cycle.tasks.size();
        draft.arguments = {{"count", std::to_string(cycle.tasks.size())},
                           {"circle", circle_text(draft.witness)},
                           {"above", std::move(above)},
                           {"knot", is_whole_knot ? "" : std::to_string(cycle.knot_size)},
                           {"note", cycle.is_shortest ? "" : "not_shortest"}};
        run.report(std::move(draft));
    }
}

void find_parent_cycles(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.goal_table().parent.stored().empty() && plan.task_table().parent.stored().empty() &&
        plan.unit_table().parent.stored().empty())
        return run.skip(reasons::no_parents);
    for (HierarchyCycle& cycle : find_hierarchy_cycles(plan)) {
        Draft draft{.subjects = std::move(cycle)};
        draft.witness = names(run, draft.subjects);
        draft.arguments = {{"things", std::string(word(draft.subjects.front().kind))},
                           {"circle", circle_text(draft.witness)}};
        draft.place = "/parent";
        run.report(std::move(draft));
    }
}

void find_self_dependencies(RuleRun& run) {
    const DependencyTable& links = run.plan().dependency_table();
    if (run.graph().link_count() == 0) return run.skip(reasons::no_dependencies);
    TaskId last;
    for (std::size_t row = 0; row < links.count; ++row) {
        const TaskId task = links.successor[row];
        // Links are sorted by successor, so a task that says it twice is seen twice in a row.
        if (links.predecessor[row] != task || task == last) continue;
        last = task;
        Draft draft{.subjects = {task}, .arguments = {{"task", run.name(task)}}};
        draft.place = "/after";
        draft.line = links.line[row];
        run.report(std::move(draft));
    }
}

void find_ancestor_dependencies(RuleRun& run) {
    const Plan& plan = run.plan();
    const DependencyTable& links = plan.dependency_table();
    if (run.graph().link_count() == 0) return run.skip(reasons::no_dependencies);
    if (plan.task_table().parent.stored().empty()) return run.skip(reasons::no_subtasks);
    const Forest<TaskId>& tasks = run.facts().tasks;
    IdMap<TaskId, TaskId> last_successor(plan.tasks().size());
    for (std::size_t row = 0; row < links.count; ++row) {
        const TaskId from = links.predecessor[row];
        const TaskId to = links.successor[row];
        if (!from.is_valid()) continue;
        const bool is_upward = tasks.is_below(from, to);
        if (!is_upward && !tasks.is_below(to, from)) continue;
        // Links are sorted by successor, so this drops a link that stands twice.
        if (last_successor[from] == to) continue;
        last_successor[from] = to;
        Draft draft{.subjects = {to, from}};
        draft.arguments = {{"successor", run.name(to)},
                           {"predecessor", run.name(from)},
                           {"subtask", run.name(is_upward ? from : to)},
                           {"whole", run.name(is_upward ? to : from)}};
        draft.discriminator = is_upward ? "on subtask" : "on whole";
        draft.place = "/after";
        draft.line = links.line[row];
        run.report(std::move(draft));
    }
}

constexpr std::array all_rules = join(structure_rules, structure_whole_rules);
constexpr std::array structure_code = {
    RuleCode{"PL101", find_duplicate_ids},
    RuleCode{"PL102", find_unknown_refs},
    RuleCode{"PL103", find_dependency_cycles},
    RuleCode{"PL104", find_parent_cycles},
    RuleCode{"PL105", find_self_dependencies},
    RuleCode{"PL106", find_ancestor_dependencies},
    RuleCode{"PL107", find_redundant_dependencies},
    RuleCode{"PL108", find_repeated_dependencies},
    RuleCode{"PL109", find_dependencies_on_cancelled},
    RuleCode{"PL111", find_isolated_nodes},
    RuleCode{"PL112", find_disconnected_parts},
    RuleCode{"PL113", find_mixed_granularity},
};
static_assert(match(all_rules, structure_code));

}  // namespace

Family structure_family() noexcept {
    return {all_rules, structure_code};
}

}  // namespace planloom::coverage

#include <planloom/core/duration.hpp>

#include "reasons_supervision.hpp"
#include "revision.hpp"
#include "rule_run.hpp"
#include "rules_revision.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

/// What a row of the earlier revision is called in a message.
std::string earlier_name(const Plan& before, Node node) {
    const std::string_view key = before.key(node);
    return key.empty() ? before.pointer(node) : std::string(key);
}

void find_suspect_links(RuleRun& run) {
    const Plan& plan = run.plan();
    const ImplementsTable& table = plan.implements_table();
    bool has_confirmed = false;
    for (std::size_t row = 0; row < table.count; ++row) {
        const std::string_view confirmed = plan.text(table.confirmed[row]);
        if (confirmed.empty() || !table.requirement[row].is_valid()) continue;
        has_confirmed = true;
        const std::string now = fingerprint(plan, table.requirement[row]);
        if (confirmed == now) continue;
        run.report({.subjects = {table.node[row], table.requirement[row]},
                    .arguments = {{"node", run.name(table.node[row])},
                                  {"requirement", run.name(table.requirement[row])},
                                  {"now", now}},
                    .witness = {std::string(confirmed), now},
                    .place = "/implements",
                    .line = table.line[row]});
    }
    if (!has_confirmed) run.skip(reasons::no_confirmed);
}

void find_silent_drops(RuleRun& run) {
    if (run.before() == nullptr) return run.skip(reasons::no_earlier);
    const Plan& before = *run.before();
    const std::vector<Dropped>& dropped = run.plan().head().dropped;
    for (const Node node : run.facts().match().removed()) {
        if (node.kind != NodeKind::goal && node.kind != NodeKind::task) continue;
        if (node.kind == NodeKind::task && !before.task(node.task()).is_open()) continue;
        const bool is_said = std::any_of(dropped.begin(), dropped.end(), [&](const Dropped& each) {
            return each.kind == node.kind && each.key == before.key(node) &&
                   !(each.reason.empty() && each.replaced_by.empty());
        });
        if (is_said) continue;
        const std::string name = earlier_name(before, node);
        run.report({.subjects = {},
                    .arguments = {{"kind", std::string(word(node.kind))},
                                  {"key", name},
                                  {"title", std::string(before.title(node))}},
                    .witness = {name},
                    .discriminator = std::string(word(node.kind)) + ' ' + name,
                    .place = "/dropped"});
    }
}

DatePeriod due_of(const Plan& plan, Node node) {
    return node.kind == NodeKind::goal ? plan.goal(node.goal()).horizon()
                                       : plan.task(node.task()).due();
}

/// Goals and tasks, by kind, then plan order.
std::vector<Node> goals_and_tasks(const Plan& plan) {
    std::vector<Node> nodes;
    for (const GoalId goal : plan.goals()) nodes.emplace_back(goal);
    for (const TaskId task : plan.tasks()) nodes.emplace_back(task);
    return nodes;
}

void find_relaxed_deadlines(RuleRun& run) {
    if (run.before() == nullptr) return run.skip(reasons::no_earlier);
    bool had_any = false;
    for (const Node node : goals_and_tasks(run.plan())) {
        const std::optional<Node> earlier = run.facts().match().earlier(node);
        if (!earlier) continue;
        const DatePeriod then = due_of(*run.before(), *earlier);
        const DatePeriod now = due_of(run.plan(), node);
        if (!then.date.is_set()) continue;
        had_any = true;
        const bool is_ongoing =
            node.kind == NodeKind::task && run.plan().task(node.task()).is_ongoing();
        if (now.date.is_set() && now.date <= then.date) continue;
        std::string days, total;
        if (now.date.is_set()) {
            days = std::to_string(now.date.days() - then.date.days());
            const Date baseline = node.kind == NodeKind::task
                                      ? run.plan().task(node.task()).baseline_finish()
                                      : Date();
            if (baseline.is_set() && baseline < now.date && baseline != then.date)
                total = std::to_string(now.date.days() - baseline.days());
        }
        run.report({.subjects = {node},
                    .arguments = {{"kind", std::string(word(node.kind))},
                                  {"key", run.name(node)},
                                  {"before", to_string(then)},
                                  {"now", now.date.is_set() ? to_string(now)
                                          : is_ongoing      ? "ongoing"
                                                            : "undated"},
                                  {"days", days},
                                  {"total", total}},
                    .witness = {to_string(then), to_string(now)},
                    .place = node.kind == NodeKind::goal ? "/horizon" : "/due"});
    }
    if (!had_any) run.skip(reasons::nothing_due);
}

/// The names of who leads a task or owns a goal, with commas between.
std::string leads(const Plan& plan, Node node, std::vector<Node>& units) {
    if (node.kind == NodeKind::goal) {
        if (const auto owner = plan.goal(node.goal()).owner()) units.emplace_back(*owner);
    } else {
        for (const AssignmentId share : plan.assignments(node.task()))
            if (plan.assignment_table().role[share.index()] == Role::lead &&
                plan.assignment_table().unit[share.index()].is_valid())
                units.emplace_back(plan.assignment_table().unit[share.index()]);
    }
    std::sort(units.begin(), units.end());
    std::string names;
    for (const Node unit : units) {
        if (!names.empty()) names += ", ";
        names += plan.key(unit);
    }
    return names;
}

void find_changed_owners(RuleRun& run) {
    if (run.before() == nullptr) return run.skip(reasons::no_earlier);
    bool had_any = false;
    for (const Node node : goals_and_tasks(run.plan())) {
        const std::optional<Node> earlier = run.facts().match().earlier(node);
        if (!earlier) continue;
        std::vector<Node> then, now;
        const std::string before = leads(*run.before(), *earlier, then);
        const std::string after = leads(run.plan(), node, now);
        if (then.empty()) continue;
        had_any = true;
        const bool is_same =
            then.size() == now.size() && std::all_of(then.begin(), then.end(), [&](Node unit) {
                const std::optional<Node> same = run.facts().match().later(unit);
                return same && std::find(now.begin(), now.end(), *same) != now.end();
            });
        if (is_same) continue;
        run.report({.subjects = {node},
                    .arguments = {{"kind", std::string(word(node.kind))},
                                  {"key", run.name(node)},
                                  {"before", before},
                                  {"now", after.empty() ? "nobody" : after}},
                    .witness = {before, after},
                    .place = node.kind == NodeKind::goal ? "/owner" : "/lead"});
    }
    if (!had_any) run.skip(reasons::no_leads);
}

constexpr std::array revision_code = {
    RuleCode{"PL821", find_suspect_links},     RuleCode{"PL822", find_silent_drops},
    RuleCode{"PL823", find_relaxed_deadlines}, RuleCode{"PL824", find_changed_owners},
    RuleCode{"PL825", find_weakened_wording},  RuleCode{"PL826", find_lost_float},
    RuleCode{"PL827", find_scope_churn},       RuleCode{"PL828", find_suspected_renames},
};
static_assert(match(revision_rules, revision_code));

}  // namespace

Family revision_family() noexcept {
    return {revision_rules, revision_code};
}

}  // namespace planloom::coverage

#include <planloom/core/duration.hpp>
#include <planloom/order/schedule.hpp>

#include "reasons_supervision.hpp"
#include "revision.hpp"
#include "supervision.hpp"
#include "text.hpp"
#include "title_index.hpp"

#include <algorithm>
#include <memory>

namespace planloom::coverage {
namespace {

/// Words of obligation by rank, the strongest first.
using Ranks = std::vector<std::vector<std::string>>;

Ranks ranks_of(const std::vector<std::string>& lists) {
    Ranks ranks;
    for (const std::string& list : lists) {
        std::vector<std::string>& words = ranks.emplace_back();
        std::string word;
        for (const char c : list + ' ') {
            if (c != ' ') {
                word += c;
            } else if (!word.empty()) {
                words.push_back(std::move(word));
                word.clear();
            }
        }
    }
    return ranks;
}

struct Found {
    std::size_t rank = 0;
    std::string word;
};

std::optional<Found> strongest(std::string_view text, const Ranks& ranks) {
    for (std::size_t rank = 0; rank < ranks.size(); ++rank)
        for (const std::string& word : ranks[rank])
            if (has_word(text, word)) return Found{rank, word};
    return std::nullopt;
}

std::string_view text_of(const Plan& plan, Node node) {
    return node.kind == NodeKind::goal ? plan.goal(node.goal()).text()
                                       : plan.task(node.task()).text();
}

/// The total float of every task; empty where none can be computed.
std::vector<Minutes> floats_of(const PlanGraph& graph, Monitor* monitor) {
    const Column<Minutes>& durations = graph.plan().task_table().duration;
    if (durations.stored().empty()) return {};
    try {
        const Schedule dates = schedule(graph, {}, monitor);
        std::vector<Minutes> floats(graph.plan().tasks().size(), 0);
        for (const TaskId task : graph.plan().tasks())
            floats[task.index()] = dates.total_float()[graph.node(task).index()];
        return floats;
    } catch (const Interrupted&) {
        throw;
    } catch (const Error&) {
        // A circle, or dates that cannot hold: other rules say so.
        return {};
    }
}

std::size_t count_items(const Plan& plan) noexcept {
    return plan.goals().size() + plan.tasks().size();
}

bool is_item(Node node) noexcept {
    return node.kind == NodeKind::goal || node.kind == NodeKind::task;
}

}  // namespace

void find_weakened_wording(RuleRun& run) {
    if (run.before() == nullptr) return run.skip(reasons::no_earlier);
    const Ranks ranks = ranks_of(run.words());
    const Plan& before = *run.before();
    bool had_any = false;
    const auto compare = [&](Node node) {
        const std::optional<Node> earlier = run.facts().match().earlier(node);
        if (!earlier) return;
        const bool is_in_title = strongest(before.title(*earlier), ranks).has_value();
        const std::optional<Found> then =
            strongest(is_in_title ? before.title(*earlier) : text_of(before, *earlier), ranks);
        if (!then) return;
        had_any = true;
        const std::optional<Found> now =
            strongest(is_in_title ? run.plan().title(node) : text_of(run.plan(), node), ranks);
        if (!now || now->rank <= then->rank) return;
        run.report(
            {.subjects = {node},
             .arguments = {{"kind", std::string(word(node.kind))},
                           {"key", run.name(node)},
                           {"before", then->word},
                           {"now", now->word}},
             .witness = {std::string(before.title(*earlier)), std::string(run.plan().title(node))},
             .place = is_in_title ? "/title" : "/text"});
    };
    for (const GoalId goal : run.plan().goals()) compare(goal);
    for (const TaskId task : run.plan().tasks()) compare(task);
    if (!had_any) run.skip(reasons::no_obligations);
}

void find_lost_float(RuleRun& run) {
    if (run.before() == nullptr) return run.skip(reasons::no_earlier);
    const std::shared_ptr<const Plan> borrowed(std::shared_ptr<const Plan>(), run.before());
    const std::vector<Minutes> then =
        floats_of(freeze(borrowed, Faults::skip, run.monitor()), run.monitor());
    const std::vector<Minutes> now = floats_of(run.graph(), run.monitor());
    if (then.empty() || now.empty()) return run.skip(reasons::no_dates);
    const WorkTime& work = run.plan().head().work;
    for (const TaskId task : run.plan().tasks()) {
        const std::optional<Node> earlier = run.facts().match().earlier(task);
        if (!earlier || !run.graph().is_leaf(task) || !run.plan().task(task).is_open()) continue;
        const Minutes had = then[earlier->index], has = now[task.index()];
        if (had <= 0 || has >= had) continue;
        if (static_cast<double>(had - has) < run.number("share") * static_cast<double>(had))
            continue;
        if (!changed_fields(run.facts().match(), task).empty()) continue;
        run.report({.subjects = {task},
                    .arguments = {{"task", run.name(task)},
                                  {"before", format_duration(had, work)},
                                  {"now", format_duration(has, work)}},
                    .witness = {std::to_string(had), std::to_string(has)}});
    }
}

void find_scope_churn(RuleRun& run) {
    if (run.before() == nullptr) return run.skip(reasons::no_earlier);
    const std::size_t total = count_items(*run.before());
    if (total == 0) return run.skip(reasons::no_goals_or_tasks);
    std::vector<Node> added = run.facts().match().added();
    std::erase_if(added, [](Node node) { return !is_item(node); });
    std::vector<Node> removed = run.facts().match().removed();
    std::erase_if(removed, [](Node node) { return !is_item(node); });
    const Ratio ratio{.numerator = added.size() + removed.size(),
                      .denominator = total,
                      .threshold = run.number("share")};
    run.count(ratio);
    if (ratio.passes()) return;
    run.report({.subjects = added,
                .arguments = {{"added", std::to_string(added.size())},
                              {"removed", std::to_string(removed.size())},
                              {"share", percent(100 * ratio.share())},
                              {"total", std::to_string(total)}},
                .is_plan_wide = true,
                .place = "/tasks"});
}

void find_suspected_renames(RuleRun& run) {
    if (run.before() == nullptr) return run.skip(reasons::no_earlier);
    const Plan& before = *run.before();
    const std::vector<Node> removed = run.facts().match().removed();
    const std::vector<Node> added = run.facts().match().added();
    if (removed.empty() || added.empty()) return run.skip(reasons::nothing_replaced);
    std::vector<std::string> titles;
    for (const Node node : removed) titles.push_back(comparable_title(before.title(node)));
    const TitleIndex index(titles);
    struct Pair {
        double similarity = 0;
        std::size_t added = 0, removed = 0;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < added.size(); ++i)
        for (const TitleIndex::Match& match :
             index.find(comparable_title(run.plan().title(added[i])), run.number("similarity")))
            if (removed[match.title].kind == added[i].kind)
                pairs.push_back({match.similarity, i, match.title});
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.similarity > b.similarity; });
    std::vector<bool> is_added_used(added.size()), is_removed_used(removed.size());
    for (const Pair& pair : pairs) {
        if (is_added_used[pair.added] || is_removed_used[pair.removed]) continue;
        is_added_used[pair.added] = is_removed_used[pair.removed] = true;
        const Node now = added[pair.added], then = removed[pair.removed];
        run.report({.subjects = {now},
                    .arguments = {{"kind", std::string(word(now.kind))},
                                  {"key", run.name(now)},
                                  {"title", std::string(run.plan().title(now))},
                                  {"before", std::string(before.key(then))},
                                  {"old", std::string(before.title(then))}},
                    .witness = {std::string(before.key(then))},
                    .place = "/key"});
    }
}

}  // namespace planloom::coverage

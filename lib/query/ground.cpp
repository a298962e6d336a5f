#include "ground.hpp"

#include "../graph/forest.hpp"

#include <algorithm>

namespace planloom::query::detail {

NodeSet Ground::everything() const {
    NodeSet all = empty();
    all.fill(0, universe_.count());
    return all;
}

NodeSet Ground::of(NodeKind kind) const {
    NodeSet all = empty();
    all.fill(universe_.first(kind), universe_.end(kind));
    return all;
}

const Ways& Ground::ways() {
    if (!ways_) ways_ = std::make_unique<Ways>(graph_, universe_);
    return *ways_;
}

const Schedule& Ground::schedule() {
    if (!schedule_) schedule_.emplace(planloom::schedule(graph_, context_.schedule, monitor_));
    return *schedule_;
}

std::vector<Minutes> Ground::goal_finishes(std::span<const Minutes> task_finishes) const {
    std::vector<Minutes> finishes(plan().goals().size(), no_minutes);
    for (const GoalId goal : plan().goals())
        for (const ServesId row : graph_.serves(goal))
            finishes[goal.index()] =
                std::max(finishes[goal.index()],
                         task_finishes[plan().serves_table().task[row.index()].index()]);
    const std::vector<GoalId> order = parents_first(graph_, plan().goals());
    for (std::size_t i = order.size(); i-- > 0;) {
        const GoalId parent = graph_.parent(order[i]);
        if (!parent.is_valid()) continue;
        finishes[parent.index()] = std::max(finishes[parent.index()], finishes[order[i].index()]);
    }
    return finishes;
}

bool Ground::fits(const Pattern& pattern, Node node) const {
    if (pattern.matches(plan().key(node)) || pattern.matches(plan().title(node))) return true;
    if (node.kind != NodeKind::unit) return false;
    const std::span<const RowText> aliases = plan().aliases(node.unit());
    return std::any_of(aliases.begin(), aliases.end(), [&](const RowText& alias) {
        return pattern.matches(plan().text(alias.value));
    });
}

}  // namespace planloom::query::detail

// What the parts of a query ask one graph for, made when first asked for.
#pragma once

#include <planloom/order/schedule.hpp>
#include <planloom/query/query.hpp>

#include "node_set.hpp"
#include "pattern.hpp"
#include "ways.hpp"

#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace planloom::query::detail {

class Ground {
public:
    Ground(const PlanGraph& graph, const Context& context, Monitor* monitor)
        : graph_(graph), context_(context), monitor_(monitor), universe_(graph.plan()) {}

    [[nodiscard]] const PlanGraph& graph() const noexcept { return graph_; }
    [[nodiscard]] const Plan& plan() const noexcept { return graph_.plan(); }
    [[nodiscard]] const Universe& universe() const noexcept { return universe_; }
    [[nodiscard]] NodeSet empty() const { return NodeSet(universe_.count()); }
    [[nodiscard]] NodeSet everything() const;
    [[nodiscard]] NodeSet of(NodeKind kind) const;

    [[nodiscard]] const Ways& ways();
    [[nodiscard]] const Schedule& schedule();
    /// By goal, when the last task finishes that serves it or a goal below it; no_minutes where
    /// none does.
    [[nodiscard]] std::vector<Minutes> goal_finishes(std::span<const Minutes> task_finishes) const;

    /// Whether a pattern fits the key, the title or, of a unit, an alias.
    [[nodiscard]] bool fits(const Pattern& pattern, Node node) const;

private:
    const PlanGraph& graph_;
    const Context& context_;
    Monitor* monitor_;
    Universe universe_;
    std::unique_ptr<Ways> ways_;
    std::optional<Schedule> schedule_;
};

}  // namespace planloom::query::detail

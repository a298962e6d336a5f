// From nodes of one kind to those of another: who serves, who is assigned, what answers what.
#pragma once

#include <planloom/impact/impact.hpp>
#include <planloom/query/query.hpp>

#include "ground.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace planloom::query::detail {

/// The relations of one step that lead to nodes of one kind, as paths of one step.
class Relations {
public:
    Relations(Ground& ground, NodeKind kind, NodeSet of, std::optional<std::string> role)
        : ground_(ground),
          plan_(ground.plan()),
          of_(std::move(of)),
          kind_(kind),
          role_(std::move(role)) {}

    /// Calls `visit(from, to, relation, row)` for every relation between nodes of the kind and
    /// others, `from` being what carries it.
    template <class Visit>
    void each(Visit&& visit) const {
        const bool has_role = role_.has_value();
        const bool is_owner = has_role && *role_ == "owner";
        const AssignmentTable& assigned = plan_.assignment_table();
        if (kind_ == NodeKind::task || kind_ == NodeKind::unit) {
            for (std::size_t row = 0; row < assigned.count && !is_owner; ++row) {
                if (!assigned.unit[row].is_valid()) continue;
                if (has_role && word(assigned.role[row]) != *role_) continue;
                visit(Node(assigned.unit[row]), Node(assigned.task[row]), Relation::assigned, row);
            }
        }
        const ServesTable& serves = plan_.serves_table();
        if (kind_ == NodeKind::task || kind_ == NodeKind::goal) {
            for (std::size_t row = 0; row < serves.count; ++row)
                if (serves.goal[row].is_valid())
                    visit(Node(serves.task[row]), Node(serves.goal[row]), Relation::serves, row);
        }
        if ((kind_ == NodeKind::goal || kind_ == NodeKind::unit) && (!has_role || is_owner)) {
            for (const GoalId goal : plan_.goals()) {
                const UnitId owner = plan_.goal_table().owner[goal.index()];
                if (owner.is_valid()) visit(Node(owner), Node(goal), Relation::owns, no_row);
            }
        }
        const ImplementsTable& implements = plan_.implements_table();
        if (kind_ != NodeKind::unit) {
            for (std::size_t row = 0; row < implements.count; ++row)
                if (implements.requirement[row].is_valid())
                    visit(implements.node[row], Node(implements.requirement[row]),
                          Relation::implements, row);
        }
    }

    /// Nodes of the kind with a relation to the set, and for each the first one if it is kept.
    [[nodiscard]] NodeSet find(bool keeps_steps) {
        const Universe& universe = ground_.universe();
        NodeSet found = ground_.empty();
        each([&](Node from, Node to, Relation relation, std::size_t row) {
            if ((from.kind == kind_) == (to.kind == kind_)) return;
            const bool is_from = from.kind == kind_;
            if (!of_.contains(universe.number(is_from ? to : from))) return;
            const std::uint32_t number = universe.number(is_from ? from : to);
            found.insert(number);
            if (keeps_steps)
                steps_.emplace(number, Step{from, to, relation, static_cast<std::uint32_t>(row)});
        });
        return found;
    }

    [[nodiscard]] std::optional<Path> why(std::uint32_t number) const {
        const auto found = steps_.find(number);
        if (found == steps_.end()) return std::nullopt;
        return Path{found->second.from, {found->second}};
    }

private:
    Ground& ground_;
    const Plan& plan_;
    NodeSet of_;
    NodeKind kind_;
    std::optional<std::string> role_;
    std::map<std::uint32_t, Step> steps_;
};

}  // namespace planloom::query::detail

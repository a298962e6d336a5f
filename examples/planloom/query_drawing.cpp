// What a query found as a drawing: a plan of the nodes found and the relations between them.
#include <planloom/io/dot.hpp>
#include <planloom/io/mermaid.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "query_text.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace planloom::tool {
namespace {

/// A plan that holds some nodes of another.
class Selection {
public:
    Selection(const Plan& plan, const query::Result& result) : plan_(plan) {
        for (const query::Found& each : result.found)
            if (!each.revision) nodes_.insert(each.node);
    }

    Plan build() && {
        for (const Node node : nodes_) add(node);
        for (const Node node : nodes_)
            if (node.kind == NodeKind::task) add_relations(node.task());
        for (const Node node : nodes_)
            if (node.kind == NodeKind::goal) add_requirements(node);
        return std::move(builder_).build();
    }

private:
    [[nodiscard]] bool has(Node node) const { return nodes_.contains(node); }

    template <class IdType>
    [[nodiscard]] std::optional<std::string_view> key(IdType id) const {
        if (!id.is_valid() || !has(Node(id))) return std::nullopt;
        return plan_.key(Node(id));
    }

    void add(Node node) {
        const std::string_view own = plan_.key(node);
        const std::string_view title = plan_.title(node);
        switch (node.kind) {
            case NodeKind::requirement:
                builder_.add_requirement({.key = own, .title = title});
                return;
            case NodeKind::goal: {
                const GoalView goal = plan_.goal(node.goal());
                builder_.add_goal({.key = own,
                                   .title = title,
                                   .parent = key(goal.parent().value_or(GoalId())),
                                   .owner = key(goal.owner().value_or(UnitId()))});
                return;
            }
            case NodeKind::task: {
                const TaskView task = plan_.task(node.task());
                ids_[node] = builder_.add_task({.key = own,
                                                .title = title,
                                                .parent = key(task.parent().value_or(TaskId())),
                                                .is_milestone = task.is_milestone(),
                                                .status = task.status()});
                return;
            }
            case NodeKind::unit:
                builder_.add_unit({.key = own, .title = title});
                return;
        }
    }

    void add_relations(TaskId task) {
        const TaskId copy = ids_.at(Node(task));
        const DependencyTable& links = plan_.dependency_table();
        for (const DependencyId id : plan_.predecessors(task)) {
            const std::size_t row = id.index();
            if (const auto before = key(links.predecessor[row]))
                builder_.depend(copy, *before,
                                {.type = links.type[row],
                                 .lag = links.lag[row],
                                 .max_lag = links.max_lag[row],
                                 .is_elapsed = links.is_elapsed[row] != 0,
                                 .is_soft = links.is_soft[row] != 0});
        }
        const ServesTable& serves = plan_.serves_table();
        for (const ServesId id : plan_.serves(task))
            if (const auto goal = key(serves.goal[id.index()]))
                builder_.serve(copy, *goal, serves.role[id.index()], serves.weight[id.index()]);
        const AssignmentTable& assigned = plan_.assignment_table();
        for (const AssignmentId id : plan_.assignments(task))
            if (const auto unit = key(assigned.unit[id.index()]))
                builder_.assign(copy, *unit, assigned.role[id.index()]);
        add_requirements(task);
    }

    void add_requirements(Node node) {
        Node copy = node;
        if (node.kind == NodeKind::task) {
            copy = ids_.at(node);
        } else {
            copy.index = 0;
            for (const Node each : nodes_) {
                if (each == node) break;
                if (each.kind == NodeKind::goal) ++copy.index;
            }
        }
        for (const ImplementsId id : plan_.implements(node))
            if (const auto asked = key(plan_.implements_table().requirement[id.index()]))
                builder_.implement(copy, *asked);
    }

    const Plan& plan_;
    std::set<Node> nodes_;
    std::map<Node, TaskId> ids_;
    PlanBuilder builder_;
};

}  // namespace

std::string query_drawing(const Session& session, const QueryAnswer& answer, bool as_mermaid) {
    const PlanGraph graph =
        freeze(Selection(answer.graph.plan(), answer.result).build(), Faults::skip);
    if (as_mermaid) return write_mermaid(graph);
    const bool all_kinds =
        std::any_of(answer.result.found.begin(), answer.result.found.end(),
                    [](const query::Found& each) { return each.node.kind != NodeKind::task; });
    return write_dot(graph, {.all_kinds = all_kinds, .language = session.language().code()});
}

}  // namespace planloom::tool

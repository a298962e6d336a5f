// Functions along dependencies, assignments and hierarchies.
#include <planloom/model/views.hpp>

#include "evaluator.hpp"
#include "relations.hpp"

#include <algorithm>
#include <limits>
#include <utility>

// As deep as the query, which max_query_depth bounds.
// NOLINTBEGIN(misc-no-recursion)
namespace planloom::query::detail {
namespace {

std::optional<std::uint64_t> steps_of(const Part& part) {
    if (part.values.size() < 2) return std::nullopt;
    return part.values[1].number;
}

NodeKind kind_of(Function function) {
    switch (function) {
        case Function::goals:
            return NodeKind::goal;
        case Function::tasks:
            return NodeKind::task;
        case Function::units:
            return NodeKind::unit;
        default:
            return NodeKind::requirement;
    }
}

/// The parent of a node of any kind; nothing for a root.
std::optional<Node> parent_of(const PlanGraph& graph, Node node) {
    const auto given = [](auto id) {
        return id.is_valid() ? std::optional<Node>(Node(id)) : std::nullopt;
    };
    switch (node.kind) {
        case NodeKind::goal:
            return given(graph.parent(node.goal()));
        case NodeKind::task:
            return given(graph.parent(node.task()));
        case NodeKind::unit:
            return given(graph.parent(node.unit()));
        case NodeKind::requirement:
            break;
    }
    return std::nullopt;
}

template <class Visit>
void each_child(const PlanGraph& graph, Node node, Visit&& visit) {
    switch (node.kind) {
        case NodeKind::goal:
            for (const GoalId child : graph.children(node.goal())) visit(Node(child));
            break;
        case NodeKind::task:
            for (const TaskId child : graph.children(node.task())) visit(Node(child));
            break;
        case NodeKind::unit:
            for (const UnitId child : graph.children(node.unit())) visit(Node(child));
            break;
        case NodeKind::requirement:
            break;
    }
}

}  // namespace

Answer Evaluator::call(PartId id, const Stage& stage, Scope scope) {
    const Part& part = syntax_.at(id);
    Ground& here = ground(stage.graph);
    const auto given = [&](std::size_t child) { return argument(part, child, stage); };
    switch (part.function) {
        case Function::before:
            return spread(here, given(0), Direction::backward, steps_of(part), part);
        case Function::after:
            return spread(here, given(0), Direction::forward, steps_of(part), part);
        case Function::goals:
        case Function::tasks:
        case Function::units:
        case Function::requirements: {
            const NodeKind kind = kind_of(part.function);
            return related(here, kind, argument(part, 0, stage, kind), part);
        }
        case Function::led_by:
            return led_by(here, given(0));
        case Function::up:
        case Function::down:
            return hierarchy(here, given(0), part);
        case Function::path:
        case Function::paths:
            return paths(id, here, given(0), given(1));
        case Function::between:
            return between(here, given(0), given(1));
        case Function::common: {
            Answer answer = spread(here, given(0), Direction::backward, {}, part);
            answer.nodes &= spread(here, given(1), Direction::backward, {}, part).nodes;
            return answer;
        }
        case Function::roots:
            return ends(here, given(0), Direction::backward);
        case Function::leaves:
            return ends(here, given(0), Direction::forward);
        case Function::cycles:
            return cycles(id, here, given(0));
        case Function::critical:
            return critical(part, here, stage);
        case Function::slack:
            return slack(here, given(0), part);
        case Function::where: {
            Answer answer = predicate(part.children[0], stage, scope);
            if (part.children.size() < 2) return answer;
            Answer of = evaluate(part.children[1], stage, scope);
            of.nodes &= answer.nodes;
            of.elsewhere.clear();
            return of;
        }
        case Function::top:
            return top(here, given(0), part);
        case Function::broken_by:
            return broken_by(part, stage);
        case Function::findings:
            return moved(found_by_rules(part, ground(0)), 0, stage.graph);
        default:
            return revised(part, stage);
    }
}

Answer Evaluator::spread(Ground& ground, const NodeSet& seeds, Direction direction,
                         std::optional<std::uint64_t> steps, const Part& part) {
    NodeSet tasks = seeds;
    tasks &= ground.of(NodeKind::task);
    // `*` stands for the tasks without saying so.
    if (seeds.size() > tasks.size() && seeds.size() < ground.universe().count())
        leave_out(part, seeds.size() - tasks.size(), "that no links lead from or to");
    const auto reached = std::make_shared<const Reached>(
        ground.ways().reach(Web::depends, direction, tasks, steps, context_.explain, monitor_));
    Answer answer{reached->nodes};
    if (context_.explain) {
        answer.whys.emplace_back(
            [&ground, reached, direction, tasks](std::uint32_t number) -> std::optional<Path> {
                if (!reached->nodes.contains(number)) return std::nullopt;
                return ground.ways().path(*reached, direction, tasks, number);
            });
    }
    return answer;
}

Answer Evaluator::related(Ground& ground, NodeKind kind, const NodeSet& of, const Part& part) {
    std::optional<std::string> role;
    if (part.values.size() > 1) role = part.values[1].text.text();
    const bool has_role = role.has_value();
    const auto relations = std::make_shared<Relations>(ground, kind, of, std::move(role));
    Answer answer{relations->find(context_.explain)};
    if (!has_role) {
        NodeSet own = of;
        own &= ground.of(kind);
        answer.nodes |= own;
    }
    if (context_.explain) {
        answer.whys.emplace_back(
            [relations](std::uint32_t number) { return relations->why(number); });
    }
    return answer;
}

Answer Evaluator::led_by(Ground& ground, const NodeSet& units) {
    const AssignmentTable& assigned = ground.plan().assignment_table();
    const Universe& universe = ground.universe();
    Answer answer{ground.empty()};
    const auto rows = std::make_shared<std::map<std::uint32_t, std::uint32_t>>();
    for (std::size_t row = 0; row < assigned.count; ++row) {
        const Role role = assigned.role[row];
        if (!assigned.unit[row].is_valid() || (role != Role::lead && role != Role::co_lead) ||
            !units.contains(universe.number(assigned.unit[row])))
            continue;
        const std::uint32_t task = universe.number(assigned.task[row]);
        answer.nodes.insert(task);
        if (context_.explain) rows->emplace(task, static_cast<std::uint32_t>(row));
    }
    if (context_.explain) {
        answer.whys.emplace_back([&ground, rows](std::uint32_t number) -> std::optional<Path> {
            const auto found = rows->find(number);
            if (found == rows->end()) return std::nullopt;
            const AssignmentTable& table = ground.plan().assignment_table();
            const Node unit = table.unit[found->second];
            return Path{unit,
                        {{unit, table.task[found->second], Relation::assigned, found->second}}};
        });
    }
    return answer;
}

Answer Evaluator::hierarchy(Ground& ground, const NodeSet& of, const Part& part) {
    const Universe& universe = ground.universe();
    const std::uint64_t most = steps_of(part).value_or(std::numeric_limits<std::uint64_t>::max());
    NodeSet seen = of;
    Answer answer{ground.empty()};
    std::vector<std::uint32_t> front;
    of.each([&](std::uint32_t number) { front.push_back(number); });
    Pulse pulse(monitor_);
    for (std::uint64_t step = 0; step < most && !front.empty(); ++step) {
        std::vector<std::uint32_t> next;
        const auto reach = [&](Node node) {
            const std::uint32_t number = universe.number(node);
            answer.nodes.insert(number);
            if (seen.insert(number)) next.push_back(number);
        };
        for (const std::uint32_t number : front) {
            pulse.beat();
            const Node node = universe.node(number);
            if (part.function == Function::down)
                each_child(ground.graph(), node, reach);
            else if (const std::optional<Node> parent = parent_of(ground.graph(), node))
                reach(*parent);
        }
        front = std::move(next);
    }
    return answer;
}

Answer Evaluator::ends(Ground& ground, const NodeSet& of, Direction direction) {
    const Universe& universe = ground.universe();
    Answer answer{of};
    // One step from all of them leads to those that are no ends.
    const Direction other =
        direction == Direction::backward ? Direction::forward : Direction::backward;
    NodeSet tasks = of;
    tasks &= ground.of(NodeKind::task);
    answer.nodes -= ground.ways().reach(Web::depends, other, tasks, 1, false, monitor_).nodes;
    of.each([&](std::uint32_t number) {
        const Node node = universe.node(number);
        if (node.kind != NodeKind::goal && node.kind != NodeKind::unit) return;
        bool is_end = true;
        if (direction == Direction::backward) {
            const std::optional<Node> parent = parent_of(ground.graph(), node);
            is_end = !parent || !of.contains(universe.number(*parent));
        } else {
            each_child(ground.graph(), node, [&](Node child) {
                is_end = is_end && !of.contains(universe.number(child));
            });
        }
        if (!is_end) answer.nodes.erase(number);
    });
    return answer;
}

}  // namespace planloom::query::detail
// NOLINTEND(misc-no-recursion)

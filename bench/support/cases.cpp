#include "support/cases.hpp"

#include <planloom/model/plan_builder.hpp>

#include "support/random.hpp"

#include <algorithm>
#include <optional>
#include <string>

namespace planloom::bench {
namespace {

using testing::Random;

constexpr std::size_t links_per_task = 5;
constexpr std::size_t module_size = 24;

std::string key(char letter, std::size_t number) {
    return letter + std::to_string(number);
}

/// The place before `place` from which its next link comes; places are in topological order.
std::size_t earlier(Shape shape, std::size_t tasks, std::size_t place, bool is_last,
                    Random& random) {
    if (shape == Shape::layered) {
        const std::size_t width = std::max<std::size_t>(tasks / 20, 1);
        const std::size_t first = place / width * width;
        const std::size_t reach = random.chance(70) ? std::min(width, first) : first;
        return reach == 0 ? place : first - 1 - random.below(reach);
    }
    const std::size_t in_module = place % module_size;
    if (is_last) {
        const std::size_t modules_before = place / module_size;
        if (modules_before == 0) return place;
        // Work is handed on to the same step of a module that is near in the tree of modules.
        const std::size_t above = random.chance(50) ? modules_before / 8 : modules_before - 1;
        return std::min(above, modules_before - 1) * module_size + in_module;
    }
    return in_module == 0 ? place : place - 1 - random.below(in_module);
}

void add_nodes(PlanBuilder& builder, std::size_t tasks) {
    const std::size_t units = tasks / module_size + 1;
    const std::size_t goals = tasks / 10 + 1;
    for (std::size_t i = 0; i < goals / 4 + 1; ++i) builder.add_requirement({.key = key('R', i)});
    for (std::size_t i = 0; i < units; ++i) builder.add_unit({.key = key('U', i)});
    for (std::size_t i = 0; i < goals; ++i) {
        const std::string parent = key('G', i / 8);
        const std::string own = key('G', i);
        NewGoal goal{.key = own};
        if (i > 0) goal.parent = parent;
        builder.implement(builder.add_goal(goal), key('R', i / 4));
    }
}

Plan make_plan(Shape shape, std::size_t tasks) {
    Random random(tasks);
    PlanBuilder builder;
    add_nodes(builder, tasks);
    // The number of the task at each place, and back.
    const std::vector<std::size_t> number = random.permutation(tasks);
    std::vector<std::size_t> place(tasks);
    for (std::size_t i = 0; i < tasks; ++i) place[number[i]] = i;
    for (std::size_t i = 0; i < tasks; ++i) {
        const TaskId task = builder.add_task({.key = key('T', i), .duration = 480});
        builder.serve(task, key('G', place[i] / 10));
        builder.assign(task, key('U', place[i] / module_size), Role::lead);
    }
    for (std::size_t i = 0; i < tasks; ++i) {
        for (std::size_t link = 0; link < links_per_task; ++link) {
            const bool is_last = link + 1 == links_per_task;
            std::size_t from = number[earlier(shape, tasks, place[i], is_last, random)];
            std::size_t to = i;
            if (from == to) continue;
            if (shape == Shape::knotted && !is_last && random.chance(1)) std::swap(from, to);
            builder.depend(TaskId(to), key('T', from));
        }
    }
    return std::move(builder).build();
}

EdgeList links_of(const Plan& plan) {
    const DependencyTable& table = plan.dependency_table();
    EdgeList list{plan.tasks().size(), {}, {}};
    for (std::uint32_t row = 0; row < table.count; ++row) {
        list.ends.emplace_back(table.predecessor[row].value(), table.successor[row].value());
        list.rows.push_back(row);
    }
    return list;
}

EdgeList influences_of(const InfluenceGraph& graph) {
    EdgeList list{graph.node_count(), {}, {}};
    for (const InfluenceNode node : IdRange<InfluenceNode>(graph.node_count())) {
        for (const InfluenceEdge& edge : graph.out(node)) {
            list.ends.emplace_back(node.value(), edge.node.value());
            list.rows.push_back(edge.row);
        }
    }
    return list;
}

}  // namespace

std::string_view name(Shape shape) noexcept {
    constexpr std::string_view all[] = {"modular", "layered", "knotted"};
    return all[static_cast<std::size_t>(shape)];
}

ForwardGraph EdgeList::forward() const {
    return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(),
            static_cast<std::uint32_t>(nodes)};
}

TwoWayGraph EdgeList::two_way() const {
    return {boost::edges_are_unsorted_multi_pass, ends.begin(), ends.end(), rows.begin(),
            static_cast<std::uint32_t>(nodes)};
}

Case::Case(Shape shape, std::size_t tasks)
    : plan(std::make_shared<const Plan>(make_plan(shape, tasks))),
      graph(freeze(plan)),
      links(links_of(*plan)),
      influences(influences_of(graph.influence())),
      links_graph(links.forward()),
      influence_graph(influences.forward()),
      first_task(graph.layout().front()),
      first_unit(plan->assignment_table().unit[plan->assignments(first_task)[0].index()]) {}

const Case& case_of(Shape shape, std::size_t tasks) {
    static std::optional<Case> last;
    static std::pair<Shape, std::size_t> made{Shape::modular, 0};
    if (made != std::pair(shape, tasks)) {
        last.reset();
        last.emplace(shape, tasks);
        made = {shape, tasks};
    }
    return *last;
}

}  // namespace planloom::bench

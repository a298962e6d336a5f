// Functions whose answers have paths.
#include <planloom/order/cycles.hpp>

#include "evaluator.hpp"

#include <algorithm>
#include <utility>

// As deep as the query, which max_query_depth bounds.
// NOLINTBEGIN(misc-no-recursion)
namespace planloom::query::detail {

Answer Evaluator::cycles(PartId id, Ground& ground, const NodeSet& of) {
    const Universe& universe = ground.universe();
    const PlanGraph& graph = ground.graph();
    Answer answer{ground.empty()};
    for (const IdRange<TaskNode>& knot : graph.knots()) {
        for (const TaskNode node : knot) {
            const std::uint32_t number = universe.number(graph.task(node));
            if (of.contains(number)) answer.nodes.insert(number);
        }
    }
    if (id != path_part_ || answer.nodes.is_empty()) return answer;
    IdSet<TaskNode> of_interest(graph.task_count());
    for (const IdRange<TaskNode>& knot : graph.knots()) {
        const bool is_touched = std::any_of(knot.begin(), knot.end(), [&](TaskNode node) {
            return answer.nodes.contains(universe.number(graph.task(node)));
        });
        if (!is_touched) continue;
        for (const TaskNode node : knot) of_interest.insert(node);
    }
    for (const Cycle& cycle : find_cycles(graph, {}, monitor_)) {
        if (!of_interest.contains(graph.node(cycle.tasks.front()))) continue;
        if (found_paths_.size() == context_.max_paths) {
            are_paths_cut_ = true;
            break;
        }
        Path path{cycle.tasks.front()};
        for (std::size_t i = 0; i < cycle.tasks.size(); ++i) {
            path.steps.push_back({cycle.tasks[i], cycle.tasks[(i + 1) % cycle.tasks.size()],
                                  Relation::depends, cycle.links[i].value()});
        }
        found_paths_.push_back(std::move(path));
    }
    return answer;
}

Answer Evaluator::between(Ground& ground, const NodeSet& from, const NodeSet& to) {
    Answer answer{from};
    answer.nodes |=
        ground.ways().reach(Web::influence, Direction::forward, from, {}, false, monitor_).nodes;
    NodeSet back = to;
    back |= ground.ways().reach(Web::influence, Direction::backward, to, {}, false, monitor_).nodes;
    answer.nodes &= back;
    return answer;
}

Answer Evaluator::paths(PartId id, Ground& ground, const NodeSet& from, const NodeSet& to) {
    const Part& part = syntax_.at(id);
    const bool only_shortest = part.function == Function::path;
    const std::uint64_t wanted = part.values.size() > 2 ? part.values[2].number : 10;
    const std::size_t count =
        only_shortest
            ? 1
            : static_cast<std::size_t>(std::min<std::uint64_t>(wanted, context_.max_paths));
    PathSearch search =
        find_paths(ground, from, to, count, only_shortest, context_.max_path_steps, monitor_);
    Answer answer{ground.empty()};
    const Universe& universe = ground.universe();
    for (const Path& path : search.paths) {
        answer.nodes.insert(universe.number(path.start));
        for (const Step& step : path.steps) answer.nodes.insert(universe.number(step.to));
    }
    if (id == path_part_) {
        found_paths_ = std::move(search.paths);
        shortest_paths_ = search.shortest;
        are_paths_cut_ = search.is_cut;
    } else if (search.is_cut && !only_shortest) {
        warn("left_out", part,
             "there are more paths than the " + std::to_string(count) + " that were looked for");
    }
    return answer;
}

}  // namespace planloom::query::detail
// NOLINTEND(misc-no-recursion)

#include <planloom/order/cycles.hpp>

#include "cycle_ways.hpp"

#include <algorithm>
#include <utility>

namespace planloom {
namespace {

/// What the searches in all knots write down for every node; a start is never used twice, so
/// nothing needs to be wiped.
struct Marks {
    explicit Marks(std::size_t nodes)
        : reached_from(nodes), walked_for(nodes, 0), distance(nodes, 0) {}

    std::vector<TaskNode> reached_from;
    std::vector<std::uint64_t> walked_for;
    std::vector<std::uint32_t> distance;
    std::uint64_t walks = 0;
};

/// Looks for a shortest circle in one knot: from each task in turn a breadth-first search
/// backwards, never deeper than the best circle so far. Tasks before the start need no second look,
/// since a circle through them was found from them. A gate is as far away as the nearest task that
/// it leads to, so it costs nothing to go through.
class ShortestCycle {
public:
    ShortestCycle(const PlanGraph& graph, const CycleWays& ways, Marks& marks,
                  IdRange<TaskNode> knot, const CycleOptions& options, Monitor* monitor)
        : graph_(graph),
          ways_(ways),
          marks_(marks),
          knot_(knot),
          options_(options),
          monitor_(monitor) {}

    Cycle run() {
        find_self_loop();
        const std::size_t shortest_possible = best_.size() == 1 ? 1 : 2;
        for (std::size_t i = 0; i < knot_.size(); ++i) {
            if (best_.size() == shortest_possible || is_cut_off_) break;
            report_progress(monitor_, i, knot_.size());
            search(knot_[i]);
        }
        Cycle cycle;
        cycle.knot_size = knot_.size();
        cycle.is_shortest = !is_cut_off_;
        for (const TaskNode node : best_) cycle.tasks.push_back(graph_.task(node));
        cycle.links = std::move(links_);
        return cycle;
    }

private:
    [[nodiscard]] bool is_inside(TaskNode node, TaskNode start) const {
        return ways_.is_gate(node) ||
               (node >= start && node.index() < knot_[0].index() + knot_.size());
    }

    void find_self_loop() {
        for (const TaskNode node : knot_) {
            const DependencyId loop = ways_.loop(node);
            if (!loop.is_valid()) continue;
            best_ = {node};
            links_ = {loop};
            return;
        }
    }

    void reach(TaskNode start, TaskNode node, std::uint32_t distance) {
        marks_.reached_from[node.index()] = start;
        marks_.distance[node.index()] = distance;
        (ways_.is_gate(node) ? level_ : next_level_).push_back(node);
    }

    void search(TaskNode start) {
        next_level_.clear();
        reach(start, start, 0);
        for (std::uint32_t distance = 0; !next_level_.empty(); ++distance) {
            if (!best_.empty() && distance + 1 >= best_.size()) return;
            std::swap(level_, next_level_);
            next_level_.clear();
            bool is_closed = false;
            for (std::size_t done = 0; done < level_.size();) {
                for (const TaskNode before : ways_.predecessors(level_[done++])) {
                    ++looked_at_;
                    is_closed = is_closed || before == start;
                    if (!is_inside(before, start) || marks_.reached_from[before.index()] == start)
                        continue;
                    reach(start, before, ways_.is_gate(before) ? distance : distance + 1);
                }
                if (is_closed || best_.empty() || looked_at_ <= options_.links_per_knot) continue;
                is_cut_off_ = true;
                return;
            }
            if (is_closed) return take(start, distance + 1);
        }
    }

    /// Walks the circle of the given length forwards, always to the first task that stays on it.
    void take(TaskNode start, std::uint32_t length) {
        best_.assign(1, start);
        links_.clear();
        for (std::uint32_t left = length; left > 0; --left) {
            const TaskNode from = best_.back();
            const TaskNode first = walk(from, start, left - 1);
            const TaskNode to = left == 1 ? start : first;
            links_.push_back(first_link(from, to));
            if (left > 1) best_.push_back(to);
        }
    }

    /// Goes from a task through all gates that far from the start; the first task behind them.
    TaskNode walk(TaskNode from, TaskNode start, std::uint32_t distance) {
        ++marks_.walks;
        TaskNode first;
        level_.assign(1, from);
        for (std::size_t i = 0; i < level_.size(); ++i) {
            for (const TaskNode next : ways_.successors(level_[i])) {
                if (!is_inside(next, start) || marks_.reached_from[next.index()] != start ||
                    marks_.distance[next.index()] != distance)
                    continue;
                if (!ways_.is_gate(next)) {
                    if (!first.is_valid() || next < first) first = next;
                } else if (marks_.walked_for[next.index()] != marks_.walks) {
                    marks_.walked_for[next.index()] = marks_.walks;
                    level_.push_back(next);
                }
            }
        }
        return first;
    }

    /// The first link, by plan order, among those that lead from one task to the other, through the
    /// gates of the last walk.
    [[nodiscard]] DependencyId first_link(TaskNode from, TaskNode to) {
        DependencyId first;
        level_.assign(1, to);
        for (std::size_t i = 0; i < level_.size(); ++i) {
            const std::span<const TaskNode> before = ways_.predecessors(level_[i]);
            const std::span<const DependencyId> links = ways_.predecessor_links(level_[i]);
            for (std::size_t way = 0; way < before.size(); ++way) {
                const bool is_walked = ways_.is_gate(before[way]) &&
                                       marks_.walked_for[before[way].index()] == marks_.walks;
                if (!links[way].is_valid()) {
                    if (is_walked) level_.push_back(before[way]);
                } else if ((is_walked || before[way] == from) &&
                           (!first.is_valid() || links[way] < first)) {
                    first = links[way];
                }
            }
        }
        return first;
    }

    const PlanGraph& graph_;
    const CycleWays& ways_;
    Marks& marks_;
    IdRange<TaskNode> knot_;
    const CycleOptions& options_;
    Monitor* monitor_;
    std::vector<TaskNode> level_, next_level_;
    std::vector<TaskNode> best_;
    std::vector<DependencyId> links_;
    std::uint64_t looked_at_ = 0;
    bool is_cut_off_ = false;
};

std::string describe(const Plan& plan, const std::vector<Cycle>& cycles) {
    std::string text =
        "the tasks depend on each other in a circle: " + to_string(plan, cycles.front());
    std::string above;
    for (const TaskId task : handed_down_from(plan, cycles.front())) {
        if (!above.empty()) above += ", ";
        above += plan.key(task);
    }
    if (!above.empty()) text += " (through " + above + ")";
    if (cycles.size() == 2) text += ", and there is one more circle";
    if (cycles.size() > 2)
        text += ", and there are " + std::to_string(cycles.size() - 1) + " more circles";
    return text;
}

}  // namespace

std::vector<Cycle> find_cycles(const PlanGraph& graph, const CycleOptions& options,
                               Monitor* monitor) {
    std::vector<Cycle> cycles;
    if (!graph.has_cycles()) return cycles;
    const CycleWays ways(graph);
    Marks marks(ways.node_count());
    cycles.reserve(graph.knots().size());
    for (const IdRange<TaskNode>& knot : graph.knots())
        cycles.push_back(ShortestCycle(graph, ways, marks, knot, options, monitor).run());
    return cycles;
}

std::vector<TaskId> handed_down_from(const Plan& plan, const Cycle& cycle, std::size_t step) {
    const DependencyTable& table = plan.dependency_table();
    const std::size_t link = cycle.links[step].index();
    std::vector<TaskId> above;
    if (table.predecessor[link] != cycle.tasks[step]) above.push_back(table.predecessor[link]);
    if (table.successor[link] != cycle.tasks[(step + 1) % cycle.tasks.size()])
        above.push_back(table.successor[link]);
    return above;
}

std::vector<TaskId> handed_down_from(const Plan& plan, const Cycle& cycle) {
    std::vector<TaskId> all;
    for (std::size_t step = 0; step < cycle.links.size(); ++step)
        for (const TaskId task : handed_down_from(plan, cycle, step)) all.push_back(task);
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
}

std::string to_string(const Plan& plan, const Cycle& cycle, std::size_t limit) {
    std::string text;
    const std::size_t shown = std::min(limit, cycle.tasks.size());
    for (std::size_t i = 0; i < shown; ++i) {
        text += plan.key(cycle.tasks[i]);
        text += " -> ";
    }
    if (shown < cycle.tasks.size())
        text += "... " + std::to_string(cycle.tasks.size() - shown) + " more -> ";
    return text += plan.key(cycle.tasks.front());
}

CycleError::CycleError(const Plan& plan, std::vector<Cycle> cycles)
    : Error("cycle", describe(plan, cycles)), cycles_(std::move(cycles)) {
    for (const Cycle& cycle : cycles_) {
        std::vector<std::string>& keys = keys_.emplace_back();
        for (const TaskId task : cycle.tasks) keys.emplace_back(plan.key(task));
    }
}

}  // namespace planloom

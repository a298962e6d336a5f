#include <planloom/order/cycles.hpp>

#include <algorithm>

namespace planloom {
namespace {

/// The first link between two tasks, by plan order.
DependencyId first_link(const PlanGraph& graph, TaskNode from, TaskNode to) {
    const std::span<const TaskNode> next = graph.successors(from);
    const auto found = std::lower_bound(next.begin(), next.end(), to);
    return graph.successor_links(from)[static_cast<std::size_t>(found - next.begin())];
}

/// Looks for a shortest circle in one knot: from each task in turn a breadth-first search
/// backwards, never deeper than the best circle so far. Tasks before the start need no second look,
/// since a circle through them was found from them.
class ShortestCycle {
public:
    ShortestCycle(const PlanGraph& graph, IdRange<TaskNode> knot, const CycleOptions& options,
                  Monitor* monitor)
        : graph_(graph), knot_(knot), options_(options), monitor_(monitor) {
        distance_.assign(knot.size(), 0);
        reached_from_.assign(knot.size(), TaskNode());
    }

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
        for (std::size_t i = 0; i < best_.size(); ++i) {
            cycle.tasks.push_back(graph_.task(best_[i]));
            cycle.links.push_back(first_link(graph_, best_[i], best_[(i + 1) % best_.size()]));
        }
        return cycle;
    }

private:
    [[nodiscard]] std::size_t place(TaskNode node) const { return node.index() - first().index(); }
    [[nodiscard]] TaskNode first() const { return knot_[0]; }
    [[nodiscard]] bool is_inside(TaskNode node, TaskNode start) const {
        return node >= start && node.index() < first().index() + knot_.size();
    }

    void find_self_loop() {
        for (const TaskNode node : knot_) {
            const std::span<const TaskNode> next = graph_.successors(node);
            if (std::binary_search(next.begin(), next.end(), node)) {
                best_ = {node};
                return;
            }
        }
    }

    void search(TaskNode start) {
        queue_.assign(1, start);
        reached_from_[place(start)] = start;
        distance_[place(start)] = 0;
        for (std::size_t head = 0; head < queue_.size(); ++head) {
            const TaskNode node = queue_[head];
            const std::uint32_t next = distance_[place(node)] + 1;
            if (!best_.empty() && next >= best_.size()) return;
            for (const TaskNode before : graph_.predecessors(node)) {
                ++looked_at_;
                if (before == start) return take(start, next);
                if (!is_inside(before, start) || reached_from_[place(before)] == start) continue;
                reached_from_[place(before)] = start;
                distance_[place(before)] = next;
                queue_.push_back(before);
            }
            if (!best_.empty() && looked_at_ > options_.links_per_knot) {
                is_cut_off_ = true;
                return;
            }
        }
    }

    /// Walks the circle of the given length forwards, always to the first task that stays on it.
    void take(TaskNode start, std::uint32_t length) {
        best_.assign(1, start);
        for (std::uint32_t left = length - 1; left > 0; --left) {
            for (const TaskNode next : graph_.successors(best_.back())) {
                if (!is_inside(next, start) || reached_from_[place(next)] != start) continue;
                if (next == start || distance_[place(next)] != left) continue;
                best_.push_back(next);
                break;
            }
        }
    }

    const PlanGraph& graph_;
    IdRange<TaskNode> knot_;
    const CycleOptions& options_;
    Monitor* monitor_;
    std::vector<std::uint32_t> distance_;
    std::vector<TaskNode> reached_from_;
    std::vector<TaskNode> queue_;
    std::vector<TaskNode> best_;
    std::uint64_t looked_at_ = 0;
    bool is_cut_off_ = false;
};

std::string describe(const Plan& plan, const std::vector<Cycle>& cycles) {
    std::string text =
        "the tasks depend on each other in a circle: " + to_string(plan, cycles.front());
    if (cycles.size() == 2) text += ", and there is one more circle";
    if (cycles.size() > 2)
        text += ", and there are " + std::to_string(cycles.size() - 1) + " more circles";
    return text;
}

}  // namespace

std::vector<Cycle> find_cycles(const PlanGraph& graph, const CycleOptions& options,
                               Monitor* monitor) {
    std::vector<Cycle> cycles;
    cycles.reserve(graph.knots().size());
    for (const IdRange<TaskNode>& knot : graph.knots())
        cycles.push_back(ShortestCycle(graph, knot, options, monitor).run());
    return cycles;
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

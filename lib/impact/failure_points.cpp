#include <planloom/core/contract.hpp>
#include <planloom/graph/support.hpp>
#include <planloom/impact/failure_points.hpp>
#include <planloom/model/views.hpp>

#include "../graph/forest.hpp"
#include "../graph/handed_down.hpp"

#include <algorithm>
#include <span>

namespace planloom {
namespace {

/// Lets things fail, one set after the other.
class Failures {
public:
    explicit Failures(const PlanGraph& graph)
        : graph_(graph),
          plan_(graph.plan()),
          formulas_(graph, Gaps::left_out),
          state_(formulas_),
          leads_(plan_.tasks().size()),
          led_(plan_.units().size()),
          parents_first_(parents_first(graph, plan_.tasks())) {
        find_leads();
        find_successors();
        seen_.assign(successors_.size(), 0);
    }

    /// The leaves that some of these units lead and nobody else does.
    [[nodiscard]] std::vector<TaskId> tasks_of(std::span<const UnitId> units) const {
        std::vector<TaskId> tasks;
        for (const UnitId unit : units)
            for (const TaskId task : led_[unit.index()])
                if (std::all_of(
                        leads_[task.index()].begin(), leads_[task.index()].end(), [&](UnitId lead) {
                            return std::find(units.begin(), units.end(), lead) != units.end();
                        }))
                    tasks.push_back(task);
        std::sort(tasks.begin(), tasks.end());
        tasks.erase(std::unique(tasks.begin(), tasks.end()), tasks.end());
        return tasks;
    }

    /// The open leaves at and under a task.
    [[nodiscard]] std::vector<TaskId> leaves_of(TaskId task) {
        std::vector<TaskId> stack = {task}, leaves;
        while (!stack.empty()) {
            const TaskId at = stack.back();
            stack.pop_back();
            ++steps_;
            if (can_stop(at)) leaves.push_back(at);
            const std::span<const TaskId> children = graph_.children(at);
            stack.insert(stack.end(), children.begin(), children.end());
        }
        std::sort(leaves.begin(), leaves.end());
        return leaves;
    }

    [[nodiscard]] bool leads_any(UnitId unit) const { return !led_[unit.index()].empty(); }

    /// Adds to the tasks those that wait for them.
    void spread(std::vector<TaskId>& stopped) {
        ++epoch_;
        const std::size_t own = stopped.size();
        std::vector<std::uint32_t> queue;
        for (const TaskId task : stopped) {
            seen_[task.index()] = epoch_;
            queue.push_back(task.value());
        }
        for (std::size_t next = 0; next < queue.size(); ++next) {
            for (const std::uint32_t after : successors_[queue[next]]) {
                ++steps_;
                if (seen_[after] == epoch_) continue;
                seen_[after] = epoch_;
                const bool is_gate = after >= plan_.tasks().size();
                if (!is_gate && !can_stop(TaskId(after))) continue;
                queue.push_back(after);
                if (!is_gate) stopped.emplace_back(after);
            }
        }
        std::sort(stopped.begin() + static_cast<std::ptrdiff_t>(own), stopped.end());
    }

    [[nodiscard]] std::vector<GoalId> lost(std::span<const TaskId> stopped) {
        std::vector<GoalId> goals;
        if (!stopped.empty()) goals = state_.lost_without(stopped);
        steps_ += stopped.size() + 8 * goals.size();
        return goals;
    }

    [[nodiscard]] std::uint64_t steps() const noexcept { return steps_; }

private:
    [[nodiscard]] bool can_stop(TaskId task) const {
        return graph_.is_leaf(task) && plan_.task(task).is_open() && !formulas_.is_cancelled(task);
    }

    void find_leads() {
        const AssignmentTable& shares = plan_.assignment_table();
        for (std::size_t row = 0; row < shares.count; ++row) {
            const Role role = shares.role[row];
            if ((role == Role::lead || role == Role::co_lead) && shares.unit[row].is_valid())
                leads_[shares.task[row].index()].push_back(shares.unit[row]);
        }
        for (const TaskId task : parents_first_) {
            const TaskId parent = graph_.parent(task);
            std::vector<UnitId>& own = leads_[task.index()];
            if (own.empty() && parent.is_valid()) own = leads_[parent.index()];
            std::sort(own.begin(), own.end());
            own.erase(std::unique(own.begin(), own.end()), own.end());
        }
        for (const TaskId task : plan_.tasks()) {
            if (!can_stop(task)) continue;
            for (const UnitId unit : leads_[task.index()]) led_[unit.index()].push_back(task);
        }
    }

    void find_successors() {
        const HandedDown links = hand_down(graph_);
        successors_.resize(std::max(links.node_count, plan_.tasks().size()));
        for (const HandedDownArc& arc : links.arcs)
            if (!arc.link.is_valid() || plan_.dependency_table().is_soft[arc.link.index()] == 0)
                successors_[arc.from].push_back(arc.to);
    }

    const PlanGraph& graph_;
    const Plan& plan_;
    SupportFormulas formulas_;
    SupportState state_;
    /// Who leads a task, itself or from above; the leaves that a unit leads alone or with others.
    std::vector<std::vector<UnitId>> leads_;
    std::vector<std::vector<TaskId>> led_;
    std::vector<TaskId> parents_first_;
    std::vector<std::vector<std::uint32_t>> successors_;
    std::vector<std::uint32_t> seen_;
    std::uint32_t epoch_ = 0;
    std::uint64_t steps_ = 0;
};

/// Goes through all sets of `size` units, in plan order.
class CutSearch {
public:
    CutSearch(const PlanGraph& graph, const FailureOptions& options, Monitor* monitor)
        : graph_(graph), options_(options), monitor_(monitor), failures_(graph) {
        for (const UnitId unit : graph.plan().units())
            if (failures_.leads_any(unit)) units_.push_back(unit);
        for (const UnitId unit : units_) single_.push_back(top_goals({unit}));
    }

    UnitCuts pairs() {
        UnitCuts answer;
        for (std::size_t a = 0; a < units_.size(); ++a) {
            report_progress(monitor_, a, units_.size());
            for (std::size_t b = a + 1; b < units_.size(); ++b) {
                if (is_over(answer)) return answer;
                std::vector<GoalId> lost = top_goals({units_[a], units_[b]});
                remove(lost, single_[a]);
                remove(lost, single_[b]);
                if (!lost.empty()) answer.cuts.push_back({{units_[a], units_[b]}, std::move(lost)});
            }
        }
        return answer;
    }

    UnitCuts triples() {
        UnitCuts answer;
        for (std::size_t a = 0; a < units_.size(); ++a) {
            report_progress(monitor_, a, units_.size());
            for (std::size_t b = a + 1; b < units_.size(); ++b) {
                for (std::size_t c = b + 1; c < units_.size(); ++c) {
                    if (is_over(answer)) return answer;
                    std::vector<GoalId> lost = top_goals({units_[a], units_[b], units_[c]});
                    if (lost.empty()) continue;
                    for (const auto& pair : {std::pair(a, b), std::pair(a, c), std::pair(b, c)})
                        remove(lost, top_goals({units_[pair.first], units_[pair.second]}));
                    if (!lost.empty())
                        answer.cuts.push_back({{units_[a], units_[b], units_[c]}, std::move(lost)});
                }
            }
        }
        return answer;
    }

private:
    std::vector<GoalId> top_goals(std::initializer_list<UnitId> units) {
        std::vector<TaskId> stopped = failures_.tasks_of({units.begin(), units.size()});
        failures_.spread(stopped);
        std::vector<GoalId> lost = failures_.lost(stopped);
        std::erase_if(lost, [&](GoalId goal) { return graph_.parent(goal).is_valid(); });
        return lost;
    }

    static void remove(std::vector<GoalId>& from, const std::vector<GoalId>& these) {
        std::erase_if(from, [&](GoalId goal) {
            return std::find(these.begin(), these.end(), goal) != these.end();
        });
    }

    bool is_over(UnitCuts& answer) const {
        answer.is_cut =
            failures_.steps() >= options_.max_steps || answer.cuts.size() >= options_.max_cuts;
        return answer.is_cut;
    }

    const PlanGraph& graph_;
    const FailureOptions& options_;
    Monitor* monitor_;
    Failures failures_;
    std::vector<UnitId> units_;
    std::vector<std::vector<GoalId>> single_;
};

}  // namespace

FailurePoints failure_points(const PlanGraph& graph, const FailureOptions& options,
                             Monitor* monitor) {
    const Plan& plan = graph.plan();
    Failures failures(graph);
    FailurePoints answer;
    const auto fail = [&](Node node, std::vector<TaskId> stopped) {
        failures.spread(stopped);
        std::vector<GoalId> lost = failures.lost(stopped);
        if (!lost.empty()) answer.points.push_back({node, std::move(stopped), std::move(lost)});
        answer.is_cut = failures.steps() >= options.max_steps;
    };
    if (options.with_units)
        for (const UnitId unit : plan.units()) {
            if (answer.is_cut) return answer;
            report_progress(monitor, unit.index(), plan.units().size());
            if (failures.leads_any(unit)) fail(unit, failures.tasks_of({&unit, 1}));
        }
    if (options.with_tasks)
        for (const TaskId task : plan.tasks()) {
            if (answer.is_cut) return answer;
            if (task.index() % 1024 == 0)
                report_progress(monitor, task.index(), plan.tasks().size());
            fail(task, failures.leaves_of(task));
        }
    return answer;
}

UnitCuts minimal_cuts(const PlanGraph& graph, std::size_t size, const FailureOptions& options,
                      Monitor* monitor) {
    PLANLOOM_EXPECTS(size == 2 || size == 3);
    CutSearch search(graph, options, monitor);
    return size == 2 ? search.pairs() : search.triples();
}

}  // namespace planloom

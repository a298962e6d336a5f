#include "risk_program.hpp"

#include <planloom/model/plan.hpp>

#include "../graph/forest.hpp"

#include <algorithm>

namespace planloom::detail {
namespace {

class ProgramMaker {
public:
    ProgramMaker(const Passes& passes, const RiskDurations& durations, RiskProgram& program)
        : network_(passes.network),
          floor_(passes.floor),
          durations_(durations),
          program_(program) {}

    void make() {
        program_.network = &network_;
        program_.is_single = has_one_clock();
        program_.base = network_.clocks.front().work(network_.start);
        lay_out();
        program_.nodes.resize(network_.node_count());
        for (std::uint32_t place = 0; place < order_.size(); ++place) add_node(place);
        mark_last();
    }

private:
    /// Nodes that no duration moves, and that nothing waits for.
    [[nodiscard]] bool has_constant_start(std::uint32_t node) const {
        return network_.is_started(node) || network_.is_done(node);
    }
    [[nodiscard]] bool is_fixed(std::uint32_t node) const {
        const Bounds& bounds = network_.bound(node);
        return bounds.fixed_start != no_moment || bounds.fixed_finish != no_moment;
    }
    [[nodiscard]] bool is_held(std::uint32_t node) const {
        return network_.is_done(node) || is_fixed(node);
    }
    /// Whether an arc runs between what cannot move, or to it.
    [[nodiscard]] bool is_folded(const Arc& arc) const {
        return network_.is_done(arc.from) ||
               (arc.from_end == End::start && has_constant_start(arc.from));
    }

    [[nodiscard]] bool has_one_clock() const {
        if (!network_.has_dates) return true;
        for (std::uint32_t node = 0; node < network_.node_count(); ++node)
            if (network_.clock[node] != 0 && network_.part[node] == Part::leaf &&
                !network_.is_done(node) && durations_.model(node).greatest > 0)
                return false;
        return std::all_of(network_.arcs.begin(), network_.arcs.end(), [&](const Arc& arc) {
            return arc.lag == 0 || arc.clock == 0 || is_folded(arc) || is_held(arc.to);
        });
    }

    void lay_out() {
        order_.reserve(network_.node_count());
        std::vector<bool> is_placed(network_.knots.size(), false);
        for (const std::uint32_t node : network_.order) {
            const std::uint32_t knot = network_.knot_of.empty() ? 0 : network_.knot_of[node];
            if (knot == 0) {
                order_.push_back(node);
                continue;
            }
            if (is_placed[knot - 1]) continue;
            is_placed[knot - 1] = true;
            const auto first = static_cast<std::uint32_t>(order_.size());
            for (const TaskId each : network_.knots[knot - 1]) order_.push_back(each.value());
            program_.knots.push_back({first, static_cast<std::uint32_t>(order_.size())});
        }
        program_.place_of.resize(order_.size());
        for (std::uint32_t place = 0; place < order_.size(); ++place)
            program_.place_of[order_[place]] = place;
    }

    [[nodiscard]] Minutes on_axis(Minutes moment) const {
        if (moment == no_moment || !program_.is_single) return moment;
        return network_.clocks.front().work(moment) - program_.base;
    }

    void add_node(std::uint32_t place) {
        const std::uint32_t node = order_[place];
        const Bounds& bounds = network_.bound(node);
        RiskNode& to = program_.nodes[place];
        to.node = node;
        to.clock = network_.clock[node];
        to.first_arc = to.last_arc = static_cast<std::uint32_t>(program_.arcs.size());
        if (network_.part[node] == Part::none) return;
        if (network_.is_done(node)) {
            to.kind = RiskNode::Kind::constant;
            to.lower_start = on_axis(bounds.actual_start);
            to.lower_finish = on_axis(bounds.actual_finish);
            return;
        }
        to.is_drawn = durations_.model(node).kind != DurationModel::Kind::constant;
        if (is_fixed(node)) {
            const bool by_start = bounds.fixed_start != no_moment;
            to.kind = by_start ? RiskNode::Kind::fixed_start : RiskNode::Kind::fixed_finish;
            to.lower_start = on_axis(bounds.fixed_start);
            to.lower_finish = on_axis(bounds.fixed_finish);
            program_.is_simple = program_.is_simple && by_start;
            return;
        }
        const bool is_gate = network_.part[node] == Part::gate;
        to.kind = is_gate ? RiskNode::Kind::gate : RiskNode::Kind::free;
        Minutes start = bounds.lower_start;
        Minutes finish = bounds.lower_finish;
        if (!is_gate && bounds.actual_start == no_moment) start = std::max(start, network_.start);
        if (!floor_.empty()) start = std::max(start, floor_[node]);
        add_arcs(node, start, finish);
        to.last_arc = static_cast<std::uint32_t>(program_.arcs.size());
        to.lower_start = on_axis(start);
        to.lower_finish = on_axis(finish);
        if (is_gate) {
            to.lower_start = std::max(to.lower_start, to.lower_finish);
            to.lower_finish = no_moment;
        }
        program_.is_simple = program_.is_simple && finish == no_moment;
    }

    void add_arcs(std::uint32_t node, Minutes& start, Minutes& finish) {
        const bool is_gate = network_.part[node] == Part::gate;
        for (const ArcId id : network_.arcs_into[TaskId(node)]) {
            const Arc& arc = network_.arcs[id.index()];
            if (network_.part[arc.from] == Part::none) continue;
            if (is_folded(arc)) {
                const Bounds& from = network_.bound(arc.from);
                const Minutes moment = network_.clocks[arc.clock].ahead(
                    arc.from_end == End::start ? from.actual_start : from.actual_finish, arc.lag);
                Minutes& bound = arc.to_end == End::start ? start : finish;
                bound = std::max(bound, moment);
                continue;
            }
            RiskArc made;
            made.from = program_.place_of[arc.from];
            made.clock = arc.clock;
            // Both ends of a gate are one.
            made.from_end = network_.part[arc.from] == Part::gate ? End::finish : arc.from_end;
            made.to_end = is_gate ? End::start : arc.to_end;
            made.lag = arc.lag;
            made.is_reversed = arc.is_reversed;
            program_.is_simple = program_.is_simple && made.to_end == End::start;
            program_.arcs.push_back(made);
        }
    }

    void mark_last() {
        for (RiskNode& node : program_.nodes)
            node.is_last =
                node.kind != RiskNode::Kind::none && network_.part[node.node] == Part::leaf;
        for (const RiskNode& node : program_.nodes) {
            if (node.kind != RiskNode::Kind::free) continue;
            for (std::uint32_t i = node.first_arc; i < node.last_arc; ++i) {
                const RiskArc& arc = program_.arcs[i];
                if (arc.from_end == End::finish && arc.lag >= 0) is_before(arc, node);
            }
        }
    }

    /// Within a knot, tasks could each be before another.
    void is_before(const RiskArc& arc, const RiskNode& node) {
        const std::uint32_t from = program_.nodes[arc.from].node;
        const bool is_in_knot = !network_.knot_of.empty() && network_.knot_of[from] != 0 &&
                                network_.knot_of[from] == network_.knot_of[node.node];
        if (!is_in_knot) program_.nodes[arc.from].is_last = false;
    }

    const Network& network_;
    /// Where tasks that are to be late start.
    std::span<const Minutes> floor_;
    const RiskDurations& durations_;
    RiskProgram& program_;
    std::vector<std::uint32_t> order_;
};

/// Groups of summary tasks and of goals, only those that something asked for needs.
class GroupMaker {
public:
    GroupMaker(const PlanGraph& graph, RiskProgram& program)
        : graph_(graph),
          program_(program),
          task_at_(graph.task_count(), no_factor),
          goal_at_(graph.plan().goal_table().count, no_factor) {}

    void make(std::span<const GoalId> goals, std::span<const TaskId> tasks) {
        std::vector<bool> wants_goal(goal_at_.size(), false);
        std::vector<bool> wants_task(task_at_.size(), false);
        for (const GoalId goal : goals) wants_goal[goal.index()] = true;
        for (const TaskId task : tasks) wants_task[task.index()] = true;
        const std::vector<GoalId> goal_order = parents_first(graph_, graph_.plan().goals());
        const std::vector<TaskId> task_order = parents_first(graph_, graph_.plan().tasks());
        for (const GoalId goal : goal_order) {
            if (!wants_goal[goal.index()]) continue;
            for (const GoalId child : graph_.children(goal)) wants_goal[child.index()] = true;
            for (const ServesId serves : graph_.serves(goal))
                if (const TaskId task = graph_.plan().serves_table().task[serves.index()];
                    task.is_valid())
                    wants_task[task.index()] = true;
        }
        for (const TaskId task : task_order)
            if (wants_task[task.index()])
                for (const TaskId child : graph_.children(task)) wants_task[child.index()] = true;
        for (std::size_t i = task_order.size(); i-- > 0;)
            if (wants_task[task_order[i].index()]) add(task_order[i]);
        for (std::size_t i = goal_order.size(); i-- > 0;)
            if (wants_goal[goal_order[i].index()]) add(goal_order[i]);
    }

    [[nodiscard]] std::uint32_t at(GoalId goal) const { return goal_at_[goal.index()]; }
    [[nodiscard]] std::uint32_t at(TaskId task) const { return task_at_[task.index()]; }

private:
    void add(TaskId task) {
        const std::uint32_t place = program_.place_of[task.index()];
        if (graph_.is_leaf(task)) {
            if (program_.nodes[place].kind != RiskNode::Kind::none) task_at_[task.index()] = place;
            return;
        }
        for (const TaskId child : graph_.children(task)) take(task_at_[child.index()]);
        task_at_[task.index()] = close();
    }

    void add(GoalId goal) {
        for (const ServesId serves : graph_.serves(goal))
            if (const TaskId task = graph_.plan().serves_table().task[serves.index()];
                task.is_valid())
                take(task_at_[task.index()]);
        for (const GoalId child : graph_.children(goal)) take(goal_at_[child.index()]);
        goal_at_[goal.index()] = close();
    }

    void take(std::uint32_t source) {
        if (source != no_factor) program_.groups.sources.push_back(source);
    }

    std::uint32_t close() {
        const auto end = static_cast<std::uint32_t>(program_.groups.sources.size());
        if (end == program_.groups.offsets.back()) return no_factor;
        program_.groups.offsets.push_back(end);
        return static_cast<std::uint32_t>(program_.nodes.size() + program_.groups.count() - 1);
    }

    const PlanGraph& graph_;
    RiskProgram& program_;
    std::vector<std::uint32_t> task_at_, goal_at_;
};

}  // namespace

RiskProgram make_program(const Passes& passes, const RiskDurations& durations) {
    RiskProgram program;
    ProgramMaker(passes, durations, program).make();
    return program;
}

RiskTargets add_targets(const PlanGraph& graph, std::span<const GoalId> goals,
                        std::span<const TaskId> tasks, RiskProgram& program) {
    GroupMaker maker(graph, program);
    maker.make(goals, tasks);
    RiskTargets targets;
    for (const GoalId goal : goals) targets.goals.push_back(maker.at(goal));
    for (const TaskId task : tasks) targets.tasks.push_back(maker.at(task));
    return targets;
}

}  // namespace planloom::detail

#include <planloom/core/contract.hpp>
#include <planloom/coverage/coordination.hpp>
#include <planloom/coverage/matrix_evidence.hpp>

#include "link_ends.hpp"
#include "participants.hpp"

#include <algorithm>
#include <span>
#include <utility>

namespace planloom {
namespace {

constexpr std::string_view evidence_words[] = {"serves", "assignment", "implements", "task",
                                               "dependency"};

class EvidenceFinder {
public:
    explicit EvidenceFinder(const PlanGraph& graph) : graph_(graph), plan_(graph.plan()) {}

    void goal_and_task(GoalId goal, TaskId task) {
        const std::vector<bool> under = goals_under(goal);
        for (const ServesId each : plan_.serves(task))
            if (serves_one_of(each, under)) add(EvidenceKind::serves, each.value());
    }

    void task_and_unit(TaskId task, UnitId unit) {
        for (const AssignmentId each : plan_.assignments(task))
            if (plan_.assignment_table().unit[each.index()] == unit)
                add(EvidenceKind::assignment, each.value());
    }

    void goal_and_unit(GoalId goal, UnitId unit) {
        const std::vector<bool> under = goals_under(goal);
        for (const AssignmentId each : graph_.assignments(unit))
            if (serves_one_of(plan_.assignment_table().task[each.index()], under))
                add(EvidenceKind::assignment, each.value());
    }

    void requirement_and_task(RequirementId requirement, TaskId task) {
        for (const ImplementsId each : graph_.implements(requirement)) {
            const Node node = plan_.implements_table().node[each.index()];
            const bool holds = node.kind == NodeKind::task
                                   ? node.task() == task
                                   : serves_one_of(task, goals_under(node.goal()));
            if (holds) add(EvidenceKind::implements, each.value());
        }
    }

    void units(UnitId row, UnitId column) {
        if (row == column) return;
        const CoordinationOptions bounds;
        const Rows<TaskId, Participant> parts = participants(graph_);
        const auto takes_part = [&](TaskId task, UnitId unit) {
            return std::any_of(parts[task].begin(), parts[task].end(),
                               [&](const Participant& each) { return each.unit == unit; });
        };
        TaskId last;
        for (const AssignmentId each : graph_.assignments(row)) {
            const TaskId task = plan_.assignment_table().task[each.index()];
            if (task == last || parts[task].size() > bounds.max_units_per_task) continue;
            last = task;
            if (takes_part(task, column)) add(EvidenceKind::task, task.value());
        }
        hand_overs(row, column, bounds);
    }

    [[nodiscard]] std::vector<Evidence> take() && { return std::move(found_); }

private:
    void add(EvidenceKind kind, std::uint32_t row) { found_.push_back({kind, row}); }

    [[nodiscard]] std::vector<bool> goals_under(GoalId goal) const {
        std::vector<bool> under(plan_.goals().size(), false);
        std::vector<GoalId> open = {goal};
        while (!open.empty()) {
            const GoalId next = open.back();
            open.pop_back();
            under[next.index()] = true;
            const std::span<const GoalId> below = graph_.children(next);
            open.insert(open.end(), below.begin(), below.end());
        }
        return under;
    }
    [[nodiscard]] bool serves_one_of(ServesId each, const std::vector<bool>& goals) const {
        const GoalId goal = plan_.serves_table().goal[each.index()];
        return goal.is_valid() && goals[goal.index()];
    }
    [[nodiscard]] bool serves_one_of(TaskId task, const std::vector<bool>& goals) const {
        const IdRange<ServesId> all = plan_.serves(task);
        return std::any_of(all.begin(), all.end(),
                           [&](ServesId each) { return serves_one_of(each, goals); });
    }

    void hand_overs(UnitId row, UnitId column, const CoordinationOptions& bounds) {
        const LinkEnds ends(graph_, leads_of_leaves(graph_));
        const auto leads = [](std::span<const LabelCount> counts, UnitId unit) {
            return std::binary_search(
                counts.begin(), counts.end(), LabelCount{unit.value(), 0},
                [](const LabelCount& a, const LabelCount& b) { return a.label < b.label; });
        };
        const DependencyTable& table = plan_.dependency_table();
        for (std::uint32_t link = 0; link < table.count; ++link) {
            if (!table.predecessor[link].is_valid()) continue;
            const std::span<const LabelCount> from = ends.at(table.predecessor[link]);
            const std::span<const LabelCount> to = ends.at(table.successor[link]);
            if (from.empty() || to.empty()) continue;
            if (from.size() <= bounds.max_pairs_per_link / to.size() && leads(from, row) &&
                leads(to, column))
                add(EvidenceKind::dependency, link);
        }
    }

    const PlanGraph& graph_;
    const Plan& plan_;
    std::vector<Evidence> found_;
};

}  // namespace

std::string_view word(EvidenceKind kind) noexcept {
    return evidence_words[static_cast<std::size_t>(kind)];
}

std::vector<Evidence> cell_evidence(const PlanGraph& graph, const Matrix& matrix, std::size_t row,
                                    std::size_t column) {
    PLANLOOM_EXPECTS(row < matrix.rows().size() && column < matrix.columns().size());
    EvidenceFinder finder(graph);
    const Node from = matrix.rows()[row];
    const Node to = matrix.columns()[column];
    switch (matrix.kind()) {
        case MatrixKind::goal_task:
            finder.goal_and_task(from.goal(), to.task());
            break;
        case MatrixKind::task_unit:
            finder.task_and_unit(from.task(), to.unit());
            break;
        case MatrixKind::goal_unit:
            finder.goal_and_unit(from.goal(), to.unit());
            break;
        case MatrixKind::requirement_task:
            finder.requirement_and_task(from.requirement(), to.task());
            break;
        case MatrixKind::unit_unit:
            finder.units(from.unit(), to.unit());
            break;
    }
    return std::move(finder).take();
}

}  // namespace planloom

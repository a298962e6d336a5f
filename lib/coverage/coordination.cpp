#include <planloom/core/contract.hpp>
#include <planloom/core/error.hpp>
#include <planloom/coverage/coordination.hpp>

#include "link_ends.hpp"
#include "participants.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace planloom {
namespace {

/// A link by which a unit hands work on, and how many leaves before it the unit leads.
struct Outgoing {
    DependencyId link;
    std::uint32_t leaves = 0;
};

class CoordinationMaker {
public:
    CoordinationMaker(const PlanGraph& graph, const CoordinationOptions& options)
        : graph_(graph),
          options_(options),
          parts_(participants(graph)),
          ends_(graph, leads_of_leaves(graph)),
          sum_(graph.plan().units().size()) {}

    Coordination make() {
        const std::size_t units = sum_.size();
        const Rows<UnitId, TaskId> tasks = tasks_of_units();
        const Rows<UnitId, Outgoing> links = links_of_units();
        std::vector<std::uint32_t> offsets = {0};
        std::vector<CoordinationCell> cells;
        for (const UnitId unit : IdRange<UnitId>(units)) {
            for (const TaskId task : tasks[unit]) add_task(unit, task);
            for (const Outgoing& each : links[unit]) add_link(each);
            std::sort(touched_.begin(), touched_.end());
            for (const std::uint32_t column : touched_) {
                cells.push_back(std::exchange(sum_[column], {}));
                cells.back().column = column;
            }
            touched_.clear();
            if (cells.size() > std::numeric_limits<std::uint32_t>::max())
                throw Error("limit_cells",
                            "the unit-unit matrix has more than 2^32 - 1 cells for " +
                                std::to_string(units) + " units");
            offsets.push_back(static_cast<std::uint32_t>(cells.size()));
        }
        return {std::move(offsets), std::move(cells), std::move(left_out_tasks_),
                std::move(left_out_links_)};
    }

private:
    Rows<UnitId, TaskId> tasks_of_units() {
        std::vector<TaskId> task_of;
        std::vector<UnitId> unit_of;
        for (const TaskId task : graph_.plan().tasks()) {
            if (parts_[task].size() > options_.max_units_per_task) {
                left_out_tasks_.push_back(task);
                continue;
            }
            for (const Participant& each : parts_[task]) {
                task_of.push_back(task);
                unit_of.push_back(each.unit);
            }
        }
        return make_rows<UnitId, TaskId>(
            sum_.size(), task_of.size(), [&](std::size_t i) { return unit_of[i]; },
            [&](std::size_t i) { return task_of[i]; });
    }

    Rows<UnitId, Outgoing> links_of_units() {
        const DependencyTable& table = graph_.plan().dependency_table();
        std::vector<UnitId> unit_of;
        std::vector<Outgoing> links;
        for (std::size_t row = 0; row < table.count; ++row) {
            if (!table.predecessor[row].is_valid()) continue;
            const std::span<const LabelCount> from = ends_.at(table.predecessor[row]);
            const std::span<const LabelCount> to = ends_.at(table.successor[row]);
            if (from.empty() || to.empty()) continue;
            if (from.size() > options_.max_pairs_per_link / to.size()) {
                left_out_links_.emplace_back(row);
                continue;
            }
            for (const LabelCount& each : from) {
                unit_of.emplace_back(each.label);
                links.push_back({DependencyId(row), each.count});
            }
        }
        return make_rows<UnitId, Outgoing>(
            sum_.size(), links.size(), [&](std::size_t i) { return unit_of[i]; },
            [&](std::size_t i) { return links[i]; });
    }

    CoordinationCell& touch(std::uint32_t column) {
        CoordinationCell& cell = sum_[column];
        if (cell.shared == 0 && cell.links == 0) touched_.push_back(column);
        return cell;
    }

    void add_task(UnitId unit, TaskId task) {
        const std::span<const Participant> parts = parts_[task];
        const auto own = std::lower_bound(
            parts.begin(), parts.end(), unit,
            [](const Participant& each, UnitId wanted) { return each.unit < wanted; });
        for (const Participant& each : parts) {
            CoordinationCell& cell = touch(each.unit.value());
            ++cell.shared;
            if (own->is_lead && !each.is_lead) ++cell.leads;
        }
    }

    void add_link(const Outgoing& outgoing) {
        const TaskId successor = graph_.plan().dependency_table().successor[outgoing.link.index()];
        for (const LabelCount& each : ends_.at(successor)) {
            CoordinationCell& cell = touch(each.label);
            ++cell.links;
            cell.hand_offs += std::uint64_t{outgoing.leaves} * each.count;
        }
    }

    const PlanGraph& graph_;
    const CoordinationOptions& options_;
    Rows<TaskId, Participant> parts_;
    LinkEnds ends_;
    /// The row under construction, and the columns of it that are not empty.
    std::vector<CoordinationCell> sum_;
    std::vector<std::uint32_t> touched_;
    std::vector<TaskId> left_out_tasks_;
    std::vector<DependencyId> left_out_links_;
};

}  // namespace

Rows<TaskId, Participant> participants(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    const AssignmentTable& table = plan.assignment_table();
    std::vector<std::uint32_t> offsets = {0};
    offsets.reserve(plan.tasks().size() + 1);
    std::vector<Participant> all;
    all.reserve(table.count);
    std::size_t row = 0;
    for (const TaskId task : plan.tasks()) {
        const std::size_t first = all.size();
        for (; row < table.count && table.task[row] == task; ++row)
            if (table.unit[row].is_valid())
                all.push_back({table.unit[row], table.role[row] <= Role::co_lead});
        // Of the rows of one unit, one as lead stands first and stays.
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(first);
        std::sort(begin, all.end(), [](const Participant& a, const Participant& b) {
            return a.unit != b.unit ? a.unit < b.unit : a.is_lead && !b.is_lead;
        });
        all.erase(std::unique(
                      begin, all.end(),
                      [](const Participant& a, const Participant& b) { return a.unit == b.unit; }),
                  all.end());
        offsets.push_back(static_cast<std::uint32_t>(all.size()));
    }
    return {std::move(offsets), std::move(all)};
}

Coordination::Coordination(std::vector<std::uint32_t> offsets, std::vector<CoordinationCell> cells,
                           std::vector<TaskId> left_out_tasks,
                           std::vector<DependencyId> left_out_links)
    : offsets_(std::move(offsets)),
      cells_(std::move(cells)),
      left_out_tasks_(std::move(left_out_tasks)),
      left_out_links_(std::move(left_out_links)) {
    PLANLOOM_EXPECTS(!offsets_.empty() && offsets_.back() == cells_.size());
}

std::span<const CoordinationCell> Coordination::row(UnitId unit) const noexcept {
    return std::span<const CoordinationCell>(cells_).subspan(
        offsets_[unit.index()], offsets_[unit.index() + 1] - offsets_[unit.index()]);
}

const CoordinationCell* Coordination::find(UnitId row, UnitId column) const noexcept {
    const std::span<const CoordinationCell> cells = this->row(row);
    const auto found = std::lower_bound(
        cells.begin(), cells.end(), column.value(),
        [](const CoordinationCell& cell, std::uint32_t wanted) { return cell.column < wanted; });
    return found != cells.end() && found->column == column.value() ? &*found : nullptr;
}

Coordination coordination(const PlanGraph& graph, const CoordinationOptions& options) {
    return CoordinationMaker(graph, options).make();
}

}  // namespace planloom

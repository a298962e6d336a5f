#include "link_ends.hpp"

#include "../graph/forest.hpp"
#include "../graph/handed_down.hpp"

#include <algorithm>
#include <utility>

namespace planloom {

void unite_labels(std::vector<LabelCount>& counts) {
    std::sort(counts.begin(), counts.end(),
              [](const LabelCount& a, const LabelCount& b) { return a.label < b.label; });
    std::size_t last = 0;
    for (std::size_t i = 1; i < counts.size(); ++i) {
        if (counts[i].label == counts[last].label)
            counts[last].count += counts[i].count;
        else
            counts[++last] = counts[i];
    }
    if (!counts.empty()) counts.resize(last + 1);
}

LinkEnds::LinkEnds(const PlanGraph& graph, const Rows<TaskId, std::uint32_t>& labels) {
    const IdRange<TaskId> tasks = graph.plan().tasks();
    offsets_.reserve(tasks.size() + 1);
    offsets_.push_back(0);
    leaves_.reserve(labels.items().size());
    for (const TaskId task : tasks) {
        if (graph.is_leaf(task))
            for (const std::uint32_t label : labels[task]) leaves_.push_back({label, 1});
        offsets_.push_back(static_cast<std::uint32_t>(leaves_.size()));
    }
    if (has_summary_links(graph)) fill_summaries(graph, labels);
}

/// Bottom-up: each summary task with links gathers the leaves that no such task lies above, and
/// what those below it have gathered.
void LinkEnds::fill_summaries(const PlanGraph& graph, const Rows<TaskId, std::uint32_t>& labels) {
    const DependencyTable& table = graph.plan().dependency_table();
    summary_of_.assign(graph.plan().tasks().size(), none);
    const auto need = [&](TaskId task) {
        std::uint32_t& summary = summary_of_[task.index()];
        if (summary != none || graph.is_leaf(task)) return;
        summary = static_cast<std::uint32_t>(summaries_.size());
        summaries_.emplace_back();
    };
    for (std::size_t row = 0; row < table.count; ++row) {
        if (!table.predecessor[row].is_valid()) continue;
        need(table.predecessor[row]);
        need(table.successor[row]);
    }
    const std::vector<TaskId> order = parents_first(graph, graph.plan().tasks());
    std::vector<std::uint32_t> above(summary_of_.size(), none);
    for (const TaskId task : order) {
        const TaskId parent = graph.parent(task);
        if (!parent.is_valid()) continue;
        const std::uint32_t own = summary_of_[parent.index()];
        above[task.index()] = own != none ? own : above[parent.index()];
    }
    for (std::size_t i = order.size(); i-- > 0;) {
        const TaskId task = order[i];
        const std::uint32_t target = above[task.index()];
        const std::uint32_t own = summary_of_[task.index()];
        if (own != none) {
            unite_labels(summaries_[own]);
            if (target != none)
                summaries_[target].insert(summaries_[target].end(), summaries_[own].begin(),
                                          summaries_[own].end());
        } else if (target != none && graph.is_leaf(task)) {
            for (const std::uint32_t label : labels[task]) summaries_[target].push_back({label, 1});
        }
    }
}

Rows<TaskId, std::uint32_t> leads_of_leaves(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    const AssignmentTable& table = plan.assignment_table();
    std::vector<std::uint32_t> offsets = {0};
    offsets.reserve(plan.tasks().size() + 1);
    std::vector<std::uint32_t> units;
    std::size_t row = 0;
    for (const TaskId task : plan.tasks()) {
        const std::size_t first = units.size();
        for (; row < table.count && table.task[row] == task; ++row)
            if (graph.is_leaf(task) && table.unit[row].is_valid() &&
                table.role[row] <= Role::co_lead)
                units.push_back(table.unit[row].value());
        const auto begin = units.begin() + static_cast<std::ptrdiff_t>(first);
        std::sort(begin, units.end());
        units.erase(std::unique(begin, units.end()), units.end());
        offsets.push_back(static_cast<std::uint32_t>(units.size()));
    }
    return {std::move(offsets), std::move(units)};
}

}  // namespace planloom

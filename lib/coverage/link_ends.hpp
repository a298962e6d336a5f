// How often each label stands among the leaves at or under the ends of links.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace planloom {

struct LabelCount {
    std::uint32_t label = 0;
    std::uint32_t count = 0;
};

/// Sorts by label and makes one entry of all with the same.
void unite_labels(std::vector<LabelCount>& counts);

/// So that a link between summary tasks counts for every pair of leaves under its ends by one
/// product for each pair of labels.
class LinkEnds {
public:
    /// @param labels  of leaves; those of summary tasks are not looked at
    /// @complexity O(tasks + links + s log s) for the sum s of the answers for summary tasks
    LinkEnds(const PlanGraph& graph, const Rows<TaskId, std::uint32_t>& labels);

    /// By label.
    /// @param task  an end of a link
    [[nodiscard]] std::span<const LabelCount> at(TaskId task) const noexcept {
        const std::uint32_t summary = summary_of_.empty() ? none : summary_of_[task.index()];
        if (summary == none)
            return std::span<const LabelCount>(leaves_).subspan(
                offsets_[task.index()], offsets_[task.index() + 1] - offsets_[task.index()]);
        return summaries_[summary];
    }

private:
    static constexpr std::uint32_t none = 0xFFFFFFFFU;

    void fill_summaries(const PlanGraph& graph, const Rows<TaskId, std::uint32_t>& labels);

    std::vector<std::uint32_t> offsets_;
    std::vector<LabelCount> leaves_;
    /// Empty where no link ends at a summary task.
    std::vector<std::uint32_t> summary_of_;
    std::vector<std::vector<LabelCount>> summaries_;
};

/// The units that lead each leaf, as lead or co-lead, each once.
[[nodiscard]] Rows<TaskId, std::uint32_t> leads_of_leaves(const PlanGraph& graph);

}  // namespace planloom

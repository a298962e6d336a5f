// Two labels for every task that tell for most pairs at once whether a path leads from one to the
// other.
#pragma once

#include <planloom/core/id.hpp>
#include <planloom/graph/rows.hpp>

#include <cstdint>
#include <vector>

namespace planloom {

using NodeRows = Rows<TaskNode, TaskNode>;

/// Numbers tasks in the order in which two depth-first searches leave them, one with the rows as
/// they are and one with the rows turned round. Of what a task reaches, all numbers lie between the
/// least one and its own (GRAIL: Yildirim, Chaoji and Zaki 2012); what lies under it in a search
/// tree has all numbers of a range.
class ReachLabels {
public:
    /// @param after, before  an acyclic graph, both ways
    ReachLabels(const NodeRows& after, const NodeRows& before);

    /// True only if there is a path; a task reaches itself.
    [[nodiscard]] bool surely_reaches(TaskNode from, TaskNode to) const noexcept {
        const Label& a = labels_[from.index()];
        const Label& b = labels_[to.index()];
        return a.first.is_over(b.first) || a.second.is_over(b.second);
    }
    /// False only if there is no path.
    [[nodiscard]] bool may_reach(TaskNode from, TaskNode to) const noexcept {
        const Label& a = labels_[from.index()];
        const Label& b = labels_[to.index()];
        return a.first.may_hold(b.first) && a.second.may_hold(b.second);
    }

private:
    struct Search {
        std::uint32_t number = 0;
        std::uint32_t least_below = 0;    ///< in the search tree
        std::uint32_t least_reached = 0;  ///< by any path

        [[nodiscard]] bool is_over(const Search& other) const noexcept {
            return other.number <= number && least_below <= other.number;
        }
        [[nodiscard]] bool may_hold(const Search& other) const noexcept {
            return other.number <= number && least_reached <= other.least_reached;
        }
    };
    struct Label {
        Search first, second;
    };

    template <bool is_turned>
    void search(const NodeRows& after, const NodeRows& before, Search Label::*part);

    std::vector<Label> labels_;
};

}  // namespace planloom

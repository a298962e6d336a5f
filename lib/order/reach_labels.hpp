// Two labels for every task that tell for most pairs at once whether a path leads from one to the
// other.
#pragma once

#include <planloom/core/id.hpp>
#include <planloom/graph/rows.hpp>

#include <cstdint>
#include <vector>

namespace planloom {

using NodeRows = Rows<TaskNode, TaskNode>;

/// What two depth-first searches say of a task. Each numbers tasks in the order in which it leaves
/// them. Of what a task reaches, all numbers lie between the least one and its own (GRAIL:
/// Yildirim, Chaoji and Zaki 2012); what lies under it in a search tree has all numbers of a range.
struct ReachLabel {
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
    Search first, second;

    /// True only if there is a path to the other task; a task reaches itself.
    [[nodiscard]] bool surely_reaches(const ReachLabel& other) const noexcept {
        return first.is_over(other.first) || second.is_over(other.second);
    }
    /// False only if there is no path.
    [[nodiscard]] bool may_reach(const ReachLabel& other) const noexcept {
        return first.may_hold(other.first) && second.may_hold(other.second);
    }
};

/// The labels by node, from one search with the rows as they are and one with the rows turned
/// round.
/// @param after, before  an acyclic graph, both ways
[[nodiscard]] std::vector<ReachLabel> make_reach_labels(const NodeRows& after,
                                                        const NodeRows& before);

}  // namespace planloom

#include "reach_labels.hpp"

#include <algorithm>

namespace planloom {

ReachLabels::ReachLabels(const NodeRows& after, const NodeRows& before)
    : labels_(after.row_count()) {
    search<false>(after, before, &Label::first);
    search<true>(after, before, &Label::second);
}

template <bool is_turned>
void ReachLabels::search(const NodeRows& after, const NodeRows& before, Search Label::*part) {
    struct Call {
        TaskNode node;
        std::uint32_t next = 0;
    };
    // Numbers count from 1, so that 0 marks a task that is not left yet.
    std::uint32_t number = 0;
    std::vector<Call> calls;
    const auto enter = [&](TaskNode node) {
        Search& label = labels_[node.index()].*part;
        label.least_below = number + 1;
        label.least_reached = number + 1;
        calls.push_back({node});
    };
    const std::size_t count = after.row_count();
    for (std::size_t i = 0; i < count; ++i) {
        const TaskNode root(is_turned ? count - 1 - i : i);
        if (!before[root].empty()) continue;
        enter(root);
        while (!calls.empty()) {
            Call& call = calls.back();
            const std::span<const TaskNode> next = after[call.node];
            if (call.next < next.size()) {
                const TaskNode to = next[is_turned ? next.size() - 1 - call.next : call.next];
                ++call.next;
                const Search& label = labels_[to.index()].*part;
                Search& own = labels_[call.node.index()].*part;
                if (label.number == 0) {
                    enter(to);
                } else {
                    own.least_reached = std::min(own.least_reached, label.least_reached);
                }
                continue;
            }
            Search& own = labels_[call.node.index()].*part;
            own.number = ++number;
            calls.pop_back();
            if (calls.empty()) continue;
            Search& caller = labels_[calls.back().node.index()].*part;
            caller.least_reached = std::min(caller.least_reached, own.least_reached);
        }
    }
}

}  // namespace planloom

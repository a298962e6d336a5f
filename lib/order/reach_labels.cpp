#include "reach_labels.hpp"

#include <algorithm>

namespace planloom {
namespace {

template <bool is_turned>
void search(const NodeRows& after, const NodeRows& before, ReachLabel::Search ReachLabel::*part,
            std::vector<ReachLabel>& labels) {
    struct Call {
        TaskNode node;
        std::uint32_t next = 0;
    };
    // Numbers count from 1, so that 0 marks a task that is not left yet.
    std::uint32_t number = 0;
    std::vector<Call> calls;
    const auto enter = [&](TaskNode node) {
        ReachLabel::Search& label = labels[node.index()].*part;
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
                const ReachLabel::Search& label = labels[to.index()].*part;
                ReachLabel::Search& own = labels[call.node.index()].*part;
                if (label.number == 0) {
                    enter(to);
                } else {
                    own.least_reached = std::min(own.least_reached, label.least_reached);
                }
                continue;
            }
            ReachLabel::Search& own = labels[call.node.index()].*part;
            own.number = ++number;
            calls.pop_back();
            if (calls.empty()) continue;
            ReachLabel::Search& caller = labels[calls.back().node.index()].*part;
            caller.least_reached = std::min(caller.least_reached, own.least_reached);
        }
    }
}

}  // namespace

std::vector<ReachLabel> make_reach_labels(const NodeRows& after, const NodeRows& before) {
    std::vector<ReachLabel> labels(after.row_count());
    search<false>(after, before, &ReachLabel::first, labels);
    search<true>(after, before, &ReachLabel::second, labels);
    return labels;
}

}  // namespace planloom

#include "chain_flow.hpp"

#include <algorithm>

namespace planloom {

ChainFlow::ChainFlow(const PlanGraph& graph, std::uint64_t links, Monitor* monitor)
    : graph_(graph), links_left_(links), monitor_(monitor) {
    const std::size_t count = graph.task_count();
    flow_.assign(graph.plan().dependency_table().count, 0);
    through_.assign(count, 1);
    begins_.assign(count, 1);
    ends_.assign(count, 1);
    start_with_disjoint_chains();
}

/// Every task goes on the chain of its last predecessor that has no successor yet.
void ChainFlow::start_with_disjoint_chains() {
    chain_count_ = graph_.task_count();
    for (const TaskNode node : graph_.nodes()) {
        const std::span<const TaskNode> before = graph_.predecessors(node);
        for (std::size_t i = before.size(); i-- > 0;) {
            if (ends_[before[i].index()] == 0) continue;
            ends_[before[i].index()] = 0;
            begins_[node.index()] = 0;
            flow_[graph_.predecessor_links(node)[i].index()] = 1;
            --chain_count_;
            break;
        }
    }
}

void ChainFlow::run(std::size_t enough) {
    distance_.resize(2 * graph_.task_count());
    place_.resize(2 * graph_.task_count());
    while (chain_count_ > enough && links_left_ > 0) {
        if (!measure()) return;
        std::fill(place_.begin(), place_.end(), 0);
        for (std::size_t node = 0; node < graph_.task_count() && links_left_ > 0; ++node) {
            if ((node & 0xFFFU) == 0) report_progress(monitor_, node, graph_.task_count());
            if (begins_[node] != 0) lessen_from(node);
        }
    }
}

void ChainFlow::reach(Half half, std::uint32_t distance) {
    if (distance_[half] != no_distance) return;
    distance_[half] = distance;
    queue_.push_back(half);
}

/// Distances in the residual graph from where chains begin.
/// @return whether a place where a chain ends is reached
bool ChainFlow::measure() {
    std::fill(distance_.begin(), distance_.end(), no_distance);
    end_distance_ = no_distance;
    queue_.clear();
    for (std::size_t node = 0; node < graph_.task_count(); ++node)
        if (begins_[node] != 0) reach(inner(node), 0);
    for (std::size_t head = 0; head < queue_.size(); ++head) {
        if ((head & 0xFFFU) == 0) report_progress(monitor_, head, distance_.size());
        const Half half = queue_[head];
        const std::uint32_t next = distance_[half] + 1;
        if (next > end_distance_) break;
        const TaskNode node(half / 2);
        if (half % 2 == 0) {
            if (through_[node.index()] > 1) reach(half + 1, next);
            for (const TaskNode before : graph_.predecessors(node))
                reach(outer(before.index()), next);
            continue;
        }
        if (ends_[node.index()] != 0) end_distance_ = next;
        reach(half - 1, next);
        const std::span<const TaskNode> after = graph_.successors(node);
        for (std::size_t i = 0; i < after.size(); ++i)
            if (flow_[graph_.successor_links(node)[i].index()] > 0)
                reach(inner(after[i].index()), next);
    }
    is_least_ = end_distance_ == no_distance;
    return !is_least_;
}

/// The half at one of the ways out of a half: first the other half of the task, then its links.
/// Flow may always grow, and go back to its lower bound where there is more.
ChainFlow::Half ChainFlow::next_half(Half half, std::size_t place) const {
    constexpr Half none = 0xFFFFFFFFU;
    const TaskNode node(half / 2);
    if (half % 2 == 0) {
        if (place == 0) return through_[node.index()] > 1 ? half + 1 : none;
        return outer(graph_.predecessors(node)[place - 1].index());
    }
    if (place == 0) return half - 1;
    if (flow_[graph_.successor_links(node)[place - 1].index()] == 0) return none;
    return inner(graph_.successors(node)[place - 1].index());
}

/// Goes one step on towards the end, along the path in queue_.
bool ChainFlow::advance(Half half) {
    const TaskNode node(half / 2);
    const std::size_t ways =
        1 + (half % 2 == 0 ? graph_.predecessors(node) : graph_.successors(node)).size();
    for (std::uint32_t& place = place_[half]; place < ways; ++place) {
        if (links_left_ > 0) --links_left_;
        const Half next = next_half(half, place);
        if (next == 0xFFFFFFFFU || distance_[next] != distance_[half] + 1) continue;
        queue_.push_back(next);
        return true;
    }
    return false;
}

/// Takes one unit of flow away that begins at a task, if there is a shortest path to an end.
void ChainFlow::lessen_from(std::size_t node) {
    queue_.assign(1, inner(node));
    while (!queue_.empty()) {
        const Half half = queue_.back();
        if (half % 2 == 1 && ends_[half / 2] != 0 && distance_[half] + 1 == end_distance_) {
            take_path();
            return;
        }
        if (advance(half)) continue;
        queue_.pop_back();
        if (!queue_.empty()) ++place_[queue_.back()];
    }
}

void ChainFlow::take_path() {
    for (std::size_t i = 0; i + 1 < queue_.size(); ++i) {
        const Half half = queue_[i];
        const TaskNode node(half / 2);
        const std::uint32_t place = place_[half];
        if (half % 2 == 0) {
            if (place == 0) {
                --through_[node.index()];
            } else {
                ++flow_[graph_.predecessor_links(node)[place - 1].index()];
            }
        } else if (place == 0) {
            ++through_[node.index()];
        } else {
            --flow_[graph_.successor_links(node)[place - 1].index()];
        }
    }
    begins_[queue_.front() / 2] = 0;
    ends_[queue_.back() / 2] = 0;
    --chain_count_;
}

std::vector<TaskId> ChainFlow::cut() const {
    std::vector<TaskId> tasks;
    if (!is_least_) return tasks;
    for (std::size_t node = 0; node < graph_.task_count(); ++node)
        if (distance_[inner(node)] != no_distance && distance_[outer(node)] == no_distance)
            tasks.push_back(graph_.task(TaskNode(node)));
    std::sort(tasks.begin(), tasks.end());
    return tasks;
}

/// Hands the numbers of the chains down along the flow, in layout order. A task belongs to the
/// first chain that comes to it. At a fork the link with the most flow takes the queue as it is, so
/// that long stretches with much flow cost nothing.
std::vector<std::vector<TaskId>> ChainFlow::chains() const {
    constexpr std::uint32_t none = 0xFFFFFFFFU;
    std::vector<std::vector<TaskId>> chains;
    std::vector<std::uint32_t> next_chain;
    std::vector<std::uint32_t> head(graph_.task_count(), none), tail(graph_.task_count(), none);
    const auto append = [&](std::size_t node, std::uint32_t first, std::uint32_t last) {
        (head[node] == none ? head[node] : next_chain[tail[node]]) = first;
        tail[node] = last;
    };
    for (std::size_t node = 0; node < graph_.task_count(); ++node) {
        if (begins_[node] != 0) {
            const auto chain = static_cast<std::uint32_t>(chains.size());
            chains.emplace_back();
            next_chain.push_back(none);
            append(node, chain, chain);
        }
        chains[head[node]].push_back(graph_.task(TaskNode(node)));
        const std::span<const TaskNode> after = graph_.successors(TaskNode(node));
        const std::span<const DependencyId> links = graph_.successor_links(TaskNode(node));
        const auto pop = [&] {
            const std::uint32_t chain = head[node];
            head[node] = next_chain[chain];
            next_chain[chain] = none;
            return chain;
        };
        if (ends_[node] != 0) pop();
        std::size_t widest = after.size();
        for (std::size_t i = 0; i < after.size(); ++i)
            if (flow_[links[i].index()] > 0 &&
                (widest == after.size() || flow_[links[i].index()] > flow_[links[widest].index()]))
                widest = i;
        for (std::size_t i = 0; i < after.size(); ++i)
            for (std::uint32_t k = 0; i != widest && k < flow_[links[i].index()]; ++k) {
                const std::uint32_t chain = pop();
                append(after[i].index(), chain, chain);
            }
        if (widest != after.size()) append(after[widest].index(), head[node], tail[node]);
    }
    std::erase_if(chains, [](const std::vector<TaskId>& chain) { return chain.empty(); });
    std::sort(chains.begin(), chains.end(), [this](const auto& a, const auto& b) {
        return graph_.node(a.front()) < graph_.node(b.front());
    });
    return chains;
}

}  // namespace planloom

// A flow from the first to the last tasks of a plan that goes at least once through every task:
// each unit of it is a chain. It is made as small as it can be.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace planloom {

/// A least flow with a lower bound of one on every task. It starts from disjoint chains and is
/// lessened along shortest paths of the residual graph, in the manner of Dinic (1970). Each task
/// has an inner half, where flow comes in, and an outer half, where it goes out.
class ChainFlow {
public:
    ChainFlow(const PlanGraph& graph, std::uint64_t links, Monitor* monitor);

    /// Lessens the flow until it is least, at most `enough`, or the budget is spent.
    void run(std::size_t enough);
    [[nodiscard]] std::size_t chain_count() const noexcept { return chain_count_; }

    /// Tasks at which the least flow is exactly one and that cut it; empty unless it is known to be
    /// least.
    [[nodiscard]] std::vector<TaskId> cut() const;
    [[nodiscard]] std::vector<std::vector<TaskId>> chains() const;

private:
    using Half = std::uint32_t;
    static constexpr std::uint32_t no_distance = 0xFFFFFFFFU;

    static Half inner(std::size_t node) { return static_cast<Half>(2 * node); }
    static Half outer(std::size_t node) { return static_cast<Half>(2 * node + 1); }

    void start_with_disjoint_chains();
    bool measure();
    void reach(Half half, std::uint32_t distance);
    void lessen_from(std::size_t node);
    bool advance(Half half);
    [[nodiscard]] Half next_half(Half half, std::size_t place) const;
    void take_path();

    const PlanGraph& graph_;
    std::uint64_t links_left_;
    Monitor* monitor_;
    std::size_t chain_count_ = 0;
    bool is_least_ = false;

    std::vector<std::uint32_t> flow_;     ///< by DependencyId
    std::vector<std::uint32_t> through_;  ///< by TaskNode
    std::vector<std::uint8_t> begins_, ends_;
    std::vector<std::uint32_t> distance_;  ///< by half
    std::vector<std::uint32_t> place_;     ///< by half: where the walk goes on
    std::uint32_t end_distance_ = 0;
    std::vector<Half> queue_;  ///< halves by distance; then the walk's path
};

}  // namespace planloom

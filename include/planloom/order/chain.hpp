// The longest chain of tasks, and how many tasks can go on side by side. For the chain that drives
// the dates durations and lags count, which are left out here.
#pragma once

#include <planloom/core/id.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/order/order.hpp>

#include <cstddef>
#include <cstdint>
#include <vector>

namespace planloom {

/// Tasks one after another: links[i] leads from tasks[i], or a task above it, to tasks[i + 1], or a
/// task above it.
struct Chain {
    std::vector<TaskId> tasks;
    std::vector<DependencyId> links;

    friend bool operator==(const Chain&, const Chain&) = default;
};

/// A chain of the most tasks; among such, the one whose tasks come first in plan order. It has one
/// task from every wave.
/// @complexity O(n + e) time, O(n) space
[[nodiscard]] Chain longest_chain(const Order& order);

/// How much work width may spend, in links looked at.
struct WidthOptions {
    std::uint64_t links = 2'000'000'000;
};

/// How many tasks can go on side by side, which is how many teams are needed so that no task waits
/// for a team. Both lists prove each other: of the antichain no two tasks can be in one chain, and
/// the chains hold all tasks. So the width lies between their sizes.
struct Width {
    /// Tasks none of which comes before another, in plan order.
    std::vector<TaskId> antichain;
    /// Every task is in one chain. Each task of a chain comes before the next one, by one link or
    /// by a path over tasks of other chains. Sorted by their first tasks in layout order.
    std::vector<std::vector<TaskId>> chains;

    [[nodiscard]] std::size_t at_least() const noexcept { return antichain.size(); }
    [[nodiscard]] std::size_t at_most() const noexcept { return chains.size(); }
    /// Whether the width is known. False only when the search was cut off by its budget; then the
    /// antichain is the largest wave, and the chains are the best found so far.
    [[nodiscard]] bool is_exact() const noexcept { return at_least() == at_most(); }
};

/// The width, by Dilworth's theorem (1950, doi:10.2307/1969503) from a least flow that goes through
/// every task: chains may share tasks on their way, so no closure is made. Here links count as they
/// are written: one on a summary task does not order the tasks under it.
/// @throws Interrupted  if the monitor says stop
/// @complexity O((n + e) sqrt(n)) time in practice and O((n + e) n) at most, bounded by the
/// options;
///             O(n + e) space, 30 bytes a task and 4 bytes a link beside the answer
[[nodiscard]] Width width(const Order& order, const WidthOptions& options = {},
                          Monitor* monitor = nullptr);

}  // namespace planloom

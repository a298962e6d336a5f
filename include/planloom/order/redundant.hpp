// Links that say nothing that other links do not say already.
#pragma once

#include <planloom/core/id.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/order/order.hpp>

#include <span>
#include <vector>

namespace planloom {

struct RedundancyOptions {
    /// Whether a task takes at least its duration. Without, a task may take no time at all, and
    /// what is redundant then stays so when durations change.
    bool with_durations = true;
};

/// The links that can be left out together without allowing anything that is forbidden now, in plan
/// order. (The transitive reduction, where all links run from finish to start without lag.)
///
/// A link asks for a time between an end of one task and an end of another: its lag. It is
/// redundant if other links, one after another, ask for at least that time; on the way a task adds
/// its duration (of three points the middle one; 0 where there is none) between its start and its
/// finish. A hard link can be replaced by hard links only. Of links that say the same, the one
/// first in plan order stays.
/// - A maximum lag is never implied by a path: such a link goes only where another one of the same
///   type between the same two tasks has no less lag and no more maximum lag.
/// - Working time and elapsed time are compared as far as any calendar allows: a stretch of working
///   time lasts at least as long on the clock. So an elapsed lag counts in working time as 0 if it
///   is positive, and a negative lag in working time ends a path of elapsed time.
/// - Links are taken as written: one on a summary task does not speak for its subtasks.
///
/// Where links run from finish to start without lag, tasks are taken from the last to the first,
/// and detours are looked for from both ends among the links kept so far. Two labels settle most of
/// these searches (Yildirim, Chaoji and Zaki 2012, doi:10.1007/s00778-011-0256-4); where they cost
/// too much, 256 tasks are followed at once, one bit each.
/// @throws Interrupted  if the monitor says stop
/// @complexity near O(n + e) time for n tasks and e links of plans made of modules, O((n + e) n /
/// 64)
///             at most. A link of another type or with a lag that the labels do not settle costs
///             O(k log k) for the k links between its ends. Space: 90 bytes a task and 8 a link, 64
///             a task more where everything leads to everything, 110 a task and 8 a link more where
///             types, lags or soft links are mixed
[[nodiscard]] std::vector<DependencyId> redundant_links(const Order& order,
                                                        const RedundancyOptions& options = {},
                                                        Monitor* monitor = nullptr);

/// The links that ask for at least as much as `link` when it is gone, one after another from its
/// predecessor to its successor: of all such paths the one that asks for most, of these the one of
/// most links. Empty if there is none, so that leaving the link out would allow more.
/// @param without  links that are gone as well, sorted; with the answer of redundant_links the path
///                 is one of links that stay
/// @complexity O(k log k) time for the k links between the link's ends, O(n) space
[[nodiscard]] std::vector<DependencyId> replacement(const Order& order, DependencyId link,
                                                    std::span<const DependencyId> without = {},
                                                    const RedundancyOptions& options = {});

}  // namespace planloom

// Which links to take out of a plan so that no circle is left. For the circles themselves see
// <planloom/order/cycles.hpp>.
#pragma once

#include <planloom/core/id.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace planloom {

/// What a repair costs. Fewer hard links come first, then fewer soft ones: a soft link may be
/// broken, so any number of them is cheaper than one hard link.
struct RepairCost {
    std::size_t hard_links = 0;
    std::size_t soft_links = 0;

    friend auto operator<=>(const RepairCost&, const RepairCost&) = default;
};

/// Links whose removal frees one knot of circles.
struct Repair {
    /// In plan order. Links that lead from one task to one other go together.
    std::vector<DependencyId> remove;
    RepairCost cost;
    /// Whether none of the links can be put back, alone or with those that lead from the same task
    /// to the same other. False only when that was not tried for all of them.
    bool is_minimal = true;
    /// The proof: the tasks of the knot in an order in which every link of the knot that is kept
    /// runs forward, for all tasks under its ends; of such orders the first in plan order.
    std::vector<TaskId> order;

    friend bool operator==(const Repair&, const Repair&) = default;
};

/// The repairs of one knot, best first.
struct RepairAdvice {
    /// By cost, then by the links to remove in plan order. Never empty.
    std::vector<Repair> repairs;
    /// Whether no repair of the knot is cheaper than the first, and none is left out between the
    /// first and the last. False when the knot is large or the search was cut off.
    bool is_exact = true;
};

struct RepairOptions {
    /// How many repairs of a knot to give; at least 1.
    std::size_t repairs_per_knot = 3;
    /// Up to how many links a knot is searched for the best repairs; links that lead from one task
    /// to one other count once. At most 64.
    std::size_t exact_links = 20;
    /// How many choices that search may make in one knot; 20 links never need more than 2^20.
    std::uint64_t choices_per_knot = 2'000'000;
    /// How much work may go into putting links back in one larger knot, in links looked at.
    std::uint64_t links_per_knot = 200'000'000;
};

/// One advice for every knot, by layout order; after one repair of each the plan has no circle.
///
/// A knot with few links is searched exhaustively: a circle is found, and one of its links after
/// another is taken out while those before it are kept, so that each set of links comes up once.
/// A larger knot, or one in which that search was cut off, gets one repair: the hard links are
/// ordered by the rule of Eades, Lin and Smyth (1993, doi:10.1016/0020-0190(93)90079-O), and those
/// that run back are taken out; then each is put back that closes no circle, and after the hard
/// links each soft link. It may cost more than the best one; of the hard links between different
/// tasks of the knot it takes out half at most, if none of them is handed down from a summary task.
/// A link that is handed down is kept, or taken out, for all tasks under its ends.
/// @throws Interrupted  if the monitor says stop
/// @complexity O((n + e) log n) time, O(n + e) space for n tasks and e links of a large knot, and
/// for
///             putting links back what the options allow; exponential in `exact_links`, bounded by
///             the options
[[nodiscard]] std::vector<RepairAdvice> advise_repairs(const PlanGraph& graph,
                                                       const RepairOptions& options = {},
                                                       Monitor* monitor = nullptr);

/// Whether a repair does what it says: its order holds each task of one knot once, and every link
/// of that knot which is not removed runs forward in it, for all tasks under its ends.
/// @complexity O((n + e) log n) for n tasks and e links of the knot; of the plan, if links are
///             handed down from summary tasks
[[nodiscard]] bool is_proved(const PlanGraph& graph, const Repair& repair);

}  // namespace planloom

// A capacity problem as the scheduling loops want it: only what can move, times in the coarsest
// unit that holds them, numbered so that all arcs lead upwards, and readable from both ends.
#pragma once

#include <planloom/order/capacity.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace planloom {

/// One end of an arc: start no earlier than `weight` after `activity` starts.
struct KernelLink {
    std::uint32_t activity = 0;
    Minutes weight = 0;
};

/// One resource that an activity takes.
struct KernelDemand {
    std::uint32_t resource = 0;
    std::int64_t amount = 0;
};

/// Items in compressed rows.
template <class Item>
struct KernelRows {
    std::vector<std::uint32_t> offsets{0};
    std::vector<Item> items;

    [[nodiscard]] std::span<const Item> operator[](std::size_t row) const noexcept {
        return std::span(items).subspan(offsets[row], offsets[row + 1] - offsets[row]);
    }
    void end_row() { offsets.push_back(static_cast<std::uint32_t>(items.size())); }
};

/// The activities that are not pinned, by their place in the problem's order. What pins ask of them
/// is in their releases and in the steps; what they should have done for pins is no longer asked.
class CapacityKernel {
public:
    explicit CapacityKernel(const CapacityProblem& problem);

    [[nodiscard]] std::size_t count() const noexcept { return original.size(); }
    /// Starts in minutes, by activity of the problem.
    [[nodiscard]] std::vector<Minutes> to_problem(const CapacityProblem& problem,
                                                  std::span<const Minutes> start) const;
    /// The reverse of to_problem.
    [[nodiscard]] std::vector<Minutes> from_problem(std::span<const Minutes> start) const;
    /// A list of the problem's activities without the pinned ones.
    [[nodiscard]] std::vector<std::uint32_t> list_from_problem(
        std::span<const std::uint32_t> list) const;

    /// Minutes in one unit of the times below.
    Minutes unit = 1;
    /// Before this no schedule ends: when the last pinned activity does; 0 when there is no
    /// activity.
    Minutes least_finish = since_ever;
    std::vector<std::uint32_t> original;
    std::vector<Minutes> duration;
    std::vector<Minutes> release;
    KernelRows<KernelDemand> demands;
    /// Seen forwards: what an activity waits for.
    KernelRows<KernelLink> before;
    /// Seen from the end, where the end of an activity is its start: what it waits for there.
    KernelRows<KernelLink> after;
    std::vector<std::vector<CapacityStep>> steps;
    /// Whether an arc lets its successor start before its predecessor ends, so that sorting by
    /// start or end need not respect the arcs.
    bool has_overlaps = false;
    /// Whether all capacities are the same at all times.
    bool is_flat = true;
    /// No schedule that places one activity after the other ends later.
    Minutes horizon = 0;

private:
    void find_unit(const CapacityProblem& problem);
    void take_activities(const CapacityProblem& problem);
    void take_arcs(const CapacityProblem& problem);
    void find_horizon();
};

}  // namespace planloom

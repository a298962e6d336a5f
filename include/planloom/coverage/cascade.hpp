// How goals and tasks travel down through plans of several levels: national, province, prefecture,
// county, township. For one plan and the one above it see <planloom/coverage/crosswalk.hpp>.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/coverage/crosswalk.hpp>
#include <planloom/model/plan.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace planloom {

/// One plan in the cascade.
struct CascadePlan {
    /// Its place in the list that was given.
    std::uint32_t plan = 0;
    /// The plan above it, by its place; none at the top.
    std::optional<std::uint32_t> above;
    /// How many plans stand above it.
    std::uint32_t depth = 0;
    // Against the plan above; all 0 at the top.
    std::uint32_t items = 0, exact = 0, renamed = 0, missing = 0, added = 0;
    /// Items due later here than above, and items led by others.
    std::uint32_t later = 0, other_lead = 0;

    friend bool operator==(const CascadePlan&, const CascadePlan&) = default;
};

/// All plans at one depth.
struct CascadeLevel {
    /// What the plans there call their own level (the first of PlanHead::levels), where all that
    /// say so agree; else empty.
    std::string name;
    std::uint32_t plans = 0;
    // Summed over the plans; `items` counts an item once for every plan that should take it up.
    std::uint64_t items = 0, taken_up = 0, renamed = 0, missing = 0, added = 0, later = 0;
    /// Plans that take up every item above.
    std::uint32_t complete = 0;

    friend bool operator==(const CascadeLevel&, const CascadeLevel&) = default;
};

/// An item of a plan that stands at the top, and how far down it is followed.
struct CascadeItem {
    std::uint32_t plan = 0;
    Node item;
    /// For every depth, how many plans there have it from above (so that it can be lost), and how
    /// many take it up. Where it is lost, nothing below has it from above.
    std::vector<std::uint32_t> reached, taken_up;

    friend bool operator==(const CascadeItem&, const CascadeItem&) = default;
};

struct Cascade {
    std::vector<CascadePlan> plans;    ///< in the order given
    std::vector<CascadeLevel> levels;  ///< by depth
    std::vector<CascadeItem> items;    ///< of the plans at the top, in their order
    /// Plans that lie above themselves; they are taken as if they stood at the top.
    std::vector<std::uint32_t> circular;
    /// Names of plans that are given as above a plan and are none of the list, each once, in order.
    std::vector<std::string> unknown;

    friend bool operator==(const Cascade&, const Cascade&) = default;
};

struct CascadeOptions {
    CrosswalkOptions crosswalk = {};
    /// Threads to work with; 0 for as many as the machine has. The answer is the same.
    unsigned threads = 0;
};

/// Finds which plan stands above which, and holds each against it. The plan above is the one that
/// its tasks `refine`, most often named first; else the first of `based_on` that is in the list. A
/// plan is named by its key, its number or its title.
/// @param plans  must outlive the call
/// @throws Interrupted  if the monitor says stop
/// @complexity that of the crosswalks, divided among the threads
[[nodiscard]] Cascade cascade(std::span<const Plan* const> plans,
                              const CascadeOptions& options = {}, Monitor* monitor = nullptr);

}  // namespace planloom

// A network laid out for many passes forwards and back: nodes in order, with the arcs into them;
// what cannot move is folded into bounds.
#pragma once

#include "network.hpp"
#include "risk_durations.hpp"

#include <span>
#include <vector>

namespace planloom::detail {

struct RiskArc {
    std::uint32_t from = 0;  ///< a place in the order
    std::uint16_t clock = 0;
    End from_end = End::finish, to_end = End::start;
    bool is_reversed = false;
    Minutes lag = 0;
};

struct RiskNode {
    enum class Kind : std::uint8_t {
        free,
        gate,
        fixed_start,   ///< starts at lower_start
        fixed_finish,  ///< finishes at lower_finish
        constant,      ///< is at lower_finish, whatever is drawn
        none
    };
    Kind kind = Kind::none;
    /// Whether nothing shows that some other leaf finishes no earlier.
    bool is_last = false;
    /// Whether the duration is drawn.
    bool is_drawn = false;
    std::uint16_t clock = 0;
    std::uint32_t node = 0;
    std::uint32_t first_arc = 0, last_arc = 0;
    Minutes lower_start = no_moment, lower_finish = no_moment;
};

/// Places of a knot, half-open.
struct RiskKnot {
    std::uint32_t first = 0, last = 0;
};

/// Something that finishes when the last of its sources does: places, then earlier groups, counted
/// on from the places.
struct RiskGroups {
    std::vector<std::uint32_t> offsets{0};
    std::vector<std::uint32_t> sources;

    [[nodiscard]] std::size_t count() const noexcept { return offsets.size() - 1; }
    [[nodiscard]] std::span<const std::uint32_t> operator[](std::size_t group) const {
        return std::span(sources).subspan(offsets[group], offsets[group + 1] - offsets[group]);
    }
};

struct RiskProgram {
    const Network* network = nullptr;
    std::vector<RiskNode> nodes;
    std::vector<RiskArc> arcs;
    std::vector<RiskKnot> knots;
    /// By node of the network.
    std::vector<std::uint32_t> place_of;
    /// Whether all work goes by the plan's calendar: then times are its working minutes after
    /// `base`, else moments.
    bool is_single = true;
    /// Whether starts follow from what comes before alone, and so rise with every duration.
    bool is_simple = true;
    Minutes base = 0;
    RiskGroups groups;
};

[[nodiscard]] RiskProgram make_program(const Passes& passes, const RiskDurations& durations);

/// What finishes are asked for, as places or groups; no_factor where nothing takes part.
struct RiskTargets {
    std::vector<std::uint32_t> goals, tasks;
};

/// Adds the groups of the targets to a program.
[[nodiscard]] RiskTargets add_targets(const PlanGraph& graph, std::span<const GoalId> goals,
                                      std::span<const TaskId> tasks, RiskProgram& program);

}  // namespace planloom::detail

// What a link asks for, as a time between two events: the starts and the finishes of tasks.
#pragma once

#include <planloom/core/duration.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <limits>

namespace planloom {

/// The two ways to measure a time.
enum class Scale : std::uint8_t { working, elapsed };

/// What a path asks for that asks for nothing at all. Far from the limits, so that it can be
/// summed.
inline constexpr Minutes no_force = std::numeric_limits<Minutes>::min() / 4;

/// Reads links and durations as times between events, as working time or as elapsed time.
class Forces {
public:
    Forces(const PlanGraph& graph, bool with_durations);

    [[nodiscard]] bool has_elapsed() const noexcept { return has_elapsed_; }

    /// The least time between start and finish of a task.
    [[nodiscard]] Minutes duration(TaskNode node, Scale scale) const noexcept;
    /// The least time that a link asks for on a scale, or no_force.
    [[nodiscard]] Minutes lag(DependencyId link, Scale scale) const noexcept;
    [[nodiscard]] bool is_soft(DependencyId link) const noexcept {
        return table_.is_soft[link.index()] != 0;
    }
    [[nodiscard]] bool is_elapsed(DependencyId link) const noexcept {
        return table_.is_elapsed[link.index()] != 0;
    }
    [[nodiscard]] bool has_maximum(DependencyId link) const noexcept {
        return table_.max_lag[link.index()] != no_minutes;
    }
    [[nodiscard]] Minutes maximum(DependencyId link) const noexcept {
        return table_.max_lag[link.index()];
    }
    [[nodiscard]] Minutes written_lag(DependencyId link) const noexcept {
        return table_.lag[link.index()];
    }
    [[nodiscard]] LinkType type(DependencyId link) const noexcept {
        return table_.type[link.index()];
    }
    [[nodiscard]] bool is_from_finish(DependencyId link) const noexcept {
        return type(link) == LinkType::finish_to_start || type(link) == LinkType::finish_to_finish;
    }
    [[nodiscard]] bool is_to_finish(DependencyId link) const noexcept {
        return type(link) == LinkType::finish_to_finish || type(link) == LinkType::start_to_finish;
    }
    [[nodiscard]] TaskNode predecessor(DependencyId link) const noexcept {
        return graph_.node(table_.predecessor[link.index()]);
    }
    [[nodiscard]] TaskNode successor(DependencyId link) const noexcept {
        return graph_.node(table_.successor[link.index()]);
    }

    /// Whether a time of `force` on a scale, between the events of a link, is what the link asks
    /// for or more. The maximum lag is left out.
    [[nodiscard]] bool satisfies(DependencyId link, Scale scale, Minutes force) const noexcept;
    /// Whether a link of its own forces another one between the same two tasks.
    [[nodiscard]] bool satisfies(DependencyId link, DependencyId by) const noexcept;

    /// Whether a link with a maximum lag, of the same type and scale and between the same two
    /// tasks, leaves no more room than another one.
    [[nodiscard]] bool satisfies_maximum(DependencyId link, DependencyId by) const noexcept {
        return has_maximum(by) && type(by) == type(link) && is_elapsed(by) == is_elapsed(link) &&
               successor(by) == successor(link) && maximum(by) <= maximum(link) &&
               written_lag(by) >= written_lag(link) && (is_soft(link) || !is_soft(by));
    }

    /// Whether a link is hard and its successor starts at the finish of its predecessor or later.
    [[nodiscard]] bool is_plain(DependencyId link) const noexcept {
        return type(link) == LinkType::finish_to_start && !is_soft(link) &&
               table_.lag[link.index()] >= 0;
    }
    /// Whether any path of plain links between the same two tasks satisfies a link.
    [[nodiscard]] bool is_met_by_plain_path(DependencyId link) const noexcept;

private:
    /// What must lie between the events of a link if `force` lies between events of the same tasks.
    [[nodiscard]] Minutes widened(DependencyId link, bool from_finish, bool to_finish,
                                  Minutes force, Scale scale) const noexcept;

    const PlanGraph& graph_;
    const DependencyTable& table_;
    const TaskTable& tasks_;
    bool with_durations_;
    bool has_elapsed_ = false;
};

}  // namespace planloom

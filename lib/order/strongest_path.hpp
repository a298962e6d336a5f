// The path of links that asks for most between the events of a link.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include "link_force.hpp"
#include "reach_labels.hpp"

#include <functional>
#include <span>
#include <vector>

namespace planloom {

/// Looks for the strongest path from the event at which a link begins to the one at which it ends,
/// over the tasks between them in layout order.
class StrongestPath {
public:
    StrongestPath(const PlanGraph& graph, const Forces& forces);

    /// Prunes by what is at most to be gained, at the price of two labels and a time for each
    /// event.
    void prepare();

    /// Whether some path over at least one other task asks for what the link asks for.
    [[nodiscard]] bool is_met(DependencyId link);
    /// The path, of all links but this one and those in `without`, which are sorted; empty if none
    /// asks for enough.
    [[nodiscard]] std::vector<DependencyId> replacement(DependencyId link,
                                                        std::span<const DependencyId> without);

private:
    /// An event: the start of a task, at an even place, or its finish.
    using Event = std::uint32_t;
    static constexpr Event no_event = 0xFFFFFFFFU;
    static Event start(TaskNode node) { return static_cast<Event>(2 * node.index()); }
    static Event finish(TaskNode node) { return static_cast<Event>(2 * node.index() + 1); }
    static TaskNode task(Event event) { return TaskNode(event / 2); }
    [[nodiscard]] Event begin(DependencyId link) const {
        return start(forces_.predecessor(link)) + (forces_.is_from_finish(link) ? 1U : 0U);
    }
    [[nodiscard]] Event end(DependencyId link, TaskNode successor) const {
        return start(successor) + (forces_.is_to_finish(link) ? 1U : 0U);
    }

    struct Reached {
        Minutes force = no_force;
        std::uint32_t links = 0;
        std::uint32_t search = 0;
        Event from = no_event;
        DependencyId link;
    };
    struct Question {
        DependencyId link;
        Scale scale = Scale::working;
        bool over_another_task = false;
        std::span<const DependencyId> without;
    };

    [[nodiscard]] Minutes most(const Question& question);
    void follow(const Question& question, TaskNode node, TaskNode last);
    void offer(Event event, const Reached& reached);
    [[nodiscard]] bool may_help(const Question& question, Event event, Minutes force) const;
    [[nodiscard]] std::vector<DependencyId> path_to(Event event) const;
    [[nodiscard]] std::vector<Minutes> earliest(Scale scale) const;

    const PlanGraph& graph_;
    const Forces& forces_;
    std::vector<ReachLabel> labels_;  ///< empty unless prepared
    std::vector<Minutes> earliest_[2];
    std::vector<Reached> reached_;
    std::uint32_t search_ = 0;
    std::vector<TaskNode> open_;  ///< a heap, the first task on top
};

}  // namespace planloom

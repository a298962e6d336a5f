#include "ways.hpp"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

namespace planloom::query::detail {
namespace {

/// Spreads over a web step by step.
class Spread {
public:
    Spread(const Ways& ways, Web web, Direction direction, Monitor* monitor)
        : ways_(ways),
          web_(web),
          direction_(direction),
          seen_(ways.node_count()),
          pulse_(monitor) {}

    template <class Visit>
    void begin(const NodeSet& seeds, Visit&& visit) {
        seeds.each([&](std::uint32_t number) {
            seen_.insert(number);
            front_.push_back(number);
        });
        follow_gates(visit);
    }
    [[nodiscard]] const std::vector<std::uint32_t>& front() const noexcept { return front_; }

    /// Takes one step from the whole front. `visit` is told of every way: where it comes from, and
    /// whether it leads to something new.
    template <class Visit>
    void step(Visit&& visit) {
        std::vector<std::uint32_t> next;
        for (const std::uint32_t number : front_) {
            pulse_.beat();
            ways_.each(web_, direction_, number, [&](const Way& way) {
                if (!way.is_step) return;
                const bool is_new = seen_.insert(way.to);
                if (is_new) next.push_back(way.to);
                visit(number, way, is_new);
            });
        }
        front_ = std::move(next);
        follow_gates(visit);
    }

private:
    /// Ways that are no step belong to the front; all of it is known before the next step is taken.
    template <class Visit>
    void follow_gates(Visit&& visit) {
        if (!ways_.has_gates()) return;
        for (std::size_t i = 0; i < front_.size(); ++i) {
            const std::uint32_t number = front_[i];
            ways_.each(Web::depends, direction_, number, [&](const Way& way) {
                if (way.is_step) return;
                const bool is_new = seen_.insert(way.to);
                if (is_new) front_.push_back(way.to);
                visit(number, way, is_new);
            });
        }
    }

    const Ways& ways_;
    Web web_;
    Direction direction_;
    NodeSet seen_;
    std::vector<std::uint32_t> front_;
    Pulse pulse_;
};

}  // namespace

Ways::Ways(const PlanGraph& graph, const Universe& universe)
    : graph_(graph), universe_(universe), count_(universe.count()) {
    if (!has_summary_links(graph)) return;
    handed_down_ = hand_down(graph);
    const std::size_t tasks = graph.plan().tasks().size();
    count_ += handed_down_.node_count - tasks;
    const auto& arcs = handed_down_.arcs;
    const auto place = [](std::size_t i) { return static_cast<std::uint32_t>(i); };
    arcs_from_ = make_rows<TaskId, std::uint32_t>(
        handed_down_.node_count, arcs.size(), [&](std::size_t i) { return TaskId(arcs[i].from); },
        place);
    arcs_to_ = make_rows<TaskId, std::uint32_t>(
        handed_down_.node_count, arcs.size(), [&](std::size_t i) { return TaskId(arcs[i].to); },
        place);
}

Reached Ways::reach(Web web, Direction direction, const NodeSet& seeds,
                    std::optional<std::uint64_t> steps, bool keeps_ways, Monitor* monitor) const {
    Reached reached{NodeSet(universe_.count())};
    if (keeps_ways) {
        reached.from.assign(count_, no_node);
        reached.by.resize(count_);
    }
    const auto note = [&](std::uint32_t from, const Way& way, bool is_new) {
        const bool is_first = is_gate(way.to) ? is_new : reached.nodes.insert(way.to);
        if (!keeps_ways || !is_first) return;
        reached.from[way.to] = from;
        reached.by[way.to] = way;
    };
    Spread spread(*this, web, direction, monitor);
    spread.begin(seeds, note);
    // No path without a circle has more steps than there are nodes.
    const std::uint64_t most = steps ? *steps : std::numeric_limits<std::uint64_t>::max();
    for (std::uint64_t step = 0; step < most && !spread.front().empty(); ++step) spread.step(note);
    return reached;
}

std::vector<std::uint32_t> Ways::distances(Web web, const NodeSet& targets,
                                           Monitor* monitor) const {
    std::vector<std::uint32_t> distance(count_, no_node);
    targets.each([&](std::uint32_t number) { distance[number] = 0; });
    Spread spread(*this, web, Direction::backward, monitor);
    spread.begin(targets, [](std::uint32_t, const Way&, bool) {});
    for (std::uint32_t step = 1; !spread.front().empty(); ++step) {
        spread.step([&](std::uint32_t, const Way& way, bool is_new) {
            if (is_new) distance[way.to] = step;
        });
    }
    return distance;
}

Path Ways::path(const Reached& reached, Direction direction, const NodeSet& seeds,
                std::uint32_t number) const {
    std::vector<Step> steps;
    std::uint32_t at = number;
    std::uint32_t end = number;
    Way last;
    do {
        const Way& way = reached.by[at];
        if (way.is_step) last = way;
        at = reached.from[at];
        if (is_gate(at)) continue;
        Step step{universe_.node(at), universe_.node(end), last.relation, last.row};
        if (direction == Direction::backward) std::swap(step.from, step.to);
        steps.push_back(step);
        end = at;
    } while (is_gate(at) || !seeds.contains(at));
    if (direction == Direction::forward) std::reverse(steps.begin(), steps.end());
    return {steps.front().from, std::move(steps)};
}

std::vector<Way> Ways::steps_from(Web web, std::uint32_t number) const {
    std::vector<Way> found;
    std::vector<Way> gates;
    std::set<std::uint32_t> seen;
    const auto take = [&](Way way) {
        if (!is_gate(way.to)) {
            found.push_back(way);
        } else if (seen.insert(way.to).second) {
            gates.push_back(way);
        }
    };
    each(web, Direction::forward, number, take);
    while (!gates.empty()) {
        const Way gate = gates.back();
        gates.pop_back();
        each(Web::depends, Direction::forward, gate.to, [&](Way way) {
            if (!way.is_step) way.row = gate.row;
            take(way);
        });
    }
    std::sort(found.begin(), found.end(), [](const Way& a, const Way& b) {
        return std::tie(a.to, a.relation, a.row) < std::tie(b.to, b.relation, b.row);
    });
    found.erase(std::unique(found.begin(), found.end(),
                            [](const Way& a, const Way& b) { return a.to == b.to; }),
                found.end());
    return found;
}

}  // namespace planloom::query::detail

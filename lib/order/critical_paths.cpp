#include <planloom/order/critical.hpp>

#include "network.hpp"

#include <algorithm>
#include <queue>

namespace planloom {
namespace {

using detail::Arc;
using detail::ArcId;
using detail::End;
using detail::Network;
using detail::no_moment;
using detail::Part;

constexpr std::uint32_t none = 0xFFFFFFFFU;

/// A chain of nodes from some node to the end, by its first node and the chain after it.
struct Chain {
    std::uint32_t node = none;
    std::uint32_t rest = none;
    ArcId arc;  ///< to the first node of the rest
    Minutes slack = 0;
};

/// Chains from the back, the one with least slack first. Every node is held by something without
/// slack, so a chain can be led on to its beginning at no more slack than it has.
class PathSearch {
public:
    explicit PathSearch(const Schedule& schedule)
        : schedule_(schedule),
          network_(schedule.passes().network),
          early_(schedule.passes().early) {}

    std::vector<SchedulePath> run(std::size_t count, Minutes slack) {
        limit_ = slack;
        const detail::Clock& clock = network_.clocks.front();
        const Minutes end = clock.work(schedule_.finish());
        for (auto node = static_cast<std::uint32_t>(network_.task_count); node-- > 0;)
            if (network_.part[node] == Part::leaf && ends_at(node))
                add({node, none, ArcId(), end - clock.work(early_.at[node].finish)});
        std::vector<SchedulePath> paths;
        while (!open_.empty() && paths.size() < count) {
            const std::uint32_t chain = open_.top().chain;
            open_.pop();
            lead_on(chain, paths);
        }
        return paths;
    }

    /// The chain of least slack through a node, given the chain from it to the end.
    std::vector<SchedulePath> run_from(std::vector<Chain> from_node) {
        chains_ = std::move(from_node);
        open_.push({0, 0, static_cast<std::uint32_t>(chains_.size() - 1)});
        std::vector<SchedulePath> paths;
        while (!open_.empty() && paths.empty()) {
            const std::uint32_t chain = open_.top().chain;
            open_.pop();
            lead_on(chain, paths);
        }
        return paths;
    }

private:
    struct Open {
        Minutes slack;
        std::uint64_t number;  ///< of chains with the same slack, the youngest goes first
        std::uint32_t chain;

        friend bool operator<(const Open& a, const Open& b) {
            return a.slack != b.slack ? a.slack > b.slack : a.number < b.number;
        }
    };

    /// Whether a chain ends with a node: nothing waits for its finish, or, as where that is allowed
    /// to overlap it, the plan does.
    [[nodiscard]] bool ends_at(std::uint32_t node) const {
        if (early_.at[node].finish == schedule_.finish()) return true;
        const auto arcs = network_.arcs_from[TaskId(node)];
        return std::none_of(arcs.begin(), arcs.end(), [&](ArcId arc) {
            return network_.arcs[arc.index()].from_end == End::finish;
        });
    }

    void add(const Chain& chain) {
        if (chain.slack > limit_) return;
        chains_.push_back(chain);
        open_.push({chain.slack, ++number_, static_cast<std::uint32_t>(chains_.size() - 1)});
    }

    [[nodiscard]] bool holds(std::uint32_t chain, std::uint32_t node) const {
        for (; chain != none; chain = chains_[chain].rest)
            if (chains_[chain].node == node) return true;
        return false;
    }

    void lead_on(std::uint32_t number, std::vector<SchedulePath>& paths) {
        const Chain chain = chains_[number];
        const auto arcs = network_.arcs_into[TaskId(chain.node)];
        for (std::size_t i = arcs.size(); i-- > 0;) {
            const std::uint32_t from = network_.arcs[arcs[i].index()].from;
            if (!network_.knots.empty() && holds(number, from)) continue;
            const Minutes slack = slack_of(arcs[i]);
            if (slack >= 0) add({from, number, arcs[i], chain.slack + slack});
        }
        // A gate, or a task that a link drives, is not where a chain begins.
        if (network_.part[chain.node] == Part::leaf && !early_.driver[chain.node].is_valid())
            paths.push_back(path_of(number));
    }

    /// How much longer an arc could be before the node after it moves; below 0 for none.
    [[nodiscard]] Minutes slack_of(ArcId id) const {
        const Arc& arc = network_.arcs[id.index()];
        const Minutes from = detail::time_of(network_, early_.at, arc.from, arc.from_end);
        if (from == no_moment || network_.is_done(arc.to)) return -1;
        const detail::Clock& clock = network_.clocks.front();
        const Minutes to = early_.at[arc.to].at(arc.to_end);
        return clock.work(to) - clock.work(network_.clocks[arc.clock].ahead(from, arc.lag));
    }

    [[nodiscard]] SchedulePath path_of(std::uint32_t number) const {
        SchedulePath path;
        path.slack = chains_[number].slack;
        DependencyId link;
        for (std::uint32_t at = number; at != none; at = chains_[at].rest) {
            const Chain& chain = chains_[at];
            if (network_.part[chain.node] == Part::leaf) {
                if (!path.tasks.empty()) path.links.push_back(link);
                path.tasks.emplace_back(chain.node);
                link = DependencyId();
            }
            if (!chain.arc.is_valid()) continue;
            const Arc& arc = network_.arcs[chain.arc.index()];
            if (arc.link.is_valid()) link = arc.link;
        }
        return path;
    }

    const Schedule& schedule_;
    const Network& network_;
    const detail::Forward& early_;
    std::vector<Chain> chains_;
    std::priority_queue<Open> open_;
    std::uint64_t number_ = 0;
    Minutes limit_ = max_minutes;
};

/// How far a node can slip by an arc before what comes after it is later than its latest.
Minutes late_slack(const detail::Passes& passes, std::uint32_t node, ArcId id) {
    const Network& network = passes.network;
    const Arc& arc = network.arcs[id.index()];
    const Minutes to = passes.late[arc.to].at(arc.to_end);
    if (to == detail::never || network.is_done(arc.to)) return detail::never;
    const detail::Clock& clock = network.clocks.front();
    const Minutes from = detail::time_of(network, passes.early.at, node, arc.from_end);
    return clock.work(network.clocks[arc.clock].back(to, arc.lag)) - clock.work(from);
}

/// The chain from a node to the end that leaves it least float, as chains of which the last begins
/// with the node.
std::vector<Chain> tightest_chain(const detail::Passes& passes, std::uint32_t node) {
    std::vector<std::pair<std::uint32_t, ArcId>> steps{{node, ArcId()}};
    std::vector<bool> seen(passes.network.node_count(), false);
    for (;;) {
        const std::uint32_t at = steps.back().first;
        seen[at] = true;
        ArcId best;
        Minutes least = detail::never;
        for (const ArcId arc : passes.network.arcs_from[TaskId(at)]) {
            const Minutes slack = late_slack(passes, at, arc);
            if (slack >= least || seen[passes.network.arcs[arc.index()].to]) continue;
            best = arc;
            least = slack;
        }
        const detail::Clock& clock = passes.network.clocks.front();
        const Minutes late = passes.late[at].finish;
        const bool is_end = late != detail::never &&
                            clock.work(late) - clock.work(passes.early.at[at].finish) < least;
        if (!best.is_valid() || is_end) break;
        steps.back().second = best;
        steps.emplace_back(passes.network.arcs[best.index()].to, ArcId());
    }
    std::vector<Chain> chains;
    for (std::size_t i = steps.size(); i-- > 0;)
        chains.push_back({steps[i].first,
                          chains.empty() ? none : static_cast<std::uint32_t>(chains.size() - 1),
                          steps[i].second, 0});
    return chains;
}

}  // namespace

std::vector<SchedulePath> critical_paths(const Schedule& schedule, std::size_t count,
                                         Minutes slack) {
    return PathSearch(schedule).run(count, slack);
}

WhyNotCritical why_not_critical(const Schedule& schedule, TaskId task) {
    const auto node = static_cast<std::uint32_t>(task.index());
    WhyNotCritical answer;
    answer.margin = schedule.total_float()[node];
    if (schedule.passes().network.part[node] != Part::leaf) return answer;
    std::vector<SchedulePath> paths =
        PathSearch(schedule).run_from(tightest_chain(schedule.passes(), node));
    if (!paths.empty()) answer.path = std::move(paths.front());
    answer.path.slack = answer.margin;
    return answer;
}

Minutes drag(const Schedule& schedule, TaskId task, Monitor* monitor) {
    const detail::Passes& passes = schedule.passes();
    const Network& network = passes.network;
    const auto node = static_cast<std::uint32_t>(task.index());
    if (network.part[node] != Part::leaf || network.is_done(node)) return 0;
    const detail::Forward without = detail::pass_forward(
        schedule.graph(), network, {.floor = passes.floor, .without_duration = node}, monitor);
    Minutes finish = no_moment;
    for (std::uint32_t each = 0; each < network.task_count; ++each)
        if (network.part[each] == Part::leaf) finish = std::max(finish, without.at[each].finish);
    return std::max<Minutes>(0, schedule.work_between(finish, schedule.finish()));
}

}  // namespace planloom

#include "forward_step.hpp"
#include "network.hpp"

#include <algorithm>

namespace planloom::detail {
namespace {

constexpr std::uint64_t progress_mask = 0xFFFF;

class ForwardPass {
public:
    ForwardPass(const PlanGraph& graph, const Network& network, const ForwardOptions& options,
                Monitor* monitor)
        : graph_(graph), network_(network), step_(network, options), monitor_(monitor) {
        const std::size_t count = network.node_count();
        result_.at.resize(count);
        result_.driver.resize(count);
        result_.kind.assign(count, DriverKind::plan_start);
        is_solved_.assign(network.knots.size(), false);
    }

    Forward run() {
        std::uint64_t done = 0;
        for (const std::uint32_t node : network_.order) {
            if ((++done & progress_mask) == 0)
                report_progress(monitor_, done, network_.order.size());
            const std::uint32_t knot = network_.knot_of.empty() ? 0 : network_.knot_of[node];
            if (knot == 0) {
                relax(node);
            } else if (!is_solved_[knot - 1]) {
                is_solved_[knot - 1] = true;
                solve(network_.knots[knot - 1]);
            }
        }
        return std::move(result_);
    }

private:
    /// Places a node by what is known of the nodes before it.
    /// @return whether it moved
    bool relax(std::uint32_t node) {
        if (network_.part[node] == Part::none) return false;
        return put(node, step_.place(node, result_.at, network_.arcs_into[TaskId(node)]));
    }

    bool put(std::uint32_t node, const Placed& placed) {
        NodeState& now = result_.at[node];
        const bool moved = now.start != placed.at.start || now.finish != placed.at.finish;
        // In a knot, what moved a node last is its driver: of arcs that draw level later, some may
        // lead back to the node itself.
        if (!moved) return false;
        now = placed.at;
        result_.driver[node] = placed.driver;
        result_.kind[node] = placed.driver.is_valid() ? DriverKind::link : placed.kind;
        return true;
    }

    /// Bellman and Ford's rounds within a knot. Where the arcs that drive form a circle, each node
    /// on it comes after itself.
    void solve(const std::vector<TaskId>& knot) {
        for (std::size_t round = 0;; ++round) {
            report_progress(monitor_, 0, 0);
            bool moved = false;
            for (const TaskId node : knot)
                if (relax(static_cast<std::uint32_t>(node.index()))) moved = true;
            if (!moved) return;
            refuse_circle(knot, round > 4 * knot.size() + 100);
        }
    }

    void refuse_circle(const std::vector<TaskId>& knot, bool is_late) {
        if (walk_of_.empty()) walk_of_.assign(network_.node_count(), 0);
        for (const TaskId first : knot) {
            ++walk_;
            std::uint32_t node = static_cast<std::uint32_t>(first.index());
            while (walk_of_[node] == 0 || walk_of_[node] == walk_) {
                if (walk_of_[node] == walk_) {
                    refuse(circle_at(node), is_late);
                    break;
                }
                walk_of_[node] = walk_;
                const ArcId driver = result_.driver[node];
                if (!driver.is_valid()) break;
                node = network_.arcs[driver.index()].from;
            }
        }
        for (const TaskId node : knot) {
            std::uint32_t at = static_cast<std::uint32_t>(node.index());
            while (walk_of_[at] != 0) {
                walk_of_[at] = 0;
                const ArcId driver = result_.driver[at];
                if (!driver.is_valid()) break;
                at = network_.arcs[driver.index()].from;
            }
        }
        walk_ = 0;
    }

    /// The arcs of the circle of drivers on which a node lies.
    [[nodiscard]] std::vector<ArcId> circle_at(std::uint32_t node) const {
        std::vector<ArcId> arcs;
        std::uint32_t at = node;
        do {
            const ArcId driver = result_.driver[at];
            arcs.push_back(driver);
            at = network_.arcs[driver.index()].from;
        } while (at != node);
        std::reverse(arcs.begin(), arcs.end());
        return arcs;
    }

    /// A circle may only push tasks to where work goes on, and then comes to rest.
    /// @param is_late  whether it has had the time for that
    /// @throws InfeasibleLinks
    void refuse(const std::vector<ArcId>& arcs, bool is_late) const {
        Minutes later = excess(arcs);
        if (later <= 0 && !is_late) return;
        later = std::max<Minutes>(later, 1);
        std::vector<TaskId> tasks;
        std::vector<DependencyId> links;
        for (const ArcId id : arcs) {
            const Arc& arc = network_.arcs[id.index()];
            if (!arc.link.is_valid()) continue;
            links.push_back(arc.link);
            tasks.push_back(arc.is_reversed
                                ? graph_.plan().dependency_table().predecessor[arc.link.index()]
                                : graph_.plan().dependency_table().successor[arc.link.index()]);
        }
        throw InfeasibleLinks(graph_.plan(), std::move(tasks), std::move(links), later);
    }

    /// How much later than itself a node is, once round.
    [[nodiscard]] Minutes excess(const std::vector<ArcId>& arcs) const {
        const Arc& first = network_.arcs[arcs.front().index()];
        const Minutes began = time_of(network_, result_.at, first.from, first.from_end);
        Minutes moment = began;
        for (std::size_t i = 0; i < arcs.size(); ++i) {
            const Arc& arc = network_.arcs[arcs[i].index()];
            moment = network_.clocks[arc.clock].ahead(moment, arc.lag);
            const End leaves = network_.arcs[arcs[(i + 1) % arcs.size()].index()].from_end;
            const Clock& clock = network_.clocks[network_.clock[arc.to]];
            if (arc.to_end == End::start && leaves == End::finish)
                moment = clock.ahead(moment, step_.duration_of(arc.to));
            if (arc.to_end == End::finish && leaves == End::start)
                moment = clock.back(moment, step_.duration_of(arc.to));
        }
        return network_.clocks[0].work(moment) - network_.clocks[0].work(began);
    }

    const PlanGraph& graph_;
    const Network& network_;
    ForwardStep step_;
    Monitor* monitor_;
    Forward result_;
    std::vector<bool> is_solved_;
    std::vector<std::uint32_t> walk_of_;
    std::uint32_t walk_ = 0;
};

}  // namespace

Forward pass_forward(const PlanGraph& graph, const Network& network, const ForwardOptions& options,
                     Monitor* monitor) {
    return ForwardPass(graph, network, options, monitor).run();
}

}  // namespace planloom::detail

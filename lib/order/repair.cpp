#include <planloom/order/repair.hpp>

#include "knot.hpp"

#include <algorithm>
#include <tuple>

namespace planloom {
namespace {

/// The knot in which a task lies; empty if it lies in none.
IdRange<TaskNode> knot_of(const PlanGraph& graph, TaskNode node) {
    const std::span<const IdRange<TaskNode>> knots = graph.knots();
    const auto after = std::upper_bound(
        knots.begin(), knots.end(), node,
        [](TaskNode value, const IdRange<TaskNode>& knot) { return value < knot[0]; });
    if (after == knots.begin()) return {};
    const IdRange<TaskNode> knot = *(after - 1);
    return node.index() < knot[0].index() + knot.size() ? knot : IdRange<TaskNode>();
}

RepairAdvice advise(const Knot& knot, const RepairOptions& options, Monitor* monitor) {
    RepairAdvice advice;
    if (knot.arcs().size() <= options.exact_links) {
        FoundRepairs found =
            best_repairs(knot, options.repairs_per_knot, options.choices_per_knot, monitor);
        advice.repairs = std::move(found.repairs);
        if (found.is_complete) return advice;
    }
    advice.is_exact = false;
    Repair quick = quick_repair(knot, options.links_per_knot, monitor);
    const auto key = [](const Repair& each) { return std::tie(each.cost, each.remove); };
    const auto place =
        std::lower_bound(advice.repairs.begin(), advice.repairs.end(), quick,
                         [&](const Repair& a, const Repair& b) { return key(a) < key(b); });
    if (place == advice.repairs.end() || place->remove != quick.remove)
        advice.repairs.insert(place, std::move(quick));
    if (advice.repairs.size() > options.repairs_per_knot) advice.repairs.pop_back();
    return advice;
}

}  // namespace

std::vector<RepairAdvice> advise_repairs(const PlanGraph& graph, const RepairOptions& options,
                                         Monitor* monitor) {
    PLANLOOM_EXPECTS(options.repairs_per_knot >= 1 && options.exact_links <= 64);
    std::vector<RepairAdvice> all;
    if (!graph.has_cycles()) return all;
    const CycleWays ways(graph);
    all.reserve(graph.knots().size());
    for (const IdRange<TaskNode>& nodes : graph.knots())
        all.push_back(advise(Knot(graph, ways, nodes), options, monitor));
    return all;
}

bool is_proved(const PlanGraph& graph, const Repair& repair) {
    if (repair.order.empty()) return false;
    const IdRange<TaskNode> knot = knot_of(graph, graph.node(repair.order.front()));
    if (knot.size() != repair.order.size()) return false;
    std::vector<bool> is_placed(knot.size(), false);
    for (const TaskId task : repair.order) {
        const std::size_t local = graph.node(task).index() - knot[0].index();
        if (local >= knot.size() || is_placed[local]) return false;
        is_placed[local] = true;
    }
    std::vector<DependencyId> removed = repair.remove;
    std::sort(removed.begin(), removed.end());
    const CycleWays ways(graph);
    return Knot(graph, ways, knot).is_order(repair.order, removed);
}

}  // namespace planloom

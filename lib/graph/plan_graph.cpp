#include <planloom/graph/influence.hpp>
#include <planloom/graph/plan_graph.hpp>
#include <planloom/model/faults.hpp>

#include "handed_down.hpp"
#include "layout.hpp"

#include <algorithm>
#include <mutex>
#include <utility>

namespace planloom {
namespace {

/// Tasks by (wave, plan order), the members of a knot side by side.
std::vector<TaskId> lay_out(const Layering& layering, std::vector<std::uint32_t>& wave_offsets) {
    const std::size_t count = layering.wave.size();
    wave_offsets.assign(layering.wave_count + 1, 0);
    for (const std::uint32_t wave : layering.wave) ++wave_offsets[wave + 1];
    for (std::size_t wave = 1; wave < wave_offsets.size(); ++wave)
        wave_offsets[wave] += wave_offsets[wave - 1];

    std::vector<std::uint32_t> next(wave_offsets.begin(), wave_offsets.end() - 1);
    std::vector<TaskId> layout(count);
    const auto put = [&](TaskId task) { layout[next[layering.wave[task.index()]]++] = task; };
    std::vector<bool> in_knot(layering.knots.empty() ? 0 : count, false);
    for (const std::vector<TaskId>& knot : layering.knots)
        for (const TaskId task : knot) in_knot[task.index()] = true;
    std::size_t knot = 0;
    for (std::uint32_t task = 0; task < count; ++task) {
        if (in_knot.empty() || !in_knot[task]) {
            put(TaskId(task));
        } else if (knot < layering.knots.size() && layering.knots[knot].front() == TaskId(task)) {
            for (const TaskId member : layering.knots[knot]) put(member);
            ++knot;
        }
    }
    return layout;
}

/// For every task, what must come after it: as written, or with gates if links are handed down.
Rows<TaskId, TaskId> links_to_layer(const PlanGraph& graph,
                                    const Rows<TaskId, DependencyId>& by_predecessor) {
    if (has_summary_links(graph)) return successor_rows(hand_down(graph));
    const DependencyTable& table = graph.plan().dependency_table();
    std::vector<TaskId> targets(by_predecessor.items().size());
    for (std::size_t i = 0; i < targets.size(); ++i)
        targets[i] = table.successor[by_predecessor.items()[i].index()];
    const std::span<const std::uint32_t> offsets = by_predecessor.offsets();
    return {{offsets.begin(), offsets.end()}, std::move(targets)};
}

/// The parents without those of the nodes that lie on a circle of parents.
template <class IdType>
std::vector<IdType> sound_parents(const Column<IdType>& parent, std::size_t count, NodeKind kind,
                                  const std::vector<HierarchyCycle>& cycles) {
    std::vector<IdType> parents(count);
    for (std::size_t row = 0; row < count; ++row) parents[row] = parent[row];
    for (const HierarchyCycle& cycle : cycles)
        for (const Node node : cycle)
            if (node.kind == kind) parents[node.index] = IdType();
    return parents;
}

template <class IdType>
Rows<IdType, IdType> children_of(const std::vector<IdType>& parents) {
    return make_rows<IdType, IdType>(
        parents.size(), parents.size(), [&](std::size_t row) { return parents[row]; },
        [](std::size_t row) { return IdType(row); });
}

/// For every target of a relation, its rows.
template <class LinkId, class To>
Rows<To, LinkId> backwards(std::size_t targets, std::size_t links, const Column<To>& to) {
    return make_rows<To, LinkId>(
        targets, links, [&](std::size_t row) { return to[row]; },
        [](std::size_t row) { return LinkId(row); });
}

}  // namespace

struct PlanGraph::Lazy {
    std::once_flag once;
    std::unique_ptr<const InfluenceGraph> influence;
};

PlanGraph::PlanGraph() : lazy_(std::make_unique<Lazy>()) {}
PlanGraph::PlanGraph(PlanGraph&&) noexcept = default;
PlanGraph& PlanGraph::operator=(PlanGraph&&) noexcept = default;
PlanGraph::~PlanGraph() = default;

void PlanGraph::lay_out_tasks(Monitor* monitor) {
    const DependencyTable& table = plan_->dependency_table();
    const std::size_t count = plan_->task_table().count;
    const auto by_predecessor = make_rows<TaskId, DependencyId>(
        count, table.count, [&](std::size_t row) { return table.predecessor[row]; },
        [](std::size_t row) { return DependencyId(row); });
    {
        const Layering layering = layer(links_to_layer(*this, by_predecessor), count, monitor);
        task_of_ = lay_out(layering, wave_offsets_);
        node_of_.resize(count);
        for (std::size_t i = 0; i < count; ++i) node_of_[task_of_[i].index()] = TaskNode(i);
        for (const std::vector<TaskId>& knot : layering.knots) {
            const std::size_t first = node_of_[knot.front().index()].index();
            knots_.emplace_back(first, first + knot.size());
        }
        std::sort(knots_.begin(), knots_.end(),
                  [](const auto& a, const auto& b) { return a[0] < b[0]; });
    }
    // Walked in layout order, each row is filled in layout order.
    std::vector<DependencyId> links;
    links.reserve(by_predecessor.items().size());
    for (const TaskId task : task_of_)
        links.insert(links.end(), by_predecessor[task].begin(), by_predecessor[task].end());
    const auto from = [&](DependencyId link) {
        return node_of_[table.predecessor[link.index()].index()];
    };
    const auto to = [&](DependencyId link) {
        return node_of_[table.successor[link.index()].index()];
    };
    predecessor_links_ = make_rows<TaskNode, DependencyId>(
        count, links.size(), [&](std::size_t i) { return to(links[i]); },
        [&](std::size_t i) { return links[i]; });
    const std::span<const DependencyId> incoming = predecessor_links_.items();
    successor_links_ = make_rows<TaskNode, DependencyId>(
        count, incoming.size(), [&](std::size_t i) { return from(incoming[i]); },
        [&](std::size_t i) { return incoming[i]; });
    const auto neighbours = [](const Rows<TaskNode, DependencyId>& rows, const auto& end) {
        std::vector<TaskNode> nodes(rows.items().size());
        for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i] = end(rows.items()[i]);
        return Rows<TaskNode, TaskNode>({rows.offsets().begin(), rows.offsets().end()},
                                        std::move(nodes));
    };
    predecessors_ = neighbours(predecessor_links_, from);
    successors_ = neighbours(successor_links_, to);
}

void PlanGraph::index_relations(Faults faults) {
    const Plan& plan = *plan_;
    const std::vector<HierarchyCycle> cycles =
        faults == Faults::skip ? find_hierarchy_cycles(plan) : std::vector<HierarchyCycle>();
    const std::size_t goals = plan.goal_table().count;
    const std::size_t tasks = plan.task_table().count;
    const std::size_t units = plan.unit_table().count;
    goal_parents_ = sound_parents(plan.goal_table().parent, goals, NodeKind::goal, cycles);
    task_parents_ = sound_parents(plan.task_table().parent, tasks, NodeKind::task, cycles);
    unit_parents_ = sound_parents(plan.unit_table().parent, units, NodeKind::unit, cycles);
    goal_children_ = children_of(goal_parents_);
    task_children_ = children_of(task_parents_);
    unit_children_ = children_of(unit_parents_);
    goal_serves_ = backwards<ServesId>(goals, plan.serves_table().count, plan.serves_table().goal);
    unit_assignments_ =
        backwards<AssignmentId>(units, plan.assignment_table().count, plan.assignment_table().unit);
    requirement_implements_ =
        backwards<ImplementsId>(plan.requirement_table().count, plan.implements_table().count,
                                plan.implements_table().requirement);
}

std::size_t PlanGraph::wave_of(TaskNode node) const noexcept {
    const auto after = std::upper_bound(wave_offsets_.begin(), wave_offsets_.end(), node.value());
    return static_cast<std::size_t>(after - wave_offsets_.begin()) - 1;
}

const InfluenceGraph& PlanGraph::influence() const {
    std::call_once(lazy_->once,
                   [this] { lazy_->influence = std::make_unique<InfluenceGraph>(*this); });
    return *lazy_->influence;
}

PlanGraph freeze(std::shared_ptr<const Plan> plan, Faults faults, Monitor* monitor) {
    if (faults == Faults::refuse) require_valid(*plan);
    PlanGraph graph;
    graph.plan_ = std::move(plan);
    graph.index_relations(faults);
    graph.lay_out_tasks(monitor);
    return graph;
}

PlanGraph freeze(Plan plan, Faults faults, Monitor* monitor) {
    return freeze(std::make_shared<const Plan>(std::move(plan)), faults, monitor);
}

}  // namespace planloom

#include <planloom/order/redundant.hpp>

#include "detour.hpp"
#include "link_force.hpp"
#include "link_group.hpp"
#include "strongest_path.hpp"

#include <algorithm>
#include <memory>
#include <optional>

namespace planloom {
namespace {

/// The rows of the plain links alone, one way.
NodeRows plain_rows(const PlanGraph& graph, const Forces& forces, bool is_forward) {
    std::vector<std::uint32_t> offsets = {0};
    std::vector<TaskNode> items;
    for (const TaskNode node : graph.nodes()) {
        const auto row = is_forward ? graph.successors(node) : graph.predecessors(node);
        const auto links = is_forward ? graph.successor_links(node) : graph.predecessor_links(node);
        for (std::size_t i = 0; i < row.size(); ++i)
            if (forces.is_plain(links[i])) items.push_back(row[i]);
        offsets.push_back(static_cast<std::uint32_t>(items.size()));
    }
    return NodeRows(std::move(offsets), std::move(items));
}

/// The plain links of a plan, both ways; the graph's own rows where all links are plain.
class PlainLinks {
public:
    PlainLinks(const PlanGraph& graph, const Forces& forces) : graph_(graph) {
        for (const TaskNode node : graph.nodes())
            for (const DependencyId link : graph.successor_links(node))
                are_all_ = are_all_ && forces.is_plain(link);
        if (are_all_) return;
        after_ = plain_rows(graph, forces, true);
        before_ = plain_rows(graph, forces, false);
    }
    [[nodiscard]] bool are_all() const noexcept { return are_all_; }
    [[nodiscard]] const NodeRows& after() const noexcept {
        return are_all_ ? graph_.successor_rows() : after_;
    }
    [[nodiscard]] const NodeRows& before() const noexcept {
        return are_all_ ? graph_.predecessor_rows() : before_;
    }

private:
    const PlanGraph& graph_;
    bool are_all_ = true;
    NodeRows after_, before_;
};

/// Where each wave begins, and where the last one ends.
std::vector<std::uint32_t> wave_offsets(const PlanGraph& graph) {
    std::vector<std::uint32_t> offsets = {0};
    for (std::size_t wave = 0; wave < graph.wave_count(); ++wave)
        offsets.push_back(offsets.back() + static_cast<std::uint32_t>(graph.wave(wave).size()));
    return offsets;
}

/// Judges the links of one task after another, from the last to the first in layout order.
class Judge {
public:
    Judge(const PlanGraph& graph, const Forces& forces)
        : graph_(graph),
          forces_(forces),
          group_(forces),
          plain_(graph, forces),
          detours_(plain_.after(), plain_.before(), wave_offsets(graph)) {}

    void judge(TaskNode from, std::vector<DependencyId>& redundant) {
        detours_.go_to(from);
        const std::span<const TaskNode> row = graph_.successors(from);
        for (std::size_t first = 0, last = 0; first < row.size(); first = last) {
            while (last < row.size() && row[last] == row[first]) ++last;
            judge_group(row[first], graph_.successor_links(from).subspan(first, last - first),
                        redundant);
        }
    }

private:
    void judge_group(TaskNode to, std::span<const DependencyId> links,
                     std::vector<DependencyId>& redundant) {
        group_.take(links);
        std::optional<bool> has_detour;
        for (const DependencyId link : links) {
            if (group_.is_covered(link)) {
                redundant.push_back(link);
            } else if (!forces_.has_maximum(link)) {
                if (!has_detour) has_detour = detours_.exist(to);
                if (is_met(link, *has_detour)) redundant.push_back(link);
            }
        }
    }

    bool is_met(DependencyId link, bool has_detour) {
        if (has_detour && forces_.is_met_by_plain_path(link)) return true;
        // Where all links are plain, no detour means no other path at all.
        if (plain_.are_all() && !has_detour) return false;
        if (!strongest_) {
            strongest_ = std::make_unique<StrongestPath>(graph_, forces_);
            strongest_->prepare();
        }
        return strongest_->is_met(link);
    }

    const PlanGraph& graph_;
    const Forces& forces_;
    LinkGroup group_;
    PlainLinks plain_;
    Detours detours_;
    std::unique_ptr<StrongestPath> strongest_;
};

}  // namespace

std::vector<DependencyId> redundant_links(const Order& order, const RedundancyOptions& options,
                                          Monitor* monitor) {
    const PlanGraph& graph = order.graph();
    const Forces forces(graph, options.with_durations);
    Judge judge(graph, forces);
    std::vector<DependencyId> redundant;
    for (std::size_t i = graph.task_count(); i-- > 0;) {
        if ((i & 0xFFU) == 0) report_progress(monitor, graph.task_count() - i, graph.task_count());
        judge.judge(TaskNode(i), redundant);
    }
    std::sort(redundant.begin(), redundant.end());
    return redundant;
}

std::vector<DependencyId> replacement(const Order& order, DependencyId link,
                                      std::span<const DependencyId> without,
                                      const RedundancyOptions& options) {
    const PlanGraph& graph = order.graph();
    PLANLOOM_EXPECTS(link.index() < graph.plan().dependency_table().count &&
                     graph.plan().dependency_table().predecessor[link.index()].is_valid());
    const Forces forces(graph, options.with_durations);
    if (!forces.has_maximum(link)) return StrongestPath(graph, forces).replacement(link, without);
    for (const DependencyId other : graph.successor_links(forces.predecessor(link))) {
        if (other == link || std::binary_search(without.begin(), without.end(), other)) continue;
        if (forces.satisfies_maximum(link, other)) return {other};
    }
    return {};
}

}  // namespace planloom

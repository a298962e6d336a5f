// How a live schedule comes from a plan, and how the whole schedule comes from it.
#include "live_state.hpp"
#include "schedule_maker.hpp"

#include <algorithm>

namespace planloom::detail {

LiveState::LiveState(const PlanGraph& graph, const ScheduleOptions& options, Monitor* monitor)
    : graph_(graph),
      options_(options),
      plan_tasks_(graph.plan().task_table().count),
      network_(make_network(graph, options, monitor)) {
    refuse_greatest_lags();
    beyond_ = network_.gates;
    refuse_knots();
    rules_ = {network_.start, status_moment(graph.plan().head(), options),
              options.default_duration};
    std::vector<TaskId> order;
    order.reserve(network_.node_count());
    for (const std::uint32_t node : network_.order) order.emplace_back(node);
    std::vector<std::pair<TaskId, TaskId>> ends;
    ends.reserve(network_.arcs.size());
    for (const Arc& arc : network_.arcs) ends.emplace_back(arc.from, arc.to);
    order_ = LiveOrder(order, ends);
    for (std::size_t i = 0; i < beyond_.size(); ++i)
        gates_.emplace(std::pair(beyond_[i].task, beyond_[i].kind),
                       static_cast<std::uint32_t>(plan_tasks_ + i));
    number_leaves();
    take_links();
    place_all(pass_forward(graph, network_, {}, monitor));
    network_.arcs_into = network_.arcs_from = {};
    network_.order = {};
    network_.gates = {};
}

void LiveState::refuse_greatest_lags() const {
    std::vector<DependencyId> links;
    for (const Arc& arc : network_.arcs)
        if (arc.is_reversed) links.push_back(arc.link);
    if (links.empty()) return;
    std::sort(links.begin(), links.end());
    const DependencyTable& table = graph_.plan().dependency_table();
    const TaskId before = table.predecessor[links.front().index()];
    const TaskId after = table.successor[links.front().index()];
    throw UnfitForLive("greatest_lag",
                       "a live schedule takes no greatest lags; " + std::to_string(links.size()) +
                           " of the links have one, such as " +
                           std::string(graph_.plan().key(before)) + " -> " +
                           std::string(graph_.plan().key(after)),
                       {before, after}, links);
}

void LiveState::refuse_knots() const {
    if (network_.knots.empty()) return;
    constexpr std::size_t shown = 10;
    std::vector<TaskId> tasks;
    std::vector<DependencyId> links;
    std::string text = "a live schedule takes no circles of links, and there are " +
                       std::to_string(network_.knots.size()) + " knots of them: ";
    for (const ArcId id : circle_in(network_.knots.front())) {
        const Arc& arc = network_.arcs[id.index()];
        tasks.push_back(task_of(arc.from));
        links.push_back(arc.link);
        if (tasks.size() <= shown) text += std::string(graph_.plan().key(tasks.back())) + " -> ";
    }
    text += tasks.size() > shown ? "... (" + std::to_string(tasks.size()) + " in all)"
                                 : std::string(graph_.plan().key(tasks.front()));
    throw UnfitForLive("knot", text, std::move(tasks), std::move(links));
}

/// Goes back from node to node until one comes again: in a knot there is always one before.
std::vector<ArcId> LiveState::circle_in(const std::vector<TaskId>& knot) const {
    std::map<TaskId, std::size_t> place;
    std::vector<ArcId> back;
    TaskId node = knot.front();
    const std::uint32_t number = network_.knot_of[node.index()];
    while (place.emplace(node, back.size()).second) {
        const auto arcs = network_.arcs_into[node];
        back.push_back(*std::find_if(arcs.begin(), arcs.end(), [&](ArcId arc) {
            return network_.knot_of[network_.arcs[arc.index()].from] == number;
        }));
        node = TaskId(network_.arcs[back.back().index()].from);
    }
    back.erase(back.begin(), back.begin() + static_cast<std::ptrdiff_t>(place[node]));
    std::reverse(back.begin(), back.end());
    return back;
}

void LiveState::number_leaves() {
    first_leaf_.assign(plan_tasks_, 0);
    last_leaf_.assign(plan_tasks_, 1);
    is_out_.assign(plan_tasks_, false);
    is_removed_.assign(plan_tasks_, false);
    const std::vector<TaskId> summaries = summaries_from_below(graph_);
    for (const TaskId task : summaries) {
        last_leaf_[task.index()] = 0;
        for (const TaskId child : graph_.children(task))
            last_leaf_[task.index()] += last_leaf_[child.index()];
    }
    // Up to here, last_leaf_ is how many leaves there are.
    const auto place = [&](TaskId task, std::uint32_t& at) {
        first_leaf_[task.index()] = at;
        at += last_leaf_[task.index()];
        last_leaf_[task.index()] = at;
        const TaskId above = graph_.parent(task);
        is_out_[task.index()] = graph_.plan().task(task).status() == TaskStatus::cancelled ||
                                (above.is_valid() && is_out_[above.index()]);
    };
    for (const TaskId task : graph_.plan().tasks())
        if (!graph_.parent(task).is_valid()) place(task, leaf_count_);
    for (std::size_t i = summaries.size(); i-- > 0;) {
        std::uint32_t at = first_leaf_[summaries[i].index()];
        for (const TaskId child : graph_.children(summaries[i])) place(child, at);
    }
}

void LiveState::take_links() {
    const DependencyTable& table = graph_.plan().dependency_table();
    links_.resize(table.count);
    for (std::size_t row = 0; row < table.count; ++row) {
        const TaskId before = table.predecessor[row];
        const TaskId after = table.successor[row];
        links_[row] = {before, after, ArcId(), before.is_valid() && after.is_valid()};
    }
    for (std::size_t i = 0; i < network_.arcs.size(); ++i)
        if (network_.arcs[i].link.is_valid()) links_[network_.arcs[i].link.index()].arc = ArcId(i);
}

void LiveState::place_all(const Forward& early) {
    at_ = early.at;
    is_waiting_.assign(network_.node_count(), false);
    is_walked_.assign(plan_tasks_, false);
    early_start_.assign(plan_tasks_, no_minutes);
    early_finish_.assign(plan_tasks_, no_minutes);
    changed_.reserve(plan_tasks_);
    walked_.reserve(plan_tasks_);
    for (std::uint32_t node = 0; node < plan_tasks_; ++node)
        has_late_ = has_late_ || (network_.part[node] == Part::leaf && network_.is_late[node] != 0);
    if (has_late_) {
        whole_ = make_whole();
        publish(*whole_);
    } else {
        finishes_ = starts_ = MaxTree(leaf_count_);
        moved_.reserve(plan_tasks_);
        for (std::uint32_t node = 0; node < plan_tasks_; ++node)
            if (network_.part[node] == Part::leaf) moved_.push_back({node, NodeState()});
        publish();
        moved_ = {};
    }
    changed_.clear();
}

/// Gates that an edit has left without a use would count as what holds a task.
std::vector<bool> LiveState::used_nodes() const {
    std::vector<bool> is_used(network_.node_count(), false);
    const std::vector<TaskId> order = order_.tasks();
    const auto is_used_arc = [&](DependencyId arc, std::uint32_t other) {
        return ArcId(arc.index()) != without_ && is_used[other];
    };
    for (const TaskId node : order) {
        const std::size_t row = node.index();
        is_used[row] = network_.part[row] == Part::leaf;
        if (network_.part[row] != Part::gate) continue;
        is_used[row] = is_after(beyond_[row - plan_tasks_].kind);
        for (DependencyId arc = order_.first_in(node); arc.is_valid() && !is_used[row];
             arc = order_.next_in(arc))
            is_used[row] = is_used_arc(arc, network_.arcs[arc.index()].from);
    }
    for (std::size_t i = order.size(); i-- > 0;) {
        const TaskId node = order[i];
        const std::size_t row = node.index();
        if (network_.part[row] != Part::gate || !is_after(beyond_[row - plan_tasks_].kind))
            continue;
        is_used[row] = false;
        for (DependencyId arc = order_.first_out(node); arc.is_valid() && !is_used[row];
             arc = order_.next_out(arc))
            is_used[row] = is_used_arc(arc, network_.arcs[arc.index()].to);
    }
    return is_used;
}

/// The network as make_network gives it: tasks first, added ones after those of the plan.
Network LiveState::snapshot() const {
    Network made;
    made.clocks = network_.clocks;
    made.has_dates = network_.has_dates;
    made.starts_at_once = network_.starts_at_once;
    made.start = network_.start;
    made.start_kind = network_.start_kind;
    made.without_duration = network_.without_duration;
    made.bounds = network_.bounds;
    made.task_count = task_count();
    const std::vector<bool> is_used = used_nodes();
    std::vector<std::uint32_t> number(network_.node_count(), 0);
    const auto add = [&](std::uint32_t node) {
        number[node] = static_cast<std::uint32_t>(made.part.size());
        made.part.push_back(network_.part[node]);
        made.duration.push_back(network_.duration[node]);
        made.clock.push_back(network_.clock[node]);
        made.is_late.push_back(network_.is_late[node]);
        made.bounds_of.push_back(network_.bounds_of[node]);
    };
    for (std::uint32_t node = 0; node < plan_tasks_; ++node) add(node);
    for (const std::uint32_t node : added_) add(node);
    for (std::size_t node = plan_tasks_; node < network_.node_count(); ++node) {
        if (network_.part[node] != Part::gate || !is_used[node]) continue;
        add(static_cast<std::uint32_t>(node));
        made.gates.push_back(beyond_[node - plan_tasks_]);
    }
    for (std::size_t i = 0; i < network_.arcs.size(); ++i) {
        Arc arc = network_.arcs[i];
        if (!order_.has(DependencyId(i)) || ArcId(i) == without_ || !is_used[arc.from] ||
            !is_used[arc.to])
            continue;
        arc.from = number[arc.from];
        arc.to = number[arc.to];
        made.arcs.push_back(arc);
    }
    lay_out(made, nullptr);
    return made;
}

Schedule LiveState::make_whole() const {
    return ScheduleMaker(graph_, options_, nullptr).make(snapshot());
}

const Schedule& LiveState::whole() {
    if (!whole_) whole_ = make_whole();
    return *whole_;
}

}  // namespace planloom::detail

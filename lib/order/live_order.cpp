#include <planloom/core/error.hpp>
#include <planloom/order/live_order.hpp>

#include <algorithm>
#include <limits>

namespace planloom {
namespace {

constexpr std::size_t most_rows = std::numeric_limits<std::uint32_t>::max();

void expect_room(std::size_t rows, const char* what) {
    if (rows >= most_rows)
        throw Error("limit_rows", std::string("an order cannot hold more than 4294967295 ") + what);
}

}  // namespace

LiveOrder::LiveOrder(const Order& order) {
    const PlanGraph& graph = order.graph();
    const DependencyTable& table = graph.plan().dependency_table();
    tasks_.resize(graph.plan().tasks().size());
    // Room for edits, lest the first of them copies all links.
    links_.reserve(std::min(table.count + table.count / 8, most_rows));
    links_.resize(table.count);
    spread_labels(order.tasks());
    for (std::size_t row = 0; row < table.count; ++row) {
        if (!table.predecessor[row].is_valid() || !table.successor[row].is_valid()) continue;
        links_[row].from = table.predecessor[row];
        links_[row].to = table.successor[row];
        hook_in(DependencyId(row));
    }
}

LiveOrder::LiveOrder(std::span<const TaskId> order,
                     std::span<const std::pair<TaskId, TaskId>> links) {
    tasks_.resize(order.size());
    links_.reserve(std::min(links.size() + links.size() / 8, most_rows));
    links_.resize(links.size());
    spread_labels(order);
    for (std::size_t row = 0; row < links.size(); ++row) {
        PLANLOOM_EXPECTS(before(links[row].first, links[row].second));
        links_[row].from = links[row].first;
        links_[row].to = links[row].second;
        hook_in(DependencyId(row));
    }
}

TaskId LiveOrder::add_task() {
    return add_task_after(last_);
}

TaskId LiveOrder::add_first_task() {
    return add_task_after(TaskId());
}

/// @param place  the id of nothing for the beginning
TaskId LiveOrder::add_task_after(TaskId place) {
    expect_room(tasks_.size(), "tasks");
    moved_.clear();
    const TaskId task(tasks_.size());
    tasks_.emplace_back().is_there = true;
    put_after(place, task);
    ++task_count_;
    return task;
}

void LiveOrder::remove_task(TaskId task) {
    PLANLOOM_EXPECTS(has(task));
    moved_.clear();
    TaskRow& row = tasks_[task.index()];
    while (row.out.is_valid()) remove_link(row.out);
    while (row.in.is_valid()) remove_link(row.in);
    take_out(task);
    row.is_there = false;
    --task_count_;
}

LinkAnswer LiveOrder::add_link(TaskId predecessor, TaskId successor) {
    PLANLOOM_EXPECTS(has(predecessor) && has(successor));
    expect_room(links_.size(), "links");
    moved_.clear();
    if (predecessor == successor) return {DependencyId(), {predecessor}, {}};
    const bool is_forward = before(predecessor, successor);
    if (!is_forward) {
        const DependencyId joint = find_joint(predecessor, successor);
        if (joint.is_valid()) return refuse(joint);
        moved_.reserve(met_.size());
    }
    // All that can throw lies above and in this line; from here on the order changes.
    links_.push_back({predecessor, successor, {}, {}, {}, {}});
    if (!is_forward) rearrange(predecessor);
    const DependencyId link(links_.size() - 1);
    hook_in(link);
    return {link, {}, {}};
}

void LiveOrder::remove_link(DependencyId link) {
    PLANLOOM_EXPECTS(has(link));
    moved_.clear();
    LinkRow& row = links_[link.index()];
    DependencyId& to_it = row.previous_out.is_valid() ? links_[row.previous_out.index()].next_out
                                                      : tasks_[row.from.index()].out;
    to_it = row.next_out;
    if (row.next_out.is_valid()) links_[row.next_out.index()].previous_out = row.previous_out;
    DependencyId& into_it = row.previous_in.is_valid() ? links_[row.previous_in.index()].next_in
                                                       : tasks_[row.to.index()].in;
    into_it = row.next_in;
    if (row.next_in.is_valid()) links_[row.next_in.index()].previous_in = row.previous_in;
    row = LinkRow();
    --link_count_;
}

std::vector<TaskId> LiveOrder::tasks() const {
    std::vector<TaskId> all;
    all.reserve(task_count_);
    for (TaskId task = first_; task.is_valid(); task = next(task)) all.push_back(task);
    return all;
}

void LiveOrder::hook_in(DependencyId link) noexcept {
    LinkRow& row = links_[link.index()];
    DependencyId& out = tasks_[row.from.index()].out;
    row.next_out = out;
    if (out.is_valid()) links_[out.index()].previous_out = link;
    out = link;
    DependencyId& in = tasks_[row.to.index()].in;
    row.next_in = in;
    if (in.is_valid()) links_[in.index()].previous_in = link;
    in = link;
    ++link_count_;
}

}  // namespace planloom

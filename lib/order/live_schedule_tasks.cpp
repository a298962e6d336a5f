// Tasks of a live schedule and what they say of their times.
#include <planloom/core/contract.hpp>

#include "live_state.hpp"

namespace planloom::detail {

/// @param room  holds the times where they are those of the plan
const TaskTimes& LiveState::times_of(TaskId task, TaskTimes& room) const {
    const auto found = edits_.find(task);
    if (found != edits_.end()) return found->second.times;
    if (task.index() < plan_tasks_) room = TaskTimes(graph_.plan().task(task));
    return room;
}

void LiveState::set_duration(TaskId task, Minutes duration) {
    PLANLOOM_EXPECTS(is_leaf(task));
    TaskTimes room;
    TaskTimes times = times_of(task, room);
    times.duration = duration;
    retime(task, times);
}

void LiveState::set_start_no_earlier(TaskId task, Date date) {
    PLANLOOM_EXPECTS(is_leaf(task));
    TaskTimes room;
    TaskTimes times = times_of(task, room);
    times.start_no_earlier = date;
    retime(task, times);
}

void LiveState::retime(TaskId task, const TaskTimes& times) {
    const std::uint32_t node = node_of(task);
    if (network_.part[node] == Part::none) {
        changed_.clear();
        return;
    }
    const Clock& clock = network_.clocks[network_.clock[node]];
    const TaskId above = parent(task);
    const std::uint32_t outer = above.is_valid() ? network_.bounds_of[above.index()] : 0;
    const bool is_plain = !network_.has_dates || !times.has_facts();
    const TimedTask timing = is_plain ? timed_plainly(times, rules_)
                                      : timed(times, rules_, clock, network_.bounds[outer]);
    grow(network_.bounds);
    const std::uint32_t row_before = network_.bounds_of[node];
    const std::size_t rows_before = network_.bounds.size();
    const Bounds bounds_before = network_.bound(node);
    const Minutes duration_before = network_.duration[node];
    const auto [edit, is_new] = edits_.try_emplace(task);
    if (is_new) edit->second.row = bounds_before.is_own ? row_before : 0;
    const Edit edit_before = edit->second;
    // From here on up to the dates nothing throws.
    edit->second.times = times;
    std::uint32_t& row = edit->second.row;
    if (!is_plain && row == 0) {
        row = static_cast<std::uint32_t>(rows_before);
        network_.bounds.emplace_back();
    }
    network_.bounds_of[node] = is_plain ? outer : row;
    const Bounds row_bounds = network_.bounds[row];
    if (!is_plain) network_.bounds[row] = timing.bounds;
    network_.duration[node] = timing.duration;
    try {
        queue(node);
        settle_edit(network_.bound(node).actual_start != bounds_before.actual_start);
    } catch (...) {
        take_back();
        if (!is_plain) network_.bounds[row] = row_bounds;
        network_.bounds.resize(rows_before);
        network_.bounds_of[node] = row_before;
        network_.duration[node] = duration_before;
        if (is_new)
            edits_.erase(edit);
        else
            edit->second = edit_before;
        throw;
    }
}

TaskId LiveState::add_task(Minutes duration) {
    const TaskId task(task_count());
    grow(added_);
    grow(early_start_);
    grow(early_finish_);
    grow(is_out_);
    grow(is_removed_);
    grow(is_walked_);
    grow(first_leaf_);
    grow(last_leaf_);
    if (changed_.capacity() <= task_count()) changed_.reserve(2 * task_count() + 8);
    if (!has_late_ && leaf_count_ == finishes_.capacity()) {
        MaxTree finishes = finishes_.doubled();
        starts_ = starts_.doubled();
        finishes_ = std::move(finishes);
    }
    TaskTimes times;
    times.duration = duration;
    const auto edit = edits_.emplace(task, Edit{times, 0}).first;
    std::uint32_t node = 0;
    try {
        node = add_node(Part::leaf, {task, GateKind::after_start});
    } catch (...) {
        edits_.erase(edit);
        throw;
    }
    network_.duration[node] = duration;
    added_.push_back(node);
    early_start_.push_back(no_minutes);
    early_finish_.push_back(no_minutes);
    is_out_.push_back(false);
    is_removed_.push_back(false);
    is_walked_.push_back(false);
    first_leaf_.push_back(leaf_count_);
    last_leaf_.push_back(leaf_count_ + 1);
    ++leaf_count_;
    try {
        queue(node);
        settle_edit();
    } catch (...) {
        take_back();
        --leaf_count_;
        first_leaf_.pop_back();
        last_leaf_.pop_back();
        is_walked_.pop_back();
        is_removed_.pop_back();
        is_out_.pop_back();
        early_finish_.pop_back();
        early_start_.pop_back();
        added_.pop_back();
        network_.part[node] = Part::none;
        order_.remove_task(TaskId(node));
        edits_.erase(edit);
        throw;
    }
    return task;
}

void LiveState::remove_task(TaskId task) {
    PLANLOOM_EXPECTS(is_leaf(task));
    const std::uint32_t node = node_of(task);
    const Part part = network_.part[node];
    const std::uint32_t row = network_.bounds_of[node];
    network_.part[node] = Part::none;
    network_.bounds_of[node] = 0;
    try {
        if (part != Part::none) queue(node);
        settle_edit();
    } catch (...) {
        take_back();
        network_.part[node] = part;
        network_.bounds_of[node] = row;
        throw;
    }
    for (const bool is_out : {true, false})
        for (DependencyId arc = is_out ? order_.first_out(TaskId(node))
                                       : order_.first_in(TaskId(node));
             arc.is_valid(); arc = is_out ? order_.next_out(arc) : order_.next_in(arc))
            if (network_.arcs[arc.index()].link.is_valid())
                links_[network_.arcs[arc.index()].link.index()] = LiveLink();
    order_.remove_task(TaskId(node));
    is_out_[task.index()] = true;
    is_removed_[task.index()] = true;
    edits_.erase(task);
}

}  // namespace planloom::detail

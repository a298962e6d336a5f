// The ordered two-way search behind LiveOrder::add_link.
#include <planloom/order/live_order.hpp>

#include <algorithm>

namespace planloom {

void LiveOrder::begin_search() {
    if (++search_ == 0) {
        for (TaskRow& row : tasks_) row.search = 0;
        search_ = 1;
    }
    met_.clear();
    forward_.clear();
    backward_.clear();
}

const LiveOrder::Met* LiveOrder::met(TaskId task) const {
    const TaskRow& row = tasks_[task.index()];
    return row.search == search_ ? &met_[row.search_row] : nullptr;
}

void LiveOrder::meet(TaskId task, DependencyId via, bool is_forward) {
    TaskRow& row = tasks_[task.index()];
    row.search = search_;
    row.search_row = static_cast<std::uint32_t>(met_.size());
    met_.push_back({task, via, is_forward ? row.out : row.in, is_forward});
    if (!met_.back().ahead.is_valid()) return;
    // Backwards the last task comes first: with its label turned round, one heap serves both.
    std::vector<Waiting>& heap = is_forward ? forward_ : backward_;
    heap.push_back({is_forward ? row.label : ~row.label, row.search_row});
    std::push_heap(heap.begin(), heap.end(), comes_later);
}

/// The nearest task that has links left to look along, or null.
LiveOrder::Met* LiveOrder::front(std::vector<Waiting>& heap) {
    while (!heap.empty() && !met_[heap.front().row].ahead.is_valid()) {
        std::pop_heap(heap.begin(), heap.end(), comes_later);
        heap.pop_back();
    }
    return heap.empty() ? nullptr : &met_[heap.front().row];
}

/// Looks along one link; gives it back if it joins the two searches.
DependencyId LiveOrder::step(Met* from) {
    ++links_looked_at_;
    const DependencyId link = from->ahead;
    const bool is_forward = from->is_forward;
    const LinkRow& row = links_[link.index()];
    from->ahead = is_forward ? row.next_out : row.next_in;
    const TaskId to = is_forward ? row.to : row.from;
    if (const Met* known = met(to)) return known->is_forward == is_forward ? DependencyId() : link;
    meet(to, link, is_forward);
    return {};
}

/// Searches forward from the successor and backward from the predecessor, link by link in turn and
/// always from the nearest task, until the two have passed each other.
/// @return the link at which they meet: then there is a path from successor to predecessor
DependencyId LiveOrder::find_joint(TaskId predecessor, TaskId successor) {
    begin_search();
    meet(successor, {}, true);
    meet(predecessor, {}, false);
    while (true) {
        const Met* const low = front(forward_);
        const Met* const high = front(backward_);
        if (low == nullptr || high == nullptr || !before(low->task, high->task)) return {};
        for (std::vector<Waiting>* const heap : {&forward_, &backward_}) {
            const DependencyId joint = step(&met_[heap->front().row]);
            if (joint.is_valid()) return joint;
        }
    }
}

LinkAnswer LiveOrder::refuse(DependencyId joint) const {
    LinkAnswer answer;
    const TaskId middle = links_[joint.index()].from;
    for (const Met* at = met(middle); at->via.is_valid(); at = met(links_[at->via.index()].from)) {
        answer.circle.push_back(at->task);
        answer.circle_links.push_back(at->via);
    }
    // What is left is the start of the forward search, the successor of the refused link.
    answer.circle.push_back(met_.front().task);
    std::reverse(answer.circle.begin(), answer.circle.end());
    std::reverse(answer.circle_links.begin(), answer.circle_links.end());
    answer.circle_links.push_back(joint);
    for (const Met* at = met(links_[joint.index()].to);; at = met(links_[at->via.index()].to)) {
        answer.circle.push_back(at->task);
        if (!at->via.is_valid()) return answer;
        answer.circle_links.push_back(at->via);
    }
}

/// Of all tasks with links that the forward search left, and the predecessor, the first is the
/// limit. Tasks met forward before it and tasks met backward after it have been searched out, so
/// they can go to the limit, backward ones first.
void LiveOrder::rearrange(TaskId predecessor) noexcept {
    TaskId limit = predecessor;
    for (const Met& each : met_)
        if (each.is_forward && each.ahead.is_valid() && before(each.task, limit)) limit = each.task;
    for (const Met& each : met_)
        if (each.is_forward ? before(each.task, limit) : before(limit, each.task))
            moved_.push_back(each.task);
    std::sort(moved_.begin(), moved_.end(), [this](TaskId a, TaskId b) {
        const bool is_a_forward = met(a)->is_forward;
        const bool is_b_forward = met(b)->is_forward;
        return is_a_forward != is_b_forward ? is_b_forward : before(a, b);
    });
    for (const TaskId task : moved_) take_out(task);
    TaskId place = limit == predecessor ? limit : tasks_[limit.index()].previous;
    for (const TaskId task : moved_) {
        put_after(place, task);
        place = task;
    }
}

}  // namespace planloom

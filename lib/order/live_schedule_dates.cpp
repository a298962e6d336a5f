// How a live schedule keeps its dates: nodes are placed anew in their order, and what moved is
// shown, or taken back where an edit does not go through.
#include "forward_step.hpp"
#include "live_state.hpp"

#include <algorithm>
#include <iterator>

namespace planloom::detail {
namespace {

/// The arcs into a node but one.
class ArcsInto {
public:
    ArcsInto(const LiveOrder& order, TaskId node, ArcId without)
        : order_(order), node_(node), without_(without.value()) {}

    class Iterator {
    public:
        Iterator(const LiveOrder& order, DependencyId at, std::uint32_t without)
            : order_(&order), at_(at), without_(without) {
            skip();
        }
        ArcId operator*() const { return ArcId(at_.index()); }
        Iterator& operator++() {
            at_ = order_->next_in(at_);
            skip();
            return *this;
        }
        bool operator!=(std::default_sentinel_t) const { return at_.is_valid(); }

    private:
        void skip() {
            if (at_.is_valid() && at_.value() == without_) at_ = order_->next_in(at_);
        }
        const LiveOrder* order_;
        DependencyId at_;
        std::uint32_t without_;
    };

    [[nodiscard]] Iterator begin() const { return {order_, order_.first_in(node_), without_}; }
    [[nodiscard]] static std::default_sentinel_t end() { return {}; }

private:
    const LiveOrder& order_;
    TaskId node_;
    std::uint32_t without_;
};

}  // namespace

Minutes LiveState::start() const noexcept {
    if (has_late_) return whole_->start();
    return starts_.top() == no_moment ? network_.start : -starts_.top();
}

Minutes LiveState::finish() const noexcept {
    if (has_late_) return whole_->finish();
    return finishes_.top() == no_moment ? start() : finishes_.top();
}

void LiveState::queue(std::uint32_t node) {
    if (is_waiting_[node]) return;
    waiting_.push_back(node);
    is_waiting_[node] = true;
    std::push_heap(waiting_.begin(), waiting_.end(), [this](std::uint32_t a, std::uint32_t b) {
        return order_.before(TaskId(b), TaskId(a));
    });
}

void LiveState::settle(bool is_forced) {
    while (!waiting_.empty()) {
        std::pop_heap(waiting_.begin(), waiting_.end(), [this](std::uint32_t a, std::uint32_t b) {
            return order_.before(TaskId(b), TaskId(a));
        });
        const std::uint32_t node = waiting_.back();
        waiting_.pop_back();
        is_waiting_[node] = false;
        move(node, is_forced);
        is_forced = false;
    }
}

/// @param is_forced  whether all after the node are to be looked at, since its bounds changed
void LiveState::move(std::uint32_t node, bool is_forced) {
    ++touched_;
    static const ForwardOptions plainly;
    const NodeState before = at_[node];
    NodeState after;
    if (network_.part[node] != Part::none)
        after = ForwardStep(network_, plainly)
                    .place(node, at_, ArcsInto(order_, TaskId(node), without_))
                    .at;
    const bool is_begun = network_.is_started(node);
    const bool start_moved = is_forced || (!is_begun && after.start != before.start);
    const bool finish_moved = is_forced || after.finish != before.finish;
    if (after.start == before.start && !start_moved && !finish_moved) return;
    moved_.push_back({node, before});
    at_[node] = after;
    for (DependencyId id = order_.first_out(TaskId(node)); id.is_valid();
         id = order_.next_out(id)) {
        const Arc& arc = network_.arcs[id.index()];
        if (arc.from_end == End::start ? start_moved : finish_moved) queue(arc.to);
    }
}

void LiveState::take_back() noexcept {
    // No node moves twice in an edit.
    for (const Moved& each : moved_) at_[each.node] = each.before;
    moved_.clear();
    for (const std::uint32_t node : waiting_) is_waiting_[node] = false;
    waiting_.clear();
}

/// Places all that waits and shows what moved; where that cannot be, nothing has moved.
void LiveState::settle_edit(bool is_forced) {
    std::optional<Schedule> whole;
    try {
        settle(is_forced);
        if (has_late_) whole = make_whole();
    } catch (...) {
        take_back();
        throw;
    }
    changed_.clear();
    if (has_late_)
        publish(*whole);
    else
        publish();
    whole_ = std::move(whole);
    moved_.clear();
}

bool LiveState::show(TaskId task, Minutes start, Minutes finish) noexcept {
    Minutes& shown_start = early_start_[task.index()];
    Minutes& shown_finish = early_finish_[task.index()];
    if (shown_start == start && shown_finish == finish) return false;
    shown_start = start;
    shown_finish = finish;
    changed_.push_back(task);
    return true;
}

void LiveState::publish(const Schedule& all) noexcept {
    for (std::size_t row = 0; row < task_count(); ++row)
        show(TaskId(row), all.early_start()[row], all.early_finish()[row]);
}

void LiveState::publish() noexcept {
    for (const Moved& each : moved_) {
        if (network_.part[each.node] == Part::gate) continue;
        const TaskId task = task_of(each.node);
        const Minutes start = time_of(network_, at_, each.node, End::start);
        const Minutes finish = at_[each.node].finish;
        if (!show(task, start, finish)) continue;
        const std::uint32_t leaf = first_leaf_[task.index()];
        finishes_.set(leaf, finish);
        starts_.set(leaf, start == no_moment ? no_moment : -start);
    }
    const std::size_t leaves = changed_.size();
    for (std::size_t i = 0; i < leaves; ++i) publish_above(changed_[i]);
    for (const TaskId task : walked_) is_walked_[task.index()] = false;
    walked_.clear();
    std::sort(changed_.begin(), changed_.end());
}

/// A summary task that stays where it is moves none above it.
void LiveState::publish_above(TaskId task) noexcept {
    for (TaskId at = parent(task); at.is_valid() && !is_walked_[at.index()]; at = parent(at)) {
        is_walked_[at.index()] = true;
        walked_.push_back(at);
        const std::uint32_t first = first_leaf_[at.index()];
        const std::uint32_t last = last_leaf_[at.index()];
        const Minutes start = starts_.most(first, last);
        if (!show(at, start == no_moment ? no_moment : -start, finishes_.most(first, last))) return;
    }
}

}  // namespace planloom::detail

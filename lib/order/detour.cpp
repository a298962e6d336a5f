#include "detour.hpp"

#include <algorithm>

namespace planloom {
namespace {

/// Beyond this many neighbours the labels of all of them are not worth looking at.
constexpr std::size_t many = 32;

/// After how many blocks that were swept searches get another chance.
constexpr std::size_t swept_in_a_row = 16;

}  // namespace

Detours::Detours(const NodeRows& after, const NodeRows& before,
                 std::span<const std::uint32_t> waves)
    : after_(after),
      places_(after.row_count()),
      kept_after_(after.items().size()),
      kept_before_(after.items().size()) {
    const std::vector<ReachLabel> labels = make_reach_labels(after, before);
    std::size_t wave = 0;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        while (waves[wave + 1] <= i) ++wave;
        Place& at = places_[i];
        at.label = labels[i];
        at.wave_begin = waves[wave];
        at.wave_end = waves[wave + 1];
        at.after_begin = after.offsets()[i];
        at.before_begin = at.before_end = before.offsets()[i + 1];
    }
}

void Detours::keep(TaskNode to) {
    Place& at = place(from_);
    kept_after_[at.after_begin + at.after_count++] = to;
    kept_before_[--place(to).before_begin] = from_;
    ++kept_links_;
}

void Detours::go_to(TaskNode from) {
    from_ = from;
    if (from.index() % block_size == block_size - 1 || from.index() + 1 == after_.row_count())
        begin_block();
    const std::span<const TaskNode> row = after_[from];
    is_round_.assign(row.size(), false);
    for (std::size_t i = 0; i < row.size(); ++i) {
        // Of links to one task the first is kept; what is round for one is so for all.
        if (i > 0 && row[i] == row[i - 1]) {
            is_round_[i] = is_round_[i - 1];
        } else {
            is_round_[i] = leads_round_to(row[i]);
            if (!is_round_[i]) keep(row[i]);
        }
    }
}

bool Detours::exist(TaskNode to) {
    const std::span<const TaskNode> row = after_[from_];
    const auto found = std::lower_bound(row.begin(), row.end(), to);
    if (found != row.end() && *found == to)
        return is_round_[static_cast<std::size_t>(found - row.begin())];
    return leads_round_to(to);
}

/// Whether a kept successor of the present task leads to another task.
bool Detours::leads_round_to(TaskNode to) {
    const Place& at = place(from_);
    const Place& at_to = place(to);
    // The wave after the present one leaves no room for a task between.
    if (at_to.wave_begin <= at.wave_end) return false;
    const std::span<const TaskNode> after = kept_after(from_);
    const std::span<const TaskNode> before = kept_before(to);
    if (after.empty() || before.empty()) return false;
    if (is_block_swept_) return has_bit(round_[to.index()]);
    if (after.size() <= many) {
        bool may_leave = false;
        for (const TaskNode next : after) {
            if (next >= to) break;
            if (place(next).label.surely_reaches(at_to.label)) return true;
            may_leave = may_leave || place(next).label.may_reach(at_to.label);
        }
        if (!may_leave) return false;
    }
    if (before.size() <= many) {
        bool may_arrive = false;
        for (const TaskNode next : before) {
            if (at.label.surely_reaches(place(next).label)) return true;
            may_arrive = may_arrive || at.label.may_reach(place(next).label);
        }
        if (!may_arrive) return false;
    }
    if (is_sweep_due()) {
        sweep_block();
        return has_bit(round_[to.index()]);
    }
    return search(to);
}

/// Looks at one link from either end in turn, so that the cheaper side decides how long it takes.
bool Detours::search(TaskNode to) {
    if (++search_ == 0) {
        for (Place& each : places_) each.seen_forward = each.seen_backward = 0;
        search_ = 1;
    }
    const Place& at_to = place(to);
    forward_.assign(1, {from_, static_cast<std::uint32_t>(kept_after(from_).size())});
    backward_.assign(1, {to, static_cast<std::uint32_t>(kept_before(to).size())});
    next_forward_ = next_backward_ = 0;
    while (true) {
        for (const bool is_forward : {true, false}) {
            const Step step = is_forward ? step_forward(to, at_to) : step_backward(place(from_));
            if (step != Step::go_on) return step == Step::found;
        }
    }
}

Detours::Step Detours::step_forward(TaskNode to, const Place& at_to) {
    while (next_forward_ < forward_.size() && forward_[next_forward_].left == 0) ++next_forward_;
    if (next_forward_ == forward_.size()) return Step::exhausted;
    Open& open = forward_[next_forward_];
    const std::span<const TaskNode> row = kept_after(open.node);
    const TaskNode next = row[row.size() - open.left--];
    ++block_work_;
    if (next >= to) {
        // Rows are sorted: what follows lies beyond.
        open.left = 0;
        return next == to ? Step::found : Step::go_on;
    }
    if (next.index() >= at_to.wave_begin) return Step::go_on;
    Place& at = place(next);
    if (at.seen_backward == search_) return Step::found;
    if (at.seen_forward == search_) return Step::go_on;
    at.seen_forward = search_;
    if (!at.label.may_reach(at_to.label)) return Step::go_on;
    if (at.label.surely_reaches(at_to.label)) return Step::found;
    if (at.after_count > 0) forward_.push_back({next, at.after_count});
    return Step::go_on;
}

/// The kept links that lead to a task all come from the present one or from after it.
Detours::Step Detours::step_backward(const Place& at_from) {
    while (next_backward_ < backward_.size() && backward_[next_backward_].left == 0)
        ++next_backward_;
    if (next_backward_ == backward_.size()) return Step::exhausted;
    Open& open = backward_[next_backward_];
    const std::span<const TaskNode> row = kept_before(open.node);
    const TaskNode next = row[row.size() - open.left--];
    ++block_work_;
    if (next == from_) return Step::found;
    if (next.index() < at_from.wave_end) return Step::go_on;
    Place& at = place(next);
    if (at.seen_forward == search_) return Step::found;
    if (at.seen_backward == search_) return Step::go_on;
    at.seen_backward = search_;
    if (!at_from.label.may_reach(at.label)) return Step::go_on;
    if (at_from.label.surely_reaches(at.label)) return Step::found;
    const std::uint32_t before_count = at.before_end - at.before_begin;
    if (before_count > 0) backward_.push_back({next, before_count});
    return Step::go_on;
}

void Detours::begin_block() {
    block_work_ = 0;
    was_block_swept_ = is_block_swept_ && swept_blocks_ % swept_in_a_row != 0;
    is_block_swept_ = false;
}

/// A sweep looks at every kept link behind the block once.
bool Detours::is_sweep_due() const noexcept {
    return was_block_swept_ || block_work_ > kept_links_ + (after_.row_count() - from_.index());
}

/// Follows all tasks of the block up to the present one at once. Their own links are not reduced
/// yet, and neither are those of the present one.
void Detours::sweep_block() {
    is_block_swept_ = true;
    ++swept_blocks_;
    const std::size_t count = after_.row_count();
    if (reached_.empty()) {
        reached_.resize(count);
        round_.resize(count);
    }
    const std::size_t first = from_.index() / block_size * block_size;
    std::fill(reached_.begin() + static_cast<std::ptrdiff_t>(first), reached_.end(), Bits());
    std::fill(round_.begin() + static_cast<std::ptrdiff_t>(first), round_.end(), Bits());
    for (std::size_t i = first; i < count; ++i) {
        const TaskNode node(i);
        const bool is_of_block = i <= from_.index();
        Bits own = reached_[i];
        std::uint64_t any = 0;
        for (const std::uint64_t word : own) any |= word;
        if (any == 0 && !is_of_block) continue;
        const Bits round = own;
        if (is_of_block) own[i % block_size / 64] |= std::uint64_t{1} << (i % 64);
        for (const TaskNode next : is_of_block ? after_[node] : kept_after(node)) {
            for (std::size_t word = 0; word < own.size(); ++word) {
                reached_[next.index()][word] |= own[word];
                round_[next.index()][word] |= round[word];
            }
        }
    }
}

}  // namespace planloom

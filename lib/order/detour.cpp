#include "detour.hpp"

#include <algorithm>

namespace planloom {
namespace {

/// A task with more neighbours than this gets a sweep instead of a search for each.
constexpr std::size_t many = 32;

/// How much all sets of ancestors may take, in bytes.
constexpr std::size_t most_memory = std::size_t{64} << 20;

}  // namespace

Detours::Detours(const NodeRows& after, const NodeRows& before, std::span<const std::uint32_t> wave)
    : after_(after),
      before_(before),
      wave_(wave),
      labels_(after, before),
      seen_forward_(after.row_count(), 0),
      seen_backward_(after.row_count(), 0) {
    for (std::size_t node = 0; node < before.row_count(); ++node)
        if (before[TaskNode(node)].size() > many) hubs_.push_back({TaskNode(node)});
}

bool Detours::exists(TaskNode from, TaskNode to) {
    if (wave_[to.index()] < wave_[from.index()] + 2) return false;
    bool answer = false;
    if (is_settled(from, to, answer)) return answer;
    if (after_[from].size() > many) {
        if (swept_from_ != from) sweep_from(from);
        return swept_[to.index()] == sweep_;
    }
    if (const IdSet<TaskNode>* ancestors = sweep_to(to)) return ancestors->contains(from);
    const std::uint64_t start = looked_at_;
    answer = search(from, to);
    if (before_[to].size() > many) {
        const auto hub = std::lower_bound(hubs_.begin(), hubs_.end(), to,
                                          [](const Hub& a, TaskNode b) { return a.node < b; });
        hub->work += looked_at_ - start;
    }
    return answer;
}

/// Whether the labels of the neighbours are enough.
bool Detours::is_settled(TaskNode from, TaskNode to, bool& answer) const {
    answer = false;
    if (after_[from].size() < 2 || before_[to].size() < 2) return true;
    if (after_[from].size() > many || before_[to].size() > many) return false;
    bool may_leave = false;
    for (const TaskNode next : after_[from]) {
        if (wave_[next.index()] >= wave_[to.index()]) break;
        answer = labels_.surely_reaches(next, to);
        if (answer) return true;
        may_leave = may_leave || labels_.may_reach(next, to);
    }
    if (!may_leave) return true;
    bool may_arrive = false;
    const std::span<const TaskNode> before = before_[to];
    for (std::size_t i = before.size(); i-- > 0;) {
        if (wave_[before[i].index()] <= wave_[from.index()]) break;
        answer = labels_.surely_reaches(from, before[i]);
        if (answer) return true;
        may_arrive = may_arrive || labels_.may_reach(from, before[i]);
    }
    return !may_arrive;
}

/// Looks at one link from either end in turn, so that the cheaper side decides how long it takes.
bool Detours::search(TaskNode from, TaskNode to) {
    if (++search_ == 0) {
        std::fill(seen_forward_.begin(), seen_forward_.end(), 0);
        std::fill(seen_backward_.begin(), seen_backward_.end(), 0);
        search_ = 1;
    }
    forward_.assign(1, {from, static_cast<std::uint32_t>(after_[from].size())});
    backward_.assign(1, {to, static_cast<std::uint32_t>(before_[to].size())});
    while (true) {
        for (const bool is_forward : {true, false}) {
            const Step step = is_forward ? step_forward(from, to) : step_backward(from, to);
            if (step != Step::go_on) return step == Step::found;
        }
    }
}

Detours::Step Detours::step_forward(TaskNode from, TaskNode to) {
    while (!forward_.empty() && forward_.back().left == 0) forward_.pop_back();
    if (forward_.empty()) return Step::exhausted;
    Open& open = forward_.back();
    const std::span<const TaskNode> row = after_[open.node];
    const TaskNode next = row[row.size() - open.left--];
    ++looked_at_;
    if (next >= to) {
        if (next == to && open.node != from) return Step::found;
        // Rows are sorted: what follows lies beyond.
        if (next > to) open.left = 0;
        return Step::go_on;
    }
    if (seen_backward_[next.index()] == search_) return Step::found;
    if (seen_forward_[next.index()] == search_) return Step::go_on;
    seen_forward_[next.index()] = search_;
    if (wave_[next.index()] >= wave_[to.index()] || !labels_.may_reach(next, to))
        return Step::go_on;
    if (labels_.surely_reaches(next, to)) return Step::found;
    forward_.push_back({next, static_cast<std::uint32_t>(after_[next].size())});
    return Step::go_on;
}

Detours::Step Detours::step_backward(TaskNode from, TaskNode to) {
    while (!backward_.empty() && backward_.back().left == 0) backward_.pop_back();
    if (backward_.empty()) return Step::exhausted;
    Open& open = backward_.back();
    const TaskNode next = before_[open.node][--open.left];
    ++looked_at_;
    if (next <= from) {
        if (next == from && open.node != to) return Step::found;
        if (next < from) open.left = 0;
        return Step::go_on;
    }
    if (seen_forward_[next.index()] == search_) return Step::found;
    if (seen_backward_[next.index()] == search_) return Step::go_on;
    seen_backward_[next.index()] = search_;
    if (wave_[next.index()] <= wave_[from.index()] || !labels_.may_reach(from, next))
        return Step::go_on;
    if (labels_.surely_reaches(from, next)) return Step::found;
    backward_.push_back({next, static_cast<std::uint32_t>(before_[next].size())});
    return Step::go_on;
}

/// Marks what a task reaches by two links or more.
void Detours::sweep_from(TaskNode from) {
    if (swept_.empty()) swept_.assign(after_.row_count(), 0);
    if (++sweep_ == 0) {
        std::fill(swept_.begin(), swept_.end(), 0);
        sweep_ = 1;
    }
    swept_from_ = from;
    const std::span<const TaskNode> row = after_[from];
    const TaskNode last = row.back();
    stack_.assign(row.begin(), row.end());
    while (!stack_.empty()) {
        const TaskNode node = stack_.back();
        stack_.pop_back();
        for (const TaskNode next : after_[node]) {
            if (next > last) break;
            if (swept_[next.index()] == sweep_) continue;
            swept_[next.index()] = sweep_;
            stack_.push_back(next);
        }
    }
}

/// What leads to a task by two links or more, once the searches for it have cost so much that
/// finding all of it is worth while; null before that.
const IdSet<TaskNode>* Detours::sweep_to(TaskNode to) {
    if (before_[to].size() <= many) return nullptr;
    const auto hub = std::lower_bound(hubs_.begin(), hubs_.end(), to,
                                      [](const Hub& a, TaskNode b) { return a.node < b; });
    if (hub->ancestors != 0xFFFFFFFFU) return &ancestors_[hub->ancestors];
    const std::size_t count = before_.row_count();
    if (hub->work < (count + before_.items().size()) / 16) return nullptr;
    if ((ancestors_.size() + 1) * (count / 8 + 8) > most_memory) return nullptr;
    hub->ancestors = static_cast<std::uint32_t>(ancestors_.size());
    IdSet<TaskNode>& reached = ancestors_.emplace_back(count);
    stack_.assign(before_[to].begin(), before_[to].end());
    while (!stack_.empty()) {
        const TaskNode node = stack_.back();
        stack_.pop_back();
        for (const TaskNode next : before_[node])
            if (reached.insert(next)) stack_.push_back(next);
    }
    return &reached;
}

}  // namespace planloom

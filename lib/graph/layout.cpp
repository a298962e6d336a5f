#include "layout.hpp"

#include <algorithm>

namespace planloom {
namespace {

constexpr std::uint32_t no_group = 0xFFFFFFFFU;

/// Tasks whose predecessors are all placed, taken in turns; `wave` is final once a task is placed.
class Kahn {
public:
    Kahn(const Rows<TaskId, TaskId>& successors, std::size_t task_count, Layering& layering,
         Monitor* monitor)
        : successors_(successors), task_count_(task_count), layering_(layering), monitor_(monitor) {
        const std::size_t count = successors.row_count();
        waiting_for_.assign(count, 0);
        group_.assign(count, no_group);
        for (const TaskId to : successors.items()) ++waiting_for_[to.index()];
        for (std::uint32_t task = 0; task < count; ++task)
            if (waiting_for_[task] == 0) ready_.emplace_back(task);
    }

    [[nodiscard]] std::size_t placed_count() const { return placed_; }
    [[nodiscard]] bool is_placed(TaskId task) const { return waiting_for_[task.index()] == done; }

    void run() {
        while (!ready_.empty()) {
            const TaskId task = ready_.back();
            ready_.pop_back();
            place(task);
            if ((++placed_ & 0xFFFFU) == 0)
                report_progress(monitor_, placed_, successors_.row_count());
        }
    }

    /// Makes each knot one node, so that the run can go on.
    void contract(const std::vector<std::vector<TaskId>>& knots) {
        knots_ = &knots;
        group_waiting_for_.assign(knots.size(), 0);
        for (std::uint32_t knot = 0; knot < knots.size(); ++knot)
            for (const TaskId task : knots[knot]) group_[task.index()] = knot;
        for (std::uint32_t knot = 0; knot < knots.size(); ++knot) {
            std::uint64_t waiting = 0;
            for (const TaskId task : knots[knot]) waiting += waiting_for_[task.index()];
            for (const TaskId task : knots[knot])
                for (const TaskId to : successors_[task])
                    if (group_[to.index()] == knot) --waiting;
            group_waiting_for_[knot] = waiting;
            if (waiting == 0) release(knot);
        }
    }

private:
    static constexpr std::uint32_t done = 0xFFFFFFFFU;

    void place(TaskId task) {
        waiting_for_[task.index()] = done;
        const std::uint32_t own_group = group_[task.index()];
        // A gate in a knot stands behind the tasks of the knot, as it stands behind its own.
        const bool is_gate = task.index() >= task_count_;
        const std::uint32_t next =
            layering_.wave[task.index()] + (is_gate && own_group == no_group ? 0 : 1);
        if (!is_gate) layering_.wave_count = std::max(layering_.wave_count, next);
        for (const TaskId to : successors_[task]) {
            const std::uint32_t group = group_[to.index()];
            if (group != no_group && group == own_group) continue;
            std::uint32_t& wave = layering_.wave[to.index()];
            wave = std::max(wave, next);
            if (group != no_group) {
                if (--group_waiting_for_[group] == 0) release(group);
            } else if (--waiting_for_[to.index()] == 0) {
                ready_.push_back(to);
            }
        }
    }

    void release(std::uint32_t knot) {
        std::uint32_t wave = 0;
        for (const TaskId task : (*knots_)[knot])
            wave = std::max(wave, layering_.wave[task.index()]);
        for (const TaskId task : (*knots_)[knot]) {
            layering_.wave[task.index()] = wave;
            ready_.push_back(task);
        }
    }

    const Rows<TaskId, TaskId>& successors_;
    std::size_t task_count_;
    Layering& layering_;
    Monitor* monitor_;
    std::vector<std::uint32_t> waiting_for_;
    std::vector<std::uint32_t> group_;
    std::vector<std::uint64_t> group_waiting_for_;
    const std::vector<std::vector<TaskId>>* knots_ = nullptr;
    std::vector<TaskId> ready_;
    std::size_t placed_ = 0;
};

/// Tarjan's search from one task after another, its call stack laid out as a vector.
class KnotSearch {
public:
    KnotSearch(const Rows<TaskId, TaskId>& successors, const std::vector<bool>& is_open)
        : successors_(successors), is_open_(is_open) {
        number_.assign(successors.row_count(), 0);
        low_.assign(successors.row_count(), 0);
    }

    void search(TaskId root) {
        if (number_[root.index()] != 0) return;
        enter(root);
        while (!calls_.empty()) {
            Call& call = calls_.back();
            const std::span<const TaskId> next = successors_[call.task];
            if (call.next == next.size()) {
                leave();
                continue;
            }
            const TaskId to = next[call.next++];
            if (!is_open_[to.index()] || number_[to.index()] == closed) continue;
            if (number_[to.index()] == 0) {
                enter(to);
            } else {
                lower(call.task, number_[to.index()]);
            }
        }
    }

    std::vector<std::vector<TaskId>> knots;

private:
    struct Call {
        TaskId task;
        std::size_t next = 0;
    };
    static constexpr std::uint32_t closed = 0xFFFFFFFFU;

    void lower(TaskId task, std::uint32_t number) {
        low_[task.index()] = std::min(low_[task.index()], number);
    }

    void enter(TaskId task) {
        number_[task.index()] = low_[task.index()] = ++last_number_;
        path_.push_back(task);
        calls_.push_back({task});
    }

    void leave() {
        const TaskId task = calls_.back().task;
        calls_.pop_back();
        if (!calls_.empty()) lower(calls_.back().task, low_[task.index()]);
        if (low_[task.index()] != number_[task.index()]) return;
        const auto first = std::find(path_.rbegin(), path_.rend(), task).base() - 1;
        std::vector<TaskId> members(first, path_.end());
        path_.erase(first, path_.end());
        for (const TaskId member : members) number_[member.index()] = closed;
        const std::span<const TaskId> next = successors_[task];
        if (members.size() > 1 || std::find(next.begin(), next.end(), task) != next.end()) {
            std::sort(members.begin(), members.end());
            knots.push_back(std::move(members));
        }
    }

    const Rows<TaskId, TaskId>& successors_;
    const std::vector<bool>& is_open_;
    std::vector<std::uint32_t> number_, low_;
    std::uint32_t last_number_ = 0;
    std::vector<TaskId> path_;
    std::vector<Call> calls_;
};

}  // namespace

std::vector<std::vector<TaskId>> find_knots(const Rows<TaskId, TaskId>& successors,
                                            const std::vector<bool>& is_open) {
    KnotSearch search(successors, is_open);
    for (std::uint32_t task = 0; task < successors.row_count(); ++task)
        if (is_open[task]) search.search(TaskId(task));
    std::sort(search.knots.begin(), search.knots.end());
    return std::move(search.knots);
}

Layering layer(const Rows<TaskId, TaskId>& successors, std::size_t task_count, Monitor* monitor) {
    const std::size_t count = successors.row_count();
    Layering layering;
    layering.wave.assign(count, 0);
    Kahn kahn(successors, task_count, layering, monitor);
    kahn.run();
    if (kahn.placed_count() < count) {
        std::vector<bool> is_open(count);
        for (std::uint32_t task = 0; task < count; ++task)
            is_open[task] = !kahn.is_placed(TaskId(task));
        layering.knots = find_knots(successors, is_open);
        kahn.contract(layering.knots);
        kahn.run();
    }
    layering.wave.resize(task_count);
    for (std::vector<TaskId>& knot : layering.knots)
        while (knot.back().index() >= task_count) knot.pop_back();
    return layering;
}

}  // namespace planloom

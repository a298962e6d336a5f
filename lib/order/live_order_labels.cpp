// The list that holds a live order: its labels rise along the list, so that two tasks are compared
// in one step.
#include <planloom/order/live_order.hpp>

#include <algorithm>

namespace planloom {
namespace {

/// Labels lie above 0 and below this.
constexpr std::uint64_t label_end = std::uint64_t{1} << 63;

/// How far a task that is added last stands from the one before it, where there is room.
constexpr std::uint64_t stride = std::uint64_t{1} << 28;

}  // namespace

void LiveOrder::spread_labels(std::span<const TaskId> order) {
    const std::uint64_t distance = std::min(stride, label_end / (order.size() + 1));
    TaskId previous;
    std::uint64_t label = label_end / 2 - distance * (order.size() / 2);
    for (const TaskId task : order) {
        TaskRow& row = tasks_[task.index()];
        row.is_there = true;
        row.label = label;
        row.previous = previous;
        (previous.is_valid() ? tasks_[previous.index()].next : first_) = task;
        previous = task;
        label += distance;
    }
    last_ = previous;
    task_count_ = order.size();
}

void LiveOrder::put_after(TaskId place, TaskId task) noexcept {
    const TaskId next = place.is_valid() ? tasks_[place.index()].next : first_;
    const auto low = [&] { return place.is_valid() ? tasks_[place.index()].label : 0; };
    const auto high = [&] { return next.is_valid() ? tasks_[next.index()].label : label_end; };
    if (high() - low() < 2) make_room(place.is_valid() ? place : next);
    const std::uint64_t gap = high() - low();
    TaskRow& row = tasks_[task.index()];
    row.label = low() + (next.is_valid() ? gap / 2 : std::min(stride, gap / 2));
    row.previous = place;
    row.next = next;
    (place.is_valid() ? tasks_[place.index()].next : first_) = task;
    (next.is_valid() ? tasks_[next.index()].previous : last_) = task;
}

void LiveOrder::take_out(TaskId task) noexcept {
    const TaskRow& row = tasks_[task.index()];
    (row.previous.is_valid() ? tasks_[row.previous.index()].next : first_) = row.next;
    (row.next.is_valid() ? tasks_[row.next.index()].previous : last_) = row.previous;
}

/// Spreads the labels in the smallest aligned range around a task that is not too full. The longer
/// the range, the emptier it has to be: at most (2 / 1.4)^i of 2^i labels. So the distance is
/// at least 1.4^5 > 5 afterwards, and at i = 63 there is room for more than 2^32 tasks.
void LiveOrder::make_room(TaskId around) noexcept {
    const std::uint64_t label = tasks_[around.index()].label;
    TaskId first = around;
    TaskId last = around;
    std::uint64_t count = 1;
    double most = 1;
    for (unsigned bits = 1; bits <= 63; ++bits) {
        most *= 2 / 1.4;
        const std::uint64_t length = std::uint64_t{1} << bits;
        const std::uint64_t base = label & ~(length - 1);
        for (TaskId before = tasks_[first.index()].previous;
             before.is_valid() && tasks_[before.index()].label >= base;
             before = tasks_[first.index()].previous) {
            first = before;
            ++count;
        }
        for (TaskId after = tasks_[last.index()].next;
             after.is_valid() && tasks_[after.index()].label - base < length;
             after = tasks_[last.index()].next) {
            last = after;
            ++count;
        }
        if (bits < 5 || static_cast<double>(count) > most) continue;
        const std::uint64_t distance = length / count;
        std::uint64_t place = base + distance / 2;
        for (TaskId task = first;; task = tasks_[task.index()].next) {
            tasks_[task.index()].label = place;
            if (task == last) return;
            place += distance;
        }
    }
}

}  // namespace planloom

#include <planloom/order/orders.hpp>

#include "order_ways.hpp"

#include <algorithm>
#include <functional>
#include <set>

namespace planloom {
namespace {

/// Places tasks one after another, always the first that is free, and takes them back to try the
/// next one.
class Placing {
public:
    explicit Placing(const PlanGraph& graph) : ways_(graph) {
        placed_.reserve(graph.task_count());
        for (const TaskId task : graph.plan().tasks())
            if (ways_.is_free(task)) free_.insert(task);
    }

    [[nodiscard]] const std::vector<TaskId>& placed() const noexcept { return placed_; }

    void fill() {
        while (!free_.empty()) place(*free_.begin());
    }

    /// Takes back as few tasks as leave another choice, and makes that choice.
    /// @return false when there is none left
    bool go_on() {
        while (!placed_.empty()) {
            const TaskId task = placed_.back();
            take_back();
            const auto other = free_.upper_bound(task);
            if (other == free_.end()) continue;
            place(*other);
            return true;
        }
        return false;
    }

private:
    void place(TaskId task) {
        free_.erase(task);
        placed_.push_back(task);
        ways_.place(task, [&](TaskId next) { free_.insert(next); });
    }

    void take_back() {
        const TaskId task = placed_.back();
        placed_.pop_back();
        ways_.take_back(task, [&](TaskId next) { free_.erase(next); });
        free_.insert(task);
    }

    OrderWays ways_;
    std::set<TaskId> free_;
    std::vector<TaskId> placed_;
};

}  // namespace

std::vector<TaskId> detail::order_by_rank(const PlanGraph& graph, std::span<const TaskId> by_rank) {
    std::vector<std::uint32_t> rank(by_rank.size());
    for (std::uint32_t i = 0; i < by_rank.size(); ++i) rank[by_rank[i].index()] = i;
    OrderWays ways(graph);
    std::vector<std::uint32_t> heap;
    std::vector<TaskId> placed;
    placed.reserve(by_rank.size());
    for (const TaskId task : by_rank)
        if (ways.is_free(task)) heap.push_back(rank[task.index()]);
    while (!heap.empty()) {
        std::pop_heap(heap.begin(), heap.end(), std::greater<>());
        const TaskId task = by_rank[heap.back()];
        heap.pop_back();
        placed.push_back(task);
        ways.place(task, [&](TaskId next) {
            heap.push_back(rank[next.index()]);
            std::push_heap(heap.begin(), heap.end(), std::greater<>());
        });
    }
    return placed;
}

AllOrders all_orders(const Order& order, std::size_t bound, Monitor* monitor) {
    AllOrders all;
    Placing placing(order.graph());
    do {
        if (all.orders.size() == bound) {
            all.is_complete = false;
            return all;
        }
        report_progress(monitor, all.orders.size(), 0);
        placing.fill();
        all.orders.push_back(placing.placed());
    } while (placing.go_on());
    return all;
}

}  // namespace planloom

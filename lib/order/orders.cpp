#include <planloom/order/orders.hpp>

#include <set>

namespace planloom {
namespace {

/// Places tasks one after another, always the first that is free, and takes them back to try the
/// next one.
class Placing {
public:
    explicit Placing(const PlanGraph& graph) : graph_(graph), waits_for_(graph.task_count()) {
        placed_.reserve(graph.task_count());
        for (const TaskNode node : graph.nodes()) {
            waits_for_[node.index()] = static_cast<std::uint32_t>(graph.predecessors(node).size());
            if (waits_for_[node.index()] == 0) free_.insert(graph.task(node));
        }
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
        for (const TaskNode next : graph_.successors(graph_.node(task)))
            if (--waits_for_[next.index()] == 0) free_.insert(graph_.task(next));
    }

    void take_back() {
        const TaskId task = placed_.back();
        placed_.pop_back();
        for (const TaskNode next : graph_.successors(graph_.node(task)))
            if (waits_for_[next.index()]++ == 0) free_.erase(graph_.task(next));
        free_.insert(task);
    }

    const PlanGraph& graph_;
    std::vector<std::uint32_t> waits_for_;
    std::set<TaskId> free_;
    std::vector<TaskId> placed_;
};

}  // namespace

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

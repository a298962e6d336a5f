// Other orders than the one by waves: by a key, and all there are. For the one by waves see
// <planloom/order/order.hpp>.
#pragma once

#include <planloom/core/id.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/order/order.hpp>

#include <algorithm>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <type_traits>
#include <utility>
#include <vector>

namespace planloom {

namespace detail {

/// Of all tasks whose predecessors are placed, the first one of `by_rank` comes next.
[[nodiscard]] std::vector<TaskId> order_by_rank(const PlanGraph& graph,
                                                std::span<const TaskId> by_rank);

}  // namespace detail

/// The order in which, of all tasks whose predecessors are placed, the one with the least key comes
/// next; tasks with equal keys come in plan order. So it is the first of all orders when they are
/// compared task by task, by key and then plan order. Links on summary tasks hold for all tasks
/// under them.
/// @param key  called once for each task, with its TaskId; what it gives is compared with <
/// @complexity O((n + e) log n) time, O(n) space for n tasks and e links
/// @example
///     order_by(order, [&](TaskId task) { return plan.task_table().due[task.index()]; });
template <std::invocable<TaskId> Key>
[[nodiscard]] std::vector<TaskId> order_by(const Order& order, Key key) {
    using Value = std::decay_t<std::invoke_result_t<Key&, TaskId>>;
    const PlanGraph& graph = order.graph();
    std::vector<Value> values;
    values.reserve(graph.task_count());
    for (std::size_t task = 0; task < graph.task_count(); ++task)
        values.push_back(std::invoke(key, TaskId(task)));

    std::vector<TaskId> by_rank;
    by_rank.reserve(graph.task_count());
    for (const TaskId task : graph.plan().tasks()) by_rank.push_back(task);
    std::stable_sort(by_rank.begin(), by_rank.end(),
                     [&](TaskId a, TaskId b) { return values[a.index()] < values[b.index()]; });
    return detail::order_by_rank(graph, by_rank);
}

/// Orders of a plan, each of all tasks.
struct AllOrders {
    std::vector<std::vector<TaskId>> orders;
    /// Whether these are all there are; false when the bound cut them off.
    bool is_complete = true;
};

/// The orders that the links allow, those on summary tasks for all under them, sorted as sequences
/// of tasks in plan order, until there are `bound` of them. A plan without tasks has one order, the
/// empty one.
/// @param bound  how many orders at most
/// @throws Interrupted  if the monitor says stop
/// @complexity O((n + e) log n) time for each order, for n tasks and e links; the space of the
/// answer
[[nodiscard]] AllOrders all_orders(const Order& order, std::size_t bound,
                                   Monitor* monitor = nullptr);

}  // namespace planloom

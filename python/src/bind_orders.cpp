#include "bindings.hpp"

#include <planloom/order/chain.hpp>
#include <planloom/order/orders.hpp>
#include <planloom/order/ready.hpp>
#include <planloom/order/redundant.hpp>

#include "arguments.hpp"
#include "monitor.hpp"
#include "order.hpp"
#include "rows.hpp"
#include "values.hpp"

#include <algorithm>

namespace planloom::python {
namespace {

using TaskRow = RowHandle<TaskView>;

py::list ordered_by(const OrderHandle& handle, const py::function& key) {
    const PlanPtr& plan = handle.graph->shared_plan();
    return key_list(*plan, order_by(handle.order, [&](TaskId task) -> py::object {
        return key(TaskRow(plan, plan->task(task)));
    }));
}

py::object every_order(const OrderHandle& handle, const py::object& bound) {
    const std::size_t most = size_argument("bound", bound);
    const OrderHandle kept = handle;
    const AllOrders all =
        without_lock([&](Monitor* monitor) { return all_orders(kept.order, most, monitor); });
    py::list orders;
    for (const std::vector<TaskId>& each : all.orders) orders.append(key_list(kept.plan(), each));
    return value_class("AllOrders")(orders, all.is_complete);
}

py::object chain_value(const OrderHandle& handle) {
    const Chain chain = longest_chain(handle.order);
    return value_class("Chain")(key_list(handle.plan(), chain.tasks),
                                row_list(handle.plan(), chain.links));
}

py::object width_value(const OrderHandle& handle, const py::object& links) {
    const WidthOptions options{.links = size_argument("links", links)};
    const OrderHandle kept = handle;
    const Width found =
        without_lock([&](Monitor* monitor) { return width(kept.order, options, monitor); });
    py::list chains;
    for (const std::vector<TaskId>& each : found.chains) chains.append(key_list(kept.plan(), each));
    return value_class("Width")(key_list(kept.plan(), found.antichain), chains);
}

/// The first link of the plan that says the same as a `Dependency`.
DependencyId link_argument(const Plan& plan, const py::handle& value) {
    if (!py::isinstance(value, value_class("Dependency")))
        throw py::type_error("expected a Dependency");
    const auto successor = value.attr("successor").cast<py::str>();
    for (const DependencyId link : plan.predecessors(plan.task(view(successor)).id()))
        if (row_value(plan, link).equal(value)) return link;
    throw UnknownKey("link", view(py::str(py::repr(value))), {});
}

py::list redundant(const OrderHandle& handle, bool with_durations) {
    const OrderHandle kept = handle;
    const std::vector<DependencyId> links = without_lock([&](Monitor* monitor) {
        return redundant_links(kept.order, {.with_durations = with_durations}, monitor);
    });
    return row_list(kept.plan(), links);
}

py::list replaced_by(const OrderHandle& handle, const py::object& link, const py::object& without,
                     bool with_durations) {
    const DependencyId asked = link_argument(handle.plan(), link);
    std::vector<DependencyId> gone;
    for (const py::handle each : py::iter(without))
        gone.push_back(link_argument(handle.plan(), each));
    std::sort(gone.begin(), gone.end());
    const OrderHandle kept = handle;
    const std::vector<DependencyId> path = without_lock([&](Monitor*) {
        return replacement(kept.order, asked, gone, {.with_durations = with_durations});
    });
    return row_list(kept.plan(), path);
}

/// What is done and started; what the plan itself says where nothing is given.
Progress progress_argument(const Plan& plan, const py::object& done, const py::object& started) {
    Progress progress = progress_of(plan);
    const auto take = [&](const py::object& keys, IdSet<TaskId>& tasks) {
        if (keys.is_none()) return;
        tasks = IdSet<TaskId>(plan.tasks().size());
        for (const std::string& key : texts(keys)) tasks.insert(plan.task(key).id());
    };
    take(done, progress.done);
    take(started, progress.started);
    return progress;
}

void bind_ready(py::module_& module) {
    module.def(
        "ready",
        [](const GraphHandle& handle, const py::object& done, const py::object& started,
           bool ignore_soft) {
            const Progress progress = progress_argument(handle.plan(), done, started);
            return key_list(
                handle.plan(),
                ready(*handle.graph, progress, ignore_soft ? SoftLinks::ignore : SoftLinks::hold));
        },
        py::arg("graph"), py::kw_only(), py::arg("done") = py::none(),
        py::arg("started") = py::none(), py::arg("ignore_soft") = false,
        R"(The tasks that are neither done nor started and that no link holds back, in plan order.

Lags are waiting times after that and are left out.

Args:
    done: The keys of the tasks that are done; what the plan's status fields say when None.
    started: The keys of the tasks in progress; likewise.
    ignore_soft: Whether links that may be broken hold nothing back.

Raises:
    UnknownKey: A key names nothing.)");
    module.def(
        "becomes_ready",
        [](const GraphHandle& handle, const py::str& task, const py::object& done,
           const py::object& started, bool ignore_soft) {
            const Progress progress = progress_argument(handle.plan(), done, started);
            return key_list(
                handle.plan(),
                becomes_ready(*handle.graph, progress, handle.plan().task(view(task)).id(),
                              ignore_soft ? SoftLinks::ignore : SoftLinks::hold));
        },
        py::arg("graph"), py::arg("task"), py::kw_only(), py::arg("done") = py::none(),
        py::arg("started") = py::none(), py::arg("ignore_soft") = false,
        R"(The tasks that are not ready yet and will be once a task is done as well, in plan order.

Args:
    task: The key of the task.
    done: As of ready.
    started: As of ready.
    ignore_soft: As of ready.

Raises:
    UnknownKey: A key names nothing.)");
}

}  // namespace

void bind_orders(py::module_& module) {
    module.def("order_by", &ordered_by, py::arg("order"), py::arg("key"),
               R"(The order in which the task with the least key comes next, of all that could.

Args:
    key: Called once for each `TaskView`, as by `sorted`; tasks with equal keys come in plan order.

Returns:
    The keys of all tasks.)");
    module.def("all_orders", &every_order, py::arg("order"), py::arg("bound"),
               R"(The orders that the links allow, sorted as sequences of tasks in plan order.

Args:
    bound: How many at most.)");
    module.def("longest_chain", &chain_value, py::arg("order"),
               "A chain of the most tasks; among such, the one whose tasks come first in plan "
               "order.");
    module.def("width", &width_value, py::arg("order"), py::kw_only(),
               py::arg("links") = WidthOptions().links,
               R"(How many tasks can go on side by side, with the proof from both sides.

Args:
    links: How many links may be looked at; beyond that the two sides may differ.)");
    module.def(
        "redundant_links", &redundant, py::arg("order"), py::kw_only(),
        py::arg("with_durations") = true,
        R"(The links that can be left out together without allowing anything that is forbidden now.

Args:
    with_durations: Whether a task takes at least its duration. Without, what is redundant stays so
        when durations change.

Returns:
    Links in plan order.)");
    module.def(
        "replacement", &replaced_by, py::arg("order"), py::arg("link"),
        py::arg("without") = py::tuple(), py::kw_only(), py::arg("with_durations") = true,
        R"(The links that ask for at least as much as a link when it is gone, one after another.

Args:
    link: A link of the plan.
    without: Links that are gone as well, such as all of redundant_links.
    with_durations: Whether a task takes at least its duration.

Returns:
    A path from its predecessor to its successor; empty if there is none.

Raises:
    UnknownKey: The plan has no such link.)");
    bind_ready(module);
}

}  // namespace planloom::python

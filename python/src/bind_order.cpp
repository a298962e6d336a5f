#include "bindings.hpp"

#include <planloom/order/order.hpp>

#include "arrays.hpp"
#include "monitor.hpp"
#include "order.hpp"
#include "types.hpp"
#include "values.hpp"

#include <optional>
#include <string>

namespace planloom::python {
namespace {

std::vector<Cycle> cycles_of(const GraphPtr& graph, const CycleOptions& options) {
    return without_lock([&](Monitor* monitor) { return find_cycles(*graph, options, monitor); });
}

OrderHandle require_order(const GraphHandle& handle) {
    if (std::optional<Order> order = find_order(*handle.graph)) return {handle.graph, *order};
    throw CycleError(handle.plan(), cycles_of(handle.graph, {}));
}

py::list waves(const OrderHandle& handle) {
    py::list all;
    for (std::size_t wave = 0; wave < handle.order.wave_count(); ++wave)
        all.append(key_list(handle.plan(), handle.order.wave(wave)));
    return all;
}

py::object item(const OrderHandle& handle, std::int64_t place) {
    const auto count = static_cast<std::int64_t>(handle.order.tasks().size());
    if (place < -count || place >= count)
        throw py::index_error("place " + std::to_string(place) + " of " + std::to_string(count));
    return handle.key(static_cast<std::size_t>(place < 0 ? place + count : place));
}

py::list items(const OrderHandle& handle, const py::slice& slice) {
    py::ssize_t start = 0, stop = 0, step = 0, length = 0;
    const auto count = static_cast<py::ssize_t>(handle.order.tasks().size());
    if (!slice.compute(count, &start, &stop, &step, &length)) throw py::error_already_set();
    py::list keys;
    for (py::ssize_t i = 0; i < length; ++i)
        keys.append(handle.key(static_cast<std::size_t>(start + i * step)));
    return keys;
}

}  // namespace

void bind_order(py::module_& module) {
    py::class_<OrderHandle> type = answer_class<OrderHandle>(
        module, "Order",
        R"(The proof that a graph has no circle, and the order that follows from it.

A sequence of keys: tasks by (wave, plan order).)");
    type.def("__len__", [](const OrderHandle& handle) { return handle.order.tasks().size(); });
    type.def("__getitem__", &item, py::arg("place"));
    type.def("__getitem__", &items, py::arg("place"));
    type.def("__iter__", [](const OrderHandle& handle) {
        return py::iter(key_list(handle.plan(), handle.order.tasks()));
    });
    type.def("__repr__", [](const OrderHandle& handle) {
        return "<planloom.Order: " + std::to_string(handle.order.tasks().size()) + " tasks, " +
               std::to_string(handle.order.wave_count()) + " waves>";
    });
    type.def_property_readonly(
        "graph", [](const OrderHandle& handle) { return GraphHandle{handle.graph}; },
        "The graph that is in order.");
    type.def_property_readonly(
        "tasks",
        [](const OrderHandle& handle) { return key_list(handle.plan(), handle.order.tasks()); },
        "The keys of all tasks.");
    type.def_property_readonly("waves", &waves,
                               "Lists of keys: tasks of one wave can be done side by side once all "
                               "earlier waves are done.");
    type.def_property_readonly(
        "ids",
        [](const OrderHandle& handle) { return id_array(handle.order.tasks(), handle.graph); },
        "The numbers of the plan's tasks in order, as an array that shares the memory.");
    type.def(
        "to_dict",
        [](const OrderHandle& handle) {
            py::dict answer;
            answer["order"] = key_list(handle.plan(), handle.order.tasks());
            answer["waves"] = waves(handle);
            answer["cycles"] = py::list();
            return answer;
        },
        "As the tool's JSON: `order`, `waves` and `cycles`, which is empty.");

    module.def("topological_order", &require_order, py::arg("graph"),
               R"(The order.

Raises:
    CycleError: With a shortest circle for every knot.)");
    module.def(
        "find_order",
        [](const GraphHandle& handle) -> std::optional<OrderHandle> {
            if (std::optional<Order> order = find_order(*handle.graph))
                return OrderHandle{handle.graph, *order};
            return std::nullopt;
        },
        py::arg("graph"), "The order, or None if the graph has a circle.");
    module.def(
        "find_cycles",
        [](const GraphHandle& handle, std::uint64_t links_per_knot) {
            py::list cycles;
            for (const Cycle& cycle : cycles_of(handle.graph, {.links_per_knot = links_per_knot}))
                cycles.append(cycle_value(handle.plan(), cycle));
            return cycles;
        },
        py::arg("graph"), py::kw_only(), py::arg("links_per_knot") = CycleOptions().links_per_knot,
        R"(One circle for every knot, by layout order: a shortest one.

A task that depends on itself is a circle of one.

Args:
    links_per_knot: How many links may be looked at in one knot; beyond that `is_shortest` is False.)");
}

}  // namespace planloom::python

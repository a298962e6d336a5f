#include "bindings.hpp"

#include <planloom/order/repair.hpp>

#include "arguments.hpp"
#include "monitor.hpp"
#include "values.hpp"

namespace planloom::python {
namespace {

py::object repair_value(const Plan& plan, const Repair& repair) {
    return value_class("Repair")(row_list(plan, repair.remove), repair.cost.hard_links,
                                 repair.cost.soft_links, repair.is_minimal,
                                 key_list(plan, repair.order));
}

py::list advice(const GraphHandle& handle, const py::object& repairs_per_knot,
                const py::object& exact_links) {
    RepairOptions options;
    options.repairs_per_knot = size_argument("repairs_per_knot", repairs_per_knot);
    options.exact_links = size_argument("exact_links", exact_links);
    if (options.repairs_per_knot == 0)
        refuse("bad_number", "repairs_per_knot", "0", "a whole number from 1");
    if (options.exact_links > 64) {
        refuse("bad_number", "exact_links", std::to_string(options.exact_links),
               "a whole number from 0 to 64");
    }
    const GraphPtr graph = handle.graph;
    const std::vector<RepairAdvice> all =
        without_lock([&](Monitor* monitor) { return advise_repairs(*graph, options, monitor); });
    py::list list;
    for (const RepairAdvice& each : all) {
        py::list repairs;
        for (const Repair& repair : each.repairs)
            repairs.append(repair_value(graph->plan(), repair));
        list.append(value_class("RepairAdvice")(repairs, each.is_exact));
    }
    return list;
}

}  // namespace

void bind_repair(py::module_& module) {
    module.def("advise_repairs", &advice, py::arg("graph"), py::kw_only(),
               py::arg("repairs_per_knot") = RepairOptions().repairs_per_knot,
               py::arg("exact_links") = RepairOptions().exact_links,
               R"(Which links to take out so that no circle is left.

Fewer hard links come first, then fewer soft ones.

Args:
    repairs_per_knot: How many repairs of a knot to give.
    exact_links: Up to how many links a knot is searched for the best repairs; at most 64.

Returns:
    One advice for every knot, by layout order; after one repair of each there is no circle.)");
}

}  // namespace planloom::python

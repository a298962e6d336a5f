// What the files of the binding share: handles that keep a plan alive, and one function per layer.
// For arguments see "arguments.hpp", for answers "values.hpp" and "arrays.hpp".
#pragma once

#include <planloom/graph/plan_graph.hpp>
#include <planloom/io/json.hpp>

#include <pybind11/pybind11.h>
#include <pybind11/stl.h>

#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::python {

namespace py = pybind11;

using PlanPtr = std::shared_ptr<const Plan>;
using GraphPtr = std::shared_ptr<const PlanGraph>;

/// A plan, and what its reader remarked.
struct PlanHandle {
    PlanPtr plan = std::make_shared<const Plan>();
    std::vector<Diagnostic> notes = {};
};

struct GraphHandle {
    GraphPtr graph;

    [[nodiscard]] const Plan& plan() const noexcept { return graph->plan(); }
};

void bind_core(py::module_& module);
void bind_calendar(py::module_& module);
void bind_rows(py::module_& module);
void bind_model(py::module_& module);
void bind_builder(py::module_& module);
void bind_graph(py::module_& module);
void bind_order(py::module_& module);
void bind_orders(py::module_& module);
void bind_live_order(py::module_& module);
void bind_repair(py::module_& module);
void bind_schedule(py::module_& module);
void bind_capacity(py::module_& module);
void bind_risk(py::module_& module);
void bind_impact(py::module_& module);
void bind_query(py::module_& module);
void bind_coverage(py::module_& module);
void bind_coordination(py::module_& module);
void bind_matrix(py::module_& module);
void bind_support(py::module_& module);
void bind_io(py::module_& module);
void bind_report(py::module_& module);

/// Python's exceptions for those of the library.
void register_errors();

}  // namespace planloom::python

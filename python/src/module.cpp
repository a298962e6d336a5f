// The extension module behind the Python package, one function per layer.
#include "bindings.hpp"

PYBIND11_MODULE(_core, module) {
    using namespace planloom::python;
    module.doc() = "The compiled part of planloom; import planloom instead.";
    module.attr("__version__") = PLANLOOM_PYTHON_VERSION;
    register_errors();
    bind_core(module);
    bind_model(module);
    bind_calendar(module);
    bind_builder(module);
    bind_graph(module);
    bind_order(module);
    bind_orders(module);
    bind_live_order(module);
    bind_repair(module);
    bind_schedule(module);
    bind_capacity(module);
    bind_risk(module);
    bind_impact(module);
    bind_query(module);
    bind_coverage(module);
    bind_io(module);
    bind_report(module);
}

#include "bindings.hpp"

#include <planloom/report/html.hpp>

#include "arguments.hpp"
#include "monitor.hpp"
#include "values.hpp"

#include <optional>

namespace planloom::python {

void bind_report(py::module_& module) {
    module.def(
        "write_html",
        [](const GraphHandle& handle, const std::optional<py::str>& language,
           std::size_t max_rows) {
            const GraphPtr graph = handle.graph;
            HtmlOptions options;
            if (language) options.language = language_argument(*language);
            options.max_rows = max_rows;
            return text(without_lock(
                [&](Monitor* monitor) { return write_html(*graph, options, monitor); }));
        },
        py::arg("graph"), py::kw_only(), py::arg("language") = py::none(),
        py::arg("max_rows") = HtmlOptions().max_rows,
        R"(The report, one HTML page that stands alone: what the plan is, its findings, matrices and waves.

Args:
    language: `en` or `zh`; None for the plan's own language.
    max_rows: Rows, columns and boxes beyond this many are left out, and the page says how many.)");
}

}  // namespace planloom::python

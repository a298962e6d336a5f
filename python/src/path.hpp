// A path along which harm travels, as Python sees it.
#pragma once

#include "bindings.hpp"

#include <planloom/impact/impact.hpp>

#include <string_view>
#include <vector>

namespace planloom::python {

/// A path from a node, which may have no step.
struct PathHandle {
    GraphPtr graph;
    Node start;
    std::vector<Step> steps;

    [[nodiscard]] const Plan& plan() const noexcept { return graph->plan(); }
    [[nodiscard]] Node end() const noexcept { return steps.empty() ? start : steps.back().to; }
};

[[nodiscard]] py::list path_keys(const PathHandle& path);
/// One dict for each step, as in the tool's JSON.
[[nodiscard]] py::list step_dicts(const PathHandle& path, std::string_view language);
[[nodiscard]] py::str path_sentence(const PathHandle& path, std::string_view language);

void bind_path(py::module_& module);

}  // namespace planloom::python

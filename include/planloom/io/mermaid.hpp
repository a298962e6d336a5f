// A plan as a flowchart in the Mermaid language.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <string>

namespace planloom {

struct MermaidOptions {
    /// Tasks beyond this many are left out, and a node says how many.
    std::size_t max_tasks = 500;
};

/// Tasks in topological order with one line per link, so that a change of the plan is a change of
/// few lines; soft links are dotted, other types than finish-to-start and lags stand on the link.
/// Where tasks are in a circle they come in layout order. Labels are quoted; nothing in them is
/// read as Mermaid or HTML.
/// @complexity O(tasks + links)
[[nodiscard]] std::string write_mermaid(const PlanGraph& graph, const MermaidOptions& options = {});

}  // namespace planloom

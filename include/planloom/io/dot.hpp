// A plan as a drawing in Graphviz's DOT language.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace planloom {

struct DotOptions {
    /// Draw goals, units and requirements too, not only tasks and their links.
    bool all_kinds = false;
    /// Tasks beyond this many are left out, and a node says how many.
    std::size_t max_tasks = 2000;
    /// Of the words on the drawing: `en` or `zh`.
    std::string_view language = "en";
};

/// Tasks by wave from left to right, links with their type and lag, circles in red and marked with
/// a word; labels are titles wrapped by display width. Nodes and links come in layout order, so the
/// text is always the same.
/// @complexity O(nodes + relations)
[[nodiscard]] std::string write_dot(const PlanGraph& graph, const DotOptions& options = {});

}  // namespace planloom

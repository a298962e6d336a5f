// The report: one HTML page that stands alone.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace planloom {

struct HtmlOptions {
    /// `en`, `zh`, or empty for the plan's own language; English where that is neither.
    std::string_view language = {};
    /// Rows of one table, boxes of one drawing and cards of units beyond this many are left out,
    /// and the page says how many, in place and in its foot. A matrix with more than 40 columns
    /// becomes a list.
    std::size_t max_rows = 2000;
};

/// What the plan is, its findings, coverage and responsibility matrices, waves as a drawing, and
/// for each unit what depends on it. No external address and no script; all text is escaped,
/// control and bidirectional characters are shown as codes. The same graph always gives the same
/// bytes.
/// @throws Interrupted  if the monitor says stop
/// @complexity as check, plus one impact per unit
[[nodiscard]] std::string write_html(const PlanGraph& graph, const HtmlOptions& options = {},
                                     Monitor* monitor = nullptr);

}  // namespace planloom

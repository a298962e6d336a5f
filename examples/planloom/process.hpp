// Graphviz as a process of its own.
#pragma once

#include <planloom/core/monitor.hpp>

#include "language.hpp"

#include <string>
#include <string_view>

namespace planloom::tool {

/// The drawing that Graphviz's `dot` makes of a text in DOT, as SVG. No shell is involved.
/// @throws ProgramError  when `dot` is missing or fails
[[nodiscard]] std::string run_graphviz(std::string_view dot, Language language, Monitor& monitor);

}  // namespace planloom::tool

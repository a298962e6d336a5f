// The rules PL107 to PL109, which look at single links, and PL111 to PL113, which look at how the
// whole hangs together.
#pragma once

#include "rule_run.hpp"

namespace planloom::coverage {

void find_redundant_dependencies(RuleRun& run);
void find_repeated_dependencies(RuleRun& run);
void find_dependencies_on_cancelled(RuleRun& run);
void find_isolated_nodes(RuleRun& run);
void find_disconnected_parts(RuleRun& run);
void find_mixed_granularity(RuleRun& run);

}  // namespace planloom::coverage

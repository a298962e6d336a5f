// The rules PL101 and PL102, which look at keys.
#pragma once

#include "rule_run.hpp"

namespace planloom::coverage {

void find_duplicate_ids(RuleRun& run);
void find_unknown_refs(RuleRun& run);

}  // namespace planloom::coverage

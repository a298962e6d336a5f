// The rules on how wording, float and scope moved since an earlier revision.
#pragma once

#include "rule_run.hpp"

namespace planloom::coverage {

void find_weakened_wording(RuleRun& run);
void find_lost_float(RuleRun& run);
void find_scope_churn(RuleRun& run);
void find_suspected_renames(RuleRun& run);

}  // namespace planloom::coverage

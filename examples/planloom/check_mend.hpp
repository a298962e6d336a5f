// What check does beyond finding: rule files, and mends.
#pragma once

#include <planloom/coverage/check.hpp>

#include "session.hpp"

namespace planloom::tool {

/// The settings of --rules-file; none without one.
/// @throws IoError, UsageError  with the faults of the file
[[nodiscard]] CheckSettings read_rules_file(Session& session);

/// @throws UsageError  with what of the rule file cannot be followed for this plan
void require_rules_file(const Session& session, const CheckSettings& settings, const Plan& plan);

/// Mends a plan, says on standard error what was mended, and shows the difference or writes the
/// plan.
/// @param result  of check(plan, options)
/// @return what is found in the mended plan
[[nodiscard]] CheckResult mend_plan(Session& session, const Plan& plan, const CheckResult& result,
                                    const CheckOptions& options);

}  // namespace planloom::tool

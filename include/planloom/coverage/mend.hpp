// Carries out the edits that rules propose. For edits as such see
// <planloom/model/plan_edit.hpp>.
#pragma once

#include <planloom/coverage/check.hpp>

#include <cstddef>
#include <vector>

namespace planloom {

/// A plan after its mends.
struct Mended {
    Plan plan;
    /// What was mended, in the order in which it was. The subjects are nodes of the plan that the
    /// round before left, so their keys are in the arguments of the message.
    std::vector<Finding> applied = {};
    /// How often the plan was checked again.
    std::size_t rounds = 0;
    /// Whether findings with edits were left because the rounds were over.
    bool is_cut = false;
};

/// Applies the edits of findings that no waiver accepts, all edits of a finding or none. Findings
/// whose edits do not go together wait for the next round, in which the plan is checked again; so
/// do those that come up only then. A finding that comes back is not mended twice.
/// @param result  of check(plan, options)
/// @param options  for checking again
/// @param max_rounds  of checking again
/// @throws as check
/// @complexity that of check and of apply_edits, once per round
[[nodiscard]] Mended mend(const Plan& plan, const CheckResult& result,
                          const CheckOptions& options = {}, std::size_t max_rounds = 10,
                          Monitor* monitor = nullptr);

}  // namespace planloom

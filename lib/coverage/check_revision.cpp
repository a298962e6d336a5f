#include "rule_run.hpp"
#include "rules_revision.hpp"

namespace planloom::coverage {
namespace {

constexpr std::array<RuleCode, 0> revision_code = {};
static_assert(match(revision_rules, revision_code));

}  // namespace

Family revision_family() noexcept {
    return {revision_rules, revision_code};
}

}  // namespace planloom::coverage

#include "rule_run.hpp"
#include "rules_resilience.hpp"

namespace planloom::coverage {
namespace {

constexpr std::array<RuleCode, 0> resilience_code = {};
static_assert(match(resilience_rules, resilience_code));

}  // namespace

Family resilience_family() noexcept {
    return {resilience_rules, resilience_code};
}

}  // namespace planloom::coverage

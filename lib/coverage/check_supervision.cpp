#include "rule_run.hpp"
#include "rules_supervision.hpp"

namespace planloom::coverage {
namespace {

constexpr std::array<RuleCode, 0> supervision_code = {};
static_assert(match(supervision_rules, supervision_code));

}  // namespace

Family supervision_family() noexcept {
    return {supervision_rules, supervision_code};
}

}  // namespace planloom::coverage

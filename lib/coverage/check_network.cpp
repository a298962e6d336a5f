#include "rule_run.hpp"
#include "rules_network.hpp"

namespace planloom::coverage {
namespace {

constexpr std::array<RuleCode, 0> network_code = {};
static_assert(match(network_rules, network_code));

}  // namespace

Family network_family() noexcept {
    return {network_rules, network_code};
}

}  // namespace planloom::coverage

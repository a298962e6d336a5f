// Rules of a plan's own at work.
#pragma once

#include <planloom/query/query.hpp>

#include "rule_run.hpp"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planloom::coverage {

/// The nodes that a query finds in the plan, sorted; or why it finds none.
struct Selection {
    std::vector<Node> nodes = {};
    std::string fault = {};
};

/// Asks queries of one plan, each text once.
class Selector {
public:
    explicit Selector(const Facts& facts) noexcept : facts_(&facts) {}

    /// @param text  a query that compiles
    [[nodiscard]] const Selection& select(const std::string& text);

private:
    const Facts* facts_;
    std::vector<std::pair<std::string, std::unique_ptr<const Selection>>> asked_;
    std::optional<PlanGraph> before_;
};

/// What a rule of the plan's own found.
struct CustomResult {
    std::vector<Finding> findings = {};
    std::vector<Ratio> ratios = {};
    std::optional<NotEvaluated> not_evaluated = {};
};

/// @param setting  what plan and rule file say of the rule beside its own text, or nullptr
[[nodiscard]] CustomResult run_custom(const Facts& facts, const CustomRule& rule,
                                      const RuleSetting* setting, Selector& selector);

}  // namespace planloom::coverage

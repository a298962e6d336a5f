// Runs the chosen rules, one after another.
#pragma once

#include "choice.hpp"
#include "custom_rules.hpp"
#include "rule_run.hpp"
#include "waivers.hpp"

#include <cstddef>

namespace planloom::coverage {

class Engine {
public:
    Engine(const PlanGraph& graph, const CheckOptions& options, const CheckSettings& settings,
           const Choice& choice, Monitor* monitor);

    /// @param waivers_in_plan  how many of the waivers stand in the plan itself
    [[nodiscard]] CheckResult run(std::size_t waivers_in_plan);

private:
    void run_family(const Family& family);
    void run_custom_rules();

    Facts facts_;
    const CheckSettings& settings_;
    const Choice& choice_;
    Monitor* monitor_;
    Selector selector_;
    /// How many of rules() are behind.
    std::size_t next_ = 0;
    CheckResult result_;
};

}  // namespace planloom::coverage

// Findings in the words of a test: keys and messages.
#pragma once

#include <planloom/coverage/check.hpp>

#include "support/matchers.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace planloom::testing {

/// What one rule says of a plan.
class Findings {
public:
    Findings(const Plan& plan, std::string_view rule, CheckOptions options = {}) {
        options.only = {std::string(rule)};
        result_ = check(plan, options);
        for (const Finding& each : result_.findings) {
            std::string keys;
            for (const std::string& key : keys_of(plan, each.subjects))
                keys += (keys.empty() ? "" : " ") + key;
            subjects_.push_back(std::move(keys));
        }
    }

    /// The keys of the subjects of each finding, with spaces between.
    [[nodiscard]] const std::vector<std::string>& subjects() const noexcept { return subjects_; }
    [[nodiscard]] const Finding& operator[](std::size_t i) const { return result_.findings.at(i); }
    [[nodiscard]] std::size_t size() const noexcept { return result_.findings.size(); }
    [[nodiscard]] std::string message(std::size_t i, std::string_view language = "en") const {
        return planloom::message(result_.findings.at(i), language);
    }
    /// Why the rule was not evaluated; empty if it was.
    [[nodiscard]] std::string reason() const {
        return result_.not_evaluated.empty() ? "" : result_.not_evaluated.front().reason;
    }

    /// What the rule counted.
    [[nodiscard]] const Ratio& ratio() const { return result_.ratios.at(0); }

private:
    CheckResult result_;
    std::vector<std::string> subjects_;
};

}  // namespace planloom::testing

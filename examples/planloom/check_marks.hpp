// Which findings are new, known or accepted.
#pragma once

#include <planloom/coverage/gate.hpp>

#include "language.hpp"

#include <optional>
#include <string>
#include <vector>

namespace planloom::tool {

class Marks {
public:
    /// @param result  outlives the marks
    /// @param baseline  nullptr where none was given
    Marks(const CheckResult& result, const Baseline* baseline) : result_(result) {
        if (baseline == nullptr) return;
        comparison_ = compare(result, *baseline);
        is_fresh_.assign(result.findings.size(), false);
        for (const std::size_t place : comparison_->fresh) is_fresh_[place] = true;
    }

    /// @param finding  of the result
    [[nodiscard]] bool is_fresh(const Finding& finding) const {
        return comparison_ &&
               is_fresh_[static_cast<std::size_t>(&finding - result_.findings.data())];
    }
    [[nodiscard]] const std::optional<Comparison>& comparison() const noexcept {
        return comparison_;
    }
    /// `new`, `known` or `accepted`; empty where there is nothing to tell apart.
    [[nodiscard]] std::string word(const Finding& finding, Language language) const {
        if (finding.is_accepted()) return language.pick("accepted", "已豁免");
        if (!comparison_) return {};
        return is_fresh(finding) ? language.pick("new", "新增") : language.pick("known", "已知");
    }

private:
    const CheckResult& result_;
    std::optional<Comparison> comparison_;
    std::vector<bool> is_fresh_;
};

}  // namespace planloom::tool

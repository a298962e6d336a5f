// The rules that a plan is held against: what each detects, how much it weighs, and its words. For
// running them see <planloom/coverage/check.hpp>.
#pragma once

#include <planloom/core/error.hpp>

#include <cstdint>
#include <span>
#include <string_view>

namespace planloom {

/// The words of a rule in one language.
struct RuleText {
    std::string_view title;  ///< one line
    std::string_view what;   ///< what it detects
    std::string_view why;    ///< why that matters
    std::string_view fix;    ///< how to mend it
    /// Of one finding, with named fields in braces, such as `{task}`. A part in brackets is left
    /// out when a field in it has no value.
    std::string_view message;
};

/// A rule. Ids and names are stable and never used for anything else.
struct Rule {
    std::string_view id;    ///< such as `PL301`
    std::string_view name;  ///< such as `no-lead`
    Severity severity = Severity::warning;
    std::string_view source;  ///< where the rule comes from
    RuleText en, zh;
};

/// All rules, by id.
[[nodiscard]] std::span<const Rule> rules() noexcept;

/// The rule with this id or name, or nullptr.
[[nodiscard]] const Rule* find_rule(std::string_view id_or_name) noexcept;

}  // namespace planloom

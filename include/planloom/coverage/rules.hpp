// The rules that a plan is held against: what each detects, how much it weighs, and its words. For
// running them see <planloom/coverage/check.hpp>.
#pragma once

#include <planloom/core/error.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace planloom {

/// The words of a rule in one language.
struct RuleText {
    std::string_view title;  ///< one line
    std::string_view what;   ///< what it detects
    std::string_view why;    ///< why that matters
    std::string_view fix;    ///< how to mend it
    /// What it leaves out on purpose, and when to leave a finding as it is; may be empty.
    std::string_view exceptions = {};
    /// Of one finding, with named fields in braces, such as `{task}`. A part in brackets is left
    /// out when a field in it has no value.
    std::string_view message;
};

/// What a check is for; each rule is part of one or more. `strict` runs the rules of all and stops
/// at warnings.
enum class Profile : std::uint8_t { policy, schedule, supervision, revision, strict };

/// The word for a profile: `policy`, `schedule`, `supervision`, `revision`, `strict`.
[[nodiscard]] std::string_view word(Profile profile) noexcept;
/// The profile with this word, or nothing.
[[nodiscard]] std::optional<Profile> parse_profile(std::string_view text) noexcept;

// Sets of profiles.
inline constexpr std::uint8_t in_policy = 1, in_schedule = 2, in_supervision = 4, in_revision = 8,
                              in_all = 15;

/// A number that a rule takes.
struct RuleNumber {
    std::string_view name;  ///< such as `cap`
    double value = 0;       ///< where nothing else was said
    std::string_view en, zh;
};

/// A list of words that a rule takes.
struct RuleWords {
    std::string_view name;    ///< such as `words`
    std::string_view values;  ///< with `|` between, where nothing else was said
    std::string_view en, zh;
};

/// A rule. Ids and names are stable and never used for anything else.
struct Rule {
    std::string_view id;    ///< such as `PL301`
    std::string_view name;  ///< such as `no-lead`
    Severity severity = Severity::warning;
    /// The profiles that run it: bit i is Profile i.
    std::uint8_t profiles = in_policy;
    /// Whether it counts a share and holds it against a threshold.
    bool is_ratio = false;
    /// Whether findings come with edits that mend them.
    bool is_fixable = false;
    /// Those with an empty name are not there.
    std::array<RuleNumber, 4> numbers = {};
    RuleWords words = {};
    std::string_view source;  ///< where the rule comes from
    RuleText en, zh;
};

/// All rules, by id.
[[nodiscard]] std::span<const Rule> rules() noexcept;

/// The rule with this id or name, or nullptr.
[[nodiscard]] const Rule* find_rule(std::string_view id_or_name) noexcept;

/// A rule that others have and this library has not, and why.
struct LeftOutRule {
    std::string_view id;    ///< kept free
    std::string_view name;  ///< such as `alias-conflict`
    std::string_view en, zh;
};

/// Rules that cannot be decided from a plan, by id.
[[nodiscard]] std::span<const LeftOutRule> rules_left_out() noexcept;

}  // namespace planloom

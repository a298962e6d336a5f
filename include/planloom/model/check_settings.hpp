// How a plan is to be checked: profile, severities and parameters of rules, rules of its own,
// waivers, the gate. Stands in the plan or in a file of its own. For the rules themselves see
// <planloom/coverage/rules.hpp>.
#pragma once

#include <planloom/core/date.hpp>
#include <planloom/core/error.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planloom {

/// What a plan or a rule file says of one rule.
struct RuleSetting {
    /// Id or name, such as `PL309` or `lead-overload`.
    std::string rule = {};
    /// Whether the rule runs, whatever the profile; nothing when not said.
    std::optional<bool> is_on = {};
    std::optional<Severity> severity = {};
    /// Numbers that the rule takes, such as `cap` 12.
    std::vector<std::pair<std::string, double>> numbers = {};
    /// Lists of words that the rule takes, such as `words` 待定, TBD.
    std::vector<std::pair<std::string, std::vector<std::string>>> words = {};
    std::uint32_t line = 0;

    friend bool operator==(const RuleSetting& a, const RuleSetting& b) noexcept {
        return a.rule == b.rule && a.is_on == b.is_on && a.severity == b.severity &&
               a.numbers == b.numbers && a.words == b.words;
    }
};

/// What a rule of a plan's own asks of what it selects: that each has something (`required`), that
/// none has it (`forbidden`), that none has anything else (`allowed`), or that a share of them has
/// it (`ratio`).
enum class RuleShape : std::uint8_t { required, forbidden, allowed, ratio };

/// A rule of a plan's own, without code.
struct CustomRule {
    /// Not of the form PL followed by digits.
    std::string id = {};
    /// Why the rule is there.
    std::string comment = {};
    RuleShape shape = RuleShape::required;
    Severity severity = Severity::warning;
    /// A query (see <planloom/query/query.hpp>) for what the rule speaks of.
    std::string select = {};
    /// What leads from what is selected to `target`: a role (`lead`, `support`, ...), `unit` for
    /// any role, `serves`, `implements`, `before` to successors, `after` to predecessors, `parent`,
    /// `child`, or `self` where what is selected must itself be among `target`. Those between two
    /// kinds lead both ways: `lead` of a unit leads to its tasks. Rows count as written.
    std::string relation = {};
    /// A query for what stands at the other end; empty for anything.
    std::string target = {};
    /// How many it takes to have it; at least 1.
    std::int32_t min = 1;
    /// How many there may be; none when it does not matter.
    std::optional<std::int32_t> max = {};
    // For a ratio: the least and the greatest share, 0 to 1.
    std::optional<double> at_least = {}, at_most = {};
    /// Messages in English and Chinese with `{node}`, `{found}`, `{count}`, `{total}`, `{share}`;
    /// empty for a standard sentence.
    std::string message_en = {}, message_zh = {};
    std::uint32_t line = 0;

    friend bool operator==(const CustomRule& a, const CustomRule& b) noexcept {
        return a.id == b.id && a.comment == b.comment && a.shape == b.shape &&
               a.severity == b.severity && a.select == b.select && a.relation == b.relation &&
               a.target == b.target && a.min == b.min && a.max == b.max &&
               a.at_least == b.at_least && a.at_most == b.at_most && a.message_en == b.message_en &&
               a.message_zh == b.message_zh;
    }
};

/// A finding that is accepted, by whom, why and until when.
struct Waiver {
    /// Id or name of a rule.
    std::string rule = {};
    /// The key of a subject; empty when `scope` says which.
    std::string subject = {};
    /// A query for the subjects; empty when `subject` says which. Both empty: all findings of the
    /// rule.
    std::string scope = {};
    std::string reason = {};
    std::string approved_by = {};
    /// The last day on which it holds; none for no end.
    Date expires = {};
    std::uint32_t line = 0;

    friend bool operator==(const Waiver& a, const Waiver& b) noexcept {
        return a.rule == b.rule && a.subject == b.subject && a.scope == b.scope &&
               a.reason == b.reason && a.approved_by == b.approved_by && a.expires == b.expires;
    }
};

/// The severity from which findings stop the work; none for never.
struct CheckGate {
    /// Of findings that the baseline does not know; without a baseline, of all findings.
    std::optional<Severity> fresh = Severity::error;
    /// Of findings that the baseline knows.
    std::optional<Severity> known = {};

    friend bool operator==(const CheckGate&, const CheckGate&) = default;
};

/// All of it.
struct CheckSettings {
    /// `policy`, `schedule`, `supervision`, `revision` or `strict`; empty when not said.
    std::string profile = {};
    std::vector<RuleSetting> rules = {};
    std::vector<CustomRule> custom = {};
    std::vector<Waiver> waivers = {};
    std::optional<CheckGate> gate = {};

    [[nodiscard]] bool is_empty() const noexcept {
        return profile.empty() && rules.empty() && custom.empty() && waivers.empty() && !gate;
    }

    friend bool operator==(const CheckSettings&, const CheckSettings&) = default;
};

}  // namespace planloom

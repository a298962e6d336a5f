// Holds a plan against the rules and says what it found. For the rules' words see
// <planloom/coverage/rules.hpp>.
#pragma once

#include <planloom/core/date.hpp>
#include <planloom/core/monitor.hpp>
#include <planloom/coverage/rules.hpp>
#include <planloom/graph/plan_graph.hpp>
#include <planloom/model/check_settings.hpp>
#include <planloom/model/plan_edit.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom {

/// What a rule found. Plain values, no ids that end with the process.
struct Finding {
    std::string rule = {};  ///< the id, such as `PL301`
    Severity severity = Severity::warning;
    /// What it speaks of. A finding on the plan as a whole lists what it counted against the plan.
    std::vector<Node> subjects = {};
    /// Whether it speaks of the plan as a whole.
    bool is_plan_wide = false;
    /// The fields of the message: names and values. A value is a key, a number, a date, or a word
    /// that `message` translates.
    std::vector<std::pair<std::string, std::string>> arguments = {};
    /// What proves it: the keys of a circle, the two dates, the counts; empty where the subject
    /// says it all.
    std::vector<std::string> witness = {};
    /// The JSON pointer of the first subject, and its line in the source (0 if not known).
    std::string where = {};
    std::uint32_t line = 0;
    /// Sixteen hexadecimal digits made of the rule, the kinds and keys of the subjects and, where
    /// one subject may be found twice, what tells the two apart. It stays the same when rows are
    /// moved or counts and dates change.
    std::string fingerprint = {};
    /// Edits that mend it without a decision of a person; empty where there are none. They belong
    /// together: all or none.
    std::vector<PlanEdit> edits = {};
    /// The waiver by which it is accepted, as a place in CheckResult::waivers.
    std::optional<std::size_t> waiver = {};
    /// The sentences in English and Chinese of a rule of the plan's own; empty for the others.
    std::string message_en = {}, message_zh = {};

    [[nodiscard]] bool is_accepted() const noexcept { return waiver.has_value(); }

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// A rule that had nothing to look at, and why (`no task has a deadline`), in English and Chinese.
struct NotEvaluated {
    std::string rule = {};
    std::string reason = {}, reason_zh = {};

    friend bool operator==(const NotEvaluated&, const NotEvaluated&) = default;
};

/// What a rule that counts a share has counted.
struct Ratio {
    std::string rule = {};
    std::size_t numerator = 0;
    std::size_t denominator = 0;  ///< at least 1: else the rule is not evaluated
    double threshold = 0;         ///< a share, 0 to 1, or more where the rule says so
    bool is_floor = false;        ///< whether the share must reach the threshold, not stay within
    /// Nodes that were not counted because a field was not known.
    std::size_t unknown = 0;

    [[nodiscard]] double share() const noexcept {
        return static_cast<double>(numerator) / static_cast<double>(denominator);
    }
    [[nodiscard]] bool passes() const noexcept {
        return is_floor ? share() >= threshold : share() <= threshold;
    }

    friend bool operator==(const Ratio&, const Ratio&) = default;
};

struct CheckResult {
    /// By rule, then plan order of the subjects.
    std::vector<Finding> findings = {};
    std::vector<NotEvaluated> not_evaluated = {};
    std::vector<Ratio> ratios = {};
    Profile profile = Profile::policy;
    /// The waivers that were held against the findings: those of the plan, then those of the rule
    /// file.
    std::vector<Waiver> waivers = {};
    /// The ids of the rules that ran, those that were not evaluated included.
    std::vector<std::string> ran = {};
    /// Where work stops.
    CheckGate gate = {};

    /// Findings of a severity that are not accepted.
    [[nodiscard]] std::size_t count(Severity severity) const noexcept;
    /// Findings that are accepted by a waiver.
    [[nodiscard]] std::size_t accepted_count() const noexcept;
    /// All findings of a rule, accepted ones included.
    /// @param rule  an id
    [[nodiscard]] std::size_t count(std::string_view rule) const noexcept;

    friend bool operator==(const CheckResult&, const CheckResult&) = default;
};

struct CheckOptions {
    /// Ids or names of the rules to hold the plan against, whatever the profile; those of the
    /// profile when empty.
    std::vector<std::string> only = {};
    /// Where it is not said, the profile of `settings`, else that of the plan, else policy.
    std::optional<Profile> profile = {};
    /// What a rule file says; it goes before what the plan says of the same rule.
    CheckSettings settings = {};
    /// The day that counts as today; where it is not set, the plan's status date, else rules that
    /// ask for it are not evaluated.
    Date as_of = {};
    /// An earlier revision of the plan, for the rules that compare.
    const Plan* before = nullptr;
};

/// Holds a plan against the rules. It takes the plan and not a graph because a plan that cannot be
/// frozen (a key twice, a reference to nothing) is what several rules are there to report; the rest
/// is looked at with the faulty references left out. Where a rule asks only whether something was
/// named at all (a lead, a goal), a reference that names nothing counts: it is reported once.
/// @throws UnknownKey  if an option names no rule
/// @throws Interrupted  if the monitor says stop
/// @complexity O(n + r) per rule for n nodes and r relations, but PL101 and PL801 O((n + r) log n),
///             and PL103 as find_cycles
[[nodiscard]] CheckResult check(const Plan& plan, const CheckOptions& options = {},
                                Monitor* monitor = nullptr);
/// The same on a graph that is frozen already, without freezing again.
[[nodiscard]] CheckResult check(const PlanGraph& graph, const CheckOptions& options = {},
                                Monitor* monitor = nullptr);

/// What a link to a requirement is confirmed with: sixteen hexadecimal digits made of its kind,
/// title, text and source.
[[nodiscard]] std::string fingerprint(const Plan& plan, RequirementId requirement);

/// The text of a finding; `language` is `en` or `zh`. Keys stand in it as they were written: what
/// goes to a terminal is for escape_controls.
[[nodiscard]] std::string message(const Finding& finding, std::string_view language = "en");
/// The reason in a language; `reason` itself is English.
[[nodiscard]] std::string message(const NotEvaluated& rule, std::string_view language = "en");

}  // namespace planloom

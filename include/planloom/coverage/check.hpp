// Holds a plan against the rules and says what it found. For the rules' words see
// <planloom/coverage/rules.hpp>.
#pragma once

#include <planloom/core/monitor.hpp>
#include <planloom/coverage/rules.hpp>
#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom {

/// What a rule found. Plain values, no ids that end with the process.
struct Finding {
    std::string_view rule;  ///< the id, such as `PL301`
    Severity severity = Severity::warning;
    std::vector<Node> subjects;
    /// The fields of the message: names and values. A value is a key, a number, a date, or a word
    /// that `message` translates.
    std::vector<std::pair<std::string, std::string>> arguments;
    /// What proves it: the keys of a circle, the two dates, the counts; empty where the subject
    /// says it all.
    std::vector<std::string> witness;
    /// The JSON pointer of the first subject, and its line in the source (0 if not known).
    std::string where;
    std::uint32_t line = 0;
    /// Sixteen hexadecimal digits made of the rule, the kinds and keys of the subjects and, where
    /// one subject may be found twice, what tells the two apart. It stays the same when rows are
    /// moved or counts and dates change.
    std::string fingerprint;

    friend bool operator==(const Finding&, const Finding&) = default;
};

/// A rule that had nothing to look at, and why (`no task has a deadline`).
struct NotEvaluated {
    std::string_view rule;
    std::string reason;

    friend bool operator==(const NotEvaluated&, const NotEvaluated&) = default;
};

struct CheckResult {
    /// By rule, then plan order of the subjects.
    std::vector<Finding> findings;
    std::vector<NotEvaluated> not_evaluated;
    [[nodiscard]] std::size_t count(Severity severity) const noexcept;
    /// @param rule  an id
    [[nodiscard]] std::size_t count(std::string_view rule) const noexcept;

    friend bool operator==(const CheckResult&, const CheckResult&) = default;
};

struct CheckOptions {
    /// Ids or names of the rules to hold the plan against; all when empty.
    std::vector<std::string> only;
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

/// The text of a finding; `language` is `en` or `zh`. Keys stand in it as they were written: what
/// goes to a terminal is for escape_controls.
[[nodiscard]] std::string message(const Finding& finding, std::string_view language = "en");
/// The reason in a language; `reason` itself is English.
[[nodiscard]] std::string message(const NotEvaluated& rule, std::string_view language = "en");

}  // namespace planloom

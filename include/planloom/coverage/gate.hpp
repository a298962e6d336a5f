// Whether work goes on after a check: old findings that a baseline knows are held apart from new
// ones. For writing baselines to files see <planloom/io/baseline.hpp>.
#pragma once

#include <planloom/coverage/check.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace planloom {

/// A finding that was there when the baseline was taken.
struct BaselineEntry {
    std::string fingerprint = {};
    /// How many findings have this fingerprint; at least 1.
    std::size_t count = 1;
    /// For who reads the file: the id of the rule, and the keys of the subjects.
    std::string rule = {};
    std::vector<std::string> subjects = {};

    friend bool operator==(const BaselineEntry&, const BaselineEntry&) = default;
};

/// Findings of an earlier check.
struct Baseline {
    /// By fingerprint, each once.
    std::vector<BaselineEntry> entries = {};

    friend bool operator==(const Baseline&, const Baseline&) = default;
};

/// The findings of a result that no waiver accepts.
/// @complexity O(f log f) for f findings
[[nodiscard]] Baseline baseline_of(const Plan& plan, const CheckResult& result);

/// A result held against a baseline. Findings are places in CheckResult::findings.
struct Comparison {
    std::vector<std::size_t> fresh = {}, known = {};
    /// What was there and is no more, of the rules that ran; those that a waiver accepts by now do
    /// not count as fixed.
    std::vector<BaselineEntry> fixed = {};

    friend bool operator==(const Comparison&, const Comparison&) = default;
};

/// Of findings with one fingerprint, the first are known, as many as the baseline has. What a
/// waiver accepts is neither fresh nor known.
/// @param baseline  entries in any order; counts of one fingerprint add up
/// @complexity O((f + b) log b) for f findings and b entries
[[nodiscard]] Comparison compare(const CheckResult& result, const Baseline& baseline);

/// Whether no finding is as heavy as the gate says. What a waiver accepts never counts.
/// @param baseline  all findings are fresh when it is nullptr
[[nodiscard]] bool passes(const CheckResult& result, const CheckGate& gate,
                          const Baseline* baseline = nullptr);

}  // namespace planloom

#include <planloom/coverage/gate.hpp>

#include <algorithm>
#include <map>
#include <string_view>

namespace planloom {

Baseline baseline_of(const Plan& plan, const CheckResult& result) {
    std::map<std::string_view, BaselineEntry> entries;
    for (const Finding& each : result.findings) {
        if (each.is_accepted()) continue;
        const auto [found, is_new] = entries.try_emplace(each.fingerprint);
        BaselineEntry& entry = found->second;
        if (!is_new) {
            ++entry.count;
            continue;
        }
        entry.fingerprint = each.fingerprint;
        entry.rule = each.rule;
        // The subjects of a finding on the whole plan come and go without it.
        if (!each.is_plan_wide)
            for (const Node node : each.subjects) entry.subjects.emplace_back(plan.key(node));
    }
    Baseline baseline;
    for (auto& [fingerprint, entry] : entries) baseline.entries.push_back(std::move(entry));
    return baseline;
}

Comparison compare(const CheckResult& result, const Baseline& baseline) {
    std::map<std::string_view, std::size_t> left;
    for (const BaselineEntry& each : baseline.entries) left[each.fingerprint] += each.count;
    Comparison comparison;
    for (std::size_t i = 0; i < result.findings.size(); ++i) {
        const Finding& finding = result.findings[i];
        const auto found = left.find(finding.fingerprint);
        const bool is_known = found != left.end() && found->second > 0;
        if (is_known) --found->second;
        if (finding.is_accepted()) continue;
        (is_known ? comparison.known : comparison.fresh).push_back(i);
    }
    for (const BaselineEntry& each : baseline.entries) {
        std::size_t& gone = left[each.fingerprint];
        if (gone == 0) continue;
        if (std::find(result.ran.begin(), result.ran.end(), each.rule) != result.ran.end()) {
            BaselineEntry fixed = each;
            fixed.count = std::min(gone, each.count);
            comparison.fixed.push_back(std::move(fixed));
        }
        gone -= std::min(gone, each.count);
    }
    return comparison;
}

bool passes(const CheckResult& result, const CheckGate& gate, const Baseline* baseline) {
    const auto stops = [&](std::size_t i, std::optional<Severity> limit) {
        return limit && result.findings[i].severity >= *limit;
    };
    const Comparison comparison = compare(result, baseline == nullptr ? Baseline() : *baseline);
    return std::none_of(comparison.fresh.begin(), comparison.fresh.end(),
                        [&](std::size_t i) { return stops(i, gate.fresh); }) &&
           std::none_of(comparison.known.begin(), comparison.known.end(),
                        [&](std::size_t i) { return stops(i, gate.known); });
}

}  // namespace planloom

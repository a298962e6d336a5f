#include "waivers.hpp"

#include <planloom/model/plan.hpp>

#include <algorithm>
#include <map>

namespace planloom::coverage {
namespace {

/// A waiver made ready: what it accepts among the findings of its rule.
class Acceptance {
public:
    Acceptance(const Plan& plan, const Waiver& waiver, Selector& selector)
        : is_whole_(waiver.subject.empty() && waiver.scope.empty()) {
        if (!waiver.subject.empty()) nodes_ = plan.find_nodes(waiver.subject);
        if (!waiver.scope.empty()) nodes_ = selector.select(waiver.scope).nodes;
        std::sort(nodes_.begin(), nodes_.end());
        // A key that stands twice names the later rows too.
        if (!waiver.subject.empty()) key_ = waiver.subject;
    }

    [[nodiscard]] bool covers(const Plan& plan, const Finding& finding) const {
        if (is_whole_) return true;
        // One offender does not stand for the share that the whole plan has.
        if (finding.is_plan_wide) return false;
        return std::any_of(finding.subjects.begin(), finding.subjects.end(), [&](Node node) {
            return std::binary_search(nodes_.begin(), nodes_.end(), node) ||
                   (!key_.empty() && plan.key(node) == key_);
        });
    }

private:
    bool is_whole_;
    std::vector<Node> nodes_;
    std::string key_;
};

std::string id_of(std::string_view rule) {
    const Rule* found = find_rule(rule);
    return std::string(found == nullptr ? rule : found->id);
}

}  // namespace

WaiverUses apply_waivers(const Facts& facts, CheckResult& result, std::size_t in_plan,
                         Selector& selector) {
    WaiverUses all;
    all.waivers = &result.waivers;
    all.in_plan = in_plan;
    all.uses.resize(result.waivers.size());
    std::map<std::string, std::vector<std::pair<std::size_t, Acceptance>>> by_rule;
    for (std::size_t i = 0; i < result.waivers.size(); ++i) {
        const Waiver& waiver = result.waivers[i];
        const std::string rule = id_of(waiver.rule);
        const auto is_rule = [&](const NotEvaluated& each) { return each.rule == rule; };
        all.uses[i].ran =
            std::find(result.ran.begin(), result.ran.end(), rule) != result.ran.end() &&
            std::none_of(result.not_evaluated.begin(), result.not_evaluated.end(), is_rule);
        all.uses[i].is_expired =
            waiver.expires.is_set() && facts.as_of.is_set() && waiver.expires < facts.as_of;
        if (all.uses[i].ran && !all.uses[i].is_expired)
            by_rule[rule].emplace_back(i, Acceptance(facts.plan, waiver, selector));
    }
    if (by_rule.empty()) return all;
    for (Finding& finding : result.findings) {
        const auto found = by_rule.find(finding.rule);
        if (found == by_rule.end()) continue;
        for (const auto& [i, acceptance] : found->second) {
            if (!acceptance.covers(facts.plan, finding)) continue;
            if (!finding.waiver) finding.waiver = i;
            ++all.uses[i].count;
        }
    }
    return all;
}

}  // namespace planloom::coverage

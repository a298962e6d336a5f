#include "rule_text.hpp"
#include "rules_waivers.hpp"
#include "waivers.hpp"

#include <string>
#include <utility>

namespace planloom::coverage {
namespace {

constexpr Reason no_waivers = {"nothing is waived", "没有豁免任何问题"};
constexpr Reason no_end = {"no waiver has an end", "没有设定期限的豁免"};
constexpr Reason no_day = {"there is no status date to hold the ends of waivers against",
                           "没有状态日期，无法判断豁免是否到期"};
constexpr Reason none_ran = {"no rule that is waived ran and had something to look at",
                             "所豁免的规则均未运行或没有可评价的内容"};

/// A finding on a waiver: the waiver's words, and where it stands.
Draft about(const WaiverUses& all, std::size_t i) {
    const Waiver& waiver = (*all.waivers)[i];
    Draft draft{.subjects = {}};
    draft.arguments = {{"rule", waiver.rule},
                       {"subject", waiver.subject.empty() ? waiver.scope : waiver.subject}};
    draft.discriminator = waiver.rule + '\n' + waiver.subject + '\n' + waiver.scope;
    draft.witness = {waiver.reason, waiver.approved_by};
    if (i < all.in_plan) {
        draft.place = "/checks/waivers/" + std::to_string(i);
        draft.line = waiver.line;
    }
    return draft;
}

void expired(RuleRun& run) {
    const WaiverUses& all = *run.facts().waivers;
    bool has_end = false;
    for (const Waiver& each : *all.waivers) has_end = has_end || each.expires.is_set();
    if (all.waivers->empty()) return run.skip(no_waivers);
    if (!has_end) return run.skip(no_end);
    if (!run.as_of().is_set()) return run.skip(no_day);
    for (std::size_t i = 0; i < all.uses.size(); ++i) {
        if (!all.uses[i].is_expired) continue;
        Draft draft = about(all, i);
        draft.arguments.emplace_back("expires", to_string((*all.waivers)[i].expires));
        draft.arguments.emplace_back("today", to_string(run.as_of()));
        run.report(std::move(draft));
    }
}

void stale(RuleRun& run) {
    const WaiverUses& all = *run.facts().waivers;
    if (all.waivers->empty()) return run.skip(no_waivers);
    bool has_run = false;
    for (std::size_t i = 0; i < all.uses.size(); ++i) {
        const WaiverUse& use = all.uses[i];
        has_run = has_run || use.ran;
        if (!use.ran || use.is_expired || use.count > 0) continue;
        Draft draft = about(all, i);
        if (run.facts().profile == Profile::strict) draft.severity = Severity::error;
        run.report(std::move(draft));
    }
    if (!has_run) run.skip(none_ran);
}

void without_reason(RuleRun& run) {
    const WaiverUses& all = *run.facts().waivers;
    if (all.waivers->empty()) return run.skip(no_waivers);
    for (std::size_t i = 0; i < all.uses.size(); ++i) {
        const Waiver& waiver = (*all.waivers)[i];
        if (!waiver.reason.empty() && !waiver.approved_by.empty()) continue;
        Draft draft = about(all, i);
        draft.arguments.emplace_back("missing", !waiver.reason.empty() ? "approver"
                                                : !waiver.approved_by.empty()
                                                    ? "reason"
                                                    : "reason_and_approver");
        run.report(std::move(draft));
    }
}

void too_broad(RuleRun& run) {
    const WaiverUses& all = *run.facts().waivers;
    if (all.waivers->empty()) return run.skip(no_waivers);
    const double limit = run.number("limit");
    for (std::size_t i = 0; i < all.uses.size(); ++i) {
        if (static_cast<double>(all.uses[i].count) <= limit) continue;
        Draft draft = about(all, i);
        draft.arguments.emplace_back("count", std::to_string(all.uses[i].count));
        draft.arguments.emplace_back("limit", number_text(limit));
        run.report(std::move(draft));
    }
}

constexpr std::array<RuleCode, 4> waiver_code = {
    RuleCode{"PL831", expired},
    RuleCode{"PL832", stale},
    RuleCode{"PL833", without_reason},
    RuleCode{"PL834", too_broad},
};
static_assert(match(waiver_rules, waiver_code));

}  // namespace

Family waiver_family() noexcept {
    return {waiver_rules, waiver_code};
}

}  // namespace planloom::coverage

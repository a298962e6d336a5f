#include <planloom/core/contract.hpp>
#include <planloom/core/hash.hpp>
#include <planloom/core/key_index.hpp>
#include <planloom/coverage/check.hpp>

#include "choice.hpp"
#include "engine.hpp"
#include "rule_run.hpp"
#include "settings.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace planloom {
namespace coverage {
namespace {

void append_with_length(std::string& bytes, std::string_view text) {
    bytes += std::to_string(text.size()) + ':';
    bytes += text;
}

std::string hex(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    std::uint64_t hash = keyed_hash(bytes, {});
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, hash >>= 4)
        *digit = digits[hash & 15U];
    return text;
}

/// The length stands before every part, so that no two lists of parts give the same bytes.
std::string finding_print(const Plan& plan, std::string_view rule, std::vector<Node> subjects,
                          std::string_view discriminator) {
    std::sort(subjects.begin(), subjects.end(), [&](Node a, Node b) {
        return std::pair(a.kind, plan.key(a)) < std::pair(b.kind, plan.key(b));
    });
    std::string bytes;
    append_with_length(bytes, rule);
    for (const Node node : subjects) {
        append_with_length(bytes, word(node.kind));
        append_with_length(bytes, plan.key(node));
    }
    append_with_length(bytes, discriminator);
    return hex(bytes);
}

}  // namespace

std::string RuleRun::name(Node node) const {
    const std::string_view key = plan().key(node);
    return key.empty() ? plan().pointer(node) : std::string(key);
}

void RuleRun::report(Draft draft) {
    Finding finding;
    finding.rule = rule_->id;
    finding.severity = draft.severity.value_or(rule_->severity);
    if (setting_ != nullptr && setting_->severity) finding.severity = *setting_->severity;
    finding.is_plan_wide = draft.is_plan_wide;
    finding.fingerprint =
        finding_print(plan(), rule_->id, draft.is_plan_wide ? std::vector<Node>() : draft.subjects,
                      draft.discriminator);
    finding.line = draft.line;
    if (!draft.subjects.empty() && !draft.is_plan_wide) {
        finding.where = plan().pointer(draft.subjects.front());
        if (finding.line == 0) finding.line = plan().line(draft.subjects.front());
    }
    finding.where += draft.place;
    finding.subjects = std::move(draft.subjects);
    finding.arguments = std::move(draft.arguments);
    finding.witness = std::move(draft.witness);
    finding.edits = std::move(draft.edits);
    findings_.push_back(std::move(finding));
}

void RuleRun::count(Ratio ratio) {
    ratio.rule = rule_->id;
    ratio_ = std::move(ratio);
}

double RuleRun::number(std::string_view name) const {
    if (setting_ != nullptr)
        for (const auto& [given, value] : setting_->numbers)
            if (given == name) return value;
    for (const RuleNumber& each : rule_->numbers)
        if (each.name == name) return each.value;
    // The rule has no such number.
    PLANLOOM_EXPECTS(name.empty());
    return 0;
}

std::vector<std::string> RuleRun::words() const {
    if (setting_ != nullptr)
        for (const auto& [given, values] : setting_->words)
            if (given == rule_->words.name) return values;
    std::vector<std::string> values;
    std::string_view rest = rule_->words.values;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find('|'), rest.size());
        values.emplace_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return values;
}

std::vector<Finding> RuleRun::take_findings() {
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const Finding& a, const Finding& b) { return a.subjects < b.subjects; });
    return std::move(findings_);
}

std::array<Family, 11> families() noexcept {
    return {structure_family(),    coverage_family(),   ownership_family(),   time_family(),
            network_family(),      resilience_family(), supervision_family(), text_family(),
            consultation_family(), revision_family(),   waiver_family()};
}

}  // namespace coverage

std::string fingerprint(const Plan& plan, RequirementId requirement) {
    const RequirementView row = plan.requirement(requirement);
    std::string bytes;
    for (const std::string_view part :
         {word(row.kind()), plan.title(requirement), row.text(), row.source()})
        coverage::append_with_length(bytes, part);
    return coverage::hex(bytes);
}

std::size_t CheckResult::count(Severity severity) const noexcept {
    return static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(),
        [&](const Finding& each) { return each.severity == severity && !each.is_accepted(); }));
}

std::size_t CheckResult::accepted_count() const noexcept {
    return static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [](const Finding& each) { return each.is_accepted(); }));
}

std::size_t CheckResult::count(std::string_view rule) const noexcept {
    return static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [&](const Finding& each) { return each.rule == rule; }));
}

CheckResult check(const PlanGraph& graph, const CheckOptions& options, Monitor* monitor) {
    const CheckSettings& own = graph.plan().head().checks;
    coverage::require_valid(own, options.settings);
    const CheckSettings settings = coverage::merge(own, options.settings);
    const coverage::Choice choice = coverage::choose(options, settings);
    return coverage::Engine(graph, options, settings, choice, monitor).run(own.waivers.size());
}

CheckResult check(const Plan& plan, const CheckOptions& options, Monitor* monitor) {
    // The graph dies before the plan does, so it may borrow instead of owning a copy.
    const std::shared_ptr<const Plan> borrowed(std::shared_ptr<const Plan>(), &plan);
    return check(freeze(borrowed, Faults::skip, monitor), options, monitor);
}

}  // namespace planloom

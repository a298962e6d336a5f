#include <planloom/core/contract.hpp>
#include <planloom/core/hash.hpp>
#include <planloom/core/key_index.hpp>
#include <planloom/coverage/check.hpp>

#include "rule_run.hpp"
#include "settings.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace planloom {
namespace coverage {
namespace {

/// The rule with an id or name.
/// @throws UnknownKey
const Rule& rule_named(std::string_view wanted) {
    if (const Rule* rule = find_rule(wanted)) return *rule;
    std::vector<std::string_view> names;
    for (const Rule& each : rules()) {
        names.push_back(each.id);
        names.push_back(each.name);
    }
    const std::optional<std::size_t> near = nearest(wanted, names);
    throw UnknownKey("rule", wanted, near ? names[*near] : std::string_view());
}

Profile profile_of(const CheckOptions& options, const CheckSettings& settings) {
    if (options.profile) return *options.profile;
    if (settings.profile.empty()) return Profile::policy;
    const std::optional<Profile> named = parse_profile(settings.profile);
    if (named) return *named;
    constexpr std::array<Profile, 5> all = {Profile::policy, Profile::schedule,
                                            Profile::supervision, Profile::revision,
                                            Profile::strict};
    std::vector<std::string_view> names;
    for (const Profile each : all) names.push_back(word(each));
    const std::optional<std::size_t> near = nearest(settings.profile, names);
    throw UnknownKey("profile", settings.profile, near ? names[*near] : std::string_view());
}

/// Which rules to run, in the order of all rules.
std::vector<bool> choose(const CheckOptions& options, const CheckSettings& settings) {
    const std::span<const Rule> all = rules();
    std::vector<bool> chosen(all.size(), false);
    for (const std::string& wanted : options.only)
        chosen[static_cast<std::size_t>(&rule_named(wanted) - all.data())] = true;
    if (!options.only.empty()) return chosen;
    const Profile profile = profile_of(options, settings);
    for (std::size_t i = 0; i < all.size(); ++i)
        chosen[i] = profile == Profile::strict ||
                    (all[i].profiles >> static_cast<unsigned>(profile) & 1U) != 0;
    for (const RuleSetting& each : settings.rules)
        if (each.is_on)
            chosen[static_cast<std::size_t>(&rule_named(each.rule) - all.data())] = *each.is_on;
    return chosen;
}

void append_with_length(std::string& bytes, std::string_view text) {
    bytes += std::to_string(text.size()) + ':';
    bytes += text;
}

/// The length stands before every part, so that no two lists of parts give the same bytes.
std::string fingerprint(const Plan& plan, std::string_view rule, std::vector<Node> subjects,
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
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text(16, '0');
    std::uint64_t hash = keyed_hash(bytes, {});
    for (auto digit = text.rbegin(); digit != text.rend(); ++digit, hash >>= 4)
        *digit = digits[hash & 15U];
    return text;
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
        fingerprint(plan(), rule_->id, draft.is_plan_wide ? std::vector<Node>() : draft.subjects,
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
    PLANLOOM_EXPECTS(!"the rule has no such number");
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

std::array<Family, 9> families() noexcept {
    return {structure_family(),   coverage_family(), ownership_family(),
            time_family(),        network_family(),  resilience_family(),
            supervision_family(), text_family(),     revision_family()};
}

}  // namespace coverage

std::size_t CheckResult::count(Severity severity) const noexcept {
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(),
                      [&](const Finding& each) { return each.severity == severity; }));
}

std::size_t CheckResult::count(std::string_view rule) const noexcept {
    return static_cast<std::size_t>(std::count_if(
        findings.begin(), findings.end(), [&](const Finding& each) { return each.rule == rule; }));
}

CheckResult check(const PlanGraph& graph, const CheckOptions& options, Monitor* monitor) {
    const CheckSettings settings = coverage::merge(graph.plan().head().checks, options.settings);
    const std::vector<bool> chosen = coverage::choose(options, settings);
    const coverage::Facts facts(graph, options, monitor);
    CheckResult result;
    std::size_t next = 0;
    for (const coverage::Family& family : coverage::families()) {
        for (const coverage::RuleCode& code : family.code) {
            const Rule& rule = rules()[next];
            report_progress(monitor, next, chosen.size());
            if (!chosen[next++]) continue;
            coverage::RuleRun run(facts, rule, coverage::setting_of(settings, rule), monitor);
            code.run(run);
            for (Finding& each : run.take_findings()) result.findings.push_back(std::move(each));
            if (run.ratio()) result.ratios.push_back(*run.ratio());
            if (!run.reason().en.empty())
                result.not_evaluated.push_back({std::string(rule.id), std::string(run.reason().en),
                                                std::string(run.reason().zh)});
        }
    }
    return result;
}

CheckResult check(const Plan& plan, const CheckOptions& options, Monitor* monitor) {
    // The graph dies before the plan does, so it may borrow instead of owning a copy.
    const std::shared_ptr<const Plan> borrowed(std::shared_ptr<const Plan>(), &plan);
    return check(freeze(borrowed, Faults::skip, monitor), options, monitor);
}

}  // namespace planloom

#include <planloom/core/hash.hpp>
#include <planloom/core/key_index.hpp>
#include <planloom/coverage/check.hpp>

#include "rule_run.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace planloom {
namespace coverage {
namespace {

/// Which rules to run, in the order of all rules.
std::vector<bool> choose(std::span<const std::string> only) {
    const std::span<const Rule> all = rules();
    std::vector<bool> chosen(all.size(), only.empty());
    for (const std::string& wanted : only) {
        const Rule* rule = find_rule(wanted);
        if (rule == nullptr) {
            std::vector<std::string_view> names;
            for (const Rule& each : all) {
                names.push_back(each.id);
                names.push_back(each.name);
            }
            const std::optional<std::size_t> near = nearest(wanted, names);
            throw UnknownKey("rule", wanted, near ? names[*near] : std::string_view());
        }
        chosen[static_cast<std::size_t>(rule - all.data())] = true;
    }
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
    finding.fingerprint = fingerprint(plan(), rule_->id, draft.subjects, draft.discriminator);
    finding.line = draft.line;
    if (!draft.subjects.empty()) {
        finding.where = plan().pointer(draft.subjects.front());
        if (finding.line == 0) finding.line = plan().line(draft.subjects.front());
    }
    finding.where += draft.place;
    finding.subjects = std::move(draft.subjects);
    finding.arguments = std::move(draft.arguments);
    finding.witness = std::move(draft.witness);
    findings_.push_back(std::move(finding));
}

std::vector<Finding> RuleRun::take_findings() {
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const Finding& a, const Finding& b) { return a.subjects < b.subjects; });
    return std::move(findings_);
}

std::array<Family, 5> families() noexcept {
    return {structure_family(), coverage_family(), ownership_family(), time_family(),
            text_family()};
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
    const std::vector<bool> chosen = coverage::choose(options.only);
    const coverage::Facts facts(graph);
    CheckResult result;
    std::size_t next = 0;
    for (const coverage::Family& family : coverage::families()) {
        for (const coverage::RuleCode& code : family.code) {
            const Rule& rule = rules()[next];
            report_progress(monitor, next, chosen.size());
            if (!chosen[next++]) continue;
            coverage::RuleRun run(facts, rule, monitor);
            code.run(run);
            for (Finding& each : run.take_findings()) result.findings.push_back(std::move(each));
            if (!run.reason().empty())
                result.not_evaluated.push_back({rule.id, std::string(run.reason())});
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

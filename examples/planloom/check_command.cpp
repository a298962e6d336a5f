// check: holds the plan against the rules.
#include <planloom/core/key_index.hpp>
#include <planloom/core/utf8.hpp>
#include <planloom/coverage/check.hpp>
#include <planloom/coverage/gate.hpp>
#include <planloom/io/baseline.hpp>
#include <planloom/io/read.hpp>
#include <planloom/io/text.hpp>

#include "check_marks.hpp"
#include "check_mend.hpp"
#include "commands.hpp"
#include "nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

constexpr std::size_t shown_per_rule = 10;

Json finding_json(const Plan& plan, const CheckResult& result, const Finding& finding,
                  const Marks& marks, Language language) {
    Json json;
    json["rule"] = finding.rule;
    const Rule* rule = find_rule(finding.rule);
    json["name"] = rule == nullptr ? "" : rule->name;
    json["severity"] = to_string(finding.severity);
    json["subjects"] = keys_of(plan, finding.subjects);
    Json kinds = Json::array();
    for (const Node subject : finding.subjects) kinds.push_back(word(subject.kind));
    json["subject_kinds"] = std::move(kinds);
    json["message"] = message(finding, language.code());
    json["witness"] = finding.witness;
    json["where"] = finding.where;
    json["line"] = finding.line;
    json["fingerprint"] = finding.fingerprint;
    json["fixable"] = !finding.edits.empty();
    if (marks.comparison()) json["new"] = marks.is_fresh(finding);
    if (finding.waiver) {
        const Waiver& waiver = result.waivers[*finding.waiver];
        json["accepted"]["reason"] = waiver.reason;
        json["accepted"]["approved_by"] = waiver.approved_by;
        json["accepted"]["expires"] = to_string(waiver.expires);
    }
    return json;
}

Json note_json(const Diagnostic& note) {
    Json json;
    json["code"] = note.code;
    json["severity"] = to_string(note.severity);
    json["where"] = note.where;
    json["line"] = note.line;
    json["message"] = note.message;
    return json;
}

Json ratio_json(const Ratio& ratio) {
    Json json;
    json["rule"] = ratio.rule;
    json["numerator"] = ratio.numerator;
    json["denominator"] = ratio.denominator;
    json["threshold"] = ratio.threshold;
    json["is_floor"] = ratio.is_floor;
    json["unknown"] = ratio.unknown;
    json["passes"] = ratio.passes();
    return json;
}

Json fixed_json(const BaselineEntry& entry) {
    Json json;
    json["rule"] = entry.rule;
    json["subjects"] = entry.subjects;
    json["fingerprint"] = entry.fingerprint;
    json["count"] = entry.count;
    return json;
}

std::string as_json(const ReadResult& read, const CheckResult& result, const Marks& marks,
                    Language language) {
    Json json;
    json["findings"] = Json::array();
    for (const Finding& each : result.findings)
        json["findings"].push_back(finding_json(read.plan, result, each, marks, language));
    for (const Severity each : {Severity::error, Severity::warning, Severity::info})
        json["counts"][std::string(to_string(each))] = result.count(each);
    json["accepted"] = result.accepted_count();
    json["profile"] = word(result.profile);
    json["ratios"] = Json::array();
    for (const Ratio& each : result.ratios) json["ratios"].push_back(ratio_json(each));
    if (marks.comparison()) {
        json["fixed"] = Json::array();
        for (const BaselineEntry& each : marks.comparison()->fixed)
            json["fixed"].push_back(fixed_json(each));
    }
    json["not_evaluated"] = Json::array();
    for (const NotEvaluated& each : result.not_evaluated) {
        Json entry;
        entry["rule"] = each.rule;
        entry["reason"] = message(each, language.code());
        json["not_evaluated"].push_back(std::move(entry));
    }
    json["notes"] = Json::array();
    for (const Diagnostic& each : read.notes) json["notes"].push_back(note_json(each));
    return to_text(json);
}

std::string finding_line(const Session& session, const Finding& finding, const Marks& marks) {
    const Rule* rule = find_rule(finding.rule);
    const std::string weight = session.paint().severity(
        finding.severity, severity_word(session.language(), finding.severity));
    const std::string mark = marks.word(finding, session.language());
    return fmt::format("{}: {}{} {}{}: {}\n", session.place(finding.line), weight,
                       mark.empty() ? "" : fmt::format(" ({})", mark),
                       escape_controls(finding.rule),
                       rule == nullptr ? "" : fmt::format(" {}", rule->name),
                       escape_controls(message(finding, session.language().code())));
}

// All findings of one rule, then how to mend them.
std::string group_text(const Session& session, std::span<const Finding> group, const Marks& marks) {
    const Language language = session.language();
    const std::size_t shown =
        session.arguments().all ? group.size() : std::min(group.size(), shown_per_rule);
    std::string text;
    for (const Finding& each : group.first(shown)) text += finding_line(session, each, marks);
    if (shown < group.size()) {
        text += language.say("    and {0} more of {1}; --all shows every one\n",
                             "    {1} 另有 {0} 处，加 --all 全部列出\n", group.size() - shown,
                             group.front().rule);
    }
    if (const Rule* rule = find_rule(group.front().rule); rule != nullptr) {
        const RuleText& words = language.is_chinese() ? rule->zh : rule->en;
        text += fmt::format("    {}{}\n\n", language.pick("to mend: ", "怎样改："), words.fix);
    } else {
        text += '\n';
    }
    return text;
}

std::string summary_text(const Session& session, const CheckResult& result, const Marks& marks) {
    const Language language = session.language();
    if (result.findings.empty()) {
        return language.say("{0}: no findings\n", "{0}：没有发现问题\n", session.file());
    }
    const auto amount = [&](Severity severity, const char* en, const char* zh) {
        const std::size_t count = result.count(severity);
        const std::string text = language.amount(count, en, zh);
        return count == 0 ? text : session.paint().severity(severity, text);
    };
    std::string text = fmt::format("{}{}{}\n", session.file(), language.pick(": ", "："),
                                   join(language, {amount(Severity::error, "error", "处错误"),
                                                   amount(Severity::warning, "warning", "处警告"),
                                                   amount(Severity::info, "remark", "处提示")}));
    if (result.accepted_count() > 0)
        text += language.say("{0} accepted by waivers\n", "另有 {0} 处经豁免接受\n",
                             result.accepted_count());
    if (marks.comparison())
        text += language.say("against the baseline: {0} new, {1} known, {2} fixed\n",
                             "与基线相比：新增 {0} 处，已知 {1} 处，已解决 {2} 处\n",
                             marks.comparison()->fresh.size(), marks.comparison()->known.size(),
                             marks.comparison()->fixed.size());
    return text;
}

std::string as_text(const Session& session, const CheckResult& result, const Marks& marks) {
    std::string text;
    const std::span<const Finding> findings(result.findings);
    for (std::size_t begin = 0, end = 0; begin < findings.size(); begin = end) {
        while (end < findings.size() && findings[end].rule == findings[begin].rule) ++end;
        text += group_text(session, findings.subspan(begin, end - begin), marks);
    }
    text += summary_text(session, result, marks);
    const Language language = session.language();
    if (!result.not_evaluated.empty()) text += language.pick("not evaluated:\n", "未作评价：\n");
    for (const NotEvaluated& each : result.not_evaluated) {
        const Rule* rule = find_rule(each.rule);
        text += fmt::format("    {} {}: {}\n", each.rule, rule == nullptr ? "" : rule->name,
                            escape_controls(message(each, language.code())));
    }
    return text;
}

/// What the rules are to be held against beside the plan.
CheckOptions options_of(Session& session, const std::optional<ReadResult>& before) {
    const Arguments& arguments = session.arguments();
    CheckOptions options{.only = arguments.only,
                         .profile = arguments.profile,
                         .settings = read_rules_file(session),
                         .as_of = arguments.as_of};
    if (before) options.before = &before->plan;
    return options;
}

}  // namespace

int run_check(Session& session) {
    const Arguments& arguments = session.arguments();
    if (arguments.write && !arguments.fix)
        throw UsageError(
            session.language().pick("--write belongs to --fix", "--write 须与 --fix 同用"));
    std::optional<ReadResult> before;
    if (!arguments.before.empty()) before = read_plan(arguments.before, {}, &session.progress());
    const CheckOptions options = options_of(session, before);
    std::optional<Baseline> baseline;
    if (!arguments.baseline.empty()) baseline = read_baseline_file(arguments.baseline);
    const ReadResult read = session.read();
    session.tell(read.notes);
    require_rules_file(session, options.settings, read.plan);
    session.progress().stage(session.language().pick("checking", "正在检查"));
    const CheckResult result = check(read.plan, options, &session.progress());
    if (!arguments.write_baseline.empty())
        save(arguments.write_baseline, write_baseline(baseline_of(read.plan, result)));
    const Baseline* known = baseline ? &*baseline : nullptr;
    const CheckGate gate = arguments.gate.value_or(result.gate);
    const auto exit_code = [&](const CheckResult& found) {
        return arguments.exit_zero || passes(found, gate, known) ? exit_clean : exit_findings;
    };
    if (arguments.fix) return exit_code(mend_plan(session, read.plan, result, options));
    const Marks marks(result, known);
    session.emit(session.wants_json() ? as_json(read, result, marks, session.language())
                                      : as_text(session, result, marks));
    return exit_code(result);
}

}  // namespace planloom::tool

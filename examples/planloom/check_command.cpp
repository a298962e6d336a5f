// check: holds the plan against the rules.
#include <planloom/core/key_index.hpp>
#include <planloom/core/utf8.hpp>
#include <planloom/coverage/check.hpp>

#include "commands.hpp"
#include "nodes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstddef>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

constexpr std::size_t shown_per_rule = 10;

Json finding_json(const Plan& plan, const Finding& finding, Language language) {
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

std::string as_json(const ReadResult& read, const CheckResult& result, Language language) {
    Json json;
    json["findings"] = Json::array();
    for (const Finding& each : result.findings)
        json["findings"].push_back(finding_json(read.plan, each, language));
    for (const Severity each : {Severity::error, Severity::warning, Severity::info})
        json["counts"][std::string(to_string(each))] = result.count(each);
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

std::string finding_line(const Session& session, const Finding& finding) {
    const Rule* rule = find_rule(finding.rule);
    const std::string weight = session.paint().severity(
        finding.severity, severity_word(session.language(), finding.severity));
    return fmt::format("{}: {} {} {}: {}\n", session.place(finding.line), weight, finding.rule,
                       rule == nullptr ? "" : rule->name,
                       escape_controls(message(finding, session.language().code())));
}

// All findings of one rule, then how to mend them.
std::string group_text(const Session& session, std::span<const Finding> group) {
    const Language language = session.language();
    const std::size_t shown =
        session.arguments().all ? group.size() : std::min(group.size(), shown_per_rule);
    std::string text;
    for (const Finding& each : group.first(shown)) text += finding_line(session, each);
    if (shown < group.size()) {
        text += language.say("    and {0} more of {1}; --all shows every one\n",
                             "    {1} 另有 {0} 处，加 --all 全部列出\n", group.size() - shown,
                             group.front().rule);
    }
    if (const Rule* rule = find_rule(group.front().rule); rule != nullptr) {
        const RuleText& words = language.is_chinese() ? rule->zh : rule->en;
        text += fmt::format("    {}{}\n\n", language.pick("to mend: ", "怎样改："), words.fix);
    }
    return text;
}

std::string summary_text(const Session& session, const CheckResult& result) {
    const Language language = session.language();
    if (result.findings.empty()) {
        return language.say("{0}: no findings\n", "{0}：没有发现问题\n", session.file());
    }
    const auto amount = [&](Severity severity, const char* en, const char* zh) {
        const std::size_t count = result.count(severity);
        const std::string text = language.amount(count, en, zh);
        return count == 0 ? text : session.paint().severity(severity, text);
    };
    return fmt::format("{}{}{}\n", session.file(), language.pick(": ", "："),
                       join(language, {amount(Severity::error, "error", "处错误"),
                                       amount(Severity::warning, "warning", "处警告"),
                                       amount(Severity::info, "remark", "处提示")}));
}

std::string as_text(const Session& session, const CheckResult& result) {
    std::string text;
    const std::span<const Finding> findings(result.findings);
    for (std::size_t begin = 0, end = 0; begin < findings.size(); begin = end) {
        while (end < findings.size() && findings[end].rule == findings[begin].rule) ++end;
        text += group_text(session, findings.subspan(begin, end - begin));
    }
    text += summary_text(session, result);
    const Language language = session.language();
    if (!result.not_evaluated.empty()) text += language.pick("not evaluated:\n", "未作评价：\n");
    for (const NotEvaluated& each : result.not_evaluated) {
        const Rule* rule = find_rule(each.rule);
        text += fmt::format("    {} {}: {}\n", each.rule, rule == nullptr ? "" : rule->name,
                            escape_controls(message(each, language.code())));
    }
    return text;
}

bool passes(const CheckResult& result, std::optional<Severity> gate) {
    return !gate || std::none_of(result.findings.begin(), result.findings.end(),
                                 [&](const Finding& each) { return each.severity >= *gate; });
}

}  // namespace

int run_check(Session& session) {
    const Arguments& arguments = session.arguments();
    // Before the plan is read: a wrong rule should not cost the time that a large plan takes.
    for (const std::string& rule : arguments.only) static_cast<void>(require_rule(rule));
    const ReadResult read = session.read();
    session.tell(read.notes);
    session.progress().stage(session.language().pick("checking", "正在检查"));
    const CheckResult result = check(read.plan, {.only = arguments.only}, &session.progress());
    session.emit(session.wants_json() ? as_json(read, result, session.language())
                                      : as_text(session, result));
    return passes(result, arguments.gate) ? exit_clean : exit_findings;
}

}  // namespace planloom::tool

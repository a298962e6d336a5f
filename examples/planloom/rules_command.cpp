// rules: lists the rules, or explains one.
#include <planloom/core/key_index.hpp>
#include <planloom/coverage/rules.hpp>
#include <planloom/report/table.hpp>

#include "commands.hpp"
#include "nodes.hpp"

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom::tool {
namespace {

Json words_json(const RuleText& words) {
    Json json;
    json["title"] = words.title;
    json["what"] = words.what;
    json["why"] = words.why;
    json["fix"] = words.fix;
    json["message"] = words.message;
    return json;
}

Json rule_json(const Rule& rule) {
    Json json;
    json["id"] = rule.id;
    json["name"] = rule.name;
    json["severity"] = to_string(rule.severity);
    json["source"] = rule.source;
    json["en"] = words_json(rule.en);
    json["zh"] = words_json(rule.zh);
    return json;
}

std::string explanation(const Session& session, const Rule& rule) {
    const Language language = session.language();
    const RuleText& words = language.is_chinese() ? rule.zh : rule.en;
    std::string text = fmt::format("{} ({})\n{}\n",
                                   session.paint().strong(fmt::format("{} {}", rule.id, rule.name)),
                                   severity_word(language, rule.severity), words.title);
    const auto part = [&](const char* en, const char* zh, std::string_view what) {
        if (what.empty()) return;
        text += fmt::format("\n{}\n    {}\n", session.paint().strong(language.pick(en, zh)), what);
    };
    part("What it finds", "发现什么", words.what);
    part("Why that matters", "为什么重要", words.why);
    part("How to mend it", "怎样改", words.fix);
    part("Where the rule comes from", "依据", rule.source);
    return text;
}

std::string list(const Session& session) {
    const Language language = session.language();
    TextTable table({language.pick("rule", "规则"), language.pick("name", "名称"),
                     language.pick("severity", "级别"), language.pick("finds", "内容")});
    for (const Rule& rule : rules()) {
        table.add({std::string(rule.id), std::string(rule.name),
                   severity_word(language, rule.severity),
                   std::string(language.is_chinese() ? rule.zh.title : rule.en.title)});
    }
    return table.to_string(session.terminal_width());
}

}  // namespace

const Rule& require_rule(std::string_view id_or_name) {
    if (const Rule* rule = find_rule(id_or_name); rule != nullptr) return *rule;
    std::vector<std::string_view> words;
    for (const Rule& rule : rules()) {
        words.push_back(rule.id);
        words.push_back(rule.name);
    }
    const std::optional<std::size_t> near = nearest(id_or_name, words);
    throw UnknownKey("rule", id_or_name, near ? words[*near] : std::string_view());
}

int run_rules(Session& session) {
    const std::string& wanted = session.arguments().rule;
    if (!wanted.empty()) {
        const Rule& rule = require_rule(wanted);
        session.emit(session.wants_json() ? to_text(rule_json(rule)) : explanation(session, rule));
        return exit_clean;
    }
    if (!session.wants_json()) {
        session.emit(list(session));
        return exit_clean;
    }
    Json all = Json::array();
    for (const Rule& rule : rules()) all.push_back(rule_json(rule));
    session.emit(to_text(all));
    return exit_clean;
}

}  // namespace planloom::tool

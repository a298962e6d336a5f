#include "settings_writer.hpp"

#include <planloom/core/date.hpp>
#include <planloom/core/error.hpp>

#include "json_lines.hpp"
#include "json_text.hpp"

#include <array>
#include <string_view>

namespace planloom::detail {
namespace {

constexpr std::size_t step = 2;

std::string_view word_of(RuleShape shape) noexcept {
    constexpr std::array<std::string_view, 4> all = {"required", "forbidden", "allowed", "ratio"};
    return all[static_cast<std::size_t>(shape)];
}

std::string string_of(std::string_view text) {
    std::string json;
    append_json_string(json, text);
    return json;
}

void write_rule(std::string& out, const RuleSetting& rule) {
    const bool is_switch =
        rule.is_on && !rule.severity && rule.numbers.empty() && rule.words.empty();
    if (is_switch) {
        out += *rule.is_on ? "\"on\"" : "\"off\"";
        return;
    }
    ListLines fields = ListLines::braces(out, 0);
    const auto field = [&](std::string_view name) -> std::string& {
        std::string& to = fields.element();
        append_json_string(to, name);
        return to += ": ";
    };
    if (rule.is_on) field("on") += *rule.is_on ? "true" : "false";
    if (rule.severity) field("severity") += string_of(to_string(*rule.severity));
    for (const auto& [name, value] : rule.numbers) field(name) += shortest(value);
    for (const auto& [name, words] : rule.words) {
        std::string& list = field(name);
        list += '[';
        for (std::size_t i = 0; i < words.size(); ++i)
            list += (i == 0 ? "" : ", ") + string_of(words[i]);
        list += ']';
    }
    fields.close();
}

void write_custom(std::string& out, const CustomRule& rule) {
    InlineObject object(out);
    object.text("id", rule.id);
    object.text_if("comment", rule.comment);
    object.text("shape", word_of(rule.shape));
    object.text("severity", to_string(rule.severity));
    object.text("select", rule.select);
    object.text("relation", rule.relation);
    object.text_if("target", rule.target);
    if (rule.min != 1) object.raw("min", std::to_string(rule.min));
    if (rule.max) object.raw("max", std::to_string(*rule.max));
    if (rule.at_least) object.raw("at_least", shortest(*rule.at_least));
    if (rule.at_most) object.raw("at_most", shortest(*rule.at_most));
    if (!rule.message_en.empty() || !rule.message_zh.empty()) {
        std::string message;
        InlineObject words(message);
        words.text_if("en", rule.message_en);
        words.text_if("zh", rule.message_zh);
        words.close();
        object.raw("message", message);
    }
    object.close();
}

void write_waiver(std::string& out, const Waiver& waiver) {
    InlineObject object(out);
    object.text("rule", waiver.rule);
    object.text_if("subject", waiver.subject);
    object.text_if("scope", waiver.scope);
    object.text_if("reason", waiver.reason);
    object.text_if("approved_by", waiver.approved_by);
    object.text_if("expires", to_string(waiver.expires));
    object.close();
}

template <class T>
void write_list(ObjectLines& lines, std::string_view name, const std::vector<T>& all,
                void (*write)(std::string&, const T&)) {
    if (all.empty()) return;
    ListLines list(lines.field(name), lines.indent() + step);
    for (const T& each : all) write(list.element(), each);
    list.close();
}

}  // namespace

void write_settings(std::string& out, std::size_t indent, const CheckSettings& settings) {
    ObjectLines lines(out, indent);
    lines.text_if("profile", settings.profile);
    if (!settings.rules.empty()) {
        ListLines rules = ListLines::braces(lines.field("rules"), indent + step);
        for (const RuleSetting& each : settings.rules) {
            std::string& to = rules.element();
            append_json_string(to, each.rule);
            to += ": ";
            write_rule(to, each);
        }
        rules.close();
    }
    write_list(lines, "custom", settings.custom, write_custom);
    write_list(lines, "waivers", settings.waivers, write_waiver);
    if (settings.gate) {
        const auto word = [](std::optional<Severity> limit) {
            return limit ? to_string(*limit) : std::string_view("off");
        };
        InlineObject gate(lines.field("gate"));
        gate.text("new", word(settings.gate->fresh));
        gate.text("known", word(settings.gate->known));
        gate.close();
    }
    lines.close();
}

}  // namespace planloom::detail

#include "nodes.hpp"

#include <planloom/core/utf8.hpp>

#include <utility>

namespace planloom::tool {

std::string kind_word(Language language, NodeKind kind) {
    switch (kind) {
        case NodeKind::requirement:
            return language.pick("requirement", "要求");
        case NodeKind::goal:
            return language.pick("goal", "目标");
        case NodeKind::task:
            return language.pick("task", "任务");
        case NodeKind::unit:
            break;
    }
    return language.pick("unit", "单位");
}

std::string severity_word(Language language, Severity severity) {
    if (!language.is_chinese()) return std::string(to_string(severity));
    if (severity == Severity::error) return "错误";
    return severity == Severity::warning ? "警告" : "提示";
}

std::string key_text(const Plan& plan, Node node) {
    const std::string_view key = plan.key(node);
    return key.empty() ? "\"\"" : escape_controls(key);
}

std::string title_text(const Plan& plan, Node node) {
    return plan.title(node).empty() ? key_text(plan, node) : escape_controls(plan.title(node));
}

std::string name_text(const Plan& plan, Node node) {
    const std::string key = key_text(plan, node);
    const std::string title = title_text(plan, node);
    return key == title ? key : key + " " + title;
}

std::string join(Language language, const std::vector<std::string>& texts) {
    std::string joined;
    for (const std::string& text : texts) {
        if (!joined.empty()) joined += language.pick(", ", "、");
        joined += text;
    }
    return joined;
}

std::string chain_text(const Plan& plan, std::span<const TaskId> tasks) {
    std::string text;
    for (const TaskId task : tasks) text += (text.empty() ? "" : " -> ") + key_text(plan, task);
    return text;
}

Json path_keys(const Plan& plan, Node start, std::span<const Step> path) {
    Json keys = Json::array({plan.key(start)});
    for (const Step& step : path) keys.push_back(plan.key(step.to));
    return keys;
}

Json path_steps(const PlanGraph& graph, std::span<const Step> path, Language language) {
    const Plan& plan = graph.plan();
    Json steps = Json::array();
    for (const Step& step : path) {
        Json each;
        each["from"] = plan.key(step.from);
        each["from_kind"] = word(step.from.kind);
        each["relation"] = word(step.relation);
        each["to"] = plan.key(step.to);
        each["to_kind"] = word(step.to.kind);
        each["sentence"] = sentence(graph, step, language.code());
        steps.push_back(std::move(each));
    }
    return steps;
}

// A plan that was built in memory may hold bytes that are no UTF-8; an answer never does.
std::string to_line(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

std::string to_text(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace planloom::tool

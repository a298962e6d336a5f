#include <planloom/coverage/check.hpp>

#include "rule_run.hpp"
#include "words_coverage.hpp"
#include "words_ownership.hpp"
#include "words_structure.hpp"
#include "words_supervision.hpp"
#include "words_waivers.hpp"

#include <algorithm>
#include <string>

namespace planloom {
namespace coverage {
namespace {

constexpr Word translated[] = {
    {"kind", "requirement", "requirement", "要求"},
    {"kind", "goal", "goal", "目标"},
    {"kind", "task", "task", "任务"},
    {"kind", "unit", "unit", "单位"},
    {"from", "requirement", "requirement", "要求"},
    {"from", "goal", "goal", "目标"},
    {"from", "task", "task", "任务"},
    {"from", "unit", "unit", "单位"},
    {"things", "requirement", "requirements", "要求"},
    {"things", "goal", "goals", "目标"},
    {"things", "task", "tasks", "任务"},
    {"things", "unit", "units", "单位"},
    {"items", "section", "sections", "个章节"},
    {"items", "goal", "goals", "项目标"},
    {"items", "task", "tasks", "项任务"},
    {"field", "parent", "parent", "上级"},
    {"field", "owner", "owner", "责任单位"},
    {"field", "serves", "goal it serves", "服务目标"},
    {"field", "after", "predecessor", "前置任务"},
    {"field", "implements", "requirement it implements", "落实的要求"},
    {"field", "lead", "lead unit", "牵头单位"},
    {"field", "co_lead", "co-lead unit", "共同牵头单位"},
    {"field", "responsible", "responsible unit", "责任单位"},
    {"field", "support", "supporting unit", "配合单位"},
    {"field", "guide", "guiding unit", "指导单位"},
    {"field", "implement", "implementing unit", "落实单位"},
    {"field", "supervise", "supervising unit", "督办单位"},
    {"field", "consult", "consulted unit", "征求意见单位"},
    {"field", "inform", "informed unit", "知会单位"},
    {"note", "same_form", "they differ only in spaces or in how letters are composed",
     "仅空格或字符组合方式不同"},
    {"note", "same_look", "they differ only in letter forms such as full width",
     "仅全角、半角等字形不同"},
    {"note", "not_shortest", "a shorter circle may exist, the search was cut off",
     "检索中止，可能还有更短的循环"},
    {"disposition", "partly", "adopted in part", "部分采纳"},
    {"disposition", "rejected", "rejected", "不予采纳"},
};

std::string_view value_of(const Finding& finding, std::string_view field) noexcept {
    for (const auto& [name, value] : finding.arguments)
        if (name == field) return value;
    return {};
}

/// Puts the fields into one part of a template.
/// @return whether every field had a value
bool fill(const Finding& finding, std::string_view part, bool is_chinese, std::string& text) {
    bool is_complete = true;
    while (!part.empty()) {
        const std::size_t open = std::min(part.find('{'), part.size());
        text += part.substr(0, open);
        const std::size_t close = part.find('}', open);
        if (close == std::string_view::npos) break;
        const std::string_view field = part.substr(open + 1, close - open - 1);
        const std::string_view value = value_of(finding, field);
        is_complete = is_complete && !value.empty();
        text += in_words(field, value, is_chinese);
        part.remove_prefix(close + 1);
    }
    return is_complete;
}

}  // namespace

std::string_view in_words(std::string_view field, std::string_view value,
                          bool is_chinese) noexcept {
    for (const std::span<const Word> words :
         {std::span<const Word>(translated), std::span<const Word>(structure_words),
          std::span<const Word>(coverage_words), std::span<const Word>(ownership_words),
          std::span<const Word>(supervision_words), std::span<const Word>(waiver_words)})
        for (const Word& word : words)
            if (word.field == field && word.value == value) return is_chinese ? word.zh : word.en;
    return value;
}

std::string chain_text(std::span<const std::string> keys) {
    constexpr std::size_t shown = 10;
    std::string text;
    for (std::size_t i = 0; i < keys.size() && i < shown; ++i) {
        if (i > 0) text += " → ";
        text += keys[i];
    }
    if (keys.size() > shown) text += " → … → " + keys.back();
    return text;
}

}  // namespace coverage

std::string message(const Finding& finding, std::string_view language) {
    const Rule* rule = find_rule(finding.rule);
    const bool is_chinese = language.starts_with("zh");
    if (rule == nullptr) return is_chinese ? finding.message_zh : finding.message_en;
    std::string_view rest = is_chinese ? rule->zh.message : rule->en.message;
    std::string text;
    while (!rest.empty()) {
        const std::size_t open = std::min(rest.find('['), rest.size());
        coverage::fill(finding, rest.substr(0, open), is_chinese, text);
        rest.remove_prefix(open);
        const std::size_t close = rest.find(']');
        if (close == std::string_view::npos) break;
        std::string part;
        if (coverage::fill(finding, rest.substr(1, close - 1), is_chinese, part)) text += part;
        rest.remove_prefix(close + 1);
    }
    return text;
}

std::string message(const NotEvaluated& rule, std::string_view language) {
    return language.starts_with("zh") ? rule.reason_zh : rule.reason;
}

}  // namespace planloom

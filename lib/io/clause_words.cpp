#include "clause_words.hpp"

#include "../core/chinese_text.hpp"

#include <array>

namespace planloom::chinese {
namespace {

struct LabelWord {
    std::string_view text;
    Label label;
};

constexpr LabelKind units = LabelKind::units;
constexpr LabelKind person = LabelKind::person;
constexpr LabelKind deadline = LabelKind::deadline;
constexpr Role any = Role::responsible;

/// Where one ends with another the longer one comes first.
constexpr auto labels = std::to_array<LabelWord>({
    {"第一责任单位", {units, Role::lead}},
    {"牵头责任单位", {units, Role::lead}},
    {"牵头负责单位", {units, Role::lead}},
    {"牵头单位", {units, Role::lead}},
    {"牵头部门", {units, Role::lead}},
    {"牵头处室", {units, Role::lead}},
    {"牵头", {units, Role::lead}},
    {"主责单位", {units, Role::lead}},
    {"主责部门", {units, Role::lead}},
    {"主办单位", {units, Role::lead}},
    {"主办部门", {units, Role::lead}},
    {"配合责任单位", {units, Role::support}},
    {"配合单位", {units, Role::support}},
    {"配合部门", {units, Role::support}},
    {"协同单位", {units, Role::support}},
    {"协办单位", {units, Role::support}},
    {"协办部门", {units, Role::support}},
    {"协助单位", {units, Role::support}},
    {"参与单位", {units, Role::support}},
    {"参与部门", {units, Role::support}},
    {"参加单位", {units, Role::support}},
    {"支持单位", {units, Role::support}},
    {"支持部门", {units, Role::support}},
    {"配合", {units, Role::support}},
    {"指导单位", {units, Role::guide}},
    {"指导部门", {units, Role::guide}},
    {"落实单位", {units, Role::implement}},
    {"落实主体", {units, Role::implement}},
    {"实施单位", {units, Role::implement}},
    {"实施主体", {units, Role::implement}},
    {"执行单位", {units, Role::implement}},
    {"督办单位", {units, Role::supervise}},
    {"督查单位", {units, Role::supervise}},
    {"督导单位", {units, Role::supervise}},
    {"督促单位", {units, Role::supervise}},
    {"监督单位", {units, Role::supervise}},
    {"督办部门", {units, Role::supervise}},
    {"征求意见单位", {units, Role::consult}},
    {"会签单位", {units, Role::consult}},
    {"抄送单位", {units, Role::inform}},
    {"知会单位", {units, Role::inform}},
    {"责任单位", {units, any}},
    {"责任部门", {units, any}},
    {"责任主体", {units, any}},
    {"责任处室", {units, any}},
    {"承办单位", {units, any}},
    {"承办部门", {units, any}},
    {"承担单位", {units, any}},
    {"负责单位", {units, any}},
    {"负责部门", {units, any}},
    {"完成单位", {units, any}},
    {"主管部门", {units, any}},
    {"任务分工", {units, any}},
    {"责任分工", {units, any}},
    {"责任领导", {person, any}},
    {"分管领导", {person, any}},
    {"牵头领导", {person, any}},
    {"包抓领导", {person, any}},
    {"责任人", {person, any}},
    {"联系人", {person, any}},
    {"督办人", {person, any}},
    {"联系电话", {person, any}},
    {"完成时限", {deadline, any}},
    {"完成时间", {deadline, any}},
    {"完成期限", {deadline, any}},
    {"办结时限", {deadline, any}},
    {"时间节点", {deadline, any}},
    {"时间要求", {deadline, any}},
    {"时间安排", {deadline, any}},
    {"工作时限", {deadline, any}},
    {"落实时限", {deadline, any}},
    {"完成节点", {deadline, any}},
    {"时限要求", {deadline, any}},
    {"整改时限", {deadline, any}},
    {"时限", {deadline, any}},
});

constexpr auto adverbs = std::to_array<std::string_view>(
    {"按职责分工",   "按照职责分工", "按职能分工",     "按职责",     "按职能",
     "按照职责",     "按分工",       "按各自职责分工", "按各自职责", "按照各自职责分工",
     "按照各自职责", "根据职责分工", "依职责分工",     "依职责",     "依据职责分工",
     "依据职责",     "职责分工",     "分工",           "各自",       "分别",
     "共同",         "联合",         "协同",           "各负其责",   "依法依规",
     "依法",         "按规定",       "结合实际",       "具体",       "积极",
     "密切",         "全力",         "认真",           "切实",       "加强",
     "做好",         "抓好",         "按要求",         "统一",       "分级",
     "主要",         "直接",         "对口",           "整体",       "全面"});

constexpr auto joint_words =
    std::to_array<std::string_view>({"分工", "职责", "职能", "各自", "分别", "共同", "联合"});

constexpr auto verbs = std::to_array<std::string_view>(
    {"牵头", "主办", "总负责", "负责", "督办", "督查",     "督导",     "督促",     "监督",
     "检查", "指导", "参与",   "参加", "配合", "协助",     "支持",     "协办",     "协同",
     "落实", "实施", "执行",   "承办", "办理", "完成",     "推进",     "推动",     "统筹",
     "协调", "开展", "承担",   "主责", "会签", "组织实施", "组织推进", "组织落实", "组织开展"});

Role role_of(std::string_view words) {
    const auto has = [&](std::initializer_list<std::string_view> list) {
        return contains_any(words, {list.begin(), list.size()});
    };
    if (has({"牵头", "主办", "主责", "总负责"})) return Role::lead;
    if (has({"督办", "督查", "督导", "督促", "监督", "检查"})) return Role::supervise;
    if (has({"指导"})) return Role::guide;
    if (has({"参与", "参加", "配合", "协助", "支持", "协办"})) return Role::support;
    if (has({"会签"})) return Role::consult;
    if (has({"落实", "实施", "执行"})) return Role::implement;
    return Role::responsible;
}

/// Takes words such as 有关, 部门, 等 off the front until none is left.
void take_rest_words(std::string_view& text) {
    constexpr auto words = std::to_array<std::string_view>(
        {"有关", "相关", "各",   "其他", "中央", "国家", "省级",   "市级", "县级", "省直",
         "市直", "区直", "县直", "部门", "单位", "方面", "地区",   "机构", "企业", "和",
         "及",   "个",   "家",   "多",   "余",   "成员", "委办局", "组织", "地方", "责任"});
    while (true) {
        const std::size_t before = text.size();
        (void)take_any(text, words);
        (void)take_number(text);
        if (text.size() == before) return;
    }
}

}  // namespace

std::optional<Label> take_label_back(std::string_view& text) {
    for (const LabelWord& word : labels) {
        if (!text.ends_with(word.text)) continue;
        text = trim(text.substr(0, text.size() - word.text.size()));
        return word.label;
    }
    return std::nullopt;
}

std::optional<Verb> take_verb_back(std::string_view& text) {
    std::string_view rest = text;
    bool has_verb = false;
    while (true) {
        rest = trim(rest);
        if (!take_any_back(rest, verbs).empty()) {
            has_verb = true;
            continue;
        }
        if (take_any_back(rest, adverbs).empty()) break;
    }
    if (!has_verb) return std::nullopt;
    const std::string_view taken = text.substr(rest.size());
    text = rest;
    return Verb{role_of(taken), contains_any(taken, joint_words)};
}

bool is_rest_of_list(std::string_view text) {
    if (text.empty()) return false;
    take_rest_words(text);
    return text.empty();
}

bool take_open_back(std::string_view& text) {
    constexpr std::string_view and_others = "等";
    const std::size_t at = text.rfind(and_others);
    if (at == std::string_view::npos || at == 0) return false;
    std::string_view rest = text.substr(at + and_others.size());
    take_rest_words(rest);
    if (!trim(rest).empty()) return false;
    text = trim(text.substr(0, at));
    return true;
}

bool is_nothing(std::string_view text) {
    constexpr auto nothing = std::to_array<std::string_view>(
        {"无", "—", "——", "-", "--", "－", "/", "／", "暂无", "没有", "\\", "―", "–"});
    text = trim(text);
    return text.empty() || is_any(text, nothing);
}

bool says_first_is_lead(std::string_view text) {
    constexpr auto first = std::to_array<std::string_view>(
        {"第一位", "首位", "第一家", "排名第一", "排第一", "列第一", "列首", "排首", "排名首",
         "第一个", "排在最前", "列最前", "排在前", "列在前", "第一责任单位为", "第一单位"});
    constexpr auto lead =
        std::to_array<std::string_view>({"牵头", "主办", "总负责", "主要责任", "主责", "汇总"});
    return contains_any(text, first) && contains_any(text, lead);
}

}  // namespace planloom::chinese

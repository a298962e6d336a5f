// impact: what breaks if units fail or tasks are dropped, and who must be told.
#include <planloom/core/utf8.hpp>
#include <planloom/impact/impact.hpp>
#include <planloom/model/views.hpp>

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

// A path of a million steps tells nobody more than its end does. So that an answer stays readable
// by machines too, its paths get shorter the more of them there are.
constexpr std::size_t most_steps_in_json = 100;
constexpr std::size_t all_steps_in_json = 500'000;
constexpr std::size_t steps_in_text = 8;

// The last steps of the path from the cause to an affected node.
std::vector<Step> end_of_path(const Impact& impact, const Affected& affected, std::size_t most) {
    std::vector<Step> steps(std::min<std::size_t>(affected.steps, most));
    const Affected* at = &affected;
    for (std::size_t i = steps.size(); i > 0; --i) {
        steps[i - 1] = at->last;
        if (i > 1) at = impact.find(at->last.from);
    }
    return steps;
}

Json affected_json(const PlanGraph& graph, const Impact& impact, const Affected& affected,
                   Language language) {
    const Plan& plan = graph.plan();
    const std::vector<Step> path = end_of_path(
        impact, affected,
        std::clamp(all_steps_in_json / impact.affected.size(), steps_in_text, most_steps_in_json));
    Json json;
    json["kind"] = word(affected.node.kind);
    json["key"] = plan.key(affected.node);
    json["title"] = plan.title(affected.node);
    json["effect"] = word(affected.effect, affected.node.kind);
    json["severity"] = to_string(severity(affected.effect));
    json["share"] = affected.share;
    json["path"] = path_keys(plan, path.empty() ? affected.node : path.front().from, path);
    json["steps"] = path_steps(graph, path, language);
    json["earlier_steps"] = affected.steps - path.size();
    json["sentence"] = sentence(graph, path, language.code());
    return json;
}

Json notice_json(const Plan& plan, const Notice& notice) {
    Json json;
    json["unit"] = plan.key(notice.unit);
    json["tasks"] = keys_of(plan, notice.tasks);
    json["goals"] = keys_of(plan, notice.goals);
    return json;
}

// A list with one line for each item, so that a long answer need not lie in memory twice.
template <class Items, class ItemJson>
std::string list_text(const Items& items, ItemJson&& item_json) {
    std::string text = "[";
    for (const auto& item : items) {
        text += text.size() == 1 ? "\n    " : ",\n    ";
        text += to_line(item_json(item));
    }
    return text + (text.size() == 1 ? "]" : "\n  ]");
}

std::string as_json(const PlanGraph& graph, const Impact& impact, Language language) {
    const Plan& plan = graph.plan();
    Json cause;
    cause["units"] = keys_of(plan, impact.cause.failed_units);
    cause["tasks"] = keys_of(plan, impact.cause.dropped_tasks);
    std::string text = "{\n  \"cause\": " + to_line(cause) + ",\n  \"affected\": ";
    text += list_text(impact.affected, [&](const Affected& each) {
        return affected_json(graph, impact, each, language);
    });
    text += ",\n  \"notify\": ";
    text += list_text(impact.notify, [&](const Notice& each) { return Json(plan.key(each.unit)); });
    text += ",\n  \"notices\": ";
    text += list_text(impact.notify, [&](const Notice& each) { return notice_json(plan, each); });
    return text + "\n}\n";
}

template <class Range>
std::string names(const Plan& plan, const Range& nodes, Language language) {
    std::vector<std::string> texts;
    for (const auto node : nodes) texts.push_back(name_text(plan, node));
    return join(language, texts);
}

std::string keys(const Plan& plan, const std::vector<TaskId>& tasks,
                 const std::vector<GoalId>& goals, Language language) {
    std::vector<std::string> texts;
    for (const TaskId task : tasks) texts.push_back(key_text(plan, task));
    for (const GoalId goal : goals) texts.push_back(key_text(plan, goal));
    return join(language, texts);
}

// `If 省大数据局 fails and T3 is dropped`.
std::string cause_text(const Plan& plan, const Cause& cause, Language language) {
    std::vector<std::string> parts;
    if (!cause.failed_units.empty()) {
        const std::string units = names(plan, cause.failed_units, language);
        parts.push_back(cause.failed_units.size() == 1
                            ? language.say("{0} fails", "{0}不能履职", units)
                            : language.say("{0} fail", "{0}都不能履职", units));
    }
    if (!cause.dropped_tasks.empty()) {
        const std::string tasks = names(plan, cause.dropped_tasks, language);
        parts.push_back(cause.dropped_tasks.size() == 1
                            ? language.say("{0} is dropped", "任务{0}取消", tasks)
                            : language.say("{0} are dropped", "任务{0}都取消", tasks));
    }
    std::string text = language.pick("If ", "如果");
    text += parts.front();
    if (parts.size() > 1) text += language.pick(" and ", "，") + parts.back();
    return text;
}

std::size_t count_of(const Impact& impact, NodeKind kind) {
    return static_cast<std::size_t>(
        std::count_if(impact.affected.begin(), impact.affected.end(),
                      [&](const Affected& each) { return each.node.kind == kind; }));
}

std::string summary_text(const Plan& plan, const Impact& impact, Language language) {
    const std::string cause = cause_text(plan, impact.cause, language);
    if (impact.affected.empty())
        return language.say("{0}, nothing else in the plan is harmed.\n",
                            "{0}，方案其他部分不受影响。\n", cause);
    const std::size_t tasks = count_of(impact, NodeKind::task);
    const std::size_t goals = count_of(impact, NodeKind::goal);
    std::string text = language.say("{0}, {1} of {2} and {3} of {4} are affected",
                                    "{0}，{2}中有 {1} 项、{4}中有 {3} 个受影响", cause, tasks,
                                    language.amount(plan.tasks().size(), "task", "项任务"), goals,
                                    language.amount(plan.goals().size(), "goal", "个目标"));
    if (!plan.requirements().empty()) {
        text += language.say(", and {0} of {1}", "，{1}中有 {0} 条受影响",
                             count_of(impact, NodeKind::requirement),
                             language.amount(plan.requirements().size(), "requirement", "条要求"));
    }
    text += language.say("; {0} must be told.\n", "；需告知 {0}。\n",
                         language.amount(impact.notify.size(), "other unit", "个其他单位"));
    return text;
}

// The head of those that suffer the same: `Tasks blocked`, `受阻的任务`.
std::string group_head(const Affected& first, Language language) {
    const bool stopped = first.effect == Effect::stopped;
    const bool incomplete = first.effect == Effect::incomplete;
    switch (first.node.kind) {
        case NodeKind::task:
            if (stopped) return language.pick("Tasks that cannot be done", "无法推进的任务");
            return incomplete ? language.pick("Tasks done in part only", "只能部分推进的任务")
                              : language.pick("Tasks that go on with less help", "受到削弱的任务");
        case NodeKind::goal:
            if (stopped) return language.pick("Goals lost", "落空的目标");
            return incomplete ? language.pick("Goals reached in part only", "只能部分实现的目标")
                              : language.pick("Goals with less support", "支撑减弱的目标");
        case NodeKind::requirement:
            if (stopped) return language.pick("Requirements left unanswered", "无法落实的要求");
            return incomplete
                       ? language.pick("Requirements answered in part only", "只能部分落实的要求")
                       : language.pick("Requirements with a weaker answer", "落实力度减弱的要求");
        case NodeKind::unit:
            break;
    }
    return language.pick("Units", "单位");
}

std::string affected_text(const PlanGraph& graph, const Impact& impact, const Affected& affected,
                          Language language) {
    std::string text = "  " + name_text(graph.plan(), affected.node);
    // Stopped says all of it already.
    if (affected.share > 0 && affected.effect != Effect::stopped) {
        text += language.say(" ({0:.0f}% of what carries it is harmed)", "（{0:.0f}% 的支撑受损）",
                             100 * affected.share);
    }
    text += "\n";
    const std::vector<Step> path = end_of_path(impact, affected, steps_in_text);
    if (path.empty()) return text;
    text += language.pick("      because ", "      因为");
    if (path.size() < affected.steps) {
        text += language.say("of {0} earlier steps, and then ", "先有 {0} 步，然后",
                             affected.steps - path.size());
    }
    return text + escape_controls(sentence(graph, path, language.code())) + "\n";
}

std::string as_text(const Session& session, const PlanGraph& graph, const Impact& impact) {
    const Plan& plan = graph.plan();
    const Language language = session.language();
    std::string text = summary_text(plan, impact, language);
    const std::span<const Affected> affected(impact.affected);
    for (std::size_t begin = 0, end = 0; begin < affected.size(); begin = end) {
        const Affected& first = affected[begin];
        while (end < affected.size() && affected[end].effect == first.effect &&
               affected[end].node.kind == first.node.kind) {
            ++end;
        }
        text += fmt::format(
            "\n{} ({})\n",
            session.paint().severity(severity(first.effect), group_head(first, language)),
            end - begin);
        for (const Affected& each : affected.subspan(begin, end - begin))
            text += affected_text(graph, impact, each, language);
    }
    if (impact.notify.empty()) return text;
    text += fmt::format(
        "\n{} ({})\n",
        session.paint().strong(language.pick("Units that must be told", "需要告知的单位")),
        impact.notify.size());
    for (const Notice& each : impact.notify) {
        text += fmt::format("  {}{}{}\n", name_text(plan, each.unit), language.pick(": ", "："),
                            keys(plan, each.tasks, each.goals, language));
    }
    return text;
}

}  // namespace

int run_impact(Session& session) {
    const Arguments& arguments = session.arguments();
    const Language language = session.language();
    if (arguments.units.empty() && arguments.tasks.empty())
        throw UsageError(
            language.pick("impact needs a cause: --unit KEY or --task KEY, or several of them",
                          "impact 需要说明原因：--unit 单位 或 --task 任务，可以有多个"));
    const PlanGraph graph = session.read_graph();
    const Plan& plan = graph.plan();
    Cause cause;
    for (const std::string& key : arguments.units)
        cause.failed_units.push_back(plan.unit(key).id());
    for (const std::string& key : arguments.tasks)
        cause.dropped_tasks.push_back(plan.task(key).id());
    session.progress().stage(language.pick("following the harm", "正在推算影响"));
    const Impact result = impact(graph, cause, &session.progress());
    session.emit(session.wants_json() ? as_json(graph, result, language)
                                      : as_text(session, graph, result));
    return exit_clean;
}

}  // namespace planloom::tool

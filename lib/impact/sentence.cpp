#include <planloom/core/duration.hpp>
#include <planloom/impact/impact.hpp>
#include <planloom/model/views.hpp>

#include "../core/fill_pattern.hpp"

#include <array>

namespace planloom {
namespace {

/// A sentence with `{}` for the first name and `[]` for the second.
struct Pattern {
    std::string_view en, zh;

    [[nodiscard]] std::string fill(std::string_view language, std::string_view from,
                                   std::string_view to) const {
        return detail::fill_pattern(language == "zh" ? zh : en, from, to);
    }
};

constexpr std::array<Pattern, 9> roles = {{
    {"{} leads []", "{}牵头[]"},
    {"{} co-leads []", "{}共同牵头[]"},
    {"{} is responsible for []", "{}负责[]"},
    {"{} supports []", "{}配合[]"},
    {"{} guides []", "{}指导[]"},
    {"{} implements []", "{}落实[]"},
    {"{} supervises []", "{}督办[]"},
    {"{} is consulted on []", "[]须征求{}意见"},
    {"{} is informed of []", "[]须知会{}"},
}};

constexpr std::array<Pattern, 4> hard_links = {{
    {"{} must finish before [] starts", "{}完成后[]才能开始"},
    {"{} must start before [] starts", "{}开始后[]才能开始"},
    {"{} must finish before [] finishes", "{}完成后[]才能完成"},
    {"{} must start before [] finishes", "{}开始后[]才能完成"},
}};

constexpr std::array<Pattern, 4> soft_links = {{
    {"{} should finish before [] starts", "{}宜在[]开始前完成"},
    {"{} should start before [] starts", "{}宜在[]开始前开始"},
    {"{} should finish before [] finishes", "{}宜在[]完成前完成"},
    {"{} should start before [] finishes", "{}宜在[]完成前开始"},
}};

constexpr std::array<Pattern, 3> supports = {{
    {"goal [] needs {}", "目标[]离不开{}"},
    {"{} is one way to reach goal []", "{}是实现目标[]的可选途径之一"},
    {"{} helps goal []", "{}助力目标[]"},
}};

constexpr Pattern only_task = {"{} is the only task of goal []", "{}是目标[]的唯一任务"};
constexpr Pattern subtask = {"{} is part of []", "{}是[]的组成部分"};
constexpr Pattern contains = {"{} contains []", "{}包含[]"};
constexpr Pattern subgoal = {"goal {} is part of goal []", "目标{}是目标[]的组成部分"};
constexpr Pattern goal_answers = {"goal {} answers requirement []", "目标{}回应要求[]"};
constexpr Pattern task_answers = {"{} answers requirement []", "{}回应要求[]"};
constexpr Pattern owns = {"{} owns goal []", "{}主管目标[]"};

std::string lag_in_words(Minutes lag, const WorkTime& work, std::string_view language) {
    if (lag == 0) return {};
    const std::string length = format_duration(lag < 0 ? -lag : lag, work);
    if (language == "zh") return (lag > 0 ? "（间隔" : "（提前") + length + "）";
    return lag > 0 ? " (" + length + " apart)" : " (up to " + length + " early)";
}

std::string link_sentence(const Plan& plan, const Step& step, std::string_view language) {
    const DependencyTable& table = plan.dependency_table();
    const auto type = static_cast<std::size_t>(table.type[step.row]);
    const Pattern& pattern = table.is_soft[step.row] != 0 ? soft_links[type] : hard_links[type];
    std::string text = pattern.fill(language, plan.key(step.from), plan.key(step.to)) +
                       lag_in_words(table.lag[step.row], plan.head().work, language);
    std::string above;
    const auto add = [&](TaskId task, Node end) {
        if (task == end) return;
        if (!above.empty()) above += language == "zh" ? "、" : ", ";
        above += plan.key(task);
    };
    add(table.predecessor[step.row], step.from);
    add(table.successor[step.row], step.to);
    if (!above.empty())
        text += language == "zh" ? "（经由" + above + "）" : " (through " + above + ")";
    return text;
}

std::string assignment_sentence(const Plan& plan, const Step& step, std::string_view language) {
    const AssignmentTable& table = plan.assignment_table();
    const Node task = table.task[step.row];
    const auto role = static_cast<std::size_t>(table.role[step.row]);
    std::string text = roles[role].fill(language, plan.key(step.from), plan.key(task));
    if (task != step.to)
        text += (language == "zh" ? "，" : "; ") +
                subtask.fill(language, plan.key(step.to), plan.key(task));
    return text;
}

}  // namespace

std::string sentence(const PlanGraph& graph, const Step& step, std::string_view language) {
    const Plan& plan = graph.plan();
    const std::string_view from = plan.key(step.from);
    const std::string_view to = plan.key(step.to);
    switch (step.relation) {
        case Relation::assigned:
            return assignment_sentence(plan, step, language);
        case Relation::depends:
            return link_sentence(plan, step, language);
        case Relation::owns:
            return owns.fill(language, from, to);
        case Relation::part_of_task: {
            const bool is_downwards = graph.parent(step.to.task()) == step.from.task();
            return (is_downwards ? contains : subtask).fill(language, from, to);
        }
        case Relation::serves: {
            if (graph.serves(step.to.goal()).size() == 1) return only_task.fill(language, from, to);
            const auto role = static_cast<std::size_t>(plan.serves_table().role[step.row]);
            return supports[role].fill(language, from, to);
        }
        case Relation::part_of_goal:
            return subgoal.fill(language, from, to);
        case Relation::implements:
            return (step.from.kind == NodeKind::goal ? goal_answers : task_answers)
                .fill(language, from, to);
    }
    return {};
}

std::string sentence(const PlanGraph& graph, std::span<const Step> path,
                     std::string_view language) {
    std::string text;
    for (const Step& step : path) {
        if (!text.empty()) text += language == "zh" ? "；" : "; ";
        text += sentence(graph, step, language);
    }
    return text;
}

}  // namespace planloom

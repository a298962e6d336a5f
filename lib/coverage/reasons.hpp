// Why a rule had nothing to look at.
#pragma once

#include <string_view>

namespace planloom::coverage::reasons {

inline constexpr std::string_view no_rows = "the plan has no rows";
inline constexpr std::string_view no_references = "nothing in the plan refers to anything";
inline constexpr std::string_view no_dependencies = "the plan has no dependencies";
inline constexpr std::string_view no_parents = "nothing in the plan has a parent";
inline constexpr std::string_view no_subtasks = "no task has a subtask";
inline constexpr std::string_view no_goals = "the plan has no goals";
inline constexpr std::string_view no_tasks = "no task is left that is not cancelled";
inline constexpr std::string_view no_demands =
    "the plan has no clause or problem that must be answered";
inline constexpr std::string_view no_units = "the plan names no units";
inline constexpr std::string_view no_open_tasks = "the plan has no open task";
inline constexpr std::string_view no_leads = "no task has a lead";
inline constexpr std::string_view no_deadlines_under_horizon =
    "no task with a deadline is necessary for a goal with a horizon";
inline constexpr std::string_view no_nested_horizons = "no goal and its parent both have a horizon";
inline constexpr std::string_view no_horizons = "no goal has a horizon";
inline constexpr std::string_view nothing_due = "nothing in the plan has a deadline";
inline constexpr std::string_view one_horizon = "the goals have fewer than two different horizons";
inline constexpr std::string_view nothing_declared =
    "the plan does not say how many goals, tasks or sections it has";
inline constexpr std::string_view no_comments = "the plan has no comments";
inline constexpr std::string_view none_turned_down = "no comment was rejected or adopted in part";

struct Reason {
    std::string_view en, zh;
};

inline constexpr Reason all[] = {
    {no_rows, "方案没有任何内容"},
    {no_references, "方案中各项之间没有引用关系"},
    {no_dependencies, "方案没有前后置关系"},
    {no_parents, "方案没有上下级关系"},
    {no_subtasks, "没有任务分解出子任务"},
    {no_goals, "方案没有目标"},
    {no_tasks, "没有未取消的任务"},
    {no_demands, "方案没有必须落实的条款或问题"},
    {no_units, "方案没有涉及任何单位"},
    {no_open_tasks, "没有尚在办理的任务"},
    {no_leads, "没有任务明确牵头单位"},
    {no_deadlines_under_horizon, "没有既有完成时限、又服务于有目标年的目标的必要任务"},
    {no_nested_horizons, "没有上下级都设定目标年的目标"},
    {no_horizons, "没有目标设定目标年"},
    {nothing_due, "方案没有任何完成时限"},
    {one_horizon, "各项目标的目标年不足两个"},
    {nothing_declared, "方案没有写明目标、任务或章节的数量"},
    {no_comments, "方案没有征求到的意见"},
    {none_turned_down, "没有未采纳或部分采纳的意见"},
};

}  // namespace planloom::coverage::reasons

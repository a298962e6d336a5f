// Why a rule had nothing to look at.
#pragma once

#include <string_view>

namespace planloom::coverage {

/// A reason in English and Chinese.
struct Reason {
    std::string_view en, zh;
};

namespace reasons {

inline constexpr Reason no_rows = {"the plan has no rows", "方案没有任何内容"};
inline constexpr Reason no_references = {"nothing in the plan refers to anything",
                                         "方案中各项之间没有引用关系"};
inline constexpr Reason no_dependencies = {"the plan has no dependencies", "方案没有前后置关系"};
inline constexpr Reason no_parents = {"nothing in the plan has a parent", "方案没有上下级关系"};
inline constexpr Reason no_subtasks = {"no task has a subtask", "没有任务分解出子任务"};
inline constexpr Reason no_goals = {"the plan has no goals", "方案没有目标"};
inline constexpr Reason no_tasks = {"no task is left that is not cancelled", "没有未取消的任务"};
inline constexpr Reason no_demands = {"the plan has no clause or problem that must be answered",
                                      "方案没有必须落实的条款或问题"};
inline constexpr Reason no_units = {"the plan names no units", "方案没有涉及任何单位"};
inline constexpr Reason no_open_tasks = {"the plan has no open task", "没有尚在办理的任务"};
inline constexpr Reason no_leads = {"no task has a lead", "没有任务明确牵头单位"};
inline constexpr Reason no_deadlines_under_horizon = {
    "no task with a deadline is necessary for a goal with a horizon",
    "没有既有完成时限、又服务于有目标年的目标的必要任务"};
inline constexpr Reason no_nested_horizons = {"no goal and its parent both have a horizon",
                                              "没有上下级都设定目标年的目标"};
inline constexpr Reason no_horizons = {"no goal has a horizon", "没有目标设定目标年"};
inline constexpr Reason nothing_due = {"nothing in the plan has a deadline",
                                       "方案没有任何完成时限"};
inline constexpr Reason one_horizon = {"the goals have fewer than two different horizons",
                                       "各项目标的目标年不足两个"};
inline constexpr Reason nothing_declared = {
    "the plan does not say how many goals, tasks or sections it has",
    "方案没有写明目标、任务或章节的数量"};
inline constexpr Reason no_comments = {"the plan has no comments", "方案没有征求到的意见"};
inline constexpr Reason none_turned_down = {"no comment was rejected or adopted in part",
                                            "没有未采纳或部分采纳的意见"};

}  // namespace reasons
}  // namespace planloom::coverage

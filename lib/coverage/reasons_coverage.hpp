// Why a rule on coverage had nothing to look at.
#pragma once

#include "reasons.hpp"

namespace planloom::coverage::reasons {

inline constexpr Reason no_served_goals = {"no task serves a goal of the plan",
                                           "没有任务支撑方案中的目标"};
inline constexpr Reason no_closed_goals = {"no goal is closed to further tasks",
                                           "没有目标写明不再增加任务"};
inline constexpr Reason no_needs = {"no goal that tasks serve says what they must bear",
                                    "有任务的目标都没有写明需要哪些类别的任务"};
inline constexpr Reason no_subgoals = {"no goal has a subgoal", "没有目标分解出分目标"};
inline constexpr Reason no_clauses = {"the plan lists no clause of a parent policy",
                                      "方案没有列出上位文件的条款"};
inline constexpr Reason nothing_implements = {"nothing in the plan says what it implements",
                                              "方案没有写明各项内容落实哪些要求"};
inline constexpr Reason no_indicators = {"no goal has an indicator", "没有目标设定指标"};
inline constexpr Reason no_kinds_above = {
    "no goal with subgoals says of all its indicators what kind they are",
    "有分目标的目标都没有写明全部指标的类别"};
inline constexpr Reason no_made_up_targets = {
    "no indicator is made up of targets of subgoals that are numbers",
    "没有由分目标的数字目标值汇总而成的指标"};
inline constexpr Reason no_deliverable_tasks = {"no open task is to end with something of its own",
                                                "没有需要形成成果的在办任务"};
inline constexpr Reason no_tasks_to_compare = {"no two tasks have the same goals and the same lead",
                                               "没有目标和牵头单位都相同的任务"};

}  // namespace planloom::coverage::reasons

// Why a rule on ownership had nothing to look at.
#pragma once

#include "reasons.hpp"

namespace planloom::coverage::reasons {

inline constexpr Reason no_assignments = {"no task names a unit", "没有任务列出承担单位"};
inline constexpr Reason no_inferred_leads = {"every lead is written as such",
                                             "各项任务的牵头单位均已写明"};
inline constexpr Reason no_unit_windows = {"no unit says from when or until when it exists",
                                           "没有单位写明设立或撤销时间"};
inline constexpr Reason no_task_levels = {
    "no task with a unit says at which level it is done, or no unit has a level",
    "有承担单位的任务没有写明办理层级，或单位没有写明层级"};
inline constexpr Reason few_leading_units = {
    "too few units lead tasks to compare, and none has a capacity",
    "牵头单位太少，无法比较，也没有写明承载能力"};
inline constexpr Reason no_short_tasks = {"no open task says how long it takes",
                                          "没有在办任务写明工期"};
inline constexpr Reason no_duty_texts = {
    "neither assignments nor units say in words what a lead does", "没有写明牵头单位具体职责"};
inline constexpr Reason no_level_pairs = {
    "no task has a lead and other units whose levels are known",
    "没有任务的牵头单位和其他单位都写明层级"};
inline constexpr Reason few_levels = {
    "the plan names fewer than three levels, or no unit of a task has one of them",
    "方案列出的层级不足三级，或承担单位没有写明层级"};
inline constexpr Reason few_tasks = {"the plan has too few tasks to speak of shares",
                                     "任务太少，不宜计算占比"};

}  // namespace planloom::coverage::reasons

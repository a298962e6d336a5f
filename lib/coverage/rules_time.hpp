// The words of the rules on deadlines and horizons.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array time_rules = {
    Rule{.id = "PL401",
         .name = "no-deadline",
         .severity = Severity::warning,
         .source = "breakdown tables of government plans: 完成时限",
         .en = {.title = "A task has no deadline",
                .what =
                    "An open task without subtasks that has no deadline, is not ongoing and does "
                    "not come back regularly; what a task above it says holds for it too. Only a "
                    "remark where fewer than a fifth of the tasks that are not ongoing have one.",
                .why = "Without a deadline nobody can say whether the task is late.",
                .fix = "Set a deadline, or declare the task as ongoing.",
                .message = "task {task} has no deadline and is not ongoing"},
         .zh = {.title = "任务没有完成时限",
                .what =
                    "尚在办理、没有子任务的任务，其自身及各级上级任务都没有完成时限，也不是持续推进"
                    "或定期开展。非持续推进的任务中设有时限的不足五分之一时，仅作提示。",
                .why = "没有时限就无法判断任务是否逾期，难以督办。",
                .fix = "明确完成时限，或写明持续推进。",
                .message = "任务 {task} 没有完成时限，也未写明持续推进"}},
    Rule{
        .id = "PL404",
        .name = "task-after-goal",
        .severity = Severity::error,
        .source = "GAO schedule assessment: vertical traceability",
        .en = {.title = "A task is due after the goal that needs it",
               .what = "A task whose deadline lies after the horizon of a goal for which it is "
                       "necessary. The last days of both periods are compared; cancelled tasks are "
                       "not looked at.",
               .why = "Even if everything goes well, the goal is missed.",
               .fix = "Bring the deadline forward, move the goal's horizon, or say that the task "
                      "only supports the goal.",
               .message =
                   "task {task} is due by {due}, after {horizon}, the horizon of goal {goal} "
                   "that needs it"},
        .zh = {.title = "任务时限晚于所支撑的目标",
               .what =
                   "必要任务的完成时限晚于其服务目标的目标年，按各自期限的最后一天比较。已取消的"
                   "任务不看。",
               .why = "即使各项工作都如期完成，目标也无法按期实现。",
               .fix = "提前任务时限，或调整目标年；任务对目标只起辅助作用的，写明为辅助。",
               .message = "任务 {task} 的完成时限 {due} 晚于目标 {goal} 的目标年 {horizon}"}},
    Rule{
        .id = "PL405",
        .name = "goal-after-parent",
        .severity = Severity::error,
        .source = "consistency of goals and subgoals",
        .en = {.title = "A goal is due after its parent goal",
               .what = "A goal whose horizon lies after the horizon of its parent.",
               .why = "The parent goal cannot be reached before its parts are.",
               .fix = "Bring the horizon forward, move the parent's, or take the goal out of the "
                      "parent.",
               .message =
                   "goal {goal} has the horizon {horizon}, after {limit}, the horizon of its "
                   "parent {parent}"},
        .zh = {.title = "分目标晚于上级目标",
               .what = "分目标的目标年晚于上级目标的目标年。",
               .why = "分目标尚未实现，上级目标也就无法按期实现。",
               .fix = "提前分目标的目标年，或推后上级目标的目标年，或调整隶属关系。",
               .message = "目标 {goal} 的目标年 {horizon} 晚于上级目标 {parent} 的目标年 {limit}"}},
    Rule{
        .id = "PL406",
        .name = "after-horizon",
        .severity = Severity::warning,
        .source = "consistency of deadlines with the plan's horizon",
        .en = {.title = "Something is due after the plan ends",
               .what = "A task or an indicator that is due after the last horizon of all goals. "
                       "Cancelled tasks are not looked at.",
               .why = "When it is due, the plan is over and nobody follows it up.",
               .fix = "Bring the date forward, or set a later horizon for the goal that it is for.",
               .message = "{item} is due by {due}, after {horizon}, the last horizon of the plan"},
        .zh = {.title = "时限超出方案的目标年",
               .what = "任务或指标的时限晚于全部目标中最晚的目标年。已取消的任务不看。",
               .why = "到期时方案已经结束，无人跟踪督办。",
               .fix = "提前时限，或为相应目标设定更晚的目标年。",
               .message = "{item} 的时限 {due} 晚于方案最晚的目标年 {horizon}"}},
    Rule{.id = "PL407",
         .name = "horizon-gap",
         .severity = Severity::warning,
         .source = "plans with two horizons, such as 2025 and 2035",
         .en = {.title = "A later goal has no task in its own period",
                .what =
                    "A goal that is not of the first horizon, and no task for it or its subgoals "
                    "that is due after the horizon before and by its own, is ongoing or comes "
                    "back. Not evaluated in a plan with fewer than two horizons.",
                .why = "The later horizon is a wish: all the work ends long before it.",
                .fix = "Add the tasks of the later period, or say which of the tasks go on.",
                .message = "no task of goal {goal} is due after {previous} and by its horizon "
                           "{horizon}"},
         .zh = {.title = "远期目标没有相应时段的任务",
                .what =
                    "目标不属于最早的目标年，其自身及各级分目标又没有任务在上一目标年之后、本目标年"
                    "之前到期，也没有持续推进或定期开展的任务。目标年不足两个的，不作评价。",
                .why = "远期目标没有举措衔接，工作在此之前就已全部结束。",
                .fix = "补充远期阶段的任务，或写明哪些任务持续推进。",
                .message = "目标 {goal} 在 {previous} 之后至 {horizon} 之间没有到期的任务"}},
};

}  // namespace planloom::coverage

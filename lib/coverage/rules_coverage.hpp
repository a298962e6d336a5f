// The words of the rules on goals, tasks and requirements that answer each other.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array coverage_rules = {
    Rule{
        .id = "PL201",
        .name = "goal-uncovered",
        .severity = Severity::error,
        .source = "requirements tracing: every goal is covered",
        .en = {.title = "A goal has no task",
               .what = "A goal that no task serves, neither itself nor by any of its subgoals. "
                       "Cancelled tasks do not count.",
               .why = "Nobody does anything for the goal, so it can be reached by luck only.",
               .fix = "Add a task that serves the goal, say of an existing task that it serves it, "
                      "or give the goal up.",
               .message = "no task serves goal {goal}[; of {cancelled} tasks all are cancelled]"},
        .zh = {.title = "目标没有任务支撑",
               .what = "目标本身及其各级分目标都没有任务支撑。已取消的任务不计。",
               .why = "目标无人落实，成为空头目标。",
               .fix = "为该目标补充任务，或写明由哪项现有任务支撑；确无必要的，撤销该目标。",
               .message = "目标 {goal} 没有任务支撑[，原有 {cancelled} 项任务均已取消]"}},
    Rule{.id = "PL205",
         .name = "task-orphan",
         .severity = Severity::warning,
         .source = "requirements tracing: every task is wanted by a goal",
         .en = {.title = "A task serves no goal",
                .what = "A task without subtasks that serves no goal, neither itself nor by a task "
                        "above it. Cancelled tasks are not looked at. Not evaluated in a plan "
                        "without goals.",
                .why = "It costs time and people, and the plan does not say what for.",
                .fix = "Name the goal that the task serves, or drop the task.",
                .message = "task {task} serves no goal"},
         .zh = {.title = "任务不对应任何目标",
                .what =
                    "没有子任务的任务，其自身及各级上级任务都没有写明服务的目标。已取消的任务不看；"
                    "方案没有目标的，不作评价。",
                .why = "任务占用人力和时间，方案却没有说明为何而做。",
                .fix = "写明任务服务的目标，或删去该任务。",
                .message = "任务 {task} 没有对应的目标"}},
    Rule{
        .id = "PL210",
        .name = "source-unmapped",
        .severity = Severity::warning,
        .source = "requirements tracing: every clause of the source is implemented",
        .en = {.title = "A requirement is not implemented",
               .what = "A clause of a parent policy, or a problem, that no goal and no task "
                       "implements. Optional ones and comments are not looked at.",
               .why =
                   "What the higher level demands, or the survey found, has been lost on the way "
                   "into the plan.",
               .fix = "Name the goal or task that implements the requirement, add one, or mark the "
                      "requirement as optional.",
               .message = "no goal or task implements requirement {requirement}"},
        .zh = {.title = "上位要求没有落实",
               .what =
                   "上位文件的条款或查摆出的问题，没有任何目标或任务落实。选做条款和征求到的意见"
                   "不在此列。",
               .why = "上级部署或发现的问题在制定方案时被遗漏。",
               .fix = "写明由哪个目标或任务落实；没有的予以补充；不要求落实的标为选做。",
               .message = "要求 {requirement} 没有目标或任务落实"}},
};

}  // namespace planloom::coverage

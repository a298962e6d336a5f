// The words of the rules on lengths and progress: DCMA checks 8 to 14.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array network_status_rules = {
    Rule{
        .id = "PL508",
        .name = "high-duration",
        .severity = Severity::info,
        .profiles = in_schedule,
        .is_ratio = true,
        .numbers = {RuleNumber{"share", 0.05, "of what is counted that may fail", "允许的比例"},
                    RuleNumber{"days", 44, "working days of duration", "工期的工作日数"}},
        .source = "DCMA 14-point assessment, check 8",
        .en = {.title = "Many tasks are long",
               .what = "The share of open tasks whose duration (of the baseline, else planned) is "
                       "above so many working days.",
               .why = "Long tasks are hard to estimate and to supervise.",
               .fix = "Split them.",
               .exceptions = "Counted are open tasks without subtasks that are no milestones and "
                             "not ongoing. Tasks without a duration are left out.",
               .message = "{count} of {total} tasks ({share} %) take more than {days} working "
                          "days, more than {limit} %"},
        .zh = {.title = "工期过长的任务过多",
               .what = "工期（基线工期，没有的取计划工期）超过规定工作日数的在办任务所占比例。",
               .why = "任务太长，难以估算和督办。",
               .fix = "拆分任务。",
               .exceptions = "只计没有子任务、不是里程碑、不是持续推进的在办任务。没有工期的不计。",
               .message = "{total} 项任务中有 {count} 项（{share}%）工期超过 {days} 个工作日，超过 "
                          "{limit}%"}},
    Rule{
        .id = "PL509",
        .name = "invalid-dates",
        .severity = Severity::error,
        .profiles = in_schedule,
        .is_ratio = true,
        .source = "DCMA 14-point assessment, check 9",
        .en = {.title = "Dates contradict the status date",
               .what = "An actual date after the status date, or an open task that must start "
                       "(where it has not) or finish before it.",
               .why = "What is said to have happened has not, or what is planned is past.",
               .fix = "Correct the date, or the status.",
               .exceptions = "Not evaluated without a status date.",
               .message = "task {task}: {what} {date} does not fit the status date {today}"},
        .zh = {.title = "时间与状态日期矛盾",
               .what =
                   "实际时间晚于状态日期，或尚未开始、尚未完成的任务必须在状态日期之前开始、完成。",
               .why = "说是已发生的还没有发生，或计划的时间已经过去。",
               .fix = "更正时间或状态。",
               .exceptions = "没有状态日期的不作评价。",
               .message = "任务 {task} 的{what} {date} 与状态日期 {today} 矛盾"}},
    Rule{.id = "PL510",
         .name = "unresourced",
         .severity = Severity::warning,
         .profiles = in_schedule,
         .is_ratio = true,
         .numbers = {RuleNumber{"share", 0, "of what is counted that may fail", "允许的比例"}},
         .source = "DCMA 14-point assessment, check 10",
         .en =
             {.title = "Tasks take time and nobody does them",
              .what = "The share of open tasks with a duration and no unit that leads, is "
                      "responsible for, supports or implements them.",
              .why = "Nobody will do them.",
              .fix = "Assign a unit.",
              .exceptions =
                  "Counted are open tasks without subtasks that are no milestones and not ongoing. "
                  "Not evaluated where the plan names no units. Units of a task above count.",
              .message = "{count} of {total} tasks ({share} %) have a duration and no unit"},
         .zh = {.title = "有工期而无承担单位",
                .what = "有工期但没有任何牵头、责任、配合或落实单位的在办任务所占比例。",
                .why = "没有人会去做。",
                .fix = "明确承担单位。",
                .exceptions = "只计没有子任务、不是里程碑、不是持续推进的在办任务。方案没有涉及单位"
                              "的不作评价；上级任务的单位算在内。",
                .message = "{total} 项任务中有 {count} 项（{share}%）有工期而无承担单位"}},
    Rule{
        .id = "PL511",
        .name = "missed",
        .severity = Severity::warning,
        .profiles = in_schedule,
        .is_ratio = true,
        .numbers = {RuleNumber{"share", 0.05, "of what is counted that may fail", "允许的比例"}},
        .source = "DCMA 14-point assessment, check 11",
        .en =
            {.title = "Tasks missed their baseline",
             .what = "Of the tasks that were to finish by the status date by the baseline, the "
                     "share that finished later or is not done.",
             .why = "The plan is not kept.",
             .fix = "Find out why, and plan anew.",
             .exceptions = "Not evaluated without a status date or a baseline. A task due on the "
                           "status date itself is not late.",
             .message =
                 "{count} of {total} tasks ({share} %) missed their baseline, more than {limit} %"},
        .zh = {.title = "未按基线完成",
               .what = "按基线应在状态日期前完成的任务中，晚于基线完成或尚未完成的比例。",
               .why = "计划没有得到执行。",
               .fix = "查明原因，重新安排。",
               .exceptions = "没有状态日期或基线的不作评价；恰在状态日期到期的不算晚。",
               .message = "{total} 项任务中有 {count} 项（{share}%）未按基线完成，超过 {limit}%"}},
    Rule{
        .id = "PL512",
        .name = "critical-path-test",
        .severity = Severity::error,
        .profiles = in_schedule,
        .numbers = {RuleNumber{"days", 600, "working days by which the task is lengthened",
                               "延长的工作日数"}},
        .source = "DCMA 14-point assessment, check 12",
        .en = {.title = "The end does not follow the critical path",
               .what = "The first critical task is made longer by so many working days; the end of "
                       "the plan must move by as much, and does not.",
               .why =
                   "The logic is broken somewhere: a constraint or a missing link holds the end.",
               .fix = "Look at what holds the end, and replace constraints by links.",
               .exceptions = "Not evaluated where no open task is critical and not begun, or links "
                             "have greatest lags.",
               .message = "{task} made longer by {added} moves the end by {moved}"},
        .zh = {.title = "关键路径不能驱动完工",
               .what = "把第一项关键任务延长规定的工作日数，方案完工时间应同样推后，而实际没有。",
               .why = "逻辑有断点：约束或缺失的关系固定了完工时间。",
               .fix = "查明是什么固定了完工时间，用关系代替约束。",
               .exceptions = "没有未开始的关键任务，或关系带最大间隔的，不作评价。",
               .message = "把 {task} 延长 {added}，完工只推后 {moved}"}},
    Rule{.id = "PL513",
         .name = "cpli",
         .severity = Severity::warning,
         .profiles = in_schedule,
         .is_ratio = true,
         .numbers = {RuleNumber{"least", 0.95, "of the critical path length index",
                                "关键路径长度指数下限"}},
         .source = "DCMA 14-point assessment, check 13",
         .en = {.title = "The critical path is too long for its date",
                .what =
                    "Critical path length index: the remaining length of the critical path plus "
                    "the margin to the tightest date of a goal or of the plan, over that length.",
                .why = "Below one the plan ends late; far below it will not be caught up.",
                .fix = "Shorten the critical path.",
                .exceptions = "Not evaluated where no goal and no task names a date.",
                .message = "the critical path length index is {share} % ({total} to go, {margin} "
                           "of margin), below {limit} %"},
         .zh = {.title = "关键路径长度指数偏低",
                .what = "剩余关键路径长度加上距最紧时限的余量，与剩余长度之比。",
                .why = "低于一就会延误，过低则难以追回。",
                .fix = "压缩关键路径。",
                .exceptions = "没有目标或任务写明时间的不作评价。",
                .message =
                    "关键路径长度指数为 {share}%（剩余 {total}，余量 {margin}），低于 {limit}%"}},
    Rule{
        .id = "PL514",
        .name = "bei",
        .severity = Severity::warning,
        .profiles = in_schedule,
        .is_ratio = true,
        .numbers = {RuleNumber{"least", 0.95, "of the baseline execution index",
                               "基线执行指数下限"}},
        .source = "DCMA 14-point assessment, check 14",
        .en = {.title = "Fewer tasks are done than agreed",
               .what = "Baseline execution index: tasks that are done, over those that were to be "
                       "done by the status date by the baseline plus those without a baseline.",
               .why = "The work falls behind as a whole.",
               .fix = "Find what holds it up, or agree on a new baseline.",
               .exceptions = "Not evaluated without a status date or where no task has a baseline.",
               .message =
                   "{count} tasks are done and {total} were to be: {share} %, below {limit} %"},
        .zh = {.title = "基线执行指数偏低",
               .what = "已完成任务数，与按基线应在状态日期前完成的任务数加没有基线的任务数之比。",
               .why = "工作整体落后。",
               .fix = "查明原因，或重新商定基线。",
               .exceptions = "没有状态日期或没有任何基线的不作评价。",
               .message = "已完成 {count} 项，应完成 {total} 项，为 {share}%，低于 {limit}%"}},
};

}  // namespace planloom::coverage

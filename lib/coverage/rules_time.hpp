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
    Rule{.id = "PL402",
         .name = "start-after-due",
         .severity = Severity::error,
         .source = "schedule checks: the start of a task lies after its end",
         .en = {.title = "A task starts after it is due",
                .what = "A task whose start (actual, else required) lies after its deadline, or "
                        "after a bound on its finish.",
                .why = "It cannot be done in time, whatever anybody does.",
                .fix = "Correct one of the two dates.",
                .exceptions = "Tasks that are cancelled are not looked at.",
                .message = "task {task} starts on {start}, after {due}, when it is due"},
         .zh = {.title = "开始晚于时限",
                .what = "任务的开始时间（实际或要求）晚于完成时限或完成时间的限制。",
                .why = "无论如何都不可能按时完成。",
                .fix = "更正两个时间中的一个。",
                .exceptions = "已取消的任务不看。",
                .message = "任务 {task} 于 {start} 开始，晚于完成时限 {due}"}},
    Rule{.id = "PL403",
         .name = "window-too-short",
         .severity = Severity::error,
         .profiles = in_schedule,
         .source = "schedule checks: the window of a task is shorter than its duration",
         .en = {.title = "The time of a task is shorter than its duration",
                .what = "The working time between the start of a task (actual, else required) and "
                        "its deadline, by its calendar, is less than its duration.",
                .why = "It cannot be done in time.",
                .fix = "Start earlier, put the deadline off, or find a shorter way.",
                .exceptions = "Tasks that are done or cancelled are not looked at. A calendar that "
                              "cannot be used is taken for the standard week.",
                .message = "task {task} takes {duration}, but from {start} to {due} there are only "
                           "{window}"},
         .zh = {.title = "工期放不下",
                .what = "任务从开始（实际或要求）到完成时限之间的工作时间，按其日历少于所需工期。",
                .why = "不可能按时完成。",
                .fix = "提前开始、推后时限，或缩短工期。",
                .exceptions = "已完成或已取消的任务不看；无法使用的日历按标准工作周计。",
                .message = "任务 {task} 需要 {duration}，而 {start} 至 {due} 只有 {window}"}},
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
    Rule{.id = "PL408",
         .name = "horizon-cliff",
         .severity = Severity::info,
         .is_ratio = true,
         .numbers = {RuleNumber{"share", 0.4, "of all deadlines on one day", "同一天到期的比例"}},
         .source = "practice of plans: deadlines that cluster at the end of a period",
         .en = {.title = "Many tasks are due on one day",
                .what = "More than a share of all deadlines of open tasks fall on one day, of five "
                        "or more.",
                .why = "Nobody can supervise, accept and report so much at once, and nothing "
                       "warns before that day.",
                .fix = "Spread the deadlines by what the tasks need, or set milestones before.",
                .exceptions = "Ongoing and recurring tasks are not counted. The last day of a "
                              "period counts: 2025 is 2025-12-31.",
                .message = "{count} of {total} tasks with a deadline are due on {day}"},
         .zh = {.title = "时限过于集中",
                .what = "在办任务的完成时限（五项以上）有超过一定比例落在同一天。",
                .why = "同时督办、验收、上报难以做到，此前也没有预警的节点。",
                .fix = "按任务需要错开时限，或设置中间节点。",
                .exceptions =
                    "持续推进和定期开展的任务不计。时段按最后一天计：2025 年即 2025-12-31。",
                .message = "有时限的 {total} 项任务中，{count} 项都在 {day} 到期"}},
    Rule{
        .id = "PL409",
        .name = "child-outside-parent",
        .severity = Severity::error,
        .source = "schedule checks: a subtask within the dates of its parent",
        .en = {.title = "A subtask lies outside its parent's time",
               .what = "A subtask that starts before its parent or is due after it, by the dates "
                       "that both give themselves.",
               .why = "The parent is not done before its parts are.",
               .fix = "Correct the dates of one of the two.",
               .exceptions = "Cancelled subtasks are not looked at.",
               .message = "task {task} [starts on {start}, before {limit}, ][is due by {due}, "
                          "after {limit}, ]the date of its parent {parent}"},
        .zh = {.title = "子任务超出上级任务的时间范围",
               .what = "子任务早于上级任务开始，或晚于上级任务的时限完成（以各自写明的时间为准）。",
               .why = "子任务没有完成，上级任务也就不能算完成。",
               .fix = "更正其中一方的时间。",
               .exceptions = "已取消的子任务不看。",
               .message =
                   "任务 {task} [于 {start} 开始，早于][时限为 {due}，晚于]上级任务 {parent} 的 "
                   "{limit}"}},
    Rule{.id = "PL410",
         .name = "dated-before-pred",
         .severity = Severity::error,
         .source = "schedule checks: dates that contradict the logic",
         .en = {.title = "Dates contradict a dependency",
                .what = "Two linked tasks whose own dates break the link: with FS the successor "
                        "starts before the predecessor is due and the lag has passed; likewise SS, "
                        "FF and SF. Starts are actual or required ones, finishes actual ones, else "
                        "deadlines. Lags are counted in days.",
                .why = "Either the dates or the dependency cannot be kept.",
                .fix = "Correct a date, or drop the dependency.",
                .exceptions = "Soft links and cancelled tasks are not looked at. Only dates that "
                              "are given to the day are compared.",
                .message = "task {task}: {own} does not fit the {type} link from {predecessor}: "
                           "{other}[ and a lag of {lag}]"},
         .zh = {.title = "时间与前后置关系矛盾",
                .what = "有前后置关系的两项任务，各自写明的时间不符合该关系：如 FS 关系中后项在前项"
                        "到期（加间隔）之前就开始，SS、FF、SF 同理。开始取实际或要求的开始，完成取"
                        "实际完成，否则取时限；间隔按天计。",
                .why = "时间和前后置关系不可能同时成立。",
                .fix = "更正时间，或取消这条关系。",
                .exceptions = "柔性关系和已取消的任务不看；只比较精确到日的时间。",
                .message = "任务 {task} 的 {own} 不符合与 {predecessor} 的 {type} 关系：{other}"
                           "[，间隔 {lag}]"}},
    Rule{.id = "PL411",
         .name = "deadline-non-working",
         .severity = Severity::info,
         .profiles = in_schedule,
         .source = "schedule checks: dates on days off",
         .en = {.title = "A deadline is a day off",
                .what = "An open task that is due on a day on which its calendar has no work.",
                .why = "The work must be done the working day before; readers take it for the day "
                       "itself.",
                .fix = "Name the last working day.",
                .exceptions = "Only deadlines that are given to the day are looked at.",
                .message = "task {task} is due on {due}, on which nobody works"},
         .zh = {.title = "时限落在非工作日",
                .what = "在办任务的完成时限是其日历上的非工作日。",
                .why = "实际上须在前一个工作日完成，容易误解。",
                .fix = "写明最后一个工作日。",
                .exceptions = "只看精确到日的时限。",
                .message = "任务 {task} 的时限 {due} 是非工作日"}},
    Rule{
        .id = "PL412",
        .name = "continuous-as-blocker",
        .severity = Severity::error,
        .source = "logic of plans: what has no end cannot come before a start",
        .en = {.title = "An ongoing task holds another one back",
               .what = "A task that goes on without an end (持续推进) and must finish before "
                       "another one starts.",
               .why = "It never finishes, so the other one never starts.",
               .fix = "Link its start instead (SS), make the link soft, or name the milestone "
                      "that the other task really waits for.",
               .exceptions = "Cancelled successors are not looked at.",
               .message = "task {task} waits for the end of {predecessor}, which goes on without "
                          "an end"},
        .zh = {.title = "持续推进的任务作为前置",
               .what = "持续推进、没有终点的任务，是另一任务必须等其完成的前置任务。",
               .why = "前置任务永远不会完成，后面的任务也就永远不能开始。",
               .fix = "改为以其开始为条件（SS），或改为柔性关系，或写明真正要等的节点。",
               .exceptions = "后续任务已取消的不看。",
               .message = "任务 {task} 要等 {predecessor} 完成，而后者是持续推进、没有终点的任务"}},
    Rule{
        .id = "PL413",
        .name = "milestone-with-duration",
        .severity = Severity::warning,
        .profiles = in_schedule,
        .source = "schedule checks: a milestone is a point in time",
        .en = {.title = "A milestone takes time, or has no date",
               .what = "An open milestone with a duration above zero; or one with no date and no "
                       "link that could give it one.",
               .why = "A milestone is a point in time: with a duration it is a task, without a "
                      "date it marks nothing.",
               .fix = "Drop the duration or make it a task; give it a date or a predecessor.",
               .exceptions = "",
               .message = "milestone {task} [takes {duration}][has {none}]"},
        .zh = {.title = "里程碑有工期或没有时间",
               .what = "未完成的里程碑有大于零的工期；或既没有时间，也没有前后置关系可以推出时间。",
               .why = "里程碑是一个时间点：有工期就是任务，没有时间就标志不了什么。",
               .fix = "去掉工期或改为任务；写明时间或前置任务。",
               .exceptions = "",
               .message = "里程碑 {task} [有工期 {duration}][{none}]"}},
    Rule{
        .id = "PL414",
        .name = "inherited-deadline-only",
        .severity = Severity::info,
        .numbers = {RuleNumber{"siblings", 5, "subtasks with the same date", "时限相同的子任务数"}},
        .source = "practice of plans: dates copied from above say nothing of the work",
        .en = {.title = "All subtasks have the date of their parent",
               .what = "A task, or a goal, whose subtasks or tasks are all due on its own date, "
                       "of five or more.",
               .why = "The dates were copied, not planned: nothing says what comes first.",
               .fix = "Give each its own date by what it needs.",
               .exceptions = "Undated and ongoing ones are not counted.",
               .message = "all {count} tasks of {parent} are due by {due}, its own date"},
        .zh = {.title = "子任务时限照抄上级",
               .what = "任务的子任务或目标的任务有五项以上，且时限都与其上级相同。",
               .why = "时限是照抄的，不是排出来的，看不出先后。",
               .fix = "按各项任务的需要分别定时限。",
               .exceptions = "没有时限和持续推进的不计。",
               .message = "{parent} 的 {count} 项任务时限都是 {due}，与其自身相同"}},
    Rule{.id = "PL415",
         .name = "period-inconsistent",
         .severity = Severity::warning,
         .source = "consistency of dates in words and in tables (2025年底前, 2025-12)",
         .en = {.title = "A deadline in words and its date differ",
                .what = "A task whose deadline in words can be read and ends on another day than "
                        "its date, or is ongoing in words only.",
                .why = "Readers of the document and of the table expect different things.",
                .fix = "Correct the date, or the words.",
                .exceptions = "Words that need the year of the document, such as 年底前, and words "
                              "that cannot be read are passed over.",
                .message = "task {task} is due by {due}, but the words \"{text}\" mean {found}"},
         .zh = {.title = "文字与日期不一致",
                .what = "任务的时限文字可以识别，但所指的最后一天与日期不同，或文字为持续推进而另有"
                        "日期。",
                .why = "看文件的人和看表格的人理解不同。",
                .fix = "更正日期或文字。",
                .exceptions = "“年底前”一类需要结合文件年份的，以及不能识别的，不看。",
                .message = "任务 {task} 的时限为 {due}，而文字“{text}”指 {found}"}},
};

}  // namespace planloom::coverage

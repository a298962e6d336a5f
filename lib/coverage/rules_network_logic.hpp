// The words of the rules on links and fixed dates: DCMA checks 1 to 7.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array network_logic_rules = {
    Rule{.id = "PL501",
         .name = "missing-logic",
         .severity = Severity::warning,
         .profiles = in_schedule,
         .is_ratio = true,
         .numbers = {RuleNumber{"share", 0.05, "of what is counted that may fail", "允许的比例"}},
         .source = "DCMA 14-point assessment, check 1",
         .en = {.title = "Tasks lack a predecessor or a successor",
                .what = "The share of open tasks that wait for nothing, that nothing waits for, "
                        "whose start no link drives (only FF or SF leads in) or whose finish "
                        "drives nothing (only SS or SF leads out).",
                .why = "What hangs loose does not move when the plan does: its dates mean nothing.",
                .fix = "Link each task to what it needs and to what needs it.",
                .exceptions = "Counted are open tasks without subtasks that are no milestones and "
                              "not ongoing. A link on a summary task counts for its subtasks. One "
                              "task may open the plan and one may close it.",
                .message = "{count} of {total} tasks ({share} %) lack a predecessor or a "
                           "successor, more than {limit} %"},
         .zh = {.title = "任务缺少前置或后续",
                .what = "没有前置、没有后续、开始不受任何关系驱动（只有 FF、SF "
                        "进入）或完成不驱动任何任务（只有 SS、SF 引出）的在办任务所占比例。",
                .why = "悬空的任务不随计划变动，其时间没有意义。",
                .fix = "为每项任务补上前置和后续。",
                .exceptions = "只计没有子任务、不是里程碑、不是持续推进的在办任务。上级任务的关系对"
                              "其子任务有效；允许一项任务开头、一项任务收尾。",
                .message =
                    "{total} 项任务中有 {count} 项（{share}%）缺少前置或后续，超过 {limit}%"}},
    Rule{
        .id = "PL502",
        .name = "leads",
        .severity = Severity::warning,
        .profiles = in_schedule,
        .is_ratio = true,
        .numbers = {RuleNumber{"share", 0, "of what is counted that may fail", "允许的比例"}},
        .source = "DCMA 14-point assessment, check 2",
        .en = {.title = "Links have negative lags",
               .what = "The share of links with a lag below zero (leads).",
               .why = "A lead hides how much of the predecessor is really needed, and bends the "
                      "critical path.",
               .fix = "Split the predecessor, or use a start-to-start link.",
               .exceptions = "Links to or from what is not in the plan are not counted.",
               .message =
                   "{count} of {total} links ({share} %) have a negative lag, more than {limit} %"},
        .zh = {.title = "存在负间隔",
               .what = "间隔小于零（提前量）的关系所占比例。",
               .why = "提前量掩盖了真正需要前置任务的哪一部分，并扭曲关键路径。",
               .fix = "拆分前置任务，或改为 SS 关系。",
               .exceptions = "引用对象不存在的关系不计。",
               .message = "{total} 条关系中有 {count} 条（{share}%）为负间隔，超过 {limit}%"}},
    Rule{.id = "PL503",
         .name = "lags",
         .severity = Severity::info,
         .profiles = in_schedule,
         .is_ratio = true,
         .numbers = {RuleNumber{"share", 0.05, "of what is counted that may fail", "允许的比例"}},
         .source = "DCMA 14-point assessment, check 3",
         .en = {.title = "Many links have lags",
                .what = "The share of links with a lag above zero.",
                .why = "A lag is work or waiting that nobody owns.",
                .fix = "Make what the lag stands for a task of its own.",
                .exceptions = "Links to or from what is not in the plan are not counted.",
                .message = "{count} of {total} links ({share} %) have a lag, more than {limit} %"},
         .zh = {.title = "间隔过多",
                .what = "间隔大于零的关系所占比例。",
                .why = "间隔代表没有人负责的工作或等待。",
                .fix = "把间隔所代表的工作单列为任务。",
                .exceptions = "引用对象不存在的关系不计。",
                .message = "{total} 条关系中有 {count} 条（{share}%）带间隔，超过 {limit}%"}},
    Rule{.id = "PL504",
         .name = "rel-types",
         .severity = Severity::info,
         .profiles = in_schedule,
         .is_ratio = true,
         .numbers = {RuleNumber{"share", 0.9, "of links that are finish-to-start",
                                "FS 关系应占的比例"}},
         .source = "DCMA 14-point assessment, check 4",
         .en = {.title = "Few links are finish-to-start",
                .what = "The share of finish-to-start links among all; and each start-to-finish "
                        "link, as a warning.",
                .why = "Other types are harder to follow, and start-to-finish is almost always a "
                       "mistake.",
                .fix = "Use finish-to-start where the work allows it.",
                .exceptions = "Links to or from what is not in the plan are not counted.",
                .message = "[{count} of {total} links ({share} %) are finish-to-start, fewer than "
                           "{limit} %][the link from {predecessor} to {task} is start-to-finish]"},
         .zh = {.title = "FS 关系过少",
                .what = "完成—开始（FS）关系占全部关系的比例；开始—完成（SF）关系逐条警告。",
                .why = "其他类型不易理解，SF 关系几乎都是误用。",
                .fix = "能用 FS 的尽量用 FS。",
                .exceptions = "引用对象不存在的关系不计。",
                .message = "[{total} 条关系中只有 {count} 条（{share}%）为 FS，低于 "
                           "{limit}%][{predecessor} 到 {task} 的关系为 SF]"}},
    Rule{.id = "PL505",
         .name = "hard-constraints",
         .severity = Severity::warning,
         .profiles = in_schedule,
         .is_ratio = true,
         .numbers = {RuleNumber{"share", 0.05, "of what is counted that may fail", "允许的比例"}},
         .source = "DCMA 14-point assessment, check 5",
         .en =
             {.title = "Tasks are fixed by hard constraints",
              .what = "The share of open tasks that must start or finish on a day, or start or "
                      "finish no later than one.",
              .why = "A hard constraint overrules the logic: the plan no longer shows what a delay "
                     "does.",
              .fix = "Use links and no-earlier constraints, and deadlines instead of must-finish.",
              .exceptions =
                  "Counted are open tasks without subtasks that are no milestones and not ongoing.",
              .message = "{count} of {total} tasks ({share} %) have a hard constraint, more than "
                         "{limit} %"},
         .zh = {.title = "硬性约束过多",
                .what = "必须在某日开始或完成，或不得晚于某日开始或完成的在办任务所占比例。",
                .why = "硬性约束压过逻辑关系，看不出延误的影响。",
                .fix = "改用前后置关系、“不早于”约束，用时限代替必须完成。",
                .exceptions = "只计没有子任务、不是里程碑、不是持续推进的在办任务。",
                .message = "{total} 项任务中有 {count} 项（{share}%）带硬性约束，超过 {limit}%"}},
    Rule{.id = "PL506",
         .name = "high-float",
         .severity = Severity::info,
         .profiles = in_schedule,
         .is_ratio = true,
         .numbers = {RuleNumber{"share", 0.05, "of what is counted that may fail", "允许的比例"},
                     RuleNumber{"days", 44, "working days of float", "时差的工作日数"}},
         .source = "DCMA 14-point assessment, check 6",
         .en =
             {.title = "Many tasks have much float",
              .what = "The share of open tasks with more total float than so many working days.",
              .why = "Float of that size mostly means that a successor is missing.",
              .fix = "Look for what waits for these tasks, and link it.",
              .exceptions =
                  "Counted are open tasks without subtasks that are no milestones and not ongoing.",
              .message = "{count} of {total} tasks ({share} %) have more than {days} working days "
                         "of float, more than {limit} %"},
         .zh = {.title = "时差过大的任务过多",
                .what = "总时差超过规定工作日数的在办任务所占比例。",
                .why = "时差如此之大，多半是缺少后续关系。",
                .fix = "查明哪些任务在等它们，补上关系。",
                .exceptions = "只计没有子任务、不是里程碑、不是持续推进的在办任务。",
                .message = "{total} 项任务中有 {count} 项（{share}%）总时差超过 {days} "
                           "个工作日，超过 {limit}%"}},
    Rule{.id = "PL507",
         .name = "negative-float",
         .severity = Severity::error,
         .profiles = in_schedule,
         .is_ratio = true,
         .source = "DCMA 14-point assessment, check 7",
         .en =
             {.title = "A date cannot be kept",
              .what = "A goal, a task or the plan whose date lies before the earliest finish of "
                      "what it needs. The witness is the chain that drives that finish.",
              .why = "By the plan itself the date is missed.",
              .fix = "Shorten the chain, start earlier, or change the date.",
              .exceptions = "The ratio counts open tasks with negative float.",
              .message =
                  "[{kind} {key} is due by {due}, but {last} finishes on {finish} at the earliest: "
                  "{late} of work too late][{count} of {total} tasks have negative float]"},
         .zh = {.title = "存在负时差",
                .what = "目标、任务或方案的时间早于其所需工作的最早完成时间。佐证为决定该完成时间的"
                        "路径。",
                .why = "按方案本身推算就无法按期完成。",
                .fix = "压缩该路径、提前开始，或调整时间。",
                .exceptions = "比例按负时差的在办任务计。",
                .message = "[{kind} {key} 应于 {due} 前完成，而 {last} 最早 {finish} 才能完成，晚 "
                           "{late} 工作时间][{total} 项任务中有 {count} 项为负时差]"}},
};

}  // namespace planloom::coverage

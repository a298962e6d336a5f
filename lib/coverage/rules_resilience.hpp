// The words of the rules on resilience.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array resilience_rules = {
    Rule{
        .id = "PL601",
        .name = "unit-spof",
        .severity = Severity::warning,
        .profiles = in_policy,
        .source = "reliability engineering: single points of failure",
        .en =
            {.title = "A goal falls with one unit",
             .what = "A unit without which at least one goal cannot be reached: the tasks that it "
                     "leads alone stop, so do those that wait for them by hard links, and the "
                     "support formula of the goal fails.",
             .why = "One reorganisation, one overload, and the goal is gone.",
             .fix = "Name a co-lead as deputy, or another way to the goal.",
             .exceptions =
                 "Tasks that are done stay done. Not evaluated where no open task has a lead.",
             .message =
                 "{count} of {total} goals fall with unit {unit}: {goals}; it stops {tasks} tasks"},
        .zh = {.title = "目标系于一个单位",
               .what = "缺了该单位，至少一个目标就无法实现：由其单独牵头的任务停止，以刚性关系等待"
                       "它们的任务也停止，目标的支撑条件随之不成立。",
               .why = "一次机构调整或超负荷就会使目标落空。",
               .fix = "明确共同牵头单位作为后备，或另辟实现途径。",
               .exceptions = "已完成的任务不受影响；没有任务明确牵头单位的不作评价。",
               .message = "单位 {unit} 一旦缺位，{total} 个目标中有 {count} "
                          "个落空：{goals}；{tasks} 项任务停止"}},
    Rule{.id = "PL602",
         .name = "task-spof",
         .severity = Severity::warning,
         .profiles = in_policy,
         .numbers = {RuleNumber{"goals", 2, "goals that fall with the task", "随任务落空的目标数"}},
         .source = "reliability engineering: single points of failure",
         .en = {.title = "Several goals fall with one task",
                .what = "A task without which at least so many goals cannot be reached. Goals that "
                        "fall only because a subgoal does are not counted.",
                .why = "Its failure costs more than its own goal.",
                .fix = "Watch it first, and find another way for some of the goals.",
                .exceptions = "Tasks that are done are not looked at.",
                .message = "{count} goals fall with task {task}: {goals}"},
         .zh = {.title = "多个目标系于一项任务",
                .what =
                    "缺了该任务，至少规定数量的目标无法实现；仅因分目标落空而落空的上级目标不计。",
                .why = "它一旦失败，损失的不只是它自己的目标。",
                .fix = "重点盯防，并为其中一些目标另寻途径。",
                .exceptions = "已完成的任务不看。",
                .message = "任务 {task} 一旦失败，{count} 个目标落空：{goals}"}},
    Rule{.id = "PL603",
         .name = "cut-pair",
         .severity = Severity::info,
         .profiles = in_policy,
         .numbers = {RuleNumber{"cap", 20, "pairs to be told", "最多提示的组数"}},
         .source = "reliability engineering: minimal cut sets",
         .en = {.title = "A goal falls with two units",
                .what = "Two units that cost a goal without a parent only when both fail.",
                .why = "Each covers for the other: they must not share a weakness.",
                .fix = "See that the two do not depend on the same budget, system or person.",
                .exceptions = "Pairs of which one alone costs the goal are a matter of PL601. "
                              "Beyond the cap pairs are not told, and the last finding says so.",
                .message = "[{goals} cannot be reached when both {first} and {second} fail][more "
                           "than {shown} pairs of units cost a goal together]"},
         .zh = {.title = "目标系于两个单位",
                .what = "只有两个单位同时缺位才会落空的顶层目标。",
                .why = "二者互为后备，不能有共同的弱点。",
                .fix = "确保二者不依赖同一预算、系统或人员。",
                .exceptions =
                    "其中一个缺位就落空的由 PL601 提示；超过上限的不再逐一提示，最后一条会说明。",
                .message = "[{first} 和 {second} 同时缺位时，{goals} "
                           "落空][同时缺位会使目标落空的单位组合超过 {shown} 组]"}},
    Rule{.id = "PL604",
         .name = "concentrated-goal",
         .severity = Severity::info,
         .profiles = in_policy,
         .numbers = {RuleNumber{"share", 0.8, "of the necessary tasks of a goal, or of all tasks",
                                "目标必要任务或全部任务的比例"},
                     RuleNumber{"tasks", 5, "tasks, at least", "任务数下限"}},
         .source = "load and concentration of duties in government plans",
         .en = {.title = "Almost everything rests on one unit",
                .what =
                    "A goal of which at least a share of the necessary tasks has the same lead; "
                    "and a unit that has a role in at least that share of all tasks of the plan.",
                .why = "Its load decides the goal; nobody else knows the work.",
                .fix = "Share out some of the tasks, or plan for the load.",
                .exceptions = "Looked at from five tasks on. Goals are looked at with the tasks "
                              "that serve them directly.",
                .message =
                    "[{unit} leads {count} of the {total} necessary tasks of goal {goal}][{unit} "
                    "has a role in {count} of all {total} tasks and leads {leads}]"},
         .zh = {.title = "任务过于集中于一个单位",
                .what = "某一单位牵头的任务在目标的必要任务中达到一定比例；或某一单位参与的任务在全"
                        "部任务中达到该比例。",
                .why = "该单位的负担决定成败，别的单位不了解情况。",
                .fix = "分出部分任务，或按负担安排力量。",
                .exceptions = "五项任务以上才看；目标只看直接支撑的任务。",
                .message = "[目标 {goal} 的 {total} 项必要任务中，{unit} 牵头 {count} 项][全部 "
                           "{total} 项任务中，{unit} 参与 {count} 项，牵头 {leads} 项]"}},
    Rule{
        .id = "PL605",
        .name = "fragile-handoff",
        .severity = Severity::info,
        .profiles = in_policy,
        .source = "coordination across departments and levels (跨部门、跨层级)",
        .en = {.title = "Work changes hands between units with no common superior",
               .what = "A hard link between tasks whose leads have no unit above both in the plan.",
               .why = "Where the two disagree, nobody in the plan can decide.",
               .fix = "Name who decides: a coordinating unit above both, or a supervising unit for "
                      "the tasks.",
               .exceptions = "Not evaluated where no unit has a parent.",
               .message = "{successor} of {taker} waits for {task} of {giver}, and no unit stands "
                          "above both"},
        .zh = {.title = "交接双方没有共同上级",
               .what = "有刚性前后置关系的两项任务，其牵头单位在方案中没有共同的上级。",
               .why = "双方意见不一致时，方案内没有人能拍板。",
               .fix = "明确由谁协调：共同的上级单位或督办单位。",
               .exceptions = "没有单位写明上级的，不作评价。",
               .message = "{taker} 的 {successor} 要等 {giver} 的 {task}，而双方没有共同上级"}},
    Rule{.id = "PL606",
         .name = "no-deputy",
         .severity = Severity::warning,
         .profiles = in_policy,
         .is_ratio = true,
         .source = "reliability engineering: single points of failure",
         .en =
             {.title = "Nobody can step in",
              .what = "A task that only one unit takes part in; and a task with which several "
                      "goals fall (PL602) whose lead has no co-lead.",
              .why = "When that unit fails there is nobody who knows the task.",
              .fix = "Name a co-lead as deputy, or a supporting unit.",
              .exceptions = "Where most tasks of the plan have one unit only, it is said once. "
                            "Tasks without any unit are a matter of PL301.",
              .message =
                  "[only {unit} takes part in task {task}][several goals fall with task {key}, and "
                  "its lead {lead} has no deputy][{count} of {total} tasks have one unit only]"},
         .zh =
             {.title = "无人可以接手",
              .what =
                  "只有一个单位承担的任务；以及多个目标系于其上（PL602）而没有共同牵头单位的任务。",
              .why = "该单位一旦缺位，没有别的单位了解这项任务。",
              .fix = "明确共同牵头单位作为后备，或增加配合单位。",
              .exceptions = "多数任务都只有一个单位的，只提示一次；没有单位的由 PL301 提示。",
              .message =
                  "[任务 {task} 只有 {unit} 一个单位承担][多个目标系于任务 {key}，而其牵头单位 "
                  "{lead} 没有后备][{total} 项任务中有 {count} 项只有一个单位承担]"}},
    Rule{.id = "PL607",
         .name = "external-dependency",
         .severity = Severity::info,
         .profiles = in_policy,
         .source = "dependency management: what is out of reach",
         .en =
             {.title = "A goal rests on work outside the plan",
              .what = "An external task that is necessary for a goal, or that such a task waits "
                      "for by hard links.",
              .why = "Nobody in the plan can hurry it.",
              .fix = "Agree on the date with those who do it, and watch it.",
              .exceptions =
                  "Tasks that are done are not looked at. Not evaluated where no task is external.",
              .message = "external task {task} holds back {count} tasks that are necessary for "
                         "goals, such as {example}"},
         .zh = {.title = "目标依赖方案之外的工作",
                .what = "目标的必要任务是外部任务，或以刚性关系等待外部任务。",
                .why = "方案内无人能够推动。",
                .fix = "与承担方商定时间，并跟踪进展。",
                .exceptions = "已完成的任务不看；没有外部任务的不作评价。",
                .message = "外部任务 {task} 制约 {count} 项目标必要任务，如 {example}"}},
    Rule{.id = "PL608",
         .name = "zero-buffer-goal",
         .severity = Severity::warning,
         .profiles = in_schedule,
         .source = "schedule risk: no buffer before a commitment",
         .en = {.title = "A goal has no buffer",
                .what = "A goal without a parent whose tasks, as early as they can be, finish on "
                        "the last moment of its horizon or after.",
                .why = "The first delay makes it late.",
                .fix = "Start earlier, shorten the chain, or move the horizon.",
                .exceptions = "Goals that are late already are a matter of PL507.",
                .message = "the last task of goal {goal}, {task}, finishes on {finish}: {margin} "
                           "before its horizon"},
         .zh = {.title = "目标没有余量",
                .what = "顶层目标的任务即使尽早完成，也要到目标年最后时刻才完成。",
                .why = "稍有延误就会超期。",
                .fix = "提前开始、压缩路径，或调整目标年。",
                .exceptions = "已经超期的由 PL507 提示。",
                .message =
                    "目标 {goal} 的最后一项任务 {task} 于 {finish} 完成，距目标年只有 {margin}"}},
};

}  // namespace planloom::coverage

// The words of the rules on who does what.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array ownership_rules = {
    Rule{
        .id = "PL301",
        .name = "no-lead",
        .severity = Severity::error,
        .source = "RACI: one unit is accountable; 一件事情原则上由一个部门负责",
        .en = {.title = "A task has no lead unit",
               .what =
                   "An open task without subtasks that has no lead, neither itself nor by a "
                   "task above it. Milestones are not looked at. A task declared as joint needs "
                   "no lead if two or more units are responsible or lead it together.",
               .why = "Where nobody leads, everybody waits, and nobody can be held to account.",
               .fix =
                   "Name one lead unit; where several share the task by law, declare it as joint "
                   "and name them as responsible.",
               .message = "task {task} has no lead unit[; only {units} take part]"},
        .zh = {.title = "任务没有牵头单位",
               .what =
                   "尚在办理、没有子任务的任务，其自身及各级上级任务都没有明确牵头单位。里程碑不在"
                   "此列；写明“按职责分工负责”且列有两个以上责任单位或共同牵头单位的，视为已明确。",
               .why = "无人牵头，容易互相等待、推诿扯皮，也无法考核问责。",
               .fix =
                   "明确一个牵头单位；依法由多个单位共同负责的，写明按职责分工负责并列出责任单位。",
               .message = "任务 {task} 没有牵头单位[，仅列有 {units}]"}},
    Rule{
        .id = "PL302",
        .name = "multi-lead",
        .severity = Severity::warning,
        .source = "RACI: one unit is accountable; 牵头单位",
        .en = {.title = "A task has more than one lead unit",
               .what = "A task that is led by several units and not declared as joint. Cancelled "
                       "tasks are not looked at.",
               .why = "Two leads mean that each may take the other to be in charge.",
               .fix = "Keep one lead and make the others co-leads or supporting units, or declare "
                      "the task as joint.",
               .message = "task {task} has {count} lead units: {units}"},
        .zh = {.title = "任务有多个牵头单位",
               .what = "任务列有两个以上牵头单位，又没有写明按职责分工负责。已取消的任务不看。",
               .why = "多头牵头容易职责不清、互相依赖。",
               .fix = "保留一个牵头单位，其余改为共同牵头或配合单位；确需共同负责的，写明按职责分工"
                      "负责。",
               .message = "任务 {task} 有 {count} 个牵头单位：{units}"}},
    Rule{
        .id = "PL311",
        .name = "unit-unused",
        .severity = Severity::info,
        .source = "completeness of the list of units",
        .en = {.title = "A unit has nothing to do",
               .what = "A unit that takes part in no task and owns no goal, and all of whose "
                       "subordinate units do neither.",
               .why = "Either the unit was forgotten when work was shared out, or it is not needed "
                      "in the list.",
               .fix = "Give the unit its tasks, or take it off the list.",
               .message = "unit {unit} takes part in no task and owns no goal"},
        .zh = {.title = "单位没有承担任务",
               .what = "单位及其下属单位都没有承担任何任务，也不是任何目标的责任单位。",
               .why = "可能是分工时遗漏，也可能是单位名单有多余。",
               .fix = "补充该单位承担的任务，或将其从名单中删去。",
               .message = "单位 {unit} 没有承担任何任务，也不负责任何目标"}},
};

}  // namespace planloom::coverage

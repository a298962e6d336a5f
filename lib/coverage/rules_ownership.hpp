// The words of the rules on the roles of units in tasks.
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
               .exceptions =
                   "A lead that is named but not in the plan counts; that is reported once, "
                   "as an unknown reference.",
               .message = "task {task} has no lead unit[; only {units} take part]"},
        .zh = {.title = "任务没有牵头单位",
               .what =
                   "尚在办理、没有子任务的任务，其自身及各级上级任务都没有明确牵头单位。里程碑不在"
                   "此列；写明“按职责分工负责”且列有两个以上责任单位或共同牵头单位的，视为已明确。",
               .why = "无人牵头，容易互相等待、推诿扯皮，也无法考核问责。",
               .fix =
                   "明确一个牵头单位；依法由多个单位共同负责的，写明按职责分工负责并列出责任单位。",
               .exceptions = "写明了牵头单位、但该单位不在方案中的，作为引用对象不存在提示。",
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
               .exceptions = "A unit that is named twice is one unit. Co-leads are not counted.",
               .message = "task {task} has {count} lead units: {units}"},
        .zh = {.title = "任务有多个牵头单位",
               .what = "任务列有两个以上牵头单位，又没有写明按职责分工负责。已取消的任务不看。",
               .why = "多头牵头容易职责不清、互相依赖。",
               .fix = "保留一个牵头单位，其余改为共同牵头或配合单位；确需共同负责的，写明按职责分工"
                      "负责。",
               .exceptions = "同一单位写了两次的，按一个计；共同牵头单位不计。",
               .message = "任务 {task} 有 {count} 个牵头单位：{units}"}},
    Rule{.id = "PL303",
         .name = "lead-by-position-ambiguous",
         .severity = Severity::info,
         .source = "responsibility clauses: 列第一位者为牵头单位",
         .en = {.title = "A lead was taken from its place in a list",
                .what = "A task whose lead is not written as such: its unit stands first in the "
                        "list, and the document says that the first is the lead.",
                .why = "Whether the convention was meant for this list nobody has confirmed.",
                .fix = "Have the lead confirmed, and write it out.",
                .exceptions = "Where this holds for three or more leads it is a convention of the "
                              "document, and one remark on the plan.",
                .message = "[lead {unit} of task {task} was taken from its place in the "
                           "list][{count} of {total} leads were taken from their places in lists]"},
         .zh = {.title = "牵头单位按排序推定",
                .what = "任务没有写明牵头单位，而是根据文件中“列第一位者为牵头单位”的约定，把排在首"
                        "位的单位作为牵头单位。",
                .why = "该约定是否适用于此处，尚未得到确认。",
                .fix = "经确认后写明牵头单位。",
                .exceptions = "三个以上牵头单位如此的，属文件的统一约定，只对全方案提示一次。",
                .message = "[任务 {task} 的牵头单位 {unit} 系按排序推定][{total} 个牵头单位中有 "
                           "{count} 个系按排序推定]"}},
    Rule{.id = "PL304",
         .name = "lead-inactive",
         .severity = Severity::error,
         .source = "practice: units are dissolved, merged and set up while plans run",
         .en = {.title = "A unit does not exist while its task runs",
                .what = "An open task with a unit that ends before the task does, or is set up "
                        "after it begins, or is no more as of today. Dates of a task above count "
                        "where the task says nothing. An error for units that lead, answer for or "
                        "carry out the task, a warning for others.",
                .why = "From that day on nobody does what the plan says the unit does.",
                .fix = "Hand the task to the unit that takes over, or move the task.",
                .exceptions = "Units that are consulted or informed are not looked at.",
                .message = "task {task}: {field} {unit}[ exists from {first} only][ exists until "
                           "{last} only][ has ceased to exist on {gone}][, the task begins on "
                           "{begin}][, the task goes on until {end}][, the task {endless}][; "
                           "{successor} takes over]"},
         .zh = {.title = "承担单位在任务期间不存在",
                .what = "尚在办理的任务，其承担单位在任务结束前撤销、在任务开始后才设立，或截至当前"
                        "已经撤销。任务没有写明时间的，按上级任务的时间。牵头、责任、落实单位为错"
                        "误，其他单位为警告。",
                .why = "自该日起，方案写明由其承担的工作无人承担。",
                .fix = "改由承接职责的单位承担，或调整任务时间。",
                .exceptions = "征求意见和知会单位不在此列。",
                .message =
                    "任务 {task} 的{field} {unit}[ {first} 才设立][ {last} 撤销][ 已于 {gone} "
                    "撤销][，而任务于 {begin} 开始][，而任务持续至 "
                    "{end}][，而任务{endless}][，其职责由 "
                    "{successor} 承接]"}},
    Rule{.id = "PL305",
         .name = "role-conflict",
         .severity = Severity::warning,
         .source = "RACI: one type of role for each unit and task",
         .en = {.title = "A unit has two roles in one task",
                .what = "A task that names the same unit in two different roles.",
                .why = "Whether the unit leads or helps is then a matter of choice.",
                .fix = "Keep the role that is meant.",
                .exceptions = "A unit that leads or answers for a task may carry it out as well.",
                .message = "unit {unit} is both {field} and {other_field} of task {task}"},
         .zh = {.title = "同一单位在一项任务中有两种角色",
                .what = "任务把同一单位列在两种不同的角色中。",
                .why = "该单位究竟牵头还是配合，可以各取所需。",
                .fix = "保留实际的一种角色。",
                .exceptions = "牵头或责任单位同时承担具体落实的，属正常情况。",
                .message = "单位 {unit} 在任务 {task} 中既是{field}又是{other_field}"}},
    Rule{
        .id = "PL306",
        .name = "lead-is-group",
        .severity = Severity::warning,
        .source = "practice: 各有关部门牵头 names nobody",
        .en = {.title = "A task is led by a group of units",
               .what = "A task whose lead or co-lead is a class of units, such as 各市州政府 or "
                       "有关部门.",
               .why = "Every member may take another to be in charge.",
               .fix = "Name one unit as lead and the group as carrying out.",
               .exceptions = "Where every member does the whole task in its own area, make the "
                             "group the implementing unit, led by the unit above.",
               .message = "task {task} is led by {unit}, a group of units"},
        .zh = {.title = "牵头单位是一类单位",
               .what = "任务的牵头或共同牵头单位是“各市州政府”“有关部门”一类的统称。",
               .why = "其中每个单位都可以认为由别人负责。",
               .fix = "明确一个牵头单位，这类单位列为落实单位。",
               .exceptions = "各地在本区域内分别完成同一任务的，由上级单位牵头，各地列为落实单位。",
               .message = "任务 {task} 由 {unit} 牵头，这是一类单位而不是一个单位"}},
    Rule{.id = "PL307",
         .name = "no-doer",
         .severity = Severity::warning,
         .source = "RACI: someone is responsible for the work; levels of government",
         .en = {.title = "No unit of the level at which the task is done",
                .what = "An open task that says at which level it is done and has units, none of "
                        "them of that level. Units of tasks above and below count.",
                .why = "Those named can ask for the work, but none of them does it.",
                .fix = "Add the unit that carries the task out, or correct the level.",
                .exceptions = "Not looked at where the level of one of the units is not given.",
                .message = "task {task} is done at the level {level}, but none of its units is of "
                           "it[: {units}]"},
         .zh = {.title = "任务没有所在层级的承担单位",
                .what = "尚在办理的任务写明了办理层级，也列有承担单位，但其中没有该层级的单位。上级"
                        "任务和子任务的单位一并计入。",
                .why = "所列单位可以提要求，却没有单位具体去做。",
                .fix = "补充具体落实的单位，或更正办理层级。",
                .exceptions = "有单位没有写明层级的，不作判断。",
                .message = "任务 {task} 的办理层级为 {level}，但没有该层级的承担单位[，所列单位为 "
                           "{units}]"}},
    Rule{.id = "PL308",
         .name = "consult-inflation",
         .severity = Severity::info,
         .numbers = {{{.name = "most",
                       .value = 8,
                       .en = "how many units may support a task or be consulted",
                       .zh = "一项任务的配合单位和征求意见单位合计上限"}}},
         .source = "RACI: few are consulted",
         .en = {.title = "A task has very many supporting and consulted units",
                .what = "A task with more supporting and consulted units than the limit.",
                .why = "The more units have a say, the longer each step takes and the less each "
                       "of them feels bound.",
                .fix = "Keep those whose work the task cannot do without; inform the others.",
                .exceptions = "Cancelled tasks and informed units are not looked at.",
                .message = "{count} units support task {task} or are consulted on it, more than "
                           "{limit}"},
         .zh = {.title = "任务的配合单位过多",
                .what = "任务的配合单位和征求意见单位合计超过上限。",
                .why = "参与单位越多，协调越慢，各单位的责任感越弱。",
                .fix = "只保留离不开的单位，其余改为知会。",
                .exceptions = "已取消的任务和知会单位不在此列。",
                .message = "任务 {task} 有 {count} 个配合和征求意见单位，超过 {limit} 个"}},
};

}  // namespace planloom::coverage

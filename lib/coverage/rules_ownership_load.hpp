// The words of the rules on what units carry, on levels and on open lists.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array ownership_load_rules = {
    Rule{.id = "PL309",
         .name = "lead-overload",
         .severity = Severity::warning,
         .numbers = {{{.name = "cap",
                       .value = 0,
                       .en = "how many tasks a unit without a capacity may lead at once, 0 to "
                             "compare units with each other",
                       .zh = "没有写明承载能力的单位同时牵头任务数上限，0 表示与其他单位比较"},
                      {.name = "deviations",
                       .value = 2,
                       .en = "by how many standard deviations a unit may lie above the mean",
                       .zh = "可以高于平均数多少个标准差"},
                      {.name = "units",
                       .value = 5,
                       .en = "how many leading units it takes to compare them",
                       .zh = "至少有多少个牵头单位才作比较"},
                      {.name = "least",
                       .value = 5,
                       .en = "up to how many tasks less no unit is reported by comparison",
                       .zh = "作比较时，牵头任务少于多少项的单位不提示"}}},
         .source = "practice: 事事牵头; DCMA 14-point assessment, check 10, in spirit",
         .en = {.title = "A unit leads too many tasks at once",
                .what = "A unit that at some time leads more open tasks without subtasks than its "
                        "capacity, or than the cap, or, where neither is given, than the mean of "
                        "all leading units and two standard deviations. Tasks without a start "
                        "count as open from the beginning, those without an end as never ending.",
                .why = "Who leads everything leads nothing: the tasks wait for each other at one "
                       "desk.",
                .fix = "Hand tasks to other units, or spread them over time.",
                .exceptions = "Groups of units, milestones and tasks that are done are not "
                              "counted. A lead of a task above counts for the tasks below that "
                              "have none.",
                .message = "unit {unit} leads {count} open tasks at once[ on {day}], more than "
                           "{limit}[, the mean of {units} units being {mean}][ ({note})]"},
         .zh = {.title = "单位同时牵头任务过多",
                .what = "单位在某一时段同时牵头的在办任务（没有子任务的）超过其承载能力或规定上限；"
                        "两者都没有的，超过各牵头单位的平均数加两个标准差。没有开始时间的任务按一开"
                        "始就在办计，没有结束时间的按一直在办计。",
                .why = "事事牵头等于都难以牵好头，任务都卡在一个单位。",
                .fix = "部分任务改由其他单位牵头，或错开时间。",
                .exceptions = "一类单位、里程碑和已完成的任务不计。子任务没有牵头单位的，按上级任务"
                              "的牵头单位计。",
                .message = "单位 {unit} 同时牵头 {count} 项在办任务[（{day}）]，超过 {limit} 项[，"
                           "{units} 个牵头单位平均 {mean} 项][（{note}）]"}},
    Rule{
        .id = "PL310",
        .name = "lead-inflation",
        .severity = Severity::info,
        .numbers = {{{.name = "days",
                      .value = 10,
                      .en = "below how many days of work a task is small",
                      .zh = "工期少于多少个工作日视为小任务"}}},
        .source = "practice: 小事不必层层牵头",
        .en = {.title = "A small task has lead and helpers",
               .what = "An open task of few days that depends on no other and no other on it, and "
                       "has a lead and at least one more unit.",
               .why = "Agreeing on it takes longer than doing it.",
               .fix = "Give the task to one unit.",
               .exceptions = "Informed units do not count. Tasks whose duration is not known are "
                             "not looked at.",
               .message = "task {task} takes {duration} only and hangs on no other, yet {count} "
                          "units share it"},
        .zh = {.title = "小任务也设牵头和配合单位",
               .what = "尚在办理的任务工期很短，与其他任务没有前后置关系，却既有牵头单位又有其他"
                       "单位。",
               .why = "协调的时间比办理的时间还长。",
               .fix = "交由一个单位办理。",
               .exceptions = "知会单位不计；没有写明工期的任务不看。",
               .message = "任务 {task} 工期只有 {duration}，与其他任务没有前后置关系，却由 {count} "
                          "个单位共同承担"}},
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
               .exceptions = "A unit above one that has work is not reported; a unit below one is.",
               .message = "unit {unit} takes part in no task and owns no goal"},
        .zh = {.title = "单位没有承担任务",
               .what = "单位及其下属单位都没有承担任何任务，也不是任何目标的责任单位。",
               .why = "可能是分工时遗漏，也可能是单位名单有多余。",
               .fix = "补充该单位承担的任务，或将其从名单中删去。",
               .exceptions =
                   "下属单位承担任务的，上级单位不提示；上级单位承担任务的，下属单位仍提示。",
               .message = "单位 {unit} 没有承担任何任务，也不负责任何目标"}},
    Rule{.id = "PL312",
         .name = "vague-duty",
         .severity = Severity::warning,
         .words = {.name = "words",
                   .values = "指导|参与|配合|协助|支持|guide|take part|assist|support",
                   .en = "words that say no more than that a unit helps",
                   .zh = "只说明起帮助作用的词语"},
         .source = "practice: a lead answers for the result; 部门职责表述",
         .en = {.title = "The duty of a lead is vague",
                .what = "A lead whose part in the task, or whose duty as a unit, is put in words "
                        "for helping only, without a word for leading or answering for it.",
                .why = "Held to its words, the lead owes nothing but a contribution.",
                .fix = "Say what the lead is to bring about.",
                .exceptions = "Words in the name of the unit do not count. Leads without a text "
                              "are not looked at, nor are tasks that are done or cancelled.",
                .message = "[task {task}: ]the words for lead {unit} say no more than {vague}: "
                           "{text}"},
         .zh = {.title = "牵头单位职责表述含糊",
                .what = "牵头单位在任务中的职责，或其单位职责，只用了表示帮助的词语，没有表示牵头、"
                        "负责的词语。",
                .why = "照字面理解，牵头单位只是帮忙，无须对结果负责。",
                .fix = "写明牵头单位要实现什么。",
                .exceptions = "单位名称中的词语不计；没有文字表述的牵头单位、已完成或已取消的任务不"
                              "看。",
                .message = "[任务 {task} 的]牵头单位 {unit} 的职责只写了{vague}：{text}"}},
    Rule{.id = "PL313",
         .name = "lead-below-support",
         .severity = Severity::info,
         .source = "practice of levels of government",
         .en = {.title = "A lead stands below units that it is to steer",
                .what = "An open task whose lead is of a lower level than one of its co-leads or "
                        "supporting units, by the order of levels that the plan gives, or else "
                        "national, province, prefecture, county, township.",
                .why = "A lower unit can hardly set dates for a higher one.",
                .fix = "Let the higher unit lead, or have it delegate the lead in writing.",
                .exceptions = "A lead delegated by the higher unit is in order; waive the finding. "
                              "Units of an unknown level are not compared.",
                .message = "task {task}: lead {lead} ({level}) stands below {unit} "
                           "({other_level}), which it is to steer"},
         .zh = {.title = "牵头单位层级低于配合单位",
                .what = "尚在办理的任务，其牵头单位的层级低于某个共同牵头或配合单位。层级顺序以方案"
                        "列出的为准，没有列出的按国家、省、市、县、乡。",
                .why = "下级单位难以对上级单位提出时间要求。",
                .fix = "改由上级单位牵头，或由上级单位书面授权。",
                .exceptions = "已经上级单位授权的，可以豁免；层级不明的单位不作比较。",
                .message = "任务 {task} 的牵头单位 {lead}（{level}）层级低于其要协调的 "
                           "{unit}（{other_level}）"}},
    Rule{
        .id = "PL314",
        .name = "cross-level-gap",
        .severity = Severity::warning,
        .source = "plans that run through all levels: 贯穿省、市、县、乡四级",
        .en = {.title = "A task skips a level",
               .what = "A task at the top whose units, with those of all its subtasks, are of a "
                       "higher and a lower level, and none is of a level between that the plan "
                       "lists. Looked at where the plan lists three or more levels.",
               .why = "What is handed down does not arrive, and what is reported up gets lost "
                      "between.",
               .fix = "Name the unit of the level between, or take the level off the plan's list "
                      "if it has no part.",
               .exceptions = "A task whose units are all of one level is in order, and so are "
                             "levels above the highest and below the lowest. Only the first 64 "
                             "levels are looked at.",
               .message = "task {task} runs from {upper} to {lower} without {missing}"},
        .zh = {.title = "任务跨级",
               .what = "最高一级任务连同其各级子任务，承担单位既有较高层级又有较低层级，而方案列出"
                       "的中间层级没有单位。方案列出三级以上的才作评价。",
               .why = "部署难以传导到位，情况难以逐级汇总。",
               .fix = "补充中间层级的承担单位；该层级确实不参与的，从方案的层级中删去。",
               .exceptions = "承担单位都在同一层级的不提示，高于最高、低于最低层级的不要求。只看前 "
                             "64 个层级。",
               .message = "任务 {task} 从 {upper} 到 {lower}，中间缺少 {missing}"}},
    Rule{.id = "PL315",
         .name = "raci-matrix-unbalanced",
         .severity = Severity::info,
         .numbers = {{{.name = "share",
                       .value = 0.4,
                       .en = "in which share of the tasks a unit may take part, 0 to 1",
                       .zh = "一个单位参与任务的占比上限，0 至 1"},
                      {.name = "tasks",
                       .value = 10,
                       .en = "how many tasks with units it takes to speak of shares",
                       .zh = "至少有多少项列出单位的任务才计算占比"}}},
         .source = "RACI: reading the matrix by columns",
         .en = {.title = "A unit takes part in very much, or only looks on",
                .what = "A unit that takes part in a larger share of the tasks that name units "
                        "than the limit, or that is only consulted or informed, wherever it is "
                        "named. Cancelled tasks do not count.",
                .why = "A unit that is everywhere holds everything up; one that only looks on may "
                       "have work that was forgotten.",
                .fix = "See which parts others can take, and what the onlooker is to do.",
                .exceptions = "Groups of units are not looked at. The unit that answers for the "
                              "plan may well be everywhere; waive the finding.",
                .message = "unit {unit} takes part in {count} of {total} tasks ({percent} %)[, "
                           "more than {limit} %][ and is {only}]"},
         .zh = {.title = "单位参与过多或只知会",
                .what = "单位参与的任务占列出单位的任务的比例超过上限，或者在所有任务中都只被征求意"
                        "见或知会。已取消的任务不计。",
                .why = "处处参与的单位容易拖住全局；只被知会的单位，可能有任务漏分。",
                .fix = "看哪些工作可以交给其他单位，只被知会的单位应当做什么。",
                .exceptions = "一类单位不看。方案的总牵头单位处处参与属正常情况，可以豁免。",
                .message = "单位 {unit} 参与 {total} 项任务中的 {count} 项（{percent}%）[，超过 "
                           "{limit}%][，且{only}]"}},
    Rule{.id = "PL316",
         .name = "open-unit-list",
         .severity = Severity::info,
         .words = {.name = "words",
                   .values = "有关|相关|所有|其他",
                   .en = "words by which the name of a group leaves open who belongs to it",
                   .zh = "使一类单位范围不明的词语"},
         .source = "practice: a list that ends in 等 binds only those it names",
         .en = {.title = "A task leaves open which units take part",
                .what = "An open task whose list of units goes on without naming them (等), or "
                        "that names a group of units whose name leaves open who belongs to it, "
                        "such as 有关部门.",
                .why = "Units that are not named do not know of their part, and cannot be held to "
                       "it.",
                .fix = "Name all units, or say by what a member of the group is known.",
                .exceptions = "A group whose members are known from its name, such as 各市州政府, "
                              "is in order. Where more than half of the tasks with units, and "
                              "three or more, leave it open, this is one remark on the plan.",
                .message =
                    "[task {task} does not say which units take part][: {open}][; {vague} may be "
                    "anyone][{count} of {total} open tasks do not say which units take part]"},
         .zh = {.title = "承担单位范围不明",
                .what = "尚在办理的任务，其承担单位名单以“等”结尾，或列有“有关部门”一类范围不明的"
                        "单位。",
                .why = "没有点名的单位不知道自己有任务，也无从考核。",
                .fix = "列全单位名称，或写明哪些单位属于其中。",
                .exceptions = "“各市州政府”一类从名称即可知道范围的，不在此列。列出单位的任务有三项"
                              "以上、且过半数如此的，只对全方案提示一次。",
                .message = "[任务 {task} 的承担单位范围不明][：{open}][；{vague} 所指不明][{total} "
                           "项在办任务中有 {count} 项承担单位范围不明]"}},
};

}  // namespace planloom::coverage

// The words of the rules on sources, indicators and results.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array coverage_source_rules = {
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
               .exceptions = "Mark what the plan need not answer as optional. A requirement that "
                             "is answered in another document may be waived.",
               .message = "no goal or task implements requirement {requirement}"},
        .zh = {.title = "上位要求没有落实",
               .what =
                   "上位文件的条款或查摆出的问题，没有任何目标或任务落实。选做条款和征求到的意见"
                   "不在此列。",
               .why = "上级部署或发现的问题在制定方案时被遗漏。",
               .fix = "写明由哪个目标或任务落实；没有的予以补充；不要求落实的标为选做。",
               .exceptions = "本方案不必落实的，标为选做；由其他文件落实的，可以申请豁免。",
               .message = "要求 {requirement} 没有目标或任务落实"}},
    Rule{.id = "PL212",
         .name = "goal-beyond-source",
         .severity = Severity::info,
         .source = "requirements tracing: derived items are marked as such",
         .en = {.title = "A goal or task answers no requirement",
                .what = "A goal or task that implements nothing, where the plan lists clauses of a "
                        "parent policy and says of other goals or tasks what they implement. What "
                        "stands above or below something that implements a requirement, or serves "
                        "it, counts as answering.",
                .why = "It may be a choice of the plan's own, or its source was left out; readers "
                       "cannot tell.",
                .fix = "Name the clause or problem that it answers, or mark it as the plan's own.",
                .exceptions = "Subgoals and tasks of a goal that is reported are not reported "
                              "again. Cancelled tasks are not looked at.",
                .message = "{kind} {node} answers no requirement and is not marked as the plan's "
                           "own"},
         .zh = {.title = "目标或任务没有上位依据",
                .what = "方案列出了上位文件的条款，也写明了其他目标或任务落实哪些要求，而该目标或"
                        "任务没有对应的要求。其上级、下级或所服务的目标有对应要求的，视为有依据。",
                .why = "可能是自选动作，也可能是漏写依据，读者无从分辨。",
                .fix = "写明所落实的条款或问题；属于自选动作的，予以标明。",
                .exceptions = "已提示的目标，其分目标和任务不再重复提示。已取消的任务不看。",
                .message = "{kind} {node} 没有对应的上位要求，也未标明为自选动作"}},
    Rule{.id = "PL213",
         .name = "no-indicator",
         .severity = Severity::warning,
         .source = "logical framework: every objective has an indicator",
         .en = {.title = "A goal has no indicator",
                .what = "A goal without subgoals for which no indicator is given.",
                .why = "Nobody can say whether the goal has been reached.",
                .fix = "Say by what the goal is measured: unit, baseline, target, date.",
                .exceptions = "Where a plan of three or more such goals has no indicator at all, "
                              "this is said once for the plan.",
                .message = "[goal {goal} has no indicator][none of the {total} goals has an "
                           "indicator]"},
         .zh = {.title = "目标没有指标",
                .what = "没有分目标的目标，没有设定指标。",
                .why = "目标是否实现无法衡量。",
                .fix = "明确以什么衡量：计量单位、基期值、目标值和完成时间。",
                .exceptions = "三个以上此类目标、全方案没有任何指标的，只对全方案提示一次。",
                .message = "[目标 {goal} 没有指标][全部 {total} 个目标都没有指标]"}},
    Rule{
        .id = "PL214",
        .name = "indicator-incomplete",
        .severity = Severity::warning,
        .source = "logical framework: means of verification",
        .en = {.title = "An indicator is not complete",
               .what = "An indicator without a baseline, a target, a unit of measurement, a due "
                       "date (its own or the horizon of its goal) or a source of data.",
               .why = "Without these the indicator cannot be measured, or not held against "
                      "anything.",
               .fix = "Fill in what is missing.",
               .exceptions = "What none of three or more indicators has is said once for the "
                             "plan.",
               .message = "[indicator {indicator} of goal {goal} lacks ][none of the {total} "
                          "indicators has ][{baseline}][{aim}][{measure_unit}][{due_day}]"
                          "[{data_source}]"},
        .zh = {.title = "指标要素不全",
               .what = "指标没有写明基期值、目标值、计量单位、完成时间（本身没有时看所属目标的目标"
                       "年）或数据来源。",
               .why = "要素不全的指标无法测算，或没有比较的依据。",
               .fix = "补齐所缺要素。",
               .exceptions = "三个以上指标都缺少的要素，只对全方案提示一次。",
               .message = "[目标 {goal} 的指标 {indicator} 没有写明][全部 {total} 个指标都没有写明]"
                          "[{baseline}][{aim}][{measure_unit}][{due_day}][{data_source}]"}},
    Rule{.id = "PL215",
         .name = "output-indicator-for-outcome",
         .severity = Severity::info,
         .source = "logical framework and StratML Part 2: stages of the value chain",
         .en = {.title = "An upper goal is measured by outputs only",
                .what = "A goal with subgoals all of whose indicators measure inputs, activities "
                        "or outputs, and none an outcome or an impact.",
                .why = "What was spent and built does not say whether anything got better.",
                .fix = "Add an indicator of what changes for people.",
                .exceptions = "Goals at the bottom may well be measured by outputs. A goal is left "
                              "out if the kind of one of its indicators is not given.",
                .message = "goal {goal} has subgoals but is measured by outputs only: "
                           "{indicators}"},
         .zh = {.title = "上级目标只有产出类指标",
                .what = "有分目标的目标，其指标全部是投入、活动或产出类，没有成效或影响类。",
                .why = "投入多少、建成多少，不能说明情况是否改善。",
                .fix = "增加反映成效的指标，例如群众和企业得到的变化。",
                .exceptions = "最基层的目标可以用产出衡量，不在此列；有指标未写明类别的目标，不作"
                              "判断。",
                .message = "目标 {goal} 下有分目标，但只有产出类指标：{indicators}"}},
    Rule{.id = "PL216",
         .name = "target-inconsistent",
         .severity = Severity::warning,
         .source = "consistency of indicators along the hierarchy of goals",
         .en = {.title = "Targets of subgoals do not add up to the target above",
                .what = "An indicator that says how it is made up of those of the same title of "
                        "the subgoals (sum, least, greatest, mean), and their targets come to "
                        "less than its own. Where the target lies below the baseline, less is "
                        "better and the comparison is turned round. Numbers are compared exactly.",
                .why = "Even if every subgoal is reached, the goal is missed.",
                .fix = "Raise targets of subgoals, add what else contributes, or lower the target.",
                .exceptions = "Not compared where one of the targets is no decimal number, has "
                              "more than 15 digits before or 18 behind the point, or is in another "
                              "unit of measurement.",
                .message = "indicator {indicator} of goal {goal}: the {aggregation} over {count} "
                           "subgoals comes to {found}, the target is {target}"},
         .zh = {.title = "分目标指标值达不到总目标",
                .what = "指标写明由分目标的同名指标汇总（合计、最小、最大、平均），而分目标的目标值"
                        "汇总后达不到本级目标值。目标值低于基期值的，以低为优，反向比较。数值精确"
                        "比较。",
                .why = "各分目标全部实现，总目标仍不能实现。",
                .fix = "提高分目标的目标值，补充其他来源，或调低总目标值。",
                .exceptions = "有目标值不是数字、整数部分超过 15 位或小数部分超过 18 位，或计量单位"
                              "不同的，不作比较。",
                .message = "目标 {goal} 的指标 {indicator}：{count} 个分目标的{aggregation}为 "
                           "{found}，目标值为 {target}"}},
    Rule{.id = "PL217",
         .name = "no-deliverable",
         .severity = Severity::warning,
         .source = "project practice: definition of done",
         .en = {.title = "A task has no result to show",
                .what = "An open task without subtasks for which neither a deliverable nor a proof "
                        "of completion is given.",
                .why = "Whether the task is done is then a matter of opinion.",
                .fix = "Say what is there when the task is done: a document, a system, a number.",
                .exceptions =
                    "Milestones, ongoing tasks and tasks of others are not looked at. Where fewer "
                    "than a fifth of the tasks have a result, and three or more have none, the "
                    "plan is not written that way, and this is one remark on it.",
                .message =
                    "[task {task} names no deliverable and no proof of completion][{count} of "
                    "{total} open tasks name neither a deliverable nor a proof of completion]"},
         .zh = {.title = "任务没有写明成果",
                .what = "尚在办理、没有子任务的任务，没有写明成果形式，也没有写明佐证材料。",
                .why = "任务是否完成没有客观依据。",
                .fix = "写明完成时应形成什么：文件、系统或数据。",
                .exceptions = "里程碑、持续推进的任务和外部任务不在此列。三项以上任务没有写明、且写"
                              "明的不足五分之一的，属方案体例，只对全方案提示一次。",
                .message = "[任务 {task} 没有写明成果和佐证][{total} 项在办任务中有 {count} "
                           "项没有写明成果和佐证]"}},
    Rule{.id = "PL218",
         .name = "overlap",
         .severity = Severity::info,
         .numbers = {{{.name = "similarity",
                       .value = 0.8,
                       .en = "from which share of common pairs of letters on two titles are alike, "
                             "0.1 to 1",
                       .zh = "标题相邻两字的重合比例达到多少视为相近，0.1 至 1"}}},
         .source = "practice: the same work is planned once",
         .en = {.title = "Two tasks look the same",
                .what = "Two tasks without subtasks that serve the same goals, have the same lead "
                        "and titles that are nearly the same (Jaccard similarity of their pairs of "
                        "neighbouring letters). Each task is named with the earlier one that is "
                        "most like it.",
                .why = "The same work may have been entered twice, or given to the same unit "
                       "under two names.",
                .fix = "Join the tasks, or make the titles say in what they differ.",
                .exceptions = "Titles that differ in their numbers (years, phases) are taken for "
                              "different work; so are tasks with neither goal nor lead. Each title "
                              "is compared with at most 200 earlier ones.",
                .message = "task {second} looks like task {first}: {title} ({percent} % alike)"},
         .zh = {.title = "两项任务内容相近",
                .what = "两项没有子任务的任务，服务的目标相同、牵头单位相同，标题也相近（按相邻两字"
                        "的重合比例计算）。每项任务只与此前最相近的一项对应提示。",
                .why = "可能是同一工作重复列入，或换个说法又交给同一单位。",
                .fix = "合并任务，或在标题中写清两者的区别。",
                .exceptions = "标题中数字（年份、批次）不同的，视为不同工作；既无目标又无牵头单位"
                              "的，不作比较。每个标题至多与此前 200 个比较。",
                .message = "任务 {second} 与任务 {first} 内容相近：{title}（相近度 {percent}%）"}},
};

}  // namespace planloom::coverage

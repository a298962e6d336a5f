// Every fixed text of the HTML report, in both of its languages.
#pragma once

#include <string_view>

namespace planloom::report {

/// A text with `{}` where values go.
struct Phrase {
    std::string_view en, zh;
};

/// A thing that is counted.
struct Noun {
    std::string_view one, many, zh;
};

namespace nouns {
inline constexpr Noun requirement{"requirement", "requirements", "条要求"};
inline constexpr Noun goal{"goal", "goals", "个目标"};
inline constexpr Noun task{"task", "tasks", "项任务"};
inline constexpr Noun leaf_task{"task without subtasks", "tasks without subtasks", "项末级任务"};
inline constexpr Noun unit{"unit", "units", "个单位"};
inline constexpr Noun link{"dependency", "dependencies", "条依赖关系"};
inline constexpr Noun wave{"wave", "waves", "个批次"};
inline constexpr Noun error{"error", "errors", "个错误"};
inline constexpr Noun warning{"warning", "warnings", "个警告"};
inline constexpr Noun info{"note", "notes", "条提示"};
inline constexpr Noun rule{"rule", "rules", "条规则"};
inline constexpr Noun round{"round", "rounds", "轮"};
inline constexpr Noun comment{"comment", "comments", "条意见"};
inline constexpr Noun finding{"finding", "findings", "项"};
inline constexpr Noun circle{"circle", "circles", "处循环"};
inline constexpr Noun day{"day", "days", "天"};
inline constexpr Noun row{"row", "rows", "行"};
inline constexpr Noun conflict{"conflict", "conflicts", "处冲突"};
inline constexpr Noun node{"affected item", "affected items", "项受影响内容"};
}  // namespace nouns

namespace phrases {
// Roles and their marks in a matrix, in the order of Role.
inline constexpr Phrase roles[] = {
    {"lead", "牵头"},      {"co-lead", "共同牵头"}, {"responsible", "责任"},
    {"support", "配合"},   {"guide", "指导"},       {"implement", "落实"},
    {"supervise", "督办"}, {"consult", "商请"},     {"inform", "知会"}};
// The levels of government that a plan names in English; other words are the plan's own.
inline constexpr Phrase levels[] = {{"national", "国家级"},
                                    {"province", "省级"},
                                    {"prefecture", "市州级"},
                                    {"county", "县级"},
                                    {"township", "乡镇级"}};
inline constexpr Phrase role_marks[] = {{"L", "牵"}, {"C", "共"}, {"R", "责"},
                                        {"S", "配"}, {"G", "指"}, {"I", "落"},
                                        {"V", "督"}, {"Q", "商"}, {"F", "知"}};

// The frame.
inline constexpr Phrase report{"Plan report", "方案分析报告"};
inline constexpr Phrase contents{"Contents", "目录"};
inline constexpr Phrase untitled{"Untitled plan", "未命名方案"};
inline constexpr Phrase number{"Document number", "文号"};
inline constexpr Phrase source{"Source", "来源"};
inline constexpr Phrase based_on{"Based on", "依据"};
inline constexpr Phrase illustrative{"Illustration, not a real document", "示例方案，并非真实文件"};
inline constexpr Phrase made_by{"Made by planloom {} from the plan alone.",
                                "由 planloom {} 仅依据方案内容生成。"};
inline constexpr Phrase nothing_left_out{"Nothing was left out of this page.",
                                         "本页未省略任何内容。"};
inline constexpr Phrase left_out{"Left out of this page", "本页省略的内容"};
inline constexpr Phrase comma{", ", "、"};
inline constexpr Phrase and_more{" and {} more", "等（另有 {} 项）"};
inline constexpr Phrase share{"{} of {} ({} %)", "{}/{}（{}%）"};
inline constexpr Phrase nothing_to_measure{"not evaluated: there is none",
                                           "未评估：没有可评估的对象"};
inline constexpr Phrase colon{": ", "："};

// Headings.
inline constexpr Phrase summary{"Summary", "摘要"};
inline constexpr Phrase what{"What the plan is", "方案内容"};
inline constexpr Phrase findings{"Findings", "发现的问题"};
inline constexpr Phrase coverage{"Coverage", "覆盖情况"};
inline constexpr Phrase coordination{"Coordination of units", "单位协同"};
inline constexpr Phrase coordination_explained{
    "Which units share tasks or hand work on to each other, and how much of that crosses levels, "
    "regions, departments, systems, goals and sections.",
    "哪些单位共同承担任务或相互移交工作，其中有多少跨层级、跨地域、跨部门、跨系统、跨业务、跨板块"
    "。"};
inline constexpr Phrase responsibility{"Responsibility", "责任分工"};
inline constexpr Phrase schedule{"Schedule", "进度安排"};
inline constexpr Phrase order{"Order of work", "实施次序"};
inline constexpr Phrase dependence{"What depends on each unit", "各单位的影响范围"};

// Key figures.
inline constexpr Phrase requirements{"requirements", "要求"};
inline constexpr Phrase goals{"goals", "目标"};
inline constexpr Phrase tasks{"tasks", "任务"};
inline constexpr Phrase units{"units", "单位"};
inline constexpr Phrase links{"dependencies", "依赖关系"};
inline constexpr Phrase waves{"waves", "批次"};
inline constexpr Phrase errors{"errors", "错误"};
inline constexpr Phrase warnings{"warnings", "警告"};
inline constexpr Phrase infos{"notes", "提示"};

// Summary sentences.
inline constexpr Phrase size{"The plan sets {} and {}, and names {}.",
                             "方案提出 {}、{}，涉及 {}。"};
inline constexpr Phrase no_lead{"{} of {} have no lead unit.", "{1}中有 {0} 项没有牵头单位。"};
inline constexpr Phrase all_led{"Every task has a lead unit.", "每项任务都有牵头单位。"};
inline constexpr Phrase no_roles{
    "The plan assigns no unit to any task: nobody can be held to a task by the plan alone.",
    "方案没有为任何任务指定责任单位：仅凭方案本身无法落实到单位。"};
inline constexpr Phrase no_links{
    "The plan names no dependency between tasks, so all {} can start at once.",
    "方案没有写明任务之间的依赖关系，全部 {}可以同时启动。"};
inline constexpr Phrase in_waves{"{} order the tasks into {}; {} can start at once.",
                                 "{}把任务排成 {}，其中 {}可以立即启动。"};
inline constexpr Phrase circles{
    "The dependencies run in {}; tasks on a circle cannot be put in order until one of its links "
    "is "
    "cut.",
    "依赖关系中有 {}；在解开之前，其中的任务无法排序。"};
inline constexpr Phrase goals_without_task{"{} of {} are served by no task: {}.",
                                           "{1}中有 {0} 个没有任务支撑：{2}。"};
inline constexpr Phrase goals_all_served{"Every goal is served by at least one task.",
                                         "每个目标都有任务支撑。"};
inline constexpr Phrase horizon_without_task{"{} has no task: no goal with this horizon is served.",
                                             "{} 没有任务：以此为期限的目标没有任务支撑。"};
inline constexpr Phrase tasks_without_goal{"{} of {} serve no goal.",
                                           "{1}中有 {0} 项不服务于任何目标。"};
inline constexpr Phrase no_deadlines{"No task has a deadline.", "没有一项任务写明完成时限。"};
inline constexpr Phrase some_deadlines{"{} of {} have a deadline or go on for good.",
                                       "{1}中有 {0} 项写明完成时限或持续推进。"};
inline constexpr Phrase last_horizon{"No task is due after {}, while {} is a horizon of the goals.",
                                     "没有任务的时限晚于 {}，而目标期限到 {}。"};
inline constexpr Phrase answered{"Requirements answered by a task or a goal: {}.",
                                 "有任务或目标回应的要求：{}。"};
inline constexpr Phrase declared_right{"The document says that it has {}; as many are listed.",
                                       "文件自称有 {}，实际列出的数目与此一致。"};
inline constexpr Phrase declared_wrong{"The document says that it has {}; {} are listed.",
                                       "文件自称有 {}，实际列出 {}。"};
inline constexpr Phrase worst_unit{
    "Should {} fail, {} are blocked and {} lost: more than for any other unit.",
    "如果{}不能履职，{}受阻、{}落空，影响大于其他任何单位。"};
inline constexpr Phrase finding_counts{
    "Held against {}, the plan has {}, {} and {}; {} had nothing to look at.",
    "对照 {}检查，发现 {}、{}、{}；另有 {}没有可检查的对象。"};

// What the plan is.
inline constexpr Phrase goal_tree{"Goals and their tasks", "目标与任务"};
inline constexpr Phrase no_goal{"Tasks that serve no goal", "不服务于任何目标的任务"};
inline constexpr Phrase no_goal_no_task{"The plan has no goal and no task.",
                                        "方案没有目标和任务。"};
inline constexpr Phrase horizon{"horizon {}", "期限 {}"};
inline constexpr Phrase section{"section {}", "章节 {}"};
inline constexpr Phrase owner{"owner: ", "负责单位："};
inline constexpr Phrase subgoal_of{"part of: ", "上级目标："};
inline constexpr Phrase supports_any{"any one task or subgoal is enough", "任一支撑即可"};
inline constexpr Phrase supports_at_least{"at least {} tasks or subgoals", "至少 {} 项支撑"};
inline constexpr Phrase declared{"the document says {}", "文件自称 {}"};
inline constexpr Phrase also_serves{"Also served by: ", "同时支撑本目标的任务："};
inline constexpr Phrase no_own_task{"No task serves this goal.", "没有任务支撑本目标。"};
inline constexpr Phrase only_subgoals{"Served through its subgoals: {}.",
                                      "通过下级目标得到支撑：{}。"};
inline constexpr Phrase task{"Task", "任务"};
inline constexpr Phrase key{"Key", "编号"};
inline constexpr Phrase unit{"Unit", "单位"};
inline constexpr Phrase who{"Units", "单位"};
inline constexpr Phrase due{"Deadline", "时限"};
inline constexpr Phrase status{"Status", "状态"};
inline constexpr Phrase duration{"Duration", "工期"};
inline constexpr Phrase elapsed{"{} elapsed", "{}（日历时间）"};
inline constexpr Phrase deliverable{"Deliverable: ", "成果："};
inline constexpr Phrase milestone{"milestone", "里程碑"};
inline constexpr Phrase ongoing{"ongoing", "持续推进"};
inline constexpr Phrase every_year{"every year", "每年"};
inline constexpr Phrase every_half{"every half-year", "每半年"};
inline constexpr Phrase every_quarter{"every quarter", "每季度"};
inline constexpr Phrase every_month{"every month", "每月"};
inline constexpr Phrase every_week{"every week", "每周"};
inline constexpr Phrase and_others{" and others", "等"};
inline constexpr Phrase indicator{"Indicator", "指标"};
inline constexpr Phrase measure{"Unit of measure", "计量单位"};
inline constexpr Phrase baseline{"Baseline", "基期值"};
inline constexpr Phrase target{"Target", "目标值"};
inline constexpr Phrase actual{"Actual", "实际值"};
inline constexpr Phrase not_started{"not started", "未开始"};
inline constexpr Phrase in_progress{"in progress", "进行中"};
inline constexpr Phrase done{"done", "已完成"};
inline constexpr Phrase cancelled{"cancelled", "已取消"};
inline constexpr Phrase requirement_answers{"Requirements and what answers them", "要求与回应"};
inline constexpr Phrase requirement{"Requirement", "要求"};
inline constexpr Phrase kind{"Kind", "类别"};
inline constexpr Phrase clause{"clause", "条款"};
inline constexpr Phrase problem{"problem", "问题"};
inline constexpr Phrase comment{"comment", "意见"};
inline constexpr Phrase optional{"optional", "选择性"};
inline constexpr Phrase answered_by{"Answered by", "由谁回应"};
inline constexpr Phrase disposition{"Disposition", "处理结果"};
inline constexpr Phrase nobody{"nothing", "无"};
inline constexpr Phrase open{"open", "待处理"};
inline constexpr Phrase adopted{"adopted", "采纳"};
inline constexpr Phrase partly{"partly adopted", "部分采纳"};
inline constexpr Phrase rejected{"rejected", "未采纳"};
inline constexpr Phrase raised_by{"raised by {}", "提出单位：{}"};
inline constexpr Phrase in_round{"round {}", "第 {} 轮"};
inline constexpr Phrase consultation{"Consultation", "征求意见"};
inline constexpr Phrase consulted{"The plan was sent out for comments in {}.",
                                  "方案先后 {}征求意见。"};
inline constexpr Phrase comments{"{} came in.", "共收到 {}。"};
inline constexpr Phrase comments_adopted{"Adopted: {}.", "采纳：{}。"};
inline constexpr Phrase comments_partly{"Partly adopted: {}.", "部分采纳：{}。"};
inline constexpr Phrase comments_rejected{"Rejected: {}.", "未采纳：{}。"};

// Findings.
inline constexpr Phrase no_findings{"The rules found nothing to report.", "各条规则均未发现问题。"};
inline constexpr Phrase error{"error", "错误"};
inline constexpr Phrase warning{"warning", "警告"};
inline constexpr Phrase info{"note", "提示"};
inline constexpr Phrase why{"Why it matters", "为什么重要"};
inline constexpr Phrase fix{"How to mend it", "如何改进"};
inline constexpr Phrase show_all{"Show all {}", "展开全部 {} 项"};
inline constexpr Phrase not_evaluated{"Rules that were not evaluated", "未评估的规则"};
inline constexpr Phrase not_evaluated_why{
    "These rules had nothing to look at. That is neither good nor bad.",
    "以下规则没有可检查的对象，既不算好也不算坏。"};
inline constexpr Phrase rule{"Rule", "规则"};
inline constexpr Phrase reason{"Reason", "原因"};
inline constexpr Phrase rule_overview{"All rules with findings", "有发现的规则一览"};
inline constexpr Phrase severity{"Severity", "级别"};
inline constexpr Phrase found{"Found", "数量"};
inline constexpr Phrase go{"to the place", "跳转到该处"};

// Coverage and responsibility.
inline constexpr Phrase goals_covered{"Goals served by at least one task: {}.",
                                      "至少有一项任务支撑的目标：{}。"};
inline constexpr Phrase tasks_covered{"Tasks that serve at least one goal: {}.",
                                      "至少服务于一个目标的任务：{}。"};
inline constexpr Phrase requirements_covered{"Requirements answered: {}.", "已有回应的要求：{}。"};
inline constexpr Phrase requirements_reached{
    "Requirements that a task answers, itself or through its goal: {}.",
    "由任务直接或经其目标回应的要求：{}。"};
inline constexpr Phrase no_requirements{
    "The plan lists no requirement, so what it must answer is not evaluated.",
    "方案没有列出须回应的要求，该项未评估。"};
inline constexpr Phrase unanswered{"Unanswered: {}.", "尚无回应：{}。"};
inline constexpr Phrase no_serves{"No task is linked to a goal, so there is no coverage to show.",
                                  "没有任务与目标相关联，无法显示覆盖情况。"};
inline constexpr Phrase coverage_caption{"Tasks (rows) and the goals they serve (columns)",
                                         "任务（行）与其支撑的目标（列）"};
inline constexpr Phrase legend{"Key to the signs:", "图例："};
inline constexpr Phrase necessary{"necessary", "必要"};
inline constexpr Phrase alternative{"alternative", "可替代"};
inline constexpr Phrase supporting{"supporting", "辅助"};
inline constexpr Phrase necessary_mark{"N", "必"};
inline constexpr Phrase alternative_mark{"A", "替"};
inline constexpr Phrase supporting_mark{"S", "辅"};
inline constexpr Phrase through_subgoal{"(in brackets) only through a subgoal",
                                        "（括号内）仅通过下级目标"};
inline constexpr Phrase total{"Total", "合计"};
inline constexpr Phrase tasks_per_goal{"Tasks per goal, of {}", "各目标的任务数（共 {} 项）"};
inline constexpr Phrase goals_per_task{"Goals", "目标数"};
inline constexpr Phrase goal_signs{"Goals served", "支撑的目标"};
inline constexpr Phrase unit_signs{"Units and roles", "单位与角色"};
inline constexpr Phrase no_assignments{
    "The plan names no unit for any task, so there is no responsibility matrix to show. {} without "
    "a responsible unit.",
    "方案没有为任何任务指定单位，无责任矩阵可列。没有责任单位的任务：{}。"};
inline constexpr Phrase responsibility_caption{"Tasks (rows) and units (columns) with their roles",
                                               "任务（行）与单位（列）的分工"};
inline constexpr Phrase tasks_per_unit{"Tasks per unit", "各单位任务数"};
inline constexpr Phrase lead_missing{"no lead", "无牵头"};
inline constexpr Phrase lead_several{"{} leads", "{} 个牵头"};
inline constexpr Phrase lead_column{"Lead", "牵头"};
inline constexpr Phrase idle_units{"Units without a role in any task: {}.",
                                   "没有承担任何任务的单位：{}。"};
inline constexpr Phrase load_caption{"Tasks per unit and role", "各单位分角色任务数"};
inline constexpr Phrase as_list{"{} are too many for a grid; each row lists what is not empty.",
                                "共 {}，不宜排成表格；每行只列非空内容。"};

// Order.
inline constexpr Phrase no_order_needed{
    "The plan names no dependency between tasks. All {} form one wave: they can start at once and "
    "run side by side.",
    "方案没有写明任务之间的依赖关系。全部 {}同属一个批次，可以同时启动、并行推进。"};
inline constexpr Phrase no_tasks{"The plan has no task.", "方案没有任务。"};
inline constexpr Phrase order_explained{
    "Tasks of one wave can run side by side once all earlier waves are done. An arrow leads from a "
    "task to one that waits for it; a dashed arrow is a soft link. Where nothing else is written "
    "on it, the earlier task must finish before the later one starts.",
    "同一批次的任务可以在前面批次全部完成后并行推进。箭头由前置任务指向后续任务，虚线为软约束；"
    "箭头上没有注明时，前置任务完成后，后续任务方可开始。"};
inline constexpr Phrase wave{"Wave {}", "第 {} 批"};
inline constexpr Phrase knot{"circle", "循环"};
inline constexpr Phrase circle_list{"Circles", "循环依赖"};
inline constexpr Phrase circle_through{" (through {})", "（经由上级任务 {}）"};
inline constexpr Phrase circle_explained{
    "These tasks wait for each other; one link of each circle must be cut or turned.",
    "以下任务互相等待；每处循环至少要取消或调整一条依赖关系。"};
inline constexpr Phrase drawing{"Drawing of {} in {}", "{}分 {}的示意图"};
inline constexpr Phrase drawing_cut{"{} and their arrows are not drawn.", "{}及其箭头未画出。"};

// Units.
inline constexpr Phrase units_explained{
    "For each unit: what could no longer be done if it failed and nobody took over. Units are "
    "sorted by how much stops.",
    "逐一列出：如果该单位不能履职且无人接替，哪些工作将无法完成。按受阻程度从高到低排列。"};
inline constexpr Phrase no_units{"The plan names no unit, so this question is not evaluated.",
                                 "方案没有写明单位，该项未评估。"};
inline constexpr Phrase no_dependence{
    "No task or goal hangs on a unit by the plan, so no failure of a unit reaches anything.",
    "按照方案，没有任务或目标依赖于某个单位，单位失能不会波及任何内容。"};
inline constexpr Phrase harmless{"Units on which nothing depends by the plan: {}.",
                                 "按照方案没有工作依赖于它的单位：{}。"};
inline constexpr Phrase goals_owned{"owner of {}", "负责 {}"};
inline constexpr Phrase group{"group of units", "单位类别"};
inline constexpr Phrase blocked{"blocked", "受阻"};
inline constexpr Phrase lost{"lost", "落空"};
inline constexpr Phrase not_answered{"unanswered", "无人回应"};
inline constexpr Phrase incomplete{"incomplete", "不完整"};
inline constexpr Phrase weakened{"weakened", "减弱"};
inline constexpr Phrase stops_nothing{"Nothing stops; something is weakened or incomplete.",
                                      "没有工作停摆，但有内容减弱或不完整。"};
inline constexpr Phrase tell_many{"To be told: {}", "须告知：{}"};
inline constexpr Phrase tell{"To be told: ", "须告知："};
inline constexpr Phrase tell_nobody{"To be told: no other unit.", "须告知：无其他单位。"};
inline constexpr Phrase effects{"Effects and why", "影响及原因"};
// The schedule.
inline constexpr Phrase length_dated{"{} of working time, from {} to {}.",
                                     "工期 {}（按工作时间计），{} 至 {}。"};
inline constexpr Phrase length_undated{
    "{} of working time. The plan names no start, so that times count from its beginning.",
    "工期 {}（按工作时间计）。方案没有给出开始日期，时间从起点算起。"};
inline constexpr Phrase schedule_explained{
    "Each task as early as its links, calendars and constraints allow. Tasks without float are "
    "critical: if one of them takes longer, the plan ends later.",
    "各项任务按先后关系、工作日历和约束尽早安排。没有浮动时间的是关键任务，延误一天，方案就推迟一天"
    "。"};
inline constexpr Phrase untimed{"{} without a duration count as no time.",
                                "{}没有给出工期，按零计算。"};
inline constexpr Phrase critical_path{"Critical path", "关键路径"};
inline constexpr Phrase misses{"{} misses its date ({}) by {}.", "{}赶不上期限（{}），晚 {}。"};
inline constexpr Phrase conflicts{"{} in the dates: see planloom schedule.",
                                  "日期有 {}，详见 planloom schedule。"};
inline constexpr Phrase start_column{"start", "开始"};
inline constexpr Phrase finish_column{"finish", "完成"};
inline constexpr Phrase float_column{"float", "浮动"};
inline constexpr Phrase task_column{"task", "任务"};
inline constexpr Phrase time_column{"time", "时间"};
inline constexpr Phrase critical_mark{"critical", "关键"};

}  // namespace phrases

}  // namespace planloom::report

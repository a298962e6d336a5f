// The words of the rules on goals and the tasks that serve them.
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
               .exceptions = "A supporting task counts here; that it is no more than that has a "
                             "rule of its own. Whether the tasks suffice is asked by PL202.",
               .message = "no task serves goal {goal}[; of {cancelled} tasks all are cancelled]"},
        .zh = {.title = "目标没有任务支撑",
               .what = "目标本身及其各级分目标都没有任务支撑。已取消的任务不计。",
               .why = "目标无人落实，成为空头目标。",
               .fix = "为该目标补充任务，或写明由哪项现有任务支撑；确无必要的，撤销该目标。",
               .exceptions =
                   "辅助任务在此也计数，只有辅助任务的目标另有规则；任务是否足够由 PL202 判断。",
               .message = "目标 {goal} 没有任务支撑[，原有 {cancelled} 项任务均已取消]"}},
    Rule{.id = "PL202",
         .name = "goal-uncovered-deep",
         .severity = Severity::error,
         .source = "requirements tracing: deep coverage",
         .en = {.title = "A goal cannot be reached by the tasks that it has",
                .what = "A goal that has tasks, but does not hold even if all of them succeed: by "
                        "its support rule it counts on a task that is cancelled, on a subgoal that "
                        "does not hold, or on more supports than there are.",
                .why = "All the work on the goal may be done, and the goal is missed.",
                .fix = "Replace what fails, or change the support rule so that the rest suffices.",
                .exceptions = "Goals without any task have a rule of their own. Of goals that fail "
                              "one by the other only the lowest is named.",
                .message = "goal {goal} fails even if all its tasks succeed: {formula}[, but "
                           "{failing} cannot hold][, but {needed} supports are not there]"},
         .zh = {.title = "目标靠现有任务无法实现",
                .what = "目标虽有任务，但即使任务全部完成也不能成立：按其支撑规则，所依靠的任务已经"
                        "取消，或分目标不能成立，或需要的支撑项多于现有的支撑项。",
                .why = "任务全部完成，目标依然落空。",
                .fix = "补上不能成立的部分，或调整支撑规则，使其余部分足以实现目标。",
                .exceptions = "完全没有任务的目标另有规则。因分目标不能成立而不能成立的，只提示最低"
                              "一级。",
                .message = "即使任务全部完成，目标 {goal} 也不能实现：{formula}[，其中 {failing} "
                           "不能成立][，而没有 {needed} 项支撑]"}},
    Rule{.id = "PL203",
         .name = "goal-thin",
         .severity = Severity::warning,
         .numbers = {{{.name = "tasks",
                       .value = 1,
                       .en = "up to how many tasks a goal is thin",
                       .zh = "任务数不超过多少即提示"}}},
         .source = "practice: a goal does not hang by one thread",
         .en = {.title = "A goal rests on a single task",
                .what = "A goal that one task without subtasks serves, counted with all its "
                        "subgoals and the subtasks of the tasks that serve it. Cancelled tasks do "
                        "not count.",
                .why = "If that one task fails or is late, so does the goal.",
                .fix = "See whether the task is enough for the goal; add one, or break the task "
                       "down.",
                .exceptions = "Where a subgoal rests on the same task, only the subgoal is named. "
                              "A plan of three or more goals of which each has one task is laid "
                              "out like that: this is one remark on the plan.",
                .message = "[goal {goal} rests on nothing but {tasks}][none of the {total} goals "
                           "that tasks serve has more than {limit}]"},
         .zh = {.title = "目标只靠一项任务支撑",
                .what = "目标连同其各级分目标，只有一项没有子任务的任务支撑；支撑任务有子任务的，按"
                        "子任务计。已取消的任务不计。",
                .why = "这一项任务落空或拖延，目标随之落空或拖延。",
                .fix = "核实这一项任务能否实现目标；不能的，补充任务，或将该任务分解。",
                .exceptions = "分目标也只靠同一项任务的，只提示分目标。三个以上目标、每个目标各有一"
                              "项任务的，属方案体例，只对全方案提示一次。",
                .message = "[目标 {goal} 只靠 {tasks} 支撑][{total} "
                           "个有任务的目标，任务数都不超过 {limit} 项]"}},
    Rule{
        .id = "PL204",
        .name = "goal-soft-only",
        .severity = Severity::warning,
        .source = "OKR practice: contributing and related work are told apart",
        .en = {.title = "A goal has supporting tasks only",
               .what = "A goal that tasks serve, but all of them, those of its subgoals included, "
                       "as supporting ones: none is necessary, none an alternative.",
               .why = "What only helps does not by itself bring the goal about, so nobody has "
                      "undertaken to.",
               .fix = "Say which of the tasks the goal cannot do without, or add one.",
               .exceptions = "Cancelled tasks do not count.",
               .message = "goal {goal} is only supported, by {tasks}; no task is necessary for it"},
        .zh = {.title = "目标只有辅助任务",
               .what = "目标及其各级分目标虽有任务支撑，但都是辅助任务，没有必要任务，也没有可选"
                       "任务。",
               .why = "辅助任务只起帮助作用，没有哪项任务真正承担目标的实现。",
               .fix = "写明哪项任务是实现目标所必需的；没有的予以补充。",
               .exceptions = "已取消的任务不计在内。",
               .message = "目标 {goal} 只有辅助任务 {tasks}，没有必要任务"}},
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
                .exceptions = "A goal that is named but not in the plan counts; that is reported "
                              "once, as an unknown reference.",
                .message = "task {task} serves no goal"},
         .zh = {.title = "任务不对应任何目标",
                .what =
                    "没有子任务的任务，其自身及各级上级任务都没有写明服务的目标。已取消的任务不看；"
                    "方案没有目标的，不作评价。",
                .why = "任务占用人力和时间，方案却没有说明为何而做。",
                .fix = "写明任务服务的目标，或删去该任务。",
                .exceptions =
                    "写明了目标、但该目标不在方案中的，不在此提示，而作为引用对象不存在提示。",
                .message = "任务 {task} 没有对应的目标"}},
    Rule{.id = "PL206",
         .name = "unwanted-coverage",
         .severity = Severity::warning,
         .source = "requirements tracing: unwanted coverage",
         .en = {.title = "A task serves a goal that takes no more tasks",
                .what = "An open task that serves a goal declared as closed.",
                .why = "The goal was settled; further work on it costs what other goals need, or "
                       "the goal is not settled after all.",
                .fix = "Take the task off the goal, or open the goal again.",
                .exceptions = "Tasks that are done or cancelled stay with the goal that they "
                              "served.",
                .message = "task {task} serves goal {goal}, which takes no more tasks"},
         .zh = {.title = "任务对应的目标已不再增加任务",
                .what = "尚在办理的任务，其服务的目标已写明不再增加任务。",
                .why = "目标已经收口，再安排任务占用其他目标的力量；或者目标其实没有收口。",
                .fix = "调整任务对应的目标，或重新放开该目标。",
                .exceptions = "已完成、已取消的任务仍归原目标，不在此列。",
                .message = "任务 {task} 服务的目标 {goal} 已不再增加任务"}},
    Rule{.id = "PL207",
         .name = "partial-coverage",
         .severity = Severity::warning,
         .source = "requirements tracing: coverage by every artifact type that is needed",
         .en = {.title = "A goal lacks tasks of a kind that it needs",
                .what = "A goal that says which tags its tasks must bear between them, and no "
                        "task bears one of these. Tasks of subgoals and subtasks count, cancelled "
                        "ones do not.",
                .why = "The goal is planned for in part: the building is there, say, but no "
                       "training.",
                .fix = "Add a task of the missing kind, tag the task that is one, or drop the "
                       "need.",
                .exceptions = "A goal without any task has a rule of its own. Other tags than the "
                              "needed ones are free.",
                .message = "goal {goal}: no task bears {missing}[; {there} is there]"},
         .zh = {.title = "目标缺少所需类别的任务",
                .what = "目标写明了所需任务的类别标签，但其中有的类别没有任务。分目标的任务和子任务"
                        "计入，已取消的任务不计。",
                .why = "目标只落实了一部分，例如有建设任务而没有培训任务。",
                .fix = "补充所缺类别的任务；已有此类任务的，加上标签；不再需要的，删去该类别。",
                .exceptions = "完全没有任务的目标另有规则。所需类别以外的标签不受限制。",
                .message = "目标 {goal} 缺少 {missing} 类任务[，已有 {there}]"}},
    Rule{.id = "PL208",
         .name = "goal-fanout",
         .severity = Severity::info,
         .numbers = {{{.name = "most",
                       .value = 15,
                       .en = "how many subgoals, or tasks, one goal may have",
                       .zh = "一个目标下分目标数、任务数各自的上限"}}},
         .source = "modelling practice: limits to fan-out",
         .en = {.title = "A goal has very many subgoals or tasks",
                .what = "A goal with more subgoals, or with more tasks that serve it themselves, "
                        "than the limit. Cancelled tasks do not count.",
                .why = "A list that long is hard to steer and to report on.",
                .fix = "Group the subgoals or tasks under goals or tasks between.",
                .exceptions = "Subtasks do not count, for they are grouped already.",
                .message = "goal {goal} has {count} {things} right below it, more than {limit}"},
         .zh = {.title = "目标下分目标或任务过多",
                .what = "目标的直接分目标数，或直接支撑它的任务数，超过上限。已取消的任务不计。",
                .why = "清单过长，不便统筹和汇报。",
                .fix = "增设中间一级的目标或任务，予以归并。",
                .exceptions = "子任务已经归并，不计在内。",
                .message = "目标 {goal} 直接下设 {count} 个{things}，超过 {limit} 个"}},
    Rule{.id = "PL209",
         .name = "goal-depth",
         .severity = Severity::info,
         .numbers = {{{.name = "depth",
                       .value = 6,
                       .en = "how many levels a tree of goals may have",
                       .zh = "目标层级数的上限"},
                      {.name = "spread",
                       .value = 3,
                       .en = "by how many levels its branches may end apart",
                       .zh = "各分支层级数之差的上限"}}},
         .source = "practice: a hierarchy that people can keep in mind",
         .en = {.title = "A tree of goals is very deep or uneven",
                .what = "A goal at the top whose tree has more levels than the limit, or whose "
                        "branches end at levels that lie further apart than the limit.",
                .why = "Deep trees are hard to follow from bottom to top; in uneven ones some "
                       "goals are thought through and others are not.",
                .fix = "Join levels that add nothing, or break down the shallow branches.",
                .exceptions = "Every tree is reported once, with its deepest goal.",
                .message = "the tree of goal {goal} has {depth} levels, down to {deepest}[, more "
                           "than {limit}][; its branch {shallowest} ends at level {least}]"},
         .zh = {.title = "目标层级过深或深浅不一",
                .what = "最高一级目标之下的层级数超过上限，或各分支的层级数相差超过上限。",
                .why = "层级过深，难以逐级对应；深浅不一，说明有的目标已细化而有的没有。",
                .fix = "合并没有实际作用的层级，或把较浅的分支进一步分解。",
                .exceptions = "每个最高一级目标只提示一次，并给出最深的分目标。",
                .message = "目标 {goal} 之下共 {depth} 级，最深至 {deepest}[，超过 {limit} "
                           "级][；而分支 {shallowest} 只到第 {least} 级]"}},
};

}  // namespace planloom::coverage

// The words of the rules on structure.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array structure_rules = {
    Rule{.id = "PL101",
         .name = "duplicate-id",
         .severity = Severity::error,
         .source = "requirements tracing: an identifier names one item",
         .en = {.title = "A key is used twice",
                .what =
                    "Rows of one kind that have the same key once Unicode is normalised (NFC) and "
                    "spaces at the ends are dropped. Keys that are the same only in "
                    "compatibility form (NFKC), such as full-width and ordinary letters, are a "
                    "warning.",
                .why = "A reference to the key reaches only the first of the rows, so the others "
                       "lose their goals, units and predecessors without a word.",
                .fix = "Give every row a key of its own, or delete the row that was entered twice.",
                .exceptions =
                    "Rows of different kinds may share a key: a goal and a task both called 1.",
                .message = "{count} {things} share the key {keys}[ ({note})]"},
         .zh = {.title = "编号重复",
                .what = "同类条目的编号在统一字符编码（NFC）、去掉首尾空格后相同。仅全角半角等兼容"
                        "字形（NFKC）相同的，作警告提示。",
                .why = "引用该编号时只能对应到第一条，其余条目的目标、单位和前置任务会无声地丢失。",
                .fix = "为每一条设置唯一编号；属于重复录入的，删除多余条目。",
                .exceptions = "不同类条目可以同号，例如目标和任务都编为 1。",
                .message = "{count} 个{things}共用编号 {keys}[（{note}）]"}},
    Rule{.id = "PL102",
         .name = "unknown-ref",
         .severity = Severity::error,
         .source = "requirements tracing: no link to an item that does not exist",
         .en = {.title = "A reference names nothing",
                .what = "A parent, owner, goal, unit, predecessor or requirement is named by a key "
                        "that no row of that kind has.",
                .why = "The relation does not exist: a task hangs without its goal, lead or "
                       "predecessor although the plan seems to name one.",
                .fix = "Correct the key, or add the row that it is to name.",
                .exceptions = "A clause of a parent policy that is not listed in the plan is "
                              "reported here too; list it, or cite it in the text.",
                .message = "{from} {subject}: {field} \"{key}\" is not in the plan"
                           "[; the nearest key is \"{nearest}\"]"},
         .zh = {.title = "引用对象不存在",
                .what =
                    "上级、责任单位、服务目标、承担单位、前置任务或落实的要求所写的编号，在方案中"
                    "没有对应条目。",
                .why = "这条关系实际不成立：任务看似写明了目标、牵头单位或前置任务，实则悬空。",
                .fix = "更正编号，或补充所引用的条目。",
                .exceptions =
                    "引用的上位文件条款没有列入方案的，也在此提示：请列入，或改在正文中引用。",
                .message =
                    "{from} {subject} 的{field}“{key}”在方案中不存在[，最接近的是“{nearest}”]"}},
    Rule{
        .id = "PL103",
        .name = "cycle",
        .severity = Severity::error,
        .source = "network planning: a network has no circle",
        .en = {.title = "Tasks wait for each other in a circle",
               .what = "Dependencies that lead from a task back to itself, those of a task above "
                       "it included. One circle is shown for "
                       "every group of tasks that are caught in circles, a shortest one.",
               .why = "None of these tasks can ever begin, nor can any task after them.",
               .fix = "Remove the dependency of the circle that matters least, or split a task "
                      "into a part before and a part after.",
               .exceptions =
                   "None: where work truly goes back and forth, the rounds are tasks of their "
                   "own.",
               .message = "circle of {count} tasks: {circle}[, through {above}][; {knot} tasks are "
                          "caught in circles here][ ({note})]"},
        .zh = {.title = "任务之间循环依赖",
               .what = "前后置关系从某项任务出发又回到自身，上级任务的前后置关系对其下各项任务同样"
                       "有效。每一组陷入循环的任务给出一条最短的循环。",
               .why = "循环中的任务谁也无法先启动，其后续任务也都无法启动。",
               .fix = "取消循环中最次要的一条前后置关系，或把其中一项任务拆分为前后两段。",
               .exceptions = "没有例外：工作确有往复的，把每一轮分别列为任务。",
               .message = "{count} 项任务循环依赖：{circle}[（经由上级任务 {above}）][；此处共有 "
                          "{knot} 项任务陷入循环]"
                          "[（{note}）]"}},
    Rule{
        .id = "PL104",
        .name = "hierarchy-cycle",
        .severity = Severity::error,
        .source = "work breakdown: a hierarchy is a tree",
        .en = {.title = "A row is its own ancestor",
               .what = "Goals, tasks or units whose parents lead back to where they began.",
               .why =
                   "Such rows belong to no tree, so nothing they carry counts for any goal above.",
               .fix = "Correct the parent of one of the rows, or leave it out where the row stands "
                      "at the top.",
               .exceptions = "None.",
               .message = "parents of {things} run in a circle: {circle}"},
        .zh = {.title = "上下级关系成环",
               .what = "目标、任务或单位逐级向上查找上级，又回到自身。",
               .why = "这些条目不在任何层级之中，其支撑情况无法汇总到上级目标。",
               .fix = "更正其中一条的上级；本应为最高一级的，删去上级。",
               .exceptions = "没有例外。",
               .message = "{things}的上下级关系成环：{circle}"}},
    Rule{.id = "PL105",
         .name = "self-dep",
         .severity = Severity::error,
         .source = "network planning: a link joins two tasks",
         .en = {.title = "A task depends on itself",
                .what = "A task that is named among its own predecessors.",
                .why = "It could begin only after its own end.",
                .fix = "Remove the dependency, or name the predecessor that was meant.",
                .exceptions = "None: work that comes back is a task with a recurring deadline.",
                .message = "task {task} is its own predecessor"},
         .zh = {.title = "任务以自身为前置",
                .what = "任务的前置任务中列有该任务自身。",
                .why = "任务要等自身完成后才能启动，实际无法启动。",
                .fix = "删去这条前置关系，或改为真正的前置任务。",
                .exceptions = "没有例外：定期开展的工作，应写明周期，而不是以自身为前置。",
                .message = "任务 {task} 把自身列为前置任务"}},
    Rule{.id = "PL106",
         .name = "dep-on-ancestor",
         .severity = Severity::error,
         .source = "work breakdown: a whole is not before its parts",
         .en = {.title = "A dependency between a task and its own subtask",
                .what = "A dependency that joins a task and a task below it, at any depth.",
                .why = "The whole lasts as long as its parts, so neither can wait for the other.",
                .fix = "Join the subtask with a task outside of the whole, or with one of its "
                       "brothers.",
                .exceptions = "A task that names itself has a rule of its own.",
                .message = "task {successor} depends on {predecessor}, but {subtask} is a part of "
                           "{whole}"},
         .zh = {.title = "任务与其子任务之间设有前后置关系",
                .what = "前后置关系的一方是另一方的各级子任务。",
                .why = "整体与部分同时进行，不能互相等待。",
                .fix = "把前后置关系改设在子任务之间，或改为与其他任务的关系。",
                .exceptions = "任务以自身为前置的，另有规则提示。",
                .message =
                    "任务 {successor} 以 {predecessor} 为前置，但 {subtask} 是 {whole} 的子任务"}},
};

}  // namespace planloom::coverage

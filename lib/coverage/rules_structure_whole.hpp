// The words of the rules on links that say too much, and on how the whole hangs together.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array structure_whole_rules = {
    Rule{.id = "PL107",
         .name = "redundant-dep",
         .severity = Severity::info,
         .profiles = in_schedule,
         .is_fixable = true,
         .source = "network planning: transitive reduction",
         .en = {.title = "A dependency says what others say already",
                .what = "A dependency that other dependencies, one after another, ask for as well, "
                        "lags and types included and however long the tasks on the way take. Not "
                        "evaluated while dependencies run in circles.",
                .why = "It hides which dependencies matter, and has to be kept up for nothing.",
                .fix = "Remove the dependency.",
                .exceptions =
                    "A dependency written twice is left to the rule on that. Keep one that stands "
                    "for an agreement of its own and would hold even if the others went.",
                .message = "task {successor} need not wait for {predecessor} by itself"
                           "[: {path} says it already]"},
         .zh = {.title = "前置关系多余",
                .what = "其他前后置关系依次相连，已经包含了这条关系的要求，间隔和类型一并比较，且"
                        "不取决于中间任务的工期。前后置关系存在循环时不作评价。",
                .why = "多余的关系掩盖真正起作用的关系，还要白白维护。",
                .fix = "删去这条前置关系。",
                .exceptions = "重复填写的前置关系另有规则提示。双方单独约定、其他关系取消后仍须保留"
                              "的，不必删去。",
                .message = "任务 {successor} 不必单独以 {predecessor} 为前置[，{path} 已包含]"}},
    Rule{.id = "PL108",
         .name = "duplicate-dep",
         .severity = Severity::warning,
         .profiles = in_schedule,
         .is_fixable = true,
         .source = "network planning: one link of a type between two tasks",
         .en = {.title = "A dependency is written twice",
                .what = "Two or more dependencies of the same type between the same two tasks. A "
                        "remark where they say the same, a warning where lag, maximum lag, clock "
                        "or strength differ.",
                .why = "Where they differ nobody knows which one was meant; dates follow the "
                       "strictest.",
                .fix = "Keep one of them.",
                .exceptions = "Dependencies of different types between two tasks (both start to "
                              "start and finish to finish) are common and not looked at.",
                .message = "task {successor} has {count} dependencies on {predecessor}, all "
                           "{link_type}[, with different lags: {lags}][, {differ}]"},
         .zh = {.title = "前置关系重复",
                .what =
                    "同样两项任务之间有两条以上同类型的前后置关系。内容相同的仅作提示，时间间隔、"
                    "最大间隔、计时方式或约束强度不一致的作警告。",
                .why = "内容不一致时说不清以哪条为准，排期只能按最严的计算。",
                .fix = "只保留一条。",
                .exceptions = "两项任务之间不同类型的关系（如同时规定开始—开始和完成—完成）属常见"
                              "做法，不在此列。",
                .message =
                    "任务 {successor} 与前置任务 {predecessor} 之间有 {count} 条{link_type}关系"
                    "[，时间间隔不一致：{lags}][，{differ}]"}},
    Rule{.id = "PL109",
         .name = "dep-to-cancelled",
         .severity = Severity::error,
         .source = "requirements tracing: no link to an item that is no longer active",
         .en = {.title = "A task waits for a cancelled task",
                .what = "An open task one of whose predecessors is cancelled.",
                .why = "What the task waits for will never come; either the task cannot begin, or "
                       "the dependency no longer means anything.",
                .fix = "Name the task that delivers instead, or remove the dependency.",
                .exceptions = "Tasks that are done or cancelled themselves are not looked at.",
                .message = "task {successor} waits for {predecessor}, which is cancelled"},
         .zh = {.title = "前置任务已取消",
                .what = "尚在办理的任务，其前置任务已经取消。",
                .why = "所等待的成果不会再有：要么任务无法启动，要么这条关系已无意义。",
                .fix = "改为实际提供成果的任务，或删去这条前置关系。",
                .exceptions = "任务本身已完成或已取消的，不在此列。",
                .message = "任务 {successor} 的前置任务 {predecessor} 已取消"}},
    Rule{
        .id = "PL111",
        .name = "isolated-node",
        .severity = Severity::warning,
        .source = "requirements tracing: no item without a link",
        .en = {.title = "A task stands alone",
               .what = "A task without any relation: no task above or below it, no goal, no unit, "
                       "no predecessor or successor, no requirement. Not evaluated in a plan "
                       "without relations.",
               .why = "Nothing in the plan would change if it were not there.",
               .fix = "Say what it belongs to, or delete it.",
               .exceptions = "Goals without tasks, units without work and requirements that "
                             "nothing implements have rules of their own; cancelled tasks are not "
                             "looked at. A reference that names nothing counts as a relation here.",
               .message = "task {task} is joined to nothing else in the plan"},
        .zh = {.title = "任务孤立",
               .what = "任务没有任何关联：没有上级任务和子任务，没有对应的目标、承担单位、前后置任"
                       "务和落实的要求。方案没有任何关联的，不作评价。",
               .why = "有它没它，方案都一样。",
               .fix = "写明其归属；多余的予以删除。",
               .exceptions = "没有任务的目标、没有任务的单位、没有落实的要求另有规则；已取消的任务"
                             "不看。引用了不存在的对象的，此处视为有关联。",
               .message = "任务 {task} 与方案其他内容没有任何关联"}},
    Rule{.id = "PL112",
         .name = "disconnected-plan",
         .severity = Severity::info,
         .source = "practice: what is never joined is two plans",
         .en = {.title = "The plan falls into parts that nothing joins",
                .what = "Goals and tasks that fall into two or more groups which no dependency, no "
                        "goal served and no parent joins. Units are not counted as joining.",
                .why = "Either dependencies between the groups were forgotten, or these are "
                       "several plans that could be run apart.",
                .fix = "Add the dependencies or goals that the groups have in common, or split "
                       "the plan.",
                .exceptions = "Not evaluated in a plan without dependencies: there the groups are "
                              "its goals at the top.",
                .message = "goals and tasks fall into {count} parts that nothing joins, of "
                           "{sizes} members; the smaller ones begin with {nodes}"},
         .zh = {.title = "方案分成互不关联的几块",
                .what = "目标和任务分成两块以上，相互之间没有前后置关系、服务的目标和上下级关系。"
                        "同一单位承担不算关联。",
                .why = "可能遗漏了各块之间的衔接，也可能本来就是几个可以分开推进的方案。",
                .fix = "补充各块之间的前后置关系或共同的目标，或把方案拆开。",
                .exceptions = "方案没有前后置关系的不作评价：此时各块就是各个最高一级目标。",
                .message = "目标和任务分成互不关联的 {count} 块，分别有 {sizes} 项，较小的各块从 "
                           "{nodes} 开始"}},
    Rule{.id = "PL113",
         .name = "mixed-granularity",
         .severity = Severity::info,
         .profiles = in_schedule,
         .numbers = {{{.name = "factor",
                       .value = 10,
                       .en = "how many times the largest part may be the smallest",
                       .zh = "最大一项可以是最小一项的多少倍"}}},
         .source = "work breakdown: parts of one whole are of like size",
         .en = {.title = "Parts of one task differ widely in size",
                .what = "Subtasks of one task whose durations, or whose numbers of subtasks, "
                        "differ by more than the factor. Milestones, cancelled tasks, durations "
                        "of zero and those on the clock are not compared.",
                .why = "Small parts get as much attention as large ones, and the large ones hide "
                       "what happens in them.",
                .fix = "Break the large part down, or join small ones.",
                .exceptions = "Tasks at the top are parts of nothing in common and not compared.",
                .message = "parts of task {task} differ by more than {limit} times in {measure}: "
                           "{largest} has {most}, {smallest} has {least}"},
         .zh = {.title = "同级任务大小悬殊",
                .what =
                    "同一任务下各子任务的工期或其子任务数相差超过规定倍数。里程碑、已取消的任务、"
                    "工期为零或按自然时间计算的，不作比较。",
                .why = "小任务与大任务同等对待，大任务内部的进展却看不清楚。",
                .fix = "把大的任务再分解，或把小的任务合并。",
                .exceptions = "最高一级任务不属于同一整体，不作比较。",
                .message =
                    "任务 {task} 的各子任务{measure}相差 {limit} 倍以上：{largest} 为 {most}，"
                    "{smallest} 为 {least}"}},
};

}  // namespace planloom::coverage

// The words of the rules on what the document says, and how.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array text_rules = {
    Rule{
        .id = "PL801",
        .name = "count-mismatch",
        .severity = Severity::error,
        .source = "government plans state their own counts: 安排 7 项工作任务",
        .en = {.title = "The counts in the text and in the list differ",
               .what = "The document says how many sections, goals or tasks it has, or how many "
                       "tasks a goal has, and the list has another number. Tasks without subtasks "
                       "are counted; for a goal, either its own or those of its subgoals as well "
                       "may be what the text means. Tasks that only support a goal belong to the "
                       "list of another one.",
               .why = "Something was left out of the list, or the text was not brought up to date.",
               .fix = "Count again; add what is missing or correct the number in the text.",
               .message = "[goal {goal}: ]the text says {declared} {items}, the list has {found}"
                          "[ (with subgoals {deep})]"},
        .zh = {.title = "文字所述数量与清单不符",
               .what =
                   "文中写明的章节、目标或任务数量，或某一目标的任务数量，与清单实际数量不一致。"
                   "任务按没有子任务的任务计；目标的任务数，按其自身或连同各级分目标计算，有一种"
                   "相符即可；只起辅助作用的任务计入其主要服务的目标。",
               .why = "清单有遗漏，或文字没有随清单更新。",
               .fix = "重新核对；补齐遗漏的条目，或更正文中的数量。",
               .message = "[目标 {goal}：]文中写明 {declared} {items}，与清单实有数 {found} 不符"
                          "[（连同分目标为 {deep}）]"}},
    Rule{
        .id = "PL802",
        .name = "numbering-gap",
        .severity = Severity::warning,
        .source = "numbering of items in official documents: 一是、二是, (一), (二)",
        .en = {.title = "A numbering has a gap",
               .what = "In the text of a goal, task or requirement, 一是, 二是, 三是 that does not "
                       "begin with one or leaves a number out or repeats it; or the numbers before "
                       "the sections with one left out.",
               .why = "Something was lost, or the order is not what was meant.",
               .fix = "Number again, or restore what is missing.",
               .exceptions = "A numbering that begins again with one is a new one. Sections that "
                             "number more than once are not looked at.",
               .message = "[{kind} {key}: ]the numbering goes from {last} to {found}, expected "
                          "{expected}"},
        .zh = {.title = "序号不连续",
               .what = "目标、任务或要求的正文中“一是、二是、三是”不从一开始，或有跳号、重号；或各"
                       "章节的序号有缺号。",
               .why = "内容有遗漏，或顺序有误。",
               .fix = "重新编号，或补上遗漏的内容。",
               .exceptions = "从一重新开始的视为另一组；章节序号分组重复的不看。",
               .message = "[{kind} {key}：]序号由 {last} 到 {found}，应为 {expected}"}},
    Rule{.id = "PL803",
         .name = "unresolved-placeholder",
         .severity = Severity::warning,
         .words = {"words", "TBD|TODO|待定|待明确|待补充|另行制定|另行通知|适时",
                   "words that stand for something to be said later", "表示有待明确的用词"},
         .source = "requirements practice: counts of TBD",
         .en = {.title = "Something is still to be said",
                .what = "The title, deliverable or deadline of an open task, or the name of its "
                        "lead, holds a word that stands for something to be said later.",
                .why = "What is open in the plan is decided by accident later.",
                .fix = "Say it, or say by when it is said and by whom.",
                .exceptions = "Words of letters count only as words of their own.",
                .message = "the {field} of task {task} says \"{word}\""},
         .zh = {.title = "内容有待明确",
                .what = "在办任务的标题、成果、时限或牵头单位名称中有“待定”一类用词。",
                .why = "方案里没有定的事，以后往往不了了之。",
                .fix = "予以明确，或写明由谁、何时明确。",
                .exceptions = "英文词只按整词计。",
                .message = "任务 {task} 的{field}写有“{word}”"}},
    Rule{
        .id = "PL804",
        .name = "alias-conflict",
        .severity = Severity::warning,
        .source = "import of unit names from documents and tables",
        .en = {.title = "One name stands for two units",
               .what = "Two units that share a key, title or alias once width, spaces, signs and "
                       "the case of letters are left aside.",
               .why = "One body counted twice hides its load; two under one name get each other's "
                      "work.",
               .fix = "Make them one unit with aliases, or give each a name of its own.",
               .exceptions = "The same key twice is a matter of PL101.",
               .message = "units {first} and {second} are both called \"{name}\""},
        .zh = {.title = "单位名称重复",
               .what = "两个单位的编号、名称或别名，不计全半角、空格、标点和字母大小写，有相同的。",
               .why = "一个单位算成两个会掩盖其负担；两个单位同名会互相串任务。",
               .fix = "合并为一个单位并写明别名，或分别定名。",
               .exceptions = "编号相同的由 PL101 提示。",
               .message = "单位 {first} 和 {second} 都叫“{name}”"}},
};

}  // namespace planloom::coverage

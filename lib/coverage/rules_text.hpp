// The words of the rules on what the document says of itself, and on its consultation.
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
        .id = "PL811",
        .name = "comment-undisposed",
        .severity = Severity::error,
        .source = "consultation tables of government plans: 采纳情况表",
        .en = {.title = "A comment has not been dealt with",
               .what = "A comment without a disposition, or one that is still open; or, where a "
                       "consultation is known by its counts, more comments than were adopted, "
                       "adopted in part and rejected.",
               .why = "Whoever commented is owed an answer, and the plan may not be issued before.",
               .fix = "Decide on the comment: adopted, adopted in part or rejected, the last two "
                      "with a reason.",
               .message = "[comment {requirement} has not been dealt with]"
                          "[{open} of {comments} comments have not been dealt with]"},
        .zh = {.title = "意见没有处理结果",
               .what =
                   "征求到的意见没有处理结果或仍待处理；征求意见只有统计数的，意见总数多于采纳、"
                   "部分采纳与不予采纳之和。",
               .why = "对提出意见的单位应当有答复，处理完毕前方案不宜印发。",
               .fix = "逐条研究，明确采纳、部分采纳或不予采纳；后两种应说明理由。",
               .message =
                   "[意见 {requirement} 没有处理结果][{comments} 条意见中有 {open} 条没有处理"
                   "结果]"}},
    Rule{.id = "PL812",
         .name = "rejected-no-reason",
         .severity = Severity::error,
         .source = "consultation tables of government plans: 未采纳理由",
         .en = {.title = "A comment was turned down without a reason",
                .what = "A comment that was rejected or adopted in part, and no reason is given.",
                .why = "Without a reason the decision cannot be explained to whoever commented.",
                .fix = "Write down the reason, or adopt the comment.",
                .message = "comment {requirement} was {disposition} without a reason"},
         .zh = {.title = "意见未采纳且没有说明理由",
                .what = "意见不予采纳或只部分采纳，却没有说明理由。",
                .why = "没有理由，无法向提出意见的单位作出解释。",
                .fix = "补充说明理由，或采纳该意见。",
                .message = "意见 {requirement} {disposition}，但没有说明理由"}},
};

}  // namespace planloom::coverage

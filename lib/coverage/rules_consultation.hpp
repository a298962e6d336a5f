// The words of the rules on comments and on who was asked.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array consultation_rules = {
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
    Rule{
        .id = "PL813",
        .name = "adopted-no-change",
        .severity = Severity::warning,
        .profiles = in_revision,
        .source = "consultation tables of government plans: what was adopted must show",
        .en = {.title = "An adopted comment changed nothing",
               .what = "A comment that was adopted, in full or in part, and no goal or task that "
                       "implements it was added or changed since the earlier revision.",
               .why = "Whoever commented was told yes and finds nothing.",
               .fix = "Make the change, or link the comment to what was changed for it.",
               .exceptions = "Comments that the earlier revision had adopted already are left out, "
                             "and consultations known by their counts only.",
               .message = "comment {comment} was adopted, but nothing changed[ in {links}, which "
                          "it is linked to]"},
        .zh = {.title = "意见已采纳但没有改动",
               .what = "意见已采纳或部分采纳，但与前一版本相比，落实它的目标和任务没有新增或改动。",
               .why = "答复说采纳，文中却找不到。",
               .fix = "作出修改，或把意见与已作的修改对应起来。",
               .exceptions = "前一版本中已采纳的不看；只有数量的意见征求情况不看。",
               .message = "意见 {comment} 已采纳，但[对应的 {links} ]没有任何改动"}},
    Rule{
        .id = "PL814",
        .name = "unit-not-consulted",
        .severity = Severity::warning,
        .source = "consultation practice: those who are to do the work are asked",
        .en = {.title = "A responsible unit was never asked",
               .what = "A unit that leads or supports a task and was asked in no round of the "
                       "consultation, nor raised a comment.",
               .why = "It learns of its work from the final text.",
               .fix = "Ask it, or record that it was asked.",
               .exceptions = "Not evaluated where the plan names nobody who was asked. Groups such "
                             "as 各市州政府 are left out.",
               .message = "unit {unit} leads or supports {count} tasks and was never asked"},
        .zh = {.title = "责任单位未征求意见",
               .what = "牵头或配合任务的单位，在各轮征求意见中都没有被征求过，也没有提出过意见。",
               .why = "责任单位到正式印发才知道自己的任务。",
               .fix = "补征求意见，或补记征求情况。",
               .exceptions = "没有写明征求对象的方案不作评价；“各市州政府”一类泛指不看。",
               .message = "单位 {unit} 牵头或配合 {count} 项任务，但从未征求其意见"}},
};

}  // namespace planloom::coverage

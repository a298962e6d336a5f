// The words of the rules on what changed since an earlier revision.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array revision_rules = {
    Rule{
        .id = "PL821",
        .name = "suspect-link",
        .severity = Severity::warning,
        .profiles = in_revision | in_policy,
        .source = "requirements tracing: a link is suspect once its target has changed",
        .en = {.title = "A requirement changed since the link was confirmed",
               .what = "A goal or task that implements a requirement whose title, text, source or "
                       "kind is no longer what it was when the link was confirmed.",
               .why = "Whether the answer still answers it, nobody has looked.",
               .fix = "Read both again and confirm the link with the present fingerprint.",
               .exceptions = "Links that nobody confirmed are not looked at.",
               .message = "{node} implements {requirement}, which changed since the link was "
                          "confirmed; its fingerprint is now {now}"},
        .zh = {.title = "对应关系存疑",
               .what = "目标或任务所落实的要求，其标题、内容、来源或类别在确认对应关系之后有改动。",
               .why = "现有举措是否仍能落实该要求，尚无人核对。",
               .fix = "重新核对，并以现在的指纹确认对应关系。",
               .exceptions = "从未确认过的对应关系不看。",
               .message = "{node} 落实的要求 {requirement} 在确认之后有改动，现指纹为 {now}"}},
    Rule{
        .id = "PL822",
        .name = "silent-drop",
        .severity = Severity::error,
        .profiles = in_revision,
        .source = "revision control of plans: nothing goes without a word",
        .en = {.title = "Something was dropped without a word",
               .what = "A goal or task of the earlier revision that is here no more, by its key or "
                       "as a former key, and that `dropped` does not name with a reason or with "
                       "what replaced it.",
               .why = "Who relied on it is not told.",
               .fix = "List it under `dropped` with the reason or what replaced it, or give its "
                      "successor the former key.",
               .exceptions = "What was cancelled or done before may go.",
               .message = "{kind} {key} (\"{title}\") of the earlier revision is gone without a "
                          "reason or a replacement"},
        .zh = {.title = "悄然删除",
               .what = "前一版本中的目标或任务在本版本中没有了，也没有在 dropped "
                       "中写明原因或替代项。",
               .why = "依赖它的各方并不知情。",
               .fix = "在 dropped 中写明原因或替代项，或在替代项上注明原编号。",
               .exceptions = "此前已取消或已完成的，可以不再列出。",
               .message = "前一版本的{kind} {key}（{title}）已删除，没有写明原因或替代项"}},
    Rule{.id = "PL823",
         .name = "deadline-relaxed",
         .severity = Severity::warning,
         .profiles = in_revision,
         .source = "revision control of plans: movement of dates",
         .en = {.title = "A deadline was relaxed",
                .what = "A task that is due later, or a goal whose horizon is later, than in the "
                        "earlier revision; or one that lost its date.",
                .why = "Small steps of each revision add up.",
                .fix = "Say why, and see what waits for it.",
                .exceptions = "",
                .message = "{kind} {key} was due by {before} and is now due by {now}[, {days} "
                           "days later][, {total} days after its baseline]"},
         .zh = {.title = "时限放宽",
                .what = "任务的完成时限或目标的目标年比前一版本推后，或不再写明。",
                .why = "每次推后一点，累积起来就很可观。",
                .fix = "说明原因，并评估对后续工作的影响。",
                .exceptions = "",
                .message = "{kind} {key} 原定 {before} 完成，现为 {now}[，推后 {days} "
                           "天][，比基线推后 {total} 天]"}},
    Rule{
        .id = "PL824",
        .name = "owner-changed",
        .severity = Severity::info,
        .profiles = in_revision,
        .source = "revision control of plans: change of responsibility",
        .en = {.title = "The lead changed",
               .what = "A task with other leads, or a goal with another owner, than in the earlier "
                       "revision.",
               .why = "Both the old and the new one must know.",
               .fix = "Tell both, and hand over what was begun.",
               .exceptions = "A lead that was added where there was none is no change.",
               .message = "{kind} {key} was led by {before} and is now led by {now}"},
        .zh = {.title = "牵头单位变更",
               .what = "任务的牵头单位或目标的责任单位与前一版本不同。",
               .why = "原单位和新单位都应知情。",
               .fix = "通知双方，并做好交接。",
               .exceptions = "原来没有、现在补上的，不算变更。",
               .message = "{kind} {key} 原由 {before} 牵头，现由 {now} 牵头"}},
    Rule{.id = "PL825",
         .name = "weakened-wording",
         .severity = Severity::warning,
         .profiles = in_revision,
         .words = {"ranks",
                   "完成 建成 实现 确保 落实 must shall|推进 推动 加快 加强 提升 should will|探索 "
                   "研究 鼓励 支持 适时 may could explore",
                   "words of one strength with spaces between, the strongest first",
                   "同等力度的词以空格分开，从强到弱排列"},
         .source = "drafting practice: words of obligation (must, should, may)",
         .en = {.title = "The wording is weaker",
                .what = "A goal or task whose title, or where the title has no such word its text, "
                        "binds less than in the earlier revision: the strongest word of obligation "
                        "in it is of a lower rank.",
                .why = "The commitment is less, whatever the rest says.",
                .fix = "Restore the wording, or say that less is meant.",
                .exceptions = "A title that loses its only such word is not looked at.",
                .message = "{kind} {key} said \"{before}\" and now says \"{now}\""},
         .zh = {.title = "表述弱化",
                .what = "目标或任务的标题（标题没有的看正文）中力度最强的用词比前一版本弱。",
                .why = "承诺的力度降低了。",
                .fix = "恢复原表述，或说明确实降低了要求。",
                .exceptions = "不再出现此类用词的不看。",
                .message = "{kind} {key} 的表述由“{before}”改为“{now}”"}},
    Rule{
        .id = "PL826",
        .name = "float-erosion",
        .severity = Severity::warning,
        .profiles = in_revision,
        .numbers = {RuleNumber{"share", 0.25, "of the float that may be lost",
                               "允许减少的时差比例"}},
        .source = "schedule control: float that is used up by changes elsewhere",
        .en = {.title = "A task lost float by changes elsewhere",
               .what = "A task that did not change itself and whose total float shrank by at least "
                       "a share since the earlier revision. The witness is the path that now "
                       "drives it.",
               .why = "The next small slip is no longer absorbed.",
               .fix = "Look at what drives the task now, and tell its lead.",
               .exceptions = "Not evaluated where either revision has no dates to compute.",
               .message = "task {task} had {before} of float and has {now}, though it did not "
                          "change itself"},
        .zh = {.title = "时差被侵蚀",
               .what = "任务本身没有改动，但总时差比前一版本减少达到一定比例。",
               .why = "再有小的延误就无法消化。",
               .fix = "查看现在制约该任务的路径，并告知牵头单位。",
               .exceptions = "任一版本无法推算时间的，不作评价。",
               .message = "任务 {task} 的总时差由 {before} 减为 {now}，而任务本身没有改动"}},
    Rule{
        .id = "PL827",
        .name = "scope-churn",
        .severity = Severity::info,
        .profiles = in_revision,
        .is_ratio = true,
        .numbers = {RuleNumber{"share", 0.2, "of goals and tasks added or removed",
                               "新增和删除的目标、任务所占比例"}},
        .source = "revision control of plans: stability of scope",
        .en = {.title = "Much was added or removed",
               .what = "The goals and tasks that were added or removed, as a share of those of the "
                       "earlier revision.",
               .why = "It is another plan: what was agreed on the earlier one no longer holds.",
               .fix = "Have the plan agreed anew.",
               .exceptions = "What was renamed counts neither as added nor as removed.",
               .message = "{added} goals and tasks were added and {removed} removed, {share} % of "
                          "{total}"},
        .zh = {.title = "内容变动过大",
               .what = "新增和删除的目标、任务占前一版本的比例超过上限。",
               .why = "已相当于另一个方案，原先的共识不再成立。",
               .fix = "重新征求意见、重新审定。",
               .exceptions = "改名的不算新增，也不算删除。",
               .message =
                   "新增 {added} 项、删除 {removed} 项目标和任务，占原有 {total} 项的 {share}%"}},
    Rule{.id = "PL828",
         .name = "rename-suspected",
         .severity = Severity::info,
         .profiles = in_revision,
         .numbers = {RuleNumber{"similarity", 0.85, "of the titles, 0 to 1", "标题相似度，0 至 1"}},
         .source = "revision control of plans: a rename is not a removal",
         .en = {.title = "Something seems to have been renamed",
                .what = "A goal, task or unit that was added and one that was removed, with titles "
                        "that share almost all pairs of neighbouring characters (Jaccard).",
                .why = "As a removal and an addition, its history and what refers to it are lost.",
                .fix = "Give the new row the former key of the old one.",
                .exceptions = "Each row is paired once, with the most similar one.",
                .message = "{kind} {key} (\"{title}\") seems to be {before} (\"{old}\") of the "
                           "earlier revision"},
         .zh = {.title = "疑似改名",
                .what = "新增的目标、任务或单位与删除的一项标题几乎相同。",
                .why = "当作一删一增，历史沿革和引用关系就断了。",
                .fix = "在新条目上注明原编号（former_key）。",
                .exceptions = "每一项只与最相似的一项配对。",
                .message = "{kind} {key}（{title}）疑为前一版本的 {before}（{old}）"}},
};

}  // namespace planloom::coverage

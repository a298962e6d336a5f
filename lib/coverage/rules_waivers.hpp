// The words of the rules that watch over waivers.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

inline constexpr std::array waiver_rules = {
    Rule{.id = "PL831",
         .name = "waiver-expired",
         .severity = Severity::error,
         .profiles = in_all,
         .source = "exceptions with an end, as risk acceptances have it",
         .en = {.title = "A waiver has come to its end",
                .what = "A waiver whose last day is before the status date. It accepts nothing any "
                        "more.",
                .why = "What was accepted for a time is open again, and somebody has to decide.",
                .fix = "Mend what was waived, or have the waiver renewed with a new end.",
                .exceptions = "A waiver without an end never expires; without a status date none "
                              "does.",
                .message = "the waiver of {rule}[ for {subject}] ended on {expires}, today is "
                           "{today}"},
         .zh = {.title = "豁免已到期",
                .what = "豁免的截止日早于状态日期，不再有效。",
                .why = "暂时接受的问题重新成为待处理问题，需要有人作出决定。",
                .fix = "整改所豁免的问题，或者重新报批并设定新的期限。",
                .exceptions = "没有期限的豁免不会到期；没有状态日期时不判断是否到期。",
                .message = "对 {rule} 的豁免[（{subject}）]已于 {expires} 到期，今日为 {today}"}},
    Rule{.id = "PL832",
         .name = "waiver-stale",
         .severity = Severity::warning,
         .profiles = in_all,
         .source = "linters that report suppressions without an effect",
         .en = {.title = "A waiver accepts nothing",
                .what = "A waiver whose rule ran and found nothing that the waiver speaks of. In "
                        "the strict profile this is an error.",
                .why = "What it was for is mended or gone; left in place, it would hide the next "
                       "finding of its kind.",
                .fix = "Delete the waiver, or correct its rule, subject or scope.",
                .exceptions = "Waivers of rules that did not run, or had nothing to look at, and "
                              "those that are expired are left out.",
                .message = "the waiver of {rule}[ for {subject}] accepts no finding"},
         .zh = {.title = "豁免已无对应问题",
                .what = "所豁免的规则已经运行，但没有发现该豁免所指的问题。严格检查时按错误处理。",
                .why = "问题已经整改或者不复存在；保留豁免会掩盖今后的同类问题。",
                .fix = "删除该豁免，或者更正其规则、对象或范围。",
                .exceptions = "规则没有运行或没有可评价内容的豁免、已到期的豁免不在此列。",
                .message = "对 {rule} 的豁免[（{subject}）]没有对应的问题"}},
    Rule{.id = "PL833",
         .name = "waiver-no-reason",
         .severity = Severity::error,
         .profiles = in_all,
         .source = "exceptions are accepted by somebody, for a reason",
         .en = {.title = "A waiver has no reason or nobody who approved it",
                .what = "A waiver without a reason, or without the name of who approved it.",
                .why = "Whoever audits the plan cannot tell an accepted risk from a hidden one.",
                .fix = "Write down why the finding is accepted and who approved that.",
                .message = "the waiver of {rule}[ for {subject}] lacks {missing}"},
         .zh = {.title = "豁免没有理由或批准人",
                .what = "豁免没有写明理由，或者没有写明批准人。",
                .why = "核查时无法区分经批准接受的风险与被掩盖的问题。",
                .fix = "写明接受该问题的理由和批准人。",
                .message = "对 {rule} 的豁免[（{subject}）]缺少{missing}"}},
    Rule{.id = "PL834",
         .name = "waiver-too-broad",
         .severity = Severity::warning,
         .profiles = in_all,
         .numbers = {RuleNumber{"limit", 20, "the most findings that one waiver may accept",
                                "一项豁免最多可以对应的问题数"}},
         .source = "exceptions are narrow, or the rule does not fit the plan",
         .en = {.title = "A waiver accepts a great many findings",
                .what = "A waiver that accepts more findings than the limit.",
                .why = "Nobody has looked at so many cases one by one; new ones go unseen.",
                .fix = "Name the subjects, narrow the scope, change the rule's parameters, or turn "
                       "the rule off for this plan.",
                .exceptions = "Raise the limit where a scope is agreed and known to be large.",
                .message = "the waiver of {rule}[ for {subject}] accepts {count} findings, at most "
                           "{limit} are meant to be accepted together"},
         .zh = {.title = "豁免范围过宽",
                .what = "一项豁免对应的问题数超过上限。",
                .why = "如此之多的情形不可能逐一研判，新出现的问题会被一并掩盖。",
                .fix = "逐一写明对象、缩小范围、调整规则参数，或者对本方案停用该规则。",
                .exceptions = "范围经确认确实较大的，可以调高上限。",
                .message = "对 {rule} 的一项豁免[（{subject}）]对应 {count} 个问题，超过上限 "
                           "{limit} 个"}},
};

}  // namespace planloom::coverage

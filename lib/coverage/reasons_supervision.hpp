// Why a rule on supervision or on revisions had nothing to look at.
#pragma once

#include "reasons.hpp"

namespace planloom::coverage::reasons {

inline constexpr Reason no_today = {"nobody said which day counts as today",
                                    "没有给出评价的基准日期"};
inline constexpr Reason no_open_deadlines = {"no open task has a deadline",
                                             "没有在办且有完成时限的任务"};
inline constexpr Reason no_planned_progress = {
    "no open task has a start, a deadline and a progress",
    "没有同时具备开始时间、时限和进度的在办任务"};
inline constexpr Reason no_reports = {"no task has reports", "没有任务填报过进展"};
inline constexpr Reason no_report_cycle = {"the plan does not say how often tasks are reported on",
                                           "方案没有规定进展报送周期"};
inline constexpr Reason no_extensions = {"no deadline was put off", "没有任务延期"};
inline constexpr Reason no_done_tasks = {"no task is done", "没有已完成的任务"};
inline constexpr Reason no_plans_due = {
    "the plan does not say by when the leads hand in their own plans, or that day is to come",
    "方案没有规定实施方案的报送时限，或时限未到"};
inline constexpr Reason no_progress = {"no task has a progress", "没有任务填写进度"};
inline constexpr Reason no_earlier = {"there is no earlier revision to compare with",
                                      "没有可供比较的前一版本"};

inline constexpr Reason no_confirmed = {"nobody confirmed a link to a requirement",
                                        "没有确认过的对应关系"};
inline constexpr Reason no_obligations = {
    "no goal or task of the earlier revision has a word of obligation",
    "前一版本的目标和任务没有表示力度的用词"};
inline constexpr Reason no_dates = {"the dates of one of the revisions cannot be computed",
                                    "有一个版本无法推算时间"};
inline constexpr Reason no_goals_or_tasks = {"the earlier revision has no goals and no tasks",
                                             "前一版本没有目标和任务"};
inline constexpr Reason nothing_replaced = {"nothing was both added and removed",
                                            "没有既新增又删除的内容"};
inline constexpr Reason no_consulted = {"the plan does not say which units were asked",
                                        "方案没有写明征求过哪些单位的意见"};
inline constexpr Reason no_adopted = {"no comment was adopted", "没有采纳的意见"};
inline constexpr Reason no_responsible = {"no unit leads or supports a task",
                                          "没有单位牵头或配合任务"};

inline constexpr Reason no_numbering = {"no text and no section is numbered",
                                        "正文和章节都没有序号"};
inline constexpr Reason no_two_units = {"the plan has fewer than two units", "方案的单位不足两个"};

}  // namespace planloom::coverage::reasons

// Why a rule on time had nothing to look at.
#pragma once

#include "reasons.hpp"

namespace planloom::coverage::reasons {

inline constexpr Reason no_windows = {"no task has both a start and a deadline",
                                      "没有任务同时写明开始时间和完成时限"};
inline constexpr Reason no_dated_durations = {"no task has a start, a deadline and a duration",
                                              "没有任务同时写明开始时间、完成时限和工期"};
inline constexpr Reason few_dated = {"fewer than five tasks have a deadline",
                                     "有完成时限的任务不足五项"};
inline constexpr Reason no_nested_dates = {"no subtask and its parent both have dates",
                                           "没有上下级都写明时间的任务"};
inline constexpr Reason no_dated_links = {"no two linked tasks both have dates",
                                          "没有前后两项都写明时间的任务"};
inline constexpr Reason no_exact_days = {"no deadline is a day", "没有精确到日的完成时限"};
inline constexpr Reason no_ongoing = {"no task is ongoing", "没有持续推进的任务"};
inline constexpr Reason no_milestones = {"the plan has no milestones", "方案没有里程碑"};
inline constexpr Reason no_siblings = {"no task has five subtasks with deadlines",
                                       "没有任务有五项以上写明时限的子任务"};
inline constexpr Reason no_deadline_texts = {"no task has a deadline both in words and as a date",
                                             "没有任务的时限既有文字又有日期"};

}  // namespace planloom::coverage::reasons

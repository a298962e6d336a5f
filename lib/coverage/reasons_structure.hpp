// Why a rule on structure had nothing to look at.
#pragma once

#include "reasons.hpp"

namespace planloom::coverage::reasons {

inline constexpr Reason has_circles = {"the dependencies run in a circle", "前后置关系存在循环"};
inline constexpr Reason no_comparable_siblings = {"no task has two subtasks whose size is known",
                                                  "没有任务下有两项以上规模已知的子任务"};
inline constexpr Reason no_goals_or_tasks = {"the plan has no goals and no tasks",
                                             "方案没有目标和任务"};

}  // namespace planloom::coverage::reasons

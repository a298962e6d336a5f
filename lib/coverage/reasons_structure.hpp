// Why a rule on structure had nothing to look at.
#pragma once

#include "reasons.hpp"

namespace planloom::coverage::reasons {

inline constexpr Reason has_circles = {"the dependencies run in a circle", "前后置关系存在循环"};
inline constexpr Reason no_comparable_siblings = {"no task has two subtasks whose size is known",
                                                  "没有任务下有两项以上规模已知的子任务"};
inline constexpr Reason no_related_tasks = {"no task is related to anything",
                                            "没有任务与其他内容有关联"};

}  // namespace planloom::coverage::reasons

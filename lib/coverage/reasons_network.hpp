// Why a rule on networks, schedules or resilience had nothing to look at.
#pragma once

#include "reasons.hpp"

namespace planloom::coverage::reasons {

inline constexpr Reason no_counted_tasks = {
    "no open task without subtasks is left that is neither a milestone nor ongoing",
    "没有可计的在办任务（不含上级任务、里程碑和持续推进的任务）"};
inline constexpr Reason no_durations = {"no task has a duration", "没有任务写明工期"};
inline constexpr Reason bad_network = {"the links run in circles or can hold at no time",
                                       "前后置关系有循环或不可能成立"};
inline constexpr Reason no_baselines = {"no task has a baseline", "没有任务有基线"};
inline constexpr Reason none_due_by_baseline = {"no task was to finish by the status date",
                                                "没有按基线应在状态日期前完成的任务"};
inline constexpr Reason no_critical_task = {"no open task is critical and not begun",
                                            "没有未开始的关键任务"};
inline constexpr Reason no_named_dates = {"no goal and no task names a date that can be compared",
                                          "没有目标或任务写明可比较的时间"};
inline constexpr Reason few_paths = {"too few paths lead to goals", "通向目标的路径太少"};
inline constexpr Reason no_actual_dates = {"no task has an actual start", "没有任务有实际开始时间"};
inline constexpr Reason no_hand_offs = {"no link leads from one lead to another",
                                        "没有跨牵头单位的前后置关系"};
inline constexpr Reason no_times = {"no goal with a horizon rests on tasks with durations or dates",
                                    "没有目标既有目标年，又有写明工期或时间的任务"};

inline constexpr Reason too_much_to_fail = {
    "the plan is too large to let every unit and task fail: the later ones were not looked at",
    "方案过大，未能逐一推演全部单位和任务的失败，靠后的没有评价"};
inline constexpr Reason few_assigned = {"fewer tasks than asked for have units",
                                        "有承担单位的任务太少"};
inline constexpr Reason no_unit_tree = {"no unit has a parent", "没有单位写明上级"};
inline constexpr Reason no_assigned_tasks = {"no open task has a unit", "没有在办任务写明承担单位"};
inline constexpr Reason no_external = {"no open task is external", "没有外部任务"};
inline constexpr Reason no_serving_tasks = {"no task serves a goal", "没有任务支撑目标"};

}  // namespace planloom::coverage::reasons

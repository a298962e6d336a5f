// Rules that a plan does not say enough for, and why.
#pragma once

#include <planloom/coverage/rules.hpp>

#include <array>

namespace planloom::coverage {

/// By id.
inline constexpr std::array left_out = {
    LeftOutRule{
        .id = "PL110",
        .name = "container-dep-not-inherited",
        .en = "a dependency of a task holds for all its subtasks, so none can lack it; dates that "
              "contradict it are reported by PL410",
        .zh =
            "任务的前后置关系对其各级子任务同样有效，子任务不会缺少；日期与之矛盾的由 PL410 提示"},
    LeftOutRule{.id = "PL211",
                .name = "source-unknown",
                .en = "a requirement that is cited and not in the plan is an unknown reference, "
                      "reported by PL102",
                .zh = "引用了方案中没有的要求，属于引用对象不存在，由 PL102 提示"},
    LeftOutRule{.id = "PL219",
                .name = "goal-conflict",
                .en = "a plan does not say which goals work against each other",
                .zh = "方案没有写明哪些目标相互抵触"},
};

}  // namespace planloom::coverage

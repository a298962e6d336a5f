// The words in messages of the rules on structure.
#pragma once

#include "words.hpp"

namespace planloom::coverage {

inline constexpr Word structure_words[] = {
    {"link_type", "FS", "finish to start", "完成—开始"},
    {"link_type", "SS", "start to start", "开始—开始"},
    {"link_type", "FF", "finish to finish", "完成—完成"},
    {"link_type", "SF", "start to finish", "开始—完成"},
    {"differ", "max_lags", "with different maximum lags", "最大间隔不一致"},
    {"differ", "clocks", "once in working time and once on the clock",
     "有的按工作时间、有的按自然时间计算间隔"},
    {"differ", "strength", "once as binding and once as a wish", "有的为刚性、有的为柔性"},
    {"measure", "duration", "duration", "工期"},
    {"measure", "subtasks", "number of subtasks", "子任务数"},
};

}  // namespace planloom::coverage

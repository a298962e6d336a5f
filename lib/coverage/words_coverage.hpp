// The words in messages of the rules on coverage.
#pragma once

#include "words.hpp"

namespace planloom::coverage {

// What stands first in a list, and what follows.
inline constexpr Word coverage_words[] = {
    {"baseline", "first", "a baseline", "基期值"},
    {"baseline", "more", ", a baseline", "、基期值"},
    {"aim", "first", "a target", "目标值"},
    {"aim", "more", ", a target", "、目标值"},
    {"measure_unit", "first", "a unit of measurement", "计量单位"},
    {"measure_unit", "more", ", a unit of measurement", "、计量单位"},
    {"due_day", "first", "a due date", "完成时间"},
    {"due_day", "more", ", a due date", "、完成时间"},
    {"data_source", "first", "a source of data", "数据来源"},
    {"data_source", "more", ", a source of data", "、数据来源"},
    {"aggregation", "sum", "sum", "合计"},
    {"aggregation", "least", "least", "最小值"},
    {"aggregation", "greatest", "greatest", "最大值"},
    {"aggregation", "mean", "mean", "平均值"},
};

}  // namespace planloom::coverage

// The words in messages of the rules on supervision and on revisions.
#pragma once

#include "words.hpp"

namespace planloom::coverage {

inline constexpr Word supervision_words[] = {
    {"status", "not_started", "not started", "未开始"},
    {"status", "in_progress", "in progress", "进行中"},
    {"field", "title", "title", "标题"},
    {"field", "deliverable", "deliverable", "成果"},
    {"field", "deadline", "deadline", "时限"},
    {"what", "actual_start", "actual start", "实际开始时间"},
    {"what", "actual_finish", "actual finish", "实际完成时间"},
    {"what", "must_start", "required start", "必须开始时间"},
    {"what", "must_finish", "required finish", "必须完成时间"},
    {"found", "ongoing", "ongoing work", "持续推进"},
    {"none", "no_date", "no date and no link", "没有时间，也没有前后置关系"},
    {"now", "ongoing", "ongoing", "持续推进"},
    {"now", "undated", "undated", "未定"},
    {"now", "nobody", "nobody", "无"},
};

}  // namespace planloom::coverage

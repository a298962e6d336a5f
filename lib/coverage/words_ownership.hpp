// The words in messages of the rules on who does what.
#pragma once

#include "words.hpp"

namespace planloom::coverage {

inline constexpr Word ownership_words[] = {
    {"note", "some_undated", "tasks without a start or an end count as open all along",
     "没有起止时间的任务按一直在办计"},
    {"note", "all_undated", "none of them has both a start and an end", "均没有完整的起止时间"},
    {"only", "consult", "only consulted or informed", "只被征求意见或知会"},
    {"endless", "ongoing", "has no end", "长期持续"},
    {"other_field", "co_lead", "co-lead unit", "共同牵头单位"},
    {"other_field", "responsible", "responsible unit", "责任单位"},
    {"other_field", "support", "supporting unit", "配合单位"},
    {"other_field", "guide", "guiding unit", "指导单位"},
    {"other_field", "implement", "implementing unit", "落实单位"},
    {"other_field", "supervise", "supervising unit", "督办单位"},
    {"other_field", "consult", "consulted unit", "征求意见单位"},
    {"other_field", "inform", "informed unit", "知会单位"},
    {"open", "list", "its list of units goes on without naming them", "承担单位名单以“等”结尾"},
};

}  // namespace planloom::coverage

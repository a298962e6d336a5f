#include "moments.hpp"

namespace planloom::tool {

Json moment_json(const Schedule& schedule, Minutes moment) {
    if (moment == no_minutes) return nullptr;
    return schedule.has_dates() ? Json(schedule.text(moment)) : Json(moment);
}

std::string moment_text(const Schedule& schedule, Minutes moment) {
    std::string text = schedule.text(moment);
    if (text.size() > 10 && text[10] == 'T') text[10] = ' ';
    return text;
}

}  // namespace planloom::tool

#include <planloom/core/error.hpp>
#include <planloom/core/key_index.hpp>
#include <planloom/model/calendars.hpp>
#include <planloom/model/plan.hpp>

namespace planloom {

const PlanCalendar* find_calendar(const PlanHead& head, std::string_view key) noexcept {
    for (const PlanCalendar& calendar : head.calendars)
        if (calendar.key == key) return &calendar;
    return nullptr;
}

Calendar make_calendar(const PlanHead& head, std::string_view key) {
    if (key.empty()) return Calendar(standard_week(head.work));
    if (const PlanCalendar* const found = find_calendar(head, key))
        return Calendar(found->week ? *found->week : standard_week(head.work), found->exceptions);
    std::vector<std::string_view> keys;
    for (const PlanCalendar& calendar : head.calendars) keys.push_back(calendar.key);
    const std::optional<std::size_t> near = nearest(key, keys);
    throw UnknownKey("calendar", key, near ? keys[*near] : std::string_view());
}

}  // namespace planloom

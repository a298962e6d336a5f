#include "json_text.hpp"
#include "json_writing.hpp"

#include <array>
#include <string>

namespace planloom::detail {
namespace {

constexpr std::array<std::string_view, 7> weekdays = {"mon", "tue", "wed", "thu",
                                                      "fri", "sat", "sun"};

void write_week(ObjectLines& lines, const WeekHours& week) {
    InlineObject object(lines.field("week"));
    for (std::size_t day = 0; day < weekdays.size(); ++day)
        object.text_if(weekdays[day], to_string(week[day]));
    object.close();
}

void write_exception(std::string& out, const CalendarException& exception) {
    if (exception.from == exception.to && exception.hours.empty() && exception.name.empty())
        return append_json_string(out, to_string(exception.from));
    InlineObject object(out);
    object.text("from", to_string(exception.from));
    if (exception.to != exception.from) object.text("to", to_string(exception.to));
    object.text_if("hours", to_string(exception.hours));
    object.text_if("name", exception.name);
    object.close();
}

}  // namespace

void Writing::write_calendars(ObjectLines& lines) {
    const std::vector<PlanCalendar>& calendars = plan_.head().calendars;
    if (calendars.empty()) return;
    ListLines list(lines.field("calendars"), lines.indent() + 2);
    for (const PlanCalendar& calendar : calendars) {
        ObjectLines object(list.element(), lines.indent() + 4);
        object.text("key", calendar.key);
        object.text_if("title", calendar.title);
        if (calendar.week) write_week(object, *calendar.week);
        if (!calendar.exceptions.empty()) {
            ListLines days(object.field("days"), object.indent() + 2);
            for (const CalendarException& exception : calendar.exceptions)
                write_exception(days.element(), exception);
            days.close();
        }
        object.close();
    }
    list.close();
}

}  // namespace planloom::detail

#include "json_kinds.hpp"
#include "json_take.hpp"
#include "json_text.hpp"

#include <array>
#include <string>

namespace planloom::detail {
namespace {

PlanCalendar& calendar(Reading& reading) {
    return reading.builder().head().calendars.back();
}

void begin_calendar(Reading& reading, const Field&) {
    reading.builder().head().calendars.emplace_back();
}

void end_calendar(Reading& reading) {
    if (!reading.saw("key")) reading.fault("missing_key", "a calendar has no key");
}

std::optional<DayHours> read_hours(Reading& reading, std::string_view text) {
    std::optional<DayHours> hours = parse_hours(text);
    if (!hours)
        reading.fault(
            "bad_hours",
            "found " + quoted(text) +
                ", expected hours that rise such as \"08:00-12:00, 13:00-17:00\", or \"\"");
    return hours;
}

void begin_week(Reading& reading, const Field&) {
    calendar(reading).week.emplace();
}

template <std::size_t day>
void take_weekday(Reading& reading, const Field&, const Value& value) {
    if (std::optional<DayHours> hours = read_hours(reading, value.text))
        (*calendar(reading).week)[day] = *std::move(hours);
}

template <std::size_t day>
constexpr Field weekday_field(std::string_view name) {
    return {name, "hours such as \"08:00-12:00, 13:00-17:00\"", accepts::text, 0,
            take_weekday<day>};
}

constexpr std::array week_fields = {
    weekday_field<0>("mon"), weekday_field<1>("tue"), weekday_field<2>("wed"),
    weekday_field<3>("thu"), weekday_field<4>("fri"), weekday_field<5>("sat"),
    weekday_field<6>("sun"),
};
constexpr ObjectKind week_kind = {"a week", week_fields, begin_week};

void begin_exception(Reading& reading, const Field&) {
    calendar(reading).exceptions.emplace_back();
}

void end_exception(Reading& reading) {
    CalendarException& exception = calendar(reading).exceptions.back();
    if (!reading.saw("from")) return reading.fault("missing_field", "an entry of days has no from");
    if (!reading.saw("to")) exception.to = exception.from;
    if (exception.from.is_set() && exception.to.is_set() && exception.to < exception.from)
        reading.fault("bad_date", "found an entry of days that ends on " + to_string(exception.to) +
                                      " before it begins, expected a day from " +
                                      to_string(exception.from) + " on");
}

void take_day_off(Reading& reading, const Field&, const Value& value) {
    CalendarException& exception = calendar(reading).exceptions.emplace_back();
    if (const std::optional<Date> day = read_day(reading, value.text))
        exception.from = exception.to = *day;
}

void take_hours(Reading& reading, const Field&, const Value& value) {
    if (std::optional<DayHours> hours = read_hours(reading, value.text))
        calendar(reading).exceptions.back().hours = *std::move(hours);
}

constexpr std::array exception_fields = {
    day_field<&CalendarException::from>("from"),
    day_field<&CalendarException::to>("to"),
    Field{"hours", "hours such as \"08:00-12:00, 13:00-17:00\"", accepts::text, 0, take_hours},
    text_field<&CalendarException::name>("name"),
};
constexpr ObjectKind exception_kind = {"an entry of days", exception_fields, begin_exception,
                                       end_exception};

constexpr std::array calendar_fields = {
    text_field<&PlanCalendar::key>("key"),
    text_field<&PlanCalendar::title>("title"),
    Field{"week", "an object such as {\"mon\": \"08:00-12:00, 13:00-17:00\"}", accepts::object, 0,
          nullptr, &week_kind},
    Field{"days", "a date, {\"from\": date}, or a list of these",
          accepts::text | accepts::object | accepts::list, accepts::text | accepts::object,
          take_day_off, &exception_kind},
};

}  // namespace

constinit const ObjectKind calendar_kind = {"a calendar", calendar_fields, begin_calendar,
                                            end_calendar};

}  // namespace planloom::detail

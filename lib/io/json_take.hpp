// How values become fields: a function for each type of field, made for its place by a template.
#pragma once

#include <planloom/core/date_time.hpp>
#include <planloom/core/duration.hpp>
#include <planloom/model/vocabulary.hpp>

#include "json_kinds.hpp"
#include "json_reading.hpp"

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace planloom::detail {

// Reading a value; where it is wrong, these say so and give nothing.
[[nodiscard]] std::optional<std::int32_t> read_count(Reading& reading, std::string_view text,
                                                     std::int32_t low, std::int32_t high);
[[nodiscard]] std::optional<double> read_number(Reading& reading, std::string_view text,
                                                bool may_be_zero);
[[nodiscard]] std::optional<DatePeriod> read_period(Reading& reading, std::string_view text);
[[nodiscard]] std::optional<Date> read_day(Reading& reading, std::string_view text);
[[nodiscard]] std::optional<DateTime> read_moment(Reading& reading, std::string_view text);
[[nodiscard]] std::optional<Minutes> read_minutes(Reading& reading, std::string_view text,
                                                  bool may_be_negative);
/// The place of a word in a list.
[[nodiscard]] std::optional<std::size_t> read_word(Reading& reading, std::string_view text,
                                                   std::span<const std::string_view> words);

/// The part of the draft whose member a field fills: the row, or what was begun last.
template <class Part>
[[nodiscard]] Part& part(Reading& reading) {
    Draft& draft = reading.draft();
    if constexpr (std::is_same_v<Part, RowDraft>) return draft.row;
    if constexpr (std::is_same_v<Part, IndicatorDraft>) return draft.indicators.back();
    if constexpr (std::is_same_v<Part, ServesDraft>) return draft.serves.back();
    if constexpr (std::is_same_v<Part, LinkDraft>) return draft.links.back();
    if constexpr (std::is_same_v<Part, RefinesDraft>) return draft.refines.back();
    if constexpr (std::is_same_v<Part, ReportDraft>) return draft.reports.back();
    if constexpr (std::is_same_v<Part, ExtensionDraft>) return draft.extensions.back();
    if constexpr (std::is_same_v<Part, ImplementsDraft>) return draft.implements.back();
    if constexpr (std::is_same_v<Part, PlanHead>) return reading.builder().head();
    if constexpr (std::is_same_v<Part, PlanCalendar>)
        return reading.builder().head().calendars.back();
    if constexpr (std::is_same_v<Part, CalendarException>)
        return reading.builder().head().calendars.back().exceptions.back();
    if constexpr (std::is_same_v<Part, DeclaredCounts>) return reading.builder().head().declared;
    if constexpr (std::is_same_v<Part, Consultation>) return reading.builder().head().consultation;
    if constexpr (std::is_same_v<Part, AskedUnits>) return reading.builder().head().asked.back();
    if constexpr (std::is_same_v<Part, Supervision>) return reading.builder().head().supervision;
    if constexpr (std::is_same_v<Part, Dropped>) return reading.builder().head().dropped.back();
}

template <class Class, class T>
Class class_of(T Class::*member);
template <auto member>
using ClassOf = decltype(class_of(member));

template <auto member>
void take_text(Reading& reading, const Field&, const Value& value) {
    auto& field = part<ClassOf<member>>(reading).*member;
    if constexpr (std::is_same_v<decltype(field), Slice&>) {
        field = reading.keep(value.text);
    } else if constexpr (std::is_same_v<decltype(field), std::string&>) {
        field = value.text;
    } else {
        field.emplace_back(value.text);
    }
}

template <auto member>
void take_flag(Reading& reading, const Field&, const Value& value) {
    part<ClassOf<member>>(reading).*member = value.flag();
}

template <auto member, std::int32_t low = 0,
          std::int32_t high = std::numeric_limits<std::int32_t>::max()>
void take_count(Reading& reading, const Field&, const Value& value) {
    if (const auto count = read_count(reading, value.text, low, high))
        part<ClassOf<member>>(reading).*member = *count;
}

template <auto member>
void take_positive(Reading& reading, const Field&, const Value& value) {
    if (const auto number = read_number(reading, value.text, false))
        part<ClassOf<member>>(reading).*member = *number;
}

template <auto member>
void take_period(Reading& reading, const Field&, const Value& value) {
    if (const auto period = read_period(reading, value.text))
        part<ClassOf<member>>(reading).*member = *period;
}

template <auto member>
void take_day(Reading& reading, const Field&, const Value& value) {
    if (const auto day = read_day(reading, value.text))
        part<ClassOf<member>>(reading).*member = *day;
}

template <auto member>
void take_moment(Reading& reading, const Field&, const Value& value) {
    if (const auto moment = read_moment(reading, value.text))
        part<ClassOf<member>>(reading).*member = *moment;
}

template <auto member>
void take_duration(Reading& reading, const Field&, const Value& value) {
    if (const auto minutes = read_minutes(reading, value.text, false))
        part<ClassOf<member>>(reading).*member = *minutes;
}

template <auto member>
void take_lag(Reading& reading, const Field&, const Value& value) {
    if (const auto minutes = read_minutes(reading, value.text, true))
        part<ClassOf<member>>(reading).*member = *minutes;
}

/// The words of the field's enumeration from the one with the number `first`; `count` of them, or
/// all.
template <auto member, std::size_t first = 0, std::size_t count = std::dynamic_extent>
void take_word(Reading& reading, const Field&, const Value& value) {
    auto& field = part<ClassOf<member>>(reading).*member;
    using Enum = std::remove_reference_t<decltype(field)>;
    if (const auto place = read_word(reading, value.text, words<Enum>().subspan(first, count)))
        field = static_cast<Enum>(first + *place);
}

// The fields that most kinds of object share.
template <auto member>
[[nodiscard]] constexpr Field text_field(std::string_view name, std::string_view same_as = {}) {
    return {name, "a text", accepts::text, 0, take_text<member>, nullptr, same_as};
}
template <auto member>
[[nodiscard]] constexpr Field texts_field(std::string_view name) {
    return {name, "a text or a list of texts", accepts::text | accepts::list, accepts::text,
            take_text<member>};
}
template <auto member>
[[nodiscard]] constexpr Field flag_field(std::string_view name) {
    return {name, "true or false", accepts::flag, 0, take_flag<member>};
}
template <auto member>
[[nodiscard]] constexpr Field count_field(std::string_view name) {
    return {name, "a whole number from 0", accepts::number, 0, take_count<member>};
}
template <auto member>
[[nodiscard]] constexpr Field day_field(std::string_view name) {
    return {name, "a date such as \"2025-06-30\"", accepts::text, 0, take_day<member>};
}
template <auto member>
[[nodiscard]] constexpr Field period_field(std::string_view name) {
    return {name, "a date such as \"2025-06-30\", \"2025-Q2\" or \"2025\"", accepts::text, 0,
            take_period<member>};
}
template <auto member>
[[nodiscard]] constexpr Field moment_field(std::string_view name) {
    return {name, "a date or a time such as \"2025-06-30T08:00\"", accepts::text, 0,
            take_moment<member>};
}
[[nodiscard]] constexpr Field attributes_field() {
    return {"attributes",    "an object of names and values", accepts::object, 0, nullptr,
            &attributes_kind};
}

/// A requirement that a goal or a task implements.
void take_implements(Reading& reading, const Field& field, const Value& value);
[[nodiscard]] constexpr Field implements_field() {
    return {"implements",
            "a requirement's key, {\"requirement\": key}, or a list of these",
            accepts::text | accepts::object | accepts::list,
            accepts::text | accepts::object,
            take_implements,
            &implements_kind};
}

}  // namespace planloom::detail

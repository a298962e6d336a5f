#include "json_kinds.hpp"

#include "json_take.hpp"
#include "json_text.hpp"

#include <array>
#include <string>
#include <string_view>

namespace planloom::detail {
namespace {

constexpr std::int32_t format_version = 1;

void begin_row(Reading& reading, const Field&) {
    reading.begin_row();
}

/// A row that is a bare text, which is its key.
template <auto end>
void take_row(Reading& reading, const Field&, const Value& value) {
    reading.begin_row();
    reading.draft().row.key = reading.keep(value.text);
    end(reading);
}

template <auto end>
[[nodiscard]] constexpr Field rows_field(std::string_view name, const ObjectKind& kind) {
    return {name,          "a list of objects or keys",
            accepts::list, accepts::object | accepts::text,
            take_row<end>, &kind};
}

void begin_indicator(Reading& reading, const Field&) {
    reading.draft().indicators.push_back({});
    reading.draft().indicators.back().line = reading.line();
}

/// A decimal number, as written; in quotes it may also have a form that JSON has not, as in "+5".
template <auto member>
void take_decimal(Reading& reading, const Field&, const Value& value) {
    std::string_view text = value.text;
    if (value.type == Value::Type::text) {
        std::string_view digits = text;
        if (digits.starts_with('+') || digits.starts_with('-')) digits.remove_prefix(1);
        while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') digits.remove_prefix(1);
        const std::string as_json = (digits.starts_with('.') ? "0" : "") + std::string(digits);
        if (!is_json_number(as_json) || digits.starts_with('-'))
            reading.fault("bad_number", "found " + quoted(text) + ", expected a number");
    }
    part<IndicatorDraft>(reading).*member = reading.keep(text);
}

template <auto member>
[[nodiscard]] constexpr Field decimal_field(std::string_view name) {
    return {name, "a number", accepts::number | accepts::text, 0, take_decimal<member>};
}

void take_version(Reading& reading, const Field&, const Value& value) {
    if (value.text != std::to_string(format_version))
        reading.fault("version", "found version " + std::string(value.text.substr(0, 40)) +
                                     " of the format, expected " + std::to_string(format_version));
}

/// The number before a unit of time, or nothing.
std::optional<int> whole_before(std::string_view text, char unit) {
    if (text.size() < 2 || text.size() > 5 || text.back() != unit) return std::nullopt;
    int number = 0;
    for (const char c : text.substr(0, text.size() - 1)) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

void take_day_length(Reading& reading, const Field&, const Value& value) {
    WorkTime work = reading.builder().head().work;
    const bool is_free_of_days = value.text.find_first_of("dw+-") == std::string_view::npos;
    const auto minutes = is_free_of_days ? parse_duration(value.text) : std::nullopt;
    work.minutes_per_day = minutes.value_or(0);
    if (!is_valid(work))
        return reading.fault("bad_duration", "found " + quoted(value.text) +
                                                 ", expected from 1m to 24h, such as 8h");
    reading.builder().head().work = work;
}

void take_week_length(Reading& reading, const Field&, const Value& value) {
    WorkTime work = reading.builder().head().work;
    work.days_per_week = whole_before(value.text, 'd').value_or(0);
    if (!is_valid(work))
        return reading.fault(
            "bad_duration", "found " + quoted(value.text) + ", expected from 1d to 7d, such as 5d");
    reading.builder().head().work = work;
}

void end_work(Reading& reading) {
    reading.set_work(reading.builder().head().work);
}

constexpr std::array work_fields = {
    Field{"day", "hours such as \"8h\"", accepts::text, 0, take_day_length},
    Field{"week", "days such as \"5d\"", accepts::text, 0, take_week_length},
};
constexpr ObjectKind work_kind = {"a work time", work_fields, nullptr, end_work};

constexpr std::array declared_fields = {
    count_field<&DeclaredCounts::sections>("sections"),
    count_field<&DeclaredCounts::goals>("goals"),
    count_field<&DeclaredCounts::tasks>("tasks"),
};
constexpr ObjectKind declared_kind = {"a declaration", declared_fields};

constexpr std::array consultation_fields = {
    count_field<&Consultation::rounds>("rounds"),
    count_field<&Consultation::comments>("comments"),
    count_field<&Consultation::adopted>("adopted"),
    count_field<&Consultation::partly>("partly"),
    count_field<&Consultation::rejected>("rejected"),
};
constexpr ObjectKind consultation_kind = {"a consultation", consultation_fields};

constexpr std::array indicator_fields = {
    text_field<&IndicatorDraft::title>("title"),
    text_field<&IndicatorDraft::measure>("measure"),
    decimal_field<&IndicatorDraft::baseline>("baseline"),
    decimal_field<&IndicatorDraft::target>("target"),
    decimal_field<&IndicatorDraft::actual>("actual"),
    period_field<&IndicatorDraft::due>("due"),
    text_field<&IndicatorDraft::source>("source"),
    Field{"kind", "a word", accepts::text, 0, take_word<&IndicatorDraft::kind, 1>},
    Field{"aggregation", "a word", accepts::text, 0, take_word<&IndicatorDraft::aggregation, 1>},
};
constexpr ObjectKind indicator_kind = {"an indicator", indicator_fields, begin_indicator};

void begin_support(Reading& reading, const Field&) {
    reading.draft().row.support = SupportRule::at_least;
}

void end_support(Reading& reading) {
    if (!reading.saw("at_least"))
        reading.fault("missing_field", "a support rule has no at_least, expected a whole number");
}

constexpr std::array support_fields = {
    Field{"at_least", "a whole number from 1", accepts::number, 0,
          take_count<&RowDraft::support_count, 1>},
};
constexpr ObjectKind support_kind = {"a support rule", support_fields, begin_support, end_support};

constexpr std::array requirement_fields = {
    text_field<&RowDraft::key>("key"),
    text_field<&RowDraft::title>("title"),
    text_field<&RowDraft::text>("text"),
    text_field<&RowDraft::source>("source"),
    Field{"kind", "a word", accepts::text, 0, take_word<&RowDraft::requirement_kind>},
    flag_field<&RowDraft::is_optional>("optional"),
    text_field<&RowDraft::raised_by>("raised_by"),
    Field{"round", "a whole number from 1", accepts::number, 0, take_count<&RowDraft::round, 1>},
    Field{"disposition", "a word", accepts::text, 0, take_word<&RowDraft::disposition, 1>},
    text_field<&RowDraft::reason>("reason"),
    attributes_field(),
    text_field<&RowDraft::key>("id", "key"),
    text_field<&RowDraft::title>("name", "title"),
};

void take_need(Reading& reading, const Field&, const Value& value) {
    reading.draft().needs.push_back(reading.keep(value.text));
}

constexpr std::array goal_fields = {
    text_field<&RowDraft::key>("key"),
    text_field<&RowDraft::title>("title"),
    text_field<&RowDraft::text>("text"),
    text_field<&RowDraft::section>("section"),
    text_field<&RowDraft::parent>("parent"),
    text_field<&RowDraft::owner>("owner"),
    period_field<&RowDraft::horizon>("horizon"),
    Field{"support", "\"all\", \"any\" or {\"at_least\": 2}", accepts::text | accepts::object, 0,
          take_word<&RowDraft::support, 0, 2>, &support_kind},
    count_field<&RowDraft::declared_tasks>("declared_tasks"),
    Field{"needs", "a text or a list of texts", accepts::text | accepts::list, accepts::text,
          take_need},
    flag_field<&RowDraft::is_closed>("closed"),
    flag_field<&RowDraft::is_local>("local"),
    text_field<&RowDraft::former_key>("former_key"),
    implements_field(),
    Field{"indicators", "an indicator or a list of indicators", accepts::object | accepts::list,
          accepts::object, nullptr, &indicator_kind},
    attributes_field(),
    text_field<&RowDraft::key>("id", "key"),
    text_field<&RowDraft::title>("name", "title"),
};

void take_alias(Reading& reading, const Field&, const Value& value) {
    reading.draft().aliases.push_back(reading.keep(value.text));
}

constexpr std::array unit_fields = {
    text_field<&RowDraft::key>("key"),
    text_field<&RowDraft::title>("title"),
    text_field<&RowDraft::level>("level"),
    text_field<&RowDraft::region>("region"),
    Field{"kind", "a word", accepts::text, 0, take_word<&RowDraft::unit_kind>},
    text_field<&RowDraft::parent>("parent"),
    Field{"aliases", "a text or a list of texts", accepts::text | accepts::list, accepts::text,
          take_alias},
    Field{"capacity", "a number above 0", accepts::number, 0, take_positive<&RowDraft::capacity>},
    day_field<&RowDraft::exists_from>("exists_from"),
    day_field<&RowDraft::exists_until>("exists_until"),
    text_field<&RowDraft::calendar>("calendar"),
    text_field<&RowDraft::duty>("duty"),
    text_field<&RowDraft::successor>("successor"),
    text_field<&RowDraft::former_key>("former_key"),
    attributes_field(),
    text_field<&RowDraft::key>("id", "key"),
    text_field<&RowDraft::title>("name", "title"),
};

constexpr std::array plan_fields = {
    Field{"planloom", "the number 1", accepts::number, 0, take_version},
    text_field<&PlanHead::key>("key"),
    text_field<&PlanHead::title>("title"),
    text_field<&PlanHead::text>("text"),
    text_field<&PlanHead::number>("number"),
    text_field<&PlanHead::language>("language"),
    text_field<&PlanHead::source>("source"),
    text_field<&PlanHead::illustrative>("illustrative"),
    texts_field<&PlanHead::based_on>("based_on"),
    texts_field<&PlanHead::levels>("levels"),
    Field{"work", "an object such as {\"day\": \"8h\", \"week\": \"5d\"}", accepts::object, 0,
          nullptr, &work_kind},
    moment_field<&PlanHead::start>("start"),
    moment_field<&PlanHead::status_date>("status_date"),
    text_field<&PlanHead::calendar>("calendar"),
    flag_field<&PlanHead::starts_at_once>("starts_at_once"),
    Field{"calendars", "a list of calendars", accepts::object | accepts::list, accepts::object,
          nullptr, &calendar_kind},
    Field{"declared", "an object of counts", accepts::object, 0, nullptr, &declared_kind},
    Field{"consultation", "an object of counts", accepts::object, 0, nullptr, &consultation_kind},
    Field{"asked", "a list of {\"round\": number, \"units\": keys}",
          accepts::object | accepts::list, accepts::object, nullptr, &asked_kind},
    Field{"supervision", "an object such as {\"report_every\": \"month\"}", accepts::object, 0,
          nullptr, &supervision_kind},
    Field{"dropped", "a list of {\"kind\": word, \"key\": text}", accepts::object | accepts::list,
          accepts::object, nullptr, &dropped_kind},
    Field{"checks", "an object such as {\"profile\": \"policy\"}", accepts::object, 0, nullptr,
          &settings_kind},
    attributes_field(),
    rows_field<end_requirement>("requirements", requirement_kind),
    rows_field<end_goal>("goals", goal_kind),
    rows_field<end_unit>("units", unit_kind),
    rows_field<end_task>("tasks", task_kind),
    text_field<&PlanHead::key>("id", "key"),
    text_field<&PlanHead::title>("name", "title"),
};

}  // namespace

constinit const ObjectKind attributes_kind = {"attributes", {}, nullptr, nullptr, true, true};
constinit const ObjectKind settings_kind = {"settings", {}, nullptr, nullptr, false, false, true};
constinit const ObjectKind requirement_kind = {"a requirement", requirement_fields, begin_row,
                                               end_requirement, true};
constinit const ObjectKind goal_kind = {"a goal", goal_fields, begin_row, end_goal, true};
constinit const ObjectKind unit_kind = {"a unit", unit_fields, begin_row, end_unit, true};
constinit const ObjectKind plan_kind = {"a plan", plan_fields, nullptr, nullptr, true};

}  // namespace planloom::detail

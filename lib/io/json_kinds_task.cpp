#include "json_kinds.hpp"
#include "json_take.hpp"
#include "json_text.hpp"

#include <array>
#include <string_view>

namespace planloom::detail {
namespace {

void begin_row(Reading& reading, const Field&) {
    reading.begin_row();
}

// Entries of lists that a task has. Each begins with a line of its own, and ends by saying what it
// lacks.

template <auto list, auto key>
void take_entry(Reading& reading, const Field&, const Value& value) {
    auto& entries = reading.draft().*list;
    entries.push_back({});
    entries.back().line = reading.line();
    entries.back().*key = reading.keep(value.text);
}

template <auto list>
void begin_entry(Reading& reading, const Field&) {
    auto& entries = reading.draft().*list;
    entries.push_back({});
    entries.back().line = reading.line();
}

void require(Reading& reading, std::string_view kind, std::string_view field) {
    if (!reading.saw(field))
        reading.fault("missing_field", std::string(kind) + " has no " + std::string(field));
}

void end_serves(Reading& reading) {
    require(reading, "a support of a goal", "goal");
}
void end_link(Reading& reading) {
    require(reading, "a link", "task");
}
void end_report(Reading& reading) {
    require(reading, "a report", "date");
}
void end_extension(Reading& reading) {
    require(reading, "an extension", "until");
}
void end_refines(Reading& reading) {
    require(reading, "a refinement", "plan");
    require(reading, "a refinement", "task");
}

constexpr std::array serves_fields = {
    text_field<&ServesDraft::goal>("goal"),
    Field{"role", "a word", accepts::text, 0, take_word<&ServesDraft::role>},
    Field{"weight", "a number above 0", accepts::number, 0, take_positive<&ServesDraft::weight>},
};
constexpr ObjectKind serves_kind = {"a support of a goal", serves_fields,
                                    begin_entry<&Draft::serves>, end_serves};

constexpr std::array link_fields = {
    text_field<&LinkDraft::task>("task"),
    Field{"type", "a word", accepts::text, 0, take_word<&LinkDraft::type>},
    Field{"lag", "a lag such as \"2d\"", accepts::text, 0, take_lag<&LinkDraft::lag>},
    Field{"max_lag", "a lag such as \"2d\"", accepts::text, 0, take_lag<&LinkDraft::max_lag>},
    flag_field<&LinkDraft::is_elapsed>("elapsed"),
    flag_field<&LinkDraft::is_soft>("soft"),
    text_field<&LinkDraft::reason>("reason"),
};
constexpr ObjectKind link_kind = {"a link", link_fields, begin_entry<&Draft::links>, end_link};

constexpr std::array refines_fields = {
    text_field<&RefinesDraft::plan>("plan"),
    text_field<&RefinesDraft::task>("task"),
};
constexpr ObjectKind refines_kind = {"a refinement", refines_fields, begin_entry<&Draft::refines>,
                                     end_refines};

constexpr std::array report_fields = {
    day_field<&ReportDraft::date>("date"),
    Field{"progress", "a whole number from 0 to 100", accepts::number, 0,
          take_count<&ReportDraft::progress, 0, 100>},
    text_field<&ReportDraft::text>("text"),
};
constexpr ObjectKind report_kind = {"a report", report_fields, begin_entry<&Draft::reports>,
                                    end_report};

constexpr std::array extension_fields = {
    day_field<&ExtensionDraft::recorded>("recorded"),
    day_field<&ExtensionDraft::from>("from"),
    day_field<&ExtensionDraft::until>("until"),
    text_field<&ExtensionDraft::reason>("reason"),
};
constexpr ObjectKind extension_kind = {"an extension", extension_fields,
                                       begin_entry<&Draft::extensions>, end_extension};

constexpr std::array baseline_fields = {
    day_field<&RowDraft::baseline_start>("start"),
    day_field<&RowDraft::baseline_finish>("finish"),
    Field{"duration", "a duration such as \"10d\"", accepts::text, 0,
          take_duration<&RowDraft::baseline_duration>},
};
constexpr ObjectKind baseline_kind = {"a baseline", baseline_fields};

// A unit's share of a task: under the name of its role, or in the long form with the role inside.

template <auto list, auto member>
void take_share_text(Reading& reading, const Field&, const Value& value) {
    (reading.draft().*list).back().*member = reading.keep(value.text);
}
template <auto list>
void take_share_open(Reading& reading, const Field&, const Value& value) {
    (reading.draft().*list).back().is_open = value.flag();
}
template <auto list>
void take_share_inferred(Reading& reading, const Field&, const Value& value) {
    (reading.draft().*list).back().is_inferred = value.flag();
}
template <auto list>
void take_share_amount(Reading& reading, const Field&, const Value& value) {
    if (const auto amount = read_number(reading, value.text, true))
        (reading.draft().*list).back().amount = *amount;
}
void take_share_role(Reading& reading, const Field&, const Value& value) {
    if (const auto place = read_word(reading, value.text, words<Role>()))
        reading.draft().assigned.back().role = static_cast<Role>(*place);
}
void take_share(Reading& reading, const Field& field, const Value& value) {
    reading.draft().shares.push_back(
        {reading.keep(value.text), field.role, 1.0, false, false, {}, reading.line()});
}
void begin_share(Reading& reading, const Field& field) {
    reading.draft().shares.push_back({{}, field.role, 1.0, false, false, {}, reading.line()});
}
void end_share(Reading& reading) {
    require(reading, "an assignment", "unit");
}
void end_assigned(Reading& reading) {
    require(reading, "an assignment", "unit");
    require(reading, "an assignment", "role");
}

constexpr std::array share_fields = {
    Field{"unit", "a unit's key", accepts::text, 0,
          take_share_text<&Draft::shares, &ShareDraft::unit>},
    Field{"amount", "a number from 0 up", accepts::number, 0, take_share_amount<&Draft::shares>},
    Field{"open", "true or false", accepts::flag, 0, take_share_open<&Draft::shares>},
    Field{"inferred", "true or false", accepts::flag, 0, take_share_inferred<&Draft::shares>},
    Field{"text", "a text", accepts::text, 0, take_share_text<&Draft::shares, &ShareDraft::text>},
};
constexpr ObjectKind share_kind = {"an assignment", share_fields, begin_share, end_share};

constexpr std::array assigned_fields = {
    Field{"unit", "a unit's key", accepts::text, 0,
          take_share_text<&Draft::assigned, &ShareDraft::unit>},
    Field{"role", "a word", accepts::text, 0, take_share_role},
    Field{"amount", "a number from 0 up", accepts::number, 0, take_share_amount<&Draft::assigned>},
    Field{"open", "true or false", accepts::flag, 0, take_share_open<&Draft::assigned>},
    Field{"inferred", "true or false", accepts::flag, 0, take_share_inferred<&Draft::assigned>},
    Field{"text", "a text", accepts::text, 0, take_share_text<&Draft::assigned, &ShareDraft::text>},
};
constexpr ObjectKind assigned_kind = {"an assignment", assigned_fields,
                                      begin_entry<&Draft::assigned>, end_assigned};

[[nodiscard]] constexpr Field role_field(std::string_view name, Role role) {
    constexpr std::uint8_t one = accepts::text | accepts::object;
    return {name,
            "a unit's key, {\"unit\": key}, or a list of these",
            one | accepts::list,
            one,
            take_share,
            &share_kind,
            {},
            role};
}

constexpr std::array duration_fields = {
    Field{"optimistic", "a duration such as \"10d\"", accepts::text, 0,
          take_duration<&RowDraft::optimistic>},
    Field{"likely", "a duration such as \"10d\"", accepts::text, 0,
          take_duration<&RowDraft::duration>},
    Field{"pessimistic", "a duration such as \"10d\"", accepts::text, 0,
          take_duration<&RowDraft::pessimistic>},
};
constexpr ObjectKind duration_kind = {"a duration", duration_fields};

void take_every(Reading& reading, const Field&, const Value& value) {
    static constexpr std::array<std::string_view, 5> periods = {"year", "half", "quarter", "month",
                                                                "week"};
    if (read_word(reading, value.text, periods))
        reading.draft().row.due_every = reading.keep(value.text);
}

constexpr std::array due_fields = {
    period_field<&RowDraft::due>("by"),
    text_field<&RowDraft::due_text>("text"),
    Field{"every", "a word", accepts::text, 0, take_every},
};
constexpr ObjectKind due_kind = {"a deadline", due_fields};

void take_tag(Reading& reading, const Field&, const Value& value) {
    reading.draft().tags.push_back(reading.keep(value.text));
}

constexpr std::array task_fields = {
    text_field<&RowDraft::key>("key"),
    text_field<&RowDraft::title>("title"),
    text_field<&RowDraft::text>("text"),
    text_field<&RowDraft::section>("section"),
    text_field<&RowDraft::parent>("parent"),
    flag_field<&RowDraft::is_milestone>("milestone"),
    flag_field<&RowDraft::is_joint>("joint"),
    Field{"duration", "a duration such as \"10d\", or an object of three",
          accepts::text | accepts::object, 0, take_duration<&RowDraft::duration>, &duration_kind},
    flag_field<&RowDraft::is_elapsed>("elapsed"),
    day_field<&RowDraft::start_no_earlier>("start_no_earlier"),
    day_field<&RowDraft::start_no_later>("start_no_later"),
    day_field<&RowDraft::finish_no_earlier>("finish_no_earlier"),
    day_field<&RowDraft::finish_no_later>("finish_no_later"),
    day_field<&RowDraft::must_start>("must_start"),
    day_field<&RowDraft::must_finish>("must_finish"),
    flag_field<&RowDraft::is_late>("as_late_as_possible"),
    text_field<&RowDraft::calendar>("calendar"),
    Field{"due", "a date such as \"2025-06-30\" or \"2025\", or {\"by\": date, \"text\": text}",
          accepts::text | accepts::object, 0, take_period<&RowDraft::due>, &due_kind},
    flag_field<&RowDraft::is_ongoing>("ongoing"),
    Field{"status", "a word", accepts::text, 0, take_word<&RowDraft::status>},
    Field{"progress", "a whole number from 0 to 100", accepts::number, 0,
          take_count<&RowDraft::progress, 0, 100>},
    day_field<&RowDraft::actual_start>("actual_start"),
    day_field<&RowDraft::actual_finish>("actual_finish"),
    Field{"baseline", "an object such as {\"finish\": \"2025-06-30\"}", accepts::object, 0, nullptr,
          &baseline_kind},
    text_field<&RowDraft::level>("level"),
    text_field<&RowDraft::deliverable>("deliverable"),
    text_field<&RowDraft::evidence>("evidence"),
    day_field<&RowDraft::plan_filed>("plan_filed"),
    flag_field<&RowDraft::is_local>("local"),
    flag_field<&RowDraft::is_external>("external"),
    text_field<&RowDraft::former_key>("former_key"),
    Field{"reports", "a list of {\"date\": date, \"progress\": number}",
          accepts::object | accepts::list, accepts::object, nullptr, &report_kind},
    Field{"extensions", "a list of {\"recorded\": date, \"until\": date}",
          accepts::object | accepts::list, accepts::object, nullptr, &extension_kind},
    Field{"tags", "a text or a list of texts", accepts::text | accepts::list, accepts::text,
          take_tag},
    Field{"serves", "a goal's key, {\"goal\": key}, or a list of these",
          accepts::text | accepts::object | accepts::list, accepts::text | accepts::object,
          take_entry<&Draft::serves, &ServesDraft::goal>, &serves_kind},
    implements_field(),
    role_field("lead", Role::lead),
    role_field("co_lead", Role::co_lead),
    role_field("responsible", Role::responsible),
    role_field("support", Role::support),
    role_field("guide", Role::guide),
    role_field("implement", Role::implement),
    role_field("supervise", Role::supervise),
    role_field("consult", Role::consult),
    role_field("inform", Role::inform),
    Field{"assigned", "a list of {\"unit\": key, \"role\": word}", accepts::object | accepts::list,
          accepts::object, nullptr, &assigned_kind},
    Field{"after", "a task's key, {\"task\": key}, or a list of these",
          accepts::text | accepts::object | accepts::list, accepts::text | accepts::object,
          take_entry<&Draft::links, &LinkDraft::task>, &link_kind},
    Field{"refines", "a list of {\"plan\": text, \"task\": text}", accepts::object | accepts::list,
          accepts::object, nullptr, &refines_kind},
    attributes_field(),
    text_field<&RowDraft::key>("id", "key"),
    text_field<&RowDraft::title>("name", "title"),
};
static_assert(task_fields.size() <= 64, "the fields of an object are counted in 64 bits");

}  // namespace

constinit const ObjectKind task_kind = {"a task", task_fields, begin_row, end_task, true};

}  // namespace planloom::detail

#include <planloom/core/date.hpp>
#include <planloom/io/json.hpp>

#include "json_text.hpp"
#include "json_writing.hpp"
#include "settings_writer.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace planloom {
namespace detail {
namespace {

using Field = DanglingRef::Field;

constexpr std::size_t row_indent = 4;
constexpr std::size_t field_indent = 6;

std::string length_of_day(Minutes minutes) {
    return minutes % 60 == 0 ? std::to_string(minutes / 60) + 'h' : std::to_string(minutes) + 'm';
}

void write_strings(ObjectLines& lines, std::string_view name,
                   const std::vector<std::string>& texts) {
    if (texts.empty()) return;
    std::string& out = lines.field(name);
    for (std::size_t i = 0; i < texts.size(); ++i) {
        out += i == 0 ? "[" : ", ";
        append_json_string(out, texts[i]);
    }
    out += ']';
}

void write_decimal(InlineObject& object, std::string_view name, std::string_view text) {
    if (text.empty()) return;
    if (is_json_number(text)) {
        object.raw(name, text);
    } else {
        object.text(name, text);
    }
}

}  // namespace

Writing::Writing(const Plan& plan) : plan_(plan), unit_names_(plan.unit_table().count) {
    for (const UnitId id : plan.units()) {
        std::string_view& name = unit_names_[id.index()];
        name = plan.unit(id).key();
        if (plan.find_unit(name) == id) continue;
        // An earlier unit has this key; only an alias can have led here.
        for (const RowText& alias : plan.aliases(id))
            if (plan.find_unit(plan.text(alias.value)) == id) name = plan.text(alias.value);
    }
}

std::string Writing::write() && {
    ObjectLines lines(out_, 2);
    lines.raw("planloom", "1");
    write_head(lines);
    write_rows(lines, "requirements", plan_.requirements(), &Writing::write_requirement);
    write_rows(lines, "goals", plan_.goals(), &Writing::write_goal);
    write_rows(lines, "units", plan_.units(), &Writing::write_unit);
    // Without a list of units a reader would take each unit that is named for one that is there.
    if (plan_.unit_table().count == 0 && has_dangling_units()) lines.raw("units", "[]");
    write_rows(lines, "tasks", plan_.tasks(), &Writing::write_task);
    lines.close();
    out_ += '\n';
    return std::move(out_);
}

template <class IdType>
void Writing::write_rows(ObjectLines& lines, std::string_view name, IdRange<IdType> ids,
                         void (Writing::*write_row)(IdType)) {
    if (ids.begin() == ids.end()) return;
    ListLines list(lines.field(name), row_indent);
    for (const IdType id : ids) {
        list.element();
        (this->*write_row)(id);
    }
    list.close();
}

void Writing::write_head(ObjectLines& lines) {
    const PlanHead& head = plan_.head();
    lines.text_if("key", head.key);
    lines.text_if("title", head.title);
    lines.text_if("text", head.text);
    lines.text_if("number", head.number);
    lines.text_if("language", head.language);
    lines.text_if("source", head.source);
    lines.text_if("illustrative", head.illustrative);
    write_strings(lines, "based_on", head.based_on);
    write_strings(lines, "levels", head.levels);
    if (!(head.work == WorkTime())) {
        InlineObject work(lines.field("work"));
        work.text("day", length_of_day(head.work.minutes_per_day));
        work.text("week", std::to_string(head.work.days_per_week) + 'd');
        work.close();
    }
    lines.text_if("start", to_string(head.start));
    lines.text_if("status_date", to_string(head.status_date));
    lines.text_if("calendar", head.calendar);
    lines.flag_if("starts_at_once", head.starts_at_once);
    write_calendars(lines);
    if (!(head.declared == DeclaredCounts())) {
        InlineObject declared(lines.field("declared"));
        declared.count_if("sections", head.declared.sections);
        declared.count_if("goals", head.declared.goals);
        declared.count_if("tasks", head.declared.tasks);
        declared.close();
    }
    if (!(head.consultation == Consultation())) {
        InlineObject consultation(lines.field("consultation"));
        consultation.count_if("rounds", head.consultation.rounds);
        consultation.count_if("comments", head.consultation.comments);
        consultation.count_if("adopted", head.consultation.adopted);
        consultation.count_if("partly", head.consultation.partly);
        consultation.count_if("rejected", head.consultation.rejected);
        consultation.close();
    }
    write_course(lines);
    if (!head.checks.is_empty())
        write_settings(lines.field("checks"), lines.indent() + 2, head.checks);
    if (head.attributes.empty()) return;
    ListLines attributes = ListLines::braces(lines.field("attributes"), lines.indent() + 2);
    for (const auto& [name, json] : head.attributes) {
        std::string& out = attributes.element();
        append_json_string(out, name);
        out += ": " + json;
    }
    attributes.close();
}

void Writing::write_requirement(RequirementId id) {
    const RequirementView requirement = plan_.requirement(id);
    ObjectLines lines(out_, field_indent);
    lines.text("key", requirement.key());
    lines.text_if("title", requirement.title());
    lines.text_if("text", requirement.text());
    lines.text_if("source", requirement.source());
    if (requirement.kind() != RequirementKind::clause) lines.text("kind", word(requirement.kind()));
    lines.flag_if("optional", requirement.is_optional());
    lines.text_if("raised_by", requirement.raised_by());
    lines.count_if("round", requirement.round().value_or(no_number));
    if (requirement.disposition() != Disposition::none)
        lines.text("disposition", word(requirement.disposition()));
    lines.text_if("reason", requirement.reason());
    write_attributes(lines, id);
    lines.close();
}

void Writing::write_goal(GoalId id) {
    const GoalView goal = plan_.goal(id);
    ObjectLines lines(out_, field_indent);
    lines.text("key", goal.key());
    lines.text_if("title", goal.title());
    lines.text_if("text", goal.text());
    lines.text_if("section", goal.section());
    const auto parent = goal.parent();
    write_reference(lines, "parent", Field::goal_parent, id,
                    parent ? std::optional(plan_.key(*parent)) : std::nullopt);
    const auto owner = goal.owner();
    write_reference(lines, "owner", Field::goal_owner, id,
                    owner ? std::optional(unit_names_[owner->index()]) : std::nullopt);
    lines.date_if("horizon", goal.horizon());
    if (goal.support() == SupportRule::any) lines.text("support", word(goal.support()));
    if (goal.support() == SupportRule::at_least) {
        InlineObject support(lines.field("support"));
        support.count_if("at_least", goal.support_count().value_or(no_number));
        support.close();
    }
    lines.count_if("declared_tasks", goal.declared_tasks().value_or(no_number));
    write_texts(lines, "needs", plan_.needs(id));
    lines.flag_if("closed", goal.is_closed());
    lines.flag_if("local", goal.is_local());
    lines.text_if("former_key", goal.former_key());
    write_implements(lines, id);
    write_indicators(lines, id);
    write_attributes(lines, id);
    lines.close();
}

void Writing::write_indicators(ObjectLines& lines, GoalId id) {
    const IndicatorTable& table = plan_.indicator_table();
    const IdRange<IndicatorId> ids = plan_.indicators(id);
    if (ids.begin() == ids.end()) return;
    ListLines list(lines.field("indicators"), lines.indent() + 2);
    for (const IndicatorId indicator : ids) {
        const std::size_t row = indicator.index();
        InlineObject object(list.element());
        object.text_if("title", plan_.text(table.title[row]));
        object.text_if("measure", plan_.text(table.measure[row]));
        write_decimal(object, "baseline", plan_.text(table.baseline[row]));
        write_decimal(object, "target", plan_.text(table.target[row]));
        write_decimal(object, "actual", plan_.text(table.actual[row]));
        object.text_if("due", to_string(DatePeriod{table.due[row], table.due_precision[row]}));
        object.text_if("source", plan_.text(table.source[row]));
        if (table.kind[row] != IndicatorKind::none) object.text("kind", word(table.kind[row]));
        if (table.aggregation[row] != Aggregation::none)
            object.text("aggregation", word(table.aggregation[row]));
        object.close();
    }
    list.close();
}

void Writing::write_unit(UnitId id) {
    const UnitView unit = plan_.unit(id);
    ObjectLines lines(out_, field_indent);
    lines.text("key", unit.key());
    lines.text_if("title", unit.title());
    lines.text_if("level", unit.level());
    lines.text_if("region", unit.region());
    if (unit.kind() != UnitKind::unit) lines.text("kind", word(unit.kind()));
    const auto parent = unit.parent();
    write_reference(lines, "parent", Field::unit_parent, id,
                    parent ? std::optional(unit_names_[parent->index()]) : std::nullopt);
    write_texts(lines, "aliases", plan_.aliases(id));
    if (unit.capacity() != 0) lines.raw("capacity", shortest(unit.capacity()));
    lines.date_if("exists_from", {unit.exists_from(), DatePrecision::day});
    lines.date_if("exists_until", {unit.exists_until(), DatePrecision::day});
    lines.text_if("calendar", unit.calendar());
    lines.text_if("duty", unit.duty());
    lines.text_if("successor", unit.successor());
    lines.text_if("former_key", unit.former_key());
    write_attributes(lines, id);
    lines.close();
}

}  // namespace detail

std::string write_json(const Plan& plan) {
    return detail::Writing(plan).write();
}

}  // namespace planloom

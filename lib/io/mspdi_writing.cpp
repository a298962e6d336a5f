#include "mspdi_writing.hpp"

#include <planloom/model/views.hpp>

#include "attribute_json.hpp"
#include "mspdi_fields.hpp"
#include "mspdi_parts.hpp"

#include <algorithm>
#include <array>
#include <charconv>

namespace planloom::detail::mspdi {
namespace {

/// The last text field of tasks holds the key; two more hold section and deliverable.
constexpr std::size_t task_attribute_fields = task_text_fields.size() - 3;

constexpr std::array<std::string_view, 5> native_task_attributes = {
    "contact", "external_predecessors", "manual", "priority", "wbs"};
constexpr std::array<std::string_view, 6> native_unit_attributes = {"code",     "email", "group",
                                                                    "initials", "notes", "type"};

template <std::size_t count>
bool is_one_of(std::string_view name, const std::array<std::string_view, count>& names) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string text_field_name(std::size_t number) {
    return "Text" + std::to_string(number + 1);
}

void write_value(XmlWriter& xml, std::int32_t field, std::string_view value) {
    if (value.empty()) return;
    xml.open("ExtendedAttribute");
    xml.text("FieldID", std::to_string(field));
    xml.text("Value", value);
    xml.close();
}

void write_definition(XmlWriter& xml, std::int32_t field, std::size_t number,
                      std::string_view alias) {
    xml.open("ExtendedAttribute");
    xml.text("FieldID", std::to_string(field));
    xml.text("FieldName", text_field_name(number));
    if (alias != text_field_name(number)) xml.text("Alias", alias);
    xml.close();
}

}  // namespace

TextFieldWriter::TextFieldWriter(const Plan& plan) : plan_(plan) {
    for (const TaskId task : plan.tasks())
        for (const RowText& each : plan.attributes(task)) {
            const std::string_view name = plan.text(each.name);
            if (is_one_of(name, native_task_attributes)) continue;
            if (plan.text(each.value).starts_with('"'))
                add_name(task_names_, name, task_attribute_fields);
            else
                ++left_out_;
        }
    for (const UnitId unit : plan.units())
        for (const RowText& each : plan.attributes(unit)) {
            const std::string_view name = plan.text(each.name);
            if (is_one_of(name, native_unit_attributes)) continue;
            if (plan.text(each.value).starts_with('"'))
                add_name(unit_names_, name, resource_text_fields.size() - 1);
            else
                ++left_out_;
        }
}

void TextFieldWriter::add_name(Names& names, std::string_view name, std::size_t limit) {
    if (names.contains(name)) return;
    if (names.size() < limit)
        names.emplace(name, names.size());
    else
        ++left_out_;
}

void TextFieldWriter::write_definitions(XmlWriter& xml) const {
    const auto by_number = [](const Names& names) {
        std::vector<std::string_view> list(names.size());
        for (const auto& [name, number] : names) list[number] = name;
        return list;
    };
    xml.open("ExtendedAttributes");
    std::size_t number = 0;
    for (const std::string_view name : by_number(task_names_)) {
        write_definition(xml, task_text_fields[number], number, name);
        ++number;
    }
    number = task_attribute_fields;
    for (const std::string_view alias : {section_alias, deliverable_alias, key_alias}) {
        write_definition(xml, task_text_fields[number], number, alias);
        ++number;
    }
    write_definition(xml, resource_text_fields[0], 0, key_alias);
    number = 1;
    for (const std::string_view name : by_number(unit_names_)) {
        write_definition(xml, resource_text_fields[number], number, name);
        ++number;
    }
    xml.close();
}

void TextFieldWriter::write_attributes(XmlWriter& xml, Node node, const Names& names) const {
    for (const RowText& each : plan_.attributes(node)) {
        const auto found = names.find(plan_.text(each.name));
        const Json value = parse_attribute(plan_.text(each.value));
        if (found == names.end() || !value.is_string()) continue;
        const bool is_task = node.kind == NodeKind::task;
        write_value(
            xml,
            is_task ? task_text_fields[found->second] : resource_text_fields[found->second + 1],
            value.get_ref<const std::string&>());
    }
}

void TextFieldWriter::write_values(XmlWriter& xml, TaskId task, bool with_key) const {
    const TaskView view = plan_.task(task);
    write_attributes(xml, task, task_names_);
    write_value(xml, task_text_fields[task_attribute_fields], view.section());
    write_value(xml, task_text_fields[task_attribute_fields + 1], view.deliverable());
    if (with_key) write_value(xml, task_text_fields.back(), view.key());
}

void TextFieldWriter::write_values(XmlWriter& xml, UnitId unit, bool with_key) const {
    if (with_key) write_value(xml, resource_text_fields[0], plan_.unit(unit).key());
    write_attributes(xml, unit, unit_names_);
}

namespace {

void write_hours(XmlWriter& xml, const DayHours& hours) {
    xml.text("DayWorking", hours.empty() ? "0" : "1");
    if (hours.empty()) return;
    xml.open("WorkingTimes");
    for (const HourSpan& span : hours) {
        xml.open("WorkingTime");
        xml.text("FromTime", clock_text(span.from));
        xml.text("ToTime", clock_text(span.to));
        xml.close();
    }
    xml.close();
}

void write_exception(XmlWriter& xml, const CalendarException& exception) {
    const std::int64_t days = std::int64_t{exception.to.days()} - exception.from.days() + 1;
    xml.open("Exception");
    xml.text("EnteredByOccurrences", "0");
    xml.open("TimePeriod");
    xml.text("FromDate", moment_text(DateTime(exception.from, 0)));
    xml.text("ToDate", moment_text(DateTime(exception.to, minutes_of_day - 1)));
    xml.close();
    xml.text("Occurrences", std::to_string(days));
    xml.text_if("Name", exception.name);
    xml.text("Type", "1");
    write_hours(xml, exception.hours);
    xml.close();
}

}  // namespace

void write_calendars(XmlWriter& xml, const PlanHead& head) {
    if (head.calendars.empty()) return;
    xml.open("Calendars");
    std::size_t uid = 0;
    for (const PlanCalendar& calendar : head.calendars) {
        const WeekHours week = calendar.week ? *calendar.week : standard_week(head.work);
        xml.open("Calendar");
        xml.text("UID", std::to_string(++uid));
        xml.text("Name", calendar.key);
        xml.text("IsBaseCalendar", "1");
        xml.text("BaseCalendarUID", "-1");
        xml.open("WeekDays");
        for (std::size_t type = 1; type <= 7; ++type) {
            xml.open("WeekDay");
            xml.text("DayType", std::to_string(type));
            // The file counts from Sunday, a week here from Monday.
            write_hours(xml, week[(type + 5) % 7]);
            xml.close();
        }
        xml.close();
        if (!calendar.exceptions.empty()) {
            xml.open("Exceptions");
            for (const CalendarException& each : calendar.exceptions) write_exception(xml, each);
            xml.close();
        }
        xml.close();
    }
    xml.close();
}

std::string clock_text(std::int64_t minute) {
    const auto two = [](std::int64_t value) {
        return (value < 10 ? "0" : "") + std::to_string(value);
    };
    return two(minute / 60 % 24) + ':' + two(minute % 60) + ":00";
}

std::string moment_text(DateTime moment) {
    return to_string(moment.date()) + 'T' + clock_text(moment.minute_of_day());
}

std::string duration_text(Minutes minutes) {
    return "PT" + std::to_string(minutes / 60) + 'H' + std::to_string(minutes % 60) + "M0S";
}

int format_of(Minutes minutes, bool is_elapsed, const WorkTime& work) noexcept {
    const Minutes day = is_elapsed ? minutes_of_day : work.minutes_per_day;
    const int plain = minutes % day == 0 ? 7 : minutes % 60 == 0 ? 5 : 3;
    return plain + (is_elapsed ? 1 : 0);
}

std::string decimal_text(double value) {
    std::array<char, 512> text{};
    const auto end =
        std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::fixed);
    return {text.data(), end.ptr};
}

void count_losses(const Plan& plan, const Outline& outline, LossNotes& losses) {
    std::size_t task_details = 0, unit_details = 0, link_details = 0, tags = 0;
    note_course(plan, losses);
    for (const TaskId task : plan.tasks()) {
        const TaskView view = plan.task(task);
        const bool has_details =
            view.is_joint() || view.optimistic() || view.pessimistic() ||
            !view.due_text().empty() || !view.due_every().empty() || view.is_ongoing() ||
            (view.due().date.is_set() && view.due().precision != DatePrecision::day);
        task_details += has_details ? 1U : 0U;
        tags += plan.tags(task).size();
    }
    for (const UnitId unit : plan.units()) {
        const UnitView view = plan.unit(unit);
        const bool has_details = view.parent() || !view.level().empty() || !view.region().empty() ||
                                 !view.duty().empty() || view.kind() == UnitKind::group ||
                                 !plan.aliases(unit).empty() || view.exists_from().is_set() ||
                                 view.exists_until().is_set();
        unit_details += has_details ? 1U : 0U;
    }
    const DependencyTable& links = plan.dependency_table();
    for (std::size_t row = 0; row < links.count; ++row)
        if (links.is_soft[row] != 0 || links.max_lag[row] != no_minutes ||
            !plan.text(links.reason[row]).empty())
            ++link_details;
    const PlanHead& head = plan.head();
    const bool says_more = !head.text.empty() || !head.number.empty() || !head.language.empty() ||
                           !head.source.empty() || !head.illustrative.empty() ||
                           !head.based_on.empty() || !head.levels.empty() ||
                           head.declared != DeclaredCounts() || head.consultation != Consultation();
    losses.add("head_left_out", says_more ? 1 : 0,
               "plan loses its text, number, language, sources, levels or counts");
    losses.add("goals_left_out", plan.goals().size(), "goals are left out");
    losses.add("requirements_left_out", plan.requirements().size(), "requirements are left out");
    losses.add("refines_left_out", plan.refines_table().count,
               "references to higher-level plans are left out");
    losses.add("tasks_moved", outline.moved(),
               "tasks stand at another place, below their parent task");
    losses.add("task_details_left_out", task_details,
               "tasks lose three points, words or precision of a deadline, or joint lead");
    losses.add("tags_left_out", tags, "tags are left out");
    losses.add("unit_details_left_out", unit_details,
               "units lose their parent, level, region, duty, kind, aliases or window");
    losses.add("link_details_left_out", link_details,
               "links lose their softness, maximum lag or reason");
}

}  // namespace planloom::detail::mspdi

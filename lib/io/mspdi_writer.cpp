#include <planloom/io/mspdi.hpp>
#include <planloom/model/faults.hpp>
#include <planloom/model/views.hpp>

#include "attribute_json.hpp"
#include "loss_notes.hpp"
#include "mspdi_fields.hpp"
#include "mspdi_parts.hpp"
#include "mspdi_writing.hpp"
#include "xml_writer.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace planloom {
namespace {

using namespace detail::mspdi;  // NOLINT(google-build-using-namespace): its own parts
using detail::attribute_of_head;
using detail::attribute_of_node;
using detail::Json;
using detail::text_field;

/// Deeper outlines are written without outline numbers, whose length grows with the depth.
constexpr std::size_t deepest_number = 100;

class Writer {
public:
    explicit Writer(const Plan& plan) : plan_(plan), outline_(plan), fields_(plan) {}

    WrittenText write() {
        index_keys();
        xml_.open("Project");
        xml_.attribute("xmlns", name_space);
        write_head();
        fields_.write_definitions(xml_);
        write_calendars(xml_, plan_.head());
        xml_.open("Tasks");
        for (const OutlineRow& row : outline_.rows()) write_task(row);
        xml_.close();
        write_resources();
        write_assignments();
        xml_.close();
        count_losses(plan_, outline_, losses_);
        losses_.add("roles_left_out", roles_left_out_, "assignments lose their role");
        losses_.add("links_left_out", links_left_out_, "links to unknown tasks are left out");
        losses_.add("constraints_left_out", constraints_left_out_,
                    "constraints beside the first of a task are left out");
        losses_.add("durations_left_out", durations_left_out_,
                    "durations of tasks with subtasks are left out");
        losses_.add("status_left_out", status_left_out_, "tasks lose their status");
        losses_.add("attributes_left_out", attributes_left_out_ + fields_.left_out(),
                    "attributes are left out");
        losses_.add("keys_left_out", outline_.keys_left_out(), "keys stand twice and are left out");
        losses_.add("characters_replaced", xml_.replaced(),
                    "characters that XML cannot hold are replaced");
        WrittenText written;
        written.notes = std::move(losses_).take();
        written.text = std::move(xml_).finish();
        return written;
    }

private:
    void index_keys() {
        for (const UnitId unit : plan_.units()) unit_of_name_.emplace(plan_.title(unit), unit);
        std::size_t uid = 0;
        for (const PlanCalendar& calendar : plan_.head().calendars)
            calendar_uids_.emplace(calendar.key, ++uid);
    }

    /// From 1; 0 for a key that is empty or unknown.
    [[nodiscard]] std::size_t calendar_uid(std::string_view key) const {
        const auto found = calendar_uids_.find(key);
        return found == calendar_uids_.end() ? 0 : found->second;
    }

    void write_flag(const char* name, bool value) { xml_.text(name, value ? "1" : "0"); }
    void write_number(const char* name, std::int64_t value) {
        xml_.text(name, std::to_string(value));
    }
    void write_day(const char* name, Date day, std::int64_t minute) {
        if (day.is_set()) xml_.text(name, moment_text(DateTime(day, minute)));
    }

    void write_head() {
        const PlanHead& head = plan_.head();
        const bool is_from_finish = attribute_of_head(head, "schedule_from_finish") == true;
        const DayHours day = standard_week(head.work)[0];
        day_begins_ = day.front().from;
        day_ends_ = std::min<std::int64_t>(day.back().to, 1439);
        xml_.text_if("Name", head.key);
        if (head.title != head.key) xml_.text_if("Title", head.title);
        for (const auto& [element, name] : head_texts)
            if (const Json value = attribute_of_head(head, name); value.is_string())
                xml_.text_if(element, value.get_ref<const std::string&>());
        write_flag("ScheduleFromStart", !is_from_finish);
        if (head.start.is_set()) xml_.text("StartDate", moment_text(head.start));
        if (const Json finish = attribute_of_head(head, "finish"); finish.is_string())
            if (const auto moment = parse_date_time(finish.get_ref<const std::string&>()))
                xml_.text("FinishDate", moment_text(*moment));
        if (const std::size_t uid = calendar_uid(head.calendar); uid > 0)
            write_number("CalendarUID", static_cast<std::int64_t>(uid));
        xml_.text("DefaultStartTime", clock_text(day_begins_));
        xml_.text("DefaultFinishTime", clock_text(day_ends_));
        write_number("MinutesPerDay", head.work.minutes_per_day);
        write_number("MinutesPerWeek", head.work.minutes_per_day * head.work.days_per_week);
        if (head.status_date.is_set()) xml_.text("StatusDate", moment_text(head.status_date));
        for (const auto& attribute : head.attributes) {
            const std::string& name = attribute.first;
            const bool is_text = std::any_of(std::begin(head_texts), std::end(head_texts),
                                             [&](const auto& each) { return name == each.second; });
            if (!is_text && name != "schedule_from_finish" && name != "finish")
                ++attributes_left_out_;
        }
    }

    void write_task(const OutlineRow& row) {
        const TaskId task = row.task;
        const TaskView view = plan_.task(task);
        xml_.open("Task");
        write_number("UID", row.uid);
        write_number("ID", static_cast<std::int64_t>(++task_count_));
        xml_.text("Name", plan_.title(task));
        if (view.status() == TaskStatus::cancelled) write_flag("Active", false);
        const bool is_manual = attribute_of_node(plan_, task, "manual") == true;
        if (is_manual) write_flag("Manual", true);
        write_contact(task);
        const Json wbs = attribute_of_node(plan_, task, "wbs");
        const bool has_number = row.level <= deepest_number;
        if (wbs.is_string())
            xml_.text_if("WBS", wbs.get_ref<const std::string&>());
        else if (has_number)
            xml_.text("WBS", outline_.number(row));
        if (has_number) xml_.text("OutlineNumber", outline_.number(row));
        write_number("OutlineLevel", static_cast<std::int64_t>(row.level));
        if (const Json priority = attribute_of_node(plan_, task, "priority");
            priority.is_number_integer())
            write_number("Priority", priority.get<std::int64_t>());
        write_duration(row, view, is_manual);
        write_flag("Milestone", view.is_milestone());
        write_flag("Summary", row.has_children);
        write_progress(view);
        write_constraint(view, is_manual && !row.has_children);
        write_day("Deadline", view.due().date, day_ends_);
        xml_.text_if("Notes", view.text());
        write_links(task);
        fields_.write_values(xml_, task, outline_.needs_key(row));
        xml_.close();
    }

    void write_contact(TaskId task) {
        const Json contact = attribute_of_node(plan_, task, "contact");
        if (contact.is_string()) {
            xml_.text_if("Contact", contact.get_ref<const std::string&>());
            return;
        }
        if (const auto row = lead_of(task))
            xml_.text("Contact", plan_.title(plan_.assignment_table().unit[row->index()]));
    }

    /// The first lead, if his name alone says all of the assignment.
    [[nodiscard]] std::optional<AssignmentId> lead_of(TaskId task) const {
        if (attribute_of_node(plan_, task, "contact").is_string()) return std::nullopt;
        const AssignmentTable& table = plan_.assignment_table();
        for (const AssignmentId row : plan_.assignments(task)) {
            const std::size_t at = row.index();
            if (table.role[at] != Role::lead || !table.unit[at].is_valid()) continue;
            const auto named = unit_of_name_.find(plan_.title(table.unit[at]));
            const bool is_plain = named->second == table.unit[at] && table.amount[at] == 1.0 &&
                                  table.is_open[at] == 0 && plan_.text(table.text[at]).empty();
            return is_plain ? std::optional(row) : std::nullopt;
        }
        return std::nullopt;
    }

    void write_duration(const OutlineRow& row, const TaskView& view, bool is_manual) {
        const auto duration = view.duration();
        if (duration && row.has_children) ++durations_left_out_;
        const bool is_written = duration && !row.has_children;
        if (is_written) xml_.text("Duration", duration_text(*duration));
        if (is_manual && !row.has_children)
            write_day("ManualStart", view.must_start(), day_begins_);
        if (is_written)
            write_number("DurationFormat",
                         format_of(*duration, view.is_elapsed(), plan_.head().work));
    }

    void write_progress(const TaskView& view) {
        const bool is_done = view.status() == TaskStatus::done;
        const std::int32_t progress =
            view.progress().value_or(is_done && !view.actual_finish().is_set() ? 100 : 0);
        if (progress > 0) write_number("PercentComplete", progress);
        write_day("ActualStart", view.actual_start(), day_begins_);
        write_day("ActualFinish", view.actual_finish(), day_ends_);
        const bool reads_done = progress >= 100 || view.actual_finish().is_set();
        const bool reads_begun = reads_done || progress > 0 || view.actual_start().is_set();
        const TaskStatus read = reads_done    ? TaskStatus::done
                                : reads_begun ? TaskStatus::in_progress
                                              : TaskStatus::not_started;
        if (view.status() != TaskStatus::cancelled && view.status() != read) ++status_left_out_;
    }

    /// A task has one constraint in the file.
    void write_constraint(const TaskView& view, bool is_manual) {
        const std::pair<Constraint, Date> days[] = {
            {Constraint::must_start_on, is_manual ? Date() : view.must_start()},
            {Constraint::must_finish_on, view.must_finish()},
            {Constraint::start_no_earlier_than, view.start_no_earlier()},
            {Constraint::start_no_later_than, view.start_no_later()},
            {Constraint::finish_no_earlier_than, view.finish_no_earlier()},
            {Constraint::finish_no_later_than, view.finish_no_later()}};
        Constraint type = Constraint::as_soon_as_possible;
        Date day;
        std::size_t count = view.is_late() ? 1 : 0;
        for (const auto& [constraint, date] : days) {
            if (!date.is_set()) continue;
            ++count;
            if (day.is_set()) continue;
            type = constraint;
            day = date;
        }
        if (!day.is_set() && view.is_late()) type = Constraint::as_late_as_possible;
        if (count > 1) constraints_left_out_ += count - 1;
        write_number("ConstraintType", static_cast<std::int64_t>(type));
        const std::size_t calendar = calendar_uid(view.calendar());
        write_number("CalendarUID", calendar > 0 ? static_cast<std::int64_t>(calendar) : -1);
        const bool is_finish = type == Constraint::must_finish_on ||
                               type == Constraint::finish_no_earlier_than ||
                               type == Constraint::finish_no_later_than;
        write_day("ConstraintDate", day, is_finish ? day_ends_ : day_begins_);
    }

    void write_links(TaskId task) {
        const DependencyTable& table = plan_.dependency_table();
        for (const DependencyId row : plan_.predecessors(task)) {
            const std::size_t at = row.index();
            if (!table.predecessor[at].is_valid()) {
                ++links_left_out_;
                continue;
            }
            xml_.open("PredecessorLink");
            write_number("PredecessorUID", outline_.uid(table.predecessor[at]));
            write_number("Type", link_types[static_cast<std::size_t>(table.type[at])]);
            write_flag("CrossProject", false);
            write_number("LinkLag", table.lag[at] * 10);
            write_number("LagFormat",
                         format_of(table.lag[at], table.is_elapsed[at] != 0, plan_.head().work));
            xml_.close();
        }
        const Json external = attribute_of_node(plan_, task, "external_predecessors");
        for (const Json& each : detail::items_of(external)) write_external_link(each);
    }

    void write_external_link(const Json& link) {
        const auto number = [&](const char* name, std::int64_t otherwise) {
            const auto found = link.is_object() ? link.find(name) : link.end();
            return found != link.end() && found->is_number_integer() ? found->get<std::int64_t>()
                                                                     : otherwise;
        };
        const auto type = parse_word<LinkType>(text_field(link, "type"));
        xml_.open("PredecessorLink");
        write_number("PredecessorUID", number("uid", 0));
        write_number("Type", link_types[static_cast<std::size_t>(type.value_or(LinkType()))]);
        write_flag("CrossProject", true);
        xml_.text_if("CrossProjectName", text_field(link, "project"));
        write_number("LinkLag", number("lag", 0));
        write_number("LagFormat", number("format", 7));
        xml_.close();
    }

    void write_resources() {
        xml_.open("Resources");
        for (const UnitId unit : plan_.units()) {
            const UnitView view = plan_.unit(unit);
            const std::int64_t uid = unit.value() + std::int64_t{1};
            const Json type = attribute_of_node(plan_, unit, "type");
            const auto text = [&](const char* name) {
                const Json value = attribute_of_node(plan_, unit, name);
                return value.is_string() ? value.get<std::string>() : std::string();
            };
            xml_.open("Resource");
            write_number("UID", uid);
            write_number("ID", uid);
            xml_.text("Name", plan_.title(unit));
            write_number("Type", type == "material" ? 0 : type == "cost" ? 2 : 1);
            for (const auto& [element, name] : resource_texts) {
                if (std::string_view(element) == "Notes") continue;
                xml_.text_if(element, text(name));
            }
            if (view.capacity() > 0) xml_.text("MaxUnits", decimal_text(view.capacity()));
            if (const std::size_t calendar = calendar_uid(view.calendar()); calendar > 0)
                write_number("CalendarUID", static_cast<std::int64_t>(calendar));
            xml_.text_if("Notes", text("notes"));
            fields_.write_values(xml_, unit, !view.title().empty());
            if (type == "cost") write_flag("IsCostResource", true);
            xml_.close();
        }
        xml_.close();
    }

    void write_assignments() {
        const AssignmentTable& table = plan_.assignment_table();
        std::int64_t uid = 0;
        xml_.open("Assignments");
        for (const OutlineRow& outline : outline_.rows()) {
            const auto lead = lead_of(outline.task);
            for (const AssignmentId row : plan_.assignments(outline.task)) {
                const std::size_t at = row.index();
                if (row == lead) continue;
                if (table.role[at] != Role::responsible || table.is_open[at] != 0 ||
                    !table.unit[at].is_valid())
                    ++roles_left_out_;
                if (!table.unit[at].is_valid()) continue;
                xml_.open("Assignment");
                write_number("UID", ++uid);
                write_number("TaskUID", outline.uid);
                write_number("ResourceUID", table.unit[at].value() + std::int64_t{1});
                xml_.text("Units", decimal_text(table.amount[at]));
                xml_.close();
            }
        }
        xml_.close();
    }

    const Plan& plan_;
    Outline outline_;
    TextFieldWriter fields_;
    detail::XmlWriter xml_;
    detail::LossNotes losses_;
    std::map<std::string_view, UnitId> unit_of_name_;
    std::map<std::string_view, std::size_t> calendar_uids_;
    std::int64_t day_begins_ = 0, day_ends_ = 0;
    std::size_t task_count_ = 0;
    std::size_t roles_left_out_ = 0, links_left_out_ = 0, constraints_left_out_ = 0;
    std::size_t durations_left_out_ = 0, status_left_out_ = 0, attributes_left_out_ = 0;
};

}  // namespace

WrittenText write_mspdi(const Plan& plan) {
    return Writer(plan).write();
}

}  // namespace planloom

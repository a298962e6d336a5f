#include "mspdi_tasks.hpp"

#include "json_text.hpp"

#include <algorithm>

namespace planloom::detail::mspdi {
namespace {

TaskStatus status_of(bool is_active, std::int64_t progress, Date start, Date finish) {
    if (!is_active) return TaskStatus::cancelled;
    if (progress >= 100 || finish.is_set()) return TaskStatus::done;
    return progress > 0 || start.is_set() ? TaskStatus::in_progress : TaskStatus::not_started;
}

}  // namespace

void TaskReader::read(pugi::xml_node tasks) {
    collect_tasks(tasks);
    for (std::size_t row = 0; row < rows_.size(); ++row) add_task(row);
    for (std::size_t row = 0; row < rows_.size(); ++row) add_links(row);
}

std::optional<TaskId> TaskReader::find(std::int64_t uid) const {
    const auto found = row_of_uid_.find(uid);
    return found == row_of_uid_.end() ? std::nullopt : std::optional(rows_[found->second].id);
}

void TaskReader::attach(TaskId task, std::string_view name, std::string_view text) {
    if (!text.empty()) builder_.add_attribute(task, name, as_json(text));
}

void TaskReader::collect_tasks(pugi::xml_node tasks) {
    std::vector<std::size_t> open;
    std::string outline;  // of the row at hand, such as 1.2.1
    std::vector<std::size_t> ends;
    for (const pugi::xml_node node : tasks.children()) {
        if (local_name(node) != "Task") continue;
        const auto uid = values_.integer(child_of(node, "UID"));
        if (!uid) {
            values_.fault("missing_key", node, "a task has no UID");
            continue;
        }
        const auto said_level = values_.integer(child_of(node, "OutlineLevel"));
        if (*uid == 0 && said_level.value_or(0) == 0) {
            uids_left_out_.insert(0);
            if (builder_.head().title.empty())
                builder_.head().title = text_of(child_of(node, "Name"));
            continue;
        }
        if (values_.flag(child_of(node, "IsNull"))) {
            uids_left_out_.insert(*uid);
            values_.count("blank_left_out", "blank rows are left out");
            continue;
        }
        if (!row_of_uid_.emplace(*uid, rows_.size()).second)
            values_.fault("duplicate_key", node,
                          "the task UID " + std::to_string(*uid) + " stands twice");
        Row row;
        row.node = node;
        row.uid = *uid;
        row.level = level_of(node, said_level);
        while (!open.empty() && rows_[open.back()].level >= row.level) open.pop_back();
        row.parent = open.empty() ? no_row : open.back();
        ends.resize(open.size());
        outline.resize(ends.empty() ? 0 : ends.back());
        if (!ends.empty()) outline += '.';
        outline += std::to_string(open.empty() ? ++top_count_ : ++rows_[open.back()].children);
        ends.push_back(outline.size());
        const std::string wbs = text_of(child_of(node, "WBS"));
        row.has_own_wbs = !wbs.empty() && wbs != outline;
        open.push_back(rows_.size());
        rows_.push_back(row);
    }
}

std::int64_t TaskReader::level_of(pugi::xml_node node, std::optional<std::int64_t> said) {
    if (said) return std::max<std::int64_t>(*said, 1);
    const std::string number = trimmed_text_of(child_of(node, "OutlineNumber"));
    return 1 + std::count(number.begin(), number.end(), '.');
}

Date TaskReader::day_of(pugi::xml_node node, bool is_finish) {
    const DateTime moment = values_.moment(node);
    if (!moment.is_set()) return {};
    const std::int64_t minute = moment.minute_of_day();
    if (minute != (is_finish ? day_ends_ : day_begins_) && minute != 0)
        values_.count("time_of_day_left_out", "dates lose their time of day");
    return moment.date();
}

void TaskReader::set_constraint(const Fields& fields, NewTask& task) {
    const std::int64_t type = values_.integer(fields["ConstraintType"]).value_or(0);
    if (type < 0 || type > 7) {
        values_.fault("bad_number", fields["ConstraintType"],
                      "<ConstraintType>: expected 0 to 7, found " + std::to_string(type));
        return;
    }
    const auto constraint = static_cast<Constraint>(type);
    if (constraint == Constraint::as_soon_as_possible) return;
    if (constraint == Constraint::as_late_as_possible) {
        task.is_late = true;
        return;
    }
    const bool is_finish = constraint == Constraint::must_finish_on ||
                           constraint == Constraint::finish_no_earlier_than ||
                           constraint == Constraint::finish_no_later_than;
    const Date day = day_of(fields["ConstraintDate"], is_finish);
    if (!day.is_set())
        values_.note("constraint_left_out", Severity::warning, fields["ConstraintType"],
                     "a constraint has no <ConstraintDate>");
    constraint_day(task, constraint) = day;
}

void TaskReader::add_task(std::size_t at) {
    Row& row = rows_[at];
    const Fields fields(row.node, task_fields);
    const std::string title = text_of(fields["Name"]);
    const std::string notes = text_of(fields["Notes"]);
    std::string key, section, deliverable;
    std::vector<std::pair<std::string, std::string>> attributes;
    for (const auto& [name, value] : text_fields_.of(row.node, values_)) {
        if (name == key_alias)
            key = value;
        else if (name == section_alias)
            section = value;
        else if (name == deliverable_alias)
            deliverable = value;
        else
            attributes.emplace_back(name, value);
    }
    if (key.empty()) key = std::to_string(row.uid);
    const auto [known, is_new] = uid_of_key_.emplace(key, row.uid);
    if (!is_new)
        values_.fault("duplicate_key", row.node,
                      "the key " + detail::quoted(key) + " is that of the task UID " +
                          std::to_string(known->second) + " already");
    const std::optional<std::string> parent =
        row.parent == no_row ? std::nullopt : std::optional(key_of_row_[row.parent]);
    key_of_row_.push_back(key);
    std::string calendar = calendars_.key_of(fields["CalendarUID"]);
    const bool is_manual = values_.flag(fields["Manual"]);
    const std::int64_t progress = values_.integer(fields["PercentComplete"]).value_or(0);
    if (progress < 0 || progress > 100)
        values_.fault("bad_number", fields["PercentComplete"],
                      "<PercentComplete>: expected 0 to 100, found " + std::to_string(progress));
    NewTask task{.key = key,
                 .title = title,
                 .text = notes,
                 .section = section,
                 .deliverable = deliverable,
                 .is_milestone = values_.flag(fields["Milestone"]),
                 .progress = progress > 0
                                 ? static_cast<std::int32_t>(std::min<std::int64_t>(progress, 100))
                                 : no_number,
                 .actual_start = day_of(fields["ActualStart"], false),
                 .actual_finish = day_of(fields["ActualFinish"], true),
                 .line = values_.line(row.node)};
    task.calendar = calendar;
    if (parent) task.parent = *parent;
    const bool is_active = !fields["Active"] || values_.flag(fields["Active"]);
    if (!is_active) values_.count("inactive_task", "inactive tasks are read as cancelled");
    task.status = status_of(is_active, progress, task.actual_start, task.actual_finish);
    set_constraint(fields, task);
    if (const Date due = day_of(fields["Deadline"], true); due.is_set())
        task.due = {due, DatePrecision::day};
    // A summary's duration is worked out from the tasks below it.
    if (row.children == 0) set_duration(fields, row, task);
    if (is_manual && row.children == 0 && !task.must_start.is_set())
        task.must_start =
            day_of(fields["ManualStart"] ? fields["ManualStart"] : fields["Start"], false);
    row.id = builder_.add_task(task);
    add_attributes(fields, row, is_manual);
    for (const auto& [name, value] : attributes) attach(row.id, name, value);
    pass_over(fields, silent_task_fields, values_);
}

void TaskReader::set_duration(const Fields& fields, Row& row, NewTask& task) {
    const auto duration = values_.duration(fields["Duration"]);
    const std::int64_t format = values_.integer(fields["DurationFormat"]).value_or(7);
    row.is_elapsed = duration && *duration > 0 && is_elapsed_format(static_cast<int>(format));
    row.duration = duration.value_or(no_minutes);
    task.duration = row.duration;
    task.is_elapsed = row.is_elapsed;
}

void TaskReader::add_attributes(const Fields& fields, const Row& row, bool is_manual) {
    const std::string contact = text_of(fields["Contact"]);
    if (const auto lead = unit_of_name_.find(contact); lead != unit_of_name_.end())
        builder_.assign(row.id, lead->second, Role::lead, {.line = values_.line(row.node)});
    else
        attach(row.id, "contact", contact);
    if (row.has_own_wbs) attach(row.id, "wbs", text_of(fields["WBS"]));
    const std::int64_t priority = values_.integer(fields["Priority"]).value_or(500);
    if (priority != 500) builder_.add_attribute(row.id, "priority", std::to_string(priority));
    if (is_manual) builder_.add_attribute(row.id, "manual", "true");
    std::string external;
    for (const pugi::xml_node node : row.node.children())
        if (local_name(node) == "PredecessorLink" && values_.flag(child_of(node, "CrossProject")))
            external += (external.empty() ? "" : ",") + external_link(node);
    if (!external.empty())
        builder_.add_attribute(row.id, "external_predecessors", '[' + external + ']');
}

}  // namespace planloom::detail::mspdi

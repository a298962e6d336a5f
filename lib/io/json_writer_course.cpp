#include <planloom/core/date.hpp>
#include <planloom/core/duration.hpp>

#include "json_text.hpp"
#include "json_writing.hpp"

#include <string>

namespace planloom::detail {
namespace {

void text_list(InlineObject& object, std::string_view name, const std::vector<std::string>& texts) {
    std::string list;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        list += i == 0 ? "[" : ", ";
        append_json_string(list, texts[i]);
    }
    object.raw(name, texts.empty() ? "[]" : list + ']');
}

}  // namespace

void Writing::write_course(ObjectLines& lines) {
    const PlanHead& head = plan_.head();
    if (!head.asked.empty()) {
        ListLines list(lines.field("asked"), lines.indent() + 2);
        for (const AskedUnits& each : head.asked) {
            InlineObject object(list.element());
            object.count_if("round", each.round);
            text_list(object, "units", each.units);
            object.close();
        }
        list.close();
    }
    if (!(head.supervision == Supervision())) {
        InlineObject object(lines.field("supervision"));
        object.text_if("report_every", head.supervision.report_every);
        object.count_if("grace_days", head.supervision.grace_days);
        object.text_if("plans_due", to_string(head.supervision.plans_due));
        object.close();
    }
    if (head.dropped.empty()) return;
    ListLines list(lines.field("dropped"), lines.indent() + 2);
    for (const Dropped& each : head.dropped) {
        InlineObject object(list.element());
        object.text("kind", word(each.kind));
        object.text("key", each.key);
        object.text_if("replaced_by", each.replaced_by);
        object.text_if("reason", each.reason);
        object.close();
    }
    list.close();
}

void Writing::write_baseline(ObjectLines& lines, const TaskView& task) {
    if (!task.baseline_start().is_set() && !task.baseline_finish().is_set() &&
        !task.baseline_duration())
        return;
    InlineObject object(lines.field("baseline"));
    object.text_if("start", to_string(task.baseline_start()));
    object.text_if("finish", to_string(task.baseline_finish()));
    if (task.baseline_duration())
        object.text("duration", format_duration(*task.baseline_duration(), plan_.head().work));
    object.close();
}

void Writing::write_reports(ObjectLines& lines, TaskId id) {
    const ReportTable& table = plan_.report_table();
    const IdRange<ReportId> ids = plan_.reports(id);
    if (ids.begin() == ids.end()) return;
    ListLines list(lines.field("reports"), lines.indent() + 2);
    for (const ReportId report : ids) {
        InlineObject object(list.element());
        object.text("date", to_string(table.date[report.index()]));
        object.count_if("progress", table.progress[report.index()]);
        object.text_if("text", plan_.text(table.text[report.index()]));
        object.close();
    }
    list.close();
}

void Writing::write_extensions(ObjectLines& lines, TaskId id) {
    const ExtensionTable& table = plan_.extension_table();
    const IdRange<ExtensionId> ids = plan_.extensions(id);
    if (ids.begin() == ids.end()) return;
    ListLines list(lines.field("extensions"), lines.indent() + 2);
    for (const ExtensionId extension : ids) {
        InlineObject object(list.element());
        object.text_if("recorded", to_string(table.recorded[extension.index()]));
        object.text_if("from", to_string(table.from[extension.index()]));
        object.text("until", to_string(table.until[extension.index()]));
        object.text_if("reason", plan_.text(table.reason[extension.index()]));
        object.close();
    }
    list.close();
}

}  // namespace planloom::detail

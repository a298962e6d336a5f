#include <planloom/core/date.hpp>
#include <planloom/core/duration.hpp>

#include "json_text.hpp"
#include "json_writing.hpp"

#include <algorithm>
#include <string>

namespace planloom::detail {
namespace {

constexpr std::size_t field_indent = 6;

DatePeriod day(Date date) {
    return {date, DatePrecision::day};
}

}  // namespace

void Writing::write_task(TaskId id) {
    const TaskView task = plan_.task(id);
    ObjectLines lines(out_, field_indent);
    lines.text("key", task.key());
    lines.text_if("title", task.title());
    lines.text_if("text", task.text());
    lines.text_if("section", task.section());
    const auto parent = task.parent();
    write_reference(lines, "parent", DanglingRef::Field::task_parent, id,
                    parent ? std::optional(plan_.key(*parent)) : std::nullopt);
    lines.flag_if("milestone", task.is_milestone());
    lines.flag_if("joint", task.is_joint());
    write_schedule(lines, task);
    write_baseline(lines, task);
    lines.text_if("level", task.level());
    lines.text_if("deliverable", task.deliverable());
    lines.text_if("evidence", task.evidence());
    lines.date_if("plan_filed", day(task.plan_filed()));
    lines.flag_if("local", task.is_local());
    lines.flag_if("external", task.is_external());
    lines.text_if("former_key", task.former_key());
    write_reports(lines, id);
    write_extensions(lines, id);
    write_texts(lines, "tags", plan_.tags(id));
    write_serves(lines, id);
    write_implements(lines, id);
    write_shares(lines, id);
    write_after(lines, id);
    write_refines(lines, id);
    write_attributes(lines, id);
    lines.close();
}

void Writing::write_schedule(ObjectLines& lines, const TaskView& task) {
    write_duration(lines, task);
    lines.flag_if("elapsed", task.is_elapsed());
    lines.date_if("start_no_earlier", day(task.start_no_earlier()));
    lines.date_if("start_no_later", day(task.start_no_later()));
    lines.date_if("finish_no_earlier", day(task.finish_no_earlier()));
    lines.date_if("finish_no_later", day(task.finish_no_later()));
    lines.date_if("must_start", day(task.must_start()));
    lines.date_if("must_finish", day(task.must_finish()));
    lines.flag_if("as_late_as_possible", task.is_late());
    lines.text_if("calendar", task.calendar());
    write_due(lines, task);
    lines.flag_if("ongoing", task.is_ongoing());
    if (task.status() != TaskStatus::not_started) lines.text("status", word(task.status()));
    lines.count_if("progress", task.progress().value_or(no_number));
    lines.date_if("actual_start", day(task.actual_start()));
    lines.date_if("actual_finish", day(task.actual_finish()));
}

void Writing::write_duration(ObjectLines& lines, const TaskView& task) {
    const WorkTime& work = plan_.head().work;
    const auto likely = task.duration();
    if (!task.optimistic() && !task.pessimistic()) {
        if (likely) lines.text("duration", format_duration(*likely, work));
        return;
    }
    InlineObject three(lines.field("duration"));
    if (task.optimistic()) three.text("optimistic", format_duration(*task.optimistic(), work));
    if (likely) three.text("likely", format_duration(*likely, work));
    if (task.pessimistic()) three.text("pessimistic", format_duration(*task.pessimistic(), work));
    three.close();
}

void Writing::write_due(ObjectLines& lines, const TaskView& task) {
    if (task.due_text().empty() && task.due_every().empty())
        return lines.date_if("due", task.due());
    InlineObject due(lines.field("due"));
    due.text_if("by", to_string(task.due()));
    due.text_if("text", task.due_text());
    due.text_if("every", task.due_every());
    due.close();
}

void Writing::write_serves(ObjectLines& lines, TaskId id) {
    const ServesTable& table = plan_.serves_table();
    const IdRange<ServesId> ids = plan_.serves(id);
    const auto is_plain = [&](ServesId serves) {
        return table.role[serves.index()] == ServesRole::necessary &&
               table.weight[serves.index()] == 1.0;
    };
    if (std::all_of(ids.begin(), ids.end(), is_plain)) {
        std::vector<std::string_view> goals;
        for (const ServesId serves : ids) goals.push_back(goal_of(serves));
        return write_texts(lines, "serves", goals);
    }
    ListLines list(lines.field("serves"), lines.indent() + 2);
    for (const ServesId serves : ids) {
        std::string& out = list.element();
        if (is_plain(serves)) {
            append_json_string(out, goal_of(serves));
            continue;
        }
        InlineObject object(out);
        object.text("goal", goal_of(serves));
        const ServesRole role = table.role[serves.index()];
        if (role != ServesRole::necessary) object.text("role", word(role));
        const double weight = table.weight[serves.index()];
        if (weight != 1.0) object.raw("weight", shortest(weight));
        object.close();
    }
    list.close();
}

void Writing::write_shares(ObjectLines& lines, TaskId id) {
    const AssignmentTable& table = plan_.assignment_table();
    const IdRange<AssignmentId> ids = plan_.assignments(id);
    bool is_grouped = true;
    for (const AssignmentId share : ids)
        is_grouped = is_grouped && (share == *ids.begin() ||
                                    table.role[share.index() - 1] <= table.role[share.index()]);
    if (is_grouped) {
        for (auto first = ids.begin(); first != ids.end();) {
            const Role role = table.role[(*first).index()];
            auto last = first;
            while (last != ids.end() && table.role[(*last).index()] == role) ++last;
            const std::size_t from = (*first).index();
            write_role(lines, role,
                       {from, from + static_cast<std::size_t>(std::distance(first, last))});
            first = last;
        }
        return;
    }
    ListLines list(lines.field("assigned"), lines.indent() + 2);
    for (const AssignmentId share : ids) {
        InlineObject object(list.element());
        object.text("unit", unit_of(share));
        object.text("role", word(table.role[share.index()]));
        write_share(object, share);
        object.close();
    }
    list.close();
}

void Writing::write_role(ObjectLines& lines, Role role, IdRange<AssignmentId> shares) {
    const AssignmentTable& table = plan_.assignment_table();
    const auto is_plain = [&](AssignmentId share) {
        return table.amount[share.index()] == 1.0 && table.is_open[share.index()] == 0 &&
               table.is_inferred[share.index()] == 0 && table.text[share.index()].length == 0;
    };
    if (std::all_of(shares.begin(), shares.end(), is_plain)) {
        std::vector<std::string_view> units;
        for (const AssignmentId share : shares) units.push_back(unit_of(share));
        return write_texts(lines, word(role), units);
    }
    ListLines list(lines.field(word(role)), lines.indent() + 2);
    for (const AssignmentId share : shares) {
        std::string& out = list.element();
        if (is_plain(share)) {
            append_json_string(out, unit_of(share));
            continue;
        }
        InlineObject object(out);
        object.text("unit", unit_of(share));
        write_share(object, share);
        object.close();
    }
    list.close();
}

void Writing::write_share(InlineObject& object, AssignmentId id) {
    const AssignmentTable& table = plan_.assignment_table();
    const double amount = table.amount[id.index()];
    if (amount != 1.0) object.raw("amount", shortest(amount));
    if (table.is_open[id.index()] != 0) object.raw("open", "true");
    if (table.is_inferred[id.index()] != 0) object.raw("inferred", "true");
    object.text_if("text", plan_.text(table.text[id.index()]));
}

void Writing::write_after(ObjectLines& lines, TaskId id) {
    const DependencyTable& table = plan_.dependency_table();
    const WorkTime& work = plan_.head().work;
    const IdRange<DependencyId> ids = plan_.predecessors(id);
    if (ids.begin() == ids.end()) return;
    const auto is_plain = [&](DependencyId link) {
        const std::size_t row = link.index();
        return table.type[row] == LinkType::finish_to_start && table.lag[row] == 0 &&
               table.max_lag[row] == no_minutes && table.is_elapsed[row] == 0 &&
               table.is_soft[row] == 0 && table.reason[row].length == 0;
    };
    std::string& out = lines.field("after");
    const bool is_one_line = std::all_of(ids.begin(), ids.end(), is_plain);
    ListLines list = is_one_line ? ListLines::on_one_line(out) : ListLines(out, lines.indent() + 2);
    for (const DependencyId link : ids) {
        const std::size_t row = link.index();
        list.element();
        if (is_plain(link)) {
            append_json_string(out, predecessor_of(link));
            continue;
        }
        InlineObject object(out);
        object.text("task", predecessor_of(link));
        if (table.type[row] != LinkType::finish_to_start)
            object.text("type", word(table.type[row]));
        if (table.lag[row] != 0) object.text("lag", format_duration(table.lag[row], work));
        if (table.max_lag[row] != no_minutes)
            object.text("max_lag", format_duration(table.max_lag[row], work));
        if (table.is_elapsed[row] != 0) object.raw("elapsed", "true");
        if (table.is_soft[row] != 0) object.raw("soft", "true");
        object.text_if("reason", plan_.text(table.reason[row]));
        object.close();
    }
    list.close();
}

void Writing::write_refines(ObjectLines& lines, TaskId id) {
    const RefinesTable& table = plan_.refines_table();
    const IdRange<RefinesId> ids = plan_.refines(id);
    if (ids.begin() == ids.end()) return;
    ListLines list(lines.field("refines"), lines.indent() + 2);
    for (const RefinesId refines : ids) {
        InlineObject object(list.element());
        object.text("plan", plan_.text(table.plan[refines.index()]));
        object.text("task", plan_.text(table.target[refines.index()]));
        object.close();
    }
    list.close();
}

}  // namespace planloom::detail

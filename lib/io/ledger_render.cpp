#include "ledger_render.hpp"

#include <planloom/core/error.hpp>
#include <planloom/model/views.hpp>

#include "ledger_text.hpp"

#include <nlohmann/json.hpp>

#include <set>
#include <utility>

namespace planloom::ledger {
namespace {

std::string duration_text(Minutes minutes, bool is_elapsed, const WorkTime& work) {
    if (!is_elapsed) return format_duration(minutes, work);
    std::string text = format_duration(minutes, {.minutes_per_day = 1440, .days_per_week = 7});
    text.insert(text.size() - 1, "e");
    return text;
}

void append(std::string& list, std::string_view separator, std::string_view part) {
    if (!list.empty()) list += separator;
    list += part;
}

std::string units_text(const Plan& plan, TaskId task, Role role, bool is_chinese) {
    const AssignmentTable& table = plan.assignment_table();
    std::string list;
    bool is_open = false;
    for (const AssignmentId each : plan.assignments(task)) {
        const std::size_t row = each.index();
        if (table.role[row] != role) continue;
        append(list, is_chinese ? "、" : "; ",
               table.unit[row].is_valid()
                   ? plan.title(table.unit[row])
                   : plan.dangling_key(DanglingRef::Field::assignment_unit, row));
        is_open = is_open || table.is_open[row] != 0;
    }
    if (is_open && has_chinese(list)) list += "等";
    return list;
}

std::string goals_text(const Plan& plan, TaskId task) {
    const ServesTable& table = plan.serves_table();
    std::string list;
    const auto rows = plan.serves(task);
    for (const ServesId each : rows) {
        const std::size_t row = each.index();
        const bool is_one = rows.size() == 1;
        append(list, ";",
               !table.goal[row].is_valid()
                   ? plan.dangling_key(DanglingRef::Field::serves_goal, row)
                   : (is_one ? plan.title(table.goal[row]) : plan.key(table.goal[row])));
    }
    return list;
}

std::string predecessors_text(const Plan& plan, TaskId task) {
    const DependencyTable& table = plan.dependency_table();
    const WorkTime& work = plan.head().work;
    std::string list;
    for (const DependencyId each : plan.predecessors(task)) {
        const std::size_t row = each.index();
        std::string text(table.predecessor[row].is_valid()
                             ? plan.key(table.predecessor[row])
                             : plan.dangling_key(DanglingRef::Field::dependency_predecessor, row));
        const Minutes lag = table.lag[row];
        if (table.type[row] != LinkType::finish_to_start || lag != 0)
            text += link_code(table.type[row]);
        if (lag != 0) {
            text += lag < 0 ? "" : "+";
            text += duration_text(lag, table.is_elapsed[row] != 0, work);
        }
        append(list, ";", text);
    }
    return list;
}

std::string due_text(const TaskView& task, bool is_chinese) {
    if (!task.due_text().empty()) return std::string(task.due_text());
    if (task.due().date.is_set()) return to_string(task.due());
    return std::string(recurrence_text(task.due_every(), task.is_ongoing(), is_chinese));
}

std::string requirements_text(const Plan& plan, TaskId task) {
    const ImplementsTable& table = plan.implements_table();
    std::string list;
    for (const ImplementsId each : plan.implements(task)) {
        const std::size_t row = each.index();
        append(list, ";",
               table.requirement[row].is_valid()
                   ? plan.key(table.requirement[row])
                   : plan.dangling_key(DanglingRef::Field::implements_requirement, row));
    }
    return list;
}

std::string parent_text(const Plan& plan, TaskId task) {
    const auto parent = plan.task(task).parent();
    return std::string(parent ? plan.key(*parent)
                              : plan.dangling_key(DanglingRef::Field::task_parent, task.index()));
}

// NOLINTNEXTLINE(misc-no-recursion): six levels at most
void compare(const nlohmann::json& a, const nlohmann::json& b, const std::string& path, int depth,
             std::set<std::string>& parts) {
    constexpr int deepest = 6;
    if (a == b) return;
    if (a.is_object() && b.is_object() && depth < deepest) {
        const auto below = [&](const std::string& name) {
            return path.empty() ? name : path + '/' + name;
        };
        for (const auto& [name, value] : a.items()) {
            if (b.contains(name))
                compare(value, b[name], below(name), depth + 1, parts);
            else
                parts.insert(below(name));
        }
        for (const auto& [name, value] : b.items())
            if (!a.contains(name)) parts.insert(below(name));
    } else if (a.is_array() && b.is_array() && a.size() == b.size() && depth < deepest) {
        for (std::size_t i = 0; i < a.size(); ++i) compare(a[i], b[i], path, depth + 1, parts);
    } else {
        parts.insert(path);
    }
}

}  // namespace

bool writes_chinese(const Plan& plan) {
    if (!plan.head().language.empty()) return plan.head().language.starts_with("zh");
    for (const TaskId task : plan.tasks())
        if (has_chinese(plan.title(task))) return true;
    return has_chinese(plan.head().title);
}

std::string_view header_of(LedgerField field, bool is_chinese) {
    for (const LedgerHeader& each : ledger_headers())
        if (each.field == field && has_chinese(each.header) == is_chinese) return each.header;
    return word(field);
}

std::string attribute_text(const Plan& plan, TaskId task, std::string_view name) {
    for (const RowText& each : plan.attributes(task)) {
        if (plan.text(each.name) != name) continue;
        const std::string_view json = plan.text(each.value);
        const nlohmann::json value = nlohmann::json::parse(json, nullptr, false);
        return value.is_string() ? value.get<std::string>() : std::string(json);
    }
    return {};
}

std::string render(const Plan& plan, TaskId id, LedgerField field, std::string_view attribute,
                   bool is_chinese) {
    const TaskView task = plan.task(id);
    const auto roled = [&](Role role) { return units_text(plan, id, role, is_chinese); };
    switch (field) {
        case LedgerField::key:
            return std::string(task.key());
        case LedgerField::title:
            return std::string(plan.title(id));
        case LedgerField::text:
            return std::string(task.text());
        case LedgerField::section:
            return std::string(task.section());
        case LedgerField::goal:
            return goals_text(plan, id);
        case LedgerField::parent:
            return parent_text(plan, id);
        case LedgerField::lead:
            return roled(Role::lead);
        case LedgerField::co_lead:
            return roled(Role::co_lead);
        case LedgerField::responsible:
            return roled(Role::responsible);
        case LedgerField::support:
            return roled(Role::support);
        case LedgerField::guide:
            return roled(Role::guide);
        case LedgerField::implement:
            return roled(Role::implement);
        case LedgerField::supervise:
            return roled(Role::supervise);
        case LedgerField::consult:
            return roled(Role::consult);
        case LedgerField::inform:
            return roled(Role::inform);
        case LedgerField::start:
            return to_string(task.start_no_earlier());
        case LedgerField::due:
            return due_text(task, is_chinese);
        case LedgerField::duration:
            return task.duration()
                       ? duration_text(*task.duration(), task.is_elapsed(), plan.head().work)
                       : std::string();
        case LedgerField::predecessors:
            return predecessors_text(plan, id);
        case LedgerField::status:
            return std::string(status_text(task.status(), is_chinese));
        case LedgerField::progress:
            return task.progress() ? std::to_string(*task.progress()) + '%' : std::string();
        case LedgerField::actual_start:
            return to_string(task.actual_start());
        case LedgerField::actual_finish:
            return to_string(task.actual_finish());
        case LedgerField::deliverable:
            return std::string(task.deliverable());
        case LedgerField::requirement:
            return requirements_text(plan, id);
        case LedgerField::tags: {
            std::string list;
            for (const RowText& each : plan.tags(id)) append(list, ";", plan.text(each.value));
            return list;
        }
        case LedgerField::milestone:
            return task.is_milestone() ? (is_chinese ? "是" : "yes") : "";
        default:
            return attribute_text(plan, id, attribute);
    }
}

std::vector<std::string> differing_parts(const Plan& plan, const Plan& other) {
    if (plan == other) return {};
    std::set<std::string> parts;
    compare(nlohmann::json::parse(write_json(plan)), nlohmann::json::parse(write_json(other)), "",
            0, parts);
    return {parts.begin(), parts.end()};
}

Sheet sheet_of(const LedgerTable& table) {
    Sheet sheet;
    sheet.name = table.sheet;
    for (std::size_t i = 0; i < table.rows.size(); ++i) {
        SheetRow row{static_cast<std::uint32_t>(i + 1), table.rows[i].cells};
        while (!row.cells.empty() && row.cells.back().empty()) row.cells.pop_back();
        if (!row.cells.empty()) sheet.rows.push_back(std::move(row));
    }
    return sheet;
}

void note_losses(LedgerTable& table, const Plan& plan, const LedgerOptions& options) {
    LedgerOptions again = options;
    // The table has one sheet, and its header may stand elsewhere than it did.
    again.sheet.clear();
    again.mapping.sheet.clear();
    again.header_row = 0;
    again.mapping.header_row = 0;
    for (std::size_t i = 0; i < table.rows.size() && again.header_row == 0; ++i)
        if (table.rows[i].kind == LedgerRowKind::header)
            again.header_row = static_cast<std::uint32_t>(i + 1);
    Plan read;
    try {
        read = read_ledger({sheet_of(table)}, again).plan;
    } catch (const ReadError&) {
        // A plan without tasks has no rows that could be read.
    }
    const std::vector<std::string> parts = differing_parts(plan, read);
    if (parts.empty()) return;
    constexpr std::size_t most = 20;
    std::string list;
    for (std::size_t i = 0; i < parts.size() && i < most; ++i) append(list, ", ", parts[i]);
    if (parts.size() > most) list += " and " + std::to_string(parts.size() - most) + " more";
    table.notes.push_back(
        {"ledger_left_out", Severity::warning, "", 0,
         "a ledger does not hold all of the plan; read again, it differs in " + list});
}

}  // namespace planloom::ledger

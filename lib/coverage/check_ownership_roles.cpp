#include "check_ownership_parts.hpp"
#include "reasons_ownership.hpp"
#include "rule_text.hpp"

#include <map>

namespace planloom::coverage {
namespace {

/// From how many tasks on something is said once for the plan.
constexpr std::size_t enough_to_say_once = 3;

bool is_at_work(const Plan& plan, TaskId task) noexcept {
    return plan.task(task).status() != TaskStatus::cancelled;
}

/// Roles that go together: who leads may well carry out too.
bool go_together(Role a, Role b) noexcept {
    const auto leads = [](Role role) {
        return role == Role::lead || role == Role::co_lead || role == Role::responsible;
    };
    return a == b || (leads(a) && b == Role::implement) || (leads(b) && a == Role::implement);
}

/// Puts a unit of a task into a finding.
Draft draft_of(const RuleRun& run, AssignmentId row, Role role) {
    const AssignmentTable& table = run.plan().assignment_table();
    const TaskId task = table.task[row.index()];
    const UnitId unit = table.unit[row.index()];
    Draft draft{.subjects = {task, unit}};
    draft.arguments = {{"task", run.name(task)}, {"unit", run.name(unit)}};
    draft.place = '/' + std::string(word(role));
    draft.line = table.line[row.index()];
    return draft;
}

/// When a task begins and ends by its own words; dates not set where it does not say.
struct Window {
    Date start, end;
    bool is_ongoing = false;
};

Window window_of(const Plan& plan, TaskId task) noexcept {
    const TaskView row = plan.task(task);
    Window window{row.actual_start(), row.due().date, row.is_ongoing()};
    if (!window.start.is_set()) window.start = row.must_start();
    if (!window.start.is_set()) window.start = row.start_no_earlier();
    if (row.must_finish().is_set()) window.end = row.must_finish();
    if (!window.end.is_set()) window.end = row.finish_no_later();
    return window;
}

/// What a task says, or the task above it where it does not.
IdMap<TaskId, Window> windows_of(const RuleRun& run) {
    IdMap<TaskId, Window> windows(run.plan().tasks().size());
    for (const TaskId task : run.facts().tasks.parents_first()) {
        Window& own = windows[task];
        own = window_of(run.plan(), task);
        const TaskId parent = run.graph().parent(task);
        if (!parent.is_valid()) continue;
        if (!own.end.is_set() && !own.is_ongoing) {
            own.end = windows[parent].end;
            own.is_ongoing = windows[parent].is_ongoing;
        }
        if (!own.start.is_set()) own.start = windows[parent].start;
    }
    return windows;
}

/// Adds what is wrong with a unit at a task to a finding.
/// @return whether anything is
bool add_conflict(const RuleRun& run, UnitView unit, const Window& window, Draft& draft) {
    const auto say = [&](std::string_view field, Date date) {
        draft.arguments.emplace_back(field, to_string(date));
        draft.witness.push_back(to_string(date));
    };
    const Date from = unit.exists_from(), until = unit.exists_until();
    if (until.is_set() && run.as_of().is_set() && until < run.as_of()) {
        say("gone", until);
    } else if (until.is_set() && (window.is_ongoing || window.end > until)) {
        say("last", until);
        draft.arguments.emplace_back(window.is_ongoing ? "endless" : "end",
                                     window.is_ongoing ? "ongoing" : to_string(window.end));
    } else if (until.is_set() && window.start > until) {
        say("last", until);
        draft.arguments.emplace_back("begin", to_string(window.start));
    } else if (from.is_set() && window.start.is_set() && window.start < from) {
        say("first", from);
        draft.arguments.emplace_back("begin", to_string(window.start));
    } else if (from.is_set() && window.end.is_set() && window.end < from) {
        say("first", from);
        draft.arguments.emplace_back("end", to_string(window.end));
    }
    return !draft.witness.empty();
}

/// What leaves open which units take part in a task, if anything does.
std::optional<Draft> open_list(const RuleRun& run, TaskId task,
                               const std::vector<std::string>& words) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    const auto is_vague = [&](UnitId unit) {
        if (!unit.is_valid() || plan.unit(unit).kind() != UnitKind::group) return false;
        const std::string_view name = plan.title(unit);
        return std::any_of(words.begin(), words.end(), [&](const std::string& each) {
            return !each.empty() && name.find(each) != std::string_view::npos;
        });
    };
    bool is_open = false;
    std::vector<std::string> vague;
    for (const AssignmentId each : plan.assignments(task)) {
        const UnitId unit = table.unit[each.index()];
        is_open = is_open || table.is_open[each.index()] != 0;
        if (is_vague(unit) && std::find(vague.begin(), vague.end(), run.name(unit)) == vague.end())
            vague.push_back(run.name(unit));
    }
    if (!is_open && vague.empty()) return std::nullopt;
    Draft draft{.subjects = {task}};
    draft.arguments = {
        {"task", run.name(task)}, {"open", is_open ? "list" : ""}, {"vague", list_text(vague)}};
    draft.witness = std::move(vague);
    return draft;
}

}  // namespace

void find_inferred_leads(RuleRun& run) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    std::vector<AssignmentId> inferred;
    std::size_t leads = 0;
    for (std::size_t row = 0; row < table.count; ++row) {
        if (table.role[row] != Role::lead || !table.unit[row].is_valid() ||
            !is_at_work(plan, table.task[row]))
            continue;
        ++leads;
        if (table.is_inferred[row] != 0) inferred.emplace_back(row);
    }
    if (leads == 0) return run.skip(reasons::no_leads);
    if (inferred.empty()) return run.skip(reasons::no_inferred_leads);
    if (inferred.size() >= enough_to_say_once) {
        Draft draft;
        for (const AssignmentId each : inferred)
            draft.subjects.emplace_back(table.task[each.index()]);
        draft.witness = {std::to_string(inferred.size()), std::to_string(leads)};
        draft.arguments = {{"count", draft.witness[0]}, {"total", draft.witness[1]}};
        draft.is_plan_wide = true;
        draft.place = "/tasks";
        return run.report(std::move(draft));
    }
    for (const AssignmentId each : inferred) run.report(draft_of(run, each, Role::lead));
}

void find_inactive_units(RuleRun& run) {
    const Plan& plan = run.plan();
    const UnitTable& units = plan.unit_table();
    if (units.exists_from.stored().empty() && units.exists_until.stored().empty())
        return run.skip(reasons::no_unit_windows);
    const AssignmentTable& table = plan.assignment_table();
    const IdMap<TaskId, Window> windows = windows_of(run);
    for (std::size_t row = 0; row < table.count; ++row) {
        const UnitId unit = table.unit[row];
        const Role role = table.role[row];
        if (!unit.is_valid() || !plan.task(table.task[row]).is_open() || role == Role::consult ||
            role == Role::inform)
            continue;
        Draft draft = draft_of(run, AssignmentId(row), role);
        draft.arguments.emplace_back("field", word(role));
        draft.discriminator = word(role);
        const bool answers = role == Role::lead || role == Role::co_lead ||
                             role == Role::responsible || role == Role::implement;
        draft.severity = answers ? Severity::error : Severity::warning;
        if (!add_conflict(run, plan.unit(unit), windows[table.task[row]], draft)) continue;
        draft.arguments.emplace_back("successor", plan.unit(unit).successor());
        run.report(std::move(draft));
    }
}

void find_role_conflicts(RuleRun& run) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    if (table.count == 0) return run.skip(reasons::no_assignments);
    std::map<UnitId, Role> first_role;
    std::set<UnitId> reported;
    TaskId task;
    for (std::size_t row = 0; row < table.count; ++row) {
        if (table.task[row] != task) {
            first_role.clear();
            reported.clear();
            task = table.task[row];
        }
        const UnitId unit = table.unit[row];
        if (!unit.is_valid() || !is_at_work(plan, task)) continue;
        const auto [known, is_new] = first_role.try_emplace(unit, table.role[row]);
        if (is_new || go_together(known->second, table.role[row]) || !reported.insert(unit).second)
            continue;
        Draft draft = draft_of(run, AssignmentId(row), table.role[row]);
        draft.arguments.emplace_back("field", word(std::min(known->second, table.role[row])));
        draft.arguments.emplace_back("other_field", word(std::max(known->second, table.role[row])));
        draft.witness = {std::string(word(known->second)), std::string(word(table.role[row]))};
        run.report(std::move(draft));
    }
}

void find_leading_groups(RuleRun& run) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    bool has_leads = false;
    TaskId last_task;
    std::set<UnitId> reported;
    for (std::size_t row = 0; row < table.count; ++row) {
        const UnitId unit = table.unit[row];
        const TaskId task = table.task[row];
        if ((table.role[row] != Role::lead && table.role[row] != Role::co_lead) ||
            !unit.is_valid() || !is_at_work(plan, task))
            continue;
        has_leads = true;
        if (task != last_task) reported.clear();
        last_task = task;
        if (plan.unit(unit).kind() == UnitKind::group && reported.insert(unit).second)
            run.report(draft_of(run, AssignmentId(row), table.role[row]));
    }
    if (!has_leads) run.skip(reasons::no_leads);
}

void find_inflated_consultation(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.assignment_table().count == 0) return run.skip(reasons::no_assignments);
    const double limit = run.number("most");
    for (const TaskId task : plan.tasks()) {
        if (!is_at_work(plan, task)) continue;
        std::vector<std::string> units = unit_names(
            run, task, [](Role role) { return role == Role::support || role == Role::consult; });
        if (static_cast<double>(units.size()) <= limit) continue;
        Draft draft{.subjects = {task}};
        draft.arguments = {{"task", run.name(task)},
                           {"count", std::to_string(units.size())},
                           {"limit", number_text(limit)}};
        draft.witness = std::move(units);
        run.report(std::move(draft));
    }
}

void find_open_unit_lists(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.assignment_table().count == 0) return run.skip(reasons::no_assignments);
    const std::vector<std::string> words = run.words();
    std::vector<Draft> drafts;
    std::size_t total = 0;
    for (const TaskId task : plan.tasks()) {
        if (!plan.task(task).is_open() || plan.assignments(task).empty()) continue;
        ++total;
        if (std::optional<Draft> draft = open_list(run, task, words))
            drafts.push_back(*std::move(draft));
    }
    if (drafts.size() < enough_to_say_once || drafts.size() * 2 <= total) {
        for (Draft& draft : drafts) run.report(std::move(draft));
        return;
    }
    Draft of_plan;
    for (const Draft& draft : drafts) of_plan.subjects.push_back(draft.subjects.front());
    of_plan.witness = {std::to_string(drafts.size()), std::to_string(total)};
    of_plan.arguments = {{"count", of_plan.witness[0]}, {"total", of_plan.witness[1]}};
    of_plan.is_plan_wide = true;
    of_plan.place = "/tasks";
    run.report(std::move(of_plan));
}

}  // namespace planloom::coverage

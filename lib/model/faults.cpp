#include <planloom/model/faults.hpp>
#include <planloom/model/views.hpp>

#include <algorithm>
#include <string>

namespace planloom {
namespace {

/// Circles of one parent column. Every node has at most one parent, so a walk upwards that meets a
/// node of its own walk has found a circle, and each node is walked over once.
template <class IdType>
void collect_cycles(const Column<IdType>& parent, std::size_t count,
                    std::vector<HierarchyCycle>& cycles) {
    std::vector<std::uint32_t> walk_of(count, 0);
    std::vector<HierarchyCycle> found;
    for (std::uint32_t start = 0; start < count; ++start) {
        IdType at(start);
        while (at.is_valid() && walk_of[at.index()] == 0) {
            walk_of[at.index()] = start + 1;
            at = parent[at.index()];
        }
        if (!at.is_valid() || walk_of[at.index()] != start + 1) continue;
        HierarchyCycle cycle;
        for (IdType node = at; cycle.empty() || node != at; node = parent[node.index()])
            cycle.emplace_back(node);
        std::rotate(cycle.begin(), std::min_element(cycle.begin(), cycle.end()), cycle.end());
        found.push_back(std::move(cycle));
    }
    std::sort(found.begin(), found.end());
    cycles.insert(cycles.end(), std::make_move_iterator(found.begin()),
                  std::make_move_iterator(found.end()));
}

template <class IdType, class Find>
void collect_duplicates(IdRange<IdType> rows, const Column<TextRef>& keys, const Plan& plan,
                        Find&& find, std::vector<std::pair<Node, Node>>& duplicates) {
    for (const IdType row : rows) {
        const std::optional<IdType> first = find(plan.text(keys[row.index()]));
        if (first && *first != row) duplicates.emplace_back(row, *first);
    }
}

struct Reference {
    Node owner;
    std::string_view field;
    std::string_view kind;
};

/// What row a dangling reference hangs on, and what it should have named.
Reference describe(const Plan& plan, const DanglingRef& ref) {
    switch (ref.field) {
        case DanglingRef::Field::goal_parent:
            return {GoalId(ref.row), "/parent", "goal"};
        case DanglingRef::Field::goal_owner:
            return {GoalId(ref.row), "/owner", "unit"};
        case DanglingRef::Field::task_parent:
            return {TaskId(ref.row), "/parent", "task"};
        case DanglingRef::Field::unit_parent:
            return {UnitId(ref.row), "/parent", "unit"};
        case DanglingRef::Field::serves_goal:
            return {plan.serves_table().task[ref.row], "/serves", "goal"};
        case DanglingRef::Field::assignment_unit:
            return {plan.assignment_table().task[ref.row], "/", "unit"};
        case DanglingRef::Field::dependency_predecessor:
            return {plan.dependency_table().successor[ref.row], "/after", "task"};
        case DanglingRef::Field::implements_requirement:
            return {plan.implements_table().node[ref.row], "/implements", "requirement"};
    }
    return {};
}

/// Looking for the nearest key reads many keys, so only the first faults of a plan get one.
constexpr std::size_t suggestion_limit = 200;

std::string unknown_message(const Plan& plan, std::string_view kind, std::string_view key,
                            bool suggest) {
    std::string bare = "unknown " + std::string(kind) + " \"" + std::string(key) + '"';
    if (!suggest) return bare;
    try {
        if (kind == "goal") (void)plan.goal(key);
        if (kind == "task") (void)plan.task(key);
        if (kind == "unit") (void)plan.unit(key);
        if (kind == "requirement") (void)plan.requirement(key);
    } catch (const UnknownKey& unknown) {
        if (!unknown.nearest().empty())
            return bare + ", did you mean \"" + unknown.nearest() + "\"";
    }
    return bare;
}

/// Which keys of calendars are asked for and not there, each looked up once.
class CalendarFaults {
public:
    CalendarFaults(const Plan& plan, std::vector<Diagnostic>& faults)
        : plan_(plan), faults_(faults) {}

    void collect() {
        const std::vector<PlanCalendar>& calendars = plan_.head().calendars;
        for (std::size_t i = 0; i < calendars.size(); ++i) {
            const std::string where = "/calendars/" + std::to_string(i);
            if (find_calendar(plan_.head(), calendars[i].key) != &calendars[i])
                faults_.push_back(
                    {"duplicate_key", Severity::error, where, 0,
                     "the key \"" + calendars[i].key + "\" is taken by an earlier calendar"});
            try {
                (void)Calendar(calendars[i].week.value_or(WeekHours()), calendars[i].exceptions);
            } catch (const Error& error) {
                faults_.push_back({error.code(), Severity::error, where, 0, error.what()});
            }
        }
        check("", plan_.head().calendar, 0);
        check_rows(plan_.tasks(), plan_.task_table().calendar);
        check_rows(plan_.units(), plan_.unit_table().calendar);
    }

private:
    void check(const std::string& owner, std::string_view key, std::uint32_t line) {
        if (key.empty() || find_calendar(plan_.head(), key) != nullptr) return;
        try {
            (void)make_calendar(plan_.head(), key);
        } catch (const UnknownKey& unknown) {
            std::string text = "unknown calendar \"" + std::string(key) + '"';
            if (!unknown.nearest().empty()) text += ", did you mean \"" + unknown.nearest() + '"';
            faults_.push_back(
                {"unknown_calendar", Severity::error, owner + "/calendar", line, std::move(text)});
        }
    }

    template <class IdType>
    void check_rows(IdRange<IdType> rows, const Column<TextRef>& calendar) {
        if (calendar.stored().empty()) return;
        for (const IdType row : rows)
            if (!plan_.text(calendar[row.index()]).empty())
                check(plan_.pointer(row), plan_.text(calendar[row.index()]), plan_.line(row));
    }

    const Plan& plan_;
    std::vector<Diagnostic>& faults_;
};

}  // namespace

std::vector<HierarchyCycle> find_hierarchy_cycles(const Plan& plan) {
    std::vector<HierarchyCycle> cycles;
    collect_cycles(plan.goal_table().parent, plan.goal_table().count, cycles);
    collect_cycles(plan.task_table().parent, plan.task_table().count, cycles);
    collect_cycles(plan.unit_table().parent, plan.unit_table().count, cycles);
    return cycles;
}

std::vector<std::pair<Node, Node>> find_duplicate_keys(const Plan& plan) {
    std::vector<std::pair<Node, Node>> duplicates;
    collect_duplicates(
        plan.requirements(), plan.requirement_table().key, plan,
        [&](std::string_view key) { return plan.find_requirement(key); }, duplicates);
    collect_duplicates(
        plan.goals(), plan.goal_table().key, plan,
        [&](std::string_view key) { return plan.find_goal(key); }, duplicates);
    collect_duplicates(
        plan.tasks(), plan.task_table().key, plan,
        [&](std::string_view key) { return plan.find_task(key); }, duplicates);
    collect_duplicates(
        plan.units(), plan.unit_table().key, plan,
        [&](std::string_view key) { return plan.find_unit(key); }, duplicates);
    return duplicates;
}

std::vector<Diagnostic> find_faults(const Plan& plan) {
    std::vector<Diagnostic> faults;
    for (const auto& [later, earlier] : find_duplicate_keys(plan))
        faults.push_back({"duplicate_key", Severity::error, plan.pointer(later), plan.line(later),
                          "the key \"" + std::string(plan.key(later)) + "\" is taken by " +
                              plan.pointer(earlier)});
    for (const DanglingRef& ref : plan.dangling()) {
        const Reference reference = describe(plan, ref);
        std::string where = plan.pointer(reference.owner) + std::string(reference.field);
        if (ref.field == DanglingRef::Field::assignment_unit)
            where += word(plan.assignment_table().role[ref.row]);
        faults.push_back({"unknown_" + std::string(reference.kind), Severity::error, where,
                          plan.line(reference.owner),
                          unknown_message(plan, reference.kind, plan.text(ref.key),
                                          faults.size() < suggestion_limit)});
    }
    for (const HierarchyCycle& cycle : find_hierarchy_cycles(plan)) {
        std::string text = "a circle of parents: ";
        for (std::size_t i = 0; i < cycle.size() && i < 10; ++i)
            text += std::string(plan.key(cycle[i])) + " in ";
        text += cycle.size() > 10 ? "... (" + std::to_string(cycle.size()) + " in all)"
                                  : std::string(plan.key(cycle.front()));
        faults.push_back({"hierarchy_cycle", Severity::error,
                          plan.pointer(cycle.front()) + "/parent", plan.line(cycle.front()), text});
    }
    CalendarFaults(plan, faults).collect();
    return faults;
}

void require_valid(const Plan& plan) {
    std::vector<Diagnostic> faults = find_faults(plan);
    if (!faults.empty()) throw InvalidPlan(std::move(faults));
}

}  // namespace planloom

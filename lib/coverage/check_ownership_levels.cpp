#include <planloom/core/display.hpp>

#include "check_ownership_parts.hpp"
#include "reasons_ownership.hpp"
#include "rule_text.hpp"

#include <cstdint>
#include <string>

namespace planloom::coverage {
namespace {

bool is_at_work(const Plan& plan, TaskId task) noexcept {
    return plan.task(task).status() != TaskStatus::cancelled;
}

std::string lower(std::string_view text) {
    std::string all(text);
    for (char& c : all)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return all;
}

/// A text without the names of a unit, which may hold any word (指导中心), in small letters.
std::string without_names(const Plan& plan, UnitId unit, std::string_view text) {
    std::string rest = lower(text);
    const auto drop = [&](std::string_view name) {
        const std::string small = lower(name);
        for (std::size_t at = 0; !small.empty() && (at = rest.find(small, at)) != rest.npos;)
            rest.erase(at, small.size());
    };
    drop(plan.title(unit));
    drop(plan.key(unit));
    for (const RowText& alias : plan.aliases(unit)) drop(plan.text(alias.value));
    return rest;
}

/// The vague words in what a lead is to do, if nothing in it says that the lead answers for it.
std::vector<std::string> vague_words(std::string_view text, const std::vector<std::string>& words) {
    constexpr std::string_view firm[] = {"牵头", "负责", "主办", "主责",        "承担",
                                         "组织", "统筹", "lead", "responsible", "in charge"};
    const auto has = [&](std::string_view word) { return text.find(word) != text.npos; };
    if (std::any_of(std::begin(firm), std::end(firm), has)) return {};
    std::vector<std::string> found;
    for (const std::string& each : words)
        if (!each.empty() && has(lower(each))) found.push_back(each);
    return found;
}

void report_vague(RuleRun& run, std::optional<TaskId> task, UnitId unit, std::string_view text,
                  std::vector<std::string> vague, std::uint32_t line) {
    Draft draft;
    if (task) draft.subjects.emplace_back(*task);
    draft.subjects.emplace_back(unit);
    draft.arguments = {{"task", task ? run.name(*task) : ""},
                       {"unit", run.name(unit)},
                       {"vague", list_text(vague)},
                       {"text", fit(text, 80)}};
    draft.witness = std::move(vague);
    draft.place = task ? "/lead" : "/duty";
    draft.line = line;
    run.report(std::move(draft));
}

/// The levels of a tree of tasks, one bit each.
using LevelSet = std::uint64_t;

LevelSet bit(std::size_t rank) noexcept {
    return rank < 64 ? LevelSet{1} << rank : 0;
}

/// Levels of units as bits, in any order; those without a level, and those beyond the 63rd, are one
/// unknown level.
class LevelNumbers {
public:
    static constexpr LevelSet unknown = LevelSet{1} << 63U;

    explicit LevelNumbers(const Plan& plan) {
        for (const UnitId unit : plan.units())
            if (!plan.unit(unit).level().empty()) names_.push_back(plan.unit(unit).level());
        std::sort(names_.begin(), names_.end());
        names_.erase(std::unique(names_.begin(), names_.end()), names_.end());
    }
    [[nodiscard]] LevelSet of(std::string_view level) const {
        const auto at = std::lower_bound(names_.begin(), names_.end(), level);
        const auto number = static_cast<std::size_t>(at - names_.begin());
        return at == names_.end() || *at != level || number >= 63 ? unknown : bit(number);
    }

private:
    std::vector<std::string_view> names_;
};

/// The levels of the units of each task, of the tasks above it and of those below it.
IdMap<TaskId, LevelSet> levels_at_hand(const RuleRun& run, const LevelNumbers& numbers) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    IdMap<TaskId, LevelSet> above(plan.tasks().size(), 0);
    for (std::size_t row = 0; row < table.count; ++row)
        above[table.task[row]] |= table.unit[row].is_valid()
                                      ? numbers.of(plan.unit(table.unit[row]).level())
                                      : LevelNumbers::unknown;
    IdMap<TaskId, LevelSet> all = above;
    const std::span<const TaskId> tasks = run.facts().tasks.parents_first();
    for (std::size_t i = tasks.size(); i-- > 0;)
        if (const TaskId parent = run.graph().parent(tasks[i]); parent.is_valid())
            all[parent] |= all[tasks[i]];
    for (const TaskId task : tasks) {
        if (const TaskId parent = run.graph().parent(task); parent.is_valid())
            above[task] |= above[parent];
        all[task] |= above[task];
    }
    return all;
}

/// The levels of the units of every tree of tasks, at the task at its top.
IdMap<TaskId, LevelSet> levels_of_trees(const RuleRun& run, const Levels& levels) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    IdMap<TaskId, LevelSet> sets(plan.tasks().size(), 0);
    for (std::size_t row = 0; row < table.count; ++row) {
        if (!table.unit[row].is_valid() || !is_at_work(plan, table.task[row])) continue;
        if (const auto rank = levels.rank(plan.unit(table.unit[row]).level()))
            sets[table.task[row]] |= bit(*rank);
    }
    const std::span<const TaskId> tasks = run.facts().tasks.parents_first();
    for (std::size_t i = tasks.size(); i-- > 0;)
        if (const TaskId parent = run.graph().parent(tasks[i]); parent.is_valid())
            sets[parent] |= sets[tasks[i]];
    return sets;
}

void report_gap(RuleRun& run, TaskId task, LevelSet set, const Levels& levels) {
    std::size_t highest = 0, lowest = 0;
    while ((set & bit(highest)) == 0) ++highest;
    for (std::size_t rank = highest; rank < 64; ++rank)
        if ((set & bit(rank)) != 0) lowest = rank;
    std::vector<std::string> missing;
    for (std::size_t rank = highest; rank < lowest; ++rank)
        if ((set & bit(rank)) == 0) missing.push_back(levels.name(rank));
    if (missing.empty()) return;
    Draft draft{.subjects = {task}};
    draft.arguments = {{"task", run.name(task)},
                       {"upper", levels.name(highest)},
                       {"lower", levels.name(lowest)},
                       {"missing", list_text(missing)}};
    draft.witness = std::move(missing);
    run.report(std::move(draft));
}

}  // namespace

void find_tasks_without_doer(RuleRun& run) {
    const Plan& plan = run.plan();
    const LevelNumbers numbers(plan);
    const IdMap<TaskId, LevelSet> at_hand = levels_at_hand(run, numbers);
    bool has_tasks = false;
    for (const TaskId task : plan.tasks()) {
        const std::string_view level = plan.task(task).level();
        if (level.empty() || !plan.task(task).is_open() || at_hand[task] == 0 ||
            (at_hand[task] & LevelNumbers::unknown) != 0)
            continue;
        has_tasks = true;
        if (const LevelSet wanted = numbers.of(level);
            wanted != LevelNumbers::unknown && (at_hand[task] & wanted) != 0)
            continue;
        const std::vector<std::string> units = unit_names(run, task, [](Role) { return true; });
        Draft draft{.subjects = {task}};
        draft.arguments = {
            {"task", run.name(task)}, {"level", std::string(level)}, {"units", list_text(units)}};
        draft.witness = {std::string(level)};
        draft.place = "/level";
        run.report(std::move(draft));
    }
    if (!has_tasks) run.skip(reasons::no_task_levels);
}

void find_vague_duties(RuleRun& run) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    const std::vector<std::string> words = run.words();
    IdSet<UnitId> leading(plan.units().size());
    bool has_texts = false;
    for (std::size_t row = 0; row < table.count; ++row) {
        const UnitId unit = table.unit[row];
        if (table.role[row] != Role::lead || !unit.is_valid() ||
            !plan.task(table.task[row]).is_open())
            continue;
        leading.insert(unit);
        const std::string_view text = plan.text(table.text[row]);
        if (text.empty()) continue;
        has_texts = true;
        std::vector<std::string> vague = vague_words(without_names(plan, unit, text), words);
        if (!vague.empty())
            report_vague(run, table.task[row], unit, text, std::move(vague), table.line[row]);
    }
    for (const UnitId unit : plan.units()) {
        const std::string_view duty = plan.unit(unit).duty();
        if (!leading.contains(unit) || duty.empty()) continue;
        has_texts = true;
        std::vector<std::string> vague = vague_words(without_names(plan, unit, duty), words);
        if (!vague.empty()) report_vague(run, {}, unit, duty, std::move(vague), 0);
    }
    if (!has_texts) run.skip(reasons::no_duty_texts);
}

void find_leads_below_others(RuleRun& run) {
    const Plan& plan = run.plan();
    const AssignmentTable& table = plan.assignment_table();
    const Levels levels(plan);
    bool has_pairs = false;
    for (const TaskId task : plan.tasks()) {
        if (!plan.task(task).is_open()) continue;
        UnitId lead, highest;
        std::optional<std::size_t> lead_rank, highest_rank;
        for (const AssignmentId each : plan.assignments(task)) {
            const UnitId unit = table.unit[each.index()];
            const Role role = table.role[each.index()];
            if (!unit.is_valid()) continue;
            const auto rank = levels.rank(plan.unit(unit).level());
            if (!rank) continue;
            if (role == Role::lead && (!lead_rank || *rank < *lead_rank)) {
                lead = unit;
                lead_rank = rank;
            }
            if ((role == Role::support || role == Role::co_lead) &&
                (!highest_rank || *rank < *highest_rank)) {
                highest = unit;
                highest_rank = rank;
            }
        }
        if (!lead_rank || !highest_rank) continue;
        has_pairs = true;
        if (*lead_rank <= *highest_rank) continue;
        Draft draft{.subjects = {task, lead, highest}};
        draft.arguments = {{"task", run.name(task)},
                           {"lead", run.name(lead)},
                           {"level", levels.name(*lead_rank)},
                           {"unit", run.name(highest)},
                           {"other_level", levels.name(*highest_rank)}};
        draft.witness = {levels.name(*lead_rank), levels.name(*highest_rank)};
        draft.place = "/lead";
        run.report(std::move(draft));
    }
    if (!has_pairs) run.skip(reasons::no_level_pairs);
}

void find_level_gaps(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.head().levels.size() < 3) return run.skip(reasons::few_levels);
    const Levels levels(plan);
    const IdMap<TaskId, LevelSet> sets = levels_of_trees(run, levels);
    bool has_levels = false;
    for (const TaskId task : plan.tasks()) {
        if (sets[task] == 0 || run.graph().parent(task).is_valid()) continue;
        has_levels = true;
        report_gap(run, task, sets[task], levels);
    }
    if (!has_levels) run.skip(reasons::few_levels);
}

}  // namespace planloom::coverage

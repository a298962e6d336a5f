#include "reasons.hpp"
#include "rule_run.hpp"
#include "rules_text.hpp"
#include "text.hpp"

#include <algorithm>
#include <map>

namespace planloom::coverage {
namespace {

/// Runs of leaf tasks, by their number in the order of the task trees; no two of them touch.
class LeafSet {
public:
    /// @param first, end  half-open
    void add(std::uint32_t first, std::uint32_t end) {
        if (first == end) return;
        auto next = runs_.upper_bound(first);
        if (next != runs_.begin() && std::prev(next)->second >= first) --next;
        while (next != runs_.end() && next->first <= end) {
            first = std::min(first, next->first);
            end = std::max(end, next->second);
            size_ -= next->second - next->first;
            next = runs_.erase(next);
        }
        runs_.emplace(first, end);
        size_ += end - first;
    }
    /// Takes the leaves of another set, which is empty afterwards. The smaller set moves into the
    /// larger one, so that a tree of sets is merged in O(n log^2 n).
    void merge(LeafSet&& other) {
        if (other.runs_.size() > runs_.size()) std::swap(*this, other);
        for (const auto& [first, end] : other.runs_) add(first, end);
        other = LeafSet();
    }
    [[nodiscard]] std::size_t size() const noexcept { return size_; }

private:
    std::map<std::uint32_t, std::uint32_t> runs_;
    std::size_t size_ = 0;
};

/// How many leaf tasks a goal has.
struct LeafCount {
    std::size_t own = 0;
    std::size_t with_subgoals = 0;
};

/// For every place of the task trees, how many leaves stand before it.
std::vector<std::uint32_t> leaves_before(const RuleRun& run) {
    const Forest<TaskId>& tasks = run.facts().tasks;
    std::vector<std::uint32_t> before(run.plan().tasks().size() + 1, 0);
    for (const TaskId task : run.plan().tasks())
        before[tasks.first_place(task) + 1] = run.graph().is_leaf(task) ? 1 : 0;
    for (std::size_t i = 1; i < before.size(); ++i) before[i] += before[i - 1];
    return before;
}

IdMap<GoalId, LeafCount> count_leaves(const RuleRun& run) {
    const Plan& plan = run.plan();
    const Forest<TaskId>& tasks = run.facts().tasks;
    const std::vector<std::uint32_t> before = leaves_before(run);
    IdMap<GoalId, LeafCount> counts(plan.goals().size());
    std::vector<LeafSet> sets(plan.goals().size());
    const std::span<const GoalId> goals = run.facts().goals.parents_first();
    for (std::size_t i = goals.size(); i-- > 0;) {
        const GoalId goal = goals[i];
        LeafSet own;
        for (const ServesId each : run.graph().serves(goal)) {
            // A task that only helps belongs to the list of another goal.
            if (plan.serves_table().role[each.index()] == ServesRole::supporting) continue;
            const TaskId task = plan.serves_table().task[each.index()];
            own.add(before[tasks.first_place(task)], before[tasks.end_place(task)]);
        }
        counts[goal].own = own.size();
        LeafSet& all = sets[goal.index()];
        all.merge(std::move(own));
        counts[goal].with_subgoals = all.size();
        if (const GoalId parent = run.graph().parent(goal); parent.is_valid())
            sets[parent.index()].merge(std::move(all));
    }
    return counts;
}

void report_goal_count(RuleRun& run, GoalId goal, std::size_t declared, const LeafCount& count) {
    const bool is_deep = count.own != count.with_subgoals;
    Draft draft{.subjects = {goal}};
    draft.arguments = {{"goal", run.name(goal)},
                       {"declared", std::to_string(declared)},
                       {"items", "task"},
                       {"found", std::to_string(count.own)},
                       {"deep", is_deep ? std::to_string(count.with_subgoals) : ""}};
    draft.witness = {std::to_string(declared), std::to_string(count.own)};
    if (is_deep) draft.witness.push_back(std::to_string(count.with_subgoals));
    draft.place = "/declared_tasks";
    run.report(std::move(draft));
}

void compare_count(RuleRun& run, std::int32_t declared, std::size_t found, std::string thing) {
    if (declared == no_number || static_cast<std::size_t>(declared) == found) return;
    Draft draft;
    draft.witness = {std::to_string(declared), std::to_string(found)};
    draft.discriminator = thing;
    draft.place = "/declared/" + thing + 's';
    draft.arguments = {
        {"declared", draft.witness[0]}, {"items", std::move(thing)}, {"found", draft.witness[1]}};
    run.report(std::move(draft));
}

std::size_t section_count(const Plan& plan) {
    std::vector<std::string_view> sections;
    for (const GoalId goal : plan.goals()) sections.push_back(plan.goal(goal).section());
    for (const TaskId task : plan.tasks()) sections.push_back(plan.task(task).section());
    std::sort(sections.begin(), sections.end());
    const auto end = std::unique(sections.begin(), sections.end());
    const auto is_given = [](std::string_view section) { return !section.empty(); };
    return static_cast<std::size_t>(std::count_if(sections.begin(), end, is_given));
}

void find_count_mismatches(RuleRun& run) {
    const Plan& plan = run.plan();
    const DeclaredCounts& declared = plan.head().declared;
    const bool is_of_goals = !plan.goal_table().declared_tasks.stored().empty();
    if (declared == DeclaredCounts() && !is_of_goals) return run.skip(reasons::nothing_declared);
    if (declared.sections != no_number)
        compare_count(run, declared.sections, section_count(plan), "section");
    compare_count(run, declared.goals, plan.goals().size(), "goal");
    const auto is_leaf = [&](TaskId task) { return run.graph().is_leaf(task); };
    const auto leaves = std::count_if(plan.tasks().begin(), plan.tasks().end(), is_leaf);
    compare_count(run, declared.tasks, static_cast<std::size_t>(leaves), "task");
    if (!is_of_goals) return;
    const IdMap<GoalId, LeafCount> counts = count_leaves(run);
    for (const GoalId goal : plan.goals()) {
        const std::optional<std::int32_t> number = plan.goal(goal).declared_tasks();
        if (!number) continue;
        const auto wanted = static_cast<std::size_t>(*number);
        if (counts[goal].own != wanted && counts[goal].with_subgoals != wanted)
            report_goal_count(run, goal, wanted, counts[goal]);
    }
}

constexpr std::array text_code = {
    RuleCode{"PL801", find_count_mismatches},
    RuleCode{"PL802", find_numbering_gaps},
    RuleCode{"PL803", find_placeholders},
    RuleCode{"PL804", find_shared_names},
};
static_assert(match(text_rules, text_code));

}  // namespace

Family text_family() noexcept {
    return {text_rules, text_code};
}

}  // namespace planloom::coverage

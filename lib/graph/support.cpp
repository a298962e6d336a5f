#include <planloom/graph/support.hpp>

#include "forest.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace planloom {
namespace {

void add_truth(Truth truth, std::uint32_t& yes, std::uint32_t& unknown, std::uint32_t by) noexcept {
    if (truth == Truth::yes) yes += by;
    if (truth == Truth::unknown) unknown += by;
}

}  // namespace

std::string_view word(Truth truth) noexcept {
    static constexpr std::array<std::string_view, 3> words{"no", "unknown", "yes"};
    return words[static_cast<std::size_t>(truth)];
}

void SupportFormulas::Counts::add(Part part, Truth truth) noexcept {
    if (part == Part::counted)
        add_truth(truth, yes, unknown, 1);
    else
        add_truth(truth, alternatives_yes, alternatives_unknown, 1);
}

void SupportFormulas::Counts::remove(Part part, Truth truth) noexcept {
    constexpr std::uint32_t minus_one = 0xFFFFFFFFU;
    if (part == Part::counted)
        add_truth(truth, yes, unknown, minus_one);
    else
        add_truth(truth, alternatives_yes, alternatives_unknown, minus_one);
}

SupportFormulas::SupportFormulas(const PlanGraph& graph, Gaps gaps) : graph_(&graph), gaps_(gaps) {
    index_tasks();
    const std::vector<Service> services = index_serves();
    index_goals();
    index_uses(services);
}

void SupportFormulas::index_tasks() {
    const Plan& plan = graph_->plan();
    const TaskTable& table = plan.task_table();
    task_order_ = parents_first(*graph_, plan.tasks());
    std::reverse(task_order_.begin(), task_order_.end());
    cancelled_ = IdSet<TaskId>(table.count);
    for (std::size_t i = task_order_.size(); i-- > 0;) {
        const TaskId task = task_order_[i];
        const TaskStatus status = table.status[task.index()];
        if (status == TaskStatus::cancelled ||
            (status != TaskStatus::done && cancelled_.contains(graph_->parent(task))))
            cancelled_.insert(task);
    }
    task_above_.assign(table.count, TaskId());
    for (const TaskId task : task_order_) {
        const std::span<const TaskId> children = graph_->children(task);
        if (children.empty()) continue;
        const bool is_done = table.status[task.index()] == TaskStatus::done;
        bool has_parts = false;
        for (const TaskId child : children) {
            if (cancelled_.contains(child)) continue;
            has_parts = true;
            if (!is_done) task_above_[child.index()] = task;
        }
        if (!has_parts && !is_done) cancelled_.insert(task);
    }
}

std::vector<SupportFormulas::Service> SupportFormulas::index_serves() {
    const Plan& plan = graph_->plan();
    const ServesTable& table = plan.serves_table();
    std::vector<Service> services;
    services.reserve(table.count);
    // Rows are sorted by task, so that the last service of a goal tells whether the pair is there.
    std::vector<std::uint32_t> last(plan.goals().size(), 0xFFFFFFFFU);
    for (std::size_t row = 0; row < table.count; ++row) {
        const Service service{table.task[row], table.goal[row], table.role[row]};
        if (!service.goal.is_valid()) continue;
        if (gaps_ == Gaps::left_out && cancelled_.contains(service.task)) continue;
        std::uint32_t& at = last[service.goal.index()];
        if (at != 0xFFFFFFFFU && services[at].task == service.task) {
            services[at].role = std::min(services[at].role, service.role);
            continue;
        }
        at = static_cast<std::uint32_t>(services.size());
        services.push_back(service);
    }
    const auto with_role = [&](ServesRole role) {
        return make_rows<GoalId, TaskId>(
            plan.goals().size(), services.size(),
            [&](std::size_t i) { return services[i].role == role ? services[i].goal : GoalId(); },
            [&](std::size_t i) { return services[i].task; });
    };
    necessary_ = with_role(ServesRole::necessary);
    alternatives_ = with_role(ServesRole::alternative);
    supporting_ = with_role(ServesRole::supporting);
    return services;
}

void SupportFormulas::index_goals() {
    const Plan& plan = graph_->plan();
    const GoalTable& table = plan.goal_table();
    goal_order_ = parents_first(*graph_, plan.goals());
    std::reverse(goal_order_.begin(), goal_order_.end());
    goal_above_.assign(table.count, GoalId());
    std::vector<std::uint32_t> counted(table.count, 0);
    for (const GoalId goal : goal_order_) {
        const bool is_empty = counted[goal.index()] == 0 && necessary_[goal].empty() &&
                              alternatives_[goal].empty() && supporting_[goal].empty();
        const GoalId parent = graph_->parent(goal);
        if (!parent.is_valid() || (is_empty && gaps_ == Gaps::left_out)) continue;
        goal_above_[goal.index()] = parent;
        ++counted[parent.index()];
    }
    subgoals_ = make_rows<GoalId, GoalId>(
        table.count, table.count, [&](std::size_t i) { return goal_above_[i]; },
        [](std::size_t i) { return GoalId(i); });
    needed_.assign(table.count, 1);
    for (const GoalId goal : plan.goals()) {
        const SupportFormula parts = formula(goal);
        const auto all = static_cast<std::uint32_t>(parts.support_count());
        std::uint32_t& needed = needed_[goal.index()];
        if (all == 0) continue;
        if (table.support[goal.index()] == SupportRule::all) needed = all;
        if (table.support[goal.index()] == SupportRule::at_least) {
            needed = static_cast<std::uint32_t>(std::max(1, table.support_count[goal.index()]));
            if (gaps_ == Gaps::left_out) needed = std::min(needed, all);
        }
    }
}

void SupportFormulas::index_uses(std::span<const Service> services) {
    uses_ = make_rows<TaskId, Use>(
        graph_->plan().tasks().size(), services.size(),
        [&](std::size_t i) {
            const bool decides =
                services[i].role != ServesRole::supporting || formula(services[i].goal).is_soft();
            return decides ? services[i].task : TaskId();
        },
        [&](std::size_t i) {
            return Use{services[i].goal, services[i].role == ServesRole::necessary
                                             ? Part::counted
                                             : Part::alternative};
        });
}

SupportFormula SupportFormulas::formula(GoalId goal) const noexcept {
    return {needed_[goal.index()], necessary_[goal], subgoals_[goal], alternatives_[goal],
            supporting_[goal]};
}

bool SupportFormulas::is_group_counted(GoalId goal) const noexcept {
    return !alternatives_[goal].empty() || formula(goal).is_soft();
}

Truth SupportFormulas::decide(GoalId goal, const Counts& counts) const noexcept {
    std::uint32_t yes = counts.yes;
    std::uint32_t may = counts.yes + counts.unknown;
    if (is_group_counted(goal)) {
        if (counts.alternatives_yes > 0) ++yes;
        if (counts.alternatives_yes + counts.alternatives_unknown > 0) ++may;
    } else if (gaps_ == Gaps::left_out && necessary_[goal].empty() && subgoals_[goal].empty()) {
        return Truth::yes;
    }
    const std::uint32_t needed = needed_[goal.index()];
    if (yes >= needed) return Truth::yes;
    return may < needed ? Truth::no : Truth::unknown;
}

IdMap<TaskId, Truth> SupportFormulas::task_truths(std::span<const Truth> tasks) const {
    PLANLOOM_EXPECTS(tasks.size() == graph_->plan().tasks().size());
    IdMap<TaskId, Truth> truths(tasks.size());
    for (const TaskId task : graph_->plan().tasks())
        truths[task] = cancelled_.contains(task) ? Truth::no : tasks[task.index()];
    for (const TaskId task : task_order_)
        if (const TaskId above = task_above_[task.index()]; above.is_valid())
            truths[above] = std::min(truths[above], truths[task]);
    return truths;
}

IdMap<GoalId, Truth> SupportFormulas::evaluate(std::span<const Truth> tasks) const {
    const IdMap<TaskId, Truth> of_tasks = task_truths(tasks);
    std::vector<Counts> counts(graph_->plan().goals().size());
    for (const TaskId task : graph_->plan().tasks())
        for (const Use& use : uses_[task]) counts[use.goal.index()].add(use.part, of_tasks[task]);
    IdMap<GoalId, Truth> truths(counts.size());
    for (const GoalId goal : goal_order_) {
        truths[goal] = decide(goal, counts[goal.index()]);
        if (const GoalId above = goal_above_[goal.index()]; above.is_valid())
            counts[above.index()].add(Part::counted, truths[goal]);
    }
    return truths;
}

SupportState::SupportState(const SupportFormulas& formulas, std::span<const Truth> tasks)
    : formulas_(&formulas),
      own_(tasks.begin(), tasks.end()),
      tasks_(formulas.task_truths(tasks).values()),
      parts_no_(tasks.size(), 0),
      parts_unknown_(tasks.size(), 0),
      counts_(formulas.graph().plan().goals().size()) {
    goals_.resize(counts_.size());
    for (const TaskId task : formulas.task_order_) {
        const Truth truth = tasks_[task.index()];
        if (const TaskId above = formulas.task_above_[task.index()]; above.is_valid()) {
            if (truth == Truth::no) ++parts_no_[above.index()];
            if (truth == Truth::unknown) ++parts_unknown_[above.index()];
        }
        for (const SupportFormulas::Use& use : formulas.uses_[task])
            counts_[use.goal.index()].add(use.part, truth);
    }
    for (const GoalId goal : formulas.goal_order_) {
        goals_[goal.index()] = formulas.decide(goal, counts_[goal.index()]);
        if (const GoalId above = formulas.goal_above_[goal.index()]; above.is_valid())
            counts_[above.index()].add(SupportFormulas::Part::counted, goals_[goal.index()]);
    }
}

SupportState::SupportState(const SupportFormulas& formulas)
    : SupportState(formulas,
                   std::vector<Truth>(formulas.graph().plan().tasks().size(), Truth::yes)) {}

Truth SupportState::judge(TaskId task) const noexcept {
    if (formulas_->is_cancelled(task) || parts_no_[task.index()] > 0) return Truth::no;
    if (parts_unknown_[task.index()] > 0) return std::min(Truth::unknown, own_[task.index()]);
    return own_[task.index()];
}

void SupportState::set(TaskId task, Truth truth) {
    set(task, truth, nullptr);
}

void SupportState::set(TaskId task, Truth truth, Changes* changes) {
    own_[task.index()] = truth;
    for (TaskId at = task; at.is_valid();) {
        const Truth before = tasks_[at.index()];
        const Truth after = judge(at);
        if (before == after) return;
        tasks_[at.index()] = after;
        for (const SupportFormulas::Use& use : formulas_->uses_[at])
            change(use.goal, use.part, before, after, changes);
        const TaskId above = formulas_->task_above_[at.index()];
        if (above.is_valid()) {
            if (before == Truth::no) --parts_no_[above.index()];
            if (before == Truth::unknown) --parts_unknown_[above.index()];
            if (after == Truth::no) ++parts_no_[above.index()];
            if (after == Truth::unknown) ++parts_unknown_[above.index()];
        }
        at = above;
    }
}

void SupportState::change(GoalId goal, SupportFormulas::Part part, Truth from, Truth to,
                          Changes* changes) {
    for (GoalId at = goal; at.is_valid(); at = formulas_->goal_above_[at.index()]) {
        Counts& counts = counts_[at.index()];
        counts.remove(part, from);
        counts.add(part, to);
        from = goals_[at.index()];
        to = formulas_->decide(at, counts);
        if (from == to) return;
        goals_[at.index()] = to;
        if (changes != nullptr) changes->emplace_back(at, from);
        part = SupportFormulas::Part::counted;
    }
}

std::vector<GoalId> SupportState::try_out(std::span<const TaskTruth> tasks, bool is_loss) {
    Changes changes;
    std::vector<TaskTruth> before;
    before.reserve(tasks.size());
    for (const TaskTruth& each : tasks) {
        before.push_back({each.task, own_[each.task.index()]});
        set(each.task, each.truth, &changes);
    }
    // A goal may change twice: what it was at first stands first.
    std::stable_sort(changes.begin(), changes.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<GoalId> changed;
    for (std::size_t i = 0; i < changes.size(); ++i) {
        const auto [goal, was] = changes[i];
        if (i > 0 && changes[i - 1].first == goal) continue;
        if (of(goal) != was && (!is_loss || of(goal) == Truth::no)) changed.push_back(goal);
    }
    for (std::size_t i = before.size(); i-- > 0;) set(before[i].task, before[i].truth);
    return changed;
}

std::vector<GoalId> SupportState::changed_with(std::span<const TaskTruth> tasks) {
    return try_out(tasks, false);
}

std::vector<GoalId> SupportState::lost_without(std::span<const TaskId> tasks) {
    std::vector<TaskTruth> failing;
    failing.reserve(tasks.size());
    for (const TaskId task : tasks) failing.push_back({task, Truth::no});
    return try_out(failing, true);
}

std::vector<GoalId> SupportState::lost_without(TaskId task) {
    return lost_without(std::span<const TaskId>(&task, 1));
}

std::string SupportFormulas::text(GoalId goal) const {
    return write(goal, false);
}

std::string SupportFormulas::full_text(GoalId goal) const {
    return write(goal, true);
}

}  // namespace planloom

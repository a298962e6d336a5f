#include "crosswalk_match.hpp"

#include <planloom/model/views.hpp>

#include "../graph/forest.hpp"
#include "title_index.hpp"

#include <algorithm>
#include <tuple>

namespace planloom::coverage {
namespace {

struct Pair {
    double similarity = 0;
    std::uint32_t item = 0, taker = 0;
};

std::vector<std::string> leads_of(const Plan& plan, Node node) {
    std::vector<std::string> names;
    if (node.kind != NodeKind::task) return names;
    for (const AssignmentId share : plan.assignments(node.task())) {
        const UnitId unit = plan.assignment_table().unit[share.index()];
        if (plan.assignment_table().role[share.index()] != Role::lead || !unit.is_valid()) continue;
        names.emplace_back(plan.key(unit));
        names.emplace_back(plan.title(unit));
        for (const RowText& alias : plan.aliases(unit)) names.emplace_back(plan.text(alias.value));
    }
    return names;
}

DatePeriod due_of(const Plan& plan, Node node) {
    return node.kind == NodeKind::goal ? plan.goal(node.goal()).horizon()
                                       : plan.task(node.task()).due();
}

bool has_common(const std::vector<std::string>& a, const std::vector<std::string>& b) {
    return std::any_of(a.begin(), a.end(), [&](const std::string& each) {
        return std::find(b.begin(), b.end(), each) != b.end();
    });
}

/// What is known of an item once it is known who takes it up.
CrosswalkRow row_of(const Plan& plan, const Item& item, const Takers& takers, const Taken& taken) {
    CrosswalkRow row;
    row.above = item.node;
    row.is_declared = taken.is_declared;
    row.due_above = item.due;
    std::vector<std::pair<double, std::uint32_t>> ranked;
    for (const std::uint32_t taker : taken.takers)
        ranked.emplace_back(bigram_similarity(item.title, takers.title(taker)), taker);
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::vector<std::string> leads;
    bool is_exact = false;
    for (const auto& [similarity, taker] : ranked) {
        const Node node = takers.nodes()[taker];
        row.local.push_back(node);
        is_exact = is_exact || takers.title(taker) == item.title;
        const DatePeriod due = due_of(plan, node);
        if (due.date.is_set() && (!row.due_here.date.is_set() || row.due_here.date < due.date))
            row.due_here = due;
        for (std::string& each : leads_of(plan, node)) leads.push_back(std::move(each));
    }
    if (ranked.empty()) return row;
    row.uptake = is_exact ? Uptake::exact : Uptake::renamed;
    row.similarity = ranked.front().first;
    row.is_later = row.due_above.date.is_set() && row.due_here.date.is_set() &&
                   row.due_above.date < row.due_here.date;
    row.has_other_lead = !item.leads.empty() && !leads.empty() && !has_common(item.leads, leads);
    return row;
}

/// Marks what takes part in taking something up: the takers, all above them, all below them, and
/// for goals the tasks that serve them; a task takes its goals along.
class Involved {
public:
    explicit Involved(const PlanGraph& graph)
        : graph_(graph), goals_(graph.plan().goals().size()), tasks_(graph.plan().tasks().size()) {}

    void add(Node node) {
        if (node.kind == NodeKind::goal) goals_.insert(node.goal());
        if (node.kind == NodeKind::task) tasks_.insert(node.task());
    }

    void spread() {
        const Plan& plan = graph_.plan();
        const std::vector<GoalId> goals = parents_first(graph_, plan.goals());
        const std::vector<TaskId> tasks = parents_first(graph_, plan.tasks());
        const ServesTable& serves = plan.serves_table();
        rise(tasks, tasks_);
        for (std::size_t row = 0; row < serves.count; ++row)
            if (tasks_.contains(serves.task[row]) && serves.goal[row].is_valid())
                above_.push_back(serves.goal[row]);
        sink(goals, goals_);
        for (std::size_t row = 0; row < serves.count; ++row)
            if (serves.goal[row].is_valid() && goals_.contains(serves.goal[row]))
                tasks_.insert(serves.task[row]);
        sink(tasks, tasks_);
        for (const GoalId goal : above_) goals_.insert(goal);
        rise(goals, goals_);
    }

    [[nodiscard]] bool has(GoalId goal) const { return goals_.contains(goal); }
    [[nodiscard]] bool has(TaskId task) const { return tasks_.contains(task); }

private:
    template <class IdType>
    void sink(const std::vector<IdType>& parents_first, IdSet<IdType>& set) {
        for (const IdType node : parents_first)
            if (const IdType parent = graph_.parent(node);
                parent.is_valid() && set.contains(parent))
                set.insert(node);
    }
    template <class IdType>
    void rise(const std::vector<IdType>& parents_first, IdSet<IdType>& set) {
        for (std::size_t i = parents_first.size(); i-- > 0;)
            if (const IdType parent = graph_.parent(parents_first[i]);
                parent.is_valid() && set.contains(parents_first[i]))
                set.insert(parent);
    }

    const PlanGraph& graph_;
    IdSet<GoalId> goals_;
    IdSet<TaskId> tasks_;
    std::vector<GoalId> above_;
};

/// Adds what is the plan's own, each at its top: a goal whose parent is none of these, a task under
/// no such goal and no such task.
void add_own(const PlanGraph& graph, const Involved& involved, Crosswalk& crosswalk) {
    const Plan& plan = graph.plan();
    const auto add = [&](Node node) {
        CrosswalkRow row;
        row.uptake = Uptake::added;
        row.local = {node};
        row.due_here = due_of(plan, node);
        crosswalk.rows.push_back(std::move(row));
    };
    for (const GoalId goal : plan.goals())
        if (const GoalId parent = graph.parent(goal);
            !involved.has(goal) && (!parent.is_valid() || involved.has(parent)))
            add(goal);
    for (const TaskId task : plan.tasks()) {
        if (involved.has(task) || plan.task(task).status() == TaskStatus::cancelled) continue;
        const TaskId parent = graph.parent(task);
        bool is_under_own = parent.is_valid() && !involved.has(parent);
        for (const ServesId serves : plan.serves(task)) {
            const GoalId goal = plan.serves_table().goal[serves.index()];
            is_under_own = is_under_own || (goal.is_valid() && !involved.has(goal));
        }
        if (!is_under_own) add(task);
    }
}

}  // namespace

Takers::Takers(const Plan& plan) : goals_(plan.goals().size()) {
    for (const GoalId goal : plan.goals()) nodes_.emplace_back(goal);
    for (const TaskId task : plan.tasks()) nodes_.emplace_back(task);
    titles_.reserve(nodes_.size());
    for (const Node node : nodes_) titles_.push_back(comparable_title(plan.title(node)));
}

std::size_t Takers::of(Node node) const noexcept {
    return node.kind == NodeKind::goal ? node.index : goals_ + node.index;
}

void match_titles(std::span<const Item> items, const Takers& takers, double similar,
                  std::vector<Taken>& taken, Monitor* monitor) {
    std::vector<bool> is_busy(takers.nodes().size(), false);
    std::size_t open = 0;
    for (const Taken& each : taken) {
        open += each.takers.empty() ? 1 : 0;
        for (const std::uint32_t taker : each.takers) is_busy[taker] = true;
    }
    if (open == 0) return;
    const TitleIndex index(takers.titles());
    std::vector<Pair> pairs;
    for (std::uint32_t item = 0; item < items.size(); ++item) {
        if (item % 1024 == 0) report_progress(monitor, item, items.size());
        if (!taken[item].takers.empty() || items[item].title.empty()) continue;
        for (const TitleIndex::Match& match : index.find(items[item].title, std::min(similar, 1.0)))
            if (!is_busy[match.title]) pairs.push_back({match.similarity, item, match.title});
    }
    const auto is_same = [&](const Pair& pair) {
        return items[pair.item].title == takers.title(pair.taker);
    };
    std::erase_if(pairs, [&](const Pair& pair) { return similar > 1 && !is_same(pair); });
    std::stable_sort(pairs.begin(), pairs.end(), [&](const Pair& a, const Pair& b) {
        return std::tuple(!is_same(a), -a.similarity, a.item, a.taker) <
               std::tuple(!is_same(b), -b.similarity, b.item, b.taker);
    });
    for (const Pair& pair : pairs) {
        if (is_busy[pair.taker] || !taken[pair.item].takers.empty()) continue;
        is_busy[pair.taker] = true;
        taken[pair.item].takers = {pair.taker};
    }
}

Crosswalk make_crosswalk(const PlanGraph& graph, std::span<const Item> items, const Takers& takers,
                         std::vector<Taken> taken) {
    const Plan& plan = graph.plan();
    Crosswalk crosswalk;
    Involved involved(graph);
    for (std::size_t item = 0; item < items.size(); ++item) {
        std::vector<std::uint32_t>& list = taken[item].takers;
        std::sort(list.begin(), list.end());
        list.erase(std::unique(list.begin(), list.end()), list.end());
        crosswalk.rows.push_back(row_of(plan, items[item], takers, taken[item]));
        for (const std::uint32_t taker : list) involved.add(takers.nodes()[taker]);
    }
    involved.spread();
    add_own(graph, involved, crosswalk);
    return crosswalk;
}

}  // namespace planloom::coverage

#include <planloom/core/duration.hpp>

#include "check_structure_links.hpp"
#include "reasons_structure.hpp"
#include "rule_text.hpp"

#include <algorithm>
#include <numeric>

namespace planloom::coverage {
namespace {

/// The tasks that have a relation of any kind, be it to something unknown.
class Joined {
public:
    explicit Joined(const Plan& plan) : tasks_(plan.tasks().size()) {
        add_all(plan.serves_table().task, plan.serves_table().count);
        add_all(plan.assignment_table().task, plan.assignment_table().count);
        add_all(plan.dependency_table().predecessor, plan.dependency_table().count);
        add_all(plan.dependency_table().successor, plan.dependency_table().count);
        add_all(plan.refines_table().task, plan.refines_table().count);
        const ImplementsTable& implements = plan.implements_table();
        for (std::size_t row = 0; row < implements.count; ++row)
            if (implements.node[row].kind == NodeKind::task) add(implements.node[row].task());
        for (const TaskId task : plan.tasks()) {
            const auto parent = plan.task(task).parent();
            if (!parent || *parent == task) continue;
            add(task);
            add(*parent);
        }
        for (const DanglingRef& ref : plan.dangling())
            if (ref.field == DanglingRef::Field::task_parent) add(TaskId(ref.row));
    }
    [[nodiscard]] bool contains(TaskId task) const noexcept { return tasks_.contains(task); }
    [[nodiscard]] bool is_empty() const noexcept { return is_empty_; }

private:
    void add_all(const Column<TaskId>& column, std::size_t count) {
        for (std::size_t row = 0; row < count; ++row) add(column[row]);
    }
    void add(TaskId task) {
        if (!task.is_valid()) return;
        tasks_.insert(task);
        is_empty_ = false;
    }

    IdSet<TaskId> tasks_;
    bool is_empty_ = true;
};

/// Which of some numbers hang together.
class Parts {
public:
    explicit Parts(std::size_t count) : above_(count) {
        std::iota(above_.begin(), above_.end(), std::size_t{0});
    }
    /// The least number of the part.
    std::size_t first(std::size_t at) {
        while (above_[at] != at) at = above_[at] = above_[above_[at]];
        return at;
    }
    void join(std::size_t a, std::size_t b) {
        a = first(a);
        b = first(b);
        above_[std::max(a, b)] = std::min(a, b);
    }

private:
    std::vector<std::size_t> above_;
};

/// A part of the plan: where it begins and how many goals and tasks it has.
struct Part {
    Node first;
    std::size_t size = 0;
};

/// The parts into which goals and tasks fall, the largest first.
std::vector<Part> parts_of(const RuleRun& run) {
    const Plan& plan = run.plan();
    const std::size_t goal_count = plan.goals().size();
    const std::size_t count = goal_count + plan.tasks().size();
    Parts parts(count);
    for (const GoalId goal : plan.goals())
        if (const GoalId parent = run.graph().parent(goal); parent.is_valid())
            parts.join(goal.index(), parent.index());
    for (const TaskId task : plan.tasks())
        if (const TaskId parent = run.graph().parent(task); parent.is_valid())
            parts.join(goal_count + task.index(), goal_count + parent.index());
    const ServesTable& serves = plan.serves_table();
    for (std::size_t row = 0; row < serves.count; ++row)
        if (serves.goal[row].is_valid())
            parts.join(serves.goal[row].index(), goal_count + serves.task[row].index());
    const DependencyTable& links = plan.dependency_table();
    for (std::size_t row = 0; row < links.count; ++row)
        if (links.predecessor[row].is_valid())
            parts.join(goal_count + links.predecessor[row].index(),
                       goal_count + links.successor[row].index());
    std::vector<std::size_t> sizes(count, 0);
    for (std::size_t at = 0; at < count; ++at) ++sizes[parts.first(at)];
    std::vector<Part> all;
    for (std::size_t at = 0; at < count; ++at)
        if (sizes[at] > 0)
            all.push_back(
                {at < goal_count ? Node(GoalId(at)) : Node(TaskId(at - goal_count)), sizes[at]});
    std::stable_sort(all.begin(), all.end(),
                     [](const Part& a, const Part& b) { return a.size > b.size; });
    return all;
}

/// The subtasks of one task, by a size of theirs.
struct Sizes {
    TaskId least, most;
    std::int64_t least_size = 0, most_size = 0;
    std::size_t count = 0;

    void add(TaskId task, std::int64_t size) {
        if (count == 0 || size < least_size) {
            least = task;
            least_size = size;
        }
        if (count == 0 || size > most_size) {
            most = task;
            most_size = size;
        }
        ++count;
    }
};

void compare_sizes(RuleRun& run, TaskId whole, const Sizes& sizes, std::string_view measure) {
    const double factor = run.number("factor");
    if (sizes.count < 2 ||
        static_cast<double>(sizes.most_size) <= factor * static_cast<double>(sizes.least_size))
        return;
    const auto size_text = [&](std::int64_t size) {
        return measure == "duration" ? format_duration(size, run.plan().head().work)
                                     : std::to_string(size);
    };
    Draft draft{.subjects = {whole, sizes.most, sizes.least},
                .discriminator = std::string(measure)};
    draft.arguments = {{"task", run.name(whole)},           {"measure", std::string(measure)},
                       {"largest", run.name(sizes.most)},   {"most", size_text(sizes.most_size)},
                       {"smallest", run.name(sizes.least)}, {"least", size_text(sizes.least_size)},
                       {"limit", number_text(factor)}};
    draft.witness = {size_text(sizes.most_size), size_text(sizes.least_size)};
    run.report(std::move(draft));
}

}  // namespace

void find_isolated_nodes(RuleRun& run) {
    const Plan& plan = run.plan();
    if (plan.tasks().empty()) return run.skip(reasons::no_tasks);
    const Joined joined(plan);
    if (joined.is_empty()) return run.skip(reasons::no_related_tasks);
    for (const TaskId task : plan.tasks())
        if (!joined.contains(task) && plan.task(task).status() != TaskStatus::cancelled)
            run.report({.subjects = {task}, .arguments = {{"task", run.name(task)}}});
}

void find_disconnected_parts(RuleRun& run) {
    if (run.graph().link_count() == 0) return run.skip(reasons::no_dependencies);
    const std::vector<Part> parts = parts_of(run);
    if (parts.size() < 2) return;
    std::vector<std::string> sizes;
    Draft draft;
    for (const Part& part : parts) {
        sizes.push_back(std::to_string(part.size));
        if (sizes.size() > 1) draft.subjects.push_back(part.first);
    }
    std::sort(draft.subjects.begin(), draft.subjects.end());
    std::vector<std::string> names;
    for (std::size_t i = 0; i < draft.subjects.size() && i <= 5; ++i)
        names.push_back(run.name(draft.subjects[i]));
    draft.arguments = {{"count", std::to_string(parts.size())},
                       {"sizes", list_text(sizes)},
                       {"nodes", list_text(names)}};
    draft.witness = std::move(sizes);
    draft.is_plan_wide = true;
    draft.place = "/tasks";
    run.report(std::move(draft));
}

void find_mixed_granularity(RuleRun& run) {
    const Plan& plan = run.plan();
    bool has_siblings = false;
    for (const TaskId whole : plan.tasks()) {
        Sizes durations, counts;
        for (const TaskId part : run.graph().children(whole)) {
            const TaskView row = plan.task(part);
            if (row.status() == TaskStatus::cancelled || row.is_milestone()) continue;
            if (!run.graph().is_leaf(part))
                counts.add(part, static_cast<std::int64_t>(run.graph().children(part).size()));
            else if (row.duration().value_or(0) > 0 && !row.is_elapsed())
                durations.add(part, *row.duration());
        }
        has_siblings = has_siblings || durations.count > 1 || counts.count > 1;
        compare_sizes(run, whole, durations, "duration");
        compare_sizes(run, whole, counts, "subtasks");
    }
    if (!has_siblings) run.skip(reasons::no_comparable_siblings);
}

}  // namespace planloom::coverage

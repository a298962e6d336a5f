// The support of goals as formulas over tasks: which goals hold when some tasks do not. For what a
// plan's goals rest on, and by when, see <planloom/coverage/support.hpp>.
#pragma once

#include <planloom/graph/plan_graph.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace planloom {

/// What is known of a thing that holds or does not, from worst to best.
enum class Truth : std::uint8_t { no, unknown, yes };

/// The word of a truth: `no`, `unknown`, `yes`.
[[nodiscard]] std::string_view word(Truth truth) noexcept;

/// What a formula makes of what the plan has given up or never had: tasks that are cancelled,
/// goals that nothing serves, counts that are higher than there are supports.
enum class Gaps : std::uint8_t {
    /// They count, and do not hold: the formula as the plan says it. For coverage.
    fail,
    /// They are left out, and a count is at most the number of what is left: the formula of what
    /// the plan still goes on with. For harm, which can take away only what is there.
    left_out
};

/// What decides one goal. The supports are the necessary tasks, the subgoals and, as one support
/// more, the alternatives; `needed` of the supports must hold.
struct SupportFormula {
    std::size_t needed = 0;
    std::span<const TaskId> necessary;
    std::span<const GoalId> subgoals;
    std::span<const TaskId> alternatives;  ///< hold when one of them does
    /// They decide only where there is no other support: one of them must hold then.
    std::span<const TaskId> supporting;

    [[nodiscard]] std::size_t support_count() const noexcept {
        return necessary.size() + subgoals.size() + (alternatives.empty() ? 0 : 1);
    }
    /// Whether nothing but supporting tasks serves the goal.
    [[nodiscard]] bool is_soft() const noexcept {
        return support_count() == 0 && !supporting.empty();
    }
    [[nodiscard]] bool is_empty() const noexcept {
        return support_count() == 0 && supporting.empty();
    }
};

/// The formulas of all goals, made once. Borrows from the graph. Immutable; may be used by several
/// threads at once.
///
/// - A goal holds when `all`, `any` or `at_least` k of its supports do: each necessary task, each
///   subgoal, and all its alternatives together as one. With `any` a necessary task is thus one of
///   those that suffice. Supporting tasks decide nothing but where nothing else serves the goal;
///   then one of them must hold. A task that serves a goal twice counts once, by its first role in
///   the order necessary, alternative, supporting.
/// - A task with subtasks holds when it does itself and all under it do, save those that are
///   cancelled; once it is done, it holds by itself. A task that is not done is cancelled when it
///   or one above it is said to be, or all its subtasks are; a cancelled task never holds.
/// - A goal without a formula does not hold if gaps fail; if they are left out it holds, and its
///   parent goal goes without it.
/// - Truth has three values (Kleene 1952): what is known is decided by counting the best and the
///   worst that the unknown may come to. A `yes` or `no` holds whatever the unknown turns out to
///   be; `unknown` may be said of a goal that is decided, where two of its supports rest on the
///   same unknown task.
/// - Parents that run in circles are left out, as in the graph.
class SupportFormulas {
public:
    /// @complexity O(goals + tasks + serves) time and space
    explicit SupportFormulas(const PlanGraph& graph, Gaps gaps = Gaps::fail);
    explicit SupportFormulas(PlanGraph&& graph, Gaps gaps = Gaps::fail) = delete;

    [[nodiscard]] const PlanGraph& graph() const noexcept { return *graph_; }
    [[nodiscard]] Gaps gaps() const noexcept { return gaps_; }
    [[nodiscard]] SupportFormula formula(GoalId goal) const noexcept;
    /// Whether a task, one above it or all under it are cancelled.
    [[nodiscard]] bool is_cancelled(TaskId task) const noexcept {
        return cancelled_.contains(task);
    }
    /// Every goal after all its subgoals.
    [[nodiscard]] std::span<const GoalId> children_first() const noexcept { return goal_order_; }

    /// The truth of all goals.
    /// @param tasks  by TaskId; of a task with subtasks, what holds of it besides them
    /// @complexity O(goals + tasks + serves)
    [[nodiscard]] IdMap<GoalId, Truth> evaluate(std::span<const Truth> tasks) const;
    /// The truth of all tasks, those with subtasks together with what is under them.
    /// @param tasks  as for evaluate
    [[nodiscard]] IdMap<TaskId, Truth> task_truths(std::span<const Truth> tasks) const;

    /// The formula as text, subgoals by their keys: `all(T1, any(T2, T3), G1.1)`,
    /// `at_least 2 of (T1, T2, T3)`, `any supporting (T4, T5)`; `none` where there is none.
    [[nodiscard]] std::string text(GoalId goal) const;
    /// The same with the formula of every subgoal behind its key:
    /// `all(T1, G1.1: any(T2, G1.1.1: all(T3)))`.
    /// @complexity O(goals below + their serves)
    [[nodiscard]] std::string full_text(GoalId goal) const;

private:
    friend class SupportState;
    enum class Part : std::uint8_t { counted, alternative };
    /// What a task decides: a goal, counted for itself or as one of the alternatives.
    struct Use {
        GoalId goal;
        Part part = Part::counted;
    };
    /// How many of a goal's parts are known to hold, and how many may.
    struct Counts {
        std::uint32_t yes = 0, unknown = 0;
        std::uint32_t alternatives_yes = 0, alternatives_unknown = 0;
        void add(Part part, Truth truth) noexcept;
        void remove(Part part, Truth truth) noexcept;
    };

    /// That a task serves a goal, said once.
    struct Service {
        TaskId task;
        GoalId goal;
        ServesRole role = ServesRole::necessary;
    };

    void index_tasks();
    [[nodiscard]] std::vector<Service> index_serves();
    void index_goals();
    void index_uses(std::span<const Service> services);
    [[nodiscard]] Truth decide(GoalId goal, const Counts& counts) const noexcept;
    [[nodiscard]] bool is_group_counted(GoalId goal) const noexcept;
    [[nodiscard]] std::string write(GoalId goal, bool is_full) const;

    const PlanGraph* graph_;
    Gaps gaps_;
    IdSet<TaskId> cancelled_;
    /// Every task after all its subtasks.
    std::vector<TaskId> task_order_;
    /// The task whose truth includes that of this one; not valid if there is none.
    std::vector<TaskId> task_above_;
    Rows<GoalId, TaskId> necessary_, alternatives_, supporting_;
    Rows<TaskId, Use> uses_;
    std::vector<GoalId> goal_order_;
    Rows<GoalId, GoalId> subgoals_;
    /// The goal that counts this one; not valid if there is none.
    std::vector<GoalId> goal_above_;
    std::vector<std::uint32_t> needed_;
};

/// What is said of a task.
struct TaskTruth {
    TaskId task;
    Truth truth = Truth::no;
};

/// Truths that change: sets tasks one by one and keeps the goals up to date. Borrows from the
/// formulas. Copies are independent; one thread at a time.
class SupportState {
public:
    /// @param tasks  as for SupportFormulas::evaluate
    /// @complexity O(goals + tasks + serves)
    SupportState(const SupportFormulas& formulas, std::span<const Truth> tasks);
    SupportState(SupportFormulas&& formulas, std::span<const Truth> tasks) = delete;
    /// All tasks hold, save those that are cancelled.
    explicit SupportState(const SupportFormulas& formulas);
    explicit SupportState(SupportFormulas&& formulas) = delete;

    [[nodiscard]] Truth of(GoalId goal) const noexcept { return goals_[goal.index()]; }
    /// Of a task with all under it that counts.
    [[nodiscard]] Truth of(TaskId task) const noexcept { return tasks_[task.index()]; }

    /// Says what holds of one task; of one with subtasks, besides them: these keep their truth.
    /// @complexity O(serves of the task and of those above, and what they change)
    void set(TaskId task, Truth truth);

    /// The goals whose truth is another when tasks have these truths, in plan order; the state is
    /// as before in the end.
    /// @complexity as set for each task; O(g log g) for the g goals that change
    [[nodiscard]] std::vector<GoalId> changed_with(std::span<const TaskTruth> tasks);
    /// The goals that turn to `no` when none of these tasks holds, in plan order; the state is as
    /// before in the end. Tasks under a task that is named are not taken to fail with it.
    /// @complexity as set for each task; O(g log g) for the g goals that change
    [[nodiscard]] std::vector<GoalId> lost_without(std::span<const TaskId> tasks);
    [[nodiscard]] std::vector<GoalId> lost_without(TaskId task);

private:
    using Counts = SupportFormulas::Counts;
    [[nodiscard]] Truth judge(TaskId task) const noexcept;
    /// A goal and what it was before it changed.
    using Changes = std::vector<std::pair<GoalId, Truth>>;
    void set(TaskId task, Truth truth, Changes* changes);
    void change(GoalId goal, SupportFormulas::Part part, Truth from, Truth to, Changes* changes);
    [[nodiscard]] std::vector<GoalId> try_out(std::span<const TaskTruth> tasks, bool is_loss);

    const SupportFormulas* formulas_;
    std::vector<Truth> own_, tasks_, goals_;
    /// Of the subtasks that count, how many do not hold and of how many that is not known.
    std::vector<std::uint32_t> parts_no_, parts_unknown_;
    std::vector<Counts> counts_;
};

}  // namespace planloom

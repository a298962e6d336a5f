// Laws of impact on random plans, held against the rules said the slow way.
#include <planloom/impact/impact.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/plans.hpp"
#include "support/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace planloom {
namespace {

/// The rules of impact(), applied to every node again and again until nothing changes.
class SlowImpact {
public:
    SlowImpact(const PlanGraph& graph, const Cause& cause) : graph_(graph), plan_(graph.plan()) {
        for (const UnitId unit : cause.failed_units) failed_.insert(unit);
        for (const TaskId task : cause.dropped_tasks)
            if (plan_.task(task).is_open()) effects_[task] = Effect::stopped;
        while (sweep()) {
        }
    }
    [[nodiscard]] Effect of(Node node) const {
        const auto found = effects_.find(node);
        return found == effects_.end() ? Effect::none : found->second;
    }

private:
    static int class_of(Role role) {
        if (role == Role::lead || role == Role::co_lead) return 0;
        if (role == Role::responsible) return 1;
        return role == Role::implement ? 2 : 3;
    }

    [[nodiscard]] std::vector<std::pair<UnitId, int>> carriers(TaskId task) const {
        std::vector<std::pair<UnitId, int>> all;
        int best = 3;
        for (const AssignmentId row : plan_.assignments(task)) {
            const int own = class_of(plan_.assignment_table().role[row.index()]);
            all.emplace_back(plan_.assignment_table().unit[row.index()], own);
            best = std::min(best, own);
        }
        std::erase_if(all, [&](const auto& each) { return each.second != best || best == 3; });
        return all;
    }

    [[nodiscard]] bool is_uncarried(TaskId task) const {
        if (!graph_.is_leaf(task)) return false;
        for (TaskId at = task; at.is_valid(); at = graph_.parent(at)) {
            const auto units = carriers(at);
            if (units.empty()) continue;
            return std::ranges::all_of(
                units, [&](const auto& each) { return failed_.contains(each.first); });
        }
        return false;
    }

    /// Whether a task, or one under it with none between that is not open, stops.
    [[nodiscard]] bool has_stopped_within(TaskId whole) const {
        if (!plan_.task(whole).is_open()) return false;
        return of(whole) == Effect::stopped ||
               std::ranges::any_of(graph_.children(whole),
                                   [&](TaskId child) { return has_stopped_within(child); });
    }

    [[nodiscard]] Effect judge_task(TaskId task) const {
        if (!plan_.task(task).is_open()) return Effect::none;
        Effect effect = is_uncarried(task) ? Effect::stopped : Effect::none;
        for (const AssignmentId row : plan_.assignments(task)) {
            const Role role = plan_.assignment_table().role[row.index()];
            if (failed_.contains(plan_.assignment_table().unit[row.index()]) &&
                (class_of(role) < 3 || role == Role::support))
                effect = std::max(effect, Effect::weakened);
        }
        for (TaskId at = task; at.is_valid() && plan_.task(at).is_open(); at = graph_.parent(at)) {
            for (const DependencyId row : plan_.predecessors(at)) {
                const TaskId from = plan_.dependency_table().predecessor[row.index()];
                const bool is_soft = plan_.dependency_table().is_soft[row.index()] != 0;
                if (from.is_valid() && has_stopped_within(from))
                    effect = std::max(effect, is_soft ? Effect::weakened : Effect::stopped);
                if (of(from) == Effect::incomplete && !is_soft)
                    effect = std::max(effect, Effect::weakened);
            }
        }
        if (graph_.parent(task).is_valid() && of(graph_.parent(task)) == Effect::stopped)
            effect = Effect::stopped;
        std::size_t left = 0, stopped = 0;
        for (const TaskId child : graph_.children(task)) {
            if (plan_.task(child).status() == TaskStatus::cancelled) continue;
            ++left;
            if (of(child) == Effect::stopped) ++stopped;
            effect = std::max(effect, std::min(of(child), Effect::incomplete));
        }
        return stopped > 0 && stopped == left ? Effect::stopped : effect;
    }

    [[nodiscard]] Effect judge_goal(GoalId goal) const {
        std::vector<Effect> necessary, alternative, supporting;
        for (const ServesId row : graph_.serves(goal)) {
            const TaskId task = plan_.serves_table().task[row.index()];
            if (plan_.task(task).status() == TaskStatus::cancelled) continue;
            const ServesRole role = plan_.serves_table().role[row.index()];
            (role == ServesRole::necessary     ? necessary
             : role == ServesRole::alternative ? alternative
                                               : supporting)
                .push_back(of(task));
        }
        for (const GoalId child : graph_.children(goal)) necessary.push_back(of(child));
        const auto alive = [](Effect effect) { return effect < Effect::incomplete; };
        const auto stopped = [](Effect effect) { return effect == Effect::stopped; };
        const auto harmed = [](Effect effect) { return effect != Effect::none; };
        const auto owner = plan_.goal(goal).owner();
        const bool is_weakened =
            std::ranges::any_of(necessary, harmed) || std::ranges::any_of(alternative, harmed) ||
            !std::ranges::all_of(supporting, alive) || (owner && failed_.contains(*owner));
        const Effect least = is_weakened ? Effect::weakened : Effect::none;
        if (necessary.empty() && alternative.empty())
            return !supporting.empty() && std::ranges::all_of(supporting, stopped) ? Effect::stopped
                                                                                   : least;
        if (std::ranges::all_of(necessary, stopped) && std::ranges::all_of(alternative, stopped))
            return Effect::stopped;
        const auto all = static_cast<std::ptrdiff_t>(necessary.size() + !alternative.empty());
        std::ptrdiff_t needed = all;
        if (plan_.goal(goal).support() == SupportRule::any) needed = 1;
        if (plan_.goal(goal).support() == SupportRule::at_least)
            needed = std::min<std::ptrdiff_t>(all, *plan_.goal(goal).support_count());
        const std::ptrdiff_t left = std::ranges::count_if(necessary, alive) +
                                    (std::ranges::any_of(alternative, alive) ? 1 : 0);
        return left < needed ? Effect::incomplete : least;
    }

    [[nodiscard]] Effect judge_requirement(RequirementId requirement) const {
        Effect heaviest = Effect::none;
        bool all_stopped = true;
        for (const ImplementsId row : graph_.implements(requirement)) {
            const Effect effect = of(plan_.implements_table().node[row.index()]);
            heaviest = std::max(heaviest, effect);
            all_stopped = all_stopped && effect == Effect::stopped;
        }
        return all_stopped ? heaviest : std::min(heaviest, Effect::incomplete);
    }

    bool raise(Node node, Effect effect) {
        if (effect <= of(node)) return false;
        effects_[node] = effect;
        return true;
    }

    bool sweep() {
        bool is_changed = false;
        for (const TaskId task : plan_.tasks()) is_changed |= raise(task, judge_task(task));
        for (const GoalId goal : plan_.goals()) is_changed |= raise(goal, judge_goal(goal));
        for (const RequirementId each : plan_.requirements())
            is_changed |= raise(each, judge_requirement(each));
        return is_changed;
    }

    const PlanGraph& graph_;
    const Plan& plan_;
    std::set<UnitId> failed_;
    std::map<Node, Effect> effects_;
};

Cause random_cause(const Plan& plan, std::uint64_t seed) {
    testing::Random random(seed * 977 + 5);
    Cause cause;
    for (const UnitId unit : plan.units())
        if (random.chance(30)) cause.failed_units.push_back(unit);
    for (const TaskId task : plan.tasks())
        if (random.chance(8)) cause.dropped_tasks.push_back(task);
    return cause;
}

TEST(Impact, AgreesWithItsRulesAppliedUntilNothingChanges) {
    std::size_t stopped = 0, incomplete = 0, weakened = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(testing::random_plan(seed, {.has_cycles = seed % 2 == 0, .has_faults = true}),
                   Faults::skip);
        const Plan& plan = graph.plan();
        const Cause cause = random_cause(plan, seed);
        const SlowImpact expected(graph, cause);
        const Impact found = impact(graph, cause);
        std::size_t affected = 0;
        const auto compare = [&](Node node) {
            const Affected* at = found.find(node);
            ASSERT_EQ(at ? at->effect : Effect::none, expected.of(node)) << plan.key(node);
            if (!at) return;
            ++affected;
            stopped += at->effect == Effect::stopped ? 1 : 0;
            incomplete += at->effect == Effect::incomplete ? 1 : 0;
            weakened += at->effect == Effect::weakened ? 1 : 0;
        };
        for (const TaskId task : plan.tasks()) compare(task);
        for (const GoalId goal : plan.goals()) compare(goal);
        for (const RequirementId requirement : plan.requirements()) compare(requirement);
        EXPECT_EQ(affected, found.affected.size());
    }
    EXPECT_GT(stopped, 1000U);
    EXPECT_GT(incomplete, 100U);
    EXPECT_GT(weakened, 100U);
}

TEST(Impact, GivesEveryAffectedNodeAPathFromACause) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed, {.has_cycles = true}));
        const Cause cause = random_cause(graph.plan(), seed);
        const Impact found = impact(graph, cause);
        for (const Affected& affected : found.affected) {
            const std::vector<Step> path = found.path(affected);
            const Node start = path.empty() ? affected.node : path.front().from;
            const bool is_cause =
                start.kind == NodeKind::unit
                    ? std::ranges::count(cause.failed_units, start.unit()) > 0
                    : start.kind == NodeKind::task &&
                          std::ranges::count(cause.dropped_tasks, start.task()) > 0;
            EXPECT_TRUE(is_cause);
            for (std::size_t i = 0; i < path.size(); ++i) {
                EXPECT_EQ(path[i].to, i + 1 < path.size() ? path[i + 1].from : affected.node);
                EXPECT_FALSE(sentence(graph, path[i]).empty());
                // A step never brings more than its source has.
                const Affected* source = found.find(path[i].from);
                const Affected* target = found.find(path[i].to);
                ASSERT_NE(target, nullptr);
                if (source) {
                    EXPECT_GE(source->effect, target->effect);
                }
            }
        }
    }
}

TEST(Impact, NeverShrinksWhenMoreFails) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed, {.has_cycles = true}));
        const Cause all = random_cause(graph.plan(), seed);
        Cause less = all;
        if (!less.failed_units.empty()) less.failed_units.pop_back();
        if (!less.dropped_tasks.empty()) less.dropped_tasks.pop_back();
        const Impact more = impact(graph, all);
        for (const Affected& affected : impact(graph, less).affected) {
            const Affected* at = more.find(affected.node);
            ASSERT_NE(at, nullptr);
            EXPECT_GE(at->effect, affected.effect);
        }
    }
}

TEST(Impact, IsTheSameTwice) {
    const PlanGraph graph = freeze(testing::random_plan(11, {.tasks = 300, .has_cycles = true}));
    const Cause cause = random_cause(graph.plan(), 11);
    const Impact first = impact(graph, cause);
    const Impact second = impact(graph, cause);
    ASSERT_EQ(first.affected.size(), second.affected.size());
    for (std::size_t i = 0; i < first.affected.size(); ++i) {
        EXPECT_EQ(first.affected[i].node, second.affected[i].node);
        EXPECT_EQ(first.path(first.affected[i]), second.path(second.affected[i]));
    }
}

}  // namespace
}  // namespace planloom

#include <planloom/graph/support.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// home (all)                         survey: necessary
///  |- shelter (at_least 2)           walls, roof, doors: necessary
///  |- warmth (all)                   stove | fire: alternatives, blankets: supporting
///  `- beauty (all)                   paint, plants: supporting
Plan home_plan(TaskStatus fire = TaskStatus::not_started) {
    PlanBuilder builder;
    builder.add_goal({.key = "home"});
    builder.add_goal(
        {.key = "shelter", .parent = "home", .support = SupportRule::at_least, .support_count = 2});
    builder.add_goal({.key = "warmth", .parent = "home"});
    builder.add_goal({.key = "beauty", .parent = "home"});
    const auto add = [&](std::string_view key, std::string_view goal, ServesRole role,
                         TaskStatus status = TaskStatus::not_started) {
        builder.serve(builder.add_task({.key = key, .status = status}), goal, role);
    };
    add("survey", "home", ServesRole::necessary);
    add("walls", "shelter", ServesRole::necessary);
    add("roof", "shelter", ServesRole::necessary);
    add("doors", "shelter", ServesRole::necessary);
    add("stove", "warmth", ServesRole::alternative);
    add("fire", "warmth", ServesRole::alternative, fire);
    add("blankets", "warmth", ServesRole::supporting);
    add("paint", "beauty", ServesRole::supporting);
    add("plants", "beauty", ServesRole::supporting);
    return std::move(builder).build();
}

std::vector<TaskId> tasks_of(const Plan& plan, std::initializer_list<std::string_view> keys) {
    std::vector<TaskId> tasks;
    for (const std::string_view key : keys) tasks.push_back(*plan.find_task(key));
    return tasks;
}

std::vector<std::string> lost(const PlanGraph& graph, std::initializer_list<std::string_view> keys,
                              Gaps gaps = Gaps::fail) {
    const SupportFormulas formulas(graph, gaps);
    SupportState state(formulas);
    return testing::keys_of(graph.plan(), state.lost_without(tasks_of(graph.plan(), keys)));
}

TEST(SupportFormulas, AreWrittenAsText) {
    const PlanGraph graph = freeze(home_plan());
    const SupportFormulas formulas(graph);
    const auto goal = [&](std::string_view key) { return *graph.plan().find_goal(key); };
    EXPECT_EQ(formulas.text(goal("home")), "all(survey, shelter, warmth, beauty)");
    EXPECT_EQ(formulas.text(goal("shelter")), "at_least 2 of (walls, roof, doors)");
    EXPECT_EQ(formulas.text(goal("warmth")), "any(stove, fire)");
    EXPECT_EQ(formulas.text(goal("beauty")), "any supporting (paint, plants)");
    EXPECT_EQ(formulas.full_text(goal("home")),
              "all(survey, shelter: at_least 2 of (walls, roof, doors), warmth: any(stove, fire), "
              "beauty: any supporting (paint, plants))");
}

TEST(SupportFormulas, LoseGoalsWhenTooLittleIsLeft) {
    const PlanGraph graph = freeze(home_plan());
    EXPECT_THAT(lost(graph, {"survey"}), ElementsAre("home"));
    EXPECT_THAT(lost(graph, {"walls"}), IsEmpty());
    EXPECT_THAT(lost(graph, {"walls", "doors"}), ElementsAre("home", "shelter"));
    EXPECT_THAT(lost(graph, {"stove", "blankets"}), IsEmpty());
    EXPECT_THAT(lost(graph, {"stove", "fire"}), ElementsAre("home", "warmth"));
    EXPECT_THAT(lost(graph, {"paint"}), IsEmpty());
    EXPECT_THAT(lost(graph, {"paint", "plants"}), ElementsAre("home", "beauty"));
}

TEST(SupportFormulas, DecideWhatTheUnknownCannotChange) {
    const PlanGraph graph = freeze(home_plan());
    const Plan& plan = graph.plan();
    const SupportFormulas formulas(graph);
    std::vector<Truth> truths(plan.tasks().size(), Truth::yes);
    truths[plan.find_task("walls")->index()] = Truth::unknown;
    truths[plan.find_task("stove")->index()] = Truth::unknown;
    EXPECT_THAT(formulas.evaluate(truths).values(),
                ElementsAre(Truth::yes, Truth::yes, Truth::yes, Truth::yes));
    truths[plan.find_task("roof")->index()] = Truth::no;
    EXPECT_THAT(formulas.evaluate(truths).values(),
                ElementsAre(Truth::unknown, Truth::unknown, Truth::yes, Truth::yes));
    truths[plan.find_task("doors")->index()] = Truth::no;
    EXPECT_THAT(formulas.evaluate(truths).values(),
                ElementsAre(Truth::no, Truth::no, Truth::yes, Truth::yes));
}

TEST(SupportFormulas, CountCancelledTasksAsFailedOrNotAtAll) {
    const PlanGraph graph = freeze(home_plan(TaskStatus::cancelled));
    EXPECT_THAT(lost(graph, {"stove"}), ElementsAre("home", "warmth"));
    PlanBuilder builder;
    builder.add_goal({.key = "G", .support = SupportRule::at_least, .support_count = 2});
    builder.add_goal({.key = "empty", .parent = "G"});
    for (const std::string_view key : {"T1", "T2"})
        builder.serve(builder.add_task({.key = key,
                                        .status = key == "T1" ? TaskStatus::not_started
                                                              : TaskStatus::cancelled}),
                      "G");
    const PlanGraph gaps = freeze(std::move(builder).build());
    const std::vector<Truth> all(2, Truth::yes);
    const SupportFormulas failing(gaps);
    EXPECT_THAT(failing.evaluate(all).values(), ElementsAre(Truth::no, Truth::no));
    EXPECT_EQ(failing.text(GoalId(0)), "at_least 2 of (T1, T2, empty)");
    EXPECT_EQ(failing.full_text(GoalId(0)), "at_least 2 of (T1, T2, empty: none)");
    const SupportFormulas left_out(gaps, Gaps::left_out);
    EXPECT_THAT(left_out.evaluate(all).values(), ElementsAre(Truth::yes, Truth::yes));
    EXPECT_EQ(left_out.text(GoalId(0)), "at_least 1 of (T1)");
    EXPECT_THAT(lost(gaps, {"T1"}), IsEmpty());
    EXPECT_THAT(lost(gaps, {"T1"}, Gaps::left_out), ElementsAre("G"));
}

TEST(SupportFormulas, AskForAllPartsOfATaskThatAreNotCancelled) {
    //   W: W1, W2 (cancelled), W3: W31;   D (done): D1
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    builder.add_goal({.key = "H"});
    builder.serve(builder.add_task({.key = "W"}), "G");
    builder.add_task({.key = "W1", .parent = "W"});
    builder.add_task({.key = "W2", .parent = "W", .status = TaskStatus::cancelled});
    builder.add_task({.key = "W3", .parent = "W"});
    builder.add_task({.key = "W31", .parent = "W3"});
    builder.serve(builder.add_task({.key = "D", .status = TaskStatus::done}), "H");
    builder.add_task({.key = "D1", .parent = "D"});
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_THAT(lost(graph, {"W31"}), ElementsAre("G"));
    EXPECT_THAT(lost(graph, {"W3"}), ElementsAre("G"));
    EXPECT_THAT(lost(graph, {"W2"}), IsEmpty());
    EXPECT_THAT(lost(graph, {"D1"}), IsEmpty());
    const SupportFormulas formulas(graph);
    EXPECT_TRUE(formulas.is_cancelled(*graph.plan().find_task("W2")));
    EXPECT_FALSE(formulas.is_cancelled(*graph.plan().find_task("W")));
}

TEST(SupportFormulas, CountATaskOnceForAGoal) {
    PlanBuilder builder;
    builder.add_goal({.key = "G", .support = SupportRule::at_least, .support_count = 2});
    const TaskId task = builder.add_task({.key = "T1"});
    builder.serve(task, "G", ServesRole::supporting);
    builder.serve(task, "G");
    builder.serve(task, "G");
    builder.serve(builder.add_task({.key = "T2"}), "G");
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_EQ(SupportFormulas(graph).text(GoalId(0)), "at_least 2 of (T1, T2)");
    EXPECT_THAT(lost(graph, {"T2"}), ElementsAre("G"));
}

TEST(SupportFormulas, HoldInAPlanWithoutGoalsAndInCirclesOfParents) {
    const PlanGraph empty = freeze(Plan{});
    EXPECT_EQ(SupportFormulas(empty).evaluate({}).size(), 0U);
    PlanBuilder builder;
    builder.add_goal({.key = "A", .parent = "B"});
    builder.add_goal({.key = "B", .parent = "A"});
    builder.add_goal({.key = "C", .parent = "C"});
    builder.serve(builder.add_task({.key = "T"}), "A");
    const PlanGraph graph = freeze(std::move(builder).build(), Faults::skip);
    const SupportFormulas formulas(graph);
    const std::vector<Truth> all(1, Truth::yes);
    EXPECT_THAT(formulas.evaluate(all).values(), ElementsAre(Truth::yes, Truth::no, Truth::no));
    EXPECT_EQ(formulas.full_text(GoalId(0)), "all(T)");
}

TEST(SupportFormulas, FollowAChainOfAMillion) {
    const PlanGraph graph = freeze(testing::deep_plan(1'000'000));
    const SupportFormulas formulas(graph);
    SupportState state(formulas);
    EXPECT_EQ(state.lost_without(TaskId(999'999)).size(), 1'000'000U);
    EXPECT_EQ(state.of(GoalId(0)), Truth::yes);
    EXPECT_GT(formulas.full_text(GoalId(0)).size(), 1'000'000U);
}

/// The rules of the formulas said the slow way, over yes and no only.
class SlowSupport {
public:
    SlowSupport(const PlanGraph& graph, Gaps gaps) : graph_(graph), plan_(graph.plan()) {
        is_left_out_ = gaps == Gaps::left_out;
    }
    [[nodiscard]] bool is_cancelled(TaskId task) const {
        for (TaskId at = task; at.is_valid(); at = graph_.parent(at)) {
            if (plan_.task(at).status() == TaskStatus::done) break;
            if (plan_.task(at).status() == TaskStatus::cancelled) return true;
        }
        const std::span<const TaskId> parts = graph_.children(task);
        return !parts.empty() && plan_.task(task).status() != TaskStatus::done &&
               std::ranges::all_of(parts, [&](TaskId part) { return is_cancelled(part); });
    }
    [[nodiscard]] bool holds(TaskId task, std::span<const bool> truths) const {
        if (is_cancelled(task) || !truths[task.index()]) return false;
        if (plan_.task(task).status() == TaskStatus::done) return true;
        return std::ranges::all_of(graph_.children(task), [&](TaskId part) {
            return is_cancelled(part) || holds(part, truths);
        });
    }
    [[nodiscard]] bool is_empty(GoalId goal) const {
        return services(goal).empty() &&
               std::ranges::all_of(graph_.children(goal),
                                   [&](GoalId child) { return is_left_out_ && is_empty(child); });
    }
    [[nodiscard]] bool holds(GoalId goal, std::span<const bool> truths) const {
        if (is_empty(goal)) return is_left_out_;
        int all = 0, alive = 0;
        std::array<int, 3> all_of_role{}, alive_of_role{};
        for (const auto& [task, role] : services(goal)) {
            ++all_of_role[static_cast<std::size_t>(role)];
            alive_of_role[static_cast<std::size_t>(role)] += holds(task, truths) ? 1 : 0;
        }
        for (const GoalId child : graph_.children(goal)) {
            if (is_left_out_ && is_empty(child)) continue;
            ++all;
            alive += holds(child, truths) ? 1 : 0;
        }
        all += all_of_role[0] + (all_of_role[1] > 0 ? 1 : 0);
        alive += alive_of_role[0] + (alive_of_role[1] > 0 ? 1 : 0);
        if (all == 0) return alive_of_role[2] > 0;
        const GoalView view = plan_.goal(goal);
        if (view.support() == SupportRule::all) return alive == all;
        if (view.support() == SupportRule::any) return alive > 0;
        const int count = *view.support_count();
        return alive >= (is_left_out_ ? std::min(count, all) : count);
    }

private:
    [[nodiscard]] std::map<TaskId, ServesRole> services(GoalId goal) const {
        std::map<TaskId, ServesRole> best;
        for (const ServesId row : graph_.serves(goal)) {
            const TaskId task = plan_.serves_table().task[row.index()];
            const ServesRole role = plan_.serves_table().role[row.index()];
            if (is_left_out_ && is_cancelled(task)) continue;
            const auto [at, is_new] = best.emplace(task, role);
            if (!is_new) at->second = std::min(at->second, role);
        }
        return best;
    }

    const PlanGraph& graph_;
    const Plan& plan_;
    bool is_left_out_ = false;
};

std::vector<Truth> random_truths(testing::Random& random, std::size_t count, int unknowns) {
    std::vector<Truth> truths(count);
    for (Truth& truth : truths) truth = random.chance(30) ? Truth::no : Truth::yes;
    for (int i = 0; i < unknowns && count > 0; ++i) truths[random.below(count)] = Truth::unknown;
    return truths;
}

TEST(SupportFormulas, AreSoundForAllThatTheUnknownMayBe) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(testing::random_plan(seed, {.has_faults = seed % 3 == 0}), Faults::skip);
        const Gaps gaps = seed % 2 == 0 ? Gaps::fail : Gaps::left_out;
        const SupportFormulas formulas(graph, gaps);
        const SlowSupport slow(graph, gaps);
        testing::Random random(seed);
        const std::size_t count = graph.plan().tasks().size();
        const std::vector<Truth> truths = random_truths(random, count, 5);
        std::vector<std::size_t> unknowns;
        for (std::size_t i = 0; i < count; ++i)
            if (truths[i] == Truth::unknown) unknowns.push_back(i);
        const IdMap<GoalId, Truth> found = formulas.evaluate(truths);
        for (std::size_t bits = 0; bits < (std::size_t{1} << unknowns.size()); ++bits) {
            const auto completed = std::make_unique<bool[]>(count);
            for (std::size_t i = 0; i < count; ++i) completed[i] = truths[i] == Truth::yes;
            for (std::size_t i = 0; i < unknowns.size(); ++i)
                completed[unknowns[i]] = ((bits >> i) & 1U) != 0;
            for (const GoalId goal : graph.plan().goals()) {
                if (found[goal] == Truth::unknown && !unknowns.empty()) continue;
                const bool holds = slow.holds(goal, {completed.get(), count});
                EXPECT_EQ(found[goal], holds ? Truth::yes : Truth::no) << formulas.full_text(goal);
            }
        }
    }
}

TEST(SupportFormulas, AreMonotone) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed));
        const SupportFormulas formulas(graph, seed % 2 == 0 ? Gaps::fail : Gaps::left_out);
        testing::Random random(seed);
        std::vector<Truth> truths = random_truths(random, graph.plan().tasks().size(), 8);
        IdMap<GoalId, Truth> before = formulas.evaluate(truths);
        for (const std::size_t task : random.permutation(truths.size())) {
            truths[task] = truths[task] == Truth::no ? Truth::unknown : Truth::yes;
            const IdMap<GoalId, Truth> after = formulas.evaluate(truths);
            for (const GoalId goal : graph.plan().goals()) EXPECT_GE(after[goal], before[goal]);
            before = after;
        }
    }
}

TEST(SupportState, AgreesWithEvaluatingAnew) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed));
        const SupportFormulas formulas(graph, seed % 2 == 0 ? Gaps::fail : Gaps::left_out);
        testing::Random random(seed);
        std::vector<Truth> truths = random_truths(random, graph.plan().tasks().size(), 8);
        if (truths.empty()) continue;
        SupportState state(formulas, truths);
        for (int step = 0; step < 20; ++step) {
            const TaskId task(random.below(truths.size()));
            truths[task.index()] = static_cast<Truth>(random.below(3));
            state.set(task, truths[task.index()]);
            const IdMap<GoalId, Truth> anew = formulas.evaluate(truths);
            for (const GoalId goal : graph.plan().goals()) ASSERT_EQ(state.of(goal), anew[goal]);
            for (const TaskId each : graph.plan().tasks())
                ASSERT_EQ(state.of(each), formulas.task_truths(truths)[each]);

            std::vector<TaskId> dropped;
            for (int i = 0; i < 3; ++i) dropped.emplace_back(random.below(truths.size()));
            std::vector<Truth> without = truths;
            for (const TaskId each : dropped) without[each.index()] = Truth::no;
            const IdMap<GoalId, Truth> fallen = formulas.evaluate(without);
            std::vector<GoalId> expected;
            for (const GoalId goal : graph.plan().goals())
                if (fallen[goal] == Truth::no && anew[goal] != Truth::no) expected.push_back(goal);
            EXPECT_EQ(state.lost_without(dropped), expected);
            std::vector<TaskTruth> mixed;
            without = truths;
            for (const TaskId each : dropped) {
                mixed.push_back({each, static_cast<Truth>(random.below(3))});
                without[each.index()] = mixed.back().truth;
            }
            const IdMap<GoalId, Truth> moved = formulas.evaluate(without);
            expected.clear();
            for (const GoalId goal : graph.plan().goals())
                if (moved[goal] != anew[goal]) expected.push_back(goal);
            EXPECT_EQ(state.changed_with(mixed), expected);
            for (const GoalId goal : graph.plan().goals()) ASSERT_EQ(state.of(goal), anew[goal]);
        }
    }
}

}  // namespace
}  // namespace planloom

#include <planloom/graph/support.hpp>
#include <planloom/impact/failure_points.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <algorithm>
#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// A line for each point: what fails, what stops, what is lost.
std::vector<std::string> lines(const PlanGraph& graph, const FailurePoints& found) {
    const Plan& plan = graph.plan();
    std::vector<std::string> all;
    for (const FailurePoint& point : found.points) {
        std::string line = std::string(plan.key(point.node)) + ":";
        for (const TaskId task : point.stopped) line += ' ' + std::string(plan.key(task));
        line += " ->";
        for (const GoalId goal : point.lost) line += ' ' + std::string(plan.key(goal));
        all.push_back(line);
    }
    return all;
}

//   G1: all(A, B)      G2: any of C, D
//   A ─> B (hard)   C ··> D (soft)
//   A: lead U, co-lead V    B: lead W    C: lead U    D: lead W
Plan drawn() {
    PlanBuilder builder;
    builder.add_goal({.key = "G1"});
    builder.add_goal({.key = "G2", .support = SupportRule::any});
    for (const char* key : {"U", "V", "W"}) builder.add_unit({.key = key});
    const TaskId a = builder.add_task({.key = "A"}), b = builder.add_task({.key = "B"}),
                 c = builder.add_task({.key = "C"}), d = builder.add_task({.key = "D"});
    builder.serve(a, "G1");
    builder.serve(b, "G1");
    builder.serve(c, "G2");
    builder.serve(d, "G2");
    builder.depend(b, "A");
    builder.depend(d, "C", {.is_soft = true});
    builder.assign(a, "U", Role::lead);
    builder.assign(a, "V", Role::co_lead);
    builder.assign(b, "W", Role::lead);
    builder.assign(c, "U", Role::lead);
    builder.assign(d, "W", Role::lead);
    return std::move(builder).build();
}

TEST(FailurePoints, NameWhatStopsAndWhatIsLost) {
    const PlanGraph graph = freeze(drawn());
    EXPECT_THAT(lines(graph, failure_points(graph)),
                ElementsAre("W: B D -> G1", "A: A B -> G1", "B: B -> G1"));
    EXPECT_THAT(lines(graph, failure_points(graph, {.with_units = false})),
                ElementsAre("A: A B -> G1", "B: B -> G1"));
    EXPECT_EQ(failure_points(graph), failure_points(graph));
}

TEST(FailurePoints, SayWhenTheStepsRanOut) {
    const PlanGraph graph = freeze(drawn());
    EXPECT_TRUE(failure_points(graph, {.max_steps = 1}).is_cut);
    EXPECT_FALSE(failure_points(graph).is_cut);
}

TEST(FailurePoints, OfNothingAreNone) {
    const PlanGraph graph = freeze(Plan());
    EXPECT_THAT(failure_points(graph).points, IsEmpty());
    EXPECT_THAT(minimal_cuts(graph, 2).cuts, IsEmpty());
}

TEST(MinimalCuts, FindWhatOnlyTwoCostTogether) {
    const PlanGraph graph = freeze(drawn());
    const UnitCuts found = minimal_cuts(graph, 2);
    ASSERT_EQ(found.cuts.size(), 2U);
    // U and V stop A, so B, so G1; U and W stop C and D, so G2; G1 falls with W alone.
    EXPECT_THAT(keys_of(graph.plan(),
                        std::vector<Node>(found.cuts[0].units.begin(), found.cuts[0].units.end())),
                ElementsAre("U", "V"));
    EXPECT_EQ(graph.plan().key(found.cuts[0].lost.at(0)), "G1");
    EXPECT_THAT(keys_of(graph.plan(),
                        std::vector<Node>(found.cuts[1].units.begin(), found.cuts[1].units.end())),
                ElementsAre("U", "W"));
    EXPECT_EQ(graph.plan().key(found.cuts[1].lost.at(0)), "G2");
    EXPECT_THAT(minimal_cuts(graph, 3).cuts, IsEmpty());
    EXPECT_TRUE(minimal_cuts(graph, 2, {.max_cuts = 1}).is_cut);
}

/// Everything by definition: tasks stop until nothing more does.
class Slow {
public:
    explicit Slow(const PlanGraph& graph) : graph_(graph), plan_(graph.plan()) {}

    [[nodiscard]] std::vector<UnitId> leads(TaskId task) const {
        for (TaskId at = task; at.is_valid(); at = graph_.parent(at)) {
            std::vector<UnitId> units;
            for (const AssignmentId share : plan_.assignments(at)) {
                const Role role = plan_.assignment_table().role[share.index()];
                const UnitId unit = plan_.assignment_table().unit[share.index()];
                if ((role == Role::lead || role == Role::co_lead) && unit.is_valid())
                    units.push_back(unit);
            }
            if (!units.empty()) return units;
        }
        return {};
    }
    [[nodiscard]] bool is_at_or_under(TaskId task, TaskId top) const {
        for (TaskId at = task; at.is_valid(); at = graph_.parent(at))
            if (at == top) return true;
        return false;
    }
    [[nodiscard]] std::vector<GoalId> lost_with_units(const std::vector<UnitId>& units) const {
        std::vector<bool> stopped(plan_.tasks().size(), false);
        for (const TaskId task : plan_.tasks()) {
            const std::vector<UnitId> own = leads(task);
            stopped[task.index()] =
                !own.empty() && can_stop(task) &&
                std::all_of(own.begin(), own.end(), [&](UnitId unit) {
                    return std::find(units.begin(), units.end(), unit) != units.end();
                });
        }
        return lost(std::move(stopped));
    }
    [[nodiscard]] std::vector<GoalId> lost_with_task(TaskId failed) const {
        std::vector<bool> stopped(plan_.tasks().size(), false);
        for (const TaskId task : plan_.tasks())
            stopped[task.index()] = can_stop(task) && is_at_or_under(task, failed);
        return lost(std::move(stopped));
    }

private:
    [[nodiscard]] bool can_stop(TaskId task) const {
        if (!graph_.is_leaf(task) || !plan_.task(task).is_open()) return false;
        for (TaskId at = task; at.is_valid(); at = graph_.parent(at))
            if (plan_.task(at).status() == TaskStatus::cancelled) return false;
        return true;
    }
    [[nodiscard]] std::vector<GoalId> lost(std::vector<bool> stopped) const {
        const DependencyTable& links = plan_.dependency_table();
        for (bool is_changing = true; is_changing;) {
            is_changing = false;
            for (std::size_t row = 0; row < links.count; ++row) {
                if (links.is_soft[row] != 0 || !links.predecessor[row].is_valid()) continue;
                bool is_held = false;
                for (const TaskId task : plan_.tasks())
                    is_held = is_held || (stopped[task.index()] &&
                                          is_at_or_under(task, links.predecessor[row]));
                if (!is_held) continue;
                for (const TaskId task : plan_.tasks())
                    if (!stopped[task.index()] && can_stop(task) &&
                        is_at_or_under(task, links.successor[row])) {
                        stopped[task.index()] = true;
                        is_changing = true;
                    }
            }
        }
        const SupportFormulas formulas(graph_, Gaps::left_out);
        const SupportState whole(formulas);
        std::vector<Truth> truths(plan_.tasks().size(), Truth::yes);
        for (const TaskId task : plan_.tasks())
            if (stopped[task.index()] || formulas.is_cancelled(task))
                truths[task.index()] = Truth::no;
        const IdMap<GoalId, Truth> after = formulas.evaluate(truths);
        std::vector<GoalId> goals;
        for (const GoalId goal : plan_.goals())
            if (whole.of(goal) != Truth::no && after[goal] == Truth::no) goals.push_back(goal);
        return goals;
    }

    const PlanGraph& graph_;
    const Plan& plan_;
};

TEST(FailurePoints, EqualLettingEachFailInTurn) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed, {.has_cycles = seed % 3 == 0}));
        const Slow slow(graph);
        std::vector<std::pair<Node, std::vector<GoalId>>> expected;
        for (const UnitId unit : graph.plan().units())
            if (std::vector<GoalId> lost = slow.lost_with_units({unit}); !lost.empty())
                expected.emplace_back(unit, lost);
        for (const TaskId task : graph.plan().tasks())
            if (std::vector<GoalId> lost = slow.lost_with_task(task); !lost.empty())
                expected.emplace_back(task, lost);
        std::vector<std::pair<Node, std::vector<GoalId>>> found;
        for (const FailurePoint& point : failure_points(graph).points)
            found.emplace_back(point.node, point.lost);
        EXPECT_EQ(found, expected);
    }
}

TEST(MinimalCuts, EqualLettingPairsAndTriplesFail) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed, {.has_cycles = seed % 3 == 0}));
        const Slow slow(graph);
        const auto top = [&](const std::vector<UnitId>& units) {
            std::vector<GoalId> lost = slow.lost_with_units(units);
            std::erase_if(lost, [&](GoalId goal) { return graph.parent(goal).is_valid(); });
            return lost;
        };
        const auto without = [](std::vector<GoalId> from, const std::vector<GoalId>& these) {
            std::erase_if(from, [&](GoalId goal) {
                return std::find(these.begin(), these.end(), goal) != these.end();
            });
            return from;
        };
        std::vector<UnitCut> pairs;
        const std::size_t count = std::min<std::size_t>(graph.plan().units().size(), 12);
        for (std::uint32_t a = 0; a < count; ++a)
            for (std::uint32_t b = a + 1; b < count; ++b) {
                const std::vector<UnitId> units = {UnitId(a), UnitId(b)};
                const std::vector<GoalId> lost =
                    without(without(top(units), top({UnitId(a)})), top({UnitId(b)}));
                if (!lost.empty()) pairs.push_back({units, lost});
            }
        std::vector<UnitCut> found = minimal_cuts(graph, 2).cuts;
        std::erase_if(found, [&](const UnitCut& cut) { return cut.units[1].index() >= count; });
        EXPECT_EQ(found, pairs);
    }
}

}  // namespace
}  // namespace planloom::testing

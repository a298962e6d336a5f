#include <planloom/coverage/coordination.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/handed_down.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// `A B: shared, leads, links, hand_offs`.
std::vector<std::string> pairs(const PlanGraph& graph, const Coordination& units) {
    std::vector<std::string> all;
    for (const UnitId unit : graph.plan().units())
        for (const CoordinationCell& cell : units.row(unit))
            all.push_back(std::string(graph.plan().key(unit)) + ' ' +
                          std::string(graph.plan().key(UnitId(cell.column))) + ": " +
                          std::to_string(cell.shared) + ", " + std::to_string(cell.leads) + ", " +
                          std::to_string(cell.links) + ", " + std::to_string(cell.hand_offs));
    return all;
}

//   design (lead A, support B) ---> build ---> check (lead C, co-lead A)
//                                   |- walls (lead A)
//                                   |- roof  (lead B, support B and C)
class Site : public ::testing::Test {
protected:
    Site() {
        PlanBuilder builder;
        builder.head().levels = {"省级", "市级"};
        builder.add_unit({.key = "A", .level = "市级", .region = "东"});
        builder.add_unit({.key = "B", .level = "省级", .parent = "A"});
        builder.add_unit({.key = "C", .level = "市级", .region = "西"});
        builder.add_goal({.key = "G"});
        builder.add_goal({.key = "G1", .parent = "G"});
        builder.add_goal({.key = "G2", .parent = "G"});
        const TaskId design = builder.add_task({.key = "design", .section = "一"});
        const TaskId build = builder.add_task({.key = "build", .section = "二"});
        const TaskId walls = builder.add_task({.key = "walls", .parent = "build"});
        const TaskId roof = builder.add_task({.key = "roof", .parent = "build"});
        const TaskId check = builder.add_task({.key = "check"});
        builder.assign(design, "A", Role::lead);
        builder.assign(design, "B", Role::support);
        builder.assign(walls, "A", Role::lead);
        builder.assign(roof, "B", Role::lead);
        builder.assign(roof, "B", Role::support);
        builder.assign(roof, "C", Role::support);
        builder.assign(check, "C", Role::lead);
        builder.assign(check, "A", Role::co_lead);
        builder.depend(build, "design");
        builder.depend(check, "build");
        builder.serve(design, "G1");
        builder.serve(build, "G2");
        builder.serve(build, "G1");
        builder.serve(walls, "G2");
        graph_ = std::make_unique<PlanGraph>(freeze(std::move(builder).build()));
    }
    [[nodiscard]] Crossings cross(GroupAxis axis) const {
        return crossings(*graph_, coordination(*graph_), axis);
    }
    std::unique_ptr<PlanGraph> graph_;
};

TEST_F(Site, UnitsShareTasksAndHandWorkOn) {
    EXPECT_THAT(pairs(*graph_, coordination(*graph_)),
                ElementsAre("A A: 3, 0, 2, 2",  // design to walls; walls to check
                            "A B: 1, 1, 1, 1",  // design to roof
                            "A C: 1, 0, 1, 1",  // both lead check; walls to check
                            "B A: 1, 0, 1, 1",  // roof to check
                            "B B: 2, 0, 0, 0",  // roof once, though it has two roles
                            "B C: 1, 1, 1, 1",  // roof
                            "C A: 1, 0, 0, 0",  //
                            "C B: 1, 0, 0, 0",  //
                            "C C: 2, 0, 0, 0"));
}

TEST_F(Site, LevelsAreInTheOrderOfThePlanAndParentsLendTheirRegion) {
    EXPECT_THAT(unit_groups(*graph_, GroupAxis::level).titles, ElementsAre("省级", "市级"));
    EXPECT_THAT(unit_groups(*graph_, GroupAxis::level).of, ElementsAre(1, 0, 1));
    EXPECT_THAT(unit_groups(*graph_, GroupAxis::region).of, ElementsAre(0, 0, 1));
}

TEST_F(Site, DepartmentIsTheUnitAboveOrTheUnitItself) {
    EXPECT_THAT(unit_groups(*graph_, GroupAxis::parent).titles, ElementsAre("A", "C"));
    EXPECT_THAT(unit_groups(*graph_, GroupAxis::parent).of, ElementsAre(0, 0, 1));
}

TEST_F(Site, TasksAndHandOffsThatCrossARegionAreCounted) {
    const Crossings region = cross(GroupAxis::region);
    EXPECT_EQ(region.tasks, (CrossingCount{1, 2, 0}));      // design; roof and check
    EXPECT_EQ(region.single_tasks, 2U);                     // build, walls
    EXPECT_EQ(region.hand_offs, (CrossingCount{4, 2, 0}));  // to C: from A and from B
    EXPECT_THAT(region.pairs, ElementsAre(GroupPair{0, 1, 2, 2}, GroupPair{1, 0, 2, 0}));
}

TEST_F(Site, GoalsAreToldApartAtTheHighestLevelWithSeveral) {
    const TaskGroupSets sets = task_group_sets(*graph_, GroupAxis::goal);
    EXPECT_THAT(sets.titles, ElementsAre("G1", "G2"));
    EXPECT_THAT(sets.of[TaskId(0)], ElementsAre(0));
    EXPECT_THAT(sets.of[TaskId(1)], ElementsAre(0, 1));
    EXPECT_THAT(sets.of[TaskId(2)], ElementsAre(1));
    EXPECT_THAT(sets.of[TaskId(3)], ElementsAre(0, 1));  // that of its parent
    EXPECT_THAT(sets.of[TaskId(4)], IsEmpty());
    const Crossings goal = cross(GroupAxis::goal);
    EXPECT_EQ(goal.tasks, (CrossingCount{2, 2, 1}));
    // design to walls crosses, design to roof does not, nobody knows the goal of check.
    EXPECT_EQ(goal.hand_offs, (CrossingCount{1, 1, 2}));
    EXPECT_THAT(goal.pairs, ElementsAre(GroupPair{0, 1, 2, 1}, GroupPair{1, 0, 2, 0}));
}

TEST_F(Site, SectionsAreThoseOfTheParentWhereATaskHasNone) {
    EXPECT_THAT(task_groups(*graph_, GroupAxis::section).of, ElementsAre(0, 1, 1, 1, no_group));
}

TEST_F(Site, SystemIsNotEvaluatedWithoutTheAttribute) {
    const Crossings system = cross(GroupAxis::system);
    EXPECT_FALSE(system.is_evaluated());
    EXPECT_TRUE(cross(GroupAxis::level).is_evaluated());
}

TEST(UnitGroups, ReadsTheSystemFromAnAttribute) {
    PlanBuilder builder;
    const UnitId a = builder.add_unit({.key = "A"});
    const UnitId b = builder.add_unit({.key = "B"});
    builder.add_unit({.key = "C", .parent = "A"});
    builder.add_attribute(a, "system", R"("政\u6cd5 \"x\"\n\ud83d\ude00")");
    builder.add_attribute(b, "系统", R"("教育")");
    const PlanGraph graph = freeze(std::move(builder).build());
    const Groups groups = unit_groups(graph, GroupAxis::system);
    EXPECT_THAT(groups.titles, ElementsAre("政法 \"x\"\n😀", "教育"));
    EXPECT_THAT(groups.of, ElementsAre(0, 1, 0));
}

TEST(Coordination, LinkBetweenLargeSummariesIsMultipliedNotWrittenOut) {
    PlanBuilder builder;
    builder.add_unit({.key = "A"});
    builder.add_unit({.key = "B"});
    builder.add_task({.key = "P"});
    const TaskId s = builder.add_task({.key = "S"});
    builder.depend(s, "P");
    constexpr std::size_t leaves = 20'000;
    for (std::size_t i = 0; i < leaves; ++i) {
        builder.assign(builder.add_task({.key = "p" + std::to_string(i), .parent = "P"}), "A",
                       Role::lead);
        builder.assign(builder.add_task({.key = "s" + std::to_string(i), .parent = "S"}), "B",
                       Role::lead);
    }
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_THAT(
        pairs(graph, coordination(graph)),
        ElementsAre("A A: 20000, 0, 0, 0", "A B: 0, 0, 1, 400000000", "B B: 20000, 0, 0, 0"));
}

TEST(Coordination, WorkBeyondABoundIsLeftOutAndCounted) {
    PlanBuilder builder;
    for (int i = 0; i < 4; ++i) builder.add_unit({.key = "U" + std::to_string(i)});
    const TaskId hub = builder.add_task({.key = "hub"});
    const TaskId next = builder.add_task({.key = "next"});
    const TaskId small = builder.add_task({.key = "small"});
    for (int i = 0; i < 4; ++i) {
        builder.assign(hub, "U" + std::to_string(i), Role::co_lead);
        builder.assign(next, "U" + std::to_string(i), Role::co_lead);
    }
    builder.assign(small, "U0", Role::lead);
    builder.assign(small, "U1", Role::support);
    builder.depend(next, "hub");
    builder.depend(small, "next");
    const PlanGraph graph = freeze(std::move(builder).build());
    const CoordinationOptions bounds{.max_units_per_task = 3, .max_pairs_per_link = 15};
    const Coordination units = coordination(graph, bounds);
    EXPECT_THAT(units.left_out_tasks(), ElementsAre(hub, next));
    EXPECT_THAT(units.left_out_links(), ElementsAre(DependencyId(0)));
    EXPECT_THAT(pairs(graph, units),
                ElementsAre("U0 U0: 1, 0, 1, 1", "U0 U1: 1, 1, 0, 0", "U1 U0: 1, 0, 1, 1",
                            "U1 U1: 1, 0, 0, 0", "U2 U0: 0, 0, 1, 1", "U3 U0: 0, 0, 1, 1"));
    const Crossings parent = crossings(graph, units, GroupAxis::parent, bounds);
    EXPECT_EQ(parent.left_out_tasks, 2U);
    EXPECT_EQ(parent.left_out_links, 1U);
    EXPECT_EQ(parent.tasks, (CrossingCount{0, 1, 0}));
}

TEST(Coordination, IsEmptyForAnEmptyPlan) {
    const PlanGraph graph = freeze(Plan());
    const Coordination units = coordination(graph);
    EXPECT_EQ(units.cell_count(), 0U);
    for (const GroupAxis axis : group_axes)
        EXPECT_FALSE(crossings(graph, units, axis).is_evaluated()) << word(axis);
}

TEST(Coordination, GoesDownTheDeepestHierarchy) {
    PlanBuilder builder;
    builder.add_unit({.key = "U"});
    constexpr std::size_t depth = 100'000;
    std::string above;
    for (std::size_t i = 0; i < depth; ++i) {
        const std::string key = "T" + std::to_string(i);
        NewTask task{.key = key};
        if (i > 0) task.parent = above;
        builder.add_task(task);
        above = key;
    }
    builder.assign(TaskId(depth - 1), "U", Role::lead);
    builder.add_task({.key = "last"});
    builder.assign(TaskId(depth), "U", Role::lead);
    for (std::size_t i = 0; i < depth; ++i) builder.depend(TaskId(depth), "T" + std::to_string(i));
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_THAT(pairs(graph, coordination(graph)), ElementsAre("U U: 2, 0, 100000, 100000"));
}

TEST(GroupAxis, WordsAreReadBack) {
    for (const GroupAxis axis : group_axes) EXPECT_EQ(parse_group_axis(word(axis)), axis);
    EXPECT_EQ(parse_group_axis("colour"), std::nullopt);
}

using Oracle = std::map<std::pair<std::uint32_t, std::uint32_t>, CoordinationCell>;

std::set<UnitId> units_of(const Plan& plan, TaskId task, bool only_leads) {
    std::set<UnitId> units;
    const AssignmentTable& table = plan.assignment_table();
    for (const AssignmentId each : plan.assignments(task)) {
        const Role role = table.role[each.index()];
        if (table.unit[each.index()].is_valid() &&
            (!only_leads || role == Role::lead || role == Role::co_lead))
            units.insert(table.unit[each.index()]);
    }
    return units;
}

/// Every task with every pair of units, every link with every pair of leaves.
Oracle brute_force(const PlanGraph& graph) {
    const Plan& plan = graph.plan();
    Oracle oracle;
    const auto cell = [&](UnitId a, UnitId b) -> CoordinationCell& {
        CoordinationCell& found = oracle[{a.value(), b.value()}];
        found.column = b.value();
        return found;
    };
    for (const TaskId task : plan.tasks()) {
        const std::set<UnitId> units = units_of(plan, task, false);
        const std::set<UnitId> leads = units_of(plan, task, true);
        for (const UnitId a : units) {
            for (const UnitId b : units) {
                ++cell(a, b).shared;
                if (leads.contains(a) && !leads.contains(b)) ++cell(a, b).leads;
            }
        }
    }
    std::set<std::tuple<UnitId, UnitId, DependencyId>> links;
    for (const HandedDownLink& each : handed_down_links(plan)) {
        if (!graph.is_leaf(each.from) || !graph.is_leaf(each.to)) continue;
        for (const UnitId a : units_of(plan, each.from, true)) {
            for (const UnitId b : units_of(plan, each.to, true)) {
                ++cell(a, b).hand_offs;
                if (links.emplace(a, b, each.row).second) ++cell(a, b).links;
            }
        }
    }
    return oracle;
}

TEST(Coordination, AgreesWithBruteForce) {
    std::uint64_t hand_offs = 0;
    for (std::uint64_t seed = 0; seed < 250; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed, {.has_cycles = seed % 2 == 1}));
        const Coordination units = coordination(graph);
        Oracle found;
        for (const UnitId unit : graph.plan().units())
            for (const CoordinationCell& each : units.row(unit)) {
                found[{unit.value(), each.column}] = each;
                hand_offs += each.hand_offs;
                ASSERT_NE(units.find(unit, UnitId(each.column)), nullptr);
                if (each.shared != 0) {
                    ASSERT_NE(units.find(UnitId(each.column), unit), nullptr);
                    EXPECT_EQ(units.find(UnitId(each.column), unit)->shared, each.shared);
                }
            }
        EXPECT_EQ(found, brute_force(graph));
        EXPECT_THAT(units.left_out_tasks(), IsEmpty());
    }
    EXPECT_GT(hand_offs, 2'000U);
}

/// Counted task by task and leaf pair by leaf pair.
Crossings crossings_by_hand(const PlanGraph& graph, GroupAxis axis) {
    const Plan& plan = graph.plan();
    Crossings answer;
    answer.axis = axis;
    std::map<std::pair<std::uint32_t, std::uint32_t>, GroupPair> pairs;
    const auto pair = [&](std::uint32_t a, std::uint32_t b) -> GroupPair& {
        GroupPair& found = pairs[{a, b}];
        found.from = a;
        found.to = b;
        return found;
    };
    if (is_of_units(axis)) {
        const Groups groups = unit_groups(graph, axis);
        answer.groups = groups.titles;
        if (groups.titles.empty()) return answer;
        for (const TaskId task : plan.tasks()) {
            const std::set<UnitId> units = units_of(plan, task, false);
            std::set<std::uint32_t> known;
            for (const UnitId unit : units) known.insert(groups.of[unit.index()]);
            const bool is_unknown = known.erase(no_group) != 0;
            if (units.size() < 2) {
                ++answer.single_tasks;
            } else if (known.size() > 1) {
                ++answer.tasks.crossing;
                for (const std::uint32_t a : known)
                    for (const std::uint32_t b : known)
                        if (a != b) ++pair(a, b).tasks;
            } else {
                ++(is_unknown ? answer.tasks.unknown : answer.tasks.inside);
            }
        }
        for (const HandedDownLink& each : handed_down_links(plan)) {
            if (!graph.is_leaf(each.from) || !graph.is_leaf(each.to)) continue;
            for (const UnitId a : units_of(plan, each.from, true)) {
                for (const UnitId b : units_of(plan, each.to, true)) {
                    const std::uint32_t from = groups.of[a.index()];
                    const std::uint32_t to = groups.of[b.index()];
                    if (from == no_group || to == no_group) {
                        ++answer.hand_offs.unknown;
                    } else if (from == to) {
                        ++answer.hand_offs.inside;
                    } else {
                        ++answer.hand_offs.crossing;
                        ++pair(from, to).hand_offs;
                    }
                }
            }
        }
    } else {
        const TaskGroupSets sets = task_group_sets(graph, axis);
        answer.groups = sets.titles;
        if (sets.titles.empty()) return answer;
        for (const TaskId task : plan.tasks()) {
            const auto groups = sets.of[task];
            if (groups.empty()) {
                ++answer.tasks.unknown;
            } else if (groups.size() == 1) {
                ++answer.tasks.inside;
            } else {
                ++answer.tasks.crossing;
                for (const std::uint32_t a : groups)
                    for (const std::uint32_t b : groups)
                        if (a != b) ++pair(a, b).tasks;
            }
        }
        for (const HandedDownLink& each : handed_down_links(plan)) {
            if (!graph.is_leaf(each.from) || !graph.is_leaf(each.to)) continue;
            const auto from = sets.of[each.from];
            const auto to = sets.of[each.to];
            const bool is_inside = std::any_of(from.begin(), from.end(), [&](std::uint32_t a) {
                return std::find(to.begin(), to.end(), a) != to.end();
            });
            if (from.empty() || to.empty()) {
                ++answer.hand_offs.unknown;
            } else if (is_inside) {
                ++answer.hand_offs.inside;
            } else {
                ++answer.hand_offs.crossing;
                for (const std::uint32_t a : from)
                    for (const std::uint32_t b : to) ++pair(a, b).hand_offs;
            }
        }
    }
    for (const auto& [ends, each] : pairs) answer.pairs.push_back(each);
    return answer;
}

/// Some units are in one of two systems.
Plan with_systems(Plan plan, std::uint64_t seed) {
    const std::size_t count = plan.units().size();
    PlanBuilder builder(std::move(plan));
    Random random(seed);
    for (const UnitId unit : IdRange<UnitId>(count))
        if (random.chance(60)) builder.add_attribute(unit, "system", random.chance(50) ? "1" : "2");
    return std::move(builder).build();
}

TEST(Crossings, AgreeWithCountingByHandAndAreTheSameTwice) {
    std::map<GroupAxis, std::uint64_t> crossing;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(with_systems(random_plan(seed), seed));
        const Coordination units = coordination(graph);
        for (const GroupAxis axis : group_axes) {
            SCOPED_TRACE(word(axis));
            const Crossings found = crossings(graph, units, axis);
            const Crossings expected = crossings_by_hand(graph, axis);
            EXPECT_EQ(found.groups, expected.groups);
            EXPECT_EQ(found.tasks, expected.tasks);
            EXPECT_EQ(found.single_tasks, expected.single_tasks);
            EXPECT_EQ(found.hand_offs, expected.hand_offs);
            EXPECT_EQ(found.pairs, expected.pairs);
            EXPECT_EQ(found.pairs, crossings(graph, units, axis).pairs);
            crossing[axis] += found.tasks.crossing + found.hand_offs.crossing;
        }
    }
    for (const GroupAxis axis : {GroupAxis::parent, GroupAxis::system, GroupAxis::goal})
        EXPECT_GT(crossing[axis], 100U) << word(axis);
}

}  // namespace
}  // namespace planloom::testing

#include <planloom/model/faults.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(FindFaults, FindsNothingInASoundPlan) {
    EXPECT_THAT(find_faults(Plan()), IsEmpty());
    EXPECT_THAT(find_faults(testing::hut_plan()), IsEmpty());
    EXPECT_NO_THROW(require_valid(testing::hut_plan()));
}

TEST(FindFaults, ListsAllFaultsAtOnceWithTheirPlaces) {
    PlanBuilder builder;
    builder.add_goal({.key = "G", .parent = "H", .line = 3});
    builder.add_goal({.key = "H", .parent = "G", .line = 4});
    const TaskId walls = builder.add_task({.key = "walls", .line = 6});
    builder.add_task({.key = "walls", .line = 7});
    builder.depend(walls, "wals");
    builder.assign(walls, "masons", Role::lead);
    builder.serve(walls, "I");
    builder.implement(walls, "R");
    const Plan plan = std::move(builder).build();

    const std::vector<Diagnostic> faults = find_faults(plan);
    EXPECT_THAT(testing::codes_of(faults),
                ElementsAre("duplicate_key", "unknown_goal", "unknown_unit", "unknown_task",
                            "unknown_requirement", "hierarchy_cycle"));
    EXPECT_EQ(faults[0].where, "/tasks/1");
    EXPECT_EQ(faults[0].line, 7U);
    EXPECT_EQ(faults[2].where, "/tasks/0/lead");
    EXPECT_EQ(faults[3].where, "/tasks/0/after");
    EXPECT_THAT(faults[3].message, HasSubstr("did you mean \"walls\""));
    EXPECT_THAT(faults[5].message, HasSubstr("G in H in G"));
    EXPECT_THROW(require_valid(plan), InvalidPlan);
}

TEST(FindHierarchyCycles, FindsEveryCircleOnceAndNoTail) {
    // a <- b <- c <- a (circle), d -> a (tail), e -> e, f alone
    PlanBuilder builder;
    builder.add_task({.key = "d", .parent = "a"});
    builder.add_task({.key = "c", .parent = "b"});
    builder.add_task({.key = "b", .parent = "a"});
    builder.add_task({.key = "a", .parent = "c"});
    builder.add_task({.key = "e", .parent = "e"});
    builder.add_task({.key = "f"});
    const Plan plan = std::move(builder).build();
    const std::vector<HierarchyCycle> cycles = find_hierarchy_cycles(plan);
    ASSERT_EQ(cycles.size(), 2U);
    EXPECT_THAT(testing::keys_of(plan, cycles[0]), ElementsAre("c", "b", "a"));
    EXPECT_THAT(testing::keys_of(plan, cycles[1]), ElementsAre("e"));
}

TEST(FindHierarchyCycles, AgreesWithWalkingUpFromEveryNode) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed, {.has_faults = true});
        std::set<Node> expected;
        for (const TaskId start : plan.tasks()) {
            TaskId at = start;
            for (std::size_t i = 0; i < plan.tasks().size() && at.is_valid(); ++i) {
                at = plan.task_table().parent[at.index()];
                if (at == start) expected.insert(Node(start));
            }
        }
        std::set<Node> found;
        for (const HierarchyCycle& cycle : find_hierarchy_cycles(plan))
            for (const Node node : cycle)
                if (node.kind == NodeKind::task) {
                    EXPECT_TRUE(found.insert(node).second);
                }
        EXPECT_EQ(found, expected);
    }
}

TEST(FindDuplicateKeys, AgreesWithAMap) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed, {.has_faults = true});
        std::map<std::string, Node, std::less<>> first;
        std::vector<std::pair<Node, Node>> expected;
        for (const TaskId task : plan.tasks()) {
            const auto [at, is_new] = first.emplace(plan.task(task).key(), task);
            if (!is_new) expected.emplace_back(task, at->second);
        }
        std::vector<std::pair<Node, Node>> found = find_duplicate_keys(plan);
        std::erase_if(found, [](const auto& pair) { return pair.first.kind != NodeKind::task; });
        EXPECT_EQ(found, expected);
    }
}

TEST(FindFaults, NamesCalendarsThatAreNotThereOrNoneAtAll) {
    PlanBuilder builder;
    builder.head().calendar = "office";
    builder.head().calendars = {{"offices", "", std::nullopt, {}},
                                {"offices", "", std::nullopt, {}},
                                {"bad", "", WeekHours{DayHours{{600, 60}}}, {}}};
    builder.add_task({.key = "T1", .calendar = "bad"});
    builder.add_task({.key = "T2", .calendar = "site"});
    builder.add_unit({.key = "U1", .calendar = "nowhere"});
    std::vector<std::string> found;
    for (const Diagnostic& fault : find_faults(std::move(builder).build()))
        found.push_back(fault.code + ' ' + fault.where);
    EXPECT_EQ(found, (std::vector<std::string>{
                         "duplicate_key /calendars/1", "bad_calendar /calendars/2",
                         "unknown_calendar /calendar", "unknown_calendar /tasks/1/calendar",
                         "unknown_calendar /units/0/calendar"}));
}

}  // namespace
}  // namespace planloom

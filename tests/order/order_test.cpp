#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/order.hpp>

#include "support/handed_down.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(TopologicalOrder, PutsPredecessorsFirstAndTiesInPlanOrder) {
    //   walls -> roof      plan order: roof walls ground garden
    //   ground -> walls
    PlanBuilder builder;
    builder.depend(builder.add_task({.key = "roof"}), "walls");
    builder.depend(builder.add_task({.key = "walls"}), "ground");
    builder.add_task({.key = "ground"});
    builder.add_task({.key = "garden"});
    const PlanGraph graph = freeze(std::move(builder).build());
    const Order order = topological_order(graph);
    EXPECT_THAT(testing::keys_of(graph.plan(), order.tasks()),
                ElementsAre("ground", "garden", "walls", "roof"));
    ASSERT_EQ(order.wave_count(), 3U);
    EXPECT_THAT(testing::keys_of(graph.plan(), order.wave(0)), ElementsAre("ground", "garden"));
    EXPECT_THAT(testing::keys_of(graph.plan(), order.wave(2)), ElementsAre("roof"));
}

TEST(TopologicalOrder, PutsWhatWaitsForASummaryTaskBehindItsLeaves) {
    //   survey -> works { dig, build } -> opening       plan order: opening dig build works survey
    PlanBuilder builder;
    builder.depend(builder.add_task({.key = "opening"}), "works");
    builder.add_task({.key = "dig", .parent = "works"});
    builder.add_task({.key = "build", .parent = "works"});
    builder.depend(builder.add_task({.key = "works"}), "survey");
    builder.add_task({.key = "survey"});
    const PlanGraph graph = freeze(std::move(builder).build());
    const Order order = topological_order(graph);
    EXPECT_THAT(testing::keys_of(graph.plan(), order.tasks()),
                ElementsAre("survey", "dig", "build", "works", "opening"));
    EXPECT_EQ(order.wave_count(), 3U);
}

TEST(TopologicalOrder, NamesTheSummaryTaskThroughWhichACircleRuns) {
    PlanBuilder builder;
    builder.add_task({.key = "works"});
    builder.depend(builder.add_task({.key = "dig", .parent = "works"}), "permit");
    builder.depend(builder.add_task({.key = "permit"}), "works");
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_FALSE(find_order(graph).has_value());
    try {
        (void)topological_order(graph);
        FAIL();
    } catch (const CycleError& error) {
        EXPECT_THAT(error.keys(), ElementsAre(ElementsAre("dig", "permit")));
        EXPECT_THAT(error.what(), HasSubstr("dig -> permit -> dig (through works)"));
    }
}

TEST(TopologicalOrder, OfAnEmptyPlanIsEmpty) {
    const PlanGraph graph = freeze(Plan());
    EXPECT_THAT(topological_order(graph).tasks(), IsEmpty());
    EXPECT_EQ(topological_order(graph).wave_count(), 0U);
}

TEST(TopologicalOrder, ThrowsEveryCircleWithItsKeys) {
    const PlanGraph graph =
        freeze(testing::plan_of_links({{"a", "b"}, {"b", "c"}, {"c", "a"}, {"d", "d"}}));
    EXPECT_FALSE(find_order(graph).has_value());
    try {
        (void)topological_order(graph);
        FAIL();
    } catch (const CycleError& error) {
        EXPECT_EQ(error.code(), "cycle");
        EXPECT_THAT(error.keys(), ElementsAre(ElementsAre("a", "b", "c"), ElementsAre("d")));
        EXPECT_THAT(error.what(), HasSubstr("a -> b -> c -> a, and there is one more circle"));
    }
}

TEST(FindOrder, ExistsExactlyWhenThereIsNoCircle) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(testing::random_plan(seed, {.tasks = 12, .has_cycles = true}));
        EXPECT_EQ(find_order(graph).has_value(), find_cycles(graph).empty());
    }
}

TEST(TopologicalOrder, RespectsEveryLinkOfRandomPlans) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed);
        const PlanGraph graph = freeze(plan);
        const Order order = topological_order(graph);
        ASSERT_EQ(order.tasks().size(), plan.tasks().size());
        std::map<TaskId, std::size_t> place;
        for (std::size_t i = 0; i < order.tasks().size(); ++i)
            EXPECT_TRUE(place.emplace(order.tasks()[i], i).second);
        for (const testing::HandedDownLink& link : testing::handed_down_links(plan))
            EXPECT_LT(place[link.from], place[link.to]);
        const PlanGraph again = freeze(plan);
        EXPECT_TRUE(std::ranges::equal(topological_order(again).tasks(), order.tasks()));
    }
}

}  // namespace
}  // namespace planloom

#include <planloom/order/capacity_bound.hpp>

#include "support/capacity.hpp"

#include <gtest/gtest.h>

namespace planloom {
namespace {

TEST(LowerBound, IsTheCriticalPathWhereCapacityIsAmple) {
    //   0 -> 1, 2 alone
    const CapacityProblem problem({.durations = {3, 4, 6},
                                   .arcs = {{0, 1, 3}},
                                   .demands = {{0, 0, 1}, {2, 0, 1}},
                                   .resources = {constant_capacity(2)}});
    EXPECT_EQ(lower_bound(problem), (CapacityBound{7, CapacityBoundKind::critical_path}));
}

TEST(LowerBound, CountsTheWorkBetweenHeadAndTail) {
    //   0 (2, no demand) -> 1..3 (3 minutes, one of two places each) -> 4 (5, no demand)
    //   9 place-minutes of work take 5 minutes: 2 + 5 + 5
    const CapacityProblem problem(
        {.durations = {2, 3, 3, 3, 5},
         .arcs = {{0, 1, 2}, {0, 2, 2}, {0, 3, 2}, {1, 4, 3}, {2, 4, 3}, {3, 4, 3}},
         .demands = {{1, 0, 1}, {2, 0, 1}, {3, 0, 1}},
         .resources = {constant_capacity(2)}});
    // That 3 + 3 + 3 do not fit into 5 minutes on two places takes more thought.
    EXPECT_EQ(lower_bound(problem), (CapacityBound{13, CapacityBoundKind::destructive}));
    const CapacityProblem even({.durations = {2, 2, 2, 2},
                                .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}, {3, 0, 1}},
                                .resources = {constant_capacity(2)}});
    EXPECT_EQ(lower_bound(even), (CapacityBound{4, CapacityBoundKind::energy}));
}

TEST(LowerBound, WaitsForTheStepsThatBringCapacity) {
    //   6 place-minutes; one place up to 2, none up to 10, then two
    const CapacityProblem problem({.durations = {2, 2, 2},
                                   .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}},
                                   .resources = {{{0, 1}, {2, 0}, {10, 2}}}});
    EXPECT_EQ(lower_bound(problem), (CapacityBound{12, CapacityBoundKind::energy}));
}

TEST(LowerBound, AddsUpWhatExcludesEachOther) {
    //   three of two places each exclude each other pairwise on different resources
    const CapacityProblem problem(
        {.durations = {4, 5, 6},
         .demands = {{0, 0, 1}, {1, 0, 1}, {1, 1, 1}, {2, 1, 1}, {2, 2, 1}, {0, 2, 1}},
         .resources = {constant_capacity(1), constant_capacity(1), constant_capacity(1)}});
    EXPECT_EQ(lower_bound(problem), (CapacityBound{15, CapacityBoundKind::disjunctive}));
}

TEST(LowerBound, HoldsWithPins) {
    const CapacityProblem problem({.durations = {4, 5},
                                   .pins = {Minutes{3}, std::nullopt},
                                   .demands = {{0, 0, 1}, {1, 0, 1}},
                                   .resources = {constant_capacity(1)}});
    EXPECT_EQ(lower_bound(problem).finish, 12);
    const CapacityProblem done({.durations = {4}, .pins = {Minutes{-9}}});
    EXPECT_EQ(lower_bound(done).finish, -5);
    EXPECT_EQ(lower_bound(CapacityProblem{CapacityInput()}).finish, 0);
}

TEST(LowerBound, IsNeverAboveTheShortestFinish) {
    std::size_t better = 0;
    std::size_t reached = 0;
    for (std::uint64_t seed = 5000; seed < 5250; ++seed) {
        SCOPED_TRACE(seed);
        const CapacityProblem problem(testing::random_capacity_input(
            seed, {.activities = 6, .longest = 4, .has_pins = false}));
        const CapacityBound bound = lower_bound(problem);
        const Minutes shortest = testing::shortest_finish(problem);
        EXPECT_LE(bound.finish, shortest);
        EXPECT_GE(bound.finish, critical_path_bound(problem).finish);
        better += bound.finish > critical_path_bound(problem).finish ? 1 : 0;
        reached += bound.finish == shortest ? 1 : 0;
    }
    EXPECT_GT(better, 100U);
    EXPECT_GT(reached, 200U);
}

TEST(ToString, SpellsTheKindsOfBounds) {
    EXPECT_EQ(to_string(CapacityBoundKind::critical_path), "critical_path");
    EXPECT_EQ(to_string(CapacityBoundKind::energy), "energy");
    EXPECT_EQ(to_string(CapacityBoundKind::disjunctive), "disjunctive");
    EXPECT_EQ(to_string(CapacityBoundKind::destructive), "destructive");
}

}  // namespace
}  // namespace planloom

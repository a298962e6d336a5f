#include "support/capacity.hpp"

#include <planloom/core/contract.hpp>
#include <planloom/order/capacity.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::uint32_t> circle_of(CapacityInput input) {
    try {
        const CapacityProblem problem(std::move(input));
    } catch (const CapacityCycleError& error) {
        EXPECT_EQ(error.code(), "capacity_cycle");
        return error.activities();
    }
    return {};
}

std::vector<NeverFits> misfits_of(CapacityInput input) {
    try {
        const CapacityProblem problem(std::move(input));
    } catch (const NeverFitsError& error) {
        EXPECT_EQ(error.code(), "never_fits");
        return error.demands();
    }
    return {};
}

TEST(CapacityProblem, OrdersByArcsAndThenAsInThePlan) {
    //   3 -> 0, 1 -> 0, 2
    const CapacityProblem problem({.durations = {1, 2, 3, 4}, .arcs = {{3, 0, 4}, {1, 0, -1}}});
    EXPECT_THAT(problem.order(), ElementsAre(1, 2, 3, 0));
    EXPECT_THAT(problem.arcs_to(0), ElementsAre(0, 1));
    EXPECT_THAT(problem.arcs_from(3), ElementsAre(0));
    EXPECT_THAT(problem.earliest_starts(), ElementsAre(4, 0, 0, 0));
}

TEST(CapacityProblem, OfNothingIsEmpty) {
    const CapacityProblem problem{CapacityInput()};
    EXPECT_EQ(problem.activity_count(), 0U);
    EXPECT_THAT(problem.order(), IsEmpty());
}

TEST(CapacityProblem, AddsUpDemandsOnTheSameResource) {
    const CapacityProblem problem({.durations = {1, 1},
                                   .demands = {{1, 1, 2}, {1, 0, 1}, {1, 1, 3}, {0, 0, 0}},
                                   .resources = {constant_capacity(9), constant_capacity(9)}});
    EXPECT_THAT(problem.demands_of(0), IsEmpty());
    EXPECT_THAT(problem.demands_of(1),
                ElementsAre(CapacityDemand{1, 0, 1}, CapacityDemand{1, 1, 5}));
    EXPECT_THAT(problem.demands_on(1), ElementsAre(CapacityDemand{1, 1, 5}));
}

TEST(CapacityProblem, HasNoCapacityBeforeTheFirstStep) {
    const CapacityProblem problem({.resources = {{{5, 2}, {7, 0}, {9, 3}}, {}}});
    EXPECT_EQ(problem.capacity_at(0, 4), 0);
    EXPECT_EQ(problem.capacity_at(0, 5), 2);
    EXPECT_EQ(problem.capacity_at(0, 8), 0);
    EXPECT_EQ(problem.capacity_at(0, 1'000'000), 3);
    EXPECT_EQ(problem.capacity_at(1, 0), 0);
}

TEST(CapacityProblem, NamesOneCircleWhateverItsWeights) {
    //   0 -> 2 -> 4 -> 1 -> 2     3 waits for the circle and is not in it
    EXPECT_THAT(circle_of({.durations = {1, 1, 1, 1, 1},
                           .arcs = {{0, 2, 1}, {2, 4, -9}, {4, 1, 0}, {1, 2, 1}, {1, 3, 1}}}),
                ElementsAre(1, 2, 4));
    EXPECT_THAT(circle_of({.durations = {1, 1}, .arcs = {{1, 1, 0}}}), ElementsAre(1));
    const CapacityCycleError error({7, 8});
    EXPECT_THAT(error.what(), HasSubstr("in a circle: 7 -> 8 -> 7"));
}

TEST(CapacityProblem, NamesEveryDemandThatHasNoRoom) {
    // Resource 0 is there from 0 to 10 and holds 2; resource 1 comes at 8.
    const std::vector<std::vector<CapacityStep>> resources = {{{0, 2}, {10, 0}}, {{8, 1}}};
    EXPECT_THAT(misfits_of({.durations = {5, 11, 5, 5, 0},
                            .releases = {0, 0, 0, 6, 0},
                            .demands = {{0, 0, 2}, {1, 0, 1}, {2, 0, 3}, {3, 0, 1}, {4, 0, 99}},
                            .resources = resources}),
                ElementsAre(NeverFits{1, 0, 1, 2}, NeverFits{2, 0, 3, 2}, NeverFits{3, 0, 1, 2}));
    // Each resource has room, but never both.
    EXPECT_THAT(
        misfits_of({.durations = {3}, .demands = {{0, 0, 1}, {0, 1, 1}}, .resources = resources}),
        ElementsAre(NeverFits{0, 0, 1, 2}, NeverFits{0, 1, 1, 1}));
    EXPECT_THAT(
        misfits_of({.durations = {2}, .demands = {{0, 0, 1}, {0, 1, 1}}, .resources = resources}),
        IsEmpty());
    const NeverFitsError error({{4, 2, 9, 3}, {5, 2, 1, 3}});
    EXPECT_THAT(error.what(), HasSubstr("activity 4 takes 9 of resource 2, which has 3 at most; "
                                        "activity 5 takes 1 of resource 2, which has 3 at most "
                                        "and never long enough"));
}

TEST(CapacityProblem, GivesPinsTheirRoomFirst) {
    // 0 is pinned and takes all of the only window, whatever the capacity says.
    const std::vector<std::optional<Minutes>> pins = {Minutes{2}, std::nullopt};
    EXPECT_THAT(misfits_of({.durations = {6, 3},
                            .pins = pins,
                            .demands = {{0, 0, 1}, {1, 0, 1}},
                            .resources = {{{0, 1}, {9, 0}}}}),
                ElementsAre(NeverFits{1, 0, 1, 1}));
    EXPECT_THAT(misfits_of({.durations = {6},
                            .pins = {Minutes{-3}},
                            .demands = {{0, 0, 99}},
                            .resources = {constant_capacity(1)}}),
                IsEmpty());
}

TEST(CapacityProblem, RefusesWhatIsOutOfRange) {
    EXPECT_THROW(CapacityProblem({.durations = {-1}}), ContractViolation);
    EXPECT_THROW(CapacityProblem({.durations = {1}, .arcs = {{0, 1, 0}}}), ContractViolation);
    EXPECT_THROW(CapacityProblem({.durations = {1}, .demands = {{0, 0, 1}}}), ContractViolation);
    EXPECT_THROW(CapacityProblem({.durations = {1}, .releases = {1, 2}}), ContractViolation);
    EXPECT_THROW(CapacityProblem({.resources = {{{3, 1}, {3, 2}}}}), ContractViolation);
    EXPECT_THROW(CapacityProblem({.durations = {max_minutes + 1}}), ContractViolation);
}

TEST(CapacityProblem, OfAChainOfAMillionIsBuilt) {
    CapacityInput input;
    const std::uint32_t count = 1'000'000;
    input.durations.assign(count, max_minutes);
    for (std::uint32_t i = 1; i < count; ++i) input.arcs.push_back({i, i - 1, max_minutes});
    const CapacityProblem problem(input);
    EXPECT_EQ(problem.earliest_starts()[0], max_minutes * (count - 1));
    input.arcs.push_back({0, count - 1, 0});
    EXPECT_EQ(circle_of(std::move(input)).size(), count);
}

}  // namespace
}  // namespace planloom

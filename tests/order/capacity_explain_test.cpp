#include <planloom/order/capacity_explain.hpp>
#include <planloom/order/capacity_schedule.hpp>

#include "support/capacity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace planloom {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

//   crew of 3, one of them away from 8 to 10
//   time   0    5    10
//   0: 2   00000
//   1: 1   111
//   2: 2        222          held by 0 alone: 1 is gone before
//   3: 2             3333    held by 2 up to 8, then by the step
//   4: 0             4444    starts with 3 (SS 0)
CapacityProblem drawn() {
    return CapacityProblem({.durations = {5, 3, 3, 4, 4},
                            .releases = {0, 0, 2, 0, 0},
                            .arcs = {{0, 4, 5}, {3, 4, 0}},
                            .demands = {{0, 0, 2}, {1, 0, 1}, {2, 0, 2}, {3, 0, 2}},
                            .resources = {{{0, 3}, {8, 1}, {10, 3}}}});
}

TEST(Explain, NamesTheMinuteTheResourceAndWhoUsesIt) {
    const CapacityProblem problem = drawn();
    const std::vector<Minutes> start = {0, 0, 5, 10, 10};
    ASSERT_THAT(find_violations(problem, start), IsEmpty());
    const CapacityReason reason = explain(problem, start, 2);
    EXPECT_EQ(reason.ready, 2);
    EXPECT_THAT(reason.blockers, ElementsAre(Blocker{.kind = BlockerKind::resource,
                                                     .time = 4,
                                                     .resource = 0,
                                                     .amount = 2,
                                                     .capacity = 3,
                                                     .used = 2,
                                                     .activities = {0}}));
}

TEST(Explain, TellsAStepOfCapacityFromOthersWork) {
    const CapacityProblem problem = drawn();
    const CapacityReason reason = explain(problem, std::vector<Minutes>{0, 0, 5, 10, 10}, 3);
    EXPECT_EQ(reason.ready, 0);
    EXPECT_THAT(
        reason.blockers,
        ElementsAre(Blocker{
            .kind = BlockerKind::capacity, .time = 9, .resource = 0, .amount = 2, .capacity = 1}));
}

TEST(Explain, NamesEveryTightArcAndTheRelease) {
    const CapacityProblem problem = drawn();
    const CapacityReason reason = explain(problem, std::vector<Minutes>{5, 0, 2, 10, 10}, 4);
    EXPECT_EQ(reason.ready, 10);
    EXPECT_THAT(
        reason.blockers,
        ElementsAre(Blocker{.kind = BlockerKind::arc, .time = 10, .arc = 0, .activities = {0}},
                    Blocker{.kind = BlockerKind::arc, .time = 10, .arc = 1, .activities = {3}}));
    EXPECT_THAT(explain(problem, std::vector<Minutes>{5, 0, 2, 10, 10}, 2).blockers,
                ElementsAre(Field(&Blocker::kind, BlockerKind::release)));
}

TEST(Explain, SaysThatAPinHolds) {
    const CapacityProblem problem({.durations = {5}, .pins = {Minutes{3}}});
    const CapacityReason reason = explain(problem, std::vector<Minutes>{3}, 0);
    EXPECT_EQ(reason.ready, 3);
    EXPECT_THAT(reason.blockers, ElementsAre(Field(&Blocker::kind, BlockerKind::pin)));
}

TEST(Explain, IsEmptyWhereNothingHolds) {
    const CapacityProblem problem({.durations = {5}});
    EXPECT_THAT(explain(problem, std::vector<Minutes>{3}, 0).blockers, IsEmpty());
}

TEST(Explain, IsRightAboutEveryMinuteEarlier) {
    // An activity is held exactly if moving it one minute earlier breaks something.
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const CapacityProblem problem(
            testing::random_capacity_input(seed, {.activities = 8, .has_pins = false}));
        std::vector<Minutes> start =
            schedule_serial(problem, priority_list(problem, PriorityRule::plan_order)).start;
        // Room before the last activity in the order: it is held by nothing, or by less.
        start[problem.order().back()] += 40;
        if (!find_violations(problem, start).empty()) continue;
        for (std::uint32_t i = 0; i < start.size(); ++i) {
            std::vector<Minutes> moved = start;
            --moved[i];
            std::vector<Violation> broken = find_violations(problem, moved);
            // What an activity does to those that wait for it is not what holds it.
            std::erase_if(broken, [&](const Violation& each) {
                return each.kind == ViolationKind::arc && each.activities[1] != i;
            });
            EXPECT_EQ(explain(problem, start, i).blockers.size(), broken.size());
        }
    }
}

TEST(CriticalSequence, LeadsFromTheStartToTheFinish) {
    const CapacityProblem problem({.durations = {5, 3, 3, 1},
                                   .arcs = {{2, 3, 3}},
                                   .demands = {{0, 0, 2}, {1, 0, 1}, {2, 0, 2}},
                                   .resources = {constant_capacity(3)}});
    //   00000 222 3
    //   111
    EXPECT_THAT(critical_sequence(problem, std::vector<Minutes>{0, 0, 5, 8}), ElementsAre(0, 2, 3));
    EXPECT_THAT(critical_sequence(CapacityProblem{CapacityInput()}, {}), IsEmpty());
}

TEST(CriticalSequence, HasNoGapThatNothingExplains) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const CapacityProblem problem(testing::random_capacity_input(seed));
        const CapacitySchedule schedule = find_schedule(problem, {.max_schedules = 20});
        const std::vector<std::uint32_t> chain = critical_sequence(problem, schedule.start);
        ASSERT_THAT(chain, ::testing::Not(IsEmpty()));
        EXPECT_EQ(schedule.start[chain.back()] + problem.duration(chain.back()), schedule.finish);
        for (std::size_t i = 1; i < chain.size(); ++i) {
            EXPECT_THAT(explain(problem, schedule.start, chain[i]).blockers,
                        Contains(Field(&Blocker::activities, Contains(chain[i - 1]))));
        }
    }
}

TEST(FindViolations, ListsEachWithItsPlaceAndTime) {
    const CapacityProblem problem({.durations = {4, 4, 2, 1},
                                   .releases = {1, 0, 0, 0},
                                   .pins = {std::nullopt, std::nullopt, Minutes{3}, std::nullopt},
                                   .arcs = {{0, 1, 4}},
                                   .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}},
                                   .resources = {{{since_ever, 2}, {5, 1}}}});
    //   0  0000
    //   1    1111     from 4 to 5 all three, from 5 to 6 the capacity is 1
    //   2      22     pinned to 3, found at 4
    const std::vector<Violation> found =
        find_violations(problem, std::vector<Minutes>{0, 2, 4, no_start});
    ASSERT_EQ(found.size(), 5U);
    EXPECT_EQ(found[0],
              (Violation{
                  .kind = ViolationKind::arc, .activities = {0, 1}, .arc = 0, .from = 2, .to = 4}));
    EXPECT_EQ(found[1],
              (Violation{.kind = ViolationKind::release, .activities = {0}, .from = 0, .to = 1}));
    EXPECT_EQ(found[2],
              (Violation{.kind = ViolationKind::pin, .activities = {2}, .from = 4, .to = 3}));
    EXPECT_EQ(found[3], (Violation{.kind = ViolationKind::unplaced, .activities = {3}}));
    EXPECT_EQ(found[4], (Violation{.kind = ViolationKind::overload,
                                   .activities = {1, 2},
                                   .resource = 0,
                                   .from = 5,
                                   .to = 6,
                                   .used = 2,
                                   .capacity = 1}));
}

TEST(FindViolations, SaysWhatPinsAloneBring) {
    const CapacityProblem problem({.durations = {4, 4},
                                   .releases = {0, 9},
                                   .pins = {Minutes{0}, Minutes{2}},
                                   .arcs = {{0, 1, 4}},
                                   .demands = {{0, 0, 1}, {1, 0, 1}},
                                   .resources = {constant_capacity(1)}});
    const std::vector<Violation> found = find_violations(problem, std::vector<Minutes>{0, 2});
    EXPECT_THAT(found, ElementsAre(Field(&Violation::kind, ViolationKind::arc),
                                   Field(&Violation::kind, ViolationKind::release),
                                   Field(&Violation::kind, ViolationKind::overload)));
    EXPECT_THAT(found, ::testing::Each(Field(&Violation::is_pinned, true)));
}

}  // namespace
}  // namespace planloom

#include <planloom/order/capacity_explain.hpp>
#include <planloom/order/capacity_schedule.hpp>

#include "support/capacity.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// What a schedule breaks other than by pins.
std::vector<Violation> faults_of(const CapacityProblem& problem, const CapacitySchedule& schedule) {
    std::vector<Violation> found = find_violations(problem, schedule.start);
    std::erase_if(found, [](const Violation& each) { return each.is_pinned; });
    return found;
}

//   A crew of 2. 0 and 1 take all of it, 2 and 3 half; 4 waits for 0.
//      0: 3 minutes, 1: 2, 2: 4, 3: 4, 4: 5 (no crew)
CapacityInput crew() {
    return {.durations = {3, 2, 4, 4, 5},
            .arcs = {{0, 4, 3}},
            .demands = {{0, 0, 2}, {1, 0, 2}, {2, 0, 1}, {3, 0, 1}},
            .resources = {constant_capacity(2)}};
}

TEST(ScheduleSerial, PlacesEachAsEarlyAsItFits) {
    const CapacityProblem problem(crew());
    const std::uint32_t list[] = {2, 1, 0, 3, 4};
    //   2222 . 3 fits beside 2 though it comes after 1 and 0
    //   3333 11 000 44444
    const CapacitySchedule schedule = schedule_serial(problem, list);
    EXPECT_THAT(schedule.start, ElementsAre(6, 4, 0, 0, 9));
    EXPECT_EQ(schedule.finish, 14);
    EXPECT_EQ(schedule.bound, (CapacityBound{8, CapacityBoundKind::critical_path}));
    EXPECT_FALSE(schedule.is_optimal());
}

TEST(ScheduleSerial, TakesPredecessorsFirstWhateverTheListSays) {
    const CapacityProblem problem(crew());
    const std::uint32_t list[] = {4, 3, 2, 1, 0};
    EXPECT_THAT(schedule_serial(problem, list).start, ElementsAre(6, 4, 0, 0, 9));
}

TEST(ScheduleParallel, LeavesNoCapacityIdle) {
    //   one place; 0 takes it from 2 on for 9 minutes, 1 is ready at 0 and needs 4
    const CapacityProblem problem({.durations = {9, 4},
                                   .releases = {2, 0},
                                   .demands = {{0, 0, 1}, {1, 0, 1}},
                                   .resources = {constant_capacity(1)}});
    const std::uint32_t list[] = {0, 1};
    EXPECT_THAT(schedule_serial(problem, list).start, ElementsAre(2, 11));
    EXPECT_THAT(schedule_parallel(problem, list).start, ElementsAre(4, 0));
}

TEST(ScheduleParallel, StartsInThePastWhereANegativeLagAllows) {
    //   1 may start 4 before 0 does; 0 waits for its release
    const CapacityProblem problem({.durations = {1, 2}, .releases = {6, 0}, .arcs = {{0, 1, -4}}});
    const std::uint32_t list[] = {0, 1};
    EXPECT_THAT(schedule_parallel(problem, list).start, ElementsAre(6, 2));
}

TEST(ScheduleSerial, KeepsWindowsAndPins) {
    //   capacity 1, closed from 4 to 6; 0 runs from -2 to 1
    const CapacityProblem problem({.durations = {3, 4, 3},
                                   .pins = {Minutes{-2}, std::nullopt, std::nullopt},
                                   .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}},
                                   .resources = {{{since_ever, 1}, {4, 0}, {6, 1}}}});
    const std::uint32_t list[] = {1, 2, 0};
    //   000
    //     |222..1111
    const CapacitySchedule schedule = schedule_serial(problem, list);
    EXPECT_THAT(schedule.start, ElementsAre(-2, 6, 1));
    EXPECT_EQ(schedule.finish, 10);
}

TEST(ScheduleSerial, SaysWhatTheLastWindowHadNoRoomFor) {
    const CapacityProblem problem({.durations = {3, 3, 1, 0},
                                   .arcs = {{1, 3, 3}},
                                   .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}},
                                   .resources = {{{0, 1}, {4, 0}}}});
    const std::uint32_t list[] = {0, 1, 2, 3};
    for (const CapacitySchedule& schedule :
         {schedule_serial(problem, list), schedule_parallel(problem, list)}) {
        EXPECT_THAT(schedule.unplaced, ElementsAre(1, 3));
        EXPECT_THAT(schedule.start, ElementsAre(0, no_start, 3, no_start));
        EXPECT_FALSE(schedule.is_optimal());
        EXPECT_EQ(justify(problem, schedule).start, schedule.start);
    }
    // One of 0 and 1 must stay out, and nothing waits for 0.
    EXPECT_THAT(find_schedule(problem, {.max_schedules = 50}).unplaced, ElementsAre(0));
}

TEST(Justify, ClosesTheGapThatAListLeft) {
    //   two places. As listed, 2 comes last and alone:  0 000 222222      1: 2 minutes, 0: 2
    //   late and early again, it comes first.           1 11
    const CapacityProblem problem({.durations = {2, 2, 6},
                                   .demands = {{0, 0, 1}, {1, 0, 1}, {2, 0, 1}},
                                   .resources = {constant_capacity(2)}});
    const std::uint32_t list[] = {0, 1, 2};
    const CapacitySchedule before = schedule_serial(problem, list);
    EXPECT_EQ(before.finish, 8);
    const CapacitySchedule after = justify(problem, before);
    EXPECT_EQ(after.finish, 6);
    EXPECT_GT(after.schedules, before.schedules);
    EXPECT_EQ(justify(problem, before, 0).start, before.start);
}

TEST(PriorityList, PutsTheMostUrgentFirst) {
    //   0(1) -> 2(5) -> 3(1)     1(2) -> 3, 1 -> 4(3)
    const CapacityProblem problem(
        {.durations = {1, 2, 5, 1, 3}, .arcs = {{0, 2, 1}, {2, 3, 5}, {1, 3, 2}, {1, 4, 2}}});
    const auto list = [&](PriorityRule rule) { return priority_list(problem, rule); };
    EXPECT_THAT(list(PriorityRule::latest_finish), ElementsAre(0, 1, 2, 3, 4));
    EXPECT_THAT(list(PriorityRule::latest_start), ElementsAre(0, 2, 1, 4, 3));
    EXPECT_THAT(list(PriorityRule::minimum_slack), ElementsAre(0, 2, 3, 1, 4));
    EXPECT_THAT(list(PriorityRule::most_successors), ElementsAre(0, 1, 2, 3, 4));
    EXPECT_THAT(list(PriorityRule::greatest_rank_weight), ElementsAre(0, 1, 2, 4, 3));
    EXPECT_THAT(list(PriorityRule::shortest_duration), ElementsAre(0, 3, 1, 4, 2));
    EXPECT_THAT(list(PriorityRule::plan_order), ElementsAre(0, 1, 2, 3, 4));
}

TEST(PriorityList, CountsSuccessorsBeyondOneSweep) {
    // A chain backwards: the last number comes first and has most successors.
    CapacityInput input;
    input.durations.assign(1500, 1);
    for (std::uint32_t i = 1; i < 1500; ++i) input.arcs.push_back({i, i - 1, 1});
    input.durations.push_back(1);
    const std::vector<std::uint32_t> list =
        priority_list(CapacityProblem(input), PriorityRule::most_successors);
    EXPECT_EQ(list.front(), 1499U);
    EXPECT_EQ(list[1498], 1U);
    EXPECT_EQ(list[1499], 0U);
    EXPECT_EQ(list[1500], 1500U);
}

TEST(FindSchedule, OfNothingAndOfPinsOnly) {
    const CapacitySchedule none = find_schedule(CapacityProblem{CapacityInput()});
    EXPECT_THAT(none.start, IsEmpty());
    EXPECT_EQ(none.finish, 0);
    EXPECT_TRUE(none.is_optimal());
    const CapacitySchedule pinned =
        find_schedule(CapacityProblem({.durations = {2}, .pins = {Minutes{-9}}}));
    EXPECT_THAT(pinned.start, ElementsAre(-9));
    EXPECT_EQ(pinned.finish, -7);
    EXPECT_TRUE(pinned.is_optimal());
}

TEST(Schedules, KeepArcsReleasesPinsAndCapacities) {
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        SCOPED_TRACE(seed);
        const CapacityProblem problem(testing::random_capacity_input(seed));
        const CapacityBound bound = lower_bound(problem);
        std::vector<CapacitySchedule> all = {
            find_schedule(problem, {.max_schedules = 60, .seed = seed})};
        for (const PriorityRule rule : priority_rules) {
            const std::vector<std::uint32_t> list = priority_list(problem, rule);
            all.push_back(schedule_serial(problem, list));
            all.push_back(schedule_parallel(problem, list));
            all.push_back(justify(problem, all.back()));
            EXPECT_LE(all.back().finish, all[all.size() - 2].finish);
        }
        for (const CapacitySchedule& schedule : all) {
            ASSERT_THAT(faults_of(problem, schedule), IsEmpty());
            EXPECT_GE(schedule.finish, bound.finish);
            EXPECT_LE(all.front().finish, schedule.finish);
            for (std::uint32_t i = 0; i < problem.activity_count(); ++i)
                EXPECT_THAT(explain(problem, schedule.start, i).blockers,
                            ::testing::Not(IsEmpty()));
        }
    }
}

TEST(Schedules, DoNotDependOnTheUnitOfTime) {
    // Long durations take the timeline of steps, short ones the dense one.
    const auto stretch = [](CapacityInput input, Minutes factor) {
        for (Minutes& duration : input.durations) duration *= factor;
        for (Minutes& release : input.releases) release *= factor;
        for (auto& pin : input.pins) pin = pin ? std::optional(*pin * factor) : pin;
        for (CapacityArc& arc : input.arcs) arc.weight *= factor;
        for (auto& steps : input.resources) {
            for (CapacityStep& step : steps) step.time *= step.time == since_ever ? 1 : factor;
        }
        return input;
    };
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        CapacityInput input = testing::random_capacity_input(seed);
        // An activity of one minute that needs nothing keeps the unit at a minute.
        input = stretch(std::move(input), 100'003);
        CapacityInput fine = input;
        fine.durations.push_back(1);
        if (!fine.releases.empty()) fine.releases.push_back(0);
        if (!fine.pins.empty()) fine.pins.emplace_back();
        const CapacityProblem coarse_problem(input);
        const CapacityProblem fine_problem(fine);
        for (const PriorityRule rule : priority_rules) {
            const std::vector<std::uint32_t> list = priority_list(coarse_problem, rule);
            std::vector<std::uint32_t> fine_list = list;
            fine_list.push_back(static_cast<std::uint32_t>(list.size()));
            const auto same = [&](std::vector<Minutes> a, const std::vector<Minutes>& b) {
                a.pop_back();
                EXPECT_EQ(a, b);
            };
            same(schedule_serial(fine_problem, fine_list).start,
                 schedule_serial(coarse_problem, list).start);
            same(schedule_parallel(fine_problem, fine_list).start,
                 schedule_parallel(coarse_problem, list).start);
            same(justify(fine_problem, schedule_serial(fine_problem, fine_list)).start,
                 justify(coarse_problem, schedule_serial(coarse_problem, list)).start);
        }
    }
}

}  // namespace
}  // namespace planloom

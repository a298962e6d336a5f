#include <planloom/io/psplib.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/capacity_explain.hpp>
#include <planloom/order/capacity_schedule.hpp>

#include "support/capacity.hpp"
#include "support/corpus.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>

namespace planloom {
namespace {

using ::testing::IsEmpty;

/// The problem of a PSPLIB file.
CapacityInput input_of(const Plan& plan) {
    CapacityInput input;
    for (std::size_t i = 0; i < plan.tasks().size(); ++i)
        input.durations.push_back(plan.task_table().duration[i]);
    const DependencyTable& links = plan.dependency_table();
    for (std::size_t i = 0; i < links.count; ++i) {
        input.arcs.push_back({links.predecessor[i].value(), links.successor[i].value(),
                              input.durations[links.predecessor[i].index()]});
    }
    const AssignmentTable& assigned = plan.assignment_table();
    for (std::size_t i = 0; i < assigned.count; ++i) {
        input.demands.push_back({assigned.task[i].value(), assigned.unit[i].value(),
                                 static_cast<std::int64_t>(assigned.amount[i])});
    }
    for (std::size_t i = 0; i < plan.units().size(); ++i) {
        input.resources.push_back(
            constant_capacity(static_cast<std::int64_t>(plan.unit_table().capacity[i])));
    }
    return input;
}

struct Instance {
    std::string name;
    CapacityInput input;
    Minutes published = 0;
};

/// Every `stride`-th instance of 30 activities with the best finish that is published, which is
/// optimal.
std::vector<Instance> instances(std::size_t stride) {
    std::vector<Instance> all;
    const auto expected = testing::corpus("psplib/j30_expected.csv");
    if (!expected) return all;
    std::istringstream lines(testing::bytes_of(*expected));
    std::string line;
    std::getline(lines, line);
    for (std::size_t row = 0; std::getline(lines, line); ++row) {
        if (row % stride != 0) continue;
        const std::size_t name = line.find(',') + 1;
        Instance& each = all.emplace_back();
        each.name = line.substr(name, line.find(',', name) - name);
        each.published = std::stoll(line.substr(line.rfind(',') + 1));
        each.input = input_of(
            read_psplib(testing::bytes_of(*testing::corpus("psplib/j30/" + each.name))).plan);
    }
    return all;
}

/// The average of how far schedules are from the published ones, in per cent. Every schedule is
/// checked and every bound held against the published finish.
double deviation(std::size_t stride, std::uint64_t max_schedules) {
    double sum = 0;
    const std::vector<Instance> all = instances(stride);
    for (const Instance& each : all) {
        SCOPED_TRACE(each.name);
        const CapacityProblem problem(each.input);
        const CapacitySchedule schedule = find_schedule(problem, {.max_schedules = max_schedules});
        EXPECT_THAT(find_violations(problem, schedule.start), IsEmpty());
        EXPECT_LE(schedule.bound.finish, each.published);
        EXPECT_GE(schedule.finish, each.published);
        EXPECT_LE(schedule.schedules, max_schedules + 1);
        sum += 100.0 * static_cast<double>(schedule.finish - each.published) /
               static_cast<double>(each.published);
    }
    return sum / static_cast<double>(std::max<std::size_t>(all.size(), 1));
}

TEST(FindSchedule, IsNearThePublishedFinishOfPsplibAfter5000Schedules) {
    if (!testing::corpus("psplib")) GTEST_SKIP() << "skipped: no corpus";
    EXPECT_LE(deviation(4, 5000), 0.5);
}

TEST(FindSchedule, IsNearlyOptimalOnPsplibAfter50000Schedules) {
    if (!testing::corpus("psplib")) GTEST_SKIP() << "skipped: no corpus";
    EXPECT_LE(deviation(16, 50'000), 0.1);
}

TEST(FindSchedule, ReachesTheOptimumOfTinyProblems) {
    std::size_t waiting = 0;
    for (std::uint64_t seed = 0; seed < 250; ++seed) {
        SCOPED_TRACE(seed);
        const CapacityProblem problem(testing::random_capacity_input(
            seed,
            {.activities = 6, .longest = 4, .has_negative_weights = false, .has_pins = false}));
        const Minutes shortest = testing::shortest_finish(problem);
        const CapacitySchedule schedule = find_schedule(problem, {.max_schedules = 1500});
        EXPECT_EQ(schedule.finish, shortest);
        EXPECT_LE(schedule.bound.finish, shortest);
        EXPECT_LE(lower_bound(problem).finish, shortest);
        waiting += critical_path_bound(problem).finish < shortest ? 1 : 0;
    }
    // The capacities must have mattered.
    EXPECT_GT(waiting, 100U);
}

TEST(FindSchedule, NeverBeatsTheOptimumWithNegativeWeights) {
    for (std::uint64_t seed = 1000; seed < 1150; ++seed) {
        SCOPED_TRACE(seed);
        const CapacityProblem problem(testing::random_capacity_input(
            seed, {.activities = 6, .longest = 4, .has_pins = false}));
        const Minutes shortest = testing::shortest_finish(problem);
        EXPECT_GE(find_schedule(problem, {.max_schedules = 300}).finish, shortest);
        EXPECT_LE(lower_bound(problem).finish, shortest);
    }
}

TEST(FindSchedule, GivesTheSameScheduleForTheSameSeed) {
    std::size_t searched = 0;
    std::size_t differing = 0;
    for (std::uint64_t seed = 0; seed < 30; ++seed) {
        SCOPED_TRACE(seed);
        const CapacityProblem problem(testing::random_capacity_input(seed, {.activities = 30}));
        const CapacitySchedule one = find_schedule(problem, {.max_schedules = 900, .seed = 3});
        EXPECT_EQ(one, find_schedule(problem, {.max_schedules = 900, .seed = 3}));
        EXPECT_EQ(one.seed, 3U);
        const CapacitySchedule other = find_schedule(problem, {.max_schedules = 900, .seed = 4});
        searched += one.schedules >= 900 ? 1 : 0;
        differing += one.start != other.start ? 1 : 0;
    }
    EXPECT_GT(searched, 0U);
    EXPECT_GT(differing, 0U);
}

TEST(FindSchedule, NeverGetsWorseWithMoreSchedules) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        SCOPED_TRACE(seed);
        const CapacityProblem problem(testing::random_capacity_input(seed, {.activities = 40}));
        const Minutes little = find_schedule(problem, {.max_schedules = 0}).finish;
        EXPECT_EQ(find_schedule(problem, {.max_schedules = 0}).schedules, 1U);
        EXPECT_LE(find_schedule(problem, {.max_schedules = 600}).finish, little);
    }
}

/// Stops after some calls.
class Impatient : public Monitor {
public:
    bool proceed(std::uint64_t done, std::uint64_t total) override {
        EXPECT_LE(done, total);
        return ++calls < 5;
    }
    int calls = 0;
};

/// Twelve activities on four places, whose bound is not reached at once.
CapacityProblem hard() {
    CapacityInput input;
    input.durations = {9, 8, 7, 7, 6, 6, 5, 5, 4, 4, 4, 3};
    for (std::uint32_t i = 0; i < 12; ++i) input.demands.push_back({i, 0, 2 + i % 3});
    input.resources = {constant_capacity(7)};
    return CapacityProblem(input);
}

TEST(FindSchedule, StopsWhenTheMonitorSaysSo) {
    Impatient monitor;
    CapacityInput input = hard().input();
    EXPECT_THROW((void)find_schedule(CapacityProblem(input), {}, &monitor), Interrupted);
    EXPECT_EQ(monitor.calls, 5);
}

TEST(FindSchedule, StopsWhenTimeIsUp) {
    const CapacitySchedule schedule = find_schedule(
        hard(), {.max_schedules = 1'000'000'000, .max_time = std::chrono::milliseconds(0)});
    EXPECT_EQ(schedule.schedules, 1U);
}

TEST(FindSchedule, OfTensOfThousandsIsWithoutFault) {
    CapacityInput input = testing::random_capacity_input(1, {.activities = 0});
    testing::Random random(7);
    const std::uint32_t count = 30'000;
    for (std::uint32_t i = 0; i < count; ++i) {
        input.durations.push_back(random.between(60, 5000));
        input.demands.push_back({i, static_cast<std::uint32_t>(random.below(50)), 1});
        if (i == 0) continue;
        const std::uint32_t from =
            i - 1 - static_cast<std::uint32_t>(random.below(std::min(i, 200U)));
        input.arcs.push_back({from, i, input.durations[from]});
    }
    input.releases.clear();
    input.pins.clear();
    input.resources.assign(50, {{since_ever, 2}, {100'000, 1}, {150'000, 3}});
    const CapacityProblem problem(input);
    const CapacitySchedule schedule = find_schedule(problem, {.max_schedules = 6});
    EXPECT_THAT(find_violations(problem, schedule.start), IsEmpty());
    EXPECT_GE(schedule.finish, schedule.bound.finish);
}

}  // namespace
}  // namespace planloom

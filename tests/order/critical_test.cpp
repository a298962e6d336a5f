#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/critical.hpp>

#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using testing::Random;

Minutes days(std::int64_t count) {
    return count * 480;
}

std::vector<std::string> keys(const Schedule& schedule, const std::vector<TaskId>& tasks) {
    std::vector<std::string> all;
    for (const TaskId task : tasks) all.emplace_back(schedule.graph().plan().key(task));
    return all;
}

// a(2) -> b(4) -> d(1)
//    \--> c(1) -> d          e(3) alone
PlanGraph diamond() {
    PlanBuilder builder;
    builder.add_task({.key = "a", .duration = days(2)});
    const TaskId b = builder.add_task({.key = "b", .duration = days(4)});
    const TaskId c = builder.add_task({.key = "c", .duration = days(1)});
    const TaskId d = builder.add_task({.key = "d", .duration = days(1)});
    builder.add_task({.key = "e", .duration = days(3)});
    builder.depend(b, "a");
    builder.depend(c, "a");
    builder.depend(d, "b");
    builder.depend(d, "c");
    return freeze(std::move(builder).build());
}

TEST(CriticalPaths, AreListedByTheirSlack) {
    const PlanGraph graph = diamond();
    const Schedule result = schedule(graph);
    const std::vector<SchedulePath> paths = critical_paths(result, 10);
    ASSERT_EQ(paths.size(), 3U);
    EXPECT_THAT(keys(result, paths[0].tasks), ElementsAre("a", "b", "d"));
    EXPECT_THAT(paths[0].links, ElementsAre(DependencyId(0), DependencyId(2)));
    EXPECT_EQ(paths[0].slack, 0);
    EXPECT_THAT(keys(result, paths[1].tasks), ElementsAre("a", "c", "d"));
    EXPECT_EQ(paths[1].slack, days(3));
    EXPECT_THAT(keys(result, paths[2].tasks), ElementsAre("e"));
    EXPECT_EQ(paths[2].slack, days(4));
    EXPECT_EQ(critical_paths(result, 10, days(3)).size(), 2U);
    EXPECT_EQ(critical_paths(result).size(), 1U);
    const PlanGraph empty = freeze(Plan());
    EXPECT_TRUE(critical_paths(schedule(empty)).empty());
}

TEST(Drag, IsWhatATaskAddsToTheEnd) {
    const PlanGraph graph = diamond();
    const Schedule result = schedule(graph);
    EXPECT_EQ(drag(result, TaskId(0)), days(2));
    EXPECT_EQ(drag(result, TaskId(1)), days(3));
    EXPECT_EQ(drag(result, TaskId(2)), 0);
    EXPECT_EQ(drag(result, TaskId(3)), days(1));
}

TEST(Why, GoesBackToTheStart) {
    const PlanGraph graph = diamond();
    const Schedule result = schedule(graph);
    const std::vector<ScheduleStep> steps = why(result, TaskId(3));
    ASSERT_EQ(steps.size(), 3U);
    EXPECT_EQ(sentence(result, steps[0]), "d starts on 6d, when b finishes");
    EXPECT_EQ(sentence(result, steps[1], "zh"), "b开始于2d，a完成时");
    EXPECT_EQ(sentence(result, steps[2]), "a starts on 0d, when work on the plan begins");
}

TEST(Why, SpeaksOfLagsAndParts) {
    PlanBuilder builder;
    builder.add_task({.key = "phase"});
    builder.add_task({.key = "a", .parent = "phase", .duration = days(2)});
    const TaskId b = builder.add_task({.key = "b", .duration = days(1)});
    const TaskId c = builder.add_task({.key = "c", .duration = days(1)});
    builder.depend(b, "a", {.type = LinkType::start_to_start, .lag = days(1)});
    builder.depend(c, "phase", {.lag = -480});
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    EXPECT_EQ(sentence(result, why(result, TaskId(0))[0]),
              "phase finishes on 2d, when its part a finishes");
    EXPECT_EQ(sentence(result, why(result, b)[0]), "b starts on 1d, 1d after a starts");
    EXPECT_EQ(sentence(result, why(result, c)[0]), "c starts on 1d, 1d before a finishes");
}

TEST(WhyNotCritical, NamesTheMarginAndThePath) {
    const PlanGraph graph = diamond();
    const Schedule result = schedule(graph);
    const WhyNotCritical answer = why_not_critical(result, TaskId(2));
    EXPECT_EQ(answer.margin, days(3));
    EXPECT_THAT(keys(result, answer.path.tasks), ElementsAre("a", "c", "d"));
    EXPECT_EQ(why_not_critical(result, TaskId(1)).margin, 0);
}

TEST(Targets, AreGoalsTasksAndTheEnd) {
    PlanBuilder builder;
    builder.head().start = *parse_date_time("2025-06-02");
    builder.add_goal({.key = "home", .horizon = *parse_date("2025-06-06")});
    builder.add_goal({.key = "roof", .parent = "home", .horizon = *parse_date("2025-06")});
    builder.add_goal({.key = "none", .horizon = *parse_date("2025")});
    const TaskId a =
        builder.add_task({.key = "a", .duration = days(3), .due = *parse_date("2025-06-03")});
    const TaskId b = builder.add_task({.key = "b", .duration = days(4)});
    const TaskId c = builder.add_task({.key = "c", .duration = days(1)});
    builder.depend(b, "a");
    builder.serve(a, "home");
    builder.serve(b, "roof");
    const PlanGraph graph = freeze(std::move(builder).build());
    const Schedule result = schedule(graph);
    const std::vector<ScheduleTarget> all = targets(result);
    ASSERT_EQ(all.size(), 5U);
    EXPECT_EQ(all[0].last, b);
    EXPECT_EQ(all[0].margin, days(-2));
    EXPECT_EQ(all[1].margin, days(14));
    EXPECT_FALSE(all[2].last.is_valid());
    EXPECT_EQ(all[3].node, Node(a));
    EXPECT_EQ(all[3].margin, days(-1));
    EXPECT_TRUE(all[4].is_plan);
    EXPECT_EQ(all[4].last, b);
    EXPECT_THAT(float_to(result, all[0]), ElementsAre(days(-2), days(-2), no_minutes));
    EXPECT_THAT(float_to(result, all[3]), ElementsAre(days(-1), no_minutes, no_minutes));
    EXPECT_EQ(float_to(result, all[4])[c.index()], days(6));
}

/// A random plan without parts: durations and links of the first two types.
struct Draft {
    std::vector<Minutes> durations;
    struct Between {
        std::size_t from, to;
        LinkType type;
        Minutes lag;
    };
    std::vector<Between> links;

    explicit Draft(std::uint64_t seed) {
        Random random(seed);
        for (int i = random.between(1, 8); i > 0; --i) durations.push_back(random.between(0, 6));
        for (std::size_t to = 1; to < durations.size(); ++to)
            for (std::size_t from = 0; from < to; ++from)
                if (random.chance(35))
                    links.push_back(
                        {from, to,
                         random.chance(70) ? LinkType::finish_to_start : LinkType::start_to_start,
                         random.chance(30) ? random.between(-2, 3) : 0});
    }

    [[nodiscard]] PlanGraph graph() const {
        PlanBuilder builder;
        for (std::size_t i = 0; i < durations.size(); ++i)
            builder.add_task({.key = std::to_string(i), .duration = durations[i]});
        for (const Between& each : links)
            builder.depend(TaskId(each.to), std::to_string(each.from),
                           {.type = each.type, .lag = each.lag});
        return freeze(std::move(builder).build());
    }
};

/// Slacks of all chains from a task that nothing drives to one from whose finish nothing leads on,
/// or that finishes last.
void all_slacks(const Schedule& schedule, TaskId at, Minutes slack, std::vector<Minutes>& found) {
    const PlanGraph& graph = schedule.graph();
    const DependencyTable& table = graph.plan().dependency_table();
    if (schedule.drivers()[at.index()].kind != DriverKind::link) found.push_back(slack);
    for (const DependencyId link : graph.plan().predecessors(at)) {
        const TaskId from = table.predecessor[link.index()];
        const bool by_start = table.type[link.index()] == LinkType::start_to_start;
        const Minutes moment =
            (by_start ? schedule.early_start() : schedule.early_finish())[from.index()] +
            table.lag[link.index()];
        all_slacks(schedule, from, slack + schedule.early_start()[at.index()] - moment, found);
    }
}

TEST(CriticalLaw, ListsTheChainsThatTryingAllOfThemFinds) {
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        SCOPED_TRACE(seed);
        const Draft draft(seed);
        const PlanGraph graph = draft.graph();
        const Schedule result = schedule(graph);
        std::vector<Minutes> expected;
        for (const TaskId task : graph.plan().tasks()) {
            bool leads_on = false;
            for (const Draft::Between& each : draft.links)
                leads_on = leads_on ||
                           (each.from == task.index() && each.type == LinkType::finish_to_start);
            if (!leads_on || result.early_finish()[task.index()] == result.finish())
                all_slacks(result, task, result.finish() - result.early_finish()[task.index()],
                           expected);
        }
        std::sort(expected.begin(), expected.end());
        std::vector<Minutes> slacks;
        for (const SchedulePath& path : critical_paths(result, 100'000)) {
            ASSERT_EQ(path.links.size() + 1, path.tasks.size());
            slacks.push_back(path.slack);
        }
        ASSERT_EQ(slacks, expected);
        ASSERT_EQ(slacks.front(), 0);
    }
}

TEST(CriticalLaw, DragIsTheEndWithoutTheTask) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const Draft draft(seed);
        const PlanGraph graph = draft.graph();
        const Schedule result = schedule(graph);
        for (std::size_t i = 0; i < draft.durations.size(); ++i) {
            Draft without = draft;
            without.durations[i] = 0;
            const PlanGraph other = without.graph();
            const Minutes expected = result.finish() - schedule(other).finish();
            ASSERT_EQ(drag(result, TaskId(i)), expected);
        }
    }
}

TEST(CriticalLaw, FloatToATargetIsHowMuchLongerATaskCanTake) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const Draft draft(seed);
        const PlanGraph graph = draft.graph();
        const Schedule result = schedule(graph);
        Random random(seed);
        ScheduleTarget target;
        target.node = TaskId(random.below(draft.durations.size()));
        target.deadline = result.early_finish()[target.node.index] + random.between(0, 3);
        const std::vector<Minutes> floats = float_to(result, target);
        for (std::size_t i = 0; i < draft.durations.size(); ++i) {
            const auto finish_with = [&](Minutes more) {
                Draft longer = draft;
                longer.durations[i] += more;
                const PlanGraph other = longer.graph();
                return schedule(other).early_finish()[target.node.index];
            };
            if (floats[i] == no_minutes) {
                ASSERT_EQ(finish_with(1000), result.early_finish()[target.node.index]);
                continue;
            }
            // A start alone may hold the target, and then a longer task does not move it.
            ASSERT_LE(finish_with(floats[i]), target.deadline);
        }
        ASSERT_GE(floats[target.node.index], 0);
    }
}

TEST(CriticalLaw, WhyNotCriticalNamesAPathOfThatSlack) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const Draft draft(seed);
        const PlanGraph graph = draft.graph();
        const Schedule result = schedule(graph);
        for (const TaskId task : graph.plan().tasks()) {
            const WhyNotCritical answer = why_not_critical(result, task);
            ASSERT_EQ(answer.margin, result.total_float()[task.index()]);
            ASSERT_NE(std::find(answer.path.tasks.begin(), answer.path.tasks.end(), task),
                      answer.path.tasks.end());
        }
    }
}

}  // namespace
}  // namespace planloom

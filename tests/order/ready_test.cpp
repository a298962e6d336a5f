#include <planloom/model/plan_builder.hpp>
#include <planloom/order/ready.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Progress nothing_yet(const PlanGraph& graph) {
    return {IdSet<TaskId>(graph.task_count()), IdSet<TaskId>(graph.task_count())};
}

/// A task b after a by one link.
PlanGraph two_tasks(const Link& link) {
    PlanBuilder builder;
    builder.add_task({.key = "a"});
    builder.depend(builder.add_task({.key = "b"}), "a", link);
    return freeze(std::move(builder).build());
}

TEST(Ready, IsWhatNoLinkHoldsBack) {
    //   survey -> foundation -> walls -> roof, doors
    const PlanGraph graph = freeze(testing::hut_plan());
    const Plan& plan = graph.plan();
    Progress progress = nothing_yet(graph);
    EXPECT_THAT(testing::keys_of(plan, ready(graph, progress)), ElementsAre("survey"));
    progress.done.insert(*plan.find_task("survey"));
    progress.done.insert(*plan.find_task("foundation"));
    EXPECT_THAT(testing::keys_of(plan, ready(graph, progress)), ElementsAre("walls"));
    EXPECT_THAT(testing::keys_of(plan, becomes_ready(graph, progress, *plan.find_task("walls"))),
                ElementsAre("roof", "doors"));
    progress.started.insert(*plan.find_task("walls"));
    EXPECT_THAT(ready(graph, progress), IsEmpty());
}

TEST(Ready, HeedsWhichEndALinkHoldsBack) {
    const auto states = [](LinkType type) {
        const PlanGraph graph = two_tasks({.type = type});
        const TaskId a(0U);
        Progress progress = nothing_yet(graph);
        const auto has_b = [&] {
            const std::vector<TaskId> tasks = ready(graph, progress);
            return std::ranges::find(tasks, TaskId(1U)) != tasks.end();
        };
        std::string word = has_b() ? "now" : "";
        progress.started.insert(a);
        if (has_b()) word += " started";
        progress.started.erase(a);
        progress.done.insert(a);
        if (has_b()) word += " done";
        return word;
    };
    EXPECT_EQ(states(LinkType::finish_to_start), " done");
    EXPECT_EQ(states(LinkType::start_to_start), " started done");
    EXPECT_EQ(states(LinkType::finish_to_finish), "now started done");
    EXPECT_EQ(states(LinkType::start_to_finish), "now started done");
}

// before -> phase{ one, two } -> after;  phase -SS-> side
TEST(Ready, HoldsLinksOfASummaryTaskForItsSubtasks) {
    PlanBuilder builder;
    builder.add_task({.key = "before"});
    const TaskId phase = builder.add_task({.key = "phase"});
    builder.add_task({.key = "one", .parent = "phase"});
    builder.add_task({.key = "two", .parent = "phase"});
    const TaskId after = builder.add_task({.key = "after"});
    const TaskId side = builder.add_task({.key = "side"});
    builder.depend(phase, "before");
    builder.depend(after, "phase");
    builder.depend(side, "phase", {.type = LinkType::start_to_start});
    const PlanGraph graph = freeze(std::move(builder).build());
    const auto keys = [&](const std::vector<TaskId>& tasks) {
        return testing::keys_of(graph.plan(), tasks);
    };
    Progress progress = progress_of(graph.plan());
    EXPECT_THAT(keys(ready(graph, progress)), ElementsAre("before"));
    EXPECT_THAT(keys(becomes_ready(graph, progress, TaskId(0))),
                ElementsAre("phase", "one", "two"));
    progress.done.insert(TaskId(0));
    progress.started.insert(TaskId(2));
    EXPECT_THAT(keys(ready(graph, progress)), ElementsAre("two"));
    progress.done.insert(TaskId(2));
    EXPECT_THAT(keys(becomes_ready(graph, progress, TaskId(3))), ElementsAre("after", "side"));
    progress.done.insert(phase);
    EXPECT_THAT(keys(ready(graph, progress)), ElementsAre("after", "side"));
}

TEST(Ready, LeavesSoftLinksOutWhenTold) {
    const PlanGraph graph = two_tasks({.is_soft = true});
    const Progress progress = nothing_yet(graph);
    EXPECT_THAT(ready(graph, progress), ElementsAre(TaskId(0U)));
    EXPECT_THAT(ready(graph, progress, SoftLinks::ignore), ElementsAre(TaskId(0U), TaskId(1U)));
    EXPECT_THAT(becomes_ready(graph, progress, TaskId(0U)), ElementsAre(TaskId(1U)));
    EXPECT_THAT(becomes_ready(graph, progress, TaskId(0U), SoftLinks::ignore), IsEmpty());
}

TEST(Ready, NeverHasATaskOfACircle) {
    const PlanGraph graph =
        freeze(testing::plan_of_links({{"a", "b"}, {"b", "a"}, {"b", "c"}, {"d", ""}}));
    EXPECT_THAT(testing::keys_of(graph.plan(), ready(graph, nothing_yet(graph))), ElementsAre("d"));
    EXPECT_THAT(ready(freeze(Plan()), Progress()), IsEmpty());
}

TEST(ProgressOf, ReadsTheStatusOfTasks) {
    PlanBuilder builder;
    builder.add_task({.key = "a", .status = TaskStatus::done});
    builder.add_task({.key = "b", .status = TaskStatus::cancelled});
    builder.add_task({.key = "c", .status = TaskStatus::in_progress});
    builder.add_task({.key = "d"});
    const PlanGraph graph = freeze(std::move(builder).build());
    const Progress progress = progress_of(graph.plan());
    EXPECT_EQ(progress.done.size(), 2U);
    EXPECT_TRUE(progress.done.contains(TaskId(1U)));
    EXPECT_EQ(progress.started.size(), 1U);
    EXPECT_THAT(testing::keys_of(graph.plan(), ready(graph, progress)), ElementsAre("d"));
}

TEST(BecomesReady, IsTheDifferenceThatDoingOneTaskMakes) {
    std::size_t changes = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        testing::Random random(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed, {.has_cycles = true}));
        Progress progress = nothing_yet(graph);
        for (std::size_t i = 0; i < graph.task_count(); ++i) {
            if (random.chance(40)) progress.done.insert(TaskId(i));
            if (random.chance(10)) progress.started.insert(TaskId(i));
        }
        for (const SoftLinks soft : {SoftLinks::hold, SoftLinks::ignore}) {
            const std::vector<TaskId> before = ready(graph, progress, soft);
            for (const TaskId task : graph.plan().tasks()) {
                Progress later = progress;
                later.done.insert(task);
                std::vector<TaskId> difference;
                std::ranges::set_difference(ready(graph, later, soft), before,
                                            std::back_inserter(difference));
                EXPECT_EQ(becomes_ready(graph, progress, task, soft), difference);
                changes += difference.size();
            }
        }
    }
    EXPECT_GT(changes, 300U);
}

TEST(Ready, DoneOverAndOverGoesThroughTheWholePlan) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed));
        Progress progress = nothing_yet(graph);
        std::size_t done = 0;
        std::size_t leaves = 0;
        for (const TaskId task : graph.plan().tasks()) leaves += graph.is_leaf(task) ? 1 : 0;
        for (bool goes_on = true; goes_on;) {
            goes_on = false;
            for (const TaskId task : ready(graph, progress)) {
                if (!graph.is_leaf(task)) continue;
                progress.done.insert(task);
                ++done;
                goes_on = true;
                break;
            }
        }
        EXPECT_EQ(done, leaves);
    }
}

}  // namespace
}  // namespace planloom

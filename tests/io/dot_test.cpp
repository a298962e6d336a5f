#include <planloom/graph/plan_graph.hpp>
#include <planloom/io/dot.hpp>
#include <planloom/model/plan_builder.hpp>

#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Plan plan_with_title(const std::string& title) {
    PlanBuilder builder;
    builder.add_task({.key = "T1", .title = title});
    return std::move(builder).build();
}

/// The node's label in the text, quotes not included.
std::string label_of(const std::string& dot, const std::string& node) {
    const std::string begin = "  " + node + " [label=\"";
    const std::size_t at = dot.find(begin) + begin.size();
    std::size_t end = at;
    while (dot[end] != '"') end += dot[end] == '\\' ? 2U : 1U;
    return dot.substr(at, end - at);
}

// A -> B -> C, and A -> C
TEST(WriteDot, PutsTasksOfOneWaveInOneRank) {
    const PlanGraph graph = freeze(plan_of_links({{"A", "B"}, {"B", "C"}, {"A", "C"}, {"D", ""}}));
    const std::string dot = write_dot(graph);

    EXPECT_THAT(dot, HasSubstr("rankdir=LR"));
    EXPECT_THAT(dot, HasSubstr("Noto Sans CJK SC"));
    EXPECT_THAT(dot, HasSubstr("{ rank=same; t0; t3; }\n"));
    EXPECT_THAT(dot, HasSubstr("{ rank=same; t1; }\n"));
    EXPECT_THAT(dot, HasSubstr("  t0 -> t1;\n"));
    EXPECT_THAT(dot, HasSubstr("  t0 -> t2;\n"));
    EXPECT_THAT(dot, HasSubstr("  t1 -> t2;\n"));
    EXPECT_EQ(dot, write_dot(graph));
}

TEST(WriteDot, SaysTypeAndLagOfLinks) {
    PlanBuilder builder;
    const TaskId a = builder.add_task({.key = "A"});
    const TaskId b = builder.add_task({.key = "B"});
    builder.depend(b, "A", {.type = LinkType::start_to_start, .lag = 480});
    const TaskId c = builder.add_task({.key = "C"});
    builder.depend(c, "A", {.lag = -960, .is_soft = true});
    const TaskId d = builder.add_task({.key = "D"});
    builder.depend(d, "A", {.lag = 1440, .is_elapsed = true});
    static_cast<void>(a);
    const std::string dot = write_dot(freeze(std::move(builder).build()));

    EXPECT_THAT(dot, HasSubstr("t0 -> t1 [label=\"SS+1d\"];"));
    EXPECT_THAT(dot, HasSubstr("t0 -> t2 [label=\"-2d\", style=dashed];"));
    EXPECT_THAT(dot, HasSubstr("t0 -> t3 [label=\"+1d elapsed\"];"));
}

// A -> B -> C -> B
TEST(WriteDot, MarksCirclesInRedAndInWords) {
    const PlanGraph graph = freeze(plan_of_links({{"A", "B"}, {"B", "C"}, {"C", "B"}}));
    const std::string dot = write_dot(graph, {.language = "zh"});

    EXPECT_THAT(dot, HasSubstr("  t0 -> t1;\n"));
    EXPECT_THAT(dot, HasSubstr("t1 -> t2 [label=\"循环\", color=\"#c02020\""));
    EXPECT_THAT(dot, HasSubstr("t2 -> t1 [label=\"循环\", color=\"#c02020\""));
}

TEST(WriteDot, QuotesWhatGraphvizWouldRead) {
    const std::string dot = write_dot(freeze(plan_with_title("\"];x\\N&lt;\n")));

    EXPECT_EQ(label_of(dot, "t0"), "T1\\n\\\"];x\\\\N&amp;lt;\\\\u{0A}");
}

TEST(WriteDot, LeavesOutTasksBeyondTheLimitAndSaysSo) {
    const PlanGraph graph = freeze(chain_plan(5));
    const std::string dot = write_dot(graph, {.max_tasks = 3});

    EXPECT_THAT(dot, HasSubstr("2 more tasks are left out"));
    EXPECT_THAT(dot, HasSubstr("t1 -> t2;"));
    EXPECT_THAT(dot, Not(HasSubstr("t3")));
    EXPECT_THAT(write_dot(graph, {.max_tasks = 5}), Not(HasSubstr("left_out")));
}

TEST(WriteDot, DrawsTheOtherKindsWhenAsked) {
    const PlanGraph graph = freeze(hut_plan());
    const std::string tasks_only = write_dot(graph);
    const std::string all = write_dot(graph, {.all_kinds = true});

    for (const std::string_view name : {"  g0 [", "  u0 [", "  r0 ["}) {
        EXPECT_THAT(tasks_only, Not(HasSubstr(name)));
        EXPECT_THAT(all, HasSubstr(name));
    }
    EXPECT_THAT(all, HasSubstr("label=\"lead\""));
    EXPECT_THAT(write_dot(graph, {.all_kinds = true, .language = "zh"}),
                HasSubstr("label=\"牵头\""));
}

TEST(WriteDot, WritesAnEmptyPlan) {
    const std::string dot = write_dot(freeze(Plan()), {.all_kinds = true});

    EXPECT_TRUE(dot.starts_with("digraph plan {\n"));
    EXPECT_TRUE(dot.ends_with("}\n"));
    EXPECT_THAT(dot, Not(HasSubstr("->")));
}

TEST(WriteDot, DrawsEveryTaskAndLinkOfRandomPlansOnce) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed, {.has_cycles = seed % 2 == 0}));
        const std::string dot = write_dot(graph);
        const auto count = [&](std::string_view what) {
            std::size_t found = 0;
            for (std::size_t at = dot.find(what); at != std::string::npos;
                 at = dot.find(what, at + 1)) {
                ++found;
            }
            return found;
        };
        EXPECT_EQ(count(" -> "), graph.link_count());
        for (const TaskId task : graph.plan().tasks()) {
            EXPECT_EQ(count("\n  t" + std::to_string(task.index()) + " [label="), 1U);
        }
    }
}

}  // namespace
}  // namespace planloom::testing

#include <planloom/io/mermaid.hpp>
#include <planloom/model/plan_builder.hpp>

#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace planloom {
namespace {

using ::testing::HasSubstr;

TEST(WriteMermaid, PutsTasksInOrderAndOneLinkOnALine) {
    PlanBuilder builder;
    builder.depend(builder.add_task({.key = "roof", .title = "the roof"}), "walls");
    const TaskId walls = builder.add_task({.key = "walls"});
    builder.add_task({.key = "ground", .is_milestone = true});
    builder.depend(walls, "ground",
                   {.type = LinkType::start_to_start, .lag = 960, .is_soft = true});
    EXPECT_EQ(write_mermaid(freeze(std::move(builder).build())),
              "flowchart LR\n"
              "    t2{{\"ground\"}}\n"
              "    t1[\"walls\"]\n"
              "    t0[\"roof the roof\"]\n"
              "    t2 -.->|\"SS+2d\"| t1\n"
              "    t1 --> t0\n");
}

TEST(WriteMermaid, LetsNoLabelBreakOut) {
    PlanBuilder builder;
    builder.add_task({.key = "\"] --> x\n<script>#quot;\x1b[0m`"});
    const std::string text = write_mermaid(freeze(std::move(builder).build()));
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), 2);
    EXPECT_EQ(std::count(text.begin(), text.end(), '"'), 2);
    EXPECT_EQ(text.find('<'), std::string::npos);
}

TEST(WriteMermaid, SaysWhatItLeavesOut) {
    const PlanGraph graph = freeze(testing::chain_plan(5));
    EXPECT_THAT(write_mermaid(graph, {.max_tasks = 2}), HasSubstr("3 more tasks are left out"));
    EXPECT_EQ(write_mermaid(freeze(Plan())), "flowchart LR\n");
}

}  // namespace
}  // namespace planloom

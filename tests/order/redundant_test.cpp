#include <planloom/model/plan_builder.hpp>
#include <planloom/order/redundant.hpp>

#include "link_plans.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using testing::graph_of;
using ::testing::IsEmpty;
using testing::texts;

std::vector<DependencyId> redundant_rows(const PlanGraph& graph) {
    return redundant_links(topological_order(graph));
}

std::vector<std::string> redundant_texts(const PlanGraph& graph,
                                         const RedundancyOptions& options = {}) {
    return texts(graph, redundant_links(topological_order(graph), options));
}

TEST(RedundantLinks, AreThoseThatAPathImplies) {
    //   0 -> 1 -> 2, 0 -> 2
    const PlanGraph graph = graph_of({1, 1, 1}, {{0, 1}, {1, 2}, {0, 2}});
    EXPECT_THAT(redundant_texts(graph), ElementsAre("0>2"));
    const Order order = topological_order(graph);
    const std::vector<DependencyId> redundant = redundant_links(order);
    EXPECT_THAT(texts(graph, replacement(order, redundant[0])), ElementsAre("0>1", "1>2"));
    EXPECT_THAT(redundant_texts(freeze(Plan())), IsEmpty());
    EXPECT_THAT(redundant_texts(freeze(testing::hut_plan())), IsEmpty());
}

TEST(RedundantLinks, HeedLagsAndDurations) {
    //   0 -> 1 -> 2 and 0 -> 2 with a lag; task 1 takes 5
    const auto with_lag = [](Minutes lag) {
        return graph_of({1, 5, 1}, {{0, 1}, {1, 2, {.lag = 2}}, {0, 2, {.lag = lag}}});
    };
    EXPECT_THAT(redundant_texts(with_lag(7)), ElementsAre("0>2"));
    EXPECT_THAT(redundant_texts(with_lag(8)), IsEmpty());
    EXPECT_THAT(redundant_texts(with_lag(2), {.with_durations = false}), ElementsAre("0>2"));
    EXPECT_THAT(redundant_texts(with_lag(3), {.with_durations = false}), IsEmpty());
    // A lead on the way takes back what the task on the way adds.
    const auto with_lead = [](Minutes lead) {
        return graph_of({1, 5, 1}, {{0, 1}, {1, 2, {.lag = lead}}, {0, 2}});
    };
    EXPECT_THAT(redundant_texts(with_lead(-5)), ElementsAre("0>2"));
    EXPECT_THAT(redundant_texts(with_lead(-6)), IsEmpty());
}

TEST(RedundantLinks, HeedTheEndsThatLinksJoin) {
    // Finish to start implies start to start with the duration on top, and not the other way.
    const Link to_start = {.type = LinkType::start_to_start, .lag = 4};
    EXPECT_THAT(redundant_rows(graph_of({4, 1}, {{0, 1}, {0, 1, to_start}})),
                ElementsAre(DependencyId(1U)));
    EXPECT_THAT(redundant_rows(graph_of({3, 1}, {{0, 1}, {0, 1, to_start}})), IsEmpty());
    // Over a third task: start to start twice says nothing of the first task's finish.
    const Link start = {.type = LinkType::start_to_start};
    EXPECT_THAT(redundant_texts(graph_of({1, 1, 1}, {{0, 1, start}, {1, 2, start}, {0, 2}})),
                IsEmpty());
    EXPECT_THAT(redundant_texts(graph_of({1, 1, 1}, {{0, 1, start}, {1, 2, start}, {0, 2, start}})),
                ElementsAre("0>2"));
}

TEST(RedundantLinks, KeepTheFirstOfEqualsAndHardOnes) {
    EXPECT_THAT(redundant_rows(graph_of({1, 1}, {{0, 1}, {0, 1}, {0, 1}})),
                ElementsAre(DependencyId(1U), DependencyId(2U)));
    EXPECT_THAT(redundant_rows(graph_of({1, 1}, {{0, 1, {.is_soft = true}}, {0, 1}})),
                ElementsAre(DependencyId(0U)));
    //   0 -> 2 is hard, the way over 1 is soft
    EXPECT_THAT(redundant_texts(graph_of({1, 1, 1}, {{0, 1, {.is_soft = true}}, {1, 2}, {0, 2}})),
                IsEmpty());
    EXPECT_THAT(redundant_texts(graph_of(
                    {1, 1, 1}, {{0, 1, {.is_soft = true}}, {1, 2}, {0, 2, {.is_soft = true}}})),
                ElementsAre("0>2"));
}

TEST(RedundantLinks, KeepALinkWithAMaximumLag) {
    EXPECT_THAT(redundant_texts(graph_of({1, 1, 1}, {{0, 1}, {1, 2}, {0, 2, {.max_lag = 9}}})),
                IsEmpty());
    const Link wide = {.lag = 1, .max_lag = 9};
    const Link narrow = {.lag = 2, .max_lag = 5};
    const PlanGraph graph =
        graph_of({1, 1}, {{0, 1, wide}, {0, 1, narrow}, {0, 1, narrow}, {0, 1}});
    const Order order = topological_order(graph);
    EXPECT_THAT(redundant_links(order),
                ElementsAre(DependencyId(0U), DependencyId(2U), DependencyId(3U)));
    EXPECT_THAT(replacement(order, DependencyId(0U)), ElementsAre(DependencyId(1U)));
    EXPECT_THAT(replacement(order, DependencyId(1U), redundant_links(order)), IsEmpty());
}

TEST(RedundantLinks, GoAlongAChainOfAMillion) {
    PlanBuilder builder(testing::chain_plan(1'000'000));
    builder.depend(TaskId(999'999U), "T1", {.lag = 1});
    const PlanGraph graph = freeze(std::move(builder).build());
    const Order order = topological_order(graph);
    EXPECT_THAT(redundant_links(order), IsEmpty());
    PlanBuilder again(testing::chain_plan(1'000'000));
    again.depend(TaskId(999'999U), "T1");
    const PlanGraph other = freeze(std::move(again).build());
    const Order other_order = topological_order(other);
    const std::vector<DependencyId> redundant = redundant_links(other_order);
    ASSERT_EQ(redundant.size(), 1U);
    EXPECT_EQ(replacement(other_order, redundant[0]).size(), 999'999U);
}

}  // namespace
}  // namespace planloom

#include <planloom/model/plan_builder.hpp>
#include <planloom/order/orders.hpp>

#include "support/handed_down.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// All orders by trying every permutation, first in plan order first.
std::vector<std::vector<TaskId>> orders_by_permutation(const PlanGraph& graph) {
    std::vector<TaskId> tasks;
    for (const TaskId task : graph.plan().tasks()) tasks.push_back(task);
    std::vector<std::vector<TaskId>> found;
    const std::vector<testing::HandedDownLink> links = testing::handed_down_links(graph.plan());
    do {
        bool is_order = true;
        for (const testing::HandedDownLink& link : links)
            is_order =
                is_order && std::ranges::find(tasks, link.from) < std::ranges::find(tasks, link.to);
        if (is_order) found.push_back(tasks);
    } while (std::ranges::next_permutation(tasks).found);
    return found;
}

TEST(OrderBy, TakesTheLeastKeyOfWhatIsFree) {
    //   a -> b      keys: a 3, b 0, c 1, d 1
    //   c    d
    const PlanGraph graph = freeze(testing::plan_of_links({{"a", "b"}, {"c", ""}, {"d", ""}}));
    const Order order = topological_order(graph);
    const std::vector<int> keys = {3, 0, 1, 1};
    EXPECT_THAT(testing::keys_of(graph.plan(),
                                 order_by(order, [&](TaskId task) { return keys[task.index()]; })),
                ElementsAre("c", "d", "a", "b"));
}

TEST(OrderBy, TakesTextsForKeys) {
    const PlanGraph graph = freeze(testing::plan_of_links({{"b", "a"}, {"c", ""}}));
    const Order order = topological_order(graph);
    EXPECT_THAT(
        testing::keys_of(
            graph.plan(),
            order_by(order, [&](TaskId task) { return std::string(graph.plan().key(task)); })),
        ElementsAre("b", "a", "c"));
}

TEST(OrderBy, OfAnEmptyPlanIsEmpty) {
    const PlanGraph graph = freeze(Plan());
    EXPECT_THAT(order_by(topological_order(graph), [](TaskId) { return 0; }), IsEmpty());
}

TEST(OrderBy, IsTheFirstOfAllOrdersByKeyAndPlanOrder) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        testing::Random random(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed, {.tasks = 7}));
        std::vector<std::pair<int, std::size_t>> keys;
        for (std::size_t i = 0; i < graph.task_count(); ++i)
            keys.emplace_back(random.between(0, 3), i);
        const auto as_keys = [&](const std::vector<TaskId>& tasks) {
            std::vector<std::pair<int, std::size_t>> all;
            for (const TaskId task : tasks) all.push_back(keys[task.index()]);
            return all;
        };
        const Order order = topological_order(graph);
        const std::vector<TaskId> found =
            order_by(order, [&](TaskId task) { return keys[task.index()].first; });
        std::vector<std::vector<TaskId>> all = orders_by_permutation(graph);
        const auto best = std::ranges::min_element(
            all, [&](const auto& a, const auto& b) { return as_keys(a) < as_keys(b); });
        EXPECT_EQ(found, *best);
    }
}

TEST(AllOrders, ComeSortedAndSayWhenTheyAreCutOff) {
    //   a -> b, c
    const PlanGraph graph = freeze(testing::plan_of_links({{"a", "b"}, {"c", ""}}));
    const Order order = topological_order(graph);
    const AllOrders all = all_orders(order, 10);
    EXPECT_TRUE(all.is_complete);
    ASSERT_EQ(all.orders.size(), 3U);
    EXPECT_THAT(testing::keys_of(graph.plan(), all.orders[0]), ElementsAre("a", "b", "c"));
    EXPECT_THAT(testing::keys_of(graph.plan(), all.orders[1]), ElementsAre("a", "c", "b"));
    EXPECT_THAT(testing::keys_of(graph.plan(), all.orders[2]), ElementsAre("c", "a", "b"));
    EXPECT_TRUE(all_orders(order, 3).is_complete);
    EXPECT_FALSE(all_orders(order, 2).is_complete);
    EXPECT_EQ(all_orders(order, 2).orders.size(), 2U);
    EXPECT_FALSE(all_orders(order, 0).is_complete);
    EXPECT_THAT(all_orders(order, 0).orders, IsEmpty());
}

TEST(AllOrders, OfAnEmptyPlanIsTheEmptyOne) {
    const PlanGraph graph = freeze(Plan());
    const AllOrders all = all_orders(topological_order(graph), 5);
    EXPECT_THAT(all.orders, ElementsAre(IsEmpty()));
    EXPECT_TRUE(all.is_complete);
}

TEST(AllOrders, AgreesWithTryingEveryPermutation) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed, {.tasks = 7}));
        const Order order = topological_order(graph);
        const AllOrders all = all_orders(order, 10'000);
        EXPECT_TRUE(all.is_complete);
        EXPECT_EQ(all.orders, orders_by_permutation(graph));
    }
}

TEST(AllOrders, GoesAlongAChainOfAMillion) {
    const PlanGraph graph = freeze(testing::chain_plan(1'000'000));
    const Order order = topological_order(graph);
    const AllOrders all = all_orders(order, 2);
    EXPECT_TRUE(all.is_complete);
    ASSERT_EQ(all.orders.size(), 1U);
    EXPECT_EQ(all.orders[0].size(), 1'000'000U);
    EXPECT_EQ(order_by(order, [](TaskId task) { return ~task.index(); }), all.orders[0]);
}

}  // namespace
}  // namespace planloom

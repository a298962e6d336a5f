#include <planloom/order/live_order.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Random;

using Links = std::map<DependencyId, std::pair<TaskId, TaskId>>;

std::vector<TaskId> add_tasks(LiveOrder& order, std::size_t count) {
    std::vector<TaskId> tasks;
    for (std::size_t i = 0; i < count; ++i) tasks.push_back(order.add_task());
    return tasks;
}

/// Whether a path leads from one task to another, a task reaching itself.
bool reaches(const Links& links, TaskId from, TaskId to) {
    std::set<TaskId> seen = {from};
    std::vector<TaskId> open = {from};
    while (!open.empty()) {
        const TaskId at = open.back();
        open.pop_back();
        for (const auto& [link, ends] : links)
            if (ends.first == at && seen.insert(ends.second).second) open.push_back(ends.second);
    }
    return seen.contains(to);
}

void expect_valid(const LiveOrder& order, const std::set<TaskId>& tasks, const Links& links) {
    const std::vector<TaskId> all = order.tasks();
    ASSERT_EQ(std::set<TaskId>(all.begin(), all.end()), tasks);
    ASSERT_EQ(all.size(), order.task_count());
    ASSERT_EQ(links.size(), order.link_count());
    std::map<TaskId, std::size_t> place;
    for (std::size_t i = 0; i < all.size(); ++i) place[all[i]] = i;
    for (std::size_t i = 1; i < all.size(); ++i) ASSERT_TRUE(order.before(all[i - 1], all[i]));
    for (const auto& [link, ends] : links) ASSERT_LT(place[ends.first], place[ends.second]);
}

void expect_circle(const LinkAnswer& answer, const Links& links, TaskId from, TaskId to) {
    ASSERT_FALSE(answer.circle.empty());
    EXPECT_EQ(answer.circle.front(), to);
    EXPECT_EQ(answer.circle.back(), from);
    ASSERT_EQ(answer.circle_links.size() + 1, answer.circle.size());
    for (std::size_t i = 0; i < answer.circle_links.size(); ++i)
        EXPECT_EQ(links.at(answer.circle_links[i]),
                  std::pair(answer.circle[i], answer.circle[i + 1]));
    EXPECT_EQ(std::set<TaskId>(answer.circle.begin(), answer.circle.end()).size(),
              answer.circle.size());
}

TEST(LiveOrder, MovesNoMoreThanALinkAsksFor) {
    //   a b c d, and then d -> b: b goes behind d, or d before b
    LiveOrder order;
    const std::vector<TaskId> t = add_tasks(order, 4);
    EXPECT_THAT(order.tasks(), ElementsAre(t[0], t[1], t[2], t[3]));
    EXPECT_TRUE(order.add_link(t[0], t[1]).is_accepted());
    EXPECT_THAT(order.moved(), IsEmpty());
    EXPECT_TRUE(order.add_link(t[3], t[1]).is_accepted());
    EXPECT_THAT(order.moved(), ElementsAre(t[1]));
    EXPECT_THAT(order.tasks(), ElementsAre(t[0], t[2], t[3], t[1]));
    EXPECT_TRUE(order.before(t[3], t[1]));
    EXPECT_FALSE(order.before(t[1], t[3]));
}

TEST(LiveOrder, RefusesACircleWithItsWitnessAndChangesNothing) {
    //   a -> b -> c, and then c -> a
    LiveOrder order;
    const std::vector<TaskId> t = add_tasks(order, 3);
    const DependencyId ab = order.add_link(t[0], t[1]).link;
    const DependencyId bc = order.add_link(t[1], t[2]).link;
    const LinkAnswer answer = order.add_link(t[2], t[0]);
    EXPECT_FALSE(answer.is_accepted());
    EXPECT_THAT(answer.circle, ElementsAre(t[0], t[1], t[2]));
    EXPECT_THAT(answer.circle_links, ElementsAre(ab, bc));
    EXPECT_THAT(order.tasks(), ElementsAre(t[0], t[1], t[2]));
    EXPECT_EQ(order.link_count(), 2U);
    order.remove_link(ab);
    EXPECT_TRUE(order.add_link(t[2], t[0]).is_accepted());
}

TEST(LiveOrder, RefusesATaskThatDependsOnItself) {
    LiveOrder order;
    const TaskId task = order.add_task();
    const LinkAnswer answer = order.add_link(task, task);
    EXPECT_FALSE(answer.is_accepted());
    EXPECT_THAT(answer.circle, ElementsAre(task));
    EXPECT_THAT(answer.circle_links, IsEmpty());
}

TEST(LiveOrder, IsEmptyAtFirstAndAgain) {
    LiveOrder order;
    EXPECT_THAT(order.tasks(), IsEmpty());
    EXPECT_FALSE(order.first().is_valid());
    const std::vector<TaskId> t = add_tasks(order, 2);
    const DependencyId link = order.add_link(t[1], t[0]).link;
    order.remove_task(t[0]);
    EXPECT_FALSE(order.has(t[0]));
    EXPECT_FALSE(order.has(link));
    EXPECT_EQ(order.link_count(), 0U);
    order.remove_task(t[1]);
    EXPECT_THAT(order.tasks(), IsEmpty());
    EXPECT_THAT(order.tasks(), IsEmpty());
    EXPECT_NE(order.add_task(), t[1]);
}

TEST(LiveOrder, StartsFromAPlan) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed));
        const Order order = topological_order(graph);
        LiveOrder live(order);
        EXPECT_TRUE(std::ranges::equal(live.tasks(), order.tasks()));
        EXPECT_EQ(live.link_count(), graph.link_count());
        for (const TaskId task : graph.plan().tasks()) {
            std::multiset<TaskId> ours, theirs;
            for (DependencyId link = live.first_out(task); link.is_valid();
                 link = live.next_out(link)) {
                EXPECT_EQ(live.predecessor(link), task);
                ours.insert(live.successor(link));
            }
            for (const TaskNode next : graph.successors(graph.node(task)))
                theirs.insert(graph.task(next));
            EXPECT_EQ(ours, theirs);
            std::vector<DependencyId> in;
            for (DependencyId link = live.first_in(task); link.is_valid();
                 link = live.next_in(link))
                in.push_back(link);
            EXPECT_EQ(in.size(), graph.predecessors(graph.node(task)).size());
        }
    }
}

TEST(LiveOrder, StaysValidUnderRandomEdits) {
    std::size_t refused = 0;
    std::size_t moves = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        Random random(seed);
        LiveOrder order;
        std::set<TaskId> tasks;
        Links links;
        for (int edit = 0; edit < 60; ++edit) {
            const int kind = random.between(0, 99);
            if (tasks.size() < 2 || kind < 20) {
                tasks.insert(order.add_task());
            } else if (kind < 24) {
                const TaskId task = *std::next(
                    tasks.begin(), static_cast<std::ptrdiff_t>(random.below(tasks.size())));
                order.remove_task(task);
                tasks.erase(task);
                std::erase_if(links, [&](const auto& each) {
                    return each.second.first == task || each.second.second == task;
                });
            } else if (kind < 32 && !links.empty()) {
                const auto link = std::next(
                    links.begin(), static_cast<std::ptrdiff_t>(random.below(links.size())));
                order.remove_link(link->first);
                links.erase(link);
            } else {
                const auto pick = [&] {
                    return *std::next(tasks.begin(),
                                      static_cast<std::ptrdiff_t>(random.below(tasks.size())));
                };
                const TaskId from = pick();
                const TaskId to = pick();
                const std::vector<TaskId> earlier = order.tasks();
                const LinkAnswer answer = order.add_link(from, to);
                ASSERT_EQ(answer.is_accepted(), !reaches(links, to, from));
                if (answer.is_accepted()) {
                    links[answer.link] = {from, to};
                    // Who was not moved keeps its place among its like.
                    std::vector<TaskId> kept_before = earlier, kept_after = order.tasks();
                    const auto is_moved = [&](TaskId task) {
                        return std::ranges::find(order.moved(), task) != order.moved().end();
                    };
                    std::erase_if(kept_before, is_moved);
                    std::erase_if(kept_after, is_moved);
                    EXPECT_EQ(kept_before, kept_after);
                    EXPECT_TRUE(std::ranges::is_sorted(
                        order.moved(), [&](TaskId a, TaskId b) { return order.before(a, b); }));
                    moves += order.moved().size();
                } else {
                    ++refused;
                    expect_circle(answer, links, from, to);
                    EXPECT_EQ(order.tasks(), earlier);
                }
            }
            expect_valid(order, tasks, links);
        }
    }
    EXPECT_GT(refused, 300U);
    EXPECT_GT(moves, 1000U);
}

TEST(LiveOrder, GivesTheSameOrderForTheSameEdits) {
    const auto run = [] {
        Random random(7);
        LiveOrder order;
        const std::vector<TaskId> t = add_tasks(order, 200);
        for (int i = 0; i < 400; ++i) {
            const TaskId from = t[random.below(t.size())];
            order.add_link(from, t[random.below(t.size())]);
        }
        return order.tasks();
    };
    EXPECT_EQ(run(), run());
}

TEST(LiveOrder, FindsRoomWhereverTasksCrowd) {
    // Every task goes right behind the first one or right before the last one, so that all labels
    // are taken from one gap.
    for (const bool is_first : {true, false}) {
        LiveOrder order;
        const std::size_t count = 20'000;
        const std::vector<TaskId> t = add_tasks(order, count);
        for (std::size_t i = 1; i < count; ++i) {
            if (is_first) {
                order.add_link(t[i], t[0]);
            } else {
                order.add_link(t[i], t[i - 1]);
            }
        }
        const std::vector<TaskId> all = order.tasks();
        ASSERT_EQ(all.size(), count);
        for (std::size_t i = 1; i < count; ++i) EXPECT_TRUE(order.before(all[i - 1], all[i]));
        EXPECT_EQ(is_first ? all.back() : all.front(), is_first ? t.front() : t.back());
    }
}

TEST(LiveOrder, HoldsAChainOfAMillion) {
    const PlanGraph graph = freeze(testing::chain_plan(1'000'000));
    LiveOrder order(topological_order(graph));
    const TaskId first(0U);
    const TaskId last(999'999U);
    const LinkAnswer answer = order.add_link(last, first);
    EXPECT_FALSE(answer.is_accepted());
    EXPECT_EQ(answer.circle.size(), 1'000'000U);
    EXPECT_EQ(answer.circle_links.size(), 999'999U);
    EXPECT_TRUE(order.add_link(first, last).is_accepted());
}

}  // namespace
}  // namespace planloom

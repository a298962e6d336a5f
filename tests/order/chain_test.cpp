#include <planloom/model/plan_builder.hpp>
#include <planloom/order/chain.hpp>

#include "support/handed_down.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <bit>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// before[a][b]: whether a path leads from a to b, by TaskId.
std::vector<std::vector<bool>> closure(const PlanGraph& graph) {
    const std::size_t count = graph.task_count();
    std::vector<std::vector<bool>> before(count, std::vector<bool>(count));
    const DependencyTable& table = graph.plan().dependency_table();
    for (std::size_t row = 0; row < table.count; ++row)
        before[table.predecessor[row].index()][table.successor[row].index()] = true;
    for (std::size_t k = 0; k < count; ++k)
        for (std::size_t i = 0; i < count; ++i)
            for (std::size_t j = 0; j < count; ++j)
                if (before[i][k] && before[k][j]) before[i][j] = true;
    return before;
}

/// The largest number of tasks of which none comes before another, by trying every set.
std::size_t width_by_sets(const std::vector<std::vector<bool>>& before) {
    const std::size_t count = before.size();
    std::vector<unsigned> related(count, 0);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t j = 0; j < count; ++j)
            if (before[i][j] || before[j][i]) related[i] |= 1U << j;
    std::size_t best = 0;
    for (unsigned set = 0; set < (1U << count); ++set) {
        bool is_antichain = true;
        for (std::size_t i = 0; i < count; ++i)
            is_antichain = is_antichain && (((set >> i) & 1U) == 0 || (related[i] & set) == 0);
        if (is_antichain) best = std::max(best, static_cast<std::size_t>(std::popcount(set)));
    }
    return best;
}

/// Tasks less the largest matching in the closure (Fulkerson 1956), by Kuhn's search.
std::size_t width_by_matching(const std::vector<std::vector<bool>>& before) {
    const std::size_t count = before.size();
    std::vector<std::size_t> match(count, count);
    std::size_t matched = 0;
    for (std::size_t root = 0; root < count; ++root) {
        std::vector<bool> seen(count);
        const std::function<bool(std::size_t)> grow = [&](std::size_t i) {
            for (std::size_t j = 0; j < count; ++j) {
                if (!before[i][j] || seen[j]) continue;
                seen[j] = true;
                if (match[j] != count && !grow(match[j])) continue;
                match[j] = i;
                return true;
            }
            return false;
        };
        if (grow(root)) ++matched;
    }
    return count - matched;
}

void expect_proof(const Width& width, const std::vector<std::vector<bool>>& before) {
    for (const TaskId a : width.antichain)
        for (const TaskId b : width.antichain) EXPECT_FALSE(before[a.index()][b.index()]);
    std::set<TaskId> covered;
    for (const std::vector<TaskId>& chain : width.chains) {
        EXPECT_FALSE(chain.empty());
        for (std::size_t i = 0; i < chain.size(); ++i) {
            EXPECT_TRUE(covered.insert(chain[i]).second);
            EXPECT_TRUE(i == 0 || before[chain[i - 1].index()][chain[i].index()]);
        }
    }
    EXPECT_EQ(covered.size(), before.size());
    EXPECT_LE(width.at_least(), width.at_most());
}

/// Tasks named by numbers; each is linked to up to `links` earlier ones of the last `reach`.
PlanGraph layered_plan(std::uint64_t seed, std::size_t tasks, int links, std::size_t reach) {
    testing::Random random(seed);
    PlanBuilder builder;
    for (std::size_t i = 0; i < tasks; ++i) {
        const TaskId task = builder.add_task({.key = std::to_string(i)});
        for (int k = random.between(0, links); k > 0 && i > 0; --k)
            builder.depend(task, std::to_string(i - 1 - random.below(std::min(i, reach))));
    }
    return freeze(std::move(builder).build());
}

TEST(LongestChain, GoesThroughEveryWave) {
    //   survey -> foundation -> walls -> roof, doors
    const PlanGraph graph = freeze(testing::hut_plan());
    const Chain chain = longest_chain(topological_order(graph));
    EXPECT_THAT(testing::keys_of(graph.plan(), chain.tasks),
                ElementsAre("survey", "foundation", "walls", "roof"));
    EXPECT_EQ(chain.links.size(), 3U);
}

TEST(LongestChain, OfAnEmptyPlanIsEmpty) {
    const PlanGraph graph = freeze(Plan());
    EXPECT_THAT(longest_chain(topological_order(graph)).tasks, IsEmpty());
}

TEST(LongestChain, IsTheFirstOfTheLongest) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(testing::random_plan(seed, {.tasks = 12, .links_per_hundred = 180}));
        const Order order = topological_order(graph);
        const Chain chain = longest_chain(order);
        EXPECT_EQ(chain.tasks.size(), order.wave_count());
        std::map<std::pair<TaskId, TaskId>, DependencyId> first_link;
        for (const testing::HandedDownLink& link : testing::handed_down_links(graph.plan()))
            first_link.try_emplace({link.from, link.to}, link.row);
        std::vector<TaskId> best, path;
        const std::function<void(TaskId)> walk = [&](TaskId task) {
            path.push_back(task);
            if (path.size() > best.size() || (path.size() == best.size() && path < best))
                best = path;
            for (const TaskId next : graph.plan().tasks())
                if (first_link.contains({task, next})) walk(next);
            path.pop_back();
        };
        for (const TaskId task : graph.plan().tasks()) walk(task);
        EXPECT_EQ(chain.tasks, best);
        ASSERT_EQ(chain.links.size() + 1, std::max<std::size_t>(chain.tasks.size(), 1));
        for (std::size_t i = 0; i < chain.links.size(); ++i) {
            const auto link = first_link.find({chain.tasks[i], chain.tasks[i + 1]});
            ASSERT_NE(link, first_link.end());
            EXPECT_EQ(chain.links[i], link->second);
        }
    }
}

TEST(Width, SharesATaskThatAllChainsGoThrough) {
    //   a   d       two teams: at c they meet, and chains of links alone that
    //    > c <      share no task would be three
    //   b   e
    const PlanGraph graph =
        freeze(testing::plan_of_links({{"a", "c"}, {"b", "c"}, {"c", "d"}, {"c", "e"}}));
    const Width found = width(topological_order(graph));
    EXPECT_TRUE(found.is_exact());
    EXPECT_EQ(found.at_most(), 2U);
    expect_proof(found, closure(graph));
}

TEST(Width, OfAnEmptyPlanIsZeroAndOfLooseTasksTheirNumber) {
    const PlanGraph empty = freeze(Plan());
    EXPECT_EQ(width(topological_order(empty)).at_most(), 0U);
    EXPECT_TRUE(width(topological_order(empty)).is_exact());
    const PlanGraph loose = freeze(testing::plan_of_links({{"a", ""}, {"b", ""}, {"c", ""}}));
    EXPECT_EQ(width(topological_order(loose)).at_least(), 3U);
}

TEST(Width, AgreesWithTryingEverySet) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed, {.tasks = 11}));
        const Width found = width(topological_order(graph));
        const std::vector<std::vector<bool>> before = closure(graph);
        EXPECT_TRUE(found.is_exact());
        EXPECT_EQ(found.at_least(), width_by_sets(before));
        expect_proof(found, before);
        const Width again = width(topological_order(graph));
        EXPECT_EQ(again.antichain, found.antichain);
        EXPECT_EQ(again.chains, found.chains);
    }
}

TEST(Width, AgreesWithMatchingInTheClosure) {
    std::size_t shared = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            layered_plan(seed, 120, 1 + static_cast<int>(seed % 4), 5 + seed % 50);
        const Width found = width(topological_order(graph));
        const std::vector<std::vector<bool>> before = closure(graph);
        EXPECT_TRUE(found.is_exact());
        EXPECT_EQ(found.at_least(), width_by_matching(before));
        expect_proof(found, before);
        for (const std::vector<TaskId>& chain : found.chains)
            for (std::size_t i = 1; i < chain.size(); ++i) {
                const auto next = graph.successors(graph.node(chain[i - 1]));
                if (std::ranges::find(next, graph.node(chain[i])) == next.end()) ++shared;
            }
    }
    EXPECT_GT(shared, 20U);
}

TEST(Width, GivesBoundsWhenItsBudgetIsSpent) {
    std::size_t open = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = layered_plan(seed, 80, 3, 30);
        const Width bounds = width(topological_order(graph), {.links = 20});
        expect_proof(bounds, closure(graph));
        const std::size_t exact = width(topological_order(graph)).at_least();
        EXPECT_LE(bounds.at_least(), exact);
        EXPECT_GE(bounds.at_most(), exact);
        if (!bounds.is_exact()) ++open;
    }
    EXPECT_GT(open, 10U);
}

TEST(Width, GoesAlongAChainOfAMillion) {
    const PlanGraph graph = freeze(testing::chain_plan(1'000'000));
    const Order order = topological_order(graph);
    EXPECT_EQ(longest_chain(order).tasks.size(), 1'000'000U);
    const Width found = width(order);
    EXPECT_EQ(found.at_most(), 1U);
    EXPECT_EQ(found.at_least(), 1U);
}

}  // namespace
}  // namespace planloom

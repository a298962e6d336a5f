#include <planloom/model/plan_builder.hpp>
#include <planloom/order/redundant.hpp>

#include "link_plans.hpp"
#include "support/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace planloom {
namespace {

using testing::graph_of;
using testing::Random;
using testing::Row;

struct Mix {
    bool has_types = false;
    bool has_lags = false;
    bool has_soft = false;
    bool has_maxima = false;
    bool has_elapsed = false;
};

/// Tasks in random plan order, with links from lower to higher numbers, some of them parallel.
PlanGraph random_links(std::uint64_t seed, std::size_t tasks, std::size_t links, const Mix& mix) {
    Random random(seed);
    const std::vector<std::size_t> name = random.permutation(tasks);
    PlanBuilder builder;
    for (std::size_t i = 0; i < tasks; ++i)
        builder.add_task({.key = std::to_string(i),
                          .duration = random.chance(30) ? no_minutes : random.between(0, 3),
                          .is_elapsed = mix.has_elapsed && random.chance(20)});
    for (std::size_t i = 0; i < links && tasks > 1; ++i) {
        const std::size_t to = 1 + random.below(tasks - 1);
        const std::size_t from = random.below(to);
        Link link;
        if (mix.has_types && random.chance(50))
            link.type = static_cast<LinkType>(random.between(0, 3));
        if (mix.has_lags && random.chance(50)) link.lag = random.between(-3, 4);
        if (mix.has_maxima && random.chance(20)) link.max_lag = link.lag + random.between(0, 3);
        link.is_soft = mix.has_soft && random.chance(25);
        link.is_elapsed = mix.has_elapsed && random.chance(40);
        builder.depend(TaskId(name[to]), std::to_string(name[from]), link);
    }
    return freeze(std::move(builder).build());
}

constexpr Minutes nothing = -1'000'000;
using Matrix = std::vector<std::vector<Minutes>>;

/// The longest path between any two events (the start of task i is 2i, its finish 2i + 1), over the
/// links marked.
Matrix forced(const PlanGraph& graph, const std::vector<bool>& is_kept, bool hard_only,
              bool with_durations = true) {
    const Plan& plan = graph.plan();
    const DependencyTable& table = plan.dependency_table();
    Matrix most(2 * graph.task_count(), std::vector<Minutes>(2 * graph.task_count(), nothing));
    const auto offer = [&](std::size_t from, std::size_t to, Minutes time) {
        most[from][to] = std::max(most[from][to], time);
    };
    for (std::size_t i = 0; i < graph.task_count(); ++i)
        offer(2 * i, 2 * i + 1,
              with_durations ? std::max<Minutes>(plan.task_table().duration[i], 0) : 0);
    for (std::size_t row = 0; row < table.count; ++row) {
        if (!is_kept[row] || (hard_only && table.is_soft[row] != 0)) continue;
        const LinkType type = table.type[row];
        const bool from_finish =
            type == LinkType::finish_to_start || type == LinkType::finish_to_finish;
        const bool to_finish =
            type == LinkType::finish_to_finish || type == LinkType::start_to_finish;
        offer(2 * table.predecessor[row].index() + (from_finish ? 1 : 0),
              2 * table.successor[row].index() + (to_finish ? 1 : 0), table.lag[row]);
    }
    for (std::size_t k = 0; k < most.size(); ++k)
        for (std::size_t i = 0; i < most.size(); ++i)
            for (std::size_t j = 0; j < most.size(); ++j)
                if (most[i][k] != nothing && most[k][j] != nothing)
                    offer(i, j, most[i][k] + most[k][j]);
    return most;
}

/// What is left out changes nothing, and of what stays nothing can be left out.
void expect_reduced(const PlanGraph& graph, const std::vector<DependencyId>& redundant,
                    bool with_durations = true) {
    const DependencyTable& table = graph.plan().dependency_table();
    const std::vector<bool> all(table.count, true);
    std::vector<bool> kept = all;
    for (const DependencyId link : redundant) kept[link.index()] = false;
    for (const bool hard_only : {true, false})
        EXPECT_EQ(forced(graph, kept, hard_only, with_durations),
                  forced(graph, all, hard_only, with_durations));
    for (std::size_t row = 0; row < table.count; ++row) {
        if (!kept[row] || table.max_lag[row] != no_minutes) continue;
        std::vector<bool> without = kept;
        without[row] = false;
        const bool hard_only = table.is_soft[row] == 0;
        EXPECT_NE(forced(graph, without, hard_only, with_durations),
                  forced(graph, all, hard_only, with_durations))
            << "link " << row;
    }
}

void expect_replaced(const PlanGraph& graph, const std::vector<DependencyId>& redundant,
                     const RedundancyOptions& options = {}) {
    const DependencyTable& table = graph.plan().dependency_table();
    const Order order = topological_order(graph);
    for (std::size_t row = 0; row < table.count; ++row) {
        const DependencyId link(row);
        const std::vector<DependencyId> path = replacement(order, link, redundant, options);
        EXPECT_EQ(path.empty(), !std::ranges::binary_search(redundant, link)) << "link " << row;
        if (path.empty()) continue;
        EXPECT_EQ(table.predecessor[path.front().index()], table.predecessor[row]);
        EXPECT_EQ(table.successor[path.back().index()], table.successor[row]);
        for (std::size_t i = 0; i < path.size(); ++i) {
            EXPECT_NE(path[i], link);
            EXPECT_FALSE(std::ranges::binary_search(redundant, path[i]));
            EXPECT_TRUE(table.is_soft[row] != 0 || table.is_soft[path[i].index()] == 0);
            EXPECT_TRUE(i == 0 ||
                        table.predecessor[path[i].index()] == table.successor[path[i - 1].index()]);
        }
    }
}

TEST(RedundantLinks, ChangeNoLongestPathWhenAllLinksArePlain) {
    std::size_t total = 0;
    for (std::uint64_t seed = 0; seed < 500; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = random_links(seed, 2 + seed % 9, 2 + seed % 23, {});
        const std::vector<DependencyId> redundant = redundant_links(topological_order(graph));
        expect_reduced(graph, redundant);
        expect_replaced(graph, redundant);
        total += redundant.size();
    }
    EXPECT_GT(total, 500U);
}

TEST(RedundantLinks, ChangeNoLongestPathWithTypesLagsAndSoftLinks) {
    std::size_t total = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        SCOPED_TRACE(seed);
        const Mix mix = {.has_types = seed % 2 == 0,
                         .has_lags = seed % 3 != 0,
                         .has_soft = seed % 5 < 3,
                         .has_maxima = seed % 7 < 2};
        const PlanGraph graph = random_links(seed, 2 + seed % 8, 2 + seed % 19, mix);
        const RedundancyOptions options = {.with_durations = seed % 4 != 0};
        const Order order = topological_order(graph);
        const std::vector<DependencyId> redundant = redundant_links(order, options);
        expect_reduced(graph, redundant, options.with_durations);
        expect_replaced(graph, redundant, options);
        EXPECT_EQ(redundant_links(order, options), redundant);
        total += redundant.size();
    }
    EXPECT_GT(total, 2000U);
}

/// A calendar of random working minutes, and how many lie before each minute.
struct Clocks {
    explicit Clocks(Random& random) {
        for (int i = 0; i < 400; ++i) worked.push_back(worked.back() + (random.chance(50) ? 1 : 0));
    }
    [[nodiscard]] bool is_kept(Minutes from, Minutes to, Minutes lag, bool is_elapsed) const {
        // Without a lag, later is later on either clock.
        if (is_elapsed || lag == 0) return to - from >= lag;
        return worked[static_cast<std::size_t>(to)] - worked[static_cast<std::size_t>(from)] >= lag;
    }
    std::vector<Minutes> worked = {0};
};

TEST(RedundantLinks, HoldInAnyScheduleOnAnyCalendarWithoutBeingWritten) {
    std::size_t total = 0;
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            random_links(seed, 3 + seed % 5, 4 + seed % 15,
                         {.has_types = seed % 2 == 0, .has_lags = true, .has_elapsed = true});
        const Plan& plan = graph.plan();
        const DependencyTable& table = plan.dependency_table();
        const Order order = topological_order(graph);
        const std::vector<DependencyId> redundant = redundant_links(order);
        total += redundant.size();
        Random random(seed + 1'000'000);
        for (int run = 0; run < 10; ++run) {
            const Clocks clocks(random);
            std::vector<Minutes> time(2 * graph.task_count(), 0);
            const auto is_kept = [&](std::size_t row) {
                const LinkType type = table.type[row];
                const bool from_finish =
                    type == LinkType::finish_to_start || type == LinkType::finish_to_finish;
                const bool to_finish =
                    type == LinkType::finish_to_finish || type == LinkType::start_to_finish;
                return clocks.is_kept(
                    time[2 * table.predecessor[row].index() + (from_finish ? 1 : 0)],
                    time[2 * table.successor[row].index() + (to_finish ? 1 : 0)], table.lag[row],
                    table.is_elapsed[row] != 0);
            };
            // Every event as soon as the links that stay allow it, or a little later.
            for (const TaskId task : order.tasks()) {
                const auto allowed = [&] {
                    for (const DependencyId row : plan.predecessors(task))
                        if (!std::ranges::binary_search(redundant, row) && !is_kept(row.index()))
                            return false;
                    return clocks.is_kept(
                        time[2 * task.index()], time[2 * task.index() + 1],
                        std::max<Minutes>(plan.task_table().duration[task.index()], 0),
                        plan.task_table().is_elapsed[task.index()] != 0);
                };
                time[2 * task.index()] = random.between(20, 23);
                time[2 * task.index() + 1] = time[2 * task.index()];
                for (const bool is_finish : {false, true}) {
                    const auto starts_kept = [&] {
                        for (const DependencyId row : plan.predecessors(task)) {
                            const LinkType type = table.type[row.index()];
                            const bool to_start = type == LinkType::finish_to_start ||
                                                  type == LinkType::start_to_start;
                            if (to_start && !std::ranges::binary_search(redundant, row) &&
                                !is_kept(row.index()))
                                return false;
                        }
                        return true;
                    };
                    Minutes& at = time[2 * task.index() + (is_finish ? 1 : 0)];
                    if (is_finish) at = time[2 * task.index()];
                    while (is_finish ? !allowed() : !starts_kept()) ++at;
                    at += random.between(0, 2);
                }
            }
            for (const DependencyId row : redundant)
                EXPECT_TRUE(is_kept(row.index())) << "link " << row.index();
        }
    }
    EXPECT_GT(total, 1000U);
}

TEST(Replacement, ExistsForRedundantLinksOfElapsedTimeToo) {
    for (std::uint64_t seed = 0; seed < 1000; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            random_links(seed, 3 + seed % 5, 4 + seed % 15,
                         {.has_types = seed % 2 == 0, .has_lags = true, .has_elapsed = true});
        const Order order = topological_order(graph);
        expect_replaced(graph, redundant_links(order));
    }
}

TEST(RedundantLinks, AgreeWithTheTransitiveReductionOfLargerPlans) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(seed);
        // The last tasks have very many predecessors, the first very many successors.
        Random random(seed);
        const std::size_t count = 600;
        std::vector<Row> rows;
        for (std::size_t i = 1; i < count; ++i)
            for (int k = random.between(0, 3); k > 0; --k)
                rows.push_back({i - 1 - random.below(std::min<std::size_t>(i, 60)), i});
        for (std::size_t i = 0; i < 200; ++i) {
            rows.push_back({random.below(count - 2), count - 1 - seed % 2});
            rows.push_back({seed % 2, 2 + random.below(count - 2)});
        }
        const PlanGraph graph = graph_of(std::vector<Minutes>(count, 1), rows);
        const DependencyTable& table = graph.plan().dependency_table();
        // reached[i]: the tasks that i leads to.
        std::vector<std::vector<bool>> reached(count, std::vector<bool>(count));
        for (std::size_t i = count; i-- > 0;)
            for (const TaskNode next : graph.successors(TaskNode(i))) {
                reached[i][next.index()] = true;
                for (std::size_t j = 0; j < count; ++j)
                    if (reached[next.index()][j]) reached[i][j] = true;
            }
        std::set<std::pair<TaskId, TaskId>> seen;
        std::vector<DependencyId> expected;
        for (std::size_t row = 0; row < table.count; ++row) {
            const TaskNode to = graph.node(table.successor[row]);
            bool is_redundant = !seen.insert({table.predecessor[row], table.successor[row]}).second;
            for (const TaskNode next : graph.successors(graph.node(table.predecessor[row])))
                is_redundant = is_redundant || reached[next.index()][to.index()];
            if (is_redundant) expected.push_back(DependencyId(row));
        }
        EXPECT_EQ(redundant_links(topological_order(graph)), expected);
    }
}

}  // namespace
}  // namespace planloom

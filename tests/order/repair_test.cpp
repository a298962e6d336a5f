#include <planloom/model/plan_builder.hpp>
#include <planloom/order/order.hpp>
#include <planloom/order/repair.hpp>

#include "support/handed_down.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Random;

struct Row {
    std::size_t from = 0;
    std::size_t to = 0;
    bool is_soft = false;
};

PlanGraph graph_of(std::size_t tasks, const std::vector<Row>& rows) {
    PlanBuilder builder;
    for (std::size_t i = 0; i < tasks; ++i) builder.add_task({.key = std::to_string(i)});
    for (const Row& row : rows)
        builder.depend(TaskId(row.to), std::to_string(row.from), {.is_soft = row.is_soft});
    return freeze(std::move(builder).build());
}

/// One knot: a ring of all tasks and random links besides, some parallel, some on one task.
PlanGraph random_knot(std::uint64_t seed, std::size_t tasks, std::size_t more) {
    Random random(seed);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < tasks; ++i) rows.push_back({i, (i + 1) % tasks, random.chance(30)});
    for (std::size_t i = 0; i < more; ++i)
        rows.push_back({random.below(tasks), random.below(tasks), random.chance(40)});
    return graph_of(tasks, rows);
}

std::vector<std::string> texts(const PlanGraph& graph, const std::vector<DependencyId>& links) {
    std::vector<std::string> all;
    const DependencyTable& table = graph.plan().dependency_table();
    for (const DependencyId link : links)
        all.push_back(std::string(graph.plan().key(table.predecessor[link.index()])) + ">" +
                      std::string(graph.plan().key(table.successor[link.index()])));
    return all;
}

bool has_circle_without(const PlanGraph& graph, const std::set<DependencyId>& removed) {
    std::vector<testing::HandedDownLink> links = testing::handed_down_links(graph.plan());
    std::erase_if(links, [&](const auto& link) { return removed.contains(link.row); });
    std::vector<std::size_t> waits_for(graph.task_count(), 0);
    for (const testing::HandedDownLink& link : links) ++waits_for[link.to.index()];
    std::vector<TaskId> open;
    for (const TaskId task : graph.plan().tasks())
        if (waits_for[task.index()] == 0) open.push_back(task);
    for (std::size_t head = 0; head < open.size(); ++head)
        for (const testing::HandedDownLink& link : links)
            if (link.from == open[head] && --waits_for[link.to.index()] == 0)
                open.push_back(link.to);
    return open.size() != graph.task_count();
}

std::pair<RepairCost, std::vector<DependencyId>> ranked(const PlanGraph& graph,
                                                        const std::set<DependencyId>& removed) {
    RepairCost cost;
    for (const DependencyId link : removed)
        ++(graph.plan().dependency_table().is_soft[link.index()] != 0 ? cost.soft_links
                                                                      : cost.hard_links);
    return {cost, {removed.begin(), removed.end()}};
}

/// All repairs of a plan of one knot that cannot do with less, best first, by trying all sets.
std::vector<std::pair<RepairCost, std::vector<DependencyId>>> all_repairs(const PlanGraph& graph) {
    const DependencyTable& table = graph.plan().dependency_table();
    std::map<std::pair<TaskId, TaskId>, std::set<DependencyId>> groups;
    for (std::size_t row = 0; row < table.count; ++row)
        groups[{table.predecessor[row], table.successor[row]}].insert(DependencyId(row));
    std::vector<std::set<DependencyId>> arcs;
    for (const auto& [ends, links] : groups) arcs.push_back(links);
    const auto removed_by = [&](unsigned set) {
        std::set<DependencyId> removed;
        for (std::size_t i = 0; i < arcs.size(); ++i)
            if (((set >> i) & 1U) != 0) removed.insert(arcs[i].begin(), arcs[i].end());
        return removed;
    };
    std::vector<std::pair<RepairCost, std::vector<DependencyId>>> found;
    for (unsigned set = 0; set < (1U << arcs.size()); ++set) {
        if (has_circle_without(graph, removed_by(set))) continue;
        bool is_minimal = true;
        for (std::size_t i = 0; i < arcs.size(); ++i)
            if (((set >> i) & 1U) != 0)
                is_minimal = is_minimal && has_circle_without(graph, removed_by(set & ~(1U << i)));
        if (is_minimal) found.push_back(ranked(graph, removed_by(set)));
    }
    std::sort(found.begin(), found.end());
    return found;
}

TEST(AdviseRepairs, PrefersASoftLinkAndThenTheFewest) {
    //   0 -> 1 -> 2 -> 0      2 ~> 0 is soft; 1 -> 2 lies on both circles
    //        1 -> 2 -> 1
    const PlanGraph graph = graph_of(3, {{0, 1}, {1, 2}, {2, 0, true}, {2, 1}});
    const std::vector<RepairAdvice> advice = advise_repairs(graph, {.repairs_per_knot = 5});
    ASSERT_EQ(advice.size(), 1U);
    EXPECT_TRUE(advice[0].is_exact);
    ASSERT_EQ(advice[0].repairs.size(), 3U);
    EXPECT_THAT(texts(graph, advice[0].repairs[0].remove), ElementsAre("1>2"));
    EXPECT_THAT(texts(graph, advice[0].repairs[1].remove), ElementsAre("2>0", "2>1"));
    EXPECT_EQ(advice[0].repairs[1].cost, (RepairCost{1, 1}));
    EXPECT_THAT(texts(graph, advice[0].repairs[2].remove), ElementsAre("0>1", "2>1"));
    EXPECT_THAT(testing::keys_of(graph.plan(), advice[0].repairs[0].order),
                ElementsAre("2", "0", "1"));
}

TEST(AdviseRepairs, TakesParallelLinksOutTogether) {
    //   0 -> 1 twice, 1 -> 0 once: one link is fewer than two
    const PlanGraph graph = graph_of(2, {{0, 1}, {0, 1}, {1, 0}});
    const std::vector<RepairAdvice> advice = advise_repairs(graph);
    ASSERT_EQ(advice[0].repairs.size(), 2U);
    EXPECT_THAT(texts(graph, advice[0].repairs[0].remove), ElementsAre("1>0"));
    EXPECT_THAT(texts(graph, advice[0].repairs[1].remove), ElementsAre("0>1", "0>1"));
    // Ten soft links are cheaper than a hard one.
    std::vector<Row> rows(10, {0, 1, true});
    rows.push_back({1, 0});
    const RepairAdvice soft = advise_repairs(graph_of(2, rows)).at(0);
    EXPECT_EQ(soft.repairs[0].cost, (RepairCost{0, 10}));
}

TEST(AdviseRepairs, AlwaysTakesOutALinkOfATaskToItself) {
    const PlanGraph graph = graph_of(3, {{0, 0}, {1, 2}, {2, 1}, {2, 2, true}});
    const std::vector<RepairAdvice> advice = advise_repairs(graph, {.repairs_per_knot = 1});
    ASSERT_EQ(advice.size(), 2U);
    EXPECT_THAT(texts(graph, advice[0].repairs.at(0).remove), ElementsAre("0>0"));
    EXPECT_THAT(texts(graph, advice[1].repairs.at(0).remove), ElementsAre("2>1", "2>2"));
    EXPECT_EQ(advice[1].repairs.at(0).cost, (RepairCost{1, 1}));
}

TEST(AdviseRepairs, HasNoneWithoutACircle) {
    EXPECT_THAT(advise_repairs(freeze(Plan())), IsEmpty());
    EXPECT_THAT(advise_repairs(freeze(testing::hut_plan())), IsEmpty());
}

TEST(AdviseRepairs, AgreesWithTryingAllSets) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const std::size_t tasks = 2 + seed % 5;
        const PlanGraph graph = random_knot(seed, tasks, 1 + seed % 6);
        const auto all = all_repairs(graph);
        const std::size_t count = 1 + seed % 7;
        const std::vector<RepairAdvice> advice = advise_repairs(graph, {.repairs_per_knot = count});
        ASSERT_EQ(advice.size(), 1U);
        EXPECT_TRUE(advice[0].is_exact);
        ASSERT_EQ(advice[0].repairs.size(), std::min(count, all.size()));
        for (std::size_t i = 0; i < advice[0].repairs.size(); ++i) {
            const Repair& repair = advice[0].repairs[i];
            EXPECT_EQ(repair.cost, all[i].first);
            EXPECT_EQ(repair.remove, all[i].second);
            EXPECT_TRUE(repair.is_minimal);
            EXPECT_TRUE(is_proved(graph, repair));
        }
    }
}

/// Few tasks, most of them under another, and links between any of them.
PlanGraph nested_plan(std::uint64_t seed) {
    Random random(seed);
    PlanBuilder builder;
    const std::size_t tasks = 3 + random.below(5);
    for (std::size_t i = 0; i < tasks; ++i)
        builder.add_task({.key = std::to_string(i),
                          .parent = i > 0 && random.chance(60)
                                        ? std::optional(std::to_string(random.below(i)))
                                        : std::nullopt});
    for (std::size_t i = 3 + random.below(6); i > 0; --i) {
        const TaskId to(random.below(tasks));
        builder.depend(to, std::to_string(random.below(tasks)), {.is_soft = random.chance(40)});
    }
    return freeze(std::move(builder).build());
}

TEST(AdviseRepairs, AgreesWithTryingAllSetsWhereLinksAreHandedDown) {
    std::size_t plans = 0;
    for (std::uint64_t seed = 0; seed < 800; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = nested_plan(seed);
        if (graph.knots().size() != 1) continue;
        ++plans;
        const auto all = all_repairs(graph);
        const RepairAdvice advice = advise_repairs(graph, {.repairs_per_knot = 4}).at(0);
        EXPECT_TRUE(advice.is_exact);
        ASSERT_EQ(advice.repairs.size(), std::min<std::size_t>(4, all.size()));
        for (std::size_t i = 0; i < advice.repairs.size(); ++i) {
            EXPECT_EQ(advice.repairs[i].cost, all[i].first);
            EXPECT_EQ(advice.repairs[i].remove, all[i].second);
            EXPECT_TRUE(is_proved(graph, advice.repairs[i]));
            if (advice.repairs[i].remove.empty()) continue;
            Repair less = advice.repairs[i];
            less.remove.pop_back();
            EXPECT_FALSE(is_proved(graph, less));
        }
        const Repair quick = advise_repairs(graph, {.exact_links = 0}).at(0).repairs.at(0);
        EXPECT_TRUE(is_proved(graph, quick));
        EXPECT_TRUE(std::ranges::any_of(
            all, [&](const auto& each) { return each.second == quick.remove; }));
    }
    EXPECT_GT(plans, 200U);
}

TEST(AdviseRepairs, GivesAMinimalRepairOfALargeKnot) {
    std::size_t best = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = random_knot(seed, 2 + seed % 5, 1 + seed % 6);
        const RepairAdvice advice = advise_repairs(graph, {.exact_links = 0}).at(0);
        const RepairAdvice exact = advise_repairs(graph).at(0);
        if (advice.is_exact) continue;  // a task on itself leaves nothing to search
        ASSERT_EQ(advice.repairs.size(), 1U);
        const Repair& repair = advice.repairs[0];
        EXPECT_TRUE(is_proved(graph, repair));
        const auto all = all_repairs(graph);
        EXPECT_TRUE(std::ranges::any_of(
            all, [&](const auto& each) { return each.second == repair.remove; }));
        EXPECT_GE(repair.cost, exact.repairs[0].cost);
        if (repair.cost == exact.repairs[0].cost) ++best;
        EXPECT_EQ(advise_repairs(graph, {.exact_links = 0}).at(0).repairs, advice.repairs);
    }
    EXPECT_GT(best, 120U);
}

TEST(AdviseRepairs, SaysWhenItIsCutOff) {
    const PlanGraph graph = random_knot(3, 12, 30);
    const RepairAdvice cut =
        advise_repairs(graph, {.exact_links = 64, .choices_per_knot = 3}).at(0);
    EXPECT_FALSE(cut.is_exact);
    ASSERT_FALSE(cut.repairs.empty());
    EXPECT_TRUE(is_proved(graph, cut.repairs[0]));
    const Repair lazy =
        advise_repairs(graph, {.exact_links = 0, .links_per_knot = 0}).at(0).repairs[0];
    EXPECT_FALSE(lazy.is_minimal);
    EXPECT_TRUE(is_proved(graph, lazy));
}

TEST(AdviseRepairs, FreesEveryKnotOfRandomPlans) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(testing::random_plan(seed, {.tasks = 60, .has_cycles = true}));
        std::set<DependencyId> removed;
        for (const RepairAdvice& advice : advise_repairs(graph)) {
            ASSERT_FALSE(advice.repairs.empty());
            EXPECT_TRUE(is_proved(graph, advice.repairs[0]));
            removed.insert(advice.repairs[0].remove.begin(), advice.repairs[0].remove.end());
        }
        EXPECT_FALSE(has_circle_without(graph, removed));
    }
}

TEST(IsProved, SeesWhatIsWrong) {
    const PlanGraph graph = graph_of(4, {{0, 1}, {1, 2}, {2, 0}, {0, 3}});
    const Repair good = advise_repairs(graph).at(0).repairs.at(0);
    EXPECT_TRUE(is_proved(graph, good));
    Repair none = good;
    none.remove.clear();
    EXPECT_FALSE(is_proved(graph, none));
    Repair turned = good;
    std::swap(turned.order[0], turned.order[1]);
    EXPECT_FALSE(is_proved(graph, turned));
    Repair shorter = good;
    shorter.order.pop_back();
    EXPECT_FALSE(is_proved(graph, shorter));
    Repair twice = good;
    twice.order[2] = twice.order[1];
    EXPECT_FALSE(is_proved(graph, twice));
    Repair foreign = good;
    foreign.order[2] = TaskId(3U);
    EXPECT_FALSE(is_proved(graph, foreign));
    EXPECT_FALSE(is_proved(graph, Repair()));
}

TEST(AdviseRepairs, OpensARingOfAMillion) {
    const std::size_t count = 1'000'000;
    PlanBuilder builder;
    for (std::size_t i = 0; i < count; ++i)
        builder.depend(builder.add_task({.key = std::to_string(i)}),
                       std::to_string((i + count - 1) % count));
    const PlanGraph graph = freeze(std::move(builder).build());
    const RepairAdvice advice = advise_repairs(graph).at(0);
    EXPECT_FALSE(advice.is_exact);
    EXPECT_EQ(advice.repairs[0].cost, (RepairCost{1, 0}));
    EXPECT_TRUE(is_proved(graph, advice.repairs[0]));
}

}  // namespace
}  // namespace planloom

#include <planloom/core/similarity.hpp>
#include <planloom/coverage/crosswalk.hpp>
#include <planloom/io/read.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;

/// A line for each row: uptake, what is above, what takes it up.
std::vector<std::string> lines(const Crosswalk& crosswalk, const Plan& above, const Plan& plan) {
    std::vector<std::string> all;
    for (const CrosswalkRow& row : crosswalk.rows) {
        std::string line(word(row.uptake));
        if (row.above) line += ' ' + std::string(above.key(*row.above));
        line += " <-";
        for (const Node node : row.local) line += ' ' + std::string(plan.key(node));
        if (row.is_declared) line += " declared";
        if (row.is_later) line += " later";
        if (row.has_other_lead) line += " other lead";
        all.push_back(line);
    }
    return all;
}

Plan national() {
    PlanBuilder builder;
    builder.head().key = "N";
    builder.head().number = "国发〔2022〕14号";
    builder.add_task(
        {.key = "N1", .title = "构建开放共享的数据资源体系", .due = *parse_date("2025")});
    builder.add_task(
        {.key = "N2", .title = "构建智能集约的平台支撑体系", .due = *parse_date("2025")});
    builder.add_task({.key = "N3", .title = "加强党的领导"});
    builder.add_task({.key = "N4", .title = "建立统计监测制度"});
    builder.add_task({.key = "N5", .title = "已取消的任务", .status = TaskStatus::cancelled});
    const TaskId first(0);
    builder.assign(first, "网信办", Role::lead);
    builder.add_units_by_mention();
    return std::move(builder).build();
}

//   N1 <- exact title; N2 <- refined under another title, later; N3 <- similar title;
//   N4 <- nothing; L4 is the province's own
Plan provincial() {
    PlanBuilder builder;
    const TaskId data = builder.add_task({.key = "L1", .title = "构建开放共享的数据资源体系。"});
    const TaskId platform =
        builder.add_task({.key = "L2", .title = "建设一体化平台", .due = *parse_date("2026")});
    builder.add_task({.key = "L3", .title = "加强党的全面领导"});
    builder.add_task({.key = "L4", .title = "发展高原特色应用"});
    builder.add_task({.key = "L5", .parent = "L4"});
    builder.refine(platform, "国发〔2022〕14号", "N2");
    builder.assign(data, "省大数据局", Role::lead);
    builder.add_units_by_mention();
    return std::move(builder).build();
}

TEST(Crosswalk, FindsWhatIsTakenUpRenamedMissingAndAdded) {
    const Plan above = national(), plan = provincial();
    const Crosswalk found = crosswalk(above, plan);
    EXPECT_THAT(lines(found, above, plan),
                ElementsAre("exact N1 <- L1 other lead", "renamed N2 <- L2 declared later",
                            "renamed N3 <- L3", "missing N4 <-", "added <- L4"));
    EXPECT_EQ(found.items(), 4U);
    EXPECT_EQ(found.taken_up(), 3U);
    EXPECT_EQ(found.later(), 1U);
    EXPECT_EQ(crosswalk(above, plan), found);
}

TEST(Crosswalk, AsksForSimilarTitlesOnlyFromTheLimitOn) {
    const Plan above = national(), plan = provincial();
    // 加强党的领导 and 加强党的全面领导 share 4 of 8 pairs of characters.
    EXPECT_EQ(crosswalk(above, plan, {.similar = 0.5}).count(Uptake::renamed), 2U);
    EXPECT_EQ(crosswalk(above, plan, {.similar = 0.51}).count(Uptake::renamed), 1U);
    EXPECT_EQ(crosswalk(above, plan, {.similar = 2}).count(Uptake::exact), 1U);
}

TEST(Crosswalk, OfNothingIsEmpty) {
    EXPECT_TRUE(crosswalk(Plan(), Plan()).rows.empty());
    EXPECT_TRUE(crosswalk(Plan()).rows.empty());
    const Plan above = national();
    EXPECT_EQ(crosswalk(above, Plan()).count(Uptake::missing), 4U);
    EXPECT_EQ(crosswalk(Plan(), above).count(Uptake::added), 4U);
}

TEST(Crosswalk, OfAPlanWithItselfIsExact) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(seed, {.has_cycles = true});
        const Crosswalk found = crosswalk(plan, plan);
        EXPECT_EQ(found.count(Uptake::exact), found.items());
    }
}

/// A plan of tasks with titles of few letters, so that many are alike.
Plan titles(std::uint64_t seed) {
    Random random(seed);
    PlanBuilder builder;
    const int count = random.between(0, 12);
    for (int i = 0; i < count; ++i) {
        std::string title;
        for (int length = random.between(1, 6); length > 0; --length)
            title += static_cast<char>('a' + random.below(3));
        builder.add_task(
            {.key = "T" + std::to_string(seed) + "." + std::to_string(i), .title = title});
    }
    return std::move(builder).build();
}

// Whatever is missing has no likeness left among what takes up nothing, and each item and each task
// is used once: so the greedy matching is a maximal one, checked pair by pair.
TEST(Crosswalk, LeavesNoTwoSimilarTitlesApart) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const Plan above = titles(2 * seed), plan = titles(2 * seed + 1);
        const Crosswalk found = crosswalk(above, plan, {.similar = 0.4});
        std::vector<int> used(plan.tasks().size(), 0);
        for (const CrosswalkRow& row : found.rows) {
            if (!row.above) continue;
            for (const Node node : row.local) ++used.at(node.index);
            if (row.local.empty()) continue;
            const double alike =
                bigram_similarity(above.title(*row.above), plan.title(row.local.front()));
            EXPECT_DOUBLE_EQ(row.similarity, alike);
            EXPECT_GE(alike, 0.4);
            EXPECT_EQ(row.uptake == Uptake::exact,
                      above.title(*row.above) == plan.title(row.local.front()));
        }
        for (const int times : used) EXPECT_LE(times, 1);
        for (const CrosswalkRow& row : found.rows) {
            if (row.uptake != Uptake::missing) continue;
            for (const TaskId task : plan.tasks()) {
                if (used[task.index()] > 0) continue;
                EXPECT_LT(bigram_similarity(above.title(*row.above), plan.title(task)), 0.4);
            }
        }
    }
}

TEST(Crosswalk, OfTheQinghaiPlanWithItsParentIsSixAndOne) {
    const Plan plan =
        read_plan(std::string(PLANLOOM_SOURCE_DIR) + "/examples/plans/qinghai-2023.json").plan;
    const Crosswalk found = crosswalk(plan);
    EXPECT_EQ(found.items(), 7U);
    EXPECT_EQ(found.taken_up(), 7U);
    EXPECT_EQ(found.count(Uptake::exact), 6U);
    EXPECT_EQ(found.count(Uptake::renamed), 1U);
    EXPECT_EQ(plan.key(found.rows[0].local.at(0)), "G2");
    EXPECT_EQ(found.rows[0].uptake, Uptake::renamed);
}

TEST(Crosswalk, OfTheQinghaiPlanNeedsNoLinks) {
    PlanBuilder above;
    const Plan plan =
        read_plan(std::string(PLANLOOM_SOURCE_DIR) + "/examples/plans/qinghai-2023.json").plan;
    for (const RequirementId clause : plan.requirements())
        if (plan.requirement(clause).kind() == RequirementKind::clause)
            above.add_goal({.key = plan.title(clause)});
    PlanBuilder bare;
    for (const GoalId goal : plan.goals())
        bare.add_goal({.key = plan.key(goal), .title = plan.title(goal)});
    const Crosswalk found =
        crosswalk(std::move(above).build(), std::move(bare).build(), {.similar = 0.2});
    EXPECT_EQ(found.count(Uptake::exact), 6U);
    EXPECT_EQ(found.count(Uptake::renamed), 1U);
    EXPECT_EQ(found.count(Uptake::missing), 0U);
}

}  // namespace
}  // namespace planloom::testing

#include <planloom/coverage/cascade.hpp>
#include <planloom/model/plan_builder.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Taker {
    std::string key, refines;
};

Plan level_plan(const std::string& key, const std::string& level, const std::string& above,
                const std::vector<Taker>& tasks) {
    PlanBuilder builder;
    builder.head().key = key;
    builder.head().levels = {level};
    if (!above.empty()) builder.head().based_on = {above};
    for (const Taker& each : tasks) {
        const TaskId task = builder.add_task({.key = each.key});
        if (!each.refines.empty()) builder.refine(task, above, each.refines);
    }
    return std::move(builder).build();
}

std::vector<const Plan*> pointers(const std::vector<Plan>& plans) {
    std::vector<const Plan*> all;
    for (const Plan& plan : plans) all.push_back(&plan);
    return all;
}

//              N: n1 n2
//        A: a1(n1) a2(n2)      B: b1(n1)          b2 is its own
//   A1: x1(a1)   A2: y1(a1) y2(a2)
std::vector<Plan> tree() {
    std::vector<Plan> plans;
    plans.push_back(level_plan("A1", "市", "A", {{"x1", "a1"}}));
    plans.push_back(level_plan("N", "国家", "", {{"n1", ""}, {"n2", ""}}));
    plans.push_back(level_plan("A", "省", "N", {{"a1", "n1"}, {"a2", "n2"}}));
    plans.push_back(level_plan("B", "省", "N", {{"b1", "n1"}, {"b2", ""}}));
    plans.push_back(level_plan("A2", "县", "A", {{"y1", "a1"}, {"y2", "a2"}}));
    return plans;
}

TEST(Cascade, CountsWhatEachLevelTakesUpAndLoses) {
    const std::vector<Plan> plans = tree();
    const Cascade found = cascade(pointers(plans));
    EXPECT_EQ(found.plans[0].above, 2U);
    EXPECT_EQ(found.plans[0].depth, 2U);
    EXPECT_EQ(found.plans[0].missing, 1U);
    EXPECT_EQ(found.plans[3].added, 1U);
    ASSERT_EQ(found.levels.size(), 3U);
    EXPECT_EQ(found.levels[0].name, "国家");
    EXPECT_EQ(found.levels[1].name, "省");
    EXPECT_EQ(found.levels[2].name, "");  // 市 and 县
    EXPECT_EQ(found.levels[1].items, 4U);
    EXPECT_EQ(found.levels[1].taken_up, 3U);
    EXPECT_EQ(found.levels[1].complete, 1U);
    EXPECT_EQ(found.levels[2].items, 4U);
    EXPECT_EQ(found.levels[2].missing, 1U);
    ASSERT_EQ(found.items.size(), 2U);
    EXPECT_THAT(found.items[0].reached, ElementsAre(0, 2, 2));
    EXPECT_THAT(found.items[0].taken_up, ElementsAre(0, 2, 2));
    EXPECT_THAT(found.items[1].reached, ElementsAre(0, 2, 2));
    EXPECT_THAT(found.items[1].taken_up, ElementsAre(0, 1, 1));
    EXPECT_THAT(found.unknown, IsEmpty());
}

TEST(Cascade, OfNothingOrOneIsEmpty) {
    EXPECT_EQ(cascade({}), Cascade());
    const Plan plan = chain_plan(3);
    const Cascade found = cascade(std::vector<const Plan*>{&plan});
    EXPECT_EQ(found.plans.size(), 1U);
    EXPECT_EQ(found.levels.at(0).items, 0U);
    EXPECT_THAT(found.items, IsEmpty());
}

TEST(Cascade, CutsCirclesAndNamesWhatItDoesNotKnow) {
    std::vector<Plan> plans;
    plans.push_back(level_plan("A", "", "B", {{"a", "b"}}));
    plans.push_back(level_plan("B", "", "A", {{"b", "a"}}));
    plans.push_back(level_plan("C", "", "A", {{"c", "a"}}));
    plans.push_back(level_plan("D", "", "X", {{"d", "x"}}));
    plans.push_back(level_plan("E", "", "E", {{"e", "e"}}));
    const Cascade found = cascade(pointers(plans));
    EXPECT_THAT(found.circular, ElementsAre(0, 1));
    EXPECT_EQ(found.plans[2].above, 0U);
    EXPECT_EQ(found.plans[2].exact + found.plans[2].renamed, 1U);
    EXPECT_THAT(found.unknown, ElementsAre("X"));
    EXPECT_FALSE(found.plans[4].above);
}

// Plans in a random tree, with tasks that refine random tasks of the plan above; the answer must
// not depend on threads, and sums must agree with the rows.
TEST(Cascade, IsTheSameForAnyNumberOfThreads) {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        SCOPED_TRACE(seed);
        Random random(seed);
        std::vector<Plan> plans;
        std::vector<std::size_t> sizes;
        const int count = random.between(1, 12);
        for (int i = 0; i < count; ++i) {
            const std::size_t above = random.below(static_cast<std::size_t>(i) + 1);
            const bool is_top = above == static_cast<std::size_t>(i);
            sizes.push_back(random.below(5));
            std::vector<Taker> tasks;
            for (std::size_t task = 0; task < sizes.back(); ++task)
                tasks.push_back({"p" + std::to_string(i) + "t" + std::to_string(task),
                                 is_top || sizes[above] == 0 || random.chance(30)
                                     ? ""
                                     : "p" + std::to_string(above) + "t" +
                                           std::to_string(random.below(sizes[above]))});
            plans.push_back(level_plan("P" + std::to_string(i), "",
                                       is_top ? "" : "P" + std::to_string(above), tasks));
        }
        const Cascade one = cascade(pointers(plans), {.crosswalk = {.similar = 2}, .threads = 1});
        EXPECT_EQ(cascade(pointers(plans), {.crosswalk = {.similar = 2}, .threads = 4}), one);
        for (const CascadePlan& plan : one.plans) {
            EXPECT_EQ(plan.items, plan.exact + plan.renamed + plan.missing);
            if (plan.above) {
                EXPECT_EQ(plan.items, sizes[*plan.above]);
            }
        }
        for (const CascadeItem& item : one.items)
            for (std::size_t depth = 1; depth < one.levels.size(); ++depth)
                EXPECT_LE(item.taken_up[depth], item.reached[depth]);
    }
}

}  // namespace
}  // namespace planloom::testing

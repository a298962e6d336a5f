#include "support/plans.hpp"

#include <planloom/graph/plan_graph.hpp>
#include <planloom/model/faults.hpp>

#include "support/matchers.hpp"
#include "support/random.hpp"

#include <set>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

TEST(Random, IsTheSameOnEveryMachine) {
    Random random(0);
    EXPECT_EQ(random.next(), 0xE220A8397B1DCDAFU);
    EXPECT_THAT(Random(1).permutation(4), UnorderedElementsAre(0, 1, 2, 3));
}

TEST(RandomPlan, IsSoundUnlessFaultsAreWanted) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(seed);
        EXPECT_THAT(codes_of(find_faults(plan)), IsEmpty());
        EXPECT_FALSE(freeze(plan).has_cycles());
        EXPECT_TRUE(plan == random_plan(seed));
    }
}

TEST(RandomPlan, HasCirclesAndFaultsWhereTheyAreWanted) {
    std::size_t knots = 0;
    std::set<std::string> codes;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const Plan plan = random_plan(seed, {.has_cycles = true, .has_faults = true});
        for (const std::string& code : codes_of(find_faults(plan))) codes.insert(code);
        knots += freeze(plan, Faults::skip).knots().size();
    }
    EXPECT_GT(knots, 100U);
    EXPECT_THAT(codes, UnorderedElementsAre("duplicate_key", "hierarchy_cycle", "unknown_goal",
                                            "unknown_requirement", "unknown_task", "unknown_unit"));
}

TEST(PlanOfLinks, AddsTasksInTheOrderOfTheirMention) {
    const Plan plan = plan_of_links({{"B", "A"}, {"C", ""}});
    EXPECT_THAT(keys_of(plan, plan.tasks()), ElementsAre("B", "A", "C"));
    EXPECT_EQ(plan.dependency_table().count, 1U);
}

}  // namespace
}  // namespace planloom::testing

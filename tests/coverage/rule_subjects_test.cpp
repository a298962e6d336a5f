#include <planloom/coverage/check.hpp>
#include <planloom/coverage/rule_subjects.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/query/query.hpp>

#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <utility>

namespace planloom {
namespace {

using ::testing::SizeIs;

TEST(RuleSubjects, AreThoseOfTheFindingsOfEveryRule) {
    for (std::uint64_t seed = 1; seed <= 20; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(testing::random_plan(seed));
        const std::vector<query::RuleSubjects> all = rule_subjects(graph);
        ASSERT_THAT(all, SizeIs(rules().size()));
        for (const query::RuleSubjects& each : all) {
            std::vector<Node> expected;
            for (const Finding& finding : check(graph, {.only = {each.rule}}).findings)
                expected.insert(expected.end(), finding.subjects.begin(), finding.subjects.end());
            EXPECT_EQ(each.subjects, expected) << each.rule;
        }
    }
}

TEST(RuleSubjects, HoldRulesOfThePlansOwn) {
    PlanBuilder builder(testing::hut_plan());
    CustomRule rule;
    rule.id = "two-hands";
    rule.select = "task:*";
    rule.relation = "support";
    builder.head().checks.custom.push_back(rule);
    const PlanGraph graph = freeze(std::move(builder).build());
    query::Context context;
    context.findings = [&](Monitor* monitor) { return rule_subjects(graph, monitor); };
    EXPECT_EQ(query::run("findings(two-hands)", graph, context).total, 5U);
}

}  // namespace
}  // namespace planloom

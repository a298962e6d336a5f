#include <planloom/coverage/check.hpp>
#include <planloom/model/faults.hpp>
#include <planloom/model/plan_builder.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

std::set<std::string_view> rules_found(const CheckResult& result) {
    std::set<std::string_view> rules;
    for (const Finding& each : result.findings) rules.insert(each.rule);
    return rules;
}

std::set<std::string> fingerprints(const CheckResult& result) {
    std::set<std::string> all;
    for (const Finding& each : result.findings) all.insert(each.fingerprint);
    return all;
}

TEST(Check, FindsNothingInASoundPlan) {
    const CheckResult result = check(hut_plan());
    // A hut is done on one day, and each task of it by one craft.
    for (const Finding& each : result.findings)
        if (each.rule != "PL408" && !each.rule.starts_with("PL6"))
            ADD_FAILURE() << each.rule << message(each);
}

TEST(Check, EvaluatesNothingInAnEmptyPlan) {
    const CheckResult result = check(Plan(), {.profile = Profile::strict});
    EXPECT_THAT(result.findings, IsEmpty());
    ASSERT_EQ(result.not_evaluated.size(), rules().size());
    for (std::size_t i = 0; i < rules().size(); ++i) {
        EXPECT_EQ(result.not_evaluated[i].rule, rules()[i].id);
        EXPECT_FALSE(result.not_evaluated[i].reason.empty());
        EXPECT_NE(message(result.not_evaluated[i], "zh"), result.not_evaluated[i].reason);
        EXPECT_EQ(message(result.not_evaluated[i]), result.not_evaluated[i].reason);
    }
}

TEST(Check, FindsAllFaultsOfABrokenPlanAtOnce) {
    PlanBuilder builder;
    builder.add_goal({.key = "G1", .parent = "G2"});
    builder.add_goal({.key = "G2", .parent = "G1"});
    builder.add_goal({.key = "G1"});
    builder.add_unit({.key = "U"});
    const TaskId a = builder.add_task({.key = "A"});
    const TaskId b = builder.add_task({.key = "B", .parent = "A"});
    builder.depend(a, "B");
    builder.depend(b, "A");
    builder.depend(b, "B");
    builder.depend(b, "C");
    builder.serve(b, "G3");
    const Plan plan = std::move(builder).build();
    ASSERT_FALSE(find_faults(plan).empty());
    const CheckResult result = check(plan);
    EXPECT_THAT(rules_found(result),
                IsSupersetOf({"PL101", "PL102", "PL103", "PL104", "PL105", "PL106", "PL112",
                              "PL201", "PL301", "PL311", "PL401"}));
    EXPECT_EQ(result.count("PL102"), 2U);
    EXPECT_EQ(result.count("PL201"), 3U);
}

TEST(Check, RunsOnlyTheRulesAskedFor) {
    const Plan plan = chain_plan(3);
    const CheckResult result = check(plan, {.only = {"no-deadline", "PL201"}});
    EXPECT_THAT(rules_found(result), ElementsAre("PL401"));
    ASSERT_EQ(result.not_evaluated.size(), 1U);
    EXPECT_EQ(result.not_evaluated[0].rule, "PL201");
}

TEST(Check, RefusesARuleThatIsNone) {
    EXPECT_EQ(error_code([] {
                  return check(Plan(), {.only = {"PL301", "PL3O1"}});
              }),
              "unknown_rule");
    try {
        (void)check(Plan(), {.only = {"no-led"}});
        FAIL();
    } catch (const UnknownKey& error) {
        EXPECT_EQ(error.nearest(), "no-lead");
    }
}

TEST(Check, SaysTheSameOfAPlanAndOfItsGraph) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(seed, {.has_cycles = true});
        EXPECT_EQ(check(plan), check(freeze(plan)));
    }
}

TEST(Check, GivesTheSameAnswerTwice) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanOptions options{.has_cycles = true, .has_faults = true};
        const CheckOptions strict{.profile = Profile::strict};
        EXPECT_EQ(check(random_plan(seed, options), strict),
                  check(random_plan(seed, options), strict));
    }
}

class RandomFindings : public ::testing::Test {
protected:
    template <class Inspect>
    static void for_each_finding(Inspect&& inspect) {
        for (std::uint64_t seed = 0; seed < 200; ++seed) {
            SCOPED_TRACE(seed);
            const Plan plan = random_plan(seed, {.has_cycles = true, .has_faults = true});
            const CheckResult result = check(plan, {.profile = Profile::strict});
            for (const Finding& each : result.findings) inspect(plan, each);
        }
    }
};

TEST_F(RandomFindings, HaveFullMessagesInBothLanguages) {
    std::set<std::string> seen;
    for_each_finding([&](const Plan&, const Finding& each) {
        seen.insert(each.rule);
        for (const std::string_view language : {"en", "zh"}) {
            const std::string text = message(each, language);
            EXPECT_FALSE(text.empty());
            EXPECT_EQ(text.find_first_of("{}[]"), std::string::npos) << text;
            EXPECT_EQ(text.find("  "), std::string::npos) << text;
        }
        EXPECT_NE(message(each, "en"), message(each, "zh"));
    });
    // Each rule has plans of its own in the test of its family; here many come together.
    EXPECT_GE(seen.size(), 20U);
}

TEST_F(RandomFindings, GiveAValueToEveryFieldOutsideBrackets) {
    for_each_finding([&](const Plan&, const Finding& each) {
        const Rule* rule = find_rule(each.rule);
        ASSERT_NE(rule, nullptr);
        for (const std::string_view text : {rule->en.message, rule->zh.message}) {
            int depth = 0;
            for (std::size_t i = 0; i < text.size(); ++i) {
                depth += text[i] == '[' ? 1 : text[i] == ']' ? -1 : 0;
                if (text[i] != '{' || depth > 0) continue;
                const std::string_view field = text.substr(i + 1, text.find('}', i) - i - 1);
                const auto found =
                    std::find_if(each.arguments.begin(), each.arguments.end(),
                                 [&](const auto& argument) { return argument.first == field; });
                ASSERT_NE(found, each.arguments.end()) << each.rule << ' ' << field;
                EXPECT_FALSE(found->second.empty()) << each.rule << ' ' << field;
            }
        }
    });
}

TEST_F(RandomFindings, SayWhereTheyAre) {
    for_each_finding([&](const Plan& plan, const Finding& each) {
        EXPECT_EQ(each.fingerprint.size(), 16U);
        EXPECT_EQ(each.fingerprint.find_first_not_of("0123456789abcdef"), std::string::npos);
        if (each.subjects.empty() || each.is_plan_wide) {
            EXPECT_TRUE(each.where.starts_with('/')) << each.where;
        } else {
            const std::string pointer = plan.pointer(each.subjects.front());
            EXPECT_TRUE(each.where == pointer || each.where.starts_with(pointer + '/'))
                << each.where;
        }
    });
}

TEST(Check, SortsByRuleThenPlanOrder) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const CheckResult result =
            check(random_plan(seed, {.has_cycles = true, .has_faults = true}),
                  {.profile = Profile::strict});
        EXPECT_TRUE(std::is_sorted(
            result.findings.begin(), result.findings.end(), [](const Finding& a, const Finding& b) {
                return std::pair(a.rule, a.subjects) < std::pair(b.rule, b.subjects);
            }));
        EXPECT_EQ(result.count(Severity::error) + result.count(Severity::warning) +
                      result.count(Severity::info),
                  result.findings.size());
    }
}

TEST(Check, EitherEvaluatesARuleOrSaysWhyNot) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const CheckResult result =
            check(random_plan(seed, {.has_faults = true}), {.profile = Profile::strict});
        const std::set<std::string_view> found = rules_found(result);
        for (const NotEvaluated& each : result.not_evaluated)
            EXPECT_FALSE(found.contains(each.rule)) << each.rule;
    }
}

TEST(Fingerprint, StaysWhenRowsMoveAndDatesChange) {
    const auto plan = [](bool is_moved) {
        PlanBuilder builder;
        if (is_moved) builder.add_task({.key = "new", .due = *parse_date("2025"), .line = 3});
        builder.add_goal({.key = "G", .horizon = *parse_date("2025")});
        builder.serve(builder.add_task({.key = "T",
                                        .due = *parse_date(is_moved ? "2027" : "2026"),
                                        .line = is_moved ? 99U : 1U}),
                      "G");
        return std::move(builder).build();
    };
    const CheckOptions only{.only = {"PL404"}};
    const CheckResult before = check(plan(false), only);
    const CheckResult after = check(plan(true), only);
    ASSERT_EQ(before.findings.size(), 1U);
    ASSERT_EQ(after.findings.size(), 1U);
    EXPECT_EQ(before.findings[0].fingerprint, after.findings[0].fingerprint);
    EXPECT_EQ(before.findings[0].line, 1U);
    EXPECT_EQ(after.findings[0].line, 99U);
    EXPECT_EQ(after.findings[0].where, "/tasks/1/due");
}

TEST(Fingerprint, IsTheSameOnEveryMachine) {
    const CheckResult result = check(plan_of_links({{"A", "A"}}), {.only = {"PL105"}});
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings[0].fingerprint, "4e15c64962560c41");
}

TEST(Fingerprint, TellsRulesSubjectsAndReferencesApart) {
    PlanBuilder builder;
    builder.add_units_by_mention();
    const TaskId a = builder.add_task({.key = "A"});
    builder.add_task({.key = "AB"});
    builder.serve(a, "x");
    builder.serve(a, "y");
    builder.depend(a, "x");
    builder.assign(a, "U", Role::support);
    const CheckResult result = check(std::move(builder).build());
    EXPECT_GT(result.findings.size(), 5U);
    EXPECT_EQ(fingerprints(result).size(), result.findings.size());
}

TEST(Check, DoesNotRecurseOnLongChains) {
    const CheckResult result = check(chain_plan(100'000));
    EXPECT_EQ(result.count("PL401"), 100'000U);
    EXPECT_EQ(result.count("PL103"), 0U);
}

TEST(Check, DoesNotRecurseOnDeepHierarchies) {
    const CheckResult result = check(deep_plan(100'000));
    EXPECT_EQ(result.count("PL201"), 0U);
    EXPECT_EQ(result.count("PL205"), 0U);
    EXPECT_EQ(result.count("PL401"), 1U);
}

TEST(Check, DoesNotRecurseOnLongCirclesOfParents) {
    PlanBuilder builder;
    constexpr std::size_t count = 100'000;
    for (std::size_t row = 0; row < count; ++row) {
        const std::string parent = std::to_string((row + 1) % count);
        builder.add_task({.key = std::to_string(row), .parent = parent});
    }
    const CheckResult result = check(std::move(builder).build(), {.only = {"PL104", "PL106"}});
    ASSERT_EQ(result.findings.size(), 1U);
    EXPECT_EQ(result.findings[0].subjects.size(), count);
    EXPECT_LT(message(result.findings[0]).size(), 200U);
}

class StopAtOnce : public Monitor {
public:
    bool proceed(std::uint64_t, std::uint64_t) override { return false; }
};

TEST(Check, StopsWhenTheMonitorSaysSo) {
    StopAtOnce monitor;
    EXPECT_EQ(error_code([&] { return check(hut_plan(), {}, &monitor); }), "interrupted");
}

TEST(Message, PutsFieldsInOnceAndAsTheyAre) {
    PlanBuilder builder;
    builder.add_goal({.key = "{goal} [x]"});
    const CheckResult result = check(std::move(builder).build(), {.only = {"PL201"}});
    EXPECT_EQ(message(result.findings.at(0)), "no task serves goal {goal} [x]");
}

TEST(Message, NamesARowWithoutAKeyByItsPlace) {
    PlanBuilder builder;
    builder.add_goal({.key = ""});
    const CheckResult result = check(std::move(builder).build(), {.only = {"PL201"}});
    EXPECT_EQ(message(result.findings.at(0)), "no task serves goal /goals/0");
}

TEST(Message, IsChineseForEveryChineseTag) {
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    const CheckResult result = check(std::move(builder).build(), {.only = {"PL201"}});
    EXPECT_EQ(message(result.findings.at(0), "zh-CN"), "目标 G 没有任务支撑");
    EXPECT_EQ(message(result.findings.at(0), "fr"), "no task serves goal G");
}

}  // namespace
}  // namespace planloom::testing

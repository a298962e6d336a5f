#include <planloom/coverage/check.hpp>
#include <planloom/coverage/settings.hpp>
#include <planloom/model/plan_builder.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

std::vector<std::string> codes(const CheckSettings& settings) {
    std::vector<std::string> all;
    for (const Diagnostic& each : find_faults(settings))
        all.push_back(each.where + ' ' + each.code);
    return all;
}

CustomRule sound_rule() {
    return {.id = "QH001", .select = "tasks(*)", .relation = "lead", .target = "units(*)"};
}

TEST(FindFaultsOfSettings, FindsNoneInSoundSettings) {
    EXPECT_THAT(codes({}), IsEmpty());
    EXPECT_THAT(codes({.profile = "strict",
                       .rules = {{.rule = "PL301", .is_on = false},
                                 {.rule = "waiver-too-broad", .numbers = {{"limit", 5}}},
                                 {.rule = "QH001", .severity = Severity::info}},
                       .custom = {sound_rule()},
                       .waivers = {{.rule = "no-lead", .scope = "tasks(*)"}, {.rule = "QH001"}}}),
                IsEmpty());
}

TEST(FindFaultsOfSettings, SaysAllFaultsAtOnceWithTheNearest) {
    CustomRule twice = sound_rule();
    CustomRule reserved = sound_rule();
    reserved.id = "PL999";
    CustomRule odd{.id = "X", .select = "tasks(", .relation = "led", .target = "unitz("};
    CustomRule bounds = sound_rule();
    bounds.id = "Y";
    bounds.min = 0;
    bounds.max = -1;
    bounds.at_least = 0.5;
    CustomRule ratio = sound_rule();
    ratio.id = "Z";
    ratio.shape = RuleShape::ratio;
    const CheckSettings settings{
        .profile = "polisy",
        .rules = {{.rule = "no-leed", .line = 7},
                  {.rule = "PL834", .numbers = {{"limits", 1}}},
                  {.rule = "waiver-too-broad", .numbers = {{"limit", -1}}},
                  {.rule = "PL301", .numbers = {{"cap", 1}}}},
        .custom = {sound_rule(), twice, reserved, odd, bounds, ratio},
        .waivers = {{.subject = "T1"},
                    {.rule = "PL301", .subject = "T1", .scope = "tasks(*)"},
                    {.rule = "PL832"}}};
    EXPECT_THAT(codes(settings),
                ElementsAre("/profile unknown_profile", "/rules/no-leed unknown_rule",
                            "/rules/PL834/limits unknown_parameter",
                            "/rules/waiver-too-broad duplicate_rule",
                            "/rules/PL301/cap unknown_parameter", "/custom/1/id duplicate_rule",
                            "/custom/2/id bad_rule_id", "/custom/3/select bad_query",
                            "/custom/3/select bad_query", "/custom/3/target bad_query",
                            "/custom/3/relation unknown_relation", "/custom/4/min bad_field",
                            "/custom/4/max bad_field", "/custom/4/at_least bad_field",
                            "/custom/5 missing_field", "/waivers/0/rule missing_field",
                            "/waivers/1/scope bad_field", "/waivers/2/rule bad_field"));
    const std::vector<Diagnostic> faults = find_faults(settings);
    EXPECT_THAT(faults[0].message, HasSubstr("did you mean \"policy\""));
    EXPECT_THAT(faults[1].message, HasSubstr("did you mean \"no-lead\""));
    EXPECT_EQ(faults[1].line, 7U);
    EXPECT_THAT(faults[2].message, HasSubstr("did you mean \"limit\"; expected one of limit"));
}

TEST(FindFaultsOfSettings, ChecksTheRangeOfParameters) {
    EXPECT_THAT(codes({.rules = {{.rule = "PL834", .numbers = {{"limit", -1}}}}}),
                ElementsAre("/rules/PL834/limit bad_parameter"));
    EXPECT_THAT(codes({.rules = {{.rule = "PL834", .words = {{"limit", {"many"}}}}}}),
                ElementsAre("/rules/PL834/limit bad_parameter"));
}

TEST(Check, RefusesBrokenSettingsOfPlanAndRuleFileAtOnce) {
    PlanBuilder builder;
    builder.head().checks.rules = {{.rule = "PL3O1"}};
    const Plan plan = std::move(builder).build();
    try {
        static_cast<void>(check(plan, {.settings = {.waivers = {{.rule = "none"}}}}));
        FAIL();
    } catch (const InvalidSettings& error) {
        ASSERT_EQ(error.diagnostics().size(), 2U);
        EXPECT_EQ(error.diagnostics()[0].where, "/checks/rules/PL3O1");
        EXPECT_EQ(error.diagnostics()[1].where, "/waivers/0/rule");
    }
}

TEST(Check, HeedsProfileAndRulesOfItsSettings) {
    const Plan plan = chain_plan(2);
    const CheckResult result =
        check(plan, {.settings = {.profile = "strict",
                                  .rules = {{.rule = "PL401", .is_on = false},
                                            {.rule = "no-lead", .severity = Severity::info}}}});
    EXPECT_EQ(result.profile, Profile::strict);
    EXPECT_EQ(result.gate.fresh, Severity::warning);
    EXPECT_EQ(result.count("PL401"), 0U);
    ASSERT_GT(result.count("PL301"), 0U);
    for (const Finding& each : result.findings)
        if (each.rule == "PL301") {
            EXPECT_EQ(each.severity, Severity::info);
        }
    EXPECT_EQ(check(plan).gate.fresh, Severity::error);
}

}  // namespace
}  // namespace planloom::testing

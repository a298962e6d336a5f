#include <planloom/coverage/check.hpp>
#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Waiver waiver(std::string rule, std::string subject = {}) {
    return {.rule = std::move(rule),
            .subject = std::move(subject),
            .reason = "shared lead",
            .approved_by = "office"};
}

/// Which tasks without a lead are accepted.
std::vector<std::string> accepted(const Plan& plan, std::vector<Waiver> waivers, Date as_of = {}) {
    const CheckResult result = check(
        plan, {.only = {"PL301"}, .settings = {.waivers = std::move(waivers)}, .as_of = as_of});
    std::vector<std::string> keys;
    for (const Finding& each : result.findings)
        if (each.is_accepted()) keys.emplace_back(plan.key(each.subjects.front()));
    return keys;
}

/// What the rules on waivers say.
std::vector<std::string> said(const Plan& plan, const CheckOptions& options) {
    std::vector<std::string> texts;
    for (const Finding& each : check(plan, options).findings)
        if (each.rule.starts_with("PL83"))
            texts.push_back(each.rule + ' ' + std::string(to_string(each.severity)) + ": " +
                            message(each));
    return texts;
}

TEST(Waivers, AcceptBySubjectByScopeAndByRule) {
    const Plan plan = chain_plan(4);
    EXPECT_THAT(accepted(plan, {waiver("PL301", "T2")}), ElementsAre("T2"));
    EXPECT_THAT(accepted(plan, {waiver("no-lead", "task:T3")}), ElementsAre("T3"));
    EXPECT_THAT(accepted(plan, {waiver("PL301")}), ElementsAre("T1", "T2", "T3", "T4"));
    EXPECT_THAT(accepted(plan, {waiver("PL401")}), IsEmpty());
    Waiver scope = waiver("PL301");
    scope.scope = "before(T3)";
    EXPECT_THAT(accepted(plan, {scope}), ElementsAre("T1", "T2"));
}

TEST(Waivers, KeepTheSeverityAndDoNotCount) {
    const Plan plan = chain_plan(2);
    const CheckResult result =
        check(plan, {.only = {"PL301"}, .settings = {.waivers = {waiver("PL301", "T1")}}});
    ASSERT_EQ(result.findings.size(), 2U);
    EXPECT_EQ(result.findings[0].waiver, std::size_t{0});
    EXPECT_EQ(result.findings[0].severity, result.findings[1].severity);
    EXPECT_EQ(result.count(result.findings[0].severity), 1U);
    EXPECT_EQ(result.accepted_count(), 1U);
    EXPECT_EQ(result.waivers.size(), 1U);
}

TEST(Waivers, HoldUntilTheirLastDay) {
    const Plan plan = chain_plan(2);
    Waiver until = waiver("PL301", "T1");
    until.expires = Date::from_ymd(2025, 6, 30);
    EXPECT_THAT(accepted(plan, {until}, Date::from_ymd(2025, 6, 30)), ElementsAre("T1"));
    EXPECT_THAT(accepted(plan, {until}, Date::from_ymd(2025, 7, 1)), IsEmpty());
    const CheckOptions late{.settings = {.waivers = {until}}, .as_of = Date::from_ymd(2025, 7, 1)};
    EXPECT_THAT(said(plan, late),
                ElementsAre("PL831 error: the waiver of PL301 for T1 ended on 2025-06-30, today is "
                            "2025-07-01"));
    const CheckResult result = check(plan, late);
    for (const Finding& each : result.findings)
        if (each.rule == "PL831") {
            EXPECT_EQ(message(each, "zh"),
                      "对 PL301 的豁免（T1）已于 2025-06-30 到期，今日为 "
                      "2025-07-01");
        }
}

TEST(Waivers, AreStaleWhenTheyAcceptNothing) {
    const Plan plan = chain_plan(2);
    const CheckSettings settings{.waivers = {waiver("PL301", "T9")}};
    EXPECT_THAT(said(plan, {.settings = settings}),
                ElementsAre("PL832 warning: the waiver of PL301 for T9 accepts no finding"));
    EXPECT_THAT(said(plan, {.profile = Profile::strict, .settings = settings}),
                ElementsAre("PL832 error: the waiver of PL301 for T9 accepts no finding"));
    // A rule that did not run says nothing of its waivers.
    EXPECT_THAT(said(plan, {.only = {"PL401", "PL832"}, .settings = settings}), IsEmpty());
    EXPECT_EQ(Findings(plan, "PL832", {.settings = settings}).reason(),
              "no rule that is waived ran and had something to look at");
}

TEST(Waivers, NeedAReasonAndSomebodyWhoApproved) {
    const Plan plan = chain_plan(2);
    Waiver nothing = waiver("PL301", "T1");
    nothing.reason.clear();
    EXPECT_THAT(said(plan, {.settings = {.waivers = {nothing}}}),
                ElementsAre("PL833 error: the waiver of PL301 for T1 lacks a reason"));
    nothing.approved_by.clear();
    EXPECT_THAT(said(plan, {.settings = {.waivers = {nothing}}}),
                ElementsAre("PL833 error: the waiver of PL301 for T1 lacks a reason and the name "
                            "of who approved it"));
}

TEST(Waivers, AreTooBroadBeyondALimit) {
    EXPECT_THAT(said(chain_plan(20), {.settings = {.waivers = {waiver("PL301")}}}), IsEmpty());
    EXPECT_THAT(said(chain_plan(21), {.settings = {.waivers = {waiver("PL301")}}}),
                ElementsAre("PL834 warning: the waiver of PL301 accepts 21 findings, at most 20 "
                            "are meant to be accepted together"));
    EXPECT_THAT(
        said(chain_plan(21), {.settings = {.rules = {{.rule = "PL834", .numbers = {{"limit", 21}}}},
                                           .waivers = {waiver("PL301")}}}),
        IsEmpty());
}

TEST(Waivers, OfThePlanAndOfARuleFileBothHold) {
    PlanBuilder builder(chain_plan(2));
    builder.head().checks.waivers = {waiver("PL301", "T1")};
    builder.head().checks.waivers[0].line = 12;
    builder.head().checks.waivers[0].reason.clear();
    const Plan plan = std::move(builder).build();
    EXPECT_THAT(accepted(plan, {waiver("PL301", "T2")}), ElementsAre("T1", "T2"));
    const CheckResult result = check(plan);
    for (const Finding& each : result.findings) {
        if (each.rule != "PL833") continue;
        EXPECT_EQ(each.where, "/checks/waivers/0");
        EXPECT_EQ(each.line, 12U);
    }
    EXPECT_EQ(result.count("PL833"), 1U);
}

TEST(Waivers, DoNotReachAFindingOnTheWholePlanByASubject) {
    const Plan plan = chain_plan(1);
    for (const Finding& each :
         check(plan, {.profile = Profile::strict,
                     .settings = {.rules = {{.rule = "PL832", .is_on = false}},
                                 .waivers = {waiver("PL301", "T1")}}})
             .findings)
        if (each.is_plan_wide) {
            EXPECT_FALSE(each.is_accepted());
        }
}

}  // namespace
}  // namespace planloom::testing

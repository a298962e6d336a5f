#include <planloom/coverage/gate.hpp>
#include <planloom/coverage/mend.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/plans.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Finding finding(std::string fingerprint, Severity severity, std::string rule = "PL301") {
    Finding each;
    each.rule = std::move(rule);
    each.fingerprint = std::move(fingerprint);
    each.severity = severity;
    return each;
}

CheckResult result_of(std::vector<Finding> findings) {
    CheckResult result;
    result.findings = std::move(findings);
    result.ran = {"PL301"};
    return result;
}

TEST(Compare, TellsNewKnownAndFixed) {
    const CheckResult before =
        result_of({finding("a", Severity::error), finding("b", Severity::error),
                   finding("b", Severity::error)});
    CheckResult now = result_of({finding("b", Severity::error), finding("c", Severity::warning),
                                 finding("b", Severity::error), finding("b", Severity::error)});
    const Baseline baseline = baseline_of(Plan(), before);
    ASSERT_EQ(baseline.entries.size(), 2U);
    EXPECT_EQ(baseline.entries[1].count, 2U);
    const Comparison comparison = compare(now, baseline);
    EXPECT_THAT(comparison.known, ElementsAre(0U, 2U));
    EXPECT_THAT(comparison.fresh, ElementsAre(1U, 3U));
    ASSERT_EQ(comparison.fixed.size(), 1U);
    EXPECT_EQ(comparison.fixed[0].fingerprint, "a");
    // A rule that did not run fixed nothing.
    now.ran.clear();
    EXPECT_THAT(compare(now, baseline).fixed, IsEmpty());
}

TEST(Passes, HoldsNewFindingsApartFromKnownOnes) {
    const CheckResult before = result_of({finding("a", Severity::error)});
    const Baseline baseline = baseline_of(Plan(), before);
    EXPECT_FALSE(passes(before, {}));
    EXPECT_TRUE(passes(before, {}, &baseline));
    EXPECT_FALSE(passes(before, {Severity::warning, Severity::error}, &baseline));
    EXPECT_TRUE(passes(before, {std::nullopt, std::nullopt}));
    const CheckResult warning = result_of({finding("b", Severity::warning)});
    EXPECT_TRUE(passes(warning, {}));
    EXPECT_FALSE(passes(warning, {Severity::warning, std::nullopt}, &baseline));
}

TEST(Passes, NeverCountsWhatIsAccepted) {
    CheckResult result = result_of({finding("a", Severity::error)});
    result.findings[0].waiver = 0;
    EXPECT_TRUE(passes(result, {Severity::info, Severity::info}));
    EXPECT_THAT(baseline_of(Plan(), result).entries, IsEmpty());
    const Comparison comparison =
        compare(result, {{BaselineEntry{.fingerprint = "a", .rule = "PL301"}}});
    EXPECT_EQ(comparison, Comparison());
}

// The same plan with its tasks in another order has the same findings for a baseline.
TEST(Compare, DoesNotHangOnTheNumbersOfRows) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(seed, {.has_cycles = true});
        const Plan moved = apply_edits(
            plan, std::vector<PlanEdit>{AddNode{NodeKind::unit, "new unit", ""},
                                        AddNode{NodeKind::requirement, "new clause", ""}});
        const CheckResult result = check(plan);
        const Comparison comparison = compare(check(moved), baseline_of(plan, result));
        for (const BaselineEntry& each : comparison.fixed) {
            // What is counted against the plan as a whole may change with its size.
            const auto is_wide = [&](const Finding& found) {
                return found.fingerprint == each.fingerprint && found.is_plan_wide;
            };
            EXPECT_TRUE(std::any_of(result.findings.begin(), result.findings.end(), is_wide))
                << each.rule;
        }
        EXPECT_THAT(compare(result, baseline_of(plan, result)).fresh, IsEmpty());
    }
}

PlanEdit set_title(std::string key, std::string title) {
    return SetField{{NodeKind::task, std::move(key)}, "title", std::move(title)};
}

TEST(Mend, AppliesTheEditsOfEachFindingOrNone) {
    const Plan plan = chain_plan(2);
    Finding first = finding("a", Severity::warning);
    first.edits = {set_title("T1", "one")};
    Finding second = finding("b", Severity::warning);
    second.edits = {set_title("T2", "two"), set_title("T1", "other")};
    Finding third = finding("c", Severity::warning);
    third.edits = {set_title("T9", "none")};
    Finding accepted = finding("d", Severity::warning);
    accepted.edits = {set_title("T2", "accepted")};
    accepted.waiver = 0;
    const Mended mended = mend(plan, result_of({first, second, third, accepted}));
    EXPECT_EQ(mended.plan.task("T1").title(), "one");
    EXPECT_EQ(mended.plan.task("T2").title(), "");
    ASSERT_EQ(mended.applied.size(), 1U);
    EXPECT_EQ(mended.applied[0].fingerprint, "a");
    EXPECT_FALSE(mended.is_cut);
}

TEST(Mend, LeavesAPlanWithoutMendsAsItIs) {
    const Plan plan = hut_plan();
    const Mended mended = mend(plan, check(plan));
    EXPECT_EQ(mended.plan, plan);
    EXPECT_THAT(mended.applied, IsEmpty());
}

// Mending again finds nothing more, and brings no structural fault that was not there.
TEST(Mend, ComesToRest) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = random_plan(seed, {.has_cycles = true, .has_faults = true});
        const CheckOptions options{.profile = Profile::strict};
        const Mended mended = mend(plan, check(plan, options), options);
        EXPECT_FALSE(mended.is_cut);
        const Mended again = mend(mended.plan, check(mended.plan, options), options);
        for (const Finding& each : again.applied) ADD_FAILURE() << each.rule;
    }
}

}  // namespace
}  // namespace planloom::testing

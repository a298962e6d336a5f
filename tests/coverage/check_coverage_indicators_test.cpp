#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

#include <algorithm>
#include <cstdlib>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr NewIndicator complete = {
    .title = "share online", .measure = "%", .baseline = "60", .target = "90", .source = "portal"};

TEST(NoIndicator, LooksAtGoalsAtTheBottom) {
    PlanBuilder builder;
    builder.add_goal({.key = "top"});
    builder.add_indicator(builder.add_goal({.key = "measured", .parent = "top"}), complete);
    builder.add_goal({.key = "bare", .parent = "top"});
    const Findings found(std::move(builder).build(), "PL213");
    EXPECT_THAT(found.subjects(), ElementsAre("bare"));
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_EQ(found.message(0), "goal bare has no indicator");
    EXPECT_EQ(found.message(0, "zh"), "目标 bare 没有指标");
}

TEST(NoIndicator, IsSaidOnceWhereThereIsNone) {
    PlanBuilder builder;
    builder.add_goal({.key = "top"});
    for (const std::string_view goal : {"G1", "G2", "G3"})
        builder.add_goal({.key = goal, .parent = "top"});
    const Findings found(std::move(builder).build(), "PL213");
    EXPECT_THAT(found.subjects(), ElementsAre("G1 G2 G3"));
    EXPECT_TRUE(found[0].is_plan_wide);
    EXPECT_EQ(found.message(0), "none of the 4 goals has an indicator");
    EXPECT_EQ(found.message(0, "zh"), "全部 4 个目标都没有指标");
}

TEST(NoIndicator, IsNotEvaluatedWithoutGoals) {
    EXPECT_EQ(Findings(chain_plan(1), "PL213").reason(), "the plan has no goals");
}

TEST(IndicatorIncomplete, NamesWhatIsMissing) {
    PlanBuilder builder;
    const GoalId dated = builder.add_goal({.key = "dated", .horizon = *parse_date("2025")});
    const GoalId open = builder.add_goal({.key = "open"});
    builder.add_indicator(dated, complete);
    builder.add_indicator(dated, {.title = "rank", .target = "3", .line = 8});
    builder.add_indicator(open, complete);
    builder.add_indicator(open, {.due = *parse_date("2025")});
    const Findings found(std::move(builder).build(), "PL214");
    EXPECT_THAT(found.subjects(), ElementsAre("dated", "open", "open"));
    EXPECT_EQ(found[0].where, "/goals/0/indicators/1");
    EXPECT_EQ(found[0].line, 8U);
    EXPECT_THAT(found[0].witness, ElementsAre("baseline", "measure_unit", "data_source"));
    EXPECT_EQ(found.message(0),
              "indicator rank of goal dated lacks a baseline, a unit of measurement, a source of "
              "data");
    EXPECT_EQ(found.message(0, "zh"), "目标 dated 的指标 rank 没有写明基期值、计量单位、数据来源");
    EXPECT_EQ(found.message(1), "indicator share online of goal open lacks a due date");
    EXPECT_EQ(found.message(2),
              "indicator #2 of goal open lacks a baseline, a target, a unit of measurement, a "
              "source of data");
}

TEST(IndicatorIncomplete, SaysOnceWhatNoIndicatorHas) {
    PlanBuilder builder;
    const GoalId goal = builder.add_goal({.key = "G", .horizon = *parse_date("2025")});
    for (const std::string_view title : {"a", "b", "c"})
        builder.add_indicator(goal, {.title = title, .measure = "%", .target = "9"});
    builder.add_indicator(goal, {.title = "d", .measure = "%"});
    const Findings found(std::move(builder).build(), "PL214");
    ASSERT_EQ(found.size(), 2U);
    EXPECT_TRUE(found[0].is_plan_wide);
    EXPECT_EQ(found.message(0), "none of the 4 indicators has a baseline, a source of data");
    EXPECT_EQ(found.message(0, "zh"), "全部 4 个指标都没有写明基期值、数据来源");
    EXPECT_EQ(found.message(1), "indicator d of goal G lacks a target");
}

TEST(IndicatorIncomplete, IsNotEvaluatedWithoutIndicators) {
    EXPECT_EQ(Findings(chain_plan(2), "PL214").reason(), "no goal has an indicator");
}

TEST(OutputIndicator, LooksAtGoalsWithSubgoals) {
    PlanBuilder builder;
    const GoalId built = builder.add_goal({.key = "built"});
    const GoalId changed = builder.add_goal({.key = "changed"});
    const GoalId unsaid = builder.add_goal({.key = "unsaid"});
    for (const std::string_view parent : {"built", "changed", "unsaid"}) {
        const GoalId below = builder.add_goal(
            {.key = std::string("below ") + std::string(parent), .parent = parent});
        builder.add_indicator(below, {.title = "km", .kind = IndicatorKind::output});
    }
    builder.add_indicator(built, {.title = "km", .kind = IndicatorKind::output});
    builder.add_indicator(built, {.title = "yuan", .kind = IndicatorKind::input});
    builder.add_indicator(changed, {.title = "km", .kind = IndicatorKind::output});
    builder.add_indicator(changed, {.title = "minutes", .kind = IndicatorKind::outcome});
    builder.add_indicator(unsaid, {.title = "km", .kind = IndicatorKind::output});
    builder.add_indicator(unsaid, {.title = "?"});
    const Findings found(std::move(builder).build(), "PL215");
    EXPECT_THAT(found.subjects(), ElementsAre("built"));
    EXPECT_EQ(found.message(0),
              "goal built has subgoals but is measured by outputs only: km, yuan");
    EXPECT_EQ(found.message(0, "zh"), "目标 built 下有分目标，但只有产出类指标：km, yuan");
}

TEST(OutputIndicator, IsNotEvaluatedWithoutKinds) {
    EXPECT_EQ(Findings(hut_plan(), "PL215").reason(),
              "no goal with subgoals says of all its indicators what kind they are");
}

class TargetInconsistent : public ::testing::Test {
protected:
    /// @param rule  how the targets below make up the one above
    [[nodiscard]] static Findings found(Aggregation rule, std::string_view target,
                                        std::initializer_list<std::string_view> parts,
                                        std::string_view baseline = "") {
        PlanBuilder builder;
        builder.add_indicator(builder.add_goal({.key = "top"}), {.title = "km",
                                                                 .measure = "km",
                                                                 .baseline = baseline,
                                                                 .target = target,
                                                                 .aggregation = rule});
        int number = 0;
        for (const std::string_view part : parts) {
            const GoalId below =
                builder.add_goal({.key = "below" + std::to_string(++number), .parent = "top"});
            builder.add_indicator(below, {.title = "other", .measure = "km", .target = "0"});
            builder.add_indicator(below, {.title = "km", .measure = "km", .target = part});
        }
        return {std::move(builder).build(), "PL216"};
    }
};

TEST_F(TargetInconsistent, AddsWithoutLoss) {
    const Findings result = found(Aggregation::sum, "0.3", {"0.1", "0.199999999999999999"});
    EXPECT_THAT(result.subjects(), ElementsAre("top"));
    EXPECT_EQ(result[0].where, "/goals/0/indicators/0");
    EXPECT_EQ(result.message(0),
              "indicator km of goal top: the sum over 2 subgoals comes to 0.299999999999999999, "
              "the target is 0.3");
    EXPECT_EQ(result.message(0, "zh"),
              "目标 top 的指标 km：2 个分目标的合计为 0.299999999999999999，目标值为 0.3");
    EXPECT_THAT(found(Aggregation::sum, "0.3", {"0.1", "0.2"}).subjects(), IsEmpty());
    EXPECT_THAT(found(Aggregation::sum, "+0.30", {"-0.1", ".4"}).subjects(), IsEmpty());
}

TEST_F(TargetInconsistent, KnowsTheLeastTheGreatestAndTheMean) {
    EXPECT_EQ(found(Aggregation::least, "5", {"5", "7"}).size(), 0U);
    EXPECT_EQ(found(Aggregation::least, "6", {"5", "7"}).size(), 1U);
    EXPECT_EQ(found(Aggregation::greatest, "7", {"5", "7"}).size(), 0U);
    EXPECT_EQ(found(Aggregation::greatest, "8", {"5", "7"}).size(), 1U);
    EXPECT_EQ(found(Aggregation::mean, "6", {"5", "7"}).size(), 0U);
    EXPECT_EQ(found(Aggregation::mean, "6.000000000000000001", {"5", "7"}).message(0),
              "indicator km of goal top: the mean over 2 subgoals comes to 6, the target is "
              "6.000000000000000001");
}

TEST_F(TargetInconsistent, TurnsRoundWhereLessIsBetter) {
    EXPECT_EQ(found(Aggregation::mean, "10", {"9", "11"}, "30").size(), 0U);
    EXPECT_EQ(found(Aggregation::mean, "10", {"9", "12"}, "30").size(), 1U);
    EXPECT_EQ(found(Aggregation::mean, "10", {"9", "10"}, "30").size(), 0U);
}

TEST_F(TargetInconsistent, IsNotEvaluatedWhereATargetIsNoNumber) {
    constexpr std::string_view reason =
        "no indicator is made up of targets of subgoals that are numbers";
    EXPECT_EQ(found(Aggregation::sum, "3", {"1", "about 1"}).reason(), reason);
    EXPECT_EQ(found(Aggregation::sum, "3", {"1", ""}).reason(), reason);
    EXPECT_EQ(found(Aggregation::sum, "1e3", {"1"}).reason(), reason);
    EXPECT_EQ(found(Aggregation::sum, "1", {"1234567890123456"}).reason(), reason);
    EXPECT_EQ(found(Aggregation::none, "3", {"1"}).reason(), reason);
    EXPECT_EQ(found(Aggregation::sum, "3", {}).reason(), reason);
    EXPECT_EQ(found(Aggregation::sum, "3", {"3"}).reason(), "");
}

// The slow way: whole hundredths.
TEST_F(TargetInconsistent, ComparesAsWholeHundredthsDo) {
    const auto text = [](int hundredths) {
        const std::string digits = std::to_string(1000 + std::abs(hundredths)).substr(1);
        return std::string(hundredths < 0 ? "-" : "") + digits.substr(0, 1) + '.' +
               digits.substr(1);
    };
    std::size_t reported = 0;
    for (int seed = 0; seed < 300; ++seed) {
        const int a = seed * 37 % 999 - 499, b = seed * 91 % 999 - 499, c = seed * 53 % 999 - 499;
        SCOPED_TRACE(text(a) + " + " + text(b) + " = " + text(c));
        const std::string first = text(a), second = text(b), target = text(c);
        EXPECT_EQ(found(Aggregation::sum, target, {first, second}).size(), a + b < c ? 1U : 0U);
        EXPECT_EQ(found(Aggregation::mean, target, {first, second}).size(),
                  a + b < 2 * c ? 1U : 0U);
        EXPECT_EQ(found(Aggregation::least, target, {first, second}).size(),
                  std::min(a, b) < c ? 1U : 0U);
        reported += a + b < c ? 1 : 0;
    }
    EXPECT_GT(reported, 50U);
}

}  // namespace
}  // namespace planloom::testing

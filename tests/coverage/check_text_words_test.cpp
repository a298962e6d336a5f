#include <planloom/coverage/check.hpp>
#include <planloom/model/plan_builder.hpp>

#include "coverage/findings.hpp"
#include "support/plans.hpp"

#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Plan worded(std::string_view text) {
    PlanBuilder builder;
    builder.add_task({.key = "T", .text = text});
    return std::move(builder).build();
}

TEST(PL802, FindsNumbersThatAreLeftOutOrRepeated) {
    const Findings gap(worded("一是建平台。二是定标准，四是抓落实。"), "PL802");
    ASSERT_THAT(gap.subjects(), ElementsAre("T"));
    EXPECT_EQ(gap.message(0), "task T: the numbering goes from 2 to 4, expected 3");
    EXPECT_EQ(gap.message(0, "zh"), "任务 T：序号由 2 到 4，应为 3");
    EXPECT_EQ(Findings(worded("二是建平台；三是定标准"), "PL802").message(0),
              "task T: the numbering goes from 0 to 2, expected 1");
    EXPECT_EQ(Findings(worded("一是建；二是定；二是抓"), "PL802").size(), 1U);
}

TEST(PL802, LetsListsBeginAgainAndPassesOverOtherWords) {
    EXPECT_THAT(Findings(worded("一是建；二是定。一是查；二是改；三是立"), "PL802").subjects(),
                IsEmpty());
    EXPECT_THAT(Findings(worded("九是甲；十是乙；十一是丙"), "PL802").subjects(), ElementsAre("T"));
    EXPECT_EQ(Findings(worded("统一是前提，唯一是原则"), "PL802").reason(),
              "no text and no section is numbered");
}

Plan sections(const std::vector<std::string>& names) {
    PlanBuilder builder;
    for (std::size_t i = 0; i < names.size(); ++i)
        builder.add_task({.key = "T" + std::to_string(i), .section = names[i]});
    return std::move(builder).build();
}

TEST(PL802, FindsSectionsThatAreMissing) {
    const Findings found(sections({"(二)甲", "(三)乙", "(五)丙"}), "PL802");
    EXPECT_EQ(found.message(0), "the numbering goes from 3 to 5, expected 4");
    EXPECT_THAT(Findings(sections({"(二)甲", "(三)乙", "(四)丙"}), "PL802").subjects(), IsEmpty());
    EXPECT_THAT(Findings(sections({"十九、甲", "二十、乙", "二十一、丙"}), "PL802").subjects(),
                IsEmpty());
    EXPECT_THAT(Findings(sections({"1. a", "2. b", "4. c"}), "PL802").subjects(), ElementsAre(""));
    EXPECT_THAT(Findings(sections({"(一)甲", "(三)乙", "(一)丙"}), "PL802").subjects(), IsEmpty());
}

TEST(PL803, FindsWhatIsStillToBeSaid) {
    PlanBuilder builder;
    const TaskId task = builder.add_task(
        {.key = "T", .title = "建设平台", .deliverable = "TBD", .due_text = "适时"});
    builder.assign(task, "牵头单位待定", Role::lead);
    builder.add_units_by_mention();
    const Findings found(std::move(builder).build(), "PL803");
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found.message(0), "the deliverable of task T says \"TBD\"");
    EXPECT_EQ(found.message(1, "zh"), "任务 T 的时限写有“适时”");
    EXPECT_EQ(found.message(2), "the lead unit of task T says \"待定\"");
}

TEST(PL803, TakesWordsOfLettersWhole) {
    PlanBuilder builder;
    builder.add_task({.key = "T", .title = "TBDs are no TBDX"});
    EXPECT_THAT(Findings(std::move(builder).build(), "PL803").subjects(), IsEmpty());
    PlanBuilder done;
    done.add_task({.key = "T", .title = "TBD", .status = TaskStatus::done});
    EXPECT_EQ(Findings(std::move(done).build(), "PL803").reason(), "the plan has no open task");
}

TEST(PL803, TakesOtherWords) {
    PlanBuilder builder;
    builder.add_task({.key = "T", .title = "另议"});
    CheckOptions options;
    RuleSetting setting{.rule = "PL803"};
    setting.words = {{"words", {"另议"}}};
    options.settings.rules = {setting};
    EXPECT_THAT(Findings(std::move(builder).build(), "PL803", options).subjects(),
                ElementsAre("T"));
}

TEST(PL804, FindsUnitsThatShareAName) {
    PlanBuilder builder;
    builder.add_unit({.key = "U1", .title = "省发展改革委"});
    const UnitId second = builder.add_unit({.key = "U2", .title = "发改委"});
    builder.add_unit({.key = "U3", .title = "财政厅"});
    builder.add_alias(second, "省 发展改革委");
    const Findings found(std::move(builder).build(), "PL804");
    ASSERT_THAT(found.subjects(), ElementsAre("U1 U2"));
    EXPECT_EQ(found.message(0), "units U1 and U2 are both called \"省 发展改革委\"");
}

TEST(PL804, LetsAUnitHaveManyNames) {
    PlanBuilder builder;
    const UnitId unit = builder.add_unit({.key = "U1", .title = "财政厅"});
    builder.add_alias(unit, "财政厅");
    builder.add_unit({.key = "U2"});
    EXPECT_THAT(Findings(std::move(builder).build(), "PL804").subjects(), IsEmpty());
    PlanBuilder one;
    one.add_unit({.key = "U1"});
    EXPECT_EQ(Findings(std::move(one).build(), "PL804").reason(),
              "the plan has fewer than two units");
}

}  // namespace
}  // namespace planloom::testing

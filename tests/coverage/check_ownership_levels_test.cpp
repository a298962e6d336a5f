#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class Levelled : public ::testing::Test {
protected:
    Levelled() {
        for (const std::string_view level : {"province", "prefecture", "county", "township"})
            builder_.add_unit({.key = std::string(level) + " office", .level = level});
        builder_.add_unit({.key = "office"});
    }
    TaskId add(std::string_view key, std::initializer_list<std::pair<Role, std::string_view>> units,
               std::string_view level = "", std::optional<std::string_view> parent = {}) {
        const TaskId task = builder_.add_task({.key = key, .parent = parent, .level = level});
        for (const auto& [role, unit] : units) builder_.assign(task, unit, role);
        return task;
    }
    [[nodiscard]] Findings found(std::string_view rule) {
        return {std::move(builder_).build(), rule};
    }
    PlanBuilder builder_;
};

TEST_F(Levelled, NoDoerLooksForAUnitOfTheLevel) {
    add("bare", {{Role::lead, "province office"}}, "county");
    add("done by", {{Role::lead, "province office"}, {Role::implement, "county office"}}, "county");
    add("unknown", {{Role::lead, "office"}}, "county");
    add("nobody", {}, "county");
    add("whole", {{Role::lead, "county office"}}, "province");
    add("part", {{Role::implement, "province office"}}, "county", "whole");
    add("elsewhere", {{Role::lead, "province office"}}, "village");
    const Findings result = found("PL307");
    EXPECT_THAT(result.subjects(), ElementsAre("bare", "elsewhere"));
    EXPECT_EQ(result[0].where, "/tasks/0/level");
    EXPECT_EQ(result.message(0),
              "task bare is done at the level county, but none of its units is of it: province "
              "office");
    EXPECT_EQ(result.message(0, "zh"),
              "任务 bare 的办理层级为 county，但没有该层级的承担单位，所列单位为 province office");
}

TEST_F(Levelled, NoDoerIsNotEvaluatedWithoutLevels) {
    add("T", {{Role::lead, "county office"}});
    add("unknown", {{Role::lead, "office"}}, "county");
    EXPECT_EQ(found("PL307").reason(),
              "no task with a unit says at which level it is done, or no unit has a level");
}

TEST_F(Levelled, LeadBelowSupportComparesLevels) {
    add("below", {{Role::lead, "county office"}, {Role::support, "province office"}});
    add("above", {{Role::lead, "province office"}, {Role::support, "county office"}});
    add("same", {{Role::lead, "county office"}, {Role::co_lead, "county office"}});
    add("implementing", {{Role::lead, "county office"}, {Role::guide, "province office"}});
    const Findings result = found("PL313");
    EXPECT_THAT(result.subjects(), ElementsAre("below county office province office"));
    EXPECT_EQ(result[0].severity, Severity::info);
    EXPECT_EQ(result.message(0),
              "task below: lead county office (county) stands below province office (province), "
              "which it is to steer");
    EXPECT_EQ(result.message(0, "zh"),
              "任务 below 的牵头单位 county office（county）层级低于其要协调的 province "
              "office（province）");
}

TEST_F(Levelled, LeadBelowSupportTakesTheOrderOfThePlan) {
    builder_.head().levels = {"county", "province"};
    add("T", {{Role::lead, "county office"}, {Role::support, "province office"}});
    EXPECT_THAT(found("PL313").subjects(), IsEmpty());
}

TEST_F(Levelled, LeadBelowSupportIsNotEvaluatedWithoutLevels) {
    add("T", {{Role::lead, "office"}, {Role::support, "province office"}});
    EXPECT_EQ(found("PL313").reason(), "no task has a lead and other units whose levels are known");
}

TEST_F(Levelled, CrossLevelGapNamesTheLevelThatIsSkipped) {
    builder_.head().levels = {"province", "prefecture", "county", "township"};
    add("gap", {{Role::lead, "province office"}, {Role::implement, "township office"}});
    add("whole", {{Role::lead, "province office"}});
    add("part", {{Role::lead, "prefecture office"}}, "", "whole");
    add("piece", {{Role::lead, "county office"}}, "", "part");
    add("one level", {{Role::lead, "county office"}});
    add("nobody", {{Role::lead, "office"}});
    const Findings result = found("PL314");
    EXPECT_THAT(result.subjects(), ElementsAre("gap"));
    EXPECT_EQ(result[0].severity, Severity::warning);
    EXPECT_THAT(result[0].witness, ElementsAre("prefecture", "county"));
    EXPECT_EQ(result.message(0),
              "task gap runs from province to township without prefecture, county");
    EXPECT_EQ(result.message(0, "zh"),
              "任务 gap 从 province 到 township，中间缺少 prefecture, county");
}

TEST_F(Levelled, CrossLevelGapIsNotEvaluatedWhereFewLevelsAreNamed) {
    builder_.head().levels = {"province", "township"};
    add("gap", {{Role::lead, "province office"}, {Role::implement, "township office"}});
    EXPECT_EQ(found("PL314").reason(),
              "the plan names fewer than three levels, or no unit of a task has one of them");
}

TEST_F(Levelled, CrossLevelGapTakesManyLevels) {
    for (int i = 0; i < 100; ++i) builder_.head().levels.push_back("L" + std::to_string(i));
    builder_.add_unit({.key = "top", .level = "L0"});
    builder_.add_unit({.key = "low", .level = "L2"});
    builder_.add_unit({.key = "lowest", .level = "L99"});
    add("gap", {{Role::lead, "top"}, {Role::implement, "low"}, {Role::implement, "lowest"}});
    EXPECT_EQ(found("PL314").message(0), "task gap runs from L0 to L2 without L1");
}

class VagueDuty : public ::testing::Test {
protected:
    VagueDuty() {
        builder_.add_unit({.key = "U", .title = "省指导中心", .duty = "配合做好服务"});
        builder_.add_unit({.key = "V", .duty = "组织实施，并指导各地"});
        builder_.add_unit({.key = "idle", .duty = "参与"});
    }
    void lead(std::string_view key, std::string_view unit, std::string_view text) {
        builder_.assign(builder_.add_task({.key = key}), unit, Role::lead,
                        {.text = text, .line = 9});
    }
    [[nodiscard]] Findings found(const CheckOptions& options = {}) {
        return {std::move(builder_).build(), "PL312", options};
    }
    PlanBuilder builder_;
};

TEST_F(VagueDuty, LooksAtTasksAndAtUnits) {
    lead("vague", "U", "省指导中心指导、参与推进");
    lead("firm", "U", "省指导中心牵头，指导各地");
    lead("plain", "U", "省指导中心");
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("vague U", "U"));
    EXPECT_EQ(result[0].where, "/tasks/0/lead");
    EXPECT_EQ(result[0].line, 9U);
    EXPECT_EQ(result[1].where, "/units/0/duty");
    EXPECT_EQ(result.message(0),
              "task vague: the words for lead U say no more than 指导, 参与: "
              "省指导中心指导、参与推进");
    EXPECT_EQ(result.message(1, "zh"), "牵头单位 U 的职责只写了配合：配合做好服务");
}

TEST_F(VagueDuty, ReadsEnglishInAnyCase) {
    lead("vague", "V", "Takes part and ASSISTS");
    lead("firm", "V", "Leads and assists");
    EXPECT_EQ(found().message(0),
              "task vague: the words for lead V say no more than assist: Takes part and ASSISTS");
}

TEST_F(VagueDuty, TakesTheWordsFromTheSettings) {
    lead("T", "V", "会商");
    CheckOptions options;
    options.settings.rules = {{.rule = "PL312", .words = {{"words", {"会商"}}}}};
    EXPECT_THAT(found(options).subjects(), ElementsAre("T V"));
}

TEST_F(VagueDuty, IsNotEvaluatedWithoutTexts) {
    EXPECT_EQ(found().reason(), "neither assignments nor units say in words what a lead does");
}

}  // namespace
}  // namespace planloom::testing

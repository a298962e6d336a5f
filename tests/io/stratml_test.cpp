#include <planloom/io/stratml.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/corpus.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <map>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Plan back(const Plan& plan) {
    return read_stratml(write_stratml(plan).text).plan;
}

nlohmann::json attribute(const Plan& plan, Node node, std::string_view name) {
    for (const RowText& each : plan.attributes(node))
        if (plan.text(each.name) == name) return nlohmann::json::parse(plan.text(each.value));
    return {};
}

nlohmann::json attribute(const Plan& plan, std::string_view name) {
    for (const auto& [key, json] : plan.head().attributes)
        if (key == name) return nlohmann::json::parse(json);
    return {};
}

/// Stakeholders that are kept, over goals and organizations.
std::size_t stakeholder_count(const Plan& plan) {
    std::size_t count = 0;
    for (const GoalId goal : plan.goals()) {
        const std::size_t listed = attribute(plan, goal, "stakeholders").size();
        // The only one, of whom nothing else is said, is the owner and in no list.
        count += listed == 0 && plan.goal(goal).owner() ? 1 : listed;
    }
    for (const UnitId unit : plan.units()) count += attribute(plan, unit, "stakeholders").size();
    return count;
}

struct Counts {
    std::size_t goals = 0, targets = 0, actuals = 0;
    std::vector<std::size_t> objectives;
};

Counts counts_of(const Plan& plan) {
    Counts counts;
    std::map<std::string, std::size_t> objectives;
    for (const GoalId goal : plan.goals()) {
        const auto parent = plan.goal(goal).parent();
        if (!parent) {
            ++counts.goals;
            counts.objectives.push_back(0);
        } else {
            ++counts.objectives.back();
        }
        for (const auto& more : attribute(plan, goal, "indicators"))
            for (const auto& instance : more.value("instances", nlohmann::json::array())) {
                counts.targets += instance.value("targets", nlohmann::json::array()).size();
                counts.actuals += instance.value("actuals", nlohmann::json::array()).size();
            }
    }
    return counts;
}

TEST(ReadStratml, TakesAStrategicPlan) {
    const auto path = testing::corpus("stratml/PMOAI.xml");
    if (!path) GTEST_SKIP() << "skipped: no corpus";
    const ReadResult read = read_stratml(testing::bytes_of(*path));
    const Counts counts = counts_of(read.plan);
    EXPECT_EQ(counts.goals, 1U);
    EXPECT_THAT(counts.objectives, ElementsAre(5U));
    EXPECT_EQ(attribute(read.plan, "values").size(), 6U);
    EXPECT_EQ(attribute(read.plan, read.plan.unit("DJT").id(), "organization"), true);
    EXPECT_EQ(stakeholder_count(read.plan), 24U - 5U);
    ASSERT_EQ(read.notes.size(), 1U);
    EXPECT_EQ(read.notes[0].message, "5 of 24 stakeholders say nothing and are left out");
    EXPECT_EQ(to_string(read.plan.head().start), "2017-03-27");
    EXPECT_THAT(write_stratml(read.plan).text, HasSubstr("<StrategicPlan xmlns="));
    EXPECT_THAT(write_stratml(read.plan).notes, IsEmpty());
    EXPECT_EQ(back(read.plan), read.plan);
}

TEST(ReadStratml, TakesAPerformanceReport) {
    const auto path = testing::corpus("stratml/SMLC2011.xml");
    if (!path) GTEST_SKIP() << "skipped: no corpus";
    const ReadResult read = read_stratml(testing::bytes_of(*path));
    const Counts counts = counts_of(read.plan);
    EXPECT_EQ(counts.goals, 3U);
    EXPECT_THAT(counts.objectives, ElementsAre(4U, 4U, 2U));
    EXPECT_EQ(read.plan.indicator_table().count, 11U);
    EXPECT_EQ(counts.targets, 11U);
    EXPECT_EQ(counts.actuals, 11U);
    EXPECT_EQ(stakeholder_count(read.plan), 58U - 3U);
    EXPECT_EQ(read.notes[0].message, "3 of 58 stakeholders say nothing and are left out");
    EXPECT_EQ(attribute(read.plan, "submitter")["surname"], "Ambur");
    EXPECT_EQ(attribute(read.plan, "stratml_type"), "Performance_Report");
    const auto id = read.plan.find_goal("b7f9c1cb-5ae8-4848-ae70-018facfed433");
    ASSERT_TRUE(id.has_value());
    const IndicatorId indicator = *read.plan.indicators(*id).begin();
    EXPECT_EQ(read.plan.text(read.plan.indicator_table().actual[indicator.index()]), "829");
    EXPECT_THAT(write_stratml(read.plan).notes, IsEmpty());
    EXPECT_EQ(back(read.plan), read.plan);
}

constexpr std::string_view report = R"(<PerformancePlanOrReport
    xmlns="http://www.stratml.net/PerformancePlanOrReport" Type="Performance_Plan">
<Name> Roads </Name>
<StrategicPlanCore>
<Organization><Name>Road Office</Name><Acronym>RO</Acronym><Acronym>R</Acronym></Organization>
<Goal><Name>Safe roads</Name><Identifier>7-x</Identifier>
  <Stakeholder><Name>RO</Name><Role><RoleType>Performer</RoleType></Role></Stakeholder>
  <Objective><Name>Safe roads</Name>
    <Stakeholder StakeholderTypeType="Generic_Group"><Name>Drivers</Name>
      <Role><RoleType>Beneficiary</RoleType></Role></Stakeholder>
    <PerformanceIndicator><MeasurementDimension>deaths</MeasurementDimension>
      <UnitOfMeasurement>people</UnitOfMeasurement><Identifier>5</Identifier><Relationship/>
      <MeasurementInstance><TargetResult><EndDate>2030-12-31</EndDate>
        <NumberOfUnits>10</NumberOfUnits></TargetResult>
        <ActualResult><NumberOfUnits>12.50</NumberOfUnits></ActualResult></MeasurementInstance>
    </PerformanceIndicator>
    <PerformanceIndicator><Identifier>5</Identifier>
      <Relationship RelationshipType="Narrower_Than"><ReferentIdentifier>7-x</ReferentIdentifier>
      </Relationship><MeasurementInstance><TargetResult><NumberOfUnits>about 5</NumberOfUnits>
        </TargetResult></MeasurementInstance></PerformanceIndicator>
    <Hope>much</Hope>
  </Objective>
</Goal>
</StrategicPlanCore></PerformancePlanOrReport>)";

TEST(ReadStratml, MakesOwnersOfPerformersOnly) {
    const ReadResult read = read_stratml(report);
    const Plan& plan = read.plan;
    EXPECT_EQ(plan.head().title, "Roads");
    EXPECT_THAT(testing::keys_of(plan, plan.goals()), ElementsAre("7-x", "Safe roads"));
    EXPECT_THAT(testing::keys_of(plan, plan.units()), ElementsAre("Road Office", "Drivers"));
    EXPECT_EQ(plan.goal("7-x").owner(), plan.find_unit("Road Office"));
    EXPECT_TRUE(attribute(plan, plan.goal("7-x").id(), "stakeholders").is_null());
    EXPECT_FALSE(plan.goal("Safe roads").owner().has_value());
    EXPECT_EQ(plan.unit("Drivers").kind(), UnitKind::group);
    EXPECT_EQ(plan.tasks().size(), 0U);
    EXPECT_EQ(plan.assignment_table().count, 0U);
    const IndicatorTable& table = plan.indicator_table();
    EXPECT_EQ(plan.text(table.target[0]), "10");
    EXPECT_EQ(plan.text(table.actual[0]), "12.50");
    EXPECT_EQ(to_string(table.due[0]), "2030-12-31");
    EXPECT_EQ(plan.text(table.target[1]), "");
    EXPECT_THAT(
        testing::codes_of(read.notes),
        ElementsAre("bad_number", "blank_left_out", "repeated_identifier", "element_left_out"));
    EXPECT_EQ(read.notes[0].line, 19U);
    EXPECT_THAT(write_stratml(plan).text,
                HasSubstr("<ReferentIdentifier>_x0037_-x</ReferentIdentifier>"));
    EXPECT_EQ(back(plan), plan);
}

TEST(ReadStratml, RefusesAnIdentifierThatStandsTwice) {
    const std::string text =
        "<StrategicPlan><StrategicPlanCore>\n<Goal><Identifier>a</Identifier>\n<Objective>"
        "<Identifier> a </Identifier></Objective></Goal></StrategicPlanCore></StrategicPlan>";
    try {
        (void)read_stratml(text);
        FAIL();
    } catch (const ReadError& error) {
        EXPECT_EQ(to_string(error.diagnostics()[0]),
                  "line 3: the identifier \"a\" stands on line 2 already [duplicate_key]");
    }
}

TEST(WriteStratml, WritesIdentifiersThatAreNames) {
    PlanBuilder builder;
    const std::vector<std::string> keys = {"1",       "目标 1",           "_x0041_", "a:b",   "-",
                                           "ok.1-2_", "\xF0\x9F\x98\x80", "_x",      "（一）"};
    for (const std::string& key : keys) builder.add_goal({.key = key, .title = "T" + key});
    const Plan plan = std::move(builder).build();
    const std::string text = write_stratml(plan).text;
    EXPECT_THAT(text, HasSubstr("<Identifier>_x0031_</Identifier>"));
    EXPECT_THAT(text, HasSubstr("<Identifier>目标_x0020_1</Identifier>"));
    EXPECT_THAT(text, HasSubstr("<Identifier>_x005F_x0041_</Identifier>"));
    EXPECT_THAT(text, HasSubstr("<Identifier>ok.1-2_</Identifier>"));
    EXPECT_EQ(testing::keys_of(read_stratml(text).plan, plan.goals()), keys);
}

TEST(WriteStratml, CountsWhatItCannotHold) {
    const WrittenText written = write_stratml(testing::hut_plan());
    EXPECT_THAT(
        testing::codes_of(written.notes),
        ElementsAre("tasks_as_objectives", "task_details_left_out", "links_left_out",
                    "requirements_left_out", "goal_details_left_out", "baselines_left_out"));
    const Plan plan = read_stratml(written.text).plan;
    EXPECT_THAT(testing::keys_of(plan, plan.goals()),
                ElementsAre("home", "shelter", "survey", "foundation", "walls", "roof", "doors"));
    EXPECT_EQ(plan.goal("roof").owner(), plan.find_unit("carpenter"));
    EXPECT_EQ(attribute(plan, plan.goal("roof").id(), "stakeholders")[0]["roles"][0]["name"],
              "lead");
    EXPECT_EQ(back(plan), plan);
}

/// The goal at the top of another; the goal itself on a circle.
GoalId top_of(const Plan& plan, GoalId goal) {
    for (std::size_t i = 0; i < plan.goals().size() && plan.goal(goal).parent(); ++i)
        goal = *plan.goal(goal).parent();
    return goal;
}

TEST(WriteStratml, GivesTheSamePlanOnceRead) {
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed);
        const Plan once = back(plan);
        ASSERT_EQ(back(once), once);
        for (const GoalId goal : plan.goals()) {
            const GoalView read = once.goal(plan.goal(goal).key());
            const GoalId top = top_of(plan, goal);
            EXPECT_EQ(read.parent().has_value(), top != goal);
            if (read.parent()) {
                EXPECT_EQ(once.key(*read.parent()), plan.key(top));
            }
            if (const auto owner = plan.goal(goal).owner()) {
                EXPECT_EQ(once.title(*read.owner()), plan.title(*owner));
            }
        }
        for (const TaskId task : plan.tasks()) {
            const bool serves = plan.serves(task).size() > 0;
            EXPECT_EQ(once.find_goal(plan.task(task).key()).has_value(), serves);
        }
    }
}

}  // namespace
}  // namespace planloom

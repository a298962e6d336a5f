#include <planloom/io/format.hpp>
#include <planloom/io/graphml.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/corpus.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Plan back(const Plan& plan) {
    return read_graphml(write_graphml(plan).text).plan;
}

std::string first_fault(const std::string& text) {
    try {
        (void)read_graphml(text);
    } catch (const ReadError& error) {
        return std::to_string(error.diagnostics().front().line) + ' ' +
               error.diagnostics().front().code;
    }
    return {};
}

TEST(WriteGraphml, GivesKindsAndFieldsToNodesAndEdges) {
    const WrittenText written = write_graphml(testing::hut_plan());
    EXPECT_THAT(written.notes, IsEmpty());
    EXPECT_THAT(written.text,
                HasSubstr("<key id=\"n_duration\" for=\"node\" attr.name=\"duration\" "
                          "attr.type=\"long\"/>"));
    EXPECT_THAT(written.text, HasSubstr("    <node id=\"t3\">\n"
                                        "      <data key=\"n_kind\">task</data>\n"
                                        "      <data key=\"n_key\">walls</data>\n"
                                        "      <data key=\"n_label\">walls</data>\n"
                                        "      <data key=\"n_deliverable\">walls</data>\n"
                                        "      <data key=\"n_duration\">2400</data>\n"));
    EXPECT_THAT(written.text, HasSubstr("    <edge source=\"t2\" target=\"t3\">\n"
                                        "      <data key=\"e_kind\">depends</data>\n"
                                        "      <data key=\"e_type\">FS</data>\n"));
    EXPECT_THAT(written.text, HasSubstr("<edge source=\"u3\" target=\"g1\">\n"
                                        "      <data key=\"e_kind\">owns</data>\n"));
    EXPECT_EQ(write_graphml(testing::hut_plan()).text, written.text);
}

TEST(WriteGraphml, ReadsBackAsTheSamePlan) {
    EXPECT_EQ(back(testing::hut_plan()), testing::hut_plan());
    EXPECT_EQ(back(Plan()), Plan());
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        SCOPED_TRACE(seed);
        testing::PlanOptions options;
        options.has_cycles = seed % 2 == 1;
        options.has_faults = seed % 3 == 2;
        const Plan plan = testing::random_plan(seed, options);
        ASSERT_EQ(back(plan), plan);
    }
}

TEST(WriteGraphml, ReadsBackEveryField) {
    PlanBuilder builder;
    PlanHead& head = builder.head();
    head.title = "a \"plan\" & <more>\n";
    head.based_on = {"one", "two"};
    head.start = *parse_date_time("2026-01-05T08:00");
    head.calendars.push_back(
        {"work",
         "",
         WeekHours(),
         {{Date::from_ymd(2026, 5, 1), Date::from_ymd(2026, 5, 3), {}, "holiday"}}});
    head.calendar = "work";
    head.attributes.emplace_back("a", "[1.50,{\"b\":null}]");
    const UnitId unit = builder.add_unit({.key = "u",
                                          .title = "unit",
                                          .level = "province",
                                          .region = "r",
                                          .duty = "d",
                                          .capacity = 2.5,
                                          .exists_from = Date::from_ymd(2020, 1, 1),
                                          .calendar = "work"});
    builder.add_alias(unit, "other \"name\"");
    const GoalId goal =
        builder.add_goal({.key = "g", .text = "\ttext\r\n", .horizon = *parse_date("2030-H1")});
    builder.add_indicator(goal, {.title = "i",
                                 .measure = "%",
                                 .baseline = "01.50",
                                 .target = "+5",
                                 .due = *parse_date("2030")});
    builder.add_attribute(goal, "x:y", "{\"a\":\"}\\\",{\",\"b\":[1,2]}");
    builder.add_attribute(goal, "", "1.0");
    const TaskId task = builder.add_task({.key = " t ",
                                          .title = " ",
                                          .duration = 5,
                                          .optimistic = 1,
                                          .pessimistic = 9,
                                          .is_elapsed = true,
                                          .finish_no_earlier = Date::from_ymd(2026, 2, 28),
                                          .is_late = true,
                                          .due = *parse_date("2026-Q3"),
                                          .progress = 0});
    builder.add_tag(task, "a,b");
    builder.refine(task, "above", "T1");
    builder.serve(task, "g", ServesRole::supporting, 0.1);
    builder.assign(task, "u", Role::guide, {.amount = 0.3, .is_open = true, .text = "等"});
    builder.depend(task, " t ",
                   {.type = LinkType::start_to_finish,
                    .lag = -3,
                    .max_lag = 7,
                    .is_elapsed = true,
                    .is_soft = true,
                    .reason = "why"});
    const Plan plan = std::move(builder).build();
    EXPECT_EQ(back(plan), plan);
}

TEST(ReadGraphml, KeepsNaughtyTexts) {
    const auto path = testing::corpus("naughty/blns.json");
    if (!path) GTEST_SKIP() << "skipped: no corpus";
    const auto list = nlohmann::json::parse(testing::bytes_of(*path));
    PlanBuilder builder;
    std::size_t count = 0;
    for (const auto& each : list) {
        const auto text = each.get<std::string>();
        const std::string key = std::to_string(count) + text;
        PlanBuilder one;
        one.add_task({.key = key, .title = text, .text = text});
        const Plan plan = std::move(one).build();
        const WrittenText written = write_graphml(plan);
        const Plan read = read_graphml(written.text).plan;
        if (written.notes.empty()) {
            EXPECT_EQ(read, plan) << text;
        } else {
            EXPECT_THAT(testing::codes_of(written.notes), ElementsAre("characters_replaced"));
            EXPECT_EQ(read.tasks().size(), 1U);
        }
        ++count;
    }
    EXPECT_GT(count, 400U);
}

constexpr std::string_view foreign = R"(<graphml>
<key id="d0" for="node" attr.name="label" attr.type="string"/>
<key id="d1" for="node" attr.name="cost" attr.type="double"><default>1.5</default></key>
<key id="d2" for="node" attr.name="done" attr.type="boolean"/>
<key id="d3" for="edge" attr.name="weight" attr.type="int"/>
<key id="d6" for="node" yfiles.type="nodegraphics"/>
<graph edgedefault="directed">
  <edge source="a" target="b"><data key="d3">4</data></edge>
  <node id="a"><data key="d0">Dig</data><data key="d2">True</data></node>
  <node id="b"><data key="d1">007</data>
    <graph edgedefault="directed">
      <node id="b::c"><data key="d6"><y:ShapeNode xmlns:y="y"><y:Fill color="x"/><y:NodeLabel>Paint <!-- twice -->it</y:NodeLabel></y:ShapeNode></data></node>
    </graph>
  </node>
  <edge source="a" target="b::c" directed="false"/>
  <hyperedge/>
</graph></graphml>)";

TEST(ReadGraphml, TakesAnyGraphForTasksAndLinks) {
    const ReadResult read = read_graphml(foreign);
    const Plan& plan = read.plan;
    EXPECT_THAT(testing::keys_of(plan, plan.tasks()), ElementsAre("a", "b", "b::c"));
    EXPECT_EQ(plan.task("a").title(), "Dig");
    EXPECT_EQ(plan.task("b::c").title(), "Paint it");
    EXPECT_EQ(plan.task("b::c").parent(), plan.find_task("b"));
    ASSERT_EQ(plan.dependency_table().count, 1U);
    EXPECT_EQ(plan.dependency_table().type[0], LinkType::finish_to_start);
    std::vector<std::string> attributes;
    for (const TaskId task : plan.tasks())
        for (const RowText& each : plan.attributes(task))
            attributes.push_back(std::string(plan.text(each.name)) + '=' +
                                 std::string(plan.text(each.value)));
    EXPECT_THAT(attributes, ElementsAre("cost=1.5", "done=true", "cost=7.0", "cost=1.5"));
    EXPECT_THAT(testing::codes_of(read.notes),
                ElementsAre("hyperedge_left_out", "undirected_edge_left_out", "nodes_as_tasks",
                            "edges_as_links", "edge_data_left_out"));
}

TEST(ReadGraphml, KeepsWhatOtherProgramsAdd) {
    std::string text = write_graphml(testing::hut_plan()).text;
    text.insert(text.find("<graph "),
                "<key id='z' for='node' attr.name='rank' attr.type='float'/>");
    text.insert(text.find("</node>", text.find("id=\"t1\"")), "<data key='z'>0.25</data>");
    const Plan plan = read_graphml(text).plan;
    const auto attributes = plan.attributes(TaskId(0));
    ASSERT_EQ(attributes.size(), 1U);
    EXPECT_EQ(plan.text(attributes[0].value), "0.25");
}

TEST(ReadGraphml, SaysWhereAFaultIs) {
    const auto graph = [](const std::string& inside) {
        return "<graphml><key id='k' for='node' attr.name='n' attr.type='int'/>\n"
               "<graph edgedefault='directed'>\n" +
               inside + "</graph></graphml>";
    };
    EXPECT_EQ(first_fault(graph("<node id='a'/>\n<node id='a'/>")), "4 duplicate_key");
    EXPECT_EQ(first_fault(graph("<node id='a'/>\n<edge source='a' target='b'/>")),
              "4 unknown_node");
    EXPECT_EQ(first_fault(graph("<node id='a'><data key='k'>1.5</data></node>")), "3 bad_value");
    EXPECT_EQ(first_fault(graph("<node id='a'><data key='q'/></node>")), "3 unknown_key");
    EXPECT_EQ(first_fault("<graphml/>"), "1 missing_graph");
    EXPECT_EQ(first_fault("<graphml><graph edgedefault='undirected'><node id='a'/>"
                          "<edge source='a' target='a'/></graph></graphml>"),
              "1 undirected_graph");
    std::string own = write_graphml(testing::hut_plan()).text;
    own.replace(own.find(">2400<"), 6, ">five<");
    EXPECT_THAT(first_fault(own), HasSubstr(" bad_value"));
}

TEST(ReadGraphml, DoesNotGrowByDefaults) {
    std::string text = "<graphml>";
    for (int i = 0; i < 2000; ++i)
        text += "<key id='k" + std::to_string(i) + "' for='node'><default>" +
                std::string(200, 'x') + "</default></key>";
    text += "<graph edgedefault='directed'>";
    for (int i = 0; i < 20'000; ++i) text += "<node id='" + std::to_string(i) + "'/>";
    EXPECT_EQ(first_fault(text + "</graph></graphml>"), "1 limit_bytes");
}

}  // namespace
}  // namespace planloom

// Each function of the query language on a drawn plan.
#include <planloom/model/plan_builder.hpp>
#include <planloom/query/query.hpp>

#include "query/ask.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <utility>

namespace planloom::query {
namespace {

using planloom::testing::error_code;
using planloom::testing::hut_plan;
using planloom::testing::plan_of_links;
using testing::along;
using testing::ask;
using ::testing::ElementsAre;
using testing::faults_of;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::Keys;
using ::testing::SizeIs;

//     survey -> foundation -> walls -> roof        roof, doors serve "shelter";
//                                \---> doors       shelter is part of "home"
class Hut : public ::testing::Test {
protected:
    [[nodiscard]] Keys ask(std::string_view text, const Context& context = {}) const {
        return testing::ask(graph, text, context);
    }
    PlanGraph graph = freeze(hut_plan());
};

TEST_F(Hut, BeforeAndAfterFollowLinks) {
    EXPECT_THAT(ask("before(walls)"), ElementsAre("survey", "foundation"));
    EXPECT_THAT(ask("before(walls, 1)"), ElementsAre("foundation"));
    EXPECT_THAT(ask("before(walls, 0)"), IsEmpty());
    EXPECT_THAT(ask("after(foundation)"), ElementsAre("walls", "roof", "doors"));
    EXPECT_THAT(ask("after(foundation, 1)"), ElementsAre("walls"));
    EXPECT_THAT(ask("<walls"), ElementsAre("survey", "foundation", "walls"));
    EXPECT_THAT(ask("1<walls>1"), ElementsAre("foundation", "walls", "roof", "doors"));
    EXPECT_EQ(ask("pre:1:walls"), ask("1<walls"));
    EXPECT_EQ(ask("post:walls"), ask("walls>"));
}

TEST_F(Hut, BeforeTellsOfNodesWithoutLinks) {
    const Result result = run("before(roof | goal:home)", graph);
    EXPECT_EQ(result.total, 3U);
    ASSERT_THAT(result.warnings, SizeIs(1));
    EXPECT_EQ(result.warnings[0].code, "left_out");
    EXPECT_THAT(result.warnings[0].message, HasSubstr("1 node"));
}

TEST_F(Hut, KindsFollowRelations) {
    EXPECT_THAT(ask("goals(roof)"), ElementsAre("shelter"));
    EXPECT_THAT(ask("goals(clause*)"), ElementsAre("home"));
    EXPECT_THAT(ask("goals(owner)"), ElementsAre("home"));
    EXPECT_THAT(ask("tasks(shelter)"), ElementsAre("roof", "doors"));
    EXPECT_THAT(ask("tasks(mason)"), ElementsAre("foundation", "walls"));
    EXPECT_THAT(ask("units(walls)"), ElementsAre("mason"));
    EXPECT_THAT(ask("units(goal:home, owner)"), ElementsAre("owner"));
    EXPECT_THAT(ask("units(*, support)"), IsEmpty());
    EXPECT_THAT(ask("requirements(home)"), ElementsAre("clause 1"));
    EXPECT_THAT(ask("led_by(carpenter)"), ElementsAre("roof", "doors"));
    EXPECT_THAT(ask("tasks(*) - tasks(goal:*)"), IsEmpty());
    EXPECT_THAT(ask("tasks(*)"), SizeIs(5));
    EXPECT_THAT(ask("*"), SizeIs(11));
}

TEST_F(Hut, HierarchiesGoUpAndDown) {
    EXPECT_THAT(ask("up(shelter)"), ElementsAre("home"));
    EXPECT_THAT(ask("down(home)"), ElementsAre("shelter"));
    EXPECT_THAT(ask("down(shelter)"), IsEmpty());
}

TEST_F(Hut, PathIsTheShortestAndSaysHowManyAreAsShort) {
    const Result result = run("path(foundation, goal:home)", graph);
    EXPECT_TRUE(result.is_path);
    ASSERT_THAT(result.paths, SizeIs(1));
    EXPECT_THAT(along(graph.plan(), result.paths[0]), ElementsAre("foundation", "home"));
    EXPECT_EQ(result.shortest_paths, 1U);
    EXPECT_FALSE(result.are_paths_cut);

    // Two ways as short: doors comes before roof.
    const Result two = run("path(walls, goal:shelter)", graph);
    EXPECT_THAT(along(graph.plan(), two.paths[0]), ElementsAre("walls", "doors", "shelter"));
    EXPECT_EQ(two.shortest_paths, 2U);
    EXPECT_TRUE(two.are_paths_cut);

    const Result none = run("path(roof, survey)", graph);
    EXPECT_THAT(none.paths, IsEmpty());
    EXPECT_EQ(none.total, 0U);
    EXPECT_THAT(along(graph.plan(), run("path(roof, roof)", graph).paths[0]), ElementsAre("roof"));
}

TEST_F(Hut, PathsAreByLengthThenKeys) {
    const Result result = run("paths(walls, goal:home)", graph);
    ASSERT_THAT(result.paths, SizeIs(3));
    EXPECT_THAT(along(graph.plan(), result.paths[0]), ElementsAre("walls", "home"));
    EXPECT_THAT(along(graph.plan(), result.paths[1]),
                ElementsAre("walls", "doors", "shelter", "home"));
    EXPECT_THAT(along(graph.plan(), result.paths[2]),
                ElementsAre("walls", "roof", "shelter", "home"));
    EXPECT_FALSE(result.are_paths_cut);
    const Result cut = run("paths(walls, goal:home, 2)", graph);
    EXPECT_THAT(cut.paths, SizeIs(2));
    EXPECT_TRUE(cut.are_paths_cut);
}

TEST_F(Hut, BetweenIsAllOnAnyPath) {
    EXPECT_THAT(ask("between(foundation, shelter)"),
                ElementsAre("shelter", "foundation", "walls", "roof", "doors"));
    EXPECT_THAT(ask("common(roof, doors)"), ElementsAre("survey", "foundation", "walls"));
}

TEST_F(Hut, RootsAndLeavesAreWithinTheSet) {
    EXPECT_THAT(ask("roots(tasks(*))"), ElementsAre("survey"));
    EXPECT_THAT(ask("leaves(tasks(*))"), ElementsAre("roof", "doors"));
    EXPECT_THAT(ask("roots(walls | roof)"), ElementsAre("walls"));
    EXPECT_THAT(ask("roots(survey | roof)"), ElementsAre("survey", "roof"));
    EXPECT_THAT(ask("roots(goals(*))"), ElementsAre("home"));
    EXPECT_THAT(ask("leaves(goals(*))"), ElementsAre("shelter"));
}

TEST_F(Hut, SlackAndCriticalAskTheSchedule) {
    EXPECT_THAT(ask("critical()"), SizeIs(5));
    EXPECT_THAT(ask("critical(goal:home)"), SizeIs(5));
    EXPECT_THAT(ask("critical(walls)"), ElementsAre("survey", "foundation", "walls"));
    EXPECT_THAT(ask("slack(*, >, 0d)"), IsEmpty());
    EXPECT_THAT(ask("slack(roof | walls, <=, 10d)"), ElementsAre("walls", "roof"));
    EXPECT_THAT(ask("where(slack = 0d, task:*)"), SizeIs(5));
}

TEST_F(Hut, TopRanksByAField) {
    EXPECT_THAT(ask("top(*, successors, 1)"), ElementsAre("walls"));
    EXPECT_THAT(ask("top(*, -predecessors, 1)"), ElementsAre("survey"));
    EXPECT_THAT(ask("top(*, duration, 2)"), ElementsAre("survey", "foundation"));
    EXPECT_THAT(ask("top(unit:*, tasks, 2)"), ElementsAre("mason", "carpenter"));
    EXPECT_THAT(ask("top(goal:*, duration, 2)"), IsEmpty());
}

TEST_F(Hut, BrokenByIsImpact) {
    EXPECT_THAT(ask("broken_by(fail(carpenter)) & goals(*)"), ElementsAre("home", "shelter"));
    EXPECT_THAT(ask("broken_by(drop(roof)) & tasks(*)"), ElementsAre("roof"));
    EXPECT_THAT(ask("broken_by(drop(foundation), stopped) & task:*"),
                ElementsAre("foundation", "walls", "roof", "doors"));
    EXPECT_EQ(ask("broken_by(fail(mason) | drop(roof))"),
              ask("broken_by(drop(task:roof) | fail(unit:mason))"));
    EXPECT_THAT(run("broken_by(fail(roof))", graph).warnings, SizeIs(1));
}

TEST_F(Hut, SlipBreaksDatesThatWereKept) {
    Context context;
    context.schedule.start = DateTime(Date::from_ymd(2026, 6, 1), 0);
    // Four weeks of work end on 26 June; due on the 30th.
    EXPECT_THAT(ask("broken_by(slip(walls, 2d))", context), IsEmpty());
    EXPECT_THAT(ask("broken_by(slip(walls, 5d))", context), ElementsAre("roof", "doors"));
    EXPECT_THAT(ask("broken_by(slip(roof, 5d))", context), ElementsAre("roof"));
    EXPECT_THAT(ask("broken_by(slip(survey, 200d)) & goal:*", context),
                ElementsAre("home", "shelter"));
    const Result dateless = run("broken_by(slip(walls, 5d))", graph);
    EXPECT_EQ(dateless.total, 0U);
    ASSERT_THAT(dateless.warnings, SizeIs(1));
    EXPECT_EQ(dateless.warnings[0].code, "no_dates");
}

TEST_F(Hut, FindingsAreThoseOfTheContext) {
    int calls = 0;
    Context context;
    context.findings = [&](Monitor*) {
        ++calls;
        return std::vector<RuleSubjects>{{"PL301", "no-lead", {Node(TaskId(1)), Node(TaskId(3))}},
                                         {"PL302", "two-leads", {Node(TaskId(1))}},
                                         {"PL401", "no-due", {}}};
    };
    EXPECT_THAT(ask("findings(PL301)", context), ElementsAre("foundation", "roof"));
    EXPECT_THAT(ask("findings(two-leads)", context), ElementsAre("foundation"));
    EXPECT_THAT(ask("findings(PL3*) - findings(PL302)", context), ElementsAre("roof"));
    EXPECT_THAT(ask("findings(PL401)", context), IsEmpty());
    EXPECT_EQ(calls, 4);
    const std::vector<Fault> faults =
        faults_of([&] { return run("findings(no-laed)", graph, context); });
    ASSERT_THAT(faults, SizeIs(1));
    EXPECT_EQ(faults[0].nearest, "no-lead");
}

TEST_F(Hut, NamedSetsAndLet) {
    Context context;
    context.sets = {{"mine", {Node(TaskId(3)), Node(TaskId(4))}}};
    EXPECT_THAT(ask("$mine - roof", context), ElementsAre("doors"));
    EXPECT_THAT(ask("let w = <walls in $w - before($w, 1)"), ElementsAre("walls"));
    EXPECT_THAT(ask("let mine = survey in $mine", context), ElementsAre("survey"));
}

TEST_F(Hut, ListsAreCutOnlyWithACount) {
    Context context;
    context.max_nodes = 2;
    const Result result = run("tasks(*)", graph, context);
    EXPECT_THAT(result.found, SizeIs(2));
    EXPECT_EQ(result.total, 5U);
    EXPECT_TRUE(result.is_cut());
    EXPECT_FALSE(run("tasks(*)", graph).is_cut());
}

TEST_F(Hut, ExplainGivesEachNodeItsPath) {
    Context context;
    context.explain = true;
    const auto why = [&](std::string_view text, std::size_t place) {
        const Result result = run(text, graph, context);
        return result.found[place].why ? along(graph.plan(), *result.found[place].why) : Keys();
    };
    EXPECT_THAT(why("before(walls)", 0), ElementsAre("survey", "foundation", "walls"));
    EXPECT_THAT(why("after(foundation) & is:leaf", 1), ElementsAre("foundation", "walls", "roof"));
    EXPECT_THAT(why("tasks(mason)", 0), ElementsAre("mason", "foundation"));
    EXPECT_THAT(why("goals(roof)", 0), ElementsAre("roof", "shelter"));
    EXPECT_THAT(why("led_by(mason)", 1), ElementsAre("mason", "walls"));
    EXPECT_THAT(why("broken_by(fail(mason)) & roof", 0), ElementsAre("mason", "walls", "roof"));
    EXPECT_THAT(why("walls", 0), IsEmpty());
}

//     a -> b -> c -> a     d -> d     e -> a
TEST(Cycles, AreListedEachWithAShortest) {
    const PlanGraph graph =
        freeze(plan_of_links({{"a", "b"}, {"b", "c"}, {"c", "a"}, {"d", "d"}, {"e", "a"}}));
    EXPECT_THAT(ask(graph, "cycles(*)"), ElementsAre("a", "b", "c", "d"));
    EXPECT_THAT(ask(graph, "cycles(b | e)"), ElementsAre("b"));
    const Result result = run("cycles(b)", graph);
    ASSERT_THAT(result.paths, SizeIs(1));
    EXPECT_THAT(along(graph.plan(), result.paths[0]), ElementsAre("a", "b", "c", "a"));
    // On a circle a task comes before itself, whoever asks.
    EXPECT_THAT(ask(graph, "before(a)"), ElementsAre("a", "b", "c", "e"));
    EXPECT_THAT(ask(graph, "before(d)"), ElementsAre("d"));
    EXPECT_THAT(ask(graph, "after(e)"), ElementsAre("a", "b", "c"));
    EXPECT_THAT(ask(graph, "roots(*)"), ElementsAre("e"));
    EXPECT_THAT(ask(graph, "before(a, 1)"), ElementsAre("c", "e"));
    EXPECT_THAT(ask(graph, "paths(e, c)"), ElementsAre("a", "b", "c", "e"));
    Context context;
    context.max_paths = 1;
    EXPECT_TRUE(run("cycles(*)", graph, context).are_paths_cut);
}

//     a -> S = { p, q -> r }     S -> z
TEST(Before, LinksOnSummaryTasksHoldForAllUnderThem) {
    PlanBuilder builder;
    builder.add_task({.key = "a"});
    const TaskId whole = builder.add_task({.key = "S"});
    builder.add_task({.key = "p", .parent = "S"});
    builder.add_task({.key = "q", .parent = "S"});
    const TaskId r = builder.add_task({.key = "r", .parent = "S"});
    const TaskId z = builder.add_task({.key = "z"});
    builder.depend(whole, "a");
    builder.depend(r, "q");
    builder.depend(z, "S");
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_THAT(ask(graph, "before(p)"), ElementsAre("a"));
    EXPECT_THAT(ask(graph, "before(z, 1)"), ElementsAre("S", "p", "q", "r"));
    EXPECT_THAT(ask(graph, "before(z)"), ElementsAre("a", "S", "p", "q", "r"));
    EXPECT_THAT(ask(graph, "after(a, 1)"), ElementsAre("S", "p", "q", "r"));
    const Result path = run("path(a, z)", graph);
    EXPECT_THAT(along(graph.plan(), path.paths[0]), ElementsAre("a", "S", "z"));
    EXPECT_EQ(path.shortest_paths, 4U);
    Context context;
    context.explain = true;
    const Result why = run("before(z) & a", graph, context);
    EXPECT_THAT(why.found[0].why->steps, SizeIs(2));
    EXPECT_EQ(why.found[0].why->end(), Node(z));
    EXPECT_THAT(ask(graph, "up(p)"), ElementsAre("S"));
    EXPECT_THAT(ask(graph, "is:summary"), ElementsAre("S"));
}

TEST(Facets, AskForFields) {
    PlanBuilder builder;
    builder.add_unit({.key = "省大数据局", .title = "Data bureau", .level = "省"});
    builder.add_unit({.key = "西宁市政府", .level = "市", .region = "西宁"});
    builder.add_alias(UnitId(0), "数据局");
    builder.add_goal(
        {.key = "G1", .title = "数字政府", .section = "六、数据", .owner = "省大数据局"});
    const TaskId first = builder.add_task({.key = "T-1",
                                           .title = "survey",
                                           .section = "(六)数据",
                                           .duration = 480,
                                           .due = *parse_date("2025-Q3"),
                                           .level = "省"});
    const TaskId second = builder.add_task({.key = "T-2",
                                            .section = "(七)安全",
                                            .is_milestone = true,
                                            .status = TaskStatus::done,
                                            .progress = 100});
    builder.serve(first, "G1");
    builder.assign(first, "省大数据局", Role::lead);
    builder.assign(first, "西宁市政府", Role::support);
    builder.assign(second, "西宁市政府", Role::lead);
    builder.add_tag(second, "安全");
    builder.add_attribute(first, "预算", "120.5");
    builder.add_attribute(second, "来源", "\"省级\"");
    const PlanGraph graph = freeze(std::move(builder).build());
    const auto asked = [&](std::string_view text) { return ask(graph, text); };

    EXPECT_THAT(asked("kind:unit"), SizeIs(2));
    EXPECT_THAT(asked("kind:*a*"), ElementsAre("G1", "T-1", "T-2"));
    EXPECT_THAT(asked("goal:数字*"), ElementsAre("G1"));
    EXPECT_THAT(asked("unit:数据局"), ElementsAre("省大数据局"));
    EXPECT_THAT(asked("数据局"), ElementsAre("省大数据局"));
    EXPECT_THAT(asked("unit:数*"), ElementsAre("省大数据局"));
    EXPECT_THAT(asked("section:六"), ElementsAre("G1", "T-1"));
    EXPECT_THAT(asked("section:(六)*"), ElementsAre("T-1"));
    EXPECT_THAT(asked("level:省"), ElementsAre("T-1", "省大数据局"));
    EXPECT_THAT(asked("units(level:市)"), ElementsAre("西宁市政府"));
    EXPECT_THAT(asked("tasks(level:省)"), ElementsAre("T-1"));
    EXPECT_THAT(asked("tasks((level:省 | level:市) & level:省)"), ElementsAre("T-1"));
    EXPECT_THAT(asked("tasks(region:西宁)"), ElementsAre("T-1", "T-2"));
    EXPECT_THAT(asked("tasks(kind:goal)"), ElementsAre("T-1"));
    EXPECT_THAT(asked("units(level:省) | units(level:市)"), SizeIs(2));
    EXPECT_THAT(asked("status:open"), ElementsAre("T-1"));
    EXPECT_THAT(asked("status:done"), ElementsAre("T-2"));
    EXPECT_THAT(asked("tag:安*"), ElementsAre("T-2"));
    EXPECT_THAT(asked("lead:数据局"), ElementsAre("T-1"));
    EXPECT_THAT(asked("lead:西*"), ElementsAre("T-2"));
    EXPECT_THAT(asked("assigned:西宁市政府"), ElementsAre("T-1", "T-2"));
    EXPECT_THAT(asked("owner:省大数据局"), ElementsAre("G1"));
    EXPECT_THAT(asked("role:support"), ElementsAre("西宁市政府"));
    EXPECT_THAT(asked("is:milestone"), ElementsAre("T-2"));
    EXPECT_THAT(asked("milestone:no"), ElementsAre("T-1"));
    EXPECT_THAT(asked("due:2025"), ElementsAre("T-1"));
    EXPECT_THAT(asked("due:2025-09"), ElementsAre("T-1"));
    EXPECT_THAT(asked("due:<2025"), IsEmpty());
    EXPECT_THAT(asked("due:<=2025-Q3"), ElementsAre("T-1"));
    EXPECT_THAT(asked("due:<2025-12-31"), ElementsAre("T-1"));
    EXPECT_THAT(asked("due:>2025-H1"), ElementsAre("T-1"));
    EXPECT_THAT(asked("due:*"), ElementsAre("T-1"));
    EXPECT_THAT(asked("duration:>=1d"), ElementsAre("T-1"));
    EXPECT_THAT(asked("where(not due, tasks(*))"), ElementsAre("T-2"));
    EXPECT_THAT(asked("where(progress >= 50 or lead = 数据局)"), ElementsAre("T-1", "T-2"));
    EXPECT_THAT(asked("where(title has urv)"), ElementsAre("T-1"));
    EXPECT_THAT(asked("where(title matches 's*y')"), ElementsAre("T-1"));
    EXPECT_THAT(asked("where(lead != 数据局)"), ElementsAre("T-2"));
    EXPECT_THAT(asked("where(assigned has 数据局)"), ElementsAre("T-1"));
    EXPECT_THAT(asked("where(units = 2)"), ElementsAre("T-1"));
    EXPECT_THAT(asked("where(attribute.预算 > 100)"), ElementsAre("T-1"));
    EXPECT_THAT(asked("attribute.来源:省*"), ElementsAre("T-2"));
    EXPECT_THAT(asked("top(*, attribute.预算, 1)"), ElementsAre("T-1"));
    // No task has the level itself: said, and how to ask for those of units that have it.
    const Result itself = run("tasks(level:市)", graph);
    EXPECT_EQ(itself.total, 0U);
    ASSERT_THAT(itself.warnings, SizeIs(1));
    EXPECT_THAT(itself.warnings[0].message, HasSubstr("no task itself has the level \"市\""));
    EXPECT_THAT(asked("let x = level:市 in tasks($x)"), ElementsAre("T-1", "T-2"));
    EXPECT_THAT(run("tag:安", graph).warnings, SizeIs(1));
    EXPECT_THAT(run("tag:安*", graph).warnings, IsEmpty());
}

TEST(Run, EmptyPlanHasEmptyAnswers) {
    const PlanGraph graph = freeze(Plan());
    for (const char* text : {"*", "tasks(*)", "before(*)", "between(*, *)", "path(*, *)",
                             "paths(*, *)", "cycles(*)", "roots(*)", "critical()", "critical(*)",
                             "slack(*, <, 1d)", "broken_by(fail(*) | drop(*))",
                             "broken_by(slip(*, 1d))", "top(*, due, 3)", "where(due)", "x*"}) {
        SCOPED_TRACE(text);
        EXPECT_EQ(run(text, graph).total, 0U);
    }
}

TEST(Run, LongChainsNeedNoRecursion) {
    const PlanGraph graph = freeze(planloom::testing::chain_plan(200'000));
    EXPECT_EQ(run("before(T200000)", graph).total, 199'999U);
    EXPECT_EQ(run("between(T1, T200000)", graph).total, 200'000U);
    const Result result = run("paths(T1, T200000)", graph);
    ASSERT_THAT(result.paths, SizeIs(1));
    EXPECT_THAT(result.paths[0].steps, SizeIs(199'999));
    const PlanGraph deep = freeze(planloom::testing::deep_plan(100'000));
    EXPECT_EQ(run("up(task:T100000)", deep).total, 99'999U);
    EXPECT_EQ(run("down(goal:G1)", deep).total, 99'999U);
}

TEST(Run, CanBeInterrupted) {
    class Never : public Monitor {
        bool proceed(std::uint64_t, std::uint64_t) override { return false; }
    };
    const PlanGraph graph = freeze(planloom::testing::chain_plan(20'000));
    Never never;
    EXPECT_EQ(error_code([&] { return run("before(T20000)", graph, {}, &never); }), "interrupted");
}

}  // namespace
}  // namespace planloom::query

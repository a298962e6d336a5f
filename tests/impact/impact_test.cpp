#include <planloom/impact/impact.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

/// What happens to a node, as text; `none` when nothing does.
std::string effect_on(const PlanGraph& graph, const Impact& impact, std::string_view key) {
    const Node node = graph.plan().node(key);
    const Affected* affected = impact.find(node);
    return std::string(word(affected ? affected->effect : Effect::none, node.kind));
}

std::string why(const PlanGraph& graph, const Impact& impact, std::string_view key) {
    const Affected* affected = impact.find(graph.plan().node(key));
    return affected ? sentence(graph, impact.path(*affected)) : "not affected";
}

Cause fail(const PlanGraph& graph, std::string_view unit) {
    return {{*graph.plan().find_unit(unit)}, {}};
}

Cause drop(const PlanGraph& graph, std::string_view task) {
    return {{}, {*graph.plan().find_task(task)}};
}

/// A bureau, its tasks and what hangs on them:
///
///     bureau leads T1, supports T4     T1 -> T2 -> T3,  T1 ~> T5 (soft)
///     T3 serves G1 alone; T2, T4 serve G2; G1, G2 are part of G; G1 answers R
class ImpactOfABureau : public ::testing::Test {
protected:
    static PlanGraph make() {
        PlanBuilder builder;
        builder.add_goal({.key = "G"});
        const GoalId g1 = builder.add_goal({.key = "G1", .parent = "G"});
        builder.add_goal({.key = "G2", .parent = "G", .owner = "office"});
        for (const char* unit : {"bureau", "office", "clinic", "idle"})
            builder.add_unit({.key = unit});
        builder.add_requirement({.key = "R"});
        const TaskId t1 = builder.add_task({.key = "T1"});
        const TaskId t2 = builder.add_task({.key = "T2"});
        const TaskId t3 = builder.add_task({.key = "T3"});
        const TaskId t4 = builder.add_task({.key = "T4"});
        const TaskId t5 = builder.add_task({.key = "T5"});
        builder.assign(t1, "bureau", Role::lead);
        builder.assign(t1, "clinic", Role::inform);
        for (const TaskId task : {t2, t3, t4, t5}) builder.assign(task, "office", Role::lead);
        builder.assign(t4, "bureau", Role::support);
        builder.depend(t2, "T1", {.lag = 960});
        builder.depend(t3, "T2");
        builder.depend(t5, "T1", {.is_soft = true});
        builder.serve(t3, "G1");
        builder.serve(t2, "G2");
        builder.serve(t4, "G2");
        builder.implement(g1, "R");
        return freeze(std::move(builder).build());
    }
    PlanGraph graph_ = make();
};

TEST_F(ImpactOfABureau, StopsWhatItLeadsAndAllThatWaitsForIt) {
    const Impact found = impact(graph_, fail(graph_, "bureau"));
    EXPECT_EQ(effect_on(graph_, found, "T1"), "blocked");
    EXPECT_EQ(effect_on(graph_, found, "T2"), "blocked");
    EXPECT_EQ(effect_on(graph_, found, "T3"), "blocked");
    EXPECT_EQ(effect_on(graph_, found, "T4"), "weakened");
    EXPECT_EQ(effect_on(graph_, found, "T5"), "weakened");
    EXPECT_EQ(effect_on(graph_, found, "G1"), "lost");
    EXPECT_EQ(effect_on(graph_, found, "G2"), "incomplete");
    EXPECT_EQ(effect_on(graph_, found, "G"), "incomplete");
    EXPECT_EQ(effect_on(graph_, found, "R"), "unanswered");
}

TEST_F(ImpactOfABureau, SortsTheHeaviestFirst) {
    const Impact found = impact(graph_, fail(graph_, "bureau"));
    std::vector<Node> nodes;
    for (const Affected& affected : found.affected) nodes.push_back(affected.node);
    EXPECT_THAT(testing::keys_of(graph_.plan(), nodes),
                ElementsAre("T1", "T2", "T3", "G1", "R", "G", "G2", "T4", "T5"));
}

TEST_F(ImpactOfABureau, SaysWhyInWords) {
    const Impact found = impact(graph_, fail(graph_, "bureau"));
    EXPECT_EQ(why(graph_, found, "R"),
              "bureau leads T1; T1 must finish before T2 starts (2d apart); "
              "T2 must finish before T3 starts; T3 is the only task of goal G1; "
              "goal G1 answers requirement R");
    EXPECT_EQ(why(graph_, found, "T5"), "bureau leads T1; T1 should finish before T5 starts");
    EXPECT_EQ(why(graph_, found, "T4"), "bureau supports T4");
    const Affected* goal = found.find(graph_.plan().node("G2"));
    ASSERT_NE(goal, nullptr);
    EXPECT_EQ(sentence(graph_, found.path(*goal), "zh"),
              "bureau牵头T1；T1完成后T2才能开始（间隔2d）；目标G2离不开T2");
    EXPECT_DOUBLE_EQ(goal->share, 0.5);
}

TEST_F(ImpactOfABureau, TellsTheUnitsThatHaveARoleThere) {
    const Impact found = impact(graph_, fail(graph_, "bureau"));
    ASSERT_EQ(found.notify.size(), 2U);
    EXPECT_EQ(graph_.plan().key(found.notify[0].unit), "office");
    EXPECT_THAT(testing::keys_of(graph_.plan(), found.notify[0].tasks),
                ElementsAre("T2", "T3", "T4", "T5"));
    EXPECT_THAT(testing::keys_of(graph_.plan(), found.notify[0].goals), ElementsAre("G2"));
    EXPECT_EQ(graph_.plan().key(found.notify[1].unit), "clinic");
}

TEST_F(ImpactOfABureau, BeginsThePathOfADroppedTaskAtTheTask) {
    const Impact found = impact(graph_, drop(graph_, "T2"));
    EXPECT_EQ(effect_on(graph_, found, "T2"), "blocked");
    EXPECT_EQ(why(graph_, found, "T2"), "");
    EXPECT_EQ(why(graph_, found, "T3"), "T2 must finish before T3 starts");
    EXPECT_EQ(effect_on(graph_, found, "T1"), "none");
}

TEST_F(ImpactOfABureau, OfAUnitThatDoesNothingIsNothing) {
    const Impact found = impact(graph_, fail(graph_, "idle"));
    EXPECT_THAT(found.affected, IsEmpty());
    EXPECT_THAT(found.notify, IsEmpty());
}

TEST_F(ImpactOfABureau, AddsCausesUp) {
    const Plan& plan = graph_.plan();
    const Impact found =
        impact(graph_, {{*plan.find_unit("idle")}, {*plan.find_task("T4"), *plan.find_task("T2")}});
    EXPECT_EQ(effect_on(graph_, found, "G2"), "lost");
}

TEST(Impact, NeedsTheLastCarrierToGo) {
    PlanBuilder builder;
    const TaskId task = builder.add_task({.key = "T"});
    for (const char* unit : {"a", "b", "c"}) builder.add_unit({.key = unit});
    builder.assign(task, "a", Role::lead);
    builder.assign(task, "b", Role::co_lead);
    builder.assign(task, "c", Role::responsible);
    const PlanGraph graph = freeze(std::move(builder).build());
    const Plan& plan = graph.plan();
    EXPECT_EQ(effect_on(graph, impact(graph, fail(graph, "a")), "T"), "weakened");
    EXPECT_EQ(effect_on(graph, impact(graph, fail(graph, "c")), "T"), "weakened");
    EXPECT_EQ(
        effect_on(graph, impact(graph, {{*plan.find_unit("a"), *plan.find_unit("b")}, {}}), "T"),
        "blocked");
}

TEST(Impact, HandsALeadDownToSubtasksThatHaveNone) {
    //   phase (lead: a) contains one (no carrier) and two (lead: b)
    PlanBuilder builder;
    builder.add_unit({.key = "a"});
    builder.add_unit({.key = "b"});
    const TaskId phase = builder.add_task({.key = "phase"});
    builder.add_task({.key = "one", .parent = "phase"});
    const TaskId two = builder.add_task({.key = "two", .parent = "phase"});
    builder.assign(phase, "a", Role::lead);
    builder.assign(two, "b", Role::lead);
    const PlanGraph graph = freeze(std::move(builder).build());
    const Impact found = impact(graph, fail(graph, "a"));
    EXPECT_EQ(effect_on(graph, found, "one"), "blocked");
    EXPECT_EQ(why(graph, found, "one"), "a leads phase; one is part of phase");
    EXPECT_EQ(effect_on(graph, found, "two"), "none");
    EXPECT_EQ(effect_on(graph, found, "phase"), "incomplete");
}

TEST(Impact, StopsSubtasksWithTheirTaskAndATaskWithItsLastSubtask) {
    PlanBuilder builder;
    builder.add_task({.key = "phase"});
    builder.add_task({.key = "one", .parent = "phase"});
    builder.add_task({.key = "two", .parent = "phase", .status = TaskStatus::done});
    builder.add_task({.key = "three", .parent = "phase", .status = TaskStatus::cancelled});
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_EQ(effect_on(graph, impact(graph, drop(graph, "phase")), "one"), "blocked");
    EXPECT_EQ(why(graph, impact(graph, drop(graph, "phase")), "one"), "phase contains one");
    EXPECT_EQ(effect_on(graph, impact(graph, drop(graph, "phase")), "two"), "none");
    EXPECT_EQ(effect_on(graph, impact(graph, drop(graph, "one")), "phase"), "incomplete")
        << "the done subtask stays done";
    EXPECT_THAT(impact(graph, drop(graph, "two")).affected, IsEmpty());
}

TEST(Impact, PassesThroughLinksOfASummaryTask) {
    //   before -> phase { one, inner { two } } -> after { last },   phase -> soft: softly
    PlanBuilder builder;
    builder.depend(builder.add_task({.key = "phase"}), "before");
    builder.add_task({.key = "one", .parent = "phase"});
    builder.add_task({.key = "inner", .parent = "phase"});
    builder.add_task({.key = "two", .parent = "inner"});
    builder.depend(builder.add_task({.key = "after"}), "phase");
    builder.add_task({.key = "last", .parent = "after"});
    builder.depend(builder.add_task({.key = "soft"}), "phase", {.is_soft = true});
    builder.add_task({.key = "part", .parent = "soft"});
    builder.add_task({.key = "before"});
    const PlanGraph graph = freeze(std::move(builder).build());

    const Impact from_leaf = impact(graph, drop(graph, "two"));
    EXPECT_EQ(effect_on(graph, from_leaf, "phase"), "incomplete");
    EXPECT_EQ(effect_on(graph, from_leaf, "one"), "none");
    EXPECT_EQ(effect_on(graph, from_leaf, "after"), "blocked");
    EXPECT_EQ(effect_on(graph, from_leaf, "last"), "blocked");
    EXPECT_EQ(effect_on(graph, from_leaf, "soft"), "weakened");
    EXPECT_EQ(effect_on(graph, from_leaf, "part"), "weakened");
    EXPECT_EQ(why(graph, from_leaf, "last"),
              "two must finish before after starts (through phase); after contains last");
    EXPECT_EQ(why(graph, from_leaf, "part"),
              "two should finish before part starts (through phase, soft)");

    const Impact from_before = impact(graph, drop(graph, "before"));
    for (const char* key : {"phase", "one", "inner", "two", "after", "last"})
        EXPECT_EQ(effect_on(graph, from_before, key), "blocked") << key;
    EXPECT_EQ(why(graph, from_before, "one"),
              "before must finish before phase starts; phase contains one");
}

TEST(Impact, MeasuresAGoalByItsSupportRule) {
    const auto goal_after = [](SupportRule rule, std::int32_t k, std::vector<std::string> dropped) {
        PlanBuilder builder;
        builder.add_goal({.key = "G", .support = rule, .support_count = k});
        for (const char* key : {"a", "b", "c"}) builder.serve(builder.add_task({.key = key}), "G");
        for (const char* key : {"x", "y"})
            builder.serve(builder.add_task({.key = key}), "G", ServesRole::alternative);
        builder.serve(builder.add_task({.key = "s"}), "G", ServesRole::supporting);
        const PlanGraph graph = freeze(std::move(builder).build());
        Cause cause;
        for (const std::string& key : dropped)
            cause.dropped_tasks.push_back(*graph.plan().find_task(key));
        return effect_on(graph, impact(graph, cause), "G");
    };
    EXPECT_EQ(goal_after(SupportRule::all, no_number, {"a"}), "incomplete");
    EXPECT_EQ(goal_after(SupportRule::all, no_number, {"x"}), "weakened");
    EXPECT_EQ(goal_after(SupportRule::all, no_number, {"x", "y"}), "incomplete");
    EXPECT_EQ(goal_after(SupportRule::all, no_number, {"s"}), "weakened");
    EXPECT_EQ(goal_after(SupportRule::any, no_number, {"a", "b", "c", "x"}), "weakened");
    EXPECT_EQ(goal_after(SupportRule::any, no_number, {"a", "b", "c", "x", "y"}), "lost");
    EXPECT_EQ(goal_after(SupportRule::at_least, 2, {"a", "b"}), "weakened");
    EXPECT_EQ(goal_after(SupportRule::at_least, 2, {"a", "b", "c"}), "incomplete");
}

TEST(Impact, LosesAGoalThatHadOnlySupportingTasks) {
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    builder.serve(builder.add_task({.key = "s"}), "G", ServesRole::supporting);
    builder.serve(builder.add_task({.key = "t"}), "G", ServesRole::supporting);
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_EQ(effect_on(graph, impact(graph, drop(graph, "s")), "G"), "weakened");
    const Impact both =
        impact(graph, {{}, {*graph.plan().find_task("s"), *graph.plan().find_task("t")}});
    EXPECT_EQ(effect_on(graph, both, "G"), "lost");
    EXPECT_EQ(why(graph, both, "G"), "s helps goal G");
}

TEST(Impact, AnswersInAPlanWithACircle) {
    const PlanGraph graph =
        freeze(testing::plan_of_links({{"a", "b"}, {"b", "c"}, {"c", "a"}, {"c", "d"}}));
    const Impact found = impact(graph, drop(graph, "b"));
    EXPECT_EQ(effect_on(graph, found, "a"), "blocked");
    EXPECT_EQ(effect_on(graph, found, "d"), "blocked");
    EXPECT_EQ(why(graph, found, "a"),
              "b must finish before c starts; c must finish before a starts");
}

TEST(Impact, OfAnEmptyCauseIsNothing) {
    EXPECT_THAT(impact(freeze(Plan()), {}).affected, IsEmpty());
    const PlanGraph graph = freeze(testing::hut_plan());
    EXPECT_THAT(impact(graph, {}).affected, IsEmpty());
}

TEST(Impact, FollowsAChainOfAMillion) {
    const PlanGraph graph = freeze(testing::chain_plan(1'000'000));
    const Impact found = impact(graph, {{}, {TaskId(0)}});
    ASSERT_EQ(found.affected.size(), 1'000'000U);
    EXPECT_EQ(found.path(found.affected.back()).size(), 999'999U);
}

TEST(Transmission, DeclaresEveryRelationAndNeverMoreThanItsSource) {
    for (const Transmission& line : transmission()) {
        EXPECT_LE(line.of_incomplete, Effect::incomplete) << word(line.relation);
        EXPECT_LE(line.of_weakened, Effect::weakened) << word(line.relation);
        EXPECT_LE(line.of_incomplete, line.of_stopped) << word(line.relation);
    }
    for (const Role role : {Role::lead, Role::inform}) {
        const bool is_there = std::ranges::any_of(
            transmission(), [&](const Transmission& line) { return line.when == word(role); });
        EXPECT_TRUE(is_there) << word(role);
    }
}

}  // namespace
}  // namespace planloom

#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"

#include <string>

namespace planloom::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

Plan tasks_with_keys(std::initializer_list<std::string_view> keys) {
    PlanBuilder builder;
    for (const std::string_view key : keys) builder.add_task({.key = key});
    return std::move(builder).build();
}

TEST(DuplicateId, NamesAllRowsThatShareAKey) {
    const Findings found(tasks_with_keys({"A", "B", "A", "A"}), "PL101");
    EXPECT_THAT(found.subjects(), ElementsAre("A A A"));
    EXPECT_EQ(found[0].severity, Severity::error);
    EXPECT_EQ(found[0].where, "/tasks/0");
    EXPECT_EQ(found.message(0), "3 tasks share the key \"A\"");
    EXPECT_EQ(found.message(0, "zh"), "3 个任务共用编号 \"A\"");
}

TEST(DuplicateId, LooksAtOneKindAtATime) {
    PlanBuilder builder;
    builder.add_goal({.key = "A"});
    builder.add_task({.key = "A"});
    builder.add_unit({.key = "A"});
    builder.add_requirement({.key = "A"});
    const Findings found(std::move(builder).build(), "PL101");
    EXPECT_THAT(found.subjects(), IsEmpty());
    EXPECT_EQ(found.reason(), "");
}

TEST(DuplicateId, SeesThroughSpacesAndComposition) {
    // é as one letter and as a letter with a mark; an ideographic space.
    const Findings found(tasks_with_keys({"\u00E9", "T1", "e\u0301", "T1\u3000", " T1"}), "PL101");
    EXPECT_THAT(found.subjects(), ElementsAre("\u00E9 e\u0301", "T1 T1\u3000  T1"));
    EXPECT_EQ(found[0].severity, Severity::error);
    EXPECT_THAT(found.message(1), HasSubstr("they differ only in spaces"));
    EXPECT_THAT(found.message(1, "zh"), HasSubstr("（仅空格或字符组合方式不同）"));
}

TEST(DuplicateId, WarnsOfKeysThatLookTheSame) {
    const Findings found(tasks_with_keys({"T1", "Ｔ１", "t1"}), "PL101");
    EXPECT_THAT(found.subjects(), ElementsAre("T1 Ｔ１"));
    EXPECT_EQ(found[0].severity, Severity::warning);
    EXPECT_THAT(found.message(0, "zh"), HasSubstr("全角"));
}

TEST(DuplicateId, SaysAClashOnceAndNotAgainForItsLooks) {
    const Findings found(tasks_with_keys({"T1", "T1"}), "PL101");
    EXPECT_EQ(found.size(), 1U);
}

TEST(DuplicateId, TakesKeysThatAreNotUtf8AsTheyAre) {
    const Findings found(tasks_with_keys({"\xFF", "\xFE", "\xFF"}), "PL101");
    EXPECT_THAT(found.subjects(), ElementsAre("\xFF \xFF"));
}

TEST(DuplicateId, IsNotEvaluatedWithoutRows) {
    EXPECT_EQ(Findings(Plan(), "PL101").reason(), "the plan has no rows");
}

TEST(UnknownRef, NamesTheFieldTheKeyAndTheNearest) {
    PlanBuilder builder;
    builder.add_unit({.key = "财政厅"});
    builder.add_goal({.key = "G1"});
    const TaskId task = builder.add_task({.key = "任务一", .line = 7});
    builder.assign(task, "财政局", Role::co_lead, {.line = 9});
    const Findings found(std::move(builder).build(), "PL102");
    EXPECT_THAT(found.subjects(), ElementsAre("任务一"));
    EXPECT_EQ(found[0].where, "/tasks/0/co_lead");
    EXPECT_EQ(found[0].line, 9U);
    EXPECT_THAT(found[0].witness, ElementsAre("财政局"));
    EXPECT_EQ(found.message(0),
              "task 任务一: co-lead unit \"财政局\" is not in the plan; the nearest key is "
              "\"财政厅\"");
    EXPECT_EQ(found.message(0, "zh"),
              "任务 任务一 的共同牵头单位“财政局”在方案中不存在，最接近的是“财政厅”");
}

TEST(UnknownRef, SaysNothingOfANearestKeyWhereNoneIsNear) {
    PlanBuilder builder;
    builder.serve(builder.add_task({.key = "T1"}), "elsewhere");
    const Findings found(std::move(builder).build(), "PL102");
    EXPECT_EQ(found.message(0), "task T1: goal it serves \"elsewhere\" is not in the plan");
}

TEST(UnknownRef, LooksAtEveryField) {
    PlanBuilder builder;
    builder.add_unit({.key = "U", .parent = "x"});
    const GoalId goal = builder.add_goal({.key = "G", .parent = "x", .owner = "x"});
    const TaskId task = builder.add_task({.key = "T", .parent = "x"});
    builder.serve(task, "x");
    builder.assign(task, "x", Role::lead);
    builder.depend(task, "x");
    builder.implement(goal, "x");
    const Findings found(std::move(builder).build(), "PL102");
    std::vector<std::string> places;
    for (std::size_t i = 0; i < found.size(); ++i) places.push_back(found[i].where);
    EXPECT_THAT(places, ElementsAre("/goals/0/parent", "/goals/0/owner", "/goals/0/implements",
                                    "/tasks/0/parent", "/tasks/0/serves", "/tasks/0/lead",
                                    "/tasks/0/after", "/units/0/parent"));
}

TEST(UnknownRef, FindsNothingWhereAllIsThere) {
    EXPECT_EQ(Findings(hut_plan(), "PL102").size(), 0U);
    EXPECT_EQ(Findings(hut_plan(), "PL102").reason(), "");
}

TEST(UnknownRef, IsNotEvaluatedWithoutReferences) {
    EXPECT_EQ(Findings(tasks_with_keys({"A", "B"}), "PL102").reason(),
              "nothing in the plan refers to anything");
}

//  A -> B -> C -> A,  B -> D -> E -> B,  F -> G
TEST(Cycle, ShowsAShortestCircleOfTheKnot) {
    const Findings found(
        plan_of_links(
            {{"A", "B"}, {"B", "C"}, {"C", "X"}, {"X", "A"}, {"B", "D"}, {"D", "B"}, {"F", "G"}}),
        "PL103");
    EXPECT_THAT(found.subjects(), ElementsAre("B D"));
    EXPECT_THAT(found[0].witness, ElementsAre("B", "D"));
    EXPECT_EQ(found[0].where, "/tasks/1");
    EXPECT_EQ(found.message(0), "circle of 2 tasks: B → D → B; 5 tasks are caught in circles here");
    EXPECT_EQ(found.message(0, "zh"), "2 项任务循环依赖：B → D → B；此处共有 5 项任务陷入循环");
}

TEST(Cycle, CutsALongCircleShortInTheMessageOnly) {
    PlanBuilder builder;
    for (int i = 0; i < 30; ++i) {
        const TaskId task = builder.add_task({.key = "T" + std::to_string(i)});
        builder.depend(task, "T" + std::to_string((i + 29) % 30));
    }
    const Findings found(std::move(builder).build(), "PL103");
    EXPECT_EQ(found[0].witness.size(), 30U);
    EXPECT_EQ(found.message(0),
              "circle of 30 tasks: T0 → T1 → T2 → T3 → T4 → T5 → T6 → T7 → T8 → "
              "T9 → … → T0");
}

TEST(Cycle, NamesTheWholeThroughWhichACircleRuns) {
    PlanBuilder builder;
    builder.add_task({.key = "works"});
    builder.depend(builder.add_task({.key = "dig", .parent = "works"}), "permit");
    builder.depend(builder.add_task({.key = "permit"}), "works");
    const Findings found(std::move(builder).build(), "PL103");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.message(0), "circle of 2 tasks: dig → permit → dig, through works");
}

TEST(Cycle, KeepsItsFingerprintWhenTheRowsAreTurned) {
    const Findings a(plan_of_links({{"A", "B"}, {"B", "C"}, {"C", "A"}}), "PL103");
    const Findings b(plan_of_links({{"C", "A"}, {"B", "C"}, {"A", "B"}}), "PL103");
    EXPECT_NE(a.subjects(), b.subjects());
    EXPECT_EQ(a[0].fingerprint, b[0].fingerprint);
}

TEST(Cycle, FindsNothingInAPlanThatRunsForward) {
    EXPECT_EQ(Findings(hut_plan(), "PL103").size(), 0U);
    EXPECT_EQ(Findings(hut_plan(), "PL103").reason(), "");
}

TEST(Cycle, IsNotEvaluatedWithoutDependencies) {
    EXPECT_EQ(Findings(tasks_with_keys({"A"}), "PL103").reason(), "the plan has no dependencies");
}

TEST(HierarchyCycle, NamesTheRowsOfTheCircle) {
    PlanBuilder builder;
    builder.add_goal({.key = "G1", .parent = "G2"});
    builder.add_goal({.key = "G2", .parent = "G1"});
    builder.add_goal({.key = "G3", .parent = "G2"});
    builder.add_unit({.key = "U", .parent = "U"});
    const Findings found(std::move(builder).build(), "PL104");
    EXPECT_THAT(found.subjects(), ElementsAre("G1 G2", "U"));
    EXPECT_EQ(found[0].where, "/goals/0/parent");
    EXPECT_EQ(found.message(0), "parents of goals run in a circle: G1 → G2 → G1");
    EXPECT_EQ(found.message(1, "zh"), "单位的上下级关系成环：U → U");
}

TEST(HierarchyCycle, FindsNothingInATree) {
    EXPECT_EQ(Findings(deep_plan(5), "PL104").size(), 0U);
    EXPECT_EQ(Findings(deep_plan(5), "PL104").reason(), "");
}

TEST(HierarchyCycle, IsNotEvaluatedWithoutParents) {
    EXPECT_EQ(Findings(chain_plan(3), "PL104").reason(), "nothing in the plan has a parent");
}

TEST(SelfDep, IsSaidOncePerTask) {
    const Findings found(plan_of_links({{"A", "A"}, {"A", "A"}, {"A", "B"}, {"B", "B"}}), "PL105");
    EXPECT_THAT(found.subjects(), ElementsAre("A", "B"));
    EXPECT_EQ(found[0].where, "/tasks/0/after");
    EXPECT_EQ(found.message(0), "task A is its own predecessor");
}

TEST(SelfDep, FindsNothingInACircleOfTwo) {
    EXPECT_EQ(Findings(plan_of_links({{"A", "B"}, {"B", "A"}}), "PL105").size(), 0U);
}

TEST(SelfDep, IsNotEvaluatedWithoutDependencies) {
    EXPECT_EQ(Findings(tasks_with_keys({"A"}), "PL105").reason(), "the plan has no dependencies");
}

//  whole
//   |-- part -- piece
//   `-- other
class DepOnAncestor : public ::testing::Test {
protected:
    DepOnAncestor() {
        for (const auto& [key, parent] :
             {std::pair("whole", ""), {"part", "whole"}, {"piece", "part"}, {"other", "whole"}}) {
            NewTask row{.key = key};
            if (*parent != 0) row.parent = parent;
            builder_.add_task(row);
        }
    }
    [[nodiscard]] Findings found() { return {std::move(builder_).build(), "PL106"}; }
    PlanBuilder builder_;
    TaskId whole_{0}, part_{1}, piece_{2}, other_{3};
};

TEST_F(DepOnAncestor, LooksBothWaysAndAnyDepth) {
    builder_.depend(whole_, "piece");
    builder_.depend(whole_, "piece", {.type = LinkType::start_to_start});
    builder_.depend(piece_, "part");
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("whole piece", "piece part"));
    EXPECT_EQ(result.message(0), "task whole depends on piece, but piece is a part of whole");
    EXPECT_EQ(result.message(1, "zh"), "任务 piece 以 part 为前置，但 piece 是 part 的子任务");
}

TEST_F(DepOnAncestor, AllowsBrothersAndCousins) {
    builder_.depend(part_, "other");
    builder_.depend(piece_, "other");
    const Findings result = found();
    EXPECT_THAT(result.subjects(), IsEmpty());
    EXPECT_EQ(result.reason(), "");
}

TEST_F(DepOnAncestor, LeavesATaskOnItselfToItsOwnRule) {
    builder_.depend(part_, "part");
    EXPECT_THAT(found().subjects(), IsEmpty());
}

TEST_F(DepOnAncestor, IsNotEvaluatedWithoutDependencies) {
    EXPECT_EQ(found().reason(), "the plan has no dependencies");
}

TEST(DepOnAncestorWithoutSubtasks, IsNotEvaluated) {
    EXPECT_EQ(Findings(chain_plan(2), "PL106").reason(), "no task has a subtask");
}

}  // namespace
}  // namespace planloom::testing

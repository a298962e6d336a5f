#include <planloom/core/error.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/plan_edit.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// A <- B <- C, two leads on B, the second link of C on A twice.
Plan small_plan() {
    PlanBuilder builder;
    const TaskId a = builder.add_task({.key = "A", .line = 1});
    const TaskId b = builder.add_task({.key = "B", .parent = "A", .line = 2});
    const TaskId c = builder.add_task({.key = "C", .parent = "B", .line = 3});
    builder.depend(b, "A", {.line = 4});
    builder.depend(c, "B", {.lag = 60, .line = 5});
    builder.depend(c, "A", {.line = 6});
    builder.depend(c, "A", {.type = LinkType::start_to_start, .line = 7});
    builder.add_unit({.key = "U", .successor = "V"});
    builder.add_unit({.key = "V"});
    builder.assign(b, "U", Role::lead, {.line = 8});
    builder.assign(b, "V", Role::lead, {.line = 9});
    builder.assign(a, "nobody", Role::support, {.line = 10});
    builder.add_goal({.key = "G"});
    builder.serve(b, "G");
    builder.add_tag(b, "x");
    builder.add_tag(c, "y");
    return std::move(builder).build();
}

NodeName task(std::string key) {
    return {NodeKind::task, std::move(key)};
}

Plan after(const Plan& plan, std::vector<PlanEdit> edits) {
    return apply_edits(plan, edits);
}

/// The codes and places of the faults.
std::vector<std::string> faults_of(const Plan& plan, std::vector<PlanEdit> edits) {
    std::vector<std::string> texts;
    try {
        static_cast<void>(apply_edits(plan, edits));
    } catch (const InvalidEdit& error) {
        for (const Diagnostic& each : error.diagnostics())
            texts.push_back(each.where + ' ' + each.code);
    }
    return texts;
}

TEST(ApplyEdits, ChangesNothingWithoutEdits) {
    const Plan plan = small_plan();
    EXPECT_EQ(after(plan, {}), plan);
    EXPECT_EQ(after(Plan(), {}), Plan());
}

TEST(ApplyEdits, RemovesTheRowThatIsNamed) {
    const Plan plan = small_plan();
    const Plan less =
        after(plan, {RemoveRow{{RowKind::dependency, task("C"), "A", std::nullopt, 1}}});
    const DependencyTable& table = less.dependency_table();
    ASSERT_EQ(table.count, 3U);
    EXPECT_THAT((std::vector{table.line[0], table.line[1], table.line[2]}), ElementsAre(4, 5, 6));
    EXPECT_EQ(table.lag[1], 60);
}

TEST(ApplyEdits, RemovesAReferenceThatNamesNothing) {
    const Plan less =
        after(small_plan(), {RemoveRow{{RowKind::assignment, task("A"), "nobody", Role::support}}});
    EXPECT_THAT(less.dangling(), IsEmpty());
    EXPECT_EQ(less.assignment_table().count, 2U);
}

TEST(ApplyEdits, AddsRowsAsTheLastOfTheirOwner) {
    const Plan more =
        after(small_plan(),
              {AddRow{{RowKind::dependency, task("B"), "C"}, {{"lag", std::int64_t{30}}}},
               AddRow{{RowKind::assignment, task("A"), "V", Role::guide}},
               AddRow{{RowKind::tag, task("A"), "z"}}, AddRow{{RowKind::serves, task("A"), "H"}}});
    const DependencyTable& links = more.dependency_table();
    ASSERT_EQ(links.count, 5U);
    EXPECT_EQ(more.key(Node(links.predecessor[1])), "C");
    EXPECT_EQ(links.lag[1], 30);
    EXPECT_EQ(links.lag[2], 60);
    EXPECT_EQ(more.assignment_table().role[1], Role::guide);
    EXPECT_EQ(more.dangling_key(DanglingRef::Field::assignment_unit, 0), "nobody");
    EXPECT_EQ(more.dangling_key(DanglingRef::Field::serves_goal, 0), "H");
    EXPECT_EQ(more.text(more.tags(*more.find_task("A"))[0].value), "z");
}

TEST(ApplyEdits, LeadsARowElsewhere) {
    const Plan other = after(
        small_plan(),
        {SetRowField{
             {RowKind::assignment, task("B"), "V", Role::lead}, "role", std::string("co_lead")},
         SetRowField{{RowKind::assignment, task("A"), "nobody"}, "unit", std::string("U")},
         SetRowField{{RowKind::dependency, task("C"), "B"}, "predecessor", std::string("gone")}});
    EXPECT_EQ(other.assignment_table().role[2], Role::co_lead);
    EXPECT_EQ(other.key(Node(other.assignment_table().unit[0])), "U");
    EXPECT_EQ(other.dangling_key(DanglingRef::Field::dependency_predecessor, 1), "gone");
    EXPECT_EQ(other.dangling().size(), 1U);
}

TEST(ApplyEdits, SetsFieldsOfNodes) {
    const DatePeriod quarter = *parse_date("2025-Q2");
    const Plan other = after(
        small_plan(),
        {SetField{task("A"), "title", std::string("begin")}, SetField{task("A"), "due", quarter},
         SetField{task("A"), "status", std::string("done")},
         SetField{task("A"), "is_milestone", true},
         SetField{task("A"), "duration", std::int64_t{480}},
         SetField{task("C"), "parent", std::string("A")}, SetField{task("B"), "parent", {}},
         SetField{{NodeKind::unit, "U"}, "capacity", 2.5}});
    const TaskView first = other.task("A");
    EXPECT_EQ(first.title(), "begin");
    EXPECT_EQ(first.due(), quarter);
    EXPECT_EQ(first.status(), TaskStatus::done);
    EXPECT_TRUE(first.is_milestone());
    EXPECT_EQ(first.duration(), 480);
    EXPECT_EQ(other.task("C").parent(), other.find_task("A"));
    EXPECT_FALSE(other.task("B").parent().has_value());
    EXPECT_EQ(other.unit("U").capacity(), 2.5);
    EXPECT_EQ(after(other, {SetField{task("A"), "due", {}}}).task("A").due(), DatePeriod());
}

TEST(ApplyEdits, RenamesWithoutLosingReferences) {
    PlanBuilder builder(small_plan());
    builder.head().checks.waivers = {{.rule = "PL301", .subject = "V"}};
    const Plan plan = std::move(builder).build();
    const Plan other = after(
        plan, {RenameNode{{NodeKind::unit, "U"}, "V"}, RenameNode{{NodeKind::unit, "V"}, "U"}});
    EXPECT_EQ(other.key(Node(UnitId(0))), "V");
    EXPECT_EQ(other.find_unit("U"), UnitId(1));
    EXPECT_EQ(other.unit("V").successor(), "U");
    EXPECT_EQ(other.head().checks.waivers[0].subject, "U");
    EXPECT_EQ(other.assignment_table().unit[1], UnitId(0));
}

TEST(ApplyEdits, TakesANodeAwayWithItsRows) {
    const Plan other = after(small_plan(), {RemoveNode{task("B")}});
    EXPECT_EQ(other.tasks().size(), 2U);
    EXPECT_FALSE(other.find_task("B").has_value());
    EXPECT_EQ(other.task("C").parent(), other.find_task("A"));
    EXPECT_EQ(other.dependency_table().count, 2U);
    EXPECT_EQ(other.assignment_table().count, 1U);
    EXPECT_EQ(other.dangling_key(DanglingRef::Field::assignment_unit, 0), "nobody");
    EXPECT_EQ(other.serves_table().count, 0U);
    EXPECT_EQ(other.text(other.tags(*other.find_task("C"))[0].value), "y");
    EXPECT_EQ(other.line(Node(*other.find_task("C"))), 3U);
}

TEST(ApplyEdits, AddsNodesWhereTheyBelong) {
    const Plan other =
        after(small_plan(), {AddNode{NodeKind::task, "last"}, AddNode{NodeKind::task, "A2", "A"},
                             AddNode{NodeKind::task, "A3", "A2"}, AddNode{NodeKind::task, "0", ""},
                             SetField{task("A2"), "title", std::string("new")},
                             AddRow{{RowKind::dependency, task("A2"), "C"}}});
    std::vector<std::string> keys;
    for (const TaskId id : other.tasks()) keys.emplace_back(other.key(Node(id)));
    EXPECT_THAT(keys, ElementsAre("0", "A", "A2", "A3", "B", "C", "last"));
    EXPECT_EQ(other.task("A2").title(), "new");
    EXPECT_EQ(other.predecessors(*other.find_task("A2")).size(), 1U);
    EXPECT_EQ(other.task("C").parent(), other.find_task("B"));
    EXPECT_EQ(other.predecessors(*other.find_task("C")).size(), 3U);
}

TEST(ApplyEdits, SaysAllFaultsAtOnce) {
    EXPECT_THAT(
        faults_of(small_plan(),
                  {SetField{task("Z"), "title", std::string()}, SetField{task("A"), "titel", {}},
                   SetField{task("A"), "status", std::string("ready")},
                   RemoveRow{{RowKind::dependency, task("A"), "C"}}, AddNode{NodeKind::task, "A"},
                   RenameNode{task("A"), "B"},
                   AddRow{{RowKind::dependency, task("A"), "B"}, {{"lag", true}}},
                   AddRow{{RowKind::need, task("A"), "x"}}, SetField{task("A"), "parent", 1.0}}),
        ElementsAre("/0 unknown_task", "/1 no_such_field", "/2 bad_value", "/3 no_such_row",
                    "/4 duplicate_key", "/5 duplicate_key", "/6 bad_value", "/7 no_such_row",
                    "/8 bad_value"));
}

TEST(ApplyEdits, RefusesEditsThatDisagree) {
    const RowName row{RowKind::dependency, task("C"), "B"};
    EXPECT_THAT(faults_of(small_plan(), {SetField{task("A"), "title", std::string("x")},
                                         SetField{task("A"), "title", std::string("x")},
                                         SetField{task("A"), "title", std::string("y")},
                                         RemoveRow{row}, SetRowField{row, "lag", std::int64_t{1}},
                                         RemoveNode{{NodeKind::goal, "G"}},
                                         AddRow{{RowKind::serves, task("C"), "G"}}}),
                ElementsAre("/2 edit_conflict", "/4 edit_conflict", "/6 edit_conflict"));
}

TEST(ApplyEdits, CountsAnEditThatStandsTwiceOnce) {
    const PlanEdit edit = AddRow{{RowKind::dependency, task("A"), "C"}};
    const Plan plan = small_plan();
    EXPECT_EQ(after(plan, {edit, edit}), after(plan, {edit}));
}

// What an edit takes out of a random plan, an edit puts back: the law of names and places.
TEST(ApplyEdits, FindsEveryRowByItsName) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed, {.has_cycles = true, .has_faults = true});
        for (std::size_t row = 0; row < plan.dependency_table().count; row += 7) {
            const Plan less = after(plan, {RemoveRow{name_of(plan, DependencyId(row))}});
            ASSERT_EQ(less.dependency_table().count + 1, plan.dependency_table().count);
            for (std::size_t i = 0; i < less.dependency_table().count; ++i) {
                const std::size_t was = i < row ? i : i + 1;
                ASSERT_EQ(less.dependency_table().predecessor[i],
                          plan.dependency_table().predecessor[was]);
                ASSERT_EQ(less.dependency_table().lag[i], plan.dependency_table().lag[was]);
            }
        }
        for (std::size_t row = 0; row < plan.assignment_table().count; row += 5) {
            const Plan other = after(
                plan, {SetRowField{name_of(plan, AssignmentId(row)), "text", std::string("*")}});
            for (std::size_t i = 0; i < plan.assignment_table().count; ++i)
                ASSERT_EQ(other.text(other.assignment_table().text[i]) == "*", i == row);
        }
        for (std::uint32_t row = 0; row < plan.tasks().size(); row += 5) {
            const Plan other =
                after(plan, {SetField{name_of(plan, Node(TaskId(row))), "text", std::string("*")}});
            for (const TaskId id : other.tasks())
                ASSERT_EQ(other.task(id).text() == "*", id.index() == row);
        }
    }
}

TEST(ApplyEdits, GivesWhatABuilderGivesWithoutTheNode) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed, {.has_cycles = true});
        if (plan.tasks().empty()) continue;
        const Node gone(TaskId(seed % plan.tasks().size()));
        const Plan less = after(plan, {RemoveNode{name_of(plan, gone)}});
        ASSERT_EQ(less.tasks().size() + 1, plan.tasks().size());
        std::size_t links = 0;
        const DependencyTable& table = plan.dependency_table();
        for (std::size_t i = 0; i < table.count; ++i)
            if (Node(table.predecessor[i]) != gone && Node(table.successor[i]) != gone) {
                ASSERT_EQ(less.key(Node(less.dependency_table().predecessor[links])),
                          plan.key(Node(table.predecessor[i])));
                ASSERT_EQ(less.key(Node(less.dependency_table().successor[links])),
                          plan.key(Node(table.successor[i])));
                ++links;
            }
        EXPECT_EQ(less.dependency_table().count, links);
        // All columns are as long as the table: building again finds nothing to do.
        EXPECT_EQ(PlanBuilder(less).build(), less);
    }
}

}  // namespace
}  // namespace planloom

#include <planloom/coverage/coordination.hpp>
#include <planloom/coverage/matrix.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <map>
#include <memory>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

std::uint32_t bit(auto value) {
    return 1U << static_cast<std::uint32_t>(value);
}

/// A row as text: the column's key, its marks, how many relations, and `*` if it is the row's own.
std::vector<std::string> row_text(const Plan& plan, const Matrix& matrix, std::string_view key) {
    std::vector<std::string> cells;
    for (std::size_t i = 0; i < matrix.rows().size(); ++i) {
        if (plan.key(matrix.rows()[i]) != key) continue;
        for (const Cell& cell : matrix.row(i))
            cells.push_back(std::string(plan.key(matrix.columns()[cell.column])) + ' ' +
                            std::to_string(cell.marks) + ' ' + std::to_string(cell.count) +
                            (cell.is_direct ? "*" : ""));
    }
    return cells;
}

//   R1 <- G1            T1 -necessary-> G1     U1 leads T1, T3
//          |            T2 -supporting-> G2    U2 leads T2, supports T1
//         G2            T3 -necessary-> G1, -alternative-> G2
//                       T3 -> R1
class GoalsAndUnits : public ::testing::Test {
protected:
    GoalsAndUnits() {
        PlanBuilder builder;
        builder.add_requirement({.key = "R1"});
        builder.add_unit({.key = "U1"});
        builder.add_unit({.key = "U2"});
        builder.implement(builder.add_goal({.key = "G1"}), "R1");
        builder.add_goal({.key = "G2", .parent = "G1"});
        const TaskId t1 = builder.add_task({.key = "T1"});
        const TaskId t2 = builder.add_task({.key = "T2"});
        const TaskId t3 = builder.add_task({.key = "T3"});
        builder.serve(t1, "G1");
        builder.serve(t2, "G2", ServesRole::supporting);
        builder.serve(t3, "G1");
        builder.serve(t3, "G2", ServesRole::alternative);
        builder.assign(t1, "U1", Role::lead);
        builder.assign(t1, "U2", Role::support);
        builder.assign(t2, "U2", Role::lead);
        builder.assign(t3, "U1", Role::lead);
        builder.implement(t3, "R1");
        graph_ = std::make_unique<PlanGraph>(freeze(std::move(builder).build()));
    }
    [[nodiscard]] std::vector<std::string> row(MatrixKind kind, std::string_view key) const {
        return row_text(graph_->plan(), matrix(*graph_, kind), key);
    }
    std::unique_ptr<PlanGraph> graph_;
};

TEST_F(GoalsAndUnits, GoalTakesOverTheTasksOfItsSubgoals) {
    EXPECT_THAT(row(MatrixKind::goal_task, "G1"), ElementsAre("T1 1 1*", "T2 4 1", "T3 3 2*"));
    EXPECT_THAT(row(MatrixKind::goal_task, "G2"), ElementsAre("T2 4 1*", "T3 2 1*"));
}

TEST_F(GoalsAndUnits, TaskHasItsUnitsByRole) {
    EXPECT_THAT(row(MatrixKind::task_unit, "T1"), ElementsAre("U1 1 1*", "U2 8 1*"));
    EXPECT_THAT(row(MatrixKind::task_unit, "T3"), ElementsAre("U1 1 1*"));
}

TEST_F(GoalsAndUnits, AssignmentCountsOnceHoweverOftenItsTaskServes) {
    EXPECT_THAT(row(MatrixKind::goal_unit, "G1"), ElementsAre("U1 1 2*", "U2 9 2*"));
    EXPECT_THAT(row(MatrixKind::goal_unit, "G2"), ElementsAre("U1 1 1*", "U2 1 1*"));
}

TEST_F(GoalsAndUnits, RequirementIsAnsweredByTasksAndByGoals) {
    EXPECT_THAT(row(MatrixKind::requirement_task, "R1"),
                ElementsAre("T1 2 1*", "T2 2 1", "T3 3 2*"));
}

TEST_F(GoalsAndUnits, FindGivesTheCellOrNothing) {
    const Matrix cells = matrix(*graph_, MatrixKind::goal_task);
    EXPECT_EQ(cells.find(1, 0), nullptr);
    ASSERT_NE(cells.find(1, 1), nullptr);
    EXPECT_EQ(*cells.find(1, 1), (Cell{1, bit(ServesRole::supporting), 1, true}));
    EXPECT_EQ(cells.find(1, 7), nullptr);
    EXPECT_THAT(cells.row_totals(), ElementsAre(3, 2));
    EXPECT_THAT(cells.column_totals(), ElementsAre(1, 2, 2));
    EXPECT_EQ(cells.cell_count(), 5U);
}

TEST(Matrix, IsEmptyForAnEmptyPlan) {
    const PlanGraph graph = freeze(Plan());
    for (const MatrixKind kind : matrix_kinds) {
        const Matrix cells = matrix(graph, kind);
        EXPECT_EQ(cells.cell_count(), 0U) << word(kind);
        EXPECT_THAT(cells.rows(), IsEmpty()) << word(kind);
        EXPECT_EQ(cells.kind(), kind);
    }
}

TEST(Matrix, HasAWordThatIsReadBack) {
    for (const MatrixKind kind : matrix_kinds) EXPECT_EQ(parse_matrix_kind(word(kind)), kind);
    EXPECT_EQ(word(MatrixKind::goal_task), "goal-task");
    EXPECT_EQ(parse_matrix_kind("goal_task"), std::nullopt);
}

TEST(Matrix, UnitesRelationsThatAreWrittenTwice) {
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    const TaskId task = builder.add_task({.key = "T"});
    builder.serve(task, "G");
    builder.serve(task, "G", ServesRole::supporting);
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_THAT(row_text(graph.plan(), matrix(graph, MatrixKind::goal_task), "G"),
                ElementsAre("T 5 2*"));
}

TEST(Matrix, GoesDownTheDeepestHierarchy) {
    const PlanGraph graph = freeze(deep_plan(100'000));
    const Matrix cells = matrix(graph, MatrixKind::goal_task);
    EXPECT_EQ(cells.cell_count(), 100'000U);
    ASSERT_NE(cells.find(0, 99'999), nullptr);
    EXPECT_FALSE(cells.find(0, 99'999)->is_direct);
    EXPECT_TRUE(cells.find(99'999, 99'999)->is_direct);
}

/// Whether a goal is another one or lies below it, by the plan's own words.
bool is_within(const Plan& plan, GoalId goal, GoalId above) {
    while (true) {
        if (goal == above) return true;
        const auto parent = plan.goal(goal).parent();
        if (!parent) return false;
        goal = *parent;
    }
}

using Oracle = std::map<std::pair<std::size_t, std::size_t>, Cell>;

void enter(Oracle& oracle, Node row, Node column, std::uint32_t marks, bool is_direct) {
    Cell& cell = oracle.try_emplace({row.index, column.index}, Cell{column.index, 0, 0, false})
                     .first->second;
    cell.marks |= marks;
    ++cell.count;
    cell.is_direct = cell.is_direct || is_direct;
}

/// How a task serves a goal, subgoals included: not at all, by a subgoal only, or itself.
enum class Reach : std::uint8_t { none, by_subgoal, itself };

Reach reach(const Plan& plan, TaskId task, GoalId goal) {
    Reach best = Reach::none;
    for (const ServesId each : plan.serves(task)) {
        const GoalId served = plan.serves_table().goal[each.index()];
        if (served == goal) return Reach::itself;
        if (is_within(plan, served, goal)) best = Reach::by_subgoal;
    }
    return best;
}

/// Every pair of nodes, asked one by one.
Oracle brute_force(const Plan& plan, MatrixKind kind) {
    Oracle oracle;
    const ServesTable& serves = plan.serves_table();
    const AssignmentTable& assignments = plan.assignment_table();
    const ImplementsTable& implements = plan.implements_table();
    if (kind == MatrixKind::goal_task) {
        for (const GoalId goal : plan.goals())
            for (std::size_t row = 0; row < serves.count; ++row)
                if (is_within(plan, serves.goal[row], goal))
                    enter(oracle, goal, serves.task[row], bit(serves.role[row]),
                          serves.goal[row] == goal);
    } else if (kind == MatrixKind::task_unit) {
        for (std::size_t row = 0; row < assignments.count; ++row)
            enter(oracle, assignments.task[row], assignments.unit[row], bit(assignments.role[row]),
                  true);
    } else if (kind == MatrixKind::goal_unit) {
        for (const GoalId goal : plan.goals())
            for (std::size_t row = 0; row < assignments.count; ++row)
                if (const Reach how = reach(plan, assignments.task[row], goal); how != Reach::none)
                    enter(oracle, goal, assignments.unit[row], bit(assignments.role[row]),
                          how == Reach::itself);
    } else if (kind == MatrixKind::unit_unit) {
        // Held against its own brute force in coordination_test.cpp.
        const PlanGraph graph = freeze(plan);
        const Coordination units = coordination(graph);
        for (const UnitId a : plan.units())
            for (const CoordinationCell& cell : units.row(a)) {
                if (cell.column == a.value()) continue;
                oracle[{a.index(), cell.column}] = {cell.column,
                                                    (cell.shared > 0 ? 1U : 0U) |
                                                        (cell.leads > 0 ? 2U : 0U) |
                                                        (cell.hand_offs > 0 ? 4U : 0U),
                                                    cell.shared + cell.links, true};
            }
    } else {
        for (std::size_t row = 0; row < implements.count; ++row) {
            const Node node = implements.node[row];
            for (const TaskId task : plan.tasks()) {
                if (node.kind == NodeKind::task) {
                    if (node.task() == task)
                        enter(oracle, implements.requirement[row], task, 1, true);
                } else if (const Reach how = reach(plan, task, node.goal()); how != Reach::none) {
                    enter(oracle, implements.requirement[row], task, 2, how == Reach::itself);
                }
            }
        }
    }
    return oracle;
}

TEST(Matrix, AgreesWithBruteForce) {
    std::size_t cells_seen = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed));
        for (const MatrixKind kind : matrix_kinds) {
            SCOPED_TRACE(word(kind));
            const Matrix cells = matrix(graph, kind);
            Oracle found;
            for (std::size_t row = 0; row < cells.rows().size(); ++row)
                for (const Cell& cell : cells.row(row)) found[{row, cell.column}] = cell;
            EXPECT_EQ(found, brute_force(graph.plan(), kind));
            cells_seen += cells.cell_count();
        }
    }
    EXPECT_GT(cells_seen, 5'000U);
}

TEST(Matrix, KeepsItsShapeOnPlansWithFaults) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(random_plan(seed, {.has_cycles = true, .has_faults = true}), Faults::skip);
        for (const MatrixKind kind : matrix_kinds) {
            const Matrix cells = matrix(graph, kind);
            std::vector<std::uint32_t> columns(cells.columns().size());
            for (std::size_t row = 0; row < cells.rows().size(); ++row) {
                EXPECT_EQ(cells.row(row).size(), cells.row_totals()[row]);
                for (std::size_t i = 0; i < cells.row(row).size(); ++i) {
                    const Cell& cell = cells.row(row)[i];
                    ASSERT_LT(cell.column, columns.size());
                    ++columns[cell.column];
                    EXPECT_NE(cell.marks, 0U);
                    EXPECT_GE(cell.count, 1U);
                    if (i > 0) {
                        EXPECT_LT(cells.row(row)[i - 1].column, cell.column);
                    }
                }
            }
            EXPECT_THAT(cells.column_totals(), ::testing::ElementsAreArray(columns));
        }
    }
}

TEST(Matrix, GivesTheSameAnswerTwice) {
    const PlanGraph graph = freeze(random_plan(7, {.tasks = 200}));
    for (const MatrixKind kind : matrix_kinds) {
        const Matrix a = matrix(graph, kind);
        const Matrix b = matrix(graph, kind);
        ASSERT_EQ(a.cell_count(), b.cell_count());
        for (std::size_t row = 0; row < a.rows().size(); ++row)
            EXPECT_THAT(a.row(row), ::testing::ElementsAreArray(b.row(row)));
    }
}

}  // namespace
}  // namespace planloom::testing

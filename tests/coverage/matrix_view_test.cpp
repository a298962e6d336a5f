#include <planloom/core/error.hpp>
#include <planloom/coverage/matrix_evidence.hpp>
#include <planloom/coverage/matrix_marks.hpp>
#include <planloom/coverage/matrix_view.hpp>
#include <planloom/model/plan_builder.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <algorithm>
#include <memory>
#include <set>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

//   G1            T1 -> G1   A leads, B supports      section 二
//   |- G2         T2 -> G2   B leads                  section 一
//   G3            T3         A supports               section 二
//                 T4 -> G3   nobody
class Ledger : public ::testing::Test {
protected:
    Ledger() {
        PlanBuilder builder;
        builder.head().levels = {"省级", "市级"};
        builder.add_unit({.key = "A", .level = "市级"});
        builder.add_unit({.key = "idle", .level = "市级"});
        builder.add_unit({.key = "B", .level = "省级"});
        builder.add_goal({.key = "G1"});
        builder.add_goal({.key = "G2", .parent = "G1"});
        builder.add_goal({.key = "G3"});
        const TaskId t1 = builder.add_task({.key = "T1", .section = "二"});
        const TaskId t2 = builder.add_task({.key = "T2", .section = "一"});
        const TaskId t3 = builder.add_task({.key = "T3", .section = "二"});
        const TaskId t4 = builder.add_task({.key = "T4"});
        builder.serve(t1, "G1");
        builder.serve(t2, "G2");
        builder.serve(t4, "G3");
        builder.assign(t1, "A", Role::lead);
        builder.assign(t1, "B", Role::support);
        builder.assign(t2, "B", Role::lead);
        builder.assign(t3, "A", Role::support);
        graph_ = std::make_unique<PlanGraph>(freeze(std::move(builder).build()));
    }
    [[nodiscard]] MatrixLayout shown(MatrixKind kind, const LayoutOptions& options = {}) const {
        return lay_out(*graph_, matrix(*graph_, kind), options);
    }
    std::unique_ptr<PlanGraph> graph_;
};

TEST_F(Ledger, MarginsCountMarksAndSayOfHowMany) {
    const MatrixMargins sums = margins(matrix(*graph_, MatrixKind::task_unit));
    EXPECT_EQ(sums.rows, (Fraction{3, 4}));
    EXPECT_EQ(sums.columns, (Fraction{2, 3}));
    EXPECT_EQ(sums.cells, (Fraction{4, 12}));
    EXPECT_EQ(sums.column(0)[0], 1U);  // A leads one task
    EXPECT_EQ(sums.column(0)[3], 1U);  // and supports one
    EXPECT_THAT(sums.marks, ElementsAre(2, 0, 0, 2, 0, 0, 0, 0, 0));
    EXPECT_EQ(sums.rows.share(), 0.75);
}

TEST(Fraction, OfNothingIsNotEvaluated) {
    EXPECT_FALSE((Fraction{0, 0}).is_evaluated());
    EXPECT_EQ((Fraction{0, 0}).share(), std::nullopt);
    EXPECT_EQ((Fraction{0, 3}).share(), 0.0);
    const MatrixMargins sums = margins(matrix(freeze(Plan()), MatrixKind::goal_task));
    EXPECT_FALSE(sums.rows.is_evaluated());
}

TEST_F(Ledger, EmptyColumnsAreHiddenAndCounted) {
    EXPECT_THAT(shown(MatrixKind::task_unit).columns, ElementsAre(0, 2));
    EXPECT_EQ(shown(MatrixKind::task_unit).hidden_columns, 1U);
    EXPECT_THAT(shown(MatrixKind::task_unit, {.hide_empty_columns = false}).columns,
                ElementsAre(0, 1, 2));
}

TEST_F(Ledger, RowsAreGroupedBySectionAndColumnsByLevel) {
    const MatrixLayout layout = shown(
        MatrixKind::task_unit, {.rows_by = GroupAxis::section, .columns_by = GroupAxis::level});
    EXPECT_THAT(layout.rows, ElementsAre(0, 2, 1, 3));
    EXPECT_THAT(layout.row_groups, ElementsAre(LayoutGroup{"二", 0, 2}, LayoutGroup{"一", 2, 1},
                                               LayoutGroup{"", 3, 1}));
    EXPECT_THAT(layout.columns, ElementsAre(2, 0));
    EXPECT_THAT(layout.column_groups,
                ElementsAre(LayoutGroup{"省级", 0, 1}, LayoutGroup{"市级", 1, 1}));
    EXPECT_THAT(layout.row_totals, ElementsAre(2, 1, 1, 0));
    EXPECT_THAT(layout.column_totals, ElementsAre(2, 2));
}

TEST_F(Ledger, UnitHasItsJobSheet) {
    const MatrixLayout sheet = shown(MatrixKind::task_unit, {.unit = UnitId(0)});
    EXPECT_THAT(sheet.rows, ElementsAre(0, 2));
    EXPECT_THAT(sheet.columns, ElementsAre(0, 2));  // B works on T1 too
    EXPECT_EQ(sheet.hidden_rows, 2U);
    EXPECT_EQ(sheet.cell_count, 3U);
    EXPECT_THAT(shown(MatrixKind::goal_unit, {.unit = UnitId(0)}).rows, ElementsAre(0));
    EXPECT_THAT(shown(MatrixKind::unit_unit, {.unit = UnitId(2)}).rows, ElementsAre(2));
}

TEST_F(Ledger, GoalHasItsTasksAndThoseOfItsSubgoals) {
    const LayoutOptions options{.goal = GoalId(0)};
    EXPECT_THAT(shown(MatrixKind::task_unit, options).rows, ElementsAre(0, 1));
    EXPECT_THAT(shown(MatrixKind::goal_task, options).rows, ElementsAre(0, 1));
    EXPECT_THAT(shown(MatrixKind::goal_task, options).columns, ElementsAre(0, 1));
    EXPECT_EQ(error_code([&] { return shown(MatrixKind::unit_unit, options); }), "no_such_choice");
}

TEST_F(Ledger, DenseFormKeepsWithinItsBound) {
    const Matrix cells = matrix(*graph_, MatrixKind::task_unit);
    EXPECT_THAT(dense(cells).counts, ElementsAre(1, 0, 1, 0, 0, 1, 1, 0, 0, 0, 0, 0));
    EXPECT_THAT(dense(cells, 12).marks, ElementsAre(1, 0, 8, 0, 0, 1, 8, 0, 0, 0, 0, 0));
    EXPECT_EQ(error_code([&] { return dense(cells, 11); }), "limit_cells");
}

TEST(MarksText, SpeaksBothLanguagesAndTheLettersOfRaci) {
    const auto bit = [](Role role) { return 1U << static_cast<std::uint32_t>(role); };
    const std::uint32_t marks = bit(Role::lead) | bit(Role::support);
    const MatrixKind kind = MatrixKind::task_unit;
    EXPECT_EQ(marks_text(kind, marks, MarkStyle::key, "zh"), "lead support");
    EXPECT_EQ(marks_text(kind, marks, MarkStyle::sign, "zh"), "牵配");
    EXPECT_EQ(marks_text(kind, marks, MarkStyle::sign), "LS");
    EXPECT_EQ(marks_text(kind, marks, MarkStyle::word, "zh"), "牵头、配合");
    EXPECT_EQ(marks_text(kind, marks, MarkStyle::word), "leads, supports");
    EXPECT_EQ(marks_text(kind, marks, MarkStyle::raci, "zh"), "A/S");
    EXPECT_EQ(marks_text(kind, 0x1FF, MarkStyle::raci), "A/R/S/C/V/I");
    EXPECT_EQ(marks_text(kind, bit(Role::responsible) | bit(Role::implement), MarkStyle::raci),
              "R");
    EXPECT_EQ(marks_text(MatrixKind::goal_task, 1, MarkStyle::raci, "zh"), "必");
    EXPECT_EQ(marks_text(MatrixKind::unit_unit, 7, MarkStyle::key), "shared leads hands_on");
    EXPECT_EQ(marks_text(kind, 0, MarkStyle::word), "");
}

TEST(MarksText, EveryBitHasAWordASignAndAMeaning) {
    for (const MatrixKind kind : matrix_kinds) {
        EXPECT_EQ(parse_matrix_kind(word(kind)), kind);
        for (const char* language : {"en", "zh"}) {
            std::set<std::string> signs;
            for (std::size_t bit = 0; bit < mark_words(kind).size(); ++bit) {
                EXPECT_TRUE(
                    signs.insert(marks_text(kind, 1U << bit, MarkStyle::sign, language)).second);
                EXPECT_FALSE(mark_meaning(kind, bit, language).empty());
            }
        }
    }
    for (const MarkStyle style : mark_styles) EXPECT_EQ(parse_mark_style(word(style)), style);
}

TEST_F(Ledger, EvidenceNamesTheRelationsBehindACell) {
    const Matrix goals = matrix(*graph_, MatrixKind::goal_task);
    EXPECT_THAT(cell_evidence(*graph_, goals, 0, 1),
                ElementsAre(Evidence{EvidenceKind::serves, 1}));
    EXPECT_THAT(cell_evidence(*graph_, goals, 1, 0), IsEmpty());
    EXPECT_THAT(cell_evidence(*graph_, matrix(*graph_, MatrixKind::unit_unit), 0, 2),
                ElementsAre(Evidence{EvidenceKind::task, 0}));
}

TEST(CellEvidence, HasAsManyRowsAsTheCellCountsAndNoneForEmptyCells) {
    std::size_t rows_seen = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed, {.tasks = 12}));
        for (const MatrixKind kind : matrix_kinds) {
            SCOPED_TRACE(word(kind));
            const Matrix cells = matrix(graph, kind);
            for (std::size_t row = 0; row < cells.rows().size(); ++row) {
                for (std::size_t column = 0; column < cells.columns().size(); ++column) {
                    const Cell* cell = cells.find(row, column);
                    const std::vector<Evidence> rows = cell_evidence(graph, cells, row, column);
                    EXPECT_EQ(rows.size(), cell == nullptr ? 0U : cell->count);
                    const auto by_place = [](const Evidence& a, const Evidence& b) {
                        return std::pair(a.kind, a.row) < std::pair(b.kind, b.row);
                    };
                    EXPECT_TRUE(std::is_sorted(rows.begin(), rows.end(), by_place));
                    EXPECT_EQ(std::adjacent_find(rows.begin(), rows.end()), rows.end());
                    rows_seen += rows.size();
                }
            }
        }
    }
    EXPECT_GT(rows_seen, 5'000U);
}

TEST(Margins, AreTheSumsOfTheDenseForm) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed));
        for (const MatrixKind kind : matrix_kinds) {
            SCOPED_TRACE(word(kind));
            const Matrix cells = matrix(graph, kind);
            const MatrixMargins sums = margins(cells);
            const DenseMatrix full = dense(cells);
            ASSERT_EQ(full.counts.size(), full.rows * full.columns);
            std::vector<std::uint64_t> rows(full.rows), columns(full.columns);
            std::vector<std::uint64_t> marks(sums.mark_count);
            std::size_t filled = 0;
            for (std::size_t i = 0; i < full.counts.size(); ++i) {
                rows[i / full.columns] += full.counts[i];
                columns[i % full.columns] += full.counts[i];
                filled += full.counts[i] != 0 ? 1U : 0U;
                for (std::size_t bit = 0; bit < marks.size(); ++bit)
                    marks[bit] += full.marks[i] >> bit & 1U;
            }
            EXPECT_EQ(sums.row_counts, rows);
            EXPECT_EQ(sums.column_counts, columns);
            EXPECT_EQ(sums.marks, marks);
            EXPECT_EQ(sums.cells, (Fraction{filled, full.counts.size()}));
            std::uint64_t by_row = 0;
            for (std::size_t row = 0; row < full.rows; ++row)
                for (const std::uint32_t count : sums.row(row)) by_row += count;
            std::uint64_t by_column = 0;
            for (std::size_t column = 0; column < full.columns; ++column)
                for (const std::uint32_t count : sums.column(column)) by_column += count;
            EXPECT_EQ(by_row, by_column);
        }
    }
}

TEST(LayOut, ShowsEveryCellOnceWhateverTheGroups) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(random_plan(seed));
        for (const MatrixKind kind : matrix_kinds) {
            const Matrix cells = matrix(graph, kind);
            for (const GroupAxis axis : group_axes) {
                const LayoutOptions options{.rows_by = axis, .columns_by = axis};
                const MatrixLayout layout = lay_out(graph, cells, options);
                EXPECT_EQ(layout.cell_count, cells.cell_count());
                EXPECT_EQ(layout.rows.size(), cells.rows().size());
                EXPECT_EQ(layout.columns.size() + layout.hidden_columns, cells.columns().size());
                for (std::size_t i = 0; i < layout.rows.size(); ++i)
                    EXPECT_EQ(layout.row_totals[i], cells.row_totals()[layout.rows[i]]);
                for (std::size_t i = 0; i < layout.columns.size(); ++i)
                    EXPECT_EQ(layout.column_totals[i], cells.column_totals()[layout.columns[i]]);
                std::size_t next = 0;
                for (const LayoutGroup& group : layout.row_groups) {
                    EXPECT_EQ(group.first, next);
                    next += group.count;
                }
                EXPECT_TRUE(layout.row_groups.empty() || next == layout.rows.size());
                EXPECT_EQ(lay_out(graph, cells, options), layout);
            }
        }
    }
}

}  // namespace
}  // namespace planloom::testing

#include <planloom/coverage/coordination.hpp>
#include <planloom/coverage/matrix.hpp>
#include <planloom/coverage/matrix_view.hpp>
#include <planloom/model/plan_builder.hpp>

#include "support/alone.hpp"
#include "support/random.hpp"

#include <benchmark/benchmark.h>

#include <cstdint>
#include <optional>
#include <string>

// There is no peer for these questions in Boost: each is measured alone, and the exponent of its
// growth from 10^4 tasks on stands beside the bound that its documentation gives.
namespace planloom::bench {
namespace {

using testing::Random;

constexpr std::size_t most_units = 1'000;
constexpr std::size_t most_goals = 1'000;
constexpr std::size_t children_per_task = 10;

std::string key(char letter, std::size_t number) {
    return letter + std::to_string(number);
}

/// Every tenth task has nine below it; leaves have a lead and up to four that support it, units in
/// a tree of ten below each, one link a task of which one in twenty lies on summary tasks, goals
/// in a tree of ten below each that half of the tasks serve.
Plan ledger_plan(std::size_t tasks) {
    Random random(tasks);
    PlanBuilder builder;
    const auto add_tree = [&](char letter, std::size_t count, auto&& add) {
        for (std::size_t i = 0; i < count; ++i) {
            const std::string own = key(letter, i);
            const std::string above = i == 0 ? std::string() : key(letter, (i - 1) / 10);
            add(own, above, i);
        }
    };
    add_tree('U', most_units, [&](const std::string& own, const std::string& above, std::size_t i) {
        const std::string region = "region " + std::to_string(i % 14);
        NewUnit unit{.key = own, .level = i < 11 ? "province" : "county", .region = region};
        if (!above.empty()) unit.parent = above;
        builder.add_unit(unit);
    });
    add_tree('G', most_goals, [&](const std::string& own, const std::string& above, std::size_t i) {
        NewGoal goal{.key = own};
        if (!above.empty()) goal.parent = above;
        const GoalId id = builder.add_goal(goal);
        if (i % 4 == 0) {
            const std::string requirement = key('R', i);
            builder.add_requirement({.key = requirement});
            builder.implement(id, requirement);
        }
    });
    // A few units have a part in much, as a development and reform commission has.
    const auto unit = [&] {
        return key('U', random.chance(30) ? random.below(10) : random.below(most_units));
    };
    for (std::size_t i = 0; i < tasks; ++i) {
        const std::string own = key('T', i);
        const std::size_t head = i - i % children_per_task;
        const std::string above = key('T', head);
        NewTask row{.key = own};
        if (i != head) row.parent = above;
        const TaskId task = builder.add_task(row);
        if (random.chance(50)) builder.serve(task, key('G', random.below(most_goals)));
        if (i != head) {
            builder.assign(task, unit(), Role::lead);
            for (std::size_t k = random.below(5); k > 0; --k)
                builder.assign(task, unit(), Role::support);
        }
    }
    for (std::size_t i = children_per_task; i < tasks; ++i) {
        const bool is_summary = i % children_per_task == 0;
        if (is_summary && !random.chance(50)) continue;
        std::size_t from = random.below(i - i % children_per_task);
        if (is_summary) from -= from % children_per_task;
        builder.depend(TaskId(i), key('T', from));
    }
    return std::move(builder).build();
}

const PlanGraph& graph_of(std::size_t tasks) {
    static std::optional<PlanGraph> last;
    static std::size_t made = 0;
    if (made != tasks) {
        last.reset();
        last.emplace(freeze(ledger_plan(tasks)));
        made = tasks;
    }
    return *last;
}

void finish(benchmark::State& state) {
    state.SetComplexityN(state.range(0));
    state.SetItemsProcessed(state.range(0) * state.iterations());
}

/// Totals of both sides must be the number of cells.
bool has_right_totals(const Matrix& matrix) {
    std::uint64_t rows = 0;
    for (const std::uint32_t total : matrix.row_totals()) rows += total;
    std::uint64_t columns = 0;
    for (const std::uint32_t total : matrix.column_totals()) columns += total;
    return rows == matrix.cell_count() && columns == rows && rows != 0;
}

void matrix_of(benchmark::State& state, MatrixKind kind) {
    const PlanGraph& graph = graph_of(static_cast<std::size_t>(state.range(0)));
    if (!has_right_totals(matrix(graph, kind))) return state.SkipWithError("totals are wrong");
    for (auto _ : state) benchmark::DoNotOptimize(matrix(graph, kind));
    finish(state);
}

void margins_of(benchmark::State& state) {
    const PlanGraph& graph = graph_of(static_cast<std::size_t>(state.range(0)));
    const Matrix cells = matrix(graph, MatrixKind::task_unit);
    for (auto _ : state) benchmark::DoNotOptimize(margins(cells));
    finish(state);
}

void layout_of(benchmark::State& state) {
    const PlanGraph& graph = graph_of(static_cast<std::size_t>(state.range(0)));
    const Matrix cells = matrix(graph, MatrixKind::task_unit);
    const LayoutOptions options{.rows_by = GroupAxis::goal, .columns_by = GroupAxis::level};
    for (auto _ : state) benchmark::DoNotOptimize(lay_out(graph, cells, options));
    finish(state);
}

void crossings_of(benchmark::State& state, GroupAxis axis) {
    const PlanGraph& graph = graph_of(static_cast<std::size_t>(state.range(0)));
    const Coordination units = coordination(graph);
    if (crossings(graph, units, axis).hand_offs.crossing == 0)
        return state.SkipWithError("nothing crosses");
    for (auto _ : state) benchmark::DoNotOptimize(crossings(graph, units, axis));
    finish(state);
}

}  // namespace

/// All questions of one size before the next size, so that each plan is made once.
void register_matrices() {
    for (const std::int64_t tasks : {10'000, 100'000, 1'000'000}) {
        const auto add = [&](const std::string& name, auto&& function, auto... arguments) {
            benchmark::RegisterBenchmark(("matrix/" + name).c_str(), function, arguments...)
                ->Arg(tasks)
                ->Unit(benchmark::kMillisecond);
        };
        for (const MatrixKind kind : matrix_kinds) add(std::string(word(kind)), matrix_of, kind);
        add("margins of task-unit", margins_of);
        add("layout of task-unit by goal and level", layout_of);
        add("crossings by region", crossings_of, GroupAxis::region);
        add("crossings by goal", crossings_of, GroupAxis::goal);
    }
}

}  // namespace planloom::bench

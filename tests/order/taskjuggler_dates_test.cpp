// The dates of a real project beside those that TaskJuggler gave it.
#include <planloom/io/csv.hpp>
#include <planloom/io/taskjuggler.hpp>
#include <planloom/order/schedule.hpp>

#include "support/corpus.hpp"

#include <gtest/gtest.h>

#include <string>

namespace planloom {
namespace {

std::string moment(std::string text) {
    text[10] = 'T';
    return text;
}

TEST(Schedule, GivesTheDatesThatTaskJugglerGives) {
    const auto plan_path = testing::corpus("taskjuggler/f-20.tjp");
    const auto dates_path = testing::corpus("taskjuggler/f-20.expected.csv");
    if (!plan_path || !dates_path) GTEST_SKIP() << "skipped: no corpus";
    const PlanGraph graph = freeze(read_taskjuggler(testing::bytes_of(*plan_path)).plan);
    const Schedule result = schedule(graph);
    std::size_t leaves = 0;
    std::size_t same = 0;
    for (const CsvRow& row : read_csv(testing::bytes_of(*dates_path), {.separator = ';'})) {
        const auto task = graph.plan().find_task(row.cells[0]);
        if (!task || !graph.is_leaf(*task)) continue;
        ++leaves;
        const std::string start = result.text(result.early_start()[task->index()]);
        const std::string finish = result.text(result.early_finish()[task->index()]);
        if (start == moment(row.cells[2]) && finish == moment(row.cells[3])) ++same;
    }
    EXPECT_EQ(leaves, 380U);
    EXPECT_EQ(result.text(result.finish()), "2013-11-29T17:00");
    // Ten more are an hour off once New York goes to winter time on 3 November, and two that are
    // held from both sides stand where work ended instead of where it goes on.
    EXPECT_GE(same, 368U);
}

}  // namespace
}  // namespace planloom

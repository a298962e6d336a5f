#include <planloom/graph/plan_graph.hpp>
#include <planloom/io/taskjuggler.hpp>
#include <planloom/model/views.hpp>

#include "support/corpus.hpp"
#include "support/matchers.hpp"
#include "support/plans.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// The links of a plan as `A -> B`, in plan order.
std::vector<std::string> links_of(const Plan& plan) {
    std::vector<std::string> links;
    for (std::size_t row = 0; row < plan.dependency_table().count; ++row)
        links.push_back(std::string(plan.key(plan.dependency_table().predecessor[row])) + " -> " +
                        std::string(plan.key(plan.dependency_table().successor[row])));
    return links;
}

std::string error_of(std::string_view text) {
    try {
        (void)read_taskjuggler(text);
    } catch (const ReadError& error) {
        const Diagnostic& fault = error.diagnostics().front();
        return std::to_string(fault.line) + ": " + fault.message;
    }
    return {};
}

constexpr std::string_view head = "project p \"P\" 2025-01-01 - 2026-01-01\n";

std::string with_head(std::string_view rest) {
    return std::string(head) + std::string(rest);
}

TEST(ReadTaskJuggler, TakesTasksLengthsAndUnits) {
    const Plan plan = read_taskjuggler(with_head(R"(
resource team "Team" { resource ann "Ann" }
task build "Build" { # a comment
  start 2025-02-03
  task walls "Walls" { length 2d  allocate ann { alternative bob }  flags a, b }
  task roof "Roof" { duration 1w  depends !walls { gaplength 4h }  responsible team  complete 100 }
  task open "Open" { depends !roof { onstart } }
}
)"))
                          .plan;
    EXPECT_THAT(testing::keys_of(plan, plan.tasks()),
                ElementsAre("build", "build.walls", "build.roof", "build.open"));
    EXPECT_EQ(plan.task("build.walls").duration(), 2 * 480);
    EXPECT_FALSE(plan.task("build.walls").is_elapsed());
    EXPECT_EQ(plan.task("build.roof").duration(), 7 * 1440);
    EXPECT_TRUE(plan.task("build.roof").is_elapsed());
    EXPECT_EQ(plan.task("build.roof").status(), TaskStatus::done);
    EXPECT_TRUE(plan.task("build.open").is_milestone());
    EXPECT_EQ(to_string(plan.task("build").start_no_earlier()), "2025-02-03");
    EXPECT_THAT(links_of(plan),
                ElementsAre("build.walls -> build.roof", "build.roof -> build.open"));
    EXPECT_EQ(plan.dependency_table().lag[0], 240);
    EXPECT_EQ(plan.dependency_table().type[1], LinkType::start_to_start);
    EXPECT_EQ(plan.unit("ann").parent(), plan.find_unit("team"));
    EXPECT_EQ(plan.assignment_table().role[1], Role::lead);
    EXPECT_EQ(plan.tags(*plan.find_task("build.walls")).size(), 2U);
}

TEST(ReadTaskJuggler, TakesHoursDaysOffAndTheWayOfScheduling) {
    const Plan plan = read_taskjuggler(R"(project p "P" 2025-01-06-09:00 +4w {
  workinghours mon - wed 9:00 - 12:00, 13:00-15:00
  workinghours sat,sun off
}
leaves holiday "spring" 2025-01-28 - 2025-02-05, special "bridge" 2025-02-10
vacation "move" 2025-03-01 +3d
resource night "Night" { workinghours fri - mon 20:00 - 24:00 leaves annual 2025-01-10 }
task late "Late" { start 2025-01-07 precedes end }
task free "Free" { minstart 2025-01-08 maxend 2025-02-01 effort 4d allocate night, day }
task end "End" { end 2025-02-01 depends free }
)")
                          .plan;
    const PlanHead& said = plan.head();
    EXPECT_EQ(to_string(said.start), "2025-01-06T09:00");
    ASSERT_EQ(said.calendars.size(), 2U);
    const WeekHours& week = *said.calendars[0].week;
    EXPECT_EQ(to_string(week[1]), "09:00-12:00, 13:00-15:00");
    EXPECT_EQ(to_string(week[4]), "09:00-17:00");
    EXPECT_EQ(to_string(week[6]), "");
    ASSERT_EQ(said.calendars[0].exceptions.size(), 3U);
    EXPECT_EQ(said.calendars[0].exceptions[0].name, "spring");
    EXPECT_EQ(to_string(said.calendars[0].exceptions[0].to), "2025-02-04");
    EXPECT_EQ(to_string(said.calendars[0].exceptions[1].to), "2025-02-10");
    EXPECT_EQ(to_string(said.calendars[0].exceptions[2].to), "2025-03-03");
    EXPECT_EQ(plan.unit("night").calendar(), "hours of night");
    EXPECT_EQ(to_string((*said.calendars[1].week)[6]), "20:00-24:00");
    EXPECT_FALSE(plan.task("late").is_late());
    EXPECT_EQ(plan.dependency_table().max_lag[0], 0);
    EXPECT_EQ(to_string(plan.task("late").must_start()), "2025-01-07");
    EXPECT_EQ(to_string(plan.task("free").start_no_earlier()), "2025-01-08");
    EXPECT_EQ(to_string(plan.task("free").finish_no_later()), "2025-01-31");
    EXPECT_EQ(plan.task("free").duration(), 2 * 480);
    EXPECT_EQ(to_string(plan.task("end").must_finish()), "2025-01-31");
    EXPECT_FALSE(plan.task("end").is_late());
    const Plan back = read_taskjuggler(write_taskjuggler(plan).text).plan;
    EXPECT_EQ(back.head().start, said.start);
    EXPECT_EQ(back.head().calendars.size(), 2U);
    EXPECT_EQ(back.head().calendars[0], said.calendars[0]);
    EXPECT_EQ(back.dependency_table().max_lag[0], 0);
    EXPECT_EQ(back.task("end").must_finish(), plan.task("end").must_finish());
}

TEST(ReadTaskJuggler, HandsLinksOfAContainerDown) {
    const ReadResult read = read_taskjuggler(with_head(R"(
task a "A"
task box "Box" { depends a  task x "X" { task y "Y" }  task z "Z" { precedes !!b } }
task b "B"
)"));
    EXPECT_THAT(links_of(read.plan),
                ElementsAre("a -> box", "a -> box.x", "a -> box.x.y", "a -> box.z", "box.z -> b"));
    EXPECT_THAT(testing::codes_of(read.notes), ElementsAre("links_handed_down"));
}

TEST(ReadTaskJuggler, ExpandsMacrosAndIncludes) {
    TaskJugglerOptions options;
    options.include = [](const std::string& name) -> std::optional<std::string> {
        if (name == "more.tji") return "task more \"More\" { depends ${who} }";
        return std::nullopt;
    };
    const ReadResult read = read_taskjuggler(with_head(R"(
macro who [ first ]
macro step [ task ${1} "${2} of ${1}" { length 1d } ]
${step "first" "A part"}
include "more.tji"
include "gone.tji"
)"),
                                             options);
    EXPECT_EQ(read.plan.task("first").title(), "A part of first");
    EXPECT_THAT(links_of(read.plan), ElementsAre("first -> more"));
    EXPECT_THAT(testing::codes_of(read.notes), ElementsAre("include_left_out"));
}

TEST(ReadTaskJuggler, PassesOverWhatItDoesNotKnowAndSaysSo) {
    const ReadResult read = read_taskjuggler(with_head(R"(
taskreport "r" { formats html  columns id, name
}
task a "A" { charge 100 onstart
  length 1d }
)"));
    EXPECT_EQ(read.plan.task("a").duration(), 480);
    EXPECT_THAT(testing::codes_of(read.notes),
                ElementsAre("statement_left_out", "statement_left_out"));
}

TEST(ReadTaskJuggler, SaysWhereTheFileIsWrong) {
    EXPECT_EQ(error_of(with_head("task alpha \"A\" { depends alpja }")),
              "2: unknown task \"alpja\", did you mean \"alpha\"");
    EXPECT_EQ(error_of(with_head("task a \"A\"\ntask a \"B\"")),
              "3: the id \"a\" is taken by the task on line 2");
    EXPECT_EQ(error_of(with_head("task a \"A\" {\n")),
              "3: expected \"}\", found the end of the file");
    EXPECT_EQ(error_of(with_head("}")), "2: expected a statement, found \"}\"");
    EXPECT_EQ(error_of(with_head("task a \"A\" { length x }")),
              "2: expected a length of time such as 5d, found \"x\"");
    EXPECT_EQ(error_of(with_head("${nope}")), "2: unknown macro \"nope\"");
    EXPECT_EQ(error_of(with_head("task a \"A")),
              "2: expected the end of a string, found the end of the file");
    EXPECT_EQ(error_of(with_head("task a \"A\" { start soon }")),
              "2: expected a date such as 2025-06-30, found \"soon\"");
}

TEST(ReadTaskJuggler, BoundsMacrosAndBlocks) {
    EXPECT_THAT(error_of(with_head("macro m [ ${m} ]\n${m}")), HasSubstr("at most 100 deep"));
    std::string deep(head);
    for (int i = 0; i < 100'000; ++i) deep += "task a \"A\" {";
    EXPECT_THAT(error_of(deep), HasSubstr("at most 1000 deep"));
    std::string bomb = with_head("macro a0 [ flags xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\n ]\n");
    for (int i = 1; i < 12; ++i) {
        bomb += "macro a" + std::to_string(i) + " [";
        for (int j = 0; j < 10; ++j) bomb += "${a" + std::to_string(i - 1) + "}";
        bomb += "]\n";
    }
    EXPECT_THAT(error_of(bomb + "${a11}"), HasSubstr("bytes from macros"));
}

TEST(ReadTaskJuggler, ReadsTheFedoraPlan) {
    const auto path = testing::corpus("taskjuggler/f-20.tjp");
    if (!path) GTEST_SKIP() << "skipped: no corpus";
    const Plan plan = read_taskjuggler(testing::bytes_of(*path)).plan;
    EXPECT_EQ(plan.tasks().size(), 414U);
    EXPECT_EQ(plan.dependency_table().count, 371U);
    const PlanGraph graph = freeze(plan);
    std::size_t leaves = 0;
    for (const TaskId task : plan.tasks()) leaves += graph.is_leaf(task) ? 1 : 0;
    EXPECT_EQ(leaves, 380U);
    EXPECT_FALSE(graph.has_cycles());
}

TEST(WriteTaskJuggler, ReadsBackWithTheSameTasksAndLinks) {
    for (std::uint64_t seed = 0; seed < 100; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan = testing::random_plan(seed);
        const WrittenText written = write_taskjuggler(plan);
        const Plan back = read_taskjuggler(written.text).plan;
        ASSERT_EQ(back.tasks().size(), plan.tasks().size());
        EXPECT_EQ(back.units().size(), plan.units().size());
        std::multiset<std::string> titles, titles_back;
        for (const TaskId task : plan.tasks()) titles.emplace(plan.title(task));
        for (const TaskId task : back.tasks()) titles_back.emplace(back.title(task));
        EXPECT_EQ(titles, titles_back);
        EXPECT_EQ(write_taskjuggler(plan).text, written.text);
    }
}

TEST(WriteTaskJuggler, SaysWhatItLeavesOut) {
    EXPECT_THAT(write_taskjuggler(Plan()).notes, IsEmpty());
    const std::vector<Diagnostic> notes = write_taskjuggler(testing::hut_plan()).notes;
    EXPECT_THAT(testing::codes_of(notes), ::testing::Contains("goals_left_out"));
}

}  // namespace
}  // namespace planloom

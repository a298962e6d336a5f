#include <planloom/graph/plan_graph.hpp>
#include <planloom/io/psplib.hpp>
#include <planloom/model/views.hpp>

#include "support/corpus.hpp"
#include "support/matchers.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace planloom {
namespace {

using ::testing::HasSubstr;

constexpr std::string_view tiny = R"(****
file with basedata            : tiny.bas
****
projects                      :  1
jobs (incl. supersource/sink ):  4
horizon                       :  9
RESOURCES
  - renewable                 :  2   R
****
PROJECT INFORMATION:
pronr.  #jobs rel.date duedate tardcost  MPM-Time
    1      2      0        7        3        7
****
PRECEDENCE RELATIONS:
jobnr.    #modes  #successors   successors
   1        1          2           2   3
   2        1          1           4
   3        1          1           4
   4        1          0
****
REQUESTS/DURATIONS:
jobnr. mode duration  R 1  R 2
------
  1      1     0       0    0
  2      1     7       2    0
  3      1     2       0    5
  4      1     0       0    0
****
RESOURCEAVAILABILITIES:
  R 1  R 2
    4    6
****
)";

/// The line and the text of the only diagnostic.
std::string error_of(std::string_view text, ReadResult (*read)(std::string_view, const Limits&)) {
    try {
        (void)read(text, Limits());
    } catch (const ReadError& error) {
        const Diagnostic& fault = error.diagnostics().front();
        return std::to_string(fault.line) + ": " + fault.message;
    }
    return {};
}

TEST(ReadPsplib, TakesJobsResourcesAndRequests) {
    const Plan plan = read_psplib(tiny).plan;
    ASSERT_EQ(plan.tasks().size(), 4U);
    EXPECT_EQ(plan.dependency_table().count, 4U);
    EXPECT_EQ(plan.task("2").duration(), 7);
    EXPECT_TRUE(plan.task("1").is_milestone());
    EXPECT_EQ(plan.unit("R 2").capacity(), 6);
    ASSERT_EQ(plan.assignments(*plan.find_task("3")).size(), 1U);
    EXPECT_EQ(plan.assignment_table().amount[1], 5);
    EXPECT_EQ(plan.head().attributes.back(),
              std::pair("mpm_time" + std::string(), "7" + std::string()));
    EXPECT_NO_THROW((void)freeze(plan));
}

TEST(ReadPsplib, SaysWhereTheFileIsWrong) {
    const std::string text(tiny);
    const auto with = [&](const std::string& from, const std::string& to) {
        std::string changed = text;
        changed.replace(changed.find(from), from.size(), to);
        return error_of(changed, read_psplib);
    };
    EXPECT_EQ(with("   2   3\n", "   2   9\n"), "16: expected a job from 1 to 4, found 9");
    EXPECT_EQ(with("   2   3\n", "   2\n"), "16: expected 2 successors, found 1");
    EXPECT_EQ(with("     7       2", "     x       2"), "25: expected a duration, found \"x\"");
    EXPECT_EQ(with("  4      1     0       0    0\n", ""),
              "27: expected durations for 4 jobs, found them up to job 3");
    EXPECT_THAT(error_of(text.substr(0, text.find("   3        1  ")), read_psplib),
                HasSubstr("found the end of the file after 2"));
    EXPECT_THAT(error_of(text.substr(0, text.find("REQUESTS")), read_psplib),
                HasSubstr("expected a section \"REQUESTS/DURATIONS\""));
    EXPECT_THAT(with("jobs (incl. supersource/sink ):  4", "jobs (incl. supersource/sink ):  -4"),
                HasSubstr("found -4"));
}

TEST(ReadPsplib, ReadsEveryJ30FileAsExpected) {
    const auto folder = testing::corpus("psplib");
    if (!folder) GTEST_SKIP() << "skipped: no corpus";
    std::istringstream table(testing::bytes_of(*folder / "j30_expected.csv"));
    std::string line;
    std::getline(table, line);
    std::size_t files = 0;
    while (std::getline(table, line)) {
        std::istringstream row(line);
        std::string set, instance, jobs, arcs, horizon, mpm_time;
        for (std::string* field : {&set, &instance, &jobs, &arcs, &horizon, &mpm_time})
            std::getline(row, *field, ',');
        SCOPED_TRACE(instance);
        const Plan plan = read_psplib(testing::bytes_of(*folder / set / instance)).plan;
        EXPECT_EQ(std::to_string(plan.tasks().size()), jobs);
        EXPECT_EQ(std::to_string(plan.dependency_table().count), arcs);
        EXPECT_EQ(plan.head().attributes.front().second, horizon);
        EXPECT_EQ(plan.head().attributes.back().second, mpm_time);
        EXPECT_FALSE(freeze(plan).has_cycles());
        ++files;
    }
    EXPECT_EQ(files, 480U);
}

TEST(ReadRcpspMax, KeepsNegativeLags) {
    constexpr std::string_view text =
        "2\t1\t0\t0\n0\t1\t1\t1\t[0]\n1\t1\t2\t2\t3\t[4]\t[6]\n2\t1\t2\t1\t3\t[-9]\t[2]\n3\t1\t0\n"
        "0\t1\t0\t0\n1\t1\t6\t2\n2\t1\t2\t1\n3\t1\t0\t0\n3\n";
    const Plan plan = read_rcpsp_max(text).plan;
    ASSERT_EQ(plan.dependency_table().count, 5U);
    EXPECT_EQ(plan.dependency_table().lag[1], -9) << "rows are sorted by successor";
    EXPECT_EQ(plan.dependency_table().type[1], LinkType::start_to_start);
    EXPECT_EQ(plan.unit("R 1").capacity(), 3);
    EXPECT_EQ(error_of("2\t1\n0\t1\t1\t1\t[x]\n", read_rcpsp_max),
              "2: expected 4 jobs with their successors");
}

TEST(ReadRcpspMax, ReadsEveryFileOfTheCorpus) {
    const auto folder = testing::corpus("rcpsp-max");
    if (!folder) GTEST_SKIP() << "skipped: no corpus";
    std::size_t files = 0;
    for (const auto& entry : std::filesystem::directory_iterator(*folder)) {
        SCOPED_TRACE(entry.path().filename());
        const std::string text = testing::bytes_of(entry.path());
        const Plan plan = read_rcpsp_max(text).plan;
        // Every bracket of the file is a link, every bracket with a minus a negative lag.
        std::size_t negative = 0;
        for (std::size_t row = 0; row < plan.dependency_table().count; ++row)
            if (plan.dependency_table().lag[row] < 0) ++negative;
        std::size_t brackets = 0, minus = 0;
        for (std::size_t i = 0; i + 1 < text.size(); ++i) {
            if (text[i] != '[') continue;
            ++brackets;
            if (text[i + 1] == '-') ++minus;
        }
        EXPECT_EQ(plan.dependency_table().count, brackets);
        EXPECT_EQ(negative, minus);
        EXPECT_GT(minus, 0U);
        ++files;
    }
    EXPECT_EQ(files, 20U);
}

}  // namespace
}  // namespace planloom

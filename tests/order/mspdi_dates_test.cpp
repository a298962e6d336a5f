// The dates of Microsoft Project files beside those that Microsoft Project wrote into them.
#include <planloom/io/mspdi.hpp>
#include <planloom/order/schedule.hpp>

#include "support/corpus.hpp"

#include <gtest/gtest.h>

#include <string>
#include <string_view>

namespace planloom {
namespace {

/// The text of the first element with a name, or nothing.
std::string field(std::string_view task, const std::string& name) {
    const std::size_t begin = task.find('<' + name + '>');
    if (begin == std::string_view::npos) return {};
    const std::size_t end = task.find("</" + name + '>', begin);
    return std::string(task.substr(begin + name.size() + 2, end - begin - name.size() - 2));
}

void check_file(const std::string& name, std::size_t expected) {
    const auto path = testing::corpus("mspdi/" + name);
    if (!path) GTEST_SKIP() << "skipped: no corpus";
    const std::string bytes = testing::bytes_of(*path);
    const PlanGraph graph = freeze(read_mspdi(bytes).plan);
    const Schedule result = schedule(graph);
    std::size_t tasks = 0;
    for (std::size_t at = bytes.find("<Task>"); at != std::string::npos;
         at = bytes.find("<Task>", at + 1)) {
        const std::string_view task =
            std::string_view(bytes).substr(at, bytes.find("</Task>", at) - at);
        const std::string uid = field(task, "UID");
        const auto found = graph.plan().find_task(uid);
        if (uid == "0" || !found) continue;
        SCOPED_TRACE(name + " task " + uid);
        const std::size_t row = found->index();
        const auto moment = [](std::string text) { return text.substr(0, 16); };
        EXPECT_EQ(result.text(result.early_start()[row]), moment(field(task, "EarlyStart")));
        EXPECT_EQ(result.text(result.early_finish()[row]), moment(field(task, "EarlyFinish")));
        EXPECT_EQ(result.text(result.late_start()[row]), moment(field(task, "LateStart")));
        EXPECT_EQ(result.text(result.late_finish()[row]), moment(field(task, "LateFinish")));
        // Slack is written in tenths of a minute.
        EXPECT_EQ(result.total_float()[row] * 10, std::stoll(field(task, "TotalSlack")));
        EXPECT_EQ(result.free_float()[row] * 10, std::stoll(field(task, "FreeSlack")));
        EXPECT_EQ(result.is_critical(*found), field(task, "Critical") == "1");
        ++tasks;
    }
    EXPECT_EQ(tasks, expected);
}

TEST(Schedule, GivesTheDatesThatMicrosoftProjectGives) {
    check_file("mspdirelations.xml", 5);
    check_file("task-links-project2013.xml", 16);
}

}  // namespace
}  // namespace planloom

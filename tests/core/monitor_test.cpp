#include <planloom/core/monitor.hpp>

#include <gtest/gtest.h>

namespace planloom {
namespace {

class StopAt : public Monitor {
public:
    explicit StopAt(std::uint64_t step) : step_(step) {}
    bool proceed(std::uint64_t done, std::uint64_t total) override {
        ++calls;
        last_total = total;
        return done < step_;
    }
    int calls = 0;
    std::uint64_t last_total = 0;

private:
    std::uint64_t step_;
};

TEST(ReportProgress, IsNothingWithoutAMonitor) {
    EXPECT_NO_THROW(report_progress(nullptr, 1, 2));
}

TEST(ReportProgress, PassesTheStepsOn) {
    StopAt monitor(10);
    report_progress(&monitor, 9, 40);
    EXPECT_EQ(monitor.calls, 1);
    EXPECT_EQ(monitor.last_total, 40U);
}

TEST(ReportProgress, ThrowsWhenTheMonitorSaysStop) {
    StopAt monitor(10);
    EXPECT_THROW(report_progress(&monitor, 10, 40), Interrupted);
    EXPECT_EQ(monitor.calls, 1);
}

}  // namespace
}  // namespace planloom

#include <planloom/version.hpp>

#include <gtest/gtest.h>

#include <string>

namespace {

TEST(Version, IsThatOfTheBuild) {
    EXPECT_STREQ(PLANLOOM_VERSION, PLANLOOM_PROJECT_VERSION);
}

TEST(Version, IsItsThreeNumbers) {
    const std::string numbers = std::to_string(PLANLOOM_VERSION_MAJOR) + "." +
                                std::to_string(PLANLOOM_VERSION_MINOR) + "." +
                                std::to_string(PLANLOOM_VERSION_PATCH);
    EXPECT_EQ(numbers, PLANLOOM_VERSION);
}

}  // namespace

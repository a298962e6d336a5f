#include <planloom/core/contract.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace planloom {
namespace {

int half_of_even(int number) {
    PLANLOOM_EXPECTS(number % 2 == 0);
    const int half = number / 2;
    PLANLOOM_ENSURES(half < 100);
    return half;
}

TEST(Contract, PassesWhatKeepsIt) {
    EXPECT_EQ(half_of_even(8), 4);
}

TEST(Contract, ThrowsInTheTestsBuildAndSaysWhatAndWhere) {
    try {
        static_cast<void>(half_of_even(7));
        FAIL() << "nothing was thrown";
    } catch (const ContractViolation& violation) {
        EXPECT_THAT(violation.what(), testing::HasSubstr("expects number % 2 == 0"));
        EXPECT_THAT(violation.what(), testing::HasSubstr("contract_test.cpp:"));
    }
}

TEST(Contract, TellsWhatWasEnsuredFromWhatWasExpected) {
    EXPECT_THAT(
        [] { static_cast<void>(half_of_even(200)); },
        testing::ThrowsMessage<ContractViolation>(testing::HasSubstr("ensures half < 100")));
}

}  // namespace
}  // namespace planloom

#include <planloom/core/id.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <random>
#include <set>
#include <string>
#include <type_traits>
#include <vector>

namespace planloom {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

static_assert(!std::is_convertible_v<std::size_t, TaskId>);
static_assert(!std::is_convertible_v<TaskId, std::size_t>);
static_assert(!std::is_constructible_v<TaskId, GoalId>);
static_assert(!std::equality_comparable_with<TaskId, TaskNode>);
static_assert(sizeof(TaskId) == 4);
static_assert(std::forward_iterator<IdRange<TaskId>::iterator>);
static_assert(TaskId(3).index() == 3);

TEST(Id, IsTheIdOfNothingUnlessTold) {
    EXPECT_FALSE(TaskId().is_valid());
    EXPECT_TRUE(TaskId(0).is_valid());
    EXPECT_TRUE(TaskId(0xFFFFFFFE).is_valid());
    EXPECT_EQ(TaskId(0xFFFFFFFF), TaskId());
}

TEST(Id, ComparesByNumber) {
    EXPECT_EQ(TaskId(5), TaskId(5));
    EXPECT_LT(TaskId(5), TaskId(6));
    EXPECT_LT(TaskId(0xFFFFFFFE), TaskId());
    EXPECT_EQ(TaskId(7).value(), 7U);
}

TEST(Id, RefusesANumberBeyondItsWidth) {
    EXPECT_THROW(static_cast<void>(TaskId(std::size_t{1} << 32)), ContractViolation);
}

TEST(IdRange, GoesFromFirstToBeforeLast) {
    std::vector<std::size_t> seen;
    for (const TaskId id : IdRange<TaskId>(3, 6)) seen.push_back(id.index());
    EXPECT_THAT(seen, ElementsAre(3, 4, 5));
    EXPECT_EQ(IdRange<TaskId>(3, 6).size(), 3U);
    EXPECT_EQ(IdRange<TaskId>(3, 6)[2], TaskId(5));
    EXPECT_FALSE(IdRange<TaskId>(3, 6).empty());
}

TEST(IdRange, StartsAtZeroWhenGivenACount) {
    EXPECT_EQ(*IdRange<TaskId>(2).begin(), TaskId(0));
    EXPECT_EQ(IdRange<TaskId>(2).size(), 2U);
}

TEST(IdRange, MayBeEmpty) {
    EXPECT_TRUE(IdRange<TaskId>().empty());
    EXPECT_TRUE(IdRange<TaskId>(4, 4).empty());
    const IdRange<TaskId> none(0);
    EXPECT_THAT(std::vector<TaskId>(none.begin(), none.end()), IsEmpty());
}

TEST(IdRange, StepsBeforeOrAfterReading) {
    auto it = IdRange<TaskId>(3, 6).begin();
    EXPECT_EQ(*it++, TaskId(3));
    EXPECT_EQ(*++it, TaskId(5));
}

TEST(IdRange, HoldsTheCallerToItsBounds) {
    EXPECT_THROW(static_cast<void>(IdRange<TaskId>(4, 3)), ContractViolation);
    EXPECT_THROW(static_cast<void>(IdRange<TaskId>(3, 6)[3]), ContractViolation);
}

TEST(IdMap, HoldsOneValuePerId) {
    IdMap<GoalId, std::string> names(3, "none");
    names[GoalId(1)] = "roads";
    EXPECT_THAT(names.values(), ElementsAre("none", "roads", "none"));
    const IdMap<GoalId, std::string>& frozen = names;
    EXPECT_EQ(frozen[GoalId(1)], "roads");
    EXPECT_EQ(frozen.size(), 3U);
}

TEST(IdMap, HoldsBooleansToo) {
    IdMap<GoalId, bool> done(3);
    done[GoalId(2)] = true;
    const IdMap<GoalId, bool>& frozen = done;
    EXPECT_TRUE(frozen[GoalId(2)]);
    EXPECT_FALSE(frozen[GoalId(0)]);
}

TEST(IdMap, ComparesByValues) {
    IdMap<GoalId, int> a(2);
    IdMap<GoalId, int> b(2);
    EXPECT_EQ(a, b);
    b[GoalId(0)] = 1;
    EXPECT_NE(a, b);
    EXPECT_NE(a, (IdMap<GoalId, int>(3)));
}

TEST(IdMap, RefusesAnIdOfAnotherTable) {
    IdMap<GoalId, int> map(2);
    const IdMap<GoalId, int> none;
    EXPECT_THROW(static_cast<void>(map[GoalId(2)]), ContractViolation);
    EXPECT_THROW(static_cast<void>(map[GoalId()]), ContractViolation);
    EXPECT_THROW(static_cast<void>(none[GoalId(0)]), ContractViolation);
}

TEST(IdSet, SaysWhetherAnIdWasNew) {
    IdSet<UnitId> set(65);
    EXPECT_TRUE(set.insert(UnitId(64)));
    EXPECT_FALSE(set.insert(UnitId(64)));
    EXPECT_TRUE(set.contains(UnitId(64)));
    EXPECT_FALSE(set.contains(UnitId(0)));
    EXPECT_EQ(set.size(), 1U);
    EXPECT_EQ(set.capacity(), 65U);
}

TEST(IdSet, ContainsNothingBeyondItsCapacity) {
    const IdSet<UnitId> none;
    EXPECT_FALSE(none.contains(UnitId(0)));
    EXPECT_FALSE(none.contains(UnitId()));
    EXPECT_EQ(none.size(), 0U);
    EXPECT_FALSE(IdSet<UnitId>(64).contains(UnitId(64)));
}

TEST(IdSet, RefusesToHoldWhatIsBeyondItsCapacity) {
    IdSet<UnitId> set(3);
    EXPECT_THROW(set.insert(UnitId(3)), ContractViolation);
    EXPECT_THROW(set.insert(UnitId()), ContractViolation);
    EXPECT_THROW(set.erase(UnitId(3)), ContractViolation);
}

TEST(IdSet, ComparesByWhatItHolds) {
    IdSet<UnitId> a(70);
    IdSet<UnitId> b(70);
    a.insert(UnitId(69));
    EXPECT_NE(a, b);
    a.erase(UnitId(69));
    EXPECT_EQ(a, b);
    EXPECT_NE(a, IdSet<UnitId>(71));
}

TEST(IdSet, AgreesWithASetOfNumbersUnderRandomChanges) {
    for (unsigned seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        std::mt19937 random(seed);
        const std::size_t capacity = random() % 200 + 1;
        IdSet<UnitId> set(capacity);
        std::set<std::size_t> oracle;
        for (int step = 0; step < 100; ++step) {
            const std::size_t i = random() % capacity;
            if (random() % 3 == 0) {
                set.erase(UnitId(i));
                oracle.erase(i);
            } else {
                EXPECT_EQ(set.insert(UnitId(i)), oracle.insert(i).second);
            }
        }
        EXPECT_EQ(set.size(), oracle.size());
        for (std::size_t i = 0; i < capacity; ++i) {
            EXPECT_EQ(set.contains(UnitId(i)), oracle.count(i) == 1);
        }
    }
}

}  // namespace
}  // namespace planloom

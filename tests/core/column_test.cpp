#include <planloom/core/column.hpp>
#include <planloom/core/error.hpp>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace planloom {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

TEST(Column, StoresNothingWhileAllIsTheDefault) {
    Column<int> column(7);
    column.set(1'000'000, 7);
    EXPECT_THAT(column.stored(), IsEmpty());
    EXPECT_EQ(column[0], 7);
    EXPECT_EQ(column[1'000'000], 7);
    EXPECT_EQ(column.default_value(), 7);
}

TEST(Column, FillsTheRowsBeforeWithTheDefault) {
    Column<int> column(7);
    column.set(2, 5);
    EXPECT_THAT(column.stored(), ElementsAre(7, 7, 5));
    EXPECT_EQ(column[3], 7);
}

TEST(Column, TakesTheDefaultBack) {
    Column<int> column;
    column.set(0, 5);
    column.set(0, 0);
    EXPECT_EQ(column[0], 0);
}

TEST(Column, SettlesToFullLengthOrToNothing) {
    Column<int> column;
    column.set(1, 5);
    column.settle(4);
    EXPECT_THAT(column.stored(), ElementsAre(0, 5, 0, 0));
    column.set(1, 0);
    column.settle(4);
    EXPECT_THAT(column.stored(), IsEmpty());
    column.settle(0);
    EXPECT_THAT(column.stored(), IsEmpty());
}

TEST(Column, RefusesToSettleToLessThanItStores) {
    Column<int> column;
    column.set(3, 5);
    EXPECT_THROW(column.settle(3), ContractViolation);
}

TEST(Column, PermutesAlsoRowsThatAreNotStored) {
    Column<int> column(9);
    column.set(0, 1);
    column.set(1, 2);
    const std::uint32_t from[] = {3, 1, 2, 0};
    column.permute(from);
    EXPECT_THAT(column.stored(), ElementsAre(9, 2, 9, 1));
}

TEST(Column, PermutesNothingWhenEmptyAndDropsUnnamedRows) {
    Column<int> column;
    const std::uint32_t from[] = {1};
    column.permute(from);
    EXPECT_THAT(column.stored(), IsEmpty());
    column.set(0, 4);
    column.set(1, 5);
    column.permute(from);
    EXPECT_THAT(column.stored(), ElementsAre(5));
}

TEST(TextArena, GivesTextsBack) {
    TextArena arena;
    const TextRef first = arena.add("造林");
    const TextRef second = arena.add(std::string("a\0\xFF", 3));
    EXPECT_EQ(arena[first], "造林");
    EXPECT_EQ(arena[second], std::string("a\0\xFF", 3));
    EXPECT_EQ(arena.size(), 9U);
    arena.shrink();
    EXPECT_EQ(arena[first], "造林");
}

TEST(TextArena, GivesTheDefaultForTheEmptyText) {
    TextArena arena;
    EXPECT_EQ(arena[TextRef()], "");
    static_cast<void>(arena.add("x"));
    EXPECT_EQ(arena.add(""), TextRef());
    EXPECT_EQ(arena[TextRef()], "");
    EXPECT_EQ(arena.size(), 1U);
}

TEST(TextArena, KeepsATextOfItsOwnWhereItLies) {
    TextArena arena;
    const TextRef whole = arena.add("road works");
    const TextRef part = arena.add(arena[whole].substr(5));
    EXPECT_EQ(arena[part], "works");
    EXPECT_EQ(arena.add(arena[whole]), whole);
    EXPECT_EQ(arena.size(), 10U);
    EXPECT_NE(arena.add("works"), part);
}

TEST(TextArena, RefusesATextBeyondTheLimitAndStaysAsItWas) {
    TextArena arena;
    static_cast<void>(arena.add("x"));
    const std::string longest(TextArena::max_length, 'a');
    EXPECT_EQ(arena[arena.add(longest)], longest);
    const std::size_t before = arena.size();
    EXPECT_THROW(static_cast<void>(arena.add(longest + "a")), Error);
    EXPECT_EQ(arena.size(), before);
}

TEST(MakeTextRef, HoldsWhatFits) {
    const TextRef ref = make_text_ref(TextArena::max_size - 5, 5);
    EXPECT_EQ(std::uint64_t{ref.offset}, TextArena::max_size - 5);
    EXPECT_EQ(std::uint64_t{ref.length}, 5U);
    EXPECT_EQ(std::uint64_t{make_text_ref(0, TextArena::max_length).length}, TextArena::max_length);
    EXPECT_EQ(make_text_ref(TextArena::max_size, 0), TextRef());
    EXPECT_NE(make_text_ref(1, 2), make_text_ref(1, 3));
    EXPECT_NE(make_text_ref(1, 2), make_text_ref(2, 2));
}

TEST(MakeTextRef, RefusesWhatDoesNotFit) {
    EXPECT_THAT([] { static_cast<void>(make_text_ref(0, TextArena::max_length + 1)); },
                testing::ThrowsMessage<Error>(HasSubstr("[limit_text] a text of 16777216 bytes")));
    EXPECT_THAT([] { static_cast<void>(make_text_ref(TextArena::max_size - 4, 5)); },
                testing::ThrowsMessage<Error>(HasSubstr("at offset 1099511627772")));
    EXPECT_THROW(static_cast<void>(make_text_ref(TextArena::max_size, 1)), Error);
    EXPECT_THROW(static_cast<void>(make_text_ref(~std::size_t{0}, 1)), Error);
}

}  // namespace
}  // namespace planloom

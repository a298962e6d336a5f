#include <planloom/model/vocabulary.hpp>

#include <gtest/gtest.h>

#include <set>
#include <string>

namespace planloom {
namespace {

template <class Enum>
void expect_words(Enum last) {
    std::set<std::string_view> seen;
    ASSERT_EQ(words<Enum>().size(), static_cast<std::size_t>(last) + 1);
    for (std::size_t i = 0; i < words<Enum>().size(); ++i) {
        const auto value = static_cast<Enum>(i);
        EXPECT_TRUE(seen.insert(word(value)).second) << word(value);
        EXPECT_EQ(parse_word<Enum>(word(value)), value);
    }
    EXPECT_FALSE(parse_word<Enum>("").has_value());
    EXPECT_FALSE(parse_word<Enum>(std::string(word(last)) + " ").has_value());
}

TEST(Words, ReadBackAsTheSameEnumerator) {
    expect_words(Role::inform);
    expect_words(ServesRole::supporting);
    expect_words(LinkType::start_to_finish);
    expect_words(TaskStatus::cancelled);
    expect_words(RequirementKind::comment);
    expect_words(Disposition::rejected);
    expect_words(UnitKind::group);
    expect_words(SupportRule::at_least);
}

TEST(Words, NameTheLinkTypesAsTheFieldDoes) {
    EXPECT_EQ(word(LinkType::finish_to_start), "FS");
    EXPECT_EQ(word(LinkType::start_to_finish), "SF");
}

}  // namespace
}  // namespace planloom

#include <planloom/coverage/check.hpp>
#include <planloom/model/plan_builder.hpp>

#include "coverage/findings.hpp"
#include "support/plans.hpp"

#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

Plan commented(std::string_view title, Disposition disposition, bool is_linked = true) {
    PlanBuilder builder;
    const TaskId task = builder.add_task({.key = "T", .title = title});
    builder.add_requirement(
        {.key = "C", .kind = RequirementKind::comment, .disposition = disposition});
    if (is_linked) builder.implement(task, "C");
    return std::move(builder).build();
}

Findings against(const Plan& before, const Plan& now) {
    CheckOptions options;
    options.before = &before;
    return {now, "PL813", options};
}

TEST(PL813, FindsAdoptedCommentsThatChangedNothing) {
    const Plan draft = commented("旧", Disposition::open);
    const Findings found = against(draft, commented("旧", Disposition::adopted));
    ASSERT_THAT(found.subjects(), ElementsAre("C"));
    EXPECT_EQ(found.message(0),
              "comment C was adopted, but nothing changed in T, which it is linked to");
    EXPECT_EQ(found.message(0, "zh"), "意见 C 已采纳，但对应的 T 没有任何改动");
    EXPECT_EQ(against(draft, commented("旧", Disposition::adopted, false)).message(0),
              "comment C was adopted, but nothing changed");
    EXPECT_THAT(against(draft, commented("新", Disposition::adopted)).subjects(), IsEmpty());
    EXPECT_EQ(against(draft, commented("旧", Disposition::rejected)).reason(),
              "no comment was adopted");
    EXPECT_EQ(against(commented("旧", Disposition::adopted), commented("旧", Disposition::adopted))
                  .reason(),
              "no comment was adopted");
    EXPECT_EQ(Findings(draft, "PL813").reason(), "there is no earlier revision to compare with");
}

Plan asked(const std::vector<std::string>& units, std::string_view raised_by = "") {
    PlanBuilder builder;
    builder.head().asked = {{1, units}};
    const TaskId task = builder.add_task({.key = "T"});
    builder.assign(task, "甲", Role::lead);
    builder.assign(task, "乙", Role::support);
    builder.add_requirement({.key = "C", .kind = RequirementKind::comment, .raised_by = raised_by});
    builder.add_units_by_mention();
    return std::move(builder).build();
}

TEST(PL814, FindsResponsibleUnitsThatWereNeverAsked) {
    const Findings found(asked({"甲"}), "PL814");
    ASSERT_THAT(found.subjects(), ElementsAre("乙"));
    EXPECT_EQ(found.message(0), "unit 乙 leads or supports 1 tasks and was never asked");
    EXPECT_THAT(Findings(asked({"甲", "乙"}), "PL814").subjects(), IsEmpty());
    EXPECT_THAT(Findings(asked({"甲"}, "乙"), "PL814").subjects(), IsEmpty());
    EXPECT_EQ(Findings(asked({}), "PL814").reason(),
              "the plan does not say which units were asked");
}

}  // namespace
}  // namespace planloom::testing

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

constexpr std::string_view nothing_earlier = "there is no earlier revision to compare with";

/// What a rule says of a plan beside an earlier one.
Findings against(const Plan& before, const Plan& now, std::string_view rule) {
    CheckOptions options;
    options.before = &before;
    return {now, rule, options};
}

Plan one_task(const NewTask& task) {
    PlanBuilder builder;
    builder.add_task(task);
    return std::move(builder).build();
}

Plan confirmed(std::string_view text, std::string_view print) {
    PlanBuilder builder;
    const TaskId task = builder.add_task({.key = "T"});
    builder.add_requirement({.key = "R", .text = text});
    builder.implement(task, "R", 0, print);
    return std::move(builder).build();
}

TEST(PL821, FindsLinksWhoseRequirementChangedSinceTheyWereConfirmed) {
    const Plan first = confirmed("建立制度", "");
    EXPECT_EQ(Findings(first, "PL821").reason(), "nobody confirmed a link to a requirement");
    const std::string print = fingerprint(first, RequirementId(0));
    EXPECT_EQ(print.size(), 16U);
    EXPECT_THAT(Findings(confirmed("建立制度", print), "PL821").subjects(), IsEmpty());
    const Findings found(confirmed("建立健全制度", print), "PL821");
    ASSERT_THAT(found.subjects(), ElementsAre("T R"));
    EXPECT_THAT(found.message(0),
                ::testing::StartsWith("T implements R, which changed since the link was "
                                      "confirmed; its fingerprint is now "));
}

TEST(PL822, FindsWhatWasDroppedWithoutAWord) {
    const Plan before = one_task({.key = "T", .title = "建平台"});
    PlanBuilder gone;
    const Findings found = against(before, Plan(), "PL822");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found.message(0),
              "task T (\"建平台\") of the earlier revision is gone without a "
              "reason or a replacement");
    EXPECT_EQ(found.message(0, "zh"), "前一版本的任务 T（建平台）已删除，没有写明原因或替代项");
    gone.head().dropped = {{NodeKind::task, "T", "", "合并"}};
    EXPECT_THAT(against(before, std::move(gone).build(), "PL822").subjects(), IsEmpty());
    EXPECT_THAT(against(before, one_task({.key = "T2", .former_key = "T"}), "PL822").subjects(),
                IsEmpty());
    EXPECT_THAT(against(one_task({.key = "T", .status = TaskStatus::cancelled}), Plan(), "PL822")
                    .subjects(),
                IsEmpty());
    EXPECT_EQ(Findings(before, "PL822").reason(), nothing_earlier);
}

TEST(PL823, FindsDeadlinesThatWereRelaxed) {
    const Plan before = one_task({.key = "T", .due = *parse_date("2024-06-30")});
    const Findings found = against(before,
                                   one_task({.key = "T",
                                             .due = *parse_date("2024-07-10"),
                                             .baseline_finish = parse_date("2024-06-10")->date}),
                                   "PL823");
    ASSERT_THAT(found.subjects(), ElementsAre("T"));
    EXPECT_EQ(found.message(0),
              "task T was due by 2024-06-30 and is now due by 2024-07-10, 10 "
              "days later, 30 days after its baseline");
    EXPECT_EQ(against(before, one_task({.key = "T"}), "PL823").message(0),
              "task T was due by 2024-06-30 and is now due by undated");
    EXPECT_THAT(against(before, before, "PL823").subjects(), IsEmpty());
    EXPECT_EQ(Findings(before, "PL823").reason(), nothing_earlier);
}

Plan led(std::string_view lead) {
    PlanBuilder builder;
    const TaskId task = builder.add_task({.key = "T"});
    if (!lead.empty()) builder.assign(task, lead, Role::lead);
    builder.add_units_by_mention();
    return std::move(builder).build();
}

TEST(PL824, FindsOtherLeads) {
    const Findings found = against(led("甲"), led("乙"), "PL824");
    EXPECT_EQ(found.message(0), "task T was led by 甲 and is now led by 乙");
    EXPECT_EQ(against(led("甲"), led(""), "PL824").message(0, "zh"),
              "任务 T 原由 甲 牵头，现由 无 牵头");
    EXPECT_THAT(against(led("甲"), led("甲"), "PL824").subjects(), IsEmpty());
    EXPECT_EQ(against(led(""), led("甲"), "PL824").reason(), "no task has a lead");
    EXPECT_EQ(Findings(led("甲"), "PL824").reason(), nothing_earlier);
}

TEST(PL825, FindsWeakerWords) {
    const Plan before = one_task({.key = "T", .title = "建成统一平台"});
    const Findings found =
        against(before, one_task({.key = "T", .title = "探索建设统一平台"}), "PL825");
    EXPECT_EQ(found.message(0), "task T said \"建成\" and now says \"探索\"");
    EXPECT_THAT(
        against(before, one_task({.key = "T", .title = "完成并推进统一平台"}), "PL825").subjects(),
        IsEmpty());
    EXPECT_THAT(against(one_task({.key = "T", .title = "Units must report"}),
                        one_task({.key = "T", .title = "Units may report"}), "PL825")
                    .subjects(),
                ElementsAre("T"));
    // "mustard" is no obligation.
    EXPECT_EQ(against(one_task({.key = "T", .title = "mustard"}),
                      one_task({.key = "T", .title = "may"}), "PL825")
                  .reason(),
              "no goal or task of the earlier revision has a word of obligation");
    EXPECT_EQ(Findings(before, "PL825").reason(), nothing_earlier);
}

//   A(a days) ─> C(1 day)    B(4 days): B has a float of a - 3 days
Plan beside(int days) {
    PlanBuilder builder;
    builder.add_task({.key = "A", .duration = Minutes{days} * 480});
    builder.add_task({.key = "B", .duration = 4 * 480});
    const TaskId last = builder.add_task({.key = "C", .duration = 480});
    builder.depend(last, "A");
    return std::move(builder).build();
}

TEST(PL826, FindsFloatThatWasLostElsewhere) {
    // 10 + 1 - 4 = 7 days of float before; 8 + 1 - 4 = 5 now, which is 2/7 less.
    const Findings found = against(beside(10), beside(8), "PL826");
    ASSERT_THAT(found.subjects(), ElementsAre("B"));
    EXPECT_EQ(found.message(0),
              "task B had 7d of float and has 5d, though it did not change itself");
    EXPECT_THAT(against(beside(10), beside(9), "PL826").subjects(), IsEmpty());
    EXPECT_EQ(against(led("甲"), led("甲"), "PL826").reason(),
              "the dates of one of the revisions cannot be computed");
    EXPECT_EQ(Findings(beside(3), "PL826").reason(), nothing_earlier);
}

Plan tasks(int count, int first = 0) {
    PlanBuilder builder;
    for (int i = first; i < first + count; ++i) builder.add_task({.key = "T" + std::to_string(i)});
    return std::move(builder).build();
}

TEST(PL827, CountsWhatWasAddedAndRemoved) {
    const Findings found = against(tasks(10), tasks(10, 2), "PL827");
    EXPECT_EQ(found.message(0), "2 goals and tasks were added and 2 removed, 40 % of 10");
    EXPECT_TRUE(found[0].is_plan_wide);
    const Findings within = against(tasks(10), tasks(10, 1), "PL827");
    EXPECT_THAT(within.subjects(), IsEmpty());
    EXPECT_EQ(within.ratio().numerator, 2U);
    EXPECT_EQ(against(Plan(), tasks(2), "PL827").reason(),
              "the earlier revision has no goals and no tasks");
    EXPECT_EQ(Findings(tasks(2), "PL827").reason(), nothing_earlier);
}

TEST(PL828, FindsWhatSeemsToHaveBeenRenamed) {
    const Plan before =
        one_task({.key = "A", .title = "建立健全全省政务数据共享交换体系和标准规范"});
    const Findings found = against(
        before, one_task({.key = "B", .title = "建立健全全省政务数据共享交换体系和标准规范。"}),
        "PL828");
    ASSERT_THAT(found.subjects(), ElementsAre("B"));
    EXPECT_THAT(found.message(0), ::testing::HasSubstr("seems to be A"));
    EXPECT_THAT(against(before, one_task({.key = "B", .title = "建立健全数据共享体系"}), "PL828")
                    .subjects(),
                IsEmpty());
    EXPECT_EQ(against(before, before, "PL828").reason(), "nothing was both added and removed");
    EXPECT_EQ(Findings(before, "PL828").reason(), nothing_earlier);
}

}  // namespace
}  // namespace planloom::testing

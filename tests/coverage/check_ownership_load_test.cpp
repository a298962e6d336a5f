#include <planloom/model/plan_builder.hpp>

#include "findings.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <algorithm>
#include <deque>
#include <string>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

CheckOptions with_number(std::string_view rule, std::string_view name, double value) {
    CheckOptions options;
    options.settings.rules = {{.rule = std::string(rule), .numbers = {{std::string(name), value}}}};
    return options;
}

class LeadOverload : public ::testing::Test {
protected:
    LeadOverload() { builder_.add_units_by_mention(); }
    void lead(std::string_view unit, std::string_view start = "", std::string_view end = "") {
        NewTask row{.key = keys_.emplace_back("T" + std::to_string(keys_.size() + 1))};
        if (!start.empty()) row.start_no_earlier = parse_date(start)->date;
        if (!end.empty()) row.due = *parse_date(end);
        builder_.assign(builder_.add_task(row), unit, Role::lead);
    }
    [[nodiscard]] Findings found(const CheckOptions& options = {}) {
        return {std::move(builder_).build(), "PL309", options};
    }
    PlanBuilder builder_;
    std::deque<std::string> keys_;
};

//  June:  T1 --------
//  July:        T2 --------
//  August:               T3 ---   (T1 is over)
TEST_F(LeadOverload, CountsWhatIsOpenAtOnce) {
    builder_.add_unit({.key = "U", .capacity = 1});
    lead("U", "2025-06-01", "2025-07-15");
    lead("U", "2025-07-01", "2025-08-31");
    lead("U", "2025-07-16", "2025-07-20");
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("U"));
    EXPECT_EQ(result[0].severity, Severity::warning);
    EXPECT_EQ(result.message(0), "unit U leads 2 open tasks at once on 2025-07-01, more than 1");
    EXPECT_EQ(result.message(0, "zh"), "单位 U 同时牵头 2 项在办任务（2025-07-01），超过 1 项");
}

TEST_F(LeadOverload, AllowsTheCapacityItself) {
    builder_.add_unit({.key = "U", .capacity = 2});
    lead("U", "2025-06-01", "2025-07-15");
    lead("U", "2025-07-01", "2025-08-31");
    const Findings result = found();
    EXPECT_THAT(result.subjects(), IsEmpty());
    EXPECT_EQ(result.reason(), "");
}

TEST_F(LeadOverload, CountsUndatedTasksAllAlong) {
    builder_.add_unit({.key = "U", .capacity = 1});
    builder_.add_unit({.key = "V", .capacity = 1});
    lead("U", "2025-06-01", "2025-07-15");
    lead("U");
    lead("V");
    lead("V", "", "2025");
    const Findings result = found();
    EXPECT_EQ(result.message(0),
              "unit U leads 2 open tasks at once on 2025-06-01, more than 1 (tasks without a start "
              "or an end count as open all along)");
    EXPECT_EQ(result.message(1),
              "unit V leads 2 open tasks at once, more than 1 (none of them has both a start "
              "and an end)");
    EXPECT_EQ(result.message(1, "zh"),
              "单位 V 同时牵头 2 项在办任务，超过 1 项（均没有完整的起止时间）");
}

TEST_F(LeadOverload, ComparesUnitsWhereNoneHasACapacity) {
    for (int i = 0; i < 12; ++i) lead("customs");
    for (const std::string_view unit : {"a", "a", "a", "a", "b", "b", "c", "d", "e"}) lead(unit);
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("customs"));
    EXPECT_EQ(result[0].witness.size(), 12U);
    EXPECT_EQ(result.message(0),
              "unit customs leads 12 open tasks at once, more than 11.4, the mean of 6 units being "
              "3.5 (none of them has both a start and an end)");
}

TEST_F(LeadOverload, NeedsEnoughUnitsToCompare) {
    for (int i = 0; i < 12; ++i) lead("customs");
    for (const std::string_view unit : {"a", "b", "c"}) lead(unit);
    Plan plan = std::move(builder_).build();
    EXPECT_EQ(Findings(plan, "PL309").reason(),
              "too few units lead tasks to compare, and none has a capacity");
    EXPECT_THAT(Findings(plan, "PL309", with_number("PL309", "cap", 11)).subjects(),
                ElementsAre("customs"));
}

TEST_F(LeadOverload, ReportsNoSmallNumbersByComparison) {
    for (int i = 0; i < 4; ++i) lead("busy");
    for (int i = 0; i < 30; ++i) lead("u" + std::to_string(i));
    Plan plan = std::move(builder_).build();
    EXPECT_THAT(Findings(plan, "PL309").subjects(), IsEmpty());
    EXPECT_THAT(Findings(plan, "PL309", with_number("PL309", "least", 4)).subjects(),
                ElementsAre("busy"));
}

TEST_F(LeadOverload, CountsPartsByTheLeadOfTheWhole) {
    builder_.add_unit({.key = "U", .capacity = 1});
    builder_.add_unit({.key = "group", .kind = UnitKind::group, .capacity = 1});
    const TaskId whole = builder_.add_task({.key = "whole"});
    builder_.assign(whole, "U", Role::lead);
    builder_.assign(whole, "group", Role::lead);
    builder_.add_task({.key = "part 1", .parent = "whole"});
    builder_.add_task({.key = "part 2", .parent = "whole"});
    builder_.assign(builder_.add_task({.key = "part 3", .parent = "whole"}), "V", Role::lead);
    builder_.add_task({.key = "done", .parent = "whole", .status = TaskStatus::done});
    builder_.add_task({.key = "day", .parent = "whole", .is_milestone = true});
    const Findings result = found();
    EXPECT_THAT(result.subjects(), ElementsAre("U"));
    EXPECT_THAT(result[0].witness, ElementsAre("part 1", "part 2"));
}

TEST_F(LeadOverload, IsNotEvaluatedWithoutLeads) {
    EXPECT_EQ(found().reason(), "no task has a lead");
}

// The slow way: every day by itself.
TEST(LeadOverloadLaw, CountsAsTheSlowWayDoes) {
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        SCOPED_TRACE(seed);
        Random random(seed);
        PlanBuilder builder;
        builder.add_unit({.key = "U", .capacity = 0.5});
        const Date first = parse_date("2025-01-01")->date;
        std::vector<std::pair<int, int>> spans;
        for (int i = random.between(1, 8); i > 0; --i) {
            const int begin = random.between(0, 20);
            spans.emplace_back(begin, begin + random.between(0, 9));
            builder.assign(
                builder.add_task({.key = "T" + std::to_string(i),
                                  .start_no_earlier = first.plus_days(spans.back().first),
                                  .due = {first.plus_days(spans.back().second)}}),
                "U", Role::lead);
        }
        std::ptrdiff_t most = 0;
        int day_of_most = 0;
        for (int day = 0; day < 30; ++day) {
            const auto open = std::count_if(spans.begin(), spans.end(), [&](const auto& span) {
                return span.first <= day && day <= span.second;
            });
            if (open > most) {
                most = open;
                day_of_most = day;
            }
        }
        EXPECT_EQ(Findings(std::move(builder).build(), "PL309").message(0),
                  "unit U leads " + std::to_string(most) + " open tasks at once on " +
                      to_string(first.plus_days(day_of_most)) + ", more than 0.5");
    }
}

class LeadInflation : public ::testing::Test {
protected:
    LeadInflation() { builder_.add_units_by_mention(); }
    TaskId add(std::string_view key, Minutes duration, bool is_elapsed = false) {
        const TaskId task =
            builder_.add_task({.key = key, .duration = duration, .is_elapsed = is_elapsed});
        builder_.assign(task, "U", Role::lead);
        builder_.assign(task, "V", Role::support);
        return task;
    }
    PlanBuilder builder_;
};

TEST_F(LeadInflation, LooksAtShortTasksByThemselves) {
    add("small", 9 * 480);
    add("large", 10 * 480);
    add("clock", 9 * 1440, true);
    add("first", 480);
    builder_.depend(add("second", 480), "first");
    builder_.assign(builder_.add_task({.key = "alone", .duration = 480}), "U", Role::lead);
    const TaskId informing = builder_.add_task({.key = "informing", .duration = 480});
    builder_.assign(informing, "U", Role::lead);
    builder_.assign(informing, "V", Role::inform);
    const Plan plan = std::move(builder_).build();
    const Findings found(plan, "PL310");
    EXPECT_THAT(found.subjects(), ElementsAre("small", "clock"));
    EXPECT_EQ(found.message(0),
              "task small takes 9d only and hangs on no other, yet 2 units share it");
    EXPECT_EQ(found.message(0, "zh"),
              "任务 small 工期只有 9d，与其他任务没有前后置关系，却由 2 个单位共同承担");
    EXPECT_THAT(Findings(plan, "PL310", with_number("PL310", "days", 9)).subjects(), IsEmpty());
}

TEST_F(LeadInflation, IsNotEvaluatedWithoutDurations) {
    add("T", no_minutes);
    EXPECT_EQ(Findings(std::move(builder_).build(), "PL310").reason(),
              "no open task says how long it takes");
}

//  ten tasks: busy has 5, usual has 4, onlooker is informed of 1
Plan matrix_plan(int tasks) {
    PlanBuilder builder;
    builder.add_unit({.key = "group", .kind = UnitKind::group});
    builder.add_units_by_mention();
    for (int i = 0; i < tasks; ++i) {
        const TaskId task = builder.add_task({.key = "T" + std::to_string(i)});
        builder.assign(task, "group", Role::implement);
        builder.assign(task, "own " + std::to_string(i), Role::lead);
        if (i < 5) builder.assign(task, "busy", Role::support);
        if (i < 5) builder.assign(task, "busy", Role::consult);
        if (i < 4) builder.assign(task, "usual", Role::support);
        if (i == 0) builder.assign(task, "onlooker", Role::inform);
    }
    builder.assign(builder.add_task({.key = "dropped", .status = TaskStatus::cancelled}), "usual",
                   Role::lead);
    return std::move(builder).build();
}

TEST(RaciMatrix, NamesWhoIsEverywhereAndWhoLooksOn) {
    const Findings found(matrix_plan(10), "PL315");
    EXPECT_THAT(found.subjects(), ElementsAre("busy", "onlooker"));
    EXPECT_EQ(found.message(0), "unit busy takes part in 5 of 10 tasks (50 %), more than 40 %");
    EXPECT_EQ(found.message(1),
              "unit onlooker takes part in 1 of 10 tasks (10 %) and is only consulted or informed");
    EXPECT_EQ(found.message(1, "zh"),
              "单位 onlooker 参与 10 项任务中的 1 项（10%），且只被征求意见或知会");
    EXPECT_THAT(Findings(matrix_plan(10), "PL315", with_number("PL315", "share", 0.3)).subjects(),
                ElementsAre("busy", "usual", "onlooker"));
}

TEST(RaciMatrix, NeedsEnoughTasks) {
    EXPECT_EQ(Findings(matrix_plan(9), "PL315").reason(),
              "the plan has too few tasks to speak of shares");
    EXPECT_EQ(Findings(matrix_plan(9), "PL315", with_number("PL315", "tasks", 9)).size(), 3U);
    EXPECT_EQ(Findings(chain_plan(2), "PL315").reason(), "no task names a unit");
}

}  // namespace
}  // namespace planloom::testing

#include <planloom/coverage/check.hpp>
#include <planloom/io/read.hpp>
#include <planloom/model/plan_builder.hpp>

#include "coverage/findings.hpp"
#include "support/corpus.hpp"
#include "support/plans.hpp"

#include <functional>
#include <set>
#include <string>
#include <vector>

namespace planloom::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr Minutes day_of_work = 480;

Date day(std::string_view text) {
    return parse_date(text)->date;
}

CheckOptions on(std::string_view today) {
    CheckOptions options;
    options.as_of = day(today);
    return options;
}

using Edit = std::function<void(PlanBuilder&, std::vector<TaskId>&)>;
using Change = std::function<void(NewTask&, int)>;

/// A chain T0 → T1 → ... of one day each, changed task by task and then as a whole.
Plan chain(int count, const Change& change = {}, const Edit& edit = {}, const Link& link = {}) {
    PlanBuilder builder;
    builder.head().start = DateTime(day("2024-06-03"), 0);
    std::vector<TaskId> tasks;
    for (int i = 0; i < count; ++i) {
        const std::string key = "T" + std::to_string(i);
        NewTask task{.key = key, .duration = day_of_work};
        if (change) change(task, i);
        tasks.push_back(builder.add_task(task));
        if (i > 0) builder.depend(tasks.back(), "T" + std::to_string(i - 1), link);
    }
    if (edit) edit(builder, tasks);
    return std::move(builder).build();
}

Plan without_links(int count) {
    PlanBuilder builder;
    for (int i = 0; i < count; ++i)
        builder.add_task({.key = "T" + std::to_string(i), .duration = day_of_work});
    return std::move(builder).build();
}

const Change nothing = {};

TEST(PL501, CountsTasksThatHangLoose) {
    const Edit loose = [](PlanBuilder& builder, std::vector<TaskId>&) {
        builder.add_task({.key = "L", .duration = day_of_work});
    };
    const Findings found(chain(9, nothing, loose), "PL501");
    EXPECT_EQ(found.message(0),
              "1 of 10 tasks (10 %) lack a predecessor or a successor, more than 5 %");
    EXPECT_THAT(Findings(chain(9), "PL501").subjects(), IsEmpty());
    EXPECT_EQ(Findings(chain(9), "PL501").ratio().denominator, 9U);
    EXPECT_EQ(Findings(without_links(3), "PL501").reason(), "the plan has no dependencies");
}

TEST(PL501, FindsEndsThatNoLinkDrives) {
    // A start-to-start chain drives no successor by its finishes.
    EXPECT_EQ(Findings(chain(4, nothing, {}, {.type = LinkType::start_to_start}), "PL501")
                  .ratio()
                  .numerator,
              3U);
}

TEST(PL502, CountsNegativeLags) {
    EXPECT_EQ(Findings(chain(3, nothing, {}, {.lag = -60}), "PL502").message(0),
              "2 of 2 links (100 %) have a negative lag, more than 0 %");
    EXPECT_THAT(Findings(chain(3), "PL502").subjects(), IsEmpty());
    EXPECT_EQ(Findings(without_links(3), "PL502").reason(), "the plan has no dependencies");
}

TEST(PL503, CountsLags) {
    EXPECT_EQ(Findings(chain(3, nothing, {}, {.lag = 60}), "PL503").size(), 1U);
    const Edit one = [](PlanBuilder& builder, std::vector<TaskId>& tasks) {
        builder.depend(tasks[5], "T1", {.lag = 60});
    };
    // One of 20 links is 5 %, one of 19 is more.
    EXPECT_THAT(Findings(chain(20, nothing, one), "PL503").subjects(), IsEmpty());
    EXPECT_EQ(Findings(chain(19, nothing, one), "PL503").size(), 1U);
    EXPECT_EQ(Findings(without_links(3), "PL503").reason(), "the plan has no dependencies");
}

TEST(PL504, CountsFinishToStartLinksAndNamesStartToFinish) {
    const auto with = [](LinkType type) {
        return Edit([type](PlanBuilder& builder, std::vector<TaskId>& tasks) {
            builder.depend(tasks[5], "T1", {.type = type});
        });
    };
    const Findings within(chain(10, nothing, with(LinkType::start_to_start)), "PL504");
    EXPECT_THAT(within.subjects(), IsEmpty());
    EXPECT_EQ(within.ratio().numerator, 9U);
    EXPECT_TRUE(within.ratio().is_floor);
    const Findings below(chain(9, nothing, with(LinkType::start_to_start)), "PL504");
    EXPECT_EQ(below.message(0), "8 of 9 links (88 %) are finish-to-start, fewer than 90 %");
    const Findings odd(chain(10, nothing, with(LinkType::start_to_finish)), "PL504");
    EXPECT_EQ(odd.message(0), "the link from T1 to T5 is start-to-finish");
    EXPECT_EQ(odd[0].severity, Severity::warning);
    EXPECT_EQ(Findings(without_links(3), "PL504").reason(), "the plan has no dependencies");
}

TEST(PL505, CountsHardConstraints) {
    const auto fixed = [](int which) {
        return Change([which](NewTask& task, int i) {
            if (i == which) task.must_finish = Date(20'000);
        });
    };
    EXPECT_EQ(Findings(chain(19, fixed(3)), "PL505").message(0),
              "1 of 19 tasks (5 %) have a hard constraint, more than 5 %");
    EXPECT_THAT(Findings(chain(20, fixed(3)), "PL505").subjects(), IsEmpty());
    EXPECT_EQ(Findings(Plan(), "PL505").reason(),
              "no open task without subtasks is left that is neither a milestone nor ongoing");
}

Plan beside(int days) {
    return chain(
        2,
        [days](NewTask& task, int i) {
            if (i == 0) task.duration = Minutes{days} * day_of_work;
        },
        [](PlanBuilder& builder, std::vector<TaskId>&) {
            builder.add_task({.key = "L", .duration = day_of_work});
        });
}

TEST(PL506, CountsTasksWithMuchFloat) {
    // days + 1 long, so the loose task of one day has a float of as many days.
    EXPECT_THAT(Findings(beside(44), "PL506").subjects(), IsEmpty());
    EXPECT_EQ(Findings(beside(45), "PL506").message(0),
              "1 of 3 tasks (33 %) have more than 44 working days of float, more than 5 %");
    EXPECT_EQ(Findings(Plan(), "PL506").reason(), "no task has a duration");
}

TEST(PL507, FindsDatesThatCannotBeKept) {
    const auto due = [](std::string_view date) {
        return Change([date](NewTask& task, int i) {
            if (i == 2) task.due = *parse_date(date);
        });
    };
    // Three days from Monday on end on Wednesday.
    const Findings found(chain(3, due("2024-06-04")), "PL507");
    ASSERT_THAT(found.subjects(), ElementsAre("T2"));
    EXPECT_THAT(found.message(0), HasSubstr("1d of work too late"));
    EXPECT_THAT(found[0].witness, ElementsAre("T2", "T1", "T0"));
    EXPECT_THAT(Findings(chain(3, due("2024-06-05")), "PL507").subjects(), IsEmpty());
    EXPECT_EQ(Findings(Plan(), "PL507").reason(), "no task has a duration");
}

TEST(PL508, CountsLongTasks) {
    EXPECT_EQ(Findings(beside(45), "PL508").message(0),
              "1 of 3 tasks (33 %) take more than 44 working days, more than 5 %");
    EXPECT_THAT(Findings(beside(44), "PL508").subjects(), IsEmpty());
    EXPECT_EQ(Findings(Plan(), "PL508").reason(), "no task has a duration");
}

TEST(PL509, FindsDatesBeyondTheStatusDate) {
    const auto begun = [](std::string_view date) {
        return Change([date](NewTask& task, int i) {
            if (i != 0) return;
            task.status = TaskStatus::in_progress;
            task.actual_start = day(date);
        });
    };
    EXPECT_EQ(Findings(chain(2, begun("2024-06-05")), "PL509", on("2024-06-04")).message(0),
              "task T0: actual start 2024-06-05 does not fit the status date 2024-06-04");
    EXPECT_THAT(Findings(chain(2, begun("2024-06-04")), "PL509", on("2024-06-04")).subjects(),
                IsEmpty());
    const Change must = [](NewTask& task, int) { task.must_finish = day("2024-06-03"); };
    EXPECT_EQ(Findings(chain(1, must), "PL509", on("2024-06-04")).message(0, "zh"),
              "任务 T0 的必须完成时间 2024-06-03 与状态日期 2024-06-04 矛盾");
    EXPECT_EQ(Findings(chain(2), "PL509").reason(), "nobody said which day counts as today");
}

TEST(PL510, CountsTasksThatNobodyDoes) {
    const auto assigned = [](std::size_t count) {
        return Edit([count](PlanBuilder& builder, std::vector<TaskId>& tasks) {
            for (std::size_t i = 0; i < count; ++i) builder.assign(tasks[i], "U", Role::support);
            builder.add_units_by_mention();
        });
    };
    EXPECT_EQ(Findings(chain(3, nothing, assigned(2)), "PL510").message(0),
              "1 of 3 tasks (33 %) have a duration and no unit");
    EXPECT_THAT(Findings(chain(3, nothing, assigned(3)), "PL510").subjects(), IsEmpty());
    EXPECT_EQ(Findings(chain(3), "PL510").reason(), "the plan names no units");
}

Change baseline(std::string_view date, int done) {
    return [date, done](NewTask& task, int i) {
        task.baseline_finish = day(date);
        if (i < done) task.status = TaskStatus::done;
    };
}

TEST(PL511, CountsMissedBaselines) {
    EXPECT_EQ(Findings(chain(4, baseline("2024-06-03", 3)), "PL511", on("2024-06-04")).message(0),
              "1 of 4 tasks (25 %) missed their baseline, more than 5 %");
    EXPECT_THAT(Findings(chain(4, baseline("2024-06-04", 3)), "PL511", on("2024-06-04")).subjects(),
                IsEmpty());
    EXPECT_EQ(Findings(chain(4, baseline("2024-06-05", 3)), "PL511", on("2024-06-04")).reason(),
              "no task was to finish by the status date");
    EXPECT_EQ(Findings(chain(4), "PL511", on("2024-06-04")).reason(), "no task has a baseline");
}

TEST(PL512, LetsTheEndFollowTheCriticalPath) {
    EXPECT_THAT(Findings(chain(3), "PL512").subjects(), IsEmpty());
    EXPECT_EQ(Findings(chain(3), "PL512").reason(), "");
    const Change held = [](NewTask& task, int i) {
        if (i == 2) task.must_start = day("2024-06-05");
    };
    const Findings found(chain(3, held), "PL512");
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found.message(0), HasSubstr("made longer by 600d moves the end by"));
    EXPECT_EQ(Findings(Plan(), "PL512").reason(), "no task has a duration");
}

Plan with_goal(std::string_view horizon) {
    return chain(4, nothing, [horizon](PlanBuilder& builder, std::vector<TaskId>& tasks) {
        NewGoal goal{.key = "G"};
        if (!horizon.empty()) goal.horizon = *parse_date(horizon);
        builder.add_goal(goal);
        builder.serve(tasks[3], "G");
    });
}

TEST(PL513, MeasuresTheCriticalPathAgainstItsDate) {
    // Four days of work end on Thursday 2024-06-06.
    EXPECT_EQ(Findings(with_goal("2024-06-05"), "PL513").ratio().share(), 0.75);
    EXPECT_THAT(Findings(with_goal("2024-06-05"), "PL513").message(0),
                HasSubstr("is 75 % (4d to go, -1d of margin), below 95 %"));
    EXPECT_THAT(Findings(with_goal("2024-06-06"), "PL513").subjects(), IsEmpty());
    EXPECT_EQ(Findings(with_goal(""), "PL513").reason(),
              "no goal and no task names a date that can be compared");
}

TEST(PL514, MeasuresWhatIsDoneAgainstTheBaseline) {
    EXPECT_EQ(Findings(chain(4, baseline("2024-06-03", 3)), "PL514", on("2024-06-04")).message(0),
              "3 tasks are done and 4 were to be: 75 %, below 95 %");
    EXPECT_THAT(Findings(chain(4, baseline("2024-06-03", 4)), "PL514", on("2024-06-04")).subjects(),
                IsEmpty());
    EXPECT_EQ(Findings(chain(4), "PL514", on("2024-06-04")).reason(), "no task has a baseline");
}

Plan star(int count) {
    PlanBuilder builder;
    for (int i = 0; i < count; ++i)
        builder.add_task({.key = "T" + std::to_string(i), .duration = day_of_work});
    const TaskId hub = builder.add_task({.key = "H", .duration = day_of_work});
    for (int i = 0; i < count; ++i) builder.depend(hub, "T" + std::to_string(i));
    builder.add_goal({.key = "G"});
    const TaskId last = builder.add_task({.key = "L", .duration = day_of_work});
    builder.depend(last, "H");
    builder.serve(last, "G");
    return std::move(builder).build();
}

TEST(PL515, FindsTasksInWhichManyPathsMeet) {
    EXPECT_EQ(Findings(star(6), "PL515").message(0), "task H waits for 6 tasks");
    EXPECT_THAT(Findings(star(5), "PL515").subjects(), IsEmpty());
    EXPECT_EQ(Findings(without_links(2), "PL515").reason(), "the plan has no dependencies");
}

TEST(PL516, FindsTasksThroughWhichMostPathsLead) {
    EXPECT_EQ(Findings(star(10), "PL516").message(0),
              "100 % of the paths to the goals lead through task H");
    EXPECT_EQ(Findings(star(9), "PL516").reason(), "too few paths lead to goals");
    EXPECT_EQ(Findings(without_links(2), "PL516").reason(), "the plan has no dependencies");
}

TEST(PL517, FindsSeveralCriticalPaths) {
    EXPECT_EQ(Findings(star(2), "PL517").message(0), "2 paths are critical");
    EXPECT_THAT(Findings(chain(3), "PL517").subjects(), IsEmpty());
    EXPECT_EQ(Findings(without_links(2), "PL517").reason(), "the plan has no dependencies");
}

TEST(PL518, FindsLongWaits) {
    const auto wait = [](std::string_view date) {
        return Change([date](NewTask& task, int i) {
            if (i == 1) task.start_no_earlier = day(date);
        });
    };
    // 60 working days after Monday's end lead to the morning of Tuesday 2024-08-27.
    EXPECT_THAT(Findings(chain(2, wait("2024-08-27")), "PL518").subjects(), IsEmpty());
    EXPECT_EQ(Findings(chain(2, wait("2024-08-28")), "PL518").message(0),
              "task T1 starts 61d of work after T0 finished, and the link has no lag");
    EXPECT_EQ(Findings(without_links(2), "PL518").reason(), "the plan has no dependencies");
}

TEST(PL519, FindsGoalsThatCannotBeReachedInTime) {
    const Findings found(with_goal("2024-06-05"), "PL519");
    EXPECT_EQ(found.message(0),
              "goal G cannot be reached before 2024-06-06, 1 days after its "
              "horizon 2024-06-05");
    EXPECT_THAT(Findings(with_goal("2024-06-06"), "PL519").subjects(), IsEmpty());
    EXPECT_EQ(Findings(chain(2), "PL519").reason(),
              "no goal with a horizon rests on tasks with durations or dates");
}

TEST(PL520, FindsTasksThatStartedTooEarly) {
    const auto started = [](std::string_view finish, std::string_view start) {
        return Change([finish, start](NewTask& task, int i) {
            if (i == 0 && !finish.empty()) {
                task.status = TaskStatus::done;
                task.actual_finish = day(finish);
            }
            if (i == 1) task.actual_start = day(start);
        });
    };
    EXPECT_EQ(Findings(chain(2, started("2024-06-05", "2024-06-04")), "PL520").message(0),
              "task T1 started on 2024-06-04, before T0 finished on 2024-06-05");
    EXPECT_EQ(Findings(chain(2, started("", "2024-06-04")), "PL520").message(0),
              "task T1 started on 2024-06-04, before T0 finished");
    EXPECT_THAT(Findings(chain(2, started("2024-06-05", "2024-06-05")), "PL520").subjects(),
                IsEmpty());
    EXPECT_EQ(Findings(chain(2), "PL520").reason(), "no task has an actual start");
}

TEST(PL521, CountsLinksOnSummaryTasks) {
    const Edit part = [](PlanBuilder& builder, std::vector<TaskId>&) {
        builder.add_task({.key = "P", .parent = "T0"});
    };
    EXPECT_EQ(Findings(chain(3, nothing, part), "PL521").message(0),
              "1 of 2 links hang on summary tasks");
    EXPECT_THAT(Findings(chain(3), "PL521").subjects(), IsEmpty());
    EXPECT_EQ(Findings(without_links(2), "PL521").reason(), "the plan has no dependencies");
}

Plan handed_over(int count, std::string_view deliverable) {
    return chain(
        count,
        [deliverable](NewTask& task, int i) {
            if (i == 0) task.deliverable = deliverable;
        },
        [](PlanBuilder& builder, std::vector<TaskId>& tasks) {
            for (std::size_t i = 0; i < tasks.size(); ++i)
                builder.assign(tasks[i], i % 2 == 0 ? "U" : "V", Role::lead);
            builder.add_units_by_mention();
        });
}

TEST(PL522, FindsHandOffsWithoutADeliverable) {
    EXPECT_EQ(Findings(handed_over(3, "report"), "PL522").message(0),
              "T1 of V hands over to T2 of U without a deliverable");
    EXPECT_THAT(Findings(handed_over(2, "report"), "PL522").subjects(), IsEmpty());
    EXPECT_EQ(Findings(handed_over(3, ""), "PL522").message(0),
              "2 hand-offs between leads, and no task names a deliverable");
    EXPECT_EQ(Findings(chain(2), "PL522").reason(), "no link leads from one lead to another");
}

/// The rules PL501 to PL514 that a check counted or could not evaluate.
std::set<std::string> answered(const CheckResult& result) {
    std::set<std::string> rules;
    const auto add = [&](const std::string& rule) {
        if (rule >= "PL501" && rule <= "PL514") rules.insert(rule);
    };
    for (const Ratio& each : result.ratios) add(each.rule);
    for (const NotEvaluated& each : result.not_evaluated) add(each.rule);
    return rules;
}

TEST(ScheduleProfile, AnswersAllFourteenPointsOnRealPlans) {
    for (const char* file : {"taskjuggler/f-20.tjp", "psplib/j30/j301_1.sm"}) {
        SCOPED_TRACE(file);
        const auto path = corpus(file);
        if (!path) GTEST_SKIP() << "skipped: no corpus";
        const Plan plan = read_plan(path->string()).plan;
        CheckOptions options;
        options.profile = Profile::schedule;
        const CheckResult result = check(plan, options);
        std::set<std::string> expected;
        for (int i = 501; i <= 514; ++i) expected.insert("PL" + std::to_string(i));
        // The critical path test passes or fails; it counts nothing.
        expected.erase("PL512");
        std::set<std::string> found = answered(result);
        found.erase("PL512");
        EXPECT_EQ(found, expected);
        for (const Ratio& each : result.ratios) EXPECT_GT(each.denominator, 0U) << each.rule;
    }
}

// Each share again, by its definition, on random plans.
TEST(ScheduleProfile, CountsWhatTheDefinitionsSay) {
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        SCOPED_TRACE(seed);
        const Plan plan =
            random_plan(seed, {.has_cycles = seed % 4 == 0, .has_faults = seed % 5 == 0});
        CheckOptions options;
        options.profile = Profile::schedule;
        const CheckResult result = check(plan, options);
        const DependencyTable& links = plan.dependency_table();
        std::size_t total = 0, leads = 0, lags = 0, plain = 0;
        for (std::size_t row = 0; row < links.count; ++row) {
            if (!links.predecessor[row].is_valid()) continue;
            ++total;
            leads += links.lag[row] < 0 ? 1 : 0;
            lags += links.lag[row] > 0 ? 1 : 0;
            plain += links.type[row] == LinkType::finish_to_start ? 1 : 0;
        }
        for (const Ratio& each : result.ratios) {
            EXPECT_GT(each.denominator, 0U);
            if (each.rule == "PL502") {
                EXPECT_EQ(std::pair(each.numerator, each.denominator), std::pair(leads, total));
            }
            if (each.rule == "PL503") {
                EXPECT_EQ(std::pair(each.numerator, each.denominator), std::pair(lags, total));
            }
            if (each.rule == "PL504") {
                EXPECT_EQ(std::pair(each.numerator, each.denominator), std::pair(plain, total));
            }
        }
    }
}

}  // namespace
}  // namespace planloom::testing

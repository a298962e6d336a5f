#include <planloom/coverage/support.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>

#include "support/matchers.hpp"
#include "support/plans.hpp"
#include "support/random.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace planloom {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr Minutes day = 480;

DatePeriod on(std::string_view text) {
    return *parse_date(text);
}

/// A plan of days, said in a form that can be changed and built again.
struct TaskSpec {
    int parent = -1;
    std::optional<int> days;
    bool has_lead = true;
    TaskStatus status = TaskStatus::not_started;
    bool is_ongoing = false;
};
struct GoalSpec {
    int parent = -1;
    SupportRule rule = SupportRule::all;
    int count = 1;
    int horizon = -1;  ///< days after the start
};
struct ServeSpec {
    std::size_t task = 0, goal = 0;
    ServesRole role = ServesRole::necessary;
};
struct LinkSpec {
    std::size_t from = 0, to = 0;
    LinkType type = LinkType::finish_to_start;
    int lag = 0;
    int max_lag = -1;
};
struct PlanSpec {
    std::vector<TaskSpec> tasks;
    std::vector<GoalSpec> goals;
    std::vector<ServeSpec> serves;
    std::vector<LinkSpec> links;

    [[nodiscard]] Plan build() const {
        PlanBuilder builder;
        builder.head().start = DateTime(Date::from_ymd(2025, 1, 1), 0);
        builder.add_unit({.key = "U"});
        // Keeps somebody asked for, and durations named.
        builder.assign(builder.add_task({.key = "kept", .duration = day}), "U", Role::lead);
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            const TaskSpec& task = tasks[i];
            const std::string key = "T" + std::to_string(i);
            const std::string parent = "T" + std::to_string(task.parent);
            const TaskId id = builder.add_task(
                {.key = key,
                 .parent = task.parent < 0 ? std::optional<std::string_view>() : parent,
                 .duration = task.days ? *task.days * day : no_minutes,
                 .is_ongoing = task.is_ongoing,
                 .status = task.status});
            if (task.has_lead) builder.assign(id, "U", Role::lead);
        }
        for (std::size_t i = 0; i < goals.size(); ++i) {
            const std::string key = "G" + std::to_string(i);
            const std::string parent = "G" + std::to_string(goals[i].parent);
            DatePeriod horizon;
            if (goals[i].horizon >= 0)
                horizon = {Date::from_ymd(2025, 1, 1).plus_days(goals[i].horizon),
                           DatePrecision::day};
            builder.add_goal(
                {.key = key,
                 .parent = goals[i].parent < 0 ? std::optional<std::string_view>() : parent,
                 .horizon = horizon,
                 .support = goals[i].rule,
                 .support_count = goals[i].count});
        }
        for (const ServeSpec& row : serves)
            builder.serve(TaskId(row.task + 1), "G" + std::to_string(row.goal), row.role);
        for (const LinkSpec& link : links)
            builder.depend(TaskId(link.to + 1), "T" + std::to_string(link.from),
                           {.type = link.type,
                            .lag = link.lag * day,
                            .max_lag = link.max_lag < 0 ? no_minutes : link.max_lag * day});
        return std::move(builder).build();
    }
};

PlanSpec random_spec(std::uint64_t seed) {
    testing::Random random(seed);
    PlanSpec spec;
    const std::size_t tasks = 1 + random.below(14);
    const std::size_t goals = 1 + random.below(6);
    for (std::size_t i = 0; i < tasks; ++i) {
        TaskSpec task;
        if (i > 0 && random.chance(25)) task.parent = static_cast<int>(random.below(i));
        if (random.chance(65)) task.days = random.between(0, 10);
        task.has_lead = random.chance(80);
        if (random.chance(8)) task.status = TaskStatus::done;
        if (random.chance(8)) task.status = TaskStatus::cancelled;
        task.is_ongoing = random.chance(5);
        spec.tasks.push_back(task);
    }
    for (std::size_t i = 0; i < goals; ++i) {
        GoalSpec goal;
        if (i > 0 && random.chance(60)) goal.parent = static_cast<int>(random.below(i));
        goal.rule = static_cast<SupportRule>(random.below(3));
        goal.count = random.between(1, 3);
        if (random.chance(70)) goal.horizon = random.between(0, 30);
        spec.goals.push_back(goal);
    }
    for (std::size_t i = 0; i < tasks + goals; ++i)
        spec.serves.push_back(
            {random.below(tasks), random.below(goals), static_cast<ServesRole>(random.below(3))});
    // Tasks under others come after them, so links from lower to higher numbers run in no circle
    // but for those between a task and what is above it.
    const auto is_above = [&](std::size_t above, std::size_t task) {
        for (int at = static_cast<int>(task); at >= 0;
             at = spec.tasks[static_cast<std::size_t>(at)].parent)
            if (at == static_cast<int>(above)) return true;
        return false;
    };
    if (tasks < 2) return spec;
    for (std::size_t i = 0; i < tasks; ++i) {
        const std::size_t from = random.below(tasks - 1);
        const std::size_t to = from + 1 + random.below(tasks - from - 1);
        if (is_above(from, to)) continue;
        LinkSpec link{from, to, static_cast<LinkType>(random.below(4)), random.between(0, 3), -1};
        if (random.chance(10)) link.max_lag = link.lag + random.between(0, 4);
        spec.links.push_back(link);
    }
    return spec;
}

/// When goals are reached, from the schedule and the rules said the slow way; nothing where never.
class SlowReach {
public:
    SlowReach(const PlanGraph& graph, const Schedule& schedule)
        : graph_(graph), plan_(graph.plan()), schedule_(schedule), formulas_(graph) {}

    [[nodiscard]] std::optional<Minutes> of(GoalId goal) const {
        const SupportFormula formula = formulas_.formula(goal);
        std::vector<Minutes> moments;
        const auto add = [&](std::optional<Minutes> moment) {
            moments.push_back(moment.value_or(std::numeric_limits<Minutes>::max()));
        };
        for (const TaskId task : formula.necessary) add(of(task));
        for (const GoalId subgoal : formula.subgoals) add(of(subgoal));
        const auto group = formula.is_soft() ? formula.supporting : formula.alternatives;
        std::optional<Minutes> first;
        for (const TaskId task : group)
            if (const auto moment = of(task); moment && (!first || *moment < *first))
                first = moment;
        if (!group.empty()) add(first);
        std::sort(moments.begin(), moments.end());
        if (formula.needed > moments.size() ||
            moments[formula.needed - 1] == std::numeric_limits<Minutes>::max())
            return std::nullopt;
        return moments[formula.needed - 1];
    }

private:
    [[nodiscard]] std::optional<Minutes> of(TaskId task) const {
        if (formulas_.is_cancelled(task)) return std::nullopt;
        const auto parts = graph_.children(task);
        const bool is_done = plan_.task(task).status() == TaskStatus::done;
        if (parts.empty() && plan_.task(task).is_ongoing() && !is_done)
            return schedule_.early_start()[task.index()];
        if (parts.empty()) return schedule_.early_finish()[task.index()];
        if (is_done) {
            Minutes last = schedule_.start();
            for (const TaskId part : parts)
                if (plan_.task(part).status() == TaskStatus::done) last = std::max(last, *of(part));
            return last;
        }
        Minutes last = std::numeric_limits<Minutes>::min();
        for (const TaskId part : parts)
            if (!formulas_.is_cancelled(part)) last = std::max(last, *of(part));
        return last;
    }

    const PlanGraph& graph_;
    const Plan& plan_;
    const Schedule& schedule_;
    SupportFormulas formulas_;
};

bool is_decided(const GoalCoverage& before, const GoalCoverage& after) {
    if (before.horizon.reason == NotTimed::timed && before.horizon.in_time == Truth::unknown)
        return after.horizon.in_time == Truth::yes;
    return after.deep == CoverageState::covered;
}

bool is_undecided(const GoalCoverage& goal) {
    return goal.deep == CoverageState::possible || goal.deep == CoverageState::unknown ||
           (goal.horizon.reason == NotTimed::timed && goal.horizon.in_time == Truth::unknown);
}

///   open data (all): portal, rules          portal: T1 -> T2, 10 + 20 days
///   portal (all): T1, T2                    rules: T3 | T4, 60 | 5 days
///   rules (all): any(T3, T4)
TEST(GoalCoverage, SaysByWhenGoalsAreReachedAndByWhatPath) {
    PlanBuilder builder;
    builder.head().start = DateTime(Date::from_ymd(2025, 3, 3), 0);
    builder.add_goal({.key = "open data", .horizon = on("2025-04")});
    builder.add_goal({.key = "portal", .parent = "open data", .horizon = on("2025-03")});
    builder.add_goal({.key = "rules", .parent = "open data"});
    builder.serve(builder.add_task({.key = "T1", .duration = 10 * day}), "portal");
    const TaskId second = builder.add_task({.key = "T2", .duration = 20 * day});
    builder.serve(second, "portal");
    builder.depend(second, "T1");
    builder.serve(builder.add_task({.key = "T3", .duration = 60 * day}), "rules",
                  ServesRole::alternative);
    builder.serve(builder.add_task({.key = "T4", .duration = 5 * day}), "rules",
                  ServesRole::alternative);
    const PlanGraph graph = freeze(std::move(builder).build());
    const GoalCoverageReport report = goal_coverage(graph);
    const GoalCoverage& whole = report.of(GoalId(0));
    EXPECT_EQ(whole.deep, CoverageState::covered);
    EXPECT_EQ(whole.shallow, CoverageState::uncovered);
    EXPECT_EQ(whole.horizon.in_time, Truth::yes);
    // 30 working days from Monday 3 March: Friday 11 April.
    EXPECT_EQ(to_string(whole.horizon.earliest), "2025-04-11");
    EXPECT_EQ(whole.horizon.spare_days, 19);
    EXPECT_EQ(whole.horizon.spare_work, 13 * day);
    EXPECT_THAT(testing::keys_of(graph.plan(), report.path(GoalId(0))), ElementsAre("T1", "T2"));
    const GoalCoverage& portal = report.of(GoalId(1));
    EXPECT_EQ(portal.shallow, CoverageState::covered);
    EXPECT_EQ(portal.horizon.in_time, Truth::no);
    EXPECT_EQ(portal.horizon.spare_work, -9 * day);
    EXPECT_EQ(portal.horizon.spare_days, -11);
    const GoalCoverage& rules = report.of(GoalId(2));
    EXPECT_EQ(rules.horizon.reason, NotTimed::no_horizon);
    EXPECT_EQ(to_string(rules.horizon.earliest), "2025-03-07");
    EXPECT_THAT(report.missing(), IsEmpty());
}

TEST(GoalCoverage, TellsTheStatesApart) {
    PlanBuilder builder;
    for (const std::string_view key : {"covered", "possible", "unknown", "partial", "uncovered"})
        builder.add_goal({.key = key});
    builder.add_unit({.key = "U"});
    const auto add = [&](std::string_view key, std::string_view goal, bool has_lead,
                         TaskStatus status) {
        const TaskId task = builder.add_task({.key = key, .status = status});
        builder.serve(task, goal);
        if (has_lead) builder.assign(task, "U", Role::lead);
    };
    add("T1", "covered", false, TaskStatus::done);
    add("T2", "covered", true, TaskStatus::in_progress);
    add("T3", "possible", true, TaskStatus::not_started);
    add("T4", "possible", false, TaskStatus::not_started);
    add("T5", "unknown", false, TaskStatus::in_progress);
    add("T6", "partial", true, TaskStatus::not_started);
    add("T7", "partial", true, TaskStatus::cancelled);
    add("T8", "uncovered", true, TaskStatus::cancelled);
    const PlanGraph graph = freeze(std::move(builder).build());
    const GoalCoverageReport report = goal_coverage(graph);
    for (const GoalCoverage& goal : report.goals()) {
        EXPECT_EQ(word(goal.deep), graph.plan().goal(goal.goal).key());
        EXPECT_EQ(goal.shallow, goal.deep);
        EXPECT_FALSE(goal.is_reached);
    }
    EXPECT_EQ(report.count(CoverageState::partial), 1U);
    EXPECT_EQ(report.undecided_count(), 2U);
    ASSERT_EQ(report.missing().size(), 2U);
    EXPECT_EQ(report.missing()[0], (MissingFact{TaskId(3), FactField::lead, 1, 1, 1}));
    EXPECT_EQ(report.missing()[1], (MissingFact{TaskId(4), FactField::lead, 1, 1, 1}));
}

TEST(GoalCoverage, AsksNobodyForLeadsWhereThePlanNamesNone) {
    PlanBuilder builder;
    builder.add_goal({.key = "G"});
    builder.serve(builder.add_task({.key = "T"}), "G");
    const PlanGraph graph = freeze(std::move(builder).build());
    EXPECT_EQ(goal_coverage(graph).of(GoalId(0)).deep, CoverageState::covered);
}

TEST(GoalCoverage, GoesByDueDatesWhereNothingElseIsSaid) {
    PlanBuilder builder;
    builder.add_goal({.key = "early", .horizon = on("2025")});
    builder.add_goal({.key = "late", .horizon = on("2025")});
    builder.add_goal({.key = "open", .horizon = on("2030")});
    builder.add_goal({.key = "silent", .horizon = on("2030")});
    builder.add_goal({.key = "going on", .horizon = on("2030")});
    builder.serve(builder.add_task({.key = "T1", .due = on("2025-06")}), "early");
    builder.serve(builder.add_task({.key = "T2", .due = on("2026")}), "late");
    builder.serve(builder.add_task({.key = "T3", .due = on("2028")}), "open");
    builder.serve(builder.add_task({.key = "T4"}), "open");
    builder.serve(builder.add_task({.key = "T5"}), "silent");
    builder.serve(builder.add_task({.key = "T6", .is_ongoing = true}), "going on");
    builder.serve(builder.add_task({.key = "T7", .due = on("2029")}), "going on");
    const PlanGraph graph = freeze(std::move(builder).build());
    const GoalCoverageReport report = goal_coverage(graph);
    const auto horizon = [&](std::size_t goal) { return report.of(GoalId(goal)).horizon; };
    EXPECT_EQ(horizon(0).in_time, Truth::yes);
    EXPECT_EQ(to_string(horizon(0).earliest), "2025-06-30");
    EXPECT_EQ(horizon(1).in_time, Truth::no);
    EXPECT_EQ(horizon(1).spare_days, -365);
    EXPECT_EQ(horizon(2).in_time, Truth::unknown);
    EXPECT_TRUE(horizon(2).is_lower_bound);
    EXPECT_EQ(to_string(horizon(2).earliest), "2028-12-31");
    EXPECT_EQ(horizon(3).reason, NotTimed::no_times);
    EXPECT_EQ(horizon(4).in_time, Truth::yes);
    ASSERT_EQ(report.missing().size(), 1U);
    EXPECT_EQ(report.missing()[0], (MissingFact{TaskId(3), FactField::due, 1, 1, 1}));
}

TEST(GoalCoverage, AsksForTheStartOfThePlanWhereDurationsHangInTheAir) {
    PlanBuilder builder;
    builder.add_goal({.key = "G1", .horizon = on("2025")});
    builder.add_goal({.key = "G2", .horizon = on("2026")});
    builder.serve(builder.add_task({.key = "T1", .duration = 5 * day}), "G1");
    builder.serve(builder.add_task({.key = "T2", .duration = 5 * day}), "G2");
    const PlanGraph graph = freeze(std::move(builder).build());
    const GoalCoverageReport report = goal_coverage(graph);
    EXPECT_EQ(report.of(GoalId(0)).horizon.in_time, Truth::unknown);
    ASSERT_EQ(report.missing().size(), 1U);
    EXPECT_EQ(report.missing()[0], (MissingFact{TaskId(), FactField::start, 2, 2, 2}));
    GoalCoverageOptions options;
    options.schedule.start = DateTime(Date::from_ymd(2025, 12, 29), 0);
    const GoalCoverageReport timed = goal_coverage(graph, options);
    EXPECT_EQ(timed.of(GoalId(0)).horizon.in_time, Truth::no);
    EXPECT_EQ(timed.of(GoalId(1)).horizon.in_time, Truth::yes);
    options.by_horizon = false;
    EXPECT_EQ(goal_coverage(graph, options).of(GoalId(0)).horizon.reason, NotTimed::not_asked);
}

TEST(GoalCoverage, SaysWhatGoalsDoNotWantAndDoNotGet) {
    PlanBuilder builder;
    builder.add_need(builder.add_goal({.key = "needs"}), "law");
    builder.add_need(GoalId(0), "money");
    builder.add_goal({.key = "closed", .is_closed = true});
    const TaskId law = builder.add_task({.key = "T1"});
    builder.add_tag(law, "law");
    builder.serve(law, "needs");
    builder.serve(builder.add_task({.key = "T2"}), "needs");
    builder.serve(builder.add_task({.key = "T3", .status = TaskStatus::done}), "closed");
    builder.serve(builder.add_task({.key = "T4"}), "closed");
    builder.serve(builder.add_task({.key = "T5", .status = TaskStatus::cancelled}), "closed");
    const PlanGraph graph = freeze(std::move(builder).build());
    const GoalCoverageReport report = goal_coverage(graph);
    EXPECT_THAT(testing::keys_of(graph.plan(), report.of(GoalId(0)).unwanted), ElementsAre("T2"));
    EXPECT_THAT(report.of(GoalId(0)).missing_tags, ElementsAre("money"));
    EXPECT_THAT(testing::keys_of(graph.plan(), report.of(GoalId(1)).unwanted), ElementsAre("T4"));
}

TEST(GoalCoverage, GoesOnWithoutTimesWhereLinksCannotHold) {
    PlanBuilder builder;
    builder.head().start = DateTime(Date::from_ymd(2025, 1, 1), 0);
    builder.add_goal({.key = "G", .horizon = on("2025")});
    for (const std::string_view key : {"T1", "T2"})
        builder.serve(builder.add_task({.key = key, .duration = day}), "G");
    builder.depend(TaskId(0), "T2");
    builder.depend(TaskId(1), "T1");
    const PlanGraph graph = freeze(std::move(builder).build());
    const GoalCoverageReport report = goal_coverage(graph);
    EXPECT_EQ(report.of(GoalId(0)).horizon.reason, NotTimed::bad_links);
    EXPECT_EQ(report.of(GoalId(0)).deep, CoverageState::covered);
    EXPECT_THAT(goal_coverage(graph, {.by_horizon = true}).path(GoalId(0)), IsEmpty());
}

TEST(GoalCoverage, HasNothingToSayOfAnEmptyPlan) {
    const PlanGraph graph = freeze(Plan{});
    const GoalCoverageReport report = goal_coverage(graph);
    EXPECT_THAT(report.goals(), IsEmpty());
    EXPECT_EQ(report.missing_count(), 0U);
}

TEST(GoalCoverage, HoldsWhateverTheMissingFactsTurnOutToBe) {
    std::size_t timed = 0, unknown = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        SCOPED_TRACE(seed);
        const PlanSpec spec = random_spec(seed);
        const PlanGraph graph = freeze(spec.build());
        const GoalCoverageReport report = goal_coverage(graph);
        testing::Random random(seed);
        for (int round = 0; round < 4; ++round) {
            PlanSpec full = spec;
            for (TaskSpec& task : full.tasks) {
                task.has_lead = true;
                // How long a task takes that has no end, or is done, is not asked.
                if (!task.days && !task.is_ongoing && task.status != TaskStatus::done)
                    task.days = round == 0 ? 0 : random.between(0, 15 * round);
            }
            const PlanGraph full_graph = freeze(full.build());
            const GoalCoverageReport told = goal_coverage(full_graph);
            EXPECT_EQ(told.undecided_count(), 0U);
            if (told.goals().front().horizon.reason == NotTimed::bad_links) continue;
            const Schedule times = schedule(full_graph);
            const SlowReach slow(full_graph, times);
            for (const GoalCoverage& goal : told.goals()) {
                const GoalCoverage& before = report.of(goal.goal);
                const std::optional<Minutes> reached = slow.of(goal.goal);
                EXPECT_EQ(goal.deep == CoverageState::covered, reached.has_value());
                if (before.deep == CoverageState::covered) {
                    EXPECT_TRUE(reached);
                }
                if (before.deep >= CoverageState::partial) {
                    EXPECT_FALSE(reached);
                }
                if (goal.horizon.reason != NotTimed::timed) continue;
                const Minutes end = DateTime(goal.horizon.horizon, minutes_of_day).minutes();
                EXPECT_EQ(goal.horizon.in_time,
                          reached && *reached <= end ? Truth::yes : Truth::no);
                if (before.horizon.reason != NotTimed::timed) continue;
                ++timed;
                if (before.horizon.in_time == Truth::unknown) {
                    ++unknown;
                    continue;
                }
                EXPECT_EQ(before.horizon.in_time, goal.horizon.in_time);
                if (!before.horizon.earliest.is_set() || !goal.horizon.earliest.is_set()) continue;
                if (before.horizon.is_lower_bound) {
                    EXPECT_LE(before.horizon.earliest, goal.horizon.earliest);
                } else {
                    EXPECT_GE(before.horizon.earliest, goal.horizon.earliest);
                }
            }
        }
    }
    EXPECT_GT(timed, 1000U);
    EXPECT_GT(unknown, 200U);
}

TEST(GoalCoverage, RanksMissingFactsByWhatTheyDecide) {
    std::size_t settling = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        SCOPED_TRACE(seed);
        PlanSpec spec = random_spec(seed);
        const PlanGraph graph = freeze(spec.build());
        const GoalCoverageReport report =
            goal_coverage(graph, {.by_horizon = seed % 4 != 0, .missing = 20});
        GoalCoverageReport before = report;
        std::size_t undecided = 0;
        for (const GoalCoverage& goal : report.goals()) undecided += is_undecided(goal) ? 1 : 0;
        EXPECT_EQ(report.undecided_count(), undecided);
        EXPECT_EQ(report.missing().size(), std::min<std::size_t>(20, report.missing_count()));
        const auto give = [](PlanSpec& to, const MissingFact& fact) {
            TaskSpec& task = to.tasks[fact.task.index() - 1];
            if (fact.field == FactField::lead) task.has_lead = true;
            if (fact.field == FactField::duration) task.days = 0;
        };
        std::vector<PlanGraph> graphs;
        graphs.reserve(64);
        for (const MissingFact& fact : report.missing()) {
            const auto decided = [&](const PlanSpec& changed, const GoalCoverageReport& from) {
                const PlanGraph& next = graphs.emplace_back(freeze(changed.build()));
                GoalCoverageReport after = goal_coverage(next, {.by_horizon = seed % 4 != 0});
                std::size_t count = 0;
                for (const GoalCoverage& goal : from.goals())
                    if (is_undecided(goal) && is_decided(goal, after.of(goal.goal))) ++count;
                return std::pair(count, std::move(after));
            };
            PlanSpec alone = random_spec(seed);
            give(alone, fact);
            EXPECT_EQ(fact.settles, decided(alone, report).first);
            EXPECT_GE(fact.involved, fact.settles);
            EXPECT_GT(fact.involved, 0U);
            settling += fact.settles;
            give(spec, fact);
            auto [count, after] = decided(spec, before);
            EXPECT_EQ(fact.settles_next, count);
            before = std::move(after);
        }
    }
    EXPECT_GT(settling, 150U);
}

TEST(GoalCoverage, SaysTheSameTwice) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph =
            freeze(testing::random_plan(seed, {.has_faults = seed % 2 == 0}), Faults::skip);
        const GoalCoverageReport one = goal_coverage(graph);
        const GoalCoverageReport two = goal_coverage(graph);
        EXPECT_TRUE(std::ranges::equal(one.goals(), two.goals()));
        EXPECT_TRUE(std::ranges::equal(one.missing(), two.missing()));
    }
}

}  // namespace
}  // namespace planloom

// Schedule risk of random plans against all outcomes, one by one, each with a schedule of its own.
#include <planloom/model/plan_builder.hpp>
#include <planloom/order/risk.hpp>

#include "support/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace planloom {
namespace {

using testing::Random;

/// A random plan of which some tasks take one of two durations.
class World {
public:
    enum class Calendars { none, one, two };

    World(std::uint64_t seed, Calendars calendars) : random_(seed), calendars_(calendars) {
        if (has_dates()) add_calendars();
        unit_ = has_dates() ? 120 : 1;
        add_tasks();
        add_links();
    }

    [[nodiscard]] PlanGraph graph() const { return freeze(PlanBuilder(builder_).build()); }
    [[nodiscard]] std::size_t task_count() const { return tasks_.size(); }
    [[nodiscard]] const std::vector<TaskQuantiles>& quantiles() const { return quantiles_; }

    /// The plan in which the tasks that vary have the durations of one outcome, bit by bit.
    [[nodiscard]] PlanGraph outcome(std::size_t number) const {
        PlanBuilder builder;
        builder.head() = PlanBuilder(builder_).head();
        for (std::size_t i = 0; i < tasks_.size(); ++i) {
            NewTask task = tasks_[i];
            for (std::size_t k = 0; k < quantiles_.size(); ++k)
                if (quantiles_[k].task.index() == i)
                    task.duration = (number >> k & 1U) != 0 ? quantiles_[k].points.back().duration
                                                            : quantiles_[k].points[0].duration;
            builder.add_task(task);
        }
        for (const auto& [to, from, link] : links_) builder.depend(TaskId(to), keys_[from], link);
        return freeze(std::move(builder).build());
    }
    [[nodiscard]] std::size_t outcome_count() const { return std::size_t{1} << quantiles_.size(); }
    [[nodiscard]] double probability(std::size_t number) const {
        double result = 1;
        for (std::size_t k = 0; k < quantiles_.size(); ++k) {
            const double first = quantiles_[k].points[1].share;
            result *= (number >> k & 1U) != 0 ? 1 - first : first;
        }
        return result;
    }

private:
    [[nodiscard]] bool has_dates() const { return calendars_ != Calendars::none; }

    void add_calendars() {
        const WeekHours office = standard_week({});
        WeekHours site;
        for (std::size_t i = 0; i < 7; ++i)
            if (random_.chance(70)) site[i] = {{360, 500}, {700, 1440}};
        site[2] = {{0, 100}};
        const Date monday = Date::from_ymd(2025, 6, 2);
        builder_.head().start = DateTime(monday, 0);
        builder_.head().calendar = "office";
        builder_.head().calendars = {
            {"office", "", office, {{monday.plus_days(3), monday.plus_days(4), {}, ""}}},
            {"site", "", site, {}}};
    }

    void add_tasks() {
        const int count = random_.between(1, 8);
        for (int i = 0; i < count; ++i) keys_.push_back("T" + std::to_string(i));
        for (int i = 0; i < count; ++i) {
            NewTask task{.key = keys_[static_cast<std::size_t>(i)]};
            if (i > 0 && random_.chance(25))
                task.parent = keys_[random_.below(static_cast<std::size_t>(i))];
            task.duration = random_.between(0, 6) * unit_;
            if (calendars_ == Calendars::two && random_.chance(30)) task.calendar = "site";
            if (calendars_ == Calendars::two) task.is_elapsed = random_.chance(10);
            if (has_dates() && random_.chance(10))
                task.start_no_earlier = Date::from_ymd(2025, 6, 2).plus_days(random_.between(0, 9));
            if (has_dates() && random_.chance(10))
                task.finish_no_earlier =
                    Date::from_ymd(2025, 6, 2).plus_days(random_.between(0, 9));
            tasks_.push_back(task);
            builder_.add_task(task);
            if (quantiles_.size() == 4 || !random_.chance(70)) continue;
            const Minutes low = random_.between(1, 4) * unit_;
            const Minutes high = low + random_.between(1, 6) * unit_;
            const double share = random_.between(1, 3) / 4.0;
            quantiles_.push_back({TaskId(static_cast<std::size_t>(i)),
                                  {{0, low}, {share, low}, {share, high}, {1, high}}});
        }
    }

    void add_links() {
        const int count = random_.between(0, static_cast<int>(keys_.size()) * 2);
        for (int i = 0; i < count; ++i) {
            std::size_t from = random_.below(keys_.size());
            std::size_t to = random_.below(keys_.size());
            if (from == to) continue;
            if (!random_.chance(5) && from > to) std::swap(from, to);
            Link link{.type = random_.chance(50) ? LinkType::finish_to_start
                                                 : static_cast<LinkType>(random_.below(4))};
            if (random_.chance(40)) link.lag = random_.between(-3, 4) * unit_;
            if (random_.chance(10)) link.max_lag = link.lag + random_.between(0, 8) * unit_;
            link.is_elapsed = calendars_ == Calendars::two && random_.chance(20);
            links_.push_back({to, from, link});
            builder_.depend(TaskId(to), keys_[from], link);
        }
    }

    struct NewLink {
        std::size_t to, from;
        Link link;
    };

    Random random_;
    Calendars calendars_;
    Minutes unit_ = 1;
    PlanBuilder builder_;
    std::vector<std::string> keys_;
    std::vector<NewTask> tasks_;
    std::vector<NewLink> links_;
    std::vector<TaskQuantiles> quantiles_;
};

/// Every outcome with its probability: what finishes come out, how often a task is critical.
struct Exact {
    std::map<Minutes, double> finish;
    std::vector<double> criticality;
    double feasible = 0;
};

/// @param base  gives the moment from which finishes count
Exact enumerate(const World& world, const Schedule& base) {
    Exact exact;
    exact.criticality.assign(world.task_count(), 0);
    for (std::size_t i = 0; i < world.outcome_count(); ++i) {
        const PlanGraph graph = world.outcome(i);
        try {
            const Schedule schedule = planloom::schedule(graph);
            const double probability = world.probability(i);
            exact.feasible += probability;
            exact.finish[base.work_between(base.start(), schedule.finish())] += probability;
            for (const TaskId task : graph.plan().tasks())
                if (schedule.is_critical(task) && graph.is_leaf(task))
                    exact.criticality[task.index()] += probability;
        } catch (const InfeasibleLinks&) {
        }
    }
    return exact;
}

void compare(const World& world, const Schedule& schedule, const Exact& exact, const Risk& risk) {
    const std::size_t feasible = risk.sample_count() - risk.infeasible_count();
    const auto near = [&](double share, std::size_t count) {
        return 5.5 * std::sqrt(share * (1 - share) / static_cast<double>(count)) + 1e-9;
    };
    ASSERT_NEAR(static_cast<double>(feasible) / static_cast<double>(risk.sample_count()),
                exact.feasible, near(exact.feasible, risk.sample_count()));
    std::map<Minutes, std::size_t> counts;
    for (const Minutes moment : risk.finish().samples())
        ++counts[schedule.work_between(schedule.start(), moment)];
    for (const auto& [finish, count] : counts)
        ASSERT_TRUE(exact.finish.contains(finish)) << finish << " cannot come out";
    for (const auto& [finish, probability] : exact.finish)
        ASSERT_NEAR(static_cast<double>(counts[finish]) / static_cast<double>(feasible),
                    probability / exact.feasible, near(probability / exact.feasible, feasible))
            << finish;
    for (std::size_t i = 0; i < world.task_count(); ++i) {
        const double share = std::min(1.0, exact.criticality[i] / exact.feasible);
        ASSERT_NEAR(risk.criticality()[i], share, near(share, feasible)) << "T" << i;
    }
}

void check_outcomes(World::Calendars calendars, std::uint64_t seeds, std::size_t least) {
    std::size_t compared = 0;
    for (std::uint64_t seed = 0; seed < seeds; ++seed) {
        SCOPED_TRACE(seed);
        const World world(seed, calendars);
        const PlanGraph graph = world.graph();
        std::optional<Schedule> schedule;
        try {
            schedule = planloom::schedule(graph);
        } catch (const InfeasibleLinks&) {
            continue;
        }
        RiskOptions options{.samples = 2000, .threads = 1};
        for (const TaskQuantiles& each : world.quantiles())
            if (graph.is_leaf(each.task)) options.quantiles.push_back(each);
        const Exact exact = enumerate(world, *schedule);
        if (exact.feasible == 0) continue;
        compare(world, *schedule, exact, schedule_risk(*schedule, options));
        if (::testing::Test::HasFatalFailure()) return;
        ++compared;
    }
    EXPECT_GT(compared, least);
}

TEST(ScheduleRiskLaw, AgreesWithAllOutcomesInWorkingTime) {
    check_outcomes(World::Calendars::none, 600, 400);
}

TEST(ScheduleRiskLaw, AgreesWithAllOutcomesByOneCalendar) {
    check_outcomes(World::Calendars::one, 400, 250);
}

TEST(ScheduleRiskLaw, AgreesWithAllOutcomesBySeveralCalendars) {
    check_outcomes(World::Calendars::two, 400, 250);
}

/// A wide plan with three-point durations, all links from earlier tasks.
Plan wide_plan(std::uint64_t seed, bool has_finish_links) {
    Random random(seed);
    PlanBuilder builder;
    builder.add_unit({.key = "u"});
    builder.add_goal({.key = "G"});
    std::vector<std::string> keys;
    for (std::size_t i = 0; i < 60; ++i) {
        keys.push_back("T" + std::to_string(i));
        const Minutes likely = random.between(1, 20) * 480;
        const TaskId task =
            builder.add_task({.key = keys.back(),
                              .duration = likely,
                              .optimistic = likely * random.between(30, 100) / 100,
                              .pessimistic = likely * random.between(100, 300) / 100});
        if (random.chance(50)) builder.assign(task, "u", Role::lead);
        if (random.chance(20)) builder.serve(task, "G");
        for (int k = 0; i > 0 && k < 3; ++k)
            builder.depend(task, keys[random.below(i)],
                           {.type = has_finish_links ? static_cast<LinkType>(random.below(4))
                                                     : LinkType::finish_to_start,
                            .lag = random.between(-2, 2) * 240});
    }
    return std::move(builder).build();
}

TEST(ScheduleRiskLaw, IsTheSameForAnyNumberOfThreads) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(seed);
        const PlanGraph graph = freeze(wide_plan(seed, seed % 2 == 1));
        const Schedule schedule = planloom::schedule(graph);
        RiskOptions options{.distribution = static_cast<Distribution>(seed % 4),
                            .correlation = seed % 3 == 0 ? 0.4 : 0,
                            .samples = 2000 + seed,
                            .seed = seed,
                            .threads = 1};
        const Risk one = schedule_risk(schedule, options);
        for (const unsigned threads : {2U, 3U, 0U}) {
            options.threads = threads;
            EXPECT_EQ(schedule_risk(schedule, options), one);
        }
    }
}

TEST(ScheduleRiskLaw, CalendarsWithTheSameHoursChangeNothing) {
    for (std::uint64_t seed = 0; seed < 12; ++seed) {
        SCOPED_TRACE(seed);
        PlanBuilder builder(wide_plan(seed, seed % 2 == 1));
        builder.head().start = DateTime(Date::from_ymd(2025, 6, 2), 8 * 60);
        const PlanGraph one = freeze(PlanBuilder(builder).build());
        builder.head().calendars = {{"twin", "", standard_week({}), {}}};
        builder.add_task({.key = "more", .duration = 480, .calendar = "twin"});
        const PlanGraph two = freeze(std::move(builder).build());
        const RiskOptions options{.samples = 400, .seed = seed};
        const Risk in_work = schedule_risk(planloom::schedule(one), options);
        const Risk by_clocks = schedule_risk(planloom::schedule(two), options);
        EXPECT_EQ(in_work.finish(), by_clocks.finish());
        EXPECT_EQ(in_work.goals().size(), by_clocks.goals().size());
        EXPECT_TRUE(
            std::equal(in_work.goals().begin(), in_work.goals().end(), by_clocks.goals().begin()));
        EXPECT_TRUE(std::equal(in_work.criticality().begin(), in_work.criticality().end(),
                               by_clocks.criticality().begin()));
        EXPECT_TRUE(std::equal(in_work.sensitivity().begin(), in_work.sensitivity().end(),
                               by_clocks.sensitivity().begin()));
    }
}

}  // namespace
}  // namespace planloom

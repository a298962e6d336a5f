// Live schedules under random edits against schedules of the edited plans, made anew.
#include <planloom/order/live_schedule.hpp>

#include "live_mirror.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace planloom {
namespace {

using testing::Mirror;
using testing::MirrorLink;
using testing::MirrorTask;

class Trial {
public:
    Trial(Mirror mirror, const PlanGraph& graph)
        : mirror_(std::move(mirror)), live_(graph, mirror_.options) {
        remember();
    }

    /// @return whether there was an edit: what is drawn may not be there
    bool edit() {
        const TaskId task(mirror_.random.below(mirror_.tasks.size()));
        const bool is_leaf = live_.has(task) && mirror_.is_leaf(task);
        const int choice = mirror_.random.between(0, 99);
        if (choice < 35) return add_link();
        if (choice < 55) return remove_link();
        if (choice < 61) return add_task();
        return is_leaf && edit_task(task, choice);
    }

    void check() {
        const PlanGraph graph = mirror_.graph();
        const Schedule fresh = schedule(graph, mirror_.options);
        ASSERT_TRUE(std::ranges::equal(live_.early_start(), fresh.early_start()));
        ASSERT_TRUE(std::ranges::equal(live_.early_finish(), fresh.early_finish()));
        ASSERT_EQ(live_.start(), fresh.start());
        ASSERT_EQ(live_.finish(), fresh.finish());
        ASSERT_EQ(live_.length(), fresh.length());
        std::vector<TaskId> changed;
        start_.resize(live_.task_count(), no_minutes);
        finish_.resize(live_.task_count(), no_minutes);
        for (std::size_t i = 0; i < live_.task_count(); ++i)
            if (start_[i] != fresh.early_start()[i] || finish_[i] != fresh.early_finish()[i])
                changed.emplace_back(i);
        ASSERT_TRUE(std::ranges::equal(live_.changed(), changed));
        remember();
        if (mirror_.random.chance(30)) check_late(fresh);
        check_order();
    }

    std::size_t refused = 0;

private:
    void remember() {
        start_.assign(live_.early_start().begin(), live_.early_start().end());
        finish_.assign(live_.early_finish().begin(), live_.early_finish().end());
    }

    bool edit_task(TaskId task, int choice) {
        MirrorTask& twin = mirror_.tasks[task.index()];
        if (choice < 80) {
            twin.duration = mirror_.random_duration();
            live_.set_duration(task, twin.duration);
        } else if (choice < 94) {
            if (!live_.has_dates()) return false;
            twin.start_no_earlier =
                mirror_.random.chance(30) ? Date() : Mirror::day(mirror_.random.between(0, 14));
            live_.set_start_no_earlier(task, twin.start_no_earlier);
        } else {
            twin.status = TaskStatus::cancelled;
            live_.remove_task(task);
            for (MirrorLink& each : mirror_.links)
                if (each.before == task || each.after == task) each.is_there = false;
        }
        return true;
    }

    bool add_task() {
        MirrorTask added;
        added.key = "N" + std::to_string(mirror_.tasks.size());
        added.duration = mirror_.random_duration();
        EXPECT_EQ(live_.add_task(added.duration), TaskId(mirror_.tasks.size()));
        mirror_.tasks.push_back(added);
        return true;
    }

    bool add_link() {
        const MirrorLink link = mirror_.random_link();
        if (!live_.has(link.before) || !live_.has(link.after)) return false;
        const std::vector<TaskId> order = live_.order();
        const LinkAnswer answer = live_.add_link(link.before, link.after, link.link);
        mirror_.links.push_back(link);
        if (link.before == link.after || mirror_.has_circle()) {
            EXPECT_FALSE(answer.is_accepted());
            mirror_.links.pop_back();
            check_circle(link, answer);
            EXPECT_EQ(live_.order(), order);
            EXPECT_TRUE(live_.changed().empty());
            ++refused;
            return true;
        }
        EXPECT_TRUE(answer.is_accepted());
        EXPECT_EQ(answer.link, DependencyId(mirror_.links.size() - 1));
        return true;
    }

    void check_circle(const MirrorLink& refused_link, const LinkAnswer& answer) {
        ASSERT_EQ(answer.circle.front(), refused_link.after);
        ASSERT_EQ(answer.circle.back(), refused_link.before);
        ASSERT_EQ(answer.circle_links.size() + 1, answer.circle.size());
        for (std::size_t i = 0; i < answer.circle_links.size(); ++i) {
            const TaskId from = answer.circle[i];
            const TaskId to = answer.circle[i + 1];
            if (!answer.circle_links[i].is_valid()) {
                ASSERT_TRUE(mirror_.is_inside(from, to) || mirror_.is_inside(to, from));
                continue;
            }
            const MirrorLink& link = mirror_.links[answer.circle_links[i].index()];
            ASSERT_TRUE(link.is_there);
            ASSERT_EQ(std::pair(link.before, link.after), std::pair(from, to));
        }
    }

    bool remove_link() {
        if (mirror_.links.empty()) return false;
        const DependencyId link(mirror_.random.below(mirror_.links.size()));
        MirrorLink& twin = mirror_.links[link.index()];
        EXPECT_EQ(live_.has(link), twin.is_there);
        if (!twin.is_there) return false;
        live_.remove_link(link);
        twin.is_there = false;
        return true;
    }

    void check_late(const Schedule& fresh) {
        ASSERT_TRUE(std::ranges::equal(live_.late_start(), fresh.late_start()));
        ASSERT_TRUE(std::ranges::equal(live_.late_finish(), fresh.late_finish()));
        ASSERT_TRUE(std::ranges::equal(live_.total_float(), fresh.total_float()));
        ASSERT_TRUE(std::ranges::equal(live_.free_float(), fresh.free_float()));
        ASSERT_TRUE(std::ranges::equal(live_.independent_float(), fresh.independent_float()));
        for (std::size_t i = 0; i < live_.task_count(); ++i)
            ASSERT_TRUE(!live_.has(TaskId(i)) ||
                        live_.is_critical(TaskId(i)) == fresh.is_critical(TaskId(i)));
    }

    void check_order() {
        const std::vector<TaskId> order = live_.order();
        std::vector<std::size_t> place(live_.task_count(), order.size());
        for (std::size_t i = 0; i < order.size(); ++i) place[order[i].index()] = i;
        for (const MirrorLink& each : mirror_.links) {
            if (!each.is_there) continue;
            for (const TaskId before : mirror_.leaves(each.before))
                for (const TaskId after : mirror_.leaves(each.after))
                    ASSERT_LT(place[before.index()], place[after.index()]);
        }
    }

    Mirror mirror_;
    LiveSchedule live_;
    std::vector<Minutes> start_, finish_;
};

/// @return how many links were refused, or nothing for a plan that has a circle
std::optional<std::size_t> run(std::uint64_t seed, bool has_dates, bool has_late) {
    const Mirror mirror(seed, has_dates, has_late);
    const PlanGraph graph = mirror.graph();
    if (mirror.has_circle()) {
        EXPECT_THROW(LiveSchedule(graph, mirror.options), UnfitForLive);
        return std::nullopt;
    }
    Trial trial(mirror, graph);
    for (int i = 0; i < 30; ++i) {
        SCOPED_TRACE("edit " + std::to_string(i));
        while (!trial.edit()) {
        }
        if (::testing::Test::HasFatalFailure()) return std::nullopt;
        trial.check();
        if (::testing::Test::HasFatalFailure()) return std::nullopt;
    }
    return trial.refused;
}

void run_all(bool has_late, std::uint64_t seeds) {
    std::size_t plans = 0;
    std::size_t refused = 0;
    for (std::uint64_t seed = 0; seed < seeds; ++seed)
        for (const bool has_dates : {false, true}) {
            SCOPED_TRACE(std::to_string(seed) + (has_dates ? " with dates" : ""));
            const std::optional<std::size_t> result = run(seed, has_dates, has_late);
            if (::testing::Test::HasFatalFailure()) return;
            if (!result) continue;
            ++plans;
            refused += *result;
        }
    EXPECT_GT(plans, seeds);
    EXPECT_GT(refused, seeds);
}

TEST(LiveScheduleLaw, HasTheDatesOfAScheduleMadeAnew) {
    run_all(false, 600);
}

TEST(LiveScheduleLaw, HoldsWhereTasksAreToBeAsLateAsPossible) {
    run_all(true, 200);
}

}  // namespace
}  // namespace planloom

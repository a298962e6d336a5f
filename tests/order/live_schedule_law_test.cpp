// Live schedules under random edits against schedules of the edited plans, made anew.
#include <planloom/order/live_schedule.hpp>

#include "support/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace planloom {
namespace {

using testing::Random;

const Date first_day = Date::from_ymd(2025, 6, 2);  // a Monday

struct MirrorTask {
    std::string key, parent;
    Minutes duration = no_minutes;
    bool is_elapsed = false, is_late = false, is_site = false;
    Date start_no_earlier, start_no_later, finish_no_earlier, must_start, actual_start,
        actual_finish;
    std::int32_t progress = no_number;
    TaskStatus status = TaskStatus::not_started;
};

struct MirrorLink {
    TaskId before, after;
    Link link;
    bool is_there = true;
};

/// A random plan that takes the same edits as the live schedule, by being written anew.
class Mirror {
public:
    Mirror(std::uint64_t seed, bool has_dates, bool has_late)
        : random(seed), has_dates_(has_dates), starts_at_once_(random.chance(20)) {
        options.default_duration = has_dates ? 60 : 2;
        if (has_dates && random.chance(40)) options.status_date = DateTime(day(6), 600);
        const int count = random.between(1, 9);
        for (int i = 0; i < count; ++i) add_random_task(has_late);
        const int links_count = random.between(0, count);
        for (int i = 0; i < links_count; ++i) links.push_back(random_link());
        std::erase_if(links, [](const MirrorLink& each) { return each.before == each.after; });
        // The builder puts links in the order of their successors.
        std::stable_sort(links.begin(), links.end(), [](const MirrorLink& a, const MirrorLink& b) {
            return a.after < b.after;
        });
    }

    [[nodiscard]] MirrorLink random_link() {
        MirrorLink each{TaskId(random.below(tasks.size())), TaskId(random.below(tasks.size())), {}};
        if (random.chance(70) && each.after < each.before) std::swap(each.before, each.after);
        each.link.type = static_cast<LinkType>(random.below(4));
        if (random.chance(50)) each.link.lag = random.between(-3, 4) * (has_dates_ ? 200 : 1);
        each.link.is_elapsed = has_dates_ && random.chance(20);
        return each;
    }
    [[nodiscard]] Minutes random_duration() { return random.between(0, has_dates_ ? 900 : 6); }
    [[nodiscard]] static Date day(int number) { return first_day.plus_days(number); }

    [[nodiscard]] PlanGraph graph() const {
        PlanBuilder builder;
        builder.head().starts_at_once = starts_at_once_;
        if (has_dates_) add_calendars(builder);
        for (const MirrorTask& each : tasks) {
            NewTask task{.key = each.key,
                         .duration = each.duration,
                         .is_elapsed = each.is_elapsed,
                         .start_no_earlier = each.start_no_earlier,
                         .start_no_later = each.start_no_later,
                         .finish_no_earlier = each.finish_no_earlier,
                         .must_start = each.must_start,
                         .is_late = each.is_late,
                         .calendar = each.is_site ? "site" : "",
                         .status = each.status,
                         .progress = each.progress,
                         .actual_start = each.actual_start,
                         .actual_finish = each.actual_finish};
            if (!each.parent.empty()) task.parent = each.parent;
            builder.add_task(task);
        }
        for (const MirrorLink& each : links)
            if (each.is_there)
                builder.depend(each.after, tasks[each.before.index()].key, each.link);
        return freeze(std::move(builder).build());
    }

    [[nodiscard]] bool is_leaf(TaskId task) const {
        return std::none_of(tasks.begin(), tasks.end(), [&](const MirrorTask& each) {
            return each.parent == tasks[task.index()].key;
        });
    }
    [[nodiscard]] bool takes_part(TaskId task) const {
        if (tasks[task.index()].status == TaskStatus::cancelled) return false;
        const TaskId above = parent(task);
        return !above.is_valid() || takes_part(above);
    }
    [[nodiscard]] std::vector<TaskId> leaves(TaskId task) const {
        if (!takes_part(task)) return {};
        if (is_leaf(task)) return {task};
        std::vector<TaskId> all;
        for (std::size_t i = 0; i < tasks.size(); ++i) {
            if (tasks[i].parent != tasks[task.index()].key) continue;
            const std::vector<TaskId> below = leaves(TaskId(i));
            all.insert(all.end(), below.begin(), below.end());
        }
        return all;
    }
    /// Whether the links, each between all leaves of its ends, close a circle.
    [[nodiscard]] bool has_circle() const {
        std::set<std::pair<TaskId, TaskId>> reach;
        for (const MirrorLink& each : links)
            if (each.is_there)
                for (const TaskId from : leaves(each.before))
                    for (const TaskId to : leaves(each.after)) reach.emplace(from, to);
        for (std::size_t via = 0; via < tasks.size(); ++via)
            for (std::size_t from = 0; from < tasks.size(); ++from)
                for (std::size_t to = 0; to < tasks.size(); ++to)
                    if (reach.contains({TaskId(from), TaskId(via)}) &&
                        reach.contains({TaskId(via), TaskId(to)}))
                        reach.emplace(TaskId(from), TaskId(to));
        return std::any_of(reach.begin(), reach.end(),
                           [](const auto& each) { return each.first == each.second; });
    }
    /// Whether one of two tasks lies below the other, or they are one.
    [[nodiscard]] bool is_inside(TaskId inner, TaskId outer) const {
        for (; inner.is_valid(); inner = parent(inner))
            if (inner == outer) return true;
        return false;
    }

    Random random;
    ScheduleOptions options;
    std::vector<MirrorTask> tasks;
    std::vector<MirrorLink> links;

private:
    [[nodiscard]] TaskId parent(TaskId task) const {
        for (std::size_t i = 0; i < tasks.size(); ++i)
            if (tasks[i].key == tasks[task.index()].parent) return TaskId(i);
        return {};
    }

    static void add_calendars(PlanBuilder& builder) {
        WeekHours site;
        for (std::size_t i = 1; i < 6; ++i) site[i] = {{360, 500}, {700, 1440}};
        builder.head().start = DateTime(first_day, 0);
        builder.head().calendar = "office";
        builder.head().calendars = {
            {"office", "", standard_week({}), {{day(3), day(4), DayHours(), "holiday"}}},
            {"site", "", site, {}}};
    }

    void add_random_task(bool has_late) {
        MirrorTask task;
        task.key = "T" + std::to_string(tasks.size());
        if (!tasks.empty() && random.chance(40))
            task.parent = tasks[random.below(tasks.size())].key;
        if (random.chance(85)) task.duration = random_duration();
        if (random.chance(5)) task.status = TaskStatus::cancelled;
        task.is_late = has_late && random.chance(30);
        if (has_dates_) {
            task.is_elapsed = random.chance(10);
            task.is_site = random.chance(30);
            if (random.chance(15)) task.start_no_earlier = day(random.between(0, 12));
            if (random.chance(10)) task.start_no_later = day(random.between(0, 12));
            if (random.chance(10)) task.finish_no_earlier = day(random.between(0, 12));
            if (random.chance(8)) task.must_start = day(random.between(0, 12));
            if (random.chance(15)) {
                task.status = TaskStatus::in_progress;
                task.actual_start = day(random.between(0, 5));
                task.progress = random.between(0, 100);
            }
            if (random.chance(8)) task.status = TaskStatus::done;
            if (random.chance(5)) task.actual_finish = day(random.between(5, 8));
        }
        tasks.push_back(task);
    }

    bool has_dates_, starts_at_once_;
};

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

// A random plan that takes the same edits as a live schedule, by being written anew.
#pragma once

#include <planloom/graph/plan_graph.hpp>
#include <planloom/model/plan_builder.hpp>
#include <planloom/order/schedule.hpp>

#include "support/random.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace planloom::testing {

inline const Date first_day = Date::from_ymd(2025, 6, 2);  // a Monday

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

/// Tasks and links by the numbers that the live schedule has for them.
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

}  // namespace planloom::testing

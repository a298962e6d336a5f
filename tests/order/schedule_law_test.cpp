// Schedules of random plans against definitions: every constraint holds, and no task could be
// earlier, or later, with the others where they are.
#include <planloom/model/plan_builder.hpp>
#include <planloom/model/views.hpp>
#include <planloom/order/schedule.hpp>

#include "support/random.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <vector>

namespace planloom {
namespace {

using testing::Random;

/// A link between two leaves.
struct LeafLink {
    TaskId before, after;
    LinkType type;
    Minutes lag, max_lag;
    bool is_elapsed;
};

/// Working minutes of days counted one by one, from a list of what each minute is.
class SlowClock {
public:
    explicit SlowClock(std::vector<bool> works) : works_(std::move(works)) {
        before_.push_back(0);
        for (const bool is_work : works_) before_.push_back(before_.back() + (is_work ? 1 : 0));
    }
    [[nodiscard]] Minutes work(Minutes moment) const {
        return before_[static_cast<std::size_t>(moment)];
    }
    [[nodiscard]] bool is_work(Minutes moment) const {
        return works_[static_cast<std::size_t>(moment)];
    }
    [[nodiscard]] Minutes size() const { return static_cast<Minutes>(works_.size()); }

private:
    std::vector<bool> works_;
    std::vector<Minutes> before_;
};

constexpr std::int64_t window_days = 60;
/// Work begins some days after the window, so that latest dates may lie before that.
constexpr std::int64_t days_before = 14;
const Date first_day = Date::from_ymd(2025, 6, 2);  // a Monday

class World {
public:
    explicit World(std::uint64_t seed, bool has_dates) : random_(seed), has_dates_(has_dates) {
        if (has_dates_) add_calendars();
        add_tasks();
        add_links();
        graph_ = std::make_unique<PlanGraph>(freeze(std::move(builder_).build()));
        expand_links();
    }

    [[nodiscard]] const PlanGraph& graph() const { return *graph_; }
    [[nodiscard]] const Plan& plan() const { return graph_->plan(); }

    /// Whether the times of all leaves hold all links; on the axis that begins with the window.
    [[nodiscard]] bool holds_links(const std::vector<Minutes>& start,
                                   const std::vector<Minutes>& finish, bool is_late) const {
        return std::all_of(links_.begin(), links_.end(), [&](const LeafLink& link) {
            return holds(link, start, finish, is_late);
        });
    }

    [[nodiscard]] bool holds(const LeafLink& link, const std::vector<Minutes>& start,
                             const std::vector<Minutes>& finish, bool is_late = false) const {
        const bool from_start =
            link.type == LinkType::start_to_start || link.type == LinkType::start_to_finish;
        const bool to_start =
            link.type == LinkType::start_to_start || link.type == LinkType::finish_to_start;
        const Minutes from = (from_start ? start : finish)[link.before.index()];
        const Minutes to = (to_start ? start : finish)[link.after.index()];
        // Latest finishes are where work ends; the moment meant may be as late as the next begins.
        const Minutes last_from = is_late && !from_start ? idle_until(link.before, from) : from;
        const Minutes last_to = is_late && !to_start ? idle_until(link.after, to) : to;
        const SlowClock* const clock = lag_clock(link);
        if (link.lag == 0 ? last_to < from : work(clock, last_to) - work(clock, from) < link.lag)
            return false;
        if (link.max_lag == no_minutes) return true;
        return link.max_lag == 0 ? last_from >= to
                                 : work(clock, to) - work(clock, last_from) <= link.max_lag;
    }

    [[nodiscard]] Minutes idle_until(TaskId task, Minutes finish) const {
        const SlowClock* const clock = clock_of(task);
        while (clock != nullptr && finish < clock->size() - 1 && !clock->is_work(finish)) ++finish;
        return finish;
    }

    /// The finish of a task that starts at a moment, or -1 if it cannot start there.
    [[nodiscard]] Minutes finish_of(TaskId task, Minutes start) const {
        const Minutes duration = plan().task(task).duration().value_or(0);
        if (duration == 0) return start;
        const SlowClock* const clock = clock_of(task);
        if (clock == nullptr) return start + duration;
        if (!clock->is_work(start)) return -1;
        const Minutes wanted = clock->work(start) + duration;
        Minutes finish = start;
        while (clock->work(finish) < wanted) ++finish;
        return finish;
    }

    /// Whether a leaf at a place keeps the dates before which it, or a task above it, is not to be.
    [[nodiscard]] bool keeps_earliest(TaskId task, Minutes start, Minutes finish) const {
        if (!has_dates_) return true;
        for (TaskId at = task; at.is_valid(); at = graph_->parent(at)) {
            const TaskView view = plan().task(at);
            if (view.start_no_earlier().is_set() && start < minute_of(view.start_no_earlier()))
                return false;
            if (!view.finish_no_earlier().is_set()) continue;
            const Minutes day = minute_of(view.finish_no_earlier()) + 1440;
            if (finish < last_work(at == task ? clock_of(task) : office_.get(), day)) return false;
        }
        return true;
    }

    /// Whether it keeps the dates after which it is not to be.
    [[nodiscard]] bool keeps_latest(TaskId task, Minutes start, Minutes finish) const {
        if (!has_dates_) return true;
        for (TaskId at = task; at.is_valid(); at = graph_->parent(at)) {
            const TaskView view = plan().task(at);
            if (view.finish_no_later().is_set() &&
                finish > minute_of(view.finish_no_later()) + 1440)
                return false;
            // The day means the moment at which work begins on it, or next after it.
            if (!view.start_no_later().is_set()) continue;
            Minutes latest = minute_of(view.start_no_later());
            const SlowClock* const clock = at == task ? clock_of(task) : office_.get();
            const bool is_moment = view.duration().value_or(0) == 0;
            while (clock != nullptr && !is_moment && !clock->is_work(latest)) ++latest;
            if (start > latest) return false;
        }
        return true;
    }

    /// Whether latest dates lie so far back that the window does not hold them.
    [[nodiscard]] bool leaves_window(const Schedule& schedule) const {
        if (!has_dates_) return false;
        for (const Minutes start : schedule.late_start())
            if (start < origin() + 1440) return true;
        return false;
    }

    [[nodiscard]] bool has_latest() const {
        for (const TaskId task : plan().tasks())
            if (plan().task(task).start_no_later().is_set() ||
                plan().task(task).finish_no_later().is_set())
                return true;
        return false;
    }

    [[nodiscard]] static Minutes minute_of(Date day) {
        return std::int64_t{day.days() - first_day.days()} * 1440;
    }

    /// The last moment up to which there was work.
    [[nodiscard]] static Minutes last_work(const SlowClock* clock, Minutes moment) {
        while (clock != nullptr && moment > 0 && !clock->is_work(moment - 1)) --moment;
        return moment;
    }

    [[nodiscard]] const SlowClock* clock_of(TaskId task) const {
        if (!has_dates_ || plan().task(task).is_elapsed()) return nullptr;
        return plan().task(task).calendar() == "site" ? site_.get() : office_.get();
    }

    [[nodiscard]] Minutes origin() const {
        return has_dates_ ? DateTime(first_day, 0).minutes() : 0;
    }
    /// When work on the plan begins, for milestones too.
    [[nodiscard]] Minutes first_work() const {
        Minutes first = has_dates_ ? days_before * 1440 : 0;
        while (has_dates_ && !office_->is_work(first)) ++first;
        return first;
    }
    [[nodiscard]] const std::vector<LeafLink>& links() const { return links_; }

private:
    void add_calendars() {
        WeekHours office = standard_week({});
        WeekHours site;
        for (std::size_t i = 0; i < 7; ++i)
            if (random_.chance(70)) site[i] = {{360, 500}, {700, 1440}};
        site[2] = {{0, 100}};
        std::vector<CalendarException> days;
        for (int i = random_.between(0, 4); i > 0; --i) {
            const Date from = first_day.plus_days(random_.between(10, 34));
            days.push_back({from, from.plus_days(random_.between(0, 2)),
                            random_.chance(30) ? office[0] : DayHours(), ""});
        }
        builder_.head().start = DateTime(first_day.plus_days(days_before), 0);
        builder_.head().calendar = "office";
        builder_.head().calendars = {{"office", "", office, days}, {"site", "", site, days}};
        office_ = slow(office, days);
        site_ = slow(site, days);
    }

    static std::unique_ptr<SlowClock> slow(const WeekHours& week,
                                           const std::vector<CalendarException>& days) {
        std::vector<bool> works;
        for (int i = 0; i < window_days; ++i) {
            const Date day = first_day.plus_days(i);
            DayHours hours = week[static_cast<std::size_t>(day.weekday() - 1)];
            for (const CalendarException& each : days)
                if (each.from <= day && day <= each.to) hours = each.hours;
            for (int minute = 0; minute < 1440; ++minute)
                works.push_back(std::any_of(hours.begin(), hours.end(), [&](const HourSpan& span) {
                    return span.from <= minute && minute < span.to;
                }));
        }
        return std::make_unique<SlowClock>(std::move(works));
    }

    void add_tasks() {
        const int count = random_.between(1, 9);
        for (int i = 0; i < count; ++i) keys_.push_back("T" + std::to_string(i));
        for (int i = 0; i < count; ++i) {
            NewTask task{.key = keys_[static_cast<std::size_t>(i)]};
            // Parents come before their children, so there are no circles of parents.
            if (i > 0 && random_.chance(40))
                task.parent = keys_[random_.below(static_cast<std::size_t>(i))];
            if (random_.chance(85)) task.duration = random_.between(0, has_dates_ ? 900 : 6);
            if (has_dates_) task.is_elapsed = random_.chance(10);
            if (has_dates_ && random_.chance(30)) task.calendar = "site";
            if (has_dates_) add_constraints(task);
            tasks_.push_back(builder_.add_task(task));
        }
    }

    void add_constraints(NewTask& task) {
        const auto day = [&] { return first_day.plus_days(random_.between(12, 24)); };
        if (random_.chance(12)) task.start_no_earlier = day();
        if (random_.chance(8)) task.finish_no_earlier = day();
        if (random_.chance(8)) task.start_no_later = day();
        if (random_.chance(12)) task.finish_no_later = day();
    }

    void add_links() {
        const int count = random_.between(0, static_cast<int>(keys_.size()) * 2);
        for (int i = 0; i < count; ++i) {
            std::size_t from = random_.below(keys_.size());
            std::size_t to = random_.below(keys_.size());
            if (from == to) continue;
            if (!random_.chance(10) && from > to) std::swap(from, to);
            Link link{.type = static_cast<LinkType>(random_.below(4))};
            const int unit = has_dates_ ? 200 : 1;
            if (random_.chance(50)) link.lag = random_.between(-3, 4) * unit;
            if (random_.chance(20)) link.max_lag = link.lag + random_.between(0, 3) * unit;
            link.is_elapsed = has_dates_ && random_.chance(20);
            builder_.depend(tasks_[to], keys_[from], link);
        }
    }

    void expand_links() {
        const DependencyTable& table = plan().dependency_table();
        for (std::size_t i = 0; i < table.count; ++i)
            for (const TaskId before : leaves(table.predecessor[i]))
                for (const TaskId after : leaves(table.successor[i]))
                    links_.push_back({before, after, table.type[i], table.lag[i], table.max_lag[i],
                                      table.is_elapsed[i] != 0});
        // A link on a summary runs its lag by the plan's calendar, not the leaf's.
        for (std::size_t i = 0; i < table.count; ++i)
            for (std::size_t k =
                     leaves(table.predecessor[i]).size() * leaves(table.successor[i]).size();
                 k > 0; --k)
                is_of_summary_.push_back(!graph_->is_leaf(table.successor[i]));
    }

    [[nodiscard]] std::vector<TaskId> leaves(TaskId task) const {
        if (graph_->is_leaf(task)) return {task};
        std::vector<TaskId> all;
        for (const TaskId child : graph_->children(task)) {
            const std::vector<TaskId> below = leaves(child);
            all.insert(all.end(), below.begin(), below.end());
        }
        return all;
    }

    [[nodiscard]] const SlowClock* lag_clock(const LeafLink& link) const {
        if (!has_dates_ || link.is_elapsed) return nullptr;
        const auto place = static_cast<std::size_t>(&link - links_.data());
        if (is_of_summary_[place]) return office_.get();
        return clock_of(link.after);
    }
    static Minutes work(const SlowClock* clock, Minutes moment) {
        return clock == nullptr ? moment : clock->work(moment);
    }

    Random random_;
    bool has_dates_;
    PlanBuilder builder_;
    std::vector<std::string> keys_;
    std::vector<TaskId> tasks_;
    std::unique_ptr<SlowClock> office_, site_;
    std::unique_ptr<PlanGraph> graph_;
    std::vector<LeafLink> links_;
    std::vector<bool> is_of_summary_;
};

std::vector<Minutes> shifted(std::span<const Minutes> times, Minutes by) {
    std::vector<Minutes> all(times.begin(), times.end());
    for (Minutes& each : all) each -= by;
    return all;
}

/// The least starts that hold all links, where every minute is worked: rounds of Bellman and Ford
/// over all pairs of leaves.
/// @return nothing if no starts do
std::optional<std::vector<Minutes>> least_starts(const World& world) {
    const Plan& plan = world.plan();
    const std::size_t count = plan.task_table().count;
    const auto duration = [&](TaskId task) { return plan.task(task).duration().value_or(0); };
    std::vector<Minutes> start(count, 0);
    for (std::size_t round = 0; round <= count + 1; ++round) {
        bool moved = false;
        const auto raise = [&](TaskId task, Minutes to) {
            if (to <= start[task.index()]) return;
            start[task.index()] = to;
            moved = true;
        };
        for (const LeafLink& link : world.links()) {
            const bool from_start =
                link.type == LinkType::start_to_start || link.type == LinkType::start_to_finish;
            const bool to_start =
                link.type == LinkType::start_to_start || link.type == LinkType::finish_to_start;
            // The distance from start to start.
            const Minutes offset =
                (from_start ? 0 : duration(link.before)) - (to_start ? 0 : duration(link.after));
            raise(link.after, start[link.before.index()] + offset + link.lag);
            if (link.max_lag != no_minutes)
                raise(link.before, start[link.after.index()] - offset - link.max_lag);
        }
        if (!moved) return start;
    }
    return std::nullopt;
}

TEST(ScheduleLaw, GivesTheLeastStartsOrShowsThatThereAreNone) {
    std::size_t infeasible = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed) {
        SCOPED_TRACE(seed);
        const World world(seed, false);
        const auto expected = least_starts(world);
        try {
            const Schedule result = schedule(world.graph());
            ASSERT_TRUE(expected.has_value());
            Minutes finish = 0;
            for (const TaskId task : world.plan().tasks()) {
                if (!world.graph().is_leaf(task)) continue;
                ASSERT_EQ(result.early_start()[task.index()], (*expected)[task.index()]);
                finish = std::max(finish, result.early_finish()[task.index()]);
            }
            ASSERT_EQ(result.finish(), finish);
        } catch (const InfeasibleLinks& error) {
            ASSERT_FALSE(expected.has_value());
            ASSERT_GT(error.excess(), 0);
            ASSERT_EQ(error.tasks().size(), error.links().size());
            ++infeasible;
        }
    }
    EXPECT_GT(infeasible, 20U);
    EXPECT_LT(infeasible, 1000U);
}

/// By how much a task is tried to be moved: each of the next minutes, then some of the next days.
std::vector<Minutes> distances() {
    std::vector<Minutes> all;
    for (Minutes by = 1; by <= 20; ++by) all.push_back(by);
    for (Minutes by = 33; by <= 3000; by += 37) all.push_back(by);
    return all;
}

void check_early(const World& world, const Schedule& result) {
    const Minutes first = world.first_work();
    std::vector<Minutes> start = shifted(result.early_start(), world.origin());
    std::vector<Minutes> finish = shifted(result.early_finish(), world.origin());
    ASSERT_TRUE(world.holds_links(start, finish, false));
    for (const TaskId task : world.plan().tasks()) {
        if (!world.graph().is_leaf(task)) continue;
        const std::size_t row = task.index();
        const Minutes placed = start[row];
        ASSERT_GE(placed, first);
        ASSERT_TRUE(world.keeps_earliest(task, placed, finish[row]));
        for (const Minutes by : distances()) {
            const Minutes earlier = placed - by;
            if (earlier < first) break;
            const Minutes end = world.finish_of(task, earlier);
            if (end < 0) continue;
            start[row] = earlier;
            finish[row] = end;
            bool is_held = !world.keeps_earliest(task, earlier, end);
            for (const LeafLink& link : world.links())
                is_held = is_held || ((link.after == task || link.before == task) &&
                                      !world.holds(link, start, finish));
            ASSERT_TRUE(is_held) << world.plan().key(task) << " could start " << placed - earlier
                                 << " minutes earlier";
        }
        start[row] = placed;
        finish[row] = result.early_finish()[row] - world.origin();
    }
}

void check_late(const World& world, const Schedule& result) {
    std::vector<Minutes> start = shifted(result.late_start(), world.origin());
    std::vector<Minutes> finish = shifted(result.late_finish(), world.origin());
    const Minutes end = result.finish() - world.origin();
    ASSERT_TRUE(world.holds_links(start, finish, true));
    for (const TaskId task : world.plan().tasks()) {
        if (!world.graph().is_leaf(task)) continue;
        const std::size_t row = task.index();
        ASSERT_LE(finish[row], end);
        ASSERT_TRUE(world.keeps_latest(task, start[row], finish[row]));
        const Minutes placed = start[row];
        const Minutes ended = finish[row];
        for (const Minutes by : distances()) {
            const Minutes later = placed + by;
            if (later > end) break;
            const Minutes done = world.finish_of(task, later);
            if (done < 0 || done > end) continue;
            start[row] = later;
            finish[row] = done;
            bool is_held = !world.keeps_latest(task, later, done);
            for (const LeafLink& link : world.links())
                is_held = is_held || ((link.after == task || link.before == task) &&
                                      !world.holds(link, start, finish));
            ASSERT_TRUE(is_held) << world.plan().key(task) << " could start " << later - placed
                                 << " minutes later";
        }
        start[row] = placed;
        finish[row] = ended;
    }
}

void check_floats(const World& world, const Schedule& result) {
    for (const TaskId task : world.plan().tasks()) {
        const std::size_t row = task.index();
        ASSERT_TRUE(world.has_latest() || result.total_float()[row] >= 0);
        ASSERT_LE(result.independent_float()[row], result.free_float()[row]);
        ASSERT_GE(result.free_float()[row], 0);
        if (!world.graph().is_leaf(task)) continue;
        ASSERT_LE(result.free_float()[row], std::max<Minutes>(0, result.total_float()[row]));
        ASSERT_EQ(result.is_critical(task), result.total_float()[row] <= 0);
    }
}

TEST(ScheduleLaw, PutsNoTaskLaterThanItMust) {
    std::size_t feasible = 0;
    for (std::uint64_t seed = 0; seed < 2000; ++seed)
        for (const bool has_dates : {false, true}) {
            SCOPED_TRACE(std::to_string(seed) + (has_dates ? " with dates" : ""));
            const World world(seed, has_dates);
            try {
                const Schedule result = schedule(world.graph());
                if (result.finish() - world.origin() > (window_days - 5) * 1440 ||
                    world.leaves_window(result))
                    continue;
                check_early(world, result);
                check_late(world, result);
                check_floats(world, result);
                ++feasible;
            } catch (const InfeasibleLinks&) {
            }
            if (HasFatalFailure()) return;
        }
    EXPECT_GT(feasible, 2000U);
}

TEST(ScheduleLaw, IsTheSameTwice) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const World world(seed, true);
        try {
            const Schedule a = schedule(world.graph());
            const Schedule b = schedule(world.graph());
            EXPECT_TRUE(std::equal(a.drivers().begin(), a.drivers().end(), b.drivers().begin()));
            EXPECT_TRUE(
                std::equal(a.late_start().begin(), a.late_start().end(), b.late_start().begin()));
        } catch (const InfeasibleLinks&) {
        }
    }
}

}  // namespace
}  // namespace planloom

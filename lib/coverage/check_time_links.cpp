#include <planloom/core/duration.hpp>

#include "reasons_time.hpp"
#include "time.hpp"

#include <algorithm>

namespace planloom::coverage {
namespace {

/// The end of a task by its own dates, as a day; not set where it is known to no day.
Date stated_finish(const TaskView& task) noexcept {
    if (task.actual_finish().is_set()) return task.actual_finish();
    if (task.due().date.is_set())
        return task.due().precision == DatePrecision::day ? task.due().date : Date();
    return task.must_finish().is_set() ? task.must_finish() : task.finish_no_later();
}

/// The dates at the ends of all leaves of a task, or of the task itself, that are furthest out.
struct Ends {
    Date first_start, last_start, first_finish, last_finish;

    void add(const Ends& other) noexcept {
        const auto lower = [](Date& mine, Date theirs) {
            if (theirs.is_set() && (!mine.is_set() || theirs < mine)) mine = theirs;
        };
        const auto raise = [](Date& mine, Date theirs) {
            if (theirs.is_set() && (!mine.is_set() || mine < theirs)) mine = theirs;
        };
        lower(first_start, other.first_start);
        raise(last_start, other.last_start);
        lower(first_finish, other.first_finish);
        raise(last_finish, other.last_finish);
    }
};

/// Own dates of leaves, joined upwards: a link on a summary task holds for every leaf below it.
IdMap<TaskId, Ends> ends_of(const RuleRun& run) {
    const Plan& plan = run.plan();
    IdMap<TaskId, Ends> ends(plan.tasks().size());
    const std::span<const TaskId> tasks = run.facts().tasks.parents_first();
    for (std::size_t i = tasks.size(); i-- > 0;) {
        const TaskView task = plan.task(tasks[i]);
        if (run.graph().is_leaf(tasks[i]) && task.status() != TaskStatus::cancelled) {
            const Date start = stated_start(task), finish = stated_finish(task);
            ends[tasks[i]] = {start, start, finish, finish};
        }
        if (const TaskId parent = run.graph().parent(tasks[i]); parent.is_valid())
            ends[parent].add(ends[tasks[i]]);
    }
    return ends;
}

bool starts_with_start(LinkType type) noexcept {
    return type == LinkType::start_to_start || type == LinkType::start_to_finish;
}

bool ends_with_start(LinkType type) noexcept {
    return type == LinkType::finish_to_start || type == LinkType::start_to_start;
}

}  // namespace

void find_dates_against_links(RuleRun& run) {
    const Plan& plan = run.plan();
    const DependencyTable& links = plan.dependency_table();
    const IdMap<TaskId, Ends> ends = ends_of(run);
    const Minutes day = plan.head().work.minutes_per_day;
    bool has_any = false;
    for (std::size_t row = 0; row < links.count; ++row) {
        const TaskId before = links.predecessor[row], task = links.successor[row];
        if (!before.is_valid() || before == task || links.is_soft[row] != 0) continue;
        const LinkType type = links.type[row];
        const Date other =
            starts_with_start(type) ? ends[before].last_start : ends[before].last_finish;
        const Date own = ends_with_start(type) ? ends[task].first_start : ends[task].first_finish;
        if (!other.is_set() || !own.is_set()) continue;
        has_any = true;
        // Whole days of the lag; what is left of a day never makes a finding. On the day on which
        // one ends the other may begin.
        const Minutes lag = links.lag[row] / (links.is_elapsed[row] != 0 ? 24 * 60 : day);
        if (own.days() >= other.days() + lag) continue;
        run.report({.subjects = {task, before},
                    .arguments = {{"task", run.name(task)},
                                  {"predecessor", run.name(before)},
                                  {"type", std::string(word(type))},
                                  {"own", to_string(own)},
                                  {"other", to_string(other)},
                                  {"lag", links.lag[row] == 0
                                              ? ""
                                              : format_duration(links.lag[row], plan.head().work)}},
                    .witness = {to_string(other), to_string(own)},
                    .discriminator = std::string(word(type)),
                    .place = "/after",
                    .line = links.line[row]});
    }
    if (!has_any) run.skip(reasons::no_dated_links);
}

void find_ongoing_blockers(RuleRun& run) {
    const Plan& plan = run.plan();
    const DependencyTable& links = plan.dependency_table();
    if (links.count == 0) return run.skip(reasons::no_dependencies);
    const Column<std::uint8_t>& ongoing = plan.task_table().is_ongoing;
    if (std::none_of(plan.tasks().begin(), plan.tasks().end(),
                     [&](TaskId task) { return ongoing[task.index()] != 0; }))
        return run.skip(reasons::no_ongoing);
    for (std::size_t row = 0; row < links.count; ++row) {
        const TaskId before = links.predecessor[row], task = links.successor[row];
        if (!before.is_valid() || links.is_soft[row] != 0 || ongoing[before.index()] == 0 ||
            links.type[row] != LinkType::finish_to_start ||
            plan.task(task).status() == TaskStatus::cancelled || !plan.task(before).is_open())
            continue;
        run.report({.subjects = {task, before},
                    .arguments = {{"task", run.name(task)}, {"predecessor", run.name(before)}},
                    .place = "/after",
                    .line = links.line[row]});
    }
}

}  // namespace planloom::coverage
